"""Refusals of planning."""

from shared.problems import NotFound


class FundingNotPublished(NotFound):
    """No allocation has been published for this school and year."""

    code = "funding_not_published"
    title = "No published budget yet"

    def __init__(self, school_id: str, fiscal_year: int) -> None:
        super().__init__(
            f"No budget of fiscal year {fiscal_year} has been published for school {school_id}. "
            "It appears here by itself once the district publishes its allocation."
        )
