"""The years of a promise: what they cost, who is left at the floor, and ways out that truly pay."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.allocation.domain.engine import allocate
from services.allocation.domain.errors import Infeasible
from services.allocation.domain.hold_harmless.outlook import outlook, years_of
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import Prepared, prepare
from tests.allocation.domain.district import LEVELS, NEEDS, check_invariants, inputs, policy, source

COUNTS = {"A": {"all": 400, "poverty": 300}, "B": {"all": 400, "poverty": 40}, "C": {"all": 200, "poverty": 90}}
CURRENT = {"A": 300_000_000, "B": 400_000_000, "C": 200_000_000}
POOL = {
    "kind": "weighted_pool",
    "rule_id": "r",
    "weights": [{"need_category": "all", "weight": "1"}, {"need_category": "poverty", "weight": "0.5"}],
}


def district(money: int = 900_000_000) -> Prepared:
    return prepare(inputs(COUNTS, {"S": money}, current=CURRENT), LEVELS, NEEDS)


def promising(payer: dict[str, Any], *steps: int, percent: int = 9_500, central: int = 0) -> Policy:
    phase_out = [{"fiscal_year": 2027 + number, "percent_bp": each} for number, each in enumerate(steps)]
    hold = {"kind": "hold_harmless", "adjustment_id": "hh", "percent_bp": percent, "payer": payer}
    share = {"central_share": {"percent_bp": central}} if central else {}
    return policy(source("S", POOL, **share), adjustments=[hold | ({"phase_out": phase_out} if steps else {})])


def test_each_year_of_a_phase_out_costs_less_and_frees_schools() -> None:
    decisions = promising({"kind": "gainers"}, 9_500, 8_500, 7_000, 0)
    years = outlook(district(), decisions)

    assert [year.fiscal_year for year in years] == [2027, 2028, 2029, 2030]
    assert [year.promises[0].percent_bp for year in years] == [9_500, 8_500, 7_000, 0]
    costs = [year.promises[0].cost_cents for year in years]
    assert costs == sorted(costs, reverse=True)
    assert costs[0] > 0
    assert costs[-1] == 0
    for year in years:
        assert year.result is not None
        check_invariants(year.result)
        assert int(year.result.top_ups.sum()) == int(year.result.reductions.sum()) == year.promises[0].cost_cents
    assert years[0].promises[0].at_floor.tolist() == [False, True, True]


def test_a_shortfall_is_said_in_cents_with_ways_out_that_pay() -> None:
    decisions = promising({"kind": "central_share", "source_id": "S"}, percent=9_900, central=100)
    prepared = district()
    with pytest.raises(Infeasible) as refused:
        allocate(prepared, decisions)

    year = outlook(prepared, decisions)[0]

    assert year.result is None
    assert year.refusal is not None
    assert year.refusal.shortfall_cents == refused.value.shortfall_cents > 0
    assert year.ways_out
    kinds = {way.steps[0].setting.kind if way.steps else "payer" for way in year.ways_out}
    assert {"floor_percent", "payer"} <= kinds
    for way in year.ways_out:
        check_invariants(allocate(prepared, way.policy))


def test_the_percentage_offered_is_the_highest_that_can_be_paid() -> None:
    decisions = promising({"kind": "central_share", "source_id": "S"}, percent=9_900, central=100)
    prepared = district()
    ways = {way.steps[0].setting.setting: way for way in outlook(prepared, decisions)[0].ways_out if way.steps}
    way = ways["floor_percent:hh"]
    highest = int(way.steps[0].after)
    hold = decisions.adjustments[0].model_copy(update={"percent_bp": highest + 5})
    with pytest.raises(Infeasible):
        allocate(prepared, decisions.model_copy(update={"adjustments": (hold,)}))


def test_when_money_is_short_for_every_payer_payer_and_promise_move_together() -> None:
    prepared = district(500_000_000)
    decisions = promising({"kind": "reserve", "source_id": "S"}, percent=9_900)
    ways = outlook(prepared, decisions)[0].ways_out
    assert ways
    for way in ways:
        check_invariants(allocate(prepared, way.policy))


@given(
    money=st.integers(300_000_000, 1_500_000_000),
    percent=st.integers(0, 12_000),
    central=st.integers(0, 3_000),
    payer=st.sampled_from([{"kind": "gainers"}, {"kind": "central_share", "source_id": "S"}]),
)
@settings(max_examples=40)
def test_every_way_out_pays_and_every_paid_year_sums(
    money: int, percent: int, central: int, payer: dict[str, Any]
) -> None:
    prepared = district(money)
    for year in outlook(prepared, promising(payer, percent=percent, central=central)):
        assert (year.result is None) == (year.refusal is not None)
        if year.result is not None:
            check_invariants(year.result)
        for way in year.ways_out:
            check_invariants(allocate(prepared, way.policy))


def test_collars_still_sum_and_say_their_factor() -> None:
    collar = {"kind": "collar", "adjustment_id": "c", "max_loss_bp": 300, "max_gain_bp": 500}
    prepared = district()
    year = outlook(prepared, policy(source("S", POOL), adjustments=[collar]))[0]
    promise = year.promises[0]
    assert year.result is not None
    assert int(year.result.totals.sum()) == 900_000_000
    assert promise.at_floor.tolist() == [False, True, False]
    assert promise.factor is None or promise.factor > 0
    tight = policy(source("S", POOL), adjustments=[collar | {"max_loss_bp": 0, "max_gain_bp": 0}])
    blocked = outlook(district(800_000_000), tight)[0]
    assert blocked.refusal is not None
    assert blocked.refusal.code == "outside_collar"
    assert [way.steps[0].setting.kind for way in blocked.ways_out] == ["max_loss"]


def test_years_end_with_the_last_step_and_are_never_too_many() -> None:
    assert years_of(promising({"kind": "gainers"})) == range(2027, 2031)
    far = promising({"kind": "gainers"}, *range(9_500, 8_000, -100))
    assert len(years_of(far)) == 8
