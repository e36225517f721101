"""What a browser keeps while its person is at the provider: signed by us, so that only what we began can end here.

The verifier and the nonce are no secrets from the browser itself: they bind the provider's answer to it.
"""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Self

import orjson
from authlib.common.security import generate_token
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from gateway.providers.failures import StaleSignIn
from shared.identity import ALGORITHM

COOKIE: Final = "__Host-ssfr-sign-in"
TYPE: Final = "ssfr-sign-in+jwt"
LIFETIME_S: Final = 600
_ATTRIBUTES: Final = "; Path=/; Secure; HttpOnly; SameSite=Lax"


@dataclass(frozen=True, slots=True)
class BegunSignIn:
    """One sign-in under way.

    Attributes:
        state: Comes back in the address, and must be the one in the cookie.
        nonce: Comes back inside the provider's statement.
        verifier: Proves that whoever asks for the statement began the sign-in (RFC 7636).
        to: Path of the page to go to afterwards.
    """

    provider_id: str
    state: str
    nonce: str
    verifier: str
    to: str

    @classmethod
    def new(cls, provider_id: str, to: str) -> Self:
        """Begin one."""
        return cls(provider_id, generate_token(43), generate_token(43), generate_token(64), own_path(to))


class BegunSignIns:
    """Writes and reads the cookie."""

    def __init__(self, key: OKPKey) -> None:
        self._key = key

    @classmethod
    def from_file(cls, path: Path) -> Self:
        """Read the private key (a JWK) from ``path``."""
        return cls(OKPKey.import_key(orjson.loads(path.read_bytes())))

    def cookie(self, begun: BegunSignIn, now_s: int) -> str:
        """Return the header that gives the browser its note."""
        claims = {**asdict(begun), "exp": now_s + LIFETIME_S}
        note = jwt.encode({"alg": ALGORITHM, "typ": TYPE}, claims, self._key, algorithms=[ALGORITHM])
        return f"{COOKIE}={note}{_ATTRIBUTES}; Max-Age={LIFETIME_S}"

    def read(self, note: str, now_s: int) -> BegunSignIn:
        """Return what the browser's note says.

        Raises:
            StaleSignIn: There is none, it is not ours, or too old.
        """
        try:
            decoded = jwt.decode(note, self._key, algorithms=[ALGORITHM])
            claims = decoded.claims
            if decoded.header.get("typ") != TYPE or now_s >= int(claims.pop("exp")):
                raise StaleSignIn("an old note")
            return BegunSignIn(**claims)
        except (JoseError, KeyError, TypeError, ValueError) as error:
            raise StaleSignIn("no note of ours") from error


def forget_cookie() -> str:
    """Return the header that takes the note away: it is good for one answer."""
    return f"{COOKIE}={_ATTRIBUTES}; Max-Age=0"


def own_path(to: str) -> str:
    """Return ``to`` where it is a path of ours, else the first page: a link in a mail must not lead elsewhere."""
    is_ours = to.startswith("/") and not to.startswith(("//", "/\\")) and to.isprintable() and " " not in to
    return to if is_ours else "/"
