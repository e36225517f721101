"""Rows of a sheet of an XLSX workbook."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ValidationError

from services.allocation.domain.importing.table import CellFault
from services.allocation.files.limits import FileLimits
from services.allocation.files.refusals import UnreadableFile
from services.allocation.files.zip_safety import check_container

_CHILD = Path(__file__).with_name("xlsx_child.py")
_ADVICE = "Open the file in your spreadsheet program and save it again as .xlsx, or save the sheet as CSV UTF-8."
_MARKED = {
    "error_value": ("The cell shows an error instead of a value.", "Correct the formula in the spreadsheet."),
    "formula_without_result": (
        "The cell has a formula whose result was never calculated.",
        "Open the file in your spreadsheet program and save it again.",
    ),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: row n of the spreadsheet is ``rows[n - 1]``."""

    name: str
    other_sheets: tuple[str, ...]
    rows: list[list[str]]
    cell_faults: tuple[CellFault, ...]
    tall_cells: tuple[int, ...]  # rows in which a cell begins that is merged with those below it


class _Answer(BaseModel):
    """What the reading process says; without a sheet there was none to read."""

    sheets: list[str]
    sheet: str | None
    rows: list[list[str]] = []
    marked: list[tuple[int, str, str, str]] = []
    tall: list[int] = []


def xlsx_sheet(data: bytes, sheet: str | None, limits: FileLimits) -> Sheet:
    """Check a workbook and read one sheet in a process of its own.

    Raises:
        UnreadableFile: The workbook is unsafe, damaged or too large, or has no such sheet.
    """
    check_container(data, limits)
    answer = _run(data, sheet, limits)
    sheets = tuple(answer.sheets)
    if answer.sheet is None:
        raise UnreadableFile(
            "unknown_sheet" if sheet is not None else "no_rows",
            f'The workbook has no sheet "{sheet}".' if sheet is not None else "The workbook has no sheet with cells.",
            f"Choose one of: {', '.join(sheets)}.",
        )
    faults = tuple(
        CellFault(row, _column_index(letters), text, code, *_MARKED[code]) for row, letters, text, code in answer.marked
    )
    name = answer.sheet
    others = tuple(other for other in sheets if other != name)
    return Sheet(name, others, answer.rows, faults, tuple(sorted(answer.tall)))


def _run(data: bytes, sheet: str | None, limits: FileLimits) -> _Answer:
    command = [sys.executable, "-I", str(_CHILD), str(limits.memory_bytes), str(limits.seconds)]
    if sheet is not None:
        command.append(sheet)
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=limits.seconds, check=False)
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile("takes_too_long", f"Reading took more than {limits.seconds} s.", _ADVICE) from error
    if done.returncode != 0:
        raise UnreadableFile("damaged_file", "The workbook cannot be read.", _ADVICE)
    try:
        return _Answer.model_validate_json(done.stdout)
    except ValidationError as error:
        raise UnreadableFile("damaged_file", "The workbook holds text that cannot be read.", _ADVICE) from error


def _column_index(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1
