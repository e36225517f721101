"""What a browser or client shows to be known again, and what is derived from it."""

import hashlib
import hmac
import secrets
from typing import Final

TOKEN_BYTES: Final = 32
_TOKEN_CHARACTERS: Final = 43  # of 32 bytes in URL-safe base64 without padding


def new_token() -> str:
    """Return 256 random bits as text."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def key_of(token: bytes) -> bytes | None:
    """Return what the database knows the token by; None where it cannot be one."""
    return hashlib.sha256(token).digest() if len(token) == _TOKEN_CHARACTERS else None


def csrf_token_of(token: bytes) -> bytes:
    """Return what a page of ours sends along to show that it could read the session."""
    return hmac.digest(token, b"csrf", "sha256").hex().encode()
