"""The bytes of an entry that are hashed, in forms that are numbered: an entry is always read in the form it names."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

import orjson

FORM: Final = 1
"""The form that new entries have."""
LARGEST_NUMBER: Final = 2**53 - 1
"""Larger ones are not exact everywhere that reads JSON."""

Value = str | int | None | Sequence["Value"] | Mapping[str, "Value"]


class NotCanonical(ValueError):
    """A value that has no form: it would not have the same bytes wherever and whenever it is written."""


class UnknownForm(ValueError):
    """An entry names a form that this release does not know."""


def form_1(value: Value) -> bytes:
    """Return JSON in UTF-8 without blanks, keys sorted, of text, whole numbers and nothing else.

    Fractions are left out because their spelling differs between programs. What is left is written as RFC 8785 does,
    so other programs can check it.

    >>> form_1({"b": [1, None], "a": "ñ"}).decode()
    '{"a":"ñ","b":[1,null]}'
    """
    _check(value, "")
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except orjson.JSONEncodeError as error:
        raise NotCanonical(str(error)) from error


_FORMS: Final[Mapping[int, Callable[[Any], bytes]]] = MappingProxyType({1: form_1})


def canonical(value: Value, form: int = FORM) -> bytes:
    """Return the bytes of a value in a form.

    Raises:
        NotCanonical: The value has a part that the form does not take.
        UnknownForm: This release does not know the form.
    """
    if form not in _FORMS:
        raise UnknownForm(f"form {form}")
    return _FORMS[form](value)


def _check(value: object, place: str) -> None:
    if isinstance(value, Mapping):
        for key, item in value.items():
            # Programs agree on the order of these keys, whatever they sort by.
            if not (isinstance(key, str) and key.isascii() and key.isprintable()):
                raise NotCanonical(f"{place}: {key!r} is no key")
            _check(item, f"{place}/{key}")
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            _check(item, f"{place}/{number}")
    elif isinstance(value, bool) or not isinstance(value, str | int | None):
        raise NotCanonical(f"{place}: {type(value).__name__} is neither text nor a whole number")
    elif isinstance(value, int) and abs(value) > LARGEST_NUMBER:
        raise NotCanonical(f"{place}: {value} is too large to be exact everywhere")
    elif isinstance(value, str) and "\x00" in value:
        raise NotCanonical(f"{place}: no database keeps a NUL")
