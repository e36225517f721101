"""The value of an expression for every school, exactly."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from services.allocation.domain.expressions.functions import FACTS, OVER_SCHOOLS, ROOTS, ROUNDING
from services.allocation.domain.expressions.nodes import Binary, Call, Name, Node, Number, Text, Unary
from services.allocation.domain.expressions.ratios import Comparison, Ratios, Truths
from services.allocation.domain.limits import MICRO
from services.allocation.domain.prepare import Mask, Prepared

_COMPARE = {
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "==": np.equal,
    "!=": np.not_equal,
}
_EXTREMES: Mapping[str, Comparison] = {"min": np.less_equal, "max": np.greater_equal}
_DIRECTIONS = {"round": "half_up", "round_even": "half_even", "round_down": "down", "round_up": "up"}
_ONE = Fraction(1)


@dataclass(eq=False)
class Evaluator:
    """Evaluates expressions that ``check`` found sound, over one district.

    Attributes:
        open_mask: The schools that sums and means go over.
        derived: The district's derived measures, free of cycles.
    """

    prepared: Prepared
    open_mask: Mask
    derived: Mapping[str, Node]
    _figures: dict[int, tuple[Node, Ratios]] = field(default_factory=dict)

    def figure(self, node: Node) -> Ratios:
        """Return the value of a figure for every school."""
        found = self._figures.get(id(node))
        if found is None:
            found = self._figures[id(node)] = (node, self._figure(node))
        return found[1]

    def condition(self, node: Node) -> tuple[Truths, Truths]:
        """Return for which schools a condition holds, and for which that is known."""
        match node:
            case Unary():
                holds, known = self.condition(node.operand)
                return ~holds, known
            case Binary() if node.operator in {"and", "or"}:
                left, left_known = self.condition(node.left)
                right, right_known = self.condition(node.right)
                return (left & right if node.operator == "and" else left | right), left_known & right_known
            case Binary():
                first, second = self.figure(node.left), self.figure(node.right)
                return first.compared(second, _COMPARE[node.operator]), first.known & second.known
        assert isinstance(node, Call), node
        assert node.function in FACTS, node
        return self._fact(node.function, name_of(node)), np.array([True])

    def spread(self, over: Node) -> tuple[Ratios, int]:
        """Return the sum of a figure over the open schools that have it, and how many they are."""
        return self.figure(over).summed(self.open_mask)

    def _figure(self, node: Node) -> Ratios:
        assert not isinstance(node, Text), node
        match node:
            case Number():
                return Ratios.constant(node.value)
            case Name():
                return self._name(node.text)
            case Unary():
                return self.figure(node.operand).negated()
            case Binary():
                return self._binary(node)
            case Call():
                return self._call(node)

    def _typed(self, node: Node) -> Fraction:
        """Return a number that was typed, the same for every school."""
        figure = self.figure(node)
        return Fraction(int(figure.top[0]), int(figure.bottom[0]))

    def _binary(self, node: Binary) -> Ratios:
        left, right = self.figure(node.left), self.figure(node.right)
        match node.operator:
            case "+":
                return left.plus(right)
            case "-":
                return left.plus(right.negated())
            case "*":
                return left.times(right)
            case "/":
                return left.over(right)
        assert node.operator == "**", node
        return left.power(int(self._typed(node.right)))

    def _name(self, name: str) -> Ratios:
        prepared = self.prepared
        match name:
            case "pupils":
                return Ratios.scaled(prepared.pupils, prepared.count_scale)
            case "pupil":
                return Ratios.constant(_ONE)
            case "current_budget":
                return Ratios.scaled(prepared.current_cents, 100, prepared.current_cents >= 0)
        if name in self.derived:
            return self.figure(self.derived[name])
        return Ratios.scaled(prepared.measures[name], MICRO, prepared.has_measure[name])

    def _call(self, node: Call) -> Ratios:
        if node.function in OVER_SCHOOLS:
            return self._over_schools(node)
        if node.function in ROUNDING:
            value, *unit = node.arguments
            return self.figure(value).rounded(self._typed(unit[0]) if unit else _ONE, _DIRECTIONS[node.function])
        if node.function in ROOTS:
            value, degree, unit_of_root = node.arguments
            return self.figure(value).root(int(self._typed(degree)), self._typed(unit_of_root))
        match node.function:
            case "if":
                holds, known = self.condition(node.arguments[0])
                return self.figure(node.arguments[1]).where(holds, self.figure(node.arguments[2])).only_where(known)
            case "min" | "max":
                return _extreme(_EXTREMES[node.function], *(self.figure(argument) for argument in node.arguments))
            case "clamp":
                figure, low, high = (self.figure(argument) for argument in node.arguments)
                return _extreme(_EXTREMES["max"], _extreme(_EXTREMES["min"], figure, high), low)
            case "count":
                return self._count(node)
            case "share":
                pupils = Ratios.scaled(self.prepared.pupils, 1)
                return Ratios.scaled(self.prepared.need_counts[name_of(node)], 1).over(pupils)
            case "source_amount":
                return Ratios.constant(Fraction(self.prepared.sources[name_of(node)].amount_cents, 100))
            case _:
                return self._name(name_of(node))

    def _over_schools(self, node: Call) -> Ratios:
        inner = node.arguments[0]
        if node.function in {"sum", "mean"}:
            total, count = self.spread(inner)
            if node.function == "sum":
                return total
            return total.over(Ratios.constant(Fraction(count)))
        value = self.figure(inner)
        if node.function == "rank":
            return value.ranked(self.open_mask)
        rows = np.flatnonzero(np.broadcast_to(value.known, self.open_mask.shape) & self.open_mask)
        found = [number for number in (value.at(int(row)) for row in rows) if number is not None]
        if not found:
            return Ratios(np.array([0]), np.array([1]), np.array([False]))
        return Ratios.constant(min(found) if node.function == "lowest" else max(found))

    def _count(self, node: Call) -> Ratios:
        need, prepared = name_of(node), self.prepared
        if len(node.arguments) == 1:
            return Ratios.scaled(prepared.need_counts[need], prepared.count_scale)
        columns = [prepared.cell_columns[level, need] for level in prepared.levels_of(name_of(node, 1))]
        return Ratios.scaled(prepared.cells.counts[:, columns].sum(axis=1), prepared.count_scale)

    def _fact(self, fact: str, name: str) -> Mask:
        prepared = self.prepared
        match fact:
            case "level":
                return prepared.on_level(name)
            case "flag":
                answers = (name in school.flags for school in prepared.schools)
            case "school_type":
                answers = (school.school_type == name for school in prepared.schools)
            case _:
                known = self._name(name).known
                return np.broadcast_to(known, prepared.pupils.shape)
        return np.fromiter(answers, np.bool_)


def _extreme(wins: Comparison, best: Ratios, *others: Ratios) -> Ratios:
    """Return the number that wins over all others, known where all of them are."""
    for other in others:
        known = best.known & other.known
        best = best.where(best.compared(other, wins), other).only_where(known)
    return best


def name_of(call: Call, index: int = 0) -> str:
    """Return the name a function was given, such as the need category of a count."""
    argument = call.arguments[index]
    assert isinstance(argument, Name | Text)
    return argument.text
