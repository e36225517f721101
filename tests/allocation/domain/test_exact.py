"""The vectorised arithmetic against plain integers and fractions."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.allocation.domain.apportion_rows import apportion_rows
from services.allocation.domain.exact import (
    FLOAT_LIMIT,
    CountMatrix,
    apportion,
    apportion_capped,
    divide_half_up,
    split_exact,
)
from services.allocation.domain.transfers import match_margins, split_rows


def reference_apportion(total: int, weights: list[int]) -> list[int]:
    weight_sum = sum(weights)
    parts = [total * weight // weight_sum for weight in weights]
    order = sorted(range(len(weights)), key=lambda row: (-(total * weights[row] % weight_sum), row))
    for row in order[: total - sum(parts)]:
        parts[row] += 1
    return parts


# Small, ordinary, and as large as int64 lets them be: every path of the vectorised code is met.
weights_of_all_sizes = st.one_of(
    st.lists(st.integers(0, 20), min_size=1, max_size=40),
    st.lists(st.integers(0, 10**12), min_size=1, max_size=40),
    st.lists(st.integers(0, 2**57), min_size=1, max_size=12),
    st.lists(st.integers(0, 2**62), min_size=1, max_size=6),
    st.lists(st.sampled_from([7 * 10**15, 7 * 10**15 + 1]), min_size=1, max_size=60),
)
totals_of_all_sizes = st.one_of(
    st.integers(0, 100), st.integers(0, 10**13), st.integers(2**50 - 5, 2**50 + 5), st.integers(0, 2**53 - 1)
)


@given(total=totals_of_all_sizes, weights=weights_of_all_sizes)
def test_apportioning_equals_the_reference_to_the_cent(total: int, weights: list[int]) -> None:
    if not any(weights):
        weights = [*weights, 1]
    assert apportion(total, np.array(weights, dtype=np.int64)).tolist() == reference_apportion(total, weights)


@given(total=totals_of_all_sizes, weights=st.lists(st.integers(0, 2**80), min_size=1, max_size=12))
def test_weights_beyond_int64_are_apportioned_by_python_integers(total: int, weights: list[int]) -> None:
    if not any(weights):
        weights = [*weights, 1]
    exact = np.empty(len(weights), dtype=object)
    exact[:] = weights
    assert apportion(total, exact).tolist() == reference_apportion(total, weights)


@given(total=totals_of_all_sizes, weights=weights_of_all_sizes)
def test_quotients_and_remainders_are_exact(total: int, weights: list[int]) -> None:
    if not any(weights):
        weights = [*weights, 1]
    quotients, remainders, weight_sum = split_exact(total, np.array(weights, dtype=np.int64))
    assert weight_sum == sum(weights)
    expected = [divmod(total * weight, weight_sum) for weight in weights]
    assert list(zip(quotients.tolist(), remainders.tolist(), strict=True)) == expected


def test_the_float_estimate_alone_would_be_wrong() -> None:
    dice = np.random.default_rng(7)
    wrong = 0
    for _ in range(50):
        total = int(dice.integers(2**49, 2**50))
        weights = dice.integers(1, 2**50, size=20)
        exact = [total * int(weight) // int(weights.sum()) for weight in weights]
        assert split_exact(total, weights)[0].tolist() == exact
        wrong += (weights * (total / int(weights.sum()))).astype(np.int64).tolist() != exact
    assert wrong > 0


def test_a_weight_of_zero_gets_nothing_and_no_weight_is_refused() -> None:
    assert apportion(2, np.array([0, 1, 1, 1], dtype=np.int64)).tolist() == [0, 1, 1, 0]
    with pytest.raises(ValueError, match="sum to zero"):
        apportion(5, np.zeros(3, dtype=np.int64))


@given(
    rows=st.lists(st.lists(st.integers(0, 10**9), min_size=3, max_size=3), min_size=1, max_size=20),
    coefficients=st.one_of(
        st.lists(st.integers(0, 10**6), min_size=3, max_size=3),
        st.lists(st.integers(0, 10**18), min_size=3, max_size=3),
    ),
)
def test_weighted_sums_equal_plain_integers(rows: list[list[int]], coefficients: list[int]) -> None:
    sums = CountMatrix(np.array(rows, dtype=np.int64)).weighted_sums(coefficients)
    assert sums.tolist() == [sum(a * b for a, b in zip(row, coefficients, strict=True)) for row in rows]


@given(
    rows=st.lists(st.lists(st.integers(0, 10**9), min_size=3, max_size=3), min_size=1, max_size=20),
    coefficients=st.lists(
        st.lists(st.one_of(st.integers(0, 10**6), st.integers(0, 10**18), st.just(0)), min_size=3, max_size=3),
        max_size=6,
    ),
)
def test_sums_of_all_rules_together_equal_those_of_each(rows: list[list[int]], coefficients: list[list[int]]) -> None:
    matrix = CountMatrix(np.array(rows, dtype=np.int64))
    together = [sums.tolist() for sums in matrix.weighted_sums_of_all(coefficients)]
    assert together == [matrix.weighted_sums(row).tolist() for row in coefficients]


def test_the_sum_just_below_the_float_limit_is_exact() -> None:
    matrix = CountMatrix(np.array([[1, 3, 0], [1, 0, 0]], dtype=np.int64))
    for top in (FLOAT_LIMIT - 5, FLOAT_LIMIT - 4, FLOAT_LIMIT, 2**53 - 2, 2**53 + 1, 2**61 + 1):
        sums = matrix.weighted_sums_of_all([[top, 1, 2**70 + 1]])[0]
        assert sums.tolist() == [top + 3, top]


@given(data=st.data(), size=st.integers(1, 9), pools=st.integers(0, 5))
def test_pools_split_together_are_split_as_if_alone(data: st.DataObject, size: int, pools: int) -> None:
    few = st.lists(st.sampled_from([0, 1, 1, 2, 3]), min_size=size, max_size=size)
    many = st.lists(st.integers(0, 2**61 // size), min_size=size, max_size=size)
    weights = [data.draw(st.one_of(few, many).filter(any)) for _ in range(pools)]
    totals = [data.draw(totals_of_all_sizes) for _ in range(pools)]
    shares = apportion_rows(totals, [np.array(row, dtype=np.int64) for row in weights])
    assert [row.tolist() for row in shares] == [
        reference_apportion(total, row) for total, row in zip(totals, weights, strict=True)
    ]


def test_pools_larger_than_a_block_are_split_as_if_alone() -> None:
    dice = np.random.default_rng(11)
    weights = [dice.integers(0, 2**40, size=1_500) for _ in range(25)]
    totals = [int(total) for total in dice.integers(0, 2**50, size=25)]
    shares = apportion_rows(totals, weights)
    for share, total, row in zip(shares, totals, weights, strict=True):
        assert share.tolist() == apportion(total, row).tolist()


@given(
    numerators=st.lists(st.integers(0, 2**61), min_size=1, max_size=20),
    denominator=st.integers(1, 10**12),
    unit=st.sampled_from([1, 100, 500]),
)
def test_halves_are_rounded_up(numerators: list[int], denominator: int, unit: int) -> None:
    found = divide_half_up(np.array(numerators, dtype=np.int64), denominator, unit).tolist()
    for numerator, cents in zip(numerators, found, strict=True):
        exact = Fraction(numerator, denominator)
        assert cents % unit == 0
        assert Fraction(-unit, 2) < cents - exact <= Fraction(unit, 2)


@given(data=st.data(), count=st.integers(1, 30))
def test_caps_are_respected_and_everything_is_shared(data: st.DataObject, count: int) -> None:
    weights = data.draw(st.lists(st.integers(0, 10**10), min_size=count, max_size=count))
    caps = data.draw(st.lists(st.integers(0, 10**10), min_size=count, max_size=count))
    reach = sum(cap for cap, weight in zip(caps, weights, strict=True) if weight)
    total = data.draw(st.integers(0, reach))
    amounts = apportion_capped(total, np.array(weights, dtype=np.int64), np.array(caps, dtype=np.int64))
    assert amounts.sum() == total
    assert all(0 <= amount <= cap for amount, cap in zip(amounts.tolist(), caps, strict=True))
    with pytest.raises(ValueError, match="caps"):
        apportion_capped(reach + 1, np.array(weights, dtype=np.int64), np.array(caps, dtype=np.int64))


@given(data=st.data(), schools=st.integers(1, 12), sources=st.integers(1, 5))
def test_money_taken_and_given_keeps_every_source_whole(data: st.DataObject, schools: int, sources: int) -> None:
    held = np.array(
        data.draw(
            st.lists(
                st.lists(st.integers(0, 10**12), min_size=schools, max_size=schools), min_size=sources, max_size=sources
            )
        ),
        dtype=np.int64,
    )
    taken = np.array([data.draw(st.integers(0, int(most))) for most in held.sum(axis=0)], dtype=np.int64)
    pieces = split_rows(taken, held)
    assert (pieces.sum(axis=0) == taken).all()
    assert ((pieces >= 0) & (pieces <= held)).all()
    given_back = match_margins(taken[::-1].copy(), pieces.sum(axis=1).tolist())
    assert (given_back >= 0).all()
    assert (given_back.sum(axis=0) == taken[::-1]).all()
    assert (given_back.sum(axis=1) == pieces.sum(axis=1)).all()
