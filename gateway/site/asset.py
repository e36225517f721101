"""One file as it is sent: compressed once, with its tag and its headers ready."""

import gzip
import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from gateway.security_headers import ALWAYS, FOR_PAGES, POLICY, Header

IMMUTABLE: Final = b"public, max-age=31536000, immutable"
REVALIDATE: Final = b"no-cache"
_COMPRESSIBLE: Final = ("text/", "application/javascript", "application/json", "application/manifest", "image/svg")
_LEAST_BYTES: Final = 512
_TYPES: Final = {
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
    ".txt": "text/plain; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Variant:
    """The file in one encoding."""

    body: bytes
    headers: tuple[Header, ...]


@dataclass(frozen=True, slots=True)
class Asset:
    """A file in the encodings there are, the best first; the last is the plain one."""

    etag: bytes
    variants: tuple[tuple[bytes, Variant], ...]

    def variant(self, accept_encoding: bytes) -> Variant:
        """Return the best encoding that the client takes."""
        for encoding, variant in self.variants:
            if not encoding or _accepts(accept_encoding, encoding):
                return variant
        return self.variants[-1][1]


def media_type(name: str) -> str:
    """Return the media type by the name's ending."""
    ending = name[name.rfind(".") :] if "." in name else ""
    return _TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"


def make_asset(
    body: bytes, content_type: str, cache_control: bytes, ready: Mapping[bytes, bytes] | None = None
) -> Asset:
    """Return the file ready to send.

    Args:
        body: The file.
        content_type: Its media type.
        cache_control: How long browsers may keep it.
        ready: What the build has compressed already, by encoding.
    """
    etag = b'"' + hashlib.sha256(body).hexdigest()[:32].encode() + b'"'
    encodings = dict(ready or {})
    if b"gzip" not in encodings and len(body) >= _LEAST_BYTES and content_type.startswith(_COMPRESSIBLE):
        encodings[b"gzip"] = gzip.compress(body, 9, mtime=0)
    base = (
        (b"content-type", content_type.encode()),
        (b"cache-control", cache_control),
        (b"etag", etag),
        (b"vary", b"accept-encoding"),
        *ALWAYS,
        *FOR_PAGES,
        POLICY,
    )
    ordered = [(name, encodings[name]) for name in (b"br", b"gzip") if name in encodings]
    variants = tuple(
        (
            name,
            Variant(
                content,
                (*base, (b"content-length", str(len(content)).encode()))
                + (((b"content-encoding", name),) if name else ()),
            ),
        )
        for name, content in (*ordered, (b"", body))
    )
    return Asset(etag, variants)


def _accepts(header: bytes, encoding: bytes) -> bool:
    for part in header.lower().split(b","):
        name, _, weight = part.strip().partition(b";")
        if name.strip() == encoding:
            return weight.replace(b" ", b"") not in {b"q=0", b"q=0.0", b"q=0.00", b"q=0.000"}
    return False
