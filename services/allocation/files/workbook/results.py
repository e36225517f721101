"""The sheets people read: budgets beside the published ones, the reconciliation, and what the workbook is."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.allocation.domain.result import Result
from services.allocation.files.workbook.book import Book, Cell, Column
from services.allocation.files.workbook.inputs import InputColumns
from services.allocation.files.workbook.sources import SourceColumns

BUDGETS = "Budgets"
RECONCILIATION = "Reconciliation"
START = "Start"


@dataclass(frozen=True, slots=True)
class BudgetColumns:
    """Where the outcome stands: total, published total and their difference in cents."""

    total: Column
    published: Column
    difference: Column


def write_budgets(
    book: Book, inputs: InputColumns, result: Result, sources: Sequence[SourceColumns], totals: Column
) -> BudgetColumns:
    """Write every school's budget in dollars, by source and in total, beside the engine's."""
    say = book.say
    book.column(BUDGETS, say("School id"), inputs.school_id.values, inputs.school_id.ref, style="text")
    book.column(BUDGETS, say("School"), inputs.name.values, inputs.name.ref, style="text")
    book.column(BUDGETS, say("Pupils"), inputs.pupils.values, inputs.pupils.ref, style="number")
    for source in sources:
        if not source.amounts:
            continue
        refs = "+".join(column.ref for _, column in source.amounts)
        columns = [column.values for _, column in source.amounts]
        cents = [sum(int(cell or 0) for cell in cells) for cells in zip(*columns, strict=True)]
        name = source.ledger.source.name or source.ledger.source.source_id
        values = [value / 100 for value in cents]
        book.column(BUDGETS, name, values, f"({refs})/100", group=say("By source"), style="money")
    final = [int(value) for value in result.totals.tolist()]
    total = book.column(
        BUDGETS,
        say("Budget"),
        [cents / 100 for cents in final],
        f"{totals.ref}/100",
        group=say("Total"),
        style="money",
    )
    pupils = inputs.pupils.ref
    each = [_each(cents, count) for cents, count in zip(final, inputs.pupils.values, strict=True)]
    book.column(
        BUDGETS,
        say("Per pupil"),
        each,
        f'IF({pupils}>0,{total.ref}/{pupils},"")',
        group=say("Total"),
        style="money",
    )
    current = inputs.current(None)
    book.column(
        BUDGETS,
        say("Current budget"),
        ["" if value is None else value for value in current.values],
        f'IF(ISNUMBER({current.ref}),{current.ref},"")',
        group=say("Change"),
        style="money",
    )
    changes = [
        "" if value is None else (cents - round(float(value) * 100)) / 100
        for cents, value in zip(final, current.values, strict=True)
    ]
    book.column(
        BUDGETS,
        say("Change"),
        changes,
        f'IF(ISNUMBER({current.ref}),ROUND({total.ref}-{current.ref},2),"")',
        group=say("Change"),
        style="money",
    )
    published = book.column(
        BUDGETS,
        say("Budget of the system"),
        [cents / 100 for cents in final],
        group=say("Check"),
        note=say("as the system calculated it"),
        style="money",
        kind="settled",
    )
    difference = book.column(
        BUDGETS,
        say("Difference"),
        [0] * len(final),
        f"ROUND(({total.ref}-{published.ref})*100,0)",
        group=say("Check"),
        note=say("cents; 0 while nothing is changed"),
        style="cents",
    )
    return BudgetColumns(total, published, difference)


def write_reconciliation(book: Book, sources: Sequence[SourceColumns]) -> None:
    """Write where each source's money went; every line adds up to its amount."""
    heads = (
        "Source", "Amount", "Locked", "Central", "Named for schools", "By formula", "Top-ups", "Reductions", "Reserve",
        "Difference",
    )  # fmt: skip
    book.line(RECONCILIATION, *(Cell(head, "head") for head in map(book.say, heads)))
    book.widths[RECONCILIATION] = [34] + [18] * 9
    first = 2
    for source in sources:
        _reconcile(book, source)
    last = first + len(sources) - 1
    cells = [Cell(book.say("All sources"), "heading")]
    for index, letter in enumerate("BCDEFGHIJ"):
        value = sum(_line_values(source)[index] for source in sources) / 100
        cells.append(Cell(value, "money", f"SUM({letter}{first}:{letter}{last})"))
    book.line(RECONCILIATION, *cells)


def _line_values(source: SourceColumns) -> list[int]:
    ledger = source.ledger
    return [
        ledger.source.amount_cents,
        ledger.locked_cents,
        ledger.central_cents,
        ledger.grant_cents,
        ledger.formula_cents,
        ledger.top_up_cents,
        ledger.reduction_cents,
        ledger.reserve_cents,
        0,
    ]


def _reconcile(book: Book, source: SourceColumns) -> None:
    ledger = source.ledger
    values = [value / 100 for value in _line_values(source)]
    row = len(book.free_sheets[RECONCILIATION]) + 1
    locked = ledger.policy is not None and ledger.policy.distribution == "locked"
    sums: dict[str, list[str]] = {"school_grant": [], "rule": [], "top_up": [], "reduction": []}
    for component, column in source.amounts:
        if component.rule is not None:
            kind = "school_grant" if component.kind == "school_grant" else "rule"
        else:
            kind = component.kind
        sums[kind].append(f"SUM({column.all})/100")
    central = "".join(f"-{need.ref}/100" for need in source.paid_centrally)

    def cell(index: int, formula: str, *, needs_all: bool = False) -> Cell:
        return Cell(values[index], "money", None if needs_all and not book.whole else formula)

    def summed(index: int, kind: str, sign: str = "") -> Cell:
        parts = "+".join(sums[kind])
        return cell(index, f"{sign}({parts})" if parts else "0", needs_all=True)

    book.line(
        RECONCILIATION,
        Cell(ledger.source.name or ledger.source.source_id, "label"),
        cell(0, f"{source.amount.ref}/100"),
        cell(1, f"{source.amount.ref}/100" if locked else "0"),
        cell(2, f"{source.central.ref}/100{central}"),
        summed(3, "school_grant"),
        summed(4, "rule"),
        summed(5, "top_up"),
        summed(6, "reduction", "-"),
        cell(7, f"ROUND(B{row}-C{row}-D{row}-E{row}-F{row}-G{row}+H{row},2)"),
        cell(8, f"ROUND(B{row}-C{row}-D{row}-E{row}-F{row}-G{row}+H{row}-I{row},2)"),
    )


def _each(cents: int, pupils: object) -> float | str:
    count = float(pupils) if isinstance(pupils, int | float) else 0.0
    return cents / 100 / count if count else ""
