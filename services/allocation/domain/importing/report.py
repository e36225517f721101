"""The report of an import: what was understood, what is wrong, what would be stored."""

from dataclasses import dataclass
from typing import Literal

from services.allocation.domain.importing.canonical_rows import CanonicalRow
from services.allocation.domain.importing.faults import Fault
from services.allocation.domain.importing.kinds import ImportKind
from services.allocation.domain.importing.mapping import Mapping

FaultyRows = Literal["refuse", "leave_out"]
PREVIEW_ROWS = 20


@dataclass(frozen=True, slots=True)
class ColumnReport:
    """How one column of the file was understood."""

    header: str
    sample: tuple[str, ...]
    field: str
    confidence_bp: int
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Everything a person needs to decide about an import; nothing is stored by making it."""

    kind: ImportKind
    file_name: str
    sheet: str | None
    sha256: str
    row_count: int  # rows of the file that took part: not blank, not filtered out
    filtered_count: int
    accepted_count: int  # of those, rows without any error
    canonical_count: int  # rows that would be stored; one row of a wide file gives several
    columns: tuple[ColumnReport, ...]
    mapping: Mapping
    errors: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    control_totals: tuple[tuple[str, str], ...]
    preview: tuple[dict[str, str], ...]

    @property
    def file_errors(self) -> tuple[Fault, ...]:
        """Return the errors that concern the whole file; leaving rows out does not cure them."""
        return tuple(fault for fault in self.errors if fault.row is None)

    def can_store(self, faulty_rows: FaultyRows = "refuse") -> bool:
        """Say whether the import may be stored: without errors, or with the faulty rows left out."""
        if faulty_rows == "refuse":
            return not self.errors
        return not self.file_errors and self.accepted_count > 0

    def to_json_dict(self) -> dict[str, object]:
        """Return the report as plain values, as the API gives it."""
        return {
            "kind": self.kind,
            "file_name": self.file_name,
            "sheet": self.sheet,
            "sha256": self.sha256,
            "row_count": self.row_count,
            "filtered_count": self.filtered_count,
            "accepted_count": self.accepted_count,
            "canonical_count": self.canonical_count,
            "columns": [
                {
                    "header": column.header,
                    "sample": list(column.sample),
                    "field": column.field,
                    "confidence_bp": column.confidence_bp,
                    "reason": column.reason,
                }
                for column in self.columns
            ],
            "mapping": self.mapping.model_dump(mode="json"),
            "errors": [fault.to_json_dict() for fault in self.errors],
            "warnings": [fault.to_json_dict() for fault in self.warnings],
            "control_totals": [{"label": label, "value": value} for label, value in self.control_totals],
            "preview": list(self.preview),
        }


@dataclass(frozen=True, slots=True)
class CheckedImport:
    """A report and the rows that it accepts, each with the file and row it came from."""

    report: ImportReport
    rows: tuple[CanonicalRow, ...]
