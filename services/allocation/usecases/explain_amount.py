"""Why is this figure what it is? The arithmetic, down to the rows of the files, and who decided it."""

from typing import Any
from uuid import UUID

from services.allocation.domain.errors import PolicyProblems
from services.allocation.domain.explain import NothingToExplain
from services.allocation.domain.explain_origin import DataVersion, Decision, with_origin
from services.allocation.domain.explain_subject import Subject, explain_subject
from services.allocation.domain.explanation import Explanation
from services.allocation.domain.policy import Policy, policy_from_document
from services.allocation.domain.result import Result
from services.allocation.store.runs import RunSummary
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.calculate_scenario import (
    Calculation,
    calculate_scenario,
    run_engine,
    stored_policy,
)
from services.allocation.usecases.prepared_inputs import PreparedInputs
from services.allocation.usecases.read_runs import RunBasis, get_run_basis
from services.allocation.usecases.refusals import AmountNotFound, RunNotReproducible
from services.allocation.usecases.result_bytes import result_bytes


async def explain_scenario_amount(
    uow: AllocationUnitOfWork, inputs: PreparedInputs, scenario_id: UUID, policy: Policy | None, subject: Subject
) -> Explanation:
    """Explain a figure of a scenario, with its stored policy or the one given.

    Raises:
        AmountNotFound: The result has no such figure.
    """
    async with uow:
        calculation = await calculate_scenario(uow, inputs, scenario_id, policy)
        is_unsaved = policy is not None and not _is_stored(policy, calculation.scenario.policy)
        decision = await scenario_decision(uow, calculation, is_unsaved=is_unsaved)
    return _explain(calculation.result, subject, decision)


async def explain_run_amount(
    uow: AllocationUnitOfWork, inputs: PreparedInputs, run_id: UUID, subject: Subject
) -> Explanation:
    """Explain a published figure from the data and the policy that it was made from.

    Raises:
        RunNotFound: There is no such run, or not in this district.
        RunNotReproducible: The present engine calculates other figures.
        AmountNotFound: The run has no such figure.
    """
    async with uow:
        result = await recomputed_run(uow, inputs, run_id)
        decision = await run_decision(uow, (await get_run_basis(uow, run_id)).run)
    return _explain(result, subject, decision)


async def recomputed_run(uow: AllocationUnitOfWork, inputs: PreparedInputs, run_id: UUID) -> Result:
    """Return a published run's result, calculated anew from the data and the policy that it was made from.

    Raises:
        RunNotFound: There is no such run, or not in this district.
        RunNotReproducible: The present engine calculates other figures.
    """
    async with uow:
        basis = await get_run_basis(uow, run_id)
        return await _recomputed(uow, inputs, basis)


async def scenario_decision(uow: AllocationUnitOfWork, calculation: Calculation, *, is_unsaved: bool) -> Decision:
    """Return who answers for a scenario's figures."""
    scenario = calculation.scenario
    data = await _data_versions(uow, scenario.fiscal_year, calculation.data_versions)
    changed_at, changed_by = scenario.changed_at, scenario.changed_by_name
    return Decision(scenario.name, scenario.version, changed_by, changed_at, is_unsaved=is_unsaved, data=data)


async def run_decision(uow: AllocationUnitOfWork, run: RunSummary) -> Decision:
    """Return who answers for a published run's figures."""
    return Decision(
        run.scenario_name,
        run.scenario_version,
        published_by=run.published_by_name,
        published_at=run.published_at,
        reason=run.reason,
        data=await _data_versions(uow, run.fiscal_year, run.data_versions),
    )


async def _data_versions(uow: AllocationUnitOfWork, fiscal_year: int, versions: dict[str, int]) -> list[DataVersion]:
    found = await uow.imports.summaries_of_versions(fiscal_year, versions)
    return [
        DataVersion(each.kind, each.version, each.file_name, each.stored_at, each.stored_by_name, each.label)
        for each in found
    ]


async def _recomputed(uow: AllocationUnitOfWork, inputs: PreparedInputs, basis: RunBasis) -> Result:
    run = basis.run
    policy = stored_policy(basis.policy)
    data = await inputs.of_year(uow, run.fiscal_year, run.data_versions, policy, only_pinned=True)
    result = run_engine(data.prepared, policy)
    if result_bytes(result).result_hash != run.result_hash:
        raise RunNotReproducible(run.run_id, run.engine_version)
    return result


def _explain(result: Result, subject: Subject, decision: Decision) -> Explanation:
    try:
        return with_origin(explain_subject(result, subject), result, decision)
    except NothingToExplain as error:
        raise AmountNotFound(str(error)) from error


def _is_stored(policy: Policy, document: dict[str, Any]) -> bool:
    try:
        return policy == policy_from_document(document)
    except PolicyProblems:
        return False
