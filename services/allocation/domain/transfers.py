"""Moving money between schools inside the sources that pay, so that each source still sums."""

from collections.abc import Sequence

import numpy as np

from services.allocation.domain.exact import ESTIMATE_LIMIT, Cents


def split_rows(rows: Cents, parts: Cents) -> Cents:
    """Split each school's amount over sources in proportion to what the school has from each.

    Cumulative rounding: source s gets floor(amount x C_s / C) - floor(amount x C_(s-1) / C), where C_s is what
    the school has from the first s sources. The pieces sum to the amount, each is within a cent of its
    proportion, and none exceeds what the school has from the source.

    Args:
        rows: By school.
        parts: By source (rows) and school (columns).
    Returns:
        The pieces, laid out like ``parts``.
    """
    if len(parts) == 1:
        return rows[np.newaxis]
    cumulative = np.cumsum(parts, axis=0)
    return _steps(_floor_of_product(rows, cumulative, cumulative[-1]))


def match_margins(rows: Cents, columns: Sequence[int]) -> Cents:
    """Cut the schools' amounts, laid end to end in key order, at the sources' totals.

    The pieces, by source and school, sum to each school's amount and to each source's total; both must have
    the same sum.
    """
    if len(columns) == 1:
        return rows[np.newaxis]
    # What lies below both ends, for every source; differences between sources and schools are the pieces.
    reached = np.minimum(np.cumsum(rows), np.cumsum(columns)[:, np.newaxis])
    reached[:, 1:] -= reached[:, :-1].copy()
    return _steps(reached)


def _steps(reached: Cents) -> Cents:
    """Return each row less the one before it."""
    reached[1:] -= reached[:-1].copy()
    return reached


def _floor_of_product(factors: Cents, numerators: Cents, denominators: Cents) -> Cents:
    """Return floor(factor x numerator / denominator) for 0 <= numerator <= denominator < 2**53; 0/0 is 0.

    Numerators stand by source and school; factors and denominators by school.

    The same argument as in ``exact.split_exact``: factors below 2**50 are estimated within one, and the
    wrapped remainder is the true one because it is smaller than 2 x denominator.
    """
    safe = np.maximum(denominators, 1)
    if (factors >= ESTIMATE_LIMIT).any():
        divisors = safe.astype(object)
        return np.asarray(factors.astype(object) * numerators.astype(object) // divisors, dtype=np.int64)
    quotients: Cents = (factors * (numerators / safe)).astype(np.int64)
    remainders = factors * numerators
    remainders -= quotients * safe
    # Comparing is much cheaper than dividing once more.
    quotients -= remainders < 0
    quotients += remainders >= safe
    return quotients
