"""The feasible policy nearest to today's, or the smallest conflict between the goals with its prices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from services.allocation.domain.policy import Policy, policy_from_document
from services.allocation.domain.prepare import Prepared
from services.allocation.domain.result import Result
from services.allocation.domain.solve.compile_goals import GoalCompiler
from services.allocation.domain.solve.conflict import Conflict, find_conflict
from services.allocation.domain.solve.gauges import Gauge, Reading
from services.allocation.domain.solve.goals import Goal
from services.allocation.domain.solve.room import Axis, Move, Point, Room
from services.allocation.domain.solve.search import Search
from services.allocation.domain.solve.settings import PolicySetting, with_values
from services.allocation.domain.solve.starts import every_trial, starting_points
from services.allocation.domain.solve.trials import Trial, Trials

_EXHAUSTIVE_POINTS = {300: 1_024, 3_000: 256}
"""By the most schools a district may have: so few combinations are all tried. Then the nearest is the nearest there
is, and none means none."""


def exhaustive_points_of(prepared: Prepared) -> int:
    """Return how many combinations may all be tried without making people wait."""
    return next((points for schools, points in _EXHAUSTIVE_POINTS.items() if prepared.school_count <= schools), 32)


@dataclass(frozen=True, slots=True)
class Change:
    """A setting that the answer moves."""

    setting: PolicySetting
    value: Decimal


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A policy that meets every goal, as the exact engine calculated it.

    Attributes:
        distance: The sum of the moves, each as a share of its room, times its reluctance.
        readings: By position of the goal.
        nearest: ``proved``: every combination was tried; ``searched``: none nearer was found.
    """

    policy: Policy
    result: Result
    changes: tuple[Change, ...]
    distance: Decimal
    readings: dict[int, Reading]
    nearest: Literal["proved", "searched"]


@dataclass(frozen=True, slots=True, eq=False)
class Solution:
    """What solving gave: a policy or a conflict, beside how today's policy stands against the goals.

    Attributes:
        today: The readings of today's policy by position of the goal; empty where the engine refuses it.
        today_result: None where the engine refuses today's policy.
        gauges: What read each goal, by its position.
        axes: The settings with their room, in the order asked.
        tried: How many policies the exact engine calculated.
    """

    found: Found | None
    conflict: Conflict | None
    today: dict[int, Reading]
    today_result: Result | None
    gauges: Mapping[int, Gauge]
    axes: tuple[Axis, ...]
    tried: int


def solve(
    prepared: Prepared,
    policy: Policy,
    moves: Sequence[Move],
    goals: Sequence[Goal],
    *,
    exhaustive_points: int | None = None,
) -> Solution:
    """Find the policy nearest to ``policy`` that meets every goal by moving some of its settings.

    Args:
        prepared: The district's data.
        policy: Today's decisions.
        moves: Which settings may move, between which bounds, in which steps.
        goals: What is asked for.
        exhaustive_points: Rooms of at most so many points are searched whole; None: by the size of the district.

    Returns:
        A policy verified by the exact engine, or the goals that stand against each other.

    Raises:
        PolicyProblems: A goal or a move names what is not there.
        InputProblems: The policy needs a value that a school lacks.
    """
    room = Room(policy, moves)
    gauges = GoalCompiler(prepared, policy).gauges(goals)
    trials = Trials(prepared, room, gauges)
    every = tuple(gauges)
    here = trials.at(room.today)
    today = {goal: trials.reading(here, goal) for goal in gauges} if here.feasible else {}
    today_result = trials.result(here.point) if here.feasible else None
    whole = room.size <= (exhaustive_points_of(prepared) if exhaustive_points is None else exhaustive_points)
    best = _nearest(trials, every, whole=whole)
    found = None if best is None else _found(trials, best, whole=whole)
    conflict = None if best is not None else find_conflict(trials, every, whole=whole)
    if best is None and conflict is None:
        best = Search(trials, every).run(())  # come upon while looking for the conflict
        found = None if best is None else _found(trials, best, whole=whole)
    return Solution(found, conflict, today, today_result, gauges, room.axes, trials.count)


def _nearest(trials: Trials, goals: tuple[int, ...], *, whole: bool) -> Trial | None:
    room = trials.room
    here = trials.at(room.today)
    if room.on_steps(room.today) and trials.meets_all(here, goals):
        return here
    if whole:
        met = [trial for trial in every_trial(trials) if trials.meets_all(trial, goals)]
        return min(met, key=lambda trial: (room.distance(trial.point), trial.point), default=None)
    return Search(trials, goals).run(starting_points(trials))


def _found(trials: Trials, trial: Trial, *, whole: bool) -> Found:
    room = trials.room
    policy = answered_policy(room, trial.point)
    changes = tuple(
        Change(axis.today, value)
        for axis, value in zip(room.axes, trial.point, strict=True)
        if value != axis.today.value
    )
    readings = {goal: trials.reading(trial, goal) for goal in trials.gauges}
    for goal, reading in readings.items():
        if not trials.gauges[goal].reaches(reading.value, trials.targets[goal]):
            raise AssertionError(f"goal {goal} reads {reading.value}, which misses {trials.targets[goal]}")
    nearest: Literal["proved", "searched"] = "proved" if whole or not changes else "searched"
    return Found(policy, trials.result(trial.point), changes, room.distance(trial.point), readings, nearest)


def answered_policy(room: Room, point: Point) -> Policy:
    """Return the policy of a point, checked once more as a document from outside is."""
    return policy_from_document(with_values(room.policy, room.changes(point)).model_dump(mode="json"))
