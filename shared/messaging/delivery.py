"""A message as it was delivered, read as far as it can be read."""

from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

from nats.aio.msg import Msg
from pydantic import ValidationError

from shared.events.envelope import Envelope, Event
from shared.messaging.handlers import Handlers, Registration

# No district is named by a message that cannot be read; it is kept under this one, which no district has.
NO_DISTRICT = UUID(int=0)

Key = tuple[str, str]  # event type and aggregate: what keeps its order


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event to apply, or the reason why it cannot be applied."""

    body: bytes
    stream: str
    stream_sequence: int
    district_id: UUID
    event_id: UUID
    event_type: str
    aggregate: str
    version: int
    traceparent: str
    event: Event | None
    registration: Registration | None
    reason: str  # '', 'invalid' or 'unknown_type'
    error: str
    message: Msg | None = None

    @property
    def key(self) -> Key:
        """The order this event stands in."""
        return self.event_type, self.aggregate


def read(message: Msg, consumer: str, handlers: Handlers) -> Delivery:
    """Read a message as JetStream delivered it."""
    at = message.metadata
    return read_body(
        message.data, at.stream, at.sequence.stream, consumer, handlers, subject=message.subject, message=message
    )


def read_body(
    body: bytes,
    stream: str,
    stream_sequence: int,
    consumer: str,
    handlers: Handlers,
    *,
    subject: str = "",
    message: Msg | None = None,
) -> Delivery:
    """Read a message's body; ``subject`` is what it was published on, where known."""
    try:
        envelope = Envelope.model_validate_json(body)
        if subject and subject != envelope.type:
            raise ValueError("published on another subject than its type")
    except ValueError as error:  # pydantic's ValidationError is one
        return Delivery(
            body=body,
            stream=stream,
            stream_sequence=stream_sequence,
            district_id=NO_DISTRICT,
            event_id=uuid5(NAMESPACE_URL, f"{stream}/{stream_sequence}"),
            event_type=subject,
            aggregate="",
            version=0,
            traceparent="",
            event=None,
            registration=None,
            reason="invalid",
            error=said(error),
            message=message,
        )
    registration = handlers.find(consumer, envelope.type)
    event: Event | None = None
    reason = error_text = ""
    if registration is None:
        reason, error_text = "unknown_type", "no handler in this version of the service"
    else:
        try:
            event = registration.event_class.model_validate(envelope.data)
        except ValidationError as error:
            reason, error_text = "invalid", said(error)
    return Delivery(
        body=body,
        stream=stream,
        stream_sequence=stream_sequence,
        district_id=envelope.district_id,
        event_id=envelope.id,
        event_type=envelope.type,
        aggregate=envelope.partitionkey,
        version=envelope.sequence,
        traceparent=envelope.traceparent,
        event=event,
        registration=registration,
        reason=reason,
        error=error_text,
        message=message,
    )


def said(error: BaseException) -> str:
    """Return what went wrong without the values it went wrong with: those may be personal."""
    if isinstance(error, ValidationError):
        places = "; ".join(
            f"{'.'.join(map(str, each['loc'])) or 'message'}: {each['type']}" for each in error.errors()[:5]
        )
        return f"{type(error).__name__}: {places}"[:500]
    cause = getattr(error, "orig", None) or error
    state = getattr(cause, "sqlstate", None)
    return f"{type(cause).__name__}{f' {state}' if state else ''}"
