"""The 732 non-charter schools of Los Angeles Unified, K-12 spans and all, over thirteen revenue sources.

A school whose grades span several levels is counted as a whole (level ``*``): the state's file does not say how its
pupils divide, so no level is invented, and the rules give such schools a weight of their own.
"""

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from services.allocation.cli.main import main
from tests.allocation.real_data.conftest import Rows

pytestmark = pytest.mark.reference

CATEGORIES = {
    "total_enrollment": "all",
    "unduplicated_frpm": "poverty",
    "english_learner": "english_learner",
    "foster": "foster",
    "homeless": "homeless",
    "migrant": "migrant",
    "direct_certification": "direct_certification",
    "upc": "unduplicated",
}
AMOUNTS = {
    "BASE": 3_912_345_678_91,
    "SUPPLEMENT": 612_000_000_00,
    "CONCENTRATION": 401_250_000_07,
    "TITLE_I": 201_999_999_99,
    "TITLE_III": 17_500_000_00,
    "FOSTER": 4_000_000_01,
    "HOMELESS": 2_750_000_00,
    "MIGRANT": 1_100_000_00,
    "LOTTERY": 71_000_000_00,
    "SMALL": 25_000_000_00,
    "ARTS": 33_333_333_33,
    "FACILITY": 210_000_000_00,
    "TRANSPORT": 180_000_000_00,
}


def pool(*weights: tuple[str, str, str], **more: Any) -> dict[str, Any]:
    cells = [{"level": level, "need_category": need, "weight": weight} for level, need, weight in weights]
    return {"kind": "weighted_pool", "rule_id": "pool", "weights": cells, **more}


def when(subject: str, operator: str, value: str) -> dict[str, Any]:
    return {"kind": "rule", "conditions": [{"subject": subject, "operator": operator, "value": value}]}


def policy() -> dict[str, Any]:
    by_level = [("elementary", "all", "1"), ("middle", "all", "1.02"), ("high", "all", "1.15"), ("*", "all", "1.07")]
    rates = [{"need_category": "all", "rate_dollars": "163"}]
    bands = [{"pupils_min": "1", "pupils_max": "150", "amount_cents": 20_000_000}]
    decisions: dict[str, dict[str, Any]] = {
        "BASE": {"rules": [pool(*by_level)], "central_share": {"percent_bp": 1_000}},
        "SUPPLEMENT": {"rules": [pool(("*", "unduplicated", "0.2"), ("*", "english_learner", "0.05"))]},
        "CONCENTRATION": {
            "rules": [pool(("*", "unduplicated", "0.65"))],
            "eligibility": when("need_share:unduplicated", ">", "0.55"),
        },
        "TITLE_I": {
            "rules": [{"kind": "proportional", "rule_id": "p", "measure": "need:poverty"}],
            "eligibility": when("need_share:poverty", ">=", "0.45"),
        },
        "TITLE_III": {"rules": [{"kind": "proportional", "rule_id": "p", "measure": "need:english_learner"}]},
        "FOSTER": {"rules": [pool(("*", "foster", "1"))]},
        "HOMELESS": {"rules": [pool(("*", "homeless", "1"))]},
        "MIGRANT": {
            "rules": [pool(("*", "migrant", "1"))],
            "eligibility": when("need_count:migrant", ">=", "1"),
        },
        "LOTTERY": {"rules": [{"kind": "per_pupil", "rule_id": "rate", "rates": rates}]},
        "SMALL": {"rules": [{"kind": "foundation", "rule_id": "flat", "amounts": bands}]},
        "ARTS": {
            "rules": [
                {
                    "kind": "shares",
                    "rule_id": "s",
                    "cells": [
                        {"need_category": "all", "share_bp": 7_500},
                        {"need_category": "direct_certification", "share_bp": 2_500},
                    ],
                }
            ]
        },
        "FACILITY": {"rules": [{"kind": "proportional", "rule_id": "p", "measure": "pupils"}], "control": "central"},
        "TRANSPORT": {"distribution": "locked", "control": "central"},
    }
    return {
        "name": "Los Angeles, non-charter",
        "fiscal_year": 2020,
        "need_categories": list(CATEGORIES.values()),
        "sources": [{"source_id": s, "distribution": "unlocked", **decision} for s, decision in decisions.items()],
        "adjustments": [
            {
                "kind": "hold_harmless",
                "adjustment_id": "hh",
                "percent_bp": 9_000,
                "payer": {"kind": "gainers"},
            }
        ],
    }


def mappings() -> dict[str, Any]:
    only_ours = [{"header": "district", "keep": ["Los Angeles Unified"]}, {"header": "charter", "drop": ["Yes"]}]
    span = [
        {"header": "school_code", "field": "school_id"},
        {"header": "low_grade", "field": "grades_low"},
        {"header": "high_grade", "field": "grades_high"},
    ]
    return {
        "schools": {
            "columns": [
                *span,
                {"header": "school", "field": "name"},
                {"header": "school_type", "field": "school_type"},
            ],
            "row_filters": only_ours,
            # One row, the nonpublic schools, tells no grades: it may have pupils on every level.
            "level": {"by": "grades", "otherwise": "elementary|middle|high"},
        },
        "counts": {
            "columns": [*span, *({"header": h, "field": f"count:{need}"} for h, need in CATEGORIES.items())],
            "row_filters": only_ours,
            "level": {"by": "grades", "spanning": "whole", "otherwise": "*"},
        },
    }


@pytest.fixture(scope="module")
def folder(
    reference: Callable[[str], Path], table: Callable[[Path], Rows], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    data = reference("ca-calpads-upc-2019-20") / "four_districts.csv"
    made = tmp_path_factory.mktemp("lausd")
    for name in ("schools.csv", "counts.csv"):
        shutil.copyfile(data, made / name)
    rows = [
        ["source_id", "name", "funder", "restricted", "amount"],
        *(
            [
                source,
                source.title(),
                "state",
                "no" if source in {"BASE", "SUPPLEMENT", "LOTTERY"} else "yes",
                f"{cents / 100:.2f}",
            ]
            for source, cents in AMOUNTS.items()
        ),
    ]
    with (made / "revenue_sources.csv").open("w", newline="") as file:
        csv.writer(file).writerows(rows)
    ours = [r for r in table(data) if r["district"] == "Los Angeles Unified" and r["charter"] != "Yes"]
    with (made / "current_budgets.csv").open("w", newline="") as file:
        budgets = [[r["school_code"], 7_000 * int(r["total_enrollment"]) + 350_000] for r in ours]
        csv.writer(file).writerows([["school_id", "amount"], *budgets])
    (made / "mapping.json").write_text(json.dumps(mappings()))
    (made / "policy.json").write_text(json.dumps(policy()))
    return made


def test_all_732_schools_over_thirteen_sources(
    folder: Path, reference: Callable[[str], Path], table: Callable[[Path], Rows]
) -> None:
    arguments = [str(folder), "--policy", str(folder / "policy.json"), "--mapping", str(folder / "mapping.json")]
    assert main(["allocate", *arguments, "--out", str(folder / "out"), "--quiet"]) == 0
    result = json.loads((folder / "out" / "result.json").read_text())
    assert len(result["school_ids"]) == 732
    assert len(result["sources"]) == 13
    for row in result["sources"]:
        assert row["difference_cents"] == 0
        assert row["amount_cents"] == AMOUNTS[row["source_id"]]
    assert result["district"]["difference_cents"] == 0
    columns = [component["amounts_cents"] for component in result["components"]]
    assert [sum(cells) for cells in zip(*columns, strict=True)] == result["totals_cents"]
    for total, current, lifted in zip(
        result["totals_cents"], result["current_cents"], result["held_harmless"], strict=True
    ):
        assert total * 10 >= current * 9
        assert not lifted or total == -(-current * 9 // 10)
    sums = table(reference("ca-calpads-upc-2019-20") / "four_districts_sums.csv")
    printed = next(r for r in sums if r["district"] == "Los Angeles Unified" and r["scope"] == "non-charter")
    assert sum(float(count) for count in result["pupil_counts"]) == int(printed["total_enrollment"])
    # Both kinds of school are there: on one level, and spanning several.
    assert {len(levels) for levels in result["school_levels"]} >= {1, 2, 3}
    again = folder / "again"
    assert main(["allocate", *arguments, "--out", str(again), "--quiet"]) == 0
    assert all((again / name.name).read_bytes() == name.read_bytes() for name in (folder / "out").iterdir())
