"""Cliffs and incentives of a result: estimated for every school and cell, then checked by the engine to the cent."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from services.allocation.domain.cliffs.marginal import Floats, Marginals
from services.allocation.domain.cliffs.steps import Cells, can_step, cells_of_schools, stepped
from services.allocation.domain.engine import allocate
from services.allocation.domain.errors import Infeasible, PolicyProblems
from services.allocation.domain.limits import ALL_PUPILS
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import Mask, Prepared
from services.allocation.domain.result import Result

MOST_CHECKED = 60
"""So many of the largest cliffs are computed again by the engine; each costs two allocations."""

SLACK_CENTS = 2
"""Estimates miss the engine's rounding by less than this; nothing at the threshold is lost to it."""


@dataclass(frozen=True, slots=True)
class Cliff:
    """A step of one pupil that changes a school's dollars by far more than the steps beside it.

    Attributes:
        need_category: ``all``: a pupil more in the school. Else: one of its pupils is counted in the category.
        pupils_away: 1: the next pupil; 3: the third from now. -1: it was the last pupil that made the step.
        jump_cents: What the step changes by the rules, before floors.
        ordinary_cents: What a step usually changes, at this school and cell.
        after_floors_cents: What the step changes after all adjustments; None: the policy cannot pay it.
        component_id: The rule that changes most, empty where the step was not checked.
        checked: Computed by the engine, to the cent; else estimated.
    """

    school_id: str
    level: str
    need_category: str
    pupils_away: int
    jump_cents: int
    ordinary_cents: int
    after_floors_cents: int | None = None
    component_id: str = ""
    checked: bool = False

    @property
    def beyond_cents(self) -> int:
        """How far the step goes beyond the ordinary."""
        return self.jump_cents - self.ordinary_cents


@dataclass(frozen=True, slots=True)
class Incentive:
    """What one pupil more in a category brings a school of a level, before floors."""

    need_category: str
    level: str
    school_count: int
    lowest_cents: int
    median_cents: int
    highest_cents: int
    highest_school_id: str


@dataclass(frozen=True, slots=True)
class Cliffs:
    """What was found. ``cliffs`` stand with the largest first."""

    threshold_cents: int
    reach: int
    cliffs: tuple[Cliff, ...]
    incentives: tuple[Incentive, ...]


@dataclass(eq=False)
class _Candidate:
    cells: Cells
    row: int
    step: int
    jump: float
    ordinary: float


@dataclass(eq=False)
class _Exact:
    """Allocations with one school stepped, each computed once."""

    result: Result
    policy: Policy
    _found: dict[tuple[int, int, int], Result | None] = field(default_factory=dict)

    def at(self, cells: Cells, row: int, step: int) -> Result | None:
        """Return the allocation with the school's cell stepped; None where the policy cannot be paid then."""
        if step == 0:
            return self.result
        key = (int(cells.columns[row]), row, step)
        if key not in self._found:
            only: Mask = np.zeros(self.result.prepared.school_count, dtype=np.bool_)
            only[row] = True
            try:
                self._found[key] = allocate(stepped(self.result.prepared, cells, step, only), self.policy)
            except (Infeasible, PolicyProblems):
                self._found[key] = None
        return self._found[key]


def find_cliffs(
    result: Result,
    threshold_cents: int,
    reach: int = 1,
    *,
    most_checked: int = MOST_CHECKED,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> Cliffs:
    """Find steps of one pupil whose dollars differ by at least a threshold from the steps beside them.

    Args:
        result: The allocation looked at.
        threshold_cents: How far beyond the ordinary a step must go.
        reach: How many pupils more and fewer are looked at, at least 1.
        most_checked: How many of the largest are computed again by the engine.
        on_progress: Told how many of all cells are done.

    Returns:
        Cliffs with the largest first, and what a label of each need category brings. A step that the engine shows
        to be ordinary after all is left out, so none that is ``checked`` is false.
    """
    marginals = Marginals(result)
    prepared = result.prepared
    turns = list(cells_of_schools(prepared, result.open_mask, prepared.need_categories))
    candidates: list[_Candidate] = []
    labels = _Labels(prepared)
    for done, cells in enumerate(turns):
        steps = _jumps(marginals, prepared, cells, reach)
        candidates += _beyond(cells, steps, threshold_cents, reach)
        labels.add(cells, steps[reach])
        on_progress(done + 1, len(turns))
    candidates.sort(key=lambda c: (-abs(c.jump - c.ordinary), c.row, int(c.cells.columns[c.row]), c.step))
    exact = _Exact(result, result.policy)
    found = [
        _checked(exact, candidate, threshold_cents) if number < most_checked else _estimated(prepared, candidate)
        for number, candidate in enumerate(candidates)
    ]
    cliffs = [cliff for cliff in found if cliff is not None]
    cliffs.sort(key=lambda c: (-abs(c.beyond_cents), c.school_id, c.level, c.need_category, c.pupils_away))
    return Cliffs(threshold_cents, reach, tuple(cliffs), tuple(labels.incentives()))


def _jumps(marginals: Marginals, prepared: Prepared, cells: Cells, reach: int) -> Floats:
    """Return what each step from ``-reach`` to ``reach`` changes, by step and school; NaN where it makes no sense."""
    levels = []
    for step in range(-reach, reach + 2):
        possible = can_step(prepared, cells, step)
        values = np.full(prepared.school_count, np.nan)
        if possible.any():
            values[possible] = marginals.of(stepped(prepared, cells, step, possible))[possible]
        levels.append(values)
    return np.diff(np.stack(levels), axis=0)


def _beyond(cells: Cells, steps: Floats, threshold_cents: int, reach: int) -> Iterator[_Candidate]:
    ordinary = _medians(steps)
    far = np.abs(steps - ordinary) >= threshold_cents - SLACK_CENTS
    for step, row in np.argwhere(far & ~np.isnan(steps)):
        yield _Candidate(cells, int(row), int(step) - reach, float(steps[step, row]), float(ordinary[row]))


def _medians(steps: Floats) -> Floats:
    medians = np.full(steps.shape[1], np.nan)
    some = ~np.isnan(steps).all(axis=0)
    medians[some] = np.nanmedian(steps[:, some], axis=0)
    return medians


def _estimated(prepared: Prepared, candidate: _Candidate) -> Cliff:
    return Cliff(
        school_id=prepared.school_ids[candidate.row],
        level=prepared.levels[int(candidate.cells.levels[candidate.row])],
        need_category=candidate.cells.need_category,
        pupils_away=candidate.step + 1 if candidate.step >= 0 else candidate.step,
        jump_cents=round(candidate.jump),
        ordinary_cents=round(candidate.ordinary),
    )


def _checked(exact: _Exact, candidate: _Candidate, threshold_cents: int) -> Cliff | None:
    """Return the cliff with the engine's figures; None where the engine finds the step ordinary."""
    estimate = _estimated(exact.result.prepared, candidate)
    row = candidate.row
    before = exact.at(candidate.cells, row, candidate.step)
    after = exact.at(candidate.cells, row, candidate.step + 1)
    if before is None or after is None:
        # The sources cannot pay the step: that is itself what people must know.
        return estimate
    jump = int(after.formula[row] - before.formula[row])
    if abs(jump - estimate.ordinary_cents) < threshold_cents:
        return None
    return Cliff(
        estimate.school_id,
        estimate.level,
        estimate.need_category,
        estimate.pupils_away,
        jump,
        estimate.ordinary_cents,
        after_floors_cents=int(after.totals[row] - before.totals[row]),
        component_id=_main_component(before, after, row),
        checked=True,
    )


def _main_component(before: Result, after: Result, row: int) -> str:
    was = {component.component_id: int(component.amounts[row]) for component in before.components if component.rule}
    changes = {
        component.component_id: abs(int(component.amounts[row]) - was.get(component.component_id, 0))
        for component in after.components
        if component.rule
    }
    return max(sorted(changes), key=lambda name: changes[name], default="")


@dataclass(eq=False)
class _Labels:
    """What one label more brings, by need category and level: a level is some schools' first, others' second one."""

    prepared: Prepared
    _rows: dict[tuple[str, str], list[npt.NDArray[np.int64]]] = field(default_factory=dict)
    _values: dict[tuple[str, str], list[Floats]] = field(default_factory=dict)

    def add(self, cells: Cells, step: Floats) -> None:
        """Take one turn's values, NaN where a label makes no sense."""
        if cells.need_category == ALL_PUPILS:
            return
        for index, level in enumerate(self.prepared.levels):
            rows = np.flatnonzero((cells.levels == index) & ~np.isnan(step))
            if len(rows):
                key = (cells.need_category, level)
                self._rows.setdefault(key, []).append(rows)
                self._values.setdefault(key, []).append(step[rows])

    def incentives(self) -> Iterator[Incentive]:
        """Return the lowest, median and highest value of each."""
        for (need, level), parts in self._values.items():
            values, rows = np.concatenate(parts), np.concatenate(self._rows[need, level])
            best = int(rows[int(values.argmax())])
            yield Incentive(
                need,
                level,
                len(rows),
                round(float(values.min())),
                round(float(np.median(values))),
                round(float(values.max())),
                self.prepared.school_ids[best],
            )
