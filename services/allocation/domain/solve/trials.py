"""Trying points with the exact engine: every policy tried is remembered, so nothing is calculated twice."""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass

import numpy as np

from services.allocation.domain.adjustments import Collar, GainersPayer, PaidAdjustment, ReservePayer
from services.allocation.domain.engine import allocate
from services.allocation.domain.errors import Infeasible, PolicyProblems
from services.allocation.domain.prepare import Prepared
from services.allocation.domain.result import Result
from services.allocation.domain.solve.gauges import Floats, Gauge, Reading
from services.allocation.domain.solve.room import Point, Room
from services.allocation.domain.solve.settings import with_values

BUDGET = -1
"""The position of the goal that every source sums and every promise is paid; it is always there."""

_SURE = 1e-7
"""Slacks further from zero than this, as shares of money, need no exact reading: floats err by less than 1e-11."""


MOST_TRIALS = 1_500
"""Searches end after so many: a few seconds for a large district. Nobody waits longer in front of a page."""

_RESULTS_KEPT = 48
"""Whole results take some hundred kilobytes each; older ones are calculated anew if they are asked for."""


@dataclass(slots=True, eq=False)
class Trial:
    """A policy tried.

    Attributes:
        point: The values of its settings.
        feasible: Whether the engine gave a result.
        shortfall_cents: What the engine said was missing, where it refused.
        on_steps: Whether its values may be answered.
        slacks: What the result has to spare of each part of each goal; empty where there is no result.
        worst: The least of them, by goal.
        pulls: The same where a goal is met; where it is missed, what shows the way (``Gauge.pulls``).
        readings: Those asked for so far, by position of the goal.
    """

    point: Point
    feasible: bool
    shortfall_cents: int
    on_steps: bool
    slacks: dict[int, Floats]
    worst: dict[int, float]
    pulls: dict[int, Floats]
    readings: dict[int, Reading]


class Trials:
    """Tries points of a room and reads them for the goals."""

    def __init__(self, prepared: Prepared, room: Room, gauges: Mapping[int, Gauge], most: int = MOST_TRIALS) -> None:
        self.prepared = prepared
        self.room = room
        self.gauges = dict(gauges)
        self.targets = {goal: gauge.target for goal, gauge in gauges.items()}
        self.most = most
        self._by_totals = False
        self._done: dict[Point, Trial] = {}
        self._results: dict[Point, Result] = {}
        self._money = float(max(1, sum(source.amount_cents for source in prepared.sources.values())))

    def aimed(self, targets: Mapping[int, int]) -> "Trials":
        """Return the same trials, past and future, held against other targets of some goals."""
        other = copy(self)
        other.targets = {**self.targets, **targets}
        return other

    def by_totals(self) -> "Trials":
        """Return the same trials, past and future, searched by what schools have, whoever lifted them to it.

        Then a higher floor is a way to lose less; without, it shows no way, as nobody's formula rises by it.
        """
        other = copy(self)
        other._by_totals = True  # noqa: SLF001 - its own class
        return other

    @property
    def count(self) -> int:
        """How many policies were tried."""
        return len(self._done)

    @property
    def exhausted(self) -> bool:
        """Whether so many policies were tried that a search should make do with what it has."""
        return len(self._done) >= self.most

    def all(self) -> list[Trial]:
        """Return every trial so far."""
        return list(self._done.values())

    def at(self, point: Point) -> Trial:
        """Return the trial of a point."""
        trial = self._done.get(point)
        if trial is None:
            trial = self._done[point] = self._try(point)
        return trial

    def result(self, point: Point) -> Result:
        """Return the exact result of a point that the engine does not refuse."""
        found = self._results.get(point)
        if found is None:
            found = allocate(self.prepared, with_values(self.room.policy, self.room.changes(point)))
            if len(self._results) >= _RESULTS_KEPT:
                self._results.pop(next(iter(self._results)))
            self._results[point] = found
        return found

    def reading(self, trial: Trial, goal: int) -> Reading:
        """Return the exact reading of a goal."""
        if goal == BUDGET:
            return Reading(trial.shortfall_cents)
        found = trial.readings.get(goal)
        if found is None:
            found = trial.readings[goal] = self.gauges[goal].read(self.result(trial.point))
        return found

    def meets(self, trial: Trial, goal: int) -> bool:
        """Return whether a trial meets a goal, exactly."""
        if not trial.feasible or goal == BUDGET:
            return trial.feasible
        worst = self.worst(trial, goal)
        if abs(worst) > _SURE:
            return worst > 0
        return self.gauges[goal].reaches(self.reading(trial, goal).value, self.targets[goal])

    def meets_all(self, trial: Trial, goals: Iterable[int]) -> bool:
        """Return whether a trial meets every one of some goals, exactly."""
        return trial.feasible and all(self.meets(trial, goal) for goal in goals)

    def lack(self, trial: Trial, goal: int) -> float:
        """Return by how much a trial misses a goal, as a share of money; 0 where it is met."""
        if not trial.feasible:
            return 1.0 + trial.shortfall_cents / self._money
        return max(0.0, -float(self.pulls(trial, goal).min(initial=0.0)))

    def pulls(self, trial: Trial, goal: int) -> Floats:
        """Return what to search by: what a feasible trial has to spare, and more than that where it lacks."""
        if goal == BUDGET:
            return trial.pulls[goal]
        slacks = self.slacks(trial, goal)
        if self._by_totals:
            return slacks
        pulled = self.gauges[goal].slacks_to(trial.pulls[goal], self.targets[goal])
        return np.where(slacks < 0, pulled, np.maximum(pulled, 0.0))

    def worst(self, trial: Trial, goal: int) -> float:
        """Return the least that a feasible trial has to spare of a goal."""
        if goal == BUDGET or self.targets[goal] == self.gauges[goal].target:
            return trial.worst[goal]
        return _least(self.slacks(trial, goal))

    def slacks(self, trial: Trial, goal: int) -> Floats:
        """Return what a feasible trial has to spare of each part of a goal."""
        slacks = trial.slacks[goal]
        return slacks if goal == BUDGET else self.gauges[goal].slacks_to(slacks, self.targets[goal])

    def _try(self, point: Point) -> Trial:
        on_steps = self.room.on_steps(point)
        try:
            result = self.result(point)
        except Infeasible as error:
            return Trial(point, False, error.shortfall_cents, on_steps, {}, {}, {}, {})
        except PolicyProblems:
            # Numbers that fit one by one but not together, such as pool shares above the whole.
            return Trial(point, False, int(self._money), on_steps, {}, {}, {}, {})
        slacks = {goal: gauge.slacks(result) for goal, gauge in self.gauges.items()}
        pulls = {goal: gauge.pulls(result, slacks[goal]) for goal, gauge in self.gauges.items()}
        slacks[BUDGET] = pulls[BUDGET] = budget_slacks(result, self._money)
        worst = {goal: _least(each) for goal, each in slacks.items()}
        return Trial(point, True, 0, on_steps, slacks, worst, pulls, {})


def _least(slacks: Floats) -> float:
    return float(slacks.min(initial=np.inf))


def budget_slacks(result: Result, money: float) -> Floats:
    """Return what fixed rules, payers and collars have to spare, each as a share of all the money."""
    spare: list[int] = []
    for ledger in result.ledgers:
        if ledger.policy is not None and ledger.policy.distribution == "unlocked":
            spare += [ledger.fixed_cents, ledger.source.amount_cents - ledger.central_before_cents]
    ledgers = {ledger.source.source_id: ledger for ledger in result.ledgers}
    for lift in result.lifts:
        adjustment = lift.adjustment
        need = int(lift.top_ups.sum())
        if isinstance(adjustment, Collar):
            total, highest = int(lift.before.sum()), np.where(lift.floors >= 0, lift.floors, 0)
            spare.append(total - int(highest.sum()))
            if lift.ceilings is not None and (lift.ceilings >= 0).all():
                spare.append(int(lift.ceilings.sum()) - total)
        elif isinstance(adjustment, PaidAdjustment):
            payer = adjustment.payer
            if isinstance(payer, GainersPayer):
                gains = lift.gains if lift.gains is not None else np.zeros_like(lift.before)
                room = np.where((gains > 0) & (lift.floors >= 0), lift.before - lift.floors, 0)
                spare.append(int(np.maximum(room, 0).sum()) - need)
            elif isinstance(payer, ReservePayer):
                left = ledgers[payer.source_id].reserve_cents
                spare.append(left if payer.amount_cents is None else min(left, payer.amount_cents - need))
            else:
                spare.append(ledgers[payer.source_id].central_cents)
    return np.array(spare, dtype=np.float64) / money
