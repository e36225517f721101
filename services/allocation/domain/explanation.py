"""An explanation: a tree whose arithmetic leads from input rows to one amount."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any, Literal

from services.allocation.domain.errors import dollars
from services.allocation.domain.inputs import Origin
from services.allocation.domain.phrases import Language, Phrase, say

Operation = Literal["sum", "product", "apportion", "rounding", "formula", "given", "fact"]


@dataclass(frozen=True, slots=True)
class InputRow:
    """A cell of an input file that a figure rests on."""

    origin: Origin
    column: str
    value: str


@dataclass(slots=True, eq=False)
class Explanation:
    """One figure and how it came about. Nobody changes it once it is made, so trees share what they have in common.

    (Not ``frozen``: a tree has hundreds of nodes, and that would double the time they take to make.)

    Attributes:
        exact: The figure: dollars for unit ``dollars``, otherwise pupils, weights or whatever the unit says.
        operation: ``sum``: the children with the same unit sum to it. ``product``: the formula multiplies.
            ``apportion``: floor of (first child / third child x second child), plus the rounding child.
            ``formula``: computed from the children as the formula says.
            ``rounding``: what rounding added. ``given``: read or typed. ``fact``: no figure.
    """

    label: Phrase
    operation: Operation
    exact: Fraction | None = None
    unit: str = "dollars"
    formula: str = ""
    note: Phrase | None = None
    children: tuple["Explanation", ...] = ()
    rows: tuple[InputRow, ...] = ()

    @property
    def value_cents(self) -> int | None:
        """The figure in cents, where it is money in whole cents."""
        if self.exact is None or self.unit != "dollars":
            return None
        per_unit, rest = divmod(100, self.exact.denominator)
        return None if rest else self.exact.numerator * per_unit

    def walk(self) -> Iterator["Explanation"]:
        """Yield this node and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def to_json_dict(self, language: Language = "en") -> dict[str, Any]:
        """Return the tree as plain values; what several places share is one object in all of them."""
        return _Document(language).of(self)

    def to_text(self, language: Language = "en") -> str:
        """Return the tree as indented lines."""
        return "\n".join(_lines(self, language, 0)) + "\n"


class _Document:
    """Makes plain values of a tree; names and rows that its sources share are written once."""

    def __init__(self, language: Language) -> None:
        self._language: Language = language
        self._rows: dict[int, list[dict[str, object]]] = {}
        self._said: dict[int, str] = {}

    def of(self, node: Explanation) -> dict[str, Any]:
        cents = node.value_cents
        document: dict[str, Any] = {"label": self._say(node.label), "operation": node.operation}
        if cents is not None:
            document["value_cents"] = cents
            document["unit"] = "cents"
        else:
            if node.exact is not None:
                document["value"] = number(node.exact)
            document["unit"] = node.unit
        document["formula"] = node.formula
        document["source_note"] = self._say(node.note) if node.note else ""
        document["children"] = [self.of(child) for child in node.children] if node.children else []
        document["rows"] = self._rows_of(node.rows) if node.rows else []
        return document

    def _say(self, phrase: Phrase) -> str:
        # The tree holds its phrases, so their identities stay theirs while this runs.
        said = self._said.get(id(phrase))
        if said is None:
            said = self._said[id(phrase)] = phrase.render(self._language)
        return said

    def _rows_of(self, rows: tuple[InputRow, ...]) -> list[dict[str, object]]:
        made = self._rows.get(id(rows))
        if made is None:
            made = self._rows[id(rows)] = [
                {
                    "file": row.origin.file,
                    "row": row.origin.row,
                    "version": row.origin.version,
                    "column": row.column,
                    "value": row.value,
                }
                for row in rows
            ]
        return made


def _lines(node: Explanation, language: Language, depth: int) -> Iterator[str]:
    pad = "  " * depth
    line = f"{pad}{node.label.render(language)}"
    if node.formula:
        line += f": {node.formula}"
    elif node.exact is not None:
        line += f": {money(node.exact) if node.unit == 'dollars' else number(node.exact)}"
    places = dict.fromkeys(
        say("read_in", file=row.origin.file, row=str(row.origin.row)).render(language)
        for row in node.rows
        if row.origin.row
    )
    yield line + (f"  [{', '.join(places)}]" if places else "")
    if node.note:
        yield f"{pad}  ({node.note.render(language)})"
    for child in node.children:
        yield from _lines(child, language, depth + 1)


def number(value: Fraction) -> str:
    """Return a number with thousands separators: exactly where six decimals suffice, else cut off with an ellipsis.

    >>> number(Fraction(51234)), number(Fraction(1, 3))
    ('51,234', '0.333333…')
    """
    return number_of(value.numerator, value.denominator)


def money(value: Fraction) -> str:
    """Return dollars: two decimals, more only where the amount has them.

    >>> money(Fraction(3741)), money(Fraction(517449959, 100000))
    ('$3,741.00', '$5,174.49959')
    """
    numerator, denominator = value.numerator, value.denominator
    if 100 % denominator == 0:
        return dollars(numerator * (100 // denominator))
    return f"-${_decimal(-numerator, denominator, 2)}" if numerator < 0 else f"${_decimal(numerator, denominator, 2)}"


def money_of(cents: int) -> str:
    """Return cents as dollars."""
    return dollars(cents)


def number_of(numerator: int, denominator: int) -> str:
    """Return a quotient as ``number`` does; the denominator is above zero."""
    if denominator == 1:
        return f"{numerator:,}"
    return f"-{_decimal(-numerator, denominator, 0)}" if numerator < 0 else _decimal(numerator, denominator, 0)


_EXACT = 10**14
_CUT = 10**6


@lru_cache(maxsize=8_192)  # a tree says the same number in several places
def _decimal(numerator: int, denominator: int, least_places: int) -> str:
    """Return a quotient that is not negative: up to 14 decimals where they are exact, else six and an ellipsis."""
    per_cut, rest = divmod(_CUT, denominator)
    if not rest:
        # The usual case, in small numbers.
        whole, decimals = divmod(numerator * per_cut, _CUT)
        text = f"{decimals:06d}".rstrip("0")
        return f"{whole:,}.{text.ljust(least_places, '0')}" if text or least_places else f"{whole:,}"
    if _EXACT * numerator % denominator == 0:
        whole, decimals = divmod(numerator * _EXACT // denominator, _EXACT)
        text = f"{decimals:014d}".rstrip("0").ljust(least_places, "0")
        return f"{whole:,}.{text}" if text else f"{whole:,}"
    whole, decimals = divmod(numerator * _CUT // denominator, _CUT)
    return f"{whole:,}.{decimals:06d}…"
