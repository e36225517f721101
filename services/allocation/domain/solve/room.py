"""The room that chosen settings have: their bounds, their steps, and how far a move is."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Annotated

import numpy as np
import numpy.typing as npt
from pydantic import Field, StringConstraints

from services.allocation.domain.errors import PolicyProblem, PolicyProblems
from services.allocation.domain.exact_types import ExactDecimal, PolicyPart
from services.allocation.domain.limits import MICRO
from services.allocation.domain.policy import Policy
from services.allocation.domain.solve.settings import PolicySetting, policy_settings

Floats = npt.NDArray[np.float64]
Point = tuple[Decimal, ...]
"""A value for each setting, in their order."""

MOST_MOVES = 20


class Move(PolicyPart):
    """A setting that may move, between bounds, in steps.

    Distance is counted in shares of the room between the bounds, times ``reluctance``.
    """

    setting: Annotated[str, StringConstraints(min_length=1, max_length=400)]
    minimum: ExactDecimal
    maximum: ExactDecimal
    step: ExactDecimal
    reluctance: Annotated[int, Field(strict=True, ge=1, le=100)] = 1


@dataclass(frozen=True, slots=True)
class Axis:
    """A setting with its room; every allowed value is a multiple of the step, or today's value."""

    today: PolicySetting
    minimum: Decimal
    maximum: Decimal
    step: Decimal
    reluctance: int

    @property
    def lowest(self) -> int:
        """The smallest allowed multiple of the step."""
        return math.ceil(self.minimum / self.step)

    @property
    def highest(self) -> int:
        """The largest allowed multiple of the step."""
        return math.floor(self.maximum / self.step)

    @property
    def allows_today(self) -> bool:
        """Whether today's value lies between the bounds."""
        return self.minimum <= self.today.value <= self.maximum

    @property
    def size(self) -> int:
        """How many values are allowed."""
        extra = self.allows_today and self.today.value % self.step != 0
        return self.highest - self.lowest + 1 + extra

    def values(self) -> list[Decimal]:
        """Return every allowed value, nearest to today's first."""
        found = {number * self.step for number in range(self.lowest, self.highest + 1)}
        if self.allows_today:
            found.add(self.today.value)
        return sorted(found, key=lambda value: (abs(value - self.today.value), value))

    def fine(self, value: float) -> Decimal:
        """Return the nearest value the policy document can hold, on a step or between steps."""
        unit = Decimal(1) if self.today.unit in {"cents", "basis_points"} else Decimal(1) / MICRO
        nearest = round(Decimal(value) / unit) * unit
        return min(max(nearest, math.ceil(self.minimum / unit) * unit), math.floor(self.maximum / unit) * unit)

    def distance(self, value: Decimal) -> Decimal:
        """Return how far a value is from today's."""
        width = self.maximum - self.minimum
        return abs(value - self.today.value) / width * self.reluctance if width else abs(value - self.today.value)


class Room:
    """All points that chosen settings may take."""

    def __init__(self, policy: Policy, moves: Sequence[Move]) -> None:
        """Look the settings up.

        Raises:
            PolicyProblems: A setting does not exist, or its bounds hold no step; at ``/moves/<position>``.
        """
        self.policy = policy
        self.axes = _axes(policy, moves)
        self.today: Point = tuple(axis.today.value for axis in self.axes)

    @property
    def size(self) -> int:
        """How many points there are."""
        count = 1
        for axis in self.axes:
            count *= axis.size
        return count

    def points(self) -> Iterator[Point]:
        """Return every point."""
        return iter(product(*(axis.values() for axis in self.axes)))

    def distance(self, point: Point) -> Decimal:
        """Return how far a point is from today: the sum of its moves in shares of their room."""
        return sum((axis.distance(value) for axis, value in zip(self.axes, point, strict=True)), Decimal(0))

    def start(self) -> Point:
        """Return today's point, brought between the bounds."""
        return tuple(
            axis.today.value if axis.allows_today else min(axis.values(), key=axis.distance) for axis in self.axes
        )

    def on_steps(self, point: Point) -> bool:
        """Return whether every value is one that may be answered."""
        return all(
            axis.minimum <= value <= axis.maximum and (value % axis.step == 0 or value == axis.today.value)
            for axis, value in zip(self.axes, point, strict=True)
        )

    def changes(self, point: Point) -> Mapping[tuple[str | int, ...], Decimal]:
        """Return the values that differ from today's, by their place in the policy."""
        return {
            axis.today.path: value for axis, value in zip(self.axes, point, strict=True) if value != axis.today.value
        }


def _axes(policy: Policy, moves: Sequence[Move]) -> tuple[Axis, ...]:
    known = {each.setting: each for each in policy_settings(policy)}
    problems: list[PolicyProblem] = []
    axes: list[Axis] = []
    seen: set[str] = set()
    for position, move in enumerate(moves):
        pointer = f"/moves/{position}"
        found = known.get(move.setting)
        if found is None or move.setting in seen:
            code, what = ("listed_twice", "is listed twice") if move.setting in seen else ("unknown_setting", "is none")
            message = f"{move.setting} {what} of the policy's settings"
            problems.append(PolicyProblem(f"{pointer}/setting", code, message, "Choose from the list of settings."))
            continue
        seen.add(move.setting)
        axis = Axis(found, move.minimum, move.maximum, move.step, move.reluctance)
        problems += _faults(pointer, move, axis)
        axes.append(axis)
    if problems:
        raise PolicyProblems(problems)
    return tuple(axes)


def _faults(pointer: str, move: Move, axis: Axis) -> Iterator[PolicyProblem]:
    whole = axis.today.unit in {"cents", "basis_points"}
    if move.step <= 0 or (whole and move.step % 1):
        remedy = "Give a step above zero, in whole cents or basis points."
        yield PolicyProblem(f"{pointer}/step", "bad_step", f"{move.step} is no step", remedy)
    elif move.minimum > move.maximum or move.maximum > axis.today.limit:
        message = f"{move.minimum} to {move.maximum} are no bounds between 0 and {axis.today.limit}"
        yield PolicyProblem(f"{pointer}/maximum", "bad_bounds", message, "Give a minimum not above the maximum.")
    elif axis.size == 0:
        message = f"no multiple of {move.step} lies between {move.minimum} and {move.maximum}"
        yield PolicyProblem(f"{pointer}/step", "no_step_inside", message, "Widen the bounds or make the step smaller.")
