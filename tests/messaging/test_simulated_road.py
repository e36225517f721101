"""Relay and consumers by seed: whatever dies, refuses or answers too late, each event has its effect once, in order.

``SSFR_ROAD_SEEDS=5000`` tries as many seeds, as `make chaos` does. A seed that fails does so each time:
`run_in_virtual_time(simulate(17))`.
"""

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import pytest
import structlog

from shared.messaging.consumer import Consumer
from shared.messaging.delivery import Delivery, Key
from shared.messaging.inbox import Inbox
from shared.messaging.relay import Relay
from tests.messaging.any_version_is_next import AnyVersionIsNext
from tests.messaging.road import CONSUMER
from tests.messaging.simulated.outcome import Outcome
from tests.messaging.simulated.run import Defects, simulate
from tests.messaging.simulated.subscriber import SimulatedInbox
from tests.messaging.virtual_time import run_in_virtual_time

SEEDS = int(os.environ.get("SSFR_ROAD_SEEDS", "150"))


@pytest.fixture(autouse=True)
def _no_logs() -> Any:
    """Writing thousands of warnings would take longer than the rest."""
    with structlog.testing.capture_logs():
        yield


def of_seed(seed: int, built: Defects | None = None) -> Outcome:
    return run_in_virtual_time(simulate(seed, built))


@pytest.mark.timeout(120 + SEEDS)  # a second each is far more than they take
def test_each_event_has_its_effect_once_and_in_order_whatever_the_seed() -> None:
    died_at: set[str] = set()
    for seed in range(SEEDS):
        outcome = of_seed(seed)
        assert outcome.is_right, f"seed {seed}"
        died_at |= {line.partition(" dies at ")[2] for line in outcome.trace if " dies at " in line}
    # The worst moments were among those that came.
    for moment in ("before publishing", "marked", "before its commit", "after its commit"):
        assert moment in died_at


def test_a_seed_runs_the_same_way_each_time() -> None:
    assert of_seed(7) == of_seed(7)
    assert of_seed(7).trace != of_seed(8).trace


class _Hopes(Relay):
    async def relay_batch(self, connection: Any) -> int:
        async with connection.transaction():
            rows = await connection.fetch("", 8)
            await self.mark(connection, {row["id"]: 0 for row in rows})
        await self.publish(rows)
        return len(rows)


class MarkBeforePublish(Defects):
    def relay(self, *arguments: Any) -> Relay:
        return _Hopes(*arguments)


class _Hurries(Consumer):
    async def apply(self, district_id: UUID, deliveries: Sequence[Delivery]) -> None:
        await super().acknowledge(deliveries)
        await super().apply(district_id, deliveries)

    async def acknowledge(self, deliveries: Sequence[Delivery]) -> None:
        """Done too early."""


class AckBeforeCommit(Defects):
    def consumer(self, *arguments: Any) -> Consumer:
        return _Hurries(*arguments)


class _Forgets(SimulatedInbox):
    async def claim(self, _connection: Any, _district_id: UUID, event_ids: Iterable[UUID]) -> set[UUID]:
        return set(event_ids)

    async def versions(self, _connection: Any, _district_id: UUID, keys: Collection[Key]) -> Any:
        return AnyVersionIsNext()


class NoInbox(Defects):
    def inbox(self) -> Inbox:
        return _Forgets(CONSUMER.name)


class _NoOrder(SimulatedInbox):
    async def versions(self, connection: Any, district_id: UUID, keys: Collection[Key]) -> Any:
        await super().versions(connection, district_id, keys)
        return AnyVersionIsNext()

    async def advance(self, _connection: Any, _district_id: UUID, _reached: Mapping[Key, int]) -> bool:
        return False


class NoOrder(Defects):
    def inbox(self) -> Inbox:
        return _NoOrder(CONSUMER.name)


@pytest.mark.parametrize("defect", [MarkBeforePublish, AckBeforeCommit, NoInbox, NoOrder])
def test_a_defect_is_found_within_ten_seeds(defect: type[Defects]) -> None:
    outcomes = (of_seed(seed, defect()) for seed in range(10))
    assert not all(outcome.is_right for outcome in outcomes)
