"""A policy is checked before there are data: what its own parts do not agree on."""

import pytest

from services.allocation.domain.policy_alone import problems_of_policy_alone
from tests.allocation.domain.district import policy, source
from tests.allocation.domain.grouped import grouped_policy

BASE = {"kind": "per_pupil", "rule_id": "base", "rates": [{"need_category": "all", "rate_dollars": "1"}]}


def test_what_only_data_can_say_is_no_fault() -> None:
    listed = {"kind": "list", "school_ids": ["nobody knows yet"]}
    by_measure = {"kind": "proportional", "rule_id": "fte", "measure": "fte"}
    floor = {"kind": "hold_harmless", "adjustment_id": "hh", "percent_bp": 9_000, "payer": {"kind": "gainers"}}
    measure = {"name": "x", "expression": "source_amount(FAR_AWAY) * fte", "unit": "dollars"}
    written = policy(source("S", BASE, by_measure, eligibility=listed), adjustments=[floor], derived_measures=[measure])
    assert problems_of_policy_alone(written) == []
    assert problems_of_policy_alone(grouped_policy()) == []


@pytest.mark.parametrize(
    ("expression", "unit", "code"),
    [
        ("count(nobody)", "pupils", "unknown_need_category"),
        ("count(all, kindergarten)", "pupils", "unknown_level"),
        ("pupils + $1", "dollars", "units_differ"),
        ("$1 * x / $1", "dollars", "cycle"),
    ],
)
def test_an_expression_that_no_data_could_mend(expression: str, unit: str, code: str) -> None:
    measure = {"name": "x", "expression": expression, "unit": unit}
    (problem,) = problems_of_policy_alone(policy(source("S", BASE), derived_measures=[measure]))
    assert (problem.pointer, problem.code) == ("/derived_measures/0/expression", code)


def test_faults_of_measures_rules_and_adjustments_are_listed_together() -> None:
    rule = {**BASE, "rates": [{"level": "13", "need_category": "nobody", "rate_dollars": "1"}]}
    floor = {
        "kind": "hold_harmless",
        "adjustment_id": "hh",
        "percent_bp": 9_000,
        "payer": {"kind": "reserve", "source_id": "T"},
    }
    measure = {"name": "x", "expression": "share(rich)"}
    found = problems_of_policy_alone(policy(source("S", rule), adjustments=[floor], derived_measures=[measure]))
    assert [problem.pointer for problem in found] == [
        "/derived_measures/0/expression",
        "/sources/0/rules/0/rates/0/need_category",
        "/sources/0/rules/0/rates/0/level",
        "/adjustments/0/payer/source_id",
    ]
