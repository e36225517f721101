"""Measures: any other number per school, long (measure, value) or wide (a column per measure)."""

from decimal import Decimal

from services.allocation.domain.importing.duplicates import refuse_duplicates
from services.allocation.domain.importing.fiscal_years import row_years
from services.allocation.domain.importing.grid import Grid
from services.allocation.domain.importing.identifiers import is_identifier
from services.allocation.domain.importing.numbers import plain
from services.allocation.domain.importing.school_lookup import school_ids
from services.allocation.domain.importing.vocabulary import CheckContext
from services.allocation.domain.inputs import MeasureRow, Origin
from services.allocation.domain.limits import DECIMAL_PLACES, MAX_DECIMAL


def read_measures(grid: Grid, context: CheckContext) -> list[MeasureRow]:
    """Check measures and return those of the faultless rows."""
    ids = school_ids(grid, context)
    years = row_years(grid)
    found: list[tuple[int, str, str, str, Decimal]] = []  # row, year, school, measure, value
    keys: list[tuple[tuple[str, ...], int]] = []
    wide = [
        (choice.header, choice.role[1])
        for choice in grid.mapping.columns
        if choice.role is not None and choice.role[0] == "measure" and grid.has(choice.header)
    ]
    for header, measure in wide:
        if not is_identifier(measure):
            _refuse_name(grid, None, header, measure)
    if wide:
        keys = [((year, school), row) for year, school, row in zip(years, ids, grid.row_numbers, strict=True) if school]
        columns = [(measure, grid.numbers(header)) for header, measure in wide]
        for header, _ in wide:
            _check_bounds(grid, header)
        for index, row in enumerate(grid.row_numbers):
            for measure, values in columns:
                value = values[index]
                if value is not None and ids[index]:
                    found.append((row, years[index], ids[index], measure, value))
    else:
        found, keys = _long(grid, ids, years)
    refuse_duplicates(grid.log, keys, grid.field_header("school_id"), "school" if wide else "school and measure")
    return [
        MeasureRow(school_id, measure, value, Origin(grid.table.file_name, row))
        for row, _, school_id, measure, value in found
        if row not in grid.log.faulty_rows
    ]


def _long(
    grid: Grid, ids: list[str], years: list[str]
) -> tuple[list[tuple[int, str, str, str, Decimal]], list[tuple[tuple[str, ...], int]]]:
    measures = grid.field_texts("measure")
    header = grid.mapping.header_of("value")
    if measures is None or header is None or not grid.has(header):
        return [], []
    values, texts = grid.numbers(header), grid.texts(header)
    _check_bounds(grid, header)
    found: list[tuple[int, str, str, str, Decimal]] = []
    keys: list[tuple[tuple[str, ...], int]] = []
    for index, row in enumerate(grid.row_numbers):
        if not is_identifier(measures[index]):
            _refuse_name(grid, row, grid.field_header("measure"), measures[index])
        if not texts[index]:
            grid.log.error(
                row, header, "", "missing_value", "The value is missing.", "Fill it in or leave the row out."
            )
        if ids[index]:
            keys.append(((years[index], ids[index], measures[index]), row))
            value = values[index]
            if value is not None:
                found.append((row, years[index], ids[index], measures[index], value))
    return found, keys


def _refuse_name(grid: Grid, row: int | None, header: str, measure: str) -> None:
    grid.log.error(
        row, header, measure, "bad_identifier", "This cannot be the name of a measure.",
        "Use letters, digits, blanks and . _ / @ - only, at most 64, starting with a letter or digit.",
    )  # fmt: skip


def _check_bounds(grid: Grid, header: str) -> None:
    unit = Decimal(10) ** DECIMAL_PLACES
    for row, value in zip(grid.row_numbers, grid.numbers(header), strict=True):
        if value is None:
            continue
        if value > MAX_DECIMAL:
            grid.log.error(
                row, header, plain(value), "too_large", f"A measure is at most {MAX_DECIMAL:,}.", "Use a larger unit."
            )
        elif (value * unit) % 1:
            grid.log.error(
                row, header, plain(value), "too_many_decimals", f"More than {DECIMAL_PLACES} decimals.",
                "Round the figure where it was calculated.",
            )  # fmt: skip
