"""Bounds of collars at their ends: reached exactly, open above, beyond floats, and who cannot give so much."""

from dataclasses import replace
from fractions import Fraction

import pytest

from services.allocation.domain.adjustments import Collar
from services.allocation.domain.errors import PolicyProblem
from services.allocation.domain.inputs import CurrentBudget
from services.allocation.domain.moves import OutsideBounds, collar
from services.allocation.domain.plan_moves import plan_move
from tests.allocation.domain.district import inputs, policy, run, source, totals
from tests.allocation.domain.money import cents
from tests.allocation.domain.test_money_refusals import POOL, infeasible, least, problems, two

EMPTYING = {"kind": "collar", "adjustment_id": "c", "max_gain_bp": 10_000}


def bound(max_loss_bp: int | None, max_gain_bp: int | None) -> Collar:
    return Collar.model_validate(
        {"kind": "collar", "adjustment_id": "c", "max_loss_bp": max_loss_bp, "max_gain_bp": max_gain_bp}
    )


def test_a_lower_bound_without_money_to_scale_counts_to_what_the_bounds_take() -> None:
    # Nothing holds the first from above, yet no factor lifts it: it has its lower bound, the second its upper one.
    found = collar(cents(0, 5), cents(5, -1), cents(-1, 2), 7)
    assert (found.amounts.tolist(), found.factor) == ([5, 2], None)
    for total in (4, 8):
        with pytest.raises(OutsideBounds) as refused:
            collar(cents(0, 5), cents(5, -1), cents(-1, 2), total)
        assert (refused.value.total, refused.value.lowest, refused.value.highest) == (total, 5, 7)


def test_money_that_nothing_holds_from_above_has_no_upper_end() -> None:
    assert collar(cents(1, 5), cents(-1, -1), cents(-1, 2), 10**6).amounts.tolist() == [999_998, 2]
    with pytest.raises(OutsideBounds, match=r"^5 is not between 6 and any amount$") as refused:
        collar(cents(1, 5), cents(6, -1), cents(-1, 2), 5)
    assert refused.value.highest is None


@pytest.mark.parametrize(
    ("first", "second", "held"),
    [
        (2_588_243_260_138_570, 4_367_907_329_076_740, False),
        (2_193_373_672_407_293, 4_059_755_912_219_987, False),
        (2_243_726_159_754_719, 4_608_825_149_578_925, True),
    ],
)
def test_whether_a_lower_bound_holds_in_a_plan_is_decided_in_whole_numbers(first: int, second: int, held: bool) -> None:
    # The third school is held first and leaves 3 cents more to the others. That lifts the first, a cent under its
    # bound, just over it, or not quite: by less than floats can tell apart.
    lift = plan_move(bound(0, 10_000), cents(first, second, 1_003), cents(first + 1, -1, 500), 2027, 1, "/a")
    assert lift.factor == (Fraction(second + 2, second) if held else Fraction(first + second + 3, first + second))
    assert int(lift.top_ups.sum()) == int(lift.reductions.sum()) == 3


@pytest.mark.parametrize(
    ("first", "second", "held"),
    [
        (2_560_540_398_434_390, 4_359_200_113_353_696, False),
        (2_020_165_683_398_832, 3_999_620_018_691_493, False),
        (1_914_433_118_855_311, 3_967_733_673_124_075, True),
    ],
)
def test_whether_an_upper_bound_holds_in_a_plan_is_decided_in_whole_numbers(
    first: int, second: int, held: bool
) -> None:
    # The other way: 3 cents less bring the first, a cent over its bound, just under it, or not quite.
    lift = plan_move(bound(5_000, 0), cents(first, second, 997), cents(first - 1, -1, 2_000), 2027, 1, "/a")
    assert lift.factor == (Fraction(second - 2, second) if held else Fraction(first + second - 3, first + second))
    assert lift.top_ups.tolist() == [0, 0, 3]


def test_a_school_that_only_seemed_to_exceed_its_bound_is_scaled_after_all() -> None:
    # At a factor of 3 the first would have 5 too much and the second lacks 6: the second is held, and alone.
    found = collar(cents(3, 0), cents(-1, 6), cents(4, -1), 9)
    assert found.amounts.tolist() == [3, 6]
    assert found.factor == 1


def test_a_collar_without_an_upper_bound_says_only_what_it_needs() -> None:
    only_loss = {"kind": "collar", "adjustment_id": "c", "label": "Collar", "max_loss_bp": 1_000}
    said = infeasible(
        two(10_000, current={"A": 10_000, "B": 10_000}), policy(source("S", POOL), adjustments=[only_loss])
    )
    assert said == {
        "code": "outside_collar",
        "shortfall_cents": 8_000,
        "detail": "Collar: $100.00 cannot be shared within the bounds, which need at least $180.00.",
        "relax": ["Raise max_loss_bp.", "Change the money by $80.00."],
        "pointer": "/adjustments/0",
    }


def test_a_collar_in_whole_dollars_that_the_money_does_not_fit() -> None:
    both = {"kind": "collar", "adjustment_id": "c", "max_loss_bp": 0, "max_gain_bp": 0}
    data = two(30_000, current={"A": 10_000, "B": 10_050})
    said = infeasible(data, policy(source("S", POOL), adjustments=[both], rounding_unit_cents=100))
    assert said["detail"] == "c: $300.00 cannot be shared within the bounds, which admit $201.00 to $201.00."
    assert (said["shortfall_cents"], said["relax"]) == (9_900, ["Raise max_gain_bp.", "Change the money by $99.00."])
    less = infeasible(
        two(18_000, current={"A": 10_000, "B": 10_050}),
        policy(source("S", POOL), adjustments=[both], rounding_unit_cents=100),
    )
    assert (less["shortfall_cents"], less["relax"]) == (2_100, ["Raise max_loss_bp.", "Change the money by $21.00."])


def test_a_school_may_give_all_that_may_move_and_not_a_cent_more() -> None:
    data = inputs({"A": {"all": 10}, "B": {"all": 10}}, {"S": 10_000, "G": 1}, current={"A": 0, "B": 20_000})
    assert totals(run(data, policy(source("S", POOL), adjustments=[EMPTYING]))) == {"A": 0, "B": 10_000}
    grant = {"kind": "school_grant", "rule_id": "g", "grants": [{"school_id": "A", "amount_cents": 1}]}
    said = infeasible(data, policy(source("S", POOL), source("G", grant), adjustments=[EMPTYING]))
    assert (said["code"], said["shortfall_cents"]) == ("money_cannot_move", 1)
    assert said["detail"] == "c: A would give $50.01, but only $50.00 of its money may move."


def test_a_trigger_without_money_that_may_move_is_refused_where_it_names_its_sources() -> None:
    trigger = {"kind": "trigger", "adjustment_id": "t", "label": "Trigger", "revenue_cents": 1}
    data = two(100, current={"A": 1}, restricted=["S"])
    assert problems(data, policy(source("S", POOL), adjustments=[trigger])) == (
        PolicyProblem(
            "/adjustments/0/moving_source_ids",
            "no_paying_source",
            "Trigger: no unlocked unrestricted source can move between schools",
            "Name the sources whose money may move in moving_source_ids.",
        ),
    )


def test_every_source_outside_the_sources_compared_is_named() -> None:
    data = replace(inputs({"A": {"all": 1}}, {"S": 100, "T": 1, "U": 1}), current_budgets=(CurrentBudget("A", "T", 1),))
    three = [source(source_id, POOL) for source_id in ("S", "T", "U")]
    paid = least({"kind": "gainers", "source_ids": ["U", "T", "S"]}, A=1) | {"source_ids": ["T"]}
    (one,) = problems(data, policy(*three, adjustments=[paid]))
    assert one.message == "mob: S, U is not among the sources compared"
    assert one.remedy == "Name the sources whose money may move in payer.source_ids."
    moved = {"kind": "collar", "adjustment_id": "c", "max_loss_bp": 0, "source_ids": ["T"], "moving_source_ids": ["S"]}
    (one,) = problems(data, policy(*three, adjustments=[moved]))
    assert one.remedy == "Name the sources whose money may move in moving_source_ids."
