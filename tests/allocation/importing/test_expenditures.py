"""Actual expenditures of the year before: one row per school and one for the central office, to the cent."""

from datetime import date
from decimal import Decimal

from services.allocation.domain.expenditures import CENTRAL, ActualExpenditure
from services.allocation.domain.importing import CheckContext, CheckedImport, KnownSchool, Vocabulary, match_columns
from tests.allocation.importing.making import CONTEXT, VOCABULARY, check, codes, mapping, table

HEADER = (
    "School Code",
    "School",
    "Enrollment",
    "Federal Personnel",
    "Federal Non-Personnel",
    "State and Local Personnel",
    "State and Local Non-Personnel",
)
FIELDS = (
    "school_id",
    "school_name",
    "pupil_count",
    "federal_personnel",
    "federal_other",
    "state_local_personnel",
    "state_local_other",
)
COLUMNS = dict(zip(HEADER, FIELDS, strict=True))
ROWS = (
    ("0401", "Adams Elementary", "412", "310,000.55", "42,100", "$3,100,000", "400000.45"),
    ("0403", "Carver High", "1100.5", "", "0", "9,000,000.00", "1,250,000"),
    ("", "Central office", "", "120000", "30000", "2,000,000", "900,000"),
)


def spent(*rows: tuple[str, ...], context: CheckContext = CONTEXT) -> CheckedImport:
    return check("actual_expenditures", table(HEADER, *rows), mapping("actual_expenditures", COLUMNS), context)


def test_a_ledger_extract_is_matched_by_its_own_headers() -> None:
    proposed = match_columns("actual_expenditures", HEADER, ROWS, VOCABULARY)
    assert {column.header: column.field for column in proposed.columns} == COLUMNS


def test_schools_and_the_central_office_are_read_to_the_cent() -> None:
    checked = spent(*ROWS)
    assert codes(checked) == []
    first, second, central = [row for row in checked.rows if isinstance(row, ActualExpenditure)]
    assert (first.school_id, first.pupil_count, first.total_cents) == ("0401", Decimal(412), 385_210_100)
    assert (second.federal_personnel_cents, second.pupil_count) == (0, Decimal("1100.5"))
    assert (central.school_id, central.pupil_count, central.total_cents) == (CENTRAL, Decimal(0), 305_000_000)
    totals = dict(checked.report.control_totals)
    assert totals["spent"] == "17152101.00"
    assert totals["spent_centrally"] == "3050000.00"
    assert totals["pupils"] == "1512.5"


def test_every_fault_is_named_and_the_same_school_twice_is_refused() -> None:
    bad = ("0499", "", "-3", "x", "1.005", "1", "1")
    checked = spent(*ROWS, bad, ("0402", "", "", "1", "1", "1", "1"), ROWS[0], ROWS[2])
    found = [code for _, _, code in codes(checked)]
    for code in ("unknown_school", "not_a_number", "missing_value", "duplicate_row"):
        assert code in found
    assert found.count("duplicate_row") == 4
    assert [row.school_id for row in checked.rows if isinstance(row, ActualExpenditure)] == ["0403"]


def test_without_a_central_row_somebody_is_told() -> None:
    assert "nothing_central" in {warning.code for warning in spent(ROWS[0]).report.warnings}


def test_a_school_that_closed_last_summer_spent_in_the_year_before() -> None:
    schools = (KnownSchool("0401", "Adams Elementary", ("elementary",), closed_on=date(2026, 6, 30)),)
    context = CheckContext(Vocabulary(schools=schools), year_starts_on=date(2026, 7, 1), year_ends_on=date(2027, 6, 30))
    assert codes(spent(ROWS[0], context=context)) == []
    long_gone = CheckContext(
        Vocabulary(schools=(KnownSchool("0401", "Adams", ("elementary",), closed_on=date(2025, 6, 30)),)),
        year_starts_on=date(2026, 7, 1),
        year_ends_on=date(2027, 6, 30),
    )
    assert codes(spent(ROWS[0], context=long_gone)) == [(2, "School Code", "closed_school")]
