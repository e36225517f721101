"""What a job is given, and what it answers."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.prepared_inputs import PreparedInputs
from services.allocation.usecases.who import Who
from shared.database import Database

P = ParamSpec("P")
T = TypeVar("T")

_MOST_COUNTED = 2_147_483_647
_LONGEST_NOTE = 200


class JobStopped(BaseException):
    """The job must end now: it was cancelled, took too long, or its worker is stopping.

    Not an ``Exception``, so that a job's own ``except Exception`` cannot swallow it.
    """


@dataclass(frozen=True, slots=True)
class JobFile:
    """A file that people may take home; ``content`` at most 64 MiB."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class JobOutcome:
    """What came of a job: a JSON document for a page, a file, or both."""

    document: dict[str, Any] | None = None
    file: JobFile | None = None


class JobContext:
    """A running job's view of the world. Everything here may be called from any thread.

    A job runs in a thread of its own with its own event loop, so it may compute without waiting; the worker goes on
    telling the queue that it lives. It must call :meth:`report` or :meth:`raise_if_cancelled` several times a second,
    since that is where it stops, and must not compute inside ``async with uow``, which holds a transaction.
    """

    def __init__(
        self, job_id: UUID, district_id: UUID, who: Who, database: Database | None, inputs: PreparedInputs
    ) -> None:
        self.job_id = job_id
        self.district_id = district_id
        self.who = who
        self.prepared_inputs = inputs
        self._database = database
        self._lock = threading.Lock()
        self._progress: tuple[int, int, str] = (0, 0, "")
        self._told: tuple[int, int, str] = (0, 0, "")
        self._stopped = threading.Event()

    def report(self, done: int, total: int, note: str = "") -> None:
        """Say how far the job is; costs nothing, since the worker writes it down at most twice a second.

        Args:
            done: How much is done, in whatever unit the job counts.
            total: How much there is to do; 0 as long as that is not known.
            note: What it does now, for the reader, in a few words.

        Raises:
            JobStopped: It must end now.
        """
        total = min(max(total, 0), _MOST_COUNTED)
        with self._lock:
            self._progress = (min(max(done, 0), total), total, note[:_LONGEST_NOTE])
        self.raise_if_cancelled()

    def raise_if_cancelled(self) -> None:
        """Return, or raise :class:`JobStopped` when the job must end now."""
        if self._stopped.is_set():
            raise JobStopped()

    def uow(self) -> AllocationUnitOfWork:
        """Return a transaction of the job's district, in the name of who asked for the job."""
        assert self._database is not None, "a job without a database computes only"
        return AllocationUnitOfWork(self._database, self.district_id, self.who.user_id)

    async def compute(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a function in another thread, as when two shall compute at once."""
        return await asyncio.to_thread(function, *args, **kwargs)

    def stop(self) -> None:
        """Let the next report raise."""
        self._stopped.set()

    def news(self) -> tuple[int, int, str] | None:
        """Return the progress if it was not returned before."""
        with self._lock:
            if self._progress == self._told:
                return None
            self._told = self._progress
            return self._told
