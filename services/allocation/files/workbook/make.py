"""Make the workbooks: the district's calculator of all schools, and one school's own."""

from collections.abc import Sequence

import numpy as np

from services.allocation.domain.adjustments import PaidAdjustment, ReservePayer
from services.allocation.domain.explain import NothingToExplain
from services.allocation.domain.explain_origin import Decision
from services.allocation.domain.result import Result
from services.allocation.files.workbook.adjustments import AdjustmentWriter
from services.allocation.files.workbook.apportioning import FIGURES, STEPS
from services.allocation.files.workbook.book import Book, Column
from services.allocation.files.workbook.eligibility import Eligibilities
from services.allocation.files.workbook.expressions import Expressions
from services.allocation.files.workbook.inputs import SCHOOLS, InputColumns, input_columns
from services.allocation.files.workbook.results import (
    BUDGETS,
    RECONCILIATION,
    START,
    write_budgets,
    write_reconciliation,
)
from services.allocation.files.workbook.rules import AMOUNTS, POLICY, WEIGHTS, RuleWriter
from services.allocation.files.workbook.sources import SourceColumns, SourceWriter
from services.allocation.files.workbook.start import write_start
from shared.sentences import Language


def district_workbook(
    result: Result, decision: Decision | None = None, *, language: Language = "en", cached: bool = True
) -> bytes:
    """Return the calculator of all schools as an .xlsx file: change an input and everything is computed anew.

    Without ``cached`` no formula carries its value: whoever reads the file must compute it.
    """
    book = Book(range(result.prepared.school_count), whole=True, language=language)
    return _workbook(book, result, decision, cached=cached)


def school_workbook(
    result: Result,
    school_id: str,
    decision: Decision | None = None,
    *,
    language: Language = "en",
    cached: bool = True,
) -> bytes:
    """Return one school's own workbook as an .xlsx file; figures over all schools are values in it.

    Raises:
        NothingToExplain: The result has no such school.
    """
    row = result.prepared.school_rows.get(school_id)
    if row is None:
        raise NothingToExplain(f"no school has the id {school_id!r}")
    return _workbook(Book([row], whole=False, language=language), result, decision, cached=cached)


def _workbook(book: Book, result: Result, decision: Decision | None, *, cached: bool) -> bytes:
    for sheet in (START, BUDGETS, POLICY, WEIGHTS, SCHOOLS, "Measures", "Eligibility", AMOUNTS, STEPS, FIGURES):
        book.add_sheet(sheet)
    book.add_sheet(RECONCILIATION)
    inputs = input_columns(book, result)
    expressions = Expressions(book, inputs, result.prepared, result.policy)
    eligible = Eligibilities(book, inputs, result.prepared, expressions)
    rules = RuleWriter(book, inputs, result, expressions)
    writer = SourceWriter(book, inputs, result, rules, eligible)
    for ledger in result.ledgers:
        inputs.amounts[ledger.source.source_id] = writer.amount(ledger)
    set_aside = _set_aside(result)
    sources = {}
    for ledger in result.ledgers:
        source_id = ledger.source.source_id
        sources[source_id] = writer.write(ledger, inputs.amounts[source_id], set_aside.get(source_id, 0))
    totals = _formula_totals(book, result, list(sources.values()))
    adjustments = AdjustmentWriter(book, inputs, result, expressions, sources, totals)
    for lift in result.lifts:
        adjustments.write(lift)
    budgets = write_budgets(book, inputs, result, list(sources.values()), adjustments.totals)
    write_reconciliation(book, list(sources.values()))
    write_start(book, result, inputs, budgets, decision)
    _drop_empty(book)
    name = book.say("calculator") if book.whole else result.prepared.schools[book.rows[0]].name
    subject = book.say("Fiscal year {year}", year=result.policy.fiscal_year)
    return book.to_bytes({"title": f"{result.policy.name}: {name}", "subject": subject}, cached=cached)


def _formula_totals(book: Book, result: Result, sources: Sequence[SourceColumns]) -> Column:
    refs = [column.ref for source in sources for _, column in source.amounts]
    values = np.asarray(result.formula).tolist()
    title, formula = book.say("Total by the rules"), "+".join(refs) or "0"
    return book.column(STEPS, title, values, formula, group=book.say("Totals"), note=book.say("cents"))


def _set_aside(result: Result) -> dict[str, int]:
    amounts: dict[str, int] = {}
    for adjustment in result.policy.adjustments:
        payer = adjustment.payer if isinstance(adjustment, PaidAdjustment) else None
        if isinstance(payer, ReservePayer) and payer.amount_cents is not None:
            amounts[payer.source_id] = amounts.get(payer.source_id, 0) + payer.amount_cents
    return amounts


def _drop_empty(book: Book) -> None:
    book.order = [
        name
        for name in book.order
        if name in book.school_sheets or name in book.scalar_sheets or name in book.free_sheets
    ]


__all__ = ["InputColumns", "district_workbook", "school_workbook"]
