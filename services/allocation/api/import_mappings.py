"""Matches of columns to fields, saved by name."""

from typing import Annotated

from fastapi import Body, Path, Response

from services.allocation.api import examples
from services.allocation.api.answers import WITH_ETAG, answer
from services.allocation.api.deps import UnitOfWorkDep, WhoDep
from services.allocation.api.import_models import MappingRead
from services.allocation.domain.importing.mapping import Mapping
from services.allocation.usecases.import_mappings import delete_import_mapping as delete
from services.allocation.usecases.import_mappings import list_import_mappings as read_all
from services.allocation.usecases.import_mappings import replace_import_mapping as replace
from services.allocation.usecases.refusals import MappingNotFound
from shared.authorisation import SecuredRouter
from shared.clock import Now
from shared.etags import IfMatch
from shared.field_types import Code
from shared.openapi import problem_responses
from shared.paging import Page, PageSize, PageToken, key_of, token_after
from shared.problems import PreconditionFailed, PreconditionRequired

router = SecuredRouter("allocation", prefix="/v1/import-mappings", tags=["data"])
MappingName = Annotated[Code, Path(description="The name it is saved under.", examples=["state-enrollment-file"])]


@router.get("")
async def list_import_mappings(
    uow: UnitOfWorkDep, page_size: PageSize = 200, page_token: PageToken = ""
) -> Page[MappingRead]:
    """List the saved mappings, by name."""
    filters = "import-mappings"
    rows = await read_all(uow, key_of(page_token, filters), page_size + 1)
    more = token_after(rows[page_size - 1].name, filters) if len(rows) > page_size else ""
    return Page[MappingRead](items=[MappingRead.model_validate(row) for row in rows[:page_size]], next_page_token=more)


@router.put(
    "/{name}",
    response_model=MappingRead,
    responses=WITH_ETAG | problem_responses(PreconditionRequired, PreconditionFailed),
)
async def replace_import_mapping(
    name: MappingName,
    body: Annotated[Mapping, Body(examples=[examples.MAPPING])],
    uow: UnitOfWorkDep,
    who: WhoDep,
    now: Now,
    if_match: IfMatch = None,
) -> Response:
    """Save a mapping under a name. A name that is taken needs If-Match."""
    row = await replace(uow, name, body, if_match, who, now)
    return answer(MappingRead.model_validate(row), version=row.version)


@router.delete("/{name}", status_code=204, responses=problem_responses(MappingNotFound))
async def delete_import_mapping(name: MappingName, uow: UnitOfWorkDep) -> None:
    """Delete a saved mapping; imports made with it keep their copy."""
    await delete(uow, name)
