"""The streams and durable consumers there are: one table, read by provisioning and by the workers."""

from dataclasses import dataclass

from shared.events.allocation import AllocationRunPublishedV1

DUPLICATE_WINDOW_S = 600


@dataclass(frozen=True, slots=True)
class Stream:
    """The published events of one service, all of them, for ever: the outbox is archived by hand, never by age."""

    name: str
    service: str

    @property
    def subject(self) -> str:
        """What the stream holds."""
        return f"{self.service}.>"


@dataclass(frozen=True, slots=True)
class DurableConsumer:
    """A service's place in a stream."""

    name: str
    stream: str
    service: str
    event_types: tuple[str, ...]
    ack_wait_s: float = 30.0
    max_ack_pending: int = 256


@dataclass(frozen=True, slots=True)
class WorkQueue:
    """Work that whichever worker is free takes: a message is gone once its work is done."""

    name: str
    service: str
    consumer: str
    ack_wait_s: float = 10.0
    max_ack_pending: int = 256

    @property
    def subject(self) -> str:
        """What the queue holds; not below the service's own name, which is its events'."""
        return f"jobs.{self.service}.>"

    def subject_of(self, kind: str) -> str:
        """Return where a message for work of this kind goes."""
        return f"jobs.{self.service}.{kind}"


STREAMS = tuple(Stream(service.upper(), service) for service in ("allocation", "planning", "analytics", "surveys"))
CONSUMERS = (
    DurableConsumer(
        name="planning", stream="ALLOCATION", service="planning", event_types=(AllocationRunPublishedV1.type,)
    ),
)

WORK_QUEUES = (WorkQueue(name="ALLOCATION_JOBS", service="allocation", consumer="allocation-jobs"),)


def queue_of(service: str, queues: tuple[WorkQueue, ...] = WORK_QUEUES) -> WorkQueue:
    """Return the queue of a service's long work."""
    return next(queue for queue in queues if queue.service == service)


def stream_of(service: str, streams: tuple[Stream, ...] = STREAMS) -> Stream:
    """Return the stream that holds a service's events."""
    return next(stream for stream in streams if stream.service == service)
