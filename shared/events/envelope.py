"""The CloudEvents 1.0.2 envelope, in structured JSON, that carries every event.

Source: CloudEvents 1.0.2 with its JSON format; the ``sequence`` and ``partitionkey`` extensions.
"""

import re
from abc import abstractmethod
from datetime import datetime
from typing import Annotated, Any, ClassVar, Literal, Self
from uuid import UUID

import orjson
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

MAX_BYTES = 65_536
CONTENT_TYPE = "application/cloudevents+json"
SCHEMA_BASE_URL = "https://docs.ssfr.example/events/"

_SOURCE = re.compile(r"/districts/(?P<district>[0-9a-f-]{36})/services/(?P<service>[a-z]+)")
EventType = Annotated[str, Field(pattern=r"^[a-z]+(\.[a-z0-9_-]{1,16}){2,3}\.v[0-9]+$")]


class Event(BaseModel):
    """The data of one event. Readers ignore unknown fields; a new meaning is a new type ending ``.v<n+1>``."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    type: ClassVar[str]  # also the subject it is published on
    district_id: UUID

    @property
    @abstractmethod
    def subject(self) -> str:
        """The id of the thing that changed."""

    @property
    @abstractmethod
    def aggregate(self) -> str:
        """What keeps its order: events of one type and aggregate are applied as they were emitted, none left out."""


class Envelope(BaseModel):
    """One event as it travels. Building it checks that its parts do not contradict each other."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    specversion: Literal["1.0"] = "1.0"
    id: UUID
    type: EventType
    source: str
    subject: Annotated[str, Field(min_length=1, max_length=200)]
    time: AwareDatetime
    datacontenttype: Literal["application/json"] = "application/json"
    dataschema: str = ""
    sequence: Annotated[int, Field(ge=1, le=2**63 - 1)]  # written as 19 digits, which sort as text
    partitionkey: Annotated[str, Field(min_length=1, max_length=200)]
    traceparent: str = ""
    data: dict[str, Any]

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        source = _SOURCE.fullmatch(self.source)
        if source is None or source["service"] != publisher_of(self.type):
            raise ValueError(f"{self.type} cannot come from this source")
        if str(self.data.get("district_id", "")).lower() != source["district"]:
            raise ValueError("source and data name different districts")
        return self

    @property
    def district_id(self) -> UUID:
        """The district whose event this is."""
        return UUID(str(self.data["district_id"]))


def publisher_of(event_type: str) -> str:
    """Return the service that publishes events of this type."""
    return event_type.partition(".")[0]


def render(
    *,
    event_id: UUID,
    event_type: str,
    district_id: UUID,
    subject: str,
    time: datetime,
    aggregate: str,
    aggregate_version: int,
    traceparent: str,
    data: str,
) -> bytes:
    """Return the envelope as JSON; ``data`` is JSON already and goes in as it is.

    The same arguments give the same bytes, so a replay years later repeats the event exactly.
    """
    attributes: dict[str, Any] = {
        "specversion": "1.0",
        "id": str(event_id),
        "type": event_type,
        "source": f"/districts/{district_id}/services/{publisher_of(event_type)}",
        "subject": subject,
        "time": time,
        "datacontenttype": "application/json",
        "dataschema": f"{SCHEMA_BASE_URL}{event_type}.json",
        "sequence": f"{aggregate_version:019d}",
        "partitionkey": aggregate,
    }
    if traceparent:
        attributes["traceparent"] = traceparent
    attributes["data"] = orjson.Fragment(data)
    return orjson.dumps(attributes, option=orjson.OPT_UTC_Z)
