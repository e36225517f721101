"""Sweeps and risk from the command line: tables that can be checked by hand."""

import csv
from pathlib import Path

import pytest

from services.allocation.cli.main import main

SCHOOLS = "school_id,name,levels\n" + "".join(f"S-{n},School {n},elementary\n" for n in range(6))
SOURCES = "source_id,name,funder,restricted,amount\nGEN,General,state,no,6000000.00\n"
POLICY = """{"name": "P", "fiscal_year": 2027, "sources": [{"source_id": "GEN", "distribution": "unlocked",
 "rules": [{"kind": "weighted_pool", "rule_id": "base", "weights": [
  {"level": "*", "need_category": "all", "weight": "1"},
  {"level": "*", "need_category": "poverty", "weight": "0.25"}]}]}], "need_categories": ["all", "poverty"]}"""


def counts(year: int) -> str:
    rows = ["school_id,level,need_category,pupil_count"]
    for n in range(6):
        pupils = 200 + 50 * n + year * (n % 3 - 1) * 7
        rows += [f"S-{n},elementary,all,{pupils}", f"S-{n},elementary,poverty,{pupils // (n + 2)}"]
    return "\n".join(rows) + "\n"


@pytest.fixture
def years(tmp_path: Path) -> list[Path]:
    folders = []
    for year in range(3):
        folder = tmp_path / f"{2025 + year}"
        folder.mkdir()
        (folder / "schools.csv").write_text(SCHOOLS)
        (folder / "revenue_sources.csv").write_text(SOURCES)
        (folder / "counts.csv").write_text(counts(year))
        (folder / "policy.json").write_text(POLICY)
        folders.append(folder)
    return folders


def test_a_sweep_is_a_table_of_what_was_tried_and_what_it_does(years: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "sweep.csv"
    vary = "weight:GEN:base:*:poverty=0..1"
    given = [str(years[-1]), "--policy", str(years[-1] / "policy.json"), "--vary", vary, "--grid", "--count", "11"]
    assert main(["sweep", *given, "--out", str(out)]) == 0
    rows = list(csv.DictReader(out.read_text().splitlines()))
    assert [row["weight:GEN:base:*:poverty"] for row in rows] == ["0.25", "0", *(f"0.{n}" for n in range(1, 10)), "1"]
    slopes = [float(row["slope_dollars"]) for row in rows[1:]]
    assert slopes == sorted(slopes)
    assert slopes[0] == pytest.approx(0, abs=1e-6)
    assert {row["to_schools_cents"] for row in rows} == {"600000000"}
    assert {row["feasible"] for row in rows} == {"yes"}


def test_without_ranges_it_lists_what_may_vary(years: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sweep", str(years[-1]), "--policy", str(years[-1] / "policy.json")]) == 0
    assert "weight:GEN:base:*:poverty=0..1  (today 0.25)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("vary", "code", "said"),
    [
        ("weight:GEN:gone:*:poverty=0..1", 1, "has no setting weight:GEN:gone:*:poverty"),
        ("weight:GEN:base:*:poverty=2..1", 1, "is no range"),
        ("weight:GEN:base:*:poverty", 2, "SETTING=LOW..HIGH"),
    ],
)
def test_a_range_that_cannot_be_is_told(
    years: list[Path], capsys: pytest.CaptureFixture[str], vary: str, code: int, said: str
) -> None:
    assert main(["sweep", str(years[-1]), "--policy", str(years[-1] / "policy.json"), "--vary", vary]) == code
    assert said in capsys.readouterr().err


def test_risk_is_a_band_for_every_school_and_a_reserve(
    years: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "risk.csv"
    given = [str(years[2]), "--policy", str(years[2] / "policy.json")]
    history = ["--history", str(years[0]), "--history", str(years[1])]
    assert main(["risk", *given, *history, "--draws", "60", "--out", str(out)]) == 0
    first = out.read_text()
    rows = list(csv.DictReader(first.splitlines()))
    assert len(rows) == 6
    for row in rows:
        budgets = [float(row[f"budget_p{each}"]) for each in (10, 25, 50, 75, 90)]
        assert budgets == sorted(budgets)
    assert "a reserve of $" in capsys.readouterr().err
    assert main(["risk", *given, *history, "--draws", "60", "--out", str(out)]) == 0
    assert out.read_text() == first, "the same seed gives the same figures"
    assert main(["risk", *given, *history[:2]]) == 2
    assert "at least 2 earlier years" in capsys.readouterr().err


def test_a_name_in_the_table_is_never_a_formula_of_the_spreadsheet(
    years: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in years:
        (folder / "schools.csv").write_text(SCHOOLS.replace("School 0", "=1+1"))
    history = ["--history", str(years[0]), "--history", str(years[1])]
    assert main(["risk", str(years[2]), "--policy", str(years[2] / "policy.json"), *history, "--draws", "20"]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("S-0,'=1+1,")
