from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.planning.domain.funding import Component, LineDoesNotAddUp, SchoolLine, Source, streams_of

SOURCES = {
    "LCFF": Source("LCFF", "Local control funding", False, "school"),
    "T1": Source("T1", "Title I", True, "school"),
}
COMPONENTS = (
    Component("LCFF/base", "LCFF", "Base", "per_pupil"),
    Component("T1/poverty", "T1", "Poverty", "weighted_pool"),
    Component("hh/reduction", "LCFF", "Pays for hold harmless", "hold_harmless"),
)


def line(*cents: int, total: int | None = None) -> SchoolLine:
    return SchoolLine("S-1", "Willow Creek", Decimal(412), sum(cents) if total is None else total, cents)


def test_streams_gather_components_of_one_source_and_leave_out_zeros() -> None:
    streams = streams_of(line(1_000, 0, -50), COMPONENTS, SOURCES)

    assert [(stream.source_id, stream.cap_cents) for stream in streams] == [("LCFF", 950)]
    assert [part.component_id for part in streams[0].components] == ["LCFF/base", "hh/reduction"]


@given(st.lists(st.integers(-(10**12), 10**12), min_size=3, max_size=3))
def test_caps_sum_to_the_schools_total(cents: list[int]) -> None:
    published = line(*cents)

    assert sum(stream.cap_cents for stream in streams_of(published, COMPONENTS, SOURCES)) == published.total_cents


@pytest.mark.parametrize("published", [line(1, 2, 3, total=7), line(1, 2), line(1, 2, 3, 4)])
def test_a_line_that_does_not_add_up_is_refused(published: SchoolLine) -> None:
    with pytest.raises(LineDoesNotAddUp, match="S-1"):
        streams_of(published, COMPONENTS, SOURCES)
