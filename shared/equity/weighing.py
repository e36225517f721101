"""Schools weighed by their pupils: means, quantiles, spread around the mean."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

# Cumulative sums of fractions of a pupil end a few bits beside the share they stand for.
_ROUNDING = 1e-12


class EquityProblem(ValueError):
    """The figures given cannot be measured: negative, not finite, or not one for each school."""


def columns(*given: ArrayLike) -> list[Floats]:
    """Return the columns as float arrays of one length.

    Raises:
        EquityProblem: They differ in length, or hold what is not finite, or a negative number.
    """
    arrays = [np.asarray(column, dtype=np.float64) for column in given]
    if any(array.ndim != 1 or array.shape != arrays[0].shape for array in arrays):
        raise EquityProblem("every column needs one number for each school")
    if not all(np.isfinite(array).all() and (array >= 0).all() for array in arrays):
        raise EquityProblem("every number must be finite and at least 0")
    return arrays


def mean(weights: Floats, values: Floats) -> float:
    """Return the weighted mean; the weights must not all be 0."""
    return float(weights @ values / weights.sum())


def quantile(weights: Floats, values: Floats, share: float) -> float:
    """Return the smallest value whose cumulative share of the weights reaches ``share``."""
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order])
    position = int(np.searchsorted(reached, share * reached[-1] * (1 - _ROUNDING)))
    return float(values[order[min(position, len(order) - 1)]])


def coefficient_of_variation(weights: Floats, values: Floats) -> float | None:
    """Return the population standard deviation over the mean; None where the mean is 0."""
    middle = mean(weights, values)
    if middle <= 0:
        return None
    return float(np.sqrt(mean(weights, (values - middle) ** 2))) / middle
