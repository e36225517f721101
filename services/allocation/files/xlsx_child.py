"""Reads one sheet of a workbook in a process of its own, with limited memory and time.

Run by ``xlsx_tables``: workbook on standard input, JSON on standard output. It imports nothing of this project, so it
starts fast and a flaw in the parser reaches no data or key.
"""

import datetime as dt
import io
import json
import re
import sys
import zipfile
from decimal import Decimal
from xml.etree import ElementTree as ET

import python_calamine

_C = rb"<(?:[A-Za-z0-9]+:)?c\b([^>]*)>"
_ERROR_CELL = re.compile(
    rb"<(?:[A-Za-z0-9]+:)?c\b([^>]*\bt\s*=\s*[\"']e[\"'][^>]*)>(.{0,2000}?)</(?:[A-Za-z0-9]+:)?c>", re.DOTALL
)
_UNCALCULATED = re.compile(
    _C + rb"\s*<(?:[A-Za-z0-9]+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:[A-Za-z0-9]+:)?f>)\s*"
    rb"(?:<(?:[A-Za-z0-9]+:)?v\s*/>|<(?:[A-Za-z0-9]+:)?v>\s*</(?:[A-Za-z0-9]+:)?v>)?\s*</(?:[A-Za-z0-9]+:)?c>"
)
_REFERENCE = re.compile(rb"\br\s*=\s*[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
_VALUE = re.compile(rb"<(?:[A-Za-z0-9]+:)?v>([^<]*)<")


def cell_text(value: object) -> str:
    """Write a cell as a person sees it: exact decimals, no ``.0``, dates as 2026-07-01."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        # A spreadsheet holds 15 digits; more of them are the trace of binary arithmetic.
        text = format(Decimal(f"{value:.15g}"), "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    return str(value)


def sheet_parts(data: bytes) -> dict[str, str]:
    """Return the part of the container that holds each sheet."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - entities were refused before
        links = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - entities were refused before
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    parts: dict[str, str] = {}
    for element in book.iter():
        if element.tag.rpartition("}")[2] == "sheet":
            link_id = next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == "id"), None)
            target = targets.get(link_id, "")
            parts[element.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return parts


def marked_cells(data: bytes, part: str) -> list[tuple[int, str, str, str]]:
    """Return (row, column letters, text, code) of cells that calamine would give as blank though they are not."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if part not in archive.namelist():
            return []
        xml = archive.read(part)
    found: list[tuple[int, str, str, str]] = []
    for match in _ERROR_CELL.finditer(xml):
        place, value = _REFERENCE.search(match[1]), _VALUE.search(match[2])
        if place:
            text = value[1].decode("utf-8", "replace") if value else "#ERROR"
            found.append((int(place[2]), place[1].decode(), text, "error_value"))
    for match in _UNCALCULATED.finditer(xml):
        place = _REFERENCE.search(match[1])
        if place and not re.search(rb"\bt\s*=\s*[\"'](?:str|e)[\"']", match[1]):
            found.append((int(place[2]), place[1].decode(), "", "formula_without_result"))
    return found


def read(data: bytes, wanted: str | None) -> dict[str, object]:
    """Read the wanted sheet, or the first visible one that holds a table."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    visible = [
        meta.name
        for meta in book.sheets_metadata
        if meta.typ == python_calamine.SheetTypeEnum.WorkSheet
        and meta.visible == python_calamine.SheetVisibleEnum.Visible
    ]
    if wanted is not None:
        if wanted not in book.sheet_names:
            return {"sheets": visible, "sheet": None}
        names = [wanted]
    else:
        names = visible or list(book.sheet_names)
    best: tuple[str, list[list[str]]] | None = None
    for name in names:
        rows = [
            [cell_text(value) for value in row] for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        ]
        if best is None or _table_size(best[1]) < 2:
            best = (name, rows)
        if _table_size(best[1]) >= 2:
            break
    if best is None:
        return {"sheets": visible, "sheet": None}
    part = sheet_parts(data).get(best[0], "")
    merged = [
        (top + 1, bottom + 1) for (top, _), (bottom, _) in book.get_sheet_by_name(best[0]).merged_cell_ranges or []
    ]
    tall = [first for first, last in merged if last > first]
    return {"sheets": visible, "sheet": best[0], "rows": best[1], "marked": marked_cells(data, part), "tall": tall}


def _table_size(rows: list[list[str]]) -> int:
    """Count rows with at least two filled cells, up to two."""
    return sum(1 for row in rows[:200] if sum(bool(cell) for cell in row) >= 2)


def limit_process(memory_bytes: int, seconds: int) -> None:
    """Take memory and time away from this process where the system can."""
    try:
        import resource
    except ImportError:
        return
    for what, limit in ((resource.RLIMIT_AS, memory_bytes), (resource.RLIMIT_CPU, seconds)):
        _, hard = resource.getrlimit(what)
        bound = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(what, (bound, hard))


if __name__ == "__main__":
    limit_process(int(sys.argv[1]), int(sys.argv[2]))
    wanted_sheet = sys.argv[3] if len(sys.argv) > 3 else None
    json.dump(read(sys.stdin.buffer.read(), wanted_sheet), sys.stdout)
