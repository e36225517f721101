"""From goals to a policy: what the machine finds, and what stands against each other."""

from uuid import UUID

from fastapi import Response

from services.allocation.api.answers import answer
from services.allocation.api.deps import PreparedInputsDep, SolversDep, UnitOfWorkDep
from services.allocation.api.solving_answers import solution_answer
from services.allocation.api.solving_models import (
    FrontierRead,
    FrontierRequest,
    SettingList,
    SettingRead,
    SolveRead,
    SolveRequest,
)
from services.allocation.domain.solve.settings import policy_settings
from services.allocation.usecases.refusals import (
    AnotherFiscalYear,
    DataMissing,
    DataVersionMissing,
    InputsRefused,
    PolicyRefused,
    ScenarioNotFound,
)
from services.allocation.usecases.solve_refusals import QuestionRefused
from services.allocation.usecases.solve_scenario import Question, list_settings
from services.allocation.usecases.solve_scenario import scenario_frontier as find_frontier
from services.allocation.usecases.solve_scenario import solve_scenario as solve
from shared.authorisation import SecuredRouter
from shared.openapi import problem_responses

router = SecuredRouter("allocation", prefix="/v1/scenarios", tags=["scenarios"])
_REFUSALS = problem_responses(
    ScenarioNotFound, DataMissing, DataVersionMissing, InputsRefused, QuestionRefused, PolicyRefused, AnotherFiscalYear
)


@router.get(
    "/{scenario_id}/settings",
    response_model=SettingList,
    responses=problem_responses(ScenarioNotFound, PolicyRefused),
)
async def list_policy_settings(scenario_id: UUID, uow: UnitOfWorkDep) -> Response:
    """List the numbers of a scenario's policy that may move, with bounds and steps to begin with."""
    return answer(SettingList(items=[SettingRead.of(each) for each in await list_settings(uow, scenario_id)]))


@router.post("/{scenario_id}/solve", response_model=SolveRead, responses=_REFUSALS)
async def solve_scenario(
    scenario_id: UUID, body: SolveRequest, uow: UnitOfWorkDep, inputs: PreparedInputsDep, solvers: SolversDep
) -> Response:
    """Find the policy nearest to the scenario's that meets every goal, or why there is none. Nothing is stored."""
    question = Question(body.policy, tuple(body.moves), tuple(body.goals))
    solution = await solve(uow, inputs, solvers, scenario_id, question)
    return answer(solution_answer(solution, body))


@router.post("/{scenario_id}/frontier", response_model=FrontierRead, responses=_REFUSALS)
async def scenario_frontier(
    scenario_id: UUID, body: FrontierRequest, uow: UnitOfWorkDep, inputs: PreparedInputsDep, solvers: SolversDep
) -> Response:
    """Find, for every largest loss, the steepest equity slope within the room. Nothing is stored."""
    question = Question(body.policy, tuple(body.moves), tuple(body.goals))
    found, policy = await find_frontier(
        uow, inputs, solvers, scenario_id, question, body.need_category, body.point_count
    )
    known = {each.setting: each for each in policy_settings(policy)}
    settings = [SettingRead.of(known[move.setting]) for move in body.moves]
    return answer(FrontierRead.of(found, settings, body.need_category))
