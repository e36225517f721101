from collections.abc import AsyncIterator, Callable
from uuid import uuid4

import pytest
from fastapi import Response
from sqlalchemy import text

from deploy.local.databases import ServiceDatabase
from shared.database import Database
from shared.idempotency import IdempotencyKeyReused, IdempotentRequest, IdempotentRequestRunning
from shared.unit_of_work import UnitOfWork
from tests.planning.conftest import published


@pytest.fixture
async def database(migrated: Callable[[str], ServiceDatabase]) -> AsyncIterator[Database]:
    found = Database(migrated("planning").app_url, pool_size=3)
    yield found
    await found.close()


async def outbox_count(uow: UnitOfWork) -> int:
    async with uow:
        counted: int = (await uow.session.execute(text("SELECT count(*) FROM outbox"))).scalar_one()
        return counted


async def test_an_event_is_stored_if_and_only_if_the_change_is(database: Database) -> None:
    district = uuid4()
    event = published(("S-1", 1, 2), district_id=district)
    async with UnitOfWork(database, district) as uow:
        uow.emit(event)
    assert await outbox_count(UnitOfWork(database, district)) == 1

    with pytest.raises(ZeroDivisionError):
        async with UnitOfWork(database, district) as uow:
            uow.emit(event)
            raise ZeroDivisionError
    assert await outbox_count(UnitOfWork(database, district)) == 1


async def test_entering_again_joins_the_transaction(database: Database) -> None:
    district = uuid4()
    uow = UnitOfWork(database, district)
    with pytest.raises(ZeroDivisionError):
        async with uow:
            async with uow:
                uow.emit(published(("S-1", 1, 2), district_id=district))
            raise ZeroDivisionError
    assert await outbox_count(UnitOfWork(database, district)) == 0


async def test_a_retried_request_gets_the_first_answer(database: Database) -> None:
    district, user = uuid4(), uuid4()
    request = IdempotentRequest.of("key-0001", "publish", {"reason": "spring"})
    async with UnitOfWork(database, district, user) as uow:
        assert await uow.idempotency.claim(request) is None
        await uow.idempotency.keep(request, Response(b'{"run":1}', 201, headers={"Location": "/v1/runs/1"}))

    async with UnitOfWork(database, district, user) as uow:
        again = await uow.idempotency.claim(request)
    assert again is not None
    assert (again.status_code, again.body, again.headers["location"]) == (201, b'{"run":1}', "/v1/runs/1")

    with pytest.raises(IdempotencyKeyReused):
        async with UnitOfWork(database, district, user) as uow:
            await uow.idempotency.claim(IdempotentRequest.of("key-0001", "publish", {"reason": "fall"}))


async def test_the_same_request_twice_at_once_runs_once(database: Database) -> None:
    district, user = uuid4(), uuid4()
    request = IdempotentRequest.of("key-0002", "publish", 1)
    async with UnitOfWork(database, district, user) as first:
        assert await first.idempotency.claim(request) is None
        with pytest.raises(IdempotentRequestRunning):
            async with UnitOfWork(database, district, user) as second:
                await second.idempotency.claim(request)


async def test_a_failed_request_leaves_its_key_free(database: Database) -> None:
    district, user = uuid4(), uuid4()
    request = IdempotentRequest.of("key-0003", "publish", 1)
    with pytest.raises(ZeroDivisionError):
        async with UnitOfWork(database, district, user) as uow:
            await uow.idempotency.claim(request)
            raise ZeroDivisionError
    async with UnitOfWork(database, district, user) as uow:
        assert await uow.idempotency.claim(request) is None
