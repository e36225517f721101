"""The framework's own answer to a body that is too large, said as every other refusal is."""

from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.problems import Refusal, TooLarge
from shared.sentences import Language, language_of, reader_language

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
                await self._answer(scope, send)

        await self._app(scope, receive, send_problem)

    async def _answer(self, scope: Scope, send: Send) -> None:
        language: Language = language_of(Headers(scope=scope).get("accept-language", ""))
        token = reader_language.set(language)
        try:
            body = self._body(too_large(), scope["path"])
        finally:
            reader_language.reset(token)
        headers = [
            (b"content-type", self._media_type.encode()),
            (b"content-length", str(len(body)).encode()),
            (b"content-language", language.encode()),
        ]
        await send({"type": "http.response.start", "status": int(TooLarge.status), "headers": headers})
        await send({"type": "http.response.body", "body": body})
