"""What does this expression say? The editor of derived measures asks while a person types; nothing is stored."""

from dataclasses import dataclass
from uuid import UUID

from services.allocation.domain.eligibility import open_schools
from services.allocation.domain.expression_check import Checked, Draft, check_draft
from services.allocation.domain.policy import Policy
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.calculate_scenario import stored_policy
from services.allocation.usecases.policy_refusals import SchoolNotInData
from services.allocation.usecases.prepared_inputs import PreparedInputs
from services.allocation.usecases.refusals import AnotherFiscalYear, ScenarioNotFound


@dataclass(frozen=True, slots=True)
class Question:
    """A draft, the school whose value is shown, and where the cursor stands (characters from 0)."""

    draft: Draft
    school_id: str | None
    cursor: int


async def check_expression(
    uow: AllocationUnitOfWork, inputs: PreparedInputs, scenario_id: UUID, policy: Policy | None, question: Question
) -> Checked:
    """Check an expression over a scenario's data, beside the other derived measures of its policy or the one given.

    Raises:
        ScenarioNotFound: There is none, or not in this district.
        DataMissing: The year lacks data.
        SchoolNotInData: There is no such school.
    """
    async with uow:
        scenario = await uow.scenarios.find(scenario_id)
        if scenario is None:
            raise ScenarioNotFound(scenario_id)
        chosen = policy if policy is not None else stored_policy(scenario.policy)
        if chosen.fiscal_year != scenario.fiscal_year:
            raise AnotherFiscalYear(chosen.fiscal_year, scenario.fiscal_year)
        data = await inputs.of_year(uow, scenario.fiscal_year, scenario.data_versions, chosen)
    prepared = data.prepared
    row = None
    if question.school_id is not None:
        row = prepared.school_rows.get(question.school_id)
        if row is None:
            raise SchoolNotInData(question.school_id)
    open_mask = open_schools(prepared, chosen.fiscal_year, chosen.fiscal_year_start_month)
    return check_draft(prepared, chosen, open_mask, question.draft, row, question.cursor)
