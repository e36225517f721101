"""One line a request: what was asked, how it ended, how long it took. Never who, never the query string.

Written by hand because the general logger takes longer than the rest of the gateway; lines go out a few times a second.
"""

import asyncio
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

import orjson

_FLUSH_EVERY_S: Final = 0.2
_FLUSH_AT: Final = 2000

Entry = tuple[float, str, str, int, float, str]


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


class AccessLog:
    """Collects lines and writes them together."""

    def __init__(self, *, enabled: bool = True, write: Callable[[str], None] = _write) -> None:
        self._enabled = enabled
        self._write = write
        self._entries: list[Entry] = []
        self._timer: asyncio.TimerHandle | None = None

    def add(self, method: str, path: str, status: int, took_s: float, trace_id: str) -> None:
        """Note one request."""
        if not self._enabled:
            return
        self._entries.append((time.time(), method, path, status, took_s, trace_id))
        if len(self._entries) >= _FLUSH_AT:
            self.flush()
        elif self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(_FLUSH_EVERY_S, self.flush)

    def flush(self) -> None:
        """Write what was noted."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        entries, self._entries = self._entries, []
        if entries:
            self._write("".join(map(_line, entries)))


def _line(entry: Entry) -> str:
    at, method, path, status, took_s, trace_id = entry
    # Only the path can hold anything that JSON must escape.
    quoted = orjson.dumps(path[:500].encode("utf-8", "replace").decode()).decode()
    return (
        f'{{"method":"{method}","path":{quoted},"status":{status},"took_ms":{took_s * 1000:.1f},"event":"request",'
        f'"process":"gateway","trace_id":"{trace_id}","level":"info","logger":"gateway.access_log",'
        f'"timestamp":"{_second(int(at))}.{int(at % 1 * 1_000_000):06d}Z"}}\n'
    )


@lru_cache(8)
def _second(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%S")
