"""What a provider says about itself: its addresses and the keys that it signs with, fetched when first needed.

Source:
    OpenID Connect Discovery 1.0, sections 3 and 4.3.
"""

import asyncio
import time
from typing import Any, Final

import httpx
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from pydantic import BaseModel, ConfigDict, ValidationError

from gateway.providers.failures import ProviderFailed
from gateway.providers.provider import Provider, is_safe

WAIT_S: Final = 8.0
_KEPT_S: Final = 3600.0
# Somebody can make us see an unknown key as often as they like; the provider need not hear of each time.
_KEYS_AT_MOST_EVERY_S: Final = 30.0
_LARGEST_BYTES: Final = 512 * 1024


class Metadata(BaseModel):
    """What of a provider's metadata is used here."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    token_endpoint_auth_methods_supported: list[str] = ["client_secret_basic"]
    authorization_response_iss_parameter_supported: bool = False


class ProviderDirectory:
    """One provider's metadata and keys, kept for an hour."""

    def __init__(self, provider: Provider, client: httpx.AsyncClient) -> None:
        self._provider = provider
        self._client = client
        self._metadata: tuple[Metadata, float] | None = None
        self._keys: tuple[KeySet, float] | None = None
        self._turn = asyncio.Lock()

    async def metadata(self) -> Metadata:
        """Return the provider's metadata.

        Raises:
            ProviderFailed: It cannot be had, speaks for another issuer, or names an address that anybody could read.
        """
        async with self._turn:
            if self._metadata is None or time.monotonic() - self._metadata[1] > _KEPT_S:
                self._metadata = await self._read_metadata(), time.monotonic()
            return self._metadata[0]

    async def keys(self, *, anew: bool = False) -> KeySet:
        """Return the keys it signs with; ``anew`` where a statement names one that is not among those known.

        Raises:
            ProviderFailed: They cannot be had.
        """
        address = (await self.metadata()).jwks_uri
        async with self._turn:
            age_s = time.monotonic() - self._keys[1] if self._keys is not None else _KEPT_S + 1
            if self._keys is None or age_s > (_KEYS_AT_MOST_EVERY_S if anew else _KEPT_S):
                try:
                    self._keys = KeySet.import_key_set(await self._get(address)), time.monotonic()
                except (JoseError, KeyError, TypeError, ValueError) as error:
                    raise ProviderFailed("its keys cannot be read") from error
            return self._keys[0]

    async def _read_metadata(self) -> Metadata:
        issuer = self._provider.issuer
        try:
            found = Metadata.model_validate(await self._get(f"{issuer.rstrip('/')}/.well-known/openid-configuration"))
        except ValidationError as error:
            raise ProviderFailed("its metadata cannot be read") from error
        if found.issuer != issuer:
            raise ProviderFailed("its metadata speaks for another issuer")
        if not all(map(is_safe, (found.authorization_endpoint, found.token_endpoint, found.jwks_uri))):
            raise ProviderFailed("its metadata names an address without https")
        return found

    async def _get(self, address: str) -> Any:
        return await answer_of(self._client, httpx.Request("GET", address, headers={"Accept": "application/json"}))


async def answer_of(client: httpx.AsyncClient, request: httpx.Request) -> Any:
    """Return the JSON that a provider answers.

    Raises:
        ProviderFailed: It does not answer in time, refuses, or sends something else.
    """
    try:
        async with asyncio.timeout(WAIT_S):
            answer = await client.send(request)
        if answer.status_code != 200 or len(answer.content) > _LARGEST_BYTES:
            raise ProviderFailed(f"it answered {answer.status_code} with {len(answer.content)} bytes")
        return answer.json()
    except (httpx.HTTPError, TimeoutError, ValueError) as error:
        raise ProviderFailed(type(error).__name__) from error
