"""The JSON of solving."""

from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from services.allocation.api import examples
from services.allocation.domain.canonical import plain_decimal
from services.allocation.domain.exact_types import Code
from services.allocation.domain.policy import Policy
from services.allocation.domain.solve.frontier import MOST_POINTS, Frontier, FrontierPoint
from services.allocation.domain.solve.goals import MOST_GOALS, Goal
from services.allocation.domain.solve.room import MOST_MOVES, Move
from services.allocation.domain.solve.settings import PolicySetting

_MOVE: dict[str, Any] = {"setting": "weight:LCFF:base:*:poverty", "minimum": "0.1", "maximum": "0.8", "step": "0.01"}
_GOALS: list[Any] = [
    {"kind": "equity_slope", "need_category": "poverty", "cents_per_ten_points": 12_000},
    {"kind": "largest_loss", "percent_bp": 300},
]


class SettingRead(BaseModel):
    """A number of the policy that may move, with bounds and a step to begin with."""

    model_config = ConfigDict(from_attributes=True)

    setting: str
    kind: str
    unit: Literal["weight", "dollars", "cents", "basis_points"]
    pointer: str = Field(description="Where it stands in the policy, as a JSON pointer.")
    value: str
    suggested_minimum: str
    suggested_maximum: str
    suggested_step: str
    label: str
    source_id: str | None
    rule_id: str | None
    adjustment_id: str | None
    level: str | None
    need_category: str | None
    band: int | None

    @classmethod
    def of(cls, setting: PolicySetting) -> "SettingRead":
        """Return a setting as JSON names it."""
        low, high = setting.suggested_bounds
        return cls(
            setting=setting.setting,
            kind=setting.kind,
            unit=setting.unit,
            pointer="".join(f"/{part}" for part in setting.path),
            value=plain(setting.value),
            suggested_minimum=plain(low),
            suggested_maximum=plain(high),
            suggested_step=plain(setting.step),
            label=setting.label,
            source_id=setting.source_id,
            rule_id=setting.rule_id,
            adjustment_id=setting.adjustment_id,
            level=setting.level,
            need_category=setting.need_category,
            band=setting.band,
        )


class SettingList(BaseModel):
    """The settings of a policy, in its order."""

    items: list[SettingRead]


class SolveRequest(BaseModel):
    """What is asked for, and what may move for it."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"policy": examples.POLICY, "moves": [_MOVE], "goals": _GOALS}]}
    )

    policy: Policy | None = Field(default=None, description="Looked at instead of the stored policy.")
    moves: list[Move] = Field(min_length=1, max_length=MOST_MOVES)
    goals: list[Goal] = Field(min_length=1, max_length=MOST_GOALS)


class FrontierRequest(BaseModel):
    """What may move, and which need the slope is about; goals about slope and loss are left out."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"policy": examples.POLICY, "moves": [_MOVE], "goals": [], "need_category": "poverty", "point_count": 5}
            ]
        },
    )

    policy: Policy | None = None
    moves: list[Move] = Field(min_length=1, max_length=MOST_MOVES)
    goals: list[Goal] = Field(default_factory=list, max_length=MOST_GOALS)
    need_category: Code
    point_count: int = Field(default=50, ge=2, le=MOST_POINTS)


class GoalRead(BaseModel):
    """How a goal stands: cents, or basis points where it is about a percentage."""

    kind: str
    unit: Literal["cents", "basis_points"] | None
    at_least: bool
    target: int | None
    today: int | None
    reached: int | None


class SettingChange(BaseModel):
    """A setting that the answer moves, or would move."""

    setting: SettingRead
    before: str
    after: str


class SchoolChanges(BaseModel):
    """What each school would receive, by the scenario's policy and by the answer."""

    school_ids: list[str]
    school_names: list[str]
    before_cents: list[int | None]
    after_cents: list[int]


class PriceRead(BaseModel):
    """What can be had of one goal while the others of the conflict hold."""

    goal: int
    reached: int
    changes: list[SettingChange]
    at_bounds: list[str] = Field(description="Settings that stand at a bound there.")
    meets_all_others: bool


class ConflictRead(BaseModel):
    """Goals that cannot be met together; leave one out and the others can."""

    goals: list[int]
    prices: list[PriceRead]
    shortfall_cents: int
    proof: Literal["proved", "searched"]


class SolveRead(BaseModel):
    """A policy that meets every goal by the exact engine, or the conflict."""

    status: Literal["already_met", "solved", "conflict"]
    goals: list[GoalRead]
    changes: list[SettingChange]
    distance: str | None = Field(description="The sum of the moves, each as a share of its room.")
    nearest: Literal["proved", "searched"] | None
    policy: dict[str, Any] | None
    schools: SchoolChanges | None
    conflict: ConflictRead | None
    tried: int


class FrontierPointRead(BaseModel):
    """A policy on the frontier."""

    loss_bp: int
    slope_cents: int
    values: list[str]
    gaining: int
    losing: int

    @classmethod
    def of(cls, point: FrontierPoint) -> "FrontierPointRead":
        """Return a point as JSON names it."""
        values = [plain(value) for value in point.values]
        return cls(
            loss_bp=point.loss_bp,
            slope_cents=point.slope_cents,
            values=values,
            gaining=point.gaining,
            losing=point.losing,
        )


class FrontierRead(BaseModel):
    """From the smallest loss to the steepest slope."""

    need_category: str
    settings: list[SettingRead]
    points: list[FrontierPointRead]
    today: FrontierPointRead | None
    tried: int

    @classmethod
    def of(cls, frontier: Frontier, settings: list[SettingRead], need_category: str) -> "FrontierRead":
        """Return a frontier as JSON names it."""
        return cls(
            need_category=need_category,
            settings=settings,
            points=[FrontierPointRead.of(point) for point in frontier.points],
            today=None if frontier.today is None else FrontierPointRead.of(frontier.today),
            tried=frontier.tried,
        )


def plain(value: Decimal) -> str:
    """Return a decimal without an exponent or needless zeros."""
    return plain_decimal(value)
