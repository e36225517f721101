"""Live updates for open pages."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any, Final, cast

from fastapi import Request
from fastapi.responses import StreamingResponse

from gateway.api.caller import CurrentSession, current_caller
from gateway.live.hub import Hub, Stream, TooManyStreams
from gateway.sessions.sessions import Sessions
from gateway.settings import GatewaySettings
from shared.authorisation import SecuredRouter
from shared.openapi import problem_responses

router = SecuredRouter("gateway", caller_of=current_caller, prefix="/api", tags=["live updates"])
_RETRY_MS: Final = 2000
_STREAM: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "Server-sent events until the session ends or the page closes.",
        "content": {
            "text/event-stream": {
                "schema": {"type": "string"},
                "example": "event: allocation.run.published.v1\n"
                'data: {"type":"allocation.run.published.v1","district_id":"0d157a1c-7000-4000-8000-000000000001",'
                '"fiscal_year":2027,"subject":"0192f0c1-0000-7000-8000-000000000000"}\n\n',
            }
        },
    }
}


class EventStream(StreamingResponse):
    """An answer of server-sent events."""

    media_type = "text/event-stream"


@router.get(
    "/events",
    response_class=EventStream,
    responses={**_STREAM, **problem_responses(TooManyStreams)},
    response_model=None,
)
async def stream_events(session: CurrentSession, request: Request) -> EventStream:
    """Stream what the services of the caller's district publish: kind and subject, never figures."""
    state = request.app.state
    settings = cast(GatewaySettings, state.settings)
    hub = cast(Hub, state.hub)
    stream = hub.open(session)
    lines = _lines(stream, hub, cast(Sessions, state.sessions), settings.events_heartbeat_s, settings.events_longest_s)
    # Proxies in front must pass each line on as it comes.
    return EventStream(lines, headers={"X-Accel-Buffering": "no"})


async def _lines(
    stream: Stream, hub: Hub, sessions: Sessions, heartbeat_s: float, longest_s: float
) -> AsyncIterator[bytes]:
    loop = asyncio.get_running_loop()
    ends_at = loop.time() + longest_s
    try:
        yield b"retry: %d\n: connected\n\n" % _RETRY_MS
        while (left_s := ends_at - loop.time()) > 0:
            try:
                async with asyncio.timeout(min(heartbeat_s, left_s)):
                    message = await stream.queue.get()
            except TimeoutError:
                if not await sessions.still(stream.session, time.time()):
                    return
                message = b": still here\n\n"
            if message is None:
                return
            yield message
    finally:
        hub.close(stream)
