"""Publications after the fact: verified, handed out, shown to anybody."""

import zlib
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import Depends, Header, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from services.allocation.api.answers import Answers
from services.allocation.api.deps import PreparedInputsDep, UnitOfWorkDep, WhoDep
from services.allocation.api.result_models import MatrixRow, Money, ResultDistrict
from services.allocation.domain.verification import Verification
from services.allocation.store.public_allocations import PublicPageState
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.public_pages import close_public_page as close
from services.allocation.usecases.public_pages import get_public_allocation as read_public
from services.allocation.usecases.public_pages import get_public_page as read_state
from services.allocation.usecases.public_pages import open_public_page as open_page
from services.allocation.usecases.refusals import RunNotFound
from services.allocation.usecases.review_refusals import RunNotPublic
from services.allocation.usecases.verify_run import get_publication_bundle as read_bundle
from services.allocation.usecases.verify_run import verify_allocation_run as verify
from shared.authorisation import SecuredRouter
from shared.clock import Now
from shared.field_types import AnyJsonObject, Name
from shared.openapi import problem_responses

router = SecuredRouter("allocation", prefix="/v1/allocation-runs", tags=["publication"])
public_router = SecuredRouter("allocation", prefix="/v1/public/allocations", tags=["public"])
_NOBODYS_DISTRICT = UUID(int=0)
_FRESH_S = 300


class HashCheckRead(BaseModel):
    """One hash, as published and as found now."""

    name: str = Field(description="document, policy, inputs or result.")
    published: str
    found: str
    agrees: bool


class DifferenceRead(BaseModel):
    """A school whose amount comes out differently."""

    school_id: str
    published_cents: Money | None
    found_cents: Money | None


class VerificationRead(BaseModel):
    """A publication, recomputed just now from its stored policy and inputs."""

    run_id: UUID
    verified: bool
    checked_at: datetime
    checks: list[HashCheckRead]
    differences: list[DifferenceRead]
    published_engine: str
    present_engine: str
    problem: str | None


class PublicPageBody(BaseModel):
    """How the page names the district."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"district_name": "Willow Unified"}]})

    district_name: Name


class PublicPageRead(BaseModel):
    """Whether anybody may see a publication."""

    run_id: UUID
    is_open: bool
    opened_at: datetime | None
    opened_by: str | None
    closed_at: datetime | None
    closed_by: str | None
    content_hash: str | None = Field(description="Of the page's document.")


class PublicLineRead(BaseModel):
    """Another public page of the district."""

    model_config = ConfigDict(from_attributes=True)

    run_id: UUID
    fiscal_year: int
    revision: int
    published_at: datetime
    total_cents: Money
    school_count: int


class PublicSource(BaseModel):
    """A source of money; `to_schools_cents` is null where it would tell of one school."""

    source_id: str
    name: str
    restricted: bool
    control: str
    amount_cents: Money
    central_share_cents: Money
    to_schools_cents: Money | None


class PublicSchool(BaseModel):
    """A school's budget. A null count is too small to show; a null amount is within `merged_cents`."""

    school_id: str
    name: str
    levels: list[str]
    pupil_count: str | None
    total_cents: Money
    current_cents: Money | None
    held_harmless: bool
    source_cents: dict[str, Money | None]
    merged_cents: Money
    need_pupil_counts: dict[str, str | None]


class PublicAllocationRead(BaseModel):
    """A published allocation as anybody may see it."""

    schema_version: int
    district_name: str
    run_id: UUID
    revision: int
    fiscal_year: int
    published_at: datetime
    reason: str
    fewest_shown: int = Field(description="Counts of pupils under this, and what tells of them, are not shown.")
    engine_version: str
    policy_hash: str
    inputs_hash: str
    result_hash: str
    policy_name: str
    level_names: dict[str, str]
    need_names: dict[str, str]
    pupil_count: str
    need_pupil_counts: dict[str, str | None]
    district: ResultDistrict
    school_control_bp: int | None
    sources: list[PublicSource]
    matrix: list[MatrixRow]
    policy: AnyJsonObject
    schools: list[PublicSchool]
    newer_run_id: UUID | None = Field(description="The publication that replaced this one.")
    others: list[PublicLineRead] = Field(description="Every open page of the district, newest first.")


@router.get("/{run_id}/verification", responses=problem_responses(RunNotFound))
async def verify_allocation_run(
    run_id: UUID, uow: UnitOfWorkDep, inputs: PreparedInputsDep, now: Now
) -> VerificationRead:
    """Recompute a publication from its stored policy and inputs, and compare every hash."""
    return _verification(run_id, await verify(uow, inputs, run_id), now)


@router.get(
    "/{run_id}/bundle",
    response_model=AnyJsonObject,
    responses=problem_responses(RunNotFound),
)
async def get_publication_bundle(run_id: UUID, uow: UnitOfWorkDep, inputs: PreparedInputsDep) -> Response:
    """Download a publication's policy, inputs and result in one file; `ssfr verify` recomputes it."""
    name = f'attachment; filename="publication-{run_id}.json"'
    body = await read_bundle(uow, inputs, run_id)
    return Response(body, media_type="application/json", headers={"Content-Disposition": name})


@router.get("/{run_id}/public-page", responses=problem_responses(RunNotFound))
async def get_public_page(run_id: UUID, uow: UnitOfWorkDep) -> PublicPageRead:
    """Show whether anybody may see a publication, and who decided so."""
    return _state(run_id, await read_state(uow, run_id))


@router.put("/{run_id}/public-page", responses=problem_responses(RunNotFound))
async def open_public_page(
    run_id: UUID, body: PublicPageBody, uow: UnitOfWorkDep, inputs: PreparedInputsDep, who: WhoDep, now: Now
) -> PublicPageRead:
    """Make a publication public: anybody with its address sees budgets and formula, and no small group of pupils."""
    return _state(run_id, await open_page(uow, inputs, run_id, body.district_name, who, now))


@router.delete("/{run_id}/public-page", status_code=204, responses=problem_responses(RunNotFound, RunNotPublic))
async def close_public_page(run_id: UUID, uow: UnitOfWorkDep, who: WhoDep, now: Now) -> None:
    """Take a public page back."""
    await close(uow, run_id, who, now)


async def _anybody(request: Request) -> AllocationUnitOfWork:
    return AllocationUnitOfWork(request.app.state.database, _NOBODYS_DISTRICT)


_PUBLIC: Answers = {
    200: {"headers": {"ETag": {"description": "Of this content.", "schema": {"type": "string"}}}},
    304: {"description": "The page is as the caller has it."},
}


@public_router.get(
    "/{run_id}", response_model=PublicAllocationRead, responses=_PUBLIC | problem_responses(RunNotPublic)
)
async def get_public_allocation(
    run_id: UUID,
    uow: Annotated[AllocationUnitOfWork, Depends(_anybody)],
    if_none_match: Annotated[str | None, Header(max_length=200, description="The ETag of a copy.")] = None,
) -> Response:
    """Show a published allocation to anybody: no sign-in, small groups hidden."""
    found = await read_public(uow, run_id)
    others = [PublicLineRead.model_validate(line).model_dump(mode="json") for line in found.others]
    version = f'"{found.page.content_hash[-24:]}-{len(others)}-{found.page.newer_run_id or ""}"'
    headers = {"ETag": version, "Cache-Control": f"public, max-age={_FRESH_S}"}
    if if_none_match == version:
        return Response(status_code=304, headers=headers)
    document: dict[str, Any] = orjson.loads(zlib.decompress(found.page.document))
    newer = found.page.newer_run_id
    body = orjson.dumps(document | {"newer_run_id": None if newer is None else str(newer), "others": others})
    return Response(body, media_type="application/json", headers=headers)


def _verification(run_id: UUID, found: Verification, now: datetime) -> VerificationRead:
    return VerificationRead(
        run_id=run_id,
        verified=found.verified,
        checked_at=now,
        checks=[
            HashCheckRead(name=check.name, published=check.published, found=check.found, agrees=check.agrees)
            for check in found.checks
        ],
        differences=[
            DifferenceRead(school_id=each.school_id, published_cents=each.published_cents, found_cents=each.found_cents)
            for each in found.differences
        ],
        published_engine=found.published_engine,
        present_engine=found.present_engine,
        problem=found.problem,
    )


def _state(run_id: UUID, state: PublicPageState | None) -> PublicPageRead:
    if state is None:
        return PublicPageRead(
            run_id=run_id, is_open=False, opened_at=None, opened_by=None, closed_at=None, closed_by=None,
            content_hash=None,
        )  # fmt: skip
    return PublicPageRead(
        run_id=run_id,
        is_open=state.is_open,
        opened_at=state.opened_at,
        opened_by=state.opened_by_name,
        closed_at=state.closed_at,
        closed_by=state.closed_by_name,
        content_hash=state.content_hash if state.is_open else None,
    )
