"""San Francisco's published allocation sheets (reference data): schools, counts and typed grants of 102 schools."""

import csv
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from services.allocation.domain.importing import (
    CheckContext,
    NeedCategoryDefinition,
    Table,
    Vocabulary,
    check_table,
    known_schools,
    match_columns,
)
from services.allocation.domain.inputs import CountRow, School, SchoolGrant
from services.allocation.files.tables import read_table
from tests.allocation.importing.making import mapping

FOLDER = "sfusd-wsf-2022-23"
COUNTS = {
    "base_count": "all",
    "dup_poverty_count": "dup_poverty",
    "k3_count": "k3",
    "el_count": "el",
    "newcomer_count": "newcomer",
    "upp_conc_count": "upp_conc",
    "sped_count": "sped",
    "title1_hs_scg_count": "title1_hs_scg",
    "title1_count": "title1",
}
# Title I and newcomers are counted on other days, so a school may have more of them than projected pupils.
DUPLICATED = {"dup_poverty", "newcomer", "title1"}
GRANTS = {
    "transition_baseline_supplement": "00000",
    "other_unrestricted": "00000",
    "tk_amount": "00444",
    "peef_arts_amount": "90552",
    "summary_07940_tiig": "07940",
    "summary_74250_elo": "74250",
    "summary_90551_peef_pe": "90551",
}
WORDS = Vocabulary(
    need_categories=tuple(NeedCategoryDefinition(name, name, name in DUPLICATED) for name in COUNTS.values()),
)


@pytest.fixture
def sheet(reference_data: Callable[[str], Path]) -> Table:
    path = reference_data(FOLDER) / "school_allocations.csv"
    return read_table(path.read_bytes(), path.name)


def _known(sheet: Table) -> Vocabulary:
    checked = check_table(
        "schools", sheet, match_columns("schools", sheet.header, sheet.rows, WORDS), CheckContext(WORDS)
    )
    assert checked.report.errors == ()
    schools = [row for row in checked.rows if isinstance(row, School)]
    assert len(schools) == 102
    assert {school.levels for school in schools} == {("elementary",), ("elementary", "middle"), ("middle",), ("high",)}
    return Vocabulary(need_categories=WORDS.need_categories, schools=known_schools(schools))


def _file(reference_data: Callable[[str], Path]) -> list[dict[str, str]]:
    with (reference_data(FOLDER) / "school_allocations.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def test_counts_are_matched_and_equal_the_file(sheet: Table, reference_data: Callable[[str], Path]) -> None:
    words = _known(sheet)
    chosen = match_columns("counts", sheet.header, sheet.rows, words)
    fields = {column.header: column.field for column in chosen.columns}
    for header, category in COUNTS.items():
        # The projected enrollment goes before base_count; both hold the same figure.
        expected = "ignore" if header == "base_count" else f"count:{category}"
        assert fields[header] == expected
    checked = check_table("counts", sheet, chosen, CheckContext(words))
    assert checked.report.errors == ()
    counts = {(row.school_id, row.need_category): row.pupil_count for row in checked.rows if isinstance(row, CountRow)}
    for line in _file(reference_data):
        for header, category in COUNTS.items():
            assert counts[line["school_code"], category] == Decimal(line[header])
    assert len(counts) == 102 * len(COUNTS)


def test_counts_above_enrollment_are_found_when_no_pupil_counts_twice(sheet: Table) -> None:
    known = _known(sheet)
    strict = tuple(NeedCategoryDefinition(name, name, name == "dup_poverty") for name in COUNTS.values())
    words = Vocabulary(need_categories=strict, schools=known.schools)
    checked = check_table(
        "counts", sheet, match_columns("counts", sheet.header, sheet.rows, words), CheckContext(words)
    )
    assert [(fault.column, fault.value, fault.code) for fault in checked.report.errors] == [
        ("newcomer_count", "496", "over_enrollment"),
        ("title1_count", "154", "over_enrollment"),
    ]


def test_typed_lines_become_school_grants(sheet: Table, reference_data: Callable[[str], Path]) -> None:
    words = _known(sheet)
    chosen = mapping(
        "school_grants",
        {"school_code": "school_id", "school": "school_name"}
        | {header: f"amount:{source}" for header, source in GRANTS.items()},
        negative_amounts="allow",
        blank_values=["TBD"],
    )
    checked = check_table("school_grants", sheet, chosen, CheckContext(words))
    assert checked.report.errors == ()
    grants = {(row.school_id, row.label): row.amount_cents for row in checked.rows if isinstance(row, SchoolGrant)}
    lines = _file(reference_data)
    for line in lines:
        for header in GRANTS:
            if line[header] != "TBD":
                assert grants[line["school_code"], header] == int(line[header]) * 100
    below_zero = sum(int(line["transition_baseline_supplement"]) < 0 for line in lines)
    assert [fault.code for fault in checked.report.warnings].count("negative_allowed") == below_zero == 19


def test_without_the_word_in_the_mapping_negative_and_unreadable_lines_are_refused(sheet: Table) -> None:
    words = _known(sheet)
    columns = {"school_code": "school_id"} | {header: f"amount:{source}" for header, source in GRANTS.items()}
    checked = check_table("school_grants", sheet, mapping("school_grants", columns), CheckContext(words))
    negative = [fault for fault in checked.report.errors if fault.code == "negative"]
    unreadable = [fault for fault in checked.report.errors if fault.code == "not_a_number"]
    assert {fault.column for fault in negative} == {"transition_baseline_supplement"}
    assert {fault.value for fault in unreadable} == {"TBD"}
    assert len(negative) == 19
    assert len(negative) + len(unreadable) == len(checked.report.errors)
