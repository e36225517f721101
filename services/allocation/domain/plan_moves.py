"""What a collar or a phase-in wants each school to have, and whether the money for it can move."""

from collections.abc import Sequence

import numpy as np

from services.allocation.domain.adjustments import Collar, PhaseIn, Recount
from services.allocation.domain.errors import Infeasible, dollars
from services.allocation.domain.exact import Cents
from services.allocation.domain.floors import NO_FLOOR
from services.allocation.domain.lift import Lift, Move
from services.allocation.domain.limits import BASIS_POINTS
from services.allocation.domain.moves import OutsideBounds, Targets, bounds, collar, phase_in


def plan_move(adjustment: Move, before: Cents, current: Cents, fiscal_year: int, unit_cents: int, pointer: str) -> Lift:
    """Return what each school gains and loses; both sum to the same.

    Raises:
        Infeasible: The bounds of a collar do not admit the total.
    """
    total = int(before.sum())
    # Typed cents may leave no whole units to move.
    unit = unit_cents if total % unit_cents == 0 else 1
    floors = np.full_like(before, NO_FLOOR)
    ceilings = None
    if isinstance(adjustment, Collar):
        keep = None if adjustment.max_loss_bp is None else BASIS_POINTS - adjustment.max_loss_bp
        reach = None if adjustment.max_gain_bp is None else BASIS_POINTS + adjustment.max_gain_bp
        floors = bounds(current, keep, unit)
        ceilings = bounds(current, reach, unit, upper=True)
        # Where a rounded lower bound passes the upper one, the promise to the school goes first.
        ceilings = np.where(ceilings >= 0, np.maximum(floors, ceilings), ceilings)
        targets = _collared(adjustment, before, floors, ceilings, total, unit, pointer)
    else:
        takes_part = current >= 0
        together = int(before[takes_part].sum())
        unit = unit if together % unit == 0 else 1
        # A trigger whose revenue is not reached holds every school at the beginning of the way.
        percent = adjustment.percent_in(fiscal_year) if isinstance(adjustment, PhaseIn) else 0
        targets = phase_in(before, current, percent, takes_part, unit)
    moved = targets.amounts - before
    top_ups, reductions = np.maximum(moved, 0), np.maximum(-moved, 0)
    return Lift(
        adjustment,
        floors,
        before.copy(),
        top_ups,
        reductions,
        ceilings=ceilings,
        factor=targets.factor,
        unit_cents=unit,
    )


def refuse_unmovable(
    adjustment: Move | Recount, lift: Lift, movable: Cents, school_ids: Sequence[str], pointer: str
) -> None:
    """Refuse when a school would give more than it has from sources whose money may move."""
    missing = lift.reductions - movable
    if (missing > 0).any():
        row = int(missing.argmax())
        raise Infeasible(
            "money_cannot_move",
            int(missing[row]),
            f"{adjustment.title}: {school_ids[row]} would give {dollars(int(lift.reductions[row]))}, but only "
            f"{dollars(int(movable[row]))} of its money may move.",
            ["Name more sources in moving_source_ids.", "Compare only sources whose money may move (source_ids)."],
            pointer,
        )


def _collared(
    adjustment: Collar, before: Cents, floors: Cents, ceilings: Cents, total: int, unit: int, pointer: str
) -> Targets:
    try:
        # No bound (-1) stays -1 in any unit.
        targets = collar(before, floors // unit, ceilings // unit, total // unit)
    except OutsideBounds as error:
        lowest = error.lowest * unit
        if error.highest is None:
            missing, admitted = lowest - total, f"need at least {dollars(lowest)}"
        else:
            highest = error.highest * unit
            missing, admitted = max(lowest - total, total - highest), f"admit {dollars(lowest)} to {dollars(highest)}"
        raise Infeasible(
            "outside_collar",
            missing,
            f"{adjustment.title}: {dollars(total)} cannot be shared within the bounds, which {admitted}.",
            [
                "Raise max_loss_bp." if missing == lowest - total else "Raise max_gain_bp.",
                f"Change the money by {dollars(missing)}.",
            ],
            pointer,
        ) from error
    factor = None if targets.factor is None else targets.factor * unit
    return Targets(targets.amounts * unit, factor)
