"""The chain: each entry's hash covers the hash before it, so a change shows in all that follows."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from shared.audit.canonical import FORM, NotCanonical, UnknownForm, canonical
from shared.audit.entry import GENESIS, Actor, Entry, Record

Fault = Literal[
    "changed", "missing", "broken", "head_differs", "cut", "rewritten", "unknown_form", "forged", "unsigned"
]


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a chain, at which entry, in a sentence for whoever checks it."""

    fault: Fault
    sequence: int
    text: str


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain ends: the number and the hash of its last entry."""

    sequence: int
    hash: bytes


START: Final = Head(0, GENESIS)


def hash_of(entry: Entry) -> bytes:
    """Return what the entry's hash must be: SHA-256 over the hash before it and the canonical content.

    Raises:
        NotCanonical, UnknownForm: The entry has no canonical content.
    """
    return hashlib.sha256(entry.previous + canonical(entry.content, entry.form)).digest()


def next_entry(district_id: UUID, head: Head, record: Record, by: Actor, at: datetime) -> Entry:
    """Return the record as the entry that follows ``head``."""
    entry = Entry(
        district_id=district_id,
        sequence=head.sequence + 1,
        form=FORM,
        occurred_at=at,
        user_id=by.user_id,
        role=by.role,
        action=record.action,
        subject=record.subject,
        detail=record.detail,
        previous=head.hash,
    )
    return replace(entry, hash=hash_of(entry))


class Walk:
    """Goes along a chain, entry by entry, and notes what is wrong; it keeps no entry but the last.

    Args:
        after: The end of what was walked before; the beginning of the chain without it.
    """

    def __init__(self, after: Head = START) -> None:
        self.end = after
        self.findings: list[Finding] = []
        self.intact_to = after.sequence

    def take(self, entry: Entry) -> None:
        """Look at the next entry."""
        before, number = self.end, entry.sequence
        if number > before.sequence + 1:
            first, last = before.sequence + 1, number - 1
            which = f"Entry {first} is" if first == last else f"Entries {first} to {last} are"
            self._note("missing", first, f"{which} missing.")
        elif entry.previous != before.hash:
            text = f"Entry {number} does not continue entry {before.sequence}: one of the two was replaced."
            self._note("broken", number, text)
        try:
            if hash_of(entry) != entry.hash:
                text = f"Entry {number} was changed: its content does not give its hash."
                self._note("changed", number, text)
        except UnknownForm:
            text = f"Entry {number} has form {entry.form}, which this release cannot check."
            self._note("unknown_form", number, text)
        except NotCanonical:
            self._note("changed", number, f"Entry {number} was changed: its content is not what is ever recorded.")
        self.end = Head(number, entry.hash)
        if not self.findings:
            self.intact_to = number

    def arrive(self, head: Head | None) -> None:
        """Compare the end with what the district's head says; None where there is no head."""
        head = head or START
        if head == self.end:
            return
        if head.sequence > self.end.sequence:
            text = (
                f"The chain ends at entry {self.end.sequence}, and its head is entry {head.sequence}: what lies "
                "between was removed."
            )
            self._note("cut", self.end.sequence + 1, text)
        else:
            text = f"The chain ends at entry {self.end.sequence}, and its head says something else: it was changed."
            self._note("head_differs", head.sequence, text)

    def _note(self, fault: Fault, sequence: int, text: str) -> None:
        self.findings.append(Finding(fault, sequence, text))
