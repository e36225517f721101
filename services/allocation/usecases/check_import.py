"""Read a file, match its columns and check every row. Nothing is stored."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from services.allocation.domain.importing.canonical_rows import keyed_values
from services.allocation.domain.importing.checking import check_table
from services.allocation.domain.importing.faults import Fault
from services.allocation.domain.importing.kinds import ImportKind
from services.allocation.domain.importing.mapping import Mapping
from services.allocation.domain.importing.matching import match_columns
from services.allocation.domain.importing.report import CheckedImport
from services.allocation.domain.importing.vocabulary import CheckContext, Vocabulary, known_schools
from services.allocation.domain.inputs import CountRow
from services.allocation.domain.limits import ALL_PUPILS
from services.allocation.files.refusals import UnreadableFile
from services.allocation.files.tables import read_table
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.district_settings import get_district_settings
from services.allocation.usecases.refusals import AnotherKind, FileUnreadable, MappingNotFound
from shared.fiscal_year import FiscalYear
from shared.problems import ProblemItem, clean


@dataclass(frozen=True, slots=True)
class ImportFile:
    """A file as it came, and how the sender wants it read; without a mapping one is proposed."""

    content: bytes
    file_name: str
    kind: ImportKind
    fiscal_year: int
    mapping: Mapping | None = None
    mapping_name: str | None = None


# Reading takes a core for seconds: one file at a time leaves the other core to everybody else.
_READING = asyncio.Semaphore(1)


async def check_import(uow: AllocationUnitOfWork, file: ImportFile, now: datetime) -> CheckedImport:
    """Return the report of a file and the rows that could be stored.

    Raises:
        MappingNotFound: No mapping is saved under the name given.
        AnotherKind: The mapping is for another kind of data.
        FileUnreadable: The file is no table.
    """
    async with uow:
        mapping = file.mapping or await _named_mapping(uow, file.mapping_name)
        if mapping is not None and mapping.kind != file.kind:
            raise AnotherKind(mapping.kind, file.kind)
        context = await _context(uow, file, now)
    # The transaction has ended: none should stay open while a file is read.
    async with _READING:
        return await asyncio.to_thread(_check, file, mapping, context)


async def _named_mapping(uow: AllocationUnitOfWork, name: str | None) -> Mapping | None:
    if name is None:
        return None
    row = await uow.mappings.find(name)
    if row is None:
        raise MappingNotFound(name)
    return Mapping.model_validate(row.mapping)


async def _context(uow: AllocationUnitOfWork, file: ImportFile, now: datetime) -> CheckContext:
    settings = (await get_district_settings(uow, now)).settings
    latest = await uow.imports.latest_versions(file.fiscal_year)
    schools = await uow.import_rows.read(latest["schools"]) if "schools" in latest else None
    sources = await uow.import_rows.read(latest["revenue_sources"]) if "revenue_sources" in latest else None
    previous = await uow.import_rows.read(latest[file.kind]) if file.kind in latest and file.kind != "staff" else []
    year = FiscalYear(file.fiscal_year, settings.fiscal_year_start_month)
    return CheckContext(
        vocabulary=Vocabulary(
            levels=settings.level_definitions,
            need_categories=settings.need_definitions,
            schools=known_schools(schools) if schools is not None and file.kind != "schools" else None,
            sources=None
            if sources is None or file.kind == "revenue_sources"
            else tuple((each.source_id, each.name, each.account_code or "") for each in sources),
        ),
        year_starts_on=year.starts_on,
        year_ends_on=year.ends_on,
        enrollment={
            (row.school_id, row.level): row.pupil_count
            for row in previous
            if isinstance(row, CountRow) and row.need_category == ALL_PUPILS
        }
        or None,
        previous=keyed_values(previous) or None,
    )


def _check(file: ImportFile, mapping: Mapping | None, context: CheckContext) -> CheckedImport:
    sheet, header_row = (mapping.sheet, mapping.header_row) if mapping else (None, None)
    try:
        table = read_table(file.content, file.file_name, sheet=sheet, header_row=header_row)
    except UnreadableFile as error:
        item = ProblemItem(
            file=clean(file.file_name, 200),
            row=error.row,
            code=error.code,
            message=clean(error.message),
            remedy=clean(error.remedy),
        )
        raise FileUnreadable(str(error), [item]) from error
    chosen = mapping or match_columns(file.kind, table.header, table.rows[:200], context.vocabulary)
    return check_table(file.kind, table, chosen, context)


def problem_item(fault: Fault) -> ProblemItem:
    """Return a fault as a problem document lists it."""
    return ProblemItem(
        file=clean(fault.file, 200),
        row=fault.row,
        column=None if fault.column is None else clean(fault.column),
        value=None if fault.value is None else clean(fault.value),
        code=fault.code,
        message=clean(fault.message),
        remedy=clean(fault.remedy),
    )
