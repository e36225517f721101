"""California's school counts (reference data): Los Angeles imported out of the statewide file as it is."""

import csv
import gzip
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from services.allocation.domain.importing import (
    CheckContext,
    ImportKind,
    Mapping,
    NeedCategoryDefinition,
    Table,
    Vocabulary,
    check_table,
    known_schools,
    match_columns,
)
from services.allocation.domain.inputs import CountRow, School
from services.allocation.files.tables import read_table

FOLDER = "ca-calpads-upc-2019-20"
NAMES = {
    "all": "All pupils",
    "poverty": "FRPM",
    "english_learner": "English learners",
    "foster": "Foster youth",
    "homeless": "Homeless",
    "unduplicated": "Unduplicated pupil count",
}
WORDS = Vocabulary(need_categories=tuple(NeedCategoryDefinition(code, name) for code, name in NAMES.items()))
FILTERS = {
    "statewide": [
        {"header": "District Name", "keep": ["Los Angeles Unified"]},
        {"header": "Charter School (Y/N)", "drop": ["Yes"]},
    ],
    "four": [{"header": "district", "keep": ["Los Angeles Unified"]}, {"header": "charter", "drop": ["Yes"]}],
}


@pytest.fixture
def tables(reference_data: Callable[[str], Path]) -> dict[str, Table]:
    folder = reference_data(FOLDER)
    statewide = gzip.decompress((folder / "school_level_statewide_original_headers.csv.gz").read_bytes())
    return {
        "statewide": read_table(statewide, "statewide.csv"),
        "four": read_table((folder / "four_districts.csv").read_bytes(), "four_districts.csv"),
    }


def _mapping(kind: ImportKind, table: Table, name: str, words: Vocabulary) -> Mapping:
    """Correct the proposal as a person would: one district, no charters, and a level for rows without grades."""
    document = match_columns(kind, table.header, table.rows, words).model_dump(mode="json")
    document["row_filters"] = FILTERS[name]
    document["level"] = {"by": "grades", "otherwise": "elementary"}
    return Mapping.model_validate(document)


def test_headers_with_line_breaks_are_matched(tables: dict[str, Table]) -> None:
    header = tables["statewide"].header
    assert "Free & Reduced Meal Program" in header
    found = match_columns("counts", header, tables["statewide"].rows, WORDS)
    fields = {column.header: column.field for column in found.columns}
    assert fields["total_enrolled"] == "count:all"
    assert fields["Free & Reduced Meal Program"] == "count:poverty"
    assert fields["English Learner (EL)"] == "count:english_learner"
    assert fields["Foster"] == "count:foster"
    assert fields["CALPADS Unduplicated Pupil Count (UPC)"] == "count:unduplicated"
    assert len(tables["statewide"].rows) == 10_584
    assert tables["statewide"].row_numbers[0] == 2


@pytest.mark.parametrize("name", ["statewide", "four"])
def test_los_angeles_without_charters_has_732_schools(name: str, tables: dict[str, Table]) -> None:
    table = tables[name]
    checked = check_table("schools", table, _mapping("schools", table, name, WORDS), CheckContext(WORDS))
    assert checked.report.errors == ()
    schools = {row.school_id: row for row in checked.rows if isinstance(row, School)}
    assert len(schools) == 732
    assert all(len(school_id) == 14 and school_id.startswith("1964733") for school_id in schools)
    spans = {school.levels for school in schools.values()}
    assert ("elementary", "middle", "high") in spans
    assert ("middle", "high") in spans
    assert [fault.code for fault in checked.report.warnings if fault.code == "level_assumed"] == ["level_assumed"]


@pytest.mark.parametrize("name", ["statewide", "four"])
def test_los_angeles_counts_equal_the_published_ones(
    name: str, tables: dict[str, Table], reference_data: Callable[[str], Path]
) -> None:
    table = tables[name]
    first = check_table("schools", table, _mapping("schools", table, name, WORDS), CheckContext(WORDS))
    schools = known_schools(row for row in first.rows if isinstance(row, School))
    words = Vocabulary(need_categories=WORDS.need_categories, schools=schools)
    checked = check_table("counts", table, _mapping("counts", table, name, words), CheckContext(words))
    assert checked.report.errors == ()
    counts = {(row.school_id, row.need_category): row.pupil_count for row in checked.rows if isinstance(row, CountRow)}
    with (reference_data(FOLDER) / "four_districts.csv").open(encoding="utf-8") as lines:
        rows = [
            line
            for line in csv.DictReader(lines)
            if line["district"] == "Los Angeles Unified" and line["charter"] != "Yes"
        ]
    assert len(rows) == 732
    columns = {
        "all": "total_enrollment",
        "poverty": "frpm",
        "english_learner": "english_learner",
        "unduplicated": "upc",
    }
    for row in rows:
        school_id = row["county_code"] + row["district_code"] + row["school_code"]
        for category, column in columns.items():
            assert counts[school_id, category] == Decimal(row[column])
    totals = dict(checked.report.control_totals)
    assert totals["all"] == str(sum(int(row["total_enrollment"]) for row in rows))
    assert "several_levels" in {fault.code for fault in checked.report.warnings}


def test_codes_that_lost_their_zeros_are_put_together_and_told(tables: dict[str, Table]) -> None:
    table = tables["four"]
    school = table.header.index("school_code")
    eaten = tuple((*row[:school], row[school].lstrip("0"), *row[school + 1 :]) for row in table.rows)
    damaged = Table(table.file_name, None, table.header, 1, table.row_numbers, eaten)
    chosen = _mapping("schools", table, "four", WORDS)
    whole = check_table("schools", table, chosen, CheckContext(WORDS))
    checked = check_table("schools", damaged, chosen, CheckContext(WORDS))
    assert {row.school_id for row in checked.rows if isinstance(row, School)} == {
        row.school_id for row in whole.rows if isinstance(row, School)
    }
    assert "leading_zeros_restored" in {fault.code for fault in checked.report.warnings}
