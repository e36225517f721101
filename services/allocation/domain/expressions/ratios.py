"""Exact fractions of all schools at once: whole numerators over whole denominators, and which are known.

Arrays hold one number per school, or one for all of them (length 1). They are int64 while the largest product or
sum on the way is proved to fit, and Python integers beyond; both give the same figures.
"""

import math
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Self

import numpy as np
import numpy.typing as npt

from services.allocation.domain.exact import PRODUCT_LIMIT, IntVector

Truths = npt.NDArray[np.bool_]
Comparison = Callable[[IntVector, IntVector], Truths]

LARGEST_BITS = 4_096
"""Numbers longer than this are refused: nothing about money is that large, and they would fill the memory."""

TERM_PLACES = 12
"""Decimals to which a quotient with a denominator of each school's own is rounded before schools are summed."""


class NumberTooLarge(ArithmeticError):
    """An expression reached a number beyond all measure."""


@dataclass(frozen=True, slots=True, eq=False)
class Ratios:
    """``top / bottom`` where ``known``; unknown ones stand as 0 / 1. ``bottom`` is above zero."""

    top: IntVector
    bottom: IntVector
    known: Truths

    @classmethod
    def constant(cls, value: Fraction) -> "Ratios":
        """Return the same number for every school."""
        return cls(_integers([value.numerator]), _integers([value.denominator]), np.array([True]))

    @classmethod
    def scaled(cls, numerators: IntVector, denominator: int, known: Truths | None = None) -> "Ratios":
        """Return whole numbers over one denominator."""
        mask = np.array([True]) if known is None else known
        return cls(np.where(mask, numerators, 0), _integers([denominator]), mask)

    def at(self, row: int) -> Fraction | None:
        """Return the number of one school."""
        known, top, bottom = (values[row if len(values) > 1 else 0] for values in (self.known, self.top, self.bottom))
        return Fraction(int(top), int(bottom)) if known else None

    def only_where(self, known: Truths) -> "Ratios":
        """Return the same numbers, unknown where something else that they depend on is."""
        return _made(self.top, self.bottom, self.known & known)

    def plus(self, other: "Ratios") -> "Ratios":
        """Return the sum."""
        if len(self.bottom) == len(other.bottom) == 1:
            mine, theirs = int(self.bottom[0]), int(other.bottom[0])
            common = math.lcm(mine, theirs)
            left = _product(self.top, _integers([common // mine]))
            right = _product(other.top, _integers([common // theirs]))
            return _made(_sum(left, right), _integers([common]), self.known & other.known)
        top = _sum(_product(self.top, other.bottom), _product(other.top, self.bottom))
        return _made(top, _product(self.bottom, other.bottom), self.known & other.known)

    def negated(self) -> "Ratios":
        """Return the number below zero by as much."""
        return Ratios(-self.top, self.bottom, self.known)

    def times(self, other: "Ratios") -> "Ratios":
        """Return the product."""
        bottom = _product(self.bottom, other.bottom)
        return _made(_product(self.top, other.top), bottom, self.known & other.known)

    def over(self, other: "Ratios") -> "Ratios":
        """Return the quotient; what is divided by zero is unknown."""
        top = _product(self.top, _product(other.bottom, np.sign(other.top)))
        bottom = _product(self.bottom, np.maximum(np.abs(other.top), 1))
        return _made(top, bottom, self.known & other.known & (other.top != 0))

    def power(self, exponent: int) -> "Ratios":
        """Return the power with a whole exponent."""
        if exponent < 0:
            return Ratios.constant(Fraction(1)).over(self.power(-exponent))
        result = Ratios.constant(Fraction(1))
        for _ in range(exponent):
            result = result.times(self)
        return result.only_where(self.known)

    def compared(self, other: "Ratios", compare: Comparison) -> Truths:
        """Return how the numbers compare; what is unknown says nothing, see ``known``."""
        return compare(_product(self.top, other.bottom), _product(other.top, self.bottom))

    def where(self, holds: Truths, other: "Ratios") -> "Ratios":
        """Return this number where the condition holds, the other one elsewhere."""
        if len(self.bottom) == len(other.bottom) == 1 and self.bottom[0] == other.bottom[0]:
            bottom = self.bottom
        else:
            bottom = np.where(holds, self.bottom, other.bottom)
        top, known = np.where(holds, self.top, other.top), np.where(holds, self.known, other.known)
        return _made(top, bottom, known)

    def rounded(self, unit: Fraction, direction: str) -> "Ratios":
        """Return the multiple of the unit that is next: half up, half to even, down or up."""
        top = _product(self.top, _integers([unit.denominator]))
        bottom = _product(self.bottom, _integers([unit.numerator]))
        multiples = top // bottom
        rest = top - multiples * bottom
        match direction:
            case "half_up":
                multiples = multiples + (rest >= bottom - rest)
            case "half_even":
                multiples = multiples + ((rest > bottom - rest) | ((rest == bottom - rest) & (multiples % 2 != 0)))
            case "up":
                multiples = multiples + (rest > 0)
        return _made(_product(multiples, _integers([unit.numerator])), _integers([unit.denominator]), self.known)

    def root(self, degree: int, unit: Fraction) -> "Ratios":
        """Return the multiple of the unit that is next to the root, half up; of less than zero it is unknown.

        k is the largest whole number with (k - 1/2) x unit <= root, which is (2k - 1)**degree <= value x
        (2 / unit)**degree: whole numbers decide, so the root is exact to the unit.
        """
        scale = (2 / unit) ** degree
        # Python's integers, as a power of the unit is soon beyond 64 bits, above and below the line.
        above = np.maximum(self.top, 0).astype(object) * scale.numerator
        below = self.bottom.astype(object) * scale.denominator
        halves = [_whole_root(power, degree) for power in (above // below).tolist()]
        multiples = _integers([(half + 1) // 2 * unit.numerator for half in halves])
        return _made(multiples, _integers([unit.denominator]), self.known & (self.top >= 0))

    def ranked(self, schools: Truths, among: Self | None = None) -> "Ratios":
        """Return each number's place among those of the schools asked for: 1 is the highest, equal ones share it.

        Args:
            schools: The schools asked for.
            among: Their numbers, where they are others than these; a school is never compared with itself.
        """
        others = self if among is None else among
        rows = range(len(schools))
        numbers = [self.at(row) for row in rows]
        asked = [others.at(row) if schools[row] else None for row in rows]
        order = sorted(number for number in asked if number is not None)
        places = []
        for row in rows:
            own, before = numbers[row], asked[row]
            if own is None:
                places.append(len(order))  # nobody reads it: it is not known
            else:
                above_itself = before is not None and before > own
                places.append(len(order) - bisect_right(order, own) - above_itself + 1)
        known = np.fromiter((number is not None for number in numbers), np.bool_)
        return Ratios(_integers(places), _integers([1]), known)

    def summed(self, schools: Truths) -> tuple["Ratios", int]:
        """Return the sum over the schools that are asked for and known, and how many they are."""
        asked = schools & self.known
        count = int(np.count_nonzero(asked))
        terms = self if len(self.bottom) == 1 else self.rounded(Fraction(1, 10**TERM_PLACES), "half_up")
        top = np.broadcast_to(terms.top, asked.shape)[asked]
        total = Fraction(sum(int(value) for value in top.tolist()), int(terms.bottom[0]))
        return Ratios.constant(total), count


def _whole_root(value: int, degree: int) -> int:
    """Return the largest whole number whose power is at most the value: Newton's steps from above."""
    if value == 0:
        return 0
    guess = 1 << -(-value.bit_length() // degree)
    while True:
        nearer = ((degree - 1) * guess + value // guess ** (degree - 1)) // degree
        if nearer >= guess:
            return guess
        guess = nearer


def _integers(values: list[int]) -> IntVector:
    fits = all(abs(value) < PRODUCT_LIMIT for value in values)
    return np.array(values, dtype=np.int64 if fits else object)


def _largest(values: IntVector) -> int:
    return max(int(values.max()), -int(values.min())) if len(values) else 0


def _product(left: IntVector, right: IntVector) -> IntVector:
    if _largest(left) * _largest(right) < PRODUCT_LIMIT:
        return np.asarray(left * right)
    product = np.asarray(left.astype(object) * right.astype(object))
    if _largest(product).bit_length() > LARGEST_BITS:
        raise NumberTooLarge
    return product


def _sum(left: IntVector, right: IntVector) -> IntVector:
    if _largest(left) + _largest(right) < PRODUCT_LIMIT:
        return np.asarray(left + right)
    return np.asarray(left.astype(object) + right.astype(object))


def _made(top: IntVector, bottom: IntVector, known: Truths) -> Ratios:
    """Return the ratios with what is unknown as 0 / 1, back in int64 where lowest terms fit."""
    if not known.all():
        top = np.where(known, top, 0)
        if len(bottom) > 1:
            bottom = np.where(known, bottom, 1)
    if len(top) and (top.dtype == object or bottom.dtype == object):
        top, bottom = top.astype(object), bottom.astype(object)
        divisor = np.gcd(top, bottom) if len(bottom) > 1 else np.gcd.reduce(top, initial=bottom[0])
        top, bottom = top // divisor, bottom // divisor
        if max(_largest(top), _largest(bottom)) < PRODUCT_LIMIT:
            top, bottom = top.astype(np.int64), bottom.astype(np.int64)
    return Ratios(top, bottom, known)
