"""What is different between two policies, in plain words, and what each difference does to schools."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.allocation.domain.policy import Policy
from services.allocation.domain.policy_diff import PolicyChange, policy_changes
from services.allocation.domain.policy_effects import (
    Effect,
    SchoolEffect,
    effect_between,
    effects_of_each,
    school_effects,
)
from services.allocation.domain.prepare import Prepared
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.calculate_scenario import run_engine, stored_policy
from services.allocation.usecases.prepared_inputs import PreparedInputs
from services.allocation.usecases.read_runs import get_run_basis
from services.allocation.usecases.refusals import ScenarioNotFound
from services.allocation.usecases.scenario_versions import get_scenario_version
from shared.problems import Refusal

MOST_SINGLE_EFFECTS = 60
"""Differences whose own effect is computed: a policy written anew has hundreds, and only all together count."""


@dataclass(frozen=True, slots=True)
class PolicyReference:
    """Which policy: of a scenario (in a version, or as it is), of a publication, or one that is not stored."""

    scenario_id: UUID | None = None
    version: int | None = None
    run_id: UUID | None = None
    policy: Policy | None = None


@dataclass(frozen=True, slots=True)
class NamedPolicy:
    """A policy, what people call it, and the data it is calculated from (None: the newest)."""

    name: str
    version: int | None
    changed_at: datetime | None
    changed_by: str
    policy: Policy
    data_versions: Mapping[str, int] | None


@dataclass(frozen=True, slots=True)
class PolicyComparison:
    """The differences; effects are None where they were not asked for, or cannot be had (``refusal`` says why)."""

    before: NamedPolicy
    after: NamedPolicy
    changes: list[PolicyChange]
    effects: list[Effect | None]
    together: Effect | None = None
    schools: list[SchoolEffect] | None = None
    refusal: Refusal | None = None


async def compare_policies(
    uow: AllocationUnitOfWork,
    inputs: PreparedInputs,
    before: PolicyReference,
    after: PolicyReference,
    *,
    with_effects: bool,
) -> PolicyComparison:
    """Compare two policies. Effects are those over the later policy's year and data: only the policy differs.

    Raises:
        ScenarioNotFound, ScenarioVersionNotFound, RunNotFound: One of them is not there.
        PolicyRefused: An earlier release took one of them, this one does not.
    """
    async with uow:
        first, last = await _named(uow, before), await _named(uow, after)
        changes = policy_changes(first.policy, last.policy)
        nothing: list[Effect | None] = [None] * len(changes)
        if not with_effects:
            return PolicyComparison(first, last, changes, nothing)
        try:
            data = await inputs.of_year(uow, last.policy.fiscal_year, last.data_versions, last.policy)
        except Refusal as refusal:
            return PolicyComparison(first, last, changes, nothing, refusal=refusal)
    return await asyncio.to_thread(_with_effects, data.prepared, first, last, changes)


def _with_effects(
    prepared: Prepared, first: NamedPolicy, last: NamedPolicy, changes: list[PolicyChange]
) -> PolicyComparison:
    nothing: list[Effect | None] = [None] * len(changes)
    earlier = first.policy.model_copy(update={"fiscal_year": last.policy.fiscal_year})
    try:
        was, now = run_engine(prepared, earlier), run_engine(prepared, last.policy)
    except Refusal as refusal:
        return PolicyComparison(first, last, changes, nothing, refusal=refusal)
    effects = effects_of_each(prepared, earlier, was, changes) if len(changes) <= MOST_SINGLE_EFFECTS else nothing
    return PolicyComparison(
        first, last, changes, effects, together=effect_between(was, now), schools=school_effects(was, now)
    )


async def _named(uow: AllocationUnitOfWork, reference: PolicyReference) -> NamedPolicy:
    if reference.policy is not None:
        return NamedPolicy(reference.policy.name, None, None, "", reference.policy, None)
    if reference.run_id is not None:
        basis = await get_run_basis(uow, reference.run_id)
        run = basis.run
        return NamedPolicy(
            run.scenario_name,
            run.scenario_version,
            run.published_at,
            run.published_by_name,
            stored_policy(basis.policy),
            run.data_versions,
        )
    assert reference.scenario_id is not None
    scenario = await uow.scenarios.find(reference.scenario_id)
    if scenario is None:
        raise ScenarioNotFound(reference.scenario_id)
    version = scenario.version if reference.version is None else reference.version
    found = await get_scenario_version(uow, reference.scenario_id, version)
    return NamedPolicy(
        found.name,
        found.version,
        found.changed_at,
        found.changed_by_name,
        stored_policy(found.policy),
        found.data_versions,
    )
