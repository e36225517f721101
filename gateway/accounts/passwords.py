"""Passwords: argon2id, in a thread, at most two at once.

Source:
    OWASP Password Storage Cheat Sheet (19 MiB, two passes, one lane); NIST SP 800-63B, section 3.1.1.2.
"""

import asyncio
import secrets
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST: Final = 12
LONGEST: Final = 200
_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
# Stored for an account that only an identity provider opens: no password has this hash.
NO_PASSWORD: Final = "!"  # noqa: S105  # a mark, not a password
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike
_COMMON_FILE: Final = Path(__file__).with_name("common_passwords.txt")


class WeakPassword(ValueError):
    """The password would be guessed; the message says why."""


class Passwords:
    """Hashes and checks, two at once: each takes 19 MiB and a core."""

    def __init__(self, at_once: int = 2) -> None:
        self._turns = asyncio.Semaphore(at_once)
        # What an unknown user's password is checked against, so that the answer takes as long.
        self._nobody = _HASHER.hash("nobody has this password")

    async def matches(self, password: str, stored: str | None) -> bool:
        """Return whether the password is the stored one; without one, False after the same time."""
        has_one = stored is not None and stored != NO_PASSWORD
        async with self._turns:
            found = await asyncio.to_thread(_verify, password, stored if stored and has_one else self._nobody)
        return found and has_one

    async def hash(self, password: str) -> str:
        """Return what to store."""
        async with self._turns:
            return await asyncio.to_thread(hash_password, password)


def hash_password(password: str) -> str:
    """Return what to store for a password."""
    return _HASHER.hash(_normal(password))


def check_strength(password: str, username: str) -> None:
    """Raise :class:`WeakPassword` where it is short, well known, or made from the user name."""
    normal = _normal(password)
    bare = "".join(character for character in normal.casefold() if character.isalnum())
    if not SHORTEST <= len(normal) <= LONGEST:
        raise WeakPassword(f"A password has {SHORTEST} to {LONGEST} characters. Four or five words are good.")
    if len(set(bare)) < 5 or bare in _common() or bare.rstrip("0123456789") in _common():
        raise WeakPassword("This password is among the first that are tried. Take four or five words of your own.")
    name = "".join(character for character in username.partition("@")[0] if character.isalnum())
    if len(name) >= 4 and len(bare.replace(name, "")) < SHORTEST // 2:
        raise WeakPassword("The password is made from the user name. Take four or five words of your own.")


def new_password() -> str:
    """Return a password that can be typed from a screen: 60 random bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))


def _verify(password: str, stored: str) -> bool:
    try:
        return _HASHER.verify(stored, _normal(password))
    except (VerificationError, InvalidHashError):
        return False


def _normal(password: str) -> str:
    # Keyboards spell the same accented letter in two ways.
    return unicodedata.normalize("NFKC", password.encode("utf-8", "replace").decode())


@cache
def _common() -> frozenset[str]:
    return frozenset(_COMMON_FILE.read_text().split())
