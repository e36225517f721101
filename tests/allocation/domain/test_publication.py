"""A publication can be calculated again from its bundle, and its public view tells of no small group."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.allocation.domain.public_view import PublicFacts, merged_amounts, need_counts, public_document
from services.allocation.domain.publication_bundle import (
    BundleUnreadable,
    bundle_document,
    inputs_of,
    parse_bundle,
    prepare_as_published,
    published_of,
)
from services.allocation.domain.result import Result
from services.allocation.domain.verification import Verification, verify
from tests.allocation.domain.district import (
    LEVELS,
    district_counts,
    inputs,
    policy,
    run,
    source,
)

HASHES = ("policy_hash", "inputs_hash", "result_hash")
FACTS = PublicFacts("Willow Unified", "r1", 1, "2026-06-12T00:00:00Z", "Adopted.", {"poverty": "In poverty"}, {})


def bundle_of(result: Result) -> dict[str, Any]:
    document = result.to_json_dict()
    kept = {name: document[name] for name in (*HASHES, "engine_version")}
    whole = bundle_document(kept, result.policy, result.prepared.inputs, document)
    parsed: dict[str, Any] = json.loads(json.dumps(whole))
    return parsed


def verified(document: dict[str, Any]) -> Verification:
    bundle = parse_bundle(json.dumps(document))
    return verify(published_of(bundle), bundle.policy, prepare_as_published(inputs_of(bundle), bundle.policy))


def pool(weights: list[dict[str, str]]) -> dict[str, Any]:
    return {"kind": "weighted_pool", "rule_id": "pool", "weights": weights}


@given(district_counts(), st.integers(0, 10**11))
def test_a_bundle_gives_the_published_result_again(counts: dict[str, dict[str, Decimal]], cents: int) -> None:
    data = inputs(counts, {"S": cents}, grants=[("S", next(iter(counts)), 0)], current=dict.fromkeys(counts, 5))
    decisions = policy(source("S", {"kind": "foundation", "rule_id": "f", "amounts": [{"amount_cents": 0}]}))
    result = run(data, decisions)
    bundle = parse_bundle(json.dumps(bundle_of(result)))
    assert inputs_of(bundle).content_hash() == data.content_hash()
    found = verified(bundle_of(result))
    assert found.verified
    assert found.differences == ()
    assert [check.name for check in found.checks] == ["document", "policy", "inputs", "result"]


def simple() -> Result:
    counts = {"A": {"all": 100, "poverty": 40}, "B": {"all": 300, "poverty": 50}, "C": {"all": 200, "poverty": 6}}
    weights = [{"level": "*", "need_category": "all", "weight": "1"}]
    poor = {"kind": "proportional", "rule_id": "p", "measure": "need:poverty"}
    data = inputs(counts, {"BASE": 60_000_000, "POOR": 9_600_000}, restricted=["POOR"])
    return run(data, policy(source("BASE", pool(weights)), source("POOR", poor)))


def test_every_change_of_a_bundle_is_found_and_named() -> None:
    document = bundle_of(simple())
    document["inputs"]["counts"][0][3] = "101"
    found = verified(document)
    assert {check.name for check in found.checks if not check.agrees} == {"inputs", "result"}
    assert {each.school_id for each in found.differences} == {"A", "B", "C"}
    document = bundle_of(simple())
    document["inputs"]["revenue_sources"] = document["inputs"]["revenue_sources"][:1]
    found = verified(document)
    assert not found.verified
    document = bundle_of(simple())
    document["result"]["school_ids"][0] = "Z"
    found = verified(document)
    assert [(each.school_id, each.published_cents is None, each.found_cents is None) for each in found.differences] == [
        ("A", True, False),
        ("Z", False, True),
    ]


@pytest.mark.parametrize("broken", ["", "[]", '{"kind": "other"}'])
def test_what_is_no_bundle_is_refused(broken: str) -> None:
    with pytest.raises(BundleUnreadable):
        parse_bundle(broken)
    document = bundle_of(simple())
    del document["run"]["inputs_hash"]
    with pytest.raises(BundleUnreadable, match="inputs_hash"):
        published_of(parse_bundle(json.dumps(document)))


def test_a_hidden_count_hides_the_money_that_tells_of_it_and_another_amount_beside() -> None:
    result = simple()
    hidden = [[False] for _ in range(3)]
    hidden[2][0] = hidden[0][0] = True
    page = public_document(
        result.to_json_dict(), result.policy, result.prepared, FACTS, [[*row, False, False] for row in hidden], 10
    )
    schools = {school["school_id"]: school for school in page["schools"]}
    assert schools["C"]["need_pupil_counts"]["poverty"] is None
    assert schools["C"]["source_cents"] == {"BASE": None, "POOR": None}
    assert schools["C"]["merged_cents"] == schools["C"]["total_cents"]
    assert schools["B"]["source_cents"]["POOR"] == 5_000_000
    assert schools["B"]["need_pupil_counts"]["poverty"] == "50.00"
    assert page["need_pupil_counts"]["poverty"] == "96.00"
    assert page["need_names"]["poverty"] == "In poverty"
    assert need_counts(result.prepared)[1][0] == 50


def test_adjustments_move_money_by_any_need() -> None:
    counts = {"A": {"all": 100, "poverty": 40}, "B": {"all": 300, "poverty": 6}, "C": {"all": 300, "poverty": 6}}
    data = inputs(counts, {"BASE": 60_000_000}, current=dict.fromkeys(counts, 1_000))
    weights = [{"level": "*", "need_category": "all", "weight": "1"}]
    floor = {
        "kind": "hold_harmless", "adjustment_id": "hh", "percent_bp": 9_000, "basis": "total",
        "payer": {"kind": "gainers"},
    }  # fmt: skip
    result = run(data, policy(source("BASE", pool(weights)), adjustments=[floor]))
    hidden = [[False, False, False], [True, True, False], [True, True, False]]
    page = public_document(result.to_json_dict(), result.policy, result.prepared, FACTS, hidden, 10)
    assert [school["source_cents"]["BASE"] is None for school in page["schools"]] == [False, True, True]


_SOURCES = ("S1", "S2", "S3")
_AMOUNTS = st.lists(st.fixed_dictionaries({name: st.integers(0, 10**9) for name in _SOURCES}), min_size=1, max_size=10)


@given(_AMOUNTS, st.data())
def test_no_amount_can_be_had_by_subtraction(amounts: list[dict[str, int]], data: st.DataObject) -> None:
    rests_on = {name: frozenset(data.draw(st.sets(st.sampled_from(["p", "e"])))) for name in _SOURCES}
    hidden = [[data.draw(st.booleans()), data.draw(st.booleans())] for _ in amounts]
    merged = merged_amounts(amounts, rests_on, ["p", "e"], hidden)
    for row, gaps, cells in zip(amounts, merged, hidden, strict=True):
        paying = {name for name, cents in row.items() if cents}
        assert gaps <= paying
        for need, is_hidden in zip(["p", "e"], cells, strict=True):
            assert not is_hidden or {name for name in paying if need in rests_on[name]} <= gaps
        assert len(gaps) != 1 or paying == gaps
    for name in _SOURCES:
        holes = sum(name in gaps for gaps in merged)
        payers = sum(bool(row[name]) for row in amounts)
        assert holes != 1 or payers == 1


def test_levels_and_needs_that_only_the_data_speak_of_are_kept() -> None:
    counts = {"A": {"all@middle": 10, "gifted@middle": 3}}
    data = inputs(counts, {"S": 100})
    decisions = policy(source("S", {"kind": "proportional", "rule_id": "p", "measure": "pupils"}), levels=["high"])
    prepared = prepare_as_published(data, decisions)
    assert "middle" in prepared.levels
    assert "gifted" in prepared.need_categories
    assert LEVELS[2] in prepared.levels
