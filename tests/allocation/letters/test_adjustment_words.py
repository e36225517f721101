"""A school reads the true reason why its budget is not what the formula by itself gives."""

import re
from typing import Any, get_args

import pytest

from services.allocation.domain.adjustments import Adjustment
from services.allocation.domain.explain_origin import Decision
from services.allocation.domain.phrases import Language
from services.allocation.domain.result import Result
from services.allocation.files.letters.adjustment_words import _WORDS, adjustment_sentences
from services.allocation.files.letters.packet import _Packet
from tests.allocation.domain.district import inputs, policy, run, source

POOL = {"kind": "weighted_pool", "rule_id": "pool", "weights": [{"need_category": "all", "weight": "1"}]}
GAINERS = {"kind": "gainers"}
PROMISED = [{"school_id": "A", "amount_cents": 800_000}, {"school_id": "B", "amount_cents": 200_000}]
# By the formula A and B have 5,000.00 each; A has 8,000.00 now, B 2,000.00.
KINDS: dict[str, dict[str, Any]] = {
    "minimum_operational_budget": {"per_school": PROMISED, "payer": GAINERS},
    "hold_harmless": {"percent_bp": 9000, "payer": GAINERS},
    "hold_harmless_per_pupil": {"percent_bp": 9000, "basis": "per_pupil", "payer": GAINERS},
    "collar": {"max_loss_bp": 1000},
    "phase_in": {"steps": [{"fiscal_year": 2026, "percent_bp": 2500}]},
    "trigger": {"revenue_cents": 2_000_000},
    "recount": {"published": PROMISED, "payer": GAINERS},
}
TRUE: dict[str, tuple[str, str, str, str]] = {
    "minimum_operational_budget": (
        "has at least what the district says a school needs to run",
        "would otherwise have less than they need to run",
        "lo que el distrito considera necesario para funcionar",
        "tendrían menos de lo necesario para funcionar",
    ),
    "hold_harmless": (
        "keeps the part of its current budget that it was promised",
        "fall below the part of their current budget that they were promised",
        "conserve la parte de su presupuesto actual que se le prometió",
        "por debajo de la parte de su presupuesto actual que se les prometió",
    ),
    "hold_harmless_per_pupil": (
        "keeps the part of its current budget per pupil that it was promised",
        "fall below the part of their current budget per pupil that they were promised",
        "la parte de su presupuesto actual por estudiante que se le prometió",
        "la parte de su presupuesto actual por estudiante que se les prometió",
    ),
    "collar": (
        "limits how far any school’s budget may move away from its current one",
        "within these limits takes",
        "limita cuánto puede alejarse",
        "dentro de esos límites resta",
    ),
    "phase_in": (
        "In 2026-27 budgets go 25% of the way",
        "less than the whole formula",
        "En 2026-27 los presupuestos recorren el 25% del camino",
        "menos que con la fórmula completa",
    ),
    "trigger": (
        "waits until the district’s revenue reaches $20,000.00; now it is $10,000.00",
        "less than the formula",
        "lleguen a $20,000.00; ahora son $10,000.00",
        "menos que con la fórmula",
    ),
    "recount": (
        "counted again, and the school would now have less than it was promised",
        "would now have more than it was promised",
        "ahora la escuela tendría menos de lo que se le prometió",
        "ahora la escuela tendría más de lo que se le prometió",
    ),
}


def adjusted(name: str) -> Result:
    kind = name.removesuffix("_per_pupil")
    adjustment = {"kind": kind, "adjustment_id": name, **KINDS[name]}
    rows = inputs(
        {"A": {"all": 100}, "B": {"all": 100}},
        {"LCFF": 1_000_000},
        current={"A": 800_000, "B": 200_000},
        measures={"prior_pupils": {"A": "100", "B": "100"}},
    )
    return run(rows, policy(source("LCFF", POOL), adjustments=[adjustment]))


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("language", ["en", "es"])
def test_each_kind_of_adjustment_has_a_sentence_of_its_own(name: str, language: Language) -> None:
    result = adjusted(name)
    english_up, english_down, spanish_up, spanish_down = TRUE[name]
    true = (english_up, english_down) if language == "en" else (spanish_up, spanish_down)
    for row, (sentence, moved) in enumerate(zip(true, (result.top_ups, result.reductions), strict=True)):
        formula, said = adjustment_sentences(result, row, language)
        assert "$5,000.00" in formula
        assert sentence in said
        assert f"${int(moved[row]) / 100:,.2f}" in said


def test_a_school_that_no_adjustment_touches_reads_none() -> None:
    rows = inputs({"A": {"all": 100}}, {"LCFF": 1_000_000}, current={"A": 800_000})
    assert adjustment_sentences(run(rows, policy(source("LCFF", POOL))), 0, "en") == []


def test_a_school_that_pays_what_it_is_given_reads_none() -> None:
    result = adjusted("hold_harmless")
    (lift,) = result.lifts
    lift.reductions = lift.top_ups.copy()
    assert [adjustment_sentences(result, row, "en") for row in range(2)] == [[], []]


def test_every_kind_has_words_for_both_directions_in_both_languages() -> None:
    kinds = {get_args(each.model_fields["kind"].annotation)[0] for each in get_args(get_args(Adjustment)[0])}
    wanted = {f"{kind}_{direction}" for kind in {*kinds, *KINDS} for direction in ("up", "down")}
    assert set(_WORDS) == wanted | {"formula"}
    for english, spanish in _WORDS.values():
        assert set(re.findall(r"{(\w+)}", english)) == set(re.findall(r"{(\w+)}", spanish))


@pytest.mark.parametrize(
    ("name", "tile"),
    [
        ("hold_harmless", {"label": "Held harmless", "value": "1", "note": "$2,200.00 in top-ups"}),
        ("collar", {"label": "Changed by adjustments", "value": "2", "note": "$2,200.00 added, $2,200.00 taken"}),
        ("phase_in", {"label": "Changed by adjustments", "value": "2", "note": "$2,250.00 added, $2,250.00 taken"}),
    ],
)
def test_the_packet_says_held_harmless_only_of_schools_that_are(name: str, tile: dict[str, str]) -> None:
    data = _Packet(adjusted(name), Decision("Plan B", 1), "en").data()
    assert data["tiles"][-1] == tile


def test_the_packet_counts_what_hold_harmless_adds_apart_from_other_top_ups() -> None:
    rows = inputs({"A": {"all": 100}, "B": {"all": 100}}, {"LCFF": 1_000_000}, current={"A": 800_000, "B": 200_000})
    both = [
        {"kind": "phase_in", "adjustment_id": "slow", **KINDS["phase_in"]},
        {"kind": "hold_harmless", "adjustment_id": "held", **KINDS["hold_harmless"] | {"percent_bp": 9500}},
    ]
    data = _Packet(run(rows, policy(source("LCFF", POOL), adjustments=both)), Decision("Plan B", 1), "en").data()
    assert data["tiles"][-1]["note"] == "$350.00 in top-ups"
