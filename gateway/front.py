"""The outermost layer: every request passes here first, and what needs no framework goes no further.

The framework's routing and its layers of middleware take longer than handing a request on (docs/adr/0005), so requests
for services and files are answered before it.
"""

import random
import re
import time
from dataclasses import dataclass
from typing import Final

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateway.access_log import AccessLog
from gateway.addresses import Addresses, limit_key
from gateway.api.caller import CrossSiteRefused
from gateway.proxy.failures import ClientGone
from gateway.proxy.proxy import AnswerCutShort, Proxy
from gateway.rates.rates import Rates
from gateway.security_headers import ALWAYS, NO_STORE, POLICY, Header
from gateway.sessions.cookie import token_in
from gateway.sessions.cross_site import SAFE_METHODS, CrossSite, token_matches
from gateway.sessions.over import SessionOver
from gateway.sessions.session import BROWSER, PROGRAM, Session
from gateway.sessions.sessions import Sessions
from gateway.site.asset import Asset
from gateway.site.files import SiteFiles
from gateway.site.serve import send_asset
from gateway.spanish import SENTENCES
from shared.logs import trace_id
from shared.problem_handlers import PROBLEM_TYPE, problem_body
from shared.problems import MethodNotAllowed, Refusal
from shared.sentences import language_of, reader_language

log = structlog.get_logger(__name__)
_TRACEPARENT: Final = re.compile(rb"00-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}")
_PUBLIC: Final = "/v1/public/"
_FILE_METHODS: Final = frozenset({"GET", "HEAD"})


class NotForFiles(MethodNotAllowed):
    """Files are only read."""

    def __init__(self) -> None:
        super().__init__("This address can only be read.", headers={"Allow": "GET, HEAD"})


# The few headers that decide where a request goes and whether it may.
_DECIDING: Final = frozenset(
    {
        b"accept-language",
        b"authorization",
        b"connection",
        b"content-length",
        b"cookie",
        b"host",
        b"origin",
        b"sec-fetch-site",
        b"traceparent",
        b"transfer-encoding",
        b"x-csrf-token",
        b"x-forwarded-for",
    }
)
Seen = dict[bytes, bytes]


@dataclass(frozen=True, slots=True)
class Front:
    """Sends each request where it belongs."""

    api: ASGIApp
    proxy: Proxy
    sessions: Sessions
    rates: Rates
    cross_site: CrossSite
    addresses: Addresses
    files: SiteFiles
    documents: dict[str, Asset]
    access_log: AccessLog

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        began = time.perf_counter()
        seen: Seen = {name: value for name, value in scope["headers"] if name in _DECIDING}
        given = seen.get(b"traceparent")
        match = _TRACEPARENT.fullmatch(given) if given else None
        trace = match[1].decode() if match else f"{random.getrandbits(128):032x}"  # a name, no secret
        trace_id.set(trace)
        reader_language.set(language_of(seen.get(b"accept-language", b"").decode("latin-1")))
        status = 500
        try:
            status = await self._answer(scope, receive, send, seen, trace)
        except Refusal as refusal:
            status = int(refusal.status)
            await self._refuse(refusal, scope, send, trace)
        except ClientGone:
            status = 499
        except AnswerCutShort:
            status = 502  # returning without an end makes the server close the connection
        finally:
            self.access_log.add(scope["method"], scope["path"], status, time.perf_counter() - began, trace)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, seen: Seen, trace: str) -> int:
        path: str = scope["path"]
        if path.startswith("/api/"):
            client = self.addresses.client(scope["client"], seen.get(b"x-forwarded-for"))
            service = path[5:].partition("/")[0]
            if service in self.proxy.pools:
                if _PUBLIC in path:
                    self.rates.public(limit_key(client), time.time())
                session = await self._admit(scope, seen, client)
                return await self.proxy.handle(service, scope, receive, send, seen, session, trace, client)
            if path in self.documents and scope["method"] in _FILE_METHODS:
                return await send_asset(self.documents[path], scope, send)
            self.rates.request(None, limit_key(client), time.time())
            self._check_origin(scope["method"], seen)
            scope.setdefault("state", {})["client_address"] = client
            return await self._own(scope, receive, send, trace)
        if path.startswith("/health/"):
            return await self._own(scope, receive, send, trace)
        if scope["method"] not in _FILE_METHODS:
            raise NotForFiles
        if (asset := self.files.find(path)) is None:
            return await self._own(scope, receive, send, trace)  # which says that there is no such thing
        return await send_asset(asset, scope, send)

    async def _admit(self, scope: Scope, seen: Seen, client: str) -> Session | None:
        """Return the session of a request to a service; None for somebody who shows none.

        Raises:
            Refusal: The session is over, the caller asks too often, or another site made the browser ask.
        """
        session: Session | None = None
        now = time.time()
        if (authorization := seen.get(b"authorization")) is not None:
            scheme, _, token = authorization.partition(b" ")
            if scheme.lower() == b"bearer":
                token = token.strip()
                session = self.sessions.find_now(token, PROGRAM, now) or await self.sessions.find(token, PROGRAM, now)
            if session is None:
                self.rates.request(None, limit_key(client), now)
                raise SessionOver(by_cookie=False)
        elif (cookies := seen.get(b"cookie")) is not None and (cookie := token_in(cookies)) is not None:
            session = self.sessions.find_now(cookie, BROWSER, now) or await self.sessions.find(cookie, BROWSER, now)
            if session is None:
                self.rates.request(None, limit_key(client), now)
                raise SessionOver(by_cookie=True)
        self.rates.request(session.limit_key if session else None, limit_key(client), now)
        self._check_origin(scope["method"], seen)
        if (
            session is not None
            and session.kind == BROWSER
            and scope["method"] not in SAFE_METHODS
            and not token_matches(seen.get(b"x-csrf-token"), session.csrf_token)
        ):
            raise CrossSiteRefused("The header X-CSRF-Token is missing or not this session's. Reload the page.")
        return session

    def _check_origin(self, method: str, seen: Seen) -> None:
        if method in SAFE_METHODS:
            return
        fault = self.cross_site.fault(seen.get(b"host", b""), seen.get(b"origin"), seen.get(b"sec-fetch-site"))
        if fault is not None:
            raise CrossSiteRefused(fault)

    async def _own(self, scope: Scope, receive: Receive, send: Send, trace: str) -> int:
        status = 500
        request_id = trace.encode()

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = list(message["headers"])
                names = {name.lower() for name, _ in headers}
                headers += [header for header in (*ALWAYS, POLICY, NO_STORE) if header[0] not in names]
                headers.append((b"x-request-id", request_id))
                message = {**message, "headers": headers}
            await send(message)

        await self.api(scope, receive, send_with_headers)
        return status

    async def _refuse(self, refusal: Refusal, scope: Scope, send: Send, trace: str) -> None:
        body = problem_body(refusal, scope["path"], SENTENCES)
        headers: list[Header] = [
            (b"content-type", PROBLEM_TYPE.encode()),
            (b"content-length", str(len(body)).encode()),
            (b"content-language", reader_language.get().encode()),
            (b"x-request-id", trace.encode()),
            *((name.lower().encode(), value.encode()) for name, value in refusal.headers.items()),
            *ALWAYS,
            POLICY,
            NO_STORE,
        ]
        await send({"type": "http.response.start", "status": int(refusal.status), "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})
