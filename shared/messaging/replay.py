"""Replay by command: ``python -m shared.messaging.replay outbox|dead-letters|discard|list``.

It only marks rows, in the service's own database; the running worker does the work, in order and once.
"""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import text

from shared.database import Database
from shared.messaging.delivery import NO_DISTRICT

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


class ReplaySettings(BaseSettings):
    """Whose rows to mark: the service's own database."""

    model_config = SettingsConfigDict(populate_by_name=True, extra="ignore")

    database_url: str = Field(validation_alias="DATABASE_URL")


async def replay_outbox(database: Database, since: datetime = _BEGINNING) -> int:
    """Have the relay publish again what was emitted at or after ``since``; return how many events that is."""
    return await _call(database, "SELECT outbox_replay(:since)", since=since)


async def replay_dead_letters(database: Database, consumer: str, event_id: UUID | None = None) -> int:
    """Have the worker apply what was set aside, all of it or one event; return how many events that is."""
    return await _call(
        database, "SELECT dead_letter_request(:consumer, :event_id, false)", consumer=consumer, event_id=event_id
    )


async def discard_dead_letter(database: Database, consumer: str, event_id: UUID) -> int:
    """Have the worker pass over one event for good, so that its successors can follow; the row stays as a record."""
    return await _call(
        database, "SELECT dead_letter_request(:consumer, :event_id, true)", consumer=consumer, event_id=event_id
    )


async def _call(database: Database, statement: str, **parameters: object) -> int:
    async with database.session(NO_DISTRICT) as session:
        connection = await session.connection()
        count: int = (await connection.execute(text(statement), parameters)).scalar_one()
        await session.commit()
    return count


async def _list(database: Database, consumer: str) -> int:
    async with database.session(NO_DISTRICT) as session:
        connection = await session.connection()
        rows = (
            await connection.execute(text("SELECT * FROM dead_letter_open(:consumer)"), {"consumer": consumer})
        ).all()
    for row in rows:
        sys.stdout.write(
            f"{row.event_id}  {row.reason:12}  {row.type}  {row.aggregate} version {row.aggregate_version}  "
            f"tries {row.tries}  {row.parked_at:%Y-%m-%dT%H:%M:%SZ}  {row.error}\n"
        )
    return len(rows)


def _since(argument: str) -> datetime:
    moment = datetime.fromisoformat(argument)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m shared.messaging.replay", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    outbox = commands.add_parser("outbox", help="publish a publisher's events again, after the bus lost them")
    outbox.add_argument("--since", type=_since, default=_BEGINNING, help="date or time, UTC unless it says otherwise")
    for name, explanation in (
        ("list", "show what a consumer has set aside"),
        ("dead-letters", "apply what a consumer has set aside"),
        ("discard", "pass over one event for good"),
    ):
        command = commands.add_parser(name, help=explanation)
        command.add_argument("--consumer", required=True)
        if name != "list":
            command.add_argument("--event-id", type=UUID, required=name == "discard")
    return parser


async def main(arguments: Sequence[str]) -> int:
    """Do what the command line says; DATABASE_URL names the service."""
    asked = _parser().parse_args(arguments)
    database = Database(ReplaySettings().database_url, pool_size=1)
    try:
        if asked.command == "outbox":
            count = await replay_outbox(database, asked.since)
        elif asked.command == "list":
            count = await _list(database, asked.consumer)
        elif asked.command == "dead-letters":
            count = await replay_dead_letters(database, asked.consumer, asked.event_id)
        else:
            count = await discard_dead_letter(database, asked.consumer, asked.event_id)
    finally:
        await database.close()
    sys.stdout.write(f"{count} event{'' if count == 1 else 's'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1:])))
