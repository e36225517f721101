"""Which headers pass, and which the gateway writes itself."""

from collections.abc import Iterable, Sequence
from http import HTTPStatus
from typing import Final

from gateway.security_headers import ALWAYS, NAMES, NO_STORE, POLICY, Header

# RFC 9110, section 7.6.1: of one connection only. `expect` and `content-length` are written anew with the body.
_HOP_BY_HOP: Final = frozenset(
    {
        b"connection",
        b"keep-alive",
        b"proxy-connection",
        b"proxy-authenticate",
        b"proxy-authorization",
        b"te",
        b"trailer",
        b"transfer-encoding",
        b"upgrade",
    }
)
_OURS: Final = _HOP_BY_HOP | {
    b"authorization",
    b"content-length",
    b"cookie",
    b"expect",
    b"forwarded",
    b"host",
    b"traceparent",
    b"tracestate",
    b"via",
    b"x-csrf-token",
    b"x-real-ip",
    b"x-request-id",
}
# Whatever a client says about itself under such a name must not look as if we had said it.
_OURS_PREFIXES: Final = (b"x-forwarded-", b"x-user-", b"x-ssfr-", b"x-original-")
_NOT_FROM_SERVICES: Final = _HOP_BY_HOP | NAMES | {b"date", b"server", b"set-cookie", b"x-request-id"}


def request_head(
    request_line: bytes,
    headers: Sequence[Header],
    ours: bytes,
    has_connection: bool,
) -> bytes:
    """Return the head to send to a service.

    Args:
        request_line: Method, target and version with its line end.
        headers: The client's, names in lower case.
        ours: Lines of the gateway's own.
        has_connection: Whether there are `Connection` headers, which may name more headers of that connection only.
    """
    dropped = _OURS
    if has_connection:
        named = b",".join(value for name, value in headers if name == b"connection")
        dropped = dropped | {name.strip().lower() for name in named.split(b",")}
    lines = [request_line, ours]
    for name, value in headers:
        if name in dropped or name.startswith(_OURS_PREFIXES):
            continue
        lines += (name, b": ", value, b"\r\n")
    lines.append(b"\r\n")
    return b"".join(lines)


_PHRASES: Final = {int(status): status.phrase for status in HTTPStatus}
_STATUS_LINES: Final = {
    status: f"HTTP/1.1 {status} {_PHRASES.get(status, '')}\r\n".encode() for status in range(200, 600)
}
_CONSTANT: Final = b"".join(name + b": " + value + b"\r\n" for name, value in (*ALWAYS, POLICY))
_NO_STORE_LINE: Final = b"%b: %b\r\n" % NO_STORE
_WITHOUT_BODY: Final = frozenset({204, 304})


def whole_answer(status: int, headers: Iterable[Header], request_id: bytes, body: bytes) -> bytes:
    """Return an answer that is all there, as it is written to the client; without the `date`."""
    lines = [_STATUS_LINES[status]]
    has_length, has_cache = status in _WITHOUT_BODY, False
    for name, value in headers:
        if name in _NOT_FROM_SERVICES:
            continue
        if name == b"content-length":
            has_length = True
        elif name == b"cache-control":
            has_cache = True
        lines += (name, b": ", value, b"\r\n")
    if not has_length:
        lines.append(b"content-length: %d\r\n" % len(body))
    if not has_cache:
        lines.append(_NO_STORE_LINE)
    lines += (_CONSTANT, b"x-request-id: ", request_id, b"\r\n\r\n", body)
    return b"".join(lines)


def placed(headers: Sequence[Header], service: str) -> list[Header]:
    """Return the headers with a `Location` in the service as clients find it here."""
    prefix = f"/api/{service}".encode()
    return [
        (name, prefix + value if name == b"location" and value.startswith(b"/v1/") else value)
        for name, value in headers
    ]


def answer_headers(headers: Iterable[Header], request_id: bytes) -> list[Header]:
    """Return the headers to give to the client with a service's answer."""
    kept = [header for header in headers if header[0] not in _NOT_FROM_SERVICES]
    if not any(name == b"cache-control" for name, _ in kept):
        kept.append(NO_STORE)
    kept += ALWAYS
    kept += (POLICY, (b"x-request-id", request_id))
    return kept
