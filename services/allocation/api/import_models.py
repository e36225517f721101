"""Imports as JSON."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.allocation.api.spoken import Spoken
from services.allocation.domain.importing.mapping import Mapping


class ImportColumn(BaseModel):
    """How one column of the file was understood."""

    header: str
    sample: list[str]
    field: str = Field(examples=["count:poverty"])
    confidence_bp: int
    reason: Spoken


class ImportFault(BaseModel):
    """One error or warning; without row or column it concerns the whole file or row."""

    file: str
    row: int | None
    column: str | None
    value: str | None
    code: str
    message: Spoken
    remedy: Spoken


class ControlTotal(BaseModel):
    """A sum to hold against the file's own."""

    label: Spoken
    value: str


class ImportReportRead(BaseModel):
    """What was understood, what is wrong, and what would be stored."""

    kind: str
    file_name: str
    sheet: str | None
    sha256: str
    row_count: int
    filtered_count: int
    accepted_count: int
    canonical_count: int
    columns: list[ImportColumn]
    mapping: Mapping
    errors: list[ImportFault]
    warnings: list[ImportFault]
    control_totals: list[ControlTotal]
    preview: list[dict[str, str]]


class ImportLine(BaseModel):
    """An import in the list."""

    model_config = ConfigDict(from_attributes=True)

    import_id: UUID
    fiscal_year: int
    kind: str
    version: int
    label: str = Field(description="What people call this version; empty: nothing.", examples=["likely"])
    file_name: str
    sha256: str
    row_count: int
    accepted_count: int
    stored_at: datetime
    stored_by: str = Field(validation_alias="stored_by_name")


class ImportRead(ImportLine):
    """An import with its full report."""

    report: ImportReportRead


class StoredImport(BaseModel):
    """A new version of one kind of a year's data."""

    import_id: UUID
    fiscal_year: int
    kind: str
    version: int
    label: str
    report: ImportReportRead


class MappingRead(BaseModel):
    """A mapping under its name."""

    model_config = ConfigDict(from_attributes=True)

    name: str
    kind: str
    version: int
    changed_at: datetime
    mapping: Mapping
