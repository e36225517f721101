"""Expressions of rules, as cents or as weights of a pool."""

from fractions import Fraction

import numpy as np

from services.allocation.domain.derive import pool_weights_of, too_large
from services.allocation.domain.errors import Infeasible, PolicyProblems, dollars
from services.allocation.domain.exact import Cents, IntVector
from services.allocation.domain.expressions.ratios import NumberTooLarge, Ratios
from services.allocation.domain.formula_rules import CompositeIndex, FormulaBase
from services.allocation.domain.limits import MAX_CENTS
from services.allocation.domain.prepare import Mask, Prepared

_CENTS = Ratios.constant(Fraction(100))


def formula_value(prepared: Prepared, rule: FormulaBase | CompositeIndex) -> Ratios:
    """Return the exact value of a rule's expression for every school."""
    assert prepared.evaluator is not None, "derive.with_derived makes it"
    try:
        return prepared.evaluator.figure(rule.node)
    except NumberTooLarge as error:
        raise PolicyProblems([too_large("/sources", rule.title)]) from error


def formula_cents(prepared: Prepared, rule: FormulaBase, receivers: Mask | None, unit_cents: int) -> Cents:
    """Return a rule's dollars in cents, rounded once, half up; what is unknown is nothing."""
    cents = formula_value(prepared, rule).times(_CENTS).rounded(Fraction(unit_cents), "half_up").top
    amounts = np.broadcast_to(cents, (prepared.school_count,))
    if receivers is not None:
        amounts = np.where(receivers, amounts, 0)
    lowest, highest = (int(amounts.min()), int(amounts.max())) if len(amounts) else (0, 0)
    if lowest < 0:
        school_id = prepared.school_ids[int(np.argmin(amounts))]
        raise Infeasible(
            "formula_below_zero",
            -lowest,
            f"{rule.title}: the formula gives {school_id} {dollars(lowest)}; no school can receive less than nothing.",
            ["Write max(..., 0) around the expression.", f"Narrow the eligibility of {rule.title}."],
            "/sources",
        )
    if highest > MAX_CENTS:
        raise PolicyProblems([too_large("/sources", rule.title)])
    return np.array(amounts, dtype=np.int64)


def index_weights(prepared: Prepared, rule: CompositeIndex) -> IntVector:
    """Return what each school's index weighs in the pool, in whole numbers over ``derive.WEIGHT_SCALE``."""
    return pool_weights_of(formula_value(prepared, rule), prepared.school_count)
