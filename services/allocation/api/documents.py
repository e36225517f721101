"""Files to take home: spreadsheets that compute the budgets anew, letters to schools, the board's packet."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from services.allocation.api.answers import Answers
from services.allocation.api.deps import PreparedInputsDep, SchoolId, UnitOfWorkDep
from services.allocation.domain.phrases import Language
from services.allocation.usecases import documents
from services.allocation.usecases.documents import PDF, XLSX, Document
from services.allocation.usecases.refusals import (
    AllocationInfeasible,
    DataMissing,
    DataVersionMissing,
    InputsRefused,
    PolicyRefused,
    RunNotFound,
    RunNotReproducible,
    ScenarioNotFound,
    SchoolNotInRun,
)
from shared.authorisation import SecuredRouter
from shared.clock import Now
from shared.openapi import problem_responses
from shared.sentences import reader_language

router = SecuredRouter("allocation", prefix="/v1", tags=["documents"])
_WORKBOOK: Answers = {
    200: {
        "description": "An .xlsx workbook.",
        "content": {XLSX: {"schema": {"type": "string", "format": "binary"}}},
        "headers": {"Content-Disposition": {"description": "The file's name.", "schema": {"type": "string"}}},
    }
}
_LETTER: Answers = {
    200: {
        "description": "A tagged PDF.",
        "content": {PDF: {"schema": {"type": "string", "format": "binary"}}},
        "headers": {"Content-Disposition": {"description": "The file's name.", "schema": {"type": "string"}}},
    }
}
LanguageQuery = Annotated[Language, Query(description="Language of the words.")]
ReaderQuery = Annotated[
    Language | None, Query(description="Language of sheets, headings and notes; by default that of `Accept-Language`.")
]


@router.get(
    "/allocation-runs/{run_id}/workbook",
    response_class=Response,
    responses=_WORKBOOK | problem_responses(RunNotFound, RunNotReproducible),
)
async def get_run_workbook(
    run_id: UUID, uow: UnitOfWorkDep, inputs: PreparedInputsDep, language: ReaderQuery = None
) -> Response:
    """Return the district calculator: a workbook of all schools whose formulas compute the published budgets."""
    return file_answer(await documents.run_workbook(uow, inputs, run_id, language or reader_language.get()))


@router.get(
    "/allocation-runs/{run_id}/schools/{school_id}/workbook",
    response_class=Response,
    responses=_WORKBOOK | problem_responses(RunNotFound, RunNotReproducible, SchoolNotInRun),
)
async def get_school_workbook(
    run_id: UUID, school_id: SchoolId, uow: UnitOfWorkDep, inputs: PreparedInputsDep, language: ReaderQuery = None
) -> Response:
    """Return one school's workbook: its formulas compute the published budget from pupils, policy and money."""
    chosen = language or reader_language.get()
    return file_answer(await documents.school_run_workbook(uow, inputs, run_id, school_id, chosen))


@router.get(
    "/allocation-runs/{run_id}/schools/{school_id}/notice",
    response_class=Response,
    responses=_LETTER | problem_responses(RunNotFound, RunNotReproducible, SchoolNotInRun),
)
async def get_school_notice(
    run_id: UUID, school_id: SchoolId, uow: UnitOfWorkDep, inputs: PreparedInputsDep, language: LanguageQuery = "en"
) -> Response:
    """Return the letter to a school's families and staff about its published budget, in plain words."""
    return file_answer(await documents.school_run_notice(uow, inputs, run_id, school_id, language))


@router.get(
    "/allocation-runs/{run_id}/packet",
    response_class=Response,
    responses=_LETTER | problem_responses(RunNotFound, RunNotReproducible),
)
async def get_run_packet(
    run_id: UUID, uow: UnitOfWorkDep, inputs: PreparedInputsDep, language: LanguageQuery = "en"
) -> Response:
    """Return the board's packet of a published allocation."""
    return file_answer(await documents.run_packet(uow, inputs, run_id, language))


@router.get(
    "/scenarios/{scenario_id}/packet",
    response_class=Response,
    responses=_LETTER
    | problem_responses(
        ScenarioNotFound, DataMissing, DataVersionMissing, InputsRefused, AllocationInfeasible, PolicyRefused
    ),
)
async def get_scenario_packet(
    scenario_id: UUID, uow: UnitOfWorkDep, inputs: PreparedInputsDep, now: Now, language: LanguageQuery = "en"
) -> Response:
    """Return the board's packet of a scenario as it is stored: the proposal."""
    return file_answer(await documents.scenario_packet(uow, inputs, scenario_id, language, now))


@router.get(
    "/scenarios/{scenario_id}/workbook",
    response_class=Response,
    responses=_WORKBOOK
    | problem_responses(
        ScenarioNotFound, DataMissing, DataVersionMissing, InputsRefused, AllocationInfeasible, PolicyRefused
    ),
)
async def get_scenario_workbook(
    scenario_id: UUID, uow: UnitOfWorkDep, inputs: PreparedInputsDep, language: ReaderQuery = None
) -> Response:
    """Return the district calculator of a scenario, as it is stored."""
    chosen = language or reader_language.get()
    return file_answer(await documents.scenario_workbook(uow, inputs, scenario_id, chosen))


def file_answer(document: Document) -> Response:
    """Return a file that the browser saves under its name."""
    headers = {"Content-Disposition": f'attachment; filename="{document.name}"', "Cache-Control": "private, no-store"}
    return Response(document.content, media_type=document.media_type, headers=headers)
