"""The equity of one allocation, in one answer."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from shared.equity.need import NeedEquity, need_equity
from shared.equity.spread import Spread, spread_of

POVERTY_WEIGHT = 0.34
"""Weight of poverty for the need-adjusted spread where nobody chose another. Source: guidebook, Table 2.2."""


@dataclass(frozen=True, slots=True)
class EquityReport:
    """Spread over all pupils, and how dollars move with each need.

    The spread alone misleads: it rises when money follows need. Show it beside ``needs``.
    """

    school_count: int
    pupil_count: float
    spread: Spread
    needs: dict[str, NeedEquity]


def equity_of(
    pupils: ArrayLike,
    dollars_per_pupil: ArrayLike,
    need_shares: Mapping[str, ArrayLike],
    need_weights: Mapping[str, float] | None = None,
) -> EquityReport:
    """Measure the equity of per-pupil dollars.

    Args:
        pupils: Pupils of each school; schools without are left out.
        dollars_per_pupil: Dollars per pupil of each school.
        need_shares: Share (0 to 1) of each school's pupils, by need.
        need_weights: What a pupil in need should bring over the base, by need; ``POVERTY_WEIGHT`` where not given.
    Raises:
        EquityProblem: A number is negative or not finite, or nobody has pupils.
    """
    chosen = need_weights or {}
    spread = spread_of(pupils, dollars_per_pupil)
    counted = np.asarray(pupils, dtype=np.float64)
    return EquityReport(
        school_count=int(np.count_nonzero(counted > 0)),
        pupil_count=float(counted.sum()),
        spread=spread,
        needs={
            name: need_equity(pupils, dollars_per_pupil, share, chosen.get(name, POVERTY_WEIGHT))
            for name, share in need_shares.items()
        },
    )
