"""Whether the bus keeps what it acknowledges."""

from urllib.parse import urlsplit

import httpx

_DEFAULT_MONITOR_PORT = 8222


class BusAway(Exception):
    """The server does not report its settings; it may be restarting."""


def monitor_url_of(nats_url: str) -> str:
    """Return where a server's own report usually is."""
    return f"http://{urlsplit(nats_url).hostname}:{_DEFAULT_MONITOR_PORT}"


async def sync_problem(monitor_url: str) -> str:
    """Return what is wrong with the server's way of writing, empty when each write is synced before it is acknowledged.

    JetStream syncs every two minutes unless told otherwise, and a power cut takes what it acknowledged since.

    Raises:
        BusAway: The server does not answer.
    """
    try:
        async with httpx.AsyncClient(timeout=2, trust_env=False) as client:
            response = await client.get(f"{monitor_url}/jsz", params={"config": "true"})
        config = response.raise_for_status().json().get("config") or {}
    except (httpx.HTTPError, ValueError) as error:
        raise BusAway(
            f"NATS reports nothing at {monitor_url} ({type(error).__name__}): set NATS_MONITOR_URL"
        ) from error
    if config.get("sync_always") is not True:
        return "NATS does not sync each write: set `jetstream { sync_interval: always }`"
    return ""
