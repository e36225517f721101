"""The linear guide: around one point every goal is taken for linear, and HiGHS says where to look next.

Before adjustments a weighted pool's amounts are fractions that are linear in its weights, above and below the line, so
in the rates (base x weight) all goals are linear: the set of good points has no false dead ends, and going from one
linear picture to the next gets there. Adjustments bend it further. Whatever the guide says is tried by the exact
engine; nothing is answered on its word.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from services.allocation.domain.solve.gauges import Floats
from services.allocation.domain.solve.room import Axis, Point
from services.allocation.domain.solve.trials import BUDGET, Trials

_LACK_COST = 1e4
"""What missing a goal by all the money costs, against a move through the whole room of a setting."""

_BEST_COST = 1e2
_WIDE = 1 / 64
"""How much of a setting's room is walked to see the slope of each goal, if that is more than a step."""


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """Slacks of every goal at a point, and what a step of each setting changes.

    Attributes:
        at: The point in steps.
        slacks: By goal.
        slopes: By goal: a row per slack, a column per setting.
    """

    at: Floats
    slacks: dict[int, Floats]
    slopes: dict[int, Floats]


def picture(trials: Trials, point: Point, goals: Sequence[int]) -> Picture | None:
    """Look around a point with the exact engine, one setting at a time; None where the engine refuses the point."""
    here = trials.at(point)
    if not here.feasible:
        return None
    named = [BUDGET, *goals]
    columns: dict[int, list[Floats]] = {goal: [] for goal in named}
    for index, axis in enumerate(trials.room.axes):
        there, steps = None, 0.0
        for value in _near(axis, point[index]):
            tried = trials.at((*point[:index], value, *point[index + 1 :]))
            if tried.feasible:
                there, steps = tried, float((value - point[index]) / axis.step)
                break
        for goal in named:
            before = trials.pulls(here, goal)
            # Budget slacks may differ in number where a payer appears; then they say nothing about the slope.
            after = before if there is None else trials.pulls(there, goal)
            columns[goal].append((after - before) / steps if len(after) == len(before) and steps else 0 * before)
    at = np.array([float(value / axis.step) for value, axis in zip(point, trials.room.axes, strict=True)])
    slopes = {goal: np.stack(columns[goal], axis=1) if columns[goal] else np.zeros((0, 0)) for goal in named}
    return Picture(at, {goal: trials.pulls(here, goal) for goal in named}, slopes)


def _near(axis: Axis, value: Decimal) -> list[Decimal]:
    """Return values beside one, on the side with more room first."""
    walk = max(axis.step, (axis.maximum - axis.minimum) * Decimal(_WIDE))
    up, down = axis.fine(float(value + walk)), axis.fine(float(value - walk))
    found = [up, down] if axis.maximum - value >= value - axis.minimum else [down, up]
    return [each for each in found if each != value]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the guide.

    Attributes:
        required: Goals that must be met.
        best: A goal to get as much of as can be; None: stay as near to today as can be.
        radius: How far from the picture's point to look, in shares of each room.
        margins: What the guide was wrong by before, by goal.
        whole_steps: Whether the answer must stand on steps.
        pinned: Settings that stay where they are told to, in steps, by position.
    """

    required: Sequence[int]
    best: int | None
    radius: float
    margins: dict[int, float]
    whole_steps: bool
    pinned: Mapping[int, float] = field(default_factory=dict)


def ask(trials: Trials, view: Picture, question: Question) -> Floats | None:
    """Return the point, in steps, that the linear picture calls best; None where it has no answer.

    Unknowns: a value in steps for every setting, its distance from today, and what each required goal lacks.
    """
    axes = trials.room.axes
    count = len(axes)
    required = [BUDGET, *(goal for goal in question.required if goal != question.best)]
    rooms = np.array([float((axis.maximum - axis.minimum) / axis.step) for axis in axes])
    low, high = _bounds(axes, view, question, rooms)
    width = 2 * count + len(required) + 1
    cost = np.zeros(width)
    near = _WORTH_OF_NEARNESS if question.best is not None else 1.0
    cost[count : 2 * count] = near * np.array([axis.reluctance for axis in axes]) / np.maximum(rooms, 1e-12)
    cost[2 * count : -1] = _LACK_COST
    cost[-1] = -_BEST_COST if question.best is not None else 0.0
    blocks, floors = _distances(axes, count, width)
    reach = np.minimum(question.radius * rooms, rooms)
    for position, goal in enumerate(required):
        chosen = _can_bind(view, goal, reach, question.margins.get(goal, 0.0))
        rows = np.zeros((len(chosen), width))
        rows[:, :count] = view.slopes[goal][chosen]
        rows[:, 2 * count + position] = 1.0
        blocks.append(rows)
        floors.append(view.slopes[goal][chosen] @ view.at - view.slacks[goal][chosen] + question.margins.get(goal, 0.0))
    if question.best is not None:
        rows = np.zeros((len(view.slacks[question.best]), width))
        rows[:, :count] = view.slopes[question.best]
        rows[:, -1] = -1.0
        blocks.append(rows)
        floors.append(view.slopes[question.best] @ view.at - view.slacks[question.best])
    matrix = csr_array(np.vstack(blocks))
    whole = np.zeros(width, dtype=np.int64)
    whole[:count] = question.whole_steps
    whole[list(question.pinned)] = 0  # today's value need not stand on a step
    free = np.full(width - count, np.inf)
    lowest = np.concatenate([low, np.zeros(width - count)])
    lowest[-1] = -np.inf if question.best is not None else 0.0
    highest = np.concatenate([high, free])
    if question.best is None:
        highest[-1] = 0.0
    answer = milp(
        cost,
        constraints=LinearConstraint(matrix, np.concatenate(floors), np.inf),
        bounds=Bounds(lowest, highest),
        integrality=whole,
        options={"mip_rel_gap": 1e-6, "node_limit": 2_000, "presolve": not question.whole_steps},
    )
    found: Floats | None = None if answer.x is None else np.asarray(answer.x[:count], dtype=np.float64)
    return found


_WORTH_OF_NEARNESS = 1e-3
"""Where as much as can be is asked of a goal, of several points that give as much the nearest."""


def _bounds(axes: Sequence[Axis], view: Picture, question: Question, rooms: Floats) -> tuple[Floats, Floats]:
    low = np.array([float(axis.minimum / axis.step) for axis in axes])
    high = np.array([float(axis.maximum / axis.step) for axis in axes])
    reach = np.maximum(question.radius * rooms, 1.0 if question.whole_steps else 0.0)
    low, high = np.maximum(low, view.at - reach), np.minimum(high, view.at + reach)
    if question.whole_steps:
        low = np.maximum(np.ceil(low - 1e-9), [axis.lowest for axis in axes])
        high = np.minimum(np.floor(high + 1e-9), [axis.highest for axis in axes])
        high = np.maximum(low, high)
    for index, value in question.pinned.items():
        low[index] = high[index] = value
    return low, high


def _distances(axes: Sequence[Axis], count: int, width: int) -> tuple[list[Floats], list[Floats]]:
    today = np.array([float(axis.today.value / axis.step) for axis in axes])
    rows = np.zeros((2 * count, width))
    for index in range(count):
        rows[2 * index, [index, count + index]] = -1.0, 1.0
        rows[2 * index + 1, [index, count + index]] = 1.0, 1.0
    return [rows], [np.stack([-today, today], axis=1).ravel()]


def _can_bind(view: Picture, goal: int, reach: Floats, margin: float) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return the parts of a goal that could be missed within reach; the others would only slow the guide down."""
    worst = view.slacks[goal] - np.abs(view.slopes[goal]) @ np.maximum(reach, 1.0)
    return np.flatnonzero(worst < margin)
