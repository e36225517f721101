"""Collars and phase-ins, function by function: what a mutated sign or bound would change by a cent."""

from fractions import Fraction

import numpy as np
import pytest

from services.allocation.domain.adjustments import Collar, PhaseIn
from services.allocation.domain.exact import (
    apportion,
)
from services.allocation.domain.floors import NO_FLOOR
from services.allocation.domain.moves import UNBOUNDED, bounds, collar, phase_in
from services.allocation.domain.plan_moves import plan_move
from tests.allocation.domain.money import cents, hold


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
