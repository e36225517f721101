"""A recount: what each school is to have when new counts change what it was promised."""

from dataclasses import dataclass

import numpy as np

from services.allocation.domain.adjustments import Recount
from services.allocation.domain.exact import Cents, apportion_capped
from services.allocation.domain.limits import BASIS_POINTS
from services.allocation.domain.prepare import Mask, Prepared

NOT_PROMISED = -1


class GainersCannotPay(ValueError):
    """The schools that gain cannot pay for those that keep what they were promised."""

    def __init__(self, need: int, available: int) -> None:
        self.need = need
        self.available = available
        super().__init__(f"{need} are needed, {available} are there")


@dataclass(frozen=True, slots=True, eq=False)
class RecountPlan:
    """Targets by school in cents, and the change before gainers paid."""

    targets: Cents
    changes: Cents


def promised_amounts(prepared: Prepared, adjustment: Recount, open_mask: Mask) -> Cents:
    """Return what each open school was promised; -1 where nothing."""
    promised = np.full_like(prepared.current_cents, NOT_PROMISED)
    for amount in adjustment.published:
        promised[prepared.school_rows[amount.school_id]] = amount.amount_cents
    return np.where(open_mask, promised, NOT_PROMISED)


def plan_recount(before: Cents, promised: Cents, adjustment: Recount, unit_cents: int) -> RecountPlan:
    """Return what each school is to have: what it was promised, plus the part of its change that counts.

    A school that was promised nothing has what the formula gives it. Where gainers pay, what the others are short
    of is taken from the gains in proportion to them, so that nobody falls under what it was promised.

    Args:
        before: What the formula gives with the new counts, in cents.
        promised: From ``promised_amounts``.
        adjustment: Direction, percent and caps.
        unit_cents: Parts of a change are whole units, rounded half up.
    Raises:
        GainersCannotPay: The payer is ``gainers`` and their gains do not suffice.
    """
    known = promised >= 0
    difference = np.where(known, before - promised, 0)
    size = _part(np.abs(difference), adjustment.percent_bp, unit_cents)
    if adjustment.cap_bp is not None:
        size = np.minimum(size, _share(np.maximum(promised, 0), adjustment.cap_bp))
    if adjustment.cap_cents is not None:
        size = np.minimum(size, adjustment.cap_cents)
    changes = np.sign(difference) * size
    if adjustment.direction == "up_only":
        changes = np.maximum(changes, 0)
    targets = np.where(known, promised + changes, before)
    if adjustment.payer.kind == "gainers":
        need = max(int(targets.sum()) - int(before.sum()), 0)
        gains = np.maximum(changes, 0)
        if need > int(gains.sum()):
            raise GainersCannotPay(need, int(gains.sum()))
        targets = targets - apportion_capped(need, gains, gains)
    return RecountPlan(targets, changes)


def _part(amounts: Cents, percent_bp: int, unit_cents: int) -> Cents:
    if percent_bp == BASIS_POINTS:
        return amounts
    step = BASIS_POINTS * unit_cents
    # Divide first: cents x basis points may leave int64.
    whole, rest = np.divmod(amounts, step)
    part: Cents = (whole * percent_bp + (2 * rest * percent_bp + step) // (2 * step)) * unit_cents
    return part


def _share(amounts: Cents, percent_bp: int) -> Cents:
    whole, rest = np.divmod(amounts, BASIS_POINTS)
    share: Cents = whole * percent_bp + rest * percent_bp // BASIS_POINTS
    return share
