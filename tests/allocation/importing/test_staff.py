"""Payroll extracts: read as they come, checked line by line, and nothing of a person kept or repeated."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.allocation.domain.importing import CheckedImport, match_columns
from services.allocation.domain.staff import CENTRAL, StaffLine, names_federal_money
from tests.allocation.importing.making import CONTEXT, VOCABULARY, check, codes, mapping, table

HEADER = ("Emp ID", "Employee Name", "Site", "Job Title", "FTE", "Annual Salary", "Benefits", "Account", "Years")
ROWS = (
    ("E77", "Rivera, Ana", "0401", "Teacher", "0.6", "$57,000.50", "17,000.00", "01-0000-0-1110-1000-1100-401", "12"),
    ("E77", "Rivera, Ana", "0403", "Teacher", "0.4", "$38,000.00", "11,333.33", "01-3010-0-1110-1000-1100-403", "12"),
    ("E78", "Okafor, Ben", "", "Analyst", "1", "84000", "26000", "01-0000-0-0000-7200-2300-000", "3.5"),
)
COLUMNS = {
    "Emp ID": "employee_id",
    "Site": "school_id",
    "Job Title": "job_class",
    "FTE": "fte",
    "Annual Salary": "salary",
    "Benefits": "benefits",
    "Account": "funding",
    "Years": "years",
}


def staff(*rows: tuple[str, ...], header: tuple[str, ...] = HEADER, **more: object) -> CheckedImport:
    return check("staff", table(header, *rows), mapping("staff", COLUMNS, **more))


def lines(checked: CheckedImport) -> list[StaffLine]:
    return [row for row in checked.rows if isinstance(row, StaffLine)]


def test_a_payroll_extract_is_matched_by_its_own_headers() -> None:
    proposed = match_columns("staff", HEADER, ROWS, VOCABULARY)
    assert {column.header: column.field for column in proposed.columns} == {**COLUMNS, "Employee Name": "ignore"}


def test_lines_of_one_person_stay_one_person_and_federal_money_is_known_by_its_resource() -> None:
    found = lines(staff(*ROWS))
    assert [line.person for line in found] == [1, 1, 2]
    assert [line.school_id for line in found] == ["0401", "0403", CENTRAL]
    assert [line.federal for line in found] == [False, True, False]
    assert found[0].salary_cents == 5_700_050
    assert found[1].cost_cents == 4_933_333
    assert found[2].years == Decimal("3.5")


def test_a_report_repeats_nothing_that_tells_who_somebody_is_or_earns() -> None:
    bad = ("E79", "Secret, Sam", "0401", "Teacher", "0.1234567", "61234.567", "x", "01-0000", "-7")
    checked = staff(*ROWS, bad, header=HEADER)
    assert codes(checked)
    told = json.dumps(checked.report.to_json_dict())
    for private in ("E77", "E79", "Rivera", "Okafor", "Secret", "57,000", "57000", "61234", "0.1234567", "26000"):
        assert private not in told, private
    shown = {column.header: column.sample for column in checked.report.columns}
    assert shown["Job Title"] == ("Teacher", "Analyst")
    assert shown["Annual Salary"] == shown["Employee Name"] == shown["Emp ID"] == ()


def test_a_sum_check_says_that_pay_does_not_add_up_without_saying_how_much_it_is() -> None:
    checks = [{"total": "Annual Salary", "parts": ["Benefits"]}]
    checked = staff(ROWS[0], checks=checks)
    assert [fault.message for fault in checked.report.errors] == ["The parts do not add up to the total."]
    assert checked.report.errors[0].value is None


def test_the_preview_counts_people_by_job_class_and_the_totals_are_payrolls_own() -> None:
    report = staff(*ROWS).report
    assert report.preview == (
        {"job_class": "Analyst", "people": "1", "fte": "1", "schools": "0"},
        {"job_class": "Teacher", "people": "1", "fte": "1", "schools": "2"},
    )
    # Two people's pay would be told by its sum, so no money is summed.
    assert dict(report.control_totals) == {"rows": "3", "people": "2", "schools": "2", "fte": "2"}
    many = [
        (f"E{n}", "x", "0401", "Teacher", "1", "60000", "18000.25", "3010" if n < 5 else "0000", "2") for n in range(10)
    ]
    assert dict(staff(*many).report.control_totals) == {
        "rows": "10",
        "people": "10",
        "schools": "1",
        "fte": "10",
        "salaries": "600000.00",
        "benefits": "180002.50",
        "paid by federal money": "390001.25",
    }
    assert "paid by federal money" not in dict(staff(*many[1:]).report.control_totals)


@pytest.mark.parametrize(
    ("change", "column", "code"),
    [
        ({"Site": "9999"}, "Site", "unknown_school"),
        ({"Job Title": ""}, "Job Title", "missing_value"),
        ({"FTE": ""}, "FTE", "missing_value"),
        ({"FTE": "2.5"}, "FTE", "too_large"),
        ({"FTE": "0.33333"}, "FTE", "too_many_decimals"),
        ({"Annual Salary": ""}, "Annual Salary", "missing_value"),
        ({"Annual Salary": "-1"}, "Annual Salary", "negative"),
        ({"Annual Salary": "1.005"}, "Annual Salary", "too_many_decimals"),
        ({"Benefits": "n/a"}, "Benefits", "not_a_number"),
    ],
)
def test_each_fault_is_named_by_row_and_column(change: dict[str, str], column: str, code: str) -> None:
    row = tuple(change.get(header, cell) for header, cell in zip(HEADER, ROWS[0], strict=True))
    checked = staff(row, ROWS[2])
    assert (2, column, code) in codes(checked)
    assert len(checked.rows) == 1


def test_longevity_pay_is_part_of_the_salary() -> None:
    header = ("Emp ID", "Site", "Job Title", "FTE", "Annual Salary", "Longevity")
    chosen = mapping("staff", {name: COLUMNS.get(name, "longevity") for name in header})
    rows = (("E1", "0401", "Teacher", "1", "60000", "2400"), ("E2", "0401", "Teacher", "1", "60000", "60000.01"))
    checked = check("staff", table(header, *rows), chosen)
    assert [line.longevity_cents for line in lines(checked)] == [240_000]
    assert codes(checked) == [(3, "Longevity", "longevity_above_salary")]
    warned = {fault.code for fault in checked.report.warnings}
    assert {"benefits_missing", "funding_missing"} <= warned


def test_without_employee_ids_every_line_is_a_person() -> None:
    header = HEADER[1:]
    chosen = mapping("staff", {name: field for name, field in COLUMNS.items() if name in header})
    checked = check("staff", table(header, *(row[1:] for row in ROWS)), chosen)
    assert [line.person for line in lines(checked)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("text", "federal"),
    [
        ("3010", True),
        ("01-3310-0-5760-1110-1100", True),
        ("0000", False),
        ("6500", False),
        ("Title I, Part A", True),
        ("TITLE_II", True),
        ("IDEA", True),
        ("Federal - other", True),
        ("LCFF_BASE", False),
        ("Titled lands fund", False),
        ("", False),
    ],
)
def test_federal_money_by_name_or_account(text: str, federal: bool) -> None:
    assert names_federal_money(text) is federal


@given(st.permutations(range(len(ROWS))))
def test_the_order_of_lines_changes_no_sum(order: list[int]) -> None:
    report = staff(*(ROWS[index] for index in order)).report
    assert report.control_totals == staff(*ROWS).report.control_totals
    assert report.preview == staff(*ROWS).report.preview


def test_the_context_of_a_staff_import_needs_no_earlier_version() -> None:
    assert CONTEXT.previous is None
    assert staff(*ROWS).report.errors == ()
