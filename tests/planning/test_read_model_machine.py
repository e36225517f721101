"""What a school sees against a plain model: runs and revisions arrive in any order, again and doubled.

The model knows nothing of inboxes: of what has arrived without a gap, the newest whole run of a year counts.
"""

import asyncio
import os
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from deploy.local.databases import ServiceDatabase
from deploy.local.nats import NatsServer
from services.planning.events.published_runs import handlers
from shared.access import Role
from shared.events.allocation import AllocationRunPublishedV1
from shared.events.envelope import render
from shared.messaging.applying import Applier
from shared.messaging.delivery import Delivery, read_body
from shared.messaging.inbox import Inbox
from shared.messaging.parked import ParkedEvents
from tests.in_process import in_process
from tests.planning.conftest import Planning, published

EXAMPLES = int(os.environ.get("SSFR_MACHINE_EXAMPLES", "12"))
YEARS = (2027, 2028)
SCHOOLS = ("S-1", "S-2", "S-3")
CONSUMER = "planning"


@dataclass
class Told:
    """One event as allocation's relay sends it."""

    year: int
    version: int
    body: bytes
    event_id: UUID


@dataclass
class Year:
    """What one district published for one year, and what of it has arrived."""

    runs: list[tuple[UUID, int, dict[str, int]]] = field(default_factory=list)  # run, its last version, cents by school
    last_version: int = 0
    arrived: set[int] = field(default_factory=set)

    @property
    def shown(self) -> tuple[UUID, dict[str, int]] | None:
        """The newest run that is here with all before it."""
        reached = 0
        while reached + 1 in self.arrived:
            reached += 1
        whole = [(run_id, cents) for run_id, last, cents in self.runs if last <= reached]
        return whole[-1] if whole else None


class Room:
    """The running service, whose event loop all examples share."""

    def __init__(self, runner: asyncio.Runner, planning: Planning) -> None:
        self.run = runner.run
        self.planning = planning
        self.handlers = handlers()
        self.applier = Applier(planning.database, Inbox(CONSUMER))
        self.parked = ParkedEvents(self.applier, self.handlers, asyncio.Event())

    def get(self, path: str, district_id: UUID) -> Any:
        headers = self.planning.identities.headers(Role.BUDGET_DIRECTOR, district_id=district_id)
        return self.run(self.planning.client.get(path, headers=headers))

    async def deliver(self, district_id: UUID, told: list[Told]) -> None:
        """Apply messages in one transaction, as a pull brings them, and then what they woke."""
        await self.applier.apply(district_id, [self._read(each) for each in told])
        while await self.parked.apply_due():
            pass

    def _read(self, told: Told) -> Delivery:
        return read_body(told.body, "ALLOCATION", told.version, CONSUMER, self.handlers)


class ReadModel(RuleBasedStateMachine):
    """Publications here, deliveries there."""

    room: Room

    @initialize()
    def begin(self) -> None:
        self.district_id, self.stranger_id = uuid4(), uuid4()
        self.years = {year: Year() for year in YEARS}
        self.told: list[Told] = []
        self.hours = 0

    @rule(
        year=st.sampled_from(YEARS),
        cents=st.dictionaries(st.sampled_from(SCHOOLS), st.integers(0, 10**9), min_size=1),
        in_parts=st.booleans(),
    )
    def publish(self, year: int, cents: dict[str, int], in_parts: bool) -> None:
        """Allocation publishes; nothing has arrived yet."""
        self.hours += 1
        lines = [(school_id, amount, amount % 7) for school_id, amount in cents.items()]
        whole = published(*lines, district_id=self.district_id, fiscal_year=year, hours=self.hours)
        size = 1 if in_parts else len(lines)
        groups = [whole.schools[start : start + size] for start in range(0, len(lines), size)]
        of_year = self.years[year]
        for part, schools in enumerate(groups, 1):
            of_year.last_version += 1
            changes = {"schools": schools, "part": part, "part_count": len(groups)}
            self.told.append(_told(whole.model_copy(update=changes), of_year.last_version))
        totals = {school.school_id: school.total_cents for school in whole.schools}
        of_year.runs.append((whole.run_id, of_year.last_version, totals))

    @precondition(lambda self: self.told)
    @rule(data=st.data())
    def deliver_some(self, data: st.DataObject) -> None:
        """Some events arrive together, in any order, some for the second time or twice at once."""
        picked = data.draw(st.lists(st.sampled_from(range(len(self.told))), min_size=1, max_size=6))
        self._deliver([self.told[number] for number in picked])

    @precondition(lambda self: self.told)
    @rule()
    def replay_all(self) -> None:
        """Somebody replays the whole outbox."""
        self._deliver(self.told)

    @precondition(lambda self: self.told)
    @rule()
    def deliver_backwards(self) -> None:
        """All arrive one by one, the last one first."""
        for each in reversed(self.told):
            self._deliver([each])

    @invariant()
    def schools_see_the_newest_whole_run(self) -> None:
        for year, of_year in self.years.items():
            shown = of_year.shown
            items = self.room.get(f"/v1/school-funding?fiscal_year={year}", self.district_id).json()["items"]
            seen = {item["school_id"]: (UUID(item["run_id"]), item["total_cents"]) for item in items}
            expected = {} if shown is None else {school: (shown[0], cents) for school, cents in shown[1].items()}
            assert seen == expected
            for school_id in SCHOOLS:
                self._sees(school_id, year, None if shown is None else shown[1].get(school_id))

    @invariant()
    def another_district_sees_nothing(self) -> None:
        for year in YEARS:
            assert self.room.get(f"/v1/school-funding?fiscal_year={year}", self.stranger_id).json()["items"] == []

    def _sees(self, school_id: str, year: int, cents: int | None) -> None:
        answer = self.room.get(f"/v1/schools/{school_id}/funding?fiscal_year={year}", self.district_id)
        if cents is None:
            assert answer.status_code == 404
            return
        body = answer.json()
        assert (answer.status_code, body["total_cents"]) == (200, cents)
        assert sum(stream["cap_cents"] for stream in body["streams"]) == cents
        before = self.years[year - 1].shown if year - 1 in self.years else None
        assert body["previous_total_cents"] == (None if before is None else before[1].get(school_id))

    def _deliver(self, told: list[Told]) -> None:
        self.room.run(self.room.deliver(self.district_id, told))
        for each in told:
            self.years[each.year].arrived.add(each.version)


def _told(event: AllocationRunPublishedV1, version: int) -> Told:
    event_id = uuid4()
    body = render(
        event_id=event_id,
        event_type=event.type,
        district_id=event.district_id,
        subject=event.subject,
        time=datetime(2026, 11, 22, tzinfo=UTC),
        aggregate=event.aggregate,
        aggregate_version=version,
        traceparent="",
        data=event.model_dump_json(),
    )
    return Told(event.fiscal_year, version, body, event_id)


@pytest.fixture
def room(copied: Callable[[str], ServiceDatabase], nats: NatsServer, tmp_path: Path) -> Iterator[Room]:
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        running = runner.run(stack.enter_async_context(in_process("planning", copied("planning"), nats, tmp_path)))
        try:
            yield Room(runner, Planning(running.client, running.identities, running.app.state.database))
        finally:
            runner.run(stack.aclose())


@pytest.mark.timeout(120 + 20 * EXAMPLES)
def test_what_schools_see_agrees_with_the_model(room: Room) -> None:
    machine = type("PlanningReadModel", (ReadModel,), {"room": room})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
