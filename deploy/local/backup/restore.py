"""Restoring an installation to a moment: into a new folder, brought to rest, its books compared."""

import asyncio
import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from deploy.local.audit import RECORDING, Checked, check_all, note_restored, sign_all
from deploy.local.backup.archive import Archive, BackupRefused
from deploy.local.backup.base import Base, base_for, refuse_gap, verify
from deploy.local.backup.reconcile import YearBooks, reconcile
from deploy.local.backup.settle import database_of, replay, wait_until_settled
from deploy.local.databases import SERVICES, service_database
from deploy.local.nats import NatsServer
from deploy.local.postgres import PostgresFailed, PostgresServer
from deploy.local.processes import spawn, stop
from deploy.local.server_user import server_user
from deploy.local.supervisor.console import Console
from deploy.local.supervisor.migrations import migrate
from deploy.local.supervisor.options import ROOT, Options
from deploy.local.supervisor.plan import Plan
from deploy.local.supervisor.state import DEMO_DISTRICT, MIGRATED, State

RECOVERY_SECONDS = 6 * 3600.0  # weeks of log are read in one start
TOO_EARLY_END = "recovery ended before configured recovery target was reached"


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore found."""

    base: Base
    replayed: dict[str, int]  # events by publishing service
    set_aside: dict[str, int]  # events by consumer
    years: list[YearBooks]
    trails: list[str]  # what the audit trail's checkpoints lost by the restore
    audit: Checked
    seconds: float

    @property
    def agrees(self) -> bool:
        """Whether planning shows what allocation published, in each district and year, and the audit trail is whole."""
        return all(year.agree for year in self.years) and self.audit.intact

    @property
    def lines(self) -> list[str]:
        """The findings for the operator."""
        events = [f"events of {service} replayed: {count}" for service, count in self.replayed.items()]
        aside = [f"events that {name} has set aside: {count}" for name, count in self.set_aside.items() if count]
        audit = [*self.trails, *(f"audit trail of {line.lstrip()}" for line in self.audit.lines)]
        return [f"base backup {self.base.folder.name}", *events, *aside, *map(str, self.years), *audit]


def restore(archive: Archive, to: datetime | None, folder: Path, checkpoints: Path | None = None) -> Restored:
    """Restore all databases to one moment in a new state folder, and leave everything there stopped.

    Args:
        archive: Where base backups and the log are.
        to: The last moment that counts; None restores everything there is.
        folder: The new state folder; it is removed again when the restore fails.
        checkpoints: Those of the audit trail that the installation has now; without them, those of the base backup.

    Raises:
        BackupRefused: The folder exists, or the backups do not reach the moment, or the restored data cannot be used.
    """
    if folder.exists():
        raise BackupRefused(f"{folder} exists. A restore never writes over anything: name a new folder with INTO=.")
    began = time.monotonic()
    base = base_for(archive, to)
    verify(base)
    if to is None:
        refuse_gap(archive, base)
    state = State(folder)
    try:
        state.open()
        _copy(base, state, checkpoints)
        found = _recover_and_settle(archive, to, state)
    except BaseException:
        state.close()
        shutil.rmtree(folder, ignore_errors=True)
        raise
    state.close()
    return Restored(base, *found, time.monotonic() - began)


def _copy(base: Base, state: State, checkpoints: Path | None) -> None:
    """Put the base backup where an installation has its parts."""
    postgres = state.folder / "postgres"
    postgres.mkdir(mode=0o711)
    shutil.copytree(base.folder / "secrets", state.secrets, dirs_exist_ok=True)
    state.make_secrets()  # a copy made by an earlier release lacks the keys that came later
    if checkpoints is None or not checkpoints.is_dir():
        checkpoints = base.folder / state.checkpoints.name
    if checkpoints.is_dir():
        shutil.copytree(checkpoints, state.checkpoints)
    shutil.copy2(base.folder / "password", postgres / "password")
    for name in (MIGRATED, DEMO_DISTRICT):
        if (base.folder / name).exists():
            shutil.copy2(base.folder / name, state.folder / name)
    cluster = postgres / "cluster"
    shutil.copytree(base.cluster, cluster, symlinks=True)
    (cluster / "recovery.signal").touch()
    if (user := server_user()) is not None:
        for path in (cluster, *cluster.rglob("*")):
            os.chown(path, user.user_id, user.group_id, follow_symlinks=False)


def _recover_and_settle(
    archive: Archive, to: datetime | None, state: State
) -> tuple[dict[str, int], dict[str, int], list[YearBooks], list[str], Checked]:
    console = Console(state.logs, show="error")
    postgres = PostgresServer(state.folder / "postgres", settings=archive.recovery(to), start_seconds=RECOVERY_SECONDS)
    nats = NatsServer(state.folder / "nats")
    try:
        _recover(postgres, archive, to)
        nats.start()
        plan = _plan(state, postgres, nats)
        migrate(plan, console, lambda: None)
        # Before the workers begin: they sign nothing that does not continue what was signed.
        recording = {name: plan.databases[name] for name in RECORDING}
        trails = asyncio.run(note_restored(recording, state, to or datetime.now(UTC)))
        # The checkpoints of a base backup are as old as it is, and what came after them is not overdue because of that.
        asyncio.run(sign_all(recording, state, datetime.now(UTC)))
        replayed = asyncio.run(replay(plan, postgres.dsn))
        with _workers(plan, console):
            set_aside = asyncio.run(wait_until_settled(plan, postgres.dsn))
        addresses = (database_of(postgres.dsn, name) for name in ("allocation", "planning"))
        years = asyncio.run(reconcile(*addresses))
        audit = asyncio.run(check_all(recording, state.checkpoints, state.audit_public_keys))
        return replayed, set_aside, years, trails, audit
    finally:
        nats.stop()
        postgres.stop()


def _recover(postgres: PostgresServer, archive: Archive, to: datetime | None) -> None:
    try:
        postgres.start()
    except PostgresFailed as error:
        if to is None or TOO_EARLY_END not in str(error):
            raise
        raise BackupRefused(
            f"The log in {archive.log} ends before {to.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}, or nothing was written "
            "after it. Choose an earlier moment; where the installation still runs, its log is finished first."
        ) from None


def _plan(state: State, postgres: PostgresServer, nats: NatsServer) -> Plan:
    """Return what processes are told; nothing of it listens for people."""
    passwords = state.database_passwords()
    databases = {name: service_database(postgres.dsn, name, name, passwords[name]) for name in SERVICES}
    options = Options.from_environment({"SSFR_STATE": str(state.folder), "SSFR_MODE": "production"})
    return Plan(options, state, databases, nats.url, {"gateway": 0}, nats.monitor_url)


@contextmanager
def _workers(plan: Plan, console: Console) -> Iterator[None]:
    """Run each service's worker, which relays what it tells and receives what it is told."""
    started = []
    try:
        for worker in plan.workers(console.pipe):
            started.append(spawn(worker.command, output=worker.output, environment=worker.environment, folder=ROOT))
            console.close_pipe(worker.output)
        yield
    finally:
        for process in started:
            process.send_signal(signal.SIGTERM)
        for process in started:
            stop(process, signal.SIGTERM, 10)
