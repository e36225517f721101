"""Spending by decile of need (guidebook, Figure 2.4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from shared.equity.weighing import EquityProblem, Floats, columns, mean

FEWEST_SCHOOLS = 10
GroupsOf = Literal["pupils", "schools"]


class TooFewSchools(EquityProblem):
    """Ten groups of fewer than ten schools would show single schools, or nothing."""

    def __init__(self, school_count: int) -> None:
        super().__init__(f"deciles need at least {FEWEST_SCHOOLS} schools with pupils, these are {school_count}")
        self.school_count = school_count


@dataclass(frozen=True, slots=True)
class Decile:
    """One group: 1 holds the schools with the least need, 10 those with the most.

    A decile that one large block of equal schools swallowed has no school, and is left out.
    ``dollars_per_pupil`` by stream is the sum of dollars over the sum of pupils, not a mean of means.
    """

    decile: int
    school_rows: tuple[int, ...]
    pupil_count: float
    dollars_per_pupil: dict[str, float]
    need_shares: dict[str, float]


def deciles_of(
    pupils: ArrayLike,
    dollars: Mapping[str, ArrayLike],
    need_shares: Mapping[str, ArrayLike],
    sort_by: str,
    groups_of: GroupsOf = "pupils",
) -> tuple[Decile, ...]:
    """Sort the schools by the share of one need and cut them into ten equal groups.

    A school, or all schools that tie, belong where the middle of their pupils (or schools) lies, so ties stay
    together and the order of the schools changes nothing.

    Args:
        pupils: Pupils of each school; schools without are left out.
        dollars: Total dollars of each school by stream, such as unrestricted and restricted.
        need_shares: Shares (0 to 1) by need, for the labels; each weighed by pupils.
        sort_by: The need that sorts.
        groups_of: Ten equal groups of pupils, or of schools.
    Raises:
        TooFewSchools: Fewer than ten schools have pupils.
        EquityProblem: The columns do not fit together.
    """
    weights, *rest = columns(pupils, *dollars.values(), *need_shares.values())
    streams = dict(zip(dollars, rest[: len(dollars)], strict=True))
    needs = dict(zip(need_shares, rest[len(dollars) :], strict=True))
    if sort_by not in needs:
        raise EquityProblem(f"no shares of {sort_by} were given")
    rows = np.flatnonzero(weights > 0)
    if len(rows) < FEWEST_SCHOOLS:
        raise TooFewSchools(len(rows))
    size = weights[rows] if groups_of == "pupils" else np.ones(len(rows))
    group = _groups(needs[sort_by][rows], size)
    return tuple(
        _decile(number + 1, rows[group == number], weights, streams, needs)
        for number in range(10)
        if (group == number).any()
    )


def _groups(shares: Floats, size: Floats) -> NDArray[np.intp]:
    values, block = np.unique(shares, return_inverse=True)
    sizes = np.bincount(block, weights=size, minlength=len(values))
    middle = np.cumsum(sizes) - sizes / 2
    # A middle that should lie on a boundary belongs above it, wherever the last bit fell.
    group: NDArray[np.intp] = np.minimum(9, np.floor(10 * middle / sizes.sum() + 1e-9)).astype(np.intp)
    return group[block]


def _decile(
    number: int, rows: NDArray[np.intp], weights: Floats, streams: Mapping[str, Floats], needs: Mapping[str, Floats]
) -> Decile:
    pupils = float(weights[rows].sum())
    return Decile(
        decile=number,
        school_rows=tuple(rows.tolist()),
        pupil_count=pupils,
        dollars_per_pupil={name: float(dollars[rows].sum()) / pupils for name, dollars in streams.items()},
        need_shares={name: mean(weights[rows], shares[rows]) for name, shares in needs.items()},
    )
