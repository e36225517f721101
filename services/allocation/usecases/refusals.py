"""What allocation refuses, and what the reader can do about it. Each becomes problem details with its own code."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from services.allocation.domain.errors import Infeasible, InputProblem, InputProblems, PolicyProblems
from shared.problems import Malformed, NotFound, ProblemItem, Refusal, clean

MOST_LISTED = 500
"""Most faults that one answer lists; the detail says how many there are."""


class ScenarioNotFound(NotFound):
    """There is no such scenario."""

    code = "scenario_not_found"
    title = "Scenario not found"

    def __init__(self, scenario_id: UUID) -> None:
        super().__init__(
            f"There is no scenario {scenario_id}. It may have been deleted; look at the list of scenarios."
        )


class ImportNotFound(NotFound):
    """There is no such import."""

    code = "import_not_found"
    title = "Import not found"

    def __init__(self, import_id: UUID) -> None:
        super().__init__(f"There is no import {import_id}. Look at the list of imports.")


class MappingNotFound(NotFound):
    """No mapping is saved under this name."""

    code = "import_mapping_not_found"
    title = "Column mapping not found"

    def __init__(self, name: str) -> None:
        super().__init__(f"No column mapping is saved as {clean(name, 100)!r}. Look at the list of mappings.")


class RunNotFound(NotFound):
    """There is no such run."""

    code = "allocation_run_not_found"
    title = "Published allocation not found"

    def __init__(self, run_id: UUID) -> None:
        super().__init__(f"There is no published allocation {run_id}. Look at the list of allocation runs.")


class SchoolNotInRun(NotFound):
    """The run has no such school."""

    code = "school_not_in_run"
    title = "School not in this allocation"

    def __init__(self, run_id: UUID, school_id: str) -> None:
        super().__init__(f"Allocation {run_id} has no school {clean(school_id, 64)!r}. Check the school's id.")


class AmountNotFound(NotFound):
    """The school receives nothing under that name."""

    code = "amount_not_found"
    title = "There is no such amount"

    def __init__(self, message: str) -> None:
        said = clean(message, 400).rstrip(".")
        super().__init__(f"{said[:1].upper()}{said[1:]}. Choose a school, source and component of the result.")


class DataMissing(Refusal):
    """The fiscal year lacks data that the work needs."""

    code = "data_missing"
    title = "Data is missing"

    def __init__(self, fiscal_year: int, kinds: Sequence[str]) -> None:
        super().__init__(
            f"Fiscal year {fiscal_year} has no {' and no '.join(kinds)} yet. Import them first.",
            [ProblemItem(code="import_first", message=f"no {kind} of fiscal year {fiscal_year}") for kind in kinds],
            missing_kinds=list(kinds),
        )


class DataVersionMissing(Refusal):
    """A scenario is pinned to data that does not exist."""

    code = "data_version_missing"
    title = "The scenario names data that is not there"

    def __init__(self, fiscal_year: int, missing: Mapping[str, int]) -> None:
        named = ", ".join(f"{kind} version {version}" for kind, version in missing.items())
        super().__init__(
            f"Fiscal year {fiscal_year} has no {named}. Choose versions from the list of imports.",
            [ProblemItem(pointer=f"/data_versions/{kind}", code="no_such_version", message=named) for kind in missing],
        )


class InputsRefused(Refusal):
    """The imported data contradicts itself, so nothing can be calculated from it."""

    code = "input_problems"
    title = "The imported data does not fit together"

    def __init__(self, error: InputProblems) -> None:
        super().__init__(
            f"{len(error.problems)} faults in the imported data. Correct the files named and import them again.",
            items_of(error.problems),
            problem_count=len(error.problems),
        )


class PolicyRefused(Malformed):
    """The policy says what cannot be."""

    code = "policy_problems"
    title = "The policy has faults"

    def __init__(self, error: PolicyProblems) -> None:
        super().__init__(
            f"{len(error.problems)} faults in the policy. Each is listed with its place.",
            [
                ProblemItem(
                    pointer=clean(f"/policy{each.pointer}"),
                    code=each.code,
                    message=clean(each.message),
                    remedy=clean(each.remedy),
                )
                for each in error.problems[:MOST_LISTED]
            ],
        )


class AllocationInfeasible(Refusal):
    """Policy and data are sound, but the money does not suffice or can reach no school."""

    code = "infeasible"
    title = "The money does not suffice for this policy"

    def __init__(self, error: Infeasible) -> None:
        item = ProblemItem(
            pointer=f"/policy{error.pointer}",
            code=error.code,
            message=clean(error.detail),
            remedy=clean("; ".join(error.relax)),
        )
        super().__init__(
            error.detail,
            [item],
            reason=error.code,
            shortfall_cents=error.shortfall_cents,
            relax=[clean(each) for each in error.relax],
        )


class AnotherFiscalYear(Malformed):
    """Policy and scenario speak of different years."""

    code = "another_fiscal_year"
    title = "The policy is for another fiscal year"

    def __init__(self, policy_year: int, scenario_year: int) -> None:
        message = f"the policy is for fiscal year {policy_year}, the scenario for {scenario_year}"
        super().__init__(
            f"{message[0].upper()}{message[1:]}. Set the policy's fiscal_year to {scenario_year}.",
            [ProblemItem(pointer="/policy/fiscal_year", code="another_fiscal_year", message=message)],
        )


class PolicyOrCopy(Malformed):
    """A new scenario was asked for in two ways at once."""

    code = "policy_or_copy"
    title = "Send a policy or copy_of, not both"

    def __init__(self) -> None:
        super().__init__(
            "A new scenario begins with a policy or as a copy of another scenario. Leave one of the two out.",
            [ProblemItem(pointer="/copy_of", code="policy_or_copy", message="stands beside policy")],
        )


class ResultChanged(Refusal):
    """What would be published is not what was reviewed."""

    code = "result_changed"
    title = "The result is not the one you reviewed"

    def __init__(self, expected: str, current: str) -> None:
        super().__init__(
            "Policy or data changed since the result was calculated. Calculate again, review it and publish that.",
            expected_result_hash=expected,
            current_result_hash=current,
        )


class RunNotReproducible(Refusal):
    """A later engine calculates the run's figures differently, so its arithmetic would not explain them."""

    code = "run_not_reproducible"
    title = "Made by an earlier engine"

    def __init__(self, run_id: UUID, engine_version: str) -> None:
        super().__init__(
            f"Allocation {run_id} was made by engine {engine_version} and its arithmetic is not the present one's. "
            "Its figures stand as published; use that engine to explain them.",
        )


class AnotherKind(Malformed):
    """The mapping is for another kind of data than the file."""

    code = "another_kind"
    title = "The mapping is for another kind of data"

    def __init__(self, mapping_kind: str, file_kind: str) -> None:
        message = f"the mapping is for {mapping_kind}, the import for {file_kind}"
        super().__init__(
            f"{message[0].upper()}{message[1:]}. Choose another mapping, or leave it out to have one proposed.",
            [ProblemItem(pointer="/mapping", code="another_kind", message=message)],
        )


class FileUnreadable(Malformed):
    """The file cannot be read as a table."""

    code = "file_unreadable"
    title = "The file cannot be read"


class ImportRefused(Malformed):
    """The file has faults, and nothing of it was stored."""

    code = "import_has_errors"
    title = "The file has errors"

    def __init__(self, items: Sequence[ProblemItem], error_count: int) -> None:
        listed = f" The first {MOST_LISTED} are listed." if error_count > MOST_LISTED else ""
        super().__init__(
            f"{error_count} errors; nothing was stored.{listed} Correct the file, or send faulty_rows=leave_out.",
            items[:MOST_LISTED],
            error_count=error_count,
        )


class IdempotencyKeyRequired(Malformed):
    """Storing needs a key, so that a retry cannot store twice."""

    code = "idempotency_key_required"
    title = "Send an Idempotency-Key"

    def __init__(self) -> None:
        super().__init__(
            "Storing an import needs an Idempotency-Key header; a dry run (validate_only=true) does not.",
            [ProblemItem(pointer="/header/Idempotency-Key", code="missing", message="needed to store")],
        )


def items_of(problems: Iterable[InputProblem]) -> list[ProblemItem]:
    """Return input problems as a problem document lists them, no more than it may hold."""
    return [
        ProblemItem(
            file=clean(each.file),
            row=each.row,
            column=clean(each.column),
            value=clean(each.value),
            code=each.code,
            message=clean(each.message),
            remedy=clean(each.remedy),
        )
        for each, _ in zip(problems, range(MOST_LISTED), strict=False)
    ]
