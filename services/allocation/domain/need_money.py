"""How much of the formula's money comes with needs; the rest is its base."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from services.allocation.domain.coefficients import rule_coefficients
from services.allocation.domain.formula_rules import Concentration, CountedRule, FormulaAmount, ThresholdSupplement
from services.allocation.domain.ledger import Component
from services.allocation.domain.limits import ALL_PUPILS
from services.allocation.domain.matrix import component_rates
from services.allocation.domain.prepare import Prepared
from services.allocation.domain.rules import PerPupil, Proportional, Shares, WeightedPool

if TYPE_CHECKING:
    from services.allocation.domain.result import Result

Parts = NDArray[np.float64]


def need_cents(result: "Result") -> list[int]:
    """Return for each school the cents of its formula that need categories other than every pupil bring.

    Rates, weights and shares of a need count with their part of what their rule gives; rules that count a need, or its
    concentration, wholly. What is paid for a school, by a measure or by name is base.
    """
    # Floats are exact enough to tell parts apart for a reader, and never become money again.
    parts = np.zeros(result.prepared.school_count)
    for component in result.components:
        if component.adjustment_id is None:
            parts += component.amounts * _need_part(result.prepared, component, result.policy.rounding_unit_cents)
    cents: list[int] = np.minimum(np.floor(parts + 0.5).astype(np.int64), result.formula).tolist()
    return cents


def _need_part(prepared: Prepared, component: Component, unit_cents: int) -> Parts | float:
    match component.rule:
        case PerPupil() | WeightedPool() as rule:
            return _of_cells(prepared, rule_coefficients(prepared, rule).values)
        case Shares():
            rates = component_rates(prepared, component, unit_cents)
            return 0.0 if rates is None else _of_cells(prepared, rates.numerators)
        case Proportional() as rule:
            return float(rule.measure.startswith("need:"))
        case Concentration():
            return 1.0
        case ThresholdSupplement() | FormulaAmount(per="school"):
            return 0.0  # it is paid for the school
        case CountedRule() as rule:
            return float(rule.need_category != ALL_PUPILS)
        case _:
            return 0.0


def _of_cells(prepared: Prepared, values: list[int]) -> Parts:
    width = len(prepared.need_categories)
    every = prepared.need_categories.index(ALL_PUPILS)
    of_needs = [0 if cell % width == every else value for cell, value in enumerate(values)]
    sums = prepared.cells.weighted_sums_of_all([values, of_needs])
    whole, needs = (each.astype(np.float64) for each in sums)
    parts: Parts = np.divide(needs, whole, out=np.zeros(prepared.school_count), where=whole > 0)
    return parts
