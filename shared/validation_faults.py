"""What pydantic finds wrong with a document, in its reader's terms: a true JSON pointer, no words of the library."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

_DISCRIMINATOR: Final = "kind"
_LIBRARY_PREFIX: Final = re.compile(r"^(?:Value error|Assertion failed), ")
# What Python calls a tuple or dictionary, JSON calls a list or an object; of its other types JSON knows nothing.
_JSON_WORDS: Final = (
    (re.compile(r"a valid dictionary(?: or instance of \w+| or object to extract fields from)?"), "an object"),
    (re.compile(r"valid tuple"), "valid list"),
    (re.compile(r"^Tuple "), "List "),
    (re.compile(r"^Dictionary "), "Object "),
    (re.compile(r" after validation, not more$"), ""),
    (re.compile(r"^Decimal input should be an integer, float, string or Decimal object$"), "Input should be a number"),
    (re.compile(r"^UUID input should be a string, bytes or UUID object$"), "Input should be a valid UUID"),
    (re.compile(r"^Datetimes provided to dates should have zero time .*$"), "Input should be a valid date"),
    (re.compile(r"^Unable to parse input string as an integer, exceeded maximum size$"), "The number is too long"),
)


def fault_message(message: str) -> str:
    """Return what is wrong, without the words of the library that found it.

    >>> fault_message("Value error, -1 is not between 0 and 1,000")
    '-1 is not between 0 and 1,000'
    >>> fault_message("Input should be a valid dictionary or instance of Policy")
    'Input should be an object'
    """
    said = _LIBRARY_PREFIX.sub("", message)
    for pattern, words in _JSON_WORDS:
        said = pattern.sub(words, said)
    return said


def fault_pointer(location: Sequence[str | int], document: object, *, is_missing: bool = False) -> str:
    """Return where a fault stands, as a JSON pointer into the document.

    A location also names what is no part of the document: the branch of a union that was tried, the type a value was
    read as, or that a key is meant. Walking through the document leaves these out.

    Args:
        location: Keys and places from the document's root.
        document: What was checked, as it was sent.
        is_missing: The last key is what the document lacks.

    >>> rule = {"kind": "weighted_pool", "weights": [{"weight": -1}]}
    >>> fault_pointer(("rules", 0, "weighted_pool", "weights", 0, "weight"), {"rules": [rule]})
    '/rules/0/weights/0/weight'
    >>> fault_pointer(("rules", 0, "weighted_pool", "rule_id"), {"rules": [rule]}, is_missing=True)
    '/rules/0/rule_id'
    """
    way: list[str | int] = []
    here = document
    may_name_branch = True
    for place, part in enumerate(location):
        # A branch is named by the object's own kind, which may be the name of one of its keys as well.
        if may_name_branch and isinstance(here, Mapping) and here.get(_DISCRIMINATOR) == part:
            may_name_branch = False
        elif _holds(here, part):
            way.append(part)
            here = here[part]  # type: ignore[index]  # it holds the part
            may_name_branch = True
        elif is_missing and place == len(location) - 1:
            way.append(part)
    return pointer_of(way)


def pointer_of(parts: Iterable[str | int]) -> str:
    """Return a JSON pointer (RFC 6901); of the whole document it is empty.

    >>> pointer_of(["shares", "a/b", 0])
    '/shares/a~1b/0'
    """
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def parsed(text: str | bytes) -> object:
    """Return what JSON says, to look places up in; None where it is no JSON.

    >>> parsed('{"a": 1}'), parsed("{")
    ({'a': 1}, None)
    """
    try:
        found: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found


def _holds(here: object, part: str | int) -> bool:
    if isinstance(here, Mapping):
        return part in here
    if isinstance(here, Sequence) and not isinstance(here, str | bytes):
        return isinstance(part, int) and 0 <= part < len(here)
    return False
