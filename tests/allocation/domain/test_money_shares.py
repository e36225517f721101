"""Splitting money exactly, function by function: what a mutated sign, bound or unit would change by a cent."""

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from services.allocation.domain.coefficients import cells_of, rule_coefficients
from services.allocation.domain.distribute import cell_pupils, foundation_fits, share_pools
from services.allocation.domain.exact import (
    ESTIMATE_LIMIT,
    PRODUCT_LIMIT,
    CountMatrix,
    apportion,
    apportion_capped,
    apportion_units,
    divide_half_up,
)
from services.allocation.domain.inputs import Inputs, SchoolGrant
from services.allocation.domain.prepare import Prepared, prepare
from services.allocation.domain.rules import FoundationAmount, PerPupil, Shares, WeightedPool
from services.allocation.domain.transfers import match_margins, split_rows
from tests.allocation.domain.district import LEVELS, NEEDS, by_school, inputs, policy, run, source, totals
from tests.allocation.domain.money import cents


class TestExact:
    @given(
        numerators=st.lists(st.integers(0, 2**70), min_size=1, max_size=6),
        denominator=st.integers(1, 2**64),
        unit=st.sampled_from([1, 3, 100]),
    )
    @example(numerators=[1, 3, 5, 2**62, 2**62 + 1], denominator=2, unit=1)
    @example(numerators=[150, 149, 50, 49], denominator=1, unit=100)
    @example(numerators=[7, 8], denominator=PRODUCT_LIMIT, unit=1)
    def test_half_a_unit_is_rounded_up_in_every_path(self, numerators: list[int], denominator: int, unit: int) -> None:
        values = np.array(numerators, dtype=object)
        expected = [(2 * Fraction(value, denominator * unit) + 1).__floor__() // 2 * unit for value in numerators]
        assume_fits = all(abs(value) < 2**63 for value in expected)
        if assume_fits:
            assert divide_half_up(values, denominator, unit).tolist() == expected
        if max(numerators) < 2**62 and assume_fits:
            assert divide_half_up(np.array(numerators, dtype=np.int64), denominator, unit).tolist() == expected

    def test_weighted_sums_beyond_machine_integers_are_whole(self) -> None:
        counts = CountMatrix(np.array([[3, 0, 5], [0, 7, 2**40]], dtype=np.int64))
        for factor in (2**20, 2**22 - 1, 2**22, 2**40, 10**30):
            expected = [3 * factor + 5, 7 + 2**40]
            assert counts.weighted_sums([factor, 1, 1]).tolist() == expected
            assert counts.weighted_sums_of_all([[factor, 1, 1], [0, 0, 0]])[0].tolist() == expected
        assert CountMatrix(np.zeros((2, 0), dtype=np.int64)).weighted_sums([]).tolist() == [0, 0]

    def test_units_that_are_no_cents_leave_the_rest(self) -> None:
        weights = cents(1, 1, 1)
        assert apportion_units(1_050, weights, 100).tolist() == [400, 300, 300]
        assert apportion_units(1_050, weights, 1).tolist() == [350, 350, 350]
        assert apportion_units(7, weights, 2).tolist() == [2, 2, 2]

    def test_a_cap_sends_the_rest_to_the_others_and_weightless_rows_get_nothing(self) -> None:
        assert apportion_capped(10, cents(1, 1, 0), cents(2, 100, 100)).tolist() == [2, 8, 0]
        assert apportion_capped(0, cents(1, 1), cents(0, 0)).tolist() == [0, 0]
        with pytest.raises(ValueError, match="the caps do not reach 11"):
            apportion_capped(11, cents(1, 0), cents(10, 100))
        with pytest.raises(ValueError, match="weights that sum to zero"):
            apportion(1, cents(0, 0))


class TestTransfers:
    @given(
        data=st.lists(
            st.tuples(st.integers(0, 2**53 - 1), st.integers(0, 2**53 - 1), st.integers(0, 2**50), st.integers(0, 10)),
            min_size=1,
            max_size=6,
        )
    )
    @example(data=[(ESTIMATE_LIMIT, 3, 2, 1)])
    @example(data=[(ESTIMATE_LIMIT - 1, 1, 1, 1), (5, 0, 0, 0)])
    @example(data=[(3, 1, 1, 1), (2, 1, 0, 0), (1, 0, 1, 0)])
    def test_pieces_are_floors_of_exact_shares(self, data: list[tuple[int, int, int, int]]) -> None:
        rows = [min(amount, sum(parts)) for amount, *parts in data]
        parts = np.array([[row[source] for row in data] for source in (1, 2, 3)], dtype=np.int64)
        pieces = split_rows(np.array(rows, dtype=np.int64), parts)
        for column, amount in enumerate(rows):
            whole = int(parts[:, column].sum())
            reached = 0
            for index in range(3):
                part = int(parts[: index + 1, column].sum())
                upto = amount * part // whole if whole else 0
                assert int(pieces[index, column]) == upto - reached
                reached = upto
            assert reached == amount or whole == 0

    def test_amounts_are_cut_at_the_sources_totals(self) -> None:
        assert match_margins(cents(3, 4, 5), [5, 0, 7]).tolist() == [[3, 2, 0], [0, 0, 0], [0, 2, 5]]
        assert match_margins(cents(3, 4), [7]).tolist() == [[3, 4]]


class TestRules:
    def prepared(self) -> Prepared:
        return prepare(
            inputs(
                {
                    "A": {"all@elementary": "99.5", "poverty@elementary": 3},
                    "B": {"all@middle": 100, "all@high": 1, "poverty@high": 1},
                    "C": {"all@high": "100.01"},
                },
                {"S": 1},
                schools={"C": {"school_type": "charter"}},
            ),
            LEVELS,
            NEEDS,
        )

    @pytest.mark.parametrize(
        ("band", "fits"),
        [
            ({}, [True, True, True]),
            ({"level": "*"}, [True, True, True]),
            ({"level": "high"}, [False, True, True]),
            ({"school_type": "charter"}, [False, False, True]),
            ({"level": "middle", "school_type": "charter"}, [False, False, False]),
            ({"level": "high", "school_type": "charter"}, [False, False, True]),
            ({"pupils_min": "100.01"}, [False, True, True]),
            ({"pupils_min": "101.01"}, [False, False, False]),
            ({"pupils_max": "100.01"}, [True, False, True]),
            ({"pupils_min": "99.5", "pupils_max": "100"}, [True, False, False]),
            ({"level": "high", "pupils_min": "100.5"}, [False, True, False]),
            ({"school_type": "charter", "pupils_max": "99"}, [False, False, False]),
        ],
    )
    def test_a_foundation_fits_by_level_type_and_size(self, band: dict[str, Any], fits: list[bool]) -> None:
        amount = FoundationAmount.model_validate({"amount_cents": 1} | band)
        assert foundation_fits(self.prepared(), amount).tolist() == fits

    def test_equal_remainders_of_shares_go_by_the_cells_names(self) -> None:
        cells = [
            {"level": "middle", "need_category": "all", "share_bp": 5_000},
            {"level": "elementary", "need_category": "poverty", "share_bp": 2_500},
            {"level": "elementary", "need_category": "all", "share_bp": 2_500},
        ]
        rule = Shares.model_validate({"kind": "shares", "rule_id": "s", "cells": cells})
        assert share_pools(rule, 6, 1) == [3, 1, 2]
        assert share_pools(rule, 2, 1) == [1, 0, 1]
        assert share_pools(rule, 650, 100) == [300, 100, 200]

    def test_only_receivers_count_in_a_cell(self) -> None:
        prepared = self.prepared()
        only = np.array([True, False, True])
        assert cell_pupils(prepared, "high", "all", None).tolist() == [0, 100, 10_001]
        assert cell_pupils(prepared, "high", "all", only).tolist() == [0, 0, 10_001]
        assert cell_pupils(prepared, "*", "all", only).tolist() == [9_950, 0, 10_001]
        assert cells_of(prepared, "middle", "poverty") == [5]
        assert cells_of(prepared, "*", "english_learner") == [2, 6, 10]
        rule = {"kind": "shares", "rule_id": "s", "cells": [{"need_category": "all", "share_bp": 10_000}]}
        list_a = {"kind": "list", "school_ids": ["A"]}
        result = run(
            inputs({"A": {"all": 1}, "B": {"all": 9}}, {"S": 100}), policy(source("S", rule, eligibility=list_a))
        )
        assert totals(result) == {"A": 100, "B": 0}

    def test_coefficients_multiply_by_the_level_where_the_rule_says_so(self) -> None:
        # `all` is not the first category: the weight of a level is looked up where it stands.
        needs = ("poverty", "all")
        data = inputs({"A": {"all@elementary": 1, "poverty@elementary": 1, "all@high": 1, "poverty@high": 1}}, {"S": 1})
        prepared = prepare(data, LEVELS, needs)
        cells = [
            {"level": "elementary", "need_category": "all", "weight": "2"},
            {"level": "*", "need_category": "poverty", "weight": "0.5"},
        ]
        pool = {"kind": "weighted_pool", "rule_id": "w", "weights": cells}

        def values(rule: PerPupil | WeightedPool) -> list[str]:
            return [str(rule_coefficients(prepared, rule).fraction(cell)) for cell in range(6)]

        assert values(WeightedPool.model_validate(pool)) == ["1/2", "2", "1/2", "0", "1/2", "0"]
        product = WeightedPool.model_validate(pool | {"combine": "multiplicative"})
        assert values(product) == ["1", "2", "1/2", "0", "1/2", "0"]
        paid = {"kind": "per_pupil", "rule_id": "p", "weights": cells, "base_dollars": "10.5"}
        assert values(PerPupil.model_validate(paid | {"combine": "multiplicative"}))[:2] == ["21/2", "21"]
        assert values(PerPupil.model_validate(paid | {"base_dollars": "0"})) == ["0"] * 6
        rates = [{"level": "high", "need_category": "all", "rate_dollars": "0.000001"}]
        rated = PerPupil.model_validate({"kind": "per_pupil", "rule_id": "p", "rates": rates})
        assert values(rated) == ["0", "0", "0", "0", "0", "1/1000000"]

    def test_grants_of_one_school_add_up_and_unknown_sources_have_none(self) -> None:
        data = inputs({"A": {"all": 1}, "B": {"all": 1}}, {"S": 1_000, "T": 5})
        grants = (SchoolGrant("S", "A", "x", 100), SchoolGrant("S", "A", "y", 23), SchoolGrant("S", "B", "x", 1))
        data = Inputs(data.schools, data.counts, data.revenue_sources, school_grants=grants)
        given = [{"source_id": name, "distribution": "school_grant"} for name in ("S", "T")]
        result = run(data, policy(*given))
        assert by_school(result, "S/grants") == {"A": 123, "B": 1}
        assert by_school(result, "T/grants") == {"A": 0, "B": 0}

    def test_a_formula_goes_to_the_eligible_only(self) -> None:
        measures = [{"name": "flat", "expression": "$5 * pupils / pupil", "unit": "dollars"}]
        rule = {"kind": "formula", "rule_id": "f", "measure": "flat"}
        data = inputs({"A": {"all": 3}, "B": {"all": 4}}, {"S": 10_000})
        only = {"kind": "list", "school_ids": ["B"]}
        result = run(data, policy(source("S", rule | {"eligibility": only}), derived_measures=measures))
        assert by_school(result, "S/f") == {"A": 0, "B": 2_000}
        assert next(c for c in result.components if c.component_id == "S/f").amounts.dtype == np.int64
