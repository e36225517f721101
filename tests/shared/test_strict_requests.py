"""A request means one thing or is refused with what is wrong and what to do."""

import time
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi import APIRouter, FastAPI
from pydantic import BaseModel

from shared import problem_handlers
from shared.paging import LARGEST_PAGE, PageSize
from shared.request_context import RequestContext
from shared.strict_requests import StrictRoute


class Taken(BaseModel):
    amount_cents: int
    parts: list[Any] = []


@pytest.fixture
def client() -> httpx.AsyncClient:
    router = APIRouter(route_class=StrictRoute)

    @router.post("/amounts")
    async def take(body: Taken) -> Taken:
        return body

    @router.get("/amounts")
    async def page(page_size: PageSize = 50) -> int:
        return page_size

    app = FastAPI(max_body_size=1_048_576)
    app.include_router(router)
    problem_handlers.install(app)
    app.add_middleware(RequestContext)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://amounts")


@pytest.mark.parametrize(
    ("body", "code", "says"),
    [
        (b'{"amount_cents": 1, "amount_cents": 2}', "duplicate_key", "names amount_cents more than once. Send each"),
        (b'{"amount_cents": 1, "parts": [{"a": 1, "b": 2, "a": 3}]}', "duplicate_key", "names a more than once"),
        (b'{"amount_cents": 1, "parts": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", "too_deep", "Send fewer lists"),
        (b'{"amount_cents": NaN}', "not_a_number", "NaN is not a number in JSON. Send"),
        (b'{"amount_cents": 1e999999}', "too_large", "1e999999 is too large. Send"),
        (b'{"amount_cents": ' + b"9" * 5000 + b"}", None, "too long. Send at most 15 digits"),
        (b'{"amount_cents": "\xff"}', None, "not text in UTF-8. Send"),
    ],
)
async def test_a_body_that_cannot_be_read_is_told_why(
    client: httpx.AsyncClient, body: bytes, code: str | None, says: str
) -> None:
    answer = await client.post("/amounts", content=body, headers={"Content-Type": "application/json"})
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "malformed_request")
    assert says in problem["detail"]
    assert [each["code"] for each in problem["errors"]] == ([] if code is None else [code])


async def test_twice_a_name_among_very_many_is_found_at_once(client: httpx.AsyncClient) -> None:
    names = [*range(60_000), *range(30_000)]
    body = "{" + ",".join(f'"{name}":0' for name in names) + "}"
    started = time.monotonic()
    answer = await client.post("/amounts", content=body, headers={"Content-Type": "application/json"})
    assert time.monotonic() - started < 5
    assert len(answer.json()["errors"]) == 20


@pytest.mark.parametrize("is_announced", [True, False])
@pytest.mark.parametrize("is_traced", [True, False])
async def test_a_body_that_is_too_large_is_refused_as_everything_is(
    client: httpx.AsyncClient, is_announced: bool, is_traced: bool
) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        yield b" " * 1_100_000

    content = b" " * 1_100_000 if is_announced else pieces()
    trace = uuid4().hex
    sent = {"Content-Type": "application/json", "Accept-Language": "es"}
    sent |= {"traceparent": f"00-{trace}-{'1' * 16}-01"} if is_traced else {}
    answer = await client.post("/amounts", content=content, headers=sent)
    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")
    assert answer.json()["trace_id"] == answer.headers["x-request-id"]
    assert (answer.json()["trace_id"] == trace) is is_traced
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-language"] == "es"
    assert (answer.json()["code"], answer.json()["title"]) == ("body_too_large", "El contenido es demasiado grande")
    assert "Envíe menos" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("asked", "given"),
    [("1", 1), ("007", 7), ("2000", 2000), ("2001", LARGEST_PAGE), ("0002001", LARGEST_PAGE), ("9" * 6000, 2000)],
)
async def test_a_page_is_as_large_as_asked_and_at_most_the_largest(
    client: httpx.AsyncClient, asked: str, given: int
) -> None:
    answer = await client.get(f"/amounts?page_size={asked}")
    assert (answer.status_code, answer.json()) == (200, given)


@pytest.mark.parametrize("asked", ["1_0", "%2B1", "1.0", "-1", "0", "000", "", "%D9%A3", "1e2", "%201"])
async def test_a_page_size_is_a_positive_number_in_digits(client: httpx.AsyncClient, asked: str) -> None:
    answer = await client.get(f"/amounts?page_size={asked}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/query/page_size"
