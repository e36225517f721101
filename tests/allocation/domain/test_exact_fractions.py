"""Fractions of all schools at once: exact whatever their size, and in machine integers as long as those hold."""

from fractions import Fraction

import numpy as np
import pytest

from services.allocation.domain.exact import PRODUCT_LIMIT
from services.allocation.domain.expressions.ratios import LARGEST_BITS, NumberTooLarge, Ratios


def each(*values: str | int | Fraction | None) -> Ratios:
    """A number for every school, each over a denominator of its own; None where it is unknown."""
    fractions = [Fraction(0 if value is None else value) for value in values]
    bits = max(max(abs(number.numerator), number.denominator) for number in fractions)
    kind = np.int64 if bits < 2**63 else object
    return Ratios(
        np.array([number.numerator for number in fractions], dtype=kind),
        np.array([number.denominator for number in fractions], dtype=kind),
        np.array([value is not None for value in values]),
    )


def over(denominator: int, *numerators: int, known: list[bool] | None = None) -> Ratios:
    """Whole numbers over one denominator for all schools."""
    return Ratios.scaled(np.array(numerators), denominator, np.array(known or [True] * len(numerators)))


def one(value: str | int | Fraction) -> Ratios:
    return Ratios.constant(Fraction(value))


def parts(ratios: Ratios) -> tuple[list[int], list[int], list[bool]]:
    return ratios.top.tolist(), ratios.bottom.tolist(), ratios.known.tolist()


def kinds(ratios: Ratios) -> tuple[str, str]:
    return ratios.top.dtype.name, ratios.bottom.dtype.name


def numbers(ratios: Ratios, schools: int = 2) -> list[Fraction | None]:
    return [ratios.at(row) for row in range(schools)]


class TestWhatIsUnknown:
    def test_stands_as_nothing_over_one(self) -> None:
        assert parts(over(100, 7, 9, known=[True, False])) == ([7, 0], [100], [True, False])
        assert parts(each("1/3", "2/5").times(each("1/2", None))) == ([1, 0], [6, 1], [True, False])
        assert parts(each("1/3", "2/5").over(each(2, 0))) == ([1, 0], [6, 1], [True, False])
        assert parts(each("1/3", "2/5").only_where(np.array([False, True]))) == ([0, 2], [1, 5], [False, True])
        assert parts(over(4, 3, 5).over(one(0))) == ([0, 0], [4], [False, False])

    def test_stays_unknown_in_a_sum_a_product_a_quotient_and_a_power_of_zero(self) -> None:
        left, right = each("1/2", None), each(None, "1/3")
        for found in (left.plus(right), left.times(right), left.over(right)):
            assert parts(found) == ([0, 0], [1, 1], [False, False])
        assert numbers(left.power(0)) == [Fraction(1), None]
        assert numbers(left.root(2, Fraction(1))) == [Fraction(1), None]


class TestSums:
    def test_one_denominator_for_all_schools_stays_one_and_small(self) -> None:
        assert parts(over(6, 1, 5).plus(over(4, 3, 1))) == ([11, 13], [12], [True, True])
        assert parts(over(100, 1, 5).plus(over(100, 3, 1))) == ([4, 6], [100], [True, True])

    def test_every_school_keeps_its_own_denominator(self) -> None:
        assert numbers(each("1/2", "1/3").plus(each("1/5", "1/7"))) == [Fraction(7, 10), Fraction(10, 21)]
        assert numbers(each("1/2", "1/3").plus(over(5, 1, 2))) == [Fraction(7, 10), Fraction(11, 15)]

    def test_denominators_beyond_floats_are_whole(self) -> None:
        large = 2**55 - 1
        found = over(3, 1, 2).plus(over(large, 1, 2))
        assert parts(found) == ([large + 3, 2 * large + 6], [3 * large], [True, True])
        assert parts(over(large, 1, 2).plus(over(3, 1, 2))) == parts(found)

    def test_machine_integers_are_left_at_their_limit_and_no_digit_is_lost(self) -> None:
        half = PRODUCT_LIMIT // 2
        below, reached = over(1, half).plus(over(1, half - 1)), over(1, half).plus(over(1, half))
        assert (kinds(below), parts(below)[0]) == (("int64", "int64"), [PRODUCT_LIMIT - 1])
        assert (kinds(reached), parts(reached)[0]) == (("object", "object"), [PRODUCT_LIMIT])
        assert parts(over(1, 2**62 + 1).plus(over(1, 2**62 + 2)))[0] == [2**63 + 3]

    def test_over_schools_each_quotient_is_rounded_half_up_to_twelve_decimals(self) -> None:
        asked = np.array([True, True, False])
        total, count = each("1/2000000000000", "1/3", "1/7").summed(asked)
        assert (total.at(0), count) == (Fraction(333_333_333_334, 10**12), 2)

    def test_over_schools_with_one_denominator_nothing_is_rounded(self) -> None:
        total, count = over(3, 1, 1, 5).summed(np.array([True, True, False]))
        assert (total.at(0), count) == (Fraction(2, 3), 2)
        total, count = one("1/3").summed(np.array([True, True, False]))
        assert (total.at(0), count) == (Fraction(2, 3), 2)
        chosen = over(3, 1, 1, 1).where(np.array([True, False, True]), over(3, 2, 2, 2))
        assert chosen.summed(np.array([True, True, True]))[0].at(0) == Fraction(4, 3)

    def test_schools_without_the_figure_are_left_out_and_not_counted(self) -> None:
        total, count = over(3, 1, 4, 5, known=[True, False, True]).summed(np.array([True, True, True]))
        assert (total.at(0), count) == (Fraction(2), 2)


class TestProductsAndQuotients:
    def test_small_numbers_stay_as_they_are_written(self) -> None:
        """In machine integers nothing is brought to lowest terms: that would take longer than the product."""
        found = over(3, 2, 4).times(over(4, 3, 5))
        assert (parts(found), kinds(found)) == (([6, 20], [12], [True, True]), ("int64", "int64"))

    def test_a_denominator_is_above_zero_whatever_the_divisor(self) -> None:
        assert parts(each("1/2", "1/2").over(each(-3, "2/3"))) == ([-1, 3], [6, 4], [True, True])
        assert parts(each("-1/2", "3/4").over(each("-1/5", 1))) == ([5, 3], [2, 4], [True, True])
        assert numbers(one(-6).over(each(4, -1))) == [Fraction(-3, 2), Fraction(6)]

    def test_machine_integers_are_left_at_their_limit_and_come_back_below_it(self) -> None:
        root = 2**31
        below, reached = over(1, root - 1).times(over(1, root)), over(1, root).times(over(1, root))
        assert (kinds(below), parts(below)[0]) == (("int64", "int64"), [PRODUCT_LIMIT - root])
        assert (kinds(reached), parts(reached)[0]) == (("object", "object"), [PRODUCT_LIMIT])
        assert kinds(reached.over(over(1, 2))) == ("int64", "int64")
        assert parts(over(1, 2**40 + 1).times(over(1, 2**40 - 1)))[0] == [2**80 - 1]

    def test_a_typed_number_is_of_any_size(self) -> None:
        for value in (PRODUCT_LIMIT - 1, PRODUCT_LIMIT, 2**63, 2**64 - 1, 10**30):
            assert one(value).at(0) == value
            assert one(-value).at(0) == -value
            assert kinds(one(value))[0] == ("int64" if value < PRODUCT_LIMIT else "object")
            assert one(value).times(one(Fraction(1, value))).at(0) == 1

    def test_one_denominator_for_all_schools_stays_one_when_numbers_are_large(self) -> None:
        found = over(3, 2**61 + 1, 2**61).times(one(4))
        assert parts(found) == ([2**63 + 4, 2**63], [3], [True, True])
        found = over(6, 2**61, 2**61 + 2).times(one("4/3"))
        assert parts(found) == ([2**62, 2**62 + 4], [9], [True, True])
        assert parts(over(6, 2**60).times(one(9))) == ([3 * 2**59], [1], [True])

    def test_no_schools_have_no_numbers_and_nothing_leaves_machine_integers_for_them(self) -> None:
        nobody = Ratios.scaled(np.array([], dtype=np.int64), 1)
        found = nobody.times(Ratios.scaled(np.array([PRODUCT_LIMIT]), 1))
        assert (parts(found), kinds(found)) == (([], [1], [True]), ("int64", "int64"))

    def test_what_would_fill_the_memory_is_refused_just_beyond_the_limit(self) -> None:
        most = one(2 ** (LARGEST_BITS - 1))
        assert most.times(one(1)).at(0) == 2 ** (LARGEST_BITS - 1)
        assert most.negated().times(one(1)).at(0) == -(2 ** (LARGEST_BITS - 1))
        for too_large in (most, most.negated()):
            with pytest.raises(NumberTooLarge):
                too_large.times(one(2))
        with pytest.raises(NumberTooLarge):
            one(1).over(most).over(one(2))

    def test_powers_are_products_and_those_below_zero_quotients(self) -> None:
        base = each("-2/3", "5/2")
        for exponent in range(-6, 7):
            assert numbers(base.power(exponent)) == [Fraction(-2, 3) ** exponent, Fraction(5, 2) ** exponent]
        assert numbers(each(0, 2).power(-1)) == [None, Fraction(1, 2)]


class TestChoices:
    def test_comparing_looks_at_numbers_and_not_at_how_they_are_written(self) -> None:
        left, right = each("1/2", f"{2**70}/3"), each("2/4", f"{2**70 + 1}/3")
        assert left.compared(right, np.equal).tolist() == [True, False]
        assert left.compared(right, np.less).tolist() == [False, True]
        assert left.compared(right, np.less).dtype == np.bool_

    def test_each_school_gets_the_denominator_of_the_number_chosen_for_it(self) -> None:
        first = np.array([True, False])
        assert numbers(each("1/3", "1/5").where(first, each("2/3", "2/7"))) == [Fraction(1, 3), Fraction(2, 7)]
        assert numbers(over(3, 1, 1).where(first, over(5, 2, 2))) == [Fraction(1, 3), Fraction(2, 5)]
        assert numbers(over(3, 1, 1).where(first, over(3, 2, 2))) == [Fraction(1, 3), Fraction(2, 3)]


class TestRounding:
    @pytest.mark.parametrize(
        ("direction", "expected"),
        [
            ("half_up", [1, 0, -1, 2, 3, 2, 1, -2]),
            ("half_even", [0, 0, -2, 2, 2, 2, 1, -2]),
            ("down", [0, -1, -2, 1, 2, 2, 0, -3]),
            ("up", [1, 0, -1, 2, 3, 2, 1, -2]),
        ],
    )
    def test_each_way_with_ties_and_below_zero(self, direction: str, expected: list[int]) -> None:
        values = each("1/2", "-1/2", "-3/2", "7/4", "5/2", 2, "3/4", "-9/4")
        assert numbers(values.rounded(Fraction(1), direction), 8) == expected
        grown = values.times(one(Fraction(2**80))).rounded(Fraction(2**80), direction)
        assert numbers(grown, 8) == [2**80 * multiple for multiple in expected]

    def test_the_unit_may_be_a_fraction_and_the_smallest_excess_rounds_up(self) -> None:
        values = over(100, 1_001, 1_000)
        assert numbers(values.rounded(Fraction(5, 2), "up")) == [Fraction(25, 2), Fraction(10)]
        assert numbers(over(10**9, 10**9 + 1, 10**9).rounded(Fraction(1), "up")) == [2, 1]
        assert numbers(values.rounded(Fraction(1, 10), "half_up")) == [10, 10]


class TestRoots:
    def test_are_exact_beyond_floats(self) -> None:
        large = 10**20 + 1
        for degree in range(2, 7):
            found = each(large**degree, large**degree - 1, Fraction(large**degree, 3**degree)).root(degree, Fraction(1))
            assert numbers(found, 3) == [large, large, Fraction((2 * large + 3) // 6)]

    def test_are_rounded_half_up_to_the_unit(self) -> None:
        values = each(Fraction(49, 16), Fraction(48, 16), 0, 1)
        assert numbers(values.root(2, Fraction(1, 2)), 4) == [2, Fraction(3, 2), 0, 1]
        assert numbers(values.root(2, Fraction(5, 2)), 4) == [Fraction(5, 2), Fraction(5, 2), 0, 0]

    def test_of_small_denominators_below_a_fine_unit_are_whole(self) -> None:
        fine = Fraction(1, 10**9)
        large = 3 * 10**9
        assert each(Fraction(4, large**2), 0).root(2, fine).at(0) == Fraction(1, 10**9)
        assert over(2**40, 2**42, 2**40).root(6, fine).at(1) == 1

    @pytest.mark.parametrize("unit", [Fraction(333, 10_000), Fraction(123_457, 1_000_000)])
    def test_are_exact_where_the_power_of_the_unit_is_large_below_the_line(self, unit: Fraction) -> None:
        # The sixth root of 64 is 2.
        nearest = Fraction(2 // unit + (2 % unit * 2 >= unit)) * unit
        assert numbers(over(10**6, 64 * 10**6).root(6, unit), 1) == [nearest]
        assert numbers(each(64, Fraction(64 * 3**12, 3**12 + 1)).root(6, unit), 1) == [nearest]

    def test_of_less_than_zero_are_unknown_and_stand_as_nothing(self) -> None:
        assert parts(each(-1, 1).root(2, Fraction(1))) == ([0, 1], [1], [False, True])
        assert parts(over(1, -(2**80), 2**80).root(2, Fraction(1))) == ([0, 2**40], [1], [False, True])
