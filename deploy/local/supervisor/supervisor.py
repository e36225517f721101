"""Starts everything in order, keeps it running, stops it in the opposite order."""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import asyncpg

from deploy.local.backup.archive import Archive
from deploy.local.databases import ServiceDatabase, create_databases_now
from deploy.local.nats import NatsFailed, NatsServer
from deploy.local.postgres import PostgresFailed, PostgresServer
from deploy.local.supervisor.child import Child
from deploy.local.supervisor.console import Console
from deploy.local.supervisor.jobs import Job, run_jobs
from deploy.local.supervisor.migrations import migrate
from deploy.local.supervisor.options import Options
from deploy.local.supervisor.plan import Plan, choose_ports
from deploy.local.supervisor.reload import SourceWatch, concerned, pages
from deploy.local.supervisor.state import State

READY_SECONDS = 90.0
TEND_SECONDS = 0.2
HEALTH_SECONDS = 10.0
MISSED_ANSWERS = 4  # a process that misses this many health checks in a row is ended, and so started again


class Stopped(Exception):
    """Somebody asked us to stop while we were starting."""


class NotReady(RuntimeError):
    """A process did not become ready in time."""


class UnusableDatabase(RuntimeError):
    """The server of DATABASE_URL does not answer, or does not let us make databases and roles."""

    def __init__(self, error: Exception) -> None:
        """Repeat what the server, or the way to it, says; never the address, which holds a password."""
        super().__init__(
            f"The server that DATABASE_URL names cannot be used: {str(error) or type(error).__name__}\nIt must be the "
            "address of an administrator at PostgreSQL 18, such as postgresql://user:password@host:5432/postgres; "
            "without it, PostgreSQL is started here."
        )


class Supervisor:
    """The whole platform on one machine."""

    def __init__(self, options: Options, state: State, console: Console) -> None:
        self.options = options
        self.state = state
        self.console = console
        self.postgres: PostgresServer | None = None
        self.nats: NatsServer | None = None
        self.children: list[Child] = []
        self.plan: Plan | None = None
        self._stop = threading.Event()
        self._hurry = threading.Event()
        self._missed: dict[str, int] = {}

    def listen_to_signals(self) -> None:
        """Stop in order at the first Ctrl-C, SIGTERM or closed terminal, at once at the second."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)

    def start(self) -> Plan:
        """Start everything; return when every process says that it is ready."""
        ports = choose_ports(self.options)
        with self._step("keys and passwords"):
            self.state.make_secrets()
        databases = self._start_postgres()
        nats_url = self._start_nats()
        monitor_url = self.nats.monitor_url if self.nats is not None else ""
        plan = self.plan = Plan(self.options, self.state, databases, nats_url, ports, monitor_url)
        with self._step("tables") as note:
            changed = migrate(plan, self.console, self._check)
            note(f"tables of {', '.join(changed)}" if changed else "tables are up to date")
        served = [*plan.services(self.console.pipe), plan.gateway(self.console.pipe)]
        self.children = list(served)
        with self._step(f"{len(served)} processes") as note:
            for child in served:
                child.start()
            # They spend their first second loading code: time enough to prepare what they will ask for.
            provision = Job("provision", "shared.messaging.provision", plan.settings("gateway"))
            run_jobs([provision], self.console, self._check)
            workers = plan.workers(self.console.pipe)
            if self.options.reload:
                workers.append(pages(self.options.pages_port, ports["gateway"], self.console.pipe("pages")))
            self.children += workers
            for child in workers:
                child.start()
            self._wait_until_ready()
            note(f"streams, {len(served)} services and {len(workers)} workers")
        return plan

    def watch(self) -> None:
        """Keep everything running until somebody asks us to stop."""
        threading.Thread(target=self._watch_health, name="health", daemon=True).start()
        sources = SourceWatch() if self.options.reload else None
        while not self._stop.wait(TEND_SECONDS):
            self._tend_servers()
            if sources is not None and (changed := sources.changed()):
                self._reload(changed)
            for child in self.children:
                child.tend(self.console.say)

    def run_job(self, job: Job) -> None:
        """Run a job beside the running platform."""
        run_jobs([job], self.console, self._check)

    def stop(self) -> None:
        """Stop the gateway, then services and workers together, then the servers; leave no process."""
        self._stop.set()
        for group in ([c for c in self.children if c.name == "gateway"], self.children):
            for child in group:
                child.ask_to_stop()
            deadline = time.monotonic() + 10
            for child in group:
                while child.running and time.monotonic() < deadline and not self._hurry.is_set():
                    time.sleep(0.02)
                child.kill()
        if self.nats is not None:
            self.nats.stop()
        if self.postgres is not None:
            self.postgres.stop()

    def _reload(self, changed: set[str]) -> None:
        for child in self.children:
            if child.name != "pages" and concerned(child, changed):
                self.console.say(f"{child.name}: its sources changed, starting it again")
                child.stop()
                child.start()

    def _start_postgres(self) -> dict[str, ServiceDatabase]:
        if self.options.database_url is not None:
            address = self.options.database_url.replace("postgresql+asyncpg://", "postgresql://", 1)
            with self._step("databases and roles on the server of DATABASE_URL"):
                try:
                    return create_databases_now(address, self.state.database_passwords())
                except (OSError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
                    raise UnusableDatabase(error) from None
        with self._step("PostgreSQL 18"):
            output = self.console.pipe("postgres")
            folder = self.state.folder / "postgres"
            settings: dict[str, str] = {}
            if self.options.backups is not None:
                archive = Archive(self.options.backups)
                archive.claim(folder)
                settings = archive.archiving()
            self.postgres = PostgresServer(folder, self.options.postgres_port, settings=settings, output=output)
            self._server_start(self.postgres, "postgres")
        with self._step("one database and two roles for each service"):
            return create_databases_now(self.postgres.dsn, self.state.database_passwords())

    def _start_nats(self) -> str:
        if self.options.nats_url is not None:
            return self.options.nats_url
        with self._step("NATS JetStream, every write synced"):
            output = self.console.pipe("nats")
            self.nats = NatsServer(self.state.folder / "nats", self.options.nats_port, output=output)
            self._server_start(self.nats, "nats")
        return self.nats.url

    def _server_start(self, server: PostgresServer | NatsServer, name: str) -> None:
        try:
            server.start()
        except (PostgresFailed, NatsFailed) as error:
            time.sleep(0.2)  # its last words are still on the way to the log
            raise type(error)(f"{error}\n{self.console.last_lines(name)}") from None

    def _tend_servers(self) -> None:
        for name, server in (("postgres", self.postgres), ("nats", self.nats)):
            if server is None or server.running:
                continue
            self.console.say(f"{name} ended; starting it again")
            try:
                server.start()
            except RuntimeError as error:
                self.console.say(f"{name} does not start: {error}")
                self._stop.wait(2)

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        waiting = list(self.children)
        while waiting:
            self._check()
            self._tend_servers()
            for child in self.children:
                child.tend(self.console.say)
            waiting = [child for child in waiting if not child.answers("/health/ready")]
            if waiting and time.monotonic() > deadline:
                names = ", ".join(child.name for child in waiting)
                said = "\n".join(f"--- {child.name}\n{self.console.last_lines(child.name)}" for child in waiting)
                raise NotReady(f"Not ready after {READY_SECONDS:.0f} s: {names}.\n{said}")
            time.sleep(0.05)

    def _watch_health(self) -> None:
        """End processes that run but no longer answer."""
        while not self._stop.wait(HEALTH_SECONDS):
            for child in self.children:
                if child.port is None or not child.running or child.answers("/health/live"):
                    self._missed[child.name] = 0
                    continue
                self._missed[child.name] = self._missed.get(child.name, 0) + 1
                if self._missed[child.name] >= MISSED_ANSWERS and child.process is not None:
                    self.console.say(f"{child.name} no longer answers; ending it")
                    self._missed[child.name] = 0
                    child.process.kill()

    def _check(self) -> None:
        if self._stop.is_set():
            raise Stopped

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        if self._stop.is_set():
            self._hurry.set()
        self._stop.set()

    @contextmanager
    def _step(self, what: str) -> Iterator[Callable[[str], None]]:
        """Report a step with its seconds; the step may put it better once it is done."""
        self._check()
        words = [what]
        start = time.monotonic()
        yield lambda better: words.__setitem__(0, better)
        self.console.step(words[0], time.monotonic() - start)
        self._check()
