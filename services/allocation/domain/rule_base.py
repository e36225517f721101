"""What every rule has, and what every rule has that spends a pool."""

from pydantic import Field

from services.allocation.domain.eligibility_rules import Eligibility
from services.allocation.domain.exact_types import BasisPoints, Cents, Code, Label, PolicyPart
from services.allocation.domain.limits import BASIS_POINTS


class RuleBase(PolicyPart):
    """What every rule has."""

    rule_id: Code
    label: Label = ""
    eligibility: Eligibility | None = Field(
        default=None, description="Narrows the source's eligibility for this rule; null: the source's own."
    )

    @property
    def title(self) -> str:
        """The label people read."""
        return self.label or self.rule_id


class PoolRule(RuleBase):
    """A rule that spends a pool to the cent: a share of what fixed rules leave, or a fixed amount."""

    pool_share_bp: BasisPoints = Field(
        default=BASIS_POINTS, description="Share of the rest of the source after fixed-dollar rules; 10000 = all of it."
    )
    pool_amount_cents: Cents | None = Field(
        default=None, description="A fixed pool instead of a share; taken before the rest is shared."
    )
