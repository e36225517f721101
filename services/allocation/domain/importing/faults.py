"""Faults of an import: every one is listed with its place, its value and what to do."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace

MAX_SHOWN = 200  # characters of a cell repeated in a message; longer cells are cut with an ellipsis


@dataclass(frozen=True, slots=True)
class Fault:
    """One error or warning. ``row`` and ``column`` are None when it concerns the whole file or the whole row."""

    file: str
    row: int | None
    column: str | None
    value: str | None
    code: str
    message: str
    remedy: str

    def to_json_dict(self) -> dict[str, str | int | None]:
        """Return the fault as the API and the page show it."""
        return asdict(self)


# Messages that repeat a row's figures, as they read where those are private.
_WITHOUT_FIGURES = {
    "parts_differ_from_total": "The parts do not add up to the total.",
    "union_out_of_range": "The count without duplicates does not fit its parts.",
}


def shown(value: str) -> str:
    """Cut a long cell and drop what cannot travel as JSON text."""
    cut = value if len(value) <= MAX_SHOWN else value[: MAX_SHOWN - 1] + "…"
    return cut.encode("utf-8", "replace").decode("utf-8").replace("\x00", "\ufffd")


@dataclass(slots=True)
class FaultLog:
    """Collects errors and warnings of one file and remembers which rows are faulty."""

    file: str
    column_order: dict[str, int] = field(default_factory=dict)
    errors: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    faulty_rows: set[int] = field(default_factory=set)
    _shown_columns: frozenset[str] | None = None

    def keep_values_of(self, columns: frozenset[str]) -> None:
        """Repeat from now on no cell of any other column: what a payroll extract says of a person stays in it."""
        self._shown_columns = columns
        self.errors = [self._private(fault) for fault in self.errors]
        self.warnings = [self._private(fault) for fault in self.warnings]

    def error(
        self, row: int | None, column: str | None, value: str | None, code: str, message: str, remedy: str
    ) -> None:
        """List an error; its row is then not accepted."""
        self.errors.append(self._fault(row, column, value, code, message, remedy))
        if row is not None:
            self.faulty_rows.add(row)

    def warning(
        self, row: int | None, column: str | None, value: str | None, code: str, message: str, remedy: str
    ) -> None:
        """List something to look at; the row stays accepted."""
        self.warnings.append(self._fault(row, column, value, code, message, remedy))

    def sorted_errors(self) -> tuple[Fault, ...]:
        """Return the errors from top to bottom and left to right."""
        return self._sorted(self.errors)

    def sorted_warnings(self) -> tuple[Fault, ...]:
        """Return the warnings from top to bottom and left to right."""
        return self._sorted(self.warnings)

    def _fault(
        self, row: int | None, column: str | None, value: str | None, code: str, message: str, remedy: str
    ) -> Fault:
        fault = Fault(self.file, row, column, None if value is None else shown(value), code, message, remedy)
        return fault if self._shown_columns is None else self._private(fault)

    def _private(self, fault: Fault) -> Fault:
        message = _WITHOUT_FIGURES.get(fault.code, fault.message)
        value = fault.value if fault.column in (self._shown_columns or ()) else None
        return replace(fault, value=value, message=message)

    def _sorted(self, faults: Iterable[Fault]) -> tuple[Fault, ...]:
        def place(fault: Fault) -> tuple[int, int, str, str]:
            return (
                fault.row or 0,
                self.column_order.get(fault.column or "", -1),
                fault.code,
                fault.value or "",
            )

        return tuple(sorted(faults, key=place))
