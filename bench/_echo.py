"""The simplest service there is: what remains is the cost of whoever stands in front of it."""

from starlette.types import Receive, Scope, Send

BODY = b'{"items":[' + b",".join(b'{"school_id":"S-%03d","total_cents":123456}' % n for n in range(10)) + b"]}"
HEADERS = [(b"content-type", b"application/json"), (b"content-length", str(len(BODY)).encode())]


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        await send({"type": "http.response.body", "body": BODY})
