"""Answers for files."""

from starlette.types import Scope, Send

from gateway.site.asset import Asset

_KEPT_ON_304 = frozenset({b"cache-control", b"etag", b"vary", b"content-security-policy"})


async def send_asset(asset: Asset, scope: Scope, send: Send) -> int:
    """Send the file, or word that the client has it already; return the status."""
    accept = none_match = b""
    for name, value in scope["headers"]:
        if name == b"accept-encoding":
            accept = value
        elif name == b"if-none-match":
            none_match = value
    variant = asset.variant(accept)
    if none_match and _matches(none_match, asset.etag):
        headers = [header for header in variant.headers if header[0] in _KEPT_ON_304]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return 304
    await send({"type": "http.response.start", "status": 200, "headers": list(variant.headers)})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else variant.body})
    return 200


def _matches(header: bytes, etag: bytes) -> bool:
    return header.strip() == b"*" or any(tag.strip().removeprefix(b"W/") == etag for tag in header.split(b","))
