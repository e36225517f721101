"""The chain alone: whatever is changed, removed, exchanged or added in it is found."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.audit.chain import START, Head, Walk, hash_of, next_entry
from shared.audit.entry import Actor, Entry, Record
from tests.shared.audit.test_canonical import KEYS, TEXT, VALUES

DISTRICT, USER = UUID(int=1), UUID(int=2)
AT = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
RECORDS = st.builds(
    Record,
    st.sampled_from(["run.published", "import.stored", "review.approved"]),
    TEXT,
    st.dictionaries(KEYS, VALUES, max_size=3),
)


def chained(records: list[Record], district_id: UUID = DISTRICT) -> list[Entry]:
    head, entries = START, []
    for number, record in enumerate(records):
        entry = next_entry(district_id, head, record, Actor(USER, "budget_director"), AT + timedelta(seconds=number))
        entries.append(entry)
        head = Head(entry.sequence, entry.hash)
    return entries


def walk(entries: list[Entry], head: Head | None) -> Walk:
    walked = Walk()
    for entry in entries:
        walked.take(entry)
    walked.arrive(head)
    return walked


def end(entries: list[Entry]) -> Head:
    return Head(entries[-1].sequence, entries[-1].hash) if entries else START


def some(count: int = 6) -> list[Entry]:
    return chained([Record("import.stored", str(number), {"version": number}) for number in range(count)])


@given(st.lists(RECORDS, max_size=8))
def test_what_was_chained_is_intact(records: list[Record]) -> None:
    entries = chained(records)
    walked = walk(entries, end(entries))
    assert walked.findings == []
    assert walked.intact_to == len(records)


@given(st.lists(RECORDS, min_size=1, max_size=6), st.data())
def test_one_other_content_is_found_at_its_entry(records: list[Record], data: st.DataObject) -> None:
    entries = chained(records)
    place = data.draw(st.integers(0, len(entries) - 1))
    change: Callable[[Entry], Entry] = data.draw(st.sampled_from(CHANGES))
    changed = [*entries[:place], change(entries[place]), *entries[place + 1 :]]
    walked = walk(changed, end(entries))
    assert [(found.fault, found.sequence) for found in walked.findings] == [("changed", place + 1)]
    assert walked.intact_to == place


CHANGES: list[Callable[[Entry], Entry]] = [
    lambda entry: replace(entry, subject=f"{entry.subject}x"),
    lambda entry: replace(entry, action="run.revised"),
    lambda entry: replace(entry, detail={**entry.detail, "more": 1}),
    lambda entry: replace(entry, user_id=uuid4()),
    lambda entry: replace(entry, user_id=None),
    lambda entry: replace(entry, role="operator"),
    lambda entry: replace(entry, occurred_at=entry.occurred_at + timedelta(microseconds=1)),
    lambda entry: replace(entry, district_id=uuid4()),
]


@given(st.integers(2, 6), st.data())
def test_a_removed_middle_is_missing(count: int, data: st.DataObject) -> None:
    entries = some(count)
    first = data.draw(st.integers(0, count - 2))
    last = data.draw(st.integers(first, count - 2))
    walked = walk(entries[:first] + entries[last + 1 :], end(entries))
    assert [(found.fault, found.sequence) for found in walked.findings] == [("missing", first + 1)]


@given(st.integers(1, 6), st.data())
def test_a_cut_tail_shows_at_the_head(count: int, data: st.DataObject) -> None:
    entries = some(count)
    kept = data.draw(st.integers(0, count - 1))
    assert [found.fault for found in walk(entries[:kept], end(entries)).findings] == ["cut"]


def test_an_entry_replaced_with_its_hash_no_longer_joins() -> None:
    entries = some()
    other = replace(entries[2], subject="another")
    entries[2] = replace(other, hash=hash_of(other))
    assert [(found.fault, found.sequence) for found in walk(entries, end(entries)).findings] == [("broken", 4)]


def test_a_head_that_was_removed_or_set_back_is_found() -> None:
    entries = some()
    for head in (None, end(entries[:3]), Head(6, bytes(32))):
        assert [found.fault for found in walk(entries, head).findings] == ["head_differs"]


def test_a_later_part_is_walked_from_where_the_walk_before_ended() -> None:
    entries = some()
    walked = Walk(end(entries[:3]))
    for entry in entries[3:]:
        walked.take(entry)
    assert (walked.findings, walked.end) == ([], end(entries))


def test_an_entry_of_a_later_release_is_not_called_changed() -> None:
    entries = some()
    entries[5] = replace(entries[5], form=7)
    assert [found.fault for found in walk(entries, end(entries)).findings] == ["unknown_form"]


@pytest.mark.parametrize("count", [0, 1, 5])
def test_a_chain_of_one_district_is_none_of_another(count: int) -> None:
    mine, other = some(6), chained([Record("import.stored", "x", {})] * 6, uuid4())
    walked = walk([*mine[:count], *other[count:]], end(other))
    assert walked.findings != [] or count == 0
