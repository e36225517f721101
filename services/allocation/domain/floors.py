"""The floor that an adjustment puts under each school."""

from fractions import Fraction

import numpy as np

from services.allocation.domain.adjustments import HoldHarmless, MinimumOperationalBudget
from services.allocation.domain.derive import refusing_large, too_large
from services.allocation.domain.errors import InputProblem, InputProblems, PolicyProblems
from services.allocation.domain.exact import Cents
from services.allocation.domain.expressions.ratios import Ratios
from services.allocation.domain.limits import ALL_PUPILS, ANY_LEVEL, BASIS_POINTS, MAX_CENTS, MICRO
from services.allocation.domain.prepare import Mask, Prepared

NO_FLOOR = -1

_CENTS = Ratios.constant(Fraction(100))
_ONE_CENT = Fraction(1)
_MICRO_A_CENT = MICRO // 100


def current_of(prepared: Prepared, source_ids: tuple[str, ...] | None) -> Cents:
    """Return the current budgets compared with, in cents; -1 where a school has none."""
    if source_ids is None:
        return prepared.current_cents
    current = np.full_like(prepared.current_cents, NO_FLOOR)
    for source_id in source_ids:
        amounts = prepared.current_by_source.get(source_id)
        if amounts is not None:
            current = np.where(amounts >= 0, np.maximum(current, 0) + amounts, current)
    return current


def hold_harmless_floors(
    prepared: Prepared, adjustment: HoldHarmless, fiscal_year: int, open_mask: Mask, unit_cents: int
) -> Cents:
    """Return the least each school may receive, rounded up to the unit; -1 for schools without a current budget.

    Rounding up keeps the promise: half a cent less than 95 % would be less than 95 %.
    """
    percent = adjustment.percent_in(fiscal_year)
    current = current_of(prepared, adjustment.source_ids)
    has_floor = (current >= 0) & open_mask
    if adjustment.basis == "per_pupil":
        return _per_pupil_floors(prepared, adjustment, percent, np.where(has_floor, current, NO_FLOOR), unit_cents)
    step = BASIS_POINTS * unit_cents
    # current < 2**53 and percent <= 100,000 basis points could leave int64; divide first, then the rest.
    whole, rest = np.divmod(np.maximum(current, 0), step)
    floors = (whole * percent + -(-rest * percent // step)) * unit_cents
    return np.where(has_floor, floors, NO_FLOOR)


def minimum_floors(prepared: Prepared, adjustment: MinimumOperationalBudget, open_mask: Mask) -> Cents:
    """Return the least each school needs; where several floors are given, the highest."""
    floors = np.full_like(prepared.current_cents, NO_FLOOR)
    if adjustment.per_pupil:
        amounts = {amount.level: amount.amount_cents for amount in adjustment.per_pupil}
        every = prepared.need_categories.index(ALL_PUPILS)
        coefficients = [0] * (len(prepared.levels) * len(prepared.need_categories))
        for row, level in enumerate(prepared.levels):
            coefficients[row * len(prepared.need_categories) + every] = amounts.get(level, amounts.get(ANY_LEVEL, 0))
        scaled = prepared.cells.weighted_sums(coefficients)
        floors = np.maximum(floors, (-(-scaled // prepared.count_scale)).astype(np.int64))
    if adjustment.measure:
        floors = np.maximum(floors, measured_floors(prepared, adjustment))
    if adjustment.equal_to_current:
        floors = np.maximum(floors, current_of(prepared, adjustment.source_ids))
    for typed in adjustment.per_school or ():
        row = prepared.school_rows[typed.school_id]
        floors[row] = max(int(floors[row]), typed.amount_cents)
    return np.where(open_mask, floors, NO_FLOOR)


def measured_floors(prepared: Prepared, adjustment: MinimumOperationalBudget) -> Cents:
    """Return the dollars of a minimum's measure in cents, rounded up; -1 for schools that have none."""
    name = adjustment.measure
    assert name is not None
    if name in prepared.derived:
        with refusing_large("/adjustments", adjustment.title):
            cents = prepared.derived[name].times(_CENTS).rounded(_ONE_CENT, "up").top
    else:
        cents = -(-prepared.measures[name] // _MICRO_A_CENT)
    known = prepared.has_measure[name]
    floors = np.where(known, np.maximum(cents, 0), NO_FLOOR)
    if (floors > MAX_CENTS).any():
        raise PolicyProblems([too_large("/adjustments", adjustment.title)])
    return floors.astype(np.int64)


def _per_pupil_floors(
    prepared: Prepared, adjustment: HoldHarmless, percent: int, current: Cents, unit_cents: int
) -> Cents:
    measure = adjustment.prior_pupils_measure
    prior = prepared.measures[measure]
    missing = [int(row) for row in np.flatnonzero((current >= 0) & (prior <= 0))]
    if missing:
        raise InputProblems(
            [
                InputProblem(
                    "measures.csv",
                    0,
                    measure,
                    prepared.school_ids[row],
                    "prior_pupils_missing",
                    f"school {prepared.school_ids[row]} has a current budget but no {measure}",
                    f"Add a row {prepared.school_ids[row]},{measure},<pupils of the current year> to measures.csv.",
                )
                for row in missing
            ]
        )
    floors = np.full_like(prepared.current_cents, NO_FLOOR)
    for row in np.flatnonzero(current >= 0).tolist():
        pupils = Fraction(int(prepared.pupils[row]), prepared.count_scale)
        prior_pupils = Fraction(int(prior[row]), MICRO)
        exact = Fraction(int(current[row]) * percent, BASIS_POINTS) / prior_pupils * pupils
        floors[row] = -(-exact.numerator // (exact.denominator * unit_cents)) * unit_cents
    return floors
