"""Who is calling: a signed statement by the gateway, valid for seconds, checked by each service itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import orjson
from cachetools import TTLCache
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from shared.access import Role

ALGORITHM: Final = "Ed25519"
TYPE: Final = "ssfr-identity+jwt"
ISSUER: Final = "ssfr-gateway"
LIFETIME_S: Final = 60
_LONGEST_LIFETIME_S: Final = 600


@dataclass(frozen=True, slots=True)
class Identity:
    """A signed-in caller."""

    user_id: UUID
    display_name: str
    district_id: UUID
    roles: frozenset[Role]
    school_ids: frozenset[str]  # the schools a school-scoped role may see; empty for district-wide roles


class InvalidIdentity(Exception):
    """The statement is forged, expired, for somebody else, or incomplete."""


class IdentitySigner:
    """The gateway's side: signs who the caller is, for one service."""

    def __init__(self, key: OKPKey) -> None:
        if not key.is_private:
            raise ValueError("signing needs a private key")
        self._key = key
        self._header = {"alg": ALGORITHM, "kid": key.thumbprint(), "typ": TYPE}

    @classmethod
    def from_file(cls, path: Path) -> "IdentitySigner":
        """Read the private key (a JWK) from ``path``."""
        return cls(OKPKey.import_key(orjson.loads(path.read_bytes())))

    def sign(self, identity: Identity, audience: str, now_s: int) -> str:
        """Return the statement for ``audience``, valid for :data:`LIFETIME_S` seconds from ``now_s``."""
        claims = {
            "iss": ISSUER,
            "aud": audience,
            "sub": str(identity.user_id),
            "iat": now_s,
            "exp": now_s + LIFETIME_S,
            "name": identity.display_name,
            "district_id": str(identity.district_id),
            "roles": sorted(identity.roles),
            "school_ids": sorted(identity.school_ids),
        }
        return jwt.encode(self._header, claims, self._key, algorithms=[ALGORITHM])


class IdentityVerifier:
    """A service's side: takes only statements for itself, signed by a key it was given."""

    def __init__(self, keys: Mapping[str, OKPKey], audience: str) -> None:
        self._keys = dict(keys)
        self._audience = audience
        # One statement accompanies many requests of a page; its signature is checked once.
        self._seen: TTLCache[str, tuple[Identity, int]] = TTLCache(maxsize=4096, ttl=LIFETIME_S)

    @classmethod
    def from_file(cls, path: Path, audience: str) -> "IdentityVerifier":
        """Read the public keys (a JWK set) from ``path``."""
        keys = [OKPKey.import_key(each) for each in orjson.loads(path.read_bytes())["keys"]]
        return cls({key.thumbprint(): key for key in keys}, audience)

    def verify(self, token: str, now_s: int) -> Identity:
        """Return who is calling.

        Raises:
            InvalidIdentity: Wrong signature, key, type, issuer or audience, or not valid at ``now_s``.
        """
        if (seen := self._seen.get(token)) is not None and now_s < seen[1]:
            return seen[0]
        identity, expires = self._verify(token, now_s)
        self._seen[token] = identity, expires
        return identity

    def _verify(self, token: str, now_s: int) -> tuple[Identity, int]:
        try:
            decoded = jwt.decode(token, lambda guest: self._keys[str(guest.headers()["kid"])], algorithms=[ALGORITHM])
            claims = decoded.claims
            if decoded.header.get("typ") != TYPE:
                raise InvalidIdentity("wrong type")
            if claims["iss"] != ISSUER or claims["aud"] != self._audience:
                raise InvalidIdentity("wrong issuer or audience")
            issued, expires = int(claims["iat"]), int(claims["exp"])
            if not issued - 5 <= now_s < expires or expires - issued > _LONGEST_LIFETIME_S:
                raise InvalidIdentity("expired or not valid yet")
            return _identity(claims), expires
        except (JoseError, KeyError, TypeError, ValueError) as error:
            raise InvalidIdentity(type(error).__name__) from error


def _identity(claims: Mapping[str, Any]) -> Identity:
    return Identity(
        user_id=UUID(claims["sub"]),
        display_name=str(claims["name"]),
        district_id=UUID(claims["district_id"]),
        roles=frozenset(Role(role) for role in claims["roles"]),
        school_ids=frozenset(str(school) for school in claims["school_ids"]),
    )


def write_new_keys(private_file: Path, public_file: Path) -> None:
    """Make a signing key and write it (readable by its owner only) and its public half."""
    key = OKPKey.generate_key(ALGORITHM)
    private_file.touch(mode=0o600)
    private_file.write_bytes(orjson.dumps(key.as_dict(private=True)))
    public_file.write_bytes(orjson.dumps({"keys": [key.as_dict(private=False)]}))
