"""A derived measure under another name: every reference follows, every cent stays."""

import re
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.allocation.domain.engine import allocate
from services.allocation.domain.formula_rules import Figure
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import prepare
from services.allocation.domain.rename_measure import (
    MEASURE_FIELDS,
    MeasureNameRefused,
    rename_measure,
    renamed_expression,
)
from tests.allocation.domain.district import LEVELS, NEEDS, inputs, policy, source

DISTRICT = inputs(
    {"A": {"all": 200, "poverty": 90}, "B": {"all": 400, "poverty": 30}, "C": {"all": 150, "poverty": 150}},
    {"S": 10_000_000_00, "T": 2_000_000_00},
    measures={"fte": {"A": "12.5", "B": "30", "C": "9"}, "prior": {"A": "900", "B": "800", "C": "700"}},
)
MEASURES = [
    {"name": "units", "expression": "fte * 2"},
    {"name": "small", "expression": "max(300 - pupils, 0)", "unit": "pupils"},
    {"name": "poverty_small", "expression": 'small * share(poverty) + measure("small") + has(small)', "unit": "pupils"},
    {"name": "money_small", "expression": "small * $100 / pupil + sum(small) * $1 / pupil", "unit": "dollars"},
]


def using(*more: dict[str, Any]) -> Policy:
    """A policy whose rules name the measures wherever a rule can."""
    measures = [dict(each) for each in MEASURES]
    measures[2]["expression"] = 'small * share(poverty) + measure("small") + if(has(small), small, 0)'
    rules: list[dict[str, Any]] = [
        {"kind": "formula", "rule_id": "f", "measure": "money_small"},
        {
            "kind": "threshold_supplement", "rule_id": "t", "threshold": "300", "rate_dollars": "50",
            "caps": [{"measure": "money_small"}],
        },
        {
            "kind": "incentive", "rule_id": "i", "times": "units",
            "tiers": [{"measure": "small", "operator": ">=", "value": "1", "amount_cents": 1_000}],
        },
    ]  # fmt: skip
    pool = {
        "kind": "composite_index", "rule_id": "c", "times": "small",
        "parts": [{"measure": "poverty_small", "weight": "1"}],
    }  # fmt: skip
    condition = {"subject": "measure:small", "operator": ">", "value": "0"}
    return policy(
        source("S", *rules, central_services=[{"name": "IT", "mode": "sold", "price_cents": 100, "sold_per": "units"}]),
        source("T", pool, eligibility={"kind": "rule", "match": "all", "conditions": [condition]}),
        derived_measures=[*measures, *more],
    )


NAMES = st.from_regex(r"\A[a-z_][a-z0-9_]{0,20}\Z")


@given(old=st.sampled_from(["small", "poverty_small", "money_small", "units"]), new=NAMES)
def test_every_cent_stays_and_renaming_back_gives_the_same_policy(old: str, new: str) -> None:
    before = using()
    try:
        renamed = rename_measure(before, old, new, {"fte", "prior"})
    except MeasureNameRefused as refused:
        assert refused.code in {"reserved_name", "name_taken"}  # noqa: PT017 - the code is what is tested
        return
    prepared = prepare(DISTRICT, LEVELS, NEEDS)
    one, other = allocate(prepared, before), allocate(prepared, renamed.policy)
    assert one.totals.tolist() == other.totals.tolist()
    assert [each.amounts.tolist() for each in one.components] == [each.amounts.tolist() for each in other.components]
    if new != old:
        assert not re.search(rf"\b{old}\b", renamed.policy.model_dump_json())
    again = rename_measure(renamed.policy, new, old)
    assert again.policy.policy_hash() == before.policy_hash()
    assert again.places == renamed.places


def test_each_place_is_counted_and_blanks_stay() -> None:
    assert rename_measure(using(), "small", "few").places == 9
    written = 'small  +  count("small") + measure( "small" ) * smaller + share(small)'
    expected = 'x  +  count("small") + measure( "x" ) * smaller + share(small)'
    assert renamed_expression(written, "small", "x") == (expected, 2)


@pytest.mark.parametrize(
    ("name", "new", "code"),
    [
        ("nobody", "x", "unknown_measure"),
        ("small", "Zwölf", "bad_name"),
        ("small", "2nd", "bad_name"),
        ("small", "", "bad_name"),
        ("small", "pupils", "reserved_name"),
        ("small", "max", "reserved_name"),
        ("small", "money_small", "name_taken"),
        ("small", "fte", "name_taken"),
        ("small", "a" * 64, "name_too_long"),
    ],
)
def test_a_name_that_cannot_be_is_refused_with_a_remedy(name: str, new: str, code: str) -> None:
    long = {"name": "long", "expression": " + ".join(["small"] * 100), "unit": "pupils"}
    with pytest.raises(MeasureNameRefused) as refused:
        rename_measure(using(long), name, new, {"fte"})
    assert refused.value.code == code
    assert refused.value.remedy


def test_no_field_of_a_policy_that_names_a_measure_is_forgotten() -> None:
    pattern = next(part.pattern for part in get_args(Figure) if hasattr(part, "pattern"))
    fields = set(_fields(Policy.model_json_schema(), pattern))
    assert fields
    assert fields <= MEASURE_FIELDS
    assert "prior_pupils_measure" in MEASURE_FIELDS


def _fields(part: Any, pattern: str) -> list[str]:
    found = []
    if isinstance(part, dict):
        for name, field in part.get("properties", {}).items():
            choices = [field, *field.get("anyOf", [])] if isinstance(field, dict) else []
            if any(choice.get("pattern") == pattern for choice in choices):
                found.append(name)
        for each in part.values():
            found += _fields(each, pattern)
    elif isinstance(part, list):
        for each in part:
            found += _fields(each, pattern)
    return found
