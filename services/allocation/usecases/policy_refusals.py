"""What is refused about policies, their versions and the years ahead, and what the reader can do about it."""

from collections.abc import Sequence
from uuid import UUID

from services.allocation.domain.expected_pupils import ExpectationFault
from services.allocation.domain.rename_measure import MeasureNameRefused
from shared.problems import NotFound, ProblemItem, Refusal, clean


class SchoolNotInData(NotFound):
    """The year's data have no such school."""

    code = "school_not_in_data"
    title = "School not in the data"

    def __init__(self, school_id: str) -> None:
        super().__init__(f"The data have no school {clean(school_id, 64)!r}. Choose one from the list of schools.")


class NotCounts(NotFound):
    """There is no such import of counts."""

    code = "counts_not_found"
    title = "Version of the counts not found"

    def __init__(self, import_id: UUID) -> None:
        super().__init__(f"There is no import of counts {import_id}. Look at the list of count versions.")


class TemplateNotFound(NotFound):
    """There is no such template."""

    code = "policy_template_not_found"
    title = "Policy template not found"

    def __init__(self, template_id: str) -> None:
        super().__init__(f"There is no policy template {clean(template_id, 64)!r}. Look at the list of templates.")


class ScenarioVersionNotFound(NotFound):
    """The scenario never had this version."""

    code = "scenario_version_not_found"
    title = "Version of the scenario not found"

    def __init__(self, scenario_id: UUID, version: int) -> None:
        super().__init__(f"Scenario {scenario_id} has no version {version}. Look at the list of its versions.")


class ExpectedPupilsRefused(Refusal):
    """Pupils expected where nothing can be made of them."""

    code = "expected_pupils_refused"
    title = "Some expected pupils cannot be used"

    def __init__(self, faults: Sequence[ExpectationFault]) -> None:
        super().__init__(
            "Correct what is listed and try again; nothing was calculated.",
            [
                ProblemItem(
                    pointer=f"/expected_pupils/{fault.place}/{fault.field}",
                    code=fault.code,
                    message=clean(fault.message),
                    remedy=clean(fault.remedy),
                )
                for fault in faults[:100]
            ],
        )


class MeasureNotRenamed(Refusal):
    """A measure cannot be called so."""

    code = "measure_not_renamed"
    title = "The measure keeps its name"

    def __init__(self, error: MeasureNameRefused) -> None:
        message, remedy = clean(error.message), clean(error.remedy)
        super().__init__(
            f"{message} {remedy}", [ProblemItem(pointer="/new_name", code=error.code, message=message, remedy=remedy)]
        )
