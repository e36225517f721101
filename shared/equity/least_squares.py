"""Ordinary and weighted least squares with classical and heteroskedasticity-robust standard errors."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from shared.equity.weighing import EquityProblem, Floats

StandardErrors = Literal["classical", "HC0", "HC1", "HC2", "HC3"]
HIGH_LEVERAGE = 0.5
"""An observation that fixes half of its own fit or more; HC standard errors are weak there. Source: Huber (1981)."""


class NotEstimable(EquityProblem):
    """The terms cannot be told apart in these data, or there are too few observations."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted model.

    Attributes:
        coefficients: In the order of the terms.
        covariance: Of the coefficients, of the kind asked for.
        r_squared: About the mean with a constant, else about 0.
        residual_sd: Square root of the residual sum of (weighted) squares over the degrees of freedom.
        leverages: The diagonal of the hat matrix; they sum to the number of terms.
    """

    coefficients: Floats
    covariance: Floats
    residual_degrees: int
    r_squared: float | None
    residual_sd: float
    residuals: Floats
    leverages: Floats

    @property
    def standard_errors(self) -> Floats:
        """Of the coefficients."""
        return np.sqrt(np.maximum(np.diag(self.covariance), 0))


def least_squares(
    y: ArrayLike, terms: Sequence[ArrayLike], weights: ArrayLike | None = None, errors: StandardErrors = "HC1"
) -> Fit:
    """Fit y as a sum of terms, one coefficient each; a constant is a term of ones.

    Columns are centred and scaled before the orthogonal factorisation, which keeps the digits of ill-conditioned
    sets. Covariances: MacKinnon and White (1985): HC1 scales HC0 by n/(n-k), HC2 and HC3 divide each squared residual
    by (1-h) and (1-h)^2, h the leverage.

    Raises:
        NotEstimable: Terms depend on each other, or no degree of freedom is left.
    """
    response = np.asarray(y, dtype=np.float64)
    design = np.column_stack([np.asarray(term, dtype=np.float64) for term in terms])
    count, width = design.shape
    if count <= width:
        raise NotEstimable(f"{width} terms need more than {width} observations, these are {count}")
    root = np.ones(count) if weights is None else np.sqrt(np.asarray(weights, dtype=np.float64))
    if not (root > 0).all():
        raise EquityProblem("every weight must be over 0")
    scaled, back, constant = _scaled(design, root**2)
    orthogonal, triangle = np.linalg.qr(scaled * root[:, None])
    if np.abs(np.diag(triangle)).min() < 1e-12 * np.abs(np.diag(triangle)).max():
        raise NotEstimable("the terms depend on each other in these data")
    bread = back @ np.linalg.solve(triangle, np.eye(width))
    coefficients = bread @ (orthogonal.T @ (response * root))
    # The scaled system fits with all its digits; multiplying the raw design would lose some.
    residuals = response * root - orthogonal @ (orthogonal.T @ (response * root))
    leverages = np.einsum("ij,ij->i", orthogonal, orthogonal)
    degrees = count - width
    squares = float(residuals @ residuals)
    meat = _meat(residuals, leverages, errors, squares / degrees, count / degrees)
    influence = bread @ orthogonal.T
    middle = float(root**2 @ response / (root**2).sum()) if constant else 0.0
    total = float(root**2 @ (response - middle) ** 2)
    return Fit(
        coefficients=coefficients,
        covariance=(influence * meat) @ influence.T,
        residual_degrees=degrees,
        r_squared=1 - squares / total if total > 0 else None,
        residual_sd=float(np.sqrt(squares / degrees)),
        residuals=residuals / root,
        leverages=leverages,
    )


def _scaled(design: Floats, weights: Floats) -> tuple[Floats, Floats, bool]:
    """Return centred and scaled columns, and the matrix that turns their coefficients back."""
    spans = design.max(axis=0) - design.min(axis=0)
    flat = np.flatnonzero((spans == 0) & (design[0] != 0))
    back = np.eye(design.shape[1])
    scaled = design.copy()
    if len(flat):
        first = flat[0]
        centre = weights @ design / weights.sum()
        centre[first] = 0.0
        scaled -= centre
        back[first, :] -= centre / design[0, first]
    norms = np.sqrt((scaled**2).sum(axis=0))
    if not (norms > 0).all():
        raise NotEstimable("a term does not vary in these data")
    return scaled / norms, back / norms, bool(len(flat))


def _meat(residuals: Floats, leverages: Floats, errors: StandardErrors, variance: float, inflation: float) -> Floats:
    if errors == "classical":
        return np.full_like(residuals, variance)
    # A leverage of one leaves no residual: nothing is known of that observation's error.
    free = np.maximum(1 - leverages, np.finfo(np.float64).eps)
    squared = residuals**2
    if errors == "HC0":
        return squared
    if errors == "HC1":
        return squared * inflation
    return squared / free if errors == "HC2" else squared / free**2
