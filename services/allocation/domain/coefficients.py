"""Rates and weights of a rule as exact integers, one per cell of the count matrix."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from services.allocation.domain.exact import reduce_by_gcd
from services.allocation.domain.limits import ALL_PUPILS, ANY_LEVEL, MICRO
from services.allocation.domain.prepare import Prepared
from services.allocation.domain.rules import CellRate, CellWeight, Combination, PerPupil, WeightedPool


@dataclass(frozen=True, slots=True)
class Coefficients:
    """Value of every cell: ``values[cell] / denominator`` dollars (a rate) or 1 (a weight)."""

    values: list[int]
    denominator: int

    def fraction(self, cell: int) -> Fraction:
        """Return the value of a cell."""
        return Fraction(self.values[cell], self.denominator)


def rate_coefficients(prepared: Prepared, rule: PerPupil) -> Coefficients:
    """Return the dollars per pupil of every cell."""
    if rule.rates:
        return _lowest(_expand(prepared, rule.rates, [int(cell.rate_dollars * MICRO) for cell in rule.rates]), MICRO)
    weights, denominator = _weights(prepared, rule.weights or (), rule.combine)
    base = int((rule.base_dollars or 0) * MICRO)
    return _lowest([base * weight for weight in weights], denominator * MICRO)


def weight_coefficients(prepared: Prepared, rule: WeightedPool) -> Coefficients:
    """Return the weight of every cell."""
    return _lowest(*_weights(prepared, rule.weights, rule.combine))


def cells_of(prepared: Prepared, level: str, need_category: str) -> list[int]:
    """Return the columns of a level (or every level) and need category."""
    need = prepared.need_categories.index(need_category)
    width = len(prepared.need_categories)
    if level == ANY_LEVEL:
        return [row * width + need for row in range(len(prepared.levels))]
    return [prepared.levels.index(level) * width + need]


def _weights(prepared: Prepared, weights: Sequence[CellWeight], combine: Combination) -> tuple[list[int], int]:
    values = _expand(prepared, weights, [int(cell.weight * MICRO) for cell in weights])
    if combine == "additive":
        return values, MICRO
    # A need's weight multiplies what `all` weighs on its level; a level without a weight of its own counts 1.
    width = len(prepared.need_categories)
    every = prepared.need_categories.index(ALL_PUPILS)
    product = []
    for cell, value in enumerate(values):
        level_weight = values[cell // width * width + every] or MICRO
        product.append(value * (MICRO if cell % width == every else level_weight))
    return product, MICRO * MICRO


def _expand(prepared: Prepared, cells: Sequence[CellRate | CellWeight], micros: list[int]) -> list[int]:
    width = len(prepared.need_categories)
    values = [0] * (width * len(prepared.levels))
    columns = prepared.cell_columns
    named = []
    for cell, micro in zip(cells, micros, strict=True):
        if cell.level == ANY_LEVEL:
            first = columns[prepared.levels[0], cell.need_category]
            values[first::width] = [micro] * len(prepared.levels)
        else:
            named.append((columns[cell.level, cell.need_category], micro))
    # A named level goes before "*", wherever it stands in the list.
    for column, micro in named:
        values[column] = micro
    return values


def _lowest(values: list[int], denominator: int) -> Coefficients:
    return Coefficients(*reduce_by_gcd(values, denominator))
