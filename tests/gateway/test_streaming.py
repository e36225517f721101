"""Bodies of any size pass without being kept, and a client that leaves is not worked for any more."""

import asyncio
import hashlib
import socket
import time
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tests.gateway.conftest import RunningGateway, Start

MIB = 1024 * 1024


def memory_of(gateway: RunningGateway) -> int:
    """Resident bytes of the process that listens on the gateway's port."""
    port = urlsplit(gateway.address).port
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().split(b"\0")
            if b"gateway.main:app" in command and str(port).encode() in command:
                status = (folder / "status").read_text()
                return int(status.partition("VmRSS:")[2].split()[0]) * 1024
        except OSError:
            continue
    raise LookupError("no gateway")


async def pieces(count: int) -> AsyncIterator[bytes]:
    for _ in range(count):
        yield b"y" * MIB


@pytest.mark.parametrize("announced", [True, False])
def test_a_large_upload_streams_through(start: Start, announced: bool) -> None:
    size = 120

    async def run(gateway: RunningGateway) -> httpx.Response:
        headers = {"Content-Length": str(size * MIB)} if announced else {}
        async with httpx.AsyncClient(base_url=gateway.address, trust_env=False, timeout=60) as client:
            return await client.post("/api/planning/v1/echo", content=pieces(size), headers=headers)

    with start(SSFR_MAX_BODY_BYTES=str(256 * MIB)) as gateway:
        gateway.browser().get("/api/planning/v1/echo")
        before = memory_of(gateway)
        told = asyncio.run(run(gateway)).json()
        assert told["length"] == size * MIB
        assert told["sha256"] == hashlib.sha256(b"y" * size * MIB).hexdigest()
        assert memory_of(gateway) - before < 30 * MIB


@pytest.mark.parametrize("length", ["", "&length=1"])
def test_a_large_download_streams_through_even_to_a_slow_client(gateway: RunningGateway, length: str) -> None:
    size = 120 * MIB
    client = gateway.browser()
    client.get("/api/planning/v1/echo")
    before, grew, received = memory_of(gateway), 0, 0
    with client.stream("GET", f"/api/planning/v1/stream?bytes={size}{length}") as answer:
        assert answer.status_code == 200
        for number, piece in enumerate(answer.iter_raw()):
            received += len(piece)
            if number < 20:
                time.sleep(0.02)
            if number % 50 == 0:
                grew = max(grew, memory_of(gateway) - before)
    assert received == size
    assert grew < 30 * MIB


@pytest.mark.alone
def test_pieces_arrive_as_they_are_sent(gateway: RunningGateway) -> None:
    began = time.monotonic()
    with gateway.browser().stream("GET", f"/api/planning/v1/stream?bytes={65_536 * 5}&pause=0.3") as answer:
        first = next(answer.iter_raw())
        assert first
        assert time.monotonic() - began < 0.3


def test_a_client_that_leaves_cancels_the_work(gateway: RunningGateway) -> None:
    def seen() -> dict[str, int]:
        told: dict[str, int] = gateway.browser().get("/api/planning/v1/seen").json()
        return told

    parts = urlsplit(gateway.address)
    before = seen()["cancelled"]
    with socket.create_connection((parts.hostname, parts.port)) as connection:
        connection.sendall(b"GET /api/planning/v1/slow?seconds=20 HTTP/1.1\r\nHost: x\r\n\r\n")
        deadline = time.monotonic() + 5
        while seen()["waiting"] == 0:
            assert time.monotonic() < deadline
    while seen()["waiting"] > 0:
        assert time.monotonic() < deadline
    assert seen()["cancelled"] == before + 1


def test_a_client_that_leaves_during_its_upload_cancels_it(gateway: RunningGateway) -> None:
    parts = urlsplit(gateway.address)
    client = gateway.browser()
    before = client.get("/api/planning/v1/seen").json()["cancelled"]
    with socket.create_connection((parts.hostname, parts.port)) as connection:
        connection.sendall(b"POST /api/planning/v1/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\nabc")
        time.sleep(0.3)
    deadline = time.monotonic() + 5
    while client.get("/api/planning/v1/seen").json()["cancelled"] == before:
        assert time.monotonic() < deadline


def test_bodies_above_the_limit_are_refused(start: Start) -> None:
    with start(SSFR_MAX_BODY_BYTES="1000") as gateway:
        client = gateway.browser()
        assert client.post("/api/planning/v1/echo", content=b"x" * 1000).status_code == 200
        announced = client.post("/api/planning/v1/echo", content=b"x" * 1001)
        assert (announced.status_code, announced.json()["code"]) == (413, "body_too_large")

        async def chunked() -> httpx.Response:
            async with httpx.AsyncClient(base_url=gateway.address, trust_env=False) as async_client:
                return await async_client.post("/api/planning/v1/echo", content=pieces(1))

        assert asyncio.run(chunked()).status_code == 413
        own = gateway.browser().post(
            "/api/session", content=b"x" * 100_000, headers={"Content-Type": "application/json"}
        )
        assert (own.status_code, own.json()["code"]) == (413, "body_too_large")


def test_an_answer_before_the_end_of_the_body_reaches_the_client(gateway: RunningGateway) -> None:
    parts = urlsplit(gateway.address)
    for _ in range(3):
        with socket.create_connection((parts.hostname, parts.port), timeout=5) as connection:
            head = b"POST /api/planning/v1/early HTTP/1.1\r\nHost: x\r\nContent-Length: 5000000\r\n\r\n"
            connection.sendall(head + b"z" * 100_000)
            assert connection.recv(65_536).startswith(b"HTTP/1.1 413 ")
    # The connection to the service that still waited for the rest is not used again.
    for _ in range(10):
        assert gateway.browser().get("/api/planning/v1/echo").json()["method"] == "GET"
