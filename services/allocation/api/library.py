"""Other districts' formulas, and what they would give our schools."""

from typing import Annotated
from uuid import UUID

import orjson
from fastapi import Path, Response
from pydantic import BaseModel, ConfigDict, Field

from services.allocation.api.deps import PreparedInputsDep, UnitOfWorkDep
from services.allocation.api.result_models import Money
from services.allocation.domain.borrowed.apply import Dollars
from services.allocation.domain.borrowed.compare import GroupKind
from services.allocation.domain.borrowed.formula import LibraryFormula
from services.allocation.domain.borrowed.vocabulary import VocabularyMapping
from services.allocation.domain.canonical import plain_decimal
from services.allocation.domain.exact_types import Code
from services.allocation.domain.policy import Policy
from services.allocation.library.catalog import formulas
from services.allocation.library.told import told
from services.allocation.usecases.borrow_formula import Comparison, Wish, borrow_formula, get_formula
from services.allocation.usecases.library_refusals import FormulaNotFound
from services.allocation.usecases.refusals import (
    AllocationInfeasible,
    DataMissing,
    DataVersionMissing,
    InputsRefused,
    PolicyRefused,
    ScenarioNotFound,
)
from shared.authorisation import SecuredRouter
from shared.clock import Now
from shared.field_types import AnyJsonObject
from shared.openapi import problem_responses
from shared.paging import Page
from shared.sentences import reader_language

router = SecuredRouter("allocation", prefix="/v1", tags=["library"])
FormulaPath = Annotated[
    str, Path(description="An id of the list.", max_length=80, openapi_examples={"boston": {"value": "boston-2016"}})
]


class FormulaLine(BaseModel):
    """A formula in the list."""

    formula_id: str
    district: str
    title: str
    fiscal_year: int
    kind: str
    summary: str
    since_then: str
    part_count: int
    example_count: int = Field(description="Published examples that the tests recompute to the cent.")


class ApplyRequest(BaseModel):
    """How a formula is applied. Without a mapping the suggested one is used, and returned."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"dollars": "ours"}]})

    dollars: Dollars = Field(
        default="ours",
        description="ours: spend exactly what our rules spend, in their proportions. theirs: at their own dollars.",
    )
    mapping: VocabularyMapping | None = Field(default=None, description="Which of our words each of theirs means.")
    source_ids: list[Code] | None = Field(
        default=None,
        min_length=1,
        max_length=200,
        description="The sources whose rules it replaces; null: the unlocked, unrestricted ones that have rules.",
    )
    policy: Policy | None = Field(default=None, description="Compared with instead of the stored policy.")


class BorrowedPart(BaseModel):
    """One part of the formula, over all schools, at its own dollars."""

    part: str
    label: str
    amount_cents: Money


class BorrowedGroup(BaseModel):
    """A group of pupils: the per-pupil cents of each one's school, on average."""

    kind: GroupKind
    key: str = Field(description="A need category or level; size and poverty count from 1, the lowest.")
    pupils: int
    ours_cents: Money
    theirs_cents: Money


class BorrowedRead(BaseModel):
    """Both formulas side by side, in columns over the schools; floors are left out on either side."""

    formula_id: str
    dollars: Dollars
    source_ids: list[str]
    cost_cents: Money = Field(description="What their formula costs at its own dollars.")
    budget_cents: Money = Field(description="What our rules spend from these sources.")
    parts: list[BorrowedPart]
    school_ids: list[str]
    school_names: list[str]
    pupil_counts: list[str]
    ours_cents: list[Money]
    theirs_cents: list[Money]
    gaining: int
    losing: int
    groups: list[BorrowedGroup]
    uncounted_groups: list[str] = Field(description="Groups of the formula for which our data count nobody.")
    mapping: AnyJsonObject
    policy: AnyJsonObject = Field(description="Our policy with this formula on these sources; create a scenario of it.")


@router.get("/library-formulas")
async def list_library_formulas() -> Page[FormulaLine]:
    """List the formulas of other districts and states, by district and year, in the language of `Accept-Language`."""
    items = [
        FormulaLine(
            formula_id=formula.formula_id,
            district=formula.district,
            title=formula.title,
            fiscal_year=formula.fiscal_year,
            kind=formula.kind,
            summary=formula.summary,
            since_then=formula.since_then,
            part_count=len(formula.parts),
            example_count=len(formula.worked),
        )
        for formula in (told(each, reader_language.get()) for each in formulas().values())
    ]
    return Page[FormulaLine](items=items, next_page_token="")


@router.get("/library-formulas/{formula_id}", responses=problem_responses(FormulaNotFound))
async def get_library_formula(formula_id: FormulaPath) -> LibraryFormula:
    """Show a formula: its words, rates, sources, and what is left out, in the language of `Accept-Language`."""
    return told(get_formula(formula_id), reader_language.get())


@router.post(
    "/scenarios/{scenario_id}/library-formulas/{formula_id}/apply",
    response_model=BorrowedRead,
    responses=problem_responses(
        ScenarioNotFound,
        FormulaNotFound,
        DataMissing,
        DataVersionMissing,
        InputsRefused,
        AllocationInfeasible,
        PolicyRefused,
    ),
)
async def apply_library_formula(
    scenario_id: UUID,
    formula_id: FormulaPath,
    body: ApplyRequest,
    uow: UnitOfWorkDep,
    inputs: PreparedInputsDep,
    now: Now,
) -> Response:
    """Calculate what another district's formula would give our schools. Nothing is stored."""
    wish = Wish(formula_id, body.mapping, body.dollars, body.source_ids, body.policy)
    found = await borrow_formula(uow, inputs, scenario_id, wish, now)
    return Response(orjson.dumps(comparison_document(found)), media_type="application/json")


def comparison_document(found: Comparison) -> dict[str, object]:
    """Return a comparison as plain values."""
    borrowed, prepared = found.borrowed, found.result.prepared
    ours, theirs = borrowed.ours.tolist(), borrowed.theirs.tolist()
    pairs = list(zip(ours, theirs, strict=True))
    return {
        "formula_id": borrowed.formula.formula_id,
        "dollars": borrowed.dollars,
        "source_ids": list(borrowed.source_ids),
        "cost_cents": borrowed.cost_cents,
        "budget_cents": borrowed.budget_cents,
        "parts": [
            {"part": part.part, "label": part.label, "amount_cents": borrowed.part_cents[part.part]}
            for part in told(borrowed.formula, reader_language.get()).parts
        ],
        "school_ids": list(prepared.school_ids),
        "school_names": [school.name for school in prepared.schools],
        "pupil_counts": [plain_decimal(prepared.pupil_decimal(count)) for count in prepared.pupils.tolist()],
        "ours_cents": ours,
        "theirs_cents": theirs,
        "gaining": sum(their > our for our, their in pairs),
        "losing": sum(their < our for our, their in pairs),
        "groups": [
            {
                "kind": line.kind,
                "key": line.key,
                "pupils": line.pupils,
                "ours_cents": line.ours_cents,
                "theirs_cents": line.theirs_cents,
            }
            for line in found.groups
        ],
        "uncounted_groups": list(borrowed.nobody),
        "mapping": borrowed.mapping.model_dump(mode="json"),
        "policy": borrowed.policy.model_dump(mode="json"),
    }
