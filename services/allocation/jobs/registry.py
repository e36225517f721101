"""Which kinds of jobs there are.

Each says what it takes and how it is done::

    register("sweep", SweepParameters, run_sweep)

    async def run_sweep(context: JobContext, parameters: SweepParameters) -> JobOutcome: ...

Add the module that registers to ``kinds.py``, which the service and the workers import.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel

from services.allocation.jobs.context import JobContext, JobOutcome

Parameters = TypeVar("Parameters", bound=BaseModel)
Run = Callable[[JobContext, Any], Awaitable[JobOutcome]]

_KINDS: dict[str, "JobKind"] = {}


@dataclass(frozen=True, slots=True)
class JobKind:
    """A kind of job.

    Attributes:
        parameters: What it takes; forbid extra fields, and name a scenario ``scenario_id`` so that lists find it.
        run: Does it. A ``Refusal`` is told to who asked; another exception is tried again, then told.
        time_limit_s: It is stopped after this.
    """

    kind: str
    parameters: type[BaseModel]
    run: Run
    time_limit_s: float


def register(
    kind: str,
    parameters: type[Parameters],
    run: Callable[[JobContext, Parameters], Awaitable[JobOutcome]],
    *,
    time_limit_s: float = 900.0,
) -> None:
    """Add a kind; each has one name."""
    if kind in _KINDS:
        raise ValueError(f"there is a kind {kind} already")
    _KINDS[kind] = JobKind(kind, parameters, run, time_limit_s)


def kinds() -> Mapping[str, JobKind]:
    """Return every kind by name."""
    return MappingProxyType(_KINDS)
