"""An explanation's arithmetic recomputes to the amount it explains."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.allocation.domain.errors import Infeasible
from services.allocation.domain.explain import NothingToExplain, explain
from services.allocation.domain.explanation import Explanation
from services.allocation.domain.phrases import PHRASES
from services.allocation.domain.result import Result
from tests.allocation.domain.district import district_counts, inputs, policy, run, source
from tests.allocation.domain.test_invariants import any_policy

NUMBER = re.compile(r"-?\$?[\d,]+(?:\.\d+)?")


def check(node: Explanation) -> None:
    """Recompute a node from its children and from its formula."""
    if node.operation == "sum" and node.children:
        parts = [child.exact for child in node.children if child.exact is not None and child.unit == node.unit]
        if node.unit == "pool":
            parts = [child.exact for child in node.children if child.exact is not None]
        assert sum(parts, Fraction()) == node.exact, node.label
    if node.operation == "apportion":
        own, pool, everyone, *rounding = node.children
        assert own.exact is not None
        assert pool.exact is not None
        assert everyone.exact is not None
        assert node.exact is not None
        exact = own.exact / everyone.exact * pool.exact
        added = rounding[0].exact if rounding and rounding[0].exact is not None else Fraction()
        cents = exact * 100 if rounding else exact * 100 // 1
        assert abs(node.exact) * 100 == (cents // 1) + added * 100
    if node.operation == "product" and "=" in node.formula and "…" not in node.formula and "%" not in node.formula:
        left, right = node.formula.split(" = ")
        product = Fraction(1)
        for factor in left.split(" × "):
            product *= plain(factor)
        assert product == plain(right) == node.exact
    for child in node.children:
        check(child)


def plain(text: str) -> Fraction:
    found = NUMBER.fullmatch(text.strip())
    assert found, text
    return Fraction(Decimal(text.replace("$", "").replace(",", "")))


def check_school(result: Result, school_id: str) -> None:
    tree = explain(result, school_id)
    row = result.prepared.school_rows[school_id]
    assert tree.value_cents == int(result.totals[row])
    check(tree)
    for component in result.components:
        part = explain(result, school_id, component_id=component.component_id)
        assert part.value_cents == int(component.amounts[row])
        check(part)
    assert tree.to_text("es") != tree.to_text("en")


@given(counts=district_counts(6), money=st.lists(st.integers(0, 10**11), min_size=1, max_size=2), data=st.data())
def test_every_amount_of_every_policy_recomputes(counts: dict[str, Any], money: list[int], data: st.DataObject) -> None:
    sources = {f"S{number}": cents for number, cents in enumerate(money)}
    drawn = data.draw(any_policy(list(sources)))
    try:
        result = run(inputs(counts, sources), policy(*drawn["sources"]))
    except Infeasible:
        return
    for school_id in counts:
        check_school(result, school_id)


def test_adjustments_recompute_to_their_amounts_too() -> None:
    pool = {"kind": "weighted_pool", "rule_id": "p", "weights": [{"need_category": "all", "weight": "1"}]}
    data = inputs(
        {"A": {"all": 7}, "B": {"all": 11}, "C": {"all": "13.33"}, "D": {"all": 29}},
        {"S": 320_007, "T": 100_001, "R": 9_000},
        current={"A": 90_000, "B": 70_000, "C": 50_000, "D": 10_000},
        grants=[("R", "A", 11)],
    )
    adjustments: list[dict[str, Any]] = [
        {
            "kind": "minimum_operational_budget",
            "adjustment_id": "mob",
            "per_school": [{"school_id": "A", "amount_cents": 49_500}],
            "payer": {"kind": "reserve", "source_id": "R"},
        },
        {"kind": "hold_harmless", "adjustment_id": "hh", "percent_bp": 9_750, "payer": {"kind": "gainers"}},
    ]
    rules = source("S", pool), source("T", pool), {"source_id": "R", "distribution": "school_grant"}
    result = run(data, policy(*rules, adjustments=adjustments))
    assert result.top_ups.any()
    assert result.reductions.any()
    for school_id in result.prepared.school_ids:
        check_school(result, school_id)
    text = explain(result, "A").to_text()
    assert "97.5 % × $900.00 → $877.50" in text
    assert "presupuesto actual" in explain(result, "A").to_text("es")


def test_the_formula_text_of_the_guidebook_school() -> None:
    rates = [
        {"level": "elementary", "need_category": need, "rate_dollars": rate}
        for need, rate in (
            ("all", "3741"),
            ("poverty", "1272"),
            ("english_learner", "636"),
            ("special_education", "3442"),
        )
    ]
    counts = {"A": {"all": 500, "poverty": 300, "english_learner": 120, "special_education": 60}}
    result = run(
        inputs(counts, {"S": 10**9}), policy(source("S", {"kind": "per_pupil", "rule_id": "m", "rates": rates}))
    )
    tree = explain(result, "A", "S", "S/m")
    assert tree.formula == "$1,870,500.00 + $381,600.00 + $76,320.00 + $206,520.00 = $2,534,940.00"
    assert tree.children[0].formula == "500 × $3,741.00 = $1,870,500.00"
    document = tree.to_json_dict()
    assert document["value_cents"] == 253_494_000
    assert document["children"][0]["rows"][0]["column"] == "pupil_count"


def test_the_largest_remainder_says_who_got_the_cent() -> None:
    pool = {"kind": "proportional", "rule_id": "p", "measure": "pupils"}
    result = run(inputs({"A": {"all": 1}, "B": {"all": 1}}, {"S": 101}), policy(source("S", pool)))
    first, second = (explain(result, school, component_id="S/p") for school in "AB")
    assert "this school received one unit: $0.01" in first.to_text()
    assert "other schools had larger fractions" in second.to_text()
    assert first.formula == "1 ÷ 2 × $1.01 ≈ $0.51"


def test_unknown_ids_are_refused() -> None:
    pool = {"kind": "proportional", "rule_id": "p", "measure": "pupils"}
    result = run(inputs({"A": {"all": 1}}, {"S": 101}), policy(source("S", pool)))
    for arguments in (("Z",), ("A", "Z"), ("A", None, "Z"), ("A", "Z", "S/p")):
        with pytest.raises(NothingToExplain):
            explain(result, *arguments)


def test_every_phrase_has_both_languages_with_the_same_parameters() -> None:
    for english, spanish in PHRASES.values():
        assert set(re.findall(r"{(\w+)}", english)) == set(re.findall(r"{(\w+)}", spanish))
