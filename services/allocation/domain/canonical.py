"""One spelling for every value, so that equal content has equal bytes and an equal hash."""

import hashlib
from decimal import Decimal

from pydantic_core import to_json

_SCALARS = frozenset({int, str, bool, type(None)})


def plain_decimal(value: Decimal) -> str:
    """Return the shortest plain spelling of a decimal.

    >>> plain_decimal(Decimal("0.200")), plain_decimal(Decimal("1E+2"))
    ('0.2', '100')
    """
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def canonical_bytes(document: object) -> bytes:
    """Return the document as JSON with sorted keys, no blanks and UTF-8: the bytes that are hashed.

    They are those of ``json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)``, made
    several times faster: a result has tens of thousands of numbers and is hashed on every what-if.

    >>> canonical_bytes({"b": [1, None], "a": "ñ"}).decode()
    '{"a":"ñ","b":[1,null]}'
    """
    return to_json(_with_sorted_keys(document), inf_nan_mode="strings")


def _with_sorted_keys(value: object) -> object:
    if isinstance(value, dict):
        items = sorted(value.items())
        if _SCALARS.issuperset(map(type, value.values())):
            return dict(items)
        return {key: _with_sorted_keys(item) for key, item in items}
    if isinstance(value, list | tuple) and not _SCALARS.issuperset(map(type, value)):
        return [_with_sorted_keys(item) for item in value]
    return value


def canonical_hash(document: object) -> str:
    """Return ``sha256:`` and the hexadecimal digest of the canonical bytes."""
    return "sha256:" + hashlib.sha256(canonical_bytes(document)).hexdigest()
