"""A workbook of columns over schools and of single figures, written with formulas and with the values they come to.

Every sheet has its schools in the same rows, so a formula says ``Schools!$F{r}`` and means the school of its own row.
A figure that needs all schools is a formula in the district's workbook. A school's own workbook holds one school: there
such a figure stands as a value, since the other schools are not the reader's.
"""

import io
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from services.allocation.files.cell_safety import escape_cell
from services.allocation.files.workbook.plain_sheet import PlainSheet
from services.allocation.files.workbook.styles import Style, Styles
from services.allocation.spanish.workbook import SENTENCES as SPANISH
from shared.sentences import Language

Value = int | float | str | None
HEADER_ROWS = 3
"""Above the first school: a row of groups, a row of titles, a row that says what a column is."""

_WIDTH = 13
"""Of most columns: twelve bold letters, or eighteen small ones."""

Kind = Literal["input", "formula", "settled"]


@dataclass(frozen=True, slots=True)
class Scalar:
    """One cell."""

    ref: str
    value: Value


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One cell per school: ``ref`` is the cell of the row ``{r}``, ``all`` the whole range."""

    sheet: str
    letter: str
    ref: str
    all: str
    values: Sequence[Value]

    def total(self) -> int:
        """Return the sum of whole numbers."""
        return sum(int(value or 0) for value in self.values)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a sheet without columns of schools."""

    value: Value
    style: Style
    formula: str | None = None


@dataclass(slots=True)
class _Written:
    title: str
    group: str
    note: str
    kind: Kind
    style: Style
    formula: str | None
    first: str | None
    values: Sequence[Value]


@dataclass(slots=True)
class _ScalarRow:
    label: str
    value: Value
    formula: str | None
    kind: Kind
    style: Style
    note: str


@dataclass(slots=True)
class _SchoolSheet:
    columns: list[_Written] = field(default_factory=list)
    groups: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Book:
    """Collects what is to be written; ``rows`` are the schools of the result that the workbook holds.

    Attributes:
        whole: Whether all schools are in it; otherwise figures over all schools are values.
        language: Of its reader. The code names sheets in English; how they are called is for formulas and tabs alone.
    """

    rows: Sequence[int]
    whole: bool
    language: Language = "en"
    school_sheets: dict[str, _SchoolSheet] = field(default_factory=dict)
    scalar_sheets: dict[str, list[_ScalarRow]] = field(default_factory=dict)
    free_sheets: dict[str, list[tuple[Cell, ...]]] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    widths: dict[str, list[int]] = field(default_factory=dict)
    _cached: bool = True

    @property
    def first_row(self) -> int:
        """The spreadsheet's row of the first school."""
        return HEADER_ROWS + 1

    @property
    def last_row(self) -> int:
        """The spreadsheet's row of the last school."""
        return HEADER_ROWS + len(self.rows)

    def say(self, english: str, /, **values: object) -> str:
        """Return words of the workbook in its reader's language, with values in their places."""
        return (english if self.language == "en" else SPANISH[english]).format_map(values)

    def tab(self, sheet: str) -> str:
        """Return how a formula names a sheet."""
        name = self.say(sheet)
        return name if name.isascii() else f"'{name}'"

    def add_sheet(self, name: str) -> None:
        """Fix the place of a sheet among the others."""
        if name not in self.order:
            self.order.append(name)

    def column(
        self,
        sheet: str,
        title: str,
        values: Sequence[Value],
        formula: str | None = None,
        *,
        first: str | None = None,
        group: str = "",
        note: str = "",
        style: Style = "whole",
        kind: Kind | None = None,
    ) -> Column:
        """Add a column.

        Args:
            sheet: Its sheet.
            title: Its header.
            values: One value per school of the result, in their order.
            formula: With ``{r}`` for the school's row and ``{p}`` for the row above; None: the values are typed.
            first: The formula of the first school, where the row above is none.
            group: A heading over this column and those of the same group after it.
            note: A sentence under the header.
            style: How it is shown.
            kind: Input, formula or settled; by default by whether there is a formula.
        """
        self.add_sheet(sheet)
        found = self.school_sheets.setdefault(sheet, _SchoolSheet())
        letter = xl_col_to_name(len(found.columns))
        chosen: Kind = kind or ("formula" if formula else "input")
        found.columns.append(_Written(title, group, note, chosen, style, formula, first, values))
        return Column(
            sheet,
            letter,
            f"{self.tab(sheet)}!${letter}{{r}}",
            f"{self.tab(sheet)}!${letter}${self.first_row}:${letter}${self.last_row}",
            values,
        )

    def scalar(
        self,
        sheet: str,
        label: str,
        value: Value,
        formula: str | None = None,
        *,
        over_schools: bool = False,
        kind: Kind | None = None,
        style: Style = "whole",
        note: str = "",
    ) -> Scalar:
        """Add a single figure; one ``over_schools`` is a value in a school's own workbook."""
        self.add_sheet(sheet)
        rows = self.scalar_sheets.setdefault(sheet, [])
        if over_schools and not self.whole:
            formula, kind, note = None, "settled", note or self.say("over all schools")
        rows.append(_ScalarRow(label, value, formula, kind or ("formula" if formula else "input"), style, note))
        return Scalar(f"{self.tab(sheet)}!$B${len(rows) + 1}", value)

    def heading(self, sheet: str, text: str) -> None:
        """Begin a part of a sheet of single figures."""
        self.add_sheet(sheet)
        self.scalar_sheets.setdefault(sheet, []).append(_ScalarRow(text, None, None, "input", "heading", ""))

    def total(self, sheet: str, label: str, column: Column, style: Style = "whole") -> Scalar:
        """Add the sum of a column of whole numbers."""
        return self.scalar(sheet, label, column.total(), f"SUM({column.all})", over_schools=True, style=style)

    def line(self, sheet: str, *cells: Cell) -> int:
        """Add a row of a free sheet; return the spreadsheet's row."""
        self.add_sheet(sheet)
        rows = self.free_sheets.setdefault(sheet, [])
        rows.append(cells)
        return len(rows)

    def to_bytes(self, properties: dict[str, str], *, cached: bool = True) -> bytes:
        """Return the file; without ``cached`` its formulas carry no values until somebody computes them."""
        self._cached = cached
        file = io.BytesIO()
        with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as workbook:
            workbook.set_properties(properties)
            styles = Styles(workbook)
            for name in self.order:
                sheet = workbook.add_worksheet(self.say(name), worksheet_class=PlainSheet)
                _lay_out(sheet)
                if name in self.school_sheets:
                    self._write_schools(sheet, self.school_sheets[name], styles)
                elif name in self.scalar_sheets:
                    self._write_scalars(sheet, self.scalar_sheets[name], styles)
                else:
                    self._write_free(sheet, self.free_sheets[name], styles, self.widths.get(name, []))
        return file.getvalue()

    def _write_schools(self, sheet: Any, found: _SchoolSheet, styles: Styles) -> None:
        sheet.freeze_panes(HEADER_ROWS, 2)
        sheet.set_row(1, _height((column.title for column in found.columns), 15, 12))
        sheet.set_row(2, _height((column.note for column in found.columns), 10, 18))
        group = ""
        for index, column in enumerate(found.columns):
            if column.group != group:
                sheet.write_string(0, index, escape_cell(column.group), styles.of("group"))
                group = column.group
            sheet.write_string(1, index, escape_cell(column.title), styles.of("title"))
            sheet.write_string(2, index, escape_cell(column.note), styles.of("note"))
            sheet.set_column(index, index, 26 if column.style == "text" and index == 1 else _WIDTH)
            shown = styles.of(column.style, column.kind)
            for place, row in enumerate(self.rows):
                line = HEADER_ROWS + place
                value = column.values[row]
                formula = column.first if place == 0 and column.first is not None else column.formula
                if formula is not None:
                    text = formula.replace("{r}", str(line + 1)).replace("{p}", str(line))
                    sheet.write_formula(line, index, f"={text}", shown, self._value(value))
                elif value is None:
                    sheet.write_blank(line, index, None, shown)
                elif isinstance(value, str):
                    sheet.write_string(line, index, escape_cell(value), shown)
                else:
                    sheet.write_number(line, index, value, shown)

    def _write_scalars(self, sheet: Any, rows: Sequence[_ScalarRow], styles: Styles) -> None:
        sheet.set_column(0, 0, 52)
        sheet.set_column(1, 1, 20)
        sheet.set_column(2, 2, 70)
        sheet.freeze_panes(1, 0)
        for index, text in enumerate(map(self.say, ("What", "Figure", "Where it comes from"))):
            sheet.write_string(0, index, text, styles.of("title"))
        for place, row in enumerate(rows, start=1):
            if row.style == "heading":
                sheet.write_string(place, 0, escape_cell(row.label), styles.of("heading"))
                continue
            shown = styles.of(row.style, row.kind)
            sheet.write_string(place, 0, escape_cell(row.label), styles.of("label"))
            sheet.write_string(place, 2, escape_cell(row.note), styles.of("remark"))
            if row.formula is not None:
                sheet.write_formula(place, 1, f"={row.formula}", shown, self._value(row.value))
            elif isinstance(row.value, str):
                sheet.write_string(place, 1, escape_cell(row.value), shown)
            elif row.value is None:
                sheet.write_blank(place, 1, None, shown)
            else:
                sheet.write_number(place, 1, row.value, shown)

    def _write_free(self, sheet: Any, rows: Sequence[Sequence[Cell]], styles: Styles, widths: Sequence[int]) -> None:
        for index, width in enumerate(widths):
            sheet.set_column(index, index, width)
        for place, cells in enumerate(rows):
            if cells and all(cell.style == "title" for cell in cells):
                sheet.set_row(place, _height((str(cell.value) for cell in cells), 15, 12))
            for index, cell in enumerate(cells):
                if cell.formula is not None:
                    shown = styles.of(cell.style, "formula")
                    sheet.write_formula(place, index, f"={cell.formula}", shown, self._value(cell.value))
                elif isinstance(cell.value, str):
                    sheet.write_string(place, index, escape_cell(cell.value), styles.of(cell.style))
                elif cell.value is not None:
                    sheet.write_number(place, index, cell.value, styles.of(cell.style))

    def _value(self, value: Value) -> int | float | str:
        if not self._cached:
            return 0
        return "#N/A" if value is None else value


def _height(texts: Iterable[str], line: int, letters: int) -> int:
    """Return the height of a row whose texts wrap, in points: enough for the longest, at most five lines."""
    most = max((len(textwrap.wrap(text, letters)) for text in texts), default=1)
    return line * min(max(most, 2), 5)


def _lay_out(sheet: Any) -> None:
    """Print across, as wide as a page; a sheet of hundreds of columns is for the screen."""
    sheet.set_landscape()
    sheet.set_paper(1)
    sheet.fit_to_pages(1, 0)
    sheet.set_row(0, 22)
