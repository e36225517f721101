"""A school's published caps by funding stream."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Path
from pydantic import BaseModel, ConfigDict, Field

from services.planning.api.deps import PlanningDep
from services.planning.domain.errors import FundingNotPublished
from services.planning.usecases.read_funding import get_school_funding as read_one
from services.planning.usecases.read_funding import list_school_funding as read_all
from shared.authorisation import SecuredRouter
from shared.field_types import Cents, Code, FiscalYearQuery, SignedCents
from shared.openapi import problem_responses
from shared.paging import Page, PageSize, PageToken, key_of, token_after

router = SecuredRouter("planning", prefix="/v1", tags=["funding"])
SchoolId = Annotated[Code, Path(description="The district's own id of the school.")]


class StreamComponentRead(BaseModel):
    """One part of a stream, as the formula made it."""

    model_config = ConfigDict(from_attributes=True)

    component_id: str
    label: str
    kind: str
    amount_cents: SignedCents


class StreamRead(BaseModel):
    """A funding stream: the most a plan may spend from it."""

    source_id: str
    name: str
    restricted: bool
    control: Literal["school", "school_visible", "central"]
    cap_cents: SignedCents
    components: list[StreamComponentRead]


class SchoolFundingRead(BaseModel):
    """What a school may spend in a fiscal year."""

    school_id: str
    school_name: str
    fiscal_year: int
    run_id: UUID
    published_at: datetime
    pupil_count: Decimal = Field(description="Pupils, attendance bases with up to 2 decimals.")
    total_cents: Cents
    previous_total_cents: Cents | None = Field(
        description="The year before: what was published, else the current budget that the run was compared with; "
        "null where neither is known."
    )
    streams: list[StreamRead]


class SchoolFundingLine(BaseModel):
    """One school in the district's list."""

    model_config = ConfigDict(from_attributes=True)

    school_id: str
    school_name: str
    run_id: UUID
    pupil_count: Decimal
    total_cents: Cents


@router.get("/schools/{school_id}/funding", responses=problem_responses(FundingNotPublished))
async def get_school_funding(school_id: SchoolId, fiscal_year: FiscalYearQuery, uow: PlanningDep) -> SchoolFundingRead:
    """Show a school's caps by stream, with what they are made of."""
    found = await read_one(uow, school_id, fiscal_year)
    row = found.row
    return SchoolFundingRead(
        school_id=row.school_id,
        school_name=row.school_name,
        fiscal_year=row.fiscal_year,
        run_id=row.run_id,
        published_at=row.published_at,
        pupil_count=row.pupil_count,
        total_cents=row.total_cents,
        previous_total_cents=found.previous_total_cents,
        streams=[StreamRead.model_validate(stream) for stream in row.streams],
    )


@router.get("/school-funding")
async def list_school_funding(
    fiscal_year: FiscalYearQuery, uow: PlanningDep, page_size: PageSize = 200, page_token: PageToken = ""
) -> Page[SchoolFundingLine]:
    """List the published total of every school."""
    filters = f"school-funding:{fiscal_year}"
    rows = await read_all(uow, fiscal_year, key_of(page_token, filters), page_size + 1)
    more = token_after(rows[page_size - 1].school_id, filters) if len(rows) > page_size else ""
    items = [SchoolFundingLine.model_validate(row) for row in rows[:page_size]]
    return Page[SchoolFundingLine](items=items, next_page_token=more)
