"""A service's view of its part of the road of events, for its readiness answer."""

import asyncio
import time
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from nats.aio.client import Client

from shared.database import Database
from shared.messaging.connection import connect
from shared.messaging.durability import sync_problem
from shared.messaging.health import messaging_health
from shared.messaging.streams import DurableConsumer
from shared.settings import ProcessSettings

_KEEP_S = 15.0  # counting an outbox is not free, and platforms ask for readiness every second


class RoadWatch:
    """Keeps one connection to NATS while the service runs; a service with no part in the road keeps none."""

    def __init__(
        self,
        service: str,
        database: Database,
        settings: ProcessSettings,
        *,
        publishes_to: str | None,
        consumers: Sequence[DurableConsumer],
    ) -> None:
        self._service = service
        self._database = database
        self._settings = settings
        self._publishes_to = publishes_to
        self._consumers = consumers
        self._connecting: asyncio.Task[Client] | None = None
        self._unsafe = ""  # how the bus would lose what it acknowledged
        self._seen: tuple[float, list[str]] = (-_KEEP_S, [])

    async def __aenter__(self) -> Self:
        if self._publishes_to or self._consumers:
            # In the background: the service serves while NATS is away.
            self._connecting = asyncio.create_task(self._connect())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connecting is None:
            return
        if self._connecting.done() and not self._connecting.cancelled() and self._connecting.exception() is None:
            await self._connecting.result().close()
        else:
            self._connecting.cancel()
            await asyncio.gather(self._connecting, return_exceptions=True)

    async def faults(self) -> list[str]:
        """Return what makes acknowledged events unsafe; an absent bus is none, since the outbox keeps them."""
        if self._unsafe:  # perhaps mended meanwhile
            self._unsafe = await sync_problem(self._settings.nats_monitor_url)
        return [self._unsafe] if self._unsafe else []

    async def alerts(self) -> list[str]:
        """Return what an operator should look at, in plain words; looked up at most every few seconds."""
        now = time.monotonic()
        if now - self._seen[0] >= _KEEP_S:
            self._seen = now, await self._look()
        return self._seen[1]

    async def _connect(self) -> Client:
        client = await connect(self._settings.nats_url, self._service)
        if self._settings.nats_monitor_url:
            self._unsafe = await sync_problem(self._settings.nats_monitor_url)
        return client

    async def _look(self) -> list[str]:
        if self._connecting is None:
            return []
        if not self._connecting.done() or self._connecting.exception() is not None:
            return ["NATS is out of reach"]
        health = await messaging_health(
            self._database,
            self._connecting.result(),
            publishes_to=self._publishes_to,
            consumers=self._consumers,
            monitor_url=self._settings.nats_monitor_url,
        )
        return [*health.blocking, *health.alerts]
