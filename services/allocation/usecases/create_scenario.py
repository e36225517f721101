"""Begin a scenario: from a policy, as a copy of another, or from the year's revenue sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.allocation.domain.inputs import RevenueSource
from services.allocation.domain.limits import ALL_PUPILS
from services.allocation.domain.policy import Policy, SourcePolicy
from services.allocation.domain.rules import CellWeight, WeightedPool
from services.allocation.spanish.catalog import LABELS
from services.allocation.store.scenarios import ScenarioRow
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.calculate_scenario import stored_policy
from services.allocation.usecases.data_versions import require_versions
from services.allocation.usecases.district_settings import DistrictSettings, get_district_settings
from services.allocation.usecases.refusals import AnotherFiscalYear, DataMissing, PolicyOrCopy, ScenarioNotFound
from services.allocation.usecases.who import Who
from shared.events.event_id import uuid7
from shared.sentences import Language


@dataclass(frozen=True, slots=True)
class NewScenario:
    """What a scenario begins with; with neither policy nor copy, the year's sources give a plain policy.

    Attributes:
        data_versions: Versions of the data to calculate on; None: the newest of its year.
        copies_data_versions: A copy within a year takes the versions of what it copies, whatever ``data_versions``
            says: on other data the same policy gives other figures. Versions of another year are no versions of this.
        language: What the program calls by itself is called in this language; people may call it otherwise.
    """

    name: str
    fiscal_year: int
    policy: Policy | None = None
    copy_of: UUID | None = None
    note: str = ""
    data_versions: Mapping[str, int] | None = None
    copies_data_versions: bool = False
    language: Language = "en"


async def create_scenario(uow: AllocationUnitOfWork, new: NewScenario, who: Who, now: datetime) -> ScenarioRow:
    """Store a new scenario and the first entry of its history.

    Raises:
        PolicyOrCopy: Both were given.
        AnotherFiscalYear: The policy is for another year.
        ScenarioNotFound: The one to copy does not exist.
        DataVersionMissing: A pinned version of the data does not exist.
        DataMissing: There is no policy and the year has no revenue sources to make one from.
    """
    if new.policy is not None and new.copy_of is not None:
        raise PolicyOrCopy()
    async with uow:
        source = await _copied(uow, new.copy_of)
        versions = new.data_versions
        if new.copies_data_versions and source is not None:
            versions = source.data_versions if source.fiscal_year == new.fiscal_year else None
        elif versions:
            await require_versions(uow, new.fiscal_year, versions)
        policy, note = await _beginning(uow, new, source, now)
        row = ScenarioRow(
            scenario_id=uuid7(),
            fiscal_year=new.fiscal_year,
            name=new.name,
            version=1,
            created_at=now,
            changed_at=now,
            changed_by_name=who.name,
            policy=policy.model_dump(mode="json"),
            data_versions=dict(versions) if versions else None,
        )
        await uow.scenarios.add(row, new.note or note, who.user_id)
        copied = None if new.copy_of is None else str(new.copy_of)
        uow.record("scenario.created", row.scenario_id, {"fiscal_year": row.fiscal_year, "copy_of": copied})
    return row


async def _copied(uow: AllocationUnitOfWork, scenario_id: UUID | None) -> ScenarioRow | None:
    if scenario_id is None:
        return None
    source = await uow.scenarios.find(scenario_id)
    if source is None:
        raise ScenarioNotFound(scenario_id)
    return source


async def _beginning(
    uow: AllocationUnitOfWork, new: NewScenario, source: ScenarioRow | None, now: datetime
) -> tuple[Policy, str]:
    if new.policy is not None:
        if new.policy.fiscal_year != new.fiscal_year:
            raise AnotherFiscalYear(new.policy.fiscal_year, new.fiscal_year)
        return new.policy, "created"
    if source is not None:
        copy = stored_policy(source.policy | {"fiscal_year": new.fiscal_year, "name": new.name})
        return copy, f"copy of {source.name}, version {source.version}"
    versions = await uow.imports.latest_versions(new.fiscal_year)
    if "revenue_sources" not in versions:
        raise DataMissing(new.fiscal_year, ["revenue_sources"])
    sources = await uow.import_rows.read(versions["revenue_sources"])
    settings = (await get_district_settings(uow, now)).settings
    return _plain_policy(new, sources, settings), "begun from the revenue sources"


def _plain_policy(new: NewScenario, sources: list[RevenueSource], settings: DistrictSettings) -> Policy:
    """Restricted money stays where it is; every unrestricted dollar follows every pupil alike."""
    everyone = WeightedPool(
        kind="weighted_pool",
        rule_id="pupils",
        label=LABELS.say("All pupils", new.language),
        weights=(CellWeight(level="*", need_category=ALL_PUPILS, weight=1),),  # type: ignore[arg-type]  # parsed
    )
    return Policy(
        name=new.name,
        fiscal_year=new.fiscal_year,
        fiscal_year_start_month=settings.fiscal_year_start_month,
        levels=tuple(level.level for level in settings.levels),
        need_categories=tuple(need.need_category for need in settings.need_categories),
        duplicated_categories=tuple(need.need_category for need in settings.need_categories if need.duplicated),
        sources=tuple(
            SourcePolicy(source_id=source.source_id, distribution="locked", control="central")
            if source.restricted
            else SourcePolicy(source_id=source.source_id, distribution="unlocked", rules=(everyone,))
            for source in sorted(sources, key=lambda source: source.source_id)
        ),
    )
