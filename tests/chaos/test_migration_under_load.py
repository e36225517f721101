"""Tables change while services write: no write fails, none waits long, whoever is in the way is waited out."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import pytest
from alembic import command
from sqlalchemy.exc import DBAPIError

from deploy.local.databases import Passwords
from deploy.local.postgres import PostgresServer
from shared import migrations
from shared.migrations import LOCK_TIMEOUT_MS, config_for
from tests.chaos.migration_tree import write_tree
from tests.messaging.road import Road, entry, make_road, opened, record

WRITERS = 4
WAITING = "SELECT count(*) FROM pg_locks WHERE relation = 'entry'::regclass AND NOT granted"
TRY_S = LOCK_TIMEOUT_MS / 1000


@pytest.fixture
async def road(postgres: PostgresServer, passwords: dict[str, Passwords]) -> Road:
    """Return the two services; a write that waits longer than a second for a lock fails."""
    road = await make_road(postgres.dsn, "", passwords)
    connection = await asyncpg.connect(postgres.dsn)
    try:
        name = road.publisher.name
        await connection.execute(f"ALTER ROLE allocation_app IN DATABASE {name} SET lock_timeout = '1s'")
    finally:
        await connection.close()
    return road


class Writers:
    """The service's own code, of the release before: it knows nothing of the new column."""

    def __init__(self, road: Road) -> None:
        self._road = road
        self.written: list[str] = []

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[None]:
        stop = asyncio.Event()
        async with opened(self._road.publisher.app_url) as database:

            async def lane(number: int) -> None:
                count = 0
                while not stop.is_set():
                    count += 1
                    key = f"{number}-{count}"
                    assert await record(database, entry(key, account=str(number)))
                    self.written.append(key)

            async with asyncio.TaskGroup() as lanes:
                for number in range(WRITERS):
                    lanes.create_task(lane(number))
                yield
                stop.set()


@asynccontextmanager
async def in_the_way(road: Road) -> AsyncIterator[None]:
    """Hold the table, as a long report does."""
    connection = await asyncpg.connect(road.publisher.owner_dsn)
    try:
        async with connection.transaction():
            await connection.execute("LOCK TABLE entry IN ACCESS SHARE MODE")
            yield
    finally:
        await connection.close()


async def migrate(tree: Path, road: Road, target: str) -> None:
    """Bring the publisher's database to a version, as its migrations' command does."""
    config = config_for(tree, road.publisher.owner_url)
    move = command.downgrade if target == "before" else command.upgrade
    await asyncio.to_thread(move, config, target)


async def migrate_in_a_process(tree: Path, road: Road) -> str:
    """Bring it to the newest version as the start of a release does; return what the process logged."""
    code = (
        "import sys; from pathlib import Path; from shared.migrations import main; sys.exit(main(Path(sys.argv.pop())))"
    )
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", code, str(tree)),
        env=os.environ | {"DATABASE_OWNER_URL": road.publisher.owner_url},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said = (await process.communicate())[0].decode()
    assert process.returncode == 0, said
    return said


async def value(road: Road, query: str) -> object:
    return (await road.publisher_rows(query))[0][0]


async def test_no_write_fails_or_waits_long_while_tables_change(road: Road, tmp_path: Path) -> None:
    tree = write_tree(tmp_path / "tree")
    writers = Writers(road)
    async with writers.writing():
        # Two at once, as when two machines start a release: one does it, the other finds it done.
        both = asyncio.gather(migrate_in_a_process(tree, road), migrate_in_a_process(tree, road))
        async with in_the_way(road):
            while await value(road, WAITING) == 0:
                await asyncio.sleep(0.01)
            await asyncio.sleep(2 * TRY_S)
            assert not both.done()
        said = "".join(await both)
        assert said.count("migration_waits_for_a_lock") >= 1
        assert await value(road, "SELECT version_num FROM alembic_version") == "complete"
        assert await value(road, "SELECT indisvalid FROM pg_index WHERE indexrelid = 'entry_by_note'::regclass")
        # Back to the release before and on again, the same writers still at work.
        await migrate(tree, road, "before")
        assert await value(road, "SELECT version_num FROM alembic_version") == "before"
        await migrate(tree, road, "head")
        before = len(writers.written)
        while len(writers.written) < before + WRITERS:
            await asyncio.sleep(0.01)
    assert await value(road, "SELECT count(*) FROM entry") == len(writers.written)
    assert await value(road, "SELECT count(*) FROM outbox") == len(writers.written)


async def test_a_migration_that_never_gets_its_lock_gives_up_and_leaves_everything(
    road: Road, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "TRIES", 2)
    tree = write_tree(tmp_path / "tree")
    async with in_the_way(road):
        with pytest.raises(DBAPIError, match="lock timeout"):
            await migrate(tree, road, "head")
    # The first of the tree needs no lock, so it is done and stays; the second left nothing.
    assert await value(road, "SELECT version_num FROM alembic_version") == "before"
    column = "SELECT count(*) FROM information_schema.columns WHERE table_name = 'entry' AND column_name = 'note'"
    assert await value(road, column) == 0
