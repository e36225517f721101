"""Every event type there is, by name."""

from collections.abc import Mapping
from typing import Any

from shared.events.allocation import AllocationRunPublishedV1, AllocationScenarioReviewChangedV1
from shared.events.envelope import SCHEMA_BASE_URL, Event

EVENTS: Mapping[str, type[Event]] = {
    event.type: event for event in (AllocationRunPublishedV1, AllocationScenarioReviewChangedV1)
}


def json_schema(event: type[Event]) -> dict[str, Any]:
    """Return the JSON Schema of an event's data, under the address its envelopes name."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{SCHEMA_BASE_URL}{event.type}.json",
        **event.model_json_schema(mode="serialization"),
    }
