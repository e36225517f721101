"""Short jobs of the start: each runs to its end, side by side with others, its words kept in the logs."""

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from deploy.local import processes
from deploy.local.supervisor.console import Console
from deploy.local.supervisor.options import ROOT


class JobFailed(RuntimeError):
    """A job ended with an error; the message ends with its last lines."""


@dataclass(frozen=True, slots=True)
class Job:
    """A Python module to run once."""

    name: str
    module: str
    environment: Mapping[str, str]
    arguments: tuple[str, ...] = ()


def run_jobs(jobs: Sequence[Job], console: Console, check: Callable[[], None]) -> None:
    """Run all jobs at once and wait for all; ``check`` may raise to give up."""
    started = []
    try:
        for job in jobs:
            command = [sys.executable, "-m", job.module, *job.arguments]
            output = console.pipe(job.name)
            started.append((job, processes.spawn(command, output=output, environment=job.environment, folder=ROOT)))
            console.close_pipe(output)
        while any(process.poll() is None for _, process in started):
            check()
            time.sleep(0.02)
    finally:
        for _, process in started:
            if process.poll() is None:
                process.kill()
                process.wait()
    failed = [job for job, process in started if process.returncode != 0]
    if failed:
        time.sleep(0.2)  # their last words are still on the way to the log
        said = "\n".join(f"--- {job.name}\n{console.last_lines(job.name)}" for job in failed)
        raise JobFailed(f"{', '.join(job.name for job in failed)} failed.\n{said}")
