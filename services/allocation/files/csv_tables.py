"""Rows of a delimited text file."""

import csv
import io
from itertools import islice

from services.allocation.files.limits import FileLimits
from services.allocation.files.refusals import UnreadableFile

DELIMITERS = (",", ";", "\t", "|")
_SNIFFED_RECORDS = 60


def csv_rows(text: str, limits: FileLimits) -> tuple[list[list[str]], str]:
    """Return every record of a text and its delimiter. Record n is row n of a spreadsheet, blank lines included.

    Raises:
        UnreadableFile: A quote is not closed, or a limit is exceeded.
    """
    hint, text = _declared_delimiter(text)
    delimiter = hint or _best_delimiter(text)
    rows: list[list[str]] = [] if hint is None else [[]]
    csv.field_size_limit(max(csv.field_size_limit(), limits.max_cell_characters * 4))
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            rows.append(row)
            cells += len(row)
            if len(rows) > limits.max_rows + 50:
                raise UnreadableFile(
                    "too_many_rows", f"The file has more than {limits.max_rows:,} rows.", "Split the file."
                )
            if len(row) > limits.max_columns or cells > limits.max_cells:
                raise UnreadableFile(
                    "too_many_columns",
                    f"A row has more than {limits.max_columns} columns, or the file too many cells.",
                    "Remove columns that are not needed.",
                    len(rows),
                )
    except csv.Error as error:
        raise UnreadableFile(
            "broken_quotes",
            f"After row {len(rows)} the file cannot be read: {error}.",
            "Close every quotation mark, and double those inside a quoted cell.",
            len(rows) + 1,
        ) from error
    return rows, delimiter


def _declared_delimiter(text: str) -> tuple[str | None, str]:
    """Read the line ``sep=;`` that spreadsheets in some languages write first."""
    first, _, rest = text.partition("\n")
    first = first.strip("\r")
    if first.lower().startswith("sep=") and first[4:] in DELIMITERS:
        return first[4:], rest
    return None, text


def _best_delimiter(text: str) -> str:
    """Return the delimiter that splits the first records into the most columns that agree."""
    best, best_score = ",", 0.0
    for delimiter in DELIMITERS:
        reader = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=delimiter)
        try:
            widths = [len(row) for row in islice(reader, _SNIFFED_RECORDS) if row]
        except csv.Error:
            continue
        if not widths:
            continue
        common = max(set(widths), key=lambda width: (widths.count(width), width))
        if common > 1:
            score = widths.count(common) / len(widths) + min(common, 50) / 100
            if score > best_score:
                best, best_score = delimiter, score
    return best
