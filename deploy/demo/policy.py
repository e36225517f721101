"""A starting policy for the demonstration district: every source has its decision, every kind of rule its example."""

from typing import Any

from deploy.demo.district import DistrictYear
from deploy.demo.money import LOCKED, SOURCES
from deploy.demo.schools import NEEDS

Json = dict[str, Any]
HOLD_HARMLESS_BP = 9_700
LEVELS = ("elementary", "middle", "high")

# Weights of the base grant: what one pupil counts, and what each need adds.
BASE_WEIGHTS = {
    "all": {"elementary": "1", "middle": "1.02", "high": "1.05"},
    "poverty": {"*": "0.08"},
    "english_learner": {"elementary": "0.08", "middle": "0.10", "high": "0.12"},
    "special_education": {"*": "0.10"},
    "homeless": {"*": "0.10"},
    "foster_youth": {"*": "0.10"},
    "newcomer": {"*": "0.10"},
    "gifted": {"*": "0.05"},
}
FOUNDATION_CENTS = {"elementary": 30_000_000, "middle": 34_000_000, "high": 40_000_000}


def policy_of(year: DistrictYear) -> Json:
    """Return the policy document of one year (docs/policy.schema.json)."""
    return {
        "schema_version": 1,
        "name": "Dollars follow need",
        "fiscal_year": year.fiscal_year,
        "levels": list(LEVELS),
        "need_categories": ["all", *NEEDS],
        "rounding_unit_cents": 1,
        "sources": [_source(source.source_id, source.central_bp, year) for source in SOURCES],
        "adjustments": [
            {
                "kind": "hold_harmless",
                "adjustment_id": "hold_harmless",
                "percent_bp": HOLD_HARMLESS_BP,
                "basis": "total",
                "phase_out": None,
                "payer": {"kind": "central_share", "source_id": "LCFF_BASE"},
            }
        ],
    }


def _source(source_id: str, central_bp: int, year: DistrictYear) -> Json:
    if source_id in LOCKED:
        return {"source_id": source_id, "distribution": "locked", "control": "central", "rules": []}
    if source_id == "COMMUNITY_SCHOOLS":
        rule = {"kind": "school_grant", "rule_id": "grants", "label": "Grants by name", "grants": None}
        return {"source_id": source_id, "distribution": "school_grant", "control": "school_visible", "rules": [rule]}
    return {
        "source_id": source_id,
        "distribution": "unlocked",
        "control": "school",
        "central_share": {"percent_bp": central_bp} if central_bp else None,
        "eligibility": _eligibility(source_id),
        "rules": _rules(source_id, year),
    }


def _eligibility(source_id: str) -> Json:
    conditions = {
        "LCFF_CONC": {"subject": "need_share:poverty", "operator": ">=", "value": "0.55"},
        "TITLE_I": {"subject": "need_share:poverty", "operator": ">=", "value": "0.40"},
        "EXPANDED_LEARNING": {"subject": "level", "operator": "==", "value": "elementary"},
    }
    if source_id not in conditions:
        return {"kind": "all"}
    return {"kind": "rule", "match": "all", "conditions": [conditions[source_id]]}


def _rules(source_id: str, year: DistrictYear) -> list[Json]:
    if source_id == "LCFF_BASE":
        return [_foundation(), _pool("base", "Weighted pupils", _weights(BASE_WEIGHTS))]
    if source_id == "LOTTERY":
        return [_lottery(year)]
    if source_id == "PARCEL_TAX":
        return [_parcel_tax()]
    if source_id == "TITLE_III":
        return [
            {
                "kind": "proportional",
                "rule_id": "learners",
                "label": "English learners",
                "measure": "need:english_learner",
            }
        ]
    needs = {
        "LCFF_SUPP": {"poverty": {"*": "1"}, "english_learner": {"*": "0.75"}, "foster_youth": {"*": "1"}},
        "LCFF_CONC": {"poverty": {"*": "1"}, "english_learner": {"*": "0.5"}, "homeless": {"*": "0.5"}},
        "TITLE_I": {"poverty": {"*": "1"}},
        "ARTS_MUSIC": {"all": {"*": "0.7"}, "poverty": {"*": "0.3"}},
        "EXPANDED_LEARNING": {"poverty": {"elementary": "1"}, "english_learner": {"elementary": "0.25"}},
    }
    return [_pool("need", "Pupils by need", _weights(needs[source_id]))]


def _foundation() -> Json:
    """A first amount for each school, so that a small one can have a principal and an office."""
    amounts = [{"level": level, "amount_cents": cents} for level, cents in FOUNDATION_CENTS.items()]
    return {"kind": "foundation", "rule_id": "foundation", "label": "Foundation by level", "amounts": amounts}


def _lottery(year: DistrictYear) -> Json:
    """One whole-dollar rate for everybody; the odd dollars stay in reserve."""
    pupils = sum(each.total for each in year.pupils.values())
    rate = year.revenue_cents["LOTTERY"] // (pupils * 100)
    rates = [{"level": "*", "need_category": "all", "rate_dollars": str(rate)}]
    return {"kind": "per_pupil", "rule_id": "rate", "label": "Rate for each pupil", "rates": rates}


def _parcel_tax() -> Json:
    """The voters' shares, as on the ballot: for all pupils of each level, and for those who need more."""
    shares = {
        ("elementary", "all"): 3_400,
        ("middle", "all"): 2_000,
        ("high", "all"): 2_600,
        ("elementary", "poverty"): 900,
        ("middle", "poverty"): 500,
        ("high", "poverty"): 600,
    }
    cells = [{"level": level, "need_category": need, "share_bp": bp} for (level, need), bp in shares.items()]
    return {"kind": "shares", "rule_id": "ballot", "label": "Shares of the ballot measure", "cells": cells}


def _pool(rule_id: str, label: str, weights: list[Json]) -> Json:
    return {"kind": "weighted_pool", "rule_id": rule_id, "label": label, "pool_share_bp": 10_000, "weights": weights}


def _weights(by_need: dict[str, dict[str, str]]) -> list[Json]:
    return [
        {"level": level, "need_category": need, "weight": weight}
        for need, by_level in by_need.items()
        for level, weight in by_level.items()
    ]
