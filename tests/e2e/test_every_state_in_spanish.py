"""No page and no state of it is closed to anybody who reads Spanish: axe, narrow windows, dark colours, rest.

Each language has a file of its own, so that two workers share them.
"""

import pytest

from tests.e2e.conftest import OpenPage
from tests.e2e.every_state import PARTS, faults_in_every_state

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(600)]


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_is_closed_to_anybody_who_reads_spanish(part: int, open_page: OpenPage) -> None:
    found = faults_in_every_state("es", part, open_page)
    assert not found, "\n".join([f"{len(found)} faults", *found])
