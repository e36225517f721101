"""The inputs of a policy with other counts, laid out without reading a row again."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from services.allocation.domain.exact import CountMatrix
from services.allocation.domain.limits import ALL_PUPILS, ANY_LEVEL
from services.allocation.domain.prepare import Prepared, level_of_count
from services.allocation.domain.risk.cohort import Draw, History

Counts = npt.NDArray[np.int64]
YearCounts = dict[tuple[str, str, str], float]
"""Pupils of one year by school, level and need category."""


def moving_up(levels: Sequence[str], single_grade: set[str]) -> tuple[bool, ...]:
    """Return which levels the level before moves up into: those of one grade that follow one of one grade."""
    return tuple(
        index > 0 and level in single_grade and levels[index - 1] in single_grade for index, level in enumerate(levels)
    )


def history_of(prepared: Prepared, years: Sequence[YearCounts], grades: tuple[bool, ...]) -> History:
    """Return the history of the schools of today's inputs.

    Args:
        prepared: Today's inputs, whose schools and levels count.
        years: Pupils by school, level and need, the oldest year first; the last year is that of the inputs.
        grades: Whether each level is a grade that the level before moves up into.
    """
    levels, needs = _levels(prepared), _needs(prepared)
    level_at = {level: index for index, level in enumerate(levels)}
    need_at = {need: index for index, need in enumerate(needs)}
    pupils = np.zeros((len(years), prepared.school_count, len(levels)))
    need_counts = np.zeros((len(years), prepared.school_count, len(needs)))
    for year, counts in enumerate(years):
        for (school_id, level, need), count in counts.items():
            row = prepared.school_rows.get(school_id)
            if row is None:
                continue
            named = level_of_count(prepared.schools[row], level)
            if need == ALL_PUPILS and named in level_at:
                pupils[year, row, level_at[named]] += count
            elif need in need_at:
                need_counts[year, row, need_at[need]] += count
    return History(pupils, need_counts, grades)


def recounted(prepared: Prepared, drawn: Draw) -> Prepared:
    """Return the inputs as they would be with a simulated count; its needs are shares of the simulated pupils.

    Every derived measure is evaluated anew; amounts, measures and current budgets stay.
    """
    width, scale = len(prepared.need_categories), prepared.count_scale
    today = prepared.cells.counts.reshape(prepared.school_count, len(prepared.levels), width).astype(np.float64) / scale
    levels = [index for index, level in enumerate(prepared.levels) if level != ANY_LEVEL]
    every = prepared.need_categories.index(ALL_PUPILS)
    pupils = np.zeros((prepared.school_count, len(prepared.levels)))
    pupils[:, levels] = drawn.pupils
    then = np.zeros_like(today)
    then[:, :, every] = pupils
    before = today[:, :, every]
    for index, level in enumerate(prepared.levels):
        # What is counted for a school as a whole is a share of the whole school.
        base = before[:, levels].sum(axis=1) if level == ANY_LEVEL else before[:, index]
        future = pupils.sum(axis=1) if level == ANY_LEVEL else pupils[:, index]
        for need, column in zip(_needs(prepared), _need_columns(prepared), strict=True):
            share = np.divide(today[:, index, column], base, out=np.zeros_like(base), where=base > 0)
            moved = drawn.need_moves[:, _needs(prepared).index(need)]
            counted = today[:, index, column] > 0
            then[:, index, column] = np.where(counted, np.rint(np.clip(share + moved, 0, 1) * future), 0)
    return with_counts(prepared, np.rint(then * scale).astype(np.int64).reshape(prepared.school_count, -1))


def with_counts(prepared: Prepared, cells: Counts) -> Prepared:
    """Return the inputs with other counts, by school and cell, in 1 / count_scale pupils."""
    cube = cells.reshape(prepared.school_count, len(prepared.levels), len(prepared.need_categories))
    need_counts = {need: cube[:, :, column].sum(axis=1) for column, need in enumerate(prepared.need_categories)}
    masks = {
        level: prepared.level_masks[level] | (cube[:, index, :].sum(axis=1) > 0)
        for index, level in enumerate(prepared.levels)
    }
    return replace(
        prepared,
        cells=CountMatrix(cells),
        pupils=need_counts[ALL_PUPILS],
        need_counts=need_counts,
        level_masks=masks,
        derived={},
        derived_units={},
        evaluator=None,
        derivations={},
    )


def _levels(prepared: Prepared) -> list[str]:
    return [level for level in prepared.levels if level != ANY_LEVEL]


def _needs(prepared: Prepared) -> list[str]:
    return [need for need in prepared.need_categories if need != ALL_PUPILS]


def _need_columns(prepared: Prepared) -> list[int]:
    return [index for index, need in enumerate(prepared.need_categories) if need != ALL_PUPILS]
