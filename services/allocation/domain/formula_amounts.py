"""Expressions of rules, as cents or as weights of a pool."""

from fractions import Fraction

import numpy as np

from services.allocation.domain.derive import pool_weights_of, refusing_large, too_large
from services.allocation.domain.errors import Infeasible, PolicyProblems, dollars
from services.allocation.domain.exact import Cents, IntVector
from services.allocation.domain.expressions.ratios import Ratios
from services.allocation.domain.formula_rules import CompositeIndex, FormulaBase
from services.allocation.domain.limits import MAX_CENTS
from services.allocation.domain.prepare import Mask, Prepared

_CENTS = Ratios.constant(Fraction(100))


def formula_value(prepared: Prepared, rule: FormulaBase | CompositeIndex) -> Ratios:
    """Return the exact value of a rule's expression for every school."""
    assert prepared.evaluator is not None  # derive.with_derived makes it
    with refusing_large("/sources", rule.title):
        return prepared.evaluator.figure(rule.node)


def formula_cents(prepared: Prepared, rule: FormulaBase, receivers: Mask | None, unit_cents: int) -> Cents:
    """Return a rule's dollars in cents, rounded once, half up; what is unknown is nothing."""
    with refusing_large("/sources", rule.title):
        cents = formula_value(prepared, rule).times(_CENTS).rounded(Fraction(unit_cents), "half_up").top
    amounts = np.broadcast_to(cents, (prepared.school_count,))
    if receivers is not None:
        amounts = np.where(receivers, amounts, 0)
    if (amounts < 0).any():
        row = int(np.argmin(amounts))
        school_id, lowest = prepared.school_ids[row], int(amounts[row])
        raise Infeasible(
            "formula_below_zero",
            -lowest,
            f"{rule.title}: the formula gives {school_id} {dollars(lowest)}; no school can receive less than nothing.",
            ["Write max(..., 0) around the expression.", f"Narrow the eligibility of {rule.title}."],
            "/sources",
        )
    if (amounts > MAX_CENTS).any():
        raise PolicyProblems([too_large("/sources", rule.title)])
    return amounts.astype(np.int64)


def index_weights(prepared: Prepared, rule: CompositeIndex) -> IntVector:
    """Return what each school's index weighs in the pool, in whole numbers over ``derive.WEIGHT_SCALE``."""
    with refusing_large("/sources", rule.title):
        return pool_weights_of(formula_value(prepared, rule), prepared.school_count)
