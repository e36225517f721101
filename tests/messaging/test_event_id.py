"""Ids of events and rows: version 7, and in the order in which they were made."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from shared.events.event_id import Uuid7Maker, uuid7

NEWEST_MS = (1 << 48) - 2


def test_ids_are_of_version_7_and_tell_the_time() -> None:
    maker = Uuid7Maker(now_ns=lambda: 1_700_000_000_123_999_999)
    made = maker.make()
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert made.int >> 80 == 1_700_000_000_123


@given(
    clock=st.lists(st.integers(0, NEWEST_MS), min_size=2, max_size=60),
    random=st.lists(st.binary(min_size=10, max_size=10), min_size=60, max_size=60),
)
def test_ids_grow_whatever_the_clock_does(clock: list[int], random: list[bytes]) -> None:
    """Also when it stands still, goes back, or jumps."""
    times, bits = iter(clock), iter(random)
    maker = Uuid7Maker(now_ns=lambda: next(times) * 1_000_000, random_bytes=lambda _: next(bits))
    ids = [maker.make() for _ in clock]
    assert all(earlier < later for earlier, later in pairwise(ids))
    assert {(each.version, each.variant) for each in ids} == {(7, "specified in RFC 4122")}
    assert ids[0].int >> 80 == clock[0]


@given(st.integers(0, 3))
def test_a_full_counter_takes_the_next_millisecond(left: int) -> None:
    maker = Uuid7Maker(now_ns=lambda: 5_000_000)
    before = maker.make()
    maker._counter = (1 << 42) - 1 - left
    ids = [before, *(maker.make() for _ in range(6))]
    assert ids == sorted(set(ids))
    assert [each.int >> 80 for each in ids] == [5] * (left + 1) + [6] * (6 - left)


def test_threads_share_one_order() -> None:
    """Each thread sees its own grow, and no id is given twice."""

    def some(_: int) -> list[int]:
        return [uuid7().int for _ in range(500)]

    with ThreadPoolExecutor(8) as threads:
        made: Iterator[list[int]] = threads.map(some, range(8))
        lists = list(made)
    assert all(each == sorted(each) for each in lists)
    assert len({each for one in lists for each in one}) == 4_000
