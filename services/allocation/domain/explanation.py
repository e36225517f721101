"""An explanation: a tree whose arithmetic leads from input rows to one amount."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

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


@dataclass(frozen=True, slots=True)
class Explanation:
    """One figure and how it came about.

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
        cents = self.exact * 100
        return cents.numerator if cents.denominator == 1 else None

    def walk(self) -> Iterator["Explanation"]:
        """Yield this node and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def to_json_dict(self, language: Language = "en") -> dict[str, object]:
        """Return the tree as plain values."""
        document: dict[str, object] = {"label": self.label.render(language), "operation": self.operation}
        if self.value_cents is not None:
            document["value_cents"] = self.value_cents
        elif self.exact is not None:
            document["value"] = number(self.exact)
        document |= {
            "unit": "cents" if self.value_cents is not None else self.unit,
            "formula": self.formula,
            "source_note": self.note.render(language) if self.note else "",
            "children": [child.to_json_dict(language) for child in self.children],
            "rows": [
                {
                    "file": row.origin.file,
                    "row": row.origin.row,
                    "version": row.origin.version,
                    "column": row.column,
                    "value": row.value,
                }
                for row in self.rows
            ],
        }
        return document

    def to_text(self, language: Language = "en") -> str:
        """Return the tree as indented lines."""
        return "\n".join(_lines(self, language, 0)) + "\n"


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
    return _decimal(value, 0)


def money(value: Fraction) -> str:
    """Return dollars: two decimals, more only where the amount has them.

    >>> money(Fraction(3741)), money(Fraction(517449959, 100000))
    ('$3,741.00', '$5,174.49959')
    """
    sign = "-" if value < 0 else ""
    return f"{sign}${_decimal(abs(value), 2)}"


def money_of(cents: int) -> str:
    """Return cents as dollars."""
    return dollars(cents)


def _decimal(value: Fraction, least_places: int) -> str:
    sign = "-" if value < 0 else ""
    value = abs(value)
    places = 14 if 10**14 % value.denominator == 0 else 6
    scaled = value.numerator * 10**places // value.denominator
    whole, decimals = divmod(scaled, 10**places)
    text = f"{decimals:0{places}d}".rstrip("0").ljust(least_places, "0")
    rest = "" if value.numerator * 10**places % value.denominator == 0 else "…"
    if rest:
        text = f"{decimals:0{places}d}"
    return f"{sign}{whole:,}" + (f".{text}" if text else "") + rest
