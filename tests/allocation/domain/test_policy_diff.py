"""Two policies compared line by line: nothing missed, everything in words, and the effect of each difference."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from services.allocation.domain.engine import allocate
from services.allocation.domain.errors import PolicyProblems
from services.allocation.domain.policy import Policy, policy_from_document
from services.allocation.domain.policy_diff import PolicyChange, policy_changes
from services.allocation.domain.policy_effects import apply_change, effect_between, effects_of_each
from services.allocation.domain.policy_words import CHOICE_FIELDS, CHOICES, FIELDS
from services.allocation.domain.prepare import prepare
from tests.allocation.domain.district import LEVELS, NEEDS, inputs, policy, source

STEPS = [{"fiscal_year": 2028, "weight": "0.3"}]
WEIGHTS: list[dict[str, Any]] = [
    {"need_category": "all", "weight": "1"},
    {"need_category": "english_learner", "weight": "0.10", "steps": STEPS},
]
BASE = {"kind": "weighted_pool", "rule_id": "base", "label": "Weighted pupils", "weights": WEIGHTS}
RULE = {"kind": "rule", "conditions": [{"subject": "need_share:poverty", "operator": ">=", "value": "0.40"}]}
HOLD = {"kind": "hold_harmless", "adjustment_id": "hh", "percent_bp": 9500, "payer": {"kind": "gainers"}}


def sentences(before: Policy, after: Policy, language: Any = "en") -> list[str]:
    return [change.sentence(language) for change in policy_changes(before, after)]


def weighted(weight: str) -> Policy:
    cells = [WEIGHTS[0], {"need_category": "english_learner", "weight": weight}]
    return policy(source("LCFF", {**BASE, "weights": cells}))


def test_a_weight_in_plain_words() -> None:
    assert sentences(weighted("0.10"), weighted("0.15")) == [
        "LCFF, Weighted pupils, english_learner, all levels: weight 0.1 → 0.15"
    ]
    assert sentences(weighted("0.10"), weighted("0.15"), "es") == [
        "LCFF, Weighted pupils, english_learner, todos los niveles: ponderación 0.1 → 0.15"
    ]
    (change,) = policy_changes(weighted("0.10"), weighted("0.15"))
    assert change.path == "/sources/0/rules/0/weights/1/weight"
    assert change.parameters("en")["after"] == "0.15"


def test_entries_are_recognised_by_their_names_and_not_their_place() -> None:
    flat = {"kind": "foundation", "rule_id": "flat", "label": "Flat", "amounts": [{"amount_cents": 5_000_000}]}
    before = policy(source("LCFF", BASE), source("T1", BASE), adjustments=[HOLD])
    after = policy(source("T1", BASE), source("LCFF", flat, BASE), adjustments=[{**HOLD, "percent_bp": 9000}])
    assert sentences(before, after) == [
        "LCFF, Flat: added (flat amount, flat amounts: amount $50,000.00, which of several apply the first)",
        "Policy: revenue sources now in another order: T1, LCFF",
        "hh: percentage 95 % → 90 %",
    ]


def test_added_and_removed_entries_and_what_stands_as_a_whole() -> None:
    before = policy(source("LCFF", BASE), adjustments=[HOLD])
    after = policy(
        source("LCFF", BASE, eligibility=RULE, central_share={"percent_bp": 1500}),
        adjustments=[],
        need_categories=[*NEEDS, "foster"],
    )
    needs = "all, poverty, english_learner, special_education"
    hold = "the schools that gain, gain measured from the floor, hold harmless, percentage 95 %, basis in total"
    assert sentences(before, after) == [
        f"Policy: need categories {needs} → {needs}, foster",
        "LCFF: central share is now 15 %",
        "LCFF: eligible schools all schools → schools where need_share:poverty >= 0.40",
        f"hh: removed (who pays: {hold}, last year's pupils prior_pupils)",
    ]
    assert "escuelas elegibles todas las escuelas → escuelas donde need_share" in sentences(before, after, "es")[2]


def models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models(part)


def every_model() -> dict[str, type[BaseModel]]:
    found: dict[str, type[BaseModel]] = {}
    waiting: list[type[BaseModel]] = [Policy]
    while waiting:
        model = waiting.pop()
        if model.__name__ not in found:
            found[model.__name__] = model
            waiting += [each for field in model.model_fields.values() for each in models(field.annotation)]
    return found


def choices(annotation: Any) -> Iterator[str]:
    for part in get_args(annotation):
        yield from [part] if isinstance(part, str) else choices(part)


@pytest.mark.parametrize("model", every_model().values(), ids=lambda model: model.__name__)
def test_every_field_of_the_policy_has_words_and_every_choice_too(model: type[BaseModel]) -> None:
    for name, field in model.model_fields.items():
        assert name in FIELDS, f"policy_words.FIELDS needs words for {model.__name__}.{name}"
        if name in CHOICE_FIELDS:
            assert set(choices(field.annotation)) <= set(CHOICES), name
    assert all(english and spanish for english, spanish in [*FIELDS.values(), *CHOICES.values()])


POLICIES = st.builds(
    lambda weight, percent, rules, holds, share, groups, seed: policy(
        *(
            source(
                source_id,
                *({**BASE, "rule_id": f"r{rule}", "label": "", "weights": _cells(weight + rule)} for rule in rules),
                central_share=share,
                eligibility=RULE if seed % 3 == 0 else {"kind": "all"},
            )
            for source_id in (("LCFF", "T1") if seed % 2 else ("T1", "LCFF"))
        ),
        adjustments=[{**HOLD, "percent_bp": percent, "adjustment_id": f"h{hold}"} for hold in holds],
        level_groups=[{"level_group": "upper", "levels": ["middle", "high"]}] if groups else [],
    ),
    weight=st.integers(0, 3),
    percent=st.sampled_from([9000, 9500]),
    rules=st.permutations([0, 1, 2]).map(lambda ids: ids[:2]),
    holds=st.permutations([0, 1, 2]).flatmap(lambda ids: st.integers(0, 3).map(lambda count: ids[:count])),
    share=st.sampled_from([None, {"percent_bp": 1500}, {"amount_cents": 7}]),
    groups=st.booleans(),
    seed=st.integers(0, 5),
)


def _cells(weight: int) -> list[dict[str, Any]]:
    more = [{"level": "high", "need_category": "poverty", "weight": "0.5"}] if weight % 2 else []
    return [WEIGHTS[0], *more, {"need_category": "english_learner", "weight": f"0.{weight}", "steps": STEPS}]


@given(before=POLICIES, after=POLICIES)
def test_all_differences_made_one_after_the_other_lead_to_the_later_policy(before: Policy, after: Policy) -> None:
    changes = policy_changes(before, after)
    assert bool(changes) == (before != after)
    document = before.model_dump(mode="json")
    # Orders last: what is added or removed stands elsewhere meanwhile.
    for change in sorted(changes, key=lambda change: change.message_id == "reordered"):
        apply_change(document, change)
    assert _ordered(policy_from_document(document)) == _ordered(after)
    for change in changes:
        assert change.sentence("en")
        assert change.sentence("es")


def _ordered(found: Policy) -> Any:
    """Return a policy without the order of its entries: where new ones stand among moved ones is not compared."""

    def told(entry: Any) -> Any:
        if isinstance(entry, dict):
            return {key: told(value) for key, value in entry.items()}
        return sorted(json.dumps(told(each)) for each in entry) if isinstance(entry, list) else entry

    return told(found.model_dump(mode="json"))


def leaves(document: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if isinstance(document, dict):
        for key, value in document.items():
            yield from leaves(value, (*path, key))
    elif isinstance(document, list):
        for index, value in enumerate(document):
            yield from leaves(value, (*path, index))
    else:
        yield path, document


def test_whatever_single_value_changes_there_is_a_line_that_shows_it() -> None:
    document = json.loads(Path("docs/allocation/example/policy.json").read_text())
    before = policy_from_document(document)
    tried = 0
    for path, value in list(leaves(document)):
        changed = copy.deepcopy(document)
        place = changed
        for step in path[:-1]:
            place = place[step]
        for other in _others(value):
            place[path[-1]] = other
            after = _accepted(changed)
            if after is not None and after != before:
                tried += 1
                found = policy_changes(before, after)
                assert found, path
                assert any(_differ(change) for change in found), (path, other)
    assert tried > 40


def _differ(change: PolicyChange) -> bool:
    said = change.parameters("en")
    return change.message_id in {"added", "removed"} or said["before"] != said["after"]


def _others(value: Any) -> list[Any]:
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1]
    return ["0.7", "central", "locked", "high", "all", "total", "per_pupil", "other"]


def _accepted(document: Any) -> Policy | None:
    try:
        return policy_from_document(document)
    except PolicyProblems:
        return None


def test_each_difference_has_its_own_effect_and_all_together_theirs() -> None:
    counts = {"A": {"all": 100, "english_learner": 80}, "B": {"all": 100}, "C": {"all": 50, "english_learner": 20}}
    prepared = prepare(inputs(counts, {"LCFF": 1_000_000_00}), LEVELS, NEEDS)
    before = weighted("0.1")
    after = before.model_copy(update={"name": "Renamed", "sources": weighted("0.2").sources})
    first, last = allocate(prepared, before), allocate(prepared, after)
    changes = policy_changes(before, after)
    assert [change.field for change in changes] == ["name", "weight"]
    named, weighed = effects_of_each(prepared, before, first, changes)
    assert named is not None
    assert (named.gaining, named.losing, named.unchanged) == (0, 0, 3)
    assert weighed == effect_between(first, last)
    assert weighed is not None
    assert (weighed.gaining, weighed.losing, weighed.unchanged) == (1, 1, 1)
    assert weighed.gained_cents == weighed.lost_cents > 0


def test_a_difference_that_makes_no_sense_alone_has_no_effect_of_its_own() -> None:
    prepared = prepare(inputs({"A": {"all": 1}}, {"LCFF": 100}), LEVELS, NEEDS)
    before = weighted("0.1")
    after = policy(
        source("LCFF", {**BASE, "weights": [WEIGHTS[0], {"level": "primary", "need_category": "all", "weight": "2"}]}),
        levels=["elementary", "primary"],
    )
    changes = policy_changes(before, after)
    effects = effects_of_each(prepared, before, allocate(prepared, before), changes)
    assert [change.message_id for change, effect in zip(changes, effects, strict=True) if effect is None]
