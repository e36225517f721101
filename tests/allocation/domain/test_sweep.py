"""A sweep says of every variation what the engine would say, to within the rounding of its components."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.allocation.domain.engine import allocate
from services.allocation.domain.errors import Infeasible, PolicyProblems
from services.allocation.domain.inputs import Inputs
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import Prepared, prepare
from services.allocation.domain.solve.settings import PolicySetting, policy_settings, with_values
from services.allocation.domain.sweep.design import Design, DesignProblem, Range, design
from services.allocation.domain.sweep.kernel import Kernel
from services.allocation.domain.sweep.lines import NotLinear
from services.allocation.domain.sweep.measures import MEASURES, Measures
from services.allocation.domain.sweep.plan import plan_of
from services.allocation.domain.sweep.run import measure_result, sweep
from shared.equity.report import equity_of
from tests.allocation.domain.district import LEVELS, NEEDS, cell_weights, district_counts, inputs, policy, source

COUNTS = {
    "A": {"all": 500, "poverty": 300, "english_learner": 120, "special_education": 60},
    "B": {"all": 410, "poverty": 40, "english_learner": 10, "special_education": 30},
    "C": {"all@middle": 620, "poverty@middle": 310, "english_learner@middle": 90, "special_education@middle": 70},
    "D": {"all@high": 900, "poverty@high": 150, "english_learner@high": 40, "special_education@high": 80},
}
CURRENT = {"A": 210_000_000, "B": 240_000_000, "C": 330_000_000, "D": 520_000_000}


def quiet(_done: int, _total: int) -> None:
    """Nobody watches."""


def small(**more: Any) -> Prepared:
    return prepare(inputs(COUNTS, {"S": 1_400_000_001, "T": 90_000_007}, current=CURRENT, **more), LEVELS, NEEDS)


def pool(rule_id: str = "pool", **more: Any) -> dict[str, Any]:
    weights = [{"need_category": need, "weight": weight} for need, weight in (("all", "1"), ("poverty", "0.3"))]
    return {"kind": "weighted_pool", "rule_id": rule_id, "weights": weights, **more}


HOLD = {"kind": "hold_harmless", "adjustment_id": "hh", "percent_bp": 9_500, "payer": {"kind": "gainers"}}
RATES = {
    "kind": "per_pupil",
    "rule_id": "rates",
    "rates": [{"level": level, "need_category": "poverty", "rate_dollars": "321.987654"} for level in LEVELS],
}
FLAT = {"kind": "foundation", "rule_id": "flat", "amounts": [{"amount_cents": 12_345_678}]}


def mixed(*adjustments: dict[str, Any], **more: Any) -> Policy:
    return policy(
        source("S", FLAT, RATES, pool(), central_share={"percent_bp": 333}, control="school"),
        source("T", pool()),
        adjustments=adjustments,
        **more,
    )


def varied(decisions: Policy, wanted: Callable[[PolicySetting], bool] = lambda _: True) -> list[Range]:
    return [
        Range((each.setting,), *each.suggested_bounds)
        for each in policy_settings(decisions)
        if wanted(each) and each.kind not in {"rule_rate", "max_loss", "max_gain", "phase_in"}
    ][:12]


def agree(prepared: Prepared, decisions: Policy, tried: Design) -> int:
    """Compare every variation with the engine; return how many were feasible."""
    plan = plan_of(prepared, decisions, tried.settings)
    totals, feasible, doubtful = Kernel(plan).totals(tried.values)
    compared = 0
    spent_by_pools = all(
        not source.parts or any(part.pool == "share" and part.size.value == 10_000 for part in source.parts)
        for source in plan.sources
    )
    for row in range(len(tried)):
        if doubtful[row]:
            continue
        try:
            result = allocate(prepared, with_values(decisions, tried.at(row)))
        except (Infeasible, PolicyProblems):
            assert not feasible[row], tried.at(row)
            continue
        assert feasible[row], tried.at(row)
        compared += 1
        off = np.abs(totals[row] - result.totals).max(initial=0)
        assert off <= plan.reach_cents, (off, plan.reach_cents)
        if spent_by_pools and not any(lift.payer != "gainers" for lift in plan.lifts):
            unit = decisions.rounding_unit_cents
            assert abs(float(totals[row].sum()) - int(result.totals.sum())) <= (0.01 if unit == 1 else unit * 3)
    return compared


@pytest.mark.parametrize("unit_cents", [1, 100])
@pytest.mark.parametrize(
    "adjustments",
    [
        (),
        (HOLD,),
        (HOLD | {"payer": {"kind": "gainers", "gain": "above_current"}},),
        (HOLD | {"payer": {"kind": "gainers", "source_ids": ["T"]}},),
        (HOLD | {"payer": {"kind": "reserve", "source_id": "S", "amount_cents": 90_000_000}},),
        (HOLD | {"payer": {"kind": "central_share", "source_id": "S"}},),
        (
            {
                "kind": "minimum_operational_budget",
                "adjustment_id": "mob",
                "per_pupil": [
                    {"level": "elementary", "amount_cents": 450_000},
                    {"level": "*", "amount_cents": 400_000},
                ],
                "per_school": [{"school_id": "B", "amount_cents": 200_000_000}],
                "payer": {"kind": "gainers"},
            },
            HOLD | {"percent_bp": 9_000},
        ),
    ],
)
def test_every_variation_is_what_the_engine_calculates(
    adjustments: tuple[dict[str, Any], ...], unit_cents: int
) -> None:
    prepared, decisions = small(), mixed(*adjustments, rounding_unit_cents=unit_cents)
    tried = design(decisions, varied(decisions, lambda each: each.source_id != "T"), "random", 60, 5)
    assert agree(prepared, decisions, tried) >= 20


def test_a_minimum_by_a_measure_stays_beside_one_that_varies() -> None:
    minimum = {
        "kind": "minimum_operational_budget",
        "adjustment_id": "mob",
        "measure": "least",
        "per_pupil": [{"amount_cents": 400_000}],
        "payer": {"kind": "gainers"},
    }
    least = {"name": "least", "expression": "$60.005 * round_up(pupils / pupil / 22) * 1800", "unit": "dollars"}
    prepared, decisions = small(), mixed(minimum, derived_measures=[least])
    moving = [design(decisions, varied(decisions, wanted), "random", 60, 7) for wanted in (_is_minimum, _is_weight)]
    assert all(agree(prepared, decisions, tried) >= 20 for tried in moving)


def _is_minimum(setting: PolicySetting) -> bool:
    return setting.kind == "minimum"


def _is_weight(setting: PolicySetting) -> bool:
    return setting.kind == "weight"


def test_grants_and_restricted_money_do_not_move() -> None:
    prepared = small(grants=[("T", "A", 4_000_000)], restricted=["T"])
    decisions = policy(
        source("S", pool()),
        {"source_id": "T", "distribution": "school_grant"},
        adjustments=[HOLD],
    )
    assert agree(prepared, decisions, design(decisions, varied(decisions), "random", 60, 1)) >= 20


@st.composite
def cases(draw: st.DrawFn) -> tuple[Inputs, Policy]:
    counts = draw(district_counts())
    current = {school: draw(st.integers(0, 50_000_000)) for school in counts if draw(st.booleans())}
    current[min(counts)] = 1_000_000
    rules: list[dict[str, Any]] = [{"kind": "weighted_pool", "rule_id": "p", "weights": draw(cell_weights())}]
    if draw(st.booleans()):
        rules.insert(0, FLAT | {"amounts": [{"amount_cents": draw(st.integers(0, 100_000))}]})
    if draw(st.booleans()):
        rules.insert(
            0, RATES | {"rates": [{"need_category": "all", "rate_dollars": draw(st.sampled_from(["0.5", "3"]))}]}
        )
    if draw(st.booleans()):
        rules.append({"kind": "proportional", "rule_id": "even", "measure": "pupils"})
        rules[-2]["pool_share_bp"] = rules[-1]["pool_share_bp"] = 5_000
    hold = HOLD | {"percent_bp": draw(st.integers(0, 10_000))}
    adjustments = [hold] if draw(st.booleans()) else []
    return (
        inputs(counts, {"S": draw(st.integers(0, 10**11))}, current=current),
        policy(source("S", *rules, central_share={"percent_bp": draw(st.integers(0, 2_000))}), adjustments=adjustments),
    )


@given(cases(), st.integers(0, 99))
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_policy_agrees_with_the_engine_or_is_left_to_it(case: tuple[Inputs, Policy], seed: int) -> None:
    data, decisions = case
    prepared = prepare(data, LEVELS, NEEDS)
    tried = design(decisions, varied(decisions), "random", 8, seed)
    try:
        agree(prepared, decisions, tried)
    except NotLinear:
        found = sweep(prepared, decisions, tried, "poverty", 0.34, quiet)
        assert found.exact.all()


def test_what_the_kernel_cannot_follow_the_engine_calculates() -> None:
    prepared = small()
    collar = {"kind": "collar", "adjustment_id": "c", "max_loss_bp": 500}
    decisions = mixed(collar)
    tried = design(
        decisions, [*varied(decisions)[:2], Range(("max_loss:c",), Decimal(100), Decimal(900))], "random", 12, 0
    )
    found = sweep(prepared, decisions, tried, "poverty", 0.34, quiet)
    assert found.exact.all()
    assert "straight line" in found.slow_because
    for row in range(len(tried)):
        try:
            result = allocate(prepared, with_values(decisions, tried.at(row)))
        except Infeasible:
            assert not found.feasible[row]
            continue
        worst = dict(zip(MEASURES, found.measures[row], strict=True))["worst_loss_bp"]
        assert worst <= tried.at(row)[("adjustments", 0, "max_loss_bp")] + 1
        assert found.measures[row][0] == int(result.totals.sum())


def test_measures_are_those_that_the_platform_defines() -> None:
    prepared, decisions = small(), mixed(HOLD)
    result = allocate(prepared, decisions)
    found = dict(zip(MEASURES, measure_result(result, Measures(prepared, "poverty", 0.34)), strict=True))
    pupils = prepared.pupils / prepared.count_scale
    equity = equity_of(
        pupils, result.totals / 100 / pupils, {"poverty": prepared.need_counts["poverty"] / prepared.pupils}
    )
    need = equity.needs["poverty"]
    assert need.by_pupils is not None
    assert found["slope_dollars"] == pytest.approx(need.by_pupils.slope / 10)
    assert found["implied_weight"] == pytest.approx(need.by_pupils.implied_weight)
    assert found["exposure_gap_dollars"] == pytest.approx(need.exposure_gap)
    assert found["need_adjusted_cv"] == pytest.approx(need.need_adjusted_cv)
    assert found["cv"] == pytest.approx(equity.spread.coefficient_of_variation)
    document = result.to_json_dict()
    assert found["gaining"] == document["winners"]["gaining"]
    assert found["losing"] == document["winners"]["losing"]
    assert round(found["school_control_bp"]) == document["school_control_bp"]
    assert found["top_up_cents"] == sum(document["top_up_cents"])
    assert found["held_harmless"] == sum(document["held_harmless"])
    losses = [-change for change in document["change_bp"] if change is not None]
    assert found["worst_loss_bp"] == pytest.approx(max(0, *losses), abs=1)


def test_the_kernels_measures_are_the_engines() -> None:
    prepared, decisions = small(), mixed(HOLD)
    tried = design(decisions, varied(decisions), "random", 40, 2)
    found = sweep(prepared, decisions, tried, "poverty", 0.34, quiet)
    assert found.slow_because == ""
    measures = Measures(prepared, "poverty", 0.34)
    for row in np.flatnonzero(found.feasible)[:20].tolist():
        exact = measure_result(allocate(prepared, with_values(decisions, tried.at(row))), measures)
        np.testing.assert_allclose(found.measures[row], exact, rtol=1e-5, atol=60)


def test_one_setting_may_stand_for_many_places() -> None:
    prepared, decisions = small(), mixed(HOLD)
    poverty = tuple(
        each.setting for each in policy_settings(decisions) if each.kind == "weight" and each.need_category == "poverty"
    )
    assert len(poverty) == 2
    tried = design(decisions, [Range(poverty, Decimal(0), Decimal(1))], "grid", 11, 0)
    assert len(tried) == 12
    assert [float(each) for each in tried.values[:, 0]] == [0.3, *(n / 10 for n in range(11))]
    assert (tried.values[:, 0] == tried.values[:, 1]).all()
    assert agree(prepared, decisions, tried) >= 8


def test_the_first_variation_is_the_policy_as_it_is_and_a_seed_draws_the_same() -> None:
    decisions = mixed(HOLD)
    ranges = varied(decisions)
    tried = design(decisions, ranges, "random", 30, 7)
    assert with_values(decisions, tried.at(0)) == decisions
    assert (tried.whole == design(decisions, ranges, "random", 30, 7).whole).all()
    assert (tried.whole != design(decisions, ranges, "random", 30, 8).whole).any()
    for index, asked in enumerate(ranges):
        low, high = tried.values[1:, index].min(), tried.values[1:, index].max()
        assert float(asked.low) <= low <= high <= float(asked.high)


@given(st.lists(st.integers(0, 40), min_size=1, max_size=5), st.integers(1, 500))
def test_a_grid_has_every_combination_within_its_size(widths: list[int], count: int) -> None:
    decisions = mixed()
    names = [each for each in policy_settings(decisions) if each.unit == "weight" or each.kind == "rate"][: len(widths)]
    ranges = [
        Range((each.setting,), Decimal(1), Decimal(1) + each.step * width)
        for each, width in zip(names, widths, strict=False)
    ]
    tried = design(decisions, ranges, "grid", count, 0)
    combinations = {tuple(row) for row in tried.whole[1:].tolist()}
    assert len(combinations) == len(tried) - 1 <= max(count, 1)
    sides = [len(set(column)) for column in tried.whole[1:].T.tolist()]
    assert int(np.prod(sides)) == len(combinations)


@pytest.mark.parametrize(
    ("ranges", "code"),
    [
        ([], "too_many_ranges"),
        ([Range(("weight:S:nothing:*:poverty",), Decimal(0), Decimal(1))], "no_such_setting"),
        ([Range(("weight:S:pool:*:poverty",), Decimal(2), Decimal(1))], "range_out_of_bounds"),
        ([Range(("weight:S:pool:*:poverty", "central_percent:S"), Decimal(0), Decimal(1))], "units_differ"),
        ([Range(("weight:S:pool:*:poverty",), Decimal(0), Decimal(1))] * 2, "setting_twice"),
        ([Range(("central_percent:S",), Decimal(0), Decimal(10_001))], "range_out_of_bounds"),
    ],
)
def test_a_range_that_cannot_be_is_refused(ranges: list[Range], code: str) -> None:
    with pytest.raises(DesignProblem) as problem:
        design(mixed(), ranges, "random", 5, 0)
    assert problem.value.code == code


def test_it_stops_when_told() -> None:
    class Stopped(Exception):
        pass

    def stop(_done: int, _total: int) -> None:
        raise Stopped

    decisions = mixed(HOLD)
    with pytest.raises(Stopped):
        sweep(small(), decisions, design(decisions, varied(decisions), "random", 2_000, 0), "poverty", 0.34, stop)
