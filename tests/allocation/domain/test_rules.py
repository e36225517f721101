"""Each rule kind on figures that can be checked by hand."""

from decimal import Decimal

import pytest

from services.allocation.domain.errors import Infeasible, PolicyProblems
from tests.allocation.domain.district import by_school, inputs, policy, run, source, totals

TABLE_2_2 = {
    "elementary": (3741, 1272, 636, 3442),
    "middle": (3667, 1247, 513, 3154),
    "high": (4683, 1077, 749, 3887),
}
NEEDS = ("all", "poverty", "english_learner", "special_education")
RATES = [
    {"level": level, "need_category": need, "rate_dollars": str(rate)}
    for level, rates in TABLE_2_2.items()
    for need, rate in zip(NEEDS, rates, strict=True)
]


def weight(need: str, value: object, level: str = "*") -> dict[str, object]:
    return {"level": level, "need_category": need, "weight": value}


def pool(rule_id: str = "pool", *weights: dict[str, object], **more: object) -> dict[str, object]:
    return {"kind": "weighted_pool", "rule_id": rule_id, "weights": list(weights) or [weight("all", 1)], **more}


def test_guidebook_table_2_2_school() -> None:
    school = {"all": 500, "poverty": 300, "english_learner": 120, "special_education": 60}
    result = run(
        inputs({"A": school}, {"S": 300_000_000}),
        policy(source("S", {"kind": "per_pupil", "rule_id": "matrix", "rates": RATES})),
    )
    assert totals(result) == {"A": 253_494_000}
    cells = {(row["level"], row["need_category"]): row for row in result.to_json_dict()["matrix"] if row["source_id"]}
    assert cells["elementary", "all"]["rate_dollars"] == "3741.00"
    own = {key: round(Decimal(row["weight_own_level"]), 2) for key, row in cells.items()}
    assert [own["elementary", need] for need in NEEDS] == [1, Decimal(".34"), Decimal(".17"), Decimal(".92")]
    assert [own["middle", need] for need in NEEDS] == [1, Decimal(".34"), Decimal(".14"), Decimal(".86")]
    assert [own["high", need] for need in NEEDS] == [1, Decimal(".23"), Decimal(".16"), Decimal(".83")]
    assert cells["high", "all"]["weight"] == "1.251804"


def test_a_rate_of_one_level_goes_before_every_level() -> None:
    rates = [
        {"level": "high", "need_category": "all", "rate_dollars": "2"},
        {"level": "*", "need_category": "all", "rate_dollars": "1"},
    ]
    data = inputs({"A": {"all@elementary": 10, "all@high": 10}}, {"S": 10_000})
    result = run(data, policy(source("S", {"kind": "per_pupil", "rule_id": "r", "rates": rates})))
    assert totals(result) == {"A": 3_000}


def test_base_times_weight_is_exact_and_rounded_once() -> None:
    rule = {"kind": "per_pupil", "rule_id": "r", "base_dollars": "5174.49959", "weights": [weight("poverty", "0.2")]}
    data = inputs({"A": {"poverty": 431}}, {"S": 10**9})
    assert totals(run(data, policy(source("S", rule)))) == {"A": 44_604_186}  # 446,041.864658
    assert totals(run(data, policy(source("S", rule), rounding_unit_cents=100))) == {"A": 44_604_200}


def test_multiplicative_weights_multiply_the_weight_of_the_level() -> None:
    weights = [weight("all", "1.2", "high"), weight("all", "1", "elementary"), weight("poverty", "0.5")]
    rule = {"kind": "per_pupil", "rule_id": "r", "base_dollars": "100", "combine": "multiplicative", "weights": weights}
    data = inputs({"E": {"all": 1, "poverty": 1}, "H": {"all@high": 1, "poverty@high": 1}}, {"S": 10**6})
    assert totals(run(data, policy(source("S", rule)))) == {"E": 15_000, "H": 18_000}


def test_a_weighted_pool_is_spent_to_the_cent_and_ties_go_to_the_lower_key() -> None:
    data = inputs({"C": {"all": 1}, "A": {"all": 1}, "B": {"all": 1}}, {"S": 1_000_001})
    assert totals(run(data, policy(source("S", pool())))) == {"A": 333_334, "B": 333_334, "C": 333_333}


def test_pool_shares_cut_the_rest_after_fixed_rules_and_leave_the_reserve() -> None:
    flat = {"kind": "foundation", "rule_id": "flat", "amounts": [{"amount_cents": 1_000}]}
    rules = (
        pool("half", pool_share_bp=5_000),
        flat,
        pool("quarter", pool_share_bp=2_500),
        pool("fix", pool_amount_cents=77),
    )
    data = inputs({"A": {"all": 2}, "B": {"all": 1}}, {"S": 10_077})
    result = run(data, policy(source("S", *rules)))
    assert sum(by_school(result, "S/half").values()) == 4_000
    assert sum(by_school(result, "S/quarter").values()) == 2_000
    assert by_school(result, "S/fix") == {"A": 51, "B": 26}
    assert result.to_json_dict()["sources"][0]["reserve_cents"] == 2_000
    assert [c.component_id for c in result.components] == ["S/half", "S/flat", "S/quarter", "S/fix"]


def test_shares_cut_the_pool_by_cell_and_each_cell_by_its_pupils() -> None:
    cells = [
        {"level": "elementary", "need_category": "all", "share_bp": 6_000},
        {"level": "*", "need_category": "poverty", "share_bp": 4_000},
    ]
    data = inputs({"A": {"all": 30, "poverty": 10}, "H": {"all@high": 50, "poverty@high": 30}}, {"S": 100_000})
    result = run(data, policy(source("S", {"kind": "shares", "rule_id": "s", "cells": cells})))
    assert totals(result) == {"A": 70_000, "H": 30_000}
    rates = {(r["level"], r["need_category"]): r["rate_dollars"] for r in result.to_json_dict()["matrix"]}
    assert rates["elementary", "all"] == "20.00"
    assert rates["high", "poverty"] == "10.00"


@pytest.mark.parametrize(("match", "expected"), [("first", 500), ("sum", 1_700), ("highest", 900)])
def test_foundation_of_a_school_that_several_amounts_fit(match: str, expected: int) -> None:
    amounts = [
        {"level": "elementary", "amount_cents": 500},
        {"level": "middle", "amount_cents": 900},
        {"school_type": "charter", "amount_cents": 7_000},
        {"pupils_min": "100", "pupils_max": "100", "amount_cents": 300},
        {"pupils_min": "100.01", "amount_cents": 60_000},
    ]
    rule = {"kind": "foundation", "rule_id": "f", "amounts": amounts, "match": match}
    data = inputs({"A": {"all@elementary": 60, "all@middle": 40}}, {"S": 100_000})
    assert totals(run(data, policy(source("S", rule)))) == {"A": expected}


def test_proportional_by_measure_need_and_pupils() -> None:
    data = inputs(
        {"A": {"all": 10, "poverty": 1}, "B": {"all": 30, "poverty": 9}, "C": {"all": 0}},
        {"S": 30_000},
        measures={"fte": {"A": "2.5", "B": "7.5"}},
    )
    rules = [
        {"kind": "proportional", "rule_id": m.replace(":", "_"), "measure": m, "pool_amount_cents": 10_000}
        for m in ("fte", "need:poverty", "pupils")
    ]
    result = run(data, policy(source("S", *rules)))
    assert by_school(result, "S/fte") == {"A": 2_500, "B": 7_500, "C": 0}
    assert by_school(result, "S/need_poverty") == {"A": 1_000, "B": 9_000, "C": 0}
    assert by_school(result, "S/pupils") == {"A": 2_500, "B": 7_500, "C": 0}
    assert "measure_missing" in [finding["code"] for finding in result.to_json_dict()["findings"]]


def test_school_grants_typed_in_the_data_or_in_the_policy() -> None:
    data = inputs({"A": {"all": 1}, "B": {"all": 1}}, {"G": 900, "S": 500}, grants=[("G", "A", 700)])
    rule = {"kind": "school_grant", "rule_id": "named", "grants": [{"school_id": "B", "amount_cents": 450}]}
    result = run(data, policy({"source_id": "G", "distribution": "school_grant"}, source("S", rule)))
    assert totals(result) == {"A": 700, "B": 450}
    assert [row["school_grant_cents"] for row in result.to_json_dict()["sources"]] == [700, 450]
    assert [row["reserve_cents"] for row in result.to_json_dict()["sources"]] == [200, 50]


def test_a_typed_deduction_lowers_a_school_but_never_below_zero() -> None:
    grants = [("S", "A", -300)]
    rules = (pool(), {"kind": "school_grant", "rule_id": "typed"})
    result = run(inputs({"A": {"all": 1}, "B": {"all": 1}}, {"S": 1_000}, grants=grants), policy(source("S", *rules)))
    assert totals(result) == {"A": 350, "B": 650}
    with pytest.raises(Infeasible) as refused:
        run(inputs({"A": {"all": 1}, "B": {"all": 99}}, {"S": 1_000}, grants=grants), policy(source("S", *rules)))
    assert refused.value.code == "school_below_zero"
    assert refused.value.shortfall_cents == 287


def test_locked_money_and_central_shares_stay_out_of_the_formula() -> None:
    data = inputs({"A": {"all": 1}}, {"L": 111, "P": 1_005, "F": 1_000, "V": 1_000, "X": 5})
    result = run(
        data,
        policy(
            {"source_id": "L", "distribution": "locked", "control": "central"},
            source("P", pool(), central_share={"percent_bp": 1_500}),
            source("F", pool(), central_share={"amount_cents": 400}, control="school_visible"),
            source(
                "V",
                pool(),
                central_services=[
                    {"name": "Payroll", "mode": "central", "amount_cents": 100},
                    {"name": "Printing", "mode": "sold", "amount_cents": 70},
                ],
            ),
        ),
    )
    rows = {row["source_id"]: row for row in result.to_json_dict()["sources"]}
    assert rows["L"]["locked_cents"] == 111
    assert rows["P"]["central_share_cents"] == 151  # 150.75, half up
    assert rows["F"]["central_share_cents"] == 400
    assert rows["V"]["central_share_cents"] == 100
    assert rows["X"]["reserve_cents"] == 5
    assert [f["code"] for f in result.to_json_dict()["findings"]] == ["source_without_decision"]
    # 854 of P and 900 of V are decided by schools, out of 3,121 unrestricted cents.
    assert result.to_json_dict()["school_control_bp"] == 5_620


def test_fixed_rules_that_need_more_than_the_source_holds_are_infeasible() -> None:
    flat = {"kind": "foundation", "rule_id": "flat", "amounts": [{"amount_cents": 600}]}
    with pytest.raises(Infeasible) as refused:
        run(inputs({"A": {"all": 1}, "B": {"all": 1}}, {"S": 1_000}), policy(source("S", flat)))
    assert (refused.value.code, refused.value.shortfall_cents) == ("rules_exceed_source", 200)
    assert "$2.00" in refused.value.relax[0]


@pytest.mark.parametrize(
    "rule",
    [
        pool("r", weight("poverty", 1)),
        {"kind": "proportional", "rule_id": "r", "measure": "need:poverty"},
        {"kind": "shares", "rule_id": "r", "cells": [{"need_category": "poverty", "share_bp": 10_000}]},
    ],
)
def test_a_pool_that_nobody_can_receive_is_infeasible_and_an_empty_pool_is_not(rule: dict[str, object]) -> None:
    counts = {"A": {"all": 5}}
    with pytest.raises(Infeasible) as refused:
        run(inputs(counts, {"S": 1_000}), policy(source("S", rule)))
    assert (refused.value.code, refused.value.shortfall_cents) == ("nobody_to_receive", 1_000)
    assert totals(run(inputs(counts, {"S": 0}), policy(source("S", rule)))) == {"A": 0}


def test_whole_dollars_leave_the_cents_in_the_reserve() -> None:
    data = inputs({"A": {"all": 1}, "B": {"all": 2}}, {"S": 100_050})
    result = run(data, policy(source("S", pool()), rounding_unit_cents=100))
    assert totals(result) == {"A": 33_300, "B": 66_700}
    assert result.to_json_dict()["sources"][0]["reserve_cents"] == 50


def test_pupils_of_a_whole_school_need_a_rule_for_every_level() -> None:
    data = inputs({"A": {"all@*": 100}}, {"S": 1_000}, schools={"A": {"levels": ("elementary", "middle")}})
    assert totals(run(data, policy(source("S", pool())))) == {"A": 1_000}
    with pytest.raises(PolicyProblems) as refused:
        run(data, policy(source("S", pool("p", weight("all", 1, "elementary"), weight("all", 1, "middle")))))
    assert [p.code for p in refused.value.problems] == ["counts_not_by_level"]
    one_level = inputs({"A": {"all@*": 100}}, {"S": 1_000}, schools={"A": {"levels": ("middle",)}})
    assert totals(run(one_level, policy(source("S", pool("p", weight("all", 1, "middle")))))) == {"A": 1_000}


def test_the_first_fault_in_the_order_of_the_policy_is_refused() -> None:
    pool = {"kind": "weighted_pool", "rule_id": "p", "weights": [{"need_category": "poverty", "weight": "1"}]}
    flat = {"kind": "foundation", "rule_id": "f", "amounts": [{"amount_cents": 500}]}
    rows = inputs({"A": {"all": 1}}, {"S": 100, "T": 100})
    with pytest.raises(Infeasible) as refused:
        run(rows, policy(source("S", pool), source("T", flat)))
    assert (refused.value.code, refused.value.pointer) == ("nobody_to_receive", "/sources/0/rules/0")
    with pytest.raises(Infeasible) as refused:
        run(rows, policy(source("T", flat), source("S", pool)))
    assert (refused.value.code, refused.value.pointer) == ("rules_exceed_source", "/sources/0")
