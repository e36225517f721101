"""What was asked of a school, what it has, and the answer; refusals of conditions that make no sense."""

from datetime import date
from typing import Any

import pytest

from services.allocation.domain.eligibility import AnyEligibility, Proof, eligible_schools, open_schools, prove
from services.allocation.domain.eligibility_rules import Condition, EligibleAll, EligibleList, EligibleRule
from services.allocation.domain.engine import allocate
from services.allocation.domain.inputs import Inputs
from services.allocation.domain.prepare import Prepared, prepare
from tests.allocation.domain.district import LEVELS, NEEDS, inputs, policy, source

DERIVED = {"name": "rooms_each", "expression": "rooms / (8 * pupil) * pupil - 1", "unit": "ratio"}


def district() -> Prepared:
    data = inputs(
        {
            "A": {"all": 300, "poverty": 100, "all@middle": "0.5"},
            "B": {"all@high": 100, "poverty@high": "39.99"},
            "C": {"all": 0},
        },
        {"S": 0},
        schools={"A": {"school_type": "charter"}, "B": {"flags": frozenset({"title_1", "magnet"})}},
        measures={"rooms": {"A": "4.5", "B": "8"}},
    )
    decided = policy(
        source("S", {"kind": "proportional", "rule_id": "p", "measure": "pupils"}), derived_measures=[DERIVED]
    )
    return allocate(prepare(data, LEVELS, NEEDS), decided).prepared


def rule(*conditions: tuple[str, str, Any], match: Any = "all") -> EligibleRule:
    made = tuple(Condition.model_validate({"subject": s, "operator": o, "value": v}) for s, o, v in conditions)
    return EligibleRule(kind="rule", match=match, conditions=made)


def answers(eligibility: AnyEligibility, prepared: Prepared | None = None) -> list[bool]:
    mask = eligible_schools(prepared or district(), eligibility)
    assert mask is not None
    assert mask.dtype == bool
    return [bool(answer) for answer in mask]


@pytest.mark.parametrize(
    ("condition", "found", "holds"),
    [
        (("pupil_count", ">", "300.49"), ["300.5", "100", "0"], [True, False, False]),
        (("need_count:poverty", "==", "39.99"), ["100", "39.99", "0"], [False, True, False]),
        (("need_share:poverty", "<", "0.35"), ["0.332779", "0.3999", ""], [True, False, False]),
        (("need_share:poverty", ">=", "0"), ["0.332779", "0.3999", ""], [True, True, False]),
        (("measure:rooms", "<=", "4.5"), ["4.5", "8", ""], [True, False, False]),
        (("measure:rooms", "<", "8"), ["4.5", "8", ""], [True, False, False]),
        (("measure:rooms_each", "<", "0"), ["-0.4375", "0", ""], [True, False, False]),
        (("measure:rooms_each", "!=", "0"), ["-0.4375", "0", ""], [True, False, False]),
        (("level", "in", "high, middle"), ["elementary, middle", "high", "elementary"], [True, True, False]),
        (("school_type", "==", "charter"), ["charter", "district", "district"], [True, False, False]),
        (("flag", "!=", "magnet"), ["", "magnet, title_1", ""], [True, False, True]),
        (("school_id", "in", ["C", "A"]), ["A", "B", "C"], [True, False, True]),
    ],
)
def test_a_proof_says_what_each_school_has(
    condition: tuple[str, str, Any], found: list[str], holds: list[bool]
) -> None:
    prepared, asked = district(), rule(condition)
    assert answers(asked, prepared) == holds
    proofs = [prove(prepared, asked, row) for row in range(3)]
    text = ", ".join(asked.conditions[0].texts)
    assert proofs == [
        [Proof(condition[0], condition[1], text, has, answer)] for has, answer in zip(found, holds, strict=True)
    ]


def test_a_rule_proves_every_condition_and_a_list_that_one_stands_in_it() -> None:
    prepared = district()
    both = ("level", "in", "high,middle"), ("pupil_count", ">=", 300)
    assert prove(prepared, rule(*both), 1) == [
        Proof("level", "in", "high, middle", "high", True),
        Proof("pupil_count", ">=", "300", "100", False),
    ]
    assert answers(rule(*both)) == [True, False, False]
    assert answers(rule(*both, match="any")) == [True, True, False]
    listed = EligibleList(kind="list", school_ids=("C", "A"))
    assert answers(listed) == [True, False, True]
    assert [prove(prepared, listed, row) for row in (0, 1)] == [
        [Proof("school_id", "in", "2", "A", True)],
        [Proof("school_id", "in", "2", "B", False)],
    ]
    assert prove(prepared, EligibleAll(), 0) == []
    assert eligible_schools(prepared, EligibleAll()) is None
    assert eligible_schools(prepared, None) is None


def test_a_single_pupil_is_a_share_of_everybody_there() -> None:
    whole = prepare(inputs({"A": {"all": 1, "poverty": 1}, "B": {"all": 2, "poverty": 1}}, {}), LEVELS, NEEDS)
    assert answers(rule(("need_share:poverty", ">", "0.5")), whole) == [True, False]


@pytest.mark.parametrize(
    ("start_month", "closed_on", "opened_on", "expected"),
    [
        (7, date(2026, 7, 1), None, False),
        (7, date(2026, 7, 2), None, True),
        (7, None, date(2027, 6, 30), True),
        (7, None, date(2027, 7, 1), False),
        # A fiscal year that begins in January is the calendar year it is named by.
        (1, date(2027, 1, 1), None, False),
        (1, date(2027, 1, 2), None, True),
        (1, None, date(2027, 12, 31), True),
        (1, None, date(2028, 1, 1), False),
        (2, date(2026, 2, 2), None, True),
    ],
)
def test_a_school_is_open_that_is_so_on_some_day_of_the_year(
    start_month: int, closed_on: date | None, opened_on: date | None, expected: bool
) -> None:
    data = inputs(
        {"A": {"all": 1}, "B": {"all": 1}}, {}, schools={"A": {"closed_on": closed_on, "opened_on": opened_on}}
    )
    prepared = prepare(data, LEVELS, NEEDS)
    found = open_schools(prepared, 2027, start_month)
    assert [bool(each) for each in found] == [expected, True]
    assert found.dtype == bool
    # The answer is kept: a result is calculated again and again while a slider moves.
    assert open_schools(prepared, 2027, start_month) is found
    assert open_schools(prepared, 2020, start_month) is not found


@pytest.mark.parametrize("subject", ["level", "school_type", "flag", "school_id"])
def test_a_district_without_schools_admits_nobody(subject: str) -> None:
    nobody = prepare(Inputs(schools=(), counts=(), revenue_sources=()), LEVELS, NEEDS)
    assert answers(rule((subject, "!=", "A")), nobody) == []
    found = open_schools(nobody, 2027, 7)
    assert found.shape == (0,)
    assert found.dtype == bool


class TestRefused:
    def refused(self, subject: str, operator: str, value: Any) -> str:
        with pytest.raises(ValueError, match=r"validation error") as error:
            Condition.model_validate({"subject": subject, "operator": operator, "value": value})
        return str(error.value)

    @pytest.mark.parametrize("subject", ["level", "school_type", "flag", "school_id"])
    def test_texts_have_no_order(self, subject: str) -> None:
        words = f"Value error, {subject} is a text: use ==, != or in, not >= ["
        assert words in self.refused(subject, ">=", "A")

    @pytest.mark.parametrize("subject", ["pupil_count", "need_share:poverty", "need_count:poverty", "measure:rooms"])
    def test_numbers_are_not_listed(self, subject: str) -> None:
        assert f"Value error, {subject} is a number: in applies to texts [" in self.refused(subject, "in", "1, 2")

    def test_numbers_are_numbers(self) -> None:
        assert "Value error" in self.refused("pupil_count", ">", "many")


@pytest.mark.parametrize(
    ("operator", "value", "texts"),
    [
        ("in", "high, middle ", ("high", "middle")),
        ("in", ["high, middle", "K"], ("high, middle", "K")),
        ("==", "high, middle", ("high, middle",)),
        ("!=", ["K"], ("K",)),
        ("in", 7, ("7",)),
        ("==", 7, ("7",)),
    ],
)
def test_texts_are_separated_by_commas_where_several_may_be(operator: Any, value: Any, texts: tuple[str, ...]) -> None:
    assert Condition.model_validate({"subject": "level", "operator": operator, "value": value}).texts == texts
