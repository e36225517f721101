"""Supplement, not supplant: state and local money must reach schools as if there were no Title I.

Two tests, each a run of the whole formula: with every Title I flag turned around, set and taken away; and with the
Title I money locked away. State and local amounts must come out the same to the cent.
Source: ESEA 1118(b); 20 U.S.C. 6321(b).
"""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from services.allocation.domain.compliance.checks import Check, Figure, Say
from services.allocation.domain.compliance.federal import is_federal
from services.allocation.domain.engine import allocate
from services.allocation.domain.errors import Infeasible, InputProblems, PolicyProblems, dollars
from services.allocation.domain.policy import Policy, SourcePolicy
from services.allocation.domain.prepare import Prepared, prepare
from services.allocation.domain.result import Result

CITE = "ESEA 1118(b); 20 U.S.C. 6321(b)"
Flip = Literal["turned", "all_set", "none_set"]


@dataclass(frozen=True, slots=True)
class Difference:
    """State or local money that depends on Title I. ``change_cents``: by school, where it is not 0."""

    component_id: str
    label: str
    source_name: str
    change_cents: dict[str, int]

    @property
    def moved_cents(self) -> int:
        """All that moved, whichever way."""
        return sum(abs(cents) for cents in self.change_cents.values())


def flags_check(result: Result, flag: str) -> Check:
    """Rerun the formula with other Title I flags and compare state and local money."""
    prepared = result.prepared
    flagged = sum(flag in school.flags for school in prepared.schools)
    figures = (Figure("flagged_schools", flagged, "count"),)
    flips: tuple[Flip, ...] = ("turned", "all_set", "none_set")
    found: dict[str, Difference] = {}
    # Federal money may follow the flag, and without flagged schools it could reach nobody: it stands aside. Where the
    # policy needs it (a payer, a floor), it stays.
    federal = frozenset(each.source.source_id for each in result.ledgers if is_federal(each.source))
    aside = _rerun(prepared, _locked(result.policy, federal))
    base = result if isinstance(aside, str) else aside
    for flip in flips:
        other = _rerun(_with_flags(prepared, flag, flip), base.policy)
        if isinstance(other, str):
            return _cannot("supplement_flags", "flags.broken", other, figures)
        for difference in differences(base, other):
            kept = found.get(difference.component_id)
            if kept is None or difference.moved_cents > kept.moved_cents:
                found[difference.component_id] = difference
    return _check("supplement_flags", "flags", list(found.values()), figures, {"flag": flag})


def money_check(result: Result, source_id: str | None) -> Check:
    """Rerun the formula with the Title I money locked away and compare state and local money."""
    if source_id is None or all(source.source_id != source_id for source in result.policy.sources):
        return Check("supplement_money", CITE, "not_enough_data", Say("money.no_source"), Say("money.no_source.remedy"))
    figures = (Figure("title_one_money", result.prepared.sources[source_id].amount_cents, "cents"),)
    other = _rerun(result.prepared, _locked(result.policy, frozenset({source_id})))
    if isinstance(other, str):
        return _cannot("supplement_money", "money.broken", other, figures)
    return _check("supplement_money", "money", differences(result, other), figures, {})


def differences(one: Result, other: Result) -> list[Difference]:
    """Return the components of state and local money that differ between two results, the largest first."""
    found = []
    federal = {ledger.source.source_id for ledger in one.ledgers if is_federal(ledger.source)}
    names = {ledger.source.source_id: ledger.source.name for ledger in one.ledgers}
    others = {component.component_id: component for component in other.components}
    ids = {component.component_id: component for component in (*other.components, *one.components)}
    zero = np.zeros_like(one.totals)
    mine = {component.component_id: component.amounts for component in one.components}
    for component_id, component in sorted(ids.items()):
        if component.source_id in federal:
            continue
        before = mine.get(component_id, zero)
        after = others[component_id].amounts if component_id in others else zero
        rows = np.flatnonzero(before != after)
        if len(rows):
            changed = {one.prepared.school_ids[row]: int(after[row] - before[row]) for row in rows}
            name = names.get(component.source_id, component.source_id)
            found.append(Difference(component_id, component.label or component_id, name, changed))
    return sorted(found, key=lambda each: (-each.moved_cents, each.component_id))


def _locked(policy: Policy, source_ids: frozenset[str]) -> Policy:
    sources = tuple(
        SourcePolicy(source_id=source.source_id, distribution="locked", control="central")
        if source.source_id in source_ids
        else source
        for source in policy.sources
    )
    return policy.model_copy(update={"sources": sources})


def _rerun(prepared: Prepared, policy: Policy) -> Result | str:
    try:
        return allocate(prepared, policy)
    except Infeasible as error:
        return error.detail
    except (InputProblems, PolicyProblems) as error:
        return error.problems[0].message


def _with_flags(prepared: Prepared, flag: str, flip: Flip) -> Prepared:
    def flags(given: frozenset[str]) -> frozenset[str]:
        is_set = {"turned": flag not in given, "all_set": True, "none_set": False}[flip]
        return given | {flag} if is_set else given - {flag}

    schools = tuple(replace(school, flags=flags(school.flags)) for school in prepared.inputs.schools)
    levels = [level for level in prepared.levels if level != "*"]
    return prepare(replace(prepared.inputs, schools=schools), levels, prepared.need_categories)


def _check(code: str, key: str, found: list[Difference], figures: tuple[Figure, ...], values: dict[str, str]) -> Check:
    if not found:
        return Check(code, CITE, "passed", Say(key, values), None, figures)
    schools = tuple(sorted({school_id for difference in found for school_id in difference.change_cents}))
    moved = sum(difference.moved_cents for difference in found)
    listed = "; ".join(f"{each.source_name}: {each.label} ({dollars(each.moved_cents)})" for each in found[:5])
    more = f" (+{len(found) - 5})" if len(found) > 5 else ""
    values = {**values, "rules": listed + more, "schools": str(len(schools)), "moved": dollars(moved)}
    figures = (*figures, Figure("supplanted_rules", len(found), "count"), Figure("supplanted", moved, "cents"))
    return Check(code, CITE, "failed", Say(f"{key}.differs", values), Say(f"{key}.remedy", values), figures, schools)


def _cannot(code: str, key: str, reason: str, figures: tuple[Figure, ...]) -> Check:
    return Check(code, CITE, "attention", Say(key, {"reason": reason}), Say("rerun.remedy"), figures)
