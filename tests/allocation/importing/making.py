"""Tables and districts for tests, written as short as they can be."""

import csv
import io
from collections.abc import Sequence

from services.allocation.domain.importing import (
    CheckContext,
    CheckedImport,
    ImportKind,
    KnownSchool,
    Mapping,
    NeedCategoryDefinition,
    Table,
    Vocabulary,
    check_table,
)
from services.allocation.domain.importing.table import clean_header

CATEGORIES = (
    NeedCategoryDefinition("all", "All pupils"),
    NeedCategoryDefinition("poverty", "Pupils in poverty"),
    NeedCategoryDefinition("english_learner", "English learners"),
    NeedCategoryDefinition("mobility", "Mobility events", duplicated=True),
)
SCHOOLS = (
    KnownSchool("0401", "Adams Elementary", ("elementary",)),
    KnownSchool("0402", "Baldwin K-8", ("elementary", "middle")),
    KnownSchool("0403", "Carver High", ("high",)),
)
VOCABULARY = Vocabulary(need_categories=CATEGORIES, schools=SCHOOLS)
CONTEXT = CheckContext(VOCABULARY)


def table(header: Sequence[str], *rows: Sequence[str], file_name: str = "file.csv") -> Table:
    """Make a table whose header stands in row 1."""
    return Table(
        file_name=file_name,
        sheet=None,
        header=clean_header(header),
        header_row=1,
        row_numbers=tuple(range(2, 2 + len(rows))),
        rows=tuple(tuple(row) for row in rows),
    )


def csv_bytes(header: Sequence[str], *rows: Sequence[str], delimiter: str = ",") -> bytes:
    """Write CSV as a spreadsheet does."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([header, *rows])
    return text.getvalue().encode()


def mapping(kind: ImportKind, columns: dict[str, str], **more: object) -> Mapping:
    """Make a mapping from {header: field}."""
    document = {"kind": kind, "columns": [{"header": key, "field": field} for key, field in columns.items()], **more}
    return Mapping.model_validate(document)


def check(kind: ImportKind, made: Table, chosen: Mapping, context: CheckContext = CONTEXT) -> CheckedImport:
    """Check a table."""
    return check_table(kind, made, chosen, context)


def codes(checked: CheckedImport) -> list[tuple[int | None, str | None, str]]:
    """Return (row, column, code) of each error."""
    return [(fault.row, fault.column, fault.code) for fault in checked.report.errors]
