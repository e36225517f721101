"""Why a rule that is an expression gave a school its amount."""

from dataclasses import replace
from fractions import Fraction

from services.allocation.domain.explain_apportion import unit_phrase
from services.allocation.domain.explain_expression import ExpressionExplainer
from services.allocation.domain.explanation import Explanation, money
from services.allocation.domain.expressions.nodes import Node
from services.allocation.domain.formula_rules import FormulaBase
from services.allocation.domain.ledger import Component
from services.allocation.domain.phrases import say
from services.allocation.domain.result import Result


def explain_formula(result: Result, component: Component, rule: FormulaBase, row: int) -> Explanation:
    """Return the tree of a rule's amount: its expression in dollars, and the one rounding."""
    amount = Fraction(int(component.amounts[row]), 100)
    whole = explain_value(result, rule.node, row)
    exact = whole.exact or Fraction()
    children = [replace(whole, unit="dollars")]
    if exact != amount:
        label = say("round_unit", unit=unit_phrase(result.policy.rounding_unit_cents), exact=money(exact))
        children.append(Explanation(label, "rounding", amount - exact, formula=money(amount - exact)))
    label = say("component", label=component.label)
    return Explanation(label, "sum", amount, formula=money(amount), children=tuple(children))


def explain_value(result: Result, node: Node, row: int) -> Explanation:
    """Return the tree of an expression's value."""
    return ExpressionExplainer(result.prepared, result.policy, row).explain(node, say("formula_value"))


def explain_derived(result: Result, measure: str, row: int) -> tuple[Explanation, ...]:
    """Return the tree of a derived measure; nothing for a measure of the input data."""
    evaluator = result.prepared.evaluator
    if evaluator is None or measure not in evaluator.derived:
        return ()
    return (explain_value(result, evaluator.derived[measure], row),)
