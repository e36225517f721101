"""Average against actual salaries of a scenario's year, and averages taken over into its staffing rules."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from services.allocation.domain.limits import ALL_PUPILS
from services.allocation.domain.prepare import Prepared
from services.allocation.domain.salaries.averages import with_averages
from services.allocation.domain.salaries.charging import charge
from services.allocation.domain.salaries.document import salaries_document
from services.allocation.domain.salaries.settings import SalarySettings
from services.allocation.domain.salaries.transition import transition
from services.allocation.store.scenarios import ScenarioRow
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.calculate_scenario import stored_policy
from services.allocation.usecases.compliance_refusals import NoStaffingRule, StaffMissing
from services.allocation.usecases.compliance_settings import YearTopic, read_settings
from services.allocation.usecases.prepared_inputs import PreparedInputs
from services.allocation.usecases.read_staff import read_staff
from services.allocation.usecases.refusals import ScenarioNotFound
from services.allocation.usecases.who import Who
from shared.etags import require_match


def salaries_topic(fiscal_year: int) -> YearTopic[SalarySettings]:
    """Return which settings salaries have in a year."""
    return YearTopic(fiscal_year, "salaries", SalarySettings)


@dataclass(frozen=True, slots=True)
class ScenarioSalaries:
    """The comparison as a document, with the settings and the staff it rests on."""

    document: dict[str, Any]
    settings: SalarySettings
    staff_version: int


async def compare_salaries(
    uow: AllocationUnitOfWork, inputs: PreparedInputs, scenario_id: UUID, settings: SalarySettings | None
) -> ScenarioSalaries:
    """Charge the year's staff at average and at actual cost, and try a transition; nothing is stored.

    Raises:
        ScenarioNotFound: There is none, or not in this district.
        DataMissing: The year lacks data.
        StaffMissing: No staff was imported for the year.
    """
    async with uow:
        scenario = await uow.scenarios.find(scenario_id)
        if scenario is None:
            raise ScenarioNotFound(scenario_id)
        data = await inputs.of_year(uow, scenario.fiscal_year, scenario.data_versions, stored_policy(scenario.policy))
        staff = await read_staff(uow, scenario.fiscal_year)
        chosen = settings or (await read_settings(uow, salaries_topic(scenario.fiscal_year))).settings
    if staff.version is None:
        raise StaffMissing(scenario.fiscal_year)
    charging = charge(staff.lines, chosen)
    years = transition(charging.schools, chosen)
    document = salaries_document(charging, years, data.prepared, _need(data.prepared))
    return ScenarioSalaries(document, chosen, staff.version)


async def adopt_average_salaries(
    uow: AllocationUnitOfWork, scenario_id: UUID, if_match: str | None, who: Who, now: datetime
) -> ScenarioRow:
    """Write the year's average salaries into the scenario's staffing rules, as a new version of the scenario.

    Raises:
        PreconditionRequired, PreconditionFailed: The scenario is not the version the caller read.
        StaffMissing: No staff was imported for the year.
        NoStaffingRule: No staffing rule has a job class of the staff data.
    """
    async with uow:
        scenario = await uow.scenarios.find(scenario_id, lock=True)
        if scenario is None:
            raise ScenarioNotFound(scenario_id)
        require_match(if_match, scenario.version)
        staff = await read_staff(uow, scenario.fiscal_year)
        if staff.version is None:
            raise StaffMissing(scenario.fiscal_year)
        chosen = (await read_settings(uow, salaries_topic(scenario.fiscal_year))).settings
        averages = charge(staff.lines, chosen).classes
        policy, changed = with_averages(stored_policy(scenario.policy), averages)
        if not changed:
            raise NoStaffingRule([each.job_class for each in averages if not each.hidden])
        written = replace(
            scenario,
            policy=policy.model_dump(mode="json"),
            version=scenario.version + 1,
            changed_at=now,
            changed_by_name=who.name,
        )
        note = f"Average salaries of staff version {staff.version}: {', '.join(each.job_class for each in changed)}."
        await uow.scenarios.replace(written, note[:4000], who.user_id)
    return written


def _need(prepared: Prepared) -> str | None:
    needs = [need for need in prepared.need_categories if need != ALL_PUPILS]
    if "poverty" in needs:
        return "poverty"
    return max(needs, key=lambda need: (int(prepared.need_counts[need].sum()), need), default=None)
