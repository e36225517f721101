"""One table by name, such as a payroll extract, read with the checks of an import."""

import sys
from pathlib import Path
from typing import TypeVar

from services.allocation.cli.refusals import fault_line
from services.allocation.domain.importing import (
    CheckContext,
    ImportKind,
    Mapping,
    Vocabulary,
    check_table,
    match_columns,
)
from services.allocation.files.folder import FolderRefused
from services.allocation.files.refusals import UnreadableFile
from services.allocation.files.tables import read_table

Row = TypeVar("Row")


def read_rows(
    path: Path, kind: ImportKind, shape: type[Row], mapping: Mapping | None, words: Vocabulary, *, say_warnings: bool
) -> list[Row]:
    """Return the rows of a table; what a person should look at is printed on standard error.

    Raises:
        FolderRefused: The file cannot be read, or any row has an error; all errors are listed.
    """
    try:
        table = read_table(
            path.read_bytes(),
            path.name,
            sheet=mapping.sheet if mapping else None,
            header_row=mapping.header_row if mapping else None,
        )
    except UnreadableFile as refused:
        raise FolderRefused([refused.to_fault(path.name)]) from refused
    chosen = mapping or match_columns(kind, table.header, table.rows, words)
    checked = check_table(kind, table, chosen, CheckContext(words))
    if checked.report.errors:
        raise FolderRefused(list(checked.report.errors))
    if say_warnings:
        for warning in checked.report.warnings:
            print(f"note: {fault_line(warning)}", file=sys.stderr)
    return [row for row in checked.rows if isinstance(row, shape)]
