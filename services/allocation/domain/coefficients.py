"""Rates and weights of a rule as exact integers, one per cell of the count matrix."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from services.allocation.domain.exact import reduce_by_gcd
from services.allocation.domain.identity_memo import CAPACITY
from services.allocation.domain.limits import ALL_PUPILS, ANY_LEVEL, MICRO
from services.allocation.domain.prepare import Prepared
from services.allocation.domain.rules import CellRate, CellShare, CellWeight, Combination, PerPupil, WeightedPool

_MICRO = Decimal(MICRO)


@dataclass(frozen=True, slots=True)
class Coefficients:
    """Value of every cell: ``values[cell] / denominator`` dollars (a rate) or 1 (a weight)."""

    values: list[int]
    denominator: int

    def fraction(self, cell: int) -> Fraction:
        """Return the value of a cell."""
        return Fraction(self.values[cell], self.denominator)


@dataclass(frozen=True, slots=True)
class CellLayout:
    """Where the cells that a rule lists stand in the count matrix.

    Attributes:
        names: Level and need category of every listed cell.
        position: For every column of the matrix the listed cell that applies, -1 where none does; None if a
            cell is unknown.
    """

    names: tuple[tuple[str, str], ...]
    position: list[int] | None


def cell_layout(prepared: Prepared, cells: Sequence[CellRate | CellWeight | CellShare]) -> CellLayout:
    """Return where listed cells stand; a named level goes before ``*``, wherever it stands in the list."""
    return prepared.cell_layouts.get(cells, lambda listed: _layout(prepared, listed))


def rule_coefficients(prepared: Prepared, rule: PerPupil | WeightedPool) -> Coefficients:
    """Return the dollars per pupil or the weight of every cell."""
    return rate_coefficients(prepared, rule) if isinstance(rule, PerPupil) else weight_coefficients(prepared, rule)


def rate_coefficients(prepared: Prepared, rule: PerPupil) -> Coefficients:
    """Return the dollars per pupil of every cell."""
    return prepared.rule_coefficients.get(rule, lambda this: _rates(prepared, this))


def weight_coefficients(prepared: Prepared, rule: WeightedPool) -> Coefficients:
    """Return the weight of every cell."""
    return prepared.rule_coefficients.get(rule, lambda this: _lowest(*_weights(prepared, this.weights, this.combine)))


def cells_of(prepared: Prepared, level: str, need_category: str) -> list[int]:
    """Return the columns of a level, a group of levels or every level, and a need category."""
    need = prepared.need_categories.index(need_category)
    width = len(prepared.need_categories)
    if level == ANY_LEVEL:
        return [row * width + need for row in range(len(prepared.levels))]
    return [prepared.levels.index(each) * width + need for each in prepared.levels_of(level)]


def _rates(prepared: Prepared, rule: PerPupil) -> Coefficients:
    if rule.rates:
        return _lowest(_expand(prepared, rule.rates, [int(cell.rate_dollars * _MICRO) for cell in rule.rates]), MICRO)
    weights, denominator = _weights(prepared, rule.weights or (), rule.combine)
    base = int((rule.base_dollars or 0) * MICRO)
    return _lowest([base * weight for weight in weights], denominator * MICRO)


def _weights(prepared: Prepared, weights: Sequence[CellWeight], combine: Combination) -> tuple[list[int], int]:
    values = _expand(prepared, weights, [int(cell.weight * _MICRO) for cell in weights])
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
    position = cell_layout(prepared, cells).position
    assert position is not None  # policy_problems refuses unknown cells
    micros.append(0)
    return [micros[index] for index in position]


def _layout(prepared: Prepared, cells: Sequence[CellRate | CellWeight | CellShare]) -> CellLayout:
    names = tuple([(cell.level, cell.need_category) for cell in cells])
    position = prepared.cell_positions.get(names)
    if position is None:
        position = _position(prepared, names)
        if len(prepared.cell_positions) >= CAPACITY:
            prepared.cell_positions.clear()
        prepared.cell_positions[names] = position
    return CellLayout(names, position or None)


def _position(prepared: Prepared, names: Sequence[tuple[str, str]]) -> list[int]:
    """Return the listed cell of every column; an empty list if a cell is unknown."""
    columns = prepared.cell_columns
    known = columns.keys() | {(ANY_LEVEL, need) for need in prepared.need_categories}
    if not known.issuperset(names):
        return []
    position = [-1] * len(columns)
    for wildcard in (True, False):
        for index, (level, need) in enumerate(names):
            if wildcard and level == ANY_LEVEL:
                for each in prepared.levels:
                    position[columns[each, need]] = index
            elif not wildcard and level != ANY_LEVEL:
                position[columns[level, need]] = index
    return position


def _lowest(values: list[int], denominator: int) -> Coefficients:
    return Coefficients(*reduce_by_gcd(values, denominator))
