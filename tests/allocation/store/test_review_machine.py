"""Scenarios from draft to revision against a plain model, on the real database: whatever people do in whatever order.

``SSFR_MACHINE_EXAMPLES=100`` tries as many ways, as `make fuzz` does. One that fails is printed as the steps
that led to it.
"""

import asyncio
import os
from collections.abc import Callable, Coroutine, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import httpx
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import text

from deploy.local.databases import ServiceDatabase
from deploy.local.nats import NatsServer
from shared.access import Role
from tests.allocation.conftest import YEAR, Allocation, policy
from tests.in_process import in_process

EXAMPLES = int(os.environ.get("SSFR_MACHINE_EXAMPLES", "8"))
WEIGHTS = ("0.1", "0.2", "0.9")
UNDER_REVIEW = {"in_review", "approved", "board_approved"}
# Written down a second time on purpose: where each step may be taken, and where it leads.
STEPS = {
    "submit": ("submitted", {"draft"}, "in_review"),
    "withdraw": ("withdrawn", UNDER_REVIEW, "draft"),
    "send-back": ("sent_back", UNDER_REVIEW, "draft"),
    "approve": ("approved", {"in_review"}, "approved"),
    "board-approval": ("board_approved", {"approved"}, "board_approved"),
}
ENOUGH = {
    "nothing": {"draft", "published", "revised", *UNDER_REVIEW},
    "approval": {"approved", "board_approved"},
    "board_approval": {"board_approved"},
}
NO_FIGURES = "sha256:" + "0" * 64
T = TypeVar("T")


@dataclass
class Scenario:
    """What the model knows of one."""

    address: str
    weight: str
    version: int = 1
    state: str = "draft"
    record: list[str] = field(default_factory=list)
    comment_count: int = 0
    is_deleted: bool = False

    @property
    def scenario_id(self) -> str:
        return self.address.rsplit("/", 1)[1]


@dataclass(frozen=True)
class Run:
    """What was published, and the bytes of its figures as they were read first."""

    run: dict[str, Any]
    scenario: Scenario
    version: int
    result: bytes


class Room:
    """The running service, whose event loop all examples share."""

    def __init__(self, runner: asyncio.Runner, allocation: Allocation) -> None:
        self._runner = runner
        self.allocation = allocation

    def run(self, job: Coroutine[Any, Any, T]) -> T:
        return self._runner.run(job)


class ReviewMachine(RuleBasedStateMachine):
    """One district's year."""

    room: Room
    scenarios = Bundle("scenarios")

    @initialize(target=scenarios)
    def begin(self) -> Any:
        """Import the data and make two scenarios, of which the second may revise the first."""
        self.here = replace(self.room.allocation, district_id=uuid4())
        self.elsewhere = replace(self.room.allocation, district_id=uuid4())
        self.known: list[Scenario] = []
        self.runs: list[Run] = []
        self.requires, self.rule_version = "nothing", 0
        self.review_events = 0
        self.room.run(self.here.fill())
        return multiple(self.create("0.1"), self.create("0.9"))

    @rule(target=scenarios, weight=st.sampled_from(WEIGHTS))
    def create_another(self, weight: str) -> Scenario:
        return self.create(weight)

    def create(self, weight: str) -> Scenario:
        made = Scenario(self.room.run(self.here.scenario(policy(weight))), weight)
        self.known.append(made)
        return made

    @rule(scenario=scenarios, weight=st.sampled_from(WEIGHTS), behind=st.sampled_from((0, 0, 0, 1)))
    def change(self, scenario: Scenario, weight: str, behind: int) -> None:
        """Replace it, sometimes from a version that nobody has any more."""
        body = {"name": "Draft", "policy": policy(weight)}
        answer = self.room.run(self.here.put(scenario.address, body, f'"{scenario.version - behind}"'))
        if scenario.is_deleted:
            assert answer.status_code == 404
        elif behind:
            assert (answer.status_code, answer.json()["current_version"]) == (412, f'"{scenario.version}"')
        else:
            assert answer.status_code == 200, answer.text
            scenario.version += 1
            scenario.weight, scenario.state = weight, "draft"

    @rule(scenario=scenarios)
    def comment(self, scenario: Scenario) -> None:
        answer = self._post(f"{scenario.address}/comments", {"body": "Why so much?"})
        assert answer.status_code == (404 if scenario.is_deleted else 201), answer.text
        if not scenario.is_deleted:
            scenario.comment_count += 1
            self.review_events += 1

    @rule(
        scenario=scenarios,
        step=st.sampled_from((*STEPS, "submit", "approve", "board-approval")),
        behind=st.sampled_from((0, 0, 0, 1)),
    )
    def take_step(self, scenario: Scenario, step: str, behind: int) -> None:
        """Somebody takes a step, possible or not, sometimes having looked at another version."""
        action, allowed_in, leads_to = STEPS[step]
        body = {"scenario_version": scenario.version + behind, "reason": "Because."}
        answer = self._post(f"{scenario.address}/{step}", body, Role.SUPERINTENDENT)
        if scenario.is_deleted:
            assert answer.status_code == 404
        elif behind:
            assert (answer.status_code, answer.json()["code"]) == (409, "another_version_reviewed")
        elif scenario.state not in allowed_in:
            assert (answer.status_code, answer.json()["code"]) == (409, "review_action_not_possible")
        else:
            assert answer.status_code == 200, answer.text
            assert answer.json()["state"] == leads_to
            scenario.state = leads_to
            scenario.record.append(action)
            self.review_events += 1

    @precondition(lambda self: self.runs and not self.runs[-1].scenario.is_deleted)
    @rule(weight=st.sampled_from(WEIGHTS))
    def work_on_what_is_published(self, weight: str) -> None:
        """The published scenario is changed, and the change goes into review."""
        self.change(self.runs[-1].scenario, weight, 0)
        self.take_step(self.runs[-1].scenario, "submit", 0)

    @precondition(lambda self: self.runs)
    @rule(requires=st.sampled_from(("nothing", "nothing", *sorted(ENOUGH))))
    def set_rule(self, requires: str) -> None:
        body = {"requires": requires}
        answer = self.room.run(self.here.put("/v1/publication-rule", body, f'"{self.rule_version}"'))
        assert answer.status_code == 200, answer.text
        self.requires, self.rule_version = requires, self.rule_version + 1

    @rule(scenario=scenarios, right_figures=st.sampled_from((True, True, True, False)))
    def publish(self, scenario: Scenario, right_figures: bool) -> None:
        """Publish, and ask once more with the same key, as a client does that heard no answer."""
        figures = self._post(f"{scenario.address}/calculate", {})
        assert figures.status_code == (404 if scenario.is_deleted else 200)
        expected = figures.json().get("result_hash", NO_FIGURES) if right_figures else NO_FIGURES
        key = uuid4().hex
        body = {"reason": "Adopted.", "expected_result_hash": expected}
        answer, again = (self._post(f"{scenario.address}/publish", body, key=key) for _ in range(2))
        assert again.status_code == answer.status_code
        if scenario.is_deleted:
            assert answer.status_code == 404
        elif not right_figures:
            assert (answer.status_code, answer.json()["code"]) == (409, "result_changed")
        elif scenario.state not in ENOUGH[self.requires]:
            assert (answer.status_code, answer.json()["code"]) == (409, "approval_missing")
        else:
            assert answer.status_code == 201, answer.text
            assert again.content == answer.content
            self._published(scenario, answer.json())

    @precondition(lambda self: len(self.known) > 3)
    @rule(scenario=scenarios)
    def delete(self, scenario: Scenario) -> None:
        answer = self.room.run(self.here.delete(scenario.address))
        assert answer.status_code == (404 if scenario.is_deleted else 204)
        scenario.is_deleted = True

    @invariant()
    def each_scenario_is_where_the_model_has_it(self) -> None:
        lines = self._get("/v1/scenario-reviews", fiscal_year=YEAR)["items"]
        seen = {line["scenario_id"]: (line["scenario_version"], line["state"]) for line in lines}
        there = [scenario for scenario in self.known if not scenario.is_deleted]
        assert seen == {each.scenario_id: (each.version, each.state) for each in there}
        for scenario in there:
            review = self._get(f"{scenario.address}/review")
            assert review["state"] == scenario.state
            assert [action["action"] for action in review["actions"]] == scenario.record
            assert review["possible"] == [action for action, allowed, _ in STEPS.values() if scenario.state in allowed]
            assert review["publishing_requires"] == self.requires

    @invariant()
    def what_was_published_stays(self) -> None:
        listed = self._get("/v1/allocation-runs", fiscal_year=YEAR)["items"]
        assert listed == [each.run for each in reversed(self.runs)]
        for each in self.runs:
            assert self._result(each.run) == each.result

    @invariant()
    def one_event_for_each_publication_and_each_step(self) -> None:
        told = self.room.run(_events(self.here))
        runs = [data["run_id"] for kind, data in told if kind == "allocation.run.published.v1"]
        assert runs == [each.run["run_id"] for each in self.runs]
        assert len(told) - len(runs) == self.review_events

    @precondition(lambda self: self.known)
    @invariant()
    def another_district_sees_nothing(self) -> None:
        for path in ("/v1/scenarios", "/v1/allocation-runs"):
            assert self.room.run(self.elsewhere.get(path)).json()["items"] == []
        assert self.room.run(self.elsewhere.get(self.known[-1].address)).status_code == 404
        if self.runs:
            path = f"/v1/allocation-runs/{self.runs[-1].run['run_id']}"
            assert self.room.run(self.elsewhere.get(path)).status_code == 404
        assert self.room.run(_events(self.elsewhere)) == []

    def teardown(self) -> None:
        for scenario in (each for each in getattr(self, "known", ()) if not each.is_deleted):
            comments = self._get(f"{scenario.address}/comments")["items"]
            assert len(comments) == scenario.comment_count

    def _published(self, scenario: Scenario, run: dict[str, Any]) -> None:
        previous = self.runs[-1] if self.runs else None
        assert run["revision"] == len(self.runs) + 1
        assert run["supersedes_run_id"] == (previous.run["run_id"] if previous else None)
        assert run["scenario_version"] == scenario.version
        if previous is not None and previous.scenario is not scenario:
            previous.scenario.record.append("revised")
            if previous.scenario.version == previous.version:
                previous.scenario.state = "revised"
        scenario.state = "published"
        scenario.record.append("published")
        self.runs.append(Run(run, scenario, scenario.version, self._result(run)))

    def _post(self, path: str, body: Any, role: Role = Role.BUDGET_DIRECTOR, key: str | None = None) -> httpx.Response:
        return self.room.run(self.here.post(path, body, role, key))

    def _get(self, path: str, **query: Any) -> Any:
        answer = self.room.run(self.here.get(path, **query))
        assert answer.status_code == 200, answer.text
        return answer.json()

    def _result(self, run: dict[str, Any]) -> bytes:
        answer = self.room.run(self.here.get(f"/v1/allocation-runs/{run['run_id']}/result"))
        assert answer.status_code == 200
        return answer.content


async def _events(allocation: Allocation) -> list[tuple[str, dict[str, Any]]]:
    async with allocation.database.session(allocation.district_id) as session:
        rows = await session.execute(text("SELECT type, data FROM outbox ORDER BY id"))
        return [(row.type, row.data) for row in rows]


@pytest.fixture
def room(migrated: Callable[[str], ServiceDatabase], nats: NatsServer, tmp_path: Path) -> Iterator[Room]:
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        running = runner.run(
            stack.enter_async_context(in_process("allocation", migrated("allocation"), nats, tmp_path))
        )
        try:
            database = running.app.state.database
            yield Room(runner, Allocation(running.client, running.identities, database, uuid4()))
        finally:
            runner.run(stack.aclose())


@pytest.mark.timeout(120 + 20 * EXAMPLES)
def test_what_people_do_agrees_with_the_model(room: Room) -> None:
    machine = type("AllocationReviewMachine", (ReviewMachine,), {"room": room})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=EXAMPLES, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
