"""What is different between two policies, line by line, in the words of the field."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from pydantic import BaseModel

from services.allocation.domain.errors import dollars
from services.allocation.domain.explanation import money, number
from services.allocation.domain.limits import ANY_LEVEL
from services.allocation.domain.phrases import Language
from services.allocation.domain.policy import Policy
from services.allocation.domain.policy_words import CHOICE_FIELDS, CHOICES, FIELDS, OTHERS, SENTENCES, words

MessageId = Literal["changed", "set", "unset", "added", "removed", "reordered"]
Step = str | tuple[str, ...]
"""A step into a policy: the name of a field, or the key of an entry of a list."""

KEYS: Mapping[str, tuple[str, ...]] = {
    "SourcePolicy": ("source_id",),
    "CentralService": ("name",),
    "DerivedMeasure": ("name",),
    "LevelGroup": ("level_group",),
    "NeedUnion": ("need_category",),
    "CellRate": ("level", "need_category"),
    "CellWeight": ("level", "need_category"),
    "FoundationAmount": ("level", "school_type", "pupils_min", "pupils_max"),
    "GrantAmount": ("school_id",),
    "LevelAmount": ("level",),
    "SchoolFloor": ("school_id",),
}
"""By what entries of lists are recognised, whatever their place; rules and adjustments by their own id."""

WHOLE = frozenset({"central_share", "eligibility", "payer", "phase_out", "steps", "cells", "parts", "caps", "tiers"})
"""Fields that make sense only as a whole: they are compared and shown as one."""

LONG = 6


@dataclass(frozen=True, slots=True)
class PolicyChange:
    """One difference.

    Attributes:
        path: JSON pointer into the later document; of what was removed, into the earlier one.
        steps: The way to it by names and keys, the same in both documents.
        subjects: What it belongs to, from the outside in; see ``subject``.
        before, after: The values as JSON; None where there is none.
        place: Where a new entry stands in its list.
        order: The keys of a list in their later order, where that changed.
    """

    path: str
    steps: tuple[Step, ...]
    subjects: tuple[str, ...]
    field: str
    message_id: MessageId
    before: Any
    after: Any
    place: int | None = None
    order: tuple[tuple[str, ...], ...] = ()

    def subject(self, language: Language) -> str:
        """Return what it is about, such as ``LCFF, Weighted pupils, english_learner``."""
        shown = [words(OTHERS, "any_level", language) if name == ANY_LEVEL else name for name in self.subjects]
        return ", ".join(shown) or words(OTHERS, "policy", language)

    def parameters(self, language: Language) -> dict[str, str]:
        """Return what the sentence is made from."""
        before, after = self.before, self.after
        if self.message_id in {"added", "removed"}:
            before, after = _unnamed(before), _unnamed(after)
        return {
            "subject": self.subject(language),
            "field": words(FIELDS, self.field, language),
            "before": shown(self.field, before, language),
            "after": _after(self.field, before, after, language),
        }

    def sentence(self, language: Language) -> str:
        """Return the difference in plain words."""
        return words(SENTENCES, self.message_id, language).format_map(self.parameters(language))


def policy_changes(before: Policy, after: Policy) -> list[PolicyChange]:
    """Return every difference between two policies, in the order of the later one; none for equal policies."""
    documents = before.model_dump(mode="json"), after.model_dump(mode="json")
    return list(_fields(before, after, documents, "", (), ()))


def key_of(model: BaseModel, document: Mapping[str, Any]) -> tuple[str, ...] | None:
    """Return by what an entry of a list is recognised; None for entries that have no name."""
    name = type(model).__name__
    if "rule_id" in document:
        return ("rule", str(document["rule_id"]))
    if "adjustment_id" in document:
        return ("adjustment", str(document["adjustment_id"]))
    return (name, *(str(document.get(field)) for field in KEYS[name])) if name in KEYS else None


def key_of_document(step: tuple[str, ...], document: Mapping[str, Any]) -> bool:
    """Return whether an entry of a list, as JSON, is the one a step names."""
    kind, *values = step
    fields = {"rule": ("rule_id",), "adjustment": ("adjustment_id",)}.get(kind) or KEYS[kind]
    return [str(document.get(field)) for field in fields] == values


def _fields(
    before: BaseModel,
    after: BaseModel,
    documents: tuple[Mapping[str, Any], Mapping[str, Any]],
    path: str,
    steps: tuple[Step, ...],
    subjects: tuple[str, ...],
) -> Iterator[PolicyChange]:
    for field in type(after).model_fields:
        old, new = getattr(before, field), getattr(after, field)
        if old == new:
            continue
        was, now = documents[0].get(field), documents[1].get(field)
        here, way = f"{path}/{_escaped(field)}", (*steps, field)
        if field not in WHOLE and _has_keys(old) and _has_keys(new) and (old or new):
            yield from _entries(field, old or (), new or (), (was or [], now or []), here, way, subjects)
        elif field not in WHOLE and isinstance(old, BaseModel) and type(old) is type(new):
            yield from _fields(old, new, (was or {}, now or {}), here, way, (*subjects, field))
        else:
            message: MessageId = "changed"
            if _is_nothing(was):
                message = "set"
            elif _is_nothing(now):
                message = "unset"
            yield PolicyChange(here, way, subjects, field, message, was, now)


def _entries(
    field: str,
    old: Sequence[BaseModel],
    new: Sequence[BaseModel],
    documents: tuple[Sequence[Mapping[str, Any]], Sequence[Mapping[str, Any]]],
    path: str,
    steps: tuple[Step, ...],
    subjects: tuple[str, ...],
) -> Iterator[PolicyChange]:
    was = {key_of(model, document): (model, document) for model, document in zip(old, documents[0], strict=True)}
    now = {key_of(model, document): (model, document) for model, document in zip(new, documents[1], strict=True)}
    places = {key: index for index, key in enumerate(was)}
    for index, (key, (model, document)) in enumerate(now.items()):
        assert key is not None
        here, way, named = f"{path}/{index}", (*steps, key), (*subjects, *_name(model, document))
        found = was.get(key)
        if found is None:
            yield PolicyChange(here, way, named, field, "added", None, document, index)
        elif type(found[0]) is not type(model):
            yield PolicyChange(here, way, named, "kind", "changed", found[1], document)
        else:
            yield from _fields(found[0], model, (found[1], document), here, way, named)
    for key, (model, document) in was.items():
        if key not in now:
            assert key is not None
            name = (*subjects, *_name(model, document))
            yield PolicyChange(f"{path}/{places[key]}", (*steps, key), name, field, "removed", document, None)
    both = [key for key in now if key in was]
    if both != [key for key in was if key in now]:
        names = [[" ".join(_name(*entry)) for entry in entries.values()] for entries in (was, now)]
        order = tuple(key for key in now if key is not None)
        yield PolicyChange(path, steps, subjects, field, "reordered", names[0], names[1], order=order)


def _has_keys(value: object) -> bool:
    if value is None:
        return True
    return isinstance(value, tuple) and all(
        isinstance(entry, BaseModel)
        and (type(entry).__name__ in KEYS or hasattr(entry, "rule_id") or hasattr(entry, "adjustment_id"))
        for entry in value
    )


def _name(model: BaseModel, document: Mapping[str, Any]) -> tuple[str, ...]:
    if hasattr(model, "title"):
        return (str(model.title),)
    name = type(model).__name__
    values = [document.get(field) for field in KEYS[name]]
    if name in {"CellRate", "CellWeight"}:
        return (str(values[1]), str(values[0]))
    if name == "FoundationAmount":
        return (_band(document),)
    return tuple(str(value) for value in values)


def _band(document: Mapping[str, Any]) -> str:
    parts = [str(document[field]) for field in ("level", "school_type") if document.get(field)]
    low, high = document.get("pupils_min"), document.get("pupils_max")
    if low is not None or high is not None:
        parts.append(f"{low or 0}-{high}" if high is not None else f"{low}+")
    return " ".join(parts) or ANY_LEVEL


def _is_nothing(value: object) -> bool:
    return value is None or value == [] or value == ""


def _after(field: str, before: Any, after: Any, language: Language) -> str:
    """Return the later value; of a long list of names, what is new."""
    if isinstance(after, list) and isinstance(before, list) and len(after) > LONG:
        new = [entry for entry in after if entry not in before]
        if new and len(new) <= LONG and all(isinstance(entry, str) for entry in new):
            text = words(OTHERS, "new_entries", language)
            return text.format(count=len(after), added=", ".join(map(str, new)))
    return shown(field, after, language)


def shown(field: str, value: Any, language: Language) -> str:
    """Return a value of a field, as JSON holds it, as people read it.

    >>> shown("percent_bp", 1500, "en"), shown("amount_cents", 5000000, "en"), shown("equal_to_current", True, "es")
    ('15 %', '$50,000.00', 'sí')
    """
    if _is_nothing(value):
        return words(OTHERS, "nothing", language)
    if isinstance(value, bool):
        return words(OTHERS, "yes" if value else "no", language)
    if isinstance(value, Mapping):
        return _scalar(field, value["kind"], language) if field == "kind" else _described(value, language)
    if isinstance(value, list):
        if len(value) > LONG:
            return words(OTHERS, "entries", language).format(count=len(value))
        return ", ".join(shown(field, entry, language) for entry in value)
    return _scalar(field, value, language)


def _scalar(field: str, value: Any, language: Language) -> str:
    if field.endswith("_cents"):
        return dollars(int(value))
    if field.endswith("_bp"):
        return f"{number(Fraction(int(value), 100))} %"
    if field.endswith("_dollars"):
        return money(Fraction(str(value)))
    if field in CHOICE_FIELDS and str(value) in CHOICES:
        return words(CHOICES, str(value), language)
    if field == "level" and value == ANY_LEVEL:
        return words(OTHERS, "any_level", language)
    return str(value)


def _described(document: Mapping[str, Any], language: Language) -> str:
    kind = document.get("kind")
    if kind in {"all", "list", "rule"}:
        return _eligible(document, language)
    if kind in {"reserve", "central_share", "gainers"}:
        return _payer(document, language)
    if set(document) == {"percent_bp", "amount_cents"}:
        return ", ".join(shown(field, value, language) for field, value in document.items() if value is not None)
    parts = []
    for field, value in document.items():
        if _is_nothing(value) or value is False:
            continue
        if field in {"subject", "operator", "value", "kind", "mode"}:
            parts.append(shown(field, value, language))
        elif isinstance(value, Mapping | list):
            parts.append(f"{words(FIELDS, field, language)}: {shown(field, value, language)}")
        else:
            parts.append(f"{words(FIELDS, field, language)} {shown(field, value, language)}")
    return ", ".join(parts)


def _eligible(document: Mapping[str, Any], language: Language) -> str:
    if document["kind"] == "all":
        return words(OTHERS, "all_schools", language)
    if document["kind"] == "list":
        return words(OTHERS, "listed_schools", language).format(
            count=len(document["school_ids"]), schools=", ".join(document["school_ids"])
        )
    conditions = [f"{each['subject']} {each['operator']} {each['value']}" for each in document["conditions"]]
    joined = f" {words(OTHERS, 'and' if document['match'] == 'all' else 'or', language)} ".join(conditions)
    return words(OTHERS, "schools_where", language).format(conditions=joined)


def _payer(document: Mapping[str, Any], language: Language) -> str:
    who = words(CHOICES, document["kind"], language)
    if document["kind"] == "gainers":
        parts = [who, f"{words(FIELDS, 'gain', language)} {shown('gain', document['gain'], language)}"]
        if document["source_ids"] is not None:
            parts.append(", ".join(document["source_ids"]))
        return ", ".join(parts)
    text = words(OTHERS, "of_source", language).format(what=who, source=document["source_id"])
    amount = document.get("amount_cents")
    return text if amount is None else f"{text}, {shown('amount_cents', amount, language)}"


def _unnamed(document: Any) -> Any:
    """Return an entry without what its subject says already."""
    if not isinstance(document, Mapping):
        return document
    named = {"rule_id", "adjustment_id", "label"} if "rule_id" in document or "adjustment_id" in document else set()
    if not named and "distribution" in document:
        named = {"source_id"}
    elif not named:
        named = {
            "level",
            "need_category",
            "school_type",
            "pupils_min",
            "pupils_max",
            "name",
            "level_group",
            "school_id",
        }
    return {field: value for field, value in document.items() if field not in named}


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
