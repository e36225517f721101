"""Rule kinds that are presets of the expression language: worked cases, what holds for all, and the words."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.allocation.domain.engine import allocate
from services.allocation.domain.errors import PolicyProblems
from services.allocation.domain.explain import explain
from services.allocation.domain.formula_rules import figure_text, times_text
from services.allocation.domain.policy import Policy, policy_from_document
from services.allocation.domain.prepare import prepare
from services.allocation.domain.result import Result
from tests.allocation.domain.district import LEVELS, NEEDS, by_school, district_counts, inputs, policy, run, source

MONEY = {"S": 10**13}


def amounts(counts: dict[str, Any], rule: dict[str, Any], measures: Any = None, derived: Any = ()) -> dict[str, int]:
    """Cents by school of one rule that takes what it needs."""
    named = {"rule_id": "r"} | rule
    result = run(inputs(counts, MONEY, measures=measures), policy(source("S", named), derived_measures=list(derived)))
    return by_school(result, "S/r")


def test_a_small_school_is_supplemented_up_to_the_least_of_the_caps() -> None:
    rule = {"kind": "threshold_supplement", "threshold": "300", "rate_dollars": "1500"}
    counts = {"A": {"all": 212}, "B": {"all": 300}, "C": {"all": "10.50"}, "D": {"all": 0}}
    assert amounts(counts, rule) == {"A": 132_000_00, "B": 0, "C": 434_250_00, "D": 0}
    caps = [{"amount_cents": 90_000_00}, {"per_pupil_dollars": "2000"}, {"measure": "most"}]
    most = {"most": {"A": "80000.125", "B": "1", "C": "1000000", "D": "5"}}
    assert amounts(counts, rule | {"caps": caps}, most) == {"A": 80_000_13, "B": 0, "C": 21_000_00, "D": 0}


def test_a_school_below_a_number_of_pupils_is_funded_as_if_it_had_them() -> None:
    rule = {"kind": "enrollment_floor", "pupils": "150", "rate_dollars": "4129.53", "level": "middle"}
    counts = {"A": {"all@middle": 100, "all@elementary": 900}, "B": {"all@middle": 151}, "C": {"all@elementary": 5}}
    assert amounts(counts, rule) == {"A": 206_476_50, "B": 0, "C": 0}


def test_concentration_counts_what_exceeds_the_threshold_in_school_or_district() -> None:
    rule = {"kind": "concentration", "share_of": "poverty", "threshold": "0.55", "rate_dollars": "1000"}
    counts = {"A": {"all": 100, "poverty": 80}, "B": {"all": 300, "poverty": 165}, "C": {"all": 0}}
    assert amounts(counts, rule) == {"A": 25_000_00, "B": 0, "C": 0}
    assert amounts(counts, rule | {"basis": "district"}) == {"A": 6_250_00, "B": 18_750_00, "C": 0}
    of_need = rule | {"need_category": "poverty"}
    assert amounts(counts, of_need) == {"A": 20_000_00, "B": 0, "C": 0}


@pytest.mark.parametrize(
    ("more", "pupils", "cents"),
    [
        ({}, "410", 16_400_00 * 100),
        ({"step": "1"}, "410", 16_000_00 * 100),
        ({"step": "1", "rounding": "up"}, "410", 17_000_00 * 100),
        ({"step": "0.5"}, "410", 16_500_00 * 100),
        ({"step": "0.5", "rounding": "down"}, "410", 16_000_00 * 100),
        ({"step": "1", "rounding": "half_even"}, "412.50", 16_000_00 * 100),
        ({"step": "1", "rounding": "half_up"}, "412.50", 17_000_00 * 100),
        ({"minimum_positions": "2"}, "3", 2_000_00 * 100),
        ({"maximum_positions": "10"}, "410", 10_000_00 * 100),
        ({"benefits_bp": 3_150}, "25", 131_500_00),
        ({"minimum_positions": "2"}, "0", 0),
    ],
)
def test_positions_follow_pupils_and_cost_salary_and_benefits(more: dict[str, Any], pupils: str, cents: int) -> None:
    rule = {"kind": "staffing_ratio", "job_class": "Teacher", "pupils_per_position": "25", "salary_cents": 100_000_00}
    assert amounts({"A": {"all": pupils}}, rule | more) == {"A": cents}


def test_one_pupil_more_brings_a_teacher_and_need_brings_none() -> None:
    # The guidebook: 601 pupils may bring a teacher more than 600 do, whatever the need at the second school.
    rule = {
        "kind": "staffing_ratio", "pupils_per_position": "25", "step": "1", "rounding": "up", "salary_cents": 80_000_00,
    }  # fmt: skip
    counts = {"MORE": {"all": 601, "poverty": 60}, "NEEDIER": {"all": 600, "poverty": 540}}
    assert amounts(counts, rule) == {"MORE": 25 * 80_000_00, "NEEDIER": 24 * 80_000_00}


def test_new_york_moves_a_school_at_its_own_percent_of_formula() -> None:
    # New York City, Fair Student Funding FY2015, school K001: 5,957,603.00 - 120,645.73 x 82.16 % = 5,858,476.18.
    measures = {
        "prior_base": {"K001": "5957603"},
        "register_loss": {"K001": "120645.73"},
        "formula": {"K001": "6856416.99"},
    }
    derived = [
        {"name": "change", "expression": "-register_loss", "unit": "dollars"},
        {"name": "prior_percent", "expression": "(prior_base - $225000) / (formula + register_loss)"},
        {"name": "final", "expression": "prior_base + change * min(prior_percent, 1)", "unit": "dollars"},
        {"name": "final_percent", "expression": "round((final - $225000) / formula, 0.0001)"},
        {"name": "full", "expression": "formula + $225000", "unit": "dollars"},
    ]
    rule = {
        "kind": "prior_year_change",
        "prior_measure": "prior_base",
        "change_measure": "change",
        "percent_measure": "prior_percent",
    }
    result = run(
        inputs({"K001": {"all": 1_400}}, MONEY, measures=measures),
        policy(source("S", rule | {"rule_id": "r"}), derived_measures=derived),
    )
    assert by_school(result, "S/r") == {"K001": 5_858_476_18}
    value = result.prepared.derived
    assert value["final_percent"].at(0) == Fraction("0.8216")
    assert value["full"].at(0) == Fraction("7081416.99")


def test_a_change_in_weighted_pupils_is_worth_the_rate_and_no_more_than_the_whole() -> None:
    measures = {
        "prior_base": {"A": "1000", "B": "1000"},
        "now": {"A": "12", "B": "9"},
        "before": {"A": "10", "B": "10"},
        "percent": {"A": "1.5", "B": "0.5"},
    }
    rule = {
        "kind": "prior_year_change",
        "prior_measure": "prior_base",
        "pupils_measure": "now",
        "prior_pupils_measure": "before",
        "rate_dollars": "100",
        "percent_measure": "percent",
    }
    counts = {"A": {"all": 1}, "B": {"all": 1}}
    assert amounts(counts, rule, measures) == {"A": 1_200_00, "B": 950_00}
    assert amounts(counts, rule | {"percent_limit_bp": 15_000}, measures) == {"A": 1_300_00, "B": 950_00}


def test_california_pays_base_supplemental_and_concentration() -> None:
    # Local Control Funding Formula 2024-25: ADA 1,000 / 800 / 500 / 900 and 70 % unduplicated: 44,132,467.50.
    rates = {"k3": "round($10025 * 110.4%)", "g46": "$10177", "g78": "$10478", "g912": "round($12144 * 102.6%)"}
    base = " + ".join(f"ada_{grades} * {rate}" for grades, rate in rates.items())
    derived = [
        {"name": "base", "expression": base, "unit": "dollars", "label": "Adjusted base grant"},
        {"name": "upp", "expression": "count(poverty) / pupils", "label": "Unduplicated pupil percentage"},
        {"name": "supplemental", "expression": "20% * base * upp", "unit": "dollars"},
        {"name": "concentration", "expression": "65% * base * max(upp - 55%, 0)", "unit": "dollars"},
    ]
    ada = {"ada_k3": "1000", "ada_g46": "800", "ada_g78": "500", "ada_g912": "900"}
    rows = inputs(
        {"D": {"all": 3_200, "poverty": 2_240}}, MONEY, measures={name: {"D": value} for name, value in ada.items()}
    )
    rules = [
        {"kind": "formula", "rule_id": name, "measure": name} for name in ("base", "supplemental", "concentration")
    ]
    result = run(rows, policy(source("S", *rules), derived_measures=derived))
    assert by_school(result, "S/base") == {"D": 35_662_600_00}
    assert by_school(result, "S/supplemental") == {"D": 4_992_764_00}
    assert by_school(result, "S/concentration") == {"D": 3_477_103_50}
    assert result.totals.tolist() == [44_132_467_50]


def test_boston_and_chicago_multiply_a_base() -> None:
    # Boston FY2016: 80 x 1.8 x 4,028.47 and 44 x 4.3 x 4,028.47. Chicago FY2024: 5,147.57 x 1.07 / 1.00 / 1.24.
    weights = [{"level": "elementary", "need_category": "all", "weight": "1.8"}]
    weights.append({"need_category": "special_education", "weight": "4.3"})
    boston = {"kind": "per_pupil", "base_dollars": "4028.47", "weights": weights}
    counts = {"A": {"all": 80}, "B": {"all@high": 44, "special_education@high": 44}}
    assert amounts(counts, boston) == {"A": 580_099_68, "B": 762_186_52}
    grades = [
        {"level": level, "need_category": "all", "weight": weight}
        for level, weight in (("elementary", "1.07"), ("middle", "1"), ("high", "1.24"))
    ]
    chicago = {"kind": "per_pupil", "base_dollars": "5147.57", "weights": grades}
    one = {level: {f"all@{level}": 1} for level in LEVELS}
    assert amounts(one, chicago) == {"elementary": 5_507_90, "middle": 5_147_57, "high": 6_382_99}


def test_an_index_of_several_measures_shares_a_pool() -> None:
    parts = [
        {"measure": "share:poverty", "weight": "0.6"},
        {"measure": "distance", "weight": "0.3", "scale": "lowest_to_highest"},
        {"measure": "attendance", "weight": "0.1", "scale": "as_is", "reverse": True},
    ]
    rule = {"kind": "composite_index", "rule_id": "r", "parts": parts}
    counts = {"A": {"all": 100, "poverty": 80}, "B": {"all": 200, "poverty": 80}, "C": {"all": 100}}
    measures = {
        "distance": {"A": "10", "B": "30", "C": "20"},
        "attendance": {"A": "0.9", "B": "0.8", "C": "1"},
    }
    rows = inputs(counts, {"S": 100_000_00}, measures=measures)
    result = run(rows, policy(source("S", rule)))
    # A: 0.6 x 1 + 0 + 0.01 = 0.61; B: 0.6 x 0.5 + 0.3 + 0.02 = 0.62; C: 0.15. Times pupils: 61, 124, 15.
    assert by_school(result, "S/r") == {"A": 30_500_00, "B": 62_000_00, "C": 7_500_00}
    assert by_school(run(rows, policy(source("S", rule | {"times": None}))), "S/r") == {
        "A": 44_202_90,
        "B": 44_927_54,
        "C": 10_869_56 + 0,
    }
    of_mean = rule | {"parts": [{"measure": "pupils", "weight": "1", "scale": "of_mean"}], "times": None}
    assert by_school(run(rows, policy(source("S", of_mean))), "S/r") == {"A": 25_000_00, "B": 50_000_00, "C": 25_000_00}


def test_an_incentive_pays_the_first_tier_reached() -> None:
    tiers = [
        {"measure": "vacancy", "value": "0.2", "amount_cents": 5_000_00},
        {"measure": "share:poverty", "operator": ">", "value": "0.5", "amount_cents": 2_000_00},
    ]
    rule = {"kind": "incentive", "tiers": tiers}
    counts = {"A": {"all": 10}, "B": {"all": 10, "poverty": 6}, "C": {"all": 10, "poverty": 5}, "D": {"all": 10}}
    measures = {"vacancy": {"A": "0.2", "B": "0.1", "C": "0"}, "fte": {"A": "12.5", "B": "10", "C": "10", "D": "1"}}
    assert amounts(counts, rule, measures) == {"A": 5_000_00, "B": 2_000_00, "C": 0, "D": 0}
    assert amounts(counts, rule | {"times": "fte"}, measures) == {"A": 62_500_00, "B": 20_000_00, "C": 0, "D": 0}
    assert amounts(counts, rule | {"times": "pupils"}, measures)["B"] == 20_000_00


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ({"kind": "formula", "measure": "nothing"}, "unknown_measure"),
        ({"kind": "formula", "measure": "pupils"}, "unit_differs"),
        ({"kind": "concentration", "share_of": "x", "threshold": "0", "rate_dollars": "1"}, "unknown_need_category"),
        ({"kind": "enrollment_floor", "pupils": "1", "rate_dollars": "1", "level": "attic"}, "unknown_level"),
        ({"kind": "composite_index", "parts": [{"measure": "x", "weight": "1"}]}, "unknown_measure"),
    ],
)
def test_names_and_units_of_a_rule_are_checked(rule: dict[str, Any], code: str) -> None:
    with pytest.raises(PolicyProblems) as refused:
        amounts({"A": {"all": 1}}, rule)
    assert refused.value.problems[0].code == code
    assert refused.value.problems[0].pointer == "/sources/0/rules/0"


@pytest.mark.parametrize(
    "rule",
    [
        {"kind": "threshold_supplement", "threshold": "1", "rate_dollars": "1", "caps": [{}]},
        {"kind": "prior_year_change", "prior_measure": "a", "change_measure": "b", "rate_dollars": "1"},
        {"kind": "prior_year_change", "prior_measure": "a", "pupils_measure": "b"},
        {"kind": "prior_year_change", "prior_measure": "a"},
        {"kind": "staffing_ratio", "pupils_per_position": "0", "salary_cents": 1},
        {"kind": "incentive", "tiers": []},
    ],
)
def test_contradictions_are_refused(rule: dict[str, Any]) -> None:
    base = {"name": "T", "fiscal_year": 2027, "sources": [source("S", rule | {"rule_id": "r"})]}
    with pytest.raises(PolicyProblems):
        policy_from_document(base)


small = st.integers(0, 2_000_000).map(lambda micro: str(Decimal(micro) / 1_000))


@st.composite
def formula_rule(draw: st.DrawFn) -> dict[str, Any]:
    """Any rule that is an expression, over the data of ``district_counts``."""
    kind = draw(
        st.sampled_from(["threshold_supplement", "enrollment_floor", "concentration", "staffing_ratio", "incentive"])
    )
    where = {"need_category": draw(st.sampled_from(NEEDS)), "level": draw(st.sampled_from([*LEVELS, "*"]))}
    match kind:
        case "threshold_supplement":
            caps = draw(st.sampled_from([[], [{"amount_cents": 5_000_00}], [{"per_pupil_dollars": "7.5"}]]))
            own: dict[str, Any] = where | {"threshold": draw(small), "rate_dollars": draw(small), "caps": caps}
        case "enrollment_floor":
            own = where | {"pupils": draw(small), "rate_dollars": draw(small)}
        case "concentration":
            basis = draw(st.sampled_from(["school", "district"]))
            own = where | {"share_of": "poverty", "threshold": "0.3", "rate_dollars": draw(small), "basis": basis}
        case "staffing_ratio":
            step = draw(st.sampled_from([None, "0.1", "1"]))
            rounding = draw(st.sampled_from(["half_up", "half_even", "up", "down"]))
            own = where | {"pupils_per_position": "23.5", "step": step, "rounding": rounding, "salary_cents": 87_654_32}
        case _:
            own = {"tiers": [{"measure": "share:poverty", "value": "0.4", "amount_cents": 3}], "times": "pupils"}
    return {"kind": kind, "rule_id": "r"} | own


def both(counts: dict[str, Any], decisions: Policy) -> tuple[Result, Result]:
    """The results of rows in one order and in the other."""
    rows = inputs(counts, MONEY)
    turned = replace(rows, schools=rows.schools[::-1], counts=rows.counts[::-1])
    first, second = (allocate(prepare(data, LEVELS, NEEDS), decisions) for data in (rows, turned))
    return first, second


@given(counts=district_counts(), rule=formula_rule(), unit=st.sampled_from([1, 100]))
def test_every_preset_reconciles_is_explained_and_ignores_the_order(
    counts: dict[str, Any], rule: dict[str, Any], unit: int
) -> None:
    parts = [{"measure": "pupils", "weight": "1"}, {"measure": "need:poverty", "weight": "0.5"}]
    index = {"kind": "composite_index", "rule_id": "i", "parts": parts, "pool_share_bp": 0}
    decisions = policy(source("S", rule, index), rounding_unit_cents=unit)
    run(inputs(counts, MONEY), decisions)
    first, second = both(counts, decisions)
    assert first.to_bytes() == second.to_bytes()
    for school_id, cents in by_school(first, "S/r").items():
        tree = explain(first, school_id, component_id="S/r")
        assert tree.value_cents == cents
        assert sum((child.exact or Fraction() for child in tree.children), Fraction()) * 100 == cents


@given(counts=district_counts(), threshold=st.integers(1, 3_000), cap=st.integers(0, 10**7))
def test_a_supplement_falls_with_pupils_and_stays_under_its_cap(
    counts: dict[str, Any], threshold: int, cap: int
) -> None:
    rule = {"kind": "threshold_supplement", "threshold": str(threshold), "rate_dollars": "31.07"}
    free, capped = amounts(counts, rule), amounts(counts, rule | {"caps": [{"amount_cents": cap}]})
    pupils = {s: sum(v for cell, v in needs.items() if cell.startswith("all")) for s, needs in counts.items()}
    ranked = sorted((pupils[s], -cents) for s, cents in free.items() if pupils[s] > 0)
    assert [cents for _, cents in ranked] == sorted(cents for _, cents in ranked)
    assert all(capped[s] == min(cents, cap) for s, cents in free.items())
    assert all(cents == 0 for s, cents in free.items() if pupils[s] >= threshold)


def test_a_staffed_school_reads_its_positions_in_english_and_spanish() -> None:
    rule = {
        "kind": "staffing_ratio",
        "rule_id": "r",
        "label": "Counselors",
        "pupils_per_position": "250",
        "step": "0.5",
        "minimum_positions": "0.5",
        "salary_cents": 98_000_00,
        "benefits_bp": 3_000,
    }
    result = run(inputs({"A": {"all": 410}}, MONEY), policy(source("S", rule)))
    tree = explain(result, "A", component_id="S/r")
    text = tree.to_text()
    assert "round(410 ÷ 250, 0.5) = 1.5" in text
    assert "1.5 × $98,000.00 × (1 + 0.3) = $191,100.00" in text
    assert "Redondeado" in tree.to_text("es")
    assert tree.value_cents == 191_100_00


def test_an_amount_beyond_all_money_is_refused() -> None:
    derived = [{"name": "x", "expression": "$999999999999999 * 999999", "unit": "dollars"}]
    with pytest.raises(PolicyProblems) as refused:
        amounts({"A": {"all": 1}}, {"kind": "formula", "measure": "x"}, derived=derived)
    assert refused.value.problems[0].code == "number_too_large"


@pytest.mark.parametrize(
    ("figure", "text", "times"),
    [
        ("pupils", "pupils", "$5 * pupils / pupil"),
        ("need:poverty", 'count("poverty")', '$5 * count("poverty") / pupil'),
        ("share:poverty", 'share("poverty")', '$5 * share("poverty")'),
        ("fte", 'measure("fte")', '$5 * measure("fte")'),
        ("needs", 'measure("needs")', '$5 * measure("needs")'),
    ],
)
def test_a_figure_is_written_as_the_language_reads_it(figure: str, text: str, times: str) -> None:
    assert figure_text(figure) == text
    assert times_text("$5", figure) == times


def test_figures_of_needs_and_shares_are_paid_for() -> None:
    data = inputs({"A": {"all": 10, "poverty": 4}, "B": {"all": 20, "poverty": 0}}, {"S": 100_000})
    tiers = [{"measure": "share:poverty", "operator": ">", "value": "0.39", "amount_cents": 700}]
    each = {"kind": "incentive", "rule_id": "i", "tiers": tiers, "times": "need:poverty"}
    result = run(data, policy(source("S", each, each | {"rule_id": "j", "times": "share:poverty"})))
    assert by_school(result, "S/i") == {"A": 2_800, "B": 0}
    assert by_school(result, "S/j") == {"A": 280, "B": 0}
