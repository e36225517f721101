"""Sixty kills, two a second, and the books agree to the cent.

Each waits until its victim is back at work: where PostgreSQL takes seconds to recover, the storm takes longer than the
thirty seconds of its plan. The number of kills is what counts, and it is always reached.
"""

import pytest

from tests.chaos.storm import Storm

pytestmark = [pytest.mark.kill, pytest.mark.alone, pytest.mark.timeout(240)]


async def test_nothing_is_lost_or_doubled_under_sixty_kills() -> None:
    outcome = await Storm(seed=20261121).run(kills=60, seconds=30)
    assert outcome.kill_count == 60
    assert outcome.books is not None
    assert len(outcome.books.acked) > 200
    assert outcome.books.differences == []
    assert outcome.books.drained
