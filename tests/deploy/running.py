"""A supervisor of the tests' own, and how to find every process that belongs to it."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Running:
    """One supervisor as a process, its words collected."""

    def __init__(self, state: Path, **settings: str) -> None:
        self.state = state
        self.words = state.parent / f"{state.name}.out"
        environment = {**os.environ, "SSFR_STATE": str(state), "SSFR_PORT": "0", "SSFR_MODE": "production"}
        for name in ("DATABASE_URL", "NATS_URL"):
            environment.pop(name, None)
        with self.words.open("w") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "deploy.local.supervisor"],
                cwd=ROOT,
                env=environment | settings,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def said(self) -> str:
        return self.words.read_text()

    @property
    def address(self) -> str:
        found = re.search(r"Ready in .* s:  (\S+)", self.said)
        assert found is not None, self.said
        return found[1]

    def wait_for(self, text: str, seconds: float = 60) -> None:
        deadline = time.monotonic() + seconds
        while text not in self.said:
            assert self.process.poll() is None, self.said
            assert time.monotonic() < deadline, self.said
            time.sleep(0.05)

    def end(self, number: signal.Signals, seconds: float = 30) -> int:
        self.process.send_signal(number)
        return self.process.wait(seconds)

    def processes(self) -> dict[int, str]:
        """Return every living process that knows of the state folder, by its command line."""
        return processes_of(self.state)


def processes_of(state: Path) -> dict[int, str]:
    found = {}
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            command = (folder / "cmdline").read_bytes()
            environment = (folder / "environ").read_bytes()
        except OSError:
            continue
        if str(state).encode() in command + environment:
            found[int(folder.name)] = command.replace(b"\0", b" ").decode(errors="replace").strip()
    return found


def wait_until_gone(state: Path, seconds: float = 15) -> Mapping[int, str]:
    deadline = time.monotonic() + seconds
    while (left := processes_of(state)) and time.monotonic() < deadline:
        time.sleep(0.1)
    return left


@contextmanager
def running(state: Path, **settings: str) -> Iterator[Running]:
    """Start a supervisor, wait until it is ready, and end it afterwards."""
    supervisor = Running(state, **settings)
    try:
        supervisor.wait_for("Ready in")
        yield supervisor
    finally:
        if supervisor.process.poll() is None:
            supervisor.end(signal.SIGTERM)
