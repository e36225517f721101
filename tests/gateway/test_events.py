"""Open pages learn what is published, and only by their own district."""

import asyncio
import contextlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, Queue
from typing import Any
from uuid import UUID, uuid4

import httpx
import nats as nats_py
import pytest

from deploy.local.nats import NatsServer
from gateway.live.feed import message_of
from gateway.live.hub import Hub
from tests.gateway.conftest import RunningGateway, Start

OTHER_DISTRICT = "7a3d0000-0000-4000-8000-000000000007"


def event(district_id: str, **more: Any) -> dict[str, Any]:
    data = {"district_id": district_id, "fiscal_year": 2027, "run_id": "r", "schools": [{"total_cents": 5}], **more}
    return {
        "specversion": "1.0",
        "type": "allocation.run.published.v1",
        "source": f"/districts/{district_id}/services/allocation",
        "subject": "run-1",
        "data": data,
    }


def publish(url: str, *events: Any, subject: str = "allocation.run.published.v1") -> None:
    async def run() -> None:
        client = await nats_py.connect(url)
        for each in events:
            await client.publish(subject, each if isinstance(each, bytes) else json.dumps(each).encode())
        await client.flush()
        await client.close()

    asyncio.run(run())


class Page:
    """An open page: a thread that reads the stream."""

    def __init__(self, client: httpx.Client) -> None:
        self.lines: Queue[str | None] = Queue()
        self._client = client
        self._ready = threading.Event()
        self.status = 0
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()
        self._ready.wait(10)

    def _read(self) -> None:
        # The client of a test that is over closes under our hands.
        with (
            contextlib.suppress(httpx.HTTPError),
            self._client.stream("GET", "/api/events", timeout=60) as answer,
        ):
            self.status = answer.status_code
            self.headers = answer.headers
            for line in answer.iter_lines():
                if line == ": connected":
                    self._ready.set()
                self.lines.put(line)
        self._ready.set()
        self.lines.put(None)

    def next(self, seconds: float = 5.0) -> tuple[str, dict[str, Any]] | None:
        """The next event, None at the end of the stream."""
        name = ""
        while True:
            line = self.lines.get(timeout=seconds)
            if line is None:
                return None
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data: "):
                return name, json.loads(line.removeprefix("data: "))

    def closed(self, seconds: float) -> bool:
        self._thread.join(seconds)
        return not self._thread.is_alive()


@contextmanager
def connected(gateway: RunningGateway) -> Iterator[None]:
    deadline = time.monotonic() + 10
    while gateway.browser().get("/health/ready").json()["alerts"]:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    yield


def test_a_page_hears_of_its_own_district_only(gateway: RunningGateway, nats: NatsServer) -> None:
    with connected(gateway):
        page, other = Page(gateway.signed_in()), Page(gateway.signed_in("principal"))
        publish(nats.url, event(OTHER_DISTRICT), b"not json", {"data": {}}, [1], event("no-uuid"))
        publish(nats.url, event(gateway.district_id, part=1, part_count=2), event(gateway.district_id))
        for each in (page, other):
            assert each.next() == (
                "allocation.run.published.v1",
                {
                    "type": "allocation.run.published.v1",
                    "district_id": gateway.district_id,
                    "fiscal_year": 2027,
                    "subject": "run-1",
                },
            )
            with pytest.raises(Empty):
                each.next(0.3)
        assert page.headers["content-type"].startswith("text/event-stream")
        assert page.headers["cache-control"] == "no-store"


def test_open_pages_do_not_keep_the_gateway_from_stopping(start: Start) -> None:
    with start() as gateway:
        page = Page(gateway.signed_in())
        began = time.monotonic()
    assert time.monotonic() - began < 5
    assert page.closed(1)
    assert "Application shutdown complete" in gateway.log


def test_nobody_listens_without_a_session(gateway: RunningGateway) -> None:
    answer = gateway.browser().get("/api/events")
    assert (answer.status_code, answer.json()["code"]) == (401, "sign_in_required")


def test_a_stream_ends_with_its_session(gateway: RunningGateway) -> None:
    browser = gateway.signed_in()
    page, other = Page(browser), Page(gateway.signed_in())
    time.sleep(0.2)
    assert not page.closed(0)
    assert browser.delete("/api/session").status_code == 204
    assert page.closed(1)
    assert not other.closed(0.2)


def test_an_open_page_does_not_keep_a_session_alive(start: Start) -> None:
    with start(SSFR_SESSION_IDLE_S="1", SSFR_EVENTS_HEARTBEAT_S="0.2") as gateway:
        browser = gateway.signed_in()
        page = Page(browser)
        assert page.lines.get(timeout=5) is not None
        assert page.closed(4)
        assert browser.get("/api/session").status_code == 401


def test_silence_is_broken_by_heartbeats(start: Start) -> None:
    with start(SSFR_EVENTS_HEARTBEAT_S="0.2", SSFR_EVENTS_LONGEST_S="1.5") as gateway:
        page = Page(gateway.bearer())
        time.sleep(0.8)
        assert list(page.lines.queue).count(": still here") >= 2
        assert page.closed(3)  # and no stream is for ever


def test_a_session_has_so_many_streams(start: Start) -> None:
    with start(SSFR_EVENTS_PER_SESSION="2") as gateway:
        browser = gateway.signed_in()
        pages = [Page(browser), Page(browser)]
        assert [page.status for page in pages] == [200, 200]
        assert browser.get("/api/events").status_code == 429


def test_after_nats_was_away_pages_are_told_to_ask_again(start: Start, tmp_path: Any) -> None:
    with NatsServer(tmp_path / "nats") as bus, start(NATS_URL=bus.url) as gateway, connected(gateway):
        page = Page(gateway.signed_in())
        bus.kill()
        bus.start()
        found = page.next(20)
        assert found is not None
        assert found[0] == "gateway.stream.resumed.v1"
        publish(bus.url, event(gateway.district_id))
        assert (page.next() or [""])[0] == "allocation.run.published.v1"


def test_the_gateway_serves_without_nats(start: Start) -> None:
    with start(NATS_URL="nats://127.0.0.1:9") as gateway:
        assert gateway.signed_in().get("/api/planning/v1/echo").status_code == 200
        ready = gateway.browser().get("/health/ready").json()
        assert ready["status"] == "ready"
        assert ready["alerts"] == ["NATS is out of reach: open pages are not told what is published"]


def test_what_is_told_holds_no_figures() -> None:
    found = message_of(json.dumps(event(OTHER_DISTRICT)).encode())
    assert found is not None
    assert found[0] == UUID(OTHER_DISTRICT)
    assert b"cents" not in found[1]
    injected = event(OTHER_DISTRICT) | {"type": "x\ndata: forged"}
    assert message_of(json.dumps(injected).encode()) is None


def test_a_page_that_does_not_read_is_told_once_to_ask_again() -> None:
    from tests.gateway.sessions import session_of

    hub = Hub(2)
    district = uuid4()
    stream = hub.open(session_of(district))
    for number in range(250):
        hub.tell(district, b"%d" % number, b"again")
    waiting = [stream.queue.get_nowait() for _ in range(stream.queue.qsize())]
    assert len(waiting) <= 100
    assert waiting[0] == b"again"
    assert waiting[-1] == b"249"
    hub.close(stream)
    assert hub.count == 0
