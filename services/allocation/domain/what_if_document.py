"""What a policy moves, for a reader who asks at every move of a slider: a fifth of a result's document."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from services.allocation.domain.ledger import Component, SourceLedger
from services.allocation.domain.need_money import need_cents
from services.allocation.domain.result_document import result_figures, source_figures

if TYPE_CHECKING:
    from services.allocation.domain.result import Result


def what_if_document(result: "Result", known_schools: str | None) -> dict[str, Any]:
    """Return a result's document with its figures only, without hash, matrix and amounts of single rules.

    Args:
        result: The allocation.
        known_schools: The `schools_hash` of what the reader knows of the schools; told again only if it is not theirs.
    """
    facts = result.prepared.facts
    told = facts.document
    if known_schools == facts.schools_hash:
        told = {name: {} if name == "need_shares_bp" else [] for name in told}
    return result_figures(result) | {
        "result_hash": None,
        "schools_hash": facts.schools_hash,
        **told,
        "components": [
            *(_of_rule(component) for component in result.components if component.adjustment_id is None),
            *_of_adjustments(component for component in result.components if component.adjustment_id is not None),
        ],
        "sources": [_source(ledger) for ledger in result.ledgers],
        "matrix": [],
        "need_cents": need_cents(result),
    }


def _of_rule(component: Component) -> dict[str, Any]:
    return {
        "component_id": component.component_id,
        "source_id": component.source_id,
        "kind": component.kind,
        "label": component.label,
        "amounts_cents": [],
        "amount_cents": int(component.amounts.sum()),
        "school_count": int(np.count_nonzero(component.amounts)),
    }


def _of_adjustments(components: Iterable[Component]) -> list[dict[str, Any]]:
    """Return what each adjustment adds and what it takes, of all sources together: one list instead of one a source."""
    summed: dict[tuple[str | None, str], tuple[str, Any]] = {}
    for component in components:
        key = (component.adjustment_id, component.kind)
        label, amounts = summed.get(key, (component.label, 0))
        summed[key] = (label, amounts + component.amounts)
    return [
        {
            "component_id": f"{adjustment_id}/{kind}",
            "source_id": None,
            "kind": kind,
            "label": label,
            "amounts_cents": amounts.tolist(),
        }
        for (adjustment_id, kind), (label, amounts) in summed.items()
    ]


def _source(ledger: SourceLedger) -> dict[str, Any]:
    figures = source_figures(ledger)
    # Most sources are for every school, and a list of ones for each of them says no more than none.
    return figures | {"eligibility": []} if ledger.eligible.all() else figures
