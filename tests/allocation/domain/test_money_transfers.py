"""Money cut over sources: the floors of exact shares, up to the largest amounts there are."""

import numpy as np
import pytest

from services.allocation.domain.exact import ESTIMATE_LIMIT
from services.allocation.domain.transfers import match_margins, split_rows
from tests.allocation.domain.money import cents


def split(amount: int, first: int, whole: int) -> list[int]:
    """What two sources give of an amount, of which the school has ``first`` from the first."""
    pieces = split_rows(cents(amount), np.array([[first], [whole - first]], dtype=np.int64))
    assert pieces.dtype == np.int64
    column: list[int] = pieces[:, 0].tolist()
    return column


@pytest.mark.parametrize(
    ("amount", "first", "whole"),
    [
        (871_341_603_264_936, 1_201_099_127_450_324, 2_939_345_770_501_439),  # floats say one too much
        (1_049_200_892_910_596, 959_004_702_774_534, 1_839_042_887_242_553),  # floats say one too little
        (1_045_852_571_104_884, 607_648_060_304_672, 2_306_026_715_159_072),  # as well, where nothing is to round
    ],
)
def test_a_share_that_floats_miss_by_a_cent_is_set_right(amount: int, first: int, whole: int) -> None:
    exact = amount * first // whole
    assert int(amount * (first / whole)) != exact
    assert split(amount, first, whole) == [exact, amount - exact]


def test_amounts_beyond_floats_are_split_in_whole_numbers() -> None:
    amount, first, whole = 8_104_424_094_901_305, 8_707_339_905_079_306, 9_007_199_254_740_279
    exact = amount * first // whole
    assert int(amount * first / whole) != exact
    assert split(amount, first, whole) == [exact, amount - exact]


@pytest.mark.parametrize("amount", [ESTIMATE_LIMIT - 1, ESTIMATE_LIMIT, ESTIMATE_LIMIT + 1])
def test_both_ways_to_split_meet_at_the_limit_of_the_estimate(amount: int) -> None:
    for seed in range(300):
        whole = amount + 7_919 * seed**4
        first = whole * (seed + 1) // 302
        exact = amount * first // whole
        assert split(amount, first, whole) == [exact, amount - exact]


def test_no_schools_give_nothing_and_receive_nothing() -> None:
    nobody = cents()
    assert split_rows(nobody, np.zeros((2, 0), dtype=np.int64)).shape == (2, 0)
    assert match_margins(nobody, [0, 0]).shape == (2, 0)
