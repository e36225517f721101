"""The adjustments: floors under a school's total, and who pays for lifting a school to its floor."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from services.allocation.domain.exact_types import Cents, Code, Label, LevelOrAny, PercentBasisPoints, PolicyPart
from services.allocation.domain.limits import ANY_LEVEL


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
    payer: Payer
    source_ids: tuple[Code, ...] | None = Field(
        default=None, description="Compare only the money of these sources with the floor; null: all sources."
    )

    @property
    def title(self) -> str:
        """The label people read."""
        return self.label or self.adjustment_id


class LevelAmount(PolicyPart):
    """Cents per pupil of a level."""

    level: LevelOrAny = ANY_LEVEL
    amount_cents: Cents


class SchoolFloor(PolicyPart):
    """The least a named school needs."""

    school_id: Code
    amount_cents: Cents


class MinimumOperationalBudget(AdjustmentBase):
    """The least that a school needs to run: per pupil by level, typed per school, or the current budget."""

    kind: Literal["minimum_operational_budget"]
    per_pupil: tuple[LevelAmount, ...] | None = None
    per_school: tuple[SchoolFloor, ...] | None = None
    equal_to_current: bool = False

    @model_validator(mode="after")
    def _some_floor(self) -> "MinimumOperationalBudget":
        if not (self.per_pupil or self.per_school or self.equal_to_current):
            raise ValueError("give per_pupil, per_school or equal_to_current: true")
        return self


class PhaseOutStep(PolicyPart):
    """The percentage from this fiscal year on."""

    fiscal_year: Annotated[int, Field(strict=True, ge=1990, le=2100)]
    percent_bp: PercentBasisPoints


class HoldHarmless(AdjustmentBase):
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


Adjustment = Annotated[MinimumOperationalBudget | HoldHarmless, Field(discriminator="kind")]
