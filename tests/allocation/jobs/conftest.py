"""A database and a queue of the test's own, and real workers that it may kill."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from deploy.local.databases import ServiceDatabase
from deploy.local.nats import NatsServer
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.jobs import Job, get_job, start_job
from services.allocation.usecases.who import Who
from shared.clock import utc_now
from shared.database import Database
from shared.messaging.connection import connect
from shared.messaging.provision import provision
from tests.allocation.jobs.kinds_under_test import queue_named
from tests.conftest import ROOT

ACK_WAIT_S = 3.0


@pytest.fixture
def allocation_database(fresh_database: Callable[[str], ServiceDatabase]) -> ServiceDatabase:
    """Return a database of the test's own: workers serve every district there is."""
    return fresh_database("allocation")


@dataclass
class Yard:
    """Where jobs are asked for and workers come and go."""

    database: Database
    url: str
    nats_url: str
    queue_name: str
    folder: Path
    district_id: UUID = field(default_factory=uuid4)
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def uow(self, district_id: UUID | None = None) -> AllocationUnitOfWork:
        return AllocationUnitOfWork(self.database, district_id or self.district_id, uuid4())

    def hire(self) -> subprocess.Popen[bytes]:
        """Start a worker."""
        environment = os.environ | {"DATABASE_URL": self.url, "NATS_URL": self.nats_url}
        command = [sys.executable, "-m", "tests.allocation.jobs.kinds_under_test", self.queue_name, str(ACK_WAIT_S)]
        with (self.folder / f"worker-{len(self.workers)}.log").open("wb") as log:
            worker = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        self.workers.append(worker)
        return worker

    async def ask(self, kind: str, district_id: UUID | None = None, **parameters: Any) -> UUID:
        asked = {"traces": str(self.folder)} | parameters
        return (await start_job(self.uow(district_id), kind, asked, Who(uuid4(), "Ana"), utc_now())).summary.job_id

    async def job(self, job_id: UUID) -> Job:
        return await get_job(self.uow(), job_id)

    async def until(self, job_id: UUID, *states: str, seconds: float = 30) -> Job:
        deadline = time.monotonic() + seconds
        while (job := await self.job(job_id)).summary.state not in states:
            assert time.monotonic() < deadline, f"still {job.summary.state}\n{self.logs()}"
            await asyncio.sleep(0.1)
        return job

    async def until_there(self, found: Callable[[], bool], seconds: float = 20) -> None:
        deadline = time.monotonic() + seconds
        while not found():
            assert time.monotonic() < deadline, self.logs()
            await asyncio.sleep(0.05)

    def logs(self) -> str:
        return "\n".join(path.read_text()[-3000:] for path in self.folder.glob("worker-*.log"))


@asynccontextmanager
async def open_yard(database: ServiceDatabase, nats: NatsServer, folder: Path) -> AsyncIterator[Yard]:
    """Yield a yard with a queue of its own; whoever still works at its end is sent home."""
    name = f"JOBS_{uuid4().hex[:8].upper()}"
    client = await connect(nats.url, "test")
    await provision(client, streams=[], consumers=[], work_queues=[queue_named(name, ACK_WAIT_S)])
    opened = Database(database.app_url)
    made = Yard(opened, database.app_url, nats.url, name, folder)
    try:
        yield made
    finally:
        for worker in made.workers:
            worker.send_signal(signal.SIGKILL)
            worker.wait()
        await client.jetstream().delete_stream(name)
        await client.close()
        await opened.close()


@pytest.fixture
def yard_of() -> Callable[..., AbstractAsyncContextManager[Yard]]:
    """Return what opens a yard at servers of the test's own."""
    return open_yard


@pytest.fixture
async def yard(allocation_database: ServiceDatabase, nats: NatsServer, tmp_path: Path) -> AsyncIterator[Yard]:
    async with open_yard(allocation_database, nats, tmp_path) as made:
        yield made
