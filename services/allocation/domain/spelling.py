"""An expression as text: with a school's values in it, or as it was written."""

from services.allocation.domain.derive import vocabulary_of
from services.allocation.domain.explanation import money, number
from services.allocation.domain.expressions.check import Checker
from services.allocation.domain.expressions.functions import FACTS
from services.allocation.domain.expressions.nodes import Binary, Call, Name, Node, Number, Text, Unary
from services.allocation.domain.expressions.units import DOLLARS, PUPILS, Unit
from services.allocation.domain.prepare import Prepared

_SIGNS = {"*": "×", "/": "÷", "-": "-", "<=": "≤", ">=": "≥", "!=": "≠", "==": "="}
_STRENGTH = {"or": 1, "and": 2, "not": 3, "+": 5, "-": 5, "*": 6, "/": 6, "**": 8}
_COMPARISON = 4
_SIGN = 7


class Spelling:
    """Writes expressions for one school."""

    def __init__(self, prepared: Prepared, row: int) -> None:
        assert prepared.evaluator is not None
        self.evaluator = prepared.evaluator
        self.row = row
        self._checker = Checker(vocabulary_of(prepared, prepared.derived_units))

    def spell(self, node: Node) -> tuple[str, list[Node]]:
        """Return the arithmetic with values in the place of figures and functions, and those, each once."""
        steps: list[Node] = []
        text = self._spell(node, steps, 0)
        return text, steps

    def shown(self, node: Node) -> str:
        """Return the value as people read it."""
        value = self.evaluator.figure(node).at(self.row)
        if value is None:
            return "–"
        return money(value) if self._unit(node).dollars > 0 else number(value)

    def unit(self, node: Node) -> str:
        """Return the unit an explanation names: dollars only where the figure is dollars."""
        return spelled(self._unit(node))

    def source(self, node: Node) -> str:
        """Return the expression with its names."""
        return self._spell(node, None, 0)

    def _unit(self, node: Node) -> Unit:
        return self._checker.unit(node)

    def _spell(self, node: Node, steps: list[Node] | None, around: int) -> str:
        match node:
            case Number():
                return money(node.value) if node.is_money else number(node.value)
            case Text():
                return f'"{node.text}"'
            case Name():
                return self._leaf(node, steps, node.text) if node.text != "pupil" else self._pupil(steps)
            case Unary():
                text = self._spell(node.operand, steps, _SIGN)
                return f"not {text}" if node.operator == "not" else f"-{text}"
            case Binary():
                return self._binary(node, steps, around)
            case Call():
                if steps is not None and node.function not in FACTS:
                    return self._leaf(node, steps, node.function)
                return f"{node.function}({', '.join(self._spell(part, None, 0) for part in node.arguments)})"

    def _pupil(self, steps: list[Node] | None) -> str:
        return "1" if steps is not None else "pupil"

    def _leaf(self, node: Node, steps: list[Node] | None, written: str) -> str:
        if steps is None:
            return written
        if not any(_same(node, step) for step in steps):
            steps.append(node)
        shown = self.shown(node)
        return f"({shown})" if shown.startswith("-") else shown

    def _binary(self, node: Binary, steps: list[Node] | None, around: int) -> str:
        by_one_pupil = isinstance(node.right, Name) and node.right.text == "pupil"
        if steps is not None and by_one_pupil and node.operator in {"*", "/"}:
            # A rate is written $4000 / pupil; multiplying or dividing by one pupil needs no showing.
            return self._spell(node.left, steps, around)
        strength = _STRENGTH.get(node.operator, _COMPARISON)
        left = self._spell(node.left, steps, strength)
        right = self._spell(node.right, steps, strength + 1)
        text = f"{left} {_SIGNS.get(node.operator, node.operator)} {right}"
        return f"({text})" if strength < around else text


def spelled(unit: Unit) -> str:
    """Return the unit an explanation names."""
    if (unit.dollars, unit.pupils) == (DOLLARS.dollars, DOLLARS.pupils):
        return "dollars"
    if (unit.dollars, unit.pupils) == (PUPILS.dollars, PUPILS.pupils):
        return "pupils"
    return "dollars_per_pupil" if unit.dollars == 1 and unit.pupils == -1 else "number"


def _same(one: Node, other: Node) -> bool:
    if isinstance(one, Name) and isinstance(other, Name):
        return one.text == other.text
    if isinstance(one, Call) and isinstance(other, Call):
        same = one.function == other.function and len(one.arguments) == len(other.arguments)
        return same and all(_same(a, b) for a, b in zip(one.arguments, other.arguments, strict=True))
    if isinstance(one, Text) and isinstance(other, Text):
        return one.text == other.text
    if isinstance(one, Number) and isinstance(other, Number):
        return (one.value, one.is_money) == (other.value, other.is_money)
    if isinstance(one, Unary) and isinstance(other, Unary):
        return one.operator == other.operator and _same(one.operand, other.operand)
    if isinstance(one, Binary) and isinstance(other, Binary):
        return one.operator == other.operator and _same(one.left, other.left) and _same(one.right, other.right)
    return False
