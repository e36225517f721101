"""Give a derived measure another name, and every rule, condition and expression of the policy that uses it with it."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from services.allocation.domain.derived_measures import NAME_PATTERN
from services.allocation.domain.expressions.functions import RESERVED, WORDS
from services.allocation.domain.expressions.grammar import MAX_LENGTH, parse_expression
from services.allocation.domain.expressions.nodes import Binary, Call, Name, Node, Text, Unary
from services.allocation.domain.policy import Policy

MEASURE_FIELDS = frozenset(
    {
        "measure",
        "prior_measure",
        "change_measure",
        "pupils_measure",
        "prior_pupils_measure",
        "percent_measure",
        "times",
        "sold_per",
    }
)
"""Fields of rules, adjustments and services that hold the name of a measure by itself."""
_CONDITION = "measure:"
_NO_MEASURES = frozenset({"count", "share", "source_amount", "level", "flag", "school_type"})


class MeasureNameRefused(ValueError):
    """The measure cannot be named so. ``code`` is stable, ``remedy`` says what to do."""

    def __init__(self, code: str, message: str, remedy: str) -> None:
        self.code, self.message, self.remedy = code, message, remedy
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Renamed:
    """The policy with the new name, and how many places besides the measure itself changed with it."""

    policy: Policy
    places: int


def rename_measure(policy: Policy, name: str, new_name: str, taken: Collection[str] = ()) -> Renamed:
    """Return the policy with one of its derived measures under another name; everything it computes stays the same.

    Args:
        policy: Has the measure.
        name: Its name.
        new_name: What it is to be called.
        taken: Names of measures in the data, which may not be hidden by a derived one.

    Raises:
        MeasureNameRefused: There is no such measure, or it cannot be called so.
    """
    _refuse(policy, name, new_name, taken)
    document = policy.model_dump(mode="json")
    places = sum(
        _rename_in(part, name, new_name)
        for key, part in document.items()
        if isinstance(part, dict | list) and key != "derived_measures"
    )
    for measure in document["derived_measures"]:
        measure["expression"], count = renamed_expression(measure["expression"], name, new_name)
        places += count
        if len(measure["expression"]) > MAX_LENGTH:
            raise MeasureNameRefused(
                "name_too_long",
                f"With this name the expression of {measure['name']} is longer than {MAX_LENGTH} characters.",
                "Choose a shorter name.",
            )
        if measure["name"] == name:
            measure["name"] = new_name
    return Renamed(Policy.model_validate(document), places)


def renamed_expression(expression: str, name: str, new_name: str) -> tuple[str, int]:
    """Return an expression with a measure under its new name, and how often it stood there; blanks stay as they are."""
    places = sorted(_places(parse_expression(expression), name), reverse=True)
    text = expression
    for start in places:
        text = text[:start] + new_name + text[start + len(name) :]
    return text, len(places)


def _refuse(policy: Policy, name: str, new_name: str, taken: Collection[str]) -> None:
    derived = {measure.name for measure in policy.derived_measures}
    if name not in derived:
        raise MeasureNameRefused(
            "unknown_measure", f"The policy computes no measure {name}.", "Choose one of the measures it computes."
        )
    if not re.fullmatch(NAME_PATTERN, new_name):
        raise MeasureNameRefused(
            "bad_name", "This cannot be a name in formulas.",
            "Use letters without accents, digits and _, at most 64, and begin with a letter.",
        )  # fmt: skip
    if new_name in RESERVED:
        raise MeasureNameRefused(
            "reserved_name", f"{new_name} is a word of the language.",
            f"Choose another name, such as {new_name}_of_school.",
        )  # fmt: skip
    if new_name != name and (new_name in derived or new_name in taken):
        raise MeasureNameRefused(
            "name_taken", f"Another measure is called {new_name}.", "Choose a name that no measure has."
        )


def _places(node: Node, name: str) -> list[int]:
    """Return where a name starts, in characters from 0, wherever it means the measure."""
    match node:
        case Name():
            return [node.at - 1] if node.text == name and name not in WORDS else []
        case Text():
            return [node.at] if node.text == name else []
        case Unary():
            return _places(node.operand, name)
        case Binary():
            return _places(node.left, name) + _places(node.right, name)
        case Call():
            if node.function in _NO_MEASURES:
                return []
            return [place for argument in node.arguments for place in _places(argument, name)]
        case _:
            return []


def _rename_in(part: Any, name: str, new_name: str) -> int:
    """Rename in a part of the document, in place; return in how many places."""
    if isinstance(part, list):
        return sum(_rename_in(each, name, new_name) for each in part)
    if not isinstance(part, dict):
        return 0
    count = 0
    for key, value in part.items():
        if key in MEASURE_FIELDS and value == name:
            part[key] = new_name
        elif key == "subject" and value == _CONDITION + name:
            part[key] = _CONDITION + new_name
        else:
            count += _rename_in(value, name, new_name)
            continue
        count += 1
    return count
