"""What was published: runs, and each school's line in them."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from fastapi import Query, Response
from pydantic import BaseModel, ConfigDict, Field

from services.allocation.api.answers import filters_of, id_of
from services.allocation.api.deps import AnyYear, PreparedInputsDep, SchoolId, UnitOfWorkDep
from services.allocation.api.result_models import ExplainedFigure, Money, ResultRead, explanation_answer
from services.allocation.domain.exact_types import LevelOrAny
from services.allocation.domain.explain_subject import Figure, Subject
from services.allocation.domain.phrases import Language
from services.allocation.usecases.explain_amount import explain_run_amount as explain
from services.allocation.usecases.read_runs import get_allocation_run as read_one
from services.allocation.usecases.read_runs import get_allocation_run_result as read_result
from services.allocation.usecases.read_runs import get_school_allocation as read_school
from services.allocation.usecases.read_runs import list_allocation_runs as read_all
from services.allocation.usecases.refusals import AmountNotFound, RunNotFound, RunNotReproducible, SchoolNotInRun
from shared.authorisation import SecuredRouter
from shared.field_types import Code
from shared.openapi import problem_responses
from shared.paging import Page, PageSize, PageToken, token_after

router = SecuredRouter("allocation", prefix="/v1/allocation-runs", tags=["publication"])


class RunRead(BaseModel):
    """A published allocation."""

    model_config = ConfigDict(from_attributes=True)

    run_id: UUID
    fiscal_year: int
    revision: int = Field(description="1 for the year's first publication.")
    supersedes_run_id: UUID | None
    scenario_id: UUID
    scenario_name: str
    scenario_version: int
    data_versions: dict[str, int] = Field(examples=[{"schools": 1, "counts": 3, "revenue_sources": 2}])
    reason: str
    published_at: datetime
    published_by: str = Field(validation_alias="published_by_name")
    engine_version: str
    result_hash: str
    policy_hash: str
    inputs_hash: str
    total_cents: Money = Field(description="What reaches the schools.")
    school_count: int


class SchoolComponentRead(BaseModel):
    """What one rule or adjustment gives the school."""

    component_id: str
    source_id: str | None
    kind: str
    label: str
    amount_cents: Money


class SchoolSourceRead(BaseModel):
    """What the school receives of one source."""

    source_id: str
    name: str
    restricted: bool
    control: str
    amount_cents: Money


class SchoolAllocationRead(BaseModel):
    """One school's published allocation."""

    run_id: UUID
    fiscal_year: int
    published_at: datetime
    school_id: str
    school_name: str
    levels: list[str]
    pupil_count: Decimal = Field(examples=["412.00"])
    total_cents: Money
    formula_cents: Money
    top_up_cents: Money
    reduction_cents: Money
    current_cents: Money | None
    minimum_cents: Money | None
    change_cents: Money | None
    held_harmless: bool
    sources: list[SchoolSourceRead]
    components: list[SchoolComponentRead]


@router.get("")
async def list_allocation_runs(
    uow: UnitOfWorkDep, fiscal_year: AnyYear = None, page_size: PageSize = 200, page_token: PageToken = ""
) -> Page[RunRead]:
    """List published allocations, newest first."""
    filters = filters_of("runs", {"fiscal_year": fiscal_year})
    rows = await read_all(uow, fiscal_year, id_of(page_token, filters), page_size + 1)
    more = token_after(str(rows[page_size - 1].run_id), filters) if len(rows) > page_size else ""
    return Page[RunRead](items=[RunRead.model_validate(row) for row in rows[:page_size]], next_page_token=more)


@router.get("/{run_id}", responses=problem_responses(RunNotFound))
async def get_allocation_run(run_id: UUID, uow: UnitOfWorkDep) -> RunRead:
    """Show a published allocation: who published what, when and why."""
    return RunRead.model_validate(await read_one(uow, run_id))


@router.get("/{run_id}/result", response_model=ResultRead, responses=problem_responses(RunNotFound))
async def get_allocation_run_result(run_id: UUID, uow: UnitOfWorkDep) -> Response:
    """Return the published result, byte for byte as it was hashed."""
    return Response(await read_result(uow, run_id), media_type="application/json")


@router.get("/{run_id}/schools/{school_id}", responses=problem_responses(RunNotFound, SchoolNotInRun))
async def get_school_allocation(run_id: UUID, school_id: SchoolId, uow: UnitOfWorkDep) -> SchoolAllocationRead:
    """Show what one school receives, by source and component."""
    found = await read_school(uow, run_id, school_id)
    line = found.line
    components = [
        SchoolComponentRead(**component, amount_cents=cents)
        for component, cents in zip(found.components, line.component_cents, strict=True)
    ]
    by_source: dict[str | None, int] = {}
    for component in components:
        by_source[component.source_id] = by_source.get(component.source_id, 0) + component.amount_cents
    return SchoolAllocationRead(
        run_id=run_id,
        fiscal_year=found.fiscal_year,
        published_at=found.published_at,
        school_id=line.school_id,
        school_name=line.school_name,
        levels=line.levels,
        pupil_count=line.pupil_count,
        total_cents=line.total_cents,
        formula_cents=line.formula_cents,
        top_up_cents=line.top_up_cents,
        reduction_cents=line.reduction_cents,
        current_cents=line.current_cents,
        minimum_cents=line.minimum_cents,
        change_cents=None if line.current_cents is None else line.total_cents - line.current_cents,
        held_harmless=line.held_harmless,
        sources=[
            SchoolSourceRead(**source | {"amount_cents": by_source[source["source_id"]]})
            for source in found.sources
            if source["source_id"] in by_source
        ],
        components=components,
    )


FigureQuery = Annotated[Figure, Query(description="Which figure; amount: what is received, or held.")]
SourceQuery = Annotated[Code | None, Query(description="Only what comes of this source.")]
ComponentQuery = Annotated[
    str | None, Query(max_length=200, description="Only this component.", examples=["LCFF/base"])
]
NeedQuery = Annotated[Code | None, Query(description="Of a cell of the matrix, a count or a share.")]
LanguageQuery = Annotated[Language, Query(description="Language of the words.")]


@router.get(
    "/{run_id}/schools/{school_id}/explanation",
    response_model=ExplainedFigure,
    responses=problem_responses(RunNotFound, AmountNotFound, RunNotReproducible),
)
async def explain_school_allocation(
    run_id: UUID,
    school_id: SchoolId,
    uow: UnitOfWorkDep,
    inputs: PreparedInputsDep,
    source_id: SourceQuery = None,
    component_id: ComponentQuery = None,
    figure: FigureQuery = "amount",
    need_category: NeedQuery = None,
    language: LanguageQuery = "en",
) -> Response:
    """Explain a published figure of a school: its arithmetic, down to the rows of the files, and who decided it."""
    subject = Subject(school_id, source_id, component_id, figure, None, need_category)
    return explanation_answer(await explain(uow, inputs, run_id, subject), language)


@router.get(
    "/{run_id}/explanation",
    response_model=ExplainedFigure,
    responses=problem_responses(RunNotFound, AmountNotFound, RunNotReproducible),
)
async def explain_allocation_run(
    run_id: UUID,
    uow: UnitOfWorkDep,
    inputs: PreparedInputsDep,
    source_id: SourceQuery = None,
    component_id: ComponentQuery = None,
    figure: FigureQuery = "amount",
    level: Annotated[LevelOrAny | None, Query(description="Of a cell of the matrix.")] = None,
    need_category: NeedQuery = None,
    language: LanguageQuery = "en",
) -> Response:
    """Explain a published figure of a source, of the district or of the matrix."""
    subject = Subject(None, source_id, component_id, figure, level, need_category)
    return explanation_answer(await explain(uow, inputs, run_id, subject), language)
