"""Exact arithmetic at and beyond the limits of machine integers and floats, function by function."""

import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.allocation.domain import apportion_rows as rows_module
from services.allocation.domain import exact
from services.allocation.domain.apportion_rows import apportion_rows
from services.allocation.domain.exact import (
    ESTIMATE_LIMIT,
    FLOAT_LIMIT,
    PRODUCT_LIMIT,
    CountMatrix,
    apportion,
    apportion_capped,
    blocks,
    divide_half_up,
    exact_sum,
    split_exact,
)
from tests.allocation.domain.money import cents


def beyond(*values: int) -> Any:
    """Python integers, of any size."""
    return np.array(values, dtype=object)


class TestSums:
    @pytest.mark.parametrize(
        "values",
        [
            [],
            [5, -7],
            [2**31, 2**31, -1],
            [2**32 - 1, 2**32, 2**32 + 1],
            [2**62, 2**62, 2**62],
            [2**63 - 1] * 9,
            [-(2**63), -(2**63), 3],
            [-1] * 5,
        ],
    )
    def test_sums_are_whole_beyond_machine_integers(self, values: list[int]) -> None:
        assert exact_sum(np.array(values, dtype=np.int64)) == sum(values)
        assert exact_sum(beyond(*values)) == sum(values)

    @given(values=st.lists(st.integers(-(2**80), 2**80), max_size=20))
    def test_sums_of_python_integers_too(self, values: list[int]) -> None:
        assert exact_sum(beyond(*values)) == sum(values)

    def test_machine_integers_are_used_below_the_limit_only(self) -> None:
        counts = CountMatrix(cents(1, 2).reshape(2, 1))
        below, reached = counts.weighted_sums([PRODUCT_LIMIT // 2 - 1]), counts.weighted_sums([PRODUCT_LIMIT // 2])
        assert (below.dtype.name, reached.dtype.name) == ("int64", "object")
        assert below.tolist() == [PRODUCT_LIMIT // 2 - 1, PRODUCT_LIMIT - 2]
        assert reached.tolist() == [PRODUCT_LIMIT // 2, PRODUCT_LIMIT]

    @pytest.mark.parametrize(
        "factor", [1, FLOAT_LIMIT - 1, FLOAT_LIMIT, 2**61, PRODUCT_LIMIT - 1, 2**63, 2**64, 10**40]
    )
    def test_a_category_without_pupils_may_weigh_whatever_it_likes(self, factor: int) -> None:
        counts = CountMatrix(np.array([[3, 0], [5, 0]], dtype=np.int64))
        assert counts.weighted_sums([2, factor]).tolist() == [6, 10]
        (sums,) = counts.weighted_sums_of_all([[2, factor]])
        assert sums.tolist() == [6, 10]
        assert sums.dtype.name == ("int64" if factor < PRODUCT_LIMIT - 10 else "object")

    def test_a_sum_that_would_wrap_around_to_little_is_whole(self) -> None:
        counts = CountMatrix(np.array([[2**14, 1], [2**13, 0]], dtype=np.int64))
        (sums,) = counts.weighted_sums_of_all([[2**50, 1]])
        assert sums.tolist() == [2**64 + 1, 2**63]

    def test_no_schools_and_no_cells_have_no_sums(self) -> None:
        nobody = CountMatrix(np.zeros((0, 2), dtype=np.int64))
        assert nobody.weighted_sums([1, 10**30]).tolist() == []
        assert [sums.tolist() for sums in nobody.weighted_sums_of_all([[1, 2], [3, 10**30]])] == [[], []]
        nothing = CountMatrix(np.zeros((2, 0), dtype=np.int64))
        assert nothing.weighted_sums([]).dtype.name == "int64"
        assert [sums.tolist() for sums in nothing.weighted_sums_of_all([[], []])] == [[0, 0], [0, 0]]
        assert nothing.weighted_sums_of_all([]) == []

    def test_several_blocks_of_schools_are_summed_as_one(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(exact, "BLAS_BLOCK", 12)
        counts = np.arange(14, dtype=np.int64).reshape(7, 2)
        sums = CountMatrix(counts).weighted_sums_of_all([[1, 1], [10, 0], [0, 2**60]])
        assert [row.tolist() for row in sums] == [
            [1, 5, 9, 13, 17, 21, 25],
            [0, 20, 40, 60, 80, 100, 120],
            [2**60 * count for count in range(1, 15, 2)],
        ]

    def test_blocks_hold_what_they_may_and_cover_every_row_once(self) -> None:
        assert blocks(7, 3, 9) == [slice(0, 3), slice(3, 6), slice(6, 9)]
        assert blocks(4, 1, 2) == [slice(0, 2), slice(2, 4)]
        assert blocks(2, 5, 3) == [slice(0, 1), slice(1, 2)]
        assert blocks(3, 0, 2) == [slice(0, 2), slice(2, 4)]
        assert blocks(0, 3, 9) == []


class TestRounding:
    def test_amounts_that_fit_are_machine_integers_and_others_stay_whole(self) -> None:
        fits = divide_half_up(beyond(10**30, 10**30 + 1), 2 * 10**15, 1)
        assert (fits.dtype.name, fits.tolist()) == ("int64", [5 * 10**14, 5 * 10**14])
        assert divide_half_up(beyond(2**63 - 1), 1, 1).tolist() == [2**63 - 1]
        large = divide_half_up(beyond(2**63, 149, 150), 1, 100)
        assert large.tolist() == [(2**63 + 50) // 100 * 100, 100, 200]
        assert divide_half_up(beyond(10**30, 3), 2, 1).tolist() == [5 * 10**29, 2]

    def test_a_step_beyond_machine_integers_divides_them(self) -> None:
        assert divide_half_up(cents(2**62 - 1, 2**61, 2**61 - 1), PRODUCT_LIMIT, 1).tolist() == [1, 1, 0]
        assert divide_half_up(cents(2**62 - 1), 2**70, 1).tolist() == [0]


class TestSplitting:
    def test_the_estimate_is_used_only_where_its_proof_holds(self) -> None:
        def path(total: int, *weights: int) -> str:
            return split_exact(total, cents(*weights))[1].dtype.name

        assert path(ESTIMATE_LIMIT - 1, 1, 2) == "int64"
        assert path(ESTIMATE_LIMIT, 1, 2) == "object"
        assert path(1, PRODUCT_LIMIT - 2, 1) == "int64"
        assert path(1, PRODUCT_LIMIT - 1, 1) == "object"
        assert split_exact(1, beyond(1, 2))[1].dtype.name == "object"

    def test_remainders_and_quotients_beyond_floats_are_whole(self) -> None:
        weights = [2**62, 2**62 - 1, 3]
        quotients, remainders, weight_sum = split_exact(7, cents(*weights))
        assert weight_sum == 2**63 + 2
        assert remainders.tolist() == [7 * weight % weight_sum for weight in weights]
        assert (quotients.dtype.name, quotients.tolist()) == ("int64", [3, 3, 0])
        total = 2**63 + 2**9 + 1
        assert split_exact(total, cents(1, 1, 1))[0].tolist() == [total // 3] * 3
        assert apportion(2**62 + 513, cents(1, 2, 1)).tolist() == [2**60 + 128, 2**61 + 257, 2**60 + 128]

    def test_nothing_is_split_into_nothing(self) -> None:
        for weights in (cents(1, 2), cents(0, 0), cents()):
            shares = apportion(0, weights)
            assert (shares.dtype.name, shares.tolist()) == ("int64", [0] * len(weights))
        with pytest.raises(ValueError, match=re.compile("^cannot apportion by weights that sum to zero$")):
            apportion(1, cents(0, 0))

    def test_python_integers_are_ranked_as_machine_integers_are(self) -> None:
        for total in range(12):
            for weights in ((1, 1, 1), (5, 3, 3, 1), (7, 0, 7, 2, 2)):
                shares = apportion(total, beyond(*weights))
                assert (shares.dtype.name, shares.tolist()) == ("int64", apportion(total, cents(*weights)).tolist())

    def test_a_share_that_is_just_the_cap_is_no_reason_to_split_again(self) -> None:
        # 0.6, 0.6 and 1.8: the first gets its cap of 1. Taken out, the others would share 2 as 0.5 and 1.5.
        assert apportion_capped(3, cents(1, 1, 3), cents(1, 99, 99)).tolist() == [1, 0, 2]
        assert apportion_capped(3, cents(1, 1, 3), cents(0, 99, 99)).tolist() == [0, 1, 2]
        assert apportion_capped(6, cents(1, 2, 3), cents(1, 2, 3)).tolist() == [1, 2, 3]
        assert apportion_capped(5, cents(1, 1), cents(4, 1)).tolist() == [4, 1]


class TestPoolsTogether:
    def test_an_estimate_one_too_high_or_too_low_is_corrected_in_its_own_row(self) -> None:
        plain = [100, (1, 1, 1, 0, 0)]
        high = [
            834_732_365_634_406,
            (2773994532258672, 8013096947938723, 230844668455195, 1210218412894543, 2653691132854413),
        ]
        # Here every share is a whole number, and the estimate of each is one below it.
        whole = [1_125_899_906_833_395, (22_358_700, 19_690_020, 5_799_654, 0, 0)]
        low = [
            1_122_944_028_160_189,
            (527251139156272, 1107643434558084, 1088860071543613, 1215329708271561, 3344518018964591),
        ]
        for order in ([plain, high, whole, low], [low, plain, whole], [whole, high], [plain, whole]):
            totals: list[Any] = [total for total, _ in order]
            weights: list[Any] = [row for _, row in order]
            split = apportion_rows(totals, [cents(*row) for row in weights])
            for shares, total, row in zip(split, totals, weights, strict=True):
                assert shares.tolist() == apportion(total, beyond(*row)).tolist()

    def test_who_is_estimated_one_too_high_may_not_keep_it(self) -> None:
        # The first share is ...056.7499, estimated as ...057; the others' 6.7500 stand before it.
        total, weights = 1_124_408_281_786_077, (357_642_562_825_898_349, 2_147, 2_147, 2_147)
        (shares,) = apportion_rows([total], [cents(*weights)])
        assert shares.tolist() == [1_124_408_281_786_056, 7, 7, 7]
        assert apportion(total, beyond(*weights)).tolist() == shares.tolist()

    def test_pools_at_the_limits_are_split_alone(self, monkeypatch: pytest.MonkeyPatch) -> None:
        alone = []

        def recorded(total: int, weights: Any) -> Any:
            alone.append((total, weights.tolist()))
            return apportion(total, weights)

        monkeypatch.setattr(rows_module, "apportion", recorded)
        most = PRODUCT_LIMIT // 3
        pools = [
            (ESTIMATE_LIMIT - 1, (1, 1, 2)),
            (ESTIMATE_LIMIT, (1, 1, 2)),
            (2**62 + 1, (1, 2, 1)),
            (10, (most, most, most)),
            (10, (1, most + 1, 1)),
            (10, (2**63 - 1, 2**63 - 1, 2)),
        ]
        split = apportion_rows([total for total, _ in pools], [cents(*row) for _, row in pools])
        assert alone == [(total, list(row)) for total, row in (pools[1], pools[2], pools[4], pools[5])]
        for shares, (total, row) in zip(split, pools, strict=True):
            assert shares.tolist() == apportion(total, beyond(*row)).tolist()

    def test_python_integers_that_are_small_are_split_with_the_others(self) -> None:
        split = apportion_rows([10, 11, 12], [cents(1, 2), beyond(1, 2), beyond(2**80, 2**81)])
        assert [row.tolist() for row in split] == [[3, 7], [4, 7], [4, 8]]
        assert {row.dtype.name for row in split} == {"int64"}

    def test_many_small_blocks_are_split_as_one(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(rows_module, "BLOCK", 4)
        weights = [cents(1, 2), cents(2, 1), cents(1, 1), cents(0, 5), cents(9, 1)]
        split = apportion_rows([10, 10, 11, 4, 15], weights)
        assert [row.tolist() for row in split] == [[3, 7], [7, 3], [6, 5], [0, 4], [14, 1]]
        assert apportion_rows([], []) == []
