"""A district of 1,000 schools with 20 sources and last year's budgets, brought in through the gateway."""

import time
from typing import Any

from deploy.demo.client import DemoClient
from deploy.demo.district import NEWEST_YEAR
from deploy.demo.settings import LEVELS, NEED_NAMES, district_settings

SCHOOLS, SOURCES = 1_000, 20
YEAR = NEWEST_YEAR + 1
API = "/api/allocation/v1"
_LEVELS = tuple(level for level, _, _ in LEVELS)
_NEEDS = tuple(NEED_NAMES)[:8]
_WEIGHTS = {"all": "1", "poverty": "0.3", "english_learner": "0.25", "special_education": "0.9"}


def load(gateway: str) -> str:
    """Bring the district in as its people would, as the current fiscal year; return the scenario's id."""
    with DemoClient(gateway) as client:
        client.replace(
            "budget_director", f"{API}/district-settings", district_settings() | {"current_fiscal_year": YEAR}
        )
        for kind, text in files().items():
            client.post(
                "district_it",
                f"{API}/imports",
                once=f"bench/{kind}/{time.time_ns()}",
                files={"file": (f"{kind}.csv", text.encode(), "text/csv")},
                data={"kind": kind, "fiscal_year": str(YEAR), "validate_only": "false", "faulty_rows": "refuse"},
            )
        made = client.post(
            "budget_director",
            f"{API}/scenarios",
            once=f"bench/scenario/{time.time_ns()}",
            json={"name": f"A thousand schools {time.time_ns()}", "fiscal_year": YEAR, "policy": policy()},
        )
        return str(made.json()["scenario_id"])


def files() -> dict[str, str]:
    """Return the files by kind, in the order they are brought in."""
    schools = ["school_id,name,levels"]
    counts = ["school_id,level,need_category,pupil_count"]
    budgets = ["school_id,amount"]
    for school in range(SCHOOLS):
        levels = _LEVELS[:2] if school % 10 == 0 else (_LEVELS[school % 3],)
        schools.append(f"S-{school:04d},School {school},{'|'.join(levels)}")
        everyone = 250 + school * 37 % 400
        budgets.append(f"S-{school:04d},{everyone * len(levels) * (1_900 + school % 9 * 100)}.00")
        for level in levels:
            for position, need in enumerate(_NEEDS):
                pupils = everyone if need == "all" else (school * 7 + position * 31) % everyone
                counts.append(f"S-{school:04d},{level},{need},{pupils}")
    sources = ["source_id,name,funder,restricted,amount"]
    sources += [
        f"R{number:02d},Source {number},state,{'no' if number % 4 else 'yes'},{60_000_000 + number}"
        for number in range(SOURCES)
    ]
    tables = {"schools": schools, "counts": counts, "revenue_sources": sources, "current_budgets": budgets}
    return {kind: "\n".join(rows) + "\n" for kind, rows in tables.items()}


def policy() -> dict[str, Any]:
    """Return 20 sources shared by weights, and hold harmless paid by those who gain."""
    weights = [
        {"level": level, "need_category": need, "weight": _WEIGHTS.get(need, "0.2")}
        for level in _LEVELS
        for need in _NEEDS
    ]
    rule = {"kind": "weighted_pool", "rule_id": "pool", "label": "By need", "weights": weights}
    hold = {"kind": "hold_harmless", "adjustment_id": "hh", "percent_bp": 9500, "payer": {"kind": "gainers"}}
    sources = [
        {"source_id": f"R{number:02d}", "distribution": "unlocked", "rules": [rule]} for number in range(SOURCES)
    ]
    return {
        "name": "A thousand schools",
        "fiscal_year": YEAR,
        "levels": list(_LEVELS),
        "need_categories": list(_NEEDS),
        "sources": sources,
        "adjustments": [hold],
    }
