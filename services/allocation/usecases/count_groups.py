"""Pupils of one version of the counts by level and by group, with or without what tells of few of them."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.allocation.domain.count_groups import CountGroups, Words, count_groups, without_small
from services.allocation.domain.inputs import School
from services.allocation.domain.policy import Policy
from services.allocation.store.imports import ImportRow, StoredVersion
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.calculate_scenario import stored_policy
from services.allocation.usecases.district_settings import DistrictSettings, get_district_settings
from services.allocation.usecases.policy_refusals import NotCounts
from services.allocation.usecases.refusals import ScenarioNotFound
from shared.small_cells import FEWEST_SHOWN, hidden_cells


@dataclass(frozen=True, slots=True)
class CountsAsked:
    """Which counts, and how to read them.

    Attributes:
        scenario_id: The scenario whose policy says which categories are unions, and names groups of levels; without
            one it is what is published for the year, if anything is.
        need_category: The group that is shown level by level.
        hide_small: Leave out what tells of fewer than ``FEWEST_SHOWN`` pupils.
    """

    import_id: UUID
    scenario_id: UUID | None
    need_category: str
    hide_small: bool


@dataclass(frozen=True, slots=True)
class CountsFound:
    """A version of the counts, added up; ``school_names`` by id."""

    version: ImportRow
    counts: CountGroups
    school_names: dict[str, str]


async def break_down_counts(uow: AllocationUnitOfWork, asked: CountsAsked, now: datetime) -> CountsFound:
    """Add one version of the counts up by school, level and group.

    Raises:
        NotCounts: There is no such import of counts.
        ScenarioNotFound: There is none, or not in this district.
    """
    async with uow:
        row = await uow.imports.find(asked.import_id)
        if row is None or row.kind != "counts":
            raise NotCounts(asked.import_id)
        policy = await _policy(uow, asked.scenario_id, row.fiscal_year)
        settings = (await get_district_settings(uow, now)).settings
        stored = await uow.imports.latest_versions(row.fiscal_year)
        listed = await uow.import_rows.read(stored["schools"]) if "schools" in stored else []
        rows = await uow.import_rows.read(StoredVersion("counts", row.version, row.import_id, row.file_name))
    schools: dict[str, School] = {school.school_id: school for school in listed}
    found = await asyncio.to_thread(count_groups, rows, schools, _words(settings, policy), asked.need_category)
    if asked.hide_small:
        found = await asyncio.to_thread(without_small, found, FEWEST_SHOWN, hidden_cells)
    return CountsFound(row, found, {school_id: school.name for school_id, school in schools.items()})


async def _policy(uow: AllocationUnitOfWork, scenario_id: UUID | None, fiscal_year: int) -> Policy | None:
    if scenario_id is None:
        published = await uow.runs.list_before(fiscal_year, None, 1)
        document = await uow.runs.find_policy(published[0].run_id) if published else None
        return None if document is None else stored_policy(document)
    scenario = await uow.scenarios.find(scenario_id)
    if scenario is None:
        raise ScenarioNotFound(scenario_id)
    return stored_policy(scenario.policy)


def _words(settings: DistrictSettings, policy: Policy | None) -> Words:
    levels = [level.level for level in settings.levels]
    needs = [need.need_category for need in settings.need_categories]
    if policy is None:
        return Words(levels, needs)
    return Words(
        levels=list(dict.fromkeys([*policy.levels, *levels])),
        needs=list(dict.fromkeys([*policy.need_categories, *needs])),
        unions=policy.unions,
        repeating=frozenset(policy.duplicated_categories),
        level_groups=policy.level_groups,
    )
