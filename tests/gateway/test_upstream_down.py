"""Services that are away, silent or broken."""

import asyncio
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from deploy.local.ports import free_port
from tests.gateway.conftest import RunningGateway, Start
from tests.running import served


def test_a_service_that_is_away_is_a_problem_with_a_time_to_retry(start: Start) -> None:
    with start(f"http://127.0.0.1:{free_port()}") as gateway:
        for method in ("GET", "POST"):
            answer = gateway.bearer().request(method, "/api/planning/v1/echo")
            assert answer.status_code == 503
            assert answer.headers["content-type"] == "application/problem+json"
            assert answer.headers["retry-after"] == "2"
            problem = answer.json()
            assert problem["code"] == "unavailable"
            assert "planning" in problem["detail"]
            assert problem["trace_id"] == answer.headers["x-request-id"]
        # The gateway itself is well, and says which documents it could not read.
        assert gateway.browser().get("/health/ready").status_code == 200
        missing = gateway.browser().get("/api/openapi.json").json()["info"]["x-ssfr-missing"]
        assert missing == ["allocation", "analytics", "planning", "surveys"]


@pytest.mark.alone
def test_a_silent_service_is_given_up(start: Start) -> None:
    with start(SSFR_UPSTREAM_TIMEOUT_S="0.5") as gateway:
        began = time.monotonic()
        answer = gateway.browser().get("/api/planning/v1/slow?seconds=10")
        assert (answer.status_code, answer.json()["code"]) == (504, "service_silent")
        assert 0.5 <= time.monotonic() - began < 3
        # The service hears of it from its own end of the connection, perhaps a moment after the client has its answer.
        deadline = time.monotonic() + 2
        while gateway.browser().get("/api/planning/v1/seen").json()["waiting"] > 0:
            assert time.monotonic() < deadline


def test_an_answer_that_breaks_off_is_not_passed_off_as_whole(gateway: RunningGateway) -> None:
    for _ in range(3):
        with pytest.raises(httpx.RemoteProtocolError):
            gateway.browser().get("/api/planning/v1/break")
    assert gateway.browser().get("/api/planning/v1/echo").status_code == 200


@contextmanager
def answering(*answers: bytes) -> Iterator[str]:
    """Serve the bytes as they are, one answer a connection, the last one again and again."""
    left = list(answers)

    class Answer(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            while self.rfile.readline().strip():
                pass
            self.wfile.write(left.pop(0) if len(left) > 1 else left[0])

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize(
    "answer",
    [
        b"not http at all\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok",
        b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 100_000 + b"\r\n\r\n",
        b"",
    ],
)
def test_an_answer_that_is_none_is_a_problem(start: Start, answer: bytes) -> None:
    with answering(answer) as upstream, start(upstream) as gateway:
        got = gateway.browser().get("/api/planning/v1/echo")
        assert (got.status_code, got.json()["code"]) == (502, "answer_lost")


def test_bytes_after_an_answer_never_reach_the_next_client(start: Start) -> None:
    first = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nstolen"
    second = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nmine"
    with answering(b"", b"", b"", b"", first, second) as upstream, start(upstream) as gateway:
        client = gateway.browser()
        while (answer := client.get("/api/planning/v1/echo")).status_code != 200:
            pass  # the fetching of documents takes some of the answers
        assert answer.text == "ok"
        assert client.get("/api/planning/v1/echo").text == "mine"


def test_an_answer_without_a_length_ends_with_its_connection(start: Start) -> None:
    with answering(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nto the end") as upstream, start(upstream) as gateway:
        assert gateway.browser().get("/api/planning/v1/echo").text == "to the end"


def test_a_service_that_restarts_is_found_again(start: Start, tmp_path: Path) -> None:
    app = "tests.gateway.echo_service:app"
    with served(app, {}, tmp_path / "first") as upstream, start(upstream) as gateway:
        client = gateway.browser()
        assert [client.get("/api/planning/v1/echo").status_code for _ in range(5)] == [200] * 5
        # Connections that the service closes while they are idle are noticed.
        time.sleep(5.5)
        assert [client.get("/api/planning/v1/echo").status_code for _ in range(5)] == [200] * 5
        assert client.post("/api/planning/v1/echo").status_code == 200


@pytest.mark.alone
def test_more_requests_than_connections_take_turns(start: Start) -> None:
    async def run(gateway: RunningGateway, seconds: float) -> list[int]:
        async with httpx.AsyncClient(base_url=gateway.address, trust_env=False, timeout=30) as client:
            asked = (client.get(f"/api/planning/v1/slow?seconds={seconds}") for _ in range(6))
            return [answer.status_code for answer in await asyncio.gather(*asked)]

    with start(SSFR_UPSTREAM_CONNECTIONS="2", SSFR_UPSTREAM_CONNECT_TIMEOUT_S="1.5") as gateway:
        assert asyncio.run(run(gateway, 0.2)) == [200] * 6
        statuses = asyncio.run(run(gateway, 1.2))
        assert sorted(set(statuses)) == [200, 503]
        assert gateway.browser().get("/api/planning/v1/echo").status_code == 200
