"""An identity provider as districts have them, for one client, whose person, keys and manners a test sets.

It asks no questions: whoever comes is the person set. All else it checks as the standards say: the client and its
secret, the address to return to, that a code is used once, and that whoever fetches the statement began the sign-in.
"""

import base64
import hashlib
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from joserfc import jwt
from joserfc.jwk import RSAKey

from deploy.local.ports import HOST, free_port

CLIENT_ID = "ssfr"
# Of a client that only these tests know.
CLIENT_SECRET = "told to nobody else"
PERSON: dict[str, Any] = {"sub": "100001", "email": "Ana.Torres@north.example", "email_verified": True}


@dataclass(slots=True)
class IdentityProvider:
    """The provider and its manners.

    Attributes:
        person: The claims of whoever comes.
        more: Claims that replace those of an honest statement.
        metadata: What replaces its honest metadata.
        key: What it signs with; only its public half is published.
        declines: Whether people say no.
        asked: How often each address was asked.
    """

    address: str
    person: dict[str, Any] = field(default_factory=lambda: dict(PERSON))
    more: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "first"}))
    signing_key: RSAKey | None = None
    algorithm: str = "RS256"
    declines: bool = False
    is_down: bool = False
    asked: dict[str, int] = field(default_factory=dict)
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def be_honest(self) -> None:
        """Forget all manners."""
        self.person, self.more, self.metadata = dict(PERSON), {}, {}
        self.signing_key, self.algorithm, self.declines, self.is_down = None, "RS256", False, False

    def authorize(self, query: dict[str, str]) -> Response:
        assert query["client_id"] == CLIENT_ID
        assert query["response_type"] == "code"
        assert query["code_challenge_method"] == "S256"
        assert "openid" in query["scope"].split()
        back = {"state": query["state"], "iss": self.address, "session_state": "its own affair"}
        if self.declines:
            return RedirectResponse(f"{query['redirect_uri']}?{urlencode(back | {'error': 'access_denied'})}", 302)
        code = secrets.token_urlsafe()
        self._codes[code] = query
        return RedirectResponse(f"{query['redirect_uri']}?{urlencode(back | {'code': code})}", 302)

    def token(self, form: dict[str, str], authorization: str) -> Response:
        known = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
        began = self._codes.pop(form["code"], None)
        if authorization != f"Basic {known}" or began is None or form["redirect_uri"] != began["redirect_uri"]:
            return JSONResponse({"error": "invalid_grant"}, 400)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=")
        if challenge.decode() != began["code_challenge"]:
            return JSONResponse({"error": "invalid_grant"}, 400)
        answer = {"access_token": "unused", "token_type": "Bearer", "id_token": self.statement(began["nonce"])}
        return JSONResponse(answer)

    def statement(self, nonce: str) -> str:
        """Return who came, signed."""
        now = int(time.time())
        claims = {"iss": self.address, "aud": CLIENT_ID, "iat": now, "exp": now + 300, "nonce": nonce}
        header = {"alg": self.algorithm, "kid": self.key.kid}
        key = self.signing_key or self.key
        return jwt.encode(header, claims | self.person | self.more, key, algorithms=[self.algorithm])

    def describe(self) -> Response:
        honest = {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "authorization_response_iss_parameter_supported": True,
        }
        return JSONResponse(honest | self.metadata)


def _app(provider: IdentityProvider) -> FastAPI:
    app = FastAPI()

    @app.middleware("http")
    async def count(request: Request, call_next: Any) -> Any:
        provider.asked[request.url.path] = provider.asked.get(request.url.path, 0) + 1
        return Response(status_code=503) if provider.is_down else await call_next(request)

    @app.get("/.well-known/openid-configuration")
    def describe() -> Response:
        return provider.describe()

    @app.get("/keys")
    def keys() -> dict[str, Any]:
        return {"keys": [provider.key.as_dict(private=False)]}

    @app.get("/authorize")
    def authorize(request: Request) -> Response:
        return provider.authorize(dict(request.query_params))

    @app.post("/token")
    async def token(request: Request) -> Response:
        async with request.form() as form:
            sent = {name: str(value) for name, value in form.items()}
        return provider.token(sent, request.headers.get("authorization", ""))

    return app


@contextmanager
def identity_provider() -> Iterator[IdentityProvider]:
    """Run one."""
    port = free_port()
    provider = IdentityProvider(f"http://{HOST}:{port}")
    server = uvicorn.Server(uvicorn.Config(_app(provider), host=HOST, port=port, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        yield provider
    finally:
        server.should_exit = True
        thread.join()
