"""What happens to one source's money while the rules and adjustments run."""

from dataclasses import dataclass, field

from services.allocation.domain.exact import Cents
from services.allocation.domain.formula_rules import CompositeIndex, FormulaBase
from services.allocation.domain.inputs import RevenueSource
from services.allocation.domain.policy import SourcePolicy
from services.allocation.domain.prepare import Mask
from services.allocation.domain.rules import (
    Foundation,
    PerPupil,
    Proportional,
    SchoolGrantRule,
    Shares,
    WeightedPool,
)

AnyRule = PerPupil | WeightedPool | Shares | Foundation | Proportional | SchoolGrantRule | FormulaBase | CompositeIndex


@dataclass(eq=False, slots=True)
class Component:
    """Money of one source that reached schools by one rule or adjustment.

    Attributes:
        amounts: Cents by school; reductions are negative.
        pool_cents: What a pool rule had to share.
        receivers: Who could receive; None stands for every school.
    """

    component_id: str
    source_id: str
    kind: str
    label: str
    amounts: Cents
    total_cents: int
    rule: AnyRule | None = None
    adjustment_id: str | None = None
    pool_cents: int | None = None
    receivers: Mask | None = None


@dataclass(eq=False, slots=True)
class SourceLedger:
    """One source, to the cent: where every part of its amount went."""

    source: RevenueSource
    policy: SourcePolicy | None
    eligible: Mask
    locked_cents: int = 0
    central_cents: int = 0
    grant_cents: int = 0
    formula_cents: int = 0
    top_up_cents: int = 0
    reduction_cents: int = 0
    reserve_cents: int = 0
    central_before_cents: int = 0
    fixed_cents: int = 0
    components: list[Component] = field(default_factory=list)

    @property
    def to_schools_cents(self) -> int:
        """What reaches schools, whichever way."""
        return self.grant_cents + self.formula_cents + self.top_up_cents - self.reduction_cents

    @property
    def difference_cents(self) -> int:
        """What the parts miss of the amount: 0, always."""
        return self.source.amount_cents - (
            self.locked_cents
            + self.central_cents
            + self.grant_cents
            + self.formula_cents
            + self.top_up_cents
            - self.reduction_cents
            + self.reserve_cents
        )
