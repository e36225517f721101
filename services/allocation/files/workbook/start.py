"""The first sheet: what the workbook is, how it is used, and whether it agrees with the system."""

from services.allocation.domain.explain_origin import Decision
from services.allocation.domain.result import Result
from services.allocation.files.workbook.book import Book, Cell
from services.allocation.files.workbook.inputs import InputColumns
from services.allocation.files.workbook.results import START, BudgetColumns


def write_start(
    book: Book, result: Result, inputs: InputColumns, budgets: BudgetColumns, decision: Decision | None
) -> None:
    """Write the first sheet."""
    book.widths[START] = [30, 80]
    policy = result.policy
    first = book.rows[0]
    title = "District calculator" if book.whole else str(inputs.name.values[first])
    book.line(START, Cell(title, "headline"))
    book.line(START, Cell(f"{policy.name}, fiscal year {policy.fiscal_year}", "heading"))
    book.line(START)
    for line in _about(book):
        book.line(START, Cell(line, "paragraph"))
    book.line(START)
    if not book.whole:
        cents = int(result.totals[first])
        ref = budgets.total.ref.replace("{r}", str(book.first_row))
        book.line(START, Cell("Budget, computed here", "heading"), Cell(cents / 100, "figure", ref))
        published = budgets.published.ref.replace("{r}", str(book.first_row))
        book.line(START, Cell("Budget of the system", "heading"), Cell(cents / 100, "figure", published))
    wrong = f"SUMPRODUCT(--({budgets.difference.all}<>0))"
    message = (
        f'IF({wrong}=0,"Every budget computed here is the same as the system\'s, to the cent.",'
        f'{wrong}&" budgets differ from the system\'s: something was changed here.")'
    )
    said = "Every budget computed here is the same as the system's, to the cent."
    book.line(START, Cell("Check", "heading"), Cell(said, "good", message))
    book.line(START)
    book.line(
        START, Cell("Input: may be changed", "input_key"), Cell("Yellow cells on Policy, Weights and Schools.", "label")
    )
    book.line(START, Cell("Formula", "formula_key"), Cell("White cells are computed from the others.", "label"))
    book.line(
        START,
        Cell("Settled", "settled_key"),
        Cell("Grey cells are values of the system that a spreadsheet cannot compute; each says why.", "label"),
    )
    book.line(START)
    for label, text in _origin(result, decision):
        book.line(START, Cell(label, "label"), Cell(text, "label"))


def _about(book: Book) -> list[str]:
    if book.whole:
        return [
            "This workbook computes every school's budget with live formulas, from the policy and the imported data.",
            "Change a yellow cell, such as a weight or a count: all budgets, top-ups and the reconciliation follow.",
            "Amounts are shared exactly, by largest remainder: the parts sum to the whole to the cent.",
            "It is a calculator: what counts is what the district publishes.",
        ]
    return [
        "This workbook computes one school's budget with live formulas, from its pupils, the policy and the money.",
        "Change a yellow cell, such as the school's count of pupils, to see its effect on this school.",
        "Figures over all schools, such as all weighted pupils, are values: a change here leaves other schools alone.",
    ]


def _origin(result: Result, decision: Decision | None) -> list[tuple[str, str]]:
    lines = [
        ("Policy", result.policy.name),
        ("Policy document", result.policy_hash),
        ("Input data", result.inputs_hash),
        ("Result", result.result_hash),
    ]
    if decision is None:
        return lines
    lines.insert(0, ("Scenario", f"{decision.scenario}, version {decision.version}"))
    if decision.published_at is not None:
        when = f"{decision.published_at:%Y-%m-%d %H:%M} UTC"
        lines.insert(1, ("Published", f"by {decision.published_by} on {when}: {decision.reason}"))
    lines += [
        (f"Data: {data.kind}", f"version {data.version}, {data.file_name}, stored by {data.stored_by}")
        for data in decision.data
    ]
    return lines
