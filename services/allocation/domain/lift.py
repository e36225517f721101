"""What one adjustment did to every school."""

from dataclasses import dataclass
from fractions import Fraction

from services.allocation.domain.adjustments import (
    Collar,
    GainersPayer,
    HoldHarmless,
    MinimumOperationalBudget,
    PaidAdjustment,
    PhaseIn,
    Recount,
    Trigger,
)
from services.allocation.domain.exact import Cents

PaidFloor = MinimumOperationalBudget | HoldHarmless
Move = Collar | PhaseIn | Trigger
AnyAdjustment = PaidFloor | Move | Recount


@dataclass(eq=False, slots=True)
class Lift:
    """What one adjustment did: floors (-1: none), the money compared with them, top-ups and reductions.

    Attributes:
        gains: What the schools that paid had gained; None where schools did not pay.
        unit_cents: Reductions are multiples of this.
        ceilings: The most each school may have by a collar; -1: no bound.
        promised: What a recount starts from; -1: a school that was promised nothing.
        changes: What of each school's change a recount applies, before gainers paid.
        factor: What a collar scales the schools within its bounds by, or a phase-in the current budgets.
    """

    adjustment: AnyAdjustment
    floors: Cents
    before: Cents
    top_ups: Cents
    reductions: Cents
    gains: Cents | None = None
    unit_cents: int = 1
    ceilings: Cents | None = None
    factor: Fraction | None = None
    promised: Cents | None = None
    changes: Cents | None = None


def sources_behind(adjustment: AnyAdjustment) -> frozenset[str] | None:
    """Return the sources whose money keeps an adjustment's floors: those compared, and the payer's; None: all.

    A floor of some sources may be kept by a payer outside them: what was paid for it must stay with the school too.
    Schools that gain pay from the sources compared only.
    """
    if adjustment.source_ids is None:
        return None
    behind = frozenset(adjustment.source_ids)
    if isinstance(adjustment, PaidAdjustment) and not isinstance(adjustment.payer, GainersPayer):
        behind |= {adjustment.payer.source_id}
    return behind
