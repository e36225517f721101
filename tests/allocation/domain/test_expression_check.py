"""The editor's answers: a value while typing, every fault in its place, and what may come next."""

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.allocation.domain.expression_check import Checked, Draft, check_draft
from services.allocation.domain.expressions.completion import place_of
from services.allocation.domain.expressions.functions import FUNCTIONS
from services.allocation.domain.expressions.grammar import parse_expression
from services.allocation.domain.expressions.nodes import ExpressionFault, Fault
from services.allocation.domain.expressions.units import DECLARED, DeclaredUnit
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import Prepared, prepare
from tests.allocation.domain.district import LEVELS, NEEDS, inputs, policy, source

COUNTS = {"A": {"all": 200, "poverty": 50}, "B": {"all": 100, "poverty": 80}}
BASE = {"kind": "weighted_pool", "rule_id": "base", "weights": [{"need_category": "all", "weight": "1"}]}


def district() -> Prepared:
    rows = inputs(COUNTS, {"LCFF": 10_000_00}, measures={"fte": {"A": "20"}, "K-3 rooms": {"A": "4", "B": "2"}})
    return prepare(rows, LEVELS, NEEDS)


def formula(**measures: str) -> Policy:
    return policy(
        source("LCFF", BASE), derived_measures=[{"name": name, "expression": text} for name, text in measures.items()]
    )


def check(expression: str, school: str | None = "A", cursor: int | None = None, **more: Any) -> Checked:
    measures = more.pop("measures", {"need": "share(poverty)"})
    prepared = district()
    row = None if school is None else prepared.school_rows[school]
    place = len(expression) if cursor is None else cursor
    everyone = np.ones(prepared.school_count, dtype=np.bool_)
    return check_draft(prepared, formula(**measures), everyone, Draft(expression, **more), row, place)


def test_value_unit_and_arithmetic_of_the_school_and_the_spread_of_all() -> None:
    checked = check("need * pupils")
    assert checked.faults == []
    assert str(checked.unit) == "pupils"
    assert checked.uses == ["need"]
    assert checked.explanation is not None
    assert checked.explanation.exact == 50
    assert checked.explanation.formula == "0.25 × 200 = 50"
    assert checked.spread is not None
    assert [checked.spread.lowest, checked.spread.highest, checked.spread.mean] == [50, 80, 65]


@pytest.mark.parametrize("said", ["dollars", "dollars_per_pupil", "pupils"])
def test_figures_of_the_data_count_what_they_are_said_to_count(said: DeclaredUnit) -> None:
    stated, open_ended = check("fte * 2", unit=said), check("fte * 2")
    assert stated.unit == DECLARED[said]
    assert stated.explanation is not None
    assert open_ended.explanation is not None
    assert (stated.explanation.unit, open_ended.explanation.unit) == (said, "number")


def test_a_school_without_a_value_is_counted_and_has_none() -> None:
    checked = check("pupils / fte", school="B")
    assert checked.explanation is not None
    assert checked.explanation.exact is None
    assert checked.spread is not None
    assert (checked.spread.schools, checked.spread.without) == (1, 1)


def test_every_fault_is_listed_with_line_and_column() -> None:
    checked = check("pupils + nobody\n  + $3 +\n count(martians)")
    assert [(fault.line, fault.column, fault.code) for fault in checked.faults] == [
        (1, 10, "unknown_measure"),
        (2, 3, "units_differ"),
        (3, 8, "unknown_need_category"),
    ]
    assert all(fault.remedy for fault in checked.faults)


def test_several_unknown_functions_are_all_named() -> None:
    checked = check("sqrt(pupils) + median(pupils) + max(pupils)")
    assert [fault.code for fault in checked.faults] == ["unknown_function", "unknown_function", "wrong_arguments"]
    assert "max(a, b, ...)" in checked.faults[2].remedy


@pytest.mark.parametrize(
    ("text", "code", "some"),
    [
        ("pupils *", "ends_early", "a number"),
        ("max(pupils, 3", "ends_early", ")"),
        ("pupils pupils", "unexpected", "*"),
        ("pupils # 3", "unknown_sign", "+"),
    ],
)
def test_a_text_that_cannot_be_read_says_what_was_expected(text: str, code: str, some: str) -> None:
    (fault,) = check(text).faults
    assert fault.code == code
    assert some in fault.expected


def test_a_unit_that_differs_and_a_name_that_is_taken() -> None:
    assert [fault.code for fault in check("pupils", unit="dollars").faults] == ["unit_differs"]
    assert check("pupils", unit="pupils").faults == []
    assert [fault.code for fault in check("pupils", name="fte").faults] == ["name_taken"]
    assert [fault.code for fault in check("pupils", name="max").faults] == ["name_taken"]


def test_a_circle_is_found_before_it_is_stored() -> None:
    measures = {"a": "b + 1", "b": "2"}
    (fault,) = check("a * 2", name="b", measures=measures).faults
    assert (fault.code, "b -> a -> b" in fault.message) == ("cycle", True)
    assert [fault.code for fault in check("b + 1", name="b", measures=measures).faults] == ["cycle"]


def test_another_measure_that_is_wrong_leaves_this_one_without_a_value() -> None:
    checked = check("wrong + 1", measures={"wrong": "nobody"})
    assert checked.faults == []
    assert checked.explanation is None


def test_numbers_beyond_measure_are_a_fault_and_no_crash() -> None:
    text = "((9999999999999999 ** 6) ** 6) ** 6"
    assert [fault.code for fault in check(text).faults] == ["number_too_large"]


def completed(text: str, cursor: int | None = None) -> list[tuple[str, str]]:
    return [(each.kind, each.insert) for each in check(text, cursor=cursor).completions]


def test_completions_fit_the_function_the_cursor_is_in() -> None:
    assert completed("count(")[0] == ("need_category", "all")
    assert completed("count(pov") == [("need_category", "poverty")]
    assert completed("count(all, mid") == [("level", "middle")]
    assert completed('measure("K') == [("measure", '"K-3 rooms"')]
    assert completed("source_amount(") == [("source", "LCFF")]
    assert completed("max(pupils, curr")[0] == ("word", "current_budget")
    assert completed("nee")[0] == ("derived_measure", "need")
    assert ("measure", 'measure("K-3 rooms")') in completed("K")
    assert ("function", "round_up(") in completed("rou")
    assert ("need_category", "count(poverty)") in completed("pove")


def test_the_signature_follows_the_cursor() -> None:
    text = "clamp(max(1, 2), 3, 4)"
    signatures = {index: check(text, cursor=index).signature for index in (3, 8, 14, 18, len(text))}
    shown = {index: each and (each.function, each.argument) for index, each in signatures.items()}
    assert shown == {3: None, 8: ("clamp", 0), 14: ("max", 1), 18: ("clamp", 1), len(text): None}


def test_the_begun_word_is_what_is_replaced() -> None:
    assert place_of("pupils + pov", 12).start == 9
    assert (place_of('measure("K-3', 12).start, place_of('measure("K-3', 12).begun) == (8, "K-3")
    assert place_of('measure("K-3")', 14).start == 14


PIECES = st.sampled_from(
    [
        "pupils",
        "need",
        "fte",
        "1",
        "$3",
        "2%",
        "+",
        "-",
        "*",
        "/",
        "**",
        "(",
        ")",
        ",",
        "<",
        "and",
        "or",
        "not",
        '"',
        "#",
    ]
    + [f"{name}(" for name in FUNCTIONS]
)


@given(st.lists(PIECES, max_size=12), st.integers(0, 80), st.sampled_from(["A", "B", None]))
def test_whatever_is_typed_there_is_an_answer(pieces: list[str], cursor: int, school: str | None) -> None:
    text = " ".join(pieces)
    checked = check(text, school=school, cursor=min(cursor, len(text)))
    assert 0 <= checked.place.start <= len(text)
    refused = _refused(text)
    # What the policy would refuse at this place, the editor shows at this place.
    assert refused is None or (refused.at, refused.code) in {(fault.at, fault.code) for fault in checked.faults}
    if not checked.faults and checked.explanation is not None:
        assert checked.explanation.exact is None or isinstance(checked.explanation.exact, Fraction)


def _refused(text: str) -> Fault | None:
    try:
        parse_expression(text)
    except ExpressionFault as error:
        return error.fault
    return None
