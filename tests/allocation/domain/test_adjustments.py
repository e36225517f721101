"""Floors, and who pays for them, on figures that can be checked by hand."""

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from services.allocation.domain.errors import Infeasible, InputProblems, PolicyProblems
from tests.allocation.domain.district import by_school, district_counts, inputs, policy, run, source, totals

POOL = {"kind": "weighted_pool", "rule_id": "pool", "weights": [{"need_category": "all", "weight": "1"}]}


def hold(percent_bp: int, payer: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"kind": "hold_harmless", "adjustment_id": "hh", "percent_bp": percent_bp, "payer": payer, **more}


def minimum(payer: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"kind": "minimum_operational_budget", "adjustment_id": "mob", "payer": payer, **more}


GAINERS = {"kind": "gainers"}
THREE = {"A": {"all": 8}, "B": {"all": 11}, "C": {"all": 13}}
CURRENT = {"A": 100_000, "B": 100_000, "C": 100_000}
SUM = 320_000  # A 80,000, B 110,000, C 130,000


def test_gainers_pay_in_proportion_to_what_they_have_above_their_floor() -> None:
    result = run(
        inputs(THREE, {"S": SUM}, current=CURRENT), policy(source("S", POOL), adjustments=[hold(9_500, GAINERS)])
    )
    # 15,000 are needed; B is 15,000 and C 35,000 above the floor of 95,000.
    assert by_school(result, "hh/reduction") == {"A": 0, "B": -4_500, "C": -10_500}
    assert totals(result) == {"A": 95_000, "B": 105_500, "C": 119_500}
    assert result.held_harmless.tolist() == [True, False, False]


def test_gainers_may_pay_in_proportion_to_their_gain_over_the_current_budget() -> None:
    payer = GAINERS | {"gain": "above_current"}
    result = run(
        inputs(THREE, {"S": SUM}, current=CURRENT), policy(source("S", POOL), adjustments=[hold(9_500, payer)])
    )
    assert by_school(result, "hh/reduction") == {"A": 0, "B": -3_750, "C": -11_250}


def test_whole_dollars_stay_whole_when_money_moves() -> None:
    money = {"S": 32_000_000, "T": 1_600_000}
    current = {"A": 9_933_300, "B": 9_933_300, "C": 9_933_300}
    decisions = policy(
        source("S", POOL), source("T", POOL), adjustments=[hold(9_500, GAINERS)], rounding_unit_cents=100
    )
    result = run(inputs(THREE, money, current=current), decisions)
    assert result.reductions.any()
    assert all(amount % 100 == 0 for component in result.components for amount in component.amounts.tolist())


def test_a_school_without_a_current_budget_has_no_floor_and_pays_nothing() -> None:
    current = {"A": 100_000, "B": 100_000}
    result = run(
        inputs(THREE, {"S": SUM}, current=current), policy(source("S", POOL), adjustments=[hold(9_500, GAINERS)])
    )
    assert totals(result) == {"A": 95_000, "B": 95_000, "C": 130_000}
    assert ("no_current_budget", ["C"]) in [(f["code"], f["school_ids"]) for f in result.to_json_dict()["findings"]]


def test_gainers_that_cannot_pay_are_infeasible_with_the_shortfall() -> None:
    with pytest.raises(Infeasible) as refused:
        run(inputs(THREE, {"S": SUM}, current=CURRENT), policy(source("S", POOL), adjustments=[hold(11_000, GAINERS)]))
    # Floors of 110,000: A needs 30,000, C has 20,000 above its floor.
    assert (refused.value.code, refused.value.shortfall_cents) == ("payer_cannot_pay", 10_000)
    assert refused.value.pointer == "/adjustments/0/payer"
    assert "$100.00" in refused.value.relax[0]


def test_only_unrestricted_money_moves_unless_sources_are_named() -> None:
    data = inputs(THREE, {"R": SUM, "U": 3_200}, current=CURRENT, restricted=["R"])
    sources = source("R", POOL), source("U", POOL)
    with pytest.raises(Infeasible):
        run(data, policy(*sources, adjustments=[hold(9_500, GAINERS)]))
    result = run(data, policy(*sources, adjustments=[hold(9_500, GAINERS | {"source_ids": ["R", "U"]})]))
    assert totals(result)["A"] == 95_000
    both = by_school(result, "hh/reduction/R"), by_school(result, "hh/reduction/U")
    assert sum(both[0].values()) + sum(both[1].values()) == -(95_000 - 80_800)
    with pytest.raises(PolicyProblems) as refused:
        run(
            inputs(THREE, {"R": SUM}, current=CURRENT, restricted=["R"]),
            policy(source("R", POOL), adjustments=[hold(9_500, GAINERS)]),
        )
    assert refused.value.problems[0].code == "no_paying_source"


def test_grants_for_a_named_school_never_move() -> None:
    data = inputs(
        {"A": {"all": 1}, "B": {"all": 1}},
        {"S": 1_000, "G": 900},
        current={"A": 900, "B": 700},
        grants=[("G", "B", 900)],
    )
    sources = source("S", POOL), {"source_id": "G", "distribution": "school_grant"}
    result = run(data, policy(*sources, adjustments=[hold(10_000, GAINERS | {"source_ids": ["S", "G"]})]))
    assert totals(result) == {"A": 900, "B": 1_000}
    with pytest.raises(Infeasible):
        run(
            inputs(
                {"A": {"all": 1}, "B": {"all": 1}},
                {"S": 1_000, "G": 900},
                current={"A": 1_100, "B": 700},
                grants=[("G", "B", 900)],
            ),
            policy(*sources, adjustments=[hold(10_000, GAINERS | {"source_ids": ["S", "G"]})]),
        )


def test_the_reserve_pays_from_what_was_set_aside() -> None:
    payer = {"kind": "reserve", "source_id": "S", "amount_cents": 20_000}
    data = inputs(THREE, {"S": SUM + 20_000}, current=CURRENT)
    result = run(data, policy(source("S", POOL), adjustments=[hold(9_500, payer)]))
    assert totals(result) == {"A": 95_000, "B": 110_000, "C": 130_000}
    assert result.to_json_dict()["sources"][0]["reserve_cents"] == 5_000
    with pytest.raises(Infeasible) as refused:
        run(data, policy(source("S", POOL), adjustments=[hold(9_500, payer | {"amount_cents": None})]))
    # Without an amount nothing is set aside; the pool takes all, and A gets 85,000 of it.
    assert refused.value.shortfall_cents == 10_000
    with pytest.raises(Infeasible) as refused:
        run(data, policy(source("S", POOL), adjustments=[hold(9_500, payer | {"amount_cents": 400_000})]))
    assert refused.value.code == "reserve_exceeds_source"


def test_the_central_share_pays() -> None:
    payer = {"kind": "central_share", "source_id": "S"}
    data = inputs(THREE, {"S": SUM + 15_000}, current=CURRENT)
    sources = source("S", POOL, central_share={"amount_cents": 15_000})
    result = run(data, policy(sources, adjustments=[hold(9_500, payer)]))
    assert totals(result) == {"A": 95_000, "B": 110_000, "C": 130_000}
    assert result.to_json_dict()["sources"][0]["central_share_cents"] == 0
    with pytest.raises(Infeasible) as refused:
        run(data, policy(sources, adjustments=[hold(9_501, payer)]))
    assert refused.value.shortfall_cents == 10


@pytest.mark.parametrize(
    ("year", "floor"), [(2026, 99_000), (2027, 95_000), (2028, 95_000), (2029, 90_000), (2031, 80_000)]
)
def test_the_phase_out_schedule_takes_the_latest_step(year: int, floor: int) -> None:
    steps = [
        {"fiscal_year": 2029, "percent_bp": 9_000},
        {"fiscal_year": 2027, "percent_bp": 9_500},
        {"fiscal_year": 2031, "percent_bp": 0},
    ]
    decisions = policy(source("S", POOL), adjustments=[hold(9_900, GAINERS, phase_out=steps)], fiscal_year=year)
    assert totals(run(inputs(THREE, {"S": SUM}, current=CURRENT), decisions))["A"] == floor


def test_floors_are_rounded_up_so_that_the_promise_holds() -> None:
    data = inputs({"A": {"all": 0}, "B": {"all": 1}}, {"S": 10**6}, current={"A": 33_333, "B": 1})
    assert totals(run(data, policy(source("S", POOL), adjustments=[hold(9_500, GAINERS)])))["A"] == 31_667  # 31,666.35
    whole = policy(source("S", POOL), adjustments=[hold(9_500, GAINERS)], rounding_unit_cents=100)
    assert totals(run(data, whole))["A"] == 31_700


def test_per_pupil_hold_harmless_follows_the_pupils() -> None:
    data = inputs(THREE, {"S": SUM}, current=CURRENT, measures={"prior_pupils": {"A": "10", "B": "10", "C": "10.5"}})
    decisions = policy(source("S", POOL), adjustments=[hold(10_000, GAINERS, basis="per_pupil")])
    # 100,000 / 10 x 8 = 80,000 is exactly what A has; B 110,000; C 100,000 / 10.5 x 13 = 123,809.53.
    assert totals(run(data, decisions)) == {"A": 80_000, "B": 110_000, "C": 130_000}
    missing = inputs(THREE, {"S": SUM}, current=CURRENT, measures={"prior_pupils": {"A": "10"}})
    with pytest.raises(InputProblems) as refused:
        run(missing, decisions)
    assert [problem.value for problem in refused.value.problems] == ["B", "C"]


def test_minimum_operational_budget_takes_the_highest_floor() -> None:
    data = inputs(
        THREE | {"K": {"all@elementary": 2, "all@middle": 3}}, {"S": 370_000, "R": 100_000}, current={"K": 49_000}
    )
    adjustment = minimum(
        {"kind": "reserve", "source_id": "R"},
        per_pupil=[{"level": "elementary", "amount_cents": 10_000}, {"level": "*", "amount_cents": 9_000}],
        per_school=[{"school_id": "A", "amount_cents": 81_500}],
        equal_to_current=True,
    )
    flat = {"kind": "foundation", "rule_id": "none", "amounts": [{"amount_cents": 0}]}
    result = run(data, policy(source("S", POOL), source("R", flat), adjustments=[adjustment]))
    assert totals(result) == {"A": 81_500, "B": 110_000, "C": 130_000, "K": 50_000}
    document = result.to_json_dict()
    assert document["minimum_cents"] == [81_500, 110_000, 130_000, 49_000]
    assert document["sources"][1]["top_up_cents"] == 1_500
    assert "top_up_outside_eligibility" not in [f["code"] for f in document["findings"]]


def test_a_later_adjustment_never_takes_a_school_under_an_earlier_floor() -> None:
    adjustments = [
        minimum(
            {"kind": "reserve", "source_id": "S", "amount_cents": 0},
            per_school=[{"school_id": "C", "amount_cents": 129_000}],
        ),
        hold(9_500, GAINERS),
    ]
    result = run(inputs(THREE, {"S": SUM}, current=CURRENT), policy(source("S", POOL), adjustments=adjustments))
    assert totals(result) == {"A": 95_000, "B": 96_000, "C": 129_000}


def test_floors_of_chosen_sources_compare_the_money_of_these_sources() -> None:
    data = inputs(THREE, {"S": SUM, "T": 32}, current={})
    budgets = tuple(
        type(budget)(budget.school_id, "S", budget.amount_cents)
        for budget in inputs(THREE, {"S": 1}, current=CURRENT).current_budgets
    )
    data = type(data)(data.schools, data.counts, data.revenue_sources, current_budgets=budgets)
    decisions = policy(source("S", POOL), source("T", POOL), adjustments=[hold(9_500, GAINERS, source_ids=["S"])])
    assert totals(run(data, decisions)) == {"A": 95_008, "B": 105_511, "C": 119_513}


@given(
    counts=district_counts(),
    money=st.lists(st.integers(0, 10**10), min_size=1, max_size=3),
    percent=st.integers(0, 13_000),
    gain=st.sampled_from(["above_floor", "above_current"]),
    data=st.data(),
)
def test_floors_are_respected_or_the_answer_is_infeasible(
    counts: dict[str, Any], money: list[int], percent: int, gain: str, data: st.DataObject
) -> None:
    assume(any(pupils for needs in counts.values() for need, pupils in needs.items() if need.startswith("all@")))
    sources = {f"S{number}": cents for number, cents in enumerate(money)}
    current = {school: data.draw(st.integers(0, 2 * sum(money) // len(counts) + 1)) for school in counts}
    adjustments = [hold(percent, GAINERS | {"gain": gain})]
    decisions = policy(*(source(source_id, POOL) for source_id in sources), adjustments=adjustments)
    floors = sum(-(-cents * percent // 10_000) for cents in current.values())
    rows = inputs(counts, sources, current=current)
    if gain == "above_floor" and floors > sum(money):
        with pytest.raises(Infeasible) as refused:
            run(rows, decisions)
        assert (refused.value.code, refused.value.shortfall_cents) == ("payer_cannot_pay", floors - sum(money))
        return
    try:
        result = run(rows, decisions)
    except Infeasible:
        assert gain == "above_current"
        return
    for school, total in totals(result).items():
        assert total * 10_000 >= current[school] * percent
    assert int(result.top_ups.sum()) == int(result.reductions.sum())
