"""Checkpoints alone: what they say, what they find, and how they come onto the disk."""

import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from joserfc.jwk import OKPKey

from shared.audit.chain import Head, hash_of
from shared.audit.checkpoint import (
    NO_LINE,
    Checkpoint,
    CheckpointSigner,
    CheckpointVerifier,
    ForgedCheckpoint,
    digest_of,
)
from shared.audit.checkpoint_file import CheckpointFolder
from shared.audit.checkpointer import is_due
from shared.audit.entry import Entry
from shared.audit.judge import Judge, Verdict, read_checkpoints
from tests.shared.audit.test_chain import AT, DISTRICT, end, some

KEY = OKPKey.generate_key("Ed25519")
SIGNER, VERIFIER = CheckpointSigner(KEY), CheckpointVerifier({KEY.thumbprint(): KEY})
STRANGER = CheckpointSigner(OKPKey.generate_key("Ed25519"))
SOON = AT + timedelta(minutes=5)


def lines_at(entries: Sequence[Entry], *numbers: int, signer: CheckpointSigner = SIGNER) -> list[str]:
    lines: list[str] = []
    for number in numbers:
        after = digest_of(lines[-1]) if lines else NO_LINE
        head = Head(number, entries[number - 1].hash)
        lines.append(signer.line(Checkpoint("allocation", DISTRICT, head, AT + timedelta(minutes=number), after)))
    return lines


def judged(
    entries: Sequence[Entry], lines: Sequence[str], head: Head | None = None, now: timedelta = timedelta(0)
) -> Verdict:
    judge = Judge(read_checkpoints("allocation", DISTRICT, lines, VERIFIER), SOON + now)
    for entry in entries:
        judge.take(entry)
    return judge.verdict(head or end(list(entries)))


def faults(verdict: Verdict) -> list[tuple[str, int]]:
    return [(finding.fault, finding.sequence) for finding in verdict.findings]


def test_a_chain_that_agrees_is_intact_up_to_what_was_signed() -> None:
    verdict = judged(some(6), lines_at(some(6), 1, 4))
    assert (verdict.intact_to, verdict.signed_to, verdict.findings) == (6, 4, ())
    assert verdict.lines == ["intact: 6 entries, signed up to entry 4 at 2026-11-22T23:04:00Z."]


def test_a_tail_cut_off_with_its_head_shows() -> None:
    entries = some(6)
    verdict = judged(entries[:3], lines_at(entries, 1, 5))
    assert faults(verdict) == [("cut", 4)]
    assert verdict.lines[0].startswith("NOT intact: nothing is wrong up to entry 3 of 3; signed up to entry 1")
    assert "the chain ends at entry 3" in verdict.lines[1]
    assert faults(judged([], lines_at(entries, 1))) == [("cut", 1)]


def test_a_chain_that_was_written_anew_from_some_entry_on_shows() -> None:
    entries = some(6)
    forged = [*entries[:2], *chained_like(entries, 2)]
    assert judged(forged, []).findings == ()  # the chain alone is whole
    verdict = judged(forged, lines_at(entries, 2, 5))
    assert faults(verdict) == [("rewritten", 5)]
    assert (verdict.intact_to, verdict.signed_to) == (2, 2)
    assert "what follows entry 2 was rewritten" in verdict.lines[1]


def chained_like(entries: Sequence[Entry], kept: int) -> list[Entry]:
    records = [replace(entry, subject="forged") for entry in entries[kept:]]
    forged, before = [], entries[kept - 1].hash
    for record in records:
        entry = replace(record, previous=before)
        entry = replace(entry, hash=hash_of(entry))
        forged.append(entry)
        before = entry.hash
    return forged


def test_a_checkpoint_of_another_key_district_or_text_is_forged() -> None:
    entries = some(4)
    honest = lines_at(entries, 1)
    foreign = SIGNER.line(Checkpoint("allocation", uuid4(), end(entries), AT, digest_of(honest[0])))
    wrong_service = SIGNER.line(Checkpoint("gateway", DISTRICT, end(entries), AT, digest_of(honest[0])))
    bent = honest[0][:-4] + ("AAAA" if not honest[0].endswith("AAAA") else "BBBB")
    for line in (lines_at(entries, 3, signer=STRANGER)[0], foreign, wrong_service, bent, "nonsense", ""):
        assert ("forged", 1) in faults(judged(entries, [honest[0], line]))


def test_a_checkpoint_that_is_taken_out_or_exchanged_shows() -> None:
    entries = some(6)
    lines = lines_at(entries, 1, 3, 5)
    assert faults(judged(entries, [lines[0], lines[2]])) == [("forged", 1)]
    assert faults(judged(entries, lines[1:])) == [("forged", 0)]
    assert ("forged", 1) in faults(judged(entries, [lines[0], lines[2], lines[1]]))


def test_entries_that_nobody_signs_are_told_after_two_hours() -> None:
    entries = some(6)
    lines = lines_at(entries, 4)
    assert faults(judged(entries, lines)) == []
    assert faults(judged(entries, lines, now=timedelta(hours=3))) == [("unsigned", 5)]
    assert faults(judged(entries, lines_at(entries, 6), now=timedelta(days=400))) == []


def test_checkpoints_that_begin_late_are_noted() -> None:
    entries = some(3)
    late = SIGNER.line(Checkpoint("allocation", DISTRICT, end(entries), AT + timedelta(days=9), NO_LINE))
    verdict = judged(entries, [late])
    assert verdict.findings == ()
    assert "earlier checkpoints were taken away" in verdict.notes[0]


def test_a_noted_restore_gives_up_what_was_signed_after_it() -> None:
    entries = some(6)
    lines = lines_at(entries, 1, 5)
    after = digest_of(lines[-1])
    note = Checkpoint("allocation", DISTRICT, end(entries[:3]), SOON, after, "restored", AT, keeps=1)
    lines.append(SIGNER.line(note))
    went_on = [*entries[:3], *chained_like(entries, 3)[:1]]
    verdict = judged(went_on, lines)
    assert verdict.findings == ()
    assert verdict.signed_to == 3
    assert verdict.lines[1] == (
        "The database was restored to 2026-11-22T23:00:00Z, as was noted and signed at 2026-11-22T23:05:00Z: the chain "
        "went on from entry 3. What was signed behind entry 1, up to 5, was given up."
    )
    # The note is signed like all others: nobody else can give anything up.
    assert ("forged", 5) in faults(judged(went_on, [*lines[:2], STRANGER.line(note)]))


def test_what_is_read_is_what_was_signed() -> None:
    said = Checkpoint("gateway", uuid4(), Head(7, bytes(range(32))), AT, "f" * 64, "restored", SOON, keeps=4)
    assert VERIFIER.read(SIGNER.line(said)) == said
    with pytest.raises(ForgedCheckpoint):
        CheckpointVerifier({}).read(SIGNER.line(said))
    with pytest.raises(ValueError, match="private"):
        CheckpointSigner(OKPKey.import_key(KEY.as_dict(private=False)))


@pytest.mark.parametrize(
    ("grown", "age", "due"),
    [(0, 99, False), (1, 0, False), (999, 59, False), (1000, 0, True), (1, 60, True), (-1, 0, True)],
)
def test_a_checkpoint_is_due_every_thousand_entries_and_every_hour_with_some(grown: int, age: int, due: bool) -> None:
    last = Checkpoint("allocation", DISTRICT, Head(5, bytes(32)), AT)
    head = last.head if not grown else Head(5 + grown, b"x" * 32)
    assert is_due(last, head, AT + timedelta(minutes=age)) is due


def test_the_first_entry_is_signed_at_once_and_no_chain_without_entries() -> None:
    assert is_due(None, Head(1, b"x" * 32), AT)
    assert not is_due(None, Head(0, bytes(32)), AT)
    assert is_due(Checkpoint("allocation", DISTRICT, Head(5, bytes(32)), AT), Head(5, b"x" * 32), AT)


def test_lines_that_several_add_stay_whole_and_a_half_line_never_counts(tmp_path: Path) -> None:
    folder, district = CheckpointFolder(tmp_path, "allocation"), UUID(int=5)
    assert (folder.lines(district), folder.districts()) == ([], set())

    def add(name: str) -> None:
        for number in range(10):
            with folder.adding(district) as file:
                file.add(f"{name}{number}.{len(file.lines)}")

    threads = [threading.Thread(target=add, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [line.split(".")[1] for line in folder.lines(district)] == [str(number) for number in range(20)]
    with folder.path(district).open("ab") as file:
        file.write(b"half a li")
    assert len(folder.lines(district)) == 20
    with folder.adding(district) as held:
        held.add("whole")
    assert folder.path(district).read_bytes().endswith(b"19\nwhole\n")
    assert folder.districts() == {district}
