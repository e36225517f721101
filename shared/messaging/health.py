"""How the road of events is doing: for a service's readiness and for alerts."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import nats.errors
import nats.js.errors
from nats.aio.client import Client
from sqlalchemy import text

from shared.database import Database
from shared.messaging.check import ANSWER_S, RoadFigures, compare
from shared.messaging.delivery import NO_DISTRICT
from shared.messaging.durability import BusAway, sync_problem
from shared.messaging.streams import DurableConsumer

_RELAY_LAG_LIMIT_S = 60.0
_GAP_LIMIT_S = 300.0


@dataclass(frozen=True, slots=True)
class ConsumerFigures:
    """How far one consumer is behind."""

    pending_count: int  # in the stream, not delivered yet
    unacknowledged_count: int
    dead_count: int  # set aside until an operator replays or discards them
    waiting_count: int  # set aside until an earlier event arrives
    oldest_waiting_s: float


@dataclass(frozen=True, slots=True)
class MessagingHealth:
    """Figures, and what is wrong: ``blocking`` makes a service not ready, ``alerts`` call an operator."""

    road: RoadFigures | None = None
    consumers: dict[str, ConsumerFigures] = field(default_factory=dict)
    blocking: list[str] = field(default_factory=list)
    alerts: list[str] = field(default_factory=list)


async def messaging_health(
    database: Database,
    nc: Client,
    *,
    publishes_to: str | None,
    consumers: Sequence[DurableConsumer] = (),
    monitor_url: str = "",
) -> MessagingHealth:
    """Look at one service's part of the road.

    Args:
        database: The service's own.
        nc: Its connection.
        publishes_to: Its stream, None for a service without an outbox.
        consumers: Its durable consumers.
        monitor_url: Where NATS reports its settings; empty leaves them unchecked.
    """
    if not nc.is_connected:
        return MessagingHealth(blocking=["NATS is out of reach"])
    health = MessagingHealth()
    road = None
    try:
        if monitor_url and (problem := await sync_problem(monitor_url)):
            health.blocking.append(problem)
        if publishes_to is not None:
            road = await compare(database, nc, publishes_to)
            if road.problem:
                health.alerts.append(road.problem)
            if road.oldest_pending_s > _RELAY_LAG_LIMIT_S:
                health.alerts.append(f"an event has waited {road.oldest_pending_s:.0f} s for its relay")
        for declaration in consumers:
            figures = await _consumer_figures(database, nc, declaration)
            health.consumers[declaration.name] = figures
            health.alerts.extend(_consumer_alerts(declaration, figures))
    except BusAway as error:
        health.blocking.append(str(error))
    except (nats.errors.Error, nats.js.errors.Error) as error:
        health.blocking.append(f"JetStream does not answer ({type(error).__name__}); run provisioning")
    return MessagingHealth(road, health.consumers, health.blocking, health.alerts)


async def _consumer_figures(database: Database, nc: Client, declaration: DurableConsumer) -> ConsumerFigures:
    info = await nc.jetstream(timeout=ANSWER_S).consumer_info(declaration.stream, declaration.name)
    async with database.session(NO_DISTRICT) as session:
        connection = await session.connection()
        rows = await connection.execute(text("SELECT * FROM dead_letter_figures(:name)"), {"name": declaration.name})
        parked = rows.one()
    return ConsumerFigures(
        info.num_pending or 0, info.num_ack_pending or 0, parked.dead, parked.waiting, parked.oldest_waiting_s
    )


def _consumer_alerts(declaration: DurableConsumer, figures: ConsumerFigures) -> list[str]:
    alerts = []
    if figures.dead_count:
        alerts.append(f"{declaration.name} has set {figures.dead_count} events aside: replay or discard them")
    if figures.oldest_waiting_s > _GAP_LIMIT_S:
        alerts.append(f"{declaration.name} has waited {figures.oldest_waiting_s:.0f} s for a missing event")
    if figures.unacknowledged_count >= declaration.max_ack_pending:
        alerts.append(f"{declaration.name} is at its limit of unacknowledged messages")
    return alerts
