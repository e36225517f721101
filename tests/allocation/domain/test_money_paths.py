"""The arithmetic of money, function by function: what a mutated sign, bound or unit would change by a cent."""

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from services.allocation.domain.adjustments import Collar, HoldHarmless, MinimumOperationalBudget, PhaseIn
from services.allocation.domain.coefficients import cells_of, rule_coefficients
from services.allocation.domain.distribute import cell_pupils, foundation_fits, share_pools
from services.allocation.domain.errors import InputProblem, InputProblems
from services.allocation.domain.exact import (
    ESTIMATE_LIMIT,
    PRODUCT_LIMIT,
    CountMatrix,
    apportion,
    apportion_capped,
    apportion_units,
    divide_half_up,
)
from services.allocation.domain.floors import NO_FLOOR, current_of, hold_harmless_floors, minimum_floors
from services.allocation.domain.inputs import CurrentBudget, Inputs, SchoolGrant
from services.allocation.domain.moves import UNBOUNDED, bounds, collar, phase_in
from services.allocation.domain.plan_moves import plan_move
from services.allocation.domain.prepare import Prepared, prepare
from services.allocation.domain.rules import FoundationAmount, PerPupil, Shares, WeightedPool
from services.allocation.domain.transfers import match_margins, split_rows
from tests.allocation.domain.district import LEVELS, NEEDS, by_school, inputs, policy, run, source, totals

GAINERS = {"kind": "gainers"}
OPEN = np.array([True, True, True])


def cents(*values: int) -> Any:
    return np.array(values, dtype=np.int64)


def with_budgets(data: Inputs, *budgets: tuple[str, str | None, int]) -> Inputs:
    rows = tuple(CurrentBudget(school, source_id, amount) for school, source_id, amount in budgets)
    return Inputs(data.schools, data.counts, data.revenue_sources, data.measures, rows, data.school_grants)


def three(**more: Any) -> Inputs:
    return inputs({"A": {"all": 10}, "B": {"all": 20}, "C": {"all": 30}}, {"S": 1, "T": 1}, **more)


def hold(**more: Any) -> HoldHarmless:
    return HoldHarmless.model_validate(
        {"kind": "hold_harmless", "adjustment_id": "hh", "percent_bp": 9_500, "payer": GAINERS} | more
    )


def least(**more: Any) -> MinimumOperationalBudget:
    return MinimumOperationalBudget.model_validate(
        {"kind": "minimum_operational_budget", "adjustment_id": "mob", "payer": GAINERS} | more
    )


class TestFloors:
    def test_budgets_of_several_sources_are_summed_and_nothing_is_not_zero(self) -> None:
        data = with_budgets(three(), ("A", "S", 0), ("B", "S", 70), ("B", "T", 30), ("C", None, 500))
        prepared = prepare(data, LEVELS, NEEDS)
        assert current_of(prepared, None).tolist() == [0, 100, 500]
        assert current_of(prepared, ("S",)).tolist() == [0, 70, NO_FLOOR]
        assert current_of(prepared, ("S", "T")).tolist() == [0, 100, NO_FLOOR]
        assert current_of(prepared, ("T",)).tolist() == [NO_FLOOR, 30, NO_FLOOR]
        assert current_of(prepared, ("NONE",)).tolist() == [NO_FLOOR] * 3

    def test_a_percentage_is_rounded_up_to_the_unit_of_the_sources_named(self) -> None:
        data = with_budgets(three(), ("A", "S", 0), ("B", "S", 101), ("B", "T", 10_000), ("C", "S", 300))
        prepared = prepare(data, LEVELS, NEEDS)
        assert hold_harmless_floors(prepared, hold(), 2027, OPEN, 1).tolist() == [0, 9_596, 285]
        assert hold_harmless_floors(prepared, hold(source_ids=["S"]), 2027, OPEN, 1).tolist() == [0, 96, 285]
        assert hold_harmless_floors(prepared, hold(source_ids=["S"]), 2027, OPEN, 100).tolist() == [0, 100, 300]
        closed = np.array([True, False, True])
        assert hold_harmless_floors(prepared, hold(), 2027, closed, 1).tolist() == [0, NO_FLOOR, 285]

    def test_per_pupil_what_a_pupil_had_times_the_pupils_now(self) -> None:
        data = inputs(
            {"A": {"all": "10.5"}, "B": {"all": 20}, "C": {"all": 30}},
            {"S": 1},
            current={"A": 100_000, "B": 0},
            measures={"prior_pupils": {"A": "12", "B": "0.5"}},
        )
        prepared = prepare(data, LEVELS, NEEDS)
        # 1,000.00 x 95 % / 12 x 10.5 = 831.25; nothing stays nothing; C had no budget, and no prior pupils either.
        assert hold_harmless_floors(prepared, hold(basis="per_pupil"), 2027, OPEN, 1).tolist() == [83_125, 0, NO_FLOOR]
        assert hold_harmless_floors(prepared, hold(basis="per_pupil"), 2027, OPEN, 100).tolist() == [
            83_200,
            0,
            NO_FLOOR,
        ]
        third = hold(basis="per_pupil", percent_bp=10_000)
        data = inputs({"A": {"all": 1}}, {"S": 1}, current={"A": 100}, measures={"prior_pupils": {"A": "3"}})
        alone = prepare(data, LEVELS, NEEDS)
        assert hold_harmless_floors(alone, third, 2027, np.array([True]), 1).tolist() == [34]

    def test_a_school_without_prior_pupils_is_named(self) -> None:
        data = inputs(
            {"A": {"all": 10}, "B": {"all": 20}, "C": {"all": 5}},
            {"S": 1},
            current={"A": 100_000, "B": 0, "C": 7},
            measures={"prior_pupils": {"A": "12", "B": "0"}},
        )
        with pytest.raises(InputProblems) as refused:
            hold_harmless_floors(prepare(data, LEVELS, NEEDS), hold(basis="per_pupil"), 2027, OPEN, 1)
        assert refused.value.problems == tuple(
            InputProblem(
                "measures.csv",
                0,
                "prior_pupils",
                school,
                "prior_pupils_missing",
                f"school {school} has a current budget but no prior_pupils",
                f"Add a row {school},prior_pupils,<pupils of the current year> to measures.csv.",
            )
            for school in ("B", "C")
        )

    def test_the_least_a_school_needs_is_the_highest_of_its_floors(self) -> None:
        data = with_budgets(
            inputs(
                {
                    "A": {"all@elementary": "10.25", "poverty@elementary": 9},
                    "B": {"all@middle": 20, "poverty@middle": 20},
                    "C": {"all@high": 30, "all@elementary": 1},
                },
                {"S": 1, "T": 1},
            ),
            ("A", "S", 900),
            ("A", "T", 5),
            ("B", "T", 4_000),
        )
        prepared = prepare(data, LEVELS, NEEDS)
        amounts = [{"level": "elementary", "amount_cents": 3}, {"level": "*", "amount_cents": 100}]
        assert minimum_floors(prepared, least(per_pupil=amounts), OPEN).tolist() == [31, 2_000, 3_003]
        named = [{"level": "high", "amount_cents": 7}]
        # Elsewhere nothing is asked for a pupil, and need categories bring nothing.
        assert minimum_floors(prepared, least(per_pupil=named), OPEN).tolist() == [0, 0, 210]
        both = least(equal_to_current=True, per_school=[{"school_id": "C", "amount_cents": 8}])
        assert minimum_floors(prepared, both, OPEN).tolist() == [905, 4_000, 8]
        scoped = least(equal_to_current=True, source_ids=["T"])
        assert minimum_floors(prepared, scoped, OPEN).tolist() == [5, 4_000, NO_FLOOR]
        typed = least(per_pupil=amounts, per_school=[{"school_id": "A", "amount_cents": 30}])
        assert minimum_floors(prepared, typed, np.array([True, False, True])).tolist() == [31, NO_FLOOR, 3_003]

    def test_the_floors_of_many_levels_meet_their_own_cells(self) -> None:
        needs = ("poverty", "all", "english_learner")
        data = inputs({"A": {"all@middle": 4, "poverty@middle": 3, "all@high": 2, "english_learner@high": 2}}, {"S": 1})
        prepared = prepare(data, LEVELS, needs)
        amounts = [{"level": "middle", "amount_cents": 10}, {"level": "high", "amount_cents": 1_000}]
        assert minimum_floors(prepared, least(per_pupil=amounts), np.array([True])).tolist() == [2_040]


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


class TestMoves:
    def test_bounds_are_rounded_inward(self) -> None:
        current = cents(1_001, 0, -1, 300)
        assert bounds(current, 9_000, 1, upper=False).tolist() == [901, 0, UNBOUNDED, 270]
        assert bounds(current, 9_000, 1, upper=True).tolist() == [900, 0, UNBOUNDED, 270]
        assert bounds(current, 9_000, 100, upper=False).tolist() == [1_000, 0, UNBOUNDED, 300]
        assert bounds(current, 9_000, 100, upper=True).tolist() == [900, 0, UNBOUNDED, 200]
        assert bounds(cents(3), 15_000, 1, upper=False).tolist() == [5]
        assert bounds(cents(10_001_00), 9_500, 1, upper=True).tolist() == [950_095]
        assert bounds(current, None, 1, upper=True).tolist() == [UNBOUNDED] * 4

    def test_one_factor_between_bounds_and_who_is_held(self) -> None:
        found = collar(cents(400, 300, 300), cents(300, 290, -1), cents(-1, -1, 320), 1_000)
        assert found.amounts.tolist() == [400, 300, 300]
        assert found.factor == 1
        # The first is held from above, the second from below; the third takes what is left, scaled by 36/30.
        found = collar(cents(400, 200, 300), cents(-1, 290, -1), cents(350, -1, -1), 1_000)
        assert found.amounts.tolist() == [350, 290, 360]
        assert found.factor == Fraction(360, 300)
        # Everybody at a bound: there is no factor.
        found = collar(cents(100, 900), cents(500, -1), cents(-1, 500), 1_000)
        assert (found.amounts.tolist(), found.factor) == ([500, 500], None)

    def test_a_school_exactly_at_its_bound_is_still_scaled(self) -> None:
        for low, high in ((cents(4, 6), cents(-1, -1)), (cents(-1, -1), cents(4, 6)), (cents(4, -1), cents(-1, 6))):
            found = collar(cents(4, 6), low, high, 10)
            assert found.amounts.tolist() == [4, 6]
            assert found.factor == 1

    @pytest.mark.parametrize(
        ("values", "bound", "total", "is_low", "held"),
        [
            ((2_588_243_260_138_570, 4_367_907_329_076_740), 2_588_243_260_138_571, 6_956_150_589_215_313, True, False),
            ((2_560_540_398_434_390, 4_359_200_113_353_696), 2_560_540_398_434_389, 6_919_740_511_788_083, True, True),
            (
                (2_560_540_398_434_390, 4_359_200_113_353_696),
                2_560_540_398_434_389,
                6_919_740_511_788_083,
                False,
                False,
            ),
        ],
    )
    def test_bounds_are_compared_in_whole_numbers(
        self, values: tuple[int, int], bound: int, total: int, is_low: bool, held: bool
    ) -> None:
        # Beyond what floats can tell apart: a school a fraction of a cent from its bound is held, or is not.
        first = cents(bound, -1)
        nothing = cents(-1, -1)
        found = collar(cents(*values), first if is_low else nothing, nothing if is_low else first, total)
        expected = Fraction(total - bound, values[1]) if held else Fraction(total, sum(values))
        assert found.factor == expected
        assert int(found.amounts.sum()) == total

    def test_money_for_nobodys_money_goes_by_room(self) -> None:
        found = collar(cents(0, 0, 10), cents(4, 2, -1), cents(14, 12, 10), 30)
        assert found.amounts.tolist() == [11, 9, 10]
        assert found.factor is None

    def test_a_share_of_the_way(self) -> None:
        takes = np.array([True, True, False])
        found = phase_in(cents(600, 400, 50), cents(100, 400, -1), 2_500, takes, 1)
        # Scaled to the 1,000 there are, the old budgets are 200 and 800; a fourth of the way is 300 and 700.
        assert found.amounts.tolist() == [300, 700, 50]
        assert found.factor == Fraction(1_000, 500)
        assert phase_in(cents(600, 400, 50), cents(100, 400, -1), 2_500, takes, 100).amounts.tolist() == [300, 700, 50]
        for current in (cents(0, 0, 5), cents(1, 0, 5)):
            kept = phase_in(cents(0, 0, 50), current, 5_000, takes, 1)
            assert (kept.amounts.tolist(), kept.factor) == ([0, 0, 50], None)
        moved = phase_in(cents(0, 1, 50), cents(1, 0, 5), 0, takes, 1)
        assert moved.amounts.tolist() == [1, 0, 50]
        assert moved.factor == 1

    def test_the_way_is_measured_in_whole_numbers(self) -> None:
        takes = np.array([True, True, True])
        for seed in range(40):
            values = [2**50 + 7919 * (seed + 1) ** 5, 2**49 + 104_729 * (seed + 3) ** 4, 2**48 + seed]
            current = [2**49 + 31 * (seed + 1) ** 6, 2**50 + 17 * seed**5 + 1, 2**47 + 3 * seed]
            found = phase_in(cents(*values), cents(*current), 3_333, takes, 1).amounts.tolist()
            together, before = sum(values), sum(current)
            pairs = zip(values, current, strict=True)
            weights = [old * 6_667 * together + new * 3_333 * before for new, old in pairs]
            assert found == apportion(together, np.array(weights, dtype=object)).tolist()

    def test_a_plan_keeps_to_whole_units_where_there_are_any(self) -> None:
        wide = Collar.model_validate({"kind": "collar", "adjustment_id": "c", "max_loss_bp": 1_000, "max_gain_bp": 500})
        lift = plan_move(wide, cents(30_000, 70_000), cents(50_000, 50_050), 2027, 100, "/a")
        assert (lift.floors.tolist(), lift.unit_cents) == ([45_000, 45_100], 100)
        assert lift.ceilings is not None
        assert lift.ceilings.tolist() == [52_500, 52_500]
        assert (lift.before + lift.top_ups - lift.reductions).tolist() == [47_500, 52_500]
        assert lift.factor is not None
        assert lift.factor == Fraction(47_500, 30_000)
        odd = plan_move(wide, cents(30_001, 70_000), cents(50_000, 50_050), 2027, 100, "/a")
        assert (odd.unit_cents, odd.floors.tolist()) == (1, [45_000, 45_045])
        assert odd.ceilings is not None
        assert odd.ceilings.tolist() == [52_500, 52_552]
        half = PhaseIn.model_validate(
            {"kind": "phase_in", "adjustment_id": "p", "steps": [{"fiscal_year": 2027, "percent_bp": 5_000}]}
        )
        lift = plan_move(half, cents(1_000, 3_000, 77), cents(3_000, 1_000, -1), 2027, 100, "/a")
        assert (lift.before + lift.top_ups - lift.reductions).tolist() == [2_000, 2_000, 77]
        # The third school does not take part, so its odd cents do not hinder the others.
        assert plan_move(half, cents(1_000, 3_000, 0), cents(3_000, 0, -1), 2027, 100, "/a").unit_cents == 100
        assert plan_move(half, cents(1_050, 3_000, 50), cents(3_000, 0, -1), 2027, 100, "/a").unit_cents == 1
        assert lift.ceilings is None
        assert lift.floors.tolist() == [NO_FLOOR] * 3

    def test_a_lower_bound_goes_before_an_upper_one_it_passes(self) -> None:
        narrow = Collar.model_validate({"kind": "collar", "adjustment_id": "c", "max_loss_bp": 0, "max_gain_bp": 0})
        lift = plan_move(narrow, cents(100, 400), cents(150, 250), 2027, 100, "/a")
        assert lift.ceilings is not None
        assert (lift.floors.tolist(), lift.ceilings.tolist()) == ([200, 300], [200, 300])

    def test_an_upper_bound_of_nothing_gives_way_as_well(self) -> None:
        narrow = Collar.model_validate(
            {"kind": "collar", "adjustment_id": "c", "max_loss_bp": 1_000, "max_gain_bp": 500}
        )
        lift = plan_move(narrow, cents(100, 300), cents(50, 300), 2027, 100, "/a")
        assert lift.ceilings is not None
        assert (lift.floors.tolist(), lift.ceilings.tolist()) == ([100, 300], [100, 300])

    def test_a_school_that_had_nothing_takes_part_in_a_phase_in(self) -> None:
        half = PhaseIn.model_validate(
            {"kind": "phase_in", "adjustment_id": "p", "steps": [{"fiscal_year": 2027, "percent_bp": 5_000}]}
        )
        lift = plan_move(half, cents(1_000, 1_000), cents(0, 2_000), 2027, 1, "/a")
        assert (lift.before + lift.top_ups - lift.reductions).tolist() == [500, 1_500]

    def test_the_step_of_the_latest_year_counts_however_steps_stand(self) -> None:
        steps = [{"fiscal_year": 2028, "percent_bp": 7_500}, {"fiscal_year": 2026, "percent_bp": 9_000}]
        plan = PhaseIn.model_validate({"kind": "phase_in", "adjustment_id": "p", "steps": steps})
        assert [plan.percent_in(year) for year in (2025, 2026, 2027, 2028, 2030)] == [0, 9_000, 9_000, 7_500, 7_500]
        assert [hold(phase_out=steps).percent_in(year) for year in (2025, 2027, 2029)] == [9_500, 9_000, 7_500]


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
