"""Change or delete a scenario; every version stays in its history."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from services.allocation.domain.policy import Policy
from services.allocation.store.scenarios import ScenarioRow
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.data_versions import require_versions
from services.allocation.usecases.refusals import AnotherFiscalYear, ScenarioNotFound
from services.allocation.usecases.who import Who
from shared.etags import require_match


@dataclass(frozen=True, slots=True)
class ScenarioChange:
    """The scenario's new state.

    Attributes:
        data_versions: Versions of the data to calculate on; None: the newest of its year.
        keeps_data_versions: The versions stay as they are, whatever ``data_versions`` says.
    """

    name: str
    policy: Policy
    note: str
    data_versions: Mapping[str, int] | None
    keeps_data_versions: bool = False


async def replace_scenario(
    uow: AllocationUnitOfWork, scenario_id: UUID, change: ScenarioChange, if_match: str | None, who: Who, now: datetime
) -> ScenarioRow:
    """Replace a scenario, if it still is the version the caller read.

    Raises:
        ScenarioNotFound: There is none, or not in this district.
        PreconditionRequired: No version was named.
        PreconditionFailed: Somebody else changed it first.
        AnotherFiscalYear: The policy is for another year.
        DataVersionMissing: A pinned version of the data does not exist.
    """
    async with uow:
        row = await uow.scenarios.find(scenario_id, lock=True)
        if row is None:
            raise ScenarioNotFound(scenario_id)
        require_match(if_match, row.version)
        if change.policy.fiscal_year != row.fiscal_year:
            raise AnotherFiscalYear(change.policy.fiscal_year, row.fiscal_year)
        versions = row.data_versions if change.keeps_data_versions else change.data_versions
        if versions and not change.keeps_data_versions:
            await require_versions(uow, row.fiscal_year, versions)
        changed = replace(
            row,
            name=change.name,
            policy=change.policy.model_dump(mode="json"),
            data_versions=dict(versions) if versions else None,
            version=row.version + 1,
            changed_at=now,
            changed_by_name=who.name,
        )
        await uow.scenarios.replace(changed, change.note, who.user_id)
    return changed


async def delete_scenario(uow: AllocationUnitOfWork, scenario_id: UUID, now: datetime) -> None:
    """Take a scenario out of sight; its history stays, and runs published from it keep all they need.

    Raises:
        ScenarioNotFound: There is none, or not in this district.
    """
    async with uow:
        if not await uow.scenarios.delete(scenario_id, now):
            raise ScenarioNotFound(scenario_id)
        uow.record("scenario.deleted", scenario_id)
