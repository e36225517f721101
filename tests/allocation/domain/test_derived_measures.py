"""Formulas that a district writes itself: read, checked, computed exactly and explained."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.allocation.domain.derive import with_derived
from services.allocation.domain.derived_measures import DerivedMeasure
from services.allocation.domain.eligibility import open_schools
from services.allocation.domain.engine import allocate
from services.allocation.domain.errors import Infeasible, PolicyProblem, PolicyProblems
from services.allocation.domain.explain import explain
from services.allocation.domain.expressions.grammar import parse_expression
from services.allocation.domain.expressions.nodes import ExpressionFault
from services.allocation.domain.expressions.ratios import Ratios
from services.allocation.domain.inputs import Inputs
from services.allocation.domain.policy import policy_from_document
from services.allocation.domain.prepare import prepare
from tests.allocation.domain.district import LEVELS, NEEDS, by_school, inputs, policy, run, source

DISTRICT = inputs(
    {
        "A": {"all": "200.50", "poverty": "90", "english_learner": 0},
        "B": {"all@elementary": 300, "all@middle": 100, "poverty@middle": 300, "english_learner@middle": 4},
        "C": {"all": 0},
    },
    {"S": 10_000_000_00},
    current={"A": 1_000_000_00},
    measures={"fte": {"A": "12.5", "B": "0.333333"}, "low scorers": {"B": "7"}},
    schools={"A": {"flags": frozenset({"small"})}, "B": {"school_type": "charter"}},
)


def values(expression: str, unit: str = "ratio", data: Inputs = DISTRICT, **named: tuple[str, str]) -> dict[str, Any]:
    """The value of an expression by school; None where it has none."""
    prepared = prepare(data, LEVELS, NEEDS)
    documents = [{"name": name, "expression": text, "unit": its} for name, (text, its) in named.items()]
    documents.append({"name": "x", "expression": expression, "unit": unit})
    measures = tuple(DerivedMeasure.model_validate(document) for document in documents)
    derived = with_derived(prepared, measures, open_schools(prepared, 2027, 7)).derived["x"]
    return {school_id: derived.at(row) for row, school_id in enumerate(prepared.school_ids)}


def problems(*measures: tuple[str, str, str]) -> list[PolicyProblem]:
    """What is wrong with derived measures given by name, expression and unit."""
    documents = [{"name": name, "expression": text, "unit": unit} for name, text, unit in measures]
    pool = {"kind": "proportional", "rule_id": "p", "measure": "pupils"}
    with pytest.raises(PolicyProblems) as refused:
        allocate(prepare(DISTRICT, LEVELS, NEEDS), policy(source("S", pool), derived_measures=documents))
    return list(refused.value.problems)


@pytest.mark.parametrize(
    ("expression", "unit", "expected"),
    [
        ("pupils", "pupils", {"A": "401/2", "B": "400", "C": "0"}),
        ("count(poverty)", "pupils", {"A": "90", "B": "300", "C": "0"}),
        ("count(all, middle)", "pupils", {"A": "0", "B": "100", "C": "0"}),
        ('count("all", "*")', "pupils", {"A": "401/2", "B": "400", "C": "0"}),
        ("share(poverty)", "ratio", {"A": "180/401", "B": "3/4", "C": None}),
        ("count(poverty) / pupils", "ratio", {"A": "180/401", "B": "3/4", "C": None}),
        ("max(share(poverty) - 55%, 0)", "ratio", {"A": "0", "B": "1/5", "C": None}),
        ("fte * 2 - 1", "ratio", {"A": "24", "B": "-333334/1000000", "C": None}),
        ('measure("low scorers")', "pupils", {"A": None, "B": "7", "C": None}),
        ('if(has("low scorers"), measure("low scorers"), -1)', "ratio", {"A": "-1", "B": "7", "C": "-1"}),
        ("current_budget / 1_000", "dollars", {"A": "1000", "B": None, "C": None}),
        ("source_amount(S) * 0.1", "dollars", {"A": "1000000", "B": "1000000", "C": "1000000"}),
        ("$4028.47 / pupil * pupils", "dollars", {"A": "402847*2005/1000", "B": "1611388", "C": "0"}),
        ("if(flag(small) and not level(middle), 1, 2)", "ratio", {"A": "1", "B": "2", "C": "2"}),
        ("if(school_type(charter) or pupils > 200, 1, 0)", "ratio", {"A": "1", "B": "1", "C": "0"}),
        ("if(pupils == 0, 5, 1 / (pupils / pupil))", "ratio", {"A": "2/401", "B": "1/400", "C": "5"}),
        ("clamp(pupils, 100, 300)", "pupils", {"A": "401/2", "B": "300", "C": "100"}),
        ("min(pupils, 250, 300)", "pupils", {"A": "401/2", "B": "250", "C": "0"}),
        ("round(pupils)", "pupils", {"A": "201", "B": "400", "C": "0"}),
        ("round_even(pupils)", "pupils", {"A": "200", "B": "400", "C": "0"}),
        ("round_down(pupils)", "pupils", {"A": "200", "B": "400", "C": "0"}),
        ("round_up(pupils, 7)", "pupils", {"A": "203", "B": "406", "C": "0"}),
        ("round(-pupils)", "pupils", {"A": "-200", "B": "-400", "C": "0"}),
        ("sum(pupils)", "pupils", {"A": "1201/2", "B": "1201/2", "C": "1201/2"}),
        ("mean(fte)", "ratio", {"A": "12833333/2000000", "B": "12833333/2000000", "C": "12833333/2000000"}),
        ("pupils / highest(pupils)", "ratio", {"A": "401/800", "B": "1", "C": "0"}),
        ("lowest(share(poverty))", "ratio", {"A": "180/401", "B": "180/401", "C": "180/401"}),
        ("2 ** 3 ** 2 / 2 ** -1", "ratio", None),
        ("-2 ** 2 + 10 - 3 - 2", "ratio", {"A": "1", "B": "1", "C": "1"}),
        ("1 - 2 * 3 / 4", "ratio", {"A": "-1/2", "B": "-1/2", "C": "-1/2"}),
        ("1 / (fte - 12.5)", "ratio", {"A": None, "B": "-1000000/12166667", "C": None}),
        (
            "sum(fte / 0.1) / sum(1)",
            "ratio",
            {"A": "12833333/300000"} | {"B": "12833333/300000", "C": "12833333/300000"},
        ),
    ],
)
def test_an_expression_has_its_value(expression: str, unit: str, expected: dict[str, str | None] | None) -> None:
    if expected is None:
        assert problems(("x", expression, unit))[0].code == "exponent"
        return
    wanted = {}
    for school_id, text in expected.items():
        number = None if text is None else Fraction(1)
        if text is not None and number is not None:
            above, _, below = text.partition("/")
            for factor in above.split("*"):
                number *= Fraction(factor)
            number /= Fraction(below or 1)
        wanted[school_id] = number
    assert values(expression, unit) == wanted


def test_what_divides_by_zero_has_no_value_only_where_it_is_asked_for() -> None:
    assert values("if(pupils > 0, count(poverty) / pupils, 0)")["C"] == 0
    assert values("max(share(poverty), 0)")["C"] is None


def test_a_sum_over_quotients_rounds_each_to_twelve_decimals() -> None:
    third = inputs({"A": {"all": 3, "poverty": 1}, "B": {"all": 7, "poverty": 1}}, {"S": 1})
    found = values("sum(share(poverty))", data=third)["A"]
    assert found == Fraction(333333333333 + 142857142857, 10**12)


@pytest.mark.parametrize(
    ("expression", "at", "code"),
    [
        ("1 +", 4, "ends_early"),
        ("foo(1)", 1, "unknown_function"),
        ("1 + min(1)", 5, "wrong_arguments"),
        ("pupils ? 2", 8, "unknown_sign"),
        ("__import__('os')", 12, "unknown_sign"),
        ("pupils.real", 7, "unknown_sign"),
        ("1 2", 3, "unexpected"),
        ("(1", 3, "ends_early"),
        ("-" * 130 + "1", 11, "too_deep"),
        ("1" + "+1" * 1_000, 2_000, "too_long"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(expression: str, at: int, code: str) -> None:
    with pytest.raises(ExpressionFault) as refused:
        parse_expression(expression)
    assert (refused.value.fault.code, refused.value.fault.at) == (code, at)
    assert refused.value.fault.remedy
    document = {"name": "x", "expression": expression}
    base = {"name": "T", "fiscal_year": 2027, "sources": [{"source_id": "S", "distribution": "locked"}]}
    with pytest.raises(PolicyProblems) as faults:
        policy_from_document(base | {"derived_measures": [document]})
    assert faults.value.problems[0].pointer == "/derived_measures/0/expression"


@pytest.mark.parametrize(
    ("expression", "unit", "code", "place"),
    [
        ("pupils + source_amount(S)", "dollars", "units_differ", "character 8"),
        ("if(pupils > $3, 1, 2)", "ratio", "units_differ", "character 11"),
        ("min(pupils, current_budget)", "pupils", "units_differ", "character 13"),
        ("$4000 * pupils", "dollars", "unit_differs", "dollars x pupils, not dollars"),
        ("pupils / current_budget", "dollars", "unit_differs", "pupils per dollars"),
        ("pupils > 3", "ratio", "not_a_figure", "character 8"),
        ("if(pupils, 1, 2)", "ratio", "not_a_condition", "character 4"),
        ("nothing + 1", "ratio", "unknown_measure", "'nothing'"),
        ("count(gifted)", "pupils", "unknown_need_category", "'gifted'"),
        ("count(all, attic)", "pupils", "unknown_level", "'attic'"),
        ("source_amount(T)", "dollars", "unknown_revenue_source", "'T'"),
        ("if(level(attic), 1, 2)", "ratio", "unknown_level", "'attic'"),
        ("count(1 + 1)", "pupils", "not_a_name", "character 9"),
        ('"poverty"', "ratio", "text_alone", "character 1"),
        ("1 / 0", "ratio", "division_by_zero", "character 3"),
        ("pupils ** pupils", "pupils", "exponent", "character 8"),
        ("round(pupils, 0)", "pupils", "rounding_unit", "character 15"),
        ("round(pupils, pupils)", "pupils", "rounding_unit", "character 15"),
        ("1000000000000000 ** 6 ** 1", "ratio", "exponent", "character 18"),
    ],
)
def test_what_makes_no_sense_is_refused_before_it_runs(expression: str, unit: str, code: str, place: str) -> None:
    found = problems(("x", expression, unit))[0]
    assert (found.pointer, found.code) == ("/derived_measures/0/expression", code)
    assert place in found.message
    assert found.remedy


def test_circles_and_taken_names_are_refused() -> None:
    circle = problems(("a", "b + 1", "ratio"), ("b", "if(c > 0, 1, 2)", "ratio"), ("c", "measure(a) * 2", "ratio"))
    assert [problem.code for problem in circle] == ["cycle"] * 3
    assert "a -> b -> c -> a" in circle[0].message
    assert [p.code for p in problems(("fte", "1", "ratio"))] == ["name_taken"]
    assert [p.code for p in problems(("a", "1", "ratio"), ("a", "2", "ratio"))] == ["name_taken"]
    with pytest.raises(ValueError, match="a word of the language"):
        DerivedMeasure(name="pupils", expression="1")


def test_numbers_beyond_all_measure_are_refused() -> None:
    towers = [("a", "999999999999999 ** 6 * fte", "ratio")]
    towers += [(f"a{n}", f"{'a' if n == 0 else f'a{n - 1}'} ** 6", "ratio") for n in range(3)]
    assert [problem.code for problem in problems(*towers)] == ["number_too_large"]


terms = st.recursive(
    st.sampled_from(["(pupils / pupil)", "(count(poverty) / pupil)", "fte", "2", "0.35", "7%", "share(poverty)"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/"]), inner).map(lambda p: f"({p[0]} {p[1]} {p[2]})"),
        st.tuples(st.sampled_from(["min", "max"]), inner, inner).map(lambda p: f"{p[0]}({p[1]}, {p[2]})"),
        st.tuples(inner, st.sampled_from(["<", "<=", "=="]), inner, inner, inner).map(
            lambda p: f"if({p[0]} {p[1]} {p[2]}, {p[3]}, {p[4]})"
        ),
        inner.map(lambda p: f"round({p}, 0.5)"),
        inner.map(lambda p: f"-{p}"),
    ),
    max_leaves=12,
)


class Plain:
    """What Python's own fractions make of the same text: a second opinion, one school at a time."""

    def __init__(self, figures: dict[str, Fraction | None]) -> None:
        self.figures = figures

    def value(self, text: str) -> Fraction | None:
        node = parse_expression(text)
        return self._value(node)

    def _value(self, node: Any) -> Fraction | None:
        match type(node).__name__:
            case "Number":
                return Fraction(node.value)
            case "Name":
                return self.figures[node.text]
            case "Unary":
                inner = self._value(node.operand)
                return None if inner is None else -inner
            case "Binary":
                left, right = self._value(node.left), self._value(node.right)
                if left is None or right is None or (node.operator == "/" and right == 0):
                    return None
                return {"+": left + right, "-": left - right, "*": left * right}.get(
                    node.operator, left / right if right and node.operator == "/" else left
                )
        return self._call(node)

    def _call(self, node: Any) -> Fraction | None:
        if node.function in {"count", "share"}:
            return self.figures[f"{node.function} {node.arguments[0].text}"]
        if node.function == "if":
            test, then, otherwise = node.arguments
            left, right = self._value(test.left), self._value(test.right)
            if left is None or right is None:
                return None
            holds = {"<": left < right, "<=": left <= right, "==": left == right}[test.operator]
            return self._value(then if holds else otherwise)
        found = [self._value(argument) for argument in node.arguments]
        known = [number for number in found if number is not None]
        if len(known) < len(found):
            return None
        if node.function == "round":
            return ((known[0] / known[1] * 2 + 1) // 2) * known[1]
        return min(known) if node.function == "min" else max(known)


@given(text=terms, data=st.data())
def test_all_schools_at_once_equal_fractions_one_by_one(text: str, data: st.DataObject) -> None:
    counts, measures = {}, {}
    big = st.one_of(st.integers(0, 30), st.integers(0, 9_999_999))
    for school_id in "ABC":
        counts[school_id] = {need: Decimal(data.draw(big)) / data.draw(st.sampled_from([1, 100])) for need in NEEDS[:2]}
        if data.draw(st.booleans()):
            measures[school_id] = str(Decimal(data.draw(big)) / 1_000)
    rows = inputs(counts, {"S": 1}, measures={"fte": {"A": "1"} | measures})
    measures = {"A": "1"} | measures
    found = values(text, data=rows)
    for school_id, needs in counts.items():
        pupils, poor = Fraction(needs["all"]), Fraction(needs["poverty"])
        fte = Fraction(measures[school_id]) if school_id in measures else None
        share = poor / pupils if pupils else None
        figures = {"pupils": pupils, "pupil": Fraction(1), "count poverty": poor, "share poverty": share, "fte": fte}
        assert found[school_id] == Plain(figures).value(text)


def test_a_derived_measure_serves_rules_conditions_and_amounts() -> None:
    derived = [
        {"name": "need_index", "expression": "share(poverty) * 100", "unit": "ratio", "label": "Need index"},
        {"name": "grant", "expression": "$10.005 * need_index * max(fte, 1)", "unit": "dollars"},
        {
            "name": "rate",
            "expression": "if(share(poverty) >= 0.5, $2 / pupil, $1 / pupil)",
            "unit": "dollars_per_pupil",
        },
    ]
    condition = {"subject": "measure:need_index", "operator": ">=", "value": "50"}
    needy = {"kind": "rule", "conditions": [condition]}
    rules: list[dict[str, Any]] = [
        {"kind": "formula", "rule_id": "amount", "measure": "grant"},
        {"kind": "formula", "rule_id": "each", "measure": "rate", "per": "pupil", "need_category": "poverty"},
        {"kind": "foundation", "rule_id": "flat", "amounts": [{"amount_cents": 100}], "eligibility": needy},
        {"kind": "proportional", "rule_id": "pool", "measure": "need_index", "pool_amount_cents": 1_000_00},
    ]
    result = run(DISTRICT, policy(source("S", *rules), derived_measures=derived))
    assert by_school(result, "S/amount") == {"A": 5_613_78, "B": 750_38, "C": 0}
    assert by_school(result, "S/each") == {"A": 90_00, "B": 600_00, "C": 0}
    assert by_school(result, "S/flat") == {"A": 0, "B": 100, "C": 0}
    assert by_school(result, "S/pool") == {"A": 374_41, "B": 625_59, "C": 0}
    codes = {finding["code"] for finding in result.to_json_dict()["findings"]}
    assert {"formula_without_value", "measure_missing"} <= codes


def test_an_amount_is_explained_down_to_the_rows_in_two_languages() -> None:
    derived = [
        {"name": "lack", "expression": "max(300 - pupils, 0)", "unit": "pupils", "label": "Pupils it lacks"},
        {"name": "grant", "expression": "if(lack > 0, lack * $1500 / pupil, $0)", "unit": "dollars"},
    ]
    rule = {"kind": "formula", "rule_id": "amount", "measure": "grant"}
    result = run(DISTRICT, policy(source("S", rule), derived_measures=derived))
    tree = explain(result, "A", component_id="S/amount")
    assert tree.value_cents == 149_250_00
    english, spanish = tree.to_text(), tree.to_text("es")
    assert "99.5 × $1,500.00 = $149,250.00" in english
    assert "max(300 - 200.5, 0) = 99.5" in english
    assert "Pupils it lacks" in english
    assert "(met)" in english
    assert "(se cumple)" in spanish
    assert "Depende de una condición" in spanish
    assert any(row.value == "200.5" for node in tree.walk() for row in node.rows)


def test_a_formula_below_zero_is_refused_rather_than_cut_off() -> None:
    derived = [{"name": "less", "expression": "$1 / pupil * (pupils - 300)", "unit": "dollars"}]
    rule = {"kind": "formula", "rule_id": "amount", "measure": "less"}
    with pytest.raises(Infeasible) as refused:
        run(DISTRICT, policy(source("S", rule), derived_measures=derived))
    assert (refused.value.code, refused.value.shortfall_cents) == ("formula_below_zero", 300_00)


def test_a_policy_without_derived_measures_keeps_its_hash() -> None:
    pool = {"kind": "proportional", "rule_id": "p", "measure": "pupils"}
    assert policy(source("S", pool), derived_measures=[]).policy_hash() == policy(source("S", pool)).policy_hash()
    named = policy(source("S", pool), derived_measures=[{"name": "x", "expression": "1"}])
    assert named.policy_hash() != policy(source("S", pool)).policy_hash()


def test_large_numbers_on_the_way_come_back_to_machine_integers() -> None:
    ratios = Ratios.constant(Fraction(2**61, 3)).times(Ratios.constant(Fraction(9, 2**60)))
    assert ratios.top.dtype == np.dtype(np.int64)
    assert (ratios.top.tolist(), ratios.bottom.tolist()) == ([6], [1])
    by_school = Ratios(np.array([2**61, 5]), np.array([7, 2**61]), np.array([True, True]))
    product = by_school.times(Ratios(np.array([7, 2**61]), np.array([2**61, 5]), np.array([True, True])))
    assert product.top.dtype == np.dtype(np.int64)
    assert (product.top.tolist(), product.bottom.tolist()) == ([1, 1], [1, 1])
