"""Which function of a service takes which event from which consumer."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from shared.events.envelope import Event

E = TypeVar("E", bound=Event)
Handler = Callable[[AsyncSession, E], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Registration:
    """An event class and the function that takes it."""

    event_class: type[Event]
    handle: Callable[[AsyncSession, Any], Awaitable[None]]


class Handlers:
    """The handlers of one service.

    A handler works in the transaction it is given and leaves committing to the consumer. It may run again after a
    rollback, and must not reach outside the database.
    """

    def __init__(self, service: str) -> None:
        self.service = service
        self._registered: dict[tuple[str, str], Registration] = {}

    def on(self, consumer: str, event_class: type[E], handle: Handler[E]) -> None:
        """Let ``handle`` take the events of one class that ``consumer`` receives."""
        key = consumer, event_class.type
        if key in self._registered:
            raise ValueError(f"{consumer} has a handler for {event_class.type} already")
        self._registered[key] = Registration(event_class, handle)

    def find(self, consumer: str, event_type: str) -> Registration | None:
        """Return the handler, or None where this version of the service knows no such event."""
        return self._registered.get((consumer, event_type))

    def event_types(self, consumer: str) -> set[str]:
        """Return the types that have a handler."""
        return {event_type for name, event_type in self._registered if name == consumer}
