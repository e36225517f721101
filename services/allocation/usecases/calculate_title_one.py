"""Title I of a scenario's data: ranked, proposed and tested; and taken over into the scenario's policy."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from services.allocation.domain.compliance.title_one.adopt import adopted
from services.allocation.domain.compliance.title_one.facts import TitleOneIncomplete, district_of
from services.allocation.domain.compliance.title_one.outcome import TitleOneOutcome, title_one
from services.allocation.domain.compliance.title_one.settings import TitleOneSettings
from services.allocation.domain.errors import dollars
from services.allocation.domain.phrases import Language
from services.allocation.store.scenarios import ScenarioRow
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.calculate_scenario import stored_policy
from services.allocation.usecases.compliance_refusals import (
    TitleOneDataMissing,
    TitleOneExceedsSource,
    TitleOneNotLegal,
    TitleOneSourceUnknown,
)
from services.allocation.usecases.compliance_settings import YearTopic, read_settings
from services.allocation.usecases.prepared_inputs import PreparedInputs, YearData
from services.allocation.usecases.refusals import ScenarioNotFound
from services.allocation.usecases.who import Who
from shared.etags import require_match


def title_one_topic(fiscal_year: int) -> YearTopic[TitleOneSettings]:
    """Return which settings Title I has in a year."""
    return YearTopic(fiscal_year, "title_one", TitleOneSettings)


@dataclass(frozen=True, slots=True)
class ScenarioTitleOne:
    """The outcome with what it was calculated from."""

    outcome: TitleOneOutcome
    settings: TitleOneSettings
    source_id: str | None
    scenario: ScenarioRow
    data: YearData


async def calculate_title_one(
    uow: AllocationUnitOfWork,
    inputs: PreparedInputs,
    scenario_id: UUID,
    settings: TitleOneSettings | None,
    *,
    lock: bool = False,
) -> ScenarioTitleOne:
    """Rank the schools of a scenario's data and test the plan; nothing is stored.

    ``settings`` are tried instead of the year's; ``lock`` holds the scenario until the transaction ends.

    Raises:
        ScenarioNotFound: There is none, or not in this district.
        DataMissing: The year lacks data.
        TitleOneDataMissing: The allocation or a count is not known.
    """
    async with uow:
        scenario = await uow.scenarios.find(scenario_id, lock=lock)
        if scenario is None:
            raise ScenarioNotFound(scenario_id)
        policy = stored_policy(scenario.policy)
        data = await inputs.of_year(uow, scenario.fiscal_year, scenario.data_versions, policy)
        chosen = settings or (await read_settings(uow, title_one_topic(scenario.fiscal_year))).settings
    try:
        found = district_of(data.prepared, policy.fiscal_year, policy.fiscal_year_start_month, chosen)
    except TitleOneIncomplete as error:
        raise TitleOneDataMissing(error) from error
    return ScenarioTitleOne(title_one(found.district), chosen, found.source_id, scenario, data)


async def adopt_title_one(
    uow: AllocationUnitOfWork,
    inputs: PreparedInputs,
    scenario_id: UUID,
    if_match: str | None,
    language: Language,
    who: Who,
    now: datetime,
) -> ScenarioRow:
    """Write the year's Title I allocation into the scenario's policy, as a new version of the scenario.

    Raises:
        PreconditionRequired, PreconditionFailed: The scenario is not the version the caller read.
        TitleOneSourceUnknown: No revenue source is known as Title I.
        TitleOneNotLegal: A step of the law is violated.
        TitleOneExceedsSource: The revenue source holds less than the schools would receive.
    """
    async with uow:
        found = await calculate_title_one(uow, inputs, scenario_id, None, lock=True)
        scenario, outcome, source_id = found.scenario, found.outcome, found.source_id
        require_match(if_match, scenario.version)
        if source_id is None:
            raise TitleOneSourceUnknown()
        if not outcome.legal:
            raise TitleOneNotLegal(
                [
                    (each.code, each.finding.text(language), each.remedy.text(language) if each.remedy else "")
                    for each in outcome.checks
                    if each.outcome == "failed"
                ]
            )
        amount = found.data.prepared.sources[source_id].amount_cents
        over = sum(outcome.amounts.values()) - amount
        if over > 0:
            raise TitleOneExceedsSource(source_id, dollars(over))
        policy = adopted(stored_policy(scenario.policy), outcome, source_id, amount, language)
        changed = replace(
            scenario,
            policy=policy.model_dump(mode="json"),
            version=scenario.version + 1,
            changed_at=now,
            changed_by_name=who.name,
        )
        await uow.scenarios.replace(changed, "Title I, rank and serve.", who.user_id)
    return changed
