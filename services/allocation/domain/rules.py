"""The rule kinds: how a source's school share becomes dollars. A closed set of typed records."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from services.allocation.domain.exact_types import (
    BasisPoints,
    Cents,
    Code,
    ExactDecimal,
    Label,
    LevelOrAny,
    PolicyPart,
    is_none,
)
from services.allocation.domain.formula_rules import (
    CompositeIndex,
    Concentration,
    EnrollmentFloor,
    FormulaAmount,
    Incentive,
    PriorYearChange,
    StaffingRatio,
    ThresholdSupplement,
)
from services.allocation.domain.limits import ANY_LEVEL, BASIS_POINTS
from services.allocation.domain.rule_base import PoolRule, RuleBase

Combination = Literal["additive", "multiplicative"]


class WeightStep(PolicyPart):
    """The weight from this fiscal year on."""

    fiscal_year: Annotated[int, Field(strict=True, ge=1990, le=2100)]
    weight: ExactDecimal


class CellRate(PolicyPart):
    """Dollars per pupil of one level and need category."""

    level: LevelOrAny = ANY_LEVEL
    need_category: Code
    rate_dollars: ExactDecimal


class CellWeight(PolicyPart):
    """Weight of one level and need category. A named level goes before ``*``."""

    level: LevelOrAny = ANY_LEVEL
    need_category: Code
    weight: ExactDecimal
    steps: tuple[WeightStep, ...] | None = Field(
        default=None,
        max_length=50,
        exclude_if=is_none,
        description="On the way to a target: the step of the latest year not after the policy's; before the first: "
        "`weight`.",
    )

    def weight_in(self, fiscal_year: int) -> Decimal:
        """Return the weight that applies in a fiscal year."""
        steps = [step for step in self.steps or () if step.fiscal_year <= fiscal_year]
        return max(steps, key=lambda step: step.fiscal_year).weight if steps else self.weight


class CellShare(PolicyPart):
    """A share of the pool for the pupils of one level and need category."""

    level: LevelOrAny = ANY_LEVEL
    need_category: Code
    share_bp: BasisPoints


class PerPupil(RuleBase):
    """Pupils times a rate, by level and need category: typed rates, or a fixed base times weights."""

    kind: Literal["per_pupil"]
    rates: tuple[CellRate, ...] | None = None
    base_dollars: ExactDecimal | None = None
    weights: tuple[CellWeight, ...] | None = None
    combine: Combination = Field(
        default="additive",
        description="multiplicative: the weight of a need is multiplied by the weight of `all` on the same level.",
    )

    @model_validator(mode="after")
    def _one_of_two_forms(self) -> "PerPupil":
        if bool(self.rates) == (self.base_dollars is not None and bool(self.weights)) or (
            self.rates and (self.base_dollars is not None or self.weights)
        ):
            raise ValueError("give either rates, or base_dollars together with weights")
        _no_cell_twice(self.rates or self.weights or ())
        return self


class WeightedPool(PoolRule):
    """A pool shared by weighted pupils: the base is solved so that the pool is spent."""

    kind: Literal["weighted_pool"]
    weights: tuple[CellWeight, ...] = Field(min_length=1)
    combine: Combination = "additive"

    @model_validator(mode="after")
    def _cells_differ(self) -> "WeightedPool":
        _no_cell_twice(self.weights)
        return self


class Shares(PoolRule):
    """The pool cut into percentages by level and need category; each cell shared by its pupils."""

    kind: Literal["shares"]
    cells: tuple[CellShare, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _shares_make_a_whole(self) -> "Shares":
        _no_cell_twice(self.cells)
        total = sum(cell.share_bp for cell in self.cells)
        if total != BASIS_POINTS:
            raise ValueError(f"the shares sum to {total} basis points, not {BASIS_POINTS}")
        return self


class FoundationAmount(PolicyPart):
    """A flat amount for schools of a level, type and size; null: any. Both size bounds are inside the band."""

    level: LevelOrAny | None = None
    school_type: Label | None = None
    pupils_min: ExactDecimal | None = None
    pupils_max: ExactDecimal | None = None
    amount_cents: Cents

    @model_validator(mode="after")
    def _band_is_not_empty(self) -> "FoundationAmount":
        if self.pupils_min is not None and self.pupils_max is not None and self.pupils_min > self.pupils_max:
            raise ValueError(f"pupils_min {self.pupils_min} is above pupils_max {self.pupils_max}")
        return self


class Foundation(RuleBase):
    """A flat amount per school, by level, type or size band."""

    kind: Literal["foundation"]
    amounts: tuple[FoundationAmount, ...] = Field(min_length=1)
    match: Literal["first", "sum", "highest"] = Field(
        default="first",
        description="When several amounts fit a school (K-8 has two levels): the first, all or the highest.",
    )


class Proportional(PoolRule):
    """A pool shared by a measure (``fte``), a need (``need:poverty``) or all pupils (``pupils``)."""

    kind: Literal["proportional"]
    measure: Annotated[str, Field(pattern=r"^(need:)?[A-Za-z0-9][A-Za-z0-9 ._/@-]{0,63}$")]


class GrantAmount(PolicyPart):
    """A named amount for a named school."""

    school_id: Code
    amount_cents: Cents


class SchoolGrantRule(RuleBase):
    """Typed amounts for named schools; null: the source's typed grants of the input data."""

    kind: Literal["school_grant"]
    grants: tuple[GrantAmount, ...] | None = None

    @model_validator(mode="after")
    def _schools_differ(self) -> "SchoolGrantRule":
        names = [grant.school_id for grant in self.grants or ()]
        if len(names) != len(set(names)):
            twice = sorted({name for name in names if names.count(name) > 1})
            raise ValueError(f"these schools are listed twice: {', '.join(twice)}")
        return self


Rule = Annotated[
    PerPupil
    | WeightedPool
    | Shares
    | Foundation
    | Proportional
    | SchoolGrantRule
    | FormulaAmount
    | ThresholdSupplement
    | EnrollmentFloor
    | Concentration
    | StaffingRatio
    | PriorYearChange
    | CompositeIndex
    | Incentive,
    Field(discriminator="kind"),
]
POOL_RULES = (WeightedPool, Shares, Proportional, CompositeIndex)


def _no_cell_twice(cells: tuple[CellRate | CellWeight | CellShare, ...]) -> None:
    keys = [(cell.level, cell.need_category) for cell in cells]
    if len(keys) != len(set(keys)):
        twice = sorted({f"{level} x {need}" for level, need in keys if keys.count((level, need)) > 1})
        raise ValueError(f"these cells are listed twice: {', '.join(twice)}")
