"""Two ways to share the same money, side by side: by school, and by group of pupils."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import numpy as np
import numpy.typing as npt

from services.allocation.domain.exact import Cents
from services.allocation.domain.limits import ALL_PUPILS, ANY_LEVEL
from services.allocation.domain.prepare import Prepared

GroupKind = Literal["everyone", "need", "level", "size", "poverty"]
FOURTHS = 4
THIRDS = 3


@dataclass(frozen=True, slots=True)
class GroupLine:
    """What the pupils of a group have spent on them, on average, by either formula.

    Attributes:
        key: A need category or level; for size and poverty the number of the part, 1 the smallest.
        pupils: Pupils of the group, rounded to a whole number.
        ours_cents, theirs_cents: Per pupil: each pupil counts with the per-pupil dollars of their school.
    """

    kind: GroupKind
    key: str
    pupils: int
    ours_cents: int
    theirs_cents: int


def compare_groups(prepared: Prepared, ours: Cents, theirs: Cents) -> list[GroupLine]:
    """Return how two allocations treat each group of pupils; groups without pupils are left out."""
    lines = [_line(prepared, kind, key, counts, ours, theirs) for kind, key, counts in _groups(prepared)]
    return [line for line in lines if line is not None]


def _groups(prepared: Prepared) -> Iterator[tuple[GroupKind, str, npt.NDArray[np.int64]]]:
    pupils = prepared.pupils
    yield "everyone", ALL_PUPILS, pupils
    for need in prepared.need_categories:
        if need != ALL_PUPILS:
            yield "need", need, prepared.need_counts[need]
    if ALL_PUPILS not in prepared.whole_school_needs:
        for level in prepared.levels:
            if level != ANY_LEVEL:
                yield "level", level, prepared.cells.counts[:, prepared.cell_columns[level, ALL_PUPILS]]
    size = pupils.astype(np.float64)
    yield from (("size", key, counts) for key, counts in _parts(size, pupils, THIRDS))
    poor = next((need for need in ("poverty", "unduplicated") if need in prepared.need_counts), None)
    if poor is not None:
        share = prepared.need_counts[poor] / np.maximum(pupils, 1)
        yield from (("poverty", key, counts) for key, counts in _parts(share, pupils, FOURTHS))


def _parts(
    order: npt.NDArray[np.float64], pupils: npt.NDArray[np.int64], count: int
) -> Iterator[tuple[str, npt.NDArray[np.int64]]]:
    """Cut the schools that have pupils into parts of as many schools each, from the lowest up."""
    rows = np.flatnonzero(pupils > 0)
    ranked = rows[np.argsort(order[rows], kind="stable")]
    if len(ranked) < count:
        return
    for number, part in enumerate(np.array_split(ranked, count), 1):
        counts = np.zeros_like(pupils)
        counts[part] = pupils[part]
        yield str(number), counts


def _line(
    prepared: Prepared,
    kind: GroupKind,
    key: str,
    counts: npt.NDArray[np.int64],
    ours: Cents,
    theirs: Cents,
) -> GroupLine | None:
    total = int(counts.sum())
    if total == 0:
        return None
    scale = prepared.count_scale
    means = [_mean(counts, prepared.pupils, amounts, scale) for amounts in (ours, theirs)]
    return GroupLine(kind, key, _half_up(Fraction(total, scale)), *(_half_up(mean) for mean in means))


def _mean(counts: npt.NDArray[np.int64], pupils: npt.NDArray[np.int64], amounts: Cents, scale: int) -> Fraction:
    """Return the per-pupil cents of each pupil's school, averaged over the pupils of a group."""
    rows = zip(counts.tolist(), pupils.tolist(), amounts.tolist(), strict=True)
    weighted = sum((Fraction(cents * count, every) for count, every, cents in rows if count and every), Fraction())
    return weighted * scale / int(counts.sum())


def _half_up(value: Fraction) -> int:
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)
