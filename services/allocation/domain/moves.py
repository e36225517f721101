"""Targets that share the same total in another way: the collar and the phase-in."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from services.allocation.domain.exact import Cents, apportion, apportion_capped
from services.allocation.domain.limits import BASIS_POINTS
from services.allocation.domain.prepare import Mask

UNBOUNDED = -1


class OutsideBounds(ValueError):
    """The lower bounds need more than the total, or the upper bounds cannot take it; highest None: no upper end."""

    def __init__(self, total: int, lowest: int, highest: int | None) -> None:
        self.total = total
        self.lowest = lowest
        self.highest = highest
        super().__init__(f"{total} is not between {lowest} and {'any amount' if highest is None else highest}")


@dataclass(frozen=True, slots=True, eq=False)
class Targets:
    """What each school is to have; ``factor`` scales the schools that no bound holds."""

    amounts: Cents
    factor: Fraction | None = None


def bounds(current: Cents, percent_bp: int | None, unit: int, *, upper: bool = False) -> Cents:
    """Return a percentage of the current budgets in whole units, -1 where there is none.

    Lower bounds are rounded up and upper ones down, so that what lies between them keeps to the percentages.
    """
    if percent_bp is None:
        return np.full_like(current, UNBOUNDED)
    step = BASIS_POINTS * unit
    # Divide first: current x percent may leave int64.
    whole, rest = np.divmod(np.maximum(current, 0), step)
    part = rest * percent_bp // step if upper else -(-rest * percent_bp // step)
    return np.where(current >= 0, (whole * percent_bp + part) * unit, UNBOUNDED)


def collar(values: Cents, low: Cents, high: Cents, total: int) -> Targets:
    """Scale values by one factor, each kept between its bounds, so that they sum to the total exactly.

    What the bounds hold is settled side by side as in CSS flexible boxes: if the schools below their lower bound
    lack more than those above their upper bound exceed, the lower ones are held for good, else the upper ones. A
    school held never has to be freed: each step moves the factor of the others only further from its bound.

    Args:
        values: Cents by school, at least 0.
        low: The least a school may have; -1: nothing holds it.
        high: The most, -1 likewise. Where both are given, low <= high.
        total: What the amounts sum to.
    Raises:
        OutsideBounds: No factor reaches the total.
    Source:
        W3C, CSS Flexible Box Layout Module Level 1, section 9.7, applied to bounds on proportional shares.
    """
    floor = np.maximum(low, 0)
    open_above = high == UNBOUNDED
    roof = np.where(open_above, total, high)
    lowest = int(floor.sum())
    # A school that nothing holds from above has no upper end if a factor moves it, else it stays where it begins.
    endless = (open_above & (values > 0)).any()
    highest = None if endless else int(np.where(open_above, floor, high).sum())
    if total < lowest or (highest is not None and total > highest):
        raise OutsideBounds(total, lowest, highest)
    amounts = np.zeros_like(values)
    rows = np.arange(len(values))  # whom no bound holds yet
    rest = total
    while len(rows):
        weight = int(values[rows].sum())
        if weight == 0:
            # Nobody left has money to scale: each gets its lower bound, and of its room what the total leaves.
            room = roof[rows] - floor[rows]
            amounts[rows] = floor[rows] + apportion_capped(rest - int(floor[rows].sum()), room, room)
            return Targets(amounts)
        factor = Fraction(rest, weight)
        scaled = values[rows].astype(object) * factor.numerator
        least, most = (bound[rows].astype(object) * factor.denominator for bound in (floor, roof))
        moved = np.clip(scaled, least, most) - scaled
        if not moved.any():
            amounts[rows] = apportion(rest, values[rows])
            return Targets(amounts, factor)
        # What the lower bounds lack less what the upper bounds cut off.
        lack = moved.sum()
        low, high = (moved > 0) & (lack >= 0), (moved < 0) & (lack <= 0)
        amounts[rows[low]], amounts[rows[high]] = floor[rows[low]], roof[rows[high]]
        rest -= int(amounts[rows[low | high]].sum())
        rows = rows[~(low | high)]
    return Targets(amounts)


def phase_in(values: Cents, current: Cents, percent_bp: int, takes_part: Mask, unit: int) -> Targets:
    """Go a share of the way from the current budgets, scaled to the money there is, to the values.

    Schools that do not take part keep what they have; the others share what they have together.
    """
    together = int(values[takes_part].sum())
    before = int(current[takes_part].sum())
    if before == 0 or together == 0:
        return Targets(values.copy())
    old, new = (cents[takes_part].astype(object) for cents in (current, values))
    weights = old * ((BASIS_POINTS - percent_bp) * together) + new * (percent_bp * before)
    amounts = values.copy()
    amounts[takes_part] = apportion(together // unit, weights) * unit
    return Targets(amounts, Fraction(together, before))
