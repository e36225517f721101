"""Sixty kills in thirty seconds; and three seeded defects that the same storm must find."""

import pytest

from tests.chaos.storm import Storm
from tests.messaging.processes import DEFECTS

pytestmark = [pytest.mark.kill, pytest.mark.alone, pytest.mark.timeout(240)]


async def test_nothing_is_lost_or_doubled_under_sixty_kills() -> None:
    outcome = await Storm(seed=20261121).run(kills=60, seconds=30)
    assert outcome.kill_count == 60
    assert outcome.books is not None
    assert len(outcome.books.acked) > 200
    assert outcome.books.differences == []
    assert outcome.books.drained


@pytest.mark.parametrize("defect", DEFECTS)
async def test_the_storm_finds(defect: str) -> None:
    for seed in range(1, 4):
        outcome = await Storm(seed, defect=defect).run(kills=20, seconds=10)
        assert outcome.books is not None
        if outcome.books.differences:
            return
    pytest.fail(f"{defect} went unnoticed")
