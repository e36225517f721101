"""The matrix: dollars per pupil by level and need category, and the weights they amount to."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from services.allocation.domain.coefficients import cells_of, rate_coefficients, weight_coefficients
from services.allocation.domain.distribute import cell_pupils, share_pools, weights_of_pool
from services.allocation.domain.ledger import Component
from services.allocation.domain.limits import ALL_PUPILS, ANY_LEVEL, DECIMAL_PLACES, MICRO
from services.allocation.domain.prepare import Prepared
from services.allocation.domain.rules import PerPupil, Proportional, Shares, WeightedPool

if TYPE_CHECKING:
    from services.allocation.domain.result import Result


@dataclass(frozen=True, slots=True)
class Rates:
    """Dollars per pupil by cell: ``numerators[cell] / denominator``, exactly, with one denominator for all cells."""

    numerators: list[int]
    denominator: int

    def plus(self, other: "Rates") -> "Rates":
        """Return the sum; the denominators are brought together by their least common multiple."""
        common = math.lcm(self.denominator, other.denominator)
        mine, theirs = common // self.denominator, common // other.denominator
        sums = [a * mine + b * theirs for a, b in zip(self.numerators, other.numerators, strict=True)]
        return Rates(sums, common)

    def weighed(self, parts: list[int], wholes: list[int]) -> "Rates":
        """Return each rate times part / whole of its cell; a cell without a whole keeps its rate."""
        common = math.lcm(*(whole for whole in wholes if whole))
        factors = [part * (common // whole) if whole else common for part, whole in zip(parts, wholes, strict=True)]
        numerators = [value * factor for value, factor in zip(self.numerators, factors, strict=True)]
        return Rates(numerators, self.denominator * common)


def component_rates(prepared: Prepared, component: Component, unit_cents: int) -> Rates | None:
    """Return the exact dollars per pupil of a component that pays by pupils; None for the others."""
    rule, receivers = component.rule, component.receivers
    match rule:
        case PerPupil():
            rates = rate_coefficients(prepared, rule)
            return Rates(rates.values, rates.denominator)
        case WeightedPool():
            # Weighted pupils are sums of count x value: a cell's rate is its value's share of the dollars.
            weights = weight_coefficients(prepared, rule)
            total = _sum(weights_of_pool(prepared, rule, receivers))
            dollars = component.total_cents * prepared.count_scale
            return Rates([value * dollars for value in weights.values], 100 * total) if total else None
        case Shares():
            return _share_rates(prepared, rule, component, unit_cents)
        case Proportional() if rule.measure == "pupils" or rule.measure.startswith("need:"):
            total = _sum(weights_of_pool(prepared, rule, receivers))
            need = ALL_PUPILS if rule.measure == "pupils" else rule.measure.removeprefix("need:")
            numerators = [0] * len(prepared.cell_columns)
            for cell in cells_of(prepared, ANY_LEVEL, need):
                numerators[cell] = component.total_cents * prepared.count_scale
            return Rates(numerators, 100 * total) if total else None
        case _:
            return None


def _share_rates(prepared: Prepared, rule: Shares, component: Component, unit_cents: int) -> Rates | None:
    rates: Rates | None = None
    for cell, cents in zip(rule.cells, share_pools(rule, component.pool_cents or 0, unit_cents), strict=True):
        pupils = _sum(cell_pupils(prepared, cell.level, cell.need_category, component.receivers))
        if pupils and cents:
            numerators = [0] * len(prepared.cell_columns)
            for index in cells_of(prepared, cell.level, cell.need_category):
                numerators[index] = cents * prepared.count_scale
            own = Rates(numerators, 100 * pupils)
            rates = own if rates is None else rates.plus(own)
    return rates


def matrix_rows(result: "Result") -> list[dict[str, Any]]:
    """Return the matrix of each source that pays by pupils, then the overall one (source_id null).

    Overall, a cell's rate is the sum of the sources' rates, each weighed by the pupils of the schools that
    may receive it: where every source reaches every school it is the plain sum.
    """
    prepared = result.prepared
    unit = result.policy.rounding_unit_cents
    overall: Rates | None = None
    rows: list[dict[str, Any]] = []
    open_counts = _column_sums(prepared, result.open_mask)
    for ledger in result.ledgers:
        rates: Rates | None = None
        for component in ledger.components:
            own = component_rates(prepared, component, unit)
            if own is None:
                continue
            rates = own if rates is None else rates.plus(own)
            if component.receivers is not None:
                own = own.weighed(_column_sums(prepared, component.receivers), open_counts)
            overall = own if overall is None else overall.plus(own)
        rows += _rows(prepared, ledger.source.source_id, rates)
    return rows + _rows(prepared, None, overall)


def _rows(prepared: Prepared, source_id: str | None, rates: Rates | None) -> list[dict[str, Any]]:
    if rates is None or not any(rates.numerators):
        return []
    width = len(prepared.need_categories)
    every = prepared.need_categories.index(ALL_PUPILS)
    numerators, denominator = rates.numerators, rates.denominator
    reference = next((value for value in numerators[every::width] if value), 0)
    rows = []
    for (level, need), cell in prepared.cell_columns.items():
        value, own = numerators[cell], numerators[cell // width * width + every]
        rows.append(
            {
                "source_id": source_id,
                "level": level,
                "need_category": need,
                "rate_dollars": rate_text(value, denominator),
                "weight": fixed_places(value, reference) if reference else None,
                "weight_own_level": fixed_places(value, own) if own else None,
            }
        )
    return rows


def fixed_places(numerator: int, denominator: int) -> str:
    """Return a non-negative quotient rounded half up to six decimals."""
    scaled = (2 * numerator * MICRO + denominator) // (2 * denominator)
    return f"{scaled // MICRO}.{scaled % MICRO:0{DECIMAL_PLACES}d}"


def rate_text(numerator: int, denominator: int) -> str:
    """Return dollars per pupil with 2 to 6 decimals.

    >>> rate_text(3741, 1), rate_text(517449959, 100000)
    ('3741.00', '5174.49959')
    """
    whole, _, decimals = fixed_places(numerator, denominator).partition(".")
    return f"{whole}.{decimals.rstrip('0').ljust(2, '0')}"


def _column_sums(prepared: Prepared, mask: Any) -> list[int]:
    sums: list[int] = prepared.cells.counts[mask].sum(axis=0).tolist()
    return sums


def _sum(values: Any) -> int:
    return sum(values.tolist()) if values.dtype == object else int(np.sum(values))
