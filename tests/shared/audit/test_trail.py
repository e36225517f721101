"""The trail in the database: with its change or not at all, one unbroken chain, and nobody changes it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from uuid import UUID, uuid4

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from deploy.local.databases import ServiceDatabase
from shared.audit.chain import Head, Walk
from shared.audit.reader import AuditTrail, along, head_of, heads
from shared.database import Database
from shared.unit_of_work import UnitOfWork

USER = uuid4()


@pytest.fixture
def served(migrated: Callable[[str], ServiceDatabase]) -> ServiceDatabase:
    return migrated("allocation")


@pytest.fixture
async def database(served: ServiceDatabase) -> AsyncIterator[Database]:
    found = Database(served.app_url, pool_size=5)
    yield found
    await found.close()


def uow_of(database: Database, district: UUID) -> UnitOfWork:
    return UnitOfWork(database, district, USER, "budget_director")


async def walk(database: Database, district: UUID) -> Walk:
    walked = Walk()
    async for entry in along(database, district):
        walked.take(entry)
    walked.arrive(await head_of(database, district))
    return walked


async def test_an_entry_is_stored_if_and_only_if_the_change_is(database: Database) -> None:
    district = uuid4()
    with pytest.raises(ZeroDivisionError):
        async with uow_of(database, district) as uow:
            uow.record("run.published", "first")
            raise ZeroDivisionError
    assert (await walk(database, district)).end == Head(0, bytes(32))

    uow = uow_of(database, district)
    async with uow:
        async with uow:  # joins, as a use case inside another one does
            uow.record("run.published", "second", {"revision": 1, "hashes": ["a", None]})
        uow.record("review.approved", "third")
    async with database.session(district) as session:
        entries = await AuditTrail(session, district).list_before(None, None, None, 10)
    assert [(entry.sequence, entry.action, entry.subject) for entry in entries] == [
        (2, "review.approved", "third"),
        (1, "run.published", "second"),
    ]
    assert (entries[1].detail, entries[1].user_id, entries[1].role) == (
        {"revision": 1, "hashes": ["a", None]},
        USER,
        "budget_director",
    )
    assert (await walk(database, district)).findings == []
    # The same unit again begins with nothing to record.
    async with uow:
        pass
    assert (await walk(database, district)).intact_to == 2


async def test_writers_at_once_make_one_unbroken_chain(database: Database) -> None:
    district, other = uuid4(), uuid4()

    async def write(number: int) -> None:
        async with uow_of(database, other if number % 5 == 0 else district) as uow:
            await uow.session.execute(text("SELECT 1"))
            for part in range(number % 3 + 1):
                uow.record("import.stored", f"{number}-{part}")

    await asyncio.gather(*(write(number) for number in range(40)))
    counts = {each: sum(n % 3 + 1 for n in range(40) if (n % 5 == 0) == (each == other)) for each in (district, other)}
    for each, count in counts.items():
        walked = await walk(database, each)
        assert (walked.findings, walked.intact_to) == ([], count)
        assert (await heads(database))[each] == walked.end
    # Each waited for those before it, and was written when its turn came.
    times = [entry.occurred_at async for entry in along(database, district)]
    assert times == sorted(times)


async def test_another_district_sees_nothing(database: Database) -> None:
    mine, other = uuid4(), uuid4()
    async with uow_of(database, mine) as uow:
        uow.record("run.published", "mine")
    async with database.session(other) as session:
        for table in ("audit_entry", "audit_head"):
            assert (await session.execute(text(f"SELECT count(*) FROM {table}"))).scalar_one() == 0
        assert await AuditTrail(session, mine).list_before(None, None, None, 10) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET subject = 'x'",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry",
        "DELETE FROM audit_head",
        "TRUNCATE audit_head",
        "UPDATE audit_head SET sequence = 0",
        "UPDATE audit_head SET hash = decode(repeat('00', 32), 'hex')",
    ],
)
async def test_neither_the_service_nor_the_owner_changes_it(
    database: Database, served: ServiceDatabase, statement: str
) -> None:
    district = uuid4()
    async with uow_of(database, district) as uow:
        uow.record("run.published", "kept")
        uow.record("run.published", "kept too")
    async with database.session(district) as session:
        with pytest.raises(DBAPIError, match=r"permission denied|moves to its next entry"):
            await session.execute(text(statement))
    connection = await asyncpg.connect(served.owner_dsn)
    try:
        async with connection.transaction():
            # The owner may open its own wall, and still changes nothing.
            await connection.execute(f"SET LOCAL app.district = '{district}'")
            with pytest.raises(asyncpg.RestrictViolationError):
                await connection.execute(statement)
    finally:
        await connection.close()
    assert (await walk(database, district)).intact_to == 2


async def test_entries_are_found_by_action_and_subject_in_pages(database: Database) -> None:
    district = uuid4()
    async with uow_of(database, district) as uow:
        for number in range(6):
            uow.record("review.submitted" if number % 2 else "reviewer.named", f"s-{number % 3}")
    async with database.session(district) as session:
        trail = AuditTrail(session, district)

        async def numbers(action: str | None, subject: str | None, before: int | None = None) -> list[int]:
            return [entry.sequence for entry in await trail.list_before(action, subject, before, 2)]

        assert await numbers(None, None) == [6, 5]
        assert await numbers(None, None, 5) == [4, 3]
        assert await numbers("review", None) == [6, 4]
        assert await numbers("review.submitted", None, 4) == [2]
        assert await numbers(None, "s-1") == [5, 2]
        assert await numbers("review", "s-1") == [2]
    assert [entry.sequence async for entry in along(database, district, after=2, to=4)] == [3, 4]
