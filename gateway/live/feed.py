"""One subscription a process to everything the services publish.

A plain subscription, not a stream consumer: pages only learn that they should ask again, and after a gap in the
connection they are told to ask for everything.
"""

import asyncio
from typing import Any, Final
from uuid import UUID

import nats
import orjson
import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg

from gateway.live.hub import Hub
from gateway.settings import SERVICES

log = structlog.get_logger(__name__)
_RETRY_S: Final = 1


def sse(event: str, data: dict[str, Any]) -> bytes:
    """Return a server-sent event."""
    return b"event: " + event.encode() + b"\ndata: " + orjson.dumps(data) + b"\n\n"


# Sent when messages may have been missed; pages then ask again for all they show.
RESUMED: Final = sse("gateway.stream.resumed.v1", {"type": "gateway.stream.resumed.v1"})


def message_of(payload: bytes) -> tuple[UUID, bytes] | None:
    """Return the district and the message for its pages; None for what pages need not know.

    Pages get no more than the kind of event and what it is about: figures they fetch, as themselves.
    """
    try:
        envelope = orjson.loads(payload)
        data = envelope["data"]
        if data.get("part", 1) != data.get("part_count", 1):
            return None  # the last part says it for all
        district_id = UUID(data["district_id"])
        told = {
            "type": str(envelope["type"]),
            "district_id": str(district_id),
            "fiscal_year": data.get("fiscal_year"),
            "subject": str(envelope["subject"]),
        }
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError, AttributeError):
        return None
    if not told["type"].replace(".", "").replace("_", "").replace("-", "").isalnum():
        return None
    return district_id, sse(told["type"], told)


class Feed:
    """Connects to NATS and hands on what comes; keeps trying for as long as the process runs."""

    def __init__(self, nats_url: str, hub: Hub) -> None:
        self._url = nats_url
        self._hub = hub
        self._task: asyncio.Task[None] | None = None
        self._client: Client | None = None

    def start(self) -> None:
        """Begin, in the background: pages are served without NATS too."""
        self._task = asyncio.get_running_loop().create_task(self._connect())

    async def stop(self) -> None:
        """Close the connection."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        if self._client is not None:
            await self._client.close()

    @property
    def connected(self) -> bool:
        """Whether messages come in."""
        return self._client is not None and self._client.is_connected

    async def alerts(self) -> list[str]:
        """Say what an operator should look at."""
        return [] if self.connected else ["NATS is out of reach: open pages are not told what is published"]

    async def _connect(self) -> None:
        while True:
            client = Client()
            try:
                await client.connect(
                    self._url,
                    name="ssfr-gateway-live",
                    max_reconnect_attempts=-1,
                    reconnect_time_wait=_RETRY_S,
                    connect_timeout=2,
                    allow_reconnect=True,
                    error_cb=self._failed,
                    reconnected_cb=self._reconnected,
                )
                for service in SERVICES:
                    await client.subscribe(f"{service}.>", cb=self._received)
                await client.flush()
            except (OSError, TimeoutError, nats.errors.Error) as error:
                log.warning("NATS is out of reach", reason=type(error).__name__)
                await client.close()
                await asyncio.sleep(_RETRY_S)
            else:
                self._client = client
                self._hub.tell_all(RESUMED)
                return

    async def _received(self, message: Msg) -> None:
        if (found := message_of(message.data)) is not None:
            self._hub.tell(*found, RESUMED)

    async def _reconnected(self) -> None:
        log.info("NATS is back")
        self._hub.tell_all(RESUMED)

    async def _failed(self, error: Exception) -> None:
        log.warning("NATS connection", reason=type(error).__name__)
