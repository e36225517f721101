"""San Francisco's weighted student formula of 2022-23: the printed amounts of all 102 schools, by the command line.

Each weight is a rule over pupil counts. What the district typed (the transition and baseline supplement, TK, arts,
physical education, one placeholder line) enters as school grants, with the deductions among them.
"""

import csv
import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from services.allocation.cli.main import main
from tests.allocation.real_data.conftest import Rows

pytestmark = pytest.mark.reference

BASE = "5174.4996"
# Source, rule, column of the sheets, dollars per pupil: a weight of the base, or a rate of its own.
FORMULA: tuple[tuple[str, str, str, str, str | None], ...] = (
    ("00000", "base", "base", "1", None),
    ("00000", "poverty", "dup_poverty", "0.2", None),
    ("00000", "k3", "k3", "0.3", None),
    ("07091", "el", "el", "0.1", None),
    ("07091", "newcomer", "newcomer", "", "500"),
    ("07092", "concentration", "upp_conc", "0.3", None),
    ("65001", "sped", "sped", "0.02", None),
    ("07090", "title1_hs", "title1_hs_scg", "", "330.0524"),
    ("31500", "title1", "title1", "", "596.9901"),
)
TYPED = {
    "00000": ("transition_baseline_supplement", "other_unrestricted"),
    "00444": ("tk_amount",),
    "90552": ("peef_arts_amount",),
}
SUMMARY = {
    "00000": "summary_00000_unrestricted",
    "07090": "summary_07090_scg_low_income",
    "07091": "summary_07091_scg_el",
    "07092": "summary_07092_concentration",
    "65001": "summary_65001_sped",
    "00444": "summary_00444_tk",
    "31500": "summary_31500_title1",
    "90552": "summary_90552_peef_arts",
}
PLACEHOLDER = "PLACEHOLDER"


def whole(text: str) -> int:
    return 0 if text in {"", "TBD"} else int(text)


def write_csv(path: Path, header: list[str], rows: Sequence[Sequence[object]]) -> None:
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([header, *rows])


@pytest.fixture(scope="module")
def sheets(reference: Callable[[str], Path], table: Callable[[Path], Rows]) -> dict[str, dict[str, str]]:
    rows = table(reference("sfusd-wsf-2022-23") / "school_allocations.csv")
    assert len(rows) == 102
    return {row["school_code"]: row for row in rows}


@pytest.fixture(scope="module")
def folder(
    reference: Callable[[str], Path],
    table: Callable[[Path], Rows],
    sheets: dict[str, dict[str, str]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """The input of ``ssfr allocate``, the sheets of the district read as they are."""
    folder = tmp_path_factory.mktemp("sfusd")
    data = reference("sfusd-wsf-2022-23")
    for name in ("schools.csv", "counts.csv"):
        shutil.copyfile(data / "school_allocations.csv", folder / name)
    register = table(data / "district_register_2022_23.csv")
    grants: list[list[object]] = [
        [source, code, row[column], column]
        for source, columns in TYPED.items()
        for code, row in sheets.items()
        for column in columns
        if whole(row[column])
    ]
    grants += [
        ["90551", row["school_code"], row["peef_pe_90551"], "PE"] for row in register if whole(row["peef_pe_90551"])
    ]
    write_csv(folder / "school_grants.csv", ["source_id", "school_id", "amount", "label"], grants)
    current = [
        [row["school_code"], row["total_allocation"]]
        for row in table(data / "district_register_2021_22_comparison.csv")
        if row["school_code"] in sheets
    ]
    write_csv(folder / "current_budgets.csv", ["school_id", "amount"], current)
    amounts = {source: sum(whole(row[column]) for row in sheets.values()) for source, column in SUMMARY.items()}
    amounts["90551"] = sum(whole(row["peef_pe_90551"]) for row in register)
    amounts[PLACEHOLDER] = 1_000_000
    write_csv(
        folder / "revenue_sources.csv",
        ["source_id", "name", "funder", "restricted", "amount"],
        # The sheets round each component: what that adds stays in the reserve, shown.
        [
            [s, s, "state", "yes", f"${dollars + (0 if s == PLACEHOLDER else 100):,}.00"]
            for s, dollars in amounts.items()
        ],
    )
    (folder / "mapping.json").write_text(json.dumps(mappings()))
    (folder / "policy.json").write_text(json.dumps(policy(sorted(amounts))))
    return folder


def allocated(folder: Path, **changes: Any) -> dict[str, Any]:
    """Allocate with the policy changed like this."""
    decisions = json.loads((folder / "policy.json").read_text()) | changes
    (folder / "changed.json").write_text(json.dumps(decisions))
    arguments = [str(folder), "--policy", str(folder / "changed.json"), "--mapping", str(folder / "mapping.json")]
    assert main(["allocate", *arguments, "--out", str(folder / "out"), "--quiet"]) == 0
    document: dict[str, Any] = json.loads((folder / "out" / "result.json").read_text())
    return document


@pytest.fixture(scope="module")
def result(folder: Path) -> dict[str, Any]:
    """Each component rounded to the dollar, as the sheets do."""
    return allocated(folder)


@pytest.fixture(scope="module")
def to_the_cent(folder: Path) -> dict[str, Any]:
    """Rounded to the cent only: nearer to the register, which rounds a school's lines once."""
    return allocated(folder, rounding_unit_cents=1)


def mappings() -> dict[str, Any]:
    return {
        "schools": {
            "columns": [
                {"header": "school_code", "field": "school_id"},
                {"header": "school", "field": "name"},
                {"header": "level", "field": "levels"},
            ]
        },
        "counts": {
            "columns": [
                {"header": "school_code", "field": "school_id"},
                *({"header": f"{column}_count", "field": f"count:{need(column)}"} for _, _, column, _, _ in FORMULA),
            ],
            "level": {"by": "whole"},
        },
        "school_grants": {
            "columns": [{"header": name, "field": name} for name in ("source_id", "school_id", "amount", "label")],
            "negative_amounts": "allow",
        },
    }


def need(column: str) -> str:
    return "all" if column == "base" else column


def policy(source_ids: list[str]) -> dict[str, Any]:
    sources = []
    for source_id in source_ids:
        rules: list[dict[str, Any]] = []
        for source, rule_id, column, weight, rate in FORMULA:
            if source == source_id:
                rule: dict[str, Any] = {"kind": "per_pupil", "rule_id": rule_id}
                if rate is None:
                    rule |= {"base_dollars": BASE, "weights": [{"need_category": need(column), "weight": weight}]}
                else:
                    rule["rates"] = [{"need_category": need(column), "rate_dollars": rate}]
                rules.append(rule)
        if source_id in TYPED or source_id == "90551":
            rules.append({"kind": "school_grant", "rule_id": "typed"})
        distribution = "unlocked" if rules else "locked"
        sources.append({"source_id": source_id, "distribution": distribution, "rules": rules})
    needs = [need(column) for _, _, column, _, _ in FORMULA]
    return {
        "name": "San Francisco 2022-23",
        "fiscal_year": 2023,
        "need_categories": needs,
        # Two schools count more newcomers or Title I pupils than they project to enroll: other dates of counting.
        "duplicated_categories": ["dup_poverty", "newcomer", "title1"],
        "rounding_unit_cents": 100,
        "sources": sources,
    }


def column_of(result: dict[str, Any], component_id: str) -> dict[str, int]:
    component = next(c for c in result["components"] if c["component_id"] == component_id)
    return dict(zip(result["school_ids"], component["amounts_cents"], strict=True))


@pytest.mark.parametrize(("source", "rule_id", "column"), [row[:3] for row in FORMULA])
def test_every_formula_amount_of_every_school_to_the_dollar(
    result: dict[str, Any], sheets: dict[str, dict[str, str]], source: str, rule_id: str, column: str
) -> None:
    amounts = column_of(result, f"{source}/{rule_id}")
    assert amounts == {code: 100 * whole(row[f"{column}_amount"]) for code, row in sheets.items()}


def test_every_school_total_within_the_stated_tolerance(
    result: dict[str, Any],
    sheets: dict[str, dict[str, str]],
    reference: Callable[[str], Path],
    table: Callable[[Path], Rows],
) -> None:
    totals = dict(zip(result["school_ids"], result["totals_cents"], strict=True))
    register = table(reference("sfusd-wsf-2022-23") / "district_register_2022_23.csv")
    printed = {row["school_code"]: whole(row["total_allocation"]) for row in register if row["school_code"]}
    assert set(totals) == set(printed)
    for code, row in sheets.items():
        unrestricted = sum(column_of(result, f"00000/{rule}")[code] for rule in ("base", "poverty", "k3", "typed"))
        assert abs(unrestricted - 100 * whole(row["summary_00000_unrestricted"])) <= 200
        # The unrestricted part may differ by $2, each other line of the register by the rounding of its parts.
        assert abs(totals[code] - 100 * printed[code]) <= 300


def test_the_district_total_within_five_dollars(result: dict[str, Any]) -> None:
    placeholder = next(row for row in result["sources"] if row["source_id"] == PLACEHOLDER)
    total = sum(result["totals_cents"]) + placeholder["locked_cents"]
    assert abs(total - 352_540_330_00) <= 5_00
    assert result["district"]["difference_cents"] == 0
    assert all(row["difference_cents"] == 0 for row in result["sources"])


def test_gainers_losers_and_every_change_equal_the_printed_ones_to_the_dollar(
    to_the_cent: dict[str, Any], reference: Callable[[str], Path], table: Callable[[Path], Rows]
) -> None:
    data = reference("sfusd-wsf-2022-23")
    now = {r["school_code"]: whole(r["total_allocation"]) for r in table(data / "district_register_2022_23.csv")}
    before = {
        r["school_code"]: whole(r["total_allocation"]) for r in table(data / "district_register_2021_22_comparison.csv")
    }
    printed = {code: now[code] - before[code] for code in before}
    ours = dict(zip(to_the_cent["school_ids"], to_the_cent["change_cents"], strict=True))
    assert set(ours) == set(printed)
    for code, change in printed.items():
        assert abs(ours[code] - 100 * change) <= 100, code
        assert (ours[code] > 0, ours[code] < 0) == (change > 0, change < 0), code
    assert to_the_cent["winners"] == {"gaining": 37, "losing": 65, "unchanged": 0}


def test_the_change_of_the_district_equals_the_printed_one(
    to_the_cent: dict[str, Any], reference: Callable[[str], Path], table: Callable[[Path], Rows]
) -> None:
    totals = table(reference("sfusd-wsf-2022-23") / "published_totals.csv")
    printed = {row["year"]: int(row["total_allocation"]) for row in totals if row["row"] == "District total"}
    placeholder = next(row for row in to_the_cent["sources"] if row["source_id"] == PLACEHOLDER)
    ours = sum(to_the_cent["totals_cents"]) + placeholder["locked_cents"] - 100 * printed["2021-22"]
    # The register's own lines sum to $4 less than its total.
    assert abs(ours - 100 * printed["change"]) <= 5_00
    # What last year's total holds beyond its 102 schools is its own placeholder line, which is not printed apart.
    assert 100 * printed["2021-22"] - sum(to_the_cent["current_cents"]) == 1_369_533_00
