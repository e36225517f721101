"""The table of schools that ``ssfr title-one`` reads: who is enrolled, who is poor, and what a plan gives."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from services.allocation.domain.compliance.title_one.schools import TitleOneSchool
from services.allocation.domain.importing import Fault, Table
from services.allocation.domain.importing.faults import FaultLog
from services.allocation.domain.importing.numbers import NEGATIVE, NumberFault, parse_number, to_cents
from services.allocation.domain.importing.yes_no import yes_no
from services.allocation.files.folder import FolderRefused
from services.allocation.files.refusals import UnreadableFile
from services.allocation.files.tables import read_table

COLUMNS = ("school_id", "enrolled", "low_income")
OPTIONAL = ("name", "span", "resident", "private_low_income", "previously_served", "amount")


def read_schools(path: Path) -> tuple[tuple[TitleOneSchool, ...], dict[str, int]]:
    """Return the schools of a CSV or XLSX table, and the cents planned for each that has an amount.

    Raises:
        FolderRefused: The table cannot be used; every fault is listed.
    """
    try:
        table = read_table(path.read_bytes(), path.name)
    except UnreadableFile as refused:
        raise FolderRefused([refused.to_fault(path.name)]) from refused
    index = {header.strip().casefold(): place for place, header in enumerate(table.header)}
    missing = [name for name in COLUMNS if name not in index]
    if missing:
        raise FolderRefused(
            [
                Fault(table.file_name, None, name, None, "missing_column", "There is no such column.", "Add it.")
                for name in missing
            ]
        )
    log = FaultLog(table.file_name, {header: place for place, header in enumerate(table.header)})
    return _rows(table, index, log)


def _rows(table: Table, index: dict[str, int], log: FaultLog) -> tuple[tuple[TitleOneSchool, ...], dict[str, int]]:
    schools: dict[str, TitleOneSchool] = {}
    amounts: dict[str, int] = {}
    for number, cells in zip(table.row_numbers, table.rows, strict=True):
        row = _Row(number, cells, index, log)
        if not row.filled:
            continue
        school = row.school()
        if not school.school_id:
            row.fault("school_id", "missing_value", "The school has no id.")
        if school.school_id in schools:
            row.fault("school_id", "duplicate_row", "This school stands twice.")
        if school.low_income > school.children:
            row.fault("low_income", "above_children", f"More children than are {_whose(school)}.")
        schools[school.school_id] = school
        if row.text("amount"):
            amounts[school.school_id] = row.cents("amount")
    if log.errors:
        raise FolderRefused(list(log.sorted_errors()))
    return tuple(schools.values()), amounts


def _whose(school: TitleOneSchool) -> str:
    return "enrolled" if school.resident is None else "resident"


class _Row:
    """One row of the table; what cannot be read is listed and read as 0."""

    def __init__(self, number: int, cells: Sequence[str], index: dict[str, int], log: FaultLog) -> None:
        self._number, self._cells, self._index, self._log = number, cells, index, log

    @property
    def filled(self) -> bool:
        return any(cell.strip() for cell in self._cells)

    def school(self) -> TitleOneSchool:
        school_id = self.text("school_id")
        return TitleOneSchool(
            school_id,
            self.text("name") or school_id,
            self.text("span") or "all",
            Fraction(self.number("enrolled")),
            self.children("low_income"),
            self.children("private_low_income"),
            self.said_yes("previously_served"),
            resident=Fraction(self.number("resident")) if "resident" in self._index else None,
        )

    def text(self, name: str) -> str:
        place = self._index.get(name)
        return self._cells[place].strip() if place is not None and place < len(self._cells) else ""

    def number(self, name: str) -> Decimal:
        found = parse_number(self.text(name) or "0")
        if isinstance(found, Decimal) and found < 0:
            found = NEGATIVE
        return self._listed(name, found) if isinstance(found, NumberFault) else found

    def children(self, name: str) -> int:
        number = self.number(name)
        if number != int(number):
            self.fault(name, "not_whole", "Children are whole numbers.")
        return int(number)

    def cents(self, name: str) -> int:
        found = to_cents(self.number(name))
        return int(self._listed(name, found)) if isinstance(found, NumberFault) else found

    def said_yes(self, name: str) -> bool:
        said = yes_no(self.text(name) or "no")
        if said is None:
            self.fault(name, "not_yes_or_no", "This is neither yes nor no.")
        return said is True

    def fault(self, name: str, code: str, message: str, remedy: str = "Correct the cell.") -> None:
        self._log.error(self._number, name, self.text(name) or None, code, message, remedy)

    def _listed(self, name: str, found: NumberFault) -> Decimal:
        self.fault(name, found.code, found.message, found.remedy)
        return Decimal(0)
