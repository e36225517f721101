"""Allocation's worker: carries what was published to the other services, does long work, signs the audit trail.

Start as many as there is long work for; they share it.
"""

import asyncio
import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read once, by numpy's first import; jobs bring their own threads

from nats.aio.client import Client

from services.allocation.jobs import kinds
from services.allocation.jobs.queue import Dispatcher
from services.allocation.jobs.worker import JobWorker
from shared.audit.checkpointer import make_checkpoints
from shared.database import Database
from shared.messaging.handlers import Handlers
from shared.messaging.streams import WorkQueue, queue_of
from shared.messaging.worker import run_worker
from shared.settings import ProcessSettings

__all__ = ["kinds", "main"]


def main(queue: WorkQueue | None = None) -> None:
    """Run until SIGTERM."""
    queue = queue or queue_of("allocation")

    async def dispatch(settings: ProcessSettings, _database: Database, nc: Client, stop: asyncio.Event) -> None:
        await Dispatcher(settings.database_url, nc, queue).run(stop)

    async def work(settings: ProcessSettings, database: Database, nc: Client, stop: asyncio.Event) -> None:
        await JobWorker(database, Database(settings.database_url, pool_size=3), nc, queue).run(stop)

    async def sign(settings: ProcessSettings, database: Database, _nc: Client, stop: asyncio.Event) -> None:
        await make_checkpoints("allocation", settings, database, stop)

    run_worker(ProcessSettings(), Handlers("allocation"), also=[dispatch, work, sign])


if __name__ == "__main__":
    main()
