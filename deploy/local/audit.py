"""`make audit-check [CHECKPOINTS=folder]`, `make audit-restored TO=...`: the audit trails of the installation here.

The first holds every chain of every service against its signed checkpoints; CHECKPOINTS names a copy of them that was
kept elsewhere. The second notes that the databases were restored to a moment, which `make restore` does by itself.
"""

import argparse
import asyncio
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from deploy.local.databases import ServiceDatabase, service_database
from deploy.local.ports import HOST
from deploy.local.supervisor.options import Options
from deploy.local.supervisor.state import State
from shared.audit.check import check_service, report
from shared.audit.checkpoint import CheckpointSigner, CheckpointVerifier
from shared.audit.checkpointer import Checkpointer
from shared.audit.restored import note_restore
from shared.clock import utc_now
from shared.database import Database

RECORDING = ("allocation", "gateway")


class NotChecked(RuntimeError):
    """The trails cannot be checked; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found."""

    lines: list[str]
    intact: bool


async def check_all(databases: Mapping[str, ServiceDatabase], checkpoints: Path, public_keys: Path) -> Checked:
    """Check the chains of the services that record."""
    verifier, lines, intact = CheckpointVerifier.from_file(public_keys), [], True
    for service, each in databases.items():
        database = Database(each.app_url, 1)
        try:
            verdicts = await check_service(service, database, checkpoints, verifier, utc_now())
        finally:
            await database.close()
        lines += report(service, verdicts)
        intact = intact and not any(verdict.findings for verdict in verdicts.values())
    return Checked(lines, intact)


async def note_restored(databases: Mapping[str, ServiceDatabase], state: State, to: datetime) -> list[str]:
    """Give up, in signed words, what was signed after a moment that the databases were restored to."""
    keys = (
        CheckpointSigner.from_file(state.audit_private_key),
        CheckpointVerifier.from_file(state.audit_public_keys),
    )
    told = []
    for service, each in databases.items():
        database = Database(each.app_url, 1)
        try:
            noted = await note_restore(service, database, state.checkpoints, keys, to, utc_now())
        finally:
            await database.close()
        told += [f"audit trail of {service}, district {district}: the restore is noted" for district in noted]
    return told


async def sign_all(databases: Mapping[str, ServiceDatabase], state: State, now: datetime) -> int:
    """Sign what is due, after it was seen to continue what was signed; return how many chains were signed."""
    signer = CheckpointSigner.from_file(state.audit_private_key)
    verifier = CheckpointVerifier.from_file(state.audit_public_keys)
    count = 0
    for service, each in databases.items():
        database = Database(each.app_url, 1)
        try:
            count += await Checkpointer(service, database, state.checkpoints, signer, verifier).sign_due(now)
        finally:
            await database.close()
    return count


def running_databases(options: Options, state: State) -> dict[str, ServiceDatabase]:
    """Return where the services that record find their databases now.

    Raises:
        NotChecked: Nothing runs from the state folder.
    """
    try:
        passwords = state.database_passwords()
        address = options.database_url
        if address is None:
            told = (state.folder / "postgres" / "cluster" / "postmaster.pid").read_text().splitlines()
            # The fourth line of the server's own file is its port, which is another at each start.
            if len(told) < 4:
                raise NotChecked("The database is starting. Try again in a moment.")
            address = f"postgresql://{HOST}:{told[3]}/postgres"
    except FileNotFoundError:
        raise NotChecked(f"Nothing runs from {state.folder}. Start it with `make run` and ask again.") from None
    return {name: service_database(address, name, name, passwords[name]) for name in RECORDING}


def main(arguments: list[str]) -> int:
    """Do what is asked; 1 when a chain is not intact."""
    parser = argparse.ArgumentParser(prog="python -m deploy.local.audit", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check").add_argument("--checkpoints", default="")
    commands.add_parser("restored").add_argument("--to", required=True)
    asked = parser.parse_args(arguments)
    try:
        options = Options.now()
        state = State(options.state)
        databases = running_databases(options, state)
        if asked.command == "restored":
            told = asyncio.run(note_restored(databases, state, _moment(asked.to)))
            print("\n".join(told) or "Nothing that was signed is missing, so there is nothing to note.")
            return 0
        folder = Path(asked.checkpoints).expanduser() if asked.checkpoints else state.checkpoints
        if asked.checkpoints and not folder.is_dir():
            raise NotChecked(f"CHECKPOINTS={folder} is no folder.")
        found = asyncio.run(check_all(databases, folder, state.audit_public_keys))
    except (NotChecked, RuntimeError, OSError, SQLAlchemyError) as error:
        print(error, file=sys.stderr)
        return 2
    print("\n".join(found.lines))
    if not found.intact:
        print("docs/operations/audit.md says what each finding means and what to do.", file=sys.stderr)
    return 0 if found.intact else 1


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise NotChecked(f'TO={text} is no moment. Give date, time and zone, such as TO="2026-11-22T23:00:00Z".')
    return moment.astimezone(UTC)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
