"""A service that tells what it was sent, and misbehaves on request. Runs under uvicorn behind the gateway in tests."""

import asyncio
import hashlib
from urllib.parse import parse_qs

import orjson
from starlette.types import Receive, Scope, Send

_DOCUMENT = {
    "openapi": "3.1.0",
    "info": {"title": "echo", "version": "1"},
    "paths": {
        "/v1/echo": {
            "get": {
                "operationId": "get_echo",
                "tags": ["echo"],
                "security": [{"bearer": []}],
                "responses": {
                    "200": {
                        "description": "ok",
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Me"}}},
                    }
                },
            }
        },
        "/health/live": {"get": {"operationId": "live", "responses": {"200": {"description": "ok"}}}},
    },
    "components": {"schemas": {"Me": {"type": "object", "title": "Another Me"}}},
}
_seen = {"cancelled": 0, "waiting": 0}


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] != "http":
        return
    path = scope["path"]
    query = {name: values[0] for name, values in parse_qs(scope["query_string"].decode()).items()}
    handle = {
        "/v1/stream": _stream,
        "/v1/slow": _slow,
        "/v1/break": _break,
        "/v1/naughty": _naughty,
        "/v1/early": _early,
    }.get(path)
    if path.startswith("/health/"):
        await _json(send, {"status": "ready"})
    elif path == "/openapi.json":
        await _json(send, _DOCUMENT)
    elif path == "/v1/seen":
        await _json(send, _seen)
    elif handle is not None:
        await handle(scope, receive, send, query)
    else:
        await _echo(scope, receive, send)


async def _json(send: Send, content: object, status: int = 200) -> None:
    body = orjson.dumps(content)
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _echo(scope: Scope, receive: Receive, send: Send) -> None:
    digest, length, more = hashlib.sha256(), 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            _seen["cancelled"] += 1
            return
        digest.update(message.get("body", b""))
        length += len(message.get("body", b""))
        more = message.get("more_body", False)
    told = {
        "method": scope["method"],
        "raw_path": scope["raw_path"].decode(),
        "query": scope["query_string"].decode(),
        "headers": [[name.decode(), value.decode("latin-1")] for name, value in scope["headers"]],
        "length": length,
        "sha256": digest.hexdigest(),
    }
    await _json(send, told)


async def _stream(scope: Scope, receive: Receive, send: Send, query: dict[str, str]) -> None:
    left, piece = int(query["bytes"]), b"x" * 65_536
    headers = [(b"content-type", b"application/octet-stream")]
    if "length" in query:
        headers.append((b"content-length", query["bytes"].encode()))
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    while left > 0:
        await send({"type": "http.response.body", "body": piece[:left], "more_body": True})
        left -= len(piece)
        if "pause" in query:
            await asyncio.sleep(float(query["pause"]))
    await send({"type": "http.response.body", "body": b""})


async def _slow(scope: Scope, receive: Receive, send: Send, query: dict[str, str]) -> None:
    await receive()
    _seen["waiting"] += 1
    gone = asyncio.ensure_future(receive())
    done, _ = await asyncio.wait({gone}, timeout=float(query["seconds"]))
    _seen["waiting"] -= 1
    if done:
        _seen["cancelled"] += 1
        return
    gone.cancel()
    await _json(send, {"slow": True})


async def _break(scope: Scope, receive: Receive, send: Send, query: dict[str, str]) -> None:
    headers = [(b"content-type", b"application/json"), (b"content-length", b"1000")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"{", "more_body": True})
    await asyncio.sleep(0.05)
    # Returning without the rest makes uvicorn close the connection.


async def _naughty(scope: Scope, receive: Receive, send: Send, query: dict[str, str]) -> None:
    headers = [
        (b"content-type", b"text/html"),
        (b"set-cookie", b"__Host-ssfr=fixed; Path=/; Secure"),
        (b"content-security-policy", b"default-src *"),
        (b"keep-alive", b"timeout=5"),
        (b"x-kept", b"yes"),
        (b"content-length", b"2"),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"ok"})


async def _early(scope: Scope, receive: Receive, send: Send, query: dict[str, str]) -> None:
    await receive()
    await _json(send, {"refused": "before all of the body was read"}, 413)
