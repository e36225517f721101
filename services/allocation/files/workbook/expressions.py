"""The expression language as spreadsheet formulas.

What the engine calls unknown is an error value here (#N/A, or #DIV/0!), which spreadsheets carry through arithmetic as
the engine does. Numbers are doubles, so comparisons and roundings first drop what lies beyond the ninth decimal.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from services.allocation.domain.expressions.evaluate import Evaluator, name_of
from services.allocation.domain.expressions.functions import FACTS, OVER_SCHOOLS, ROUNDING
from services.allocation.domain.expressions.nodes import Binary, Call, Name, Node, Number, Text, Unary
from services.allocation.domain.limits import ANY_LEVEL
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import Prepared
from services.allocation.files.workbook.book import Book, Column, Value
from services.allocation.files.workbook.inputs import InputColumns

MEASURES = "Measures"
_LONG = 600
_DEEP = 20
_COMPARE = {"<": "<", "<=": "<=", ">": ">", ">=": ">=", "==": "=", "!=": "<>"}


class NoFormula(ValueError):
    """A spreadsheet has no formula for this; its values are settled by the engine.

    Attributes:
        why: Words of the workbook that say so, with a place for ``name``.
    """

    def __init__(self, why: str, name: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.name = name


@dataclass(eq=False)
class Expressions:
    """Writes the expressions of one policy; derived measures become columns the first time they are used."""

    book: Book
    inputs: InputColumns
    prepared: Prepared
    policy: Policy
    _derived: dict[str, Column] = field(default_factory=dict)
    _steps: dict[int, tuple[Node, Column]] = field(default_factory=dict)

    def column(self, node: Node, title: str, group: str = "") -> Column:
        """Return a column with the value of an expression; settled where a spreadsheet has no formula for it."""
        try:
            formula = self.figure(node)
        except NoFormula as reason:
            note = self.book.say(reason.why, name=reason.name)
            return self.book.column(
                MEASURES, title, self._values(node), group=group, note=note, style="number", kind="settled"
            )
        return self.book.column(MEASURES, title, self._values(node), formula, group=group, style="number")

    def figure(self, node: Node) -> str:
        """Return the formula of a figure, for the school of row ``{r}``."""
        found = self._steps.get(id(node))
        if found is not None:
            return found[1].ref
        text = self._figure(node)
        if len(text) > _LONG or (node.depth > _DEEP and node.depth % _DEEP == 0):
            return self._step(node, text)
        return text

    def _step(self, node: Node, text: str) -> str:
        title, note = self.book.say("Step"), self.book.say("part of a formula")
        column = self.book.column(MEASURES, title, self._values(node), text, note=note, style="number")
        self._steps[id(node)] = (node, column)
        return column.ref

    def _values(self, node: Node) -> list[Value]:
        ratios = self._evaluator.figure(node)
        return [_number(ratios.at(row)) for row in range(self.prepared.school_count)]

    @property
    def _evaluator(self) -> Evaluator:
        assert self.prepared.evaluator is not None
        return self.prepared.evaluator

    def _figure(self, node: Node) -> str:
        match node:
            case Number():
                return _plain(node.value)
            case Name():
                return self._name(node.text)
            case Unary():
                return f"(-{self.figure(node.operand)})"
            case Binary():
                operator = "^" if node.operator == "**" else node.operator
                return f"({self.figure(node.left)}{operator}{self.figure(node.right)})"
            case Call():
                return self._call(node)
            case Text():
                raise NoFormula("settled by the engine: a quoted text")

    def condition(self, node: Node) -> str:
        """Return the formula of a condition."""
        match node:
            case Unary():
                return f"NOT({self.condition(node.operand)})"
            case Binary() if node.operator in {"and", "or"}:
                return f"{node.operator.upper()}({self.condition(node.left)},{self.condition(node.right)})"
            case Binary():
                difference = f"{self.figure(node.left)}-{self.figure(node.right)}"
                return f"(ROUND({difference},9){_COMPARE[node.operator]}0)"
            case Call() if node.function in FACTS:
                return self._fact(node.function, name_of(node))
            case _:
                raise NoFormula("settled by the engine: a condition")

    def _name(self, name: str) -> str:
        match name:
            case "pupils":
                return self.inputs.pupils.ref
            case "pupil":
                return "1"
            case "current_budget":
                return _or_unknown(self.inputs.current(None).ref)
        if name in self._evaluator.derived:
            return self.derived_column(name).ref
        column = self.inputs.measures.get(name)
        if column is None:
            raise NoFormula("settled by the engine: the measure {name}", name)
        return _or_unknown(column.ref)

    def derived_column(self, name: str) -> Column:
        """Return the column of a derived measure."""
        column = self._derived.get(name)
        if column is None:
            titles = {measure.name: measure.title for measure in self.policy.derived_measures}
            # Its own references become columns first, as the figures behind a formula stand before it.
            column = self._derived[name] = self.column(
                self._evaluator.derived[name], titles.get(name, name), self.book.say("Derived measures")
            )
        return column

    def _call(self, node: Call) -> str:
        if node.function in OVER_SCHOOLS:
            return self._over_schools(node)
        if node.function in ROUNDING:
            return self._rounded(node)
        arguments = node.arguments
        match node.function:
            case "if":
                then, otherwise = self.figure(arguments[1]), self.figure(arguments[2])
                return f"IF({self.condition(arguments[0])},{then},{otherwise})"
            case "min" | "max":
                return f"{node.function.upper()}({','.join(self.figure(argument) for argument in arguments)})"
            case "clamp":
                value, low, high = (self.figure(argument) for argument in arguments)
                return f"MAX(MIN({value},{high}),{low})"
            case "root":
                return self._root(node)
            case "count":
                return self._count(node)
            case "share":
                return f"({self.inputs.needs[name_of(node)].ref}/{self.inputs.pupils.ref})"
            case "source_amount":
                return f"({self.inputs.amounts[name_of(node)].ref}/100)"
            case "measure":
                return self._name(name_of(node))
            case _:
                raise NoFormula("settled by the engine: the function {name}", node.function)

    def _rounded(self, node: Call) -> str:
        unit = self.figure(node.arguments[1]) if len(node.arguments) > 1 else "1"
        value = f"ROUND({self.figure(node.arguments[0])}/{unit},9)"
        match node.function:
            case "round":
                return f"(INT({value}+0.5)*{unit})"
            case "round_down":
                return f"(INT({value})*{unit})"
            case "round_up":
                return f"(-INT(-{value})*{unit})"
            case "round_even":
                if len(value) > 80:
                    inner = self._step(node.arguments[0], self._figure(node.arguments[0]))
                    value = f"ROUND({inner}/{unit},9)"
                return f"(IF(ROUND({value}-INT({value}),9)=0.5,2*INT({value}/2+0.5),INT({value}+0.5))*{unit})"
            case _:
                raise NoFormula("settled by the engine: the function {name}", node.function)

    def _root(self, node: Call) -> str:
        value, degree, unit = (self.figure(argument) for argument in node.arguments)
        # Six decimals more than the unit: a root halfway between two units must not fall below for its last bit.
        return f"IF({value}<0,NA(),ROUND(ROUND({value}^(1/{degree})/{unit},6),0)*{unit})"

    def _ranked(self, node: Call) -> str:
        """Return a school's place; one school's own workbook has no others to compare it with."""
        if not self.book.whole:
            raise NoFormula("settled by the engine: the function {name}", node.function)
        own = self._step(node.arguments[0], self.figure(node.arguments[0]))
        # Thirteen digits: numbers that are equal must not differ by the last bits of floating point.
        digits = f"ROUND({own},12-INT(LOG10(ABS({own})+1)))"
        asked = self._asked(node, digits)
        is_open = self.inputs.open_mask
        return f'IF({is_open.ref}=1,RANK({asked.ref},{asked.all}),COUNTIF({asked.all},">"&{digits})+1)'

    def _asked(self, node: Call, text: str) -> Column:
        """Return the column of what a function over schools is asked of: the open ones that have a value."""
        is_open = self.inputs.open_mask
        ratios = self._evaluator.figure(node.arguments[0])
        values: list[Value] = [
            _number(ratios.at(row)) if is_open.values[row] else "" for row in range(self.prepared.school_count)
        ]
        return self.book.column(
            MEASURES,
            self.book.say("For {name}", name=node.function),
            ["" if value is None else value for value in values],
            f'IF({is_open.ref}=1,IFERROR({text},""),"")',
            note=self.book.say("of open schools that have it"),
            style="number",
        )

    def _over_schools(self, node: Call) -> str:
        if node.function == "rank":
            return self._ranked(node)
        key = id(node)
        if key in self._steps:
            return self._steps[key][1].ref
        asked = self._asked(node, self.figure(node.arguments[0]))
        name = {"sum": "SUM", "mean": "AVERAGE", "lowest": "MIN", "highest": "MAX"}[node.function]
        formula = f"{name}({asked.all})"
        if name in {"MIN", "MAX"}:
            formula = f"IF(COUNT({asked.all})=0,NA(),{formula})"
        value = _number(self._evaluator.figure(node).at(0))
        label = self.book.say(
            "{name} over all open schools ({column} of {sheet})",
            name=node.function,
            column=asked.letter,
            sheet=self.book.say(MEASURES),
        )
        scalar = self.book.scalar("Figures", label, value, formula, over_schools=True, style="number")
        return scalar.ref

    def _count(self, node: Call) -> str:
        return self.inputs.counted(name_of(node, 1) if len(node.arguments) > 1 else ANY_LEVEL, name_of(node))

    def _fact(self, fact: str, name: str) -> str:
        match fact:
            case "level":
                return self.inputs.on_level(name)
            case "flag":
                return f"({self.inputs.flag(name).ref}=1)"
            case "school_type":
                return f"EXACT({self.inputs.school_type.ref},{quoted(name)})"
            case _:
                if name in self._evaluator.derived:
                    return f"ISNUMBER({self.derived_column(name).ref})"
                return f"ISNUMBER({self.inputs.measures[name].ref})"


def quoted(text: str) -> str:
    """Return a text as a formula writes it."""
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _or_unknown(ref: str) -> str:
    return f"IF(ISNUMBER({ref}),{ref},NA())"


def _plain(value: Fraction) -> str:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{exact.normalize():f}"


def _number(value: Fraction | None) -> float | int | None:
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else value.numerator / value.denominator
