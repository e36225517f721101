"""Scenarios of one year side by side: what each gives every school, who gains and loses, and how fair it is."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from services.allocation.domain.equity import EquityQuestion, ResultEquity
from services.allocation.domain.policy import Policy
from services.allocation.domain.result import Result
from services.allocation.store.scenarios import ScenarioRow
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.calculate_scenario import run_engine, stored_policy
from services.allocation.usecases.measure_equity import measured_equity
from services.allocation.usecases.prepared_inputs import PreparedInputs
from services.allocation.usecases.refusals import ScenarioNotFound
from services.allocation.usecases.review_refusals import DifferentYears, NothingToMeasure
from shared.problems import Refusal

MOST_COMPARED = 6


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one scenario gives, with the policy it was calculated with."""

    result: Result
    policy: Policy
    equity: ResultEquity | None


@dataclass(frozen=True, slots=True)
class Compared:
    """One scenario of a comparison: its outcome, or why it has none."""

    scenario: ScenarioRow
    outcome: Outcome | None
    refusal: Refusal | None


async def compare_scenarios(
    uow: AllocationUnitOfWork, inputs: PreparedInputs, scenario_ids: Sequence[UUID], question: EquityQuestion
) -> list[Compared]:
    """Calculate scenarios beside each other, in the order asked for; each only once.

    One that cannot be calculated says why and does not spoil the others.

    Raises:
        ScenarioNotFound: One does not exist, or not in this district.
        DifferentYears: They are not all of one fiscal year.
    """
    wanted = list(dict.fromkeys(scenario_ids))
    async with uow:
        found = {row.scenario_id: row for row in await uow.scenarios.find_all(wanted)}
        missing = next((scenario_id for scenario_id in wanted if scenario_id not in found), None)
        if missing is not None:
            raise ScenarioNotFound(missing)
        rows = [found[scenario_id] for scenario_id in wanted]
        if len({row.fiscal_year for row in rows}) > 1:
            raise DifferentYears([row.fiscal_year for row in rows])
        compared = []
        for row in rows:
            compared.append(await _calculated(uow, inputs, row, question))
            # Somebody's slider waits while six scenarios are calculated: let it in between two of them.
            await asyncio.sleep(0)
    return compared


async def _calculated(
    uow: AllocationUnitOfWork, inputs: PreparedInputs, row: ScenarioRow, question: EquityQuestion
) -> Compared:
    try:
        policy = stored_policy(row.policy)
        data = await inputs.of_year(uow, row.fiscal_year, row.data_versions, policy)
        result = run_engine(data.prepared, policy)
    except Refusal as refusal:
        return Compared(row, None, refusal)
    return Compared(row, Outcome(result, policy, _measured(result, question)), None)


def _measured(result: Result, question: EquityQuestion) -> ResultEquity | None:
    try:
        return measured_equity(result, question)
    except NothingToMeasure:
        return None


@dataclass(frozen=True, slots=True)
class SchoolMoves:
    """How schools fare against the first scenario: counts of schools, and dollars that move."""

    gaining: int
    losing: int
    unchanged: int
    moved_cents: int


def moves_between(first: Result, other: Result) -> SchoolMoves:
    """Compare the totals of the schools that both have; ``moved_cents`` is what the gaining ones gain together."""
    rows = first.prepared.school_rows
    before = np.array(
        [int(first.totals[rows[school_id]]) if school_id in rows else 0 for school_id in other.prepared.school_ids],
        dtype=np.int64,
    )
    change = other.totals - before
    return SchoolMoves(
        gaining=int(np.count_nonzero(change > 0)),
        losing=int(np.count_nonzero(change < 0)),
        unchanged=int(np.count_nonzero(change == 0)),
        moved_cents=int(change[change > 0].sum()),
    )
