"""Versions of a year's counts side by side."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Path, Response
from pydantic import BaseModel, ConfigDict, Field

from services.allocation.api.answers import CREATED, WITH_ETAG, answer, answer_once
from services.allocation.api.deps import PreparedInputsDep, UnitOfWorkDep, WhoDep, Year
from services.allocation.api.result_models import Money
from services.allocation.api.spoken import SpokenLabel
from services.allocation.domain.importing.kinds import CountBasis
from services.allocation.domain.policy import Policy
from services.allocation.store.count_versions import CountVersion
from services.allocation.usecases.count_versions import ByCounts
from services.allocation.usecases.count_versions import combine_counts as combine
from services.allocation.usecases.count_versions import compare_counts as compare
from services.allocation.usecases.count_versions import list_count_versions as read_all
from services.allocation.usecases.count_versions import replace_count_basis as replace
from services.allocation.usecases.policy_refusals import NotCounts
from services.allocation.usecases.refusals import (
    DataMissing,
    DataVersionMissing,
    ImportRefused,
    InputsRefused,
    ScenarioNotFound,
)
from shared.authorisation import SecuredRouter
from shared.clock import Now
from shared.etags import IfMatch
from shared.field_types import FiscalYearNumber, Name
from shared.idempotency import IdempotencyKey, IdempotencyKeyReused, IdempotentRequest
from shared.openapi import problem_responses
from shared.problems import PreconditionFailed, PreconditionRequired

router = SecuredRouter("allocation", prefix="/v1", tags=["data"])
VersionNumber = Annotated[int, Field(ge=1, le=2_147_483_647, strict=True)]


class CountVersionRead(BaseModel):
    """A version of the counts."""

    import_id: UUID
    version: int
    file_name: str
    stored_at: datetime
    stored_by: str
    basis: CountBasis | None = Field(description="null: nobody has said on what basis it was counted.")
    label: SpokenLabel
    basis_version: int = Field(description="For If-Match when saying the basis; 0 while nothing is said.")
    school_count: int
    pupils: dict[str, str] = Field(description="Pupils by need category.", examples=[{"all": "40951.00"}])


class CountVersionList(BaseModel):
    """Every version of a year's counts, newest first."""

    items: list[CountVersionRead]


class CountBasisChange(BaseModel):
    """On what basis pupils were counted."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"basis": "census_day", "label": "Census day, October"}]}
    )

    basis: CountBasis
    label: Name = Field(description="What people call it.")


class CountBasisRead(BaseModel):
    """What is said of a version of the counts."""

    import_id: UUID
    basis: CountBasis
    label: str
    basis_version: int


class CountCombination(BaseModel):
    """Versions of which each school takes the higher count."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"fiscal_year": 2027, "versions": [1, 2]}]}
    )

    fiscal_year: FiscalYearNumber
    versions: list[VersionNumber] = Field(min_length=2, max_length=10)


class CombinedCounts(BaseModel):
    """The new version."""

    import_id: UUID
    fiscal_year: int
    version: int
    basis: CountBasis


class CountComparisonRequest(BaseModel):
    """Versions of the counts to calculate with."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"versions": [1, 2]}]})

    policy: Policy | None = Field(default=None, description="Tried instead of the stored policy; nothing is stored.")
    versions: list[VersionNumber] = Field(min_length=1, max_length=6)


class ResultByCounts(BaseModel):
    """What the policy gives with one version; lists in the order of ``school_ids``."""

    version: int
    school_ids: list[str]
    school_names: list[str]
    pupils: list[str]
    totals_cents: list[Money] | None
    to_schools_cents: Money | None
    result_hash: str | None
    refusal: str | None = Field(description="Why nothing can be calculated with it.")


class CountComparison(BaseModel):
    """The results, in the order asked for."""

    results: list[ResultByCounts]


@router.get("/count-versions")
async def list_count_versions(uow: UnitOfWorkDep, fiscal_year: Year) -> CountVersionList:
    """List the versions of a year's counts with their basis and what they count."""
    return CountVersionList(items=[_version(each) for each in await read_all(uow, fiscal_year)])


@router.put(
    "/imports/{import_id}/count-basis",
    response_model=CountBasisRead,
    responses=WITH_ETAG | problem_responses(NotCounts, PreconditionRequired, PreconditionFailed),
)
async def replace_count_basis(
    import_id: Annotated[UUID, Path(description="An import of counts.")],
    body: CountBasisChange,
    uow: UnitOfWorkDep,
    who: WhoDep,
    now: Now,
    if_match: IfMatch = None,
) -> Response:
    """Say on what basis an import counted its pupils. The counts themselves never change."""
    version = await replace(uow, import_id, body.basis, body.label, if_match, who, now)
    said = CountBasisRead(import_id=import_id, basis=body.basis, label=body.label, basis_version=version)
    return answer(said, version=version)


@router.post(
    "/count-versions",
    status_code=201,
    response_model=CombinedCounts,
    responses=CREATED | problem_responses(DataVersionMissing, ImportRefused, IdempotencyKeyReused),
)
async def combine_counts(
    body: CountCombination, uow: UnitOfWorkDep, who: WhoDep, now: Now, idempotency_key: IdempotencyKey
) -> Response:
    """Store the higher of several versions, school by school, as a version of its own."""

    async def act() -> Response:
        row = await combine(uow, body.fiscal_year, body.versions, who, now)
        made = CombinedCounts(
            import_id=row.import_id, fiscal_year=row.fiscal_year, version=row.version, basis="higher_of_years"
        )
        return answer(made, status=201, location=f"/v1/imports/{row.import_id}")

    request = IdempotentRequest.of(idempotency_key, "combine_counts", body.model_dump(mode="json"))
    return await answer_once(uow, request, act)


@router.post(
    "/scenarios/{scenario_id}/compare-counts",
    tags=["scenarios"],
    responses=problem_responses(ScenarioNotFound, DataMissing, DataVersionMissing, InputsRefused),
)
async def compare_counts(
    scenario_id: UUID, body: CountComparisonRequest, uow: UnitOfWorkDep, inputs: PreparedInputsDep
) -> CountComparison:
    """Calculate a scenario with several versions of the counts side by side. Nothing is stored."""
    found = await compare(uow, inputs, scenario_id, body.policy, body.versions)
    return CountComparison(results=[_result(each) for each in found])


def _version(row: CountVersion) -> CountVersionRead:
    return CountVersionRead.model_validate(
        {
            "import_id": row.import_id,
            "version": row.version,
            "file_name": row.file_name,
            "stored_at": row.stored_at,
            "stored_by": row.stored_by_name,
            "basis": row.basis,
            "label": row.label,
            "basis_version": row.basis_version,
            "school_count": row.school_count,
            "pupils": {need: str(count) for need, count in row.pupils.items()},
        }
    )


def _result(found: ByCounts) -> ResultByCounts:
    prepared, result = found.prepared, found.result
    return ResultByCounts(
        version=found.version,
        school_ids=list(prepared.school_ids),
        school_names=[school.name for school in prepared.schools],
        pupils=[str(prepared.pupil_decimal(count)) for count in prepared.pupils.tolist()],
        totals_cents=result.totals.tolist() if result else None,
        to_schools_cents=int(result.totals.sum()) if result else None,
        result_hash=result.result_hash if result else None,
        refusal=str(found.refusal) if found.refusal else None,
    )
