"""The framework's own answer to a body that is too large, said as every other refusal is."""

from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.logs import trace_id
from shared.problems import Refusal, TooLarge
from shared.request_context import RequestContext
from shared.sentences import reader_language

Body = Callable[[Refusal, str], bytes]


def too_large() -> TooLarge:
    """Return the refusal; it cannot name the limit, which is the operation's own."""
    return TooLarge("The body is larger than this operation takes. Send less at once.")


class TooLargeAsProblem:
    """Wraps an application outside the part of the framework that measures bodies and answers in plain text.

    Args:
        app: The application with everything around it.
        body: Makes the problem document of a refusal at a path.
        media_type: What the document is.
    """

    def __init__(self, app: ASGIApp, body: Body, media_type: str) -> None:
        self._app = app
        self._body = body
        self._media_type = media_type

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on but that one answer."""
        is_plain = False

        async def send_problem(message: Message) -> None:
            nonlocal is_plain
            if message["type"] == "http.response.start" and message["status"] == TooLarge.status:
                is_plain = Headers(raw=message["headers"]).get("content-type", "").startswith("text/plain")
            if not is_plain:
                await send(message)
            elif message["type"] == "http.response.start":
                await self._answer(scope, receive, send)

        await self._app(scope, receive, send_problem)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        # Where the application began to answer it has named the request, and logs it; its headers stay behind.
        is_named = bool(trace_id.get())
        await RequestContext(self._problem, log_requests=not is_named)(scope, receive, send)

    async def _problem(self, scope: Scope, _receive: Receive, send: Send) -> None:
        body = self._body(too_large(), scope["path"])
        headers = [
            (b"content-type", self._media_type.encode()),
            (b"content-length", str(len(body)).encode()),
            (b"content-language", reader_language.get().encode()),
        ]
        await send({"type": "http.response.start", "status": int(TooLarge.status), "headers": headers})
        await send({"type": "http.response.body", "body": body})
