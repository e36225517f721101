"""What a formula is worth where something is missing, closed, nothing or odd, and that it is worked out once."""

from datetime import date
from fractions import Fraction

import numpy as np
import pytest

from services.allocation.domain import derive
from services.allocation.domain.derive import measure_weights, pool_weights_of, vocabulary_of, with_derived
from services.allocation.domain.derived_measures import DerivedMeasure
from services.allocation.domain.expressions.evaluate import Evaluator
from services.allocation.domain.expressions.grammar import parse_expression
from services.allocation.domain.expressions.ratios import Ratios
from services.allocation.domain.prepare import Prepared, prepare
from tests.allocation.domain.district import LEVELS, NEEDS, by_school, inputs, policy, run, source

OPEN = np.array([True, True, False])
EVERYONE = np.array([True, True, True])


def district() -> Prepared:
    """A and B are open, C is closed; rooms are known of A and C, desks of C alone."""
    rows = inputs(
        {"A": {"all": 100, "poverty": 30}, "B": {"all@middle": 250}, "C": {"all": 900, "poverty": 900}},
        {"S": 1_000_00},
        current={"A": 0, "C": 1},
        measures={"rooms": {"A": "4", "C": "60"}, "desks": {"C": "7"}},
        schools={"A": {"flags": frozenset({"rural"})}, "C": {"school_type": "charter", "closed_on": date(2020, 1, 1)}},
    )
    return prepare(rows, LEVELS, NEEDS)


def evaluator(prepared: Prepared, **derived: str) -> Evaluator:
    return Evaluator(prepared, OPEN, {name: parse_expression(text) for name, text in derived.items()})


def values(expression: str) -> list[Fraction | None]:
    """The value for A and B, which are open."""
    found = evaluator(district()).figure(parse_expression(expression))
    return [found.at(0), found.at(1)]


def measure(name: str, expression: str, unit: str = "ratio") -> DerivedMeasure:
    return DerivedMeasure.model_validate({"name": name, "expression": expression, "unit": unit})


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        # A budget of nothing is a budget; B has none at all.
        ("current_budget", [0, None]),
        ("if(current_budget == 0, 1, 2)", [1, None]),
        # The larger and the smaller of two are known where both are, whichever would win.
        ("max(rooms, 5)", [5, None]),
        ("max(5, rooms)", [5, None]),
        ("min(rooms, 5)", [4, None]),
        ("max(1, rooms, 9)", [9, None]),
        ("max(1, 9, rooms)", [9, None]),
        ("clamp(rooms, 1, 3)", [3, None]),
        ("clamp(rooms, 5, 9)", [5, None]),
        ("clamp(rooms, 1, 9)", [4, None]),
        # Of two conditions both must be known, even if one alone would decide.
        ("if(pupils > 0 or rooms > 0, 1, 2)", [1, None]),
        ("if(pupils < 0 and rooms > 0, 1, 2)", [2, None]),
        ("if(rooms > 0 or pupils > 0, 1, 2)", [1, None]),
        ("if(has(rooms) and not flag(rural), 1, 2)", [2, 2]),
        ("if(not flag(rural), 1, 2)", [2, 1]),
        ("if(not school_type(charter), 1, 2)", [1, 1]),
        ("rooms ** 0", [1, None]),
        # What goes over all schools goes over the open ones that have it.
        ("lowest(pupils)", [100, 100]),
        ("highest(pupils)", [250, 250]),
        ("highest(rooms)", [4, 4]),
        ("sum(rooms)", [4, 4]),
        ("mean(pupils)", [175, 175]),
        ("lowest(desks)", [None, None]),
        ("highest(desks)", [None, None]),
        ("mean(desks)", [None, None]),
        ("sum(desks)", [0, 0]),
        ("sum(pupils / 3)", ["350/3", "350/3"]),
        # Typed numbers: a unit to round to, a degree, an exponent.
        ("round_down(pupils * 0.013, 0.5)", [1, 3]),
        ("round_up(pupils, $30 / $1)", [120, 270]),
        ("round(pupils / 3)", [33, 83]),
        ("root(pupils / pupil, 2, 0.1)", [10, "79/5"]),
        ("root(pupils / pupil * 1000, 3, 1)", [46, 63]),
        ("2 ** -2", ["1/4", "1/4"]),
    ],
)
def test_a_formula_is_worth(expression: str, expected: list[str | int | None]) -> None:
    assert values(expression) == [None if value is None else Fraction(value) for value in expected]


def test_what_no_school_has_stands_as_nothing_over_one() -> None:
    nothing = evaluator(district()).figure(parse_expression("lowest(desks)"))
    assert (nothing.top.tolist(), nothing.bottom.tolist(), nothing.known.tolist()) == ([0], [1], [False])


def test_a_figure_that_many_rules_use_is_worked_out_once() -> None:
    found = evaluator(district(), per_room="pupils / rooms")
    node = parse_expression("per_room * 2")
    other = parse_expression("per_room * 3")
    assert found.figure(node) is found.figure(node)
    assert found.figure(other) is not found.figure(node)
    assert [found.figure(each).at(0) for each in (node, other)] == [50, 75]


class TestDerivationsKept:
    def test_the_same_measures_over_the_same_schools_are_derived_once(self) -> None:
        prepared = district()
        first = with_derived(prepared, (measure("x", "sum(pupils)", "pupils"),), OPEN)
        assert with_derived(prepared, (measure("x", "sum(pupils)", "pupils"),), OPEN) is first
        assert first.derived["x"].at(0) == 350

    def test_another_name_expression_unit_or_set_of_schools_is_derived_anew(self) -> None:
        prepared = district()
        first = with_derived(prepared, (measure("x", "sum(pupils)", "pupils"),), OPEN)
        assert with_derived(prepared, (measure("x", "sum(pupils)", "pupils"),), EVERYONE).derived["x"].at(0) == 1250
        assert with_derived(prepared, (measure("y", "sum(pupils)", "pupils"),), OPEN).derived["y"].at(0) == 350
        assert with_derived(prepared, (measure("x", "7", "pupils"),), OPEN).derived["x"].at(0) == 7
        ratio = with_derived(prepared, (measure("x", "7"),), OPEN)
        assert (str(ratio.derived_units["x"]), str(first.derived_units["x"])) == ("a ratio", "pupils")

    def test_no_more_than_so_many_are_kept(self) -> None:
        prepared = district()
        for number in range(derive.REMEMBERED):
            with_derived(prepared, (measure("x", str(number)),), OPEN)
        assert len(prepared.derivations) == derive.REMEMBERED
        last = with_derived(prepared, (measure("x", "999"),), OPEN)
        assert list(prepared.derivations.values()) == [last]


class TestWeightsOfAPool:
    def test_are_rounded_half_up_to_nine_decimals_and_below_zero_weigh_nothing(self) -> None:
        parts = Ratios(np.array([2, 1, -5, 0]), np.array([3, 2_000_000_000, 1, 1]), np.array([True, True, True, False]))
        assert pool_weights_of(parts, 4).tolist() == [666_666_667, 1, 0, 0]
        assert pool_weights_of(Ratios.constant(Fraction(1, 3)), 2).tolist() == [333_333_333, 333_333_333]

    def test_of_a_measure_are_its_millionths_and_of_a_derived_one_those_parts(self) -> None:
        prepared = with_derived(district(), (measure("third", "rooms / 3"),), OPEN)
        (typed, typed_scale), (derived, derived_scale) = (measure_weights(prepared, n) for n in ("rooms", "third"))
        assert (typed.tolist(), typed_scale) == ([4_000_000, 0, 60_000_000], 10**6)
        assert (derived.tolist(), derived_scale) == ([1_333_333_333, 0, 20_000_000_000], 10**9)

    def test_share_a_pool_to_the_cent(self) -> None:
        rows = inputs({"A": {"all": 1}, "B": {"all": 2}}, {"S": 10_000_000_00})
        rule = {"kind": "proportional", "rule_id": "p", "measure": "part"}
        derived = [{"name": "part", "expression": "pupils / pupil / 3"}]
        # Of 333,333,333 and 666,666,667 parts, not of exact thirds: a weight has nine decimals.
        assert by_school(run(rows, policy(source("S", rule), derived_measures=derived)), "S/p") == {
            "A": 3_333_333_33,
            "B": 6_666_666_67,
        }


def test_every_level_is_offered_once_also_where_a_school_is_counted_as_a_whole() -> None:
    whole = inputs(
        {"A": {"all@*": 3}},
        {},
        schools={"A": {"levels": ("elementary", "middle")}},
    )
    assert tuple(vocabulary_of(district(), {}).levels) == (*LEVELS, "*")
    assert tuple(vocabulary_of(prepare(whole, LEVELS, NEEDS), {}).levels) == (*LEVELS, "*")
