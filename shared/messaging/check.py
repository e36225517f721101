"""Comparing a stream with the outbox, which is the record: the bus can lose what it acknowledged."""

from dataclasses import dataclass

from nats.aio.client import Client
from nats.js.errors import NotFoundError
from sqlalchemy import text

from shared.database import Database
from shared.messaging.delivery import NO_DISTRICT

# A server behind a silent network neither answers nor hangs up. Who asks for readiness waits 4 s, and no answer looks
# like a service that is down, which it is not.
ANSWER_S = 1.5


@dataclass(frozen=True, slots=True)
class RoadFigures:
    """One service's outbox beside its stream."""

    outbox_count: int
    published_count: int  # outbox rows the stream acknowledged
    oldest_pending_s: float
    stream_count: int
    lost_count: int  # acknowledged and not there any more; `replay outbox` brings them back

    @property
    def problem(self) -> str:
        """What is wrong, empty when nothing is."""
        if not self.lost_count:
            return ""
        return f"the stream lost {self.lost_count} of {self.published_count} acknowledged events: replay the outbox"


async def compare(database: Database, nc: Client, stream: str) -> RoadFigures:
    """Count both sides.

    A stream may hold more than the outbox marks as published, for a moment (the mark follows the acknowledgement) or
    for good (a replay after the duplicate window); consumers skip what they know.
    """
    # The outbox first: what is published between the two looks makes the stream larger, never smaller.
    async with database.session(NO_DISTRICT) as session:
        row = (await (await session.connection()).execute(text("SELECT * FROM outbox_figures()"))).one()
    try:
        state = (await nc.jetstream(timeout=ANSWER_S).stream_info(stream)).state
        stream_count, last_sequence = state.messages, state.last_seq
    except NotFoundError:
        stream_count = last_sequence = 0
    lost = max(row.published - stream_count, row.last_sequence - last_sequence, 0)
    return RoadFigures(row.total, row.published, row.oldest_pending_s, stream_count, lost)
