"""Largest remainder for many pools at once: the same figures as ``exact.apportion``, one pass for all."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from services.allocation.domain.exact import ESTIMATE_LIMIT, PRODUCT_LIMIT, Cents, IntVector, apportion

BLOCK = 2**14
"""Numbers worked on together: their intermediate arrays stay in the processor's cache. Only speed depends on it."""


def apportion_rows(totals: Sequence[int], weights: Sequence[IntVector]) -> list[Cents]:
    """Split each total by its row of weights; every row has a weight above zero.

    Rows that a float estimate could not serve (``exact.split_exact`` has the proof) are split one by one.
    """
    if not weights:
        return []
    results: list[Cents | None] = [None] * len(weights)
    small = PRODUCT_LIMIT // max(1, len(weights[0]))
    together = []
    for index, row in enumerate(weights):
        if row.dtype != object and totals[index] < ESTIMATE_LIMIT and int(row.max()) <= small:
            together.append(index)
        else:
            results[index] = apportion(totals[index], row)
    step = max(1, BLOCK // max(1, len(weights[0])))
    for start in range(0, len(together), step):
        block = together[start : start + step]
        shares = _split(np.array([totals[index] for index in block]), np.stack([weights[index] for index in block]))
        for index, row in zip(block, shares, strict=True):
            results[index] = row
    return [row for row in results if row is not None]


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
    size = weights.shape[1]
    for index, units in enumerate(left.tolist()):
        if units:
            row = ranked[index]
            row.partition(size - units)
            thresholds[index] = row[size - units]
        else:
            thresholds[index] = sums[index]
    raised = remainders >= thresholds[:, np.newaxis]
    surplus = np.count_nonzero(raised, axis=1) - left
    for index in np.flatnonzero(surplus).tolist():
        # Several equal the smallest: the lower keys go first, the last ones leave empty-handed.
        ties = np.flatnonzero(remainders[index] == thresholds[index])
        raised[index, ties[len(ties) - int(surplus[index]) :]] = False
    quotients += raised
    return quotients


def _correct(quotients: npt.NDArray[np.int64], remainders: npt.NDArray[np.int64], sums: npt.NDArray[np.int64]) -> None:
    # The estimate is off by at most one, and for money of usual size by none.
    for index in np.flatnonzero((remainders.min(axis=1) < 0) | (remainders.max(axis=1) >= sums)).tolist():
        correction = remainders[index] // sums[index]
        quotients[index] += correction
        remainders[index] -= correction * sums[index]
