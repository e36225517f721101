"""Three seeded defects that the storm must find: a test that nothing could fail would prove nothing.

They need no quiet: what such a defect loses or doubles is missing from the books however slow the machine is.
"""

import pytest

from tests.chaos.storm import Storm
from tests.messaging.processes import DEFECTS

pytestmark = [pytest.mark.kill, pytest.mark.timeout(240)]


@pytest.mark.parametrize("defect", DEFECTS)
async def test_the_storm_finds(defect: str) -> None:
    for seed in range(1, 4):
        outcome = await Storm(seed, defect=defect).run(kills=20, seconds=10)
        assert outcome.books is not None
        if outcome.books.differences:
            return
    pytest.fail(f"{defect} went unnoticed")
