"""How many cents per pupil a school has more for every ten points of a need share, exactly and in floats."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from services.allocation.domain.exact import Cents
from services.allocation.domain.prepare import Mask, Prepared

Floats = npt.NDArray[np.float64]

_FINE = 10**40
"""Terms are whole numbers of 1/_FINE, so that a thousand of them are off by less than _NOTHING together."""

_NOTHING = 10**20


@dataclass(frozen=True, slots=True, eq=False)
class Slope:
    """The pupil-weighted least-squares line of dollars per pupil on a need share is linear in the schools' totals.

    With N pupils and c pupils in need of a school, and their sums S and C over the schools, the slope is
    sum((c S - N C) / N x total) / (sum((c S - N C)^2 / N) / S).

    Attributes:
        rows: The schools with pupils.
        centred: c S - N C of each, in whole numbers.
        pupils: N of each, in 1 / scale pupils.
        spread: sum(centred^2 / N) / S, in 1 / _FINE.
        coefficients: What a cent more of a school adds to the cents per ten points, in float64.
    """

    rows: npt.NDArray[np.int64]
    centred: list[int]
    pupils: list[int]
    scale: int
    spread: int
    coefficients: Floats

    def estimate(self, totals: Cents) -> float:
        """Return the slope in cents per ten points, in float64."""
        return float(self.coefficients @ totals[self.rows].astype(np.float64))

    def floor_cents(self, totals: Cents) -> int:
        """Return the slope in cents per ten points, rounded down; off only where it is within 1e-20 of a cent."""
        terms: int = sum(
            centred * total * self.scale * _FINE // pupils
            for centred, total, pupils in zip(self.centred, totals[self.rows].tolist(), self.pupils, strict=True)
        )
        return (terms + 10 * self.spread // _NOTHING) // (10 * self.spread)


def slope_on(prepared: Prepared, need_category: str, open_mask: Mask) -> Slope | None:
    """Return how totals make the slope on a need share; None where all schools have the same share."""
    rows = np.flatnonzero((prepared.pupils > 0) & open_mask)
    pupils = prepared.pupils[rows].tolist()
    needs = prepared.need_counts[need_category][rows].tolist()
    every, needy = sum(pupils), sum(needs)
    centred = [need * every - pupil * needy for need, pupil in zip(needs, pupils, strict=True)]
    spread = sum(each * each * _FINE // pupil for each, pupil in zip(centred, pupils, strict=True))
    spread = spread // every if every else 0
    if spread == 0:
        return None
    whole = spread / _FINE
    factors = [each * prepared.count_scale / pupil / whole / 10 for each, pupil in zip(centred, pupils, strict=True)]
    return Slope(rows, centred, pupils, prepared.count_scale, spread, np.array(factors, dtype=np.float64))
