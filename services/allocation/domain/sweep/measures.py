"""What is read from the schools' totals of a variation, for thousands of variations at once.

The equity figures follow the definitions of ``shared.equity``; they are floats, to be read and compared.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from services.allocation.domain.prepare import Prepared

Floats = npt.NDArray[np.float64]

MEASURES: Final = (
    "to_schools_cents",
    "slope_dollars",
    "implied_weight",
    "exposure_gap_dollars",
    "cv",
    "need_adjusted_cv",
    "gaining",
    "losing",
    "worst_loss_bp",
    "top_up_cents",
    "held_harmless",
    "school_control_bp",
)
"""What each variation is measured by; see :class:`Measures`."""
_HALF_A_CENT: Final = 0.5


@dataclass(frozen=True, eq=False)
class Lifted:
    """What the adjustments did to each variation of a block."""

    top_up_cents: Floats
    held_harmless: Floats
    decided_cents: Floats


class Measures:
    """Measures blocks of totals, by variation and school, in cents.

    ``slope_dollars``: dollars per pupil for every ten points of the need's share, pupil-weighted least squares.
    ``implied_weight``: that slope over the line's value at no need. ``exposure_gap_dollars``: dollars per pupil of the
    school of the average pupil in need, less those of the average other. ``cv``: pupil-weighted coefficient of
    variation of dollars per pupil; ``need_adjusted_cv``: the same of dollars per need-weighted pupil.
    ``gaining`` and ``losing``: schools against their current budgets; ``worst_loss_bp``: the largest loss of a school,
    in basis points of its current budget, 0 where none loses. ``top_up_cents``: what lifting schools to floors costs;
    ``held_harmless``: schools lifted. ``school_control_bp``: unrestricted money that schools decide on.
    """

    def __init__(self, prepared: Prepared, need_category: str | None, need_weight: float) -> None:
        pupils = prepared.pupils / prepared.count_scale
        has_pupils = pupils > 0
        self._pupils = float(pupils.sum())
        safe = np.where(has_pupils, pupils, 1.0)
        share = np.zeros(prepared.school_count)
        if need_category is not None:
            share = np.where(has_pupils, prepared.need_counts[need_category] / prepared.count_scale / safe, 0.0)
        self._share_mean = float(share @ pupils) / self._pupils if self._pupils else 0.0
        centred = np.where(has_pupils, share - self._share_mean, 0.0)
        spread = float(pupils @ centred**2)
        self._sloped = spread > self._pupils * (1e-9 * self._share_mean) ** 2
        needy, others = pupils * share, pupils * np.clip(1 - share, 0, None)
        gap = needy.sum() > 0 and others.sum() > 0
        self._gap = bool(gap)
        linear = [
            np.ones(prepared.school_count),
            has_pupils / 100,
            centred / (100 * spread) if self._sloped else np.zeros_like(share),
            has_pupils * (share / needy.sum() - np.clip(1 - share, 0, None) / others.sum()) / 100
            if gap
            else np.zeros_like(share),
        ]
        adjusted = 1 + need_weight * share
        self._adjusted_pupils = float(pupils @ adjusted)
        squares = [has_pupils / (1e4 * safe), has_pupils / (1e4 * safe * adjusted)]
        self._linear = np.stack(linear, axis=1)
        self._squares = np.stack(squares, axis=1)
        self._current = np.where(prepared.current_cents > 0, prepared.current_cents, 0).astype(np.float64)
        self._known = prepared.current_cents >= 0
        self._positive = prepared.current_cents > 0
        self._per_current = np.where(self._positive, 1 / np.where(self._positive, self._current, 1), 0.0)
        self._all_known = bool(self._known.all())
        sources = prepared.sources.values()
        self._unrestricted = float(sum(source.amount_cents for source in sources if not source.restricted))

    def of(self, totals: Floats, lifted: Lifted, scratch: Floats) -> Floats:
        """Return the measures by variation, in the order of ``MEASURES``.

        Args:
            totals: Cents by variation and school.
            lifted: What the adjustments did.
            scratch: Room of the same shape.
        """
        linear = totals @ self._linear
        np.square(totals, out=scratch)
        squares = scratch @ self._squares
        change = np.subtract(totals, self._current, out=scratch)
        if not self._all_known:
            change *= self._known
        gaining = np.count_nonzero(change > _HALF_A_CENT, axis=1)
        losing = np.count_nonzero(change < -_HALF_A_CENT, axis=1)
        change *= self._per_current
        worst = np.maximum(0.0, -change.min(axis=1, initial=0.0)) * 10_000
        with np.errstate(divide="ignore", invalid="ignore"):
            mean = linear[:, 1] / self._pupils
            cv = np.sqrt(np.maximum(0, squares[:, 0] / self._pupils / mean**2 - 1))
            adjusted_mean = linear[:, 1] / self._adjusted_pupils
            adjusted = np.sqrt(np.maximum(0, squares[:, 1] / self._adjusted_pupils / adjusted_mean**2 - 1))
            slope = linear[:, 2]
            base = mean - slope * self._share_mean
            implied = np.where(base > 0, slope / base, np.nan)
        missing = np.full(len(totals), np.nan)
        control = lifted.decided_cents / self._unrestricted * 10_000 if self._unrestricted else missing
        return np.stack(
            [
                linear[:, 0],
                slope / 10 if self._sloped else missing,
                implied if self._sloped else missing,
                linear[:, 3] if self._gap else missing,
                cv,
                adjusted,
                gaining,
                losing,
                worst,
                lifted.top_up_cents,
                lifted.held_harmless,
                control,
            ],
            axis=1,
        )
