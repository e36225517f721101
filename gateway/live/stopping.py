"""Hears the signal to stop before the server does: it waits for answers to end, and a stream would never."""

import asyncio
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Final

_SIGNALS: Final = (signal.SIGTERM, signal.SIGINT)


@contextmanager
def told_to_stop(tell: Callable[[], None]) -> Iterator[None]:
    """Call ``tell`` in the running loop when a signal to stop comes, besides what the server does with it."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals reach the main thread only
        return
    loop = asyncio.get_running_loop()
    before: dict[int, Any] = {}

    def hear(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(tell)
        if callable(before[number]):
            before[number](number, frame)

    for number in _SIGNALS:
        before[number] = signal.signal(number, hear)
    try:
        yield
    finally:
        for each, handler in before.items():
            # Another handler may have come since; it is not ours to remove.
            if signal.getsignal(each) is hear:
                signal.signal(each, handler)
