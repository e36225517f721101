"""Sends somebody to their provider and takes them back.

Source:
    RFC 6749 section 4.1 with RFC 7636 (S256) and RFC 9207; OpenID Connect Core 1.0, section 3.1.
"""

import hmac
import time
from dataclasses import dataclass
from typing import Any, Final

import httpx
from authlib.oauth2.auth import ClientAuth
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri, prepare_token_request
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from gateway.accounts.account import Account
from gateway.providers.begun import BegunSignIn, BegunSignIns
from gateway.providers.directory import Metadata, ProviderDirectory, answer_of
from gateway.providers.failures import Declined, ProviderFailed, StaleSignIn
from gateway.providers.links import ProviderLinks
from gateway.providers.provider import Provider
from gateway.providers.statement import read_statement

_FORM: Final = {"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a provider sends the browser back with."""

    code: str | None = None
    state: str | None = None
    error: str | None = None
    issuer: str | None = None


class ProviderSignIn:
    """Signing in at one provider."""

    def __init__(
        self, provider: Provider, begun: BegunSignIns, links: ProviderLinks, client: httpx.AsyncClient, public_url: str
    ) -> None:
        self.provider = provider
        self._directory = ProviderDirectory(provider, client)
        self._begun = begun
        self._links = links
        self._client = client
        self._return = f"{public_url.rstrip('/')}/api/sign-in/{provider.provider_id}/return"

    async def begin(self, to: str) -> tuple[str, str]:
        """Return the provider's address to go to, and the cookie that remembers why.

        Raises:
            ProviderFailed: The provider's addresses cannot be had.
        """
        metadata = await self._directory.metadata()
        begun = BegunSignIn.new(self.provider.provider_id, to)
        address = prepare_grant_uri(
            metadata.authorization_endpoint,
            client_id=self.provider.client_id,
            response_type="code",
            redirect_uri=self._return,
            scope=self.provider.scope,
            state=begun.state,
            nonce=begun.nonce,
            code_challenge=create_s256_code_challenge(begun.verifier),
            code_challenge_method="S256",
        )
        return address, self._begun.cookie(begun, int(time.time()))

    async def finish(self, answer: Answer, note: str) -> tuple[Account, str]:
        """Return who came back, and the page they wanted.

        Raises:
            NotSignedIn: With the reason.
        """
        begun = self._begun.read(note, int(time.time()))
        if begun.provider_id != self.provider.provider_id or not _same(answer.state, begun.state):
            raise StaleSignIn("the answer is for another sign-in")
        metadata = await self._directory.metadata()
        if answer.issuer != self.provider.issuer and (
            answer.issuer is not None or metadata.authorization_response_iss_parameter_supported
        ):
            raise ProviderFailed("the answer names another issuer")
        if answer.error is not None or not answer.code:
            raise Declined("the provider said no")
        tokens = await self._tokens(metadata, answer.code, begun.verifier)
        statement = await read_statement(self.provider, self._directory, tokens, begun.nonce)
        return await self._links.account(self.provider, statement), begun.to

    async def _tokens(self, metadata: Metadata, code: str, verifier: str) -> Any:
        body = prepare_token_request("authorization_code", redirect_uri=self._return, code=code, code_verifier=verifier)
        methods = metadata.token_endpoint_auth_methods_supported
        method = "client_secret_basic" if "client_secret_basic" in methods else "client_secret_post"
        auth = ClientAuth(self.provider.client_id, self.provider.client_secret, method)
        address, headers, content = auth.prepare("POST", metadata.token_endpoint, dict(_FORM), body)
        return await answer_of(self._client, httpx.Request("POST", address, headers=headers, content=content))


def _same(sent: str | None, expected: str) -> bool:
    return sent is not None and hmac.compare_digest(sent.encode(), expected.encode())
