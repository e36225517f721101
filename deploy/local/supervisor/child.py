"""One supervised process: started, asked for its health, restarted with patience, stopped."""

import http.client
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from deploy.local import processes
from deploy.local.ports import HOST

FIRST_DELAY = 0.25
LONGEST_DELAY = 20.0
STEADY_SECONDS = 30.0  # a child that ran this long starts again without delay
STOP_SECONDS = 10.0


@dataclass(slots=True)
class Child:
    """A process of ours.

    Args:
        name: As shown in the logs.
        command: Program and arguments.
        environment: Its whole environment.
        folder: Where it runs.
        output: Descriptor its lines go to.
        port: Where it answers `/health/live` and `/health/ready`; None for one that listens nowhere.
    """

    name: str
    command: Sequence[str | Path]
    environment: Mapping[str, str]
    folder: Path
    output: int
    port: int | None = None
    process: "subprocess.Popen[bytes] | None" = None
    restarts: int = 0
    _started_at: float = field(default=0.0, repr=False)
    _next_start_at: float = field(default=0.0, repr=False)
    _delay: float = field(default=0.0, repr=False)

    def start(self) -> None:
        """Start the process."""
        self.process = processes.spawn(
            self.command, output=self.output, environment=self.environment, folder=self.folder
        )
        self._started_at = time.monotonic()

    @property
    def running(self) -> bool:
        """Whether the process lives."""
        return self.process is not None and self.process.poll() is None

    def tend(self, say: Callable[[str], None]) -> None:
        """Restart a process that ended, waiting longer each time it does not stay up."""
        now = time.monotonic()
        if self.process is not None:
            code = self.process.poll()
            if code is None:
                return
            steady = now - self._started_at > STEADY_SECONDS
            self._delay = FIRST_DELAY if steady or not self._delay else min(self._delay * 2, LONGEST_DELAY)
            self._next_start_at = now + self._delay
            self.process = None
            say(f"{self.name} ended ({ending(code)}); starting it again in {self._delay:.1f} s")
        if now >= self._next_start_at:
            self.restarts += 1
            self.start()

    def answers(self, path: str) -> bool:
        """Whether the process answers 200 to the path; one that listens nowhere answers by running."""
        if self.port is None:
            return self.running
        connection = http.client.HTTPConnection(HOST, self.port, timeout=5)
        try:
            connection.request("GET", path)
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def ask_to_stop(self) -> None:
        """Ask politely, without waiting."""
        if self.running and self.process is not None:
            self.process.send_signal(signal.SIGTERM)

    def stop(self, grace_seconds: float = STOP_SECONDS) -> None:
        """End the process, by force where asking does not help."""
        if self.process is not None:
            processes.stop(self.process, signal.SIGTERM, grace_seconds)
            self.process = None

    def kill(self) -> None:
        """End the process at once."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


def ending(code: int) -> str:
    """Say how a process ended."""
    return f"exit code {code}" if code >= 0 else f"signal {signal.Signals(-code).name}"
