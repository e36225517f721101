"""Who does something, as records name people."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Who:
    """A person, by id, by the name shown when it happened, and by the role it was done in."""

    user_id: UUID
    name: str
    role: str = ""
