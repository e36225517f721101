"""Whether an expression makes sense before it runs: every name known, every unit right."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from services.allocation.domain.expressions.functions import FACTS, OVER_SCHOOLS, ROOTS, ROUNDING, WORDS
from services.allocation.domain.expressions.nodes import Binary, Call, Fault, Name, Node, Number, Text, Unary
from services.allocation.domain.expressions.units import BARE, DOLLARS, PUPILS, RATIO, UNSTATED, Unit
from services.allocation.domain.limits import ANY_LEVEL

MAX_EXPONENT = 6
COMPARISONS = frozenset({"<", "<=", ">", ">=", "==", "!="})


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names an expression may use. ``derived`` says the unit of each derived measure."""

    derived: Mapping[str, Unit]
    measures: Collection[str]
    need_categories: Collection[str]
    levels: Collection[str]
    source_ids: Collection[str]
    whole_school_needs: Collection[str] = ()


@dataclass(slots=True)
class Checker:
    """Collects every fault of one expression while it finds its unit; None stands for a condition."""

    vocabulary: Vocabulary
    faults: list[Fault] = field(default_factory=list)

    def unit(self, node: Node) -> Unit:
        """Return the unit of a figure."""
        found = self._find(node)
        if found is None:
            self._add(node, "not_a_figure", "a figure is needed here, not a condition", "Write if(condition, 1, 0).")
            return UNSTATED
        return found

    def condition(self, node: Node) -> None:
        """Check something that holds or does not."""
        if self._find(node) is not None:
            self._add(node, "not_a_condition", "a condition is needed here", "Compare it, for example with > 0.")

    def constant(self, node: Node) -> Fraction | None:
        """Return the value of a typed number, with or without a minus."""
        if isinstance(node, Number):
            return node.value
        if isinstance(node, Unary) and node.operator == "-":
            value = self.constant(node.operand)
            return None if value is None else -value
        return None

    def _add(self, node: Node, code: str, message: str, remedy: str) -> None:
        self.faults.append(Fault(node.at, code, message, remedy))

    def _find(self, node: Node) -> Unit | None:
        match node:
            case Number():
                return DOLLARS if node.is_money else BARE
            case Text():
                remedy = 'Write measure("...") for a measure, count("...") for a need category.'
                self._add(node, "text_alone", "a quoted name stands alone", remedy)
                return UNSTATED
            case Name():
                return self._name(node)
            case Unary():
                if node.operator == "not":
                    self.condition(node.operand)
                    return None
                return self.unit(node.operand)
            case Binary():
                return self._binary(node)
            case Call():
                return self._call(node)

    def _name(self, node: Name) -> Unit:
        if node.text in WORDS:
            return DOLLARS if node.text == "current_budget" else PUPILS
        if node.text in self.vocabulary.derived:
            return self.vocabulary.derived[node.text]
        self._known(node, node.text, self.vocabulary.measures, "measure", [*self.vocabulary.derived, *WORDS])
        return UNSTATED

    def _known(self, node: Node, text: str, known: Collection[str], what: str, more: Collection[str] = ()) -> None:
        if text not in known:
            names = sorted({*known, *more})
            listed = ", ".join(names[:12]) + (" ..." if len(names) > 12 else "")
            code = f"unknown_{what.replace(' ', '_')}"
            self._add(node, code, f"{text!r} is not a {what}", f"Use one of: {listed or 'none is there'}.")

    def _binary(self, node: Binary) -> Unit | None:
        if node.operator in {"and", "or"}:
            self.condition(node.left)
            self.condition(node.right)
            return None
        left = self.unit(node.left)
        if node.operator == "**":
            return self._power(node, left)
        right = self.unit(node.right)
        if node.operator in {"*", "/"}:
            if node.operator == "/" and self.constant(node.right) == 0:
                self._add(node, "division_by_zero", "nothing can be divided by zero", "Divide by another number.")
            return left.times(right, 1 if node.operator == "*" else -1)
        self._same(node, left, right, "compared" if node.operator in COMPARISONS else "added or subtracted")
        return None if node.operator in COMPARISONS else left.joined(right)

    def _power(self, node: Binary, base: Unit) -> Unit:
        exponent = self.constant(node.right)
        if exponent is None or exponent.denominator != 1 or abs(exponent) > MAX_EXPONENT:
            message = f"the exponent must be a typed whole number from -{MAX_EXPONENT} to {MAX_EXPONENT}"
            self._add(
                node, "exponent", message, "Other powers have no exact value; root(x, 3, 0.000001) rounds a cube root."
            )
            return UNSTATED
        return base if base.bare else Unit(base.dollars * int(exponent), base.pupils * int(exponent))

    def _same(self, node: Node, left: Unit, right: Unit, verb: str) -> None:
        if not left.fits(right):
            remedy = "Multiply by a rate such as $4000 / pupil, or divide by pupils, so that both count the same."
            self._add(node, "units_differ", f"{left} and {right} cannot be {verb}", remedy)

    def _call(self, node: Call) -> Unit | None:
        if node.function in FACTS:
            self._fact(node)
            return None
        if node.function == "if":
            self.condition(node.arguments[0])
            return self._join(node, node.arguments[1:])
        if node.function in {"min", "max", "clamp"}:
            return self._join(node, node.arguments)
        if node.function in ROUNDING:
            return self._rounding(node)
        if node.function in ROOTS:
            return self._root(node)
        if node.function in OVER_SCHOOLS:
            unit = self.unit(node.arguments[0])
            return RATIO if node.function == "rank" else unit
        return self._figure(node)

    def _join(self, node: Call, arguments: tuple[Node, ...]) -> Unit:
        joined = self.unit(arguments[0])
        for argument in arguments[1:]:
            unit = self.unit(argument)
            self._same(argument, joined, unit, f"used together in {node.function}")
            joined = joined.joined(unit) if joined.fits(unit) else joined
        return joined

    def _rounding(self, node: Call) -> Unit:
        unit = self.unit(node.arguments[0])
        if len(node.arguments) > 1:
            self._same(node.arguments[1], unit, self.unit(node.arguments[1]), "rounded to each other")
            step = self.constant(node.arguments[1])
            if step is None or step <= 0:
                message = "the unit of rounding must be a typed number above zero"
                self._add(node.arguments[1], "rounding_unit", message, "Write 1, 0.01 or $100, for example.")
        return unit

    def _root(self, node: Call) -> Unit:
        value, degree, unit = node.arguments
        found = self.unit(value)
        if not found.fits(RATIO):
            remedy = "Divide first, so that it is a ratio: root(now / before, 3, 0.000001)."
            self._add(value, "units_differ", f"only a ratio has a root, not {found}", remedy)
        power, step = self.constant(degree), self.constant(unit)
        if power is None or power.denominator != 1 or not 2 <= power <= MAX_EXPONENT:
            message = f"the degree must be a typed whole number from 2 to {MAX_EXPONENT}"
            self._add(degree, "exponent", message, "Write 2 for a square root, 3 for a cube root.")
        if step is None or step <= 0:
            message = "the unit of rounding must be a typed number above zero"
            self._add(unit, "rounding_unit", message, "Write 0.000001, for example.")
        return RATIO

    def _fact(self, node: Call) -> None:
        text = self._text(node)
        if node.function == "level":
            self._known(node.arguments[0], text, self.vocabulary.levels, "level")
        elif node.function == "has":
            known = {*self.vocabulary.measures, *self.vocabulary.derived}
            self._known(node.arguments[0], text, known, "measure")

    def _figure(self, node: Call) -> Unit:
        text = self._text(node)
        where = node.arguments[0]
        if node.function == "measure":
            if text in self.vocabulary.derived:
                return self.vocabulary.derived[text]
            self._known(where, text, self.vocabulary.measures, "measure", list(self.vocabulary.derived))
            return UNSTATED
        if node.function == "source_amount":
            self._known(where, text, self.vocabulary.source_ids, "revenue source")
            return DOLLARS
        self._known(where, text, self.vocabulary.need_categories, "need category")
        if len(node.arguments) > 1:
            level = self._text(node, 1)
            self._known(node.arguments[1], level, self.vocabulary.levels, "level")
            if level != ANY_LEVEL and text in self.vocabulary.whole_school_needs:
                message = f"some schools count {text} pupils as a whole, not by level"
                self._add(node, "counts_not_by_level", message, f"Count them by level, or write count({text}).")
        return PUPILS if node.function == "count" else RATIO

    def _text(self, node: Call, index: int = 0) -> str:
        argument = node.arguments[index]
        if isinstance(argument, Name | Text):
            return argument.text
        self._add(argument, "not_a_name", f"{node.function} takes a name", 'Write a name, or "a name" in quotes.')
        return ""


def references(node: Node) -> set[str]:
    """Return the names of measures that an expression uses, derived or not."""
    match node:
        case Name():
            return set() if node.text in WORDS else {node.text}
        case Unary():
            return references(node.operand)
        case Binary():
            return references(node.left) | references(node.right)
        case Call() if node.function in {"measure", "has"}:
            argument = node.arguments[0]
            return {argument.text} if isinstance(argument, Name | Text) else set()
        case Call() if node.function not in {"count", "share", "source_amount", "level", "flag", "school_type"}:
            return set().union(*(references(argument) for argument in node.arguments))
        case _:
            return set()
