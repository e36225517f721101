"""How much of the formula's money comes with needs; the rest is its base."""

from typing import TYPE_CHECKING

import numpy as np

from services.allocation.domain.coefficients import rule_coefficients
from services.allocation.domain.exact import IntVector
from services.allocation.domain.formula_rules import Concentration, CountedRule, FormulaAmount, ThresholdSupplement
from services.allocation.domain.ledger import Component
from services.allocation.domain.limits import ALL_PUPILS
from services.allocation.domain.matrix import component_rates
from services.allocation.domain.prepare import Prepared
from services.allocation.domain.rules import PerPupil, Proportional, Shares, WeightedPool

if TYPE_CHECKING:
    from services.allocation.domain.result import Result

_HALF_OF_64_BITS = 2**61  # doubled, and with half of a cent added, it still fits


def need_cents(result: "Result") -> list[int]:
    """Return for each school the cents of its formula that need categories other than every pupil bring.

    Rates, weights and shares of a need count with their part of what their rule gives, each rounded half up to a cent;
    rules that count a need, or its concentration, wholly. What is paid for a school, by a measure or by name is base.
    """
    cents = np.zeros(result.prepared.school_count, dtype=np.int64)
    for component in result.components:
        if component.adjustment_id is None:
            cents += _need_cents(result.prepared, component, result.policy.rounding_unit_cents)
    brought: list[int] = cents.tolist()
    return brought


def _need_cents(prepared: Prepared, component: Component, unit_cents: int) -> IntVector | int:
    match component.rule:
        case PerPupil() | WeightedPool() as rule:
            return _part_of(component.amounts, *_of_cells(prepared, rule_coefficients(prepared, rule).values))
        case Shares():
            rates = component_rates(prepared, component, unit_cents)
            return 0 if rates is None else _part_of(component.amounts, *_of_cells(prepared, rates.numerators))
        case Proportional() as rule:
            return component.amounts if rule.measure.startswith("need:") else 0
        case Concentration():
            return component.amounts
        case ThresholdSupplement() | FormulaAmount(per="school"):
            return 0  # it is paid for the school
        case CountedRule() as rule:
            return component.amounts if rule.need_category != ALL_PUPILS else 0
        case _:
            return 0


def _of_cells(prepared: Prepared, values: list[int]) -> tuple[IntVector, IntVector]:
    """Return what needs count in each school, and what all cells count."""
    width = len(prepared.need_categories)
    every = prepared.need_categories.index(ALL_PUPILS)
    of_needs = [0 if cell % width == every else value for cell, value in enumerate(values)]
    needs, whole = prepared.cells.weighted_sums_of_all([of_needs, values])
    return needs, whole


def _part_of(amounts: IntVector, part: IntVector, whole: IntVector) -> IntVector:
    """Return the part of the amounts, rounded half up; nothing where the whole is nothing."""
    whole = np.maximum(whole, 1)
    if int(amounts.max(initial=1)) * int(whole.max(initial=1)) >= _HALF_OF_64_BITS:
        amounts, part, whole = (each.astype(object) for each in (amounts, part, whole))
    return np.asarray((2 * amounts * part + whole) // (2 * whole), dtype=np.int64)
