"""Why a school receives what it receives: any amount, down to the rows it was computed from."""

from fractions import Fraction

from services.allocation.domain.eligibility import prove
from services.allocation.domain.explain_adjustments import explain_adjustment
from services.allocation.domain.explain_moves import trigger_phrase
from services.allocation.domain.explain_rules import RuleExplainer
from services.allocation.domain.explain_sums import sum_formula
from services.allocation.domain.explanation import Explanation, money_of
from services.allocation.domain.in_force import trigger_states, waiting_needs
from services.allocation.domain.ledger import Component, SourceLedger
from services.allocation.domain.phrases import Phrase, say
from services.allocation.domain.result import Result
from services.allocation.domain.school_reading import SchoolReading


class NothingToExplain(LookupError):
    """The school, source or component is not part of the result."""

    code = "nothing_to_explain"


def explain(
    result: Result, school_id: str, source_id: str | None = None, component_id: str | None = None
) -> Explanation:
    """Explain a school's total, what it receives from one source, or one component of it.

    Raises:
        NothingToExplain: One of the ids is unknown, or the component is not of the source.
    """
    row = result.prepared.school_rows.get(school_id)
    if row is None:
        raise NothingToExplain(f"no school has the id {school_id!r}")
    if component_id is not None:
        for ledger in result.ledgers:
            for component in ledger.components:
                if component.component_id == component_id and source_id in {None, component.source_id}:
                    return _component(SchoolReading(result, row), ledger, component)
        raise NothingToExplain(f"no component has the id {component_id!r}")
    if source_id is not None:
        for ledger in result.ledgers:
            if ledger.source.source_id == source_id:
                return _source(SchoolReading(result, row), ledger)
        raise NothingToExplain(f"no source has the id {source_id!r}")
    return _school(SchoolReading(result, row))


def _school(reading: SchoolReading) -> Explanation:
    result, row = reading.result, reading.row
    children = tuple(
        _source(reading, ledger)
        for ledger in result.ledgers
        if any(c.amounts[row] for c in ledger.components) or _is_chosen(ledger)
    )
    total = int(result.totals[row])
    return Explanation(
        say("school_total", school=result.prepared.schools[row].name),
        "sum",
        Fraction(total, 100),
        formula=sum_formula([child.exact for child in children if child.exact is not None], Fraction(total, 100)),
        note=_comparison(result, row, total),
        children=children,
    )


def _source(reading: SchoolReading, ledger: SourceLedger) -> Explanation:
    row = reading.row
    amounts = [(component, int(component.amounts[row])) for component in ledger.components]
    children = [_component(reading, ledger, component) for component, cents in amounts if cents or component.rule]
    total = Fraction(sum(cents for _, cents in amounts), 100)
    parts = [child.exact for child in children if child.exact is not None]
    return Explanation(
        say("source", source=ledger.source.name),
        "sum",
        total,
        formula=sum_formula(parts, total),
        children=(*children, *_waiting(reading.result, ledger), *_eligibility(reading.result, ledger, row)),
    )


def _component(reading: SchoolReading, ledger: SourceLedger, component: Component) -> Explanation:
    if component.rule is None:
        return explain_adjustment(reading, component)
    return RuleExplainer(reading, ledger, component).explain()


def _eligibility(result: Result, ledger: SourceLedger, row: int) -> list[Explanation]:
    if ledger.policy is None or (ledger.policy.eligibility.kind == "all" and ledger.eligible[row]):
        return []
    answer = "eligible" if ledger.eligible[row] else "not_eligible"
    proofs = []
    if not result.open_mask[row]:
        proofs.append(Explanation(say("closed"), "fact"))
    for proof in prove(result.prepared, ledger.policy.eligibility, row):
        found: Phrase | str = proof.found or say("no_value")
        proofs.append(
            Explanation(
                say("proof", subject=proof.subject, found=found, operator=proof.operator, value=proof.value),
                "fact",
                note=say("proof_holds" if proof.holds else "proof_fails"),
            )
        )
    return [Explanation(say(answer, source=ledger.source.name), "fact", children=tuple(proofs))]


def _waiting(result: Result, ledger: SourceLedger) -> list[Explanation]:
    """Return a fact for every trigger that still holds weights of this source back."""
    facts = []
    for state in trigger_states(result.policy, result.prepared.sources):
        needs = waiting_needs([state.trigger], ledger.source.source_id)
        if needs and not state.reached and ledger.policy is not None and ledger.policy.distribution == "unlocked":
            label = say("weights_wait", needs=", ".join(sorted(needs)))
            facts.append(Explanation(label, "fact", note=trigger_phrase(result, state.trigger)))
    return facts


def _is_chosen(ledger: SourceLedger) -> bool:
    """Whether the district decided who is eligible: then a school without money from it deserves the proof."""
    return bool(ledger.components) and ledger.policy is not None and ledger.policy.eligibility.kind != "all"


def _comparison(result: Result, row: int, total: int) -> Phrase:
    current = int(result.prepared.current_cents[row])
    if current < 0:
        return say("policy_note", policy=result.policy.name, year=str(result.policy.fiscal_year))
    change = total - current
    return say("compared", current=money_of(current), change=("+" if change >= 0 else "") + money_of(change))
