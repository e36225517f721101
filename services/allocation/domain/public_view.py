"""What the public may see of a published allocation: budgets, formula and hash, and no small group of pupils."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from services.allocation.domain.limits import ALL_PUPILS
from services.allocation.domain.policy import Policy, SourcePolicy
from services.allocation.domain.prepare import Prepared

# Rules that say themselves which groups they pay by; all others may rest on any group.
_SPEAKS_OF_CELLS = frozenset({"per_pupil", "weighted_pool", "shares"})
_RESTS_ON_NO_GROUP = frozenset({"foundation", "school_grant"})


@dataclass(frozen=True, slots=True)
class PublicFacts:
    """What a page says beside the figures."""

    district_name: str
    run_id: str
    revision: int
    published_at: str
    reason: str
    need_names: Mapping[str, str]
    level_names: Mapping[str, str]


def public_document(
    result: Mapping[str, Any],
    policy: Policy,
    prepared: Prepared,
    facts: PublicFacts,
    hidden: Sequence[Sequence[bool]],
    fewest: int,
) -> dict[str, Any]:
    """Return the page's document.

    ``hidden`` says by school and need (in the order of :func:`need_counts`) which counts are not shown. Money tells
    counts: what a source gives a school by a hidden group is merged with other sources of that school, whose total
    stays.
    """
    needs = shown_needs(prepared)
    counts = need_counts(prepared)
    pupils = [Fraction(count, prepared.count_scale) for count in prepared.pupils.tolist()]
    amounts = _amounts_by_source(result)
    merged = merged_amounts(amounts, _dependencies(policy, needs), needs, hidden)
    column_sums = {
        need: None if all(row[column] for row in hidden) else _number(sum((row[column] for row in counts), Fraction(0)))
        for column, need in enumerate(needs)
    }
    return {
        "schema_version": 1,
        "district_name": facts.district_name,
        "run_id": facts.run_id,
        "revision": facts.revision,
        "fiscal_year": result["fiscal_year"],
        "published_at": facts.published_at,
        "reason": facts.reason,
        "fewest_shown": fewest,
        **{name: result[name] for name in ("engine_version", "policy_hash", "inputs_hash", "result_hash")},
        "policy_name": result["policy_name"],
        "level_names": dict(facts.level_names),
        "need_names": {need: facts.need_names.get(need, need) for need in needs},
        "pupil_count": _number(sum(pupils, Fraction(0))),
        "need_pupil_counts": column_sums,
        "district": result["district"],
        "school_control_bp": result["school_control_bp"],
        "sources": [
            {
                name: source[name]
                for name in ("source_id", "name", "restricted", "control", "amount_cents", "central_share_cents")
            }
            | {"to_schools_cents": _column_sum(amounts, merged, source["source_id"])}
            for source in result["sources"]
        ],
        "matrix": [row for row in result["matrix"] if row["source_id"] is None],
        "policy": policy.model_dump(mode="json"),
        "schools": [
            {
                "school_id": school_id,
                "name": result["school_names"][row],
                "levels": result["school_levels"][row],
                "pupil_count": _number(pupils[row]) if pupils[row] == 0 or pupils[row] >= fewest else None,
                "total_cents": result["totals_cents"][row],
                "current_cents": result["current_cents"][row],
                "held_harmless": result["held_harmless"][row],
                "source_cents": {
                    source: None if source in merged[row] else cents for source, cents in amounts[row].items()
                },
                "merged_cents": sum(amounts[row][source] for source in merged[row]),
                "need_pupil_counts": {
                    need: None if hidden[row][column] else _number(counts[row][column])
                    for column, need in enumerate(needs)
                },
            }
            for row, school_id in enumerate(result["school_ids"])
        ],
    }


def shown_needs(prepared: Prepared) -> list[str]:
    """Return the need categories other than every pupil."""
    return [need for need in prepared.need_categories if need != ALL_PUPILS]


def need_counts(prepared: Prepared) -> list[list[Fraction]]:
    """Return pupils by school and need, in the order of :func:`shown_needs`."""
    columns = [prepared.need_counts[need].tolist() for need in shown_needs(prepared)]
    return [[Fraction(column[row], prepared.count_scale) for column in columns] for row in range(prepared.school_count)]


def merged_amounts(
    amounts: Sequence[Mapping[str, int]],
    rests_on: Mapping[str, frozenset[str]],
    needs: Sequence[str],
    hidden: Sequence[Sequence[bool]],
) -> list[set[str]]:
    """Return by school the sources whose amounts are shown as one sum.

    Those that pay by a hidden group; then, as a lone gap in a row or a column comes out by subtraction, the smallest
    others until each row and column has none or two.
    """
    merged = [
        {
            source
            for source, cents in row.items()
            if cents
            and any(
                is_hidden and need in rests_on.get(source, frozenset(needs))
                for need, is_hidden in zip(needs, cells, strict=True)
            )
        }
        for row, cells in zip(amounts, hidden, strict=True)
    ]
    changed = True
    while changed:
        changed = False
        for row, gaps in zip(amounts, merged, strict=True):
            others = [(abs(cents), source) for source, cents in row.items() if cents and source not in gaps]
            if len(gaps) == 1 and others:
                gaps.add(min(others)[1])
                changed = True
        for source in {source for gaps in merged for source in gaps}:
            if sum(source in gaps for gaps in merged) == 1:
                rows = [
                    (abs(row[source]), at)
                    for at, row in enumerate(amounts)
                    if row.get(source) and source not in merged[at]
                ]
                if rows:
                    merged[min(rows)[1]].add(source)
                    changed = True
    return merged


def _column_sum(amounts: Sequence[Mapping[str, int]], merged: Sequence[set[str]], source: str) -> int | None:
    gaps = sum(source in each for each in merged)
    return None if gaps == 1 else sum(row.get(source, 0) for row in amounts)


def _amounts_by_source(result: Mapping[str, Any]) -> list[dict[str, int]]:
    names = [source["source_id"] for source in result["sources"]]
    rows: list[dict[str, int]] = [dict.fromkeys(names, 0) for _ in result["school_ids"]]
    for component in result["components"]:
        for row, cents in zip(rows, component["amounts_cents"], strict=True):
            row[component["source_id"]] += cents
    return rows


def _dependencies(policy: Policy, needs: Sequence[str]) -> dict[str, frozenset[str]]:
    """Return the groups that each source's amounts rest on; adjustments move money of any source, by any group."""
    every = frozenset(needs)
    found = {source.source_id: frozenset(_groups(source, every)) for source in policy.sources}
    payers = {
        adjustment.payer.source_id
        for adjustment in policy.adjustments
        if hasattr(adjustment, "payer") and hasattr(adjustment.payer, "source_id")
    }
    if policy.adjustments and (not payers or any(not hasattr(each, "payer") for each in policy.adjustments)):
        return dict.fromkeys(found, every)
    return found | dict.fromkeys(payers, every)


def _groups(source: SourcePolicy, every: frozenset[str]) -> set[str]:
    groups: set[str] = set()
    for rule in source.rules:
        if rule.kind in _RESTS_ON_NO_GROUP:
            continue
        if rule.kind not in _SPEAKS_OF_CELLS:
            return set(every)
        text = json.dumps(rule.model_dump(mode="json"))
        groups |= {need for need in every if json.dumps(need) in text}
    return groups


def _number(value: Fraction) -> str:
    """Write pupils with two decimals at most, as the result does."""
    hundredths = round(value * 100)
    return f"{hundredths // 100}.{hundredths % 100:02d}"
