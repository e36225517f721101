"""``ssfr import`` from the command line."""

import argparse
import json
from pathlib import Path

import pytest

from services.allocation.cli.import_files import add_parser, run
from tests.allocation.importing.making import csv_bytes

COUNTS = csv_bytes(("Site", "Enrollment", "FRL"), ("401", "400", "100"), ("0403", "90", "95"))


def call(*words: str | Path) -> int:
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    return run(parser.parse_args(["import", *map(str, words)]))


def basic(folder: Path) -> tuple[str | Path, ...]:
    return "--kind", "counts", "--schools", folder / "schools.csv", "--settings", folder / "settings.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "schools.csv").write_bytes(
        csv_bytes(("school_id", "name", "levels"), ("0401", "Adams", "elementary"), ("0403", "Carver", "high"))
    )
    (tmp_path / "fall.csv").write_bytes(COUNTS)
    (tmp_path / "settings.json").write_text(
        '{"need_categories": [{"need_category": "all"}, {"need_category": "poverty", "name": "FRL"}]}'
    )
    return tmp_path


def test_faults_are_listed_and_nothing_is_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = folder / "counts.csv"
    assert call(folder / "fall.csv", *basic(folder), "--out", out) == 1
    assert not out.exists()
    printed = capsys.readouterr()
    assert "fall.csv, row 3, column FRL" in printed.err
    assert "[over_enrollment]" in printed.err
    assert "leading_zeros_restored" in printed.out


def test_faulty_rows_may_be_left_out(folder: Path) -> None:
    out = folder / "counts.csv"
    assert call(folder / "fall.csv", *basic(folder), "--faulty-rows", "leave-out", "--out", out) == 0
    assert out.read_text() == (
        "school_id,level,need_category,pupil_count\n0401,elementary,all,400\n0401,elementary,poverty,100\n"
    )


def test_a_mapping_is_saved_corrected_and_reused(folder: Path) -> None:
    saved, report = folder / "fall.json", folder / "report.json"
    assert (
        call(folder / "fall.csv", *basic(folder), "--validate-only", "--save-mapping", saved, "--report", report) == 1
    )
    document = json.loads(saved.read_text())
    document["columns"] = [column for column in document["columns"] if column["header"] != "FRL"]
    saved.write_text(json.dumps(document))
    out = folder / "counts.csv"
    assert call(folder / "fall.csv", *basic(folder), "--mapping", saved, "--out", out) == 0
    assert len(out.read_text().splitlines()) == 3
    assert json.loads(report.read_text())["errors"][0]["code"] == "over_enrollment"


def test_settings_give_levels_and_categories(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = folder / "settings.json"
    settings.write_text(
        json.dumps(
            {
                "current_fiscal_year": 2027,
                "levels": [{"level": "lower", "name": "Lower", "grades": ["K", "1"]}],
                "need_categories": [
                    {"need_category": "all", "name": "All"},
                    {"need_category": "meals", "name": "FRL", "duplicated": True},
                ],
            }
        )
    )
    (folder / "fall.csv").write_bytes(csv_bytes(("Site", "Grade", "Enrollment", "FRL"), ("0401", "K", "4", "5")))
    out = folder / "counts.csv"
    assert call(folder / "fall.csv", "--kind", "counts", "--settings", settings, "--out", out) == 0
    assert out.read_text().splitlines()[1:] == ["0401,lower,all,4", "0401,lower,meals,5"]
    settings.write_text('{"levels": 5}')
    assert call(folder / "fall.csv", "--kind", "counts", "--settings", settings, "--out", out) == 1
    assert "bad_settings" in capsys.readouterr().err


def test_without_settings_a_doubtful_count_is_only_pointed_at(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--kind", "counts", "--schools", folder / "schools.csv", "--validate-only")
    assert call(folder / "fall.csv", *words) == 0
    assert "[over_enrollment]" in capsys.readouterr().out


def test_mistakes_in_the_command_are_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(folder / "fall.csv", "--kind", "counts") == 2
    assert call(folder / "none.csv", "--kind", "counts", "--validate-only") == 2
    (folder / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert call(folder / "old.xls", "--kind", "counts", "--validate-only") == 1
    wrong = folder / "wrong.json"
    wrong.write_text('{"kind": "counts", "columns": [{"header": "a", "field": "colour"}]}')
    assert call(folder / "fall.csv", "--kind", "counts", "--mapping", wrong, "--validate-only") == 1
    wrong.write_text('{"kind": "measures"}')
    assert call(folder / "fall.csv", "--kind", "counts", "--mapping", wrong, "--validate-only") == 1
    printed = capsys.readouterr().err
    for code in ("old_excel_file", "bad_mapping", "wrong_kind", "none.csv"):
        assert code in printed
