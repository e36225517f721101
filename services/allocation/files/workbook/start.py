"""The first sheet: what the workbook is, how it is used, and whether it agrees with the system."""

from services.allocation.domain.explain_origin import Decision
from services.allocation.domain.phrases import PHRASES, worded
from services.allocation.domain.result import Result
from services.allocation.files.workbook.book import Book, Cell
from services.allocation.files.workbook.expressions import quoted
from services.allocation.files.workbook.inputs import InputColumns
from services.allocation.files.workbook.results import START, BudgetColumns
from services.allocation.files.workbook.styles import Style


def write_start(
    book: Book, result: Result, inputs: InputColumns, budgets: BudgetColumns, decision: Decision | None
) -> None:
    """Write the first sheet."""
    book.widths[START] = [30, 80]
    policy, say = result.policy, book.say
    first = book.rows[0]
    title = say("District calculator") if book.whole else str(inputs.name.values[first])
    book.line(START, Cell(title, "headline"))
    about = say("{policy}, fiscal year {year}", policy=policy.name, year=policy.fiscal_year)
    book.line(START, Cell(about, "heading"))
    book.line(START)
    for line in _OF_DISTRICT if book.whole else _OF_SCHOOL:
        book.line(START, Cell(say(line), "paragraph"))
    book.line(START)
    if not book.whole:
        cents = int(result.totals[first])
        ref = budgets.total.ref.replace("{r}", str(book.first_row))
        book.line(START, Cell(say("Budget, computed here"), "heading"), Cell(cents / 100, "figure", ref))
        published = budgets.published.ref.replace("{r}", str(book.first_row))
        book.line(START, Cell(say("Budget of the system"), "heading"), Cell(cents / 100, "figure", published))
    wrong = f"SUMPRODUCT(--({budgets.difference.all}<>0))"
    said = say("Every budget computed here is the same as the system's, to the cent.")
    changed = say(" budgets differ from the system's: something was changed here.")
    message = f"IF({wrong}=0,{quoted(said)},{wrong}&{quoted(changed)})"
    book.line(START, Cell(say("Check"), "heading"), Cell(said, "good", message))
    book.line(START)
    keys: list[tuple[Style, str, str]] = [
        ("input_key", say("Input: may be changed"), say("Yellow cells on Policy, Weights and Schools.")),
        ("formula_key", say("Formula"), say("White cells are computed from the others.")),
        (
            "settled_key",
            say("Settled"),
            say("Grey cells are values of the system that a spreadsheet cannot compute; each says why."),
        ),
    ]
    for style, name, text in keys:
        book.line(START, Cell(name, style), Cell(text, "label"))
    book.line(START)
    for label, text in _origin(book, result, decision):
        book.line(START, Cell(label, "label"), Cell(text, "label"))


_OF_DISTRICT = (
    "This workbook computes every school's budget with live formulas, from the policy and the imported data.",
    "Change a yellow cell, such as a weight or a count: all budgets, top-ups and the reconciliation follow.",
    "Amounts are shared exactly, by largest remainder: the parts sum to the whole to the cent.",
    "It is a calculator: what counts is what the district publishes.",
)
_OF_SCHOOL = (
    "This workbook computes one school's budget with live formulas, from its pupils, the policy and the money.",
    "Change a yellow cell, such as the school's count of pupils, to see its effect on this school.",
    "Figures over all schools, such as all weighted pupils, are values: a change here leaves other schools alone.",
)


def _origin(book: Book, result: Result, decision: Decision | None) -> list[tuple[str, str]]:
    say = book.say
    lines = [
        (say("Policy"), result.policy.name),
        (say("Policy document"), result.policy_hash),
        (say("Input data"), result.inputs_hash),
        (say("Result"), result.result_hash),
    ]
    if decision is None:
        return lines
    version = say("{name}, version {version}", name=decision.scenario, version=decision.version)
    lines.insert(0, (say("Scenario"), version))
    if decision.published_at is not None:
        when = f"{decision.published_at:%Y-%m-%d %H:%M} UTC"
        by = say("by {who} on {when}: {reason}", who=decision.published_by, when=when, reason=decision.reason)
        lines.insert(1, (say("Published"), by))
    for data in decision.data:
        kind = worded(PHRASES, f"kind_of_{data.kind}", book.language)
        stored = say(
            "version {version}, {file}, stored by {who}",
            version=data.version,
            file=data.file_name,
            who=data.stored_by,
        )
        lines.append((say("Data: {kind}", kind=kind), stored))
    return lines
