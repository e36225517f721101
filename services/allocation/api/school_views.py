"""What schools see of a published allocation beside their own line: its dollars per pupil, and their own outlook."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import orjson
from fastapi import Query, Response
from pydantic import BaseModel, ConfigDict, Field

from services.allocation.api.deps import PreparedInputsDep, SchoolId, UnitOfWorkDep
from services.allocation.api.result_models import ExplainedFigure, MatrixRow, Money, explanation_answer
from services.allocation.domain.exact_types import LevelOrAny
from services.allocation.domain.explain_subject import Subject
from services.allocation.domain.phrases import Language
from services.allocation.usecases.explain_amount import explain_run_amount
from services.allocation.usecases.read_runs import get_allocation_run, get_allocation_run_result
from services.allocation.usecases.refusals import AmountNotFound, RunNotFound, RunNotReproducible, SchoolNotInRun
from services.allocation.usecases.school_outlook import get_school_outlook as read_outlook
from shared.authorisation import SecuredRouter
from shared.field_types import Code
from shared.openapi import problem_responses

router = SecuredRouter("allocation", prefix="/v1/allocation-runs", tags=["publication"])


class MatrixSource(BaseModel):
    """A source of the matrix."""

    source_id: str
    name: str
    restricted: bool


class RunMatrixRead(BaseModel):
    """Dollars for one pupil by level and need category, by source and together."""

    run_id: UUID
    fiscal_year: int
    revision: int
    scenario_name: str
    published_at: datetime
    sources: list[MatrixSource] = Field(description="Those that pay by pupils, in the order of the policy.")
    matrix: list[MatrixRow]


class BandRead(BaseModel):
    """Of the simulated counts one in ten lies below low, half below middle, and one in ten above high."""

    model_config = ConfigDict(from_attributes=True)

    low: int
    middle: int
    high: int


class SchoolOutlookRead(BaseModel):
    """What the next count may mean for one school."""

    model_config = ConfigDict(from_attributes=True)

    simulated_at: datetime
    years: list[int] = Field(description="The fiscal years whose counts the simulation learned from.")
    draws: int = Field(description="How many counts were simulated.")
    bands_bp: list[int] = Field(description="Which shares of the counts lie below low and high.")
    pupils: BandRead
    planned_cents: Money
    cents: BandRead = Field(description="What the school would receive, in cents.")
    falling_bp: int = Field(description="Share of the counts with which the school receives less than planned.")
    reserve_cents: Money = Field(description="What the district needs to pay every school that counts more.")
    reserve_confidence_bp: int = Field(description="In which share of the counts that reserve suffices.")


class SchoolOutlookOfRun(BaseModel):
    """A school's outlook, where the district has simulated the next count for this allocation."""

    run_id: UUID
    fiscal_year: int
    school_id: str
    outlook: SchoolOutlookRead | None = Field(description="null: not simulated yet.")


@router.get("/{run_id}/matrix", responses=problem_responses(RunNotFound))
async def get_run_matrix(run_id: UUID, uow: UnitOfWorkDep) -> RunMatrixRead:
    """Show what a published allocation pays for one pupil of each level and need category."""
    run = await get_allocation_run(uow, run_id)
    result = orjson.loads(await get_allocation_run_result(uow, run_id))
    paying = {row["source_id"] for row in result["matrix"]}
    return RunMatrixRead(
        run_id=run_id,
        fiscal_year=run.fiscal_year,
        revision=run.revision,
        scenario_name=run.scenario_name,
        published_at=run.published_at,
        sources=[
            MatrixSource(source_id=source["source_id"], name=source["name"], restricted=source["restricted"])
            for source in result["sources"]
            if source["source_id"] in paying
        ],
        matrix=[MatrixRow.model_validate(row) for row in result["matrix"]],
    )


@router.get(
    "/{run_id}/matrix/explanation",
    response_model=ExplainedFigure,
    responses=problem_responses(RunNotFound, AmountNotFound, RunNotReproducible),
)
async def explain_run_matrix(
    run_id: UUID,
    uow: UnitOfWorkDep,
    inputs: PreparedInputsDep,
    level: Annotated[LevelOrAny, Query(description="Of the cell.", examples=["elementary"])],
    need_category: Annotated[Code, Query(description="Of the cell.", examples=["all"])],
    source_id: Annotated[Code | None, Query(description="Of this source only; without: of all together.")] = None,
    figure: Annotated[Literal["rate", "weight", "weight_own_level"], Query(description="Which figure.")] = "rate",
    language: Annotated[Language, Query(description="Language of the words.")] = "en",
) -> Response:
    """Explain a cell of a published matrix; it rests on sums of the district, never on a single school's pupils."""
    subject = Subject(None, source_id, None, figure, level, need_category)
    return explanation_answer(await explain_run_amount(uow, inputs, run_id, subject), language)


@router.get("/{run_id}/schools/{school_id}/outlook", responses=problem_responses(RunNotFound, SchoolNotInRun))
async def get_school_outlook(run_id: UUID, school_id: SchoolId, uow: UnitOfWorkDep) -> SchoolOutlookOfRun:
    """Show between what the next count puts a school's pupils and budget, as the district simulated it."""
    found = await read_outlook(uow, run_id, school_id)
    return SchoolOutlookOfRun(
        run_id=run_id,
        fiscal_year=found.run.fiscal_year,
        school_id=school_id,
        outlook=None if found.outlook is None else SchoolOutlookRead.model_validate(found.outlook),
    )
