"""The spending regression: what need brings, other things being equal (guidebook, "Regression Analysis").

The guidebook names no functional form. Ours: per-pupil dollars on a constant, shares of needs (0 to 1), levels as
dummies against a reference level, size centred at its mean, and for change over time the year and year x poverty.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtr, stdtrit

from shared.equity.least_squares import HIGH_LEVERAGE, Fit, StandardErrors, least_squares
from shared.equity.weighing import EquityProblem, Floats, columns, mean

Form = Literal["dollars", "log", "relative"]
Size = Literal["none", "linear", "quadratic"]


@dataclass(frozen=True, slots=True)
class Choices:
    """How the model is built.

    Attributes:
        form: Dollars per pupil, their natural logarithm, or relative to the pupils' mean.
        weighted: Pupils weigh, or every school once.
        errors: Kind of standard errors.
        interactions: Each level has its own weight for each need. Without, a district whose levels differ in their
            rates gets weights that mix them.
        size: Terms in pupils, centred at their mean.
        change_of: The need whose weight may change with the year.
    """

    form: Form = "dollars"
    weighted: bool = False
    errors: StandardErrors = "HC1"
    interactions: bool = False
    size: Size = "none"
    change_of: str | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """One term's coefficient with its uncertainty; ``probability`` is two-sided, of no effect (Student's t)."""

    name: str
    coefficient: float
    standard_error: float
    t: float | None
    probability: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class SpendingRegression:
    """A fitted spending regression.

    Attributes:
        reference_level: The level without a dummy.
        terms: With 95 percent intervals; ``need`` or ``need:level``, ``level``, ``size``, ``year``, ``year:need``.
        implied_weights: By level and need: what a share of 1 brings, over the dollars of a pupil without need at that
            level. Without interactions every level shows the reference level's.
        level_weights: What a level brings over the reference level, as a share of its base.
        relative_spending: By need: predicted dollars at a share of 25, 50, 75 and 100 percent over those at 0, at
            the reference level, the other needs at the pupils' means, size at its mean.
        high_leverage: Rows that fix half of their own fit or more.
    """

    choices: Choices
    observation_count: int
    reference_level: str
    terms: tuple[Term, ...]
    r_squared: float | None
    residual_sd: float
    implied_weights: dict[str, dict[str, float | None]]
    level_weights: dict[str, float | None]
    relative_spending: dict[str, tuple[float | None, ...]]
    high_leverage: tuple[int, ...]


SHARES_SHOWN = (0.25, 0.5, 0.75, 1.0)


def spending_regression(
    pupils: ArrayLike,
    dollars_per_pupil: ArrayLike,
    need_shares: Mapping[str, ArrayLike],
    levels: Sequence[str],
    reference_level: str,
    choices: Choices | None = None,
    years: ArrayLike | None = None,
) -> SpendingRegression:
    """Fit the spending regression.

    Args:
        pupils: Pupils of each school.
        dollars_per_pupil: Dollars per pupil of each school.
        need_shares: Share (0 to 1) of each school's pupils, by need.
        levels: Each school's level.
        reference_level: The level that the others are compared with, usually elementary.
        choices: How the model is built.
        years: Each row's year, when rows of several years stand together.
    Raises:
        NotEstimable: The terms cannot be told apart, or the schools are too few.
        EquityProblem: A number is negative or not finite, or the reference level has no school.
    """
    chosen = choices or Choices()
    weights, dollars, *shares = columns(pupils, dollars_per_pupil, *need_shares.values())
    if reference_level not in levels or len(levels) != len(weights):
        raise EquityProblem("every school needs a level, and the reference level a school")
    if not (weights > 0).all() or (chosen.form == "log" and not (dollars > 0).all()):
        raise EquityProblem("every school needs pupils, and for logarithms dollars")
    needs = dict(zip(need_shares, shares, strict=True))
    terms = _terms(weights, needs, levels, reference_level, chosen, years)
    response = {"dollars": dollars, "log": np.log(np.maximum(dollars, 1e-300)), "relative": dollars}[chosen.form]
    if chosen.form == "relative":
        response = dollars / mean(weights, dollars)
    fit = least_squares(response, list(terms.values()), weights if chosen.weighted else None, chosen.errors)
    beta = dict(zip(terms, fit.coefficients.tolist(), strict=True))
    others = sorted(set(levels) - {reference_level})
    averages = {need: mean(weights, column) for need, column in needs.items()}
    return SpendingRegression(
        choices=chosen,
        observation_count=len(weights),
        reference_level=reference_level,
        terms=_with_uncertainty(tuple(terms), fit),
        r_squared=fit.r_squared,
        residual_sd=fit.residual_sd,
        implied_weights={
            level: {need: _implied(beta, need, level, chosen, level != reference_level) for need in needs}
            for level in [reference_level, *others]
        },
        level_weights={level: _over_base(beta[level], beta["constant"], chosen.form) for level in others},
        relative_spending={need: _relative(beta, averages, need, chosen.form) for need in needs},
        high_leverage=tuple(np.flatnonzero(fit.leverages >= HIGH_LEVERAGE).tolist()),
    )


def _terms(
    pupils: Floats,
    needs: Mapping[str, Floats],
    levels: Sequence[str],
    reference_level: str,
    choices: Choices,
    years: ArrayLike | None,
) -> dict[str, Floats]:
    terms: dict[str, Floats] = {"constant": np.ones_like(pupils), **needs}
    others = sorted(set(levels) - {reference_level})
    dummies = {level: np.array([name == level for name in levels], dtype=np.float64) for level in others}
    terms |= dummies
    if choices.interactions:
        terms |= {f"{need}:{level}": needs[need] * dummies[level] for need in needs for level in others}
    if choices.size != "none":
        centred = pupils - mean(np.ones_like(pupils), pupils)
        terms["size"] = centred
        if choices.size == "quadratic":
            terms["size_squared"] = centred**2 - mean(np.ones_like(pupils), centred**2)
    if years is not None:
        when = np.asarray(years, dtype=np.float64)
        # Counted from the first year: the constant and the need's own term are then that year's.
        terms["year"] = when - when.min()
        if choices.change_of is not None:
            terms[f"year:{choices.change_of}"] = terms["year"] * needs[choices.change_of]
    elif choices.change_of is not None:
        raise EquityProblem("change over time needs the year of each row")
    return terms


def _with_uncertainty(names: tuple[str, ...], fit: Fit) -> tuple[Term, ...]:
    reach = float(stdtrit(fit.residual_degrees, 0.975))
    rows = zip(names, fit.coefficients.tolist(), fit.standard_errors.tolist(), strict=True)
    return tuple(_term(name, value, error, fit.residual_degrees, reach) for name, value, error in rows)


def _term(name: str, value: float, error: float, degrees: int, reach: float) -> Term:
    t = value / error if error > 0 else None
    probability = None if t is None else 2 * float(stdtr(degrees, -abs(t)))
    return Term(name, value, error, t, probability, value - reach * error, value + reach * error)


def _implied(beta: Mapping[str, float], need: str, level: str, choices: Choices, is_other_level: bool) -> float | None:
    own = choices.interactions and is_other_level
    base = beta["constant"] + (beta[level] if own else 0.0)
    return _over_base(beta[need] + (beta[f"{need}:{level}"] if own else 0.0), base, choices.form)


def _over_base(amount: float, base: float, form: Form) -> float | None:
    if form == "log":
        return float(np.expm1(amount))
    return amount / base if base > 0 else None


def _relative(
    beta: Mapping[str, float], averages: Mapping[str, float], need: str, form: Form
) -> tuple[float | None, ...]:
    if form == "log":
        return tuple(float(np.exp(beta[need] * share)) for share in SHARES_SHOWN)
    without = beta["constant"] + sum(beta[other] * average for other, average in averages.items() if other != need)
    return tuple(1 + beta[need] * share / without if without > 0 else None for share in SHARES_SHOWN)
