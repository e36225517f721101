"""What compliance and salaries refuse, and what the reader can do about it."""

from collections.abc import Sequence

from services.allocation.domain.compliance.title_one.facts import TitleOneIncomplete
from shared.problems import ProblemItem, Refusal, clean


class TitleOneDataMissing(Refusal):
    """Title I cannot be calculated from what is there."""

    code = "title_one_data_missing"
    title = "Title I needs more data"

    def __init__(self, error: TitleOneIncomplete) -> None:
        message, remedy = clean(error.message), clean(error.remedy)
        super().__init__(f"{message} {remedy}", [ProblemItem(code=error.code, message=message, remedy=remedy)])


class TitleOneNotLegal(Refusal):
    """The allocation violates a step of the law, so it is not taken over."""

    code = "title_one_not_legal"
    title = "This Title I allocation is not legal"

    def __init__(self, failed: Sequence[tuple[str, str, str]]) -> None:
        super().__init__(
            "Correct the steps listed and try again; nothing was taken over.",
            [
                ProblemItem(code=code, message=clean(finding), remedy=clean(remedy) if remedy else None)
                for code, finding, remedy in failed
            ],
        )


class TitleOneSourceUnknown(Refusal):
    """Nobody said which revenue source is Title I, so there is nowhere to take the amounts over to."""

    code = "title_one_source_unknown"
    title = "Which revenue source is Title I?"

    def __init__(self) -> None:
        super().__init__(
            "Choose the revenue source that is Title I, Part A in the settings of the year, save them and try again.",
            [ProblemItem(pointer="/source_id", code="missing", message="no revenue source is known as Title I")],
        )


class TitleOneExceedsSource(Refusal):
    """The schools would receive more than the revenue source holds."""

    code = "title_one_exceeds_source"
    title = "The revenue source is smaller than the allocation"

    def __init__(self, source_id: str, over: str) -> None:
        super().__init__(
            f"The amounts exceed revenue source {clean(source_id, 64)} by {over}. "
            "Import the source with this year's amount, or lower the allocation typed in the settings.",
            [ProblemItem(pointer="/allocation_cents", code="too_high", message=f"exceeds the source by {over}")],
        )


class StaffMissing(Refusal):
    """Salaries cannot be compared without staff."""

    code = "staff_missing"
    title = "No staff is imported"

    def __init__(self, fiscal_year: int) -> None:
        super().__init__(
            f"Fiscal year {fiscal_year} has no staff yet. Import a payroll extract as staff first.",
            [ProblemItem(code="import_first", message=f"no staff of fiscal year {fiscal_year}")],
        )


class NoStaffingRule(Refusal):
    """No staffing rule would change."""

    code = "no_staffing_rule"
    title = "No staffing rule takes an average"

    def __init__(self, job_classes: Sequence[str]) -> None:
        listed = clean(", ".join(job_classes[:20])) or "none with enough people"
        super().__init__(
            "No staffing rule of the scenario has one of the job classes of the staff data and another salary than "
            f"its average. Job classes there are: {listed}.",
            [ProblemItem(pointer="/sources", code="no_staffing_rule", message="nothing would change")],
        )
