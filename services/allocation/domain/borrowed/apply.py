"""What would another district's formula give our schools?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from services.allocation.domain.borrowed.formula import LibraryFormula
from services.allocation.domain.borrowed.translate import Translation, translate
from services.allocation.domain.borrowed.vocabulary import VocabularyMapping
from services.allocation.domain.engine import allocate
from services.allocation.domain.errors import Infeasible, PolicyProblem, PolicyProblems, dollars
from services.allocation.domain.exact import Cents
from services.allocation.domain.formula_rules import FormulaAmount
from services.allocation.domain.inputs import RevenueSource
from services.allocation.domain.limits import MAX_CENTS
from services.allocation.domain.policy import Policy, SourcePolicy
from services.allocation.domain.result import Result
from services.allocation.domain.rules import Proportional, SchoolGrantRule

Dollars = Literal["ours", "theirs"]
"""Spend exactly what our own formula spends, in the proportions of theirs; or what their own dollars come to."""

BORROWED = "BORROWED"


@dataclass(frozen=True, slots=True, eq=False)
class Borrowed:
    """Another formula beside ours, before floors on either side; arrays stand in the order of the schools.

    Attributes:
        ours: What our rules give from the sources compared.
        theirs: What their formula gives, in the dollars asked for.
        part_cents: Their formula's parts at their own dollars, over all schools.
        cost_cents: What their formula costs at their own dollars.
        budget_cents: What our rules spend from the sources compared.
        policy: Our policy with their formula on these sources, spending the same; floors stay as they are.
    """

    formula: LibraryFormula
    mapping: VocabularyMapping
    dollars: Dollars
    source_ids: tuple[str, ...]
    ours: Cents
    theirs: Cents
    part_cents: Mapping[str, int]
    cost_cents: int
    budget_cents: int
    nobody: tuple[str, ...]
    policy: Policy


def comparable_sources(result: Result) -> tuple[str, ...]:
    """Return the sources that a formula of one's own choice could share: unlocked, unrestricted, with rules."""
    return tuple(
        ledger.source.source_id
        for ledger in result.ledgers
        if ledger.policy is not None
        and ledger.policy.distribution == "unlocked"
        and not ledger.source.restricted
        and ledger.formula_cents > 0
    )


def borrow(
    result: Result,
    formula: LibraryFormula,
    mapping: VocabularyMapping,
    dollars_of: Dollars,
    source_ids: Sequence[str] | None = None,
) -> Borrowed:
    """Apply another district's formula to our pupils and compare it with our own.

    Args:
        result: Our scenario's result.
        formula: The other formula.
        mapping: How its words are read here.
        dollars_of: Whose dollars are spent.
        source_ids: The sources whose rules it replaces; none: ``comparable_sources``.
    Raises:
        PolicyProblems: The mapping or a source does not fit the data.
        Infeasible: There is nothing to compare, or their formula gives nobody anything.
    """
    chosen = _chosen(result, source_ids)
    translation = translate(formula, mapping, result.prepared)
    spent = {source_id: _spent(result, source_id) for source_id in chosen}
    budgets = {source_id: int(amounts.sum()) for source_id, amounts in spent.items()}
    own = _at_their_dollars(result, formula, translation, result.prepared.sources[chosen[0]])
    cost, budget = int(own.totals.sum()), sum(budgets.values())
    if cost == 0:
        raise Infeasible(
            "formula_gives_nothing",
            budget,
            f"{formula.district}'s formula gives none of our schools anything.",
            ["Say in the mapping which of our pupils it counts.", "Choose another formula."],
            "/mapping",
        )
    policy = _on_our_sources(result.policy, formula, translation, budgets)
    theirs = own.totals
    if dollars_of == "ours":
        again = allocate(result.prepared, policy.model_copy(update={"adjustments": ()}))
        theirs = _sum(result, (_spent(again, source_id) for source_id in chosen))
    given = {component.component_id: component.total_cents for component in own.components}
    return Borrowed(
        formula=formula,
        mapping=mapping,
        dollars=dollars_of,
        source_ids=chosen,
        ours=_sum(result, spent.values()),
        theirs=theirs,
        part_cents={part.part: given[f"{BORROWED}/{part.part}"] for part in formula.parts},
        cost_cents=cost,
        budget_cents=budget,
        nobody=translation.nobody,
        policy=policy,
    )


def _chosen(result: Result, source_ids: Sequence[str] | None) -> tuple[str, ...]:
    if not source_ids:
        chosen = comparable_sources(result)
        if not chosen:
            raise Infeasible(
                "nothing_to_compare",
                0,
                "No unlocked, unrestricted source of this scenario is shared by rules yet.",
                ["Give a source rules first.", "Name the sources to compare."],
                "/sources",
            )
        return chosen
    shared = {ledger.source.source_id: ledger.formula_cents for ledger in result.ledgers}
    problems = [
        PolicyProblem(
            "/source_ids",
            "source_not_comparable",
            f"{source_id} is not shared by rules in this scenario",
            f"Use one of: {', '.join(comparable_sources(result)) or 'none is there'}.",
        )
        for source_id in source_ids
        if shared.get(source_id, 0) <= 0
    ]
    if problems:
        raise PolicyProblems(problems)
    return tuple(dict.fromkeys(source_ids))


def _spent(result: Result, source_id: str) -> Cents:
    """Return what the rules of a source give each school, without typed grants and before adjustments."""
    ledger = next(ledger for ledger in result.ledgers if ledger.source.source_id == source_id)
    return _sum(result, (c.amounts for c in ledger.components if c.rule is not None and c.kind != "school_grant"))


def _sum(result: Result, columns: Iterable[Cents]) -> Cents:
    total = np.zeros_like(result.totals)
    for column in columns:
        total += column
    return total


def _at_their_dollars(result: Result, formula: LibraryFormula, translation: Translation, like: RevenueSource) -> Result:
    """Return what their formula gives from a source without end, in the place of all of ours."""
    sources = {BORROWED: replace(like, source_id=BORROWED, amount_cents=MAX_CENTS)}
    rules = tuple(
        FormulaAmount(kind="formula", rule_id=part.part, label=part.label, measure=translation.parts[part.part])
        for part in formula.parts
    )
    policy = result.policy.model_copy(
        update={
            "derived_measures": translation.measures,
            "sources": (SourcePolicy(source_id=BORROWED, distribution="unlocked", rules=rules),),
            "adjustments": (),
        }
    )
    return allocate(replace(result.prepared, sources=sources, derivations={}), policy)


def _on_our_sources(
    policy: Policy, formula: LibraryFormula, translation: Translation, budgets: Mapping[str, int]
) -> Policy:
    sources = []
    for source in policy.sources:
        if source.source_id in budgets:
            budget = budgets[source.source_id]
            rule = Proportional(
                kind="proportional",
                rule_id=formula.formula_id,
                label=f"{formula.district}: {formula.title} ({dollars(budget)})"[:200],
                measure=translation.total,
                pool_amount_cents=budget,
            )
            kept = [other for other in source.rules if isinstance(other, SchoolGrantRule)]
            source = source.model_copy(update={"rules": (rule, *kept)})  # noqa: PLW2901 - the same source, changed
        sources.append(source)
    prefix = f"{formula.prefix}_"
    others = tuple(measure for measure in policy.derived_measures if not measure.name.startswith(prefix))
    return policy.model_copy(
        update={
            "name": f"{formula.district} {formula.fiscal_year}: {formula.title}"[:200],
            "derived_measures": (*others, *translation.measures),
            "sources": tuple(sources),
        }
    )
