"""A real nats-server with JetStream, every write synced, in any folder and on any port."""

import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from deploy.local.ports import HOST, PortTaken, is_free, is_free_again
from deploy.local.processes import spawn, stop

USER = "ssfr"
START_SECONDS = 30.0
STOP_SECONDS = 15.0


class NatsFailed(RuntimeError):
    """The server did not start; the message ends with the last lines of its log."""


def binary() -> Path:
    """Return the server's program, which its wheel puts beside this Python."""
    beside = Path(sys.executable).with_name("nats-server")
    found = beside if beside.exists() else shutil.which("nats-server")
    if found is None:
        raise NatsFailed("nats-server is not installed: run `make setup`.")
    return Path(found)


class NatsServer:
    """One server: its folder holds the streams, the password, the configuration and the log.

    Args:
        data_dir: Folder of this server, made when missing.
        port: Where it listens on 127.0.0.1; 0 chooses a free port, kept for restarts.
        output: File descriptor for the server's log; None writes `server.log` in the folder.
    """

    def __init__(self, data_dir: Path, port: int = 0, *, output: int | None = None) -> None:
        """Remember the choices; nothing is touched before `start`."""
        self.data_dir = Path(data_dir).absolute()
        self.port = port
        self.monitor_port = 0
        self.process: subprocess.Popen[bytes] | None = None
        self._has_run = False
        self._output = output

    @property
    def log(self) -> Path:
        """The server's log, unless an output was given."""
        return self.data_dir / "server.log"

    @property
    def store(self) -> Path:
        """Where JetStream keeps its streams."""
        return self.data_dir / "jetstream"

    @property
    def password(self) -> str:
        """The password of our user, made at the first start."""
        path = self.data_dir / "password"
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(24))
        return path.read_text().strip()

    @property
    def url(self) -> str:
        """The address with user and password."""
        return f"nats://{USER}:{self.password}@{HOST}:{self.port}"

    @property
    def monitor_url(self) -> str:
        """The address of the server's own report (`/healthz`, `/jsz?config=true`)."""
        return f"http://{HOST}:{self.monitor_port}"

    @property
    def running(self) -> bool:
        """Whether the server's process lives."""
        return self.process is not None and self.process.poll() is None

    def start(self) -> str:
        """Start the server and return its address."""
        if self.running:
            return self.url
        self.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        free = is_free_again if self._has_run else is_free
        if self.port and not free(self.port):
            raise PortTaken(self.port, "NATS", "SSFR_NATS_PORT")
        if self.monitor_port and not free(self.monitor_port):
            self.monitor_port = 0
        for old in self.data_dir.glob("*.ports"):
            old.unlink()
        self._configure()
        log_start = self.log.stat().st_size if self.log.exists() else 0
        self._spawn()
        self._read_ports(log_start)
        return self.url

    def stop(self) -> None:
        """Stop in order."""
        if self.process is not None:
            stop(self.process, signal.SIGTERM, STOP_SECONDS)
            self.process = None

    def kill(self) -> None:
        """End the server as a power cut would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def restart(self) -> str:
        """Stop where needed, and start again on the same port."""
        self.stop()
        return self.start()

    def __enter__(self) -> "NatsServer":
        """Start the server."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the server."""
        self.stop()

    def _configure(self) -> None:
        quoted = json.dumps  # JSON strings are strings of this format too
        text = "\n".join(
            [
                f"listen: {quoted(f'{HOST}:{self.port or -1}')}",
                f"http: {quoted(f'{HOST}:{self.monitor_port or -1}')}",
                f"ports_file_dir: {quoted(str(self.data_dir))}",
                "server_name: ssfr",
                f"jetstream {{ store_dir: {quoted(str(self.store))}, sync_interval: always, max_mem: 256MB }}",
                "max_payload: 1MB",
                f"authorization {{ user: {quoted(USER)}, password: {quoted(self.password)}, timeout: 5 }}",
            ]
        )
        path = self.data_dir / "nats.conf"
        path.touch(mode=0o600)
        path.write_text(text + "\n")

    def _spawn(self) -> None:
        self._has_run = True
        log = None if self._output is not None else os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            # Every acknowledged write is on disk already, so the plain kill is safe and leaves nothing behind.
            self.process = spawn(
                [binary(), "-c", self.data_dir / "nats.conf"],
                output=self._output if log is None else log,
                folder=self.data_dir,
            )
        finally:
            if log is not None:
                os.close(log)

    def _read_ports(self, log_start: int) -> None:
        """Wait for the file in which the server says where it listens, which it writes when it is ready."""
        assert self.process is not None
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            for path in self.data_dir.glob("*.ports"):
                try:
                    ports = json.loads(path.read_text())
                except json.JSONDecodeError:  # being written right now
                    continue
                self.port = int(ports["nats"][0].rsplit(":", 1)[1])
                self.monitor_port = int(ports["monitoring"][0].rsplit(":", 1)[1])
                return
            time.sleep(0.02)
        self.kill()
        said = ""
        if self._output is None:
            with self.log.open("rb") as log:
                log.seek(log_start)
                said = log.read().decode(errors="replace")[-2000:]
        raise NatsFailed(f"NATS did not start in {self.data_dir}.\n{said}")
