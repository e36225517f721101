"""The command line on the documented example: what it writes, what it explains, how it refuses."""

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from services.allocation.cli.check_policy import schema_text
from services.allocation.cli.main import main
from services.allocation.domain.canonical import canonical_hash

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "docs/allocation/example"
POLICY = EXAMPLE / "policy.json"

Edit = Callable[[str], str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the example's input folder, to be spoilt."""
    return Path(shutil.copytree(EXAMPLE / "input", tmp_path / "input"))


def allocate(folder: Path, out: Path, *more: str, policy: Path = POLICY) -> int:
    return main(["allocate", str(folder), "--policy", str(policy), "--out", str(out), *more])


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_the_example_runs_and_every_file_agrees(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert allocate(EXAMPLE / "input", tmp_path) == 0
    printed = capsys.readouterr().out
    assert "TITLE_I     $1,480,000.00" in printed
    assert printed.splitlines()[-3].split()[-1] == "$0.00"
    document = json.loads((tmp_path / "result.json").read_text())
    claimed = document.pop("result_hash")
    assert claimed == canonical_hash(document)
    assert claimed in printed
    totals = {row["school_id"]: int(row["total_cents"]) for row in rows(tmp_path / "school_totals.csv")}
    assert totals == dict(zip(document["school_ids"], document["totals_cents"], strict=True))
    allocations = rows(tmp_path / "allocations.csv")
    assert list(allocations[0]) == ["school_id", "source_id", "component_id", "amount_cents"]
    for school_id, total in totals.items():
        assert total == sum(int(row["amount_cents"]) for row in allocations if row["school_id"] == school_id)
    reconciliation = rows(tmp_path / "reconciliation.csv")
    assert reconciliation[-1]["source_id"] == "TOTAL"
    for row in reconciliation:
        parts = ("locked", "central_share", "school_grant", "formula", "top_up", "reserve")
        assert int(row["amount_cents"]) == sum(int(row[f"{part}_cents"]) for part in parts) - int(
            row["reduction_cents"]
        )
        assert row["difference_cents"] == "0"
    matrix = rows(tmp_path / "matrix.csv")
    assert {row["source_id"] for row in matrix} >= {"BASE", "NEED", ""}


def test_the_same_input_gives_the_same_bytes_whatever_its_spelling(folder: Path, tmp_path: Path) -> None:
    assert allocate(folder, tmp_path / "first", "--quiet") == 0
    counts = (folder / "counts.csv").read_text().splitlines()
    spoilt = "\r\n".join(["﻿" + counts[0] + ",remark", *(line + ",x" for line in reversed(counts[1:])), "", ",,,,", ""])
    spoilt = spoilt.replace("301,high,all,1420", '"301","high","all","1,420"')
    (folder / "counts.csv").write_bytes(spoilt.encode())
    edit(folder / "revenue_sources.csv", '"41,200,000.00"', '"$41,200,000.00"')
    assert allocate(folder, tmp_path / "second", "--quiet") == 0
    for name in ("allocations.csv", "school_totals.csv", "matrix.csv", "reconciliation.csv", "result.json"):
        assert (tmp_path / "first" / name).read_bytes() == (tmp_path / "second" / name).read_bytes()


def test_a_workbook_serves_as_well(folder: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in csv.reader((folder / "counts.csv").read_text().splitlines()):
        sheet.append(
            [float(cell) if cell.replace(".", "").isdigit() and index == 3 else cell for index, cell in enumerate(row)]
        )
    book.save(folder / "counts.xlsx")
    (folder / "counts.csv").unlink()
    assert allocate(folder, tmp_path / "book", "--quiet") == 0
    assert allocate(EXAMPLE / "input", tmp_path / "csv", "--quiet") == 0
    assert (tmp_path / "book" / "result.json").read_bytes() == (tmp_path / "csv" / "result.json").read_bytes()


def test_ignored_columns_are_named(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(folder / "measures.csv", "school_id,measure,value", "school_id,measure,value,remark")
    edit(folder / "measures.csv", "101,custodian_fte,2.5", "101,custodian_fte,2.5,half a post from May")
    assert allocate(folder, tmp_path / "out") == 0
    assert "measures.csv, column remark" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "code"),
    [
        ("counts.csv", "101,elementary,all,500", "999,elementary,all,500", "row 2, column school_id", "unknown_school"),
        ("counts.csv", "101,elementary,all,500", "101,elementary,all,-5", "row 2, column pupil_count", "negative"),
        ("counts.csv", "101,elementary,all,500", "101,elementary,all,NaN", "row 2, column pupil_count", ""),
        ("counts.csv", "101,elementary,all,500", "101,elementary,all,1e9", "row 2, column pupil_count", ""),
        ("counts.csv", "101,elementary,all,500", "101,elementary,all,", "row 2, column pupil_count", "missing_value"),
        ("counts.csv", "101,elementary,all,500", "101,elementary,all,500.123", "row 2, column pupil_count", "decimals"),
        ("counts.csv", "101,elementary,poverty,300", "101,elementary,poverty,501", "row 3", "over_enrollment"),
        ("counts.csv", "101,elementary,poverty,300", "101,elementary,all,300", "row 3", "duplicate"),
        ("counts.csv", "101,elementary,poverty,300", "101,elementary,gifted,30", "row 3", "unknown_need_category"),
        ("counts.csv", "101,elementary,poverty,300", "101,college,poverty,30", "row 3", "unknown_level"),
        ("schools.csv", "102,Birch", "101,Birch", "row 3, column school_id", "duplicate"),
        ("revenue_sources.csv", '"41,200,000.00"', "41200000.005", "row 2, column amount", "decimals"),
        ("revenue_sources.csv", '"41,200,000.00"', "-1", "row 2, column amount", "negative"),
        ("revenue_sources.csv", "state,no,", "state,perhaps,", "row 2, column restricted", "not_yes_or_no"),
        ("current_budgets.csv", "101,", "998,", "row 2, column school_id", "unknown_school"),
        ("school_grants.csv", "GIFTS,101", "GIVEN,101", "row 2, column source_id", "unknown"),
        ("measures.csv", "101,custodian_fte,2.5", "101,custodian_fte,two", "row 2, column value", "number"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_written(
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    file: str,
    old: str,
    new: str,
    place: str,
    code: str,
) -> None:
    edit(folder / file, old, new)
    assert allocate(folder, tmp_path / "out") == 1
    errors = [line for line in capsys.readouterr().err.splitlines() if line.startswith("error: ")]
    assert any(f"{file}, {place}" in line and code in line.rpartition("[")[2] for line in errors), errors
    assert not (tmp_path / "out").exists()


def test_every_error_of_every_file_is_listed_at_once(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(folder / "counts.csv", "101,elementary,all,500", "101,elementary,all,five")
    edit(folder / "counts.csv", "102,elementary,all,420", "102,elementary,all,-420")
    edit(folder / "current_budgets.csv", "103,", "104,")
    edit(folder / "schools.csv", "201,Elm Middle,middle", "201,Elm Middle,centre")
    (folder / "revenue_sources.csv").unlink()
    assert allocate(folder, tmp_path / "out") == 1
    printed = capsys.readouterr().err
    for file in (
        "counts.csv, row 2",
        "counts.csv, row 6",
        "current_budgets.csv, row 5",
        "schools.csv, row 6",
        "revenue_sources.csv:",
    ):
        assert f"error: {file}" in printed
    assert "Nothing was written." in printed
    assert "201" not in "".join(line for line in printed.splitlines() if "unknown_school" in line)


def test_an_infeasible_policy_says_what_to_relax(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    policy = json.loads(POLICY.read_text())
    policy["adjustments"][1] |= {"percent_bp": 12_000, "phase_out": None}
    (tmp_path / "policy.json").write_text(json.dumps(policy))
    assert allocate(EXAMPLE / "input", tmp_path / "out", policy=tmp_path / "policy.json") == 1
    printed = capsys.readouterr().err
    assert "infeasible: Hold harmless: the floors need" in printed
    assert "to relax: Lower the percentage" in printed
    assert not (tmp_path / "out").exists()


def test_a_faulty_policy_is_refused_with_pointers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    policy = json.loads(POLICY.read_text())
    policy["sources"][0]["rules"][1]["weights"][0]["weight"] = "-1"
    policy["sources"][4]["rules"][0]["mesure"] = "fte"
    (tmp_path / "policy.json").write_text(json.dumps(policy))
    assert main(["policy", "check", str(tmp_path / "policy.json")]) == 1
    printed = capsys.readouterr().err
    assert "policy /sources/0/rules/1/weights/0/weight" in printed
    assert "policy /sources/4/rules/0/mesure" in printed


def test_a_policy_that_no_data_could_mend_is_refused_without_any(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    policy = json.loads(POLICY.read_text())
    policy["sources"][0]["rules"][1]["weights"][0]["level"] = "13"
    (tmp_path / "policy.json").write_text(json.dumps(policy))
    assert main(["policy", "check", str(tmp_path / "policy.json")]) == 1
    assert "policy /sources/0/rules/1/weights/0/level: '13' is not a level" in capsys.readouterr().err


def test_a_mapping_reads_columns_named_otherwise(folder: Path, tmp_path: Path) -> None:
    counts: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows(folder / "counts.csv"):
        counts.setdefault((row["school_id"], row["level"]), {})[row["need_category"]] = row["pupil_count"]
    wide = ["school,lvl,Enrolled,Poor,EL,SPED", *(",".join([*key, *needs.values()]) for key, needs in counts.items())]
    (folder / "counts.csv").write_text("\n".join(wide))
    fields = {
        "school": "school_id",
        "lvl": "level",
        "Enrolled": "count:all",
        "Poor": "count:poverty",
        "EL": "count:english_learner",
        "SPED": "count:special_education",
    }
    columns = [{"header": header, "field": field} for header, field in fields.items()]
    (tmp_path / "mapping.json").write_text(json.dumps({"counts": {"columns": columns}}))
    assert allocate(folder, tmp_path / "mapped", "--mapping", str(tmp_path / "mapping.json"), "--quiet") == 0
    assert allocate(EXAMPLE / "input", tmp_path / "plain", "--quiet") == 0
    assert (tmp_path / "mapped/result.json").read_bytes() == (tmp_path / "plain/result.json").read_bytes()


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"pupils": {}}', '{"counts": {"columns": [{"header": "a", "field": "b"}]}}']
)
def test_a_faulty_mapping_is_refused(
    folder: Path, tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mapping.json").write_text(text)
    assert allocate(folder, tmp_path / "out", "--mapping", str(tmp_path / "mapping.json")) == 1
    assert "bad_mapping" in capsys.readouterr().err


def test_explain_prints_the_arithmetic_down_to_the_rows(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [str(EXAMPLE / "input"), "--policy", str(POLICY), "--school", "104"]
    assert main(["explain", *arguments]) == 0
    text = capsys.readouterr().out
    assert text.startswith("Budget of Dogwood K-8: ")
    assert "310 × $42.00 = $13,020.00  [counts.csv, row 14]" in text
    assert main(["explain", *arguments, "--source", "TITLE_I", "--language", "es"]) == 0
    assert "cumple los requisitos" in capsys.readouterr().out
    assert main(["explain", *arguments, "--component", "ARTS/arts", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["value_cents"] == 2_251_375
    assert main(["explain", *arguments[:-1], "777"]) == 1
    assert "777" in capsys.readouterr().err


def test_schema_and_missing_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert capsys.readouterr().out == schema_text() == (ROOT / "docs/allocation/policy.schema.json").read_text()
    assert main(["policy", "check", str(POLICY)]) == 0
    assert main(["policy", "check", str(tmp_path / "none.json")]) == 2
    assert allocate(tmp_path / "none", tmp_path / "out") == 1
    assert "no_such_folder" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("schools", "counts"),
    [
        ("school_id,name\n1,One\n2,Two\n", "school_id,need_category,pupil_count\n1,all,5\n2,all,15\n"),
        (
            "school_id,name,levels\n1,One,\n2,Two,all\n",
            "school_id,level,need_category,pupil_count\n1,,all,5\n2,all,all,15\n",
        ),
        (
            "school_id,name,levels\n1,One,all\n2,Two,all\n",
            "school_id,level,need_category,pupil_count\n1,*,all,5\n2,*,all,15\n",
        ),
    ],
)
def test_a_district_with_one_level_need_not_write_it(tmp_path: Path, schools: str, counts: str) -> None:
    (tmp_path / "schools.csv").write_text(schools)
    (tmp_path / "counts.csv").write_text(counts)
    (tmp_path / "revenue_sources.csv").write_text("source_id,name,funder,restricted,amount\nS,S,state,no,100\n")
    weights = [{"level": "all", "need_category": "all", "weight": "1"}]
    rule = {"kind": "weighted_pool", "rule_id": "r", "weights": weights}
    policy = {"name": "One level", "fiscal_year": 2027, "levels": ["all"], "need_categories": ["all"]}
    policy["sources"] = [{"source_id": "S", "distribution": "unlocked", "rules": [rule]}]
    (tmp_path / "policy.json").write_text(json.dumps(policy))
    assert allocate(tmp_path, tmp_path / "out", policy=tmp_path / "policy.json") == 0
    assert [row["total_cents"] for row in rows(tmp_path / "out/school_totals.csv")] == ["2500", "7500"]
