"""What must hold for every district and every policy."""

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from services.allocation.domain.engine import allocate
from services.allocation.domain.errors import Infeasible
from services.allocation.domain.inputs import CountRow
from services.allocation.domain.policy import parse_policy
from services.allocation.domain.prepare import prepare
from tests.allocation.domain.district import (
    LEVELS,
    NEEDS,
    by_school,
    cell_weights,
    decimals,
    district_counts,
    inputs,
    policy,
    run,
    source,
    totals,
)


@st.composite
def any_rule(draw: st.DrawFn, number: int) -> dict[str, Any]:
    kind = draw(st.sampled_from(["weighted_pool", "per_pupil", "base", "foundation", "shares", "proportional"]))
    rule: dict[str, Any] = {"kind": kind, "rule_id": f"r{number}"}
    if kind == "weighted_pool":
        rule |= {"weights": draw(cell_weights()), "combine": draw(st.sampled_from(["additive", "multiplicative"]))}
    elif kind == "per_pupil":
        rule["rates"] = [
            {"level": cell["level"], "need_category": cell["need_category"], "rate_dollars": cell["weight"]}
            for cell in draw(cell_weights())
        ]
    elif kind == "base":
        rule |= {"kind": "per_pupil", "base_dollars": draw(decimals), "weights": draw(cell_weights())}
    elif kind == "foundation":
        amounts = st.fixed_dictionaries(
            {"level": st.sampled_from([*LEVELS, None]), "amount_cents": st.integers(0, 10**6)}
        )
        rule["amounts"] = draw(st.lists(amounts, min_size=1, max_size=3))
    elif kind == "shares":
        cut = draw(st.integers(0, 10_000))
        rule["cells"] = [
            {"need_category": "all", "share_bp": cut},
            {"need_category": "poverty", "share_bp": 10_000 - cut},
        ]
    else:
        rule["measure"] = draw(st.sampled_from(["pupils", "need:poverty", "need:english_learner"]))
    return rule


@st.composite
def any_policy(draw: st.DrawFn, source_ids: list[str]) -> dict[str, Any]:
    sources = []
    for source_id in source_ids:
        rules = [draw(any_rule(number)) for number in range(draw(st.integers(1, 3)))]
        pools = [rule for rule in rules if rule["kind"] in {"weighted_pool", "shares", "proportional"}]
        for rule in pools:
            rule["pool_share_bp"] = draw(st.integers(0, 10_000 // len(pools)))
        share = {"percent_bp": draw(st.integers(0, 10_000))}
        sources.append(source(source_id, *rules, central_share=share))
    return {"sources": sources, "rounding_unit_cents": draw(st.sampled_from([1, 1, 100]))}


@given(counts=district_counts(), money=st.lists(st.integers(0, 10**12), min_size=1, max_size=3), data=st.data())
def test_every_cent_of_every_source_is_somewhere(counts: dict[str, Any], money: list[int], data: st.DataObject) -> None:
    sources = {f"S{number}": cents for number, cents in enumerate(money)}
    drawn = data.draw(any_policy(list(sources)))
    decisions = policy(*drawn["sources"], rounding_unit_cents=drawn["rounding_unit_cents"])
    refusal = _refusal(lambda: run(inputs(counts, sources), decisions))
    assert refusal is None or (refusal.shortfall_cents > 0 and refusal.relax)


def _refusal(attempt: Callable[[], object]) -> Infeasible | None:
    try:
        attempt()
    except Infeasible as refused:
        return refused
    return None


@given(counts=district_counts(), cents=st.integers(1, 10**12), data=st.data())
def test_the_order_of_rows_changes_not_a_byte(counts: dict[str, Any], cents: int, data: st.DataObject) -> None:
    drawn = data.draw(any_policy(["S"]))
    decisions = policy(*drawn["sources"])
    rows = inputs(counts, {"S": cents})
    shuffled = replace(
        rows,
        schools=tuple(data.draw(st.permutations(rows.schools))),
        counts=tuple(data.draw(st.permutations(rows.counts))),
    )
    assert rows.content_hash() == shuffled.content_hash()
    try:
        first = allocate(prepare(rows, LEVELS, NEEDS), decisions)
    except Infeasible:
        return
    second = allocate(prepare(shuffled, LEVELS, NEEDS), decisions)
    assert first.to_bytes() == second.to_bytes()
    assert first.result_hash == second.result_hash


@given(counts=district_counts(), weights=cell_weights(), data=st.data(), more=st.integers(1, 10**6))
def test_raising_a_weight_never_lowers_a_school_in_a_fixed_rate_rule(
    counts: dict[str, Any], weights: list[dict[str, str]], data: st.DataObject, more: int
) -> None:
    raised = [dict(cell) for cell in weights]
    chosen = data.draw(st.integers(0, len(weights) - 1))
    raised[chosen]["weight"] = str(Decimal(weights[chosen]["weight"]) + Decimal(more) / 1_000_000)
    rule = {"kind": "per_pupil", "rule_id": "r", "base_dollars": "4129.53"}
    rows = inputs(counts, {"S": 10**14})
    before = totals(run(rows, policy(source("S", rule | {"weights": weights}))))
    after = totals(run(rows, policy(source("S", rule | {"weights": raised}))))
    assert all(after[school] >= before[school] for school in before)


@given(counts=district_counts(), cents=st.integers(0, 10**12), data=st.data())
def test_money_follows_a_pupil_who_moves(counts: dict[str, Any], cents: int, data: st.DataObject) -> None:
    assume(len(counts) > 1)
    giver = data.draw(st.sampled_from(sorted(counts)))
    taker = data.draw(st.sampled_from(sorted(set(counts) - {giver})))
    level = min(name.partition("@")[2] for name in counts[giver])
    cell = f"all@{level}"
    assume(counts[giver][cell] >= 1)
    moved = {school: dict(needs) for school, needs in counts.items()}
    moved[giver][cell] -= 1
    moved[taker][cell] = moved[taker].get(cell, Decimal(0)) + 1
    pool = {"kind": "weighted_pool", "rule_id": "p", "weights": [{"need_category": "all", "weight": "1"}]}
    before, after = (totals(run(inputs(c, {"S": cents}), policy(source("S", pool)))) for c in (counts, moved))
    # Cents go by largest remainder, so other schools may gain or lose one, never more.
    assert after[giver] <= before[giver] + 1
    assert after[taker] >= before[taker] - 1
    others = set(counts) - {giver, taker}
    assert all(abs(after[school] - before[school]) <= 1 for school in others)


def test_equal_content_has_an_equal_hash_and_other_content_another() -> None:
    rows = inputs({"A": {"all": "10"}, "B": {"all": "20.50"}}, {"S": 1_000})
    same = replace(
        rows, counts=tuple(replace(row, pupil_count=row.pupil_count + Decimal("0.00")) for row in rows.counts)
    )
    other = replace(rows, counts=(CountRow("A", "elementary", "all", Decimal("10.01")), *rows.counts[1:]))
    assert rows.content_hash() == same.content_hash()
    assert rows.content_hash() != other.content_hash()
    pool: dict[str, Any] = {
        "kind": "weighted_pool",
        "rule_id": "p",
        "weights": [{"need_category": "all", "weight": "1"}],
    }
    document = json.loads(policy(source("S", pool)).model_dump_json())
    spelled = json.dumps(document).replace('"weight": "1"', '"weight": 1.000')
    assert parse_policy(spelled).policy_hash() == policy(source("S", pool)).policy_hash()


def test_the_hash_of_a_result_is_that_of_its_bytes_without_it() -> None:
    from services.allocation.domain.canonical import canonical_hash

    pool = {"kind": "weighted_pool", "rule_id": "p", "weights": [{"need_category": "all", "weight": "1"}]}
    result = run(inputs({"A": {"all": 1}}, {"S": 10}), policy(source("S", pool)))
    document = json.loads(result.to_bytes())
    claimed = document.pop("result_hash")
    assert claimed == canonical_hash(document) == result.result_hash
    assert by_school(result, "S/p") == {"A": 10}
