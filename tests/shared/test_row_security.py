"""Two districts on a small pool, with requests cancelled at any moment: no row ever crosses."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from deploy.local.databases import ServiceDatabase
from shared.database import Database, NoDistrictBound

DISTRICTS = (uuid4(), uuid4())
_ADD = text(
    "INSERT INTO funding_run (district_id, run_id, fiscal_year, published_at, result_hash, part_count, parts_received)"
    " VALUES (:district, :run, 2027, now(), 'sha256:0', 1, 1)"
)


@pytest.fixture
async def database(migrated: Callable[[str], ServiceDatabase]) -> AsyncIterator[Database]:
    found = Database(migrated("planning").app_url, pool_size=4)
    for district in DISTRICTS:
        async with found.session(district) as session:
            for _ in range(3):
                await session.execute(_ADD, {"district": district, "run": uuid4()})
            await session.commit()
    yield found
    await found.close()


async def seen_by(database: Database, district: UUID) -> set[UUID]:
    async with database.session(district) as session:
        return set((await session.execute(text("SELECT district_id FROM funding_run"))).scalars())


async def test_cancelled_requests_never_leave_a_district_behind(database: Database) -> None:
    chance = random.Random(7)

    async def read(district: UUID) -> None:
        assert await seen_by(database, district) == {district}

    running = []
    for _ in range(400):
        running.append(asyncio.create_task(read(chance.choice(DISTRICTS))))
        if chance.random() < 0.3:
            await asyncio.sleep(chance.random() / 500)
            chance.choice(running).cancel()
        if len(running) >= 20:
            results = await asyncio.gather(*running, return_exceptions=True)
            wrong = [each for each in results if each is not None and not isinstance(each, asyncio.CancelledError)]
            assert wrong == []
            running.clear()


async def test_rows_of_another_district_can_neither_be_read_nor_written(database: Database) -> None:
    mine, other = DISTRICTS
    async with database.session(mine) as session:
        with pytest.raises(Exception, match="row-level security"):
            await session.execute(_ADD, {"district": other, "run": uuid4()})


async def test_a_plain_connection_sees_nothing(database: Database) -> None:
    async with database.engine.connect() as connection:
        assert (await connection.execute(text("SELECT count(*) FROM funding_run"))).scalar_one() == 0


async def test_a_session_without_a_district_does_not_start(database: Database) -> None:
    session = database.session(DISTRICTS[0])
    del session.info["district_id"]
    with pytest.raises(NoDistrictBound):
        await session.execute(text("SELECT 1"))
    await session.close()


async def test_the_server_keeps_what_it_acknowledges(database: Database) -> None:
    assert await database.unsafe_settings() == []
