"""The goals that a policy can be asked to reach; each a typed record, as people say them."""

from typing import Annotated, Literal

from pydantic import Field, StrictBool

from services.allocation.domain.eligibility_rules import Eligibility
from services.allocation.domain.exact_types import BasisPoints, Cents, Code, PolicyPart


class EquitySlope(PolicyPart):
    """Per-pupil dollars rise by at least so much for every ten points of a need share.

    Source:
        Pupil-weighted least squares of dollars per pupil on the share of pupils in need; schools without pupils
        do not count.
    """

    kind: Literal["equity_slope"]
    need_category: Code
    cents_per_ten_points: Annotated[int, Field(strict=True, ge=-(10**9), le=10**9)]


class LargestLoss(PolicyPart):
    """No school that is open loses more than a percentage of its current budget, in total or for each pupil."""

    kind: Literal["largest_loss"]
    percent_bp: BasisPoints
    basis: Literal["total", "per_pupil"] = "total"
    prior_pupils_measure: Code = Field(
        default="prior_pupils", description="For basis per_pupil: the measure that holds the current year's pupils."
    )


class MinimumBudget(PolicyPart):
    """No school is under its minimum: the policy's minimum operational budgets, or an amount for each pupil."""

    kind: Literal["minimum_budget"]
    per_pupil_cents: Cents | None = Field(
        default=None, description="null: the minimum operational budgets that the policy itself sets."
    )
    before_top_ups: StrictBool = Field(
        default=False, description="The formula alone reaches the minimum, without top-ups."
    )


class AtLeast(PolicyPart):
    """Schools get at least an amount: each of them, each for every pupil, or all of them together."""

    kind: Literal["at_least"]
    schools: Eligibility
    per: Literal["school", "pupil", "group"] = "school"
    amount_cents: Cents


class BaseAtLeast(PolicyPart):
    """A pupil without further need brings at least so much from a source: on one level, or on every level."""

    kind: Literal["base"]
    source_id: Code
    level: Code | None = None
    amount_cents: Cents


class ReserveAtLeast(PolicyPart):
    """At least so much stays in reserve: of one source, or of all."""

    kind: Literal["reserve"]
    source_id: Code | None = None
    amount_cents: Cents


class SchoolControl(PolicyPart):
    """At least such a share of unrestricted money reaches schools and is theirs to decide on."""

    kind: Literal["school_control"]
    percent_bp: BasisPoints


class BudgetFixed(PolicyPart):
    """Every source sums to its amount and every promise is paid for. It holds for every answer, said or not."""

    kind: Literal["budget_fixed"]


Goal = Annotated[
    EquitySlope | LargestLoss | MinimumBudget | AtLeast | BaseAtLeast | ReserveAtLeast | SchoolControl | BudgetFixed,
    Field(discriminator="kind"),
]

MOST_GOALS = 12
