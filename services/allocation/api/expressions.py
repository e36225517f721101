"""The editor of derived measures: what an expression says, while it is typed."""

from typing import Any
from uuid import UUID

import orjson
from fastapi import Response
from pydantic import BaseModel, ConfigDict, Field

from services.allocation.api import examples
from services.allocation.api.deps import PreparedInputsDep, UnitOfWorkDep
from services.allocation.api.result_models import ExplanationRead
from services.allocation.api.spoken import spoken
from services.allocation.domain.exact_types import Code
from services.allocation.domain.explanation import money, number
from services.allocation.domain.expression_check import Checked, Draft, PlacedFault
from services.allocation.domain.expressions.completion import Kind
from services.allocation.domain.expressions.units import DECLARED, DeclaredUnit, Unit
from services.allocation.domain.phrases import Language
from services.allocation.domain.policy import Policy
from services.allocation.usecases.check_expression import Question
from services.allocation.usecases.check_expression import check_expression as check
from services.allocation.usecases.policy_refusals import MeasureNotRenamed, SchoolNotInData
from services.allocation.usecases.refusals import (
    AnotherFiscalYear,
    DataMissing,
    DataVersionMissing,
    InputsRefused,
    ScenarioNotFound,
)
from services.allocation.usecases.rename_measure import rename_measure as rename
from shared.authorisation import SecuredRouter
from shared.openapi import problem_responses

router = SecuredRouter("allocation", prefix="/v1/scenarios", tags=["scenarios"])
MOST_TYPED = 4_000
MEASURED: dict[str, Any] = examples.POLICY | {
    "derived_measures": [{"name": "small", "expression": "max(300 - pupils, 0)", "unit": "pupils"}]
}


class ExpressionCheck(BaseModel):
    """An expression as it stands in the editor."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"expression": "share(poverty) * $500 / pupil", "unit": "dollars_per_pupil", "cursor": 5}]
        },
    )

    expression: str = Field(max_length=MOST_TYPED)
    policy: Policy | None = Field(default=None, description="Tried instead of the stored policy.")
    name: str | None = Field(
        default=None,
        max_length=64,
        description="The derived measure it is for: what the policy holds under this name is set aside.",
    )
    unit: DeclaredUnit | None = Field(default=None, description="The unit it must come out in; null: any.")
    school_id: Code | None = Field(default=None, description="The school whose value is explained.")
    cursor: int | None = Field(
        default=None, ge=0, le=MOST_TYPED, description="Where the cursor stands, in characters from 0; null: the end."
    )
    language: Language = "en"


class ExpressionError(BaseModel):
    """A fault with its place; lines, columns and ``at`` count characters from 1."""

    at: int
    line: int
    column: int
    code: str
    message: str
    remedy: str
    expected: list[str] = Field(description="What could stand there, where the grammar says so.")


class ExpressionCompletion(BaseModel):
    """One way to go on: ``insert`` replaces the characters from ``replace_from`` to the cursor."""

    text: str
    kind: Kind
    insert: str
    detail: str


class ExpressionSignature(BaseModel):
    """The function the cursor is in; ``argument`` counts from 0."""

    function: str
    signature: str
    argument: int


class ExpressionSpread(BaseModel):
    """How the values lie over the open schools, as people read them."""

    lowest: str
    highest: str
    mean: str
    schools: int
    without: int = Field(description="Schools that have no value.")


class ExpressionCheckRead(BaseModel):
    """What the expression says, or every fault of it."""

    valid: bool
    unit: DeclaredUnit | None = Field(description="null: none of the units that a measure may state, or any.")
    unit_text: str | None = Field(examples=["dollars per pupil"])
    value: str | None = Field(description="The school's value as people read it; null where it has none.")
    explanation: ExplanationRead | None
    spread: ExpressionSpread | None
    uses: list[str] = Field(description="Measures it is computed from.")
    errors: list[ExpressionError]
    completions: list[ExpressionCompletion]
    replace_from: int
    signature: ExpressionSignature | None


class MeasureRename(BaseModel):
    """Which measure, and what it is to be called."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"policy": MEASURED, "name": "small", "new_name": "few_pupils"}]},
    )

    policy: Policy | None = Field(
        default=None, description="Renamed in instead of the stored policy; nothing is stored."
    )
    name: str = Field(max_length=64)
    new_name: str = Field(max_length=64)


class MeasureRenamed(BaseModel):
    """The policy with the new name."""

    policy: dict[str, Any]
    places: int = Field(description="Rules, conditions and other measures that named it, now by its new name.")


@router.post(
    "/{scenario_id}/check-expression",
    response_model=ExpressionCheckRead,
    responses=problem_responses(ScenarioNotFound, DataMissing, DataVersionMissing, InputsRefused, SchoolNotInData),
)
async def check_expression(
    scenario_id: UUID, body: ExpressionCheck, uow: UnitOfWorkDep, inputs: PreparedInputsDep
) -> Response:
    """Check an expression while it is typed: unit, value with its arithmetic, faults, and what may come next."""
    draft = Draft(body.expression, body.name, body.unit)
    cursor = len(body.expression) if body.cursor is None else body.cursor
    checked = await check(uow, inputs, scenario_id, body.policy, Question(draft, body.school_id, cursor))
    return Response(orjson.dumps(_document(checked, body.language)), media_type="application/json")


def _document(checked: Checked, language: Language) -> dict[str, object]:
    spread, explanation, unit = checked.spread, checked.explanation, checked.unit
    dollars = unit is not None and unit.dollars > 0
    value = None
    if explanation is not None and explanation.exact is not None:
        value = money(explanation.exact) if dollars else number(explanation.exact)
    return {
        "valid": not checked.faults,
        "unit": _declared(unit),
        "unit_text": spoken(str(unit)) if unit is not None else None,
        "value": value,
        "explanation": explanation.to_json_dict(language) if explanation else None,
        "spread": {
            "lowest": money(spread.lowest) if dollars else number(spread.lowest),
            "highest": money(spread.highest) if dollars else number(spread.highest),
            "mean": money(spread.mean) if dollars else number(spread.mean),
            "schools": spread.schools,
            "without": spread.without,
        }
        if spread
        else None,
        "uses": checked.uses,
        "errors": [_error(fault) for fault in checked.faults],
        "completions": [
            {"text": each.text, "kind": each.kind, "insert": each.insert, "detail": spoken(each.detail)}
            for each in checked.completions
        ],
        "replace_from": checked.place.start,
        "signature": {
            "function": checked.signature.function,
            "signature": checked.signature.signature,
            "argument": checked.signature.argument,
        }
        if checked.signature
        else None,
    }


def _error(fault: PlacedFault) -> dict[str, object]:
    return {
        "at": fault.at,
        "line": fault.line,
        "column": fault.column,
        "code": fault.code,
        "message": spoken(fault.message),
        "remedy": spoken(fault.remedy),
        "expected": [spoken(each) for each in fault.expected],
    }


def _declared(unit: Unit | None) -> DeclaredUnit | None:
    if unit is None or unit.bare:
        return None
    return next((name for name, each in DECLARED.items() if each == unit), None)


@router.post(
    "/{scenario_id}/rename-measure",
    response_model=MeasureRenamed,
    responses=problem_responses(
        ScenarioNotFound, DataMissing, DataVersionMissing, InputsRefused, AnotherFiscalYear, MeasureNotRenamed
    ),
)
async def rename_measure(
    scenario_id: UUID, body: MeasureRename, uow: UnitOfWorkDep, inputs: PreparedInputsDep
) -> Response:
    """Give a derived measure another name, with every rule and expression that uses it. Nothing is stored."""
    renamed = await rename(uow, inputs, scenario_id, body.policy, body.name, body.new_name)
    document = {"policy": renamed.policy.model_dump(mode="json"), "places": renamed.places}
    return Response(orjson.dumps(document), media_type="application/json")
