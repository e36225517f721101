"""Refuses requests that another site made a browser send.

Source:
    OWASP Cross-Site Request Forgery Prevention: fetch metadata, then Origin, then a token only our pages can read.
"""

import hmac
from typing import Final
from urllib.parse import urlsplit

SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class CrossSite:
    """Judges where unsafe requests come from.

    Args:
        public_url: Where browsers find us, besides the host they name.
    """

    def __init__(self, public_url: str) -> None:
        parts = urlsplit(public_url)
        self._origin = f"{parts.scheme}://{parts.netloc}".lower().encode() if parts.netloc else None

    def fault(self, host: bytes, origin: bytes | None, fetch_site: bytes | None) -> str | None:
        """Return why the request must be refused, or None."""
        if fetch_site is not None and fetch_site not in {b"same-origin", b"none"}:
            return "The request was made by another site."
        if origin is None:
            return None
        if origin.lower() == self._origin:
            return None
        scheme, separator, authority = origin.lower().partition(b"://")
        if separator and scheme in {b"http", b"https"} and authority == host.lower():
            return None
        return "The request comes from a page of another site."


def token_matches(sent: bytes | None, expected: bytes) -> bool:
    """Return whether the page sent the session's token along."""
    return sent is not None and hmac.compare_digest(sent, expected)
