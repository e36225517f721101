"""The matrix: dollars per pupil by level and need category, and the weights they amount to."""

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from services.allocation.domain.coefficients import cells_of, rate_coefficients, weight_coefficients
from services.allocation.domain.distribute import cell_pupils, pool_weights, share_pools
from services.allocation.domain.ledger import Component
from services.allocation.domain.limits import ALL_PUPILS
from services.allocation.domain.prepare import Prepared
from services.allocation.domain.rules import PerPupil, Proportional, Shares, WeightedPool

if TYPE_CHECKING:
    from services.allocation.domain.result import Result

Rates = dict[int, Fraction]


def component_rates(prepared: Prepared, component: Component, unit_cents: int) -> Rates:
    """Return the exact dollars per pupil, by cell, of a component that pays by pupils; others have none."""
    rule, receivers = component.rule, component.receivers
    match rule:
        case PerPupil():
            rates = rate_coefficients(prepared, rule)
            return {cell: rates.fraction(cell) for cell, value in enumerate(rates.values) if value}
        case WeightedPool():
            weights = weight_coefficients(prepared, rule)
            total = _sum(pool_weights(prepared, rule, receivers))
            if not total:
                return {}
            dollars_per_unit = Fraction(component.total_cents * prepared.count_scale, 100 * total)
            return {cell: dollars_per_unit * value for cell, value in enumerate(weights.values) if value}
        case Shares():
            found: Rates = {}
            pools = share_pools(rule, component.pool_cents or 0, unit_cents)
            for cell, cents in zip(rule.cells, pools, strict=True):
                pupils = _sum(cell_pupils(prepared, cell.level, cell.need_category, receivers))
                if pupils and cents:
                    for index in cells_of(prepared, cell.level, cell.need_category):
                        found[index] = found.get(index, Fraction()) + Fraction(
                            cents * prepared.count_scale, 100 * pupils
                        )
            return found
        case Proportional() if rule.measure == "pupils" or rule.measure.startswith("need:"):
            total = _sum(pool_weights(prepared, rule, receivers))
            if not total:
                return {}
            need = ALL_PUPILS if rule.measure == "pupils" else rule.measure.removeprefix("need:")
            rate = Fraction(component.total_cents * prepared.count_scale, 100 * total)
            return dict.fromkeys(cells_of(prepared, "*", need), rate)
        case _:
            return {}


def matrix_rows(result: "Result") -> list[dict[str, Any]]:
    """Return the matrix of each source that pays by pupils, then the overall one (source_id null).

    Overall, a cell's rate is the sum of the sources' rates, each weighed by the pupils of the schools that
    may receive it: where every source reaches every school it is the plain sum.
    """
    prepared = result.prepared
    unit = result.policy.rounding_unit_cents
    overall: Rates = {}
    rows: list[dict[str, Any]] = []
    open_counts = _column_sums(prepared, result.open_mask)
    for ledger in result.ledgers:
        rates: Rates = {}
        for component in ledger.components:
            reached = component.receivers
            own = component_rates(prepared, component, unit)
            counts = open_counts if reached is None or not own else _column_sums(prepared, reached)
            for cell, rate in own.items():
                rates[cell] = rates.get(cell, Fraction()) + rate
                partial = counts is not open_counts and open_counts[cell]
                share = rate * Fraction(counts[cell], open_counts[cell]) if partial else rate
                overall[cell] = overall.get(cell, Fraction()) + share
        rows += _rows(prepared, ledger.source.source_id, rates)
    return rows + _rows(prepared, None, overall)


def _rows(prepared: Prepared, source_id: str | None, rates: Rates) -> list[dict[str, Any]]:
    if not rates:
        return []
    width = len(prepared.need_categories)
    every = prepared.need_categories.index(ALL_PUPILS)
    bases = [rates.get(level * width + every, Fraction()) for level in range(len(prepared.levels))]
    reference = next((base for base in bases if base), None)
    rows = []
    for cell in range(width * len(prepared.levels)):
        rate, own = rates.get(cell, Fraction()), bases[cell // width]
        rows.append(
            {
                "source_id": source_id,
                "level": prepared.levels[cell // width],
                "need_category": prepared.need_categories[cell % width],
                "rate_dollars": rate_text(rate),
                "weight": fixed_places(rate / reference, 6) if reference else None,
                "weight_own_level": fixed_places(rate / own, 6) if own else None,
            }
        )
    return rows


def fixed_places(value: Fraction, places: int) -> str:
    """Return a non-negative fraction rounded half up to a number of decimals."""
    factor = 10**places
    scaled = (2 * value.numerator * factor + value.denominator) // (2 * value.denominator)
    return f"{scaled // factor}.{scaled % factor:0{places}d}"


def rate_text(rate: Fraction) -> str:
    """Return dollars per pupil with 2 to 6 decimals.

    >>> rate_text(Fraction(3741)), rate_text(Fraction(517449959, 100000))
    ('3741.00', '5174.49959')
    """
    whole, _, decimals = fixed_places(rate, 6).partition(".")
    return f"{whole}.{decimals.rstrip('0').ljust(2, '0')}"


def _column_sums(prepared: Prepared, mask: Any) -> list[int]:
    sums: list[int] = prepared.cells.counts[mask].sum(axis=0).tolist()
    return sums


def _sum(values: Any) -> int:
    return sum(values.tolist()) if values.dtype == object else int(np.sum(values))
