"""Letters and packets: tagged PDFs that say the figures of the result, in both languages."""

import io
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from pydantic import ValidationError
from pypdf import PdfReader

from services.allocation.domain.errors import dollars
from services.allocation.domain.explain_origin import Decision
from services.allocation.domain.result import Result
from services.allocation.files.letters.notice_words import _WORDS as NOTICE_WORDS
from services.allocation.files.letters.notices import notice_rows, notices_pdf, notices_zip
from services.allocation.files.letters.packet import packet_pdf
from services.allocation.files.letters.packet_words import _WORDS as PACKET_WORDS
from services.allocation.jobs.notices import NoticesParameters
from tests.allocation.domain.district import inputs, policy, run, source
from tests.allocation.workbook.test_workbook import demo

NOW = datetime(2026, 6, 23, 18, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    folder: Path = tmp_path_factory.mktemp("demo")
    return demo(folder)


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages)


def is_tagged(content: bytes) -> bool:
    root: Any = PdfReader(io.BytesIO(content)).trailer["/Root"]
    return bool(root["/MarkInfo"]["/Marked"]) and "/StructTreeRoot" in root and bool(root["/Lang"])


def test_a_shadow_notice_says_what_the_school_would_have_received(result: Result) -> None:
    row = notice_rows(result)[5]
    content = notices_pdf(result, [row], "shadow", "en", NOW)
    text = text_of(content)
    assert f"What {result.prepared.schools[row].name} would have received" in text
    assert dollars(int(result.totals[row])) in text
    assert dollars(int(result.prepared.current_cents[row])) in text
    assert "this letter changes no budget" in text
    for ledger in result.ledgers:
        cents = sum(int(component.amounts[row]) for component in ledger.components)
        assert (dollars(cents) in text) or not cents
    assert is_tagged(content)


def test_the_letter_is_spanish_for_those_who_read_spanish(result: Result) -> None:
    text = text_of(notices_pdf(result, [notice_rows(result)[0]], "run", "es", NOW))
    assert text.count("De dónde viene el dinero") == 1
    for english in ("Where the money", "Current budget", "Questions", "pupils"):
        assert english not in text.replace("Weighted pupils", "")


def test_the_same_result_gives_the_same_bytes(result: Result) -> None:
    rows = notice_rows(result)[:2]
    assert notices_pdf(result, rows, "shadow", "en", NOW) == notices_pdf(result, rows, "shadow", "en", NOW)


def test_the_archive_holds_every_open_school_once_and_all_together(result: Result) -> None:
    told: list[tuple[int, int]] = []
    content = notices_zip(result, "shadow", ["es"], NOW, lambda done, total: told.append((done, total)))
    rows = notice_rows(result)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        together = PdfReader(io.BytesIO(archive.read("es/todas-las-escuelas.pdf")))
    assert sorted(names) == sorted(
        [*(f"es/{result.prepared.school_ids[row]}.pdf" for row in rows), "es/todas-las-escuelas.pdf"]
    )
    assert len(together.pages) >= len(rows)
    assert told == [(done, len(rows) + 1) for done in range(1, len(rows) + 2)]


def test_a_school_without_pupils_or_current_budget_has_a_letter_too() -> None:
    flat = {"kind": "foundation", "rule_id": "f", "amounts": [{"amount_cents": 5_000}]}
    made = run(inputs({"A": {"all": 0}}, {"S": 10_000}), policy(source("S", flat)))
    text = text_of(notices_pdf(made, [0], "shadow", "en", NOW))
    assert "School A would have received $50.00." in text
    assert "more than" not in text


def test_a_lifted_school_reads_why(result: Result) -> None:
    row = int(result.top_ups.argmax())
    text = text_of(notices_pdf(result, [row], "run", "en", NOW))
    assert f"{dollars(int(result.top_ups[row]))} is added" in text
    assert dollars(int(result.formula[row])) in text


def test_the_packet_of_a_publication_holds_reason_hashes_and_every_school(result: Result) -> None:
    decision = Decision("Plan B", 3, published_by="Kim Lee", published_at=NOW, reason="Board vote, 5 to 2.")
    content = packet_pdf(result, decision, "en", NOW)
    text = text_of(content)
    for said in ("Board vote, 5 to 2.", "Kim Lee", "Plan B", "ssfr verify", dollars(int(result.totals.sum()))):
        assert said in text
    for school in result.prepared.schools:
        assert school.name in text
    squeezed = text.replace(" ", "")
    assert all(digest in squeezed for digest in (result.result_hash, result.policy_hash, result.inputs_hash))
    assert is_tagged(content)


def test_the_packet_of_a_proposal_says_that_it_is_one(result: Result) -> None:
    text = text_of(packet_pdf(result, Decision("Plan B", 3), "es", NOW))
    assert "propuesta" in text
    assert "Kim Lee" not in text


def test_a_packet_without_budgets_to_compare_with() -> None:
    made = run(
        inputs({"A": {"all": 3}}, {"S": 10_001}),
        policy(source("S", {"kind": "proportional", "rule_id": "p", "measure": "pupils"})),
    )
    text = text_of(packet_pdf(made, Decision("New", 1), "en", NOW))
    assert "There are no current budgets to compare with." in text


def test_every_word_has_both_languages_with_the_same_figures() -> None:
    for english, spanish in [*NOTICE_WORDS.values(), *PACKET_WORDS.values()]:
        assert set(re.findall(r"{(\w+)}", english)) == set(re.findall(r"{(\w+)}", spanish))


def test_letters_are_of_a_scenario_or_of_a_publication() -> None:
    for given in ({}, {"scenario_id": uuid4(), "run_id": uuid4()}):
        with pytest.raises(ValidationError, match="either scenario_id or run_id"):
            NoticesParameters.model_validate(given)
    assert NoticesParameters(run_id=uuid4()).language == "en"
