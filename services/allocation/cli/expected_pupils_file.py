"""A table of expected pupils as the page takes it: a row per school with a column per year, or one per year."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from services.allocation.domain.expected_pupils import (
    MOST_PUPILS,
    MOST_YEARS,
    Expected,
    counted_levels,
    expectation_faults,
)
from services.allocation.domain.importing import CheckContext, Fault, Table, Vocabulary, known_schools
from services.allocation.domain.importing.faults import FaultLog
from services.allocation.domain.importing.fiscal_years import fiscal_year_of
from services.allocation.domain.importing.numbers import NEGATIVE, TOO_MANY_DECIMALS, NumberFault, parse_number
from services.allocation.domain.importing.school_lookup import SchoolLookup
from services.allocation.domain.importing.table import header_key
from services.allocation.domain.inputs import Inputs, School
from services.allocation.domain.prepare import level_of_count
from services.allocation.files.folder import FolderRefused
from services.allocation.files.refusals import UnreadableFile
from services.allocation.files.tables import read_table

# The first of these that a file has is taken: beside school_id, a column "school" holds names.
_SCHOOL = ("school_id", "school id", "id de la escuela", "id", "school", "escuela")
_LEVEL = ("level", "grade span", "nivel")
_YEAR = ("fiscal_year", "fiscal year", "year", "año fiscal", "año")
_PUPILS = ("pupils", "pupil_count", "expected pupils", "expected", "enrollment", "alumnos previstos", "alumnos")
_NAME = ("school", "school_name", "school name", "name", "escuela", "nombre")
_REPEATED = re.compile(r" \([0-9]+\)$")


def read_expected_pupils(path: Path, inputs: Inputs, fiscal_year: int) -> tuple[list[Expected], list[Fault]]:
    """Return the pupils that a CSV or XLSX file expects, and what a person should look at.

    Args:
        path: Columns are ``school_id``, ``level`` where a school has several, and either years such as ``2028`` or
            ``fiscal_year`` and ``pupils``. Empty cells mean that nothing is expected there.
        inputs: The first year's data.
        fiscal_year: The first year.
    Raises:
        FolderRefused: Something in the file cannot be used; every fault is listed.
    """
    reading = _Reading(_table(path), inputs, fiscal_year)
    columns = reading.columns()
    if columns is not None:
        reading.rows(columns)
    if reading.log.errors:
        raise FolderRefused(list(reading.log.sorted_errors()))
    return [figure.expected for figure in reading.figures], list(reading.log.sorted_warnings())


def _table(path: Path) -> Table:
    data = path.read_bytes()
    try:
        table = read_table(data, path.name)
        if _index(table.header, _SCHOOL) is None:
            # A header of years looks like a row of figures: then it is the first row, as on the page.
            table = read_table(data, path.name, header_row=1)
    except UnreadableFile as refused:
        raise FolderRefused([refused.to_fault(path.name)]) from refused
    return table


def _index(header: Sequence[str], names: Sequence[str]) -> int | None:
    keys = [header_key(each) for each in header]
    return next((keys.index(name) for name in names if name in keys), None)


_Cell = tuple[str, str]
"""The header of a cell and its text."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the parts of an expectation stand: ``years`` by column, or a column of years and one of pupils."""

    school: int
    name: int | None
    level: int | None
    years: dict[int, int]
    year: int | None = None
    pupils: int | None = None

    def used(self) -> set[int]:
        found = (self.school, self.name, self.level, self.year, self.pupils, *self.years)
        return {each for each in found if each is not None}


@dataclass(frozen=True, slots=True)
class _Figure:
    """One expectation, its row, and the cell of each of its parts by field."""

    expected: Expected
    row: int
    cells: dict[str, _Cell]


@dataclass(slots=True)
class _Reading:
    table: Table
    inputs: Inputs
    fiscal_year: int
    log: FaultLog = field(init=False)
    figures: list[_Figure] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.log = FaultLog(self.table.file_name)
        self.log.column_order = {header: index for index, header in enumerate(self.table.header)}
        for note in self.table.notes:
            self.log.warning(None, None, None, note.code, note.message, note.remedy)

    def columns(self) -> _Columns | None:
        """Find the columns; None after listing which are missing."""
        header = self.table.header
        school, name, level, year, pupils = (
            _index(header, names) for names in (_SCHOOL, _NAME, _LEVEL, _YEAR, _PUPILS)
        )
        name = None if name == school else name
        if school is None:
            self._whole("no_school_column", "No column is called school_id.",
                        "Put the names of the columns into the first row.")  # fmt: skip
        if year is not None and pupils is not None:
            return None if school is None else _Columns(school, name, level, {}, year, pupils)
        # A repeated header has a number behind it; what stands under it is then refused as expected twice.
        years = {index: fiscal_year_of(_REPEATED.sub("", name)) for index, name in enumerate(header)}
        found = {index: each for index, each in years.items() if each is not None}
        if not found:
            self._whole(
                "no_pupils_column", "No column holds pupils.",
                f"Name columns after years, such as {self.fiscal_year + 1}, or use fiscal_year and pupils.",
            )  # fmt: skip
        return None if school is None or not found else _Columns(school, name, level, found)

    def rows(self, columns: _Columns) -> None:
        """Read every row: faults are listed, figures collected."""
        used = columns.used()
        self._tell_ignored(used)
        self._refuse_cells(used)
        ahead = {index: year for index, year in columns.years.items() if self._is_ahead(year, index)}
        lookup = SchoolLookup(CheckContext(Vocabulary(schools=known_schools(self.inputs.schools))))
        levels = _Levels(self.inputs, self.log)
        count = 0
        for row, found in zip(self.table.row_numbers, self.table.rows, strict=True):
            if not any(text.strip() for text in found):
                continue
            count += 1
            cells = self._cells(row, found)
            if cells is None:
                continue
            name, text = cells[columns.school]
            # As in every other file of a folder, where a slash in an id is read as a hyphen.
            called = None if columns.name is None else cells[columns.name]
            school_id = lookup.find(self.log, row, (name, text.replace("/", "-")), called)
            level = None if columns.level is None else cells[columns.level]
            on = levels.find(row, school_id, level) if school_id else None
            if on is None:
                continue
            for year, year_cell, pupils_cell in self._figures(columns, ahead, cells):
                places = {"school_id": (name, text), "level": level or (name, text), "fiscal_year": year_cell}
                self._take(row, school_id, on, year, pupils_cell, places)
        if count == 0:
            self._whole("no_rows", "There are no rows under the header.", "Add a row for each school.")
        # The projection's own rules, so that a file takes exactly what the page takes.
        expected = [figure.expected for figure in self.figures]
        for fault in expectation_faults(self.inputs, self.fiscal_year, expected):
            figure = self.figures[fault.place]
            self.log.error(figure.row, *figure.cells[fault.field], fault.code, fault.message, fault.remedy)

    def _figures(
        self, columns: _Columns, ahead: dict[int, int], cells: Sequence[_Cell]
    ) -> Iterator[tuple[int | None, _Cell, _Cell]]:
        """Yield year, the cell that says it and the cell of pupils, where the latter is filled."""
        if columns.year is not None and columns.pupils is not None:
            if cells[columns.pupils][1]:
                yield fiscal_year_of(cells[columns.year][1]), cells[columns.year], cells[columns.pupils]
            return
        for index, year in ahead.items():
            if cells[index][1]:
                yield year, cells[index], cells[index]

    def _take(
        self, row: int, school_id: str, level: str, year: int | None, pupils_cell: _Cell, places: dict[str, _Cell]
    ) -> None:
        if year is None:
            self.log.error(row, *places["fiscal_year"], "bad_fiscal_year", "This is not a fiscal year.",
                           f"Write it as the year it ends in, such as {self.fiscal_year + 1}.")  # fmt: skip
        pupils = _pupils(pupils_cell[1])
        if isinstance(pupils, NumberFault):
            self.log.error(row, *pupils_cell, pupils.code, pupils.message, pupils.remedy)
        elif year is not None:
            self.figures.append(_Figure(Expected(year, school_id, level, pupils), row, places))

    def _is_ahead(self, year: int, index: int) -> bool:
        last = self.fiscal_year + MOST_YEARS - 1
        if self.fiscal_year < year <= last:
            return True
        header = self.table.header[index]
        self.log.error(
            self.table.header_row, header, header, "not_a_year_ahead",
            f"{year} is no year ahead of {self.fiscal_year}.",
            f"Years that can be expected: {self.fiscal_year + 1} to {last}.",
        )  # fmt: skip
        return False

    def _cells(self, row: int, found: Sequence[str]) -> list[_Cell] | None:
        header = self.table.header
        texts = [text.strip() for text in found] + [""] * (len(header) - len(found))
        if any(texts[len(header) :]):
            self.log.error(
                row, None, " | ".join(text for text in texts[len(header) :] if text), "too_many_cells",
                f"The row has more cells than the header ({len(header)}).",
                "Put quotes around cells that contain the delimiter, or name the extra columns in the header.",
            )  # fmt: skip
            return None
        return list(zip(header, texts, strict=False))

    def _refuse_cells(self, used: set[int]) -> None:
        for fault in self.table.cell_faults:
            if fault.column_index in used:
                header = self.table.header[fault.column_index]
                self.log.error(fault.row, header, fault.value, fault.code, fault.message, fault.remedy)

    def _tell_ignored(self, used: set[int]) -> None:
        for index, header in enumerate(self.table.header):
            filled = any(index < len(row) and row[index].strip() for row in self.table.rows)
            if filled and index not in used:
                self.log.warning(None, header, None, "ignored_column", "This column is not read.",
                                 "Nothing to do, unless it holds pupils: then name it after their year.")  # fmt: skip

    def _whole(self, code: str, message: str, remedy: str) -> None:
        self.log.error(None, None, None, code, message, remedy)


@dataclass(slots=True)
class _Levels:
    """On which of its levels a row means its school."""

    inputs: Inputs
    log: FaultLog
    _schools: dict[str, School] = field(init=False)
    _counted: dict[str, set[str]] = field(init=False)

    def __post_init__(self) -> None:
        self._schools = {school.school_id: school for school in self.inputs.schools}
        self._counted = counted_levels(self.inputs)

    def find(self, row: int, school_id: str, cell: _Cell | None) -> str | None:
        """Return the level of a row; None after listing why there is none."""
        counted = sorted(self._counted.get(school_id, ()))
        header, text = cell or (None, None)
        if text:
            text = level_of_count(self._schools[school_id], text)
            # A level that is not counted there is refused by the projection's own rules.
            return next((level for level in counted if level.casefold() == text.casefold()), text)
        if len(counted) == 1:
            return counted[0]
        if counted:
            self.log.error(row, header, text, "level_needed", f"{school_id} has several levels: {', '.join(counted)}.",
                           "Say in a column level which one is meant.")  # fmt: skip
        else:
            self.log.error(row, header, text, "not_counted", f"{school_id} has no pupils counted on any level.",
                           "Add the school to counts, or leave the row out.")  # fmt: skip
        return None


def _pupils(text: str) -> Decimal | NumberFault:
    found = parse_number(text)
    if isinstance(found, NumberFault):
        return found
    if found < 0:
        return NEGATIVE
    if found * 100 != int(found * 100):
        return TOO_MANY_DECIMALS
    if found > MOST_PUPILS:
        return NumberFault("too_large", "This is more pupils than any school can have.", "Check the figure.")
    return found
