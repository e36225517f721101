"""Scenarios: named what-ifs over one year's data."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Response
from pydantic import BaseModel, ConfigDict, Field

from services.allocation.api import examples
from services.allocation.api.answers import CREATED_WITH_ETAG, WITH_ETAG, answer, answer_once, filters_of, id_of
from services.allocation.api.deps import AnyYear, UnitOfWorkDep, WhoDep
from services.allocation.domain.importing.kinds import ImportKind
from services.allocation.domain.policy import Policy
from services.allocation.store.scenarios import ScenarioRow
from services.allocation.usecases.change_scenario import ScenarioChange
from services.allocation.usecases.change_scenario import delete_scenario as delete
from services.allocation.usecases.change_scenario import replace_scenario as replace
from services.allocation.usecases.create_scenario import NewScenario
from services.allocation.usecases.create_scenario import create_scenario as create
from services.allocation.usecases.read_scenarios import get_scenario as read_one
from services.allocation.usecases.read_scenarios import list_scenarios as read_all
from services.allocation.usecases.refusals import DataMissing, DataVersionMissing, ScenarioNotFound
from shared.authorisation import SecuredRouter
from shared.clock import Now
from shared.etags import IfMatch
from shared.field_types import FiscalYearNumber, LongText, Name
from shared.idempotency import IdempotencyKey, IdempotencyKeyReused, IdempotentRequest
from shared.openapi import problem_responses
from shared.paging import Page, PageSize, PageToken, token_after
from shared.problems import PreconditionFailed, PreconditionRequired
from shared.sentences import reader_language

router = SecuredRouter("allocation", prefix="/v1/scenarios", tags=["scenarios"])
DataVersions = dict[ImportKind, Annotated[int, Field(ge=1, le=2_147_483_647)]]


class ScenarioCreate(BaseModel):
    """A new scenario; without policy and copy_of it begins from the year's revenue sources."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"name": "Draft 2", "fiscal_year": 2027, "policy": examples.POLICY}]},
    )

    name: Name
    fiscal_year: FiscalYearNumber
    policy: Policy | None = None
    copy_of: UUID | None = Field(default=None, description="The scenario whose policy it begins with.")
    note: LongText = Field(default="", description="Why it was made, for the history.")
    data_versions: DataVersions | None = Field(
        default=None,
        description="Versions of the data to calculate on; null, or a kind left out: the newest. Left out as a whole "
        "in a copy within the same fiscal year: those of the scenario copied.",
    )


class ScenarioReplace(BaseModel):
    """A scenario's new state."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"name": "Draft 2", "policy": examples.POLICY, "note": "More for pupils in poverty."}]
        },
    )

    name: Name
    policy: Policy
    note: LongText = Field(default="", description="Why it was changed, for the history.")
    data_versions: DataVersions | None = Field(
        default=None,
        description="Versions of the data to calculate on; null, or a kind left out: the newest. Left out as a whole: "
        "as they were.",
    )


class ScenarioLine(BaseModel):
    """A scenario in the list."""

    model_config = ConfigDict(from_attributes=True)

    scenario_id: UUID
    fiscal_year: int
    name: str
    version: int
    created_at: datetime
    changed_at: datetime
    changed_by: str = Field(validation_alias="changed_by_name")


class ScenarioRead(BaseModel):
    """A scenario with its policy."""

    model_config = ConfigDict(from_attributes=True)

    scenario_id: UUID
    fiscal_year: int
    name: str
    version: int
    created_at: datetime
    changed_at: datetime
    changed_by: str = Field(validation_alias="changed_by_name")
    data_versions: dict[str, int] | None
    policy: dict[str, Any] = Field(description="See `GET /v1/policy-schema`.")


def _pinned(versions: DataVersions | None) -> dict[str, int] | None:
    return None if versions is None else {str(kind): number for kind, number in versions.items()}


def _answer(row: ScenarioRow, *, created: bool = False) -> Response:
    location = f"/v1/scenarios/{row.scenario_id}" if created else None
    body = ScenarioRead.model_validate(row)
    return answer(body, status=201 if created else 200, version=row.version, location=location)


@router.get("")
async def list_scenarios(
    uow: UnitOfWorkDep, fiscal_year: AnyYear = None, page_size: PageSize = 200, page_token: PageToken = ""
) -> Page[ScenarioLine]:
    """List scenarios, newest first."""
    filters = filters_of("scenarios", {"fiscal_year": fiscal_year})
    rows = await read_all(uow, fiscal_year, id_of(page_token, filters), page_size + 1)
    more = token_after(str(rows[page_size - 1].scenario_id), filters) if len(rows) > page_size else ""
    return Page[ScenarioLine](
        items=[ScenarioLine.model_validate(row) for row in rows[:page_size]], next_page_token=more
    )


@router.post(
    "",
    status_code=201,
    response_model=ScenarioRead,
    responses=CREATED_WITH_ETAG
    | problem_responses(ScenarioNotFound, DataMissing, DataVersionMissing, IdempotencyKeyReused),
)
async def create_scenario(
    body: ScenarioCreate, uow: UnitOfWorkDep, who: WhoDep, now: Now, idempotency_key: IdempotencyKey
) -> Response:
    """Begin a scenario: from a policy, as a copy of another, or from the year's revenue sources."""

    async def act() -> Response:
        new = NewScenario(
            body.name,
            body.fiscal_year,
            body.policy,
            body.copy_of,
            body.note,
            _pinned(body.data_versions),
            copies_data_versions="data_versions" not in body.model_fields_set,
            language=reader_language.get(),
        )
        return _answer(await create(uow, new, who, now), created=True)

    request = IdempotentRequest.of(idempotency_key, "create_scenario", body.model_dump(mode="json"))
    return await answer_once(uow, request, act)


@router.get("/{scenario_id}", response_model=ScenarioRead, responses=WITH_ETAG | problem_responses(ScenarioNotFound))
async def get_scenario(scenario_id: UUID, uow: UnitOfWorkDep) -> Response:
    """Show a scenario with its policy."""
    return _answer(await read_one(uow, scenario_id))


@router.put(
    "/{scenario_id}",
    response_model=ScenarioRead,
    responses=WITH_ETAG
    | problem_responses(ScenarioNotFound, DataVersionMissing, PreconditionRequired, PreconditionFailed),
)
async def replace_scenario(
    scenario_id: UUID, body: ScenarioReplace, uow: UnitOfWorkDep, who: WhoDep, now: Now, if_match: IfMatch = None
) -> Response:
    """Replace a scenario as a whole; the version before stays in its history."""
    keeps = "data_versions" not in body.model_fields_set
    change = ScenarioChange(body.name, body.policy, body.note, _pinned(body.data_versions), keeps)
    return _answer(await replace(uow, scenario_id, change, if_match, who, now))


@router.delete("/{scenario_id}", status_code=204, responses=problem_responses(ScenarioNotFound))
async def delete_scenario(scenario_id: UUID, uow: UnitOfWorkDep, now: Now) -> None:
    """Delete a scenario; its history and what was published from it stay."""
    await delete(uow, scenario_id, now)
