"""How far per-pupil dollars spread over the pupils of a district (horizontal equity reads it among equals)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from shared.equity.weighing import EquityProblem, Floats, coefficient_of_variation, columns, mean, quantile


@dataclass(frozen=True, slots=True)
class Spread:
    """The spread of dollars per pupil; None where a figure has no meaning (no money, one school, a school with 0).

    Attributes:
        mean: mu, the dollars of the average pupil.
        median: The quantile .50.
        range: Maximum less minimum.
        restricted_range: Quantile .95 less quantile .05.
        federal_range_ratio: The restricted range over quantile .05.
        coefficient_of_variation: sqrt(sum n (x-mu)^2)/mu, the population standard deviation.
        unweighted_cv: The same with every school counting once.
        sample_cv: Every school once, with the sample standard deviation (n - 1).
        gini: sum_i sum_j n_i n_j |x_i - x_j| / (2 mu), without a small-sample correction.
        mcloone: Dollars of the pupils below the median over what the median would give them; 1 where none is below.
        mcloone_inclusive: The same with those at the median.
        verstegen: The same above the median; 1 where none is above.
        verstegen_inclusive: The same with those at the median.
        theil_t: sum n (x/mu) ln(x/mu).
        theil_l: sum n ln(mu/x).
    """

    mean: float
    median: float
    range: float
    restricted_range: float
    federal_range_ratio: float | None
    coefficient_of_variation: float | None
    unweighted_cv: float | None
    sample_cv: float | None
    gini: float | None
    mcloone: float | None
    mcloone_inclusive: float | None
    verstegen: float | None
    verstegen_inclusive: float | None
    theil_t: float | None
    theil_l: float | None


@dataclass(frozen=True, slots=True)
class TheilByGroup:
    """Theil T taken apart: what lies within the groups, and what lies between their means."""

    total: float
    within: float
    between: float


def spread_of(pupils: ArrayLike, dollars_per_pupil: ArrayLike) -> Spread:
    """Return the spread of per-pupil dollars over the pupils; schools without pupils do not count.

    Raises:
        EquityProblem: A number is negative or not finite, or nobody has pupils.
    """
    weights, values = columns(pupils, dollars_per_pupil)
    weights, values = with_pupils(weights, values)
    low, median, high = (quantile(weights, values, share) for share in (0.05, 0.5, 0.95))
    below, above = values < median, values > median
    once = np.ones_like(weights)
    unweighted = coefficient_of_variation(once, values)
    count = len(values)
    return Spread(
        mean=mean(weights, values),
        median=median,
        range=float(values.max() - values.min()),
        restricted_range=high - low,
        federal_range_ratio=(high - low) / low if low > 0 else None,
        coefficient_of_variation=coefficient_of_variation(weights, values),
        unweighted_cv=unweighted,
        sample_cv=None if unweighted is None or count == 1 else unweighted * float(np.sqrt(count / (count - 1))),
        gini=gini(weights, values),
        mcloone=_against_median(weights, values, below, median),
        mcloone_inclusive=_against_median(weights, values, ~above, median),
        verstegen=_against_median(weights, values, above, median),
        verstegen_inclusive=_against_median(weights, values, ~below, median),
        theil_t=theil_t(weights, values),
        theil_l=theil_l(weights, values),
    )


def with_pupils(weights: Floats, *others: Floats) -> list[Floats]:
    """Return the columns without the schools that have no pupils.

    Raises:
        EquityProblem: No school has pupils.
    """
    has = weights > 0
    if not has.any():
        raise EquityProblem("no school has pupils")
    return [weights[has], *(other[has] for other in others)]


def _against_median(weights: Floats, values: Floats, chosen: NDArray[np.bool_], median: float) -> float | None:
    if median <= 0:
        return None
    return mean(weights[chosen], values[chosen]) / median if chosen.any() else 1.0


def gini(weights: Floats, values: Floats) -> float | None:
    """Return the Gini coefficient; None where there is no money."""
    order = np.argsort(values, kind="stable")
    shares, sorted_values = weights[order] / weights.sum(), values[order]
    middle = float(shares @ sorted_values)
    if middle <= 0:
        return None
    # Sorted, each pupil is above those before and below those after: the double sum becomes one.
    up_to = np.cumsum(shares)
    return max(0.0, float(shares * (sorted_values - middle) @ (2 * up_to - shares)) / middle)


def theil_t(weights: Floats, values: Floats) -> float | None:
    """Return sum n (x/mu) ln(x/mu), natural logarithm, 0 ln 0 = 0; None where there is no money."""
    middle = mean(weights, values)
    if middle <= 0:
        return None
    ratio = values / middle
    terms = np.zeros_like(ratio)
    np.log(ratio, out=terms, where=ratio > 0)
    return max(0.0, mean(weights, ratio * terms))


def theil_l(weights: Floats, values: Floats) -> float | None:
    """Return sum n ln(mu/x); None where a school has no money."""
    if not (values > 0).all():
        return None
    return max(0.0, mean(weights, np.log(mean(weights, values) / values)))


def theil_by_group(pupils: ArrayLike, dollars_per_pupil: ArrayLike, groups: Sequence[object]) -> TheilByGroup:
    """Take Theil T apart by group: within = sum s_g T_g, between = sum s_g ln(mu_g/mu), s_g the share of dollars.

    Args:
        pupils: Pupils of each school.
        dollars_per_pupil: Dollars per pupil of each school.
        groups: Each school's group, such as high poverty or not.
    Raises:
        EquityProblem: The columns do not fit together, or there is no money.
    """
    weights, values = columns(pupils, dollars_per_pupil)
    if len(groups) != len(weights):
        raise EquityProblem("every school needs a group")
    names = sorted({str(group) for group in groups})
    of_group = {name: np.array([str(group) == name for group in groups]) & (weights > 0) for name in names}
    total = theil_t(*with_pupils(weights, values))
    if total is None:
        raise EquityProblem("there is no money to compare")
    dollars, middle = float(weights @ values), mean(weights, values)
    within = between = 0.0
    for chosen in of_group.values():
        if not chosen.any() or not (values[chosen] > 0).any():
            continue
        share = float(weights[chosen] @ values[chosen]) / dollars
        within += share * (theil_t(weights[chosen], values[chosen]) or 0.0)
        between += share * float(np.log(mean(weights[chosen], values[chosen]) / middle))
    return TheilByGroup(total, within, max(0.0, between))


def atkinson(pupils: ArrayLike, dollars_per_pupil: ArrayLike, aversion: float) -> float:
    """Return the share of money that could be saved were it spread evenly, for an aversion to inequality over 0.

    Raises:
        EquityProblem: The aversion is not positive, or there is no money.
    """
    weights, values = with_pupils(*columns(pupils, dollars_per_pupil))
    middle = mean(weights, values)
    if aversion <= 0 or middle <= 0:
        raise EquityProblem("aversion and mean must be positive")
    if not (values > 0).all() and aversion >= 1:
        return 1.0
    if aversion == 1:
        return 1 - float(np.exp(mean(weights, np.log(values)))) / middle
    even = mean(weights, values ** (1 - aversion)) ** (1 / (1 - aversion))
    return max(0.0, 1 - float(even) / middle)


def lorenz_curve(pupils: ArrayLike, dollars_per_pupil: ArrayLike) -> tuple[tuple[float, float], ...]:
    """Return (share of pupils, share of dollars) from the poorest school on, beginning at (0, 0).

    Raises:
        EquityProblem: There are no pupils or no money.
    """
    weights, values = with_pupils(*columns(pupils, dollars_per_pupil))
    order = np.argsort(values, kind="stable")
    of_pupils = np.cumsum(weights[order])
    of_dollars = np.cumsum(weights[order] * values[order])
    if of_dollars[-1] <= 0:
        raise EquityProblem("there is no money to compare")
    points = zip((of_pupils / of_pupils[-1]).tolist(), (of_dollars / of_dollars[-1]).tolist(), strict=True)
    return ((0.0, 0.0), *points)
