"""Which headers pass, and which the gateway writes itself."""

from collections.abc import Iterable
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
    headers: Iterable[Header],
    ours: bytes,
    connection: bytes,
) -> bytes:
    """Return the head to send to a service.

    Args:
        request_line: Method, target and version with its line end.
        headers: The client's, names in lower case.
        ours: Lines of the gateway's own.
        connection: The client's `Connection` header, which may name more headers of that connection only.
    """
    dropped = _OURS
    if connection:
        dropped = dropped | {name.strip().lower() for name in connection.split(b",")}
    lines = [request_line, ours]
    for name, value in headers:
        if name in dropped or name.startswith(_OURS_PREFIXES):
            continue
        lines += (name, b": ", value, b"\r\n")
    lines.append(b"\r\n")
    return b"".join(lines)


def answer_headers(headers: Iterable[Header], request_id: bytes) -> list[Header]:
    """Return the headers to give to the client with a service's answer."""
    kept = [header for header in headers if header[0] not in _NOT_FROM_SERVICES]
    if not any(name == b"cache-control" for name, _ in kept):
        kept.append(NO_STORE)
    kept += ALWAYS
    kept += (POLICY, (b"x-request-id", request_id))
    return kept
