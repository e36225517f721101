"""Envelopes and the data in them."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from shared.events.allocation import (
    AllocationRunPublishedV1,
    AllocationScenarioReviewChangedV1,
    PublishedComponentV1,
    PublishedSourceV1,
    RunTooLarge,
    SchoolAllocationV1,
)
from shared.events.envelope import MAX_BYTES, Envelope, Event, render
from shared.events.event_id import uuid7
from shared.events.registry import EVENTS, json_schema

DISTRICT = UUID("018f6f4e-0000-7000-8000-000000000001")


def _run(school_count: int, *, name: str = "Lincoln High", component_count: int = 3) -> AllocationRunPublishedV1:
    return AllocationRunPublishedV1(
        district_id=DISTRICT,
        run_id=uuid4(),
        fiscal_year=2027,
        published_at=datetime(2026, 6, 1, tzinfo=UTC),
        result_hash="sha256:" + "0" * 64,
        sources=(
            PublishedSourceV1(source_id="LCFF", name="Base", restricted=False, control="school", amount_cents=10**12),
        ),
        components=tuple(
            PublishedComponentV1(component_id=f"LCFF/{number}", source_id="LCFF", label="Rule", kind="per_pupil")
            for number in range(component_count)
        ),
        schools=tuple(
            SchoolAllocationV1(
                school_id=f"S{number}",
                school_name=name,
                pupil_count="412.00",
                total_cents=component_count * 10**9,
                component_cents=(10**9,) * component_count,
            )
            for number in range(school_count)
        ),
    )


def _rendered(event: AllocationRunPublishedV1, **changed: str) -> bytes:
    return render(
        event_id=uuid7(),
        event_type=event.type,
        district_id=event.district_id,
        subject=event.subject,
        time=datetime.now(UTC),
        aggregate=event.aggregate,
        aggregate_version=7,
        traceparent="00-" + "a" * 32 + "-" + "b" * 16 + "-01",
        data=event.model_dump_json(),
    )


@pytest.mark.parametrize("school_count", [0, 1, 102, 8_838])
def test_parts_hold_every_school_once_and_fit_into_a_message(school_count: int) -> None:
    run = _run(school_count, component_count=24)
    parts = run.split()
    assert [part.part for part in parts] == list(range(1, len(parts) + 1))
    assert {part.part_count for part in parts} == {len(parts)}
    assert tuple(school for part in parts for school in part.schools) == run.schools
    assert max(len(_rendered(part)) for part in parts) <= MAX_BYTES


@given(school_count=st.integers(0, 60), name=st.text(max_size=40), max_bytes=st.integers(1_200, 8_000))
def test_no_part_is_larger_than_allowed(school_count: int, name: str, max_bytes: int) -> None:
    run = _run(school_count, name=name)
    try:
        parts = run.split(max_bytes)
    except RunTooLarge:
        return
    assert all(len(part.model_dump_json().encode()) <= max_bytes for part in parts)
    assert tuple(school for part in parts for school in part.schools) == run.schools


def test_a_school_without_an_amount_for_each_component_is_refused() -> None:
    run = _run(1)
    with pytest.raises(ValidationError):
        AllocationRunPublishedV1.model_validate(run.model_dump() | {"components": ()})


def test_what_is_rendered_reads_back() -> None:
    run = _run(2)
    envelope = Envelope.model_validate_json(_rendered(run))
    assert (envelope.type, envelope.sequence, envelope.partitionkey) == (run.type, 7, "fiscal-year/2027")
    assert envelope.district_id == DISTRICT
    assert AllocationRunPublishedV1.model_validate(envelope.data) == run


@pytest.mark.parametrize(
    "change",
    [
        {"source": f"/districts/{DISTRICT}/services/planning"},
        {"source": f"/districts/{uuid4()}/services/allocation"},
        {"specversion": "0.3"},
        {"type": "Allocation.Run"},
        {"sequence": "0"},
        {"data": {}},
        {"data": []},
    ],
)
def test_an_envelope_that_contradicts_itself_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Envelope.model_validate_json(orjson.dumps(orjson.loads(_rendered(_run(1))) | change))


@pytest.mark.parametrize("event", EVENTS.values(), ids=EVENTS)
def test_each_event_has_a_schema(event: type[Event]) -> None:
    schema = json_schema(event)
    Draft202012Validator.check_schema(schema)
    examples = [each for each in (_run(2), _REVIEWED) if type(each) is event]
    assert examples, f"give an example of {event.type}"
    for example in examples:
        Draft202012Validator(schema).validate(example.model_dump(mode="json"))


_REVIEWED = AllocationScenarioReviewChangedV1(
    district_id=DISTRICT, scenario_id=uuid4(), fiscal_year=2027, change="commented"
)
