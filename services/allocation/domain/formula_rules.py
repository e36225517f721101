"""Rule kinds that are presets of the expression language: each says the expression it stands for.

So they are checked, computed and explained by the same code as what a district writes itself.
"""

from abc import abstractmethod
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from services.allocation.domain.canonical import plain_decimal
from services.allocation.domain.exact_types import (
    Cents,
    Code,
    ExactDecimal,
    Label,
    LevelOrAny,
    PercentBasisPoints,
    PolicyPart,
)
from services.allocation.domain.expressions.grammar import parse_expression
from services.allocation.domain.expressions.nodes import Node
from services.allocation.domain.limits import ALL_PUPILS, ANY_LEVEL, BASIS_POINTS
from services.allocation.domain.rule_base import PoolRule, RuleBase

Figure = Annotated[str, StringConstraints(pattern=r"^((need|share):)?[A-Za-z0-9_][A-Za-z0-9 ._/@-]{0,63}$")]
"""``pupils``, ``need:CATEGORY`` (its pupils), ``share:CATEGORY`` (of all pupils), or a measure, derived or not."""


def figure_text(figure: str) -> str:
    """Return a figure as the expression language writes it."""
    match figure.split(":"):
        case ["need", category]:
            return f'count("{category}")'
        case ["share", category]:
            return f'share("{category}")'
    return "pupils" if figure == "pupils" else f'measure("{figure}")'


def times_text(amount: str, figure: str) -> str:
    """Return an amount for each unit of a figure as the expression language writes it."""
    each = " / pupil" if figure == "pupils" or figure.startswith("need:") else ""
    return f"{amount} * {figure_text(figure)}{each}"


def money_text(cents: int) -> str:
    """Return cents as the expression language writes dollars."""
    return f"${cents // 100}.{cents % 100:02d}"


class FormulaBase(RuleBase):
    """A fixed-dollar rule whose amount is an expression in dollars; a school whose value is unknown gets nothing."""

    kind: str

    @property
    @abstractmethod
    def expression(self) -> str:
        """The expression the rule stands for."""

    @property
    def node(self) -> Node:
        """The expression, parsed."""
        return parse_expression(self.expression)


class CountedRule(FormulaBase):
    """A formula over the pupils of one need category and level."""

    need_category: Code = ALL_PUPILS
    level: LevelOrAny = ANY_LEVEL

    @property
    def count(self) -> str:
        """The pupils the rule looks at."""
        if self.level == ANY_LEVEL:
            return "pupils" if self.need_category == ALL_PUPILS else f'count("{self.need_category}")'
        return f'count("{self.need_category}", "{self.level}")'


class FormulaAmount(CountedRule):
    """The dollars a measure says: as they are, or for each pupil of a need category and level."""

    kind: Literal["formula"]
    measure: Figure
    per: Literal["school", "pupil"] = "school"

    @property
    def expression(self) -> str:
        """The measure, for the school or for each pupil."""
        measure = figure_text(self.measure)
        return measure if self.per == "school" else f"{self.count} * {measure}"


class Cap(PolicyPart):
    """The most a supplement may be: an amount, dollars per pupil, or a measure in dollars."""

    amount_cents: Cents | None = None
    per_pupil_dollars: ExactDecimal | None = None
    measure: Figure | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> "Cap":
        if [self.amount_cents, self.per_pupil_dollars, self.measure].count(None) != 2:
            raise ValueError("give one of amount_cents, per_pupil_dollars and measure")
        return self

    def text(self, count: str) -> str:
        """Return the cap as an expression."""
        if self.amount_cents is not None:
            return money_text(self.amount_cents)
        if self.per_pupil_dollars is not None:
            return f"{count} * ${plain_decimal(self.per_pupil_dollars)} / pupil"
        assert self.measure is not None
        return figure_text(self.measure)


class ThresholdSupplement(CountedRule):
    """For each pupil that a school lacks to a threshold, dollars; at most the least of the caps."""

    kind: Literal["threshold_supplement"]
    threshold: ExactDecimal
    rate_dollars: ExactDecimal
    caps: tuple[Cap, ...] = Field(default=(), max_length=10)

    @property
    def expression(self) -> str:
        """(threshold - pupils)+ x rate, limited; nothing for a school without such pupils."""
        missing = f"max({plain_decimal(self.threshold)} - {self.count}, 0)"
        amount = f"{missing} * ${plain_decimal(self.rate_dollars)} / pupil"
        if self.caps:
            amount = f"min({', '.join([amount, *(cap.text(self.count) for cap in self.caps)])})"
        return f"if({self.count} > 0, {amount}, 0)"


class EnrollmentFloor(CountedRule):
    """A school below a number of pupils is funded as if it had them: the rate for each pupil it lacks."""

    kind: Literal["enrollment_floor"]
    pupils: ExactDecimal
    rate_dollars: ExactDecimal

    @property
    def expression(self) -> str:
        """(floor - pupils)+ x rate; nothing for a school without such pupils."""
        missing = f"max({plain_decimal(self.pupils)} - {self.count}, 0)"
        return f"if({self.count} > 0, {missing} * ${plain_decimal(self.rate_dollars)} / pupil, 0)"


class Concentration(CountedRule):
    """Dollars for each pupil, times how far the share of a need exceeds a threshold, of the school or the district."""

    kind: Literal["concentration"]
    share_of: Code
    threshold: ExactDecimal
    rate_dollars: ExactDecimal
    basis: Literal["school", "district"] = "school"

    @property
    def expression(self) -> str:
        """Rate x pupils x (share - threshold)+."""
        share = f'share("{self.share_of}")'
        if self.basis == "district":
            share = f'sum(count("{self.share_of}")) / sum(pupils)'
        above = f"max({share} - {plain_decimal(self.threshold)}, 0)"
        amount = f"{self.count} * ${plain_decimal(self.rate_dollars)} / pupil * {above}"
        return f"if({self.count} > 0, {amount}, 0)"


class StaffingRatio(CountedRule):
    """Positions for so many pupils each, times the average salary and benefits of the job class."""

    kind: Literal["staffing_ratio"]
    job_class: Label = ""
    pupils_per_position: Annotated[ExactDecimal, Field(gt=0)]
    minimum_positions: ExactDecimal | None = None
    maximum_positions: ExactDecimal | None = None
    step: Annotated[ExactDecimal, Field(gt=0)] | None = Field(
        default=None, description="Positions are multiples of this, such as 0.5; null: fractions as they come."
    )
    rounding: Literal["half_up", "half_even", "up", "down"] = "half_up"
    salary_cents: Cents
    benefits_bp: PercentBasisPoints = 0

    @property
    def expression(self) -> str:
        """Positions x cost of a position; nothing for a school without such pupils."""
        positions = f"{self.count} / ({plain_decimal(self.pupils_per_position)} * pupil)"
        if self.step is not None:
            rounding = {"half_up": "round", "half_even": "round_even", "up": "round_up", "down": "round_down"}
            positions = f"{rounding[self.rounding]}({positions}, {plain_decimal(self.step)})"
        if self.minimum_positions is not None:
            positions = f"max({positions}, {plain_decimal(self.minimum_positions)})"
        if self.maximum_positions is not None:
            positions = f"min({positions}, {plain_decimal(self.maximum_positions)})"
        cost = money_text(self.salary_cents)
        if self.benefits_bp:
            cost = f"{cost} * (1 + {self.benefits_bp // 100}.{self.benefits_bp % 100:02d}%)"
        return f"if({self.count} > 0, {positions} * {cost}, 0)"


class PriorYearChange(FormulaBase):
    """Last year's dollars, changed by what the change in weighted pupils is worth, times the school's own percent."""

    kind: Literal["prior_year_change"]
    prior_measure: Figure = Field(description="Last year's dollars.")
    change_measure: Figure | None = Field(default=None, description="The change in dollars at the full formula.")
    pupils_measure: Figure | None = Field(default=None, description="Weighted pupils now.")
    prior_pupils_measure: Figure | None = Field(default=None, description="Weighted pupils last year.")
    rate_dollars: ExactDecimal | None = Field(default=None, description="Dollars per weighted pupil.")
    percent_measure: Figure | None = Field(default=None, description="The school's percent of formula, 1 = 100 %.")
    percent_limit_bp: PercentBasisPoints = BASIS_POINTS

    @model_validator(mode="after")
    def _one_of_two_changes(self) -> "PriorYearChange":
        pupils = [self.pupils_measure, self.prior_pupils_measure, self.rate_dollars]
        if pupils.count(None) != (0 if self.change_measure is None else len(pupils)):
            raise ValueError("give either change_measure, or pupils_measure, prior_pupils_measure and rate_dollars")
        return self

    @property
    def expression(self) -> str:
        """Prior + change x percent."""
        if self.change_measure is not None:
            change = figure_text(self.change_measure)
        else:
            now, before = figure_text(self.pupils_measure or ""), figure_text(self.prior_pupils_measure or "")
            change = f"({now} - {before}) * ${plain_decimal(self.rate_dollars or Decimal())} / pupil"
        if self.percent_measure is not None:
            limit = f"{self.percent_limit_bp // 100}.{self.percent_limit_bp % 100:02d}%"
            change = f"{change} * min({figure_text(self.percent_measure)}, {limit})"
        return f"{figure_text(self.prior_measure)} + {change}"


class IndexPart(PolicyPart):
    """One measure of an index: how it is brought to a common scale, and what it weighs."""

    measure: Figure
    weight: ExactDecimal
    scale: Literal["of_highest", "of_mean", "lowest_to_highest", "as_is"] = "of_highest"
    reverse: bool = Field(default=False, description="Counts what is missing to 1: less of the measure weighs more.")

    @property
    def text(self) -> str:
        """The part as an expression."""
        value = figure_text(self.measure)
        match self.scale:
            case "of_highest":
                value = f"{value} / highest({value})"
            case "of_mean":
                value = f"{value} / mean({value})"
            case "lowest_to_highest":
                value = f"({value} - lowest({value})) / (highest({value}) - lowest({value}))"
        return f"{plain_decimal(self.weight)} * ({f'1 - {value}' if self.reverse else value})"


class CompositeIndex(PoolRule):
    """A pool shared by an index of several measures, times pupils where it says so."""

    kind: Literal["composite_index"]
    parts: tuple[IndexPart, ...] = Field(min_length=1, max_length=20)
    times: Figure | None = Field(default="pupils", description="What the index is multiplied by; null: nothing.")

    @property
    def expression(self) -> str:
        """The school's weight in the pool."""
        index = " + ".join(part.text for part in self.parts)
        return f"{figure_text(self.times)} * ({index})" if self.times else index

    @property
    def node(self) -> Node:
        """The expression, parsed."""
        return parse_expression(self.expression)


class IncentiveTier(PolicyPart):
    """An amount for schools whose measure reaches a value."""

    measure: Figure
    operator: Literal[">=", ">", "<=", "<", "=="] = ">="
    value: ExactDecimal
    amount_cents: Cents


class Incentive(FormulaBase):
    """Performance or hard-to-staff stipends: the amount of the first tier a school reaches, each or times a measure."""

    kind: Literal["incentive"]
    tiers: tuple[IncentiveTier, ...] = Field(min_length=1, max_length=20)
    times: Figure | None = Field(default=None, description="Staff or pupils who receive it each, such as fte.")

    @property
    def expression(self) -> str:
        """The amount of the first tier that is reached."""
        amount = "0"
        for tier in reversed(self.tiers):
            test = f"{figure_text(tier.measure)} {tier.operator} {plain_decimal(tier.value)}"
            amount = f"if({test}, {money_text(tier.amount_cents)}, {amount})"
        if self.times is None:
            return amount
        return times_text(amount, self.times)
