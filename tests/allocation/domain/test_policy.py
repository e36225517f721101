"""The policy document: what it accepts, and how clearly it refuses."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from services.allocation.domain.errors import InputProblems, PolicyProblems
from services.allocation.domain.inputs import CountRow, Origin
from services.allocation.domain.policy import parse_policy, policy_schema
from services.allocation.domain.prepare import prepare
from tests.allocation.domain.district import LEVELS, NEEDS, inputs, policy, run, source

ROOT = Path(__file__).parents[3]
DOCUMENT: dict[str, Any] = json.loads((ROOT / "docs/allocation/example/policy.json").read_text())


def changed(path: str, value: Any) -> str:
    """The example policy with one value changed; a path ends in the key to set, or to remove with None."""
    document = json.loads(json.dumps(DOCUMENT))
    *parents, last = [int(part) if part.isdigit() else part for part in path.split("/")]
    place: Any = document
    for part in parents:
        place = place[part]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return json.dumps(document)


def test_the_schema_accepts_the_example_and_is_the_documented_one() -> None:
    schema = policy_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(DOCUMENT, schema)
    assert json.loads((ROOT / "docs/allocation/policy.schema.json").read_text()) == schema


def test_a_policy_survives_the_round_trip_with_its_hash() -> None:
    first = parse_policy(json.dumps(DOCUMENT))
    assert parse_policy(first.model_dump_json()).policy_hash() == first.policy_hash()


@pytest.mark.parametrize(
    ("path", "value", "pointer"),
    [
        ("naem", 1, "/naem"),
        ("fiscal_year", None, "/fiscal_year"),
        ("fiscal_year", "2027", "/fiscal_year"),
        ("need_categories", ["poverty"], ""),
        ("sources/0/central_share", {"percent_bp": 10_001}, "/sources/0/central_share/percent_bp"),
        ("sources/0/central_share", {}, "/sources/0/central_share"),
        ("sources/0/rules/0/kind", "flat", "/sources/0/rules/0"),
        ("sources/0/rules/1/weights/0/weight", "-1", "/sources/0/rules/1/weights/0/weight"),
        ("sources/0/rules/1/weights/0/weight", "0.1234567", "/sources/0/rules/1/weights/0/weight"),
        ("sources/0/rules/1/weights/0/weight", "NaN", "/sources/0/rules/1/weights/0/weight"),
        ("sources/0/rules/1/weights/0/weight", "1e999", "/sources/0/rules/1/weights/0/weight"),
        ("sources/0/rules/1/weights/0/weight", True, "/sources/0/rules/1/weights/0/weight"),
        ("sources/0/rules/1/weights/3/level", "middle", None),
        ("sources/1/rules/1/cells/0/share_bp", 4_001, "/sources/1/rules/1"),
        ("sources/2/eligibility/conditions/0/operator", "in", "/sources/2/eligibility/conditions/0"),
        ("sources/2/eligibility/conditions/0/subject", "poverty", "/sources/2/eligibility/conditions/0/subject"),
        ("sources/5/rules", DOCUMENT["sources"][4]["rules"], "/sources/5"),
        ("sources/6/rules", DOCUMENT["sources"][4]["rules"], "/sources/6"),
        ("adjustments/1/payer/kind", "nobody", "/adjustments/1/payer"),
        ("adjustments/0/per_school", None, "/adjustments/0"),
    ],
)
def test_a_fault_is_named_by_its_pointer(path: str, value: Any, pointer: str | None) -> None:
    if pointer is None:
        parse_policy(changed(path, value))
        return
    with pytest.raises(PolicyProblems) as refused:
        parse_policy(changed(path, value))
    assert pointer in [problem.pointer for problem in refused.value.problems]
    assert all(problem.remedy and problem.message for problem in refused.value.problems)


@pytest.mark.parametrize(
    "text", ["", "{", "[1,]", '{"name": NaN}', '{"name": 1, "name": 2}', "\x00", "[" * 100_000, "null"]
)
def test_text_that_is_no_policy_is_refused(text: str) -> None:
    with pytest.raises(PolicyProblems):
        parse_policy(text)


def test_a_json_number_means_its_shortest_spelling() -> None:
    text = '{"kind":"weighted_pool","rule_id":"r","weights":[{"need_category":"all","weight":0.1}]}'
    document = {"name": "n", "fiscal_year": 2027, "sources": [source("S", json.loads(text))]}
    rule = parse_policy(json.dumps(document)).sources[0].rules[0]
    assert rule.kind == "weighted_pool"
    assert rule.weights[0].weight == Decimal("0.1")


def test_every_name_that_the_data_do_not_hold_is_listed() -> None:
    rules: list[dict[str, Any]] = [
        {
            "kind": "weighted_pool",
            "rule_id": "w",
            "weights": [{"level": "k12", "need_category": "gifted", "weight": 1}],
        },
        {"kind": "proportional", "rule_id": "m", "measure": "fte"},
        {"kind": "school_grant", "rule_id": "g", "grants": [{"school_id": "Z", "amount_cents": 1}]},
        {"kind": "foundation", "rule_id": "f", "amounts": [{"level": "k12", "amount_cents": 1}]},
    ]
    conditions = [{"subject": "need_share:foster", "operator": ">", "value": "1"}]
    eligibility = {"kind": "rule", "conditions": conditions}
    hold = {
        "kind": "hold_harmless",
        "adjustment_id": "h",
        "percent_bp": 1,
        "payer": {"kind": "reserve", "source_id": "Q"},
    }
    decisions = policy(source("S", *rules, eligibility=eligibility), source("T", rules[1]), adjustments=[hold])
    with pytest.raises(PolicyProblems) as refused:
        run(inputs({"A": {"all": 1}}, {"S": 1}), decisions)
    assert [problem.pointer for problem in refused.value.problems] == [
        "/adjustments/0",
        "/adjustments/0/payer/source_id",
        "/sources/0/eligibility/conditions/0/subject",
        "/sources/0/rules",
        "/sources/0/rules/0/weights/0/level",
        "/sources/0/rules/0/weights/0/need_category",
        "/sources/0/rules/1/measure",
        "/sources/0/rules/2/grants/0/school_id",
        "/sources/0/rules/3/amounts/0/level",
        "/sources/1/rules/0/measure",
        "/sources/1/source_id",
    ]


def test_rows_that_contradict_each_other_are_all_listed() -> None:
    data = inputs({"A": {"all": 1}}, {"S": 1}, grants=[("Q", "Z", 5)], current={"Z": -4})
    counts = (
        *data.counts,
        CountRow("A", "elementary", "all", Decimal(2), Origin("counts.csv", 3)),
        CountRow("A", "elementary", "poverty", Decimal(-1), Origin("counts.csv", 4)),
        CountRow("A", "elementary", "poverty@", Decimal("0.005"), Origin("counts.csv", 5)),
        CountRow("A", "k12", "english_learner", Decimal("NaN"), Origin("counts.csv", 6)),
    )
    data = type(data)(
        data.schools, counts, data.revenue_sources, data.measures, data.current_budgets, data.school_grants
    )
    with pytest.raises(InputProblems) as refused:
        prepare(data, LEVELS, NEEDS)
    assert sorted((p.row, p.code) for p in refused.value.problems) == [
        (0, "out_of_range"),
        (0, "unknown_revenue_source"),
        (0, "unknown_school"),
        (3, "duplicate_key"),
        (4, "out_of_range"),
        (5, "too_many_decimals"),
        (5, "unknown_need_category"),
        (6, "out_of_range"),
        (6, "unknown_level"),
    ]
