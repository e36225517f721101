"""Who does something, as records name people."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Who:
    """A person, by id and by the name shown when it happened."""

    user_id: UUID
    name: str
