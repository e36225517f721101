"""Connecting to NATS."""

import asyncio
from collections.abc import Callable

import nats
import structlog
from nats.aio.client import Client

log = structlog.get_logger(__name__)


async def connect(url: str, name: str, *, on_closed: Callable[[], None] | None = None) -> Client:
    """Return a connection that outlives restarts of the server; waits for the server where it is not there yet.

    Args:
        url: ``nats://user:password@host:port``.
        name: What the server's own reports call this client.
        on_closed: Called when the client has given up for good; the process should then end and be restarted.
    """

    async def closed() -> None:
        if on_closed is not None:
            on_closed()

    async def failed(error: Exception) -> None:
        log.warning("nats_away", error=type(error).__name__)

    return await nats.connect(
        url,
        name=name,
        max_reconnect_attempts=-1,
        reconnect_time_wait=0.25,
        connect_timeout=2,
        ping_interval=10,
        max_outstanding_pings=2,
        closed_cb=closed,
        error_cb=failed,
        # A publish during an outage is refused at once and not kept for later: the outbox keeps it.
        pending_size=2 * 1024 * 1024,
    )


async def wait_connected(nc: Client, stop: asyncio.Event) -> bool:
    """Wait until the connection is up; False when told to stop or the client is closed."""
    while not nc.is_connected:
        if stop.is_set() or nc.is_closed:
            return False
        await asyncio.sleep(0.05)
    return True
