"""What solving refuses."""

from services.allocation.domain.errors import PolicyProblems
from shared.problems import Malformed, ProblemItem, clean


class QuestionRefused(Malformed):
    """A goal or a movable setting names what is not there, or the policy itself has faults."""

    code = "question_problems"
    title = "The question has faults"

    def __init__(self, error: PolicyProblems) -> None:
        super().__init__(
            f"{len(error.problems)} faults in the goals, the settings that may move or the policy. Each is listed "
            "with its place.",
            [
                ProblemItem(
                    pointer=clean(each.pointer), code=each.code, message=clean(each.message), remedy=clean(each.remedy)
                )
                for each in error.problems[:500]
            ],
        )
