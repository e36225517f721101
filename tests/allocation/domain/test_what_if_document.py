"""The document of a what-if says nothing but what the whole result says, in fewer words."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services.allocation.domain.errors import Infeasible
from services.allocation.domain.result_document import result_document
from services.allocation.domain.what_if_document import what_if_document
from tests.allocation.domain.district import district_counts, inputs, policy, run, source
from tests.allocation.domain.test_invariants import any_policy

MOVED = {"top_up", "reduction"}


@given(
    counts=district_counts(),
    money=st.lists(st.integers(0, 10**10), min_size=1, max_size=3),
    names=st.permutations(["a", "a/top_up"]),
    data=st.data(),
)
def test_it_sums_what_the_whole_result_lists(
    counts: dict[str, Any], money: list[int], names: list[str], data: st.DataObject
) -> None:
    # One source is called as the part of an adjustment, and one adjustment as the part of another.
    sources = dict(zip(("top_up", "S", "T"), money, strict=False))
    current = {school: data.draw(st.integers(0, 2 * sum(money) // len(counts) + 1)) for school in counts}
    floors = [
        {"kind": "hold_harmless", "adjustment_id": name, "percent_bp": 8_000, "payer": {"kind": "gainers"}}
        for name in names
    ]
    drawn = data.draw(any_policy(list(sources)))
    listed = data.draw(st.sets(st.sampled_from(sorted(counts)), min_size=1))
    first = source("top_up", *drawn["sources"][0]["rules"], eligibility={"kind": "list", "school_ids": sorted(listed)})
    try:
        result = run(inputs(counts, sources, current=current), policy(first, *drawn["sources"][1:], adjustments=floors))
    except Infeasible:
        return
    whole, brief = result_document(result), what_if_document(result, None)

    assert brief["result_hash"] is None
    assert brief["schools_hash"].startswith("sha256:")
    assert brief["matrix"] == []
    told_otherwise = {"components", "matrix", "sources"}
    for name in whole.keys() - told_otherwise:
        assert brief[name] == whole[name]
    for full, short in zip(whole["sources"], brief["sources"], strict=True):
        assert short["eligibility"] in ([], full["eligibility"])
        assert (short["eligibility"] == []) == all(full["eligibility"])
        assert full | {"eligibility": []} == short | {"eligibility": []}
    assert brief["components"] == [
        *(_summed(each) for each in whole["components"] if each["kind"] not in MOVED),
        *_of_adjustments(result, whole),
    ]


def _summed(component: dict[str, Any]) -> dict[str, Any]:
    amounts = component["amounts_cents"]
    count = sum(amount != 0 for amount in amounts)
    return component | {"amounts_cents": [], "amount_cents": sum(amounts), "school_count": count}


def _of_adjustments(result: Any, whole: dict[str, Any]) -> list[dict[str, Any]]:
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for component, told in zip(result.components, whole["components"], strict=True):
        if told["kind"] not in MOVED:
            continue
        name = f"{component.adjustment_id}/{told['kind']}"
        sums = found.get((name, told["kind"]), {"amounts_cents": [0] * len(told["amounts_cents"])})["amounts_cents"]
        found[name, told["kind"]] = told | {
            "component_id": name,
            "source_id": None,
            "amounts_cents": [a + b for a, b in zip(sums, told["amounts_cents"], strict=True)],
        }
    return list(found.values())


def test_what_the_reader_knows_of_the_schools_is_not_told_again() -> None:
    pool = {"kind": "weighted_pool", "rule_id": "p", "weights": [{"need_category": "all", "weight": "1"}]}
    rows = inputs({"A": {"all": "10"}, "B": {"all": "20.50"}}, {"S": 1_000}, current={"A": 1})
    result = run(rows, policy(source("S", pool)))
    first = what_if_document(result, None)
    again = what_if_document(result, first["schools_hash"])
    told_once = {"school_ids", "school_names", "school_levels", "pupil_counts", "current_cents"}
    assert all(len(first[name]) == 2 for name in told_once)
    assert again == first | {name: [] for name in told_once} | {"need_shares_bp": {}}
    assert what_if_document(result, "sha256:another") == first

    other = run(inputs({"A": {"all": "11"}, "B": {"all": "20.50"}}, {"S": 1_000}), policy(source("S", pool)))
    assert what_if_document(other, first["schools_hash"])["school_ids"] == ["A", "B"]
