"""Reads the provider's statement about a person (the ID token) and believes only what is proved.

Source:
    OpenID Connect Core 1.0, section 3.1.3.7.
"""

import time
from dataclasses import dataclass
from typing import Any, Final

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jwt import Token

from gateway.accounts.account import normal_username
from gateway.providers.directory import ProviderDirectory
from gateway.providers.failures import ProviderFailed, UnknownPerson
from gateway.providers.provider import Provider

# Signed with a key of the provider's; never with a secret that both know, and never unsigned.
_ALGORITHMS: Final = [
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "EdDSA",
    "Ed25519",
]
_LEEWAY_S: Final = 60


@dataclass(frozen=True, slots=True)
class Statement:
    """Who somebody is at the provider.

    Attributes:
        subject: Never given to anybody else there.
        username: The account's name here, as it is stored.
    """

    subject: str
    username: str


async def read_statement(provider: Provider, directory: ProviderDirectory, answer: Any, nonce: str) -> Statement:
    """Return who the answer of the token endpoint speaks of.

    Raises:
        ProviderFailed: The statement is missing, forged, expired, for another client or another sign-in.
        UnknownPerson: It names nobody that an account could be found by.
    """
    if not isinstance(answer, dict) or not isinstance(answer.get("id_token"), str):
        raise ProviderFailed("its answer holds no ID token")
    try:
        token = await _verified(answer["id_token"], directory)
        claims = CodeIDToken(
            token.claims,
            token.header,
            options={
                "iss": {"essential": True, "value": provider.issuer},
                "aud": {"essential": True, "value": provider.client_id},
            },
            params={"nonce": nonce, "client_id": provider.client_id, "access_token": answer.get("access_token")},
        )
        claims.validate(now=int(time.time()), leeway=_LEEWAY_S)
        subject = claims["sub"]
    except (JoseError, KeyError, TypeError, ValueError) as error:
        raise ProviderFailed(f"its statement is not valid: {type(error).__name__}") from error
    if not isinstance(subject, str) or not 0 < len(subject) <= 255:
        raise ProviderFailed("its statement is about nobody")
    return Statement(subject, _username(provider, claims))


async def _verified(id_token: str, directory: ProviderDirectory) -> Token:
    try:
        return _decode(id_token, await directory.keys())
    except (InvalidKeyIdError, ValueError):
        return _decode(id_token, await directory.keys(anew=True))  # the provider may have changed its keys


def _decode(id_token: str, keys: KeySet) -> Token:
    return jwt.decode(id_token, keys, algorithms=_ALGORITHMS)


def _username(provider: Provider, claims: CodeIDToken) -> str:
    named = claims.get(provider.username_claim)
    if not isinstance(named, str) or not named.strip():
        raise UnknownPerson(f"the statement holds no {provider.username_claim}")
    if provider.username_claim == "email" and not provider.trusts_email and claims.get("email_verified") is not True:
        raise UnknownPerson("the provider has not verified the address")
    return normal_username(named)
