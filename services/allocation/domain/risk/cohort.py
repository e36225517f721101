"""Enrollment by cohort survival: how many of a grade come back a year later, and how far such forecasts miss.

A step is a grade, or a level of several grades where a district counts no finer. Pupils of a step come from the grade
below in the same school the year before; where a school has none there, or steps are levels, from the step itself.
The survival ratio of a school's step is its own, drawn towards the district's: ``(pupils + k x ratio) / (origin + k)``
with the ``k`` that would have forecast the last known year best. The misses of that forecast, school by school, are
what a simulation draws from: all steps and needs of a school together, from a school of the same span and like size.

Source: grade progression (cohort survival) ratios as used by state education agencies for enrollment projections;
drawing towards a pooled ratio is the usual empirical Bayes estimate for ratios of small groups.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.intp]

LEAST_YEARS: Final = 3
_PULLS: Final = (0.0, 3.0, 10.0, 30.0, 100.0, 300.0, 1_000.0, 10_000.0)
_LIKE: Final = 40  # schools of like size that a simulation draws from
_LEAST_LIKE: Final = 8
_LEAST_COMMON: Final = 0.001


class TooFewYears(ValueError):
    """A forecast needs three years of counts, to learn ratios from two and to see how far they miss."""


@dataclass(frozen=True, eq=False)
class History:
    """Counts of the same schools over consecutive years, the oldest first.

    Attributes:
        pupils: By year, school and step.
        needs: By year, school and need: pupils of the whole school.
        grades: Whether each step is a grade that the step before moves up into.
    """

    pupils: Floats
    needs: Floats
    grades: tuple[bool, ...]


@dataclass(frozen=True, eq=False)
class Forecast:
    """Next year's pupils, and what is known of how such forecasts miss.

    Attributes:
        pupils: Expected, by school and step.
        misses: By school and step, over the square root of what was forecast; NaN where nothing was.
        common: How far the whole district was missed, as a share; its typical size.
        need_moves: By school and need: change of the share of pupils in one year, less the district's.
        need_common: By need: the typical change of the district's share.
        like: By school, the schools that its misses are drawn from; ``like_counts`` says how many of them there are.
        pull: The pupils ``k`` by which ratios are drawn towards the district's.
        mean_miss: Mean of absolute misses of schools' totals last year, as a share of all pupils.
    """

    pupils: Floats
    misses: Floats
    common: float
    need_moves: Floats
    need_common: Floats
    like: Rows
    like_counts: Rows
    pull: float
    mean_miss: float


def forecast(history: History) -> Forecast:
    """Forecast the year after the last of the history.

    Raises:
        TooFewYears: There are fewer than three years.
    """
    years = len(history.pupils)
    if years < LEAST_YEARS:
        raise TooFewYears(f"{years} years of counts; {LEAST_YEARS} are needed")
    last = history.pupils[-1]
    pull = min(_PULLS, key=lambda each: _loss(_expected(history, years - 1, each), last))
    tried = _expected(history, years - 1, pull)
    common = float((last.sum() - tried.sum()) / tried.sum()) if tried.sum() else 0.0
    with np.errstate(invalid="ignore", divide="ignore"):
        misses = np.where(tried > 0, (last - tried * (1 + common)) / np.sqrt(tried), np.nan)
    expected = _expected(history, years, pull)
    moves, need_common = _need_moves(history)
    totals = tried.sum(axis=1)
    mean_miss = float(np.abs(last.sum(axis=1) - totals).sum() / max(last.sum(), 1.0))
    like, like_counts = _like(expected, misses)
    typical = max(abs(common), _LEAST_COMMON)
    return Forecast(expected, misses, typical, moves, need_common, like, like_counts, pull, mean_miss)


@dataclass(frozen=True, eq=False)
class Draw:
    """One simulated year: pupils by school and step, and how each school's shares of needs moved."""

    pupils: Floats
    need_moves: Floats


def draw(known: Forecast, dice: np.random.Generator) -> Draw:
    """Draw next year's pupils, in whole pupils."""
    schools, steps = known.pupils.shape
    donors = known.like[np.arange(schools), (dice.random(schools) * known.like_counts).astype(np.intp)]
    missed = known.misses[donors]
    unknown = np.isnan(missed) & (known.pupils > 0)
    for step in range(steps):
        rows = np.flatnonzero(unknown[:, step])
        pool = known.misses[:, step][~np.isnan(known.misses[:, step])]
        missed[rows, step] = dice.choice(pool, len(rows)) if len(pool) else 0.0
    common = dice.normal(0.0, known.common)
    expected = known.pupils * (1 + common)
    pupils = np.maximum(0.0, np.rint(expected + np.nan_to_num(missed) * np.sqrt(known.pupils)))
    shifts = dice.normal(0.0, 1.0, known.need_moves.shape[1]) * known.need_common
    return Draw(np.where(known.pupils > 0, pupils, 0.0), known.need_moves[donors] + shifts[np.newaxis, :])


def _expected(history: History, year: int, pull: float) -> Floats:
    """Return what the years before ``year`` let expect of it."""
    origins = [_origin(history, each) for each in range(1, year)]
    came, left = np.zeros_like(history.pupils[0]), np.zeros_like(history.pupils[0])
    for each, origin in zip(range(1, year), origins, strict=True):
        known = origin > 0
        came += np.where(known, history.pupils[each], 0)
        left += origin
    enters = ~_moves_up(history, year)
    pooled = np.ones_like(came)
    for group in (enters, ~enters):
        sums = (left * group).sum(axis=0)
        ratio = np.divide((came * group).sum(axis=0), sums, out=np.ones(came.shape[1]), where=sums > 0)
        pooled = np.where(group, ratio[np.newaxis, :], pooled)
    ratios = np.divide(came + pull * pooled, left + pull, out=pooled.copy(), where=left + pull > 0)
    expected: Floats = ratios * _origin(history, year)
    return expected


def _moves_up(history: History, year: int) -> npt.NDArray[np.bool_]:
    """Whether a school's step is fed by the grade below it: it is a grade, and the school has had that grade."""
    before = history.pupils[:year].sum(axis=0)
    fed = np.zeros(before.shape, dtype=np.bool_)
    for step in range(1, before.shape[1]):
        if history.grades[step]:
            fed[:, step] = before[:, step - 1] > 0
    return fed


def _origin(history: History, year: int) -> Floats:
    """Return where the pupils of a year come from: the grade below a year before, else the step itself."""
    before = history.pupils[year - 1]
    below = np.zeros_like(before)
    below[:, 1:] = before[:, :-1]
    origin: Floats = np.where(_moves_up(history, year), below, before)
    return origin


def _loss(expected: Floats, came: Floats) -> float:
    # Absolute, since squares would let a few schools that closed or doubled decide for all.
    return float(np.abs(came - expected).sum())


def _need_moves(history: History) -> tuple[Floats, Floats]:
    def shares(year: int) -> Floats:
        totals = history.pupils[year].sum(axis=1, keepdims=True)
        found: Floats = np.divide(history.needs[year], totals, out=np.zeros_like(history.needs[year]), where=totals > 0)
        return found

    years = len(history.pupils)
    district = [history.needs[year].sum(axis=0) / max(float(history.pupils[year].sum()), 1.0) for year in range(years)]
    steps = np.diff(np.array(district), axis=0)
    typical: Floats = np.sqrt(np.mean(np.square(steps), axis=0))
    moves = shares(years - 1) - shares(years - 2) - steps[-1][np.newaxis, :]
    there = (history.pupils[-1].sum(axis=1) > 0) & (history.pupils[-2].sum(axis=1) > 0)
    return np.where(there[:, np.newaxis], moves, 0.0), typical


def _like(expected: Floats, misses: Floats) -> tuple[Rows, Rows]:
    """Return for each school those of the same span, nearest in size; too few of them: of any span."""
    sizes = np.log1p(expected.sum(axis=1))
    spans = [row.tobytes() for row in expected > 0]
    useful = np.flatnonzero(~np.isnan(misses).all(axis=1))
    if len(useful) == 0:
        useful = np.arange(len(expected), dtype=np.intp)
    by_span: dict[bytes, list[int]] = {}
    for row in useful.tolist():
        by_span.setdefault(spans[row], []).append(row)
    found = np.zeros((len(expected), _LIKE), dtype=np.intp)
    counts = np.zeros(len(expected), dtype=np.intp)
    for row, span in enumerate(spans):
        same = by_span.get(span, [])
        pool = np.array(same, dtype=np.intp) if len(same) >= _LEAST_LIKE else useful
        near = pool[np.argsort(np.abs(sizes[pool] - sizes[row]), kind="stable")[:_LIKE]]
        found[row, : len(near)], counts[row] = near, len(near)
    return found, counts
