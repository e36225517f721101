"""What every answer tells the browser, whatever it is about."""

from typing import Final

Header = tuple[bytes, bytes]

_CSP: Final = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'{images}; connect-src 'self'; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)
CONTENT_SECURITY_POLICY: Final = _CSP.format(images="")
# The reader's style sheet holds its icons as data: addresses.
REFERENCE_POLICY: Final = _CSP.format(images=" data:")

ALWAYS: Final[tuple[Header, ...]] = (
    (b"strict-transport-security", b"max-age=31536000; includeSubDomains"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)
FOR_PAGES: Final[tuple[Header, ...]] = (
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
POLICY: Final[Header] = (b"content-security-policy", CONTENT_SECURITY_POLICY.encode())
NO_STORE: Final[Header] = (b"cache-control", b"no-store")
NAMES: Final = frozenset(name for name, _ in (*ALWAYS, POLICY))
