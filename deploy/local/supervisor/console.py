"""The one log stream: every process's lines, readable on a terminal, and as they came in a file each."""

import json
import os
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TextIO

LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40, "critical": 50}
COLOURS = (36, 33, 35, 32, 34, 96, 93, 95, 92, 94)
WIDEST = 18  # a column for names; the few longer ones push their lines to the right
LARGEST_FILE = 10_000_000
# PostgreSQL and NATS mark their lines in their own ways.
SERVER_MARKS = {
    "Plaintext passwords detected": "debug",  # in a file that only we may read
    "ERROR:": "warning",  # one client's mistake, which the client reports too
    "WARNING:": "warning",
    "FATAL:": "error",
    "PANIC:": "error",
    "[WRN]": "warning",
    "[ERR]": "error",
    "[FTL]": "error",
    "Traceback": "error",
}
NOT_SHOWN = {"event", "level", "logger", "timestamp", "process", "exception"}


class Console:
    """Shows lines of at least the shown level; keeps everything in files.

    Args:
        folder: Where the files go.
        out: The terminal.
        show: The least level shown from the start; raised or lowered by setting it.
    """

    def __init__(self, folder: Path, out: TextIO | None = None, show: str = "warning") -> None:
        self._folder = folder
        self._out = out or sys.stdout
        self._colour = self._out.isatty() and "NO_COLOR" not in os.environ
        self._lock = threading.Lock()
        self._names: list[str] = []
        self.show = show

    def say(self, text: str = "") -> None:
        """Print the supervisor's own words."""
        # A terminal that is gone must not end the platform: the files still hold every line.
        with self._lock, suppress(OSError, ValueError):
            print(text, file=self._out, flush=True)

    def step(self, what: str, seconds: float) -> None:
        """Print one finished step of the start."""
        self.say(f"{seconds:5.1f} s  {what}")

    def pipe(self, name: str) -> int:
        """Return a descriptor; what a process writes there is shown and kept under ``name``."""
        reading, writing = os.pipe()
        if name not in self._names:
            self._names.append(name)
        threading.Thread(target=self._read, args=(name, reading), name=f"log-{name}", daemon=True).start()
        return writing

    def close_pipe(self, writing: int) -> None:
        """Close our end, so that the log ends when the process that has the other copy ends."""
        os.close(writing)

    def last_lines(self, name: str, count: int = 15) -> str:
        """Return the end of a process's file."""
        path = self._folder / f"{name}.log"
        lines = path.read_text(errors="replace").splitlines() if path.exists() else []
        return "\n".join(lines[-count:])

    def _read(self, name: str, descriptor: int) -> None:
        path = self._folder / f"{name}.log"
        file = path.open("ab", buffering=0)
        level = "info"
        with os.fdopen(descriptor, "rb") as lines:
            for raw in lines:
                if file.tell() > LARGEST_FILE:
                    file.close()
                    path.replace(path.with_suffix(".log.1"))
                    file = path.open("ab", buffering=0)
                file.write(raw)
                text = raw.decode(errors="replace").rstrip()
                # A line that is indented belongs to the one before (a traceback, a statement).
                level, shown = level if text[:1].isspace() else level_of(text), readable(text)
                if LEVELS[level] >= LEVELS[self.show]:
                    self._print(name, level, shown)
        file.close()

    def _print(self, name: str, level: str, text: str) -> None:
        width = max((len(each) for each in self._names if len(each) <= WIDEST), default=0)
        head = f"{time.strftime('%H:%M:%S')} {name:<{width}}"
        if self._colour:
            head = f"\x1b[{COLOURS[self._names.index(name) % len(COLOURS)]}m{head}\x1b[0m"
            if LEVELS[level] >= LEVELS["warning"]:
                text = f"\x1b[{31 if level in ('error', 'critical') else 33}m{text}\x1b[0m"
        mark = {"warning": "! ", "error": "!! ", "critical": "!! "}.get(level, "")
        self.say(f"{head}  {mark}{text}")


def level_of(line: str) -> str:
    """Return the level of a line, whoever wrote it."""
    entry = _entry(line)
    if entry is not None:
        if str(entry.get("path", "")).startswith("/health/"):
            return "debug"  # our own question, every few seconds
        level = str(entry.get("level", "info")).lower()
        return level if level in LEVELS else "info"
    return next((level for mark, level in SERVER_MARKS.items() if mark in line), "info")


def readable(line: str) -> str:
    """Return a JSON line as words; other lines as they are."""
    entry = _entry(line)
    if entry is None:
        return line
    facts = " ".join(f"{key}={value}" for key, value in entry.items() if key not in NOT_SHOWN)
    text = f"{entry.get('event', '')}  {facts}".rstrip()
    return f"{text}\n{entry['exception']}" if "exception" in entry else text


def _entry(line: str) -> dict[str, object] | None:
    if not line.startswith("{"):
        return None
    try:
        entry = json.loads(line)
    except json.JSONDecodeError:
        return None
    return entry if isinstance(entry, dict) else None
