"""What a change of policy does to schools: each difference by itself, and all of them together."""

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from services.allocation.domain.engine import allocate
from services.allocation.domain.errors import Infeasible, InputProblems, PolicyProblems
from services.allocation.domain.policy import Policy, policy_from_document
from services.allocation.domain.policy_diff import PolicyChange, Step, key_of_document
from services.allocation.domain.prepare import Prepared
from services.allocation.domain.result import Result

WITHOUT_EFFECT = frozenset({"name", "label"})
"""Fields that say something to people and change no amount."""


@dataclass(frozen=True, slots=True)
class Effect:
    """How many schools gain, lose and stay, and what the gains and losses come to, in cents (losses positive)."""

    gaining: int
    losing: int
    unchanged: int
    gained_cents: int
    lost_cents: int


@dataclass(frozen=True, slots=True)
class SchoolEffect:
    """One school's amounts by the two policies, in cents."""

    school_id: str
    school_name: str
    before_cents: int
    after_cents: int


def effect_between(before: Result, after: Result) -> Effect:
    """Return who gains and loses between two results over the same schools."""
    change = after.totals - before.totals
    open_schools = before.open_mask | after.open_mask
    return Effect(
        gaining=int(np.count_nonzero(change > 0)),
        losing=int(np.count_nonzero(change < 0)),
        unchanged=int(np.count_nonzero((change == 0) & open_schools)),
        gained_cents=int(change[change > 0].sum()),
        lost_cents=-int(change[change < 0].sum()),
    )


def school_effects(before: Result, after: Result) -> list[SchoolEffect]:
    """Return every school's amounts by two policies over the same data."""
    schools = before.prepared.schools
    return [
        SchoolEffect(school.school_id, school.name, was, now)
        for school, was, now in zip(schools, before.totals.tolist(), after.totals.tolist(), strict=True)
    ]


def effects_of_each(
    prepared: Prepared, policy: Policy, before: Result, changes: Sequence[PolicyChange]
) -> list[Effect | None]:
    """Return what each difference does by itself, on top of the earlier policy.

    None where a difference makes no sense alone: a share that the others must make room for, a rule whose payer comes
    with another difference.
    """
    document = policy.model_dump(mode="json")
    return [_alone(prepared, document, before, change) for change in changes]


def _alone(prepared: Prepared, document: dict[str, Any], before: Result, change: PolicyChange) -> Effect | None:
    if change.field in WITHOUT_EFFECT:
        return effect_between(before, before)
    changed = copy.deepcopy(document)
    try:
        apply_change(changed, change)
        return effect_between(before, allocate(prepared, policy_from_document(changed)))
    except (PolicyProblems, InputProblems, Infeasible, KeyError):
        return None


def apply_change(document: dict[str, Any], change: PolicyChange) -> None:
    """Make one difference in a policy's JSON, in place.

    Raises:
        KeyError: The place is not there without another difference.
    """
    place: Any = document
    for step in change.steps[:-1]:
        place = _into(place, step)
        if place is None:
            raise KeyError(step)
    last = change.steps[-1]
    if isinstance(last, str):
        if change.message_id == "reordered":
            place[last] = sorted(place[last], key=lambda entry: _position(entry, change))
        else:
            place[last] = copy.deepcopy(change.after)
        return
    index = next((index for index, entry in enumerate(place) if key_of_document(last, entry)), None)
    if change.message_id == "added":
        place.insert(len(place) if change.place is None else change.place, copy.deepcopy(change.after))
    elif index is None:
        raise KeyError(last)
    elif change.message_id == "removed":
        del place[index]
    else:
        place[index] = copy.deepcopy(change.after)


def _position(entry: dict[str, Any], change: PolicyChange) -> int:
    found = (index for index, key in enumerate(change.order) if key_of_document(key, entry))
    return next(found, len(change.order))


def _into(place: Any, step: Step) -> Any:
    if isinstance(step, str):
        # Fields that say nothing stay out of the document.
        return place.setdefault(step, []) if place.get(step) is None else place[step]
    found = next((entry for entry in place if key_of_document(step, entry)), None)
    if found is None:
        raise KeyError(step)
    return found
