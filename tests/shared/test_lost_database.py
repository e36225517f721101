"""A request during which the database goes away is told so, and may be sent again."""

import asyncpg
import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy.exc import DBAPIError, PendingRollbackError

from shared import problem_handlers
from shared.request_context import RequestContext


@pytest.mark.parametrize(
    "error",
    [
        DBAPIError("COMMIT", {}, asyncpg.ConnectionDoesNotExistError("connection was closed")),
        DBAPIError("SELECT 1", {}, asyncpg.InterfaceError("connection is closed")),
        DBAPIError("SELECT 1", {}, asyncpg.CannotConnectNowError("starting up"), connection_invalidated=True),
        PendingRollbackError("the transaction is gone"),
        # The server died between two steps of one statement.
        asyncpg.InternalClientError("cannot switch to state 15"),
    ],
)
async def test_a_lost_connection_promises_nothing_and_may_be_tried_again(error: Exception) -> None:
    app = FastAPI()
    problem_handlers.install(app)
    app.add_middleware(RequestContext)

    @app.post("/amounts")
    async def take() -> None:
        raise error

    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://amounts") as client:
        answer = await client.post("/amounts")
    problem = answer.json()
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
    assert problem["code"] in {"connection_lost", "unavailable"}
    is_sure = getattr(getattr(error, "orig", None), "sqlstate", "") == "57P03"
    assert ("Nothing was changed" in problem["detail"]) is is_sure
