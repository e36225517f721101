"""Hold harmless, honestly: who is lifted, who pays, what each year costs, and the ways out."""

from typing import Any, Literal
from uuid import UUID

import numpy as np
from fastapi import Response
from pydantic import BaseModel, ConfigDict, Field

from services.allocation.api import examples
from services.allocation.api.answers import answer
from services.allocation.api.deps import PreparedInputsDep, UnitOfWorkDep
from services.allocation.api.solving_models import SettingChange, SettingRead, plain
from services.allocation.api.spoken import Spoken
from services.allocation.domain.hold_harmless.outlook import Promise, YearOutlook
from services.allocation.domain.hold_harmless.ways_out import WayOut
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import Prepared
from services.allocation.usecases.hold_harmless import hold_harmless_outlook as look_ahead
from services.allocation.usecases.refusals import (
    AnotherFiscalYear,
    DataMissing,
    DataVersionMissing,
    InputsRefused,
    PolicyRefused,
    ScenarioNotFound,
)
from shared.authorisation import SecuredRouter
from shared.openapi import problem_responses

router = SecuredRouter("allocation", prefix="/v1/scenarios", tags=["scenarios"])


class OutlookRequest(BaseModel):
    """What to look at."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"policy": examples.POLICY}]})

    policy: Policy | None = Field(default=None, description="Looked at instead of the stored policy.")


class PromiseRead(BaseModel):
    """What one adjustment does in one year."""

    adjustment_id: str
    kind: str
    label: str
    percent_bp: int | None
    payer: Literal["reserve", "central_share", "gainers"] | None
    payer_source_id: str | None
    cost_cents: int
    lifted_count: int
    paying_count: int
    at_floor_count: int = Field(description="Schools that have exactly their floor.")
    at_ceiling_count: int
    factor: float | None = Field(description="What a collar scales the schools between its bounds by.")

    @classmethod
    def of(cls, promise: Promise) -> "PromiseRead":
        """Return a promise as JSON names it."""
        return cls(
            adjustment_id=promise.adjustment_id,
            kind=promise.kind,
            label=promise.label,
            percent_bp=promise.percent_bp,
            payer=promise.payer,  # type: ignore[arg-type]  # one of the payers' kinds
            payer_source_id=promise.payer_source_id,
            cost_cents=promise.cost_cents,
            lifted_count=int(np.count_nonzero(promise.lifted)),
            paying_count=int(np.count_nonzero(promise.paying)),
            at_floor_count=int(np.count_nonzero(promise.at_floor)),
            at_ceiling_count=int(np.count_nonzero(promise.at_ceiling)),
            factor=promise.factor,
        )


class WayOutRead(BaseModel):
    """A change after which everything is paid; the engine tried it."""

    changes: list[SettingChange]
    payer: dict[str, Any] | None
    adjustment_id: str | None
    policy: dict[str, Any]


class RefusalRead(BaseModel):
    """Why a year cannot be paid."""

    code: str
    shortfall_cents: int
    detail: Spoken
    pointer: str


class YearRead(BaseModel):
    """One year of the promises; columns stand in the order of the schools, empty where the year cannot be paid."""

    fiscal_year: int
    promises: list[PromiseRead]
    totals_cents: list[int]
    top_up_cents: list[int]
    reduction_cents: list[int]
    at_floor: list[bool]
    gaining: int
    losing: int
    refusal: RefusalRead | None
    ways_out: list[WayOutRead]


class OutlookRead(BaseModel):
    """Every year of the promises, on the data of the policy's year."""

    school_ids: list[str]
    school_names: list[str]
    current_cents: list[int | None]
    years: list[YearRead]


@router.post(
    "/{scenario_id}/hold-harmless",
    response_model=OutlookRead,
    responses=problem_responses(
        ScenarioNotFound, DataMissing, DataVersionMissing, InputsRefused, PolicyRefused, AnotherFiscalYear
    ),
)
async def hold_harmless_outlook(
    scenario_id: UUID, body: OutlookRequest, uow: UnitOfWorkDep, inputs: PreparedInputsDep
) -> Response:
    """Show who is lifted, who pays and what it costs in each year of the phase-out. Nothing is stored."""
    prepared, years = await look_ahead(uow, inputs, scenario_id, body.policy)
    current = prepared.current_cents.tolist()
    return answer(
        OutlookRead(
            school_ids=list(prepared.school_ids),
            school_names=[school.name for school in prepared.schools],
            current_cents=[cents if cents >= 0 else None for cents in current],
            years=[_year(prepared, year) for year in years],
        )
    )


def _year(prepared: Prepared, year: YearOutlook) -> YearRead:
    result, current = year.result, prepared.current_cents
    at_floor = np.zeros(prepared.school_count, dtype=np.bool_)
    for promise in year.promises:
        at_floor |= promise.at_floor
    totals = np.zeros(0, dtype=np.int64) if result is None else result.totals
    known = current[: len(totals)] >= 0
    return YearRead(
        fiscal_year=year.fiscal_year,
        promises=[PromiseRead.of(promise) for promise in year.promises],
        totals_cents=totals.tolist(),
        top_up_cents=[] if result is None else result.top_ups.tolist(),
        reduction_cents=[] if result is None else result.reductions.tolist(),
        at_floor=[] if result is None else at_floor.tolist(),
        gaining=int(np.count_nonzero(known & (totals > current[: len(totals)]))),
        losing=int(np.count_nonzero(known & (totals < current[: len(totals)]))),
        refusal=None
        if year.refusal is None
        else RefusalRead(
            code=year.refusal.code,
            shortfall_cents=year.refusal.shortfall_cents,
            detail=year.refusal.detail,
            pointer=year.refusal.pointer,
        ),
        ways_out=[_way_out(way) for way in year.ways_out],
    )


def _way_out(way: WayOut) -> WayOutRead:
    return WayOutRead(
        changes=[
            SettingChange(
                setting=SettingRead.of(step.setting), before=plain(step.setting.value), after=plain(step.after)
            )
            for step in way.steps
        ],
        payer=None if way.payer is None else way.payer.model_dump(mode="json"),
        adjustment_id=way.adjustment_id,
        policy=way.policy.model_dump(mode="json"),
    )
