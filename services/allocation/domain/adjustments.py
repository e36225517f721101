"""The adjustments: floors under a school's total, and who pays for lifting a school to its floor."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from services.allocation.domain.exact_types import (
    BasisPoints,
    Cents,
    Code,
    Label,
    LevelOrAny,
    PercentBasisPoints,
    PolicyPart,
)
from services.allocation.domain.limits import ALL_PUPILS, ANY_LEVEL, BASIS_POINTS


class ReservePayer(PolicyPart):
    """The unspent part of a source pays. An amount is set aside before the source is shared."""

    kind: Literal["reserve"]
    source_id: Code
    amount_cents: Cents | None = Field(default=None, description="Set aside first; null: whatever the rules leave.")


class CentralSharePayer(PolicyPart):
    """The central share of a source pays."""

    kind: Literal["central_share"]
    source_id: Code


class GainersPayer(PolicyPart):
    """Schools above their floor pay in proportion to their gain; none falls under its own floor."""

    kind: Literal["gainers"]
    gain: Literal["above_floor", "above_current"] = Field(
        default="above_floor", description="What a gain is measured from: the school's floor or its current budget."
    )
    source_ids: tuple[Code, ...] | None = Field(
        default=None, description="Sources whose money may move between schools; null: unlocked unrestricted sources."
    )


Payer = Annotated[ReservePayer | CentralSharePayer | GainersPayer, Field(discriminator="kind")]


class AdjustmentBase(PolicyPart):
    """What every adjustment has."""

    adjustment_id: Code
    label: Label = ""
    source_ids: tuple[Code, ...] | None = Field(
        default=None, description="Compare only the money of these sources with the floor; null: all sources."
    )

    @property
    def title(self) -> str:
        """The label people read."""
        return self.label or self.adjustment_id


class PaidAdjustment(AdjustmentBase):
    """An adjustment that lifts schools and names who pays for it."""

    payer: Payer


class LevelAmount(PolicyPart):
    """Cents per pupil of a level."""

    level: LevelOrAny = ANY_LEVEL
    amount_cents: Cents


class SchoolFloor(PolicyPart):
    """The least a named school needs."""

    school_id: Code
    amount_cents: Cents


class MinimumOperationalBudget(PaidAdjustment):
    """The least that a school needs to run: per pupil by level, typed per school, a measure or the current budget."""

    kind: Literal["minimum_operational_budget"]
    per_pupil: tuple[LevelAmount, ...] | None = None
    per_school: tuple[SchoolFloor, ...] | None = None
    measure: Code | None = Field(
        default=None,
        description="The measure, of the data or derived, that holds the dollars each school needs: the cost of a "
        "minimum of staff, say. Rounded up to the cent; below zero is zero; no floor for a school that has none.",
    )
    equal_to_current: bool = False

    @model_validator(mode="after")
    def _some_floor(self) -> "MinimumOperationalBudget":
        if not (self.per_pupil or self.per_school or self.measure or self.equal_to_current):
            raise ValueError("give per_pupil, per_school, measure or equal_to_current: true")
        return self


class PhaseOutStep(PolicyPart):
    """The percentage from this fiscal year on."""

    fiscal_year: Annotated[int, Field(strict=True, ge=1990, le=2100)]
    percent_bp: PercentBasisPoints


class HoldHarmless(PaidAdjustment):
    """No school receives less than a percentage of its current budget, in total or per pupil."""

    kind: Literal["hold_harmless"]
    percent_bp: PercentBasisPoints
    basis: Literal["total", "per_pupil"] = "total"
    phase_out: tuple[PhaseOutStep, ...] | None = Field(
        default=None, description="The step of the latest year not after the policy's; before the first: percent_bp."
    )
    prior_pupils_measure: Code = Field(
        default="prior_pupils", description="For basis per_pupil: the measure that holds the current year's pupils."
    )

    def percent_in(self, fiscal_year: int) -> int:
        """Return the percentage, in basis points, that applies in a fiscal year."""
        steps = [step for step in self.phase_out or () if step.fiscal_year <= fiscal_year]
        return max(steps, key=lambda step: step.fiscal_year).percent_bp if steps else self.percent_bp


class MovingAdjustment(AdjustmentBase):
    """An adjustment that moves money between schools, so that the same total is shared in another way."""

    moving_source_ids: tuple[Code, ...] | None = Field(
        default=None, description="Sources whose money may move between schools; null: unlocked unrestricted sources."
    )


class Collar(MovingAdjustment):
    """No school loses or gains more than a percentage of its current budget; one factor scales all others."""

    kind: Literal["collar"]
    max_loss_bp: BasisPoints | None = None
    max_gain_bp: PercentBasisPoints | None = None

    @model_validator(mode="after")
    def _some_bound(self) -> "Collar":
        if self.max_loss_bp is None and self.max_gain_bp is None:
            raise ValueError("give max_loss_bp, max_gain_bp or both")
        return self


class PhaseInStep(PolicyPart):
    """How much of the way from the current budgets to the formula is gone from this fiscal year on."""

    fiscal_year: Annotated[int, Field(strict=True, ge=1990, le=2100)]
    percent_bp: BasisPoints


class PhaseIn(MovingAdjustment):
    """A share of the way from the current budgets, scaled to the money there is, to the formula."""

    kind: Literal["phase_in"]
    steps: tuple[PhaseInStep, ...] = Field(
        min_length=1, description="The step of the latest year not after the policy's; before the first: 0."
    )

    def percent_in(self, fiscal_year: int) -> int:
        """Return the share of the way, in basis points, that is gone in a fiscal year."""
        steps = [step for step in self.steps if step.fiscal_year <= fiscal_year]
        return max(steps, key=lambda step: step.fiscal_year).percent_bp if steps else 0


class Trigger(MovingAdjustment):
    """Until revenue reaches an amount, weights wait or the current budgets stay; the formula is shown, not paid."""

    kind: Literal["trigger"]
    revenue_cents: Cents = Field(description="The formula is paid once the revenue is at least this.")
    revenue_source_ids: tuple[Code, ...] | None = Field(
        default=None, description="Sources whose amounts are counted; null: all unrestricted sources."
    )
    until: Literal["current_budgets", "without_weights"] = Field(
        default="current_budgets",
        description="What is paid until then: the current budgets, scaled to the money there is, or the formula "
        "without the weights and rates of need_categories.",
    )
    need_categories: tuple[Code, ...] = Field(default=(), description="For without_weights: the weights that wait.")

    @model_validator(mode="after")
    def _some_weight_waits(self) -> "Trigger":
        if (self.until == "without_weights") != bool(self.need_categories):
            raise ValueError("need_categories go with until: without_weights, and only with it")
        if ALL_PUPILS in self.need_categories:
            raise ValueError('need_categories must not contain "all": without it nobody would be paid until then')
        return self


class Recount(PaidAdjustment):
    """A published allocation brought up to a new count in the middle of the year."""

    kind: Literal["recount"]
    published: tuple[SchoolFloor, ...] = Field(min_length=1, description="What each school was promised.")
    published_run: Label = Field(default="", description="The publication that promised it.")
    direction: Literal["up_only", "both"] = "up_only"
    percent_bp: BasisPoints = Field(default=BASIS_POINTS, description="Share of each school's change that is applied.")
    cap_bp: PercentBasisPoints | None = Field(
        default=None, description="The most a school's amount changes, of what it was promised."
    )
    cap_cents: Cents | None = Field(default=None, description="The most a school's amount changes, in cents.")
    moving_source_ids: tuple[Code, ...] | None = Field(
        default=None, description="Sources whose money may move between schools; null: unlocked unrestricted sources."
    )

    @model_validator(mode="after")
    def _schools_differ(self) -> "Recount":
        names = [floor.school_id for floor in self.published]
        if len(names) != len(set(names)):
            twice = sorted({name for name in names if names.count(name) > 1})
            raise ValueError(f"these schools are listed twice: {', '.join(twice)}")
        return self


Adjustment = Annotated[
    MinimumOperationalBudget | HoldHarmless | Collar | PhaseIn | Trigger | Recount, Field(discriminator="kind")
]
