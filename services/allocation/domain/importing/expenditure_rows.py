"""Actual expenditures of the year before, one row per school and one for the central office; cents, never rounded."""

from dataclasses import replace
from decimal import Decimal

from services.allocation.domain.expenditures import CENTRAL, ActualExpenditure
from services.allocation.domain.importing.duplicates import refuse_duplicates
from services.allocation.domain.importing.fiscal_years import row_years
from services.allocation.domain.importing.grid import Grid
from services.allocation.domain.importing.numbers import NumberFault, to_cents
from services.allocation.domain.importing.school_lookup import SchoolLookup, id_texts
from services.allocation.domain.importing.vocabulary import CheckContext
from services.allocation.domain.inputs import Origin

MONEY_FIELDS = ("federal_personnel", "federal_other", "state_local_personnel", "state_local_other")
_CENTRAL_WORDS = frozenset({"", "central", "district", "districtwide", "district-wide"})
HUNDREDTHS = Decimal(100)


def read_expenditures(grid: Grid, context: CheckContext) -> list[ActualExpenditure]:
    """Check actual expenditures and return those of the faultless rows.

    A row without a school, or with "central office" as its school, is spent centrally. An empty amount is nothing
    spent. A school that closed before this year spent in the last one, so it is taken.
    """
    row_years(grid)
    schools = _schools(grid, context)
    pupils = _pupils(grid, schools)
    money = [_cents(grid, field) for field in MONEY_FIELDS]
    header = grid.field_header("school_id")
    refuse_duplicates(
        grid.log,
        [((school or "central office",), row) for school, row in zip(schools, grid.row_numbers, strict=True)
         if school is not None],
        header, "school",
    )  # fmt: skip
    rows: list[ActualExpenditure] = []
    for index, row in enumerate(grid.row_numbers):
        school, count = schools[index], pupils[index]
        if school is not None and count is not None and row not in grid.log.faulty_rows:
            federal_staff, federal_other, other_staff, other = (column[index] or 0 for column in money)
            origin = Origin(grid.table.file_name, row)
            rows.append(ActualExpenditure(school, count, federal_staff, federal_other, other_staff, other, origin))
    if rows and all(each.school_id != CENTRAL for each in rows):
        grid.log.warning(
            None, header, None, "nothing_central", "No row holds what was spent centrally.",
            "Add a row without a school, or nothing if all of it is in the schools' rows.",
        )  # fmt: skip
    return rows


def _schools(grid: Grid, context: CheckContext) -> list[str | None]:
    lookup = SchoolLookup(_year_before(context))
    header, texts = id_texts(grid)
    names = grid.field_texts("school_name")
    found: list[str | None] = []
    for index, row in enumerate(grid.row_numbers):
        id_text = texts[index] if texts is not None else ""
        name = names[index] if names is not None else ""
        if _is_central(id_text or name):
            found.append(CENTRAL)
            continue
        id_cell = (header, id_text) if id_text else None
        name_cell = (grid.field_header("school_name"), name) if name else None
        found.append(lookup.find(grid.log, row, id_cell, name_cell) or None)
    return found


def _is_central(text: str) -> bool:
    words = text.casefold()
    return words in _CENTRAL_WORDS or words == "central office" or words.endswith(" central")


def _year_before(context: CheckContext) -> CheckContext:
    starts_on = context.year_starts_on
    if starts_on is None:
        return context
    return replace(context, year_starts_on=starts_on.replace(year=starts_on.year - 1))


def _pupils(grid: Grid, schools: list[str | None]) -> list[Decimal | None]:
    header = grid.mapping.header_of("pupil_count")
    if header is None or not grid.has(header):
        return [Decimal(0)] * len(schools)
    counts: list[Decimal | None] = []
    for row, text, number, school in zip(
        grid.row_numbers, grid.texts(header), grid.numbers(header), schools, strict=True
    ):
        value = number
        if school == CENTRAL and not text:
            value = Decimal(0)
        elif not text:
            grid.log.error(
                row, header, "", "missing_value", "The pupils of the year are missing.",
                "Fill them in: the report divides by them.",
            )  # fmt: skip
        elif value is not None and value * HUNDREDTHS != int(value * HUNDREDTHS):
            grid.log.error(
                row, header, text, "too_many_decimals", "More than two decimals.",
                "Round the figure where it was calculated.",
            )  # fmt: skip
            value = None
        counts.append(value)
    return counts


def _cents(grid: Grid, field: str) -> list[int | None]:
    header = grid.mapping.header_of(field)
    if header is None or not grid.has(header):
        return [None] * len(grid.row_numbers)
    cents: list[int | None] = []
    for row, number in zip(grid.row_numbers, grid.numbers(header), strict=True):
        value = None if number is None else to_cents(number)
        if isinstance(value, NumberFault):
            grid.log.error(row, header, None, value.code, value.message, value.remedy)
            value = None
        cents.append(value)
    return cents
