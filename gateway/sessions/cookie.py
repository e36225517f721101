"""The browser's cookie. Its prefix makes browsers refuse it from another host, another path or an insecure page."""

from typing import Final

NAME: Final = "__Host-ssfr"
_FIELD: Final = NAME.encode() + b"="
_ATTRIBUTES: Final = "; Path=/; Secure; HttpOnly; SameSite=Lax"


def set_cookie(token: str) -> str:
    """Return the header that gives the cookie for as long as the browser runs; the server ends it sooner."""
    return f"{NAME}={token}{_ATTRIBUTES}"


def clear_cookie() -> str:
    """Return the header that takes the cookie away."""
    return f"{NAME}={_ATTRIBUTES}; Max-Age=0"


def token_in(header: bytes) -> bytes | None:
    """Return our cookie's value; two of them make none, as only one can be ours."""
    if _FIELD not in header:
        return None
    found = [part[len(_FIELD) :] for each in header.split(b";") if (part := each.strip()).startswith(_FIELD)]
    return found[0] if len(found) == 1 else b""
