"""A table bound to a mapping: the columns found, the rows kept, the derived columns calculated."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from services.allocation.domain.importing.faults import FaultLog
from services.allocation.domain.importing.mapping import DerivedColumn, Mapping, RowFilter
from services.allocation.domain.importing.numbers import (
    AMBIGUOUS,
    NEGATIVE,
    NumberFault,
    only_decimal_comma,
    parse_number,
    plain,
)
from services.allocation.domain.importing.table import Table, header_key


@dataclass(slots=True)
class Grid:
    """The rows of a table that take part in the import; columns are reached by header."""

    table: Table
    mapping: Mapping
    log: FaultLog
    row_numbers: list[int]
    columns: dict[str, list[str]]  # by header_key; every list has one trimmed cell per kept row
    filtered_count: int
    _numbers: dict[str, list[Decimal | None]]
    _not_negative: dict[str, list[Decimal | None]]

    def has(self, header: str) -> bool:
        """Say whether the file (or a derived column) has this header."""
        return header_key(header) in self.columns

    def texts(self, header: str) -> list[str]:
        """Return the trimmed cells of a column."""
        return self.columns[header_key(header)]

    def field_texts(self, field: str) -> list[str] | None:
        """Return the cells of the column mapped to a field, or its constant for every row, or None."""
        header = self.mapping.header_of(field)
        if header is not None and self.has(header):
            return self.texts(header)
        constant = self.mapping.constants.get(field)
        return None if constant is None else [constant.strip()] * len(self.row_numbers)

    def field_header(self, field: str) -> str:
        """Return the header that fills a field, for messages; the field's own name where it is a constant."""
        return self.mapping.header_of(field) or field

    def numbers(self, header: str, *, negative_allowed: bool = False) -> list[Decimal | None]:
        """Return a column as exact numbers; a blank or faulty cell is None, and each fault is listed once."""
        key = header_key(header)
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = self._read_numbers(header)
        if negative_allowed:
            return found
        if key not in self._not_negative:
            self._not_negative[key] = self._refuse_negatives(header, found)
        return self._not_negative[key]

    def _read_numbers(self, header: str) -> list[Decimal | None]:
        texts = self.texts(header)
        number_format = self.mapping.number_format
        # One text that only a decimal comma explains makes every other comma of the column doubtful.
        doubtful = number_format == "1,234.50" and any("," in text and only_decimal_comma(text) for text in texts)
        values: list[Decimal | None] = []
        for row, text in zip(self.row_numbers, texts, strict=True):
            value = parse_number(text, number_format) if text else None
            if doubtful and "," in text and isinstance(value, Decimal):
                value = AMBIGUOUS
            if isinstance(value, NumberFault):
                self._refuse(row, header, text, value)
                value = None
            values.append(value)
        return values

    def _refuse_negatives(self, header: str, values: list[Decimal | None]) -> list[Decimal | None]:
        texts = self.texts(header)
        allowed: list[Decimal | None] = []
        for row, text, value in zip(self.row_numbers, texts, values, strict=True):
            if value is not None and value < 0:
                self._refuse(row, header, text, NEGATIVE)
                allowed.append(None)
            else:
                allowed.append(value)
        return allowed

    def _refuse(self, row: int, header: str, text: str, fault: NumberFault) -> None:
        remedy = fault.remedy
        if fault.code == "not_a_number":
            remedy += " If the text means that there is no figure, add it to blank_values of the mapping."
        self.log.error(row, header, text, fault.code, fault.message, remedy)


def bind(table: Table, mapping: Mapping, log: FaultLog) -> Grid:
    """Find the mapped columns, drop blank and filtered rows and calculate derived columns."""
    keys = [header_key(header) for header in table.header]
    log.column_order = {header: index for index, header in enumerate(table.header)}
    width = len(keys)
    index_of = {key: index for index, key in enumerate(keys)}
    _refuse_missing_columns(table, mapping, set(keys), log)
    keep = _row_tests(mapping.row_filters, index_of)
    blanks = {value.strip().casefold() for value in mapping.blank_values}
    row_numbers: list[int] = []
    kept: list[tuple[str, ...]] = []
    filtered_count = 0
    for number, row in zip(table.row_numbers, table.rows, strict=True):
        cells = tuple(cell.strip() for cell in row)
        if not any(cells):
            continue
        if len(cells) < width:
            cells += ("",) * (width - len(cells))
        if not all(_passes(cells, test) for test in keep):
            filtered_count += 1
            continue
        if any(cells[width:]):
            log.error(
                number, None, " | ".join(cell for cell in cells[width:] if cell), "too_many_cells",
                f"The row has more cells than the header ({width}).",
                "Put quotes around cells that contain the delimiter, or name the extra columns in the header.",
            )  # fmt: skip
        row_numbers.append(number)
        kept.append(cells[:width])
    if blanks:
        kept = [tuple("" if cell.casefold() in blanks else cell for cell in row) for row in kept]
    columns = {key: [row[index] for row in kept] for key, index in index_of.items()}
    grid = Grid(table, mapping, log, row_numbers, columns, filtered_count, {}, {})
    present = set(row_numbers)
    for fault in table.cell_faults:
        if fault.row in present and fault.column_index < width and _is_used(table.header[fault.column_index], mapping):
            log.error(fault.row, table.header[fault.column_index], fault.value, fault.code, fault.message, fault.remedy)
    for derived in mapping.derived:
        if header_key(derived.header) in index_of:
            log.error(
                None, derived.header, None, "derived_column_exists", "The file already has a column of this name.",
                "Give the derived column another name.",
            )  # fmt: skip
        elif all(grid.has(header) for header in (*derived.plus, *derived.minus)):
            columns[header_key(derived.header)] = _derive(grid, derived)
    return grid


def used_headers(mapping: Mapping) -> Iterable[str]:
    """Yield every header of the file that the mapping reads."""
    derived = {header_key(column.header) for column in mapping.derived}
    for choice in mapping.columns:
        if choice.field != "ignore" and header_key(choice.header) not in derived:
            yield choice.header
    for part in mapping.id_parts:
        yield part.header
    for row_filter in mapping.row_filters:
        yield row_filter.header
    for column in mapping.derived:
        yield from (header for header in (*column.plus, *column.minus) if header_key(header) not in derived)
    if mapping.level is not None and mapping.level.header is not None:
        yield mapping.level.header
    for check in mapping.checks:
        yield from (header for header in (check.total, *check.parts) if header_key(header) not in derived)


def _is_used(header: str, mapping: Mapping) -> bool:
    key = header_key(header)
    return any(header_key(used) == key for used in used_headers(mapping))


def _refuse_missing_columns(table: Table, mapping: Mapping, keys: set[str], log: FaultLog) -> None:
    told: set[str] = set()
    for header in used_headers(mapping):
        key = header_key(header)
        if key not in keys and key not in told:
            told.add(key)
            log.error(
                None, header, None, "missing_column", f'The mapping reads the column "{header}", which the file lacks.',
                f"Choose another column or mapping. The file has: {', '.join(table.header[:40])}.",
            )  # fmt: skip


_RowTest = tuple[int, frozenset[str], frozenset[str]]


def _row_tests(filters: tuple[RowFilter, ...], index_of: dict[str, int]) -> list[_RowTest]:
    return [
        (
            index_of[header_key(row_filter.header)],
            frozenset(value.strip().casefold() for value in row_filter.keep),
            frozenset(value.strip().casefold() for value in row_filter.drop),
        )
        for row_filter in filters
        if header_key(row_filter.header) in index_of
    ]


def _passes(cells: tuple[str, ...], test: _RowTest) -> bool:
    index, keep, drop = test
    value = cells[index].casefold()
    return (not keep or value in keep) and value not in drop


def _derive(grid: Grid, derived: DerivedColumn) -> list[str]:
    if len(derived.plus) == 1 and not derived.minus:
        return grid.texts(derived.plus[0])
    plus = [grid.numbers(header, negative_allowed=True) for header in derived.plus]
    minus = [grid.numbers(header, negative_allowed=True) for header in derived.minus]
    texts: list[str] = []
    decimal_comma = grid.mapping.number_format == "1.234,50"
    for index in range(len(grid.row_numbers)):
        parts = [column[index] for column in (*plus, *minus)]
        if all(part is None for part in parts):
            texts.append("")
            continue
        value = sum((column[index] or Decimal(0) for column in plus), Decimal(0))
        value -= sum((column[index] or Decimal(0) for column in minus), Decimal(0))
        text = plain(value)
        texts.append(text.replace(".", ",") if decimal_comma else text)
    return texts
