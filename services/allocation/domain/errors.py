"""What the engine refuses, and what the reader can do about it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True, order=True)
class InputProblem:
    """One fault of the input data: where it stands, what is wrong, what to do."""

    file: str
    row: int
    column: str
    value: str
    code: str
    message: str
    remedy: str

    def to_json_dict(self) -> dict[str, object]:
        """Return the problem as it appears in ``errors[]`` of a problem document."""
        return asdict(self)


class InputProblems(ValueError):
    """The input data cannot be used; every fault found is listed."""

    code = "input_problems"

    def __init__(self, problems: Sequence[InputProblem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        first = self.problems[0]
        super().__init__(f"{len(self.problems)} input errors, first: {first.file} row {first.row}: {first.message}")


@dataclass(frozen=True, slots=True, order=True)
class PolicyProblem:
    """One fault of the policy, at a JSON pointer."""

    pointer: str
    code: str
    message: str
    remedy: str

    def to_json_dict(self) -> dict[str, object]:
        """Return the problem as it appears in ``errors[]`` of a problem document."""
        return asdict(self)


class PolicyProblems(ValueError):
    """The policy cannot be applied; every fault found is listed."""

    code = "policy_problems"

    def __init__(self, problems: Sequence[PolicyProblem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        first = self.problems[0]
        super().__init__(f"{len(self.problems)} policy errors, first: {first.pointer}: {first.message}")


class Infeasible(ValueError):
    """Policy and data are sound but the money does not suffice, or can reach no school.

    Attributes:
        code: A stable code such as ``rules_exceed_source``.
        shortfall_cents: What is missing (or cannot be spent), in cents.
        detail: One sentence with the figures.
        relax: The smallest changes that would each make it feasible, as sentences.
        pointer: Where in the policy the conflict stands.
    """

    def __init__(self, code: str, shortfall_cents: int, detail: str, relax: Sequence[str], pointer: str = "") -> None:
        self.code = code
        self.shortfall_cents = shortfall_cents
        self.detail = detail
        self.relax = list(relax)
        self.pointer = pointer
        super().__init__(detail)

    def to_json_dict(self) -> dict[str, object]:
        """Return the refusal as plain values."""
        return {
            "code": self.code,
            "shortfall_cents": self.shortfall_cents,
            "detail": self.detail,
            "relax": self.relax,
            "pointer": self.pointer,
        }


@lru_cache(maxsize=8_192)  # an explanation says the same amount in several places
def dollars(cents: int) -> str:
    """Return cents as people read money.

    >>> dollars(253494000), dollars(-5)
    ('$2,534,940.00', '-$0.05')
    """
    sign = "-" if cents < 0 else ""
    return f"{sign}${abs(cents) // 100:,}.{abs(cents) % 100:02d}"
