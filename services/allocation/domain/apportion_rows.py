"""Largest remainder for many pools at once: the same figures as ``exact.apportion``, one pass for all."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from services.allocation.domain.exact import ESTIMATE_LIMIT, PRODUCT_LIMIT, Cents, IntVector, apportion, blocks

BLOCK = 2**14
"""Numbers worked on together: their intermediate arrays stay in the processor's cache. Only speed depends on it."""


def apportion_rows(totals: Sequence[int], weights: Sequence[IntVector]) -> list[Cents]:
    """Split each total by its row of weights; every row has a weight above zero.

    Rows that a float estimate could not serve (``exact.split_exact`` has the proof) are split one by one.
    """
    if not weights:
        return []
    size = len(weights[0])
    small = PRODUCT_LIMIT // size
    results: dict[int, Cents] = {}
    together = []
    for index, row in enumerate(weights):
        if totals[index] < ESTIMATE_LIMIT and int(row.max()) <= small:
            together.append(index)
        else:
            results[index] = apportion(totals[index], row)
    for part in blocks(len(together), size, BLOCK):
        block = together[part]
        shares = _split(
            np.array([totals[index] for index in block]), np.array([weights[index] for index in block], dtype=np.int64)
        )
        for place, index in enumerate(block):
            results[index] = shares[place]
    return [results[index] for index in range(len(weights))]


def _split(totals: npt.NDArray[np.int64], weights: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    sums = weights.sum(axis=1)
    quotients: npt.NDArray[np.int64] = (weights * (totals / sums)[:, np.newaxis]).astype(np.int64)
    remainders = weights * totals[:, np.newaxis]
    remainders -= quotients * sums[:, np.newaxis]
    _correct(quotients, remainders, sums)
    left = totals - quotients.sum(axis=1)
    # The row's `left` largest remainders get a unit: find the smallest of them, then compare.
    ranked = remainders.copy()
    thresholds = np.empty_like(sums)
    for index, units in enumerate(left.tolist()):
        if units:
            row = ranked[index]
            row.partition(len(row) - units)
            thresholds[index] = row[len(row) - units]
        else:
            thresholds[index] = sums[index]
    raised = remainders >= thresholds[:, np.newaxis]
    quotients += raised
    surplus = np.count_nonzero(raised, axis=1) - left
    for index in np.flatnonzero(surplus).tolist():
        # Several equal the smallest: the lower keys go first, the last ones leave empty-handed.
        ties = np.flatnonzero(remainders[index] == thresholds[index])
        quotients[index, ties[len(ties) - int(surplus[index]) :]] -= 1
    return quotients


def _correct(quotients: npt.NDArray[np.int64], remainders: npt.NDArray[np.int64], sums: npt.NDArray[np.int64]) -> None:
    # The estimate is off by at most one, and for money of usual size by none. What is below zero is read as more
    # than any sum, so one comparison finds both.
    off = np.nonzero(remainders.view(np.uint64) >= sums.view(np.uint64)[:, np.newaxis])
    correction = remainders[off] // sums[off[0]]
    quotients[off] += correction
    remainders[off] -= correction * sums[off[0]]
