"""How equal, and how fair by need, is what a scenario gives?"""

from uuid import UUID

from services.allocation.domain.equity import EquityQuestion, ResultEquity, UncountedNeed, equity_of_result
from services.allocation.domain.policy import Policy
from services.allocation.domain.result import Result
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.calculate_scenario import calculate_scenario
from services.allocation.usecases.prepared_inputs import PreparedInputs
from services.allocation.usecases.review_refusals import NeedNotCounted, NothingToMeasure
from shared.equity.weighing import EquityProblem


async def measure_scenario_equity(
    uow: AllocationUnitOfWork,
    inputs: PreparedInputs,
    scenario_id: UUID,
    policy: Policy | None,
    question: EquityQuestion,
) -> ResultEquity:
    """Measure the equity of a scenario, with its stored policy or the one given.

    Raises:
        ScenarioNotFound: There is none, or not in this district.
        NeedNotCounted: The district does not count this need.
        NothingToMeasure: No school has pupils.
    """
    calculation = await calculate_scenario(uow, inputs, scenario_id, policy)
    return measured_equity(calculation.result, question)


def measured_equity(result: Result, question: EquityQuestion) -> ResultEquity:
    """Measure the equity of a result.

    Raises:
        NeedNotCounted: The district does not count this need.
        NothingToMeasure: No school has pupils.
    """
    try:
        return equity_of_result(result, question)
    except UncountedNeed as error:
        raise NeedNotCounted(error.need, error.counted) from error
    except EquityProblem as error:
        raise NothingToMeasure() from error
