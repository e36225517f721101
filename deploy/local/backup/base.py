"""Base backups: a copy of the running database with the secrets that open it, whole or not there."""

import hashlib
import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import asyncpg

from deploy.local.backup.archive import SYNC_METHOD, Archive, BackupRefused
from deploy.local.ports import HOST
from deploy.local.postgres import ADMIN, PostgresServer, binaries
from deploy.local.supervisor.state import DEMO_DISTRICT, MIGRATED, State, write_private

ABOUT = "about.json"
CHECKED = "checked.json"
NAME = "%Y-%m-%dT%H%M%S.%fZ"

# The server's own names of its log's pieces, 256 of 16 MiB to each 4 GiB.
_PIECE = re.compile(r"(?P<line>[0-9A-F]{8})(?P<high>[0-9A-F]{8})(?P<low>[0-9A-F]{8})")
_PIECES = 256


@dataclass(frozen=True, slots=True)
class Base:
    """A base backup: every moment after its end can be restored from it and the log."""

    folder: Path
    ended_at: datetime

    @property
    def cluster(self) -> Path:
        """The database's files."""
        return self.folder / "cluster"

    def note_check(self, facts: Mapping[str, object]) -> None:
        """Keep beside it how its restore went."""
        write_private(self.folder / CHECKED, json.dumps(facts, indent=2))


def list_bases(archive: Archive) -> list[Base]:
    """Return the whole base backups, oldest first."""
    return [
        Base(about.parent, datetime.fromisoformat(json.loads(about.read_text())["ended_at"]))
        for about in sorted(archive.bases.glob(f"*Z/{ABOUT}"))
    ]


def base_for(archive: Archive, to: datetime | None) -> Base:
    """Return the newest base backup, or the newest that ended before the moment."""
    bases = list_bases(archive)
    if not bases:
        raise BackupRefused(f"There is no base backup in {archive.bases}. Make one with `make backup`.")
    usable = [base for base in bases if to is None or base.ended_at <= to]
    if not usable:
        raise BackupRefused(
            f"The oldest base backup in {archive.bases} ended at {bases[0].ended_at:%Y-%m-%dT%H:%M:%SZ}: choose a "
            "moment after it."
        )
    return usable[-1]


def running_server(state: State) -> PostgresServer:
    """Return the address-giver of the server that runs now from the state folder; it is not ours to stop.

    Raises:
        BackupRefused: None runs there.
    """
    folder = state.folder / "postgres"
    try:
        told = (folder / "cluster" / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        told = []
    # The fourth line of the server's own file is its port, which is another at each start.
    if len(told) < 4:
        raise BackupRefused(f"Nothing runs from {state.folder}. Start it with `make run` and ask again.")
    return PostgresServer(folder, int(told[3]))


def take_base(state: State, archive: Archive) -> Base:
    """Copy the running database and what opens it; writes go on meanwhile."""
    server = running_server(state)
    began_at = datetime.now(UTC)
    folder = archive.bases / began_at.strftime(NAME)
    making = folder.with_suffix(".making")
    making.mkdir(mode=0o700)
    try:
        _copy_cluster(server, making / "cluster")
        shutil.copytree(state.secrets, making / "secrets")
        if state.checkpoints.exists():
            shutil.copytree(state.checkpoints, making / state.checkpoints.name)
        for path in (server.data_dir / "password", state.folder / MIGRATED, state.folder / DEMO_DISTRICT):
            if path.exists():
                shutil.copy2(path, making / path.name)
        ended_at = datetime.now(UTC)
        moments = {"began_at": began_at.isoformat(), "ended_at": ended_at.isoformat()}
        write_private(making / ABOUT, json.dumps(moments))
        making.rename(folder)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    return Base(folder, ended_at)


async def finish_log(server: PostgresServer) -> None:
    """Have everything committed until now archived, and one commit after it, at which a recovery can stop."""
    connection = await asyncpg.connect(server.dsn, timeout=10)
    try:
        # A transaction with a number leaves a commit in the log, though it changes nothing.
        await connection.execute("SELECT pg_current_xact_id()")
        piece = await connection.fetchval("SELECT pg_walfile_name(pg_switch_wal())")
        for _ in range(600):
            last = await connection.fetchval("SELECT last_archived_wal FROM pg_stat_archiver")
            if last is not None and last >= piece:
                return
            await connection.execute("SELECT pg_sleep(0.1)")
    finally:
        await connection.close()
    raise BackupRefused("The database does not archive its log. Is there room in SSFR_BACKUPS? Its log file says why.")


def verify(base: Base) -> None:
    """Compare every file of the base backup with its manifest.

    Raises:
        BackupRefused: A file is missing, or not what it was.
    """
    manifest = base.cluster / "backup_manifest"
    for entry in json.loads(manifest.read_text())["Files"]:
        # Names that are no UTF-8 are told in hexadecimal.
        name = entry["Path"] if "Path" in entry else os.fsdecode(bytes.fromhex(entry["Encoded-Path"]))
        path = base.cluster / name
        if not path.is_file() or _sha256(path) != entry["Checksum"]:
            raise BackupRefused(f"The base backup {base.folder} is damaged: {name} is missing or not what it was.")


def refuse_gap(archive: Archive, base: Base) -> None:
    """Make sure that no piece of the log is missing since the base backup: a recovery would end there in silence.

    Raises:
        BackupRefused: One is; everything after it cannot be restored from this base backup.
    """
    label = (base.cluster / "backup_label").read_text()
    first = _PIECE.search(label)
    if first is None:
        raise BackupRefused(f"The base backup {base.folder} does not say where its log begins.")
    there = {_number(piece) for path in archive.log.glob("*.gz") if (piece := _PIECE.fullmatch(path.stem))}
    for number in range(_number(first), max(there, default=0) + 1):
        if number not in there:
            name = f"{first['line']}{number // _PIECES:08X}{number % _PIECES:08X}"
            raise BackupRefused(f"The piece {name} of the log is missing in {archive.log}. Make a base backup now.")


def _number(piece: re.Match[str]) -> int:
    return int(piece["high"], 16) * _PIECES + int(piece["low"], 16)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _copy_cluster(server: PostgresServer, to: Path) -> None:
    command: list[str | Path] = [
        binaries() / "pg_basebackup",
        "-h",
        HOST,
        "-p",
        str(server.port),
        "-U",
        ADMIN,
        "-D",
        to,
    ]
    command += ["--checkpoint=fast", "--wal-method=stream", "--manifest-checksums=SHA256", "--no-password"]
    command.append(f"--sync-method={SYNC_METHOD}")
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "PGPASSWORD": server.password}
    found = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if found.returncode != 0:
        raise BackupRefused(f"The base backup failed:\n{found.stderr.strip()[-2000:]}")
