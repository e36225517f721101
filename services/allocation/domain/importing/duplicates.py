"""Rows that say the same thing twice."""

from collections.abc import Hashable, Iterable

from services.allocation.domain.importing.faults import FaultLog


def refuse_duplicates(log: FaultLog, keyed_rows: Iterable[tuple[Hashable, int]], column: str | None, what: str) -> None:
    """List every row whose key occurs more than once.

    All copies are refused, not only the later ones: which of them is right cannot be told, and the accepted rows must
    not depend on their order.
    """
    rows_by_key: dict[Hashable, list[int]] = {}
    for key, row in keyed_rows:
        rows_by_key.setdefault(key, []).append(row)
    for key, rows in rows_by_key.items():
        if len(rows) < 2:
            continue
        text = " / ".join(str(part) for part in key if part) if isinstance(key, tuple) else str(key)
        for row in rows:
            others = [other for other in rows if other != row]
            listed = ", ".join(map(str, others[:5])) + (", …" if len(others) > 5 else "")
            log.error(
                row, column, text, "duplicate_row", f"The same {what} also stands in row {listed}.",
                "Keep one of them. If the file holds several years, keep one with a row filter.",
            )  # fmt: skip
