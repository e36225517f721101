"""Store a checked file as a new version; the versions before it stay as they are."""

from datetime import datetime

from services.allocation.domain.importing.report import CheckedImport, FaultyRows
from services.allocation.store.imports import ImportRow
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.check_import import problem_item
from services.allocation.usecases.refusals import MOST_LISTED, ImportRefused
from services.allocation.usecases.who import Who
from shared.events.event_id import uuid7


async def store_import(
    uow: AllocationUnitOfWork,
    checked: CheckedImport,
    fiscal_year: int,
    faulty_rows: FaultyRows,
    label: str,
    who: Who,
    now: datetime,
) -> ImportRow:
    """Store the accepted rows under what people call this version, with the report that says what was accepted.

    Raises:
        ImportRefused: There are errors, and faulty rows are not to be left out or leaving them out does not help.
    """
    report = checked.report
    if not report.can_store(faulty_rows):
        raise ImportRefused([problem_item(fault) for fault in report.errors[:MOST_LISTED]], len(report.errors))
    async with uow:
        row = ImportRow(
            import_id=uuid7(),
            fiscal_year=fiscal_year,
            kind=report.kind,
            version=await uow.imports.next_version(fiscal_year, report.kind),
            label=label,
            file_name=report.file_name,
            sha256=report.sha256,
            row_count=report.row_count,
            accepted_count=report.accepted_count,
            stored_at=now,
            stored_by_name=who.name,
            mapping=report.mapping.model_dump(mode="json"),
            report=report.to_json_dict(),
        )
        await uow.imports.add(row, who.user_id)
        await uow.import_rows.add(report.kind, row.import_id, checked.rows)
        uow.record(
            "import.stored",
            row.import_id,
            {
                "fiscal_year": fiscal_year,
                "kind": row.kind,
                "version": row.version,
                "sha256": row.sha256,
                "row_count": row.row_count,
                "accepted_count": row.accepted_count,
            },
        )
    return row
