"""Files as districts have them, read into a table: CSV in several encodings and dialects, and XLSX."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from services.allocation.domain.importing.mapping import MAX_HEADER
from services.allocation.domain.importing.table import CellFault, Table, TableNote, clean_header, column_letter
from services.allocation.files.cell_safety import unescape_cell
from services.allocation.files.csv_tables import csv_rows
from services.allocation.files.header_rows import find_header
from services.allocation.files.limits import DEFAULT_LIMITS, FileLimits
from services.allocation.files.refusals import UnreadableFile
from services.allocation.files.text_encoding import decode
from services.allocation.files.xlsx_tables import xlsx_sheet


def read_table(
    data: bytes,
    file_name: str,
    *,
    sheet: str | None = None,
    header_row: int | None = None,
    limits: FileLimits = DEFAULT_LIMITS,
) -> Table:
    """Read a file into a table of text cells; what the file is, its bytes decide, not its name.

    Args:
        data: The file's bytes.
        file_name: Its name, repeated in every fault.
        sheet: The sheet of a workbook; without it the first visible one that holds a table.
        header_row: The header's row as the spreadsheet numbers it; without it the row is found.
        limits: What is too large.
    Raises:
        UnreadableFile: The file as a whole is refused.
    """
    if len(data) > limits.max_bytes:
        raise UnreadableFile(
            "file_too_large", f"The file is larger than {limits.max_bytes // 1_000_000} MB.", "Split the file."
        )
    if not data.strip():
        raise UnreadableFile("no_rows", "The file is empty.", "Upload a file with a header and rows.")
    _refuse_other_formats(data)
    notes: list[TableNote] = []
    faults: tuple[CellFault, ...] = ()
    tall_cells: tuple[int, ...] = ()
    name: str | None = None
    if data.startswith(b"PK\x03\x04"):
        read = xlsx_sheet(data, sheet, limits)
        rows, faults, name, tall_cells = read.rows, read.cell_faults, read.name, read.tall_cells
        if read.other_sheets and sheet is None:
            notes.append(
                TableNote(
                    "sheet_chosen",
                    f'The sheet "{name}" was read; the workbook also has {", ".join(read.other_sheets)[:200]}.',
                    "Choose another sheet if this is not the one.",
                )
            )
    else:
        text, encoding = decode(data)
        rows, _ = csv_rows(text, limits)
        if encoding == "windows-1252":
            notes.append(
                TableNote(
                    "encoding_assumed",
                    "The file is not UTF-8 and was read as Windows-1252.",
                    "Check accented letters in the preview; saving as CSV UTF-8 avoids doubt.",
                )
            )
    table = _table(data, file_name, name, rows, header_row, notes, faults, limits)
    return replace(table, notes=(*table.notes, *_of_tall_cells(tall_cells, table.header_row)))


def _of_tall_cells(rows: tuple[int, ...], header_row: int) -> Iterator[TableNote]:
    """Say which rows miss a value that a person sees in them: the spreadsheet keeps it in the first row only."""
    below = sorted({row for row in rows if row > header_row})
    if below:
        shown = ", ".join(map(str, below[:10])) + (", …" if len(below) > 10 else "")
        yield TableNote(
            "merged_cells",
            f"Cells are merged over several rows (from rows {shown}); only the first row of each holds the value.",
            "Split the merged cells in the spreadsheet and fill in every row.",
        )


def _table(
    data: bytes,
    file_name: str,
    sheet: str | None,
    rows: list[list[str]],
    header_row: int | None,
    notes: list[TableNote],
    faults: tuple[CellFault, ...],
    limits: FileLimits,
) -> Table:
    start = header_row - 1 if header_row is not None else find_header(rows)
    if start is None or start >= len(rows) or not any(cell.strip() for cell in rows[start]):
        raise UnreadableFile("no_header", "The file has no header row.", "Add a row with the names of the columns.")
    if header_row is None and start > 0:
        titles = sum(any(cell.strip() for cell in row) for row in rows[:start])
        if titles:
            notes.append(
                TableNote(
                    "titles_skipped",
                    f"The header was found in row {start + 1}; {titles} rows above it were skipped.",
                    "Name the header row if this is not the one.",
                )
            )
    header = rows[start]
    width = max((index + 1 for index, cell in enumerate(header) if cell.strip()), default=0)
    body = rows[start + 1 :]
    while body and not any(cell.strip() for cell in body[-1]):
        body.pop()
    _check_size(len(body), width, limits)
    if sheet is not None:
        # A spreadsheet column without a header keeps its letter as a name, so that nothing is lost unseen. In a text
        # file further cells mean an unquoted delimiter, which the check lists as a fault of the row.
        width = max(width, max((_filled_width(row) for row in body), default=0))
    header = [*header, *([""] * (width - len(header)))][:width]
    names = clean_header(unescape_cell(cell) for cell in header)
    _check_names(names, start + 1)
    return Table(
        file_name=file_name,
        sheet=sheet,
        header=names,
        header_row=start + 1,
        row_numbers=tuple(range(start + 2, start + 2 + len(body))),
        rows=tuple(tuple(unescape_cell(cell) if cell[:1] == "'" else cell for cell in row) for row in body),
        sha256=hashlib.sha256(data).hexdigest(),
        notes=tuple(notes),
        cell_faults=faults,
    )


def _filled_width(row: list[str]) -> int:
    return next((index + 1 for index in range(len(row) - 1, -1, -1) if row[index].strip()), 0)


def _check_size(rows: int, columns: int, limits: FileLimits) -> None:
    if rows > limits.max_rows:
        raise UnreadableFile(
            "too_many_rows", f"The file has {rows:,} rows, more than {limits.max_rows:,}.", "Split the file."
        )
    if columns > limits.max_columns:
        raise UnreadableFile(
            "too_many_columns",
            f"The file has {columns} columns, more than {limits.max_columns}.",
            "Remove columns that are not needed.",
        )


def _check_names(header: tuple[str, ...], row: int) -> None:
    for index, name in enumerate(header):
        if len(name) > MAX_HEADER:
            raise UnreadableFile(
                "header_too_long",
                f"The name of column {column_letter(index)} is longer than {MAX_HEADER} characters.",
                "Shorten it, or name the row that holds the header.",
                row,
            )


def _refuse_other_formats(data: bytes) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFile(
            "old_excel_file",
            "This is an old Excel file (.xls) or a workbook with a password.",
            "Save it as .xlsx without a password, or as CSV UTF-8.",
        )
    if data.startswith(b"%PDF"):
        raise UnreadableFile("pdf_file", "This is a PDF file.", "Export the table as XLSX or CSV.")
    if data.lstrip()[:15].lower().startswith((b"<!doctype", b"<html", b"<?xml")):
        raise UnreadableFile(
            "web_page",
            "This is a web page or XML, not a table, whatever its name says.",
            "Open it in a spreadsheet program and save it as .xlsx or CSV UTF-8.",
        )
