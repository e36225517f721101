"""Kinds of jobs that exist only here, and a worker that knows them: `python -m ... QUEUE_NAME ACK_WAIT_S`."""

import asyncio
import os
import sys
import time
from pathlib import Path

from pydantic import BaseModel

from services.allocation import worker
from services.allocation.jobs.context import JobContext, JobFile, JobOutcome
from services.allocation.jobs.registry import register
from services.allocation.usecases.refusals import DataMissing
from shared.messaging.streams import WorkQueue


class Steps(BaseModel):
    """How much to do, how slowly, and where to leave traces of it."""

    steps: int = 1
    pause_s: float = 0.0
    traces: str = ""
    file: bool = False


def queue_named(name: str, ack_wait_s: float) -> WorkQueue:
    return WorkQueue(name=name, service=name.lower(), consumer=f"{name.lower()}-workers", ack_wait_s=ack_wait_s)


def traces(folder: Path, what: str) -> list[Path]:
    """Return the traces that workers left, oldest first."""
    return sorted(folder.glob(f"{what}-*"), key=lambda path: path.stat().st_mtime_ns)


def _trace(parameters: Steps, what: str) -> None:
    if parameters.traces:
        (Path(parameters.traces) / f"{what}-{os.getpid()}-{time.monotonic_ns()}").touch()


async def count(context: JobContext, parameters: Steps) -> JobOutcome:
    _trace(parameters, "began")
    for step in range(parameters.steps):
        context.report(step, parameters.steps, f"step {step + 1}")
        await asyncio.sleep(parameters.pause_s)
    _trace(parameters, "ended")
    file = JobFile("steps.txt", "text/plain", b"." * parameters.steps) if parameters.file else None
    return JobOutcome({"steps": parameters.steps, "who": context.who.name}, file)


async def spin(context: JobContext, parameters: Steps) -> JobOutcome:
    """Compute without ever waiting, as arithmetic does."""
    _trace(parameters, "began")
    until = time.monotonic() + parameters.pause_s
    while time.monotonic() < until:
        sum(range(2_000))
        context.raise_if_cancelled()
    _trace(parameters, "ended")
    return JobOutcome({})


async def explode(_context: JobContext, parameters: Steps) -> JobOutcome:
    _trace(parameters, "began")
    raise ZeroDivisionError("one by nothing")


async def refuse(_context: JobContext, _parameters: Steps) -> JobOutcome:
    raise DataMissing(2027, ["counts"])


async def kill_worker(_context: JobContext, parameters: Steps) -> JobOutcome:
    _trace(parameters, "began")
    os._exit(9)


def register_all() -> None:
    register("count", Steps, count)
    register("spin", Steps, spin)
    register("explode", Steps, explode)
    register("refuse", Steps, refuse)
    register("kill_worker", Steps, kill_worker)
    register("forever", Steps, count, time_limit_s=1.0)


if __name__ == "__main__":
    register_all()
    worker.main(queue_named(sys.argv[1], float(sys.argv[2])))
