"""What the audit trail holds: one thing that somebody did, in its place in the district's chain."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from shared.audit.canonical import Value

GENESIS: Final = bytes(32)
"""What the first entry of a chain has in place of a hash before it."""


@dataclass(frozen=True, slots=True)
class Record:
    """What is written down: no names, no addresses and no words of people; they stand where they can be removed.

    Attributes:
        action: What was done, from the general to the special: ``run.published``.
        subject: Id of what it was done to.
        detail: Ids, versions, hashes and counts that say exactly what.
    """

    action: str
    subject: str
    detail: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it: a user in a role; an operator at the command line has no id."""

    user_id: UUID | None
    role: str


OPERATOR: Final = Actor(None, "operator")


@dataclass(frozen=True, slots=True)
class Entry:
    """A record in its place; never changed afterwards."""

    district_id: UUID
    sequence: int
    form: int
    occurred_at: datetime
    user_id: UUID | None
    role: str
    action: str
    subject: str
    detail: Mapping[str, Value]
    previous: bytes
    hash: bytes = b""

    @property
    def content(self) -> dict[str, Value]:
        """Everything that the hash covers besides the hash before it."""
        return {
            "form": self.form,
            "district_id": str(self.district_id),
            "sequence": self.sequence,
            "occurred_at": moment_text(self.occurred_at),
            "user_id": None if self.user_id is None else str(self.user_id),
            "role": self.role,
            "action": self.action,
            "subject": self.subject,
            "detail": self.detail,
        }


def moment_text(moment: datetime) -> str:
    """Return a moment in its one spelling, to the microsecond as the database keeps it.

    >>> moment_text(datetime(2026, 11, 22, 23, 0, tzinfo=UTC))
    '2026-11-22T23:00:00.000000Z'
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
