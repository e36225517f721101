"""A mistake is undone: everything up to a moment is there again, nothing after it, and the books agree."""

import asyncio
import hashlib
import json
import os
import re
import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from deploy.local.backup.__main__ import main
from deploy.local.backup.archive import Archive, BackupRefused
from deploy.local.backup.base import CHECKED, Base, list_bases, refuse_gap, verify
from deploy.local.backup.reconcile import Run, year_books
from deploy.local.backup.settle import database_of
from deploy.local.databases import ServiceDatabase, create_databases
from deploy.local.nats import NatsServer
from deploy.local.ports import free_port
from deploy.local.postgres import PostgresServer
from deploy.local.scratch import scratch_folder
from deploy.local.supervisor.console import Console
from deploy.local.supervisor.migrations import migrate
from deploy.local.supervisor.options import Options
from deploy.local.supervisor.plan import Plan
from deploy.local.supervisor.state import State
from services.planning.events.published_runs import handlers
from shared.audit.checkpoint import CheckpointSigner, CheckpointVerifier
from shared.audit.checkpointer import Checkpointer
from shared.database import Database
from shared.messaging.connection import connect
from shared.messaging.consumer import Consumer
from shared.messaging.provision import provision
from shared.messaging.relay import Relay
from shared.messaging.streams import CONSUMERS
from tests.allocation.conftest import FILES, Allocation, policy
from tests.in_process import in_process

RUNS = "SELECT run_id, total_cents FROM allocation_run ORDER BY revision"
FUNDED = """SELECT run_id, sum(total_cents)::bigint AS total_cents
    FROM funding_run JOIN school_funding USING (district_id, run_id)
    GROUP BY run_id, published_at ORDER BY published_at"""


@pytest.fixture
def folder() -> Iterator[Path]:
    with scratch_folder() as scratch:
        yield scratch


class Installation:
    """Databases, bus and folders as `make run` has them; the test itself is the services."""

    def __init__(self, folder: Path) -> None:
        self.archive = Archive(folder / "back ups")  # a name that a shell would take apart
        self.state = State(folder / "state")
        self.postgres = PostgresServer(
            self.state.folder / "postgres", settings=self.archive.archiving(), sync_initdb=False
        )
        self.nats = NatsServer(self.state.folder / "nats")
        self.databases: dict[str, ServiceDatabase] = {}

    async def start(self) -> None:
        self.state.open()
        self.state.make_secrets()
        self.archive.claim(self.postgres.data_dir)
        await asyncio.gather(asyncio.to_thread(self.postgres.start), asyncio.to_thread(self.nats.start))
        self.databases = await create_databases(self.postgres.dsn, self.state.database_passwords())
        plan = Plan(Options.from_environment({}), self.state, self.databases, self.nats.url, {"gateway": 0})
        await asyncio.to_thread(migrate, plan, Console(self.state.logs), lambda: None)

    def stop(self) -> None:
        self.nats.kill()
        self.postgres.kill()
        self.state.close()

    @asynccontextmanager
    async def received(self) -> AsyncIterator[None]:
        """Let planning take over what is published, until everything has arrived."""
        nc = await connect(self.nats.url, "test")
        await provision(nc)
        planning = Database(self.databases["planning"].app_url)
        relay = Relay(self.databases["allocation"].app_url, nc, "ALLOCATION")
        stop = asyncio.Event()
        jobs = [asyncio.create_task(relay.run(stop))]
        jobs.append(asyncio.create_task(Consumer(planning, nc, CONSUMERS[0], handlers()).run(stop)))
        try:
            yield
            async with asyncio.timeout(20):
                while await rows(self.postgres, "planning", FUNDED) != await rows(self.postgres, "allocation", RUNS):
                    await asyncio.sleep(0.05)
        finally:
            stop.set()
            await asyncio.gather(*jobs)
            await planning.close()
            await nc.close()


async def rows(server: PostgresServer, database: str, query: str) -> list[tuple[Any, ...]]:
    connection = await asyncpg.connect(database_of(server.dsn, database))
    try:
        return [tuple(row) for row in await connection.fetch(query)]
    finally:
        await connection.close()


async def sign(installation: Installation, database: Database, hours: int = 0) -> int:
    """Make the checkpoints that are due, or will be, as allocation's worker does."""
    state = installation.state
    signer = CheckpointSigner.from_file(state.audit_private_key)
    verifier = CheckpointVerifier.from_file(state.audit_public_keys)
    checkpointer = Checkpointer("allocation", database, state.checkpoints, signer, verifier)
    return await checkpointer.sign_due(datetime.now(UTC) + timedelta(hours=hours))


async def test_a_mistake_is_undone(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    installation = Installation(folder)
    again = folder / "again"
    monkeypatch.setenv("SSFR_STATE", str(installation.state.folder))
    monkeypatch.setenv("SSFR_BACKUPS", str(installation.archive.folder))

    async def command(*arguments: str) -> int:
        return await asyncio.to_thread(main, list(arguments))

    try:
        await installation.start()
        async with in_process("allocation", installation.databases["allocation"], installation.nats, tmp_path) as app:
            allocation = Allocation(app.client, app.identities, app.app.state.database, uuid4())
            await allocation.fill()
            async with installation.received():
                await allocation.publish(await allocation.scenario())
            # The service that runs in this process was told its database by a name that means another thing to us.
            os.environ.pop("DATABASE_URL")
            assert await command("restore", "--to", "2026-11-01T00:00:00Z") == 1
            assert "There is no base backup" in capsys.readouterr().err
            assert await command("take") == 0

            assert await sign(installation, allocation.database) == 1
            # Published, and at the moment that will be restored not yet received.
            second = await allocation.publish(await allocation.scenario(policy("0.3")))
            before = await rows(installation.postgres, "allocation", RUNS)
            moment = datetime.now(UTC)
            assert (await allocation.upload("counts", FILES["counts"].replace("all,500", "all,501"))).status_code == 201
            async with installation.received():
                await allocation.publish(await allocation.scenario(policy("0.9")), reason="The mistake.")
            assert await sign(installation, allocation.database, hours=2) == 1
        assert len(before) == 2
        assert UUID(second["run_id"]) == before[1][0]
        to_the_moment = ("restore", "--to", moment.isoformat(), "--into", str(again))
        assert [*await asyncio.gather(command(*to_the_moment), command("check"))] == [0, 0]
        said = capsys.readouterr().out
        assert "The backup counts" in said
        assert re.search(r"fiscal year 2027: 2 published runs, [\d,]+\.\d\d dollars, agree", said), said
        # What was signed of the mistake is given up in signed words, so that it does not look like an attack.
        for told in ("the restore is noted", "intact: 9 entries, signed up to entry 9"):
            assert re.search(rf"audit trail of allocation, district \S+: {told}", said), said
        # The old installation ran on and has everything, the mistake included.
        assert len(await rows(installation.postgres, "planning", FUNDED)) == 3
        assert await command(*to_the_moment) == 1
        assert "never writes over anything" in capsys.readouterr().err

        (base,) = list_bases(installation.archive)
        assert json.loads((base.folder / CHECKED).read_text())["counts"] is True
    finally:
        installation.stop()
    with PostgresServer(again / "postgres") as restored:
        assert await rows(restored, "allocation", RUNS) == before
        assert await rows(restored, "planning", FUNDED) == before
        assert await rows(restored, "allocation", "SELECT 1 FROM allocation_run WHERE reason = 'The mistake.'") == []
        assert await rows(restored, "allocation", "SELECT count(*) FROM data_import") == [(len(FILES),)]
        told = "SELECT count(*) FROM outbox WHERE type = 'allocation.run.published.v1'"
        assert await rows(restored, "allocation", told) == [(2,)]
        assert await rows(restored, "planning", "SELECT count(*) FROM inbox") == [(2,)]
        with pytest.raises(BackupRefused, match="backups of another installation"):
            installation.archive.claim(restored.data_dir)


def run(**changes: Any) -> Run:
    known: dict[str, Any] = {"district_id": UUID(int=1), "fiscal_year": 2027, "run_id": UUID(int=2), "result_hash": "a"}
    return Run(**(known | {"school_count": 3, "total_cents": 100} | changes))


@pytest.mark.parametrize("received", [[], [run(total_cents=101)], [run(school_count=2)], [run(), run(result_hash="b")]])
def test_books_that_differ_are_found(received: list[Run]) -> None:
    other = run(district_id=UUID(int=9), run_id=UUID(int=secrets.randbits(64)))
    first, second = year_books([run(), other], [*received, other])
    assert (first.agree, second.agree) == (False, True)
    assert "DIFFERENT in planning" in str(first)


async def test_a_folder_of_other_files_is_no_archive(folder: Path) -> None:
    (folder / "backups").mkdir()
    (folder / "backups" / "thesis.txt").write_text("ten years of work")
    with pytest.raises(BackupRefused, match="no backups"):
        Archive(folder / "backups").claim(folder / "postgres")
    assert [path.name for path in (folder / "backups").iterdir()] == ["thesis.txt"]


def test_a_missing_piece_and_a_changed_file_are_found(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    base = Base(tmp_path / "base" / "one", datetime.now(UTC))
    base.cluster.mkdir(parents=True)
    archive.log.mkdir()
    (base.cluster / "backup_label").write_text("START WAL LOCATION: 0/FE000028 (file 0000000100000000000000FE)\n")
    for name in ("0000000100000000000000FE", "0000000100000000000000FF", "000000010000000100000000"):
        (archive.log / f"{name}.gz").touch()
    (archive.log / "0000000100000000000000FE.00000028.backup.gz").touch()
    refuse_gap(archive, base)
    (archive.log / "000000010000000100000002.gz").touch()
    with pytest.raises(BackupRefused, match="000000010000000100000001 of the log is missing"):
        refuse_gap(archive, base)

    (base.cluster / "PG_VERSION").write_text("18\n")
    files = [{"Path": "PG_VERSION", "Checksum": hashlib.sha256(b"18\n").hexdigest()}]
    (base.cluster / "backup_manifest").write_text(json.dumps({"Files": files}))
    verify(base)
    (base.cluster / "PG_VERSION").write_text("17\n")
    with pytest.raises(BackupRefused, match="PG_VERSION is missing or not what it was"):
        verify(base)


def test_a_moment_needs_its_zone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("SSFR_STATE", str(tmp_path / "state"))
    monkeypatch.delenv("SSFR_BACKUPS", raising=False)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert main(["check"]) == 1
    assert "set SSFR_BACKUPS" in capsys.readouterr().err
    monkeypatch.setenv("SSFR_BACKUPS", str(tmp_path / "backups"))
    for wrong in ("yesterday", "2026-11-22T23:00:00"):
        assert main(["restore", "--to", wrong]) == 1
        assert "is no moment" in capsys.readouterr().err
    assert main(["restore", "--to", "2999-01-01T00:00:00Z"]) == 1
    assert "still to come" in capsys.readouterr().err
    assert main(["take"]) == 1
    assert "Nothing runs from" in capsys.readouterr().err


def test_a_server_that_was_killed_does_not_stop_a_restore(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    cluster = tmp_path / "state" / "postgres" / "cluster"
    cluster.mkdir(parents=True)
    (cluster.parent / "password").write_text("secret")
    (cluster / "postmaster.pid").write_text(f"1\n{cluster}\n0\n{free_port()}\n")
    monkeypatch.setenv("SSFR_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("SSFR_BACKUPS", str(tmp_path / "backups"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert main(["restore", "--to", "2026-11-01T00:00:00Z"]) == 1
    said = capsys.readouterr()
    assert "its last minutes may be missing" in said.out
    assert "There is no base backup" in said.err
    monkeypatch.setenv("DATABASE_URL", "postgresql://admin@db.example.org/postgres")
    assert main(["check"]) == 1
    assert "docs/operations/backup.md says what they must hold" in capsys.readouterr().err
