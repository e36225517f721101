"""From text to nodes. The grammar is closed: what it does not name cannot be written."""

from fractions import Fraction
from functools import lru_cache
from typing import Any

from lark import Lark, Token, Transformer
from lark.exceptions import LarkError, UnexpectedCharacters, UnexpectedEOF, UnexpectedInput, UnexpectedToken, VisitError

from services.allocation.domain.expressions.functions import FUNCTIONS
from services.allocation.domain.expressions.nodes import (
    MAX_DEPTH,
    Binary,
    Call,
    ExpressionFault,
    Fault,
    Name,
    Node,
    Number,
    Text,
    Unary,
)

MAX_LENGTH = 2_000

GRAMMAR = r"""
?start: either
?either: both | either OR both -> binary
?both: negation | both AND negation -> binary
?negation: comparison | NOT negation -> unary
?comparison: sum | sum COMPARE sum -> binary
?sum: product | sum (PLUS | MINUS) product -> binary
?product: sign | product (TIMES | DIVIDED) sign -> binary
?sign: power | MINUS sign -> unary
?power: atom | atom RAISED sign -> binary
?atom: NUMBER -> number
    | MONEY -> number
    | STRING -> text
    | NAME -> name
    | NAME "(" [either ("," either)*] ")" -> call
    | "(" either ")"
OR: "or"
AND: "and"
NOT: "not"
COMPARE: "<=" | ">=" | "==" | "!=" | "<" | ">"
PLUS: "+"
MINUS: "-"
RAISED: "**"
TIMES: "*"
DIVIDED: "/"
NUMBER: /[0-9][0-9_]{0,15}(\.[0-9]{1,12})?%?/
MONEY: /\$[0-9][0-9_]{0,15}(\.[0-9]{1,12})?/
STRING: /"[^"\n]{1,64}"/
NAME: /[A-Za-z_][A-Za-z0-9_]{0,63}/
%ignore /[ \t\r\n]+/
"""


class _Builder(Transformer[Token, Any]):
    """Makes nodes while the text is read, from the inside out."""

    def number(self, parts: list[Token]) -> Node:
        text = str(parts[0]).replace("_", "")
        value = Fraction(text.strip("$%"))
        return Number(_at(parts[0]), value / 100 if text.endswith("%") else value, text.startswith("$"))

    def text(self, parts: list[Token]) -> Node:
        return Text(_at(parts[0]), str(parts[0])[1:-1])

    def name(self, parts: list[Token]) -> Node:
        return Name(_at(parts[0]), str(parts[0]))

    def unary(self, parts: list[Any]) -> Node:
        operator, operand = parts
        return _shallow(Unary(_at(operator), str(operator), operand, operand.depth + 1))

    def binary(self, parts: list[Any]) -> Node:
        left, operator, right = parts
        return _shallow(Binary(_at(operator), str(operator), left, right, max(left.depth, right.depth) + 1))

    def call(self, parts: list[Any]) -> Node:
        name, *found = parts
        arguments = tuple(argument for argument in found if argument is not None)
        depth = max((argument.depth for argument in arguments), default=0) + 1
        return _shallow(Call(_at(name), str(name), arguments, depth))


def _at(token: Token) -> int:
    return (token.start_pos or 0) + 1


def _shallow(node: Node) -> Node:
    if node.depth > MAX_DEPTH:
        raise ExpressionFault(
            Fault(
                node.at,
                "too_deep",
                f"the expression nests deeper than {MAX_DEPTH} levels",
                "Name a part of it as a derived measure of its own.",
            )
        )
    return node


_PARSER = Lark(GRAMMAR, parser="lalr", transformer=_Builder(), maybe_placeholders=False)


@lru_cache(maxsize=4_096)
def parse_expression(text: str) -> Node:
    """Return the nodes of an expression.

    Raises:
        ExpressionFault: The text does not follow the grammar; it says where and what was expected.
    """
    node = read_expression(text)
    faults = sorted(call_faults(node))
    if faults:
        raise ExpressionFault(faults[0])
    return node


@lru_cache(maxsize=512)
def read_expression(text: str) -> Node:
    """Return the nodes of an expression whose functions may still be unknown or lack arguments (``call_faults``).

    Raises:
        ExpressionFault: The text does not follow the grammar.
    """
    if len(text) > MAX_LENGTH:
        remedy = "Name a part of it as a derived measure of its own."
        raise ExpressionFault(Fault(MAX_LENGTH, "too_long", f"it has more than {MAX_LENGTH} characters", remedy))
    try:
        node: Node = _PARSER.parse(text)  # type: ignore[assignment]  # with a transformer lark returns its nodes
    except ExpressionFault:
        raise
    except VisitError as error:
        if isinstance(error.orig_exc, ExpressionFault):
            raise error.orig_exc from error
        raise
    except UnexpectedInput as error:
        raise ExpressionFault(_syntax_fault(text, error)) from error
    except LarkError as error:
        raise ExpressionFault(Fault(1, "not_readable", str(error), "Correct the expression.")) from error
    return node


def call_faults(node: Node) -> list[Fault]:
    """Return every function that does not exist or has too few or too many arguments."""
    match node:
        case Unary():
            return call_faults(node.operand)
        case Binary():
            return call_faults(node.left) + call_faults(node.right)
        case Call():
            inside = [fault for argument in node.arguments for fault in call_faults(argument)]
            function, count = FUNCTIONS.get(node.function), len(node.arguments)
            if function is None:
                known = ", ".join(sorted(FUNCTIONS))
                message = f"{node.function} is not a function"
                return [Fault(node.at, "unknown_function", message, f"Use one of: {known}."), *inside]
            if not function.least <= count <= function.most:
                one = f"{node.function} has one argument"
                message = one if count == 1 else f"{node.function} has {count} arguments"
                return [Fault(node.at, "wrong_arguments", message, f"Write {function.signature}."), *inside]
            return inside
        case _:
            return []


_SPOKEN = {
    "NUMBER": "a number",
    "MONEY": "an amount such as $4000",
    "STRING": 'a name in quotes, such as "K-3"',
    "NAME": "a name or function",
    "PLUS": "+",
    "MINUS": "-",
    "TIMES": "*",
    "DIVIDED": "/",
    "RAISED": "**",
    "LPAR": "(",
    "RPAR": ")",
    "COMMA": ",",
    "COMPARE": "a comparison such as >=",
    "AND": "and",
    "OR": "or",
    "NOT": "not",
    "$END": "the end",
}


def expected_after(text: str) -> list[str]:
    """Return what may follow a text that is no whole expression yet, as people call it; empty if nothing may."""
    parser = _PARSER.parse_interactive(text)
    try:
        parser.exhaust_lexer()
    except (LarkError, ExpressionFault):
        return []
    accepted: set[str] = parser.accepts()  # type: ignore[no-untyped-call]  # lark types only part of itself
    return [words for terminal, words in _SPOKEN.items() if terminal in accepted]


def _syntax_fault(text: str, error: UnexpectedInput) -> Fault:
    if isinstance(error, UnexpectedEOF) or (isinstance(error, UnexpectedToken) and error.token.type == "$END"):
        return Fault(len(text) + 1, "ends_early", "the expression ends too early", "Finish it, or close a bracket.")
    position: int | None = error.pos_in_stream
    at = (position or 0) + 1
    found = text[at - 1 : at + 11].split("\n")[0]
    if isinstance(error, UnexpectedCharacters):
        remedy = "Use names, numbers such as 0.55, 55% or $4000, and + - * / ** ( ) , < <= > >= == != and or not."
        return Fault(at, "unknown_sign", f"{found[:1]!r} has no meaning here", remedy)
    return Fault(at, "unexpected", f"{found!r} does not fit here", "Is an operator, a comma or a bracket missing?")
