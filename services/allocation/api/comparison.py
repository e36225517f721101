"""Scenarios side by side."""

from typing import Annotated, Any
from uuid import UUID

import numpy as np
import orjson
from fastapi import Query, Response
from pydantic import BaseModel, Field

from services.allocation.api.deps import PreparedInputsDep, UnitOfWorkDep
from services.allocation.api.equity_models import EquityRead, equity_document
from services.allocation.api.result_models import Money, Winners
from services.allocation.api.spoken import spoken
from services.allocation.domain.equity import EquityQuestion
from services.allocation.domain.exact_types import Code
from services.allocation.domain.result import Result
from services.allocation.domain.result_document import result_document
from services.allocation.usecases.compare_scenarios import MOST_COMPARED, Compared, Outcome, moves_between
from services.allocation.usecases.compare_scenarios import compare_scenarios as compare
from services.allocation.usecases.refusals import ScenarioNotFound
from services.allocation.usecases.review_refusals import DifferentYears, NeedNotCounted
from shared.authorisation import SecuredRouter
from shared.equity.report import POVERTY_WEIGHT
from shared.openapi import problem_responses

_ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
OTHERS = f"^({_ID}(,{_ID}){{0,{MOST_COMPARED - 2}}})?$"
router = SecuredRouter("allocation", prefix="/v1/scenarios", tags=["scenarios"])


class ComparedSource(BaseModel):
    """What happens to one source in one scenario."""

    source_id: str
    name: str
    restricted: bool
    amount_cents: Money
    to_schools_cents: Money
    central_share_cents: Money
    locked_cents: Money
    reserve_cents: Money


class ComparedMoves(BaseModel):
    """How schools fare against the first scenario."""

    gaining: int
    losing: int
    unchanged: int
    moved_cents: Money = Field(description="What the gaining schools gain together.")


class ComparedProblem(BaseModel):
    """Why a scenario has no figures."""

    code: str
    title: str
    detail: str


class ComparedOutcome(BaseModel):
    """What one scenario gives; lists stand in the order of the answer's `school_ids`."""

    policy_hash: str
    totals_cents: list[Money | None] = Field(description="Null for a school that this scenario's data lack.")
    top_up_cents: list[Money | None]
    to_schools_cents: Money
    central_share_cents: Money
    reserve_cents: Money
    school_control_bp: int | None
    winners: Winners = Field(description="Against today's budgets.")
    against_first: ComparedMoves
    sources: list[ComparedSource]
    equity: EquityRead | None = Field(description="Without deciles.")


class ComparedScenario(BaseModel):
    """One column of the comparison: an outcome, or the problem that prevents it."""

    scenario_id: UUID
    name: str
    version: int
    changed_by: str
    outcome: ComparedOutcome | None
    problem: ComparedProblem | None


class ComparisonRead(BaseModel):
    """Scenarios of one year side by side; the first is what the others are measured against."""

    fiscal_year: int
    school_ids: list[str]
    school_names: list[str]
    pupil_counts: list[str] = Field(examples=[["412.00"]])
    current_cents: list[Money | None]
    need_category: str | None
    need_shares_bp: list[int | None] = Field(description="Of the need that was asked for.")
    scenarios: list[ComparedScenario]


@router.get(
    "/{scenario_id}/comparison",
    response_model=ComparisonRead,
    responses=problem_responses(ScenarioNotFound, DifferentYears, NeedNotCounted),
)
async def compare_scenarios(
    scenario_id: UUID,
    uow: UnitOfWorkDep,
    inputs: PreparedInputsDep,
    others: Annotated[
        str,
        Query(
            pattern=OTHERS,
            max_length=37 * (MOST_COMPARED - 1),
            description="Ids of up to five more, separated by commas, in the order of columns.",
        ),
    ] = "",
    need_category: Annotated[Code | None, Query(description="The need that equity looks at.")] = None,
) -> Response:
    """Compare scenarios of one year: by school, by source, winners and losers, equity and school control."""
    question = EquityQuestion(need_category, POVERTY_WEIGHT)
    compared = await compare(uow, inputs, [scenario_id, *(UUID(each) for each in others.split(",") if each)], question)
    return Response(orjson.dumps(comparison_document(compared)), media_type="application/json")


def comparison_document(compared: list[Compared]) -> dict[str, Any]:
    """Return the answer's JSON: the schools of all scenarios, and a column for each."""
    outcomes = [each.outcome for each in compared if each.outcome is not None]
    schools = sorted({school_id for outcome in outcomes for school_id in outcome.result.prepared.school_ids})
    first = outcomes[0] if outcomes else None
    need = first.equity.need_category if first and first.equity else None
    return {
        "fiscal_year": compared[0].scenario.fiscal_year,
        "school_ids": schools,
        **_school_facts(outcomes, schools, need),
        "need_category": need,
        "scenarios": [
            {
                "scenario_id": str(each.scenario.scenario_id),
                "name": each.scenario.name,
                "version": each.scenario.version,
                "changed_by": each.scenario.changed_by_name,
                "outcome": None
                if each.outcome is None or first is None
                else _outcome(each.outcome, first.result, schools),
                "problem": None
                if each.refusal is None
                else {
                    "code": each.refusal.code,
                    "title": spoken(each.refusal.title),
                    "detail": spoken(each.refusal.detail),
                },
            }
            for each in compared
        ],
    }


def _school_facts(outcomes: list[Outcome], schools: list[str], need: str | None) -> dict[str, list[Any]]:
    names: dict[str, str] = {}
    pupils: dict[str, str] = {}
    current: dict[str, int | None] = {}
    shares: dict[str, int | None] = {}
    # The first scenario that has a school says what is known of it.
    for outcome in reversed(outcomes):
        prepared = outcome.result.prepared
        counts = prepared.pupils.tolist()
        in_need = prepared.need_counts[need].tolist() if need is not None and need in prepared.need_counts else None
        for row, school in enumerate(prepared.schools):
            school_id = school.school_id
            names[school_id] = school.name
            pupils[school_id] = str(prepared.pupil_decimal(counts[row]))
            budget = int(prepared.current_cents[row])
            current[school_id] = budget if budget >= 0 else None
            known = in_need is not None and counts[row] > 0
            shares[school_id] = (
                (20_000 * in_need[row] + counts[row]) // (2 * counts[row]) if known and in_need else None
            )
    return {
        "school_names": [names[school_id] for school_id in schools],
        "pupil_counts": [pupils[school_id] for school_id in schools],
        "current_cents": [current[school_id] for school_id in schools],
        "need_shares_bp": [shares[school_id] for school_id in schools],
    }


def _outcome(outcome: Outcome, first: Result, schools: list[str]) -> dict[str, Any]:
    result = outcome.result
    document = result_document(result)
    moves = moves_between(first, result)
    return {
        "policy_hash": result.policy_hash,
        "totals_cents": _aligned(result, result.totals, schools),
        "top_up_cents": _aligned(result, result.top_ups, schools),
        **{name: document["district"][name] for name in ("to_schools_cents", "central_share_cents", "reserve_cents")},
        "school_control_bp": document["school_control_bp"],
        "winners": document["winners"],
        "against_first": {
            "gaining": moves.gaining,
            "losing": moves.losing,
            "unchanged": moves.unchanged,
            "moved_cents": moves.moved_cents,
        },
        "sources": [_source(source) for source in document["sources"]],
        "equity": None if outcome.equity is None else equity_document(outcome.equity) | {"deciles": []},
    }


def _aligned(result: Result, cents: np.ndarray[Any, np.dtype[np.int64]], schools: list[str]) -> list[int | None]:
    rows, values = result.prepared.school_rows, cents.tolist()
    return [values[rows[school_id]] if school_id in rows else None for school_id in schools]


def _source(source: dict[str, Any]) -> dict[str, Any]:
    reaches = (
        source["formula_cents"] + source["school_grant_cents"] + source["top_up_cents"] - source["reduction_cents"]
    )
    kept = ("source_id", "name", "restricted", "amount_cents", "central_share_cents", "locked_cents", "reserve_cents")
    return {name: source[name] for name in kept} | {"to_schools_cents": reaches}
