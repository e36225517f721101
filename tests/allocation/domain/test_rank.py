"""A school's place among all others, as formulas by quartile or decile ask for it."""

from datetime import date
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.allocation.domain.errors import PolicyProblems
from services.allocation.domain.explain import explain
from services.allocation.domain.expressions.ratios import Ratios
from tests.allocation.domain.district import inputs, policy, run, source, totals

some = st.one_of(st.none(), st.fractions(min_value=-9, max_value=9, max_denominator=4))
COUNTS = {"A": 90, "B": 60, "C": 60, "D": 30, "GONE": 99, "NONE": 10}


def ranked(expression: str) -> dict[str, int]:
    """Return the dollars that a measure pays to schools with so many pupils in poverty of a hundred."""
    data = inputs(
        {school: {"all": 100, "poverty": poverty} for school, poverty in COUNTS.items()},
        {"S": 10_000_00},
        measures={"score": {school: str(poverty) for school, poverty in COUNTS.items() if school != "NONE"}},
        schools={"GONE": {"closed_on": date(2026, 6, 30)}},
    )
    measure = {"name": "x", "expression": expression, "unit": "dollars"}
    rule = {"kind": "formula", "rule_id": "r", "measure": "x"}
    result = run(data, policy(source("S", rule), derived_measures=[measure]))
    if expression == "$1 * rank(share(poverty))":
        # From the place to the school's own share and the rows behind it.
        told = explain(result, "D").to_text("en")
        assert "Place among all open schools by share(poverty), the highest first: 4" in told
        assert "30 ÷ 100 = 0.3" in told
    return {school: cents for school, cents in totals(result).items() if school != "GONE"}


def ratios(numbers: list[Fraction | None]) -> Ratios:
    return Ratios(
        np.array([0 if number is None else number.numerator for number in numbers]),
        np.array([1 if number is None else number.denominator for number in numbers]),
        np.array([number is not None for number in numbers]),
    )


@given(values=st.lists(st.tuples(some, st.booleans()), min_size=1, max_size=8))
def test_a_place_is_one_more_than_the_schools_that_stand_higher(values: list[tuple[Fraction | None, bool]]) -> None:
    numbers = [value for value, _ in values]
    places = ratios(numbers).ranked(np.array([is_open for _, is_open in values]))
    for row, own in enumerate(numbers):
        higher = sum(is_open and number is not None and own is not None and number > own for number, is_open in values)
        assert places.at(row) == (None if own is None else 1 + higher)


@given(values=st.lists(st.tuples(some, some, st.booleans()), min_size=1, max_size=8))
def test_a_place_among_other_numbers_leaves_out_the_schools_own(
    values: list[tuple[Fraction | None, Fraction | None, bool]],
) -> None:
    beside = ratios([other for _, other, _ in values])
    places = ratios([own for own, _, _ in values]).ranked(np.array([is_open for *_, is_open in values]), beside)
    for row, (own, _, _) in enumerate(values):
        higher = sum(
            is_open and other is not None and own is not None and other > own
            for at, (_, other, is_open) in enumerate(values)
            if at != row
        )
        assert places.at(row) == (None if own is None else 1 + higher)


def test_the_highest_is_first_equal_ones_share_a_place_and_closed_schools_have_none() -> None:
    assert ranked("$1 * rank(share(poverty))") == {"A": 1_00, "B": 2_00, "C": 2_00, "D": 4_00, "NONE": 5_00}
    assert ranked("$1 * rank(-share(poverty))") == {"A": 5_00, "B": 3_00, "C": 3_00, "D": 2_00, "NONE": 1_00}
    assert ranked("$1 * rank(score)") == {"A": 1_00, "B": 2_00, "C": 2_00, "D": 4_00, "NONE": 0}


def test_the_neediest_two_fifths_are_those_whose_place_is_within_them() -> None:
    assert ranked("if(rank(share(poverty)) <= sum(1) * 0.4, $9, 0)") == {
        "A": 9_00,
        "B": 9_00,
        "C": 9_00,
        "D": 0,
        "NONE": 0,
    }


def test_a_place_is_a_plain_number() -> None:
    with pytest.raises(PolicyProblems) as refused:
        ranked("$1 * rank(share(poverty)) + rank(pupils)")
    assert {problem.code for problem in refused.value.problems} == {"units_differ"}
