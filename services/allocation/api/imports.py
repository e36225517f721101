"""Data from files: looked at first, stored as a version after."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Depends, File, Form, Header, Query, Request, Response, UploadFile
from pydantic import StringConstraints

from services.allocation.api import examples
from services.allocation.api.answers import CREATED, answer, answer_once, filters_of, id_of
from services.allocation.api.deps import AnyYear, UnitOfWorkDep, WhoDep
from services.allocation.api.import_models import ImportLine, ImportRead, ImportReportRead, StoredImport
from services.allocation.api.mapping_text import mapping_of
from services.allocation.domain.importing.kinds import ImportKind
from services.allocation.usecases.check_import import ImportFile, check_import
from services.allocation.usecases.read_imports import get_import as read_one
from services.allocation.usecases.read_imports import list_imports as read_all
from services.allocation.usecases.refusals import (
    AnotherKind,
    FileUnreadable,
    IdempotencyKeyRequired,
    ImportNotFound,
    ImportRefused,
    MappingNotFound,
)
from services.allocation.usecases.store_import import store_import
from shared.authorisation import SecuredRouter
from shared.clock import Now
from shared.field_types import PLAIN_TEXT, FiscalYearText
from shared.idempotency import IdempotencyKeyReused, IdempotentRequest
from shared.openapi import problem_responses
from shared.paging import Page, PageSize, PageToken, token_after
from shared.problems import Malformed, ProblemItem, clean

router = SecuredRouter("allocation", prefix="/v1/imports", tags=["data"])
LARGEST_UPLOAD = 64 * 1_048_576
_FIELDS = {"file", "kind", "fiscal_year", "mapping", "mapping_name", "validate_only", "faulty_rows", "label"}
_JSON_TEXT = Annotated[str, StringConstraints(max_length=500_000, pattern=r"^\s*\{")]
_SavedName = Annotated[str, StringConstraints(max_length=100, pattern=PLAIN_TEXT)]
_Label = Annotated[str, StringConstraints(max_length=60, pattern=PLAIN_TEXT, strip_whitespace=True)]
_OptionalKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        max_length=128,
        pattern=r"^([A-Za-z0-9_-]{8,128})?$",
        description="Needed to store, not for a dry run.",
        examples=["0193a7c2-6f00-7c3e-9d55-0a1b2c3d4e5f"],
    ),
]


async def _only_known_fields(request: Request) -> None:
    names = [name for name, _ in (await request.form()).multi_items()]
    faults = [
        ProblemItem(pointer=f"/{clean(name, 60)}", code="unusable_field", message="unknown, or given twice")
        for name in sorted(set(names))
        if name not in _FIELDS or names.count(name) > 1
    ]
    if faults:
        raise Malformed("The form has fields that cannot be used.", faults)


@router.post(
    "",
    response_model=ImportReportRead,
    responses=CREATED
    | {201: CREATED[201] | {"model": StoredImport, "description": "Stored as a new version."}}
    | problem_responses(
        MappingNotFound, AnotherKind, FileUnreadable, ImportRefused, IdempotencyKeyRequired, IdempotencyKeyReused
    ),
    dependencies=[Depends(_only_known_fields)],
    max_body_size=LARGEST_UPLOAD,
)
async def check_or_store_import(
    file: Annotated[UploadFile, File(description="CSV or XLSX, up to 50 MB.", examples=[examples.SCHOOLS_FILE])],
    kind: Annotated[ImportKind, Form(description="What the file holds.", examples=["schools"])],
    fiscal_year: Annotated[FiscalYearText, Form(description="The year that the data is for, named by its end.")],
    uow: UnitOfWorkDep,
    who: WhoDep,
    now: Now,
    mapping: Annotated[
        _JSON_TEXT | None,
        Form(description="The match of columns to fields, as JSON.", examples=[examples.SCHOOLS_MAPPING]),
    ] = None,
    mapping_name: Annotated[
        _SavedName | None, Form(description="A saved match of columns to fields.", examples=["spring"])
    ] = None,
    validate_only: Annotated[
        Literal["true", "false"], Form(description="true: a dry run, nothing is stored.")
    ] = "true",
    faulty_rows: Annotated[
        Literal["refuse", "leave_out"], Form(description="leave_out: store the faultless rows.")
    ] = "refuse",
    label: Annotated[
        _Label, Form(description="What people call this version: low, likely, high.", examples=["likely"])
    ] = "",
    idempotency_key: _OptionalKey = "",
) -> Response:
    """Check a file and report every fault; with `validate_only=false`, store it as a new version."""
    if validate_only == "false" and not idempotency_key:
        raise IdempotencyKeyRequired()
    upload = ImportFile(
        content=await file.read(),
        file_name=clean(file.filename or "upload", 200).replace("\x00", ""),
        kind=kind,
        fiscal_year=fiscal_year,
        mapping=mapping_of(mapping),
        mapping_name=mapping_name or None,
    )
    checked = await check_import(uow, upload, now)
    if validate_only == "true":
        return answer(_report(checked.report.to_json_dict()))

    async def act() -> Response:
        row = await store_import(uow, checked, fiscal_year, faulty_rows, label, who, now)
        stored = StoredImport(
            import_id=row.import_id,
            fiscal_year=row.fiscal_year,
            kind=row.kind,
            version=row.version,
            label=row.label,
            report=_report(row.report),
        )
        return answer(stored, status=201, location=f"/v1/imports/{row.import_id}")

    content = [checked.report.sha256, upload.file_name, kind, fiscal_year, mapping, mapping_name, faulty_rows, label]
    return await answer_once(uow, IdempotentRequest.of(idempotency_key, "store_import", *content), act)


@router.get("")
async def list_imports(
    uow: UnitOfWorkDep,
    fiscal_year: AnyYear = None,
    kind: Annotated[ImportKind | None, Query(description="Only this kind of data.")] = None,
    page_size: PageSize = 200,
    page_token: PageToken = "",
) -> Page[ImportLine]:
    """List imports, newest first; a scenario uses the newest version of each kind of its year."""
    filters = filters_of("imports", {"fiscal_year": fiscal_year, "kind": kind})
    rows = await read_all(uow, fiscal_year, kind, id_of(page_token, filters), page_size + 1)
    more = token_after(str(rows[page_size - 1].import_id), filters) if len(rows) > page_size else ""
    return Page[ImportLine](items=[ImportLine.model_validate(row) for row in rows[:page_size]], next_page_token=more)


@router.get("/{import_id}", response_model=ImportRead, responses=problem_responses(ImportNotFound))
async def get_import(import_id: UUID, uow: UnitOfWorkDep) -> Response:
    """Show an import with its full report."""
    return answer(ImportRead.model_validate(await read_one(uow, import_id)))


def _report(document: object) -> ImportReportRead:
    return ImportReportRead.model_validate(document)
