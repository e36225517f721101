"""Every federal check of a scenario: Title I, supplanting, comparability, control, spending, the register of rules."""

import asyncio
from dataclasses import dataclass
from uuid import UUID

from services.allocation.domain.compliance.review import ComplianceReview, review
from services.allocation.domain.compliance.settings import ComplianceSettings
from services.allocation.domain.compliance.spending import ActualSpending, actual_spending
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.calculate_scenario import calculate_scenario
from services.allocation.usecases.calculate_title_one import calculate_title_one
from services.allocation.usecases.compliance_refusals import TitleOneDataMissing
from services.allocation.usecases.compliance_settings import YearTopic, read_settings
from services.allocation.usecases.prepared_inputs import PreparedInputs
from services.allocation.usecases.read_expenditures import YearExpenditures, read_expenditures
from services.allocation.usecases.read_staff import read_staff


def compliance_topic(fiscal_year: int) -> YearTopic[ComplianceSettings]:
    """Return which settings the checks have in a year."""
    return YearTopic(fiscal_year, "checks", ComplianceSettings)


@dataclass(frozen=True, slots=True)
class ScenarioCompliance:
    """The review, and the staff it rests on."""

    review: ComplianceReview
    settings: ComplianceSettings
    staff_version: int | None
    fiscal_year: int
    spent: YearExpenditures | None
    actual: ActualSpending | None


async def review_compliance(
    uow: AllocationUnitOfWork, inputs: PreparedInputs, scenario_id: UUID, settings: ComplianceSettings | None
) -> ScenarioCompliance:
    """Calculate the scenario and test it against every rule; nothing is stored.

    Raises:
        ScenarioNotFound, DataMissing, PolicyRefused, AllocationInfeasible: The scenario cannot be calculated.
    """
    async with uow:
        calculation = await calculate_scenario(uow, inputs, scenario_id, None)
        year = calculation.scenario.fiscal_year
        staff = await read_staff(uow, year)
        spent = await read_expenditures(uow, year)
        chosen = settings or (await read_settings(uow, compliance_topic(year))).settings
        try:
            title_one = (await calculate_title_one(uow, inputs, scenario_id, None)).outcome
        except TitleOneDataMissing:
            title_one = None
    names = {school.school_id: school.name for school in calculation.result.prepared.schools}
    spread = chosen.central_spread == "pupils"
    actual = None if spent is None else actual_spending(spent.rows, names, spread=spread)
    # The formula runs again for each supposition: not in the way of everybody else's requests.
    found = await asyncio.to_thread(review, calculation.result, staff.lines, chosen, title_one, actual)
    return ScenarioCompliance(found, chosen, staff.version, year, spent, actual)
