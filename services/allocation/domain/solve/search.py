"""Going from one linear picture to the next until the exact engine says that the goals are met."""

import operator
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import product

import numpy as np

from services.allocation.domain.solve.gauges import Floats
from services.allocation.domain.solve.guide import Picture, Question, ask, picture
from services.allocation.domain.solve.room import Axis, Point
from services.allocation.domain.solve.starts import further_points
from services.allocation.domain.solve.trials import BUDGET, Trial, Trials

_ROUNDS = 14
_STEP_ROUNDS = 6
_MOST_SIDES = 6
_TRIES_PER_SETTING = 16
_LACK_COST = 1e4
_TRIES_ELSEWHERE = {300: 160, 3_000: 24}
"""How many more policies are tried for an answer nearer than the one that was found, by the most schools a district
may have: a part of a second."""

_FLOORS = frozenset({"floor_percent", "minimum"})
"""Kinds of settings that lift schools whatever their formula gives."""

_PARTS_OF_THE_WAY = (Decimal(0), Decimal("0.25"), Decimal("0.5"), Decimal("0.75"))


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for: required goals, and nearness to today or the most of one goal.

    Attributes:
        pinned: Settings that stay at a value while this looks, by position.
    """

    trials: Trials
    required: tuple[int, ...]
    best: int | None = None
    pinned: Mapping[int, Decimal] = field(default_factory=dict)

    def run(self, starts: Sequence[Point]) -> Trial | None:
        """Return the best trial found whose values stand on steps and which meets what is required, or None."""
        if not self.walk(starts) and self.best_known() is None and not self.trials.exhausted:
            self.walk(further_points(self.trials, dict.fromkeys(self.required, 1.0)))
        looking = self
        if any(axis.today.kind in _FLOORS for axis in self._axes()):
            looking = replace(self, trials=self.trials.by_totals())
            looking.walk(starts)
        best = self.best_known()
        return None if best is None else looking.refine(best)

    def walk(self, starts: Sequence[Point]) -> bool:
        """Go from each start to where its pictures lead, until one leads to an answer; say whether one did."""
        for start in starts:
            if self.trials.exhausted:
                return False
            middle = self._between_steps(start)
            if middle is not None and (self._on_steps(middle) or self._corner(middle)) is not None:
                return True
        return False

    def refine(self, answer: Trial) -> Trial:
        """Return the best answer found from one that is known: by single steps, then by settings that need not move."""
        best = self._improve(answer)
        return self._by_other_settings(best) if self.best is None else best

    def _by_other_settings(self, best: Trial) -> Trial:
        """Look for a nearer answer in which a setting that moved stays at home, or goes only a part of the way.

        Floors, payers and collars bend the room, so the way downhill from the usual starts may end at an answer that
        moves one setting far where another would have done with little.
        """
        schools = self.trials.prepared.school_count
        more = next((tries for most, tries in _TRIES_ELSEWHERE.items() if schools <= most), 0)
        budget = self.trials.count + more
        improved = True
        while improved:
            improved = False
            for index, value in self._less_of_each(best.point):
                if self.trials.exhausted or self.trials.count >= budget:
                    return best
                start = (*best.point[:index], value, *best.point[index + 1 :])
                replace(self, pinned={index: value}).hop(start)
                found = self._improve(self.best_known() or best)
                if self.rank(found) < self.rank(best):
                    best, improved = found, True
                    break
        return best

    def _less_of_each(self, point: Point) -> list[tuple[int, Decimal]]:
        """Return values nearer to today's for every setting that moved, those that moved furthest first."""
        found = []
        for index, axis in enumerate(self._axes()):
            far = axis.distance(point[index])
            if not far or not axis.allows_today:
                continue
            today = axis.today.value
            for part in _PARTS_OF_THE_WAY:
                value = round((today + (point[index] - today) * part) / axis.step) * axis.step if part else today
                if axis.minimum <= value <= axis.maximum and axis.distance(value) < far:
                    found.append((far, index, value))
        return [(index, value) for _, index, value in sorted(found, key=lambda each: (-each[0], each[1]))]

    def hop(self, start: Point) -> Trial | None:
        """Return a trial that answers, found from a start that is near already; None where that does not do."""
        found = self._on_steps(start)
        if found is None:
            middle = self._between_steps(start)
            found = None if middle is None else self._on_steps(middle)
        return found

    def best_known(self) -> Trial | None:
        """Return the best of all trials so far that answer."""
        return min((trial for trial in self.trials.all() if self._answers(trial)), key=self.rank, default=None)

    def _answers(self, trial: Trial) -> bool:
        return trial.on_steps and self.trials.meets_all(trial, self.required)

    def rank(self, trial: Trial) -> tuple[float, Decimal, Point]:
        """Order trials: the most of the goal asked for, then the nearest, then by value, so that ties are settled."""
        gain = 0.0 if self.best is None else round(self.trials.worst(trial, self.best), 10)
        return -gain, self.trials.room.distance(trial.point), trial.point

    def _merit(self, trial: Trial) -> float:
        lack = sum(self.trials.lack(trial, goal) for goal in self.required)
        if not trial.feasible:
            return float("inf")
        if self.best is None:
            return _LACK_COST * lack + float(self.trials.room.distance(trial.point))
        return _LACK_COST * lack - 1e2 * self.trials.worst(trial, self.best)

    def _between_steps(self, start: Point) -> Point | None:
        """Walk downhill from a start, without regard to steps, until no picture shows a better point."""
        trial = self.trials.at(start)
        if not trial.feasible:
            return None
        radius, merit, view = 1.0, self._merit(trial), self._picture(trial)
        for _ in range(_ROUNDS):
            if view is None or self.trials.exhausted:
                return trial.point
            question = Question(self.required, self.best, radius, {}, whole_steps=False, pinned=self._pins())
            steps = ask(self.trials, view, question)
            if steps is None:
                return trial.point
            point = self._fine(steps)
            if point == trial.point:
                return point
            tried = self.trials.at(point)
            if self._merit(tried) < merit - 1e-9:
                moved = float((np.abs(steps - view.at) / self._rooms()).max(initial=0.0))
                trial, merit, view = tried, self._merit(tried), self._picture(tried)
                radius = min(1.0, 2 * radius)
                if moved < 1e-3:
                    return trial.point
            else:
                radius /= 4
                if radius * float(self._rooms().max(initial=0.0)) < 0.25:
                    return trial.point
        return trial.point

    def _on_steps(self, middle: Point) -> Trial | None:
        """Return a trial on steps near a point between steps, or None."""
        margins: dict[int, float] = {}
        view = self._picture(self.trials.at(middle))
        seen: set[Point] = set()
        for _ in range(_STEP_ROUNDS):
            if view is None or self.trials.exhausted:
                break
            radius = max(8.0 / float(self._rooms().max(initial=1.0)), 0.05)
            question = Question(self.required, self.best, radius, margins, whole_steps=True, pinned=self._pins())
            steps = ask(self.trials, view, question)
            point = None if steps is None else self._whole(steps)
            if point is None or point in seen:
                break
            seen.add(point)
            trial = self.trials.at(point)
            if self._answers(trial):
                return trial
            for goal in (BUDGET, *self.required):
                if trial.feasible and not self.trials.meets(trial, goal):
                    margins[goal] = margins.get(goal, 0.0) + 1.5 * self.trials.lack(trial, goal) + 1e-9
            fresh = self._picture(trial)
            view = view if fresh is None else fresh
        return None

    def _corner(self, middle: Point) -> Trial | None:
        """Try the steps around a point, the nearest to it first."""
        for point in self._corners(middle):
            trial = self.trials.at(point)
            if self._answers(trial):
                return trial
        return None

    def _corners(self, middle: Point) -> Iterator[Point]:
        sides: list[list[Decimal]] = []
        for value, axis in zip(middle, self._axes(), strict=True):
            number = int(value // axis.step)
            near = {min(max(each, axis.lowest), axis.highest) * axis.step for each in (number, number + 1)}
            sides.append(_by_nearness(near, value))
        if len(sides) > _MOST_SIDES:
            sides = [*sides[:_MOST_SIDES], *([side[0]] for side in sides[_MOST_SIDES:])]
        found = [(sum(map(abs, map(operator.sub, point, middle))), point) for point in product(*sides)]
        yield from (point for _, point in sorted(found))

    def _improve(self, trial: Trial) -> Trial:
        """Take single steps that keep what is required and are better, until none is."""
        best, budget = trial, _TRIES_PER_SETTING * max(1, len(self.trials.room.axes))
        improved = True
        while improved and budget > 0 and not self.trials.exhausted:
            improved = False
            for point in self._neighbours(best.point):
                budget -= 1
                tried = self.trials.at(point)
                if self._answers(tried) and self.rank(tried) < self.rank(best):
                    best, improved = tried, True
                    break
        return best

    def _neighbours(self, point: Point) -> Iterator[Point]:
        """Return points beside one that could be better: back to today, then half of the way, then one step."""
        for index, axis in enumerate(self._axes()):
            value, today = point[index], axis.today.value
            wanted: list[Decimal] = []
            if value != today and axis.allows_today:
                wanted.append(today)
            number, home = int(value // axis.step), int(today // axis.step)
            wanted += [each * axis.step for each in ((number + home) // 2, number - 1, number + 1)]
            for each in wanted:
                nearer = self.best is not None or axis.distance(each) < axis.distance(value)
                if each != value and nearer and axis.minimum <= each <= axis.maximum:
                    yield (*point[:index], each, *point[index + 1 :])

    def _picture(self, trial: Trial) -> Picture | None:
        goals = [*self.required, *([] if self.best is None or self.best in self.required else [self.best])]
        return picture(self.trials, trial.point, goals)

    def _rooms(self) -> Floats:
        return np.array([max(1e-9, float((axis.maximum - axis.minimum) / axis.step)) for axis in self._axes()])

    def _fine(self, steps: Floats) -> Point:
        return self._with_pins(
            axis.fine(float(number) * float(axis.step)) for number, axis in zip(steps, self._axes(), strict=True)
        )

    def _whole(self, steps: Floats) -> Point:
        return self._with_pins(
            round(float(number)) * axis.step for number, axis in zip(steps, self._axes(), strict=True)
        )

    def _with_pins(self, values: Iterable[Decimal]) -> Point:
        return tuple(self.pinned.get(index, value) for index, value in enumerate(values))

    def _pins(self) -> dict[int, float]:
        return {index: float(value / self._axes()[index].step) for index, value in self.pinned.items()}

    def _axes(self) -> Sequence[Axis]:
        return self.trials.room.axes


def _by_nearness(values: Iterable[Decimal], to: Decimal) -> list[Decimal]:
    return sorted(values, key=lambda value: (abs(value - to), value))
