"""LibreOffice, and what it reads in a workbook that it computed anew."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import openpyxl
import pytest

from services.allocation.domain.result import Result
from services.allocation.files.workbook.book import Book
from services.allocation.files.workbook.make import district_workbook, school_workbook
from shared.sentences import Language
from shared.testkit.libreoffice import MISSING, LibreOffice, find_libreoffice, libreoffice

SAME = "Every budget computed here is the same as the system's, to the cent."


@pytest.fixture(scope="module")
def office() -> Iterator[LibreOffice]:
    if find_libreoffice() is None:
        pytest.skip(MISSING)
    with libreoffice() as running:
        yield running


@dataclass(frozen=True)
class Computed:
    """What a workbook shows once its formulas are computed."""

    budgets: dict[str, int]  # cents by school
    differences: list[object]
    reconciliation: list[list[int]]  # cents by source, in the order of the columns
    check: str


def read(content: bytes, language: Language = "en") -> Computed:
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True, read_only=True)
    say = Book([0], whole=True, language=language).say
    rows = list(book[say("Budgets")].iter_rows(values_only=True))
    titles = list(rows[1])
    total, difference = titles.index(say("Budget")), titles.index(say("Difference"))
    lines = list(book[say("Reconciliation")].iter_rows(values_only=True))[1:-1]
    check = next(row[1] for row in book[say("Start")].iter_rows(values_only=True) if row and row[0] == say("Check"))
    return Computed(
        {str(row[0]): cents(row[total]) for row in rows[3:]},
        [row[difference] for row in rows[3:]],
        [[cents(value) for value in line[1:10]] for line in lines],
        str(check),
    )


def cents(value: object) -> int:
    """Return an amount of dollars in cents; anything else is a formula that failed."""
    assert isinstance(value, int | float), value
    return round(value * 100)


def check_district(office: LibreOffice, results: Sequence[Result], language: Language = "en") -> None:
    """Compute the calculators of results in one go; every figure is the engine's, to the cent."""
    computed = office.recalculated([district_workbook(result, language=language, cached=False) for result in results])
    for result, content in zip(results, computed, strict=True):
        found = read(content, language)
        wanted = dict(zip(result.prepared.school_ids, result.totals.tolist(), strict=True))
        assert found.budgets == wanted, result.policy.model_dump_json()
        assert found.differences == [0] * len(wanted)
        assert found.reconciliation == [reconciliation_of(ledger) for ledger in result.ledgers]
        assert found.check == Book([0], whole=True, language=language).say(SAME)


def check_schools(office: LibreOffice, result: Result, school_ids: Sequence[str], language: Language = "en") -> None:
    """Compute schools' own workbooks; each comes to the school's budget."""
    made = [school_workbook(result, school_id, language=language, cached=False) for school_id in school_ids]
    for school_id, content in zip(school_ids, office.recalculated(made), strict=True):
        found = read(content, language)
        assert found.budgets == {school_id: int(result.totals[result.prepared.school_rows[school_id]])}
        assert found.differences == [0]


def reconciliation_of(ledger: object) -> list[int]:
    names = ("locked", "central", "grant", "formula", "top_up", "reduction", "reserve")
    return [ledger.source.amount_cents, *(getattr(ledger, f"{name}_cents") for name in names), 0]  # type: ignore[attr-defined]


def one_more(content: bytes, row: int, count: int) -> bytes:
    """Return a workbook in which the school of a row has another count of pupils, a third of them poor."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Schools"]
    titles = {cell.value: cell.column for cell in sheet[2]}
    sheet.cell(4 + row, titles["elementary · all"]).value = count
    sheet.cell(4 + row, titles["elementary · poverty"]).value = count // 3
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def check_written(written: bytes, computed: bytes) -> None:
    """Every number that a workbook shows before anybody computes it is the one that its formula comes to."""
    shown = numbers(written)
    assert {place: value for place, value in numbers(computed).items() if place in shown} == pytest.approx(shown)


def numbers(content: bytes) -> dict[tuple[str, str], float]:
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    cells = ((sheet.title, cell) for sheet in book for row in sheet.iter_rows() for cell in row)
    return {(title, cell.coordinate): cell.value for title, cell in cells if isinstance(cell.value, int | float)}
