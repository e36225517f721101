"""Find the policy nearest to a scenario's that meets stated goals, or the conflict between them. Nothing is stored."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from services.allocation.domain.errors import InputProblems, PolicyProblems
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import Prepared
from services.allocation.domain.solve.frontier import Frontier, frontier
from services.allocation.domain.solve.goals import Goal
from services.allocation.domain.solve.room import Move
from services.allocation.domain.solve.settings import PolicySetting, policy_settings
from services.allocation.domain.solve.solve import Solution, solve
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.calculate_scenario import stored_policy
from services.allocation.usecases.prepared_inputs import PreparedInputs
from services.allocation.usecases.refusals import AnotherFiscalYear, InputsRefused, ScenarioNotFound
from services.allocation.usecases.solve_refusals import QuestionRefused

Answer = TypeVar("Answer")
_AT_ONCE = 2


class Solvers:
    """Lets only so many searches run at once, so that what-ifs do not wait for them."""

    def __init__(self) -> None:
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def run(self, work: Callable[[], Answer]) -> Answer:
        """Run one search beside the event loop, when it is its turn."""
        async with self._turns:
            return await asyncio.to_thread(work)


@dataclass(frozen=True, slots=True)
class Question:
    """Goals and movable settings, about a scenario's stored policy or another one."""

    policy: Policy | None
    moves: tuple[Move, ...]
    goals: tuple[Goal, ...]


async def list_settings(uow: AllocationUnitOfWork, scenario_id: UUID) -> Sequence[PolicySetting]:
    """Return the settings of a scenario's policy that may move.

    Raises:
        ScenarioNotFound: There is none, or not in this district.
    """
    async with uow:
        scenario = await uow.scenarios.find(scenario_id)
    if scenario is None:
        raise ScenarioNotFound(scenario_id)
    return policy_settings(stored_policy(scenario.policy))


async def solve_scenario(
    uow: AllocationUnitOfWork, inputs: PreparedInputs, solvers: Solvers, scenario_id: UUID, question: Question
) -> Solution:
    """Solve.

    Raises:
        ScenarioNotFound: There is none, or not in this district.
        DataMissing: The year lacks data.
        QuestionRefused: A goal or a move names what is not there.
    """
    prepared, policy = await _basis(uow, inputs, scenario_id, question.policy)
    return await solvers.run(lambda: _refusing(lambda: solve(prepared, policy, question.moves, question.goals)))


async def scenario_frontier(
    uow: AllocationUnitOfWork,
    inputs: PreparedInputs,
    solvers: Solvers,
    scenario_id: UUID,
    question: Question,
    need_category: str,
    point_count: int,
) -> tuple[Frontier, Policy]:
    """Find the frontier between equity and the largest loss.

    Raises:
        ScenarioNotFound: There is none, or not in this district.
        DataMissing: The year lacks data.
        QuestionRefused: A goal or a move names what is not there.
    """
    prepared, policy = await _basis(uow, inputs, scenario_id, question.policy)

    def work() -> Frontier:
        return frontier(prepared, policy, question.moves, question.goals, need_category, point_count)

    return await solvers.run(lambda: _refusing(work)), policy


async def _basis(
    uow: AllocationUnitOfWork, inputs: PreparedInputs, scenario_id: UUID, tried: Policy | None
) -> tuple[Prepared, Policy]:
    async with uow:
        scenario = await uow.scenarios.find(scenario_id)
        if scenario is None:
            raise ScenarioNotFound(scenario_id)
        policy = tried if tried is not None else stored_policy(scenario.policy)
        if policy.fiscal_year != scenario.fiscal_year:
            raise AnotherFiscalYear(policy.fiscal_year, scenario.fiscal_year)
        data = await inputs.of_year(uow, scenario.fiscal_year, scenario.data_versions, policy)
    return data.prepared, policy


def _refusing(work: Callable[[], Answer]) -> Answer:
    try:
        return work()
    except PolicyProblems as error:
        raise QuestionRefused(error) from error
    except InputProblems as error:
        raise InputsRefused(error) from error
