"""A service's view of its part of the road of events, for its readiness answer."""

import asyncio
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from nats.aio.client import Client

from shared.database import Database
from shared.messaging.connection import connect
from shared.messaging.health import messaging_health
from shared.messaging.streams import DurableConsumer
from shared.settings import ProcessSettings


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

    async def __aenter__(self) -> Self:
        if self._publishes_to or self._consumers:
            # In the background: the service serves while NATS is away.
            self._connecting = asyncio.create_task(connect(self._settings.nats_url, self._service))
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

    async def alerts(self) -> list[str]:
        """Return what an operator should look at, in plain words."""
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
