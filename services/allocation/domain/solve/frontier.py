"""What more equity costs: for every largest loss that a district might allow, the steepest slope there is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import Prepared
from services.allocation.domain.solve.compile_goals import GoalCompiler
from services.allocation.domain.solve.goals import EquitySlope, Goal, LargestLoss
from services.allocation.domain.solve.room import Move, Point, Room
from services.allocation.domain.solve.search import Search
from services.allocation.domain.solve.solve import exhaustive_points_of
from services.allocation.domain.solve.starts import every_trial, starting_points
from services.allocation.domain.solve.trials import Trial, Trials

MOST_POINTS = 100
_SLOPE, _LOSS = 1_000, 1_001
_MOST_TRIALS = 600
"""A frontier is looked at while people talk: it must not keep them waiting."""


@dataclass(frozen=True, slots=True)
class FrontierPoint:
    """A policy on the frontier: no other policy found has as steep a slope with as small a loss.

    Attributes:
        loss_bp: The largest loss of a school, in basis points of its current budget.
        slope_cents: Cents per pupil for every ten points of the need share.
        values: The value of each setting, in the order asked.
    """

    loss_bp: int
    slope_cents: int
    values: Point
    gaining: int
    losing: int


@dataclass(frozen=True, slots=True)
class Frontier:
    """The frontier from the smallest loss to the steepest slope; empty where the goals cannot be met."""

    points: tuple[FrontierPoint, ...]
    today: FrontierPoint | None
    tried: int


def frontier(
    prepared: Prepared,
    policy: Policy,
    moves: Sequence[Move],
    goals: Sequence[Goal],
    need_category: str,
    point_count: int,
    *,
    exhaustive_points: int | None = None,
) -> Frontier:
    """Return up to ``point_count`` policies from the smallest largest loss to the steepest slope.

    Goals about slope and loss are left out, as the frontier is about them; all others hold at every point.

    Raises:
        PolicyProblems: A goal or a move names what is not there.
    """
    room = Room(policy, moves)
    compiler = GoalCompiler(prepared, policy)
    kept = [goal for goal in goals if not isinstance(goal, EquitySlope | LargestLoss)]
    drawn: list[Goal] = [
        EquitySlope(kind="equity_slope", need_category=need_category, cents_per_ten_points=0),
        LargestLoss(kind="largest_loss", percent_bp=0),
    ]
    gauges = compiler.gauges([*kept, *drawn])
    slope, loss = (gauges.pop(len(kept) + place) for place in range(len(drawn)))
    trials = Trials(prepared, room, {**gauges, _SLOPE: slope, _LOSS: loss}, _MOST_TRIALS)
    limit = exhaustive_points_of(prepared) if exhaustive_points is None else exhaustive_points
    walk = _Walk(trials, tuple(gauges), whole=room.size <= limit)
    here = trials.at(room.today)
    today = _point(trials, here) if here.feasible else None
    found = walk.walk(point_count)
    return Frontier(tuple(_point(trials, trial) for trial in found), today, trials.count)


class _Walk:
    """Goes from the smallest loss to the steepest slope."""

    def __init__(self, trials: Trials, others: tuple[int, ...], *, whole: bool) -> None:
        self._trials = trials
        self._others = others
        self._whole = whole

    def walk(self, point_count: int) -> list[Trial]:
        """Return the frontier, the smallest loss first."""
        starts = starting_points(self._trials)
        mildest = self._best(_LOSS, starts)
        if mildest is None:
            return []
        steepest = self._best(_SLOPE, [*starts, mildest.point]) or mildest
        low, high = (self._trials.reading(trial, _LOSS).value for trial in (mildest, steepest))
        for number in _halving(point_count if high > low and not self._whole else 0):
            if self._trials.exhausted:
                break
            allowed = low + (high - low) * number // max(1, point_count - 1)
            search = Search(self._trials.aimed({_LOSS: allowed}), (*self._others, _LOSS), best=_SLOPE)
            search.hop((search.best_known() or mildest).point)
        return self._undominated(point_count)

    def _best(self, goal: int, starts: list[Point]) -> Trial | None:
        search = Search(self._trials, self._others, best=goal)
        if self._whole:
            met = [trial for trial in every_trial(self._trials) if self._trials.meets_all(trial, self._others)]
            return min(met, key=search.rank, default=None)
        return search.run(starts)

    def _undominated(self, point_count: int) -> list[Trial]:
        """Return the best of everything tried: whatever the walk met on its way counts too."""
        room = self._trials.room
        met = [trial for trial in self._trials.all() if trial.on_steps and self._trials.meets_all(trial, self._others)]
        spare = self._spare
        met.sort(key=lambda trial: (-spare(trial, _LOSS), -spare(trial, _SLOPE), room.distance(trial.point)))
        front: list[Trial] = []
        for trial in met:
            if not front or spare(trial, _SLOPE) > spare(front[-1], _SLOPE):
                front.append(trial)
        return self._distinct(self._spread(front, point_count))

    def _spread(self, front: list[Trial], point_count: int) -> list[Trial]:
        """Return so many points, as evenly over the losses as may be, both ends among them."""
        if len(front) <= point_count:
            return front
        losses = [-self._spare(trial, _LOSS) for trial in front]
        wanted = np.linspace(losses[0], losses[-1], point_count)
        # The last whose loss is not above what is wanted: it has the steepest slope of those.
        chosen = set((np.searchsorted(losses, wanted + 1e-12, side="right") - 1).tolist())
        # Where losses lie far apart fewer were chosen than asked for; of the rest every so many-th fills up.
        rest = [index for index in range(len(front)) if index not in chosen]
        missing = point_count - len(chosen)
        chosen.update(rest[len(rest) * number // missing] for number in range(missing))
        return [front[index] for index in sorted(chosen)]

    def _distinct(self, front: list[Trial]) -> list[Trial]:
        """Leave out what whole cents and basis points no longer tell apart."""
        kept: list[Trial] = []
        for trial in front:
            if not kept or self._trials.reading(trial, _SLOPE).value > self._trials.reading(kept[-1], _SLOPE).value:
                kept.append(trial)
        return kept

    def _spare(self, trial: Trial, goal: int) -> float:
        return round(self._trials.worst(trial, goal), 10)


def _halving(count: int) -> list[int]:
    """Return the numbers below ``count``, halving the gaps again and again: wherever it is cut short, none is wide.

    >>> _halving(8)
    [0, 4, 2, 6, 1, 5, 3, 7]
    """
    digits = max(1, (count - 1).bit_length())
    return sorted(range(count), key=lambda number: f"{number:0{digits}b}"[::-1])


def _point(trials: Trials, trial: Trial) -> FrontierPoint:
    result = trials.result(trial.point)
    current = result.prepared.current_cents
    known = current >= 0
    return FrontierPoint(
        loss_bp=trials.reading(trial, _LOSS).value,
        slope_cents=trials.reading(trial, _SLOPE).value,
        values=trial.point,
        gaining=int((known & (result.totals > current)).sum()),
        losing=int((known & (result.totals < current)).sum()),
    )
