"""The parts of an expression, each with the place where it was written."""

from dataclasses import dataclass
from fractions import Fraction

MAX_DEPTH = 120
"""How deep an expression may nest; far more than anybody reads, far less than what Python's stack holds."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number, or an amount of dollars where it was written with ``$``."""

    at: int
    value: Fraction
    is_money: bool = False
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A quoted name, such as ``"K-3"``."""

    at: int
    text: str
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Name:
    """A measure, a derived measure, or one of the words the language knows."""

    at: int
    text: str
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Unary:
    """``-`` or ``not`` before an operand."""

    at: int
    operator: str
    operand: "Node"
    depth: int


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands with ``+ - * / ** < <= > >= == != and or`` between them; ``at`` is the operator's place."""

    at: int
    operator: str
    left: "Node"
    right: "Node"
    depth: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function and what it is applied to."""

    at: int
    function: str
    arguments: tuple["Node", ...]
    depth: int


Node = Number | Text | Name | Unary | Binary | Call


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong with an expression, where (characters counted from 1), and what to do."""

    at: int
    code: str
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"character {self.at}: {self.message}"


class ExpressionFault(ValueError):
    """The expression cannot be read."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(f"{fault}. {fault.remedy}")
