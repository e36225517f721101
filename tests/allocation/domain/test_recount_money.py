"""The cents of a recount: who pays, to the limit and not beyond, and what parts and caps leave."""

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from services.allocation.domain.adjustments import Collar, Recount
from services.allocation.domain.errors import Infeasible, PolicyProblem, PolicyProblems
from services.allocation.domain.floors import hold_harmless_floors, minimum_floors
from services.allocation.domain.inputs import CurrentBudget, Inputs, School, SchoolGrant
from services.allocation.domain.moves import OutsideBounds, collar
from services.allocation.domain.plan_moves import plan_move
from services.allocation.domain.prepare import prepare
from services.allocation.domain.recount import NOT_PROMISED, GainersCannotPay, plan_recount, promised_amounts
from tests.allocation.domain.district import LEVELS, NEEDS, by_school, inputs, policy, run, source, totals
from tests.allocation.domain.money import hold, least
from tests.allocation.domain.test_money_refusals import FLAT, POOL, infeasible

GAINERS = {"kind": "gainers"}


def cents(*values: int) -> Any:
    return np.array(values, dtype=np.int64)


def recount(payer: dict[str, Any], published: dict[str, int], **more: Any) -> dict[str, Any]:
    amounts = [{"school_id": school, "amount_cents": amount} for school, amount in published.items()]
    return {"kind": "recount", "adjustment_id": "fall", "label": "Fall", "published": amounts, "payer": payer} | more


def planned(before: Any, promised: Any, unit: int = 1, **more: Any) -> list[int]:
    document = recount(more.pop("payer", {"kind": "reserve", "source_id": "S"}), {"A": 1}, **more)
    targets: list[int] = plan_recount(before, promised, Recount.model_validate(document), unit).targets.tolist()
    return targets


def test_part_of_a_change_is_rounded_half_up_to_the_unit() -> None:
    before, promised = cents(1_003, 1_001, 900, 77), cents(1_000, 1_000, 1_000, NOT_PROMISED)
    assert planned(before, promised, direction="both", percent_bp=5_000) == [1_002, 1_001, 950, 77]
    assert planned(before, promised, direction="both", percent_bp=4_999) == [1_001, 1_000, 950, 77]
    assert planned(before, promised, percent_bp=5_000) == [1_002, 1_001, 1_000, 77]
    dollars = cents(20_000_050, 10_000_149), cents(0, 10_000_000)
    assert planned(*dollars, 100, direction="both", percent_bp=5_000) == [10_000_000, 10_000_100]
    large = cents(2**52), cents(0)
    assert planned(*large, direction="both", percent_bp=9_999) == [2**52 * 9_999 // 10_000 + 1]


def test_caps_hold_both_ways_and_the_lower_counts() -> None:
    before, promised = cents(2_000, 100, 1_049), cents(1_000, 1_000, 1_000)
    assert planned(before, promised, direction="both", cap_bp=333) == [1_033, 967, 1_033]
    assert planned(before, promised, direction="both", cap_cents=40) == [1_040, 960, 1_040]
    assert planned(before, promised, direction="both", cap_cents=40, cap_bp=300) == [1_030, 970, 1_030]
    assert planned(cents(5), cents(NOT_PROMISED), cap_bp=0) == [5]
    assert planned(cents(5), cents(0), cap_bp=0) == [0]


def test_gainers_pay_in_proportion_and_to_the_last_cent() -> None:
    before, promised = cents(900, 1_100, 1_300), cents(1_000, 1_000, 1_000)
    assert planned(before, promised, payer=GAINERS) == [1_000, 1_075, 1_225]
    assert planned(cents(600, 1_100, 1_300), promised, payer=GAINERS) == [1_000, 1_000, 1_000]
    with pytest.raises(GainersCannotPay) as refused:
        planned(cents(599, 1_100, 1_300), promised, payer=GAINERS)
    assert (refused.value.need, refused.value.available) == (401, 400)
    assert str(refused.value) == "401 are needed, 400 are there"
    assert planned(cents(1_100, 1_100, 1_300), promised, payer=GAINERS, direction="both") == [1_100, 1_100, 1_300]


def test_closed_schools_were_promised_nothing() -> None:
    data = inputs({"A": {"all": 1}, "B": {"all": 1}, "C": {"all": 1}}, {"S": 1})
    adjustment = Recount.model_validate(recount(GAINERS, {"A": 5, "B": 0}))
    prepared = prepare(data, LEVELS, NEEDS)
    assert promised_amounts(prepared, adjustment, np.array([True] * 3)).tolist() == [5, 0, NOT_PROMISED]
    closed = np.array([False, True, True])
    assert promised_amounts(prepared, adjustment, closed).tolist() == [NOT_PROMISED, 0, NOT_PROMISED]


def test_the_reserve_pays_to_its_limit_and_not_a_cent_more() -> None:
    data = inputs({"A": {"all": 10}, "B": {"all": 20}}, {"S": 10_000})
    for amount, left in ((None, 6_600), (400, 6_600), (1_000, 6_600)):
        payer = {"kind": "reserve", "source_id": "S", "amount_cents": amount}
        result = run(data, policy(source("S", FLAT), adjustments=[recount(payer, {"A": 1_400, "B": 2_000})]))
        assert totals(result) == {"A": 1_400, "B": 2_000}
        assert result.ledgers[0].reserve_cents == left
        assert by_school(result, "fall/top_up") == {"A": 400, "B": 0}
    payer = {"kind": "reserve", "source_id": "S", "amount_cents": 399}
    assert infeasible(data, policy(source("S", FLAT), adjustments=[recount(payer, {"A": 1_400, "B": 2_000})])) == {
        "code": "payer_cannot_pay",
        "shortfall_cents": 1,
        "detail": "Fall: the recount needs $4.00, but the reserve of S is $3.99: $0.01 is missing.",
        "relax": [
            "Raise the reserve of S by $0.01.",
            "Let the recount move both ways, or lower its percentage or its cap.",
            "Name another payer.",
        ],
        "pointer": "/adjustments/0/payer",
    }


def test_the_central_share_pays_to_its_limit() -> None:
    data = inputs({"A": {"all": 10}, "B": {"all": 20}}, {"S": 4_000})
    held = source("S", POOL, central_share={"amount_cents": 1_000})
    payer = {"kind": "central_share", "source_id": "S"}
    result = run(data, policy(held, adjustments=[recount(payer, {"A": 2_000, "B": 2_000})]))
    assert totals(result) == {"A": 2_000, "B": 2_000}
    assert (result.ledgers[0].central_cents, result.ledgers[0].reserve_cents) == (0, 0)
    less = run(data, policy(held, adjustments=[recount(payer, {"A": 1_300, "B": 2_000})]))
    assert (less.ledgers[0].central_cents, less.ledgers[0].top_up_cents) == (700, 300)
    said = infeasible(data, policy(held, adjustments=[recount(payer, {"A": 2_001, "B": 2_000})]))
    assert said["detail"] == "Fall: the recount needs $10.01, but the central share of S is $10.00: $0.01 is missing."
    assert said["pointer"] == "/adjustments/0/payer"
    with pytest.raises(Infeasible, match=r"but what the schools that gain can give is \$0\.00") as refused:
        run(data, policy(held, adjustments=[recount(GAINERS, {"A": 1_100, "B": 2_100})]))
    assert (refused.value.shortfall_cents, refused.value.pointer) == (200, "/adjustments/0/payer")


def test_what_schools_lose_pays_first_and_the_rest_returns_to_the_reserve() -> None:
    data = inputs({"A": {"all": 10}, "B": {"all": 30}}, {"S": 4_000, "T": 400})
    # A was promised 1,650 and has 1,100; B was promised 2,750 and has 3,300: half of each change counts.
    even = recount({"kind": "reserve", "source_id": "S"}, {"A": 1_650, "B": 2_750}, direction="both", percent_bp=5_000)
    moved = run(data, policy(source("S", POOL), source("T", POOL), adjustments=[even]))
    assert totals(moved) == {"A": 1_375, "B": 3_025}
    assert sum(ledger.reserve_cents for ledger in moved.ledgers) == 0
    assert {c.component_id: c.total_cents for c in moved.components if c.adjustment_id} == {
        "fall/top_up/S": 250, "fall/reduction/S": -250, "fall/top_up/T": 25, "fall/reduction/T": -25,
    }  # fmt: skip
    # Both were promised less and keep less: what is left over stands in the reserves of its own sources.
    fewer = recount({"kind": "reserve", "source_id": "S"}, {"A": 900, "B": 3_100}, direction="both", percent_bp=5_000)
    left = run(data, policy(source("S", POOL), source("T", POOL), adjustments=[fewer]))
    assert totals(left) == {"A": 1_000, "B": 3_200}
    assert sum(ledger.reserve_cents for ledger in left.ledgers) == 200
    for ledger in left.ledgers:
        assert ledger.reserve_cents == ledger.reduction_cents - ledger.top_up_cents


def test_moves_and_recounts_look_only_at_the_sources_they_compare() -> None:
    data = replace(
        inputs({"A": {"all": 10}, "B": {"all": 10}}, {"S": 2_000, "T": 4_000}),
        current_budgets=(
            CurrentBudget("A", "S", 1_800),
            CurrentBudget("B", "S", 400),
            CurrentBudget("A", "T", 1),
            CurrentBudget("B", "T", 9_000),
        ),
    )
    collared = {"kind": "collar", "adjustment_id": "c", "max_loss_bp": 2_500, "source_ids": ["S"]}
    result = run(data, policy(source("S", POOL), source("T", POOL), adjustments=[collared]))
    # Of S, A keeps at least 75 % of its 1,800; T is neither looked at nor moved.
    assert by_school(result, "c/top_up") == {"A": 350, "B": 0}
    assert totals(result) == {"A": 3_350, "B": 2_650}
    counted = recount({"kind": "reserve", "source_id": "S"}, {"A": 500, "B": 900}, direction="both") | {
        "source_ids": ["S"], "percent_bp": 1_000,
    }  # fmt: skip
    again = run(data, policy(source("S", POOL), source("T", POOL), adjustments=[counted]))
    assert totals(again) == {"A": 550 + 2_000, "B": 910 + 2_000}


def test_the_smallest_prior_count_is_one_and_floors_are_whole_numbers() -> None:
    data = inputs({"A": {"all": "0.01"}}, {"S": 1}, current={"A": 3}, measures={"prior_pupils": {"A": "0.000001"}})
    prepared = prepare(data, LEVELS, NEEDS)
    floors = hold_harmless_floors(prepared, hold(basis="per_pupil", percent_bp=10_000), 2027, np.array([True]), 1)
    assert floors.tolist() == [30_000]
    assert floors.dtype == np.int64
    amounts = [{"level": "*", "amount_cents": 2**53 - 1}]
    least_ = minimum_floors(
        prepare(inputs({"A": {"all": 1}}, {"S": 1}), LEVELS, NEEDS), least(per_pupil=amounts), np.array([True])
    )
    assert least_.dtype == np.int64
    assert least_.tolist() == [2**53 - 1]


def test_what_stands_outside_the_bounds_is_said_in_full() -> None:
    with pytest.raises(OutsideBounds, match=r"^5 is not between 6 and 20$") as refused:
        collar(cents(5, 5), cents(3, 3), cents(10, 10), 5)
    assert (refused.value.total, refused.value.lowest, refused.value.highest) == (5, 6, 20)
    exact = collar(cents(5, 5), cents(3, 2), cents(10, 10), 5)
    assert exact.amounts.tolist() == [3, 2]
    bound = Collar.model_validate({"kind": "collar", "adjustment_id": "c", "max_loss_bp": 0})
    lift = plan_move(bound, cents(5, 5), cents(6, 4), 2027, 1, "/a")
    assert (lift.top_ups.tolist(), lift.reductions.tolist()) == ([1, 0], [0, 1])


def test_a_grant_to_a_closed_school_is_refused_in_full() -> None:
    data = inputs({"A": {"all": 1}, "B": {"all": 1}}, {"S": 100})
    schools = tuple(
        School(s.school_id, s.name, s.levels, closed_on=date(2020, 1, 1)) if s.school_id == "B" else s
        for s in data.schools
    )
    closed = Inputs(schools, data.counts, data.revenue_sources, school_grants=(SchoolGrant("S", "B", "", 5),))
    with pytest.raises(PolicyProblems) as refused:
        run(closed, policy({"source_id": "S", "distribution": "school_grant"}))
    assert refused.value.problems == (
        PolicyProblem(
            "/sources/0/rules",
            "grant_to_closed_school",
            "School grants: B is not open in this fiscal year",
            "Remove the grant, or correct the dates in schools.csv.",
        ),
    )
    none = Inputs(schools, data.counts, data.revenue_sources, school_grants=(SchoolGrant("S", "B", "", 0),))
    assert totals(run(none, policy({"source_id": "S", "distribution": "school_grant"}))) == {"A": 0, "B": 0}
