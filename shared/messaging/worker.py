"""A service's worker: its relay and its consumers in one process."""

import asyncio
import signal
import sys
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

import structlog
import uvloop
from nats.aio.client import Client

from shared import logs
from shared.database import Database
from shared.messaging.connection import connect
from shared.messaging.consumer import Consumer
from shared.messaging.handlers import Handlers
from shared.messaging.parked import ParkedEvents
from shared.messaging.relay import Relay
from shared.messaging.streams import CONSUMERS, DurableConsumer, stream_of
from shared.settings import ProcessSettings

log = structlog.get_logger(__name__)

_DRAIN_S = 20.0


Also = Callable[[ProcessSettings, Database, Client, asyncio.Event], Coroutine[Any, Any, None]]


def run_worker(
    settings: ProcessSettings, handlers: Handlers, *, publishes: bool = True, also: Sequence[Also] = ()
) -> None:
    """Run a service's worker until SIGTERM; end the process with 1 when a supervisor should start it again.

    Args:
        settings: The process's settings.
        handlers: The service's handlers, one for each event of its consumers.
        publishes: Whether the service has an outbox to relay.
        also: What else runs in the process until the event is set.
    """
    logs.configure(f"{handlers.service}-worker", settings.log_level)
    declarations = tuple(consumer for consumer in CONSUMERS if consumer.service == handlers.service)
    sys.exit(uvloop.run(_work(settings, handlers, declarations, publishes, also)))


async def _work(
    settings: ProcessSettings,
    handlers: Handlers,
    declarations: Sequence[DurableConsumer],
    publishes: bool,
    also: Sequence[Also],
) -> int:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    nc = await connect(settings.nats_url, f"{handlers.service}-worker", on_closed=stop.set)
    database = Database(settings.database_url, pool_size=2 + 2 * len(declarations) + len(also))
    try:
        jobs: list[Coroutine[Any, Any, None]] = []
        if publishes:
            jobs.append(Relay(settings.database_url, nc, stream_of(handlers.service).name).run(stop))
        for declaration in declarations:
            consumer = Consumer(database, nc, declaration, handlers)
            jobs.append(consumer.run(stop))
            jobs.append(ParkedEvents(consumer.applier, handlers, consumer.parked_due).run(stop))
        jobs.extend(more(settings, database, nc, stop) for more in also)
        log.info("worker_started", service=handlers.service, consumers=[each.name for each in declarations])
        return await run_until_stopped(jobs, stop)
    finally:
        if not nc.is_closed:
            await nc.close()
        await database.close()


async def run_until_stopped(jobs: Sequence[Coroutine[Any, Any, None]], stop: asyncio.Event) -> int:
    """Run jobs that end when ``stop`` is set; return the process's exit code.

    The first job to fail stops the others, since half a worker would look alive. What is not finished 20 s after a stop
    is cut off: its transaction rolls back and its messages come again.
    """
    tasks = [asyncio.create_task(job) for job in jobs]
    stopped = asyncio.create_task(stop.wait())
    try:
        done, _ = await asyncio.wait([*tasks, stopped], return_when=asyncio.FIRST_COMPLETED)
        asked_to_stop = stopped in done
        stop.set()
        if tasks:
            await asyncio.wait(tasks, timeout=_DRAIN_S)
        failed = [task.exception() for task in tasks if task.done() and not task.cancelled() and task.exception()]
        for error in failed:
            log.error("worker_failed", error=type(error).__name__, exc_info=error)
        return 0 if asked_to_stop and not failed else 1
    finally:
        for task in [*tasks, stopped]:
            task.cancel()
        await asyncio.gather(*tasks, stopped, return_exceptions=True)
