"""`make backup`, `make restore TO=... [INTO=...]` and `make restore-check`, on the installation of SSFR_STATE."""

import argparse
import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path

import asyncpg

from deploy.local.backup.archive import Archive, BackupRefused
from deploy.local.backup.base import base_for, finish_log, running_server, take_base
from deploy.local.backup.restore import restore
from deploy.local.scratch import scratch_folder
from deploy.local.supervisor.options import Options
from deploy.local.supervisor.state import State


def main(arguments: list[str]) -> int:
    """Do what is asked; say what came of it."""
    parser = argparse.ArgumentParser(prog="python -m deploy.local.backup", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("take", help="copy the running database")
    back = commands.add_parser("restore", help="restore everything to a moment, in a new folder")
    back.add_argument("--to", required=True)
    back.add_argument("--into", default="")
    commands.add_parser("check", help="restore the newest backup, compare its books and remove the copy")
    asked = parser.parse_args(arguments)
    try:
        options = Options.now()
        if options.backups is None:
            raise BackupRefused(
                "Backups have no folder yet: set SSFR_BACKUPS=<folder>, best on another disk, for `make run` and here."
            )
        archive, state = Archive(options.backups), State(options.state)
        if asked.command == "take":
            return _take(archive, state)
        if asked.command == "check":
            return _check(archive)
        return _restore(archive, state, asked.to, asked.into)
    except (RuntimeError, OSError, asyncpg.PostgresError) as error:
        print(error, file=sys.stderr)
        return 1


def _take(archive: Archive, state: State) -> int:
    server = running_server(state)
    archive.claim(server.data_dir)
    if not asyncio.run(_archives(server.dsn, archive)):
        raise BackupRefused(
            f"The database that runs from {state.folder} does not archive its log in {archive.folder}. Start it again "
            f"with SSFR_BACKUPS={archive.folder}."
        )
    base = take_base(state, archive)
    asyncio.run(finish_log(server))
    print(f"{base.folder}: every moment from {base.ended_at:%Y-%m-%dT%H:%M:%SZ} on can be restored.")
    print("It counts once `make restore-check` has restored it.")
    return 0


def _restore(archive: Archive, state: State, to: str, into: str) -> int:
    moment = _moment(to)
    folder = Path(into).expanduser().absolute() if into else _beside(state.folder, moment)
    try:
        asyncio.run(finish_log(running_server(state)))
    except (BackupRefused, OSError, asyncpg.PostgresError) as error:
        # A restore is asked for most urgently where nothing runs any more.
        print(f"The log could not be finished, so its last minutes may be missing. {error}")
    found = restore(archive, moment, folder, state.checkpoints)
    print("\n".join(found.lines))
    print(
        f"Restored to {moment:%Y-%m-%dT%H:%M:%SZ} in {folder} ({found.seconds:.0f} s). Look at it, beside the old one:"
    )
    print(f"  SSFR_STATE={folder} SSFR_PORT=0 SSFR_BACKUPS=<a new folder> make run")
    if not found.agrees:
        print("The books differ, or the audit trail: do not use it before you know why.", file=sys.stderr)
    return 0 if found.agrees else 1


def _check(archive: Archive) -> int:
    base = base_for(archive, None)
    checked_at = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        with scratch_folder() as scratch:
            found = restore(archive, None, scratch / "state")
    except (RuntimeError, OSError) as error:
        base.note_check({"counts": False, "checked_at": checked_at, "reason": str(error)})
        raise
    base.note_check({"counts": found.agrees, "checked_at": checked_at, "found": found.lines})
    print("\n".join(found.lines))
    if found.agrees:
        print(f"The backup counts: it was restored in {found.seconds:.0f} s and its books agree.")
        return 0
    print("The backup does NOT count: the books differ.", file=sys.stderr)
    return 1


async def _archives(dsn: str, archive: Archive) -> bool:
    connection = await asyncpg.connect(dsn, timeout=10)
    try:
        wanted = archive.archiving()["archive_command"]
        return bool(await connection.fetchval("SELECT current_setting('archive_command') = $1", wanted))
    finally:
        await connection.close()


def _moment(text: str) -> datetime:
    """Read a moment that leaves no doubt about its time zone."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise BackupRefused(f'TO={text} is no moment. Give date, time and zone, such as TO="2026-11-22T23:00:00Z".')
    if moment > datetime.now(UTC):
        raise BackupRefused(f"TO={text} is still to come.")
    return moment.astimezone(UTC)


def _beside(state: Path, moment: datetime) -> Path:
    return state.with_name(f"{state.name}-{moment:%Y-%m-%dT%H%M%SZ}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
