"""One spelling for every value, so that equal content has equal bytes and an equal hash."""

import hashlib
import json
from decimal import Decimal


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
    """Return the document as JSON with sorted keys, no blanks and UTF-8: the bytes that are hashed."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def canonical_hash(document: object) -> str:
    """Return ``sha256:`` and the hexadecimal digest of the canonical bytes."""
    return "sha256:" + hashlib.sha256(canonical_bytes(document)).hexdigest()
