"""A result as the bytes that are hashed, sent and kept."""

import hashlib
from dataclasses import dataclass
from typing import Any

import orjson

from services.allocation.domain.result import Result
from services.allocation.domain.result_document import result_document


@dataclass(frozen=True, slots=True)
class ResultBytes:
    """A result's document, its canonical JSON and its hash."""

    document: dict[str, Any]
    body: bytes
    result_hash: str


def result_bytes(result: Result) -> ResultBytes:
    """Return what ``result.to_bytes()`` returns, byte for byte, several times faster.

    The live what-if spends a third of its time on the standard library's encoder otherwise; a test holds the two equal.
    """
    document = result_document(result)
    digest = hashlib.sha256(orjson.dumps(document, option=orjson.OPT_SORT_KEYS)).hexdigest()
    document["result_hash"] = f"sha256:{digest}"
    return ResultBytes(document, orjson.dumps(document, option=orjson.OPT_SORT_KEYS), document["result_hash"])
