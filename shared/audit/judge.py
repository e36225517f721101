"""Holds a chain against its checkpoints: intact up to which entry, and else exactly what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from shared.audit.chain import Finding, Head, Walk
from shared.audit.checkpoint import NO_LINE, Checkpoint, CheckpointVerifier, ForgedCheckpoint, digest_of
from shared.audit.entry import Entry

OVERDUE: Final = timedelta(hours=2)
"""An entry that nobody signed for so long: signing stands still, or checkpoints were taken away."""


@dataclass(slots=True)
class Signed:
    """What a district's file of checkpoints says: which entries must be which, and what was given up by a restore."""

    hashes: dict[int, tuple[bytes, datetime]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    begins_at: datetime | None = None

    @property
    def last(self) -> int:
        """The last entry that is signed; 0 for none."""
        return max(self.hashes, default=0)


def read_checkpoints(service: str, district_id: UUID, lines: Sequence[str], verifier: CheckpointVerifier) -> Signed:
    """Return what the lines of a district's file say, oldest first."""
    found, following = Signed(), NO_LINE
    for number, line in enumerate(lines, 1):
        expected, following = following, digest_of(line)
        try:
            checkpoint = verifier.read(line)
        except ForgedCheckpoint:
            text = f"Checkpoint {number} of the file was forged or damaged: it carries no signature of ours."
            found.findings.append(Finding("forged", found.last, text))
            continue
        if (checkpoint.service, checkpoint.district_id) != (service, district_id):
            text = f"Checkpoint {number} of the file was forged: it was signed for another district or service."
            found.findings.append(Finding("forged", found.last, text))
            continue
        if checkpoint.after_line != expected:
            text = f"A checkpoint was taken away or exchanged before number {number} of the file."
            found.findings.append(Finding("forged", found.last, text))
        if checkpoint.kind == "restored":
            _give_up(found, checkpoint)
        if checkpoint.head.sequence:
            found.hashes[checkpoint.head.sequence] = checkpoint.head.hash, checkpoint.signed_at
            found.begins_at = found.begins_at or checkpoint.signed_at
    return found


def _give_up(found: Signed, restored: Checkpoint) -> None:
    last = found.last
    found.hashes = {number: each for number, each in found.hashes.items() if number <= restored.keeps}
    to = "an earlier moment" if restored.restored_to is None else _moment(restored.restored_to)
    given_up = f" What was signed behind entry {restored.keeps}, up to {last}, was given up." if last else ""
    found.notes.append(
        f"The database was restored to {to}, as was noted and signed at {_moment(restored.signed_at)}: the chain went "
        f"on from entry {restored.head.sequence}.{given_up}"
    )


class Judge:
    """Walks one district's chain beside its checkpoints.

    Args:
        signed: What the checkpoints say.
        now: When it is judged.
    """

    def __init__(self, signed: Signed, now: datetime) -> None:
        self._signed = signed
        self._now = now
        self._walk = Walk()
        self._agreed: tuple[int, datetime | None] = (0, None)
        self._differs: tuple[int, datetime] | None = None
        self._unsigned_since: datetime | None = None
        self._first: datetime | None = None

    def take(self, entry: Entry) -> None:
        """Look at the next entry."""
        self._walk.take(entry)
        self._first = self._first or entry.occurred_at
        wanted = self._signed.hashes.get(entry.sequence)
        if wanted is not None and self._differs is None:
            if wanted[0] == entry.hash:
                self._agreed = entry.sequence, wanted[1]
            else:
                self._differs = entry.sequence, wanted[1]
        if entry.sequence > self._signed.last and self._unsigned_since is None:
            self._unsigned_since = entry.occurred_at

    def verdict(self, head: Head | None) -> "Verdict":
        """Return what came of it, with what the district's head says."""
        self._walk.arrive(head)
        findings = [*self._signed.findings, *self._walk.findings]
        signed_to, signed_at = self._agreed
        if self._differs is not None:
            number, at = self._differs
            text = (
                f"Entry {number} is not the one that was signed at {_moment(at)}: what follows entry {signed_to} "
                "was rewritten."
            )
            findings.append(Finding("rewritten", number, text))
        end = self._walk.end.sequence
        if self._signed.last > end:
            at = self._signed.hashes[self._signed.last][1]
            text = (
                f"Entry {self._signed.last} was signed at {_moment(at)}, and the chain ends at entry {end}: the "
                "entries behind it were cut off, or the database was restored to before that moment. Where it was "
                "restored, that must be noted: docs/operations/audit.md."
            )
            findings.append(Finding("cut", end + 1, text))
        if self._unsigned_since is not None and self._now - self._unsigned_since > OVERDUE:
            text = (
                f"Entries from {self._signed.last + 1} on were never signed, the first of "
                f"{_moment(self._unsigned_since)}: signing stands still, or checkpoints were taken away."
            )
            findings.append(Finding("unsigned", self._signed.last + 1, text))
        intact_to = self._walk.intact_to if self._differs is None else min(self._walk.intact_to, signed_to)
        return Verdict(intact_to, end, signed_to, signed_at, tuple(self._notes()), tuple(findings))

    def _notes(self) -> list[str]:
        begins_at, first = self._signed.begins_at, self._first
        if begins_at is None or first is None or begins_at - first <= OVERDUE:
            return self._signed.notes
        late = (
            f"The first checkpoint is of {_moment(begins_at)}, and the first entry of {_moment(first)}: signing was "
            "set up later, or earlier checkpoints were taken away. A copy of the checkpoints would tell."
        )
        return [*self._signed.notes, late]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of one chain.

    Attributes:
        intact_to: Up to this entry nothing was changed.
        end: The last entry there is.
        signed_to: The last entry that agrees with its checkpoint, made at ``signed_at``; 0 and None without one.
        notes: What a reader must know that is no fault.
        findings: What is wrong.
    """

    intact_to: int
    end: int
    signed_to: int
    signed_at: datetime | None
    notes: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def lines(self) -> list[str]:
        """The verdict in sentences."""
        count = f"{self.end} {'entry' if self.end == 1 else 'entries'}"
        signed = "none is signed yet"
        if self.signed_at is not None:
            signed = f"signed up to entry {self.signed_to} at {_moment(self.signed_at)}"
        if not self.findings:
            return [f"intact: {count}, {signed}.", *self.notes]
        told = [f"NOT intact: nothing is wrong up to entry {self.intact_to} of {self.end}; {signed}."]
        return [*told, *(finding.text for finding in self.findings), *self.notes]


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
