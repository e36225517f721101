"""Who decided a result, when, and from which versions of the data: the last branch of every explanation."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from services.allocation.domain.explanation import Explanation
from services.allocation.domain.phrases import Phrase, say
from services.allocation.domain.result import Result


@dataclass(frozen=True, slots=True)
class DataVersion:
    """One kind of data, in the version that was used; ``label`` is what people call it."""

    kind: str
    version: int
    file_name: str
    stored_at: datetime | None = None
    stored_by: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """Where a policy stands.

    Attributes:
        is_unsaved: The policy was tried without being stored.
        published_by: Empty while nothing is published.
    """

    scenario: str
    version: int
    changed_by: str = ""
    changed_at: datetime | None = None
    is_unsaved: bool = False
    published_by: str = ""
    published_at: datetime | None = None
    reason: str = ""
    data: Sequence[DataVersion] = ()


def with_origin(tree: Explanation, result: Result, decision: Decision) -> Explanation:
    """Return the tree with a branch that says which policy and data it rests on, and who answers for them."""
    policy = result.policy
    facts = [
        _fact(say("made_policy", policy=policy.name, year=str(policy.fiscal_year))),
        _fact(say("made_scenario", name=decision.scenario, version=str(decision.version)), _changed(decision)),
    ]
    if decision.is_unsaved:
        facts.append(_fact(say("made_unsaved")))
    if decision.published_at is not None:
        when = _time(decision.published_at)
        facts.append(_fact(say("made_published", who=decision.published_by, when=when, reason=decision.reason)))
    facts.append(_fact(say("made_hash", policy_hash=result.policy_hash)))
    for data in decision.data:
        kind = say(f"kind_of_{data.kind}")
        note = None if data.stored_at is None else say("made_stored", who=data.stored_by, when=_time(data.stored_at))
        version = f"{data.version} ({data.label})" if data.label else str(data.version)
        facts.append(_fact(say("made_data", kind=kind, version=version, file=data.file_name), note))
    branch = Explanation(say("made_by"), "fact", children=tuple(facts))
    return replace(tree, children=(*tree.children, branch))


def _changed(decision: Decision) -> Phrase | None:
    if decision.changed_at is None:
        return None
    return say("made_changed", who=decision.changed_by, when=_time(decision.changed_at))


def _fact(label: Phrase, note: Phrase | None = None) -> Explanation:
    return Explanation(label, "fact", note=note)


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
