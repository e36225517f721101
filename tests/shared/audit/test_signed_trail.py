"""A real chain with its checkpoints: whoever changes it with every right in the database is found out."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import asyncpg
import pytest

from deploy.local.audit import check_all, sign_all
from deploy.local.backup.settle import database_of
from deploy.local.databases import ServiceDatabase
from deploy.local.postgres import PostgresServer
from deploy.local.supervisor.state import State
from shared.audit import checkpointer
from shared.audit.chain import Walk, hash_of
from shared.audit.check import check_service
from shared.audit.checkpoint import Checkpoint, CheckpointSigner, CheckpointVerifier, digest_of
from shared.audit.checkpoint_file import CheckpointFolder
from shared.audit.checkpointer import Checkpointer
from shared.audit.judge import Verdict
from shared.audit.reader import along, head_of
from shared.audit.restored import note_restore
from shared.database import Database
from shared.identity import write_new_keys
from shared.unit_of_work import UnitOfWork
from tests.conftest import ROOT

UNLOCK = "SET session_replication_role = replica"  # no trigger fires: what only a superuser may do


@dataclass
class Trail:
    """One district of a service whose chain is signed."""

    served: ServiceDatabase
    database: Database
    admin_dsn: str
    folder: Path
    district: UUID

    @property
    def signer(self) -> CheckpointSigner:
        return CheckpointSigner.from_file(self.folder / "private.json")

    @property
    def verifier(self) -> CheckpointVerifier:
        return CheckpointVerifier.from_file(self.folder / "public.json")

    @property
    def checkpoints(self) -> CheckpointFolder:
        return CheckpointFolder(self.folder / "checkpoints", "allocation")

    def process(self) -> Checkpointer:
        return Checkpointer("allocation", self.database, self.folder / "checkpoints", self.signer, self.verifier)

    async def record(self, *subjects: str) -> None:
        for subject in subjects:
            async with UnitOfWork(self.database, self.district, uuid4(), "budget_director") as uow:
                uow.record("run.published", subject, {"revision": 1})

    async def sign(self, hours: int = 0) -> list[str]:
        await self.process().sign_due(datetime.now(UTC) + timedelta(hours=hours))
        return self.checkpoints.lines(self.district)

    async def tamper(self, *statements: str) -> None:
        connection = await asyncpg.connect(self.admin_dsn)
        try:
            await connection.execute(UNLOCK)
            for statement in statements:
                await connection.execute(statement.replace(":district", f"'{self.district}'"))
        finally:
            await connection.close()

    async def verdict(self, hours: int = 0) -> Verdict:
        now = datetime.now(UTC) + timedelta(hours=hours)
        verdicts = await check_service("allocation", self.database, self.folder / "checkpoints", self.verifier, now)
        return verdicts[self.district]

    async def faults(self) -> list[tuple[str, int]]:
        return [(finding.fault, finding.sequence) for finding in (await self.verdict()).findings]


@pytest.fixture(scope="module")
def served(copied: Callable[[str], ServiceDatabase]) -> ServiceDatabase:
    """Return a database of these tests' own: whoever signs looks at every chain there is."""
    return copied("allocation")


@pytest.fixture
async def trail(served: ServiceDatabase, postgres: PostgresServer, tmp_path: Path) -> AsyncIterator[Trail]:
    """Yield six entries, of which the first is signed at once and the fifth later."""
    write_new_keys(tmp_path / "private.json", tmp_path / "public.json")
    database = Database(served.app_url, pool_size=5)
    made = Trail(served, database, database_of(postgres.dsn, served.name), tmp_path, uuid4())
    await made.record("a")
    await made.sign()
    await made.record("b", "c", "d", "e")
    await made.sign(hours=1)
    await made.record("f")
    yield made
    await database.close()


async def test_an_honest_chain_is_intact(trail: Trail) -> None:
    verdict = await trail.verdict()
    assert (verdict.intact_to, verdict.end, verdict.signed_to, verdict.findings) == (6, 6, 5, ())
    assert len(await trail.sign()) == 2  # neither a thousand entries nor an hour
    assert len(await trail.sign(hours=3)) == 3
    assert len(await trail.sign(hours=9)) == 3  # nothing grew


async def test_it_is_signed_after_so_many_entries_too(trail: Trail, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpointer, "MOST_ENTRIES", 3)
    assert len(await trail.sign()) == 2
    await trail.record("g", "h")
    assert len(await trail.sign()) == 3


async def test_several_processes_sign_each_end_once(trail: Trail) -> None:
    later = datetime.now(UTC) + timedelta(hours=5)
    await asyncio.gather(*(trail.process().sign_due(later) for _ in range(5)))
    assert len(trail.checkpoints.lines(trail.district)) == 3
    assert (await trail.verdict()).signed_to == 6


async def test_a_changed_row_is_found(trail: Trail) -> None:
    await trail.tamper("UPDATE audit_entry SET subject = 'x' WHERE district_id = :district AND sequence = 3")
    verdict = await trail.verdict()
    assert await trail.faults() == [("changed", 3)]
    assert verdict.lines[0].startswith("NOT intact: nothing is wrong up to entry 2 of 6; signed up to entry 5 at 20")
    assert verdict.lines[1:] == ["Entry 3 was changed: its content does not give its hash."]


async def test_a_removed_middle_is_found(trail: Trail) -> None:
    await trail.tamper("DELETE FROM audit_entry WHERE district_id = :district AND sequence IN (3, 4)")
    assert await trail.faults() == [("missing", 3)]


async def test_a_cut_tail_is_found_with_its_head_set_back(trail: Trail) -> None:
    await trail.tamper(
        "DELETE FROM audit_entry WHERE district_id = :district AND sequence > 3",
        """UPDATE audit_head SET sequence = 3, hash = (SELECT hash FROM audit_entry
        WHERE district_id = :district AND sequence = 3) WHERE district_id = :district""",
    )
    assert await trail.faults() == [("cut", 4)]
    assert len(await trail.sign(hours=9)) == 2, "a chain that was cut is not signed"


async def test_a_chain_removed_whole_is_found(trail: Trail) -> None:
    await trail.tamper(
        "DELETE FROM audit_entry WHERE district_id = :district", "DELETE FROM audit_head WHERE district_id = :district"
    )
    assert await trail.faults() == [("cut", 1)]


async def rewrite(trail: Trail, first: int) -> None:
    """Change an entry and everything that follows, hashes and head included, as one who has every right could."""
    entries = [entry async for entry in along(trail.database, trail.district)]
    before = entries[first - 2].hash if first > 1 else bytes(32)
    statements = []
    for entry in entries[first - 1 :]:
        fields = {name: getattr(entry, name) for name in type(entry).__dataclass_fields__}
        forged = type(entry)(**fields | {"subject": "forged", "previous": before})
        before = hash_of(forged)
        statements.append(
            f"UPDATE audit_entry SET subject = 'forged', previous = '\\x{forged.previous.hex()}', "
            f"hash = '\\x{before.hex()}' WHERE district_id = :district AND sequence = {entry.sequence}"
        )
    statements.append(f"UPDATE audit_head SET hash = '\\x{before.hex()}' WHERE district_id = :district")
    await trail.tamper(*statements)
    walk = Walk()
    async for entry in along(trail.database, trail.district):
        walk.take(entry)
    walk.arrive(await head_of(trail.database, trail.district))
    assert walk.findings == [], "the chain alone does not show it"


@pytest.mark.parametrize(("first", "found"), [(1, 1), (2, 5), (5, 5)])
async def test_a_chain_written_anew_is_found(trail: Trail, first: int, found: int) -> None:
    await rewrite(trail, first)
    assert await trail.faults() == [("rewritten", found)]
    lines = len(trail.checkpoints.lines(trail.district))
    assert len(await trail.sign(hours=9)) == lines, "what does not continue what was signed is not signed"


async def test_a_forged_checkpoint_is_found(trail: Trail, tmp_path: Path) -> None:
    await rewrite(trail, 2)
    write_new_keys(tmp_path / "own.json", tmp_path / "own-public.json")
    head = await head_of(trail.database, trail.district)
    assert head is not None
    with trail.checkpoints.adding(trail.district) as file:
        statement = Checkpoint("allocation", trail.district, head, datetime.now(UTC), digest_of(file.lines[-1]))
        file.add(CheckpointSigner.from_file(tmp_path / "own.json").line(statement))
    assert await trail.faults() == [("forged", 5), ("rewritten", 5)]


async def test_without_its_checkpoints_a_chain_is_not_called_intact_for_long(trail: Trail) -> None:
    trail.checkpoints.path(trail.district).unlink()
    assert (await trail.verdict()).findings == ()
    assert [finding.fault for finding in (await trail.verdict(hours=3)).findings] == ["unsigned"]


async def test_a_noted_restore_is_told_and_signing_goes_on(trail: Trail) -> None:
    await trail.tamper(
        "DELETE FROM audit_entry WHERE district_id = :district AND sequence > 3",
        """UPDATE audit_head SET sequence = 3, hash = (SELECT hash FROM audit_entry
        WHERE district_id = :district AND sequence = 3) WHERE district_id = :district""",
    )
    moment = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
    keys = (trail.signer, trail.verifier)
    arguments = ("allocation", trail.database, trail.folder / "checkpoints", keys, moment, datetime.now(UTC))
    assert await note_restore(*arguments) == [trail.district]
    assert await note_restore(*arguments) == []
    await trail.record("d again")
    assert len(await trail.sign(hours=4)) == 4
    verdict = await trail.verdict()
    assert (verdict.intact_to, verdict.signed_to, verdict.findings) == (4, 4, ())
    assert "restored to 2026-11-22T23:00:00Z" in verdict.lines[1]
    assert "What was signed behind entry 1, up to 5, was given up." in verdict.lines[1]


async def test_a_restore_signs_what_came_after_the_checkpoints_of_its_backup(trail: Trail, tmp_path: Path) -> None:
    state = State(tmp_path / "state")
    state.secrets.mkdir(parents=True)
    state.make_secrets()
    databases = {"allocation": trail.served}
    assert await sign_all(databases, state, datetime.now(UTC)) >= 1
    await trail.record("g")
    assert (await check_all(databases, state.checkpoints, state.audit_public_keys)).lines
    later = datetime.now(UTC) + timedelta(hours=3)
    assert await sign_all(databases, state, later) >= 1
    checkpoints = CheckpointFolder(state.checkpoints, "allocation").lines(trail.district)
    assert len(checkpoints) == 2
    assert await sign_all(databases, state, later) == 0


async def test_the_command_says_so_and_fails(trail: Trail) -> None:
    environment = os.environ | {
        "SSFR_SERVICE": "allocation",
        "DATABASE_URL": trail.served.app_url,
        "SSFR_AUDIT_FOLDER": str(trail.folder / "checkpoints"),
        "SSFR_AUDIT_PUBLIC_KEYS_FILE": str(trail.folder / "public.json"),
    }
    await trail.tamper("UPDATE audit_entry SET subject = 'x' WHERE district_id = :district AND sequence = 6")
    ran = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "shared.audit.check"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 1, ran.stderr
    assert f"allocation, district {trail.district}: NOT intact: nothing is wrong up to entry 5 of 6" in ran.stdout
    assert "    Entry 6 was changed" in ran.stdout
