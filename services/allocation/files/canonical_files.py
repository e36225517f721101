"""Canonical CSV files: what an import writes for the command line, and what the input folder holds."""

import csv
import io
from collections.abc import Sequence

from services.allocation.domain.importing.canonical_rows import CanonicalRow, canonical_table
from services.allocation.domain.importing.kinds import ImportKind
from services.allocation.files.cell_safety import escape_cell

_FIGURES = frozenset({"pupil_count", "value", "amount"})


def canonical_csv(kind: ImportKind, rows: Sequence[CanonicalRow]) -> str:
    """Write rows as the canonical CSV text of a kind. Texts that look like formulas get a leading quote."""
    header, cells = canonical_table(kind, rows)
    is_text = [name not in _FIGURES for name in header]
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(header)
    for row in cells:
        writer.writerow(escape_cell(cell) if text else cell for cell, text in zip(row, is_text, strict=True))
    return written.getvalue()
