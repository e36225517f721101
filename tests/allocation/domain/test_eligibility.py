"""Who may receive a source, and the proof of each answer."""

from datetime import date
from typing import Any

import pytest

from services.allocation.domain.errors import PolicyProblems
from services.allocation.domain.explain import explain
from tests.allocation.domain.district import by_school, inputs, policy, run, source, totals

POOL = {"kind": "proportional", "rule_id": "p", "measure": "pupils"}
COUNTS: dict[str, dict[str, object]] = {
    "A": {"all": 100, "poverty": 40},
    "B": {"all": 100, "poverty": "39.99"},
    "C": {"all@high": 100, "poverty@high": 90},
    "D": {"all": 0},
}
SCHOOLS: dict[str, dict[str, Any]] = {"B": {"school_type": "charter"}, "C": {"flags": frozenset({"title_1"})}}


def eligible(*conditions: tuple[str, str, Any], match: str = "all") -> list[str]:
    rule = {
        "kind": "rule",
        "match": match,
        "conditions": [{"subject": s, "operator": o, "value": v} for s, o, v in conditions],
    }
    data = inputs(COUNTS, {"S": 0}, schools=SCHOOLS, measures={"score": {"A": "0.5", "B": "2"}})
    document = run(data, policy(source("S", POOL, eligibility=rule))).to_json_dict()
    answers = zip(document["school_ids"], document["sources"][0]["eligibility"], strict=True)
    return [school for school, answer in answers if answer]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (("need_share:poverty", ">=", "0.40"), "AC"),
        (("need_share:poverty", "<", "0.40"), "B"),  # D has no pupils, so no share
        (("need_share:poverty", "==", 0.4), "A"),
        (("need_count:poverty", ">", 40), "C"),
        (("pupil_count", "<=", "99.99"), "D"),
        (("level", "==", "high"), "C"),
        (("level", "in", "high, middle"), "C"),
        (("school_type", "!=", "charter"), "ACD"),
        (("school_type", "in", ["charter", "special"]), "B"),
        (("flag", "==", "title_1"), "C"),
        (("flag", "!=", "title_1"), "ABD"),
        (("measure:score", "<=", "0.5"), "A"),
        (("measure:score", "!=", "9"), "AB"),  # a school without the measure meets no condition on it
        (("school_id", "in", "A,D"), "AD"),
    ],
)
def test_a_condition_is_compared_exactly(condition: tuple[str, str, Any], expected: str) -> None:
    assert "".join(eligible(condition)) == expected


def test_all_or_any_of_the_conditions() -> None:
    conditions = ("need_share:poverty", ">=", "0.4"), ("level", "==", "elementary")
    assert eligible(*conditions) == ["A"]
    assert eligible(*conditions, match="any") == ["A", "B", "C", "D"]


def test_money_reaches_eligible_schools_only_and_a_rule_may_narrow_it() -> None:
    data = inputs(COUNTS, {"S": 1_000}, schools=SCHOOLS)
    listed = {"kind": "list", "school_ids": ["A", "C"]}
    narrow = POOL | {"rule_id": "n", "pool_share_bp": 5_000, "eligibility": {"kind": "list", "school_ids": ["B", "C"]}}
    result = run(data, policy(source("S", POOL | {"pool_share_bp": 5_000}, narrow, eligibility=listed)))
    assert by_school(result, "S/p") == {"A": 250, "B": 0, "C": 250, "D": 0}
    assert by_school(result, "S/n") == {"A": 0, "B": 0, "C": 500, "D": 0}


@pytest.mark.parametrize(
    ("dates", "is_open"),
    [
        ({"closed_on": date(2026, 7, 1)}, False),
        ({"closed_on": date(2026, 7, 2)}, True),
        ({"opened_on": date(2027, 7, 1)}, False),
        ({"opened_on": date(2027, 6, 30)}, True),
    ],
)
def test_a_school_that_is_not_open_in_the_fiscal_year_receives_nothing(dates: dict[str, date], is_open: bool) -> None:
    data = inputs({"A": {"all": 1}, "B": {"all": 1}}, {"S": 100}, schools={"A": dates})
    result = run(data, policy(source("S", POOL)))
    assert totals(result) == ({"A": 50, "B": 50} if is_open else {"A": 0, "B": 100})
    codes = [finding["code"] for finding in result.to_json_dict()["findings"]]
    assert ("closed_school_with_pupils" in codes) is not is_open


def test_a_grant_to_a_closed_school_is_refused() -> None:
    data = inputs({"A": {"all": 1}}, {"G": 10}, grants=[("G", "A", 5)], schools={"A": {"closed_on": date(2020, 1, 1)}})
    with pytest.raises(PolicyProblems) as refused:
        run(data, policy({"source_id": "G", "distribution": "school_grant"}))
    assert refused.value.problems[0].code == "grant_to_closed_school"


def test_the_explanation_proves_the_answer() -> None:
    rule = {"kind": "rule", "conditions": [{"subject": "need_share:poverty", "operator": ">=", "value": "0.40"}]}
    result = run(inputs(COUNTS, {"S": 1_000}), policy(source("S", POOL, eligibility=rule)))
    assert "need_share:poverty: 0.3999 (>= 0.40)\n        (not met)" in explain(result, "B").to_text()
    assert "no cumple los requisitos" in explain(result, "B", "S").to_text("es")
    assert "need_share:poverty: 0.9 (>= 0.40)" in explain(result, "C", "S").to_text()
