"""The door to the services: checks who comes, signs who it is, hands the request on."""

import random
import re
import time
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Final
from urllib.parse import unquote_to_bytes

import structlog
from starlette.types import Receive, Scope, Send

from gateway.proxy.exchange import Exchange
from gateway.proxy.failures import ClientGone, UpstreamFailure
from gateway.proxy.headers import answer_headers, placed, request_head, whole_answer
from gateway.proxy.pool import Pool
from gateway.proxy.refusals import WrongAddress, refusal_for
from gateway.security_headers import Header
from gateway.sessions.session import Session
from shared.identity import LIFETIME_S, IdentitySigner
from shared.problems import NotFound, TooLarge

log = structlog.get_logger(__name__)
_PRINTABLE: Final = re.compile(rb"[\x21-\x7e]*")
_DOTS: Final = re.compile(rb"(?:^|/)\.{1,2}(?:/|$)")
_VERSION: Final = b"/v1/"


class AnswerCutShort(Exception):
    """Part of an answer was passed on and the rest will not come; only closing the connection can tell."""


class _Answer:
    """Gives a service's answer to the client."""

    __slots__ = ("_request_id", "_service", "_write")

    def __init__(self, service: str, request_id: bytes, write: Callable[[bytes], bool] | None) -> None:
        self._service = service
        self._request_id = request_id
        self._write = write

    def headers(self, headers: list[Header]) -> list[Header]:
        """Return the client's headers for the service's."""
        return answer_headers(placed(headers, self._service), self._request_id)

    def whole(self, status: int, headers: list[Header], body: bytes) -> bool:
        """Give an answer that is all there; False where the connection cannot take it so."""
        if self._write is None:
            return False
        if status == HTTPStatus.CREATED:
            headers = placed(headers, self._service)
        return self._write(whole_answer(status, headers, self._request_id, body))


class Proxy:
    """Hands requests on to the services.

    Args:
        pools: Connections by service.
        signer: Signs who is calling.
        most_body_bytes: Largest body of a request.
        timeout_s: Longest silence of a service.
    """

    def __init__(self, pools: dict[str, Pool], signer: IdentitySigner, most_body_bytes: int, timeout_s: float) -> None:
        self.pools = pools
        self._signer = signer
        self._most_body_bytes = most_body_bytes
        self._timeout_s = timeout_s

    async def handle(
        self,
        service: str,
        scope: Scope,
        receive: Receive,
        send: Send,
        seen: Mapping[bytes, bytes],
        session: Session | None,
        trace: str,
        client: str,
    ) -> int:
        """Carry out one request and return the status of its answer.

        Args:
            service: Whom it is for.
            scope: The request.
            receive: Where its body comes from.
            send: Where the answer goes.
            seen: The headers about host, body and connection.
            session: Who asks; None for somebody unknown.
            trace: Name of the request, for logs.
            client: Address it came from.

        Raises:
            Refusal: It cannot be handed on, or no answer came.
            AnswerCutShort: The connection to the client must be closed.
            ClientGone: Nobody waits for an answer any more.
        """
        target = _target(scope, service)
        body_bytes = -1 if b"transfer-encoding" in seen else int(seen.get(b"content-length", 0))
        if body_bytes > self._most_body_bytes:
            raise TooLarge(f"A body may have {self._most_body_bytes:,} bytes here. Send less.")
        pool = self.pools[service]
        method = scope["method"]
        ours = [
            b"host: ",
            pool.host,
            b"\r\nx-forwarded-for: ",
            client.encode("latin-1"),
            b"\r\nx-forwarded-proto: ",
            scope["scheme"].encode(),
            b"\r\nx-forwarded-host: ",
            seen.get(b"host", b""),
            b"\r\ntraceparent: 00-",
            trace.encode(),
            b"-%016x-01\r\n" % (random.getrandbits(64) | 1),  # names a span, guards nothing
        ]
        if session is not None:
            ours += (b"authorization: Bearer ", self._statement(session, service), b"\r\n")
        if body_bytes > 0:
            ours.append(b"content-length: %d\r\n" % body_bytes)
        elif body_bytes < 0:
            ours.append(b"transfer-encoding: chunked\r\n")
        elif method in {"POST", "PUT", "PATCH"}:
            ours.append(b"content-length: 0\r\n")
        request_line = b"%b %b HTTP/1.1\r\n" % (method.encode(), target)
        exchange = Exchange(
            pool,
            method,
            request_head(request_line, scope["headers"], b"".join(ours), b"connection" in seen),
            receive,
            send,
            body_bytes=None if body_bytes < 0 else body_bytes,
            most_body_bytes=self._most_body_bytes,
            timeout_s=self._timeout_s,
        )
        # Present where our own protocol serves: it can write a whole answer in one go.
        write = scope.get("ssfr.write_answer") if method != "HEAD" else None
        try:
            return await exchange.run(_Answer(service, trace.encode(), write))
        except ClientGone:
            raise
        except UpstreamFailure as failure:
            log.warning("no answer", service=service, reason=type(failure).__name__)
            if exchange.started:
                raise AnswerCutShort from failure
            raise refusal_for(failure, service, self._most_body_bytes) from failure

    def _statement(self, session: Session, service: str) -> bytes:
        now = time.time()
        kept = session.statements.get(service)
        if kept is not None and now < kept[1]:
            return kept[0]
        statement = self._signer.sign(session.account.identity(), service, int(now)).encode()
        session.statements[service] = statement, now + LIFETIME_S / 2
        return statement

    def close(self) -> None:
        """Close the idle connections."""
        for pool in self.pools.values():
            pool.close()


def _target(scope: Scope, service: str) -> bytes:
    """Return path and query as they are sent on: exactly as the client wrote them, without the prefix."""
    raw: bytes = scope["raw_path"]
    query: bytes = scope["query_string"]
    prefix = b"/api/" + service.encode()
    path = raw.removeprefix(prefix)
    if not raw.startswith(prefix) or not path.startswith(_VERSION):
        raise NotFound("There is nothing at this address.")
    if not _PRINTABLE.fullmatch(path) or not _PRINTABLE.fullmatch(query):
        raise WrongAddress("The address holds characters that must be written as %XX.")
    # A service might take `..` for a step up and answer for an address that was not checked.
    if b"/." in path or b"%" in path:
        plain = unquote_to_bytes(path)
        if _DOTS.search(plain) or b"\\" in plain:
            raise WrongAddress("The address holds steps up or down.")
    return path + b"?" + query if query else path
