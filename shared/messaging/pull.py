"""Pulling from a durable consumer: what is there comes at once, what comes later comes when it comes.

The client's own ``fetch(n)`` waits for all ``n`` messages or its timeout once the queue was empty, which would hold a
lone event back for seconds.
"""

import asyncio
import time
from collections import deque

import orjson
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.aio.subscription import Subscription

_EXPIRES_S = 30.0
_HEARTBEAT_S = 2.0
_SILENCE_S = 3 * _HEARTBEAT_S  # longer without even a heartbeat: the request is lost
_LOOK_S = 0.25  # how often a reconnection is noticed
_HEARTBEAT_STATUS = "100"


class Pull:
    """One outstanding request to one consumer, renewed when it is used up, expired or lost."""

    def __init__(self, nc: Client, stream: str, consumer: str, batch: int) -> None:
        self._nc = nc
        self._subject = f"$JS.API.CONSUMER.MSG.NEXT.{stream}.{consumer}"
        self._batch = batch
        self._ready: deque[Msg] = deque()
        self._wake = asyncio.Event()
        self._outstanding = 0
        self._heard_at = 0.0
        self._reconnects = -1
        self._subscription: Subscription | None = None

    async def start(self) -> None:
        """Subscribe to the answers."""
        self._inbox = self._nc.new_inbox()
        self._subscription = await self._nc.subscribe(self._inbox, cb=self._receive)

    async def stop(self) -> None:
        """Ask for no more; what was delivered and not taken comes again later."""
        if self._subscription is not None and not self._nc.is_closed:
            await self._subscription.unsubscribe()

    async def next(self, timeout_s: float) -> list[Msg]:
        """Return the messages that are here, waiting for the first; none after the timeout."""
        deadline = time.monotonic() + timeout_s
        while not self._ready:
            await self._ask()
            self._wake.clear()
            left = deadline - time.monotonic()
            if left <= 0:
                return []
            try:
                await asyncio.wait_for(self._wake.wait(), min(left, _LOOK_S))
            except TimeoutError:
                continue
        messages = list(self._ready)
        self._ready.clear()
        await self._ask()  # the next ones travel while these are applied
        return messages

    async def _ask(self) -> None:
        reconnects = self._nc.stats["reconnects"]
        lost = reconnects != self._reconnects or time.monotonic() - self._heard_at > _SILENCE_S
        if (self._outstanding > 0 and not lost) or not self._nc.is_connected:
            return
        self._reconnects = reconnects
        self._heard_at = time.monotonic()
        self._outstanding = self._batch
        request = {
            "batch": self._batch,
            "expires": int(_EXPIRES_S * 1e9),
            "idle_heartbeat": int(_HEARTBEAT_S * 1e9),
        }
        await self._nc.publish(self._subject, orjson.dumps(request), self._inbox)

    async def _receive(self, message: Msg) -> None:
        self._heard_at = time.monotonic()
        if message.headers and (status := message.headers.get("Status")):
            if status != _HEARTBEAT_STATUS:  # expired, used up, or the consumer moved: ask again
                self._outstanding = 0
                self._wake.set()
            return
        self._outstanding -= 1
        self._ready.append(message)
        self._wake.set()
