"""A result folder: tables for spreadsheets, and the whole result with its hash."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from services.allocation.domain.result import Result
from services.allocation.files.cell_safety import escape_cell

ALLOCATIONS = ("school_id", "source_id", "component_id", "amount_cents")
RECONCILIATION = (
    "source_id",
    "amount_cents",
    "locked_cents",
    "central_share_cents",
    "school_grant_cents",
    "formula_cents",
    "top_up_cents",
    "reduction_cents",
    "reserve_cents",
    "difference_cents",
)


def write_results(result: Result, folder: Path) -> list[str]:
    """Write all files of a result; either all of them are there afterwards or an error is raised.

    Everything is computed before the first file is opened, and each file is put in place in one step.
    """
    document = result.to_json_dict()
    files = {
        "allocations.csv": _table(ALLOCATIONS, _allocations(document)),
        "school_totals.csv": _table(*_school_totals(document)),
        "matrix.csv": _table(
            ("source_id", "level", "need_category", "rate_dollars", "weight", "weight_own_level"),
            (tuple("" if value is None else str(value) for value in row.values()) for row in document["matrix"]),
        ),
        "reconciliation.csv": _table(RECONCILIATION, reconciliation_rows(document)),
        "result.json": result.to_bytes() + b"\n",
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        partial = folder / f".{name}.partial"
        partial.write_bytes(content)
        partial.replace(folder / name)
    return list(files)


def reconciliation_rows(document: dict[str, list[dict[str, object]]]) -> list[tuple[str, ...]]:
    """Return one row per source and the district's total."""
    rows = [tuple(str(source[name]) for name in RECONCILIATION) for source in document["sources"]]
    sums = [str(sum(int(str(source[name])) for source in document["sources"])) for name in RECONCILIATION[1:]]
    return [*rows, ("TOTAL", *sums)]


def _allocations(document: dict[str, list[dict[str, list[int]]]]) -> Iterable[tuple[str, ...]]:
    for row, school_id in enumerate(document["school_ids"]):
        for component in document["components"]:
            cents = component["amounts_cents"][row]
            if cents:
                yield str(school_id), str(component["source_id"]), str(component["component_id"]), str(cents)


def _school_totals(document: dict[str, list[object]]) -> tuple[Sequence[str], Iterable[tuple[str, ...]]]:
    columns = (
        "pupil_counts",
        "formula_cents",
        "top_up_cents",
        "reduction_cents",
        "totals_cents",
        "current_cents",
        "minimum_cents",
        "change_cents",
        "change_bp",
        "held_harmless",
    )
    header = ("school_id", "name", *(name.replace("totals", "total").replace("counts", "count") for name in columns))
    rows = (
        (str(school_id), str(name), *(_cell(document[column][row]) for column in columns))
        for row, (school_id, name) in enumerate(zip(document["school_ids"], document["school_names"], strict=True))
    )
    return header, rows


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        # Negative figures start with a sign and are no formulas; texts are made harmless for spreadsheets.
        writer.writerow([cell if cell.lstrip("-").isdigit() else escape_cell(cell) for cell in row])
    return text.getvalue().encode()
