"""Roots, exact to the unit they are rounded to."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from services.allocation.domain.errors import PolicyProblems
from services.allocation.domain.expressions.ratios import Ratios
from tests.allocation.domain.district import inputs, policy, run, source, totals

ratios = st.fractions(min_value=0, max_value=10**9, max_denominator=10**6)
units = st.sampled_from([Fraction(1), Fraction(1, 10), Fraction(1, 10**6), Fraction(1, 10**9), Fraction(5, 2)])


@given(values=st.lists(ratios, min_size=1, max_size=5), degree=st.integers(2, 6), unit=units)
@example(values=[Fraction(9, 4)], degree=2, unit=Fraction(1))
@example(values=[Fraction(0), Fraction(1), Fraction(27)], degree=3, unit=Fraction(1))
def test_no_other_multiple_of_the_unit_is_nearer(values: list[Fraction], degree: int, unit: Fraction) -> None:
    numbers = Ratios(
        np.array([value.numerator for value in values], dtype=object),
        np.array([value.denominator for value in values], dtype=object),
        np.ones(len(values), dtype=np.bool_),
    )
    rooted = numbers.root(degree, unit)
    for row, value in enumerate(values):
        found = rooted.at(row)
        assert found is not None
        assert found % unit == 0
        # Half up: from half a unit below, up to but not including half a unit above.
        assert max(found - unit / 2, Fraction(0)) ** degree <= value < (found + unit / 2) ** degree


def test_of_what_is_below_zero_there_is_none() -> None:
    numbers = Ratios(np.array([-8, 8]), np.array([1]), np.array([True]))
    rooted = numbers.root(3, Fraction(1))
    assert (rooted.at(0), rooted.at(1)) == (None, Fraction(2))


def growth(expression: str) -> dict[str, int]:
    data = inputs(
        {"A": {"all": 1331}, "B": {"all": 1000}},
        {"S": 10_000_00},
        measures={"before": {"A": "1000", "B": "1000"}},
    )
    measures = [{"name": "growth", "expression": expression, "unit": "dollars"}]
    rule = {"kind": "formula", "rule_id": "r", "measure": "growth"}
    return totals(run(data, policy(source("S", rule), derived_measures=measures)))


def test_a_policy_may_speak_of_yearly_growth() -> None:
    assert growth("$1000 * (root(pupils / measure(before) / pupil, 3, 0.000001) - 1)") == {"A": 100_00, "B": 0}


@pytest.mark.parametrize(
    ("expression", "code"),
    [
        ("root(pupils, 3, 0.01)", "units_differ"),
        ("root(2, 7, 0.01)", "exponent"),
        ("root(2, 1, 0.01)", "exponent"),
        ("root(2, pupils / pupil, 0.01)", "exponent"),
        ("root(2, 2, 0)", "rounding_unit"),
        ("root(2, 2)", "wrong_arguments"),
    ],
)
def test_a_root_that_makes_no_sense_is_refused_in_place(expression: str, code: str) -> None:
    with pytest.raises(PolicyProblems) as refused:
        growth(expression)
    assert code in {problem.code for problem in refused.value.problems}
