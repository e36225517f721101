"""A table as read from a file: text cells and the row numbers that a person sees in a spreadsheet."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TableNote:
    """Something the reader decided and the user should know, such as the encoding or the sheet."""

    code: str
    message: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class CellFault:
    """A cell that the file itself marks as unusable, such as ``#N/A`` or a formula without a result."""

    row: int
    column_index: int
    value: str
    code: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: a header and text cells.

    ``row_numbers[i]`` is the row of ``rows[i]`` as a spreadsheet numbers it, so a quoted line break inside a header
    cell does not shift the rows below. Rows may be shorter or longer than the header, as they are in the file.
    """

    file_name: str
    sheet: str | None
    header: tuple[str, ...]
    header_row: int
    row_numbers: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    sha256: str = ""
    notes: tuple[TableNote, ...] = ()
    cell_faults: tuple[CellFault, ...] = ()


def column_letter(index: int) -> str:
    """Name a column as a spreadsheet does.

    >>> column_letter(0), column_letter(25), column_letter(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def clean_header(cells: Iterable[str]) -> tuple[str, ...]:
    r"""Make header cells usable as names: line breaks become spaces, blanks get their letter, repeats a number.

    >>> clean_header(["Total\nEnrollment", "", "FRL", "FRL"])
    ('Total Enrollment', 'Column B', 'FRL', 'FRL (2)')
    """
    names: list[str] = []
    taken: set[str] = set()
    for index, cell in enumerate(cells):
        base = " ".join(cell.split()) or f"Column {column_letter(index)}"
        name, copy = base, 1
        while name.casefold() in taken:
            copy += 1
            name = f"{base} ({copy})"
        taken.add(name.casefold())
        names.append(name)
    return tuple(names)


def header_key(header: str) -> str:
    """Return the form in which two headers count as the same: case and white space do not matter."""
    return " ".join(header.split()).casefold()
