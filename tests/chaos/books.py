"""The five books that must agree: what clients were told, what is stored, told, carried and received."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import orjson
from nats.aio.client import Client

from tests.messaging.road import CONSUMER, STREAM, Road, stream_messages


@dataclass(frozen=True)
class Books:
    """Entries by key in each book, with how often and how many cents."""

    acked: Mapping[str, int]
    stored: Mapping[str, int]
    outbox: Counter[str]
    stream: Counter[str]
    inbox_count: int
    received: Counter[str]
    received_cents: int
    unpublished_count: int
    pending_count: int
    parked_count: int

    @property
    def under_way(self) -> bool:
        """Whether something will still move by itself."""
        return bool(self.unpublished_count or self.pending_count)

    @property
    def drained(self) -> bool:
        """Whether nothing is under way and nothing was set aside."""
        return not (self.under_way or self.parked_count)

    @property
    def differences(self) -> list[str]:
        """What does not agree, in words."""
        found = []
        if self.acked != self.stored:
            found.append(f"{len(self.acked)} acknowledged, {len(self.stored)} stored")
        once = Counter(self.stored.keys())
        for name, book in (("outbox", self.outbox), ("stream", self.stream), ("received", self.received)):
            if lost := once - book:
                found.append(f"{name} lost {lost.total()}")
            if doubled := book - once:
                found.append(f"{name} has {doubled.total()} too many")
        if self.inbox_count != len(self.stored):
            found.append(f"inbox holds {self.inbox_count} of {len(self.stored)}")
        if self.received_cents != sum(self.acked.values()):
            found.append(f"received {self.received_cents} cents of {sum(self.acked.values())}")
        return found


async def read_books(road: Road, nc: Client, acked: Mapping[str, int]) -> Books:
    """Read every book."""
    stored = await road.publisher_rows("SELECT key, amount_cents FROM entry")
    outbox = await road.publisher_rows("SELECT subject, published_at IS NULL AS unpublished FROM outbox")
    received = await road.subscriber_rows("SELECT key, amount_cents FROM received")
    inbox = await road.subscriber_rows("SELECT count(*) FROM inbox")
    parked = await road.subscriber_rows("SELECT count(*) FROM dead_letter WHERE resolved_at IS NULL")
    info = await nc.jetstream().consumer_info(STREAM.name, CONSUMER.name)
    stream = [orjson.loads(message.data)["subject"] for message in await stream_messages(nc)]
    return Books(
        acked=dict(acked),
        stored={row["key"]: row["amount_cents"] for row in stored},
        outbox=Counter(row["subject"] for row in outbox),
        stream=Counter(stream),
        inbox_count=inbox[0][0],
        received=Counter(row["key"] for row in received),
        received_cents=sum(row["amount_cents"] for row in received),
        unpublished_count=sum(row["unpublished"] for row in outbox),
        pending_count=(info.num_pending or 0) + (info.num_ack_pending or 0),
        parked_count=parked[0][0],
    )
