"""An event loop whose clock stands still while anybody works and jumps while all wait: hours pass in milliseconds.

Nothing in it depends on the machine, so a program that draws every choice from one seed runs the same way each time.
"""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class NobodyWillWake(RuntimeError):
    """Every task waits for another one."""


class _JumpingSelector(selectors.SelectSelector):
    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise NobodyWillWake
        self.now += max(timeout, 0.0)
        return []


class VirtualLoop(asyncio.SelectorEventLoop):
    """Sleeps by moving its clock."""

    def __init__(self) -> None:
        self._jumping = _JumpingSelector()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.now


def run_in_virtual_time(job: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine that does nothing outside this process."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(job)
