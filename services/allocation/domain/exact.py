"""Exact integer arithmetic over all schools at once: weighted sums, rounding, largest remainder.

Vectors are int64 wherever the bounds below prove that nothing overflows, and arrays of Python integers
(dtype object) where they do not. Both paths give the same figures; the tests compare them.
"""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

IntVector = npt.NDArray[Any]
Cents = npt.NDArray[np.int64]

PRODUCT_LIMIT = 2**62
"""Weight sums stay below this, so that a remainder between -1 and 2 times the sum fits into int64."""

ESTIMATE_LIMIT = 2**50
"""Totals below this are apportioned with a float estimate that is off by at most one."""

FLOAT_LIMIT = 2**52
"""Sums below this are exact in float64, in whatever order and with whatever fused steps they are added."""

BLAS_BLOCK = 2**17
"""Multiplications in one matrix product: so few that the library never starts threads, which wait for each other
when the machine is busy. Only speed depends on it."""


def blocks(rows: int, numbers_each: int, most: int) -> list[slice]:
    """Return slices that cover all rows, each of as many as hold ``most`` numbers, or of one row."""
    step = max(1, most // max(1, numbers_each))
    return [slice(start, start + step) for start in range(0, rows, step)]


class CountMatrix:
    """Non-negative integers by school (rows) and cell (columns), ready for exact weighted sums."""

    def __init__(self, counts: npt.NDArray[np.int64]) -> None:
        self.counts = np.ascontiguousarray(counts)
        self._by_cell = np.ascontiguousarray(self.counts.T)
        self._floats_by_cell = self._by_cell.astype(np.float64)
        # At least 1, so that what bounds the sums bounds the coefficients too.
        self._column_max: list[int] = self.counts.max(axis=0, initial=1).tolist()

    def weighted_sums(self, coefficients: Sequence[int]) -> IntVector:
        """Return, for every row, the sum of count x coefficient, exactly.

        The largest possible row sum is known beforehand (column maxima x coefficients, as Python integers).
        Below 2**62 nothing on the way can leave int64, as no term is negative; above, Python integers are used.
        """
        if sum(map(int.__mul__, self._column_max, coefficients)) < PRODUCT_LIMIT:
            # Not a matrix product: those of integers are slow in numpy, and those of floats start threads that
            # wait for each other when the machine is busy.
            sums: IntVector = np.einsum("c,cs->s", np.array(coefficients, dtype=np.int64), self._by_cell)
            return sums
        used = [index for index, coefficient in enumerate(coefficients) if coefficient]
        factors = [coefficients[index] for index in used]
        exact = np.empty(len(self.counts), dtype=object)
        exact[:] = [sum(map(int.__mul__, row, factors)) for row in self.counts[:, used].tolist()]
        return exact

    def weighted_sums_of_all(self, rows: Sequence[Sequence[int]]) -> list[IntVector]:
        """Return ``weighted_sums`` of every row of coefficients, in one pass where that is exact.

        A product of float64 matrices is exact when every product and partial sum is an integer below 2**53.
        None is negative, so the largest possible sum bounds them all; its own float is off by less than 1 in
        2**40, which the distance between FLOAT_LIMIT and 2**53 covers.
        """
        if not rows:
            return []
        coefficients = np.array(rows, dtype=np.float64)
        fits = (coefficients @ self._column_max < FLOAT_LIMIT).tolist()
        schools = len(self.counts)
        sums = np.empty((len(rows), schools))
        for part in blocks(schools, coefficients.size, BLAS_BLOCK):
            np.matmul(coefficients, self._floats_by_cell[:, part], out=sums[:, part])
        return [
            sums[index].astype(np.int64) if fits[index] else self.weighted_sums(row) for index, row in enumerate(rows)
        ]


def reduce_by_gcd(coefficients: Sequence[int], denominator: int) -> tuple[list[int], int]:
    """Return the coefficients and their denominator in lowest terms."""
    divisor = math.gcd(denominator, *coefficients)
    return [coefficient // divisor for coefficient in coefficients], denominator // divisor


def divide_half_up(numerators: IntVector, denominator: int, unit_cents: int) -> IntVector:
    """Return numerator / denominator cents, rounded half up to whole units, in cents: int64 if all of them fit."""
    step = denominator * unit_cents
    whole = numerators if step < PRODUCT_LIMIT else numerators.astype(object)
    quotients = whole // step
    remainders = whole - quotients * step
    quotients += remainders >= step - remainders
    cents = quotients * unit_cents
    try:
        return cents.astype(np.int64)
    except OverflowError:
        return cents


def split_exact(total: int, weights: IntVector) -> tuple[Cents, IntVector, int]:
    """Return floor(total x weight / sum), the remainders (numerators over the sum) and the sum.

    total x weight may need 90 bits, so the quotient is estimated in float64. With total < 2**50 and at most
    five roundings of relative size 2**-53 (sum, ratio, weight, product) the estimate is off by less than
    2**50 x 5 x 2**-53 = 0.625 before the floor, so by at most 1 after it. The true remainder then lies in
    [-sum, 2 x sum), which fits into int64 as sum < 2**62; int64 arithmetic wraps modulo 2**64, so the
    wrapped remainder is the true one. One floor division of it by the sum corrects both.
    """
    weight_sum = exact_sum(weights)
    if weight_sum <= 0:
        raise ValueError("cannot apportion by weights that sum to zero")
    if weights.dtype == object or total >= ESTIMATE_LIMIT or weight_sum >= PRODUCT_LIMIT:
        products = weights.astype(object) * total
        exact = products // weight_sum
        return exact.astype(np.int64), products - exact * weight_sum, weight_sum
    quotients = (weights * (total / weight_sum)).astype(np.int64)
    rest = weights * total - quotients * weight_sum
    correction = rest // weight_sum
    quotients += correction
    rest -= correction * weight_sum
    return quotients, rest, weight_sum


def apportion(total: int, weights: IntVector) -> Cents:
    """Split a non-negative total in proportion to non-negative weights, by largest remainder.

    Rows stand in the order of their keys, so among equal remainders the lower key gets the unit and the
    order in which schools were read changes nothing. A weight of zero gets nothing: the units left are
    fewer than the rows with a remainder above zero.
    """
    if total == 0:
        return np.zeros(len(weights), dtype=np.int64)
    quotients, remainders, _ = split_exact(total, weights)
    left = total - int(quotients.sum())
    if left:
        threshold = np.partition(remainders, len(remainders) - left)[len(remainders) - left]
        above = remainders > threshold
        ties = np.flatnonzero(remainders == threshold)
        quotients += above
        quotients[ties[: left - int(np.count_nonzero(above))]] += 1
    return quotients


def apportion_units(total_cents: int, weights: IntVector, unit_cents: int) -> Cents:
    """Split the whole units of a total; what is less than a unit is left over."""
    if unit_cents == 1:
        return apportion(total_cents, weights)
    return apportion(total_cents // unit_cents, weights) * unit_cents


def apportion_capped(total: int, weights: IntVector, caps: IntVector) -> Cents:
    """Split a total in proportion to weights, nobody above its cap; what a cap cuts off the others carry.

    Raises:
        ValueError: The caps of the rows with a weight sum to less than the total.
    """
    if int(caps[weights > 0].sum()) < total:
        raise ValueError(f"the caps do not reach {total}")
    amounts = np.zeros(len(weights), dtype=np.int64)
    while True:
        shares = apportion(total, weights)
        over = shares > caps
        if not over.any():
            return amounts + shares
        # A capped row never comes back: the rest only grows for the others.
        amounts[over] = caps[over]
        total -= int(caps[over].sum())
        weights = np.where(over, 0, weights)


def exact_sum(values: IntVector) -> int:
    """Return the sum, whatever its size and signs: neither the upper nor the lower 32 bits can overflow."""
    return (int((values >> 32).sum()) << 32) + int((values & 0xFFFF_FFFF).sum())
