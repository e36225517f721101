"""Does money follow need? Slope, implied weight, elasticity, exposure gap, and the spread among equals."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from shared.equity.spread import with_pupils
from shared.equity.weighing import EquityProblem, Floats, coefficient_of_variation, columns, mean

_NO_VARIATION = 1e-9  # of the mean: shares that differ less differ by how they were rounded


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line through the schools: dollars per pupil = intercept + slope x share of pupils in need.

    ``implied_weight`` is slope over intercept: what a pupil in need brings over the base, as a share of the base.
    ``correlation`` is Pearson's r with the line's own weights; None where either side does not vary.
    """

    intercept: float
    slope: float
    correlation: float | None
    implied_weight: float | None


@dataclass(frozen=True, slots=True)
class NeedEquity:
    """How per-pupil dollars move with one need (vertical equity); None where the need's share does not vary.

    Attributes:
        pupil_share: The pupil-weighted share of the need, p-bar.
        by_pupils: The line through schools weighed by pupils.
        by_schools: The line with every school counting once.
        elasticity: Pupil-weighted slope x p-bar / mu: percent more dollars for one percent more need, at the mean.
        exposed_dollars: Dollars of the school of the average pupil in need.
        other_dollars: Dollars of the school of the average pupil not in need.
        exposure_gap: The first less the second.
        need_weight: The weight w used for the figure below.
        need_adjusted_cv: Coefficient of variation of x/(1+wp) with weights N(1+wp): spread among equals.
    """

    pupil_share: float
    by_pupils: Line | None
    by_schools: Line | None
    elasticity: float | None
    exposed_dollars: float | None
    other_dollars: float | None
    exposure_gap: float | None
    need_weight: float
    need_adjusted_cv: float | None


def need_equity(
    pupils: ArrayLike, dollars_per_pupil: ArrayLike, need_share: ArrayLike, need_weight: float
) -> NeedEquity:
    """Measure how per-pupil dollars move with the share of pupils in one need.

    Args:
        pupils: Pupils of each school; schools without are left out.
        dollars_per_pupil: Dollars per pupil of each school.
        need_share: The share (0 to 1) of each school's pupils in the need.
        need_weight: What a pupil in need should bring over the base, for the need-adjusted spread.
    Raises:
        EquityProblem: A number is negative or not finite, or nobody has pupils.
    """
    weights, values, shares = with_pupils(*columns(pupils, dollars_per_pupil, need_share))
    if need_weight < 0 or not np.isfinite(need_weight):
        raise EquityProblem("the weight of a need must be finite and at least 0")
    middle, share = mean(weights, values), mean(weights, shares)
    by_pupils = line(weights, shares, values)
    in_need, others = weights * shares, weights * np.clip(1 - shares, 0, None)
    exposed = mean(in_need, values) if in_need.sum() > 0 else None
    other = mean(others, values) if others.sum() > 0 else None
    adjusted = 1 + need_weight * shares
    return NeedEquity(
        pupil_share=share,
        by_pupils=by_pupils,
        by_schools=line(np.ones_like(weights), shares, values),
        elasticity=by_pupils.slope * share / middle if by_pupils and middle > 0 else None,
        exposed_dollars=exposed,
        other_dollars=other,
        exposure_gap=exposed - other if exposed is not None and other is not None else None,
        need_weight=need_weight,
        need_adjusted_cv=coefficient_of_variation(weights * adjusted, values / adjusted),
    )


def line(weights: Floats, x: Floats, y: Floats) -> Line | None:
    """Return the weighted least-squares line of y on x; None where x does not vary."""
    x_mean, y_mean = mean(weights, x), mean(weights, y)
    x_off, y_off = x - x_mean, y - y_mean
    x_square, y_square = float(weights @ x_off**2), float(weights @ y_off**2)
    if x_square <= float(weights.sum()) * (_NO_VARIATION * x_mean) ** 2:
        return None
    cross = float(weights @ (x_off * y_off))
    slope = cross / x_square
    intercept = y_mean - slope * x_mean
    return Line(
        intercept=intercept,
        slope=slope,
        correlation=float(np.clip(cross / np.sqrt(x_square * y_square), -1, 1)) if y_square > 0 else None,
        implied_weight=slope / intercept if intercept > 0 else None,
    )
