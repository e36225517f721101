"""Each rule kind's arithmetic over all schools."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from services.allocation.domain.apportion_rows import apportion_rows
from services.allocation.domain.coefficients import cells_of
from services.allocation.domain.derive import measure_weights, refusing_large
from services.allocation.domain.errors import Infeasible, dollars
from services.allocation.domain.exact import PRODUCT_LIMIT, Cents, IntVector, apportion, apportion_units, divide_half_up
from services.allocation.domain.formula_amounts import formula_cents, index_weights
from services.allocation.domain.formula_rules import CompositeIndex, FormulaBase
from services.allocation.domain.ledger import AnyRule
from services.allocation.domain.limits import ANY_LEVEL, MICRO
from services.allocation.domain.prepare import Mask, Prepared
from services.allocation.domain.rule_sums import RuleSums
from services.allocation.domain.rules import (
    Foundation,
    FoundationAmount,
    PerPupil,
    Proportional,
    SchoolGrantRule,
    Shares,
    WeightedPool,
)

WeightedRule = WeightedPool | Proportional | CompositeIndex
PoolRule = WeightedRule | Shares
FixedRule = PerPupil | Foundation | SchoolGrantRule | FormulaBase


@dataclass(eq=False, slots=True)
class Pool:
    """Money that one rule shares among the schools that may receive it; None stands for every school."""

    rule: PoolRule
    cents: int
    receivers: Mask | None
    pointer: str


def fixed_amounts(
    prepared: Prepared, rule: FixedRule, source_id: str, receivers: Mask | None, unit_cents: int, sums: RuleSums
) -> Cents:
    """Return what a fixed-dollar rule gives each school, whatever the source holds.

    Amounts are int64, or Python integers where some school's would not fit: no source holds as much.
    """
    match rule:
        case PerPupil():
            # Who receives nothing is left out first, so that no amount of theirs is too large.
            return divide_half_up(_masked(sums.of(rule), receivers), sums.denominator(rule), unit_cents)
        case Foundation():
            return _masked(_foundation(prepared, rule), receivers)
        case SchoolGrantRule():
            return _grants(prepared, rule, source_id)
        case FormulaBase():
            return formula_cents(prepared, rule, receivers, unit_cents)


def pool_amounts(prepared: Prepared, pools: Sequence[Pool], unit_cents: int, sums: RuleSums) -> list[Cents]:
    """Share every pool: what its schools get sums to the whole units of the pool.

    All pools are looked at in their order, so that the first that nobody may receive is the one refused; then
    those shared by one weight per school are split together.
    """
    amounts = [np.zeros(prepared.school_count, dtype=np.int64) for _ in pools]
    weighted: dict[int, IntVector] = {}
    for index, pool in enumerate(pools):
        if pool.cents < unit_cents:
            continue
        if isinstance(pool.rule, Shares):
            amounts[index] = _shares(prepared, pool.rule, pool.cents, pool.receivers, unit_cents, pool.pointer)
        else:
            weights = pool_weights(prepared, pool.rule, pool.receivers, sums)
            if not np.count_nonzero(weights):
                reason = "the schools that may receive it have no weighted pupils or measure"
                raise _nobody(pool.rule, pool.cents, pool.pointer, reason)
            weighted[index] = weights
    units = apportion_rows([pools[index].cents // unit_cents for index in weighted], list(weighted.values()))
    for place, index in enumerate(weighted):
        amounts[index] = units[place] * unit_cents
    return amounts


def weights_of_pool(prepared: Prepared, rule: WeightedRule, receivers: Mask | None) -> IntVector:
    """Return ``pool_weights`` of one rule that is looked at alone."""
    return pool_weights(prepared, rule, receivers, RuleSums(prepared, (rule,)))


def pool_weights(prepared: Prepared, rule: WeightedRule, receivers: Mask | None, sums: RuleSums) -> IntVector:
    """Return what each school brings to a pool: weighted pupils or a measure, in whole numbers."""
    if isinstance(rule, WeightedPool):
        weights = sums.of(rule)
    elif isinstance(rule, CompositeIndex):
        weights = index_weights(prepared, rule)
    elif rule.measure == "pupils":
        weights = prepared.pupils
    elif rule.measure.startswith("need:"):
        weights = prepared.need_counts[rule.measure.removeprefix("need:")]
    else:
        with refusing_large("/sources", rule.title):
            weights, _ = measure_weights(prepared, rule.measure)
    return _masked(weights, receivers)


def share_pools(rule: Shares, pool_cents: int, unit_cents: int) -> list[int]:
    """Return the cents of each cell, by largest remainder in the order of the cells' names."""
    order = sorted(range(len(rule.cells)), key=lambda cell: (rule.cells[cell].level, rule.cells[cell].need_category))
    in_order = apportion_units(pool_cents, np.array([rule.cells[cell].share_bp for cell in order]), unit_cents)
    pools = np.empty_like(in_order)
    pools[order] = in_order
    cents: list[int] = pools.tolist()
    return cents


def cell_pupils(prepared: Prepared, level: str, need_category: str, receivers: Mask | None) -> Cents:
    """Return the pupils of a cell by school, in 1 / count_scale, of the schools that may receive."""
    return _masked(prepared.cells.counts[:, cells_of(prepared, level, need_category)].sum(axis=1), receivers)


def _foundation(prepared: Prepared, rule: Foundation) -> Cents:
    fits_int64 = sum(band.amount_cents for band in rule.amounts) < PRODUCT_LIMIT
    amounts = np.zeros(prepared.school_count, dtype=np.int64 if fits_int64 else object)
    given = np.zeros(prepared.school_count, dtype=np.bool_)
    for band in rule.amounts:
        fits = foundation_fits(prepared, band)
        if rule.match == "first":
            amounts[fits & ~given] = band.amount_cents
            given |= fits
        elif rule.match == "sum":
            amounts[fits] += band.amount_cents
        else:
            amounts[fits] = np.maximum(amounts[fits], band.amount_cents)
    return amounts


def foundation_fits(prepared: Prepared, band: FoundationAmount) -> Mask:
    """Return which schools a foundation amount fits."""
    fits = np.ones(prepared.school_count, dtype=np.bool_)
    if band.level is not None and band.level != ANY_LEVEL:
        fits = fits & prepared.on_level(band.level)
    if band.school_type is not None:
        of_type = [school.school_type == band.school_type for school in prepared.schools]
        fits = fits & np.array(of_type, dtype=np.bool_)
    if band.pupils_min is not None:
        fits = fits & (prepared.pupils * MICRO >= int(band.pupils_min * MICRO) * prepared.count_scale)
    if band.pupils_max is not None:
        fits = fits & (prepared.pupils * MICRO <= int(band.pupils_max * MICRO) * prepared.count_scale)
    return fits


def _grants(prepared: Prepared, rule: SchoolGrantRule, source_id: str) -> Cents:
    amounts = np.zeros(prepared.school_count, dtype=np.int64)
    for grant in prepared.grants.get(source_id, ()) if rule.grants is None else rule.grants:
        amounts[prepared.school_rows[grant.school_id]] += grant.amount_cents
    return amounts


def _shares(
    prepared: Prepared, rule: Shares, pool_cents: int, receivers: Mask | None, unit_cents: int, pointer: str
) -> Cents:
    amounts = np.zeros(prepared.school_count, dtype=np.int64)
    pools = share_pools(rule, pool_cents, unit_cents)
    for index, cell in enumerate(rule.cells):
        cents = pools[index]
        if cents:
            pupils = cell_pupils(prepared, cell.level, cell.need_category, receivers)
            if not pupils.any():
                where = f"no school that may receive it has {cell.need_category} pupils on level {cell.level}"
                raise _nobody(rule, cents, f"{pointer}/cells/{index}", where)
            amounts += apportion(cents // unit_cents, pupils) * unit_cents
    return amounts


def _masked(values: IntVector, receivers: Mask | None) -> IntVector:
    return values if receivers is None else np.where(receivers, values, 0)


def _nobody(rule: AnyRule, cents: int, pointer: str, reason: str) -> Infeasible:
    return Infeasible(
        "nobody_to_receive",
        cents,
        f"{rule.title}: {dollars(cents)} cannot be shared, as {reason}.",
        [
            "Admit schools that have such pupils (eligibility), or weigh a category that the schools have.",
            f"Lower the pool of {rule.title} by {dollars(cents)} so that the money stays in the reserve.",
        ],
        pointer,
    )
