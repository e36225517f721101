"""The saved versions of a scenario: listed, read, and made the current one again."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from services.allocation.domain.policy import Policy
from services.allocation.store.scenarios import ScenarioRow, ScenarioVersion
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.calculate_scenario import stored_policy
from services.allocation.usecases.policy_refusals import ScenarioVersionNotFound
from services.allocation.usecases.refusals import ScenarioNotFound
from services.allocation.usecases.who import Who
from shared.etags import require_match


async def list_scenario_versions(
    uow: AllocationUnitOfWork, scenario_id: UUID, before: int | None, limit: int
) -> list[ScenarioVersion]:
    """Return up to ``limit`` saved versions, newest first.

    Raises:
        ScenarioNotFound: There is none, or not in this district.
    """
    async with uow:
        if await uow.scenarios.find(scenario_id) is None:
            raise ScenarioNotFound(scenario_id)
        return await uow.scenarios.versions_before(scenario_id, before, limit)


async def get_scenario_version(uow: AllocationUnitOfWork, scenario_id: UUID, version: int) -> ScenarioVersion:
    """Return one saved version.

    Raises:
        ScenarioNotFound: There is no such scenario, or not in this district.
        ScenarioVersionNotFound: It never had this version.
    """
    async with uow:
        if await uow.scenarios.find(scenario_id) is None:
            raise ScenarioNotFound(scenario_id)
        found = await uow.scenarios.find_version(scenario_id, version)
    if found is None:
        raise ScenarioVersionNotFound(scenario_id, version)
    return found


async def restore_scenario_version(
    uow: AllocationUnitOfWork, scenario_id: UUID, version: int, if_match: str | None, who: Who, now: datetime
) -> ScenarioRow:
    """Make a saved version the current one again, as a new version: nothing of the history is lost.

    Raises:
        ScenarioNotFound: There is no such scenario, or not in this district.
        ScenarioVersionNotFound: It never had this version.
        PreconditionRequired: No version to change was named.
        PreconditionFailed: Somebody else changed it first.
        PolicyRefused: An earlier release took the policy, this one does not.
    """
    async with uow:
        row = await uow.scenarios.find(scenario_id, lock=True)
        if row is None:
            raise ScenarioNotFound(scenario_id)
        require_match(if_match, row.version)
        found = await get_scenario_version(uow, scenario_id, version)
        policy: Policy = stored_policy(found.policy)
        restored = replace(
            row,
            name=found.name,
            policy=policy.model_dump(mode="json"),
            data_versions=found.data_versions,
            version=row.version + 1,
            changed_at=now,
            changed_by_name=who.name,
        )
        await uow.scenarios.replace(restored, f"version {version} restored", who.user_id)
    return restored
