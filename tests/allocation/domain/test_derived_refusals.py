"""Derived measures that are refused: where it stands, what is wrong and what to do, word by word."""

import pytest

from services.allocation.domain.derive import circle_of, expression_faults, vocabulary_of, with_derived
from services.allocation.domain.derived_measures import DerivedMeasure
from services.allocation.domain.eligibility import open_schools
from services.allocation.domain.errors import PolicyProblem, PolicyProblems
from services.allocation.domain.expressions.grammar import parse_expression
from services.allocation.domain.expressions.units import DOLLARS
from services.allocation.domain.prepare import Prepared, prepare
from tests.allocation.domain.district import LEVELS, NEEDS, inputs


def district() -> Prepared:
    rows = inputs(
        {"A": {"all": 10, "poverty@*": 5, "all@middle": 5}, "B": {"all": 20}}, {"S": 1}, measures={"fte": {"A": "2"}}
    )
    return prepare(rows, LEVELS, NEEDS)


def refused(*measures: tuple[str, str, str]) -> list[PolicyProblem]:
    prepared = district()
    made = tuple(DerivedMeasure.model_validate({"name": n, "expression": e, "unit": u}) for n, e, u in measures)
    with pytest.raises(PolicyProblems) as found:
        with_derived(prepared, made, open_schools(prepared, 2027, 7))
    return list(found.value.problems)


def test_a_name_of_the_data_or_of_an_earlier_measure_is_taken() -> None:
    def taken(index: int, name: str) -> PolicyProblem:
        message = f"{name} is already the name of another measure"
        return PolicyProblem(f"/derived_measures/{index}/name", "name_taken", message, "Choose a name that is free.")

    assert refused(("fte", "1", "ratio")) == [taken(0, "fte")]
    assert refused(("a", "1", "ratio"), ("b", "1", "ratio"), ("a", "2", "ratio")) == [taken(2, "a")]


def test_a_measure_computed_from_itself_says_by_which_way() -> None:
    way = "a is computed from itself: a -> b -> a", "b is computed from itself: b -> a -> b"
    assert refused(("a", "b + 1", "ratio"), ("b", "a + 1", "ratio"), ("c", "1", "ratio")) == [
        PolicyProblem(f"/derived_measures/{at}/expression", "cycle", message, "Take one of the references away.")
        for at, message in enumerate(way)
    ]


def test_who_only_leads_into_a_circle_is_not_in_it() -> None:
    uses = {"a": {"b"}, "b": {"c"}, "c": {"b", "d"}, "d": set[str]()}
    assert [circle_of(uses, name) for name in "abcd"] == [[], ["b", "c", "b"], ["c", "b", "c"], []]
    assert circle_of({"a": {"c", "b"}, "b": {"a"}, "c": {"b", "a"}}, "a") == ["a", "b", "a"]


def test_a_unit_that_differs_says_both_at_the_beginning_of_the_expression() -> None:
    assert refused(("a", "pupils * 2", "dollars")) == [
        PolicyProblem(
            "/derived_measures/0/expression",
            "unit_differs",
            "character 1: the expression counts pupils, not dollars",
            "Change the unit, or multiply or divide so that it fits: a rate is written $4000 / pupil.",
        )
    ]
    vocabulary = vocabulary_of(district(), {})
    assert expression_faults(vocabulary, parse_expression("pupils"), None) == []
    (fault,) = expression_faults(vocabulary, parse_expression("fte + count(martians)"), DOLLARS)
    assert (fault.code, fault.at) == ("unknown_need_category", 13)


def test_pupils_counted_as_a_whole_have_no_level() -> None:
    (problem,) = refused(("a", "count(poverty, middle)", "pupils"))
    assert (problem.code, problem.remedy) == (
        "counts_not_by_level",
        "Count them by level, or write count(poverty).",
    )


def test_a_number_beyond_all_measure_names_its_expression() -> None:
    towers = [("a", "999999999999999 ** 6 * fte", "ratio")]
    towers += [(name, f"{before} ** 6", "ratio") for before, name in ("ab", "bc")]
    assert refused(*towers) == [
        PolicyProblem(
            "/derived_measures/2/expression",
            "number_too_large",
            "the expression: a number on the way is larger than any amount of money",
            "Lower the exponents.",
        )
    ]
