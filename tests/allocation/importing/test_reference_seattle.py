"""Seattle's budgets (reference data) as last year's: 92 faulty rows of 219 are flagged, no figure is altered."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from services.allocation.domain.importing import (
    CheckContext,
    CheckedImport,
    KnownSchool,
    Mapping,
    Table,
    Vocabulary,
    check_table,
    match_columns,
)
from services.allocation.domain.inputs import CurrentBudget
from services.allocation.files.tables import read_table

FOLDER = "seattle-school-budgets"
YEARS = ("2021-22", "2022-23", "2023-24")


def _lines(folder: Path) -> list[dict[str, str]]:
    with (folder / "school_budgets.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture
def folder(reference_data: Callable[[str], Path]) -> Path:
    return reference_data(FOLDER)


@pytest.fixture
def sheet(folder: Path) -> Table:
    return read_table((folder / "school_budgets.csv").read_bytes(), "school_budgets.csv")


def _words(folder: Path) -> Vocabulary:
    names = sorted({line["school"] for line in _lines(folder)})
    return Vocabulary(schools=tuple(KnownSchool(f"S{index:03d}", name) for index, name in enumerate(names, 1)))


def _check(sheet: Table, words: Vocabulary, year: str | None) -> CheckedImport:
    document = match_columns("current_budgets", sheet.header, sheet.rows, words).model_dump(mode="json")
    if year is not None:
        document["row_filters"] = [{"header": "year", "keep": [year]}]
    return check_table("current_budgets", sheet, Mapping.model_validate(document), CheckContext(words))


def test_the_check_of_parts_and_total_is_proposed(sheet: Table, folder: Path) -> None:
    chosen = match_columns("current_budgets", sheet.header, sheet.rows, _words(folder))
    assert [(check.total, len(check.parts), check.rule) for check in chosen.checks] == [("budget_total", 7, "sum")]
    fields = {column.header: column.field for column in chosen.columns}
    assert fields["school"] == "school_name"
    assert fields["budget_federal_title_i"] == "amount:federal-title-i"
    assert fields["enrollment_frl"] == "ignore"


def test_exactly_the_faulty_rows_are_flagged_year_by_year(sheet: Table, folder: Path) -> None:
    words, lines = _words(folder), _lines(folder)
    flagged: set[int] = set()
    accepted = 0
    for year in YEARS:
        checked = _check(sheet, words, year)
        assert {fault.code for fault in checked.report.errors} == {"parts_differ_from_total"}
        assert not checked.report.can_store()
        assert checked.report.can_store("leave_out")
        flagged |= {fault.row for fault in checked.report.errors if fault.row is not None}
        accepted += checked.report.accepted_count
    assert flagged == {row for row, line in enumerate(lines, 2) if line["parts_equal_total"] == "no"}
    assert (len(flagged), accepted) == (92, 127)


def test_all_years_at_once_flag_the_same_rows_and_are_not_stored(sheet: Table, folder: Path) -> None:
    checked = _check(sheet, _words(folder), None)
    assert len([fault for fault in checked.report.errors if fault.code == "parts_differ_from_total"]) == 92
    assert (checked.report.row_count, checked.report.accepted_count) == (219, 127)
    assert [fault.code for fault in checked.report.file_errors] == ["several_fiscal_years"]
    assert not checked.report.can_store("leave_out")


def test_accepted_amounts_are_the_file_s_own(sheet: Table, folder: Path) -> None:
    words, lines = _words(folder), _lines(folder)
    for year in YEARS:
        for row in _check(sheet, words, year).rows:
            assert isinstance(row, CurrentBudget)
            line = lines[row.origin.row - 2]
            column = f"budget_{(row.source_id or '').replace('-', '_')}"
            assert row.amount_cents == int(line[column]) * 100
            assert line["year"] == year
            assert line["parts_equal_total"] == "yes"
