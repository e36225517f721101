"""The kill storm: every process of the road is killed at random under writes, then the books are compared."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path

import orjson
from nats.aio.client import Client

from deploy.local.nats import NatsServer
from deploy.local.ports import free_port
from deploy.local.postgres import PostgresServer
from deploy.local.scratch import scratch_folder
from shared.messaging.connection import connect
from tests.chaos.books import Books, read_books
from tests.messaging import forked
from tests.messaging.road import EntryRecordedV1, Road, entry, make_road, provision_road

ACCOUNTS = 20
LANES = 8
LINGER_S = 0.1
START_S = 1.0  # how long a chosen victim may take to get to work before another is chosen
QUIET_S = 5.0  # five times the consumer's ack wait: what has not come by then never will
DRAIN_S = 90.0


@dataclass
class Outcome:
    """What a storm did and what it left."""

    seed: int
    kills: dict[str, int] = field(default_factory=dict)
    storm_s: float = 0.0  # from the first moment of killing to the last, restarts of servers included
    books: Books | None = None
    refusals: Counter[str] = field(default_factory=Counter)

    @property
    def kill_count(self) -> int:
        return sum(self.kills.values())


def refusals(folder: Path) -> Counter[str]:
    """Count what handlers were blamed for. In a storm that must be nothing: every failure there is an outage."""
    lines = [line for log in folder.glob("*.log") for line in log.read_bytes().splitlines()]
    said = [orjson.loads(line) for line in lines if line.startswith(b"{") and b"event_failed" in line]
    return Counter(f"{each['event']} {each['error']}" for each in said)


class Storm:
    """One road, its writers and its killer.

    Args:
        seed: Decides who dies when.
        defect: A seeded defect of :mod:`tests.messaging.processes`, empty for the real thing.
        say: Where progress is told.
    """

    def __init__(self, seed: int, *, defect: str = "", say: Callable[[str], None] = lambda _: None) -> None:
        self._random = random.Random(seed)
        self._defect = defect
        self._say = say
        self._acked: dict[str, int] = {}
        self._children: dict[str, BaseProcess] = {}
        self._socket = ""
        self._writing = True
        self._tending = True
        self.outcome = Outcome(seed)

    async def run(self, *, kills: int, seconds: float) -> Outcome:
        """Write for ``seconds``, kill ``kills`` times meanwhile, let it come to rest, and read the books."""
        with scratch_folder() as folder:
            self._folder = folder
            self._socket = str(folder / "socket")
            postgres = PostgresServer(folder / "postgres", free_port(), sync_initdb=False)
            nats = NatsServer(folder / "nats", free_port())
            with postgres, nats:
                road = await self._prepare(postgres, nats)
                tender = asyncio.create_task(self._tend(road, folder))
                lanes = [asyncio.create_task(self._write(lane)) for lane in range(LANES)]
                try:
                    await self._first_entries()
                    await self._kill(kills, seconds, {"postgres": postgres, "nats": nats})
                    self._writing = False
                    await asyncio.gather(*lanes)
                    nc = await connect(nats.url, "books")
                    self.outcome.books = await self._at_rest(road, nc)
                    self.outcome.refusals = refusals(folder)
                    await nc.close()
                finally:
                    self._tending = False
                    for task in (tender, *lanes):
                        task.cancel()
                    await asyncio.gather(tender, *lanes, return_exceptions=True)
                    for child in self._children.values():
                        forked.kill(child)
        return self.outcome

    async def _prepare(self, postgres: PostgresServer, nats: NatsServer) -> Road:
        nc = await connect(nats.url, "provision")
        await provision_road(nc)
        await nc.close()
        return await make_road(postgres.dsn, nats.url)

    async def _tend(self, road: Road, folder: Path) -> None:
        """Start each process, and again whenever it has ended."""
        while self._tending:
            for role in ("service", "relay", "consumer"):
                child = self._children.get(role)
                if child is None or child.exitcode is not None:
                    self._children[role] = self._start(role, road, folder)
            await asyncio.sleep(0.02)

    def _start(self, role: str, road: Road, folder: Path) -> BaseProcess:
        database = road.subscriber.app_url if role == "consumer" else road.publisher.app_url
        arguments = [role, "--database", database, "--nats", road.nats_url]
        arguments += ["--socket", self._socket, "--linger", str(LINGER_S), "--defect", self._defect]
        arguments += ["--signs", str(folder)]
        return forked.start(arguments, folder / f"{role}.log")

    async def _first_entries(self) -> None:
        async with asyncio.timeout(30):
            while len(self._acked) < LANES:
                await asyncio.sleep(0.05)

    async def _kill(self, kills: int, seconds: float, servers: dict[str, PostgresServer | NatsServer]) -> None:
        """Kill at random moments, always somebody who is alive."""
        end = time.monotonic() + seconds
        moments = sorted(self._random.uniform(0, seconds) for _ in range(kills))
        start = time.monotonic()
        for moment in moments:
            await asyncio.sleep(max(0.0, start + moment - time.monotonic()))
            await self._kill_one(servers)
        await asyncio.sleep(max(0.0, end - time.monotonic()))
        self.outcome.storm_s = time.monotonic() - start

    async def _kill_one(self, servers: dict[str, PostgresServer | NatsServer]) -> None:
        names = ["service", "relay", "consumer", *servers]
        while True:
            name = self._random.choice(names)
            if name in servers:
                server = servers[name]
                if server.running:
                    await asyncio.to_thread(server.kill)
                    await asyncio.to_thread(server.start)
                    break
            elif await self._at_work(name):
                self._children[name].kill()
                break
        self.outcome.kills[name] = self.outcome.kills.get(name, 0) + 1
        self._say(f"killed {name} ({self.outcome.kill_count}), {len(self._acked)} entries acknowledged")

    async def _at_work(self, role: str) -> bool:
        """Wait a little until a process has done something; killing it before would prove nothing."""
        deadline = time.monotonic() + START_S
        while time.monotonic() < deadline:
            child = self._children[role]
            if child.exitcode is None and (self._folder / str(child.pid)).exists():
                return True
            await asyncio.sleep(0.01)
        return False

    async def _write(self, lane: int) -> None:
        """Record entries one after another; each is asked for again until it is acknowledged."""
        number = 0
        while self._writing:
            number += 1
            event = entry(f"{lane}-{number}", self._random.randint(1, 10**9), account=str(number % ACCOUNTS))
            await self._record(event)
            self._acked[event.key] = event.amount_cents
            await asyncio.sleep(0.005)

    async def _record(self, event: EntryRecordedV1) -> None:
        line = orjson.dumps(event.model_dump(mode="json")) + b"\n"
        while True:
            try:
                async with asyncio.timeout(5):
                    reader, writer = await asyncio.open_unix_connection(self._socket)
                    try:
                        writer.write(line)
                        if await reader.readline() == b"ok\n":
                            return
                    finally:
                        writer.close()
            except (OSError, TimeoutError):
                pass
            await asyncio.sleep(0.05)

    async def _at_rest(self, road: Road, nc: Client) -> Books:
        """Return the books once they agree, or once nothing has moved for long."""
        deadline = time.monotonic() + DRAIN_S
        books = await read_books(road, nc, self._acked)
        moved_at = time.monotonic()
        while books.differences or not books.drained:
            await asyncio.sleep(0.5)
            latest = await read_books(road, nc, self._acked)
            if latest != books or latest.under_way:
                books, moved_at = latest, time.monotonic()
            if time.monotonic() - moved_at > QUIET_S or time.monotonic() > deadline:
                break
        return books
