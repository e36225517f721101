"""What a proposal does to groups of schools; groups too small to be one are hidden (``suppression``)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from services.allocation.domain.limits import ALL_PUPILS, ANY_LEVEL
from services.allocation.domain.participation.suppression import hidden_groups
from services.allocation.domain.prepare import Mask, Prepared
from services.allocation.domain.result import Result

FEWEST_PUPILS = 30
"""Groups of fewer are hidden, and so are those of fewer than three schools."""

Division = Literal["level", "need", "size"]
_THIRDS = ("low", "middle", "high")


@dataclass(frozen=True, slots=True)
class GroupEffect:
    """One group of schools; figures are None where the group is hidden.

    Attributes:
        division: What schools are divided by.
        group: A level, ``several`` for schools that span levels, or ``low``, ``middle``, ``high``.
        before_cents: Dollars per pupil by the invitation's own policy, in cents, rounded half up.
        after_cents: The same by the proposal.
    """

    division: Division
    group: str
    school_count: int | None
    before_cents: int | None
    after_cents: int | None


@dataclass(frozen=True, slots=True)
class Effect:
    """What a proposal does: to groups, and in counts over the whole district."""

    groups: tuple[GroupEffect, ...]
    need_category: str | None
    gaining: int
    losing: int
    unchanged: int


def effect_of(before: Result, after: Result, need_category: str | None) -> Effect:
    """Compare two results of the same data by groups of open schools with pupils."""
    prepared = before.prepared
    counted = before.open_mask & (prepared.pupils > 0)
    divisions = _divisions(prepared, counted, need_category)
    fewest = FEWEST_PUPILS * prepared.count_scale
    hidden = hidden_groups([[mask for _, mask in masks] for _, masks in divisions], prepared.pupils, fewest)
    groups = [
        _group(division, name, mask, before, after, is_hidden=is_hidden)
        for (division, masks), hides in zip(divisions, hidden, strict=True)
        for (name, mask), is_hidden in zip(masks, hides, strict=True)
    ]
    change = (after.totals - before.totals)[counted]
    return Effect(
        tuple(groups),
        need_category,
        gaining=int(np.count_nonzero(change > 0)),
        losing=int(np.count_nonzero(change < 0)),
        unchanged=int(np.count_nonzero(change == 0)),
    )


def need_of(need_categories: Sequence[str], moved: Sequence[str | None]) -> str | None:
    """Return the need that schools are divided by: the first that a slider is about, else the first there is."""
    needs = [need for need in need_categories if need != ALL_PUPILS]
    return next((need for need in moved if need in needs), needs[0] if needs else None)


def _divisions(
    prepared: Prepared, counted: Mask, need_category: str | None
) -> list[tuple[Division, list[tuple[str, Mask]]]]:
    levels = [level for level in prepared.levels if level != ANY_LEVEL]
    spanned = np.sum([prepared.level_masks[level] for level in levels], axis=0)
    by_level = [(level, prepared.level_masks[level] & (spanned == 1) & counted) for level in levels]
    by_level.append(("several", (spanned > 1) & counted))
    found: list[tuple[Division, list[tuple[str, Mask]]]] = [("level", by_level)]
    if need_category is not None:
        shares = prepared.need_counts[need_category] / np.maximum(prepared.pupils, 1)
        found.append(("need", _thirds(shares, counted)))
    found.append(("size", _thirds(prepared.pupils.astype(np.float64), counted)))
    return [(division, [(name, mask) for name, mask in masks if mask.any()]) for division, masks in found]


def _thirds(values: np.ndarray[tuple[int], np.dtype[np.float64]], counted: Mask) -> list[tuple[str, Mask]]:
    """Divide schools into a low, a middle and a high third; schools of equal value stay together."""
    if not counted.any():
        return []
    low, high = np.quantile(values[counted], [1 / 3, 2 / 3])
    masks = (values <= low, (values > low) & (values <= high), values > high)
    return [(name, mask & counted) for name, mask in zip(_THIRDS, masks, strict=True)]


def _group(division: Division, name: str, mask: Mask, before: Result, after: Result, *, is_hidden: bool) -> GroupEffect:
    if is_hidden:
        return GroupEffect(division, name, None, None, None)
    pupils, scale = int(before.prepared.pupils[mask].sum()), before.prepared.count_scale
    per_pupil = [(2 * int(result.totals[mask].sum()) * scale + pupils) // (2 * pupils) for result in (before, after)]
    return GroupEffect(division, name, int(np.count_nonzero(mask)), per_pupil[0], per_pupil[1])
