"""Every refusal of the money paths in full: its code, what is missing, what is said, how to relax it, and where."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from services.allocation.domain.errors import Infeasible, PolicyProblem, PolicyProblems
from services.allocation.domain.inputs import CurrentBudget, Inputs
from services.allocation.domain.limits import MAX_CENTS
from services.allocation.domain.policy import Policy
from tests.allocation.domain.district import by_school, inputs, policy, run, source, totals

FLAT = {"kind": "per_pupil", "rule_id": "flat", "rates": [{"need_category": "all", "rate_dollars": "1"}]}
POOL = {"kind": "weighted_pool", "rule_id": "pool", "weights": [{"need_category": "all", "weight": "1"}]}


def hold(payer: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "kind": "hold_harmless", "adjustment_id": "hh", "label": "Hold harmless", "percent_bp": 10_000, "payer": payer,
    } | more  # fmt: skip


def least(payer: dict[str, Any], **floors: int) -> dict[str, Any]:
    per_school = [{"school_id": school, "amount_cents": amount} for school, amount in floors.items()]
    return {
        "kind": "minimum_operational_budget", "adjustment_id": "mob", "per_school": per_school, "payer": payer,
    }  # fmt: skip


def infeasible(data: Inputs, decisions: Policy) -> dict[str, object]:
    with pytest.raises(Infeasible) as refused:
        run(data, decisions)
    return refused.value.to_json_dict()


def problems(data: Inputs, decisions: Policy) -> Sequence[PolicyProblem]:
    with pytest.raises(PolicyProblems) as refused:
        run(data, decisions)
    return refused.value.problems


def two(cents: int = 10_000, **more: Any) -> Inputs:
    return inputs({"A": {"all": 10}, "B": {"all": 20}}, {"S": cents}, **more)


@pytest.mark.parametrize(
    ("payer", "who", "limit"),
    [
        ({"kind": "reserve", "source_id": "S"}, "the reserve of S", 7_000),
        ({"kind": "reserve", "source_id": "S", "amount_cents": 2_500}, "the reserve of S", 2_500),
    ],
)
def test_a_reserve_that_cannot_pay(payer: dict[str, Any], who: str, limit: int) -> None:
    said = infeasible(two(current={"A": 5_000, "B": 6_000}), policy(source("S", FLAT), adjustments=[hold(payer)]))
    missing = 8_000 - limit
    assert said == {
        "code": "payer_cannot_pay",
        "shortfall_cents": missing,
        "detail": f"Hold harmless: the floors need $80.00, but {who} is ${limit // 100}.00: "
        f"${missing // 100}.00 is missing.",
        "relax": [
            f"Raise {who} by ${missing // 100}.00.",
            "Lower the percentage of the current budget, or begin its phase-out.",
            "Name another payer.",
        ],
        "pointer": "/adjustments/0/payer",
    }


def test_a_central_share_that_cannot_pay_for_a_minimum() -> None:
    held = source("S", POOL, central_share={"percent_bp": 1_000})
    said = infeasible(two(), policy(held, adjustments=[least({"kind": "central_share", "source_id": "S"}, A=5_000)]))
    assert said == {
        "code": "payer_cannot_pay",
        "shortfall_cents": 1_000,
        "detail": "mob: the floors need $20.00, but the central share of S is $10.00: $10.00 is missing.",
        "relax": [
            "Raise the central share of S by $10.00.",
            "Lower the minimum operational budget.",
            "Name another payer.",
        ],
        "pointer": "/adjustments/0/payer",
    }


def test_gainers_that_cannot_pay() -> None:
    said = infeasible(
        two(3_000, current={"A": 2_000, "B": 1_900}), policy(source("S", POOL), adjustments=[hold({"kind": "gainers"})])
    )
    assert said["code"] == "payer_cannot_pay"
    assert said["shortfall_cents"] == 900
    assert said["detail"] == (
        "Hold harmless: the floors need $10.00, but what the schools above their floor can give is $1.00: "
        "$9.00 is missing."
    )
    assert said["relax"] == [
        "Raise what the schools above their floor can give by $9.00.",
        "Lower the percentage of the current budget, or begin its phase-out.",
        "Name another payer.",
    ]
    assert said["pointer"] == "/adjustments/0/payer"


def test_what_the_central_share_pays_leaves_it_and_a_paid_floor_is_booked() -> None:
    held = source("S", POOL, central_share={"percent_bp": 1_000})
    result = run(
        two(10_000), policy(held, adjustments=[least({"kind": "central_share", "source_id": "S"}, A=3_600, B=6_001)])
    )
    ledger = result.ledgers[0]
    assert (ledger.central_cents, ledger.top_up_cents, ledger.reduction_cents) == (399, 601, 0)
    component = result.components[-1]
    assert (component.component_id, component.kind, component.label) == ("mob/top_up", "top_up", "mob")
    assert (component.total_cents, component.adjustment_id, component.source_id) == (601, "mob", "S")
    assert totals(result) == {"A": 3_600, "B": 6_001}


def test_floors_one_after_the_other_add_up_in_the_ledger() -> None:
    reserve = {"kind": "reserve", "source_id": "S"}
    first, second = least(reserve, A=1_500), hold(reserve)
    result = run(two(current={"A": 1_600, "B": 2_100}), policy(source("S", FLAT), adjustments=[first, second]))
    ledger = result.ledgers[0]
    assert (ledger.top_up_cents, ledger.reserve_cents) == (700, 6_300)
    assert by_school(result, "mob/top_up") == {"A": 500, "B": 0}
    assert by_school(result, "hh/top_up") == {"A": 100, "B": 100}


@pytest.mark.parametrize("money", [10_000, 10_050])
def test_gainers_give_in_whole_dollars_where_everything_is_whole(money: int) -> None:
    data = inputs(
        {"A": {"all": 10}, "B": {"all": 40}, "C": {"all": 50}},
        {"S": money * 100},
        current={"A": 200_000, "B": 100_000, "C": 300_000},
    )
    result = run(data, policy(source("S", POOL), adjustments=[hold({"kind": "gainers"})], rounding_unit_cents=100))
    lift = result.lifts[0]
    assert lift.unit_cents == 100
    assert (result.totals % 100 == 0).all()
    gains = lift.gains
    assert gains is not None
    formula = result.formula.tolist()
    need = 200_000 - formula[0]
    assert gains.tolist() == [0, formula[1] - 100_000, formula[2] - 300_000]
    # Largest remainder over the gains, in dollars.
    whole = sum(gains.tolist())
    exact = [need * gain / whole for gain in gains.tolist()]
    assert lift.reductions.tolist()[0] == 0
    assert all(abs(given - share) < 100 for given, share in zip(lift.reductions.tolist(), exact, strict=True))
    assert int(lift.reductions.sum()) == int(lift.top_ups.sum()) == need
    assert [c.component_id for c in result.components[-2:]] == ["hh/top_up", "hh/reduction"]
    assert [c.kind for c in result.components[-2:]] == ["top_up", "reduction"]
    assert result.components[-1].total_cents == -need


def test_typed_cents_move_cent_by_cent_even_where_dollars_are_the_unit() -> None:
    data = inputs(
        {"A": {"all": 10}, "B": {"all": 40}, "C": {"all": 50}},
        {"S": 1_000_000},
        current={"A": 200_050, "B": 100_000, "C": 300_000},
    )
    floor = least({"kind": "gainers"}, A=200_050, B=0, C=0)
    result = run(data, policy(source("S", POOL), adjustments=[floor], rounding_unit_cents=100))
    assert result.lifts[0].unit_cents == 1
    assert totals(result)["A"] == 200_050
    assert int(result.lifts[0].reductions.sum()) == 100_050


def test_a_school_at_its_floor_gives_nothing_and_a_school_without_one_neither() -> None:
    data = inputs(
        {"A": {"all": 10}, "B": {"all": 40}, "C": {"all": 50}, "D": {"all": 10}},
        {"S": 110_000},
        current={"A": 20_000, "B": 40_000, "C": 30_000},
    )
    result = run(data, policy(source("S", POOL), adjustments=[hold({"kind": "gainers"})]))
    assert totals(result) == {"A": 20_000, "B": 40_000, "C": 40_000, "D": 10_000}
    gains = result.lifts[0].gains
    assert gains is not None
    assert gains.tolist() == [0, 0, 20_000, 0]
    # Measured from the current budget the gain is the same; one cent above the floor is one cent that can be given.
    above = hold({"kind": "gainers", "gain": "above_current"}, percent_bp=9_000)
    lower = run(data, policy(source("S", POOL), adjustments=[above]))
    assert totals(lower) == {"A": 18_000, "B": 40_000, "C": 42_000, "D": 10_000}


def test_gainers_are_looked_for_among_the_sources_compared() -> None:
    data = inputs(
        {"A": {"all": 10}, "B": {"all": 30}},
        {"S": 40_000, "T": 4_000, "U": 400},
        restricted=["U"],
        current={"A": 15_000, "B": 1_000},
    )
    sources = [source("S", POOL), source("T", POOL), source("U", POOL)]
    result = run(data, policy(*sources, adjustments=[hold({"kind": "gainers"})]))
    # 10,000 + 1,000 + 100 against 15,000: 3,900 move, from S and T in proportion, and nothing restricted.
    moved = {c.component_id: c.total_cents for c in result.components if c.adjustment_id}
    assert moved == {
        "hh/top_up/S": 3_545, "hh/reduction/S": -3_545, "hh/top_up/T": 355, "hh/reduction/T": -355,
    }  # fmt: skip
    one = run(data, policy(*sources, adjustments=[hold({"kind": "gainers", "source_ids": ["U", "S"]})]))
    assert {c.component_id for c in one.components if c.adjustment_id} == {
        "hh/top_up/S", "hh/reduction/S", "hh/top_up/U", "hh/reduction/U",
    }  # fmt: skip


def test_floors_over_different_sources_are_all_kept() -> None:
    data = inputs({"A": {"all": 10}, "B": {"all": 30}, "C": {"all": 60}}, {"S": 100_000, "T": 10_000})
    payer = {"kind": "gainers"}
    first = least(payer, C=65_000) | {"adjustment_id": "first", "source_ids": ["S", "T"]}
    second = least(payer, A=12_000, B=0) | {"adjustment_id": "second", "source_ids": ["S"]}
    third = least(payer, A=15_000, B=30_000, C=0) | {"adjustment_id": "third"}
    result = run(data, policy(source("S", POOL), source("T", POOL), adjustments=[first, second, third]))
    # B pays A's 2,000 of S. Then B has 1,000 above its own floor, C 1,000 above the first: just what A still needs.
    assert totals(result) == {"A": 15_000, "B": 30_000, "C": 65_000}
    assert [lift.reductions.tolist() for lift in result.lifts] == [[0, 0, 0], [0, 2_000, 0], [0, 1_000, 1_000]]
    assert by_school(result, "second/top_up") == {"A": 2_000, "B": 0, "C": 0}
    tight = third | {"per_school": [{"school_id": "A", "amount_cents": 15_001}, *third["per_school"][1:]]}
    said = infeasible(data, policy(source("S", POOL), source("T", POOL), adjustments=[first, second, tight]))
    assert said["shortfall_cents"] == 1


def test_nobody_to_move_money_is_a_fault_of_the_policy() -> None:
    data = inputs({"A": {"all": 1}}, {"S": 100}, restricted=["S"], current={"A": 200})
    assert problems(data, policy(source("S", POOL), adjustments=[hold({"kind": "gainers"})])) == (
        PolicyProblem(
            "/adjustments/0/payer",
            "no_paying_source",
            "Hold harmless: no unlocked unrestricted source can move between schools",
            "Name the sources whose money may move in payer.source_ids.",
        ),
    )
    scoped = least({"kind": "gainers", "source_ids": ["S", "T"]}, A=1) | {"label": "Least", "source_ids": ["T"]}
    both = replace(inputs({"A": {"all": 1}}, {"S": 100, "T": 1}), current_budgets=(CurrentBudget("A", "T", 1),))
    found = problems(both, policy(source("S", POOL), source("T", POOL), adjustments=[scoped]))
    assert found[0].message == "Least: S is not among the sources compared"
    move = {"kind": "collar", "adjustment_id": "c", "max_loss_bp": 0, "source_ids": ["T"], "moving_source_ids": ["S"]}
    (one,) = problems(both, policy(source("S", POOL), source("T", POOL), adjustments=[move]))
    assert (one.pointer, one.code) == ("/adjustments/0/moving_source_ids", "no_paying_source")
    assert one.message == "c: S is not among the sources compared"


def test_a_collar_that_the_money_does_not_fit() -> None:
    collar = {"kind": "collar", "adjustment_id": "c", "label": "Collar", "max_loss_bp": 1_000, "max_gain_bp": 1_000}
    for money, missing, which in ((10_000, 8_000, "Raise max_loss_bp."), (30_000, 8_000, "Raise max_gain_bp.")):
        said = infeasible(
            two(money, current={"A": 10_000, "B": 10_000}), policy(source("S", POOL), adjustments=[collar])
        )
        assert said == {
            "code": "outside_collar",
            "shortfall_cents": missing,
            "detail": f"Collar: ${money // 100}.00 cannot be shared within the bounds, which admit $180.00 to $220.00.",
            "relax": [which, "Change the money by $80.00."],
            "pointer": "/adjustments/0",
        }


def test_a_school_that_would_give_more_than_may_move() -> None:
    data = inputs({"A": {"all": 10}, "B": {"all": 10}}, {"S": 10_000, "G": 10_000}, current={"A": 1_000, "B": 20_000})
    grant = {"kind": "school_grant", "rule_id": "g", "grants": [{"school_id": "A", "amount_cents": 10_000}]}
    collar = {"kind": "collar", "adjustment_id": "c", "max_gain_bp": 10_000}
    said = infeasible(data, policy(source("S", POOL), source("G", grant), adjustments=[collar]))
    assert said == {
        "code": "money_cannot_move",
        "shortfall_cents": 8_000,
        "detail": "c: A would give $130.00, but only $50.00 of its money may move.",
        "relax": [
            "Name more sources in moving_source_ids.",
            "Compare only sources whose money may move (source_ids).",
        ],
        "pointer": "/adjustments/0",
    }


def test_fixed_rules_reserves_and_central_shares_beyond_the_source() -> None:
    expected = {
        "code": "rules_exceed_source",
        "shortfall_cents": 1_000,
        "detail": "S: the fixed-dollar rules need $30.00, but $20.00 is there; $10.00 miss.",
        "relax": [
            "Raise S by $10.00.",
            "Lower the fixed-dollar rules by $10.00, or use a weighted_pool, which spends what is there.",
        ],
        "pointer": "/sources/0",
    }
    assert infeasible(two(2_000), policy(source("S", FLAT))) == expected
    central = source("S", FLAT, central_share={"amount_cents": 2_001})
    said = infeasible(two(2_000), policy(central))
    assert (said["code"], said["shortfall_cents"]) == ("central_share_exceeds_source", 1)
    assert said["detail"] == "S: the central share need $20.01, but $20.00 is there; $0.01 miss."
    reserve = hold({"kind": "reserve", "source_id": "S", "amount_cents": 2_100})
    said = infeasible(two(2_000, current={"A": 1}), policy(source("S", POOL), adjustments=[reserve]))
    assert (said["code"], said["shortfall_cents"]) == ("reserve_exceeds_source", 100)
    assert said["detail"] == "S: the reserve set aside need $21.00, but $20.00 is there; $1.00 miss."
    assert run(two(3_000), policy(source("S", FLAT))).ledgers[0].reserve_cents == 0
    # What is set aside for floors is not there for rules.
    aside = hold({"kind": "reserve", "source_id": "S", "amount_cents": 500})
    said = infeasible(two(3_400, current={"A": 1}), policy(source("S", FLAT), adjustments=[aside]))
    assert said["detail"] == "S: the fixed-dollar rules need $30.00, but $29.00 is there; $1.00 miss."


def test_a_pool_that_nobody_may_receive() -> None:
    poor = {"kind": "weighted_pool", "rule_id": "p", "weights": [{"need_category": "poverty", "weight": "1"}]}
    said = infeasible(two(), policy(source("S", FLAT, poor)))
    assert said["code"] == "nobody_to_receive"
    assert said["shortfall_cents"] == 7_000
    assert said["detail"] == (
        "p: $70.00 cannot be shared, as the schools that may receive it have no weighted pupils or measure."
    )
    assert said["pointer"] == "/sources/0/rules/1"
    assert said["relax"] == [
        "Admit schools that have such pupils (eligibility), or weigh a category that the schools have.",
        "Lower the pool of p by $70.00 so that the money stays in the reserve.",
    ]
    shares = {
        "kind": "shares",
        "rule_id": "s",
        "cells": [
            {"level": "elementary", "need_category": "all", "share_bp": 5_000},
            {"level": "high", "need_category": "all", "share_bp": 5_000},
        ],
    }
    said = infeasible(two(), policy(source("S", shares)))
    assert said["pointer"] == "/sources/0/rules/0/cells/1"
    assert said["detail"] == (
        "s: $50.00 cannot be shared, as no school that may receive it has all pupils on level high."
    )


def test_a_formula_below_nothing_or_beyond_all_money() -> None:
    def formula(expression: str) -> Policy:
        measures = [{"name": "f", "expression": expression, "unit": "dollars"}]
        rule = {"kind": "formula", "rule_id": "r", "label": "Formula", "measure": "f"}
        return policy(source("S", rule), derived_measures=measures)

    assert infeasible(two(), formula("$12 - pupils / pupil * $1")) == {
        "code": "formula_below_zero",
        "shortfall_cents": 800,
        "detail": "Formula: the formula gives B -$8.00; no school can receive less than nothing.",
        "relax": ["Write max(..., 0) around the expression.", "Narrow the eligibility of Formula."],
        "pointer": "/sources",
    }
    (one,) = problems(two(), formula("$1000000000 * 1000000000"))
    assert one == PolicyProblem(
        "/sources",
        "number_too_large",
        "Formula: a number on the way is larger than any amount of money",
        "Lower the exponents.",
    )
    huge = " * ".join(["1000000000000000"] * 100)
    (one,) = problems(two(), formula(f"$1 * {huge}"))
    assert (one.pointer, one.code) == ("/derived_measures/0/expression", "number_too_large")
    # The largest amount there is can be paid.
    most = inputs({"A": {"all": 1}}, {"S": MAX_CENTS})
    assert totals(run(most, formula(f"${MAX_CENTS // 100}.{MAX_CENTS % 100:02d}"))) == {"A": MAX_CENTS}


def test_deductions_beyond_what_a_school_receives() -> None:
    data = inputs({"A": {"all": 1}, "B": {"all": 2}}, {"S": 100, "G": 100}, grants=[("G", "A", -50), ("G", "B", 20)])
    said = infeasible(data, policy(source("S", POOL), {"source_id": "G", "distribution": "school_grant"}))
    assert said == {
        "code": "school_below_zero",
        "shortfall_cents": 17,
        "detail": "The deductions typed for A exceed what the school receives by $0.17.",
        "relax": ["Lower the deductions of A by $0.17."],
        "pointer": "/sources",
    }
