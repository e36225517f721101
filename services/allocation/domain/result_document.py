"""The result as one JSON document: the same for result.json, the API and the browser."""

from typing import TYPE_CHECKING, Any

import numpy as np

from services.allocation.domain.findings import findings
from services.allocation.domain.ledger import SourceLedger
from services.allocation.domain.limits import BASIS_POINTS
from services.allocation.domain.matrix import matrix_rows
from services.allocation.domain.school_facts import known

if TYPE_CHECKING:
    from services.allocation.domain.result import Result

ENGINE_VERSION = "1.0.0"
"""Changes whenever the same policy and inputs could give other figures."""

SCHEMA_VERSION = 1


def result_document(result: "Result") -> dict[str, Any]:
    """Return every figure of a result, without its hash."""
    return result_figures(result) | {
        **result.prepared.facts.document,
        "components": [
            {
                "component_id": component.component_id,
                "source_id": component.source_id,
                "kind": component.kind,
                "label": component.label,
                "amounts_cents": component.amounts.tolist(),
            }
            for component in result.components
        ],
        "sources": [source_figures(ledger) for ledger in result.ledgers],
        "matrix": matrix_rows(result),
    }


def result_figures(result: "Result") -> dict[str, Any]:
    """Return what a result says in few words and in many: what it is of, what schools receive, and the sums."""
    return {
        "schema_version": SCHEMA_VERSION,
        "engine_version": ENGINE_VERSION,
        "fiscal_year": result.policy.fiscal_year,
        "policy_name": result.policy.name,
        "policy_hash": result.policy_hash,
        "inputs_hash": result.inputs_hash,
        "totals_cents": result.totals.tolist(),
        "formula_cents": result.formula.tolist(),
        "top_up_cents": result.top_ups.tolist(),
        "reduction_cents": result.reductions.tolist(),
        "held_harmless": result.held_harmless.tolist(),
        **_comparison(result),
        "school_control_bp": _school_control(result),
        "district": _district(result),
        "findings": [
            {
                "code": finding.code,
                "severity": finding.severity,
                "message": finding.message,
                "school_ids": list(finding.school_ids),
            }
            for finding in findings(result)
        ],
    }


def _comparison(result: "Result") -> dict[str, Any]:
    current = result.prepared.current_cents
    is_compared = current >= 0
    change = result.totals - current
    # Half up, towards plus infinity; Python integers, as cents x 10,000 may leave int64.
    change_bp = [
        (2 * difference * BASIS_POINTS + before) // (2 * before) if before > 0 else None
        for difference, before in zip(change.tolist(), current.tolist(), strict=True)
    ]
    return {
        "minimum_cents": [None] * len(current) if result.minimums is None else known(result.minimums),
        "change_cents": [
            difference if is_known else None
            for difference, is_known in zip(change.tolist(), is_compared.tolist(), strict=True)
        ],
        "change_bp": change_bp,
        "winners": {
            "gaining": int(np.count_nonzero(is_compared & (change > 0))),
            "losing": int(np.count_nonzero(is_compared & (change < 0))),
            "unchanged": int(np.count_nonzero(is_compared & (change == 0))),
        },
    }


def _school_control(result: "Result") -> int | None:
    """Return the share of unrestricted money that reaches schools and that they decide on, in basis points."""
    unrestricted = [ledger for ledger in result.ledgers if not ledger.source.restricted]
    amount = sum(ledger.source.amount_cents for ledger in unrestricted)
    decided = sum(
        _to_schools(ledger)
        for ledger in unrestricted
        if ledger.policy is not None and ledger.policy.control == "school"
    )
    return (2 * decided * BASIS_POINTS + amount) // (2 * amount) if amount else None


def _to_schools(ledger: SourceLedger) -> int:
    return ledger.grant_cents + ledger.formula_cents + ledger.top_up_cents - ledger.reduction_cents


def source_figures(ledger: SourceLedger) -> dict[str, Any]:
    """Return where every part of a source's amount went."""
    return {
        "source_id": ledger.source.source_id,
        "name": ledger.source.name,
        "funder": ledger.source.funder,
        "restricted": ledger.source.restricted,
        "control": ledger.policy.control if ledger.policy else "central",
        "distribution": ledger.policy.distribution if ledger.policy else "unlocked",
        "amount_cents": ledger.source.amount_cents,
        "locked_cents": ledger.locked_cents,
        "central_share_cents": ledger.central_cents,
        "school_grant_cents": ledger.grant_cents,
        "formula_cents": ledger.formula_cents,
        "top_up_cents": ledger.top_up_cents,
        "reduction_cents": ledger.reduction_cents,
        "reserve_cents": ledger.reserve_cents,
        "difference_cents": ledger.difference_cents,
        "school_count": int(np.count_nonzero(ledger.eligible)),
        "eligibility": ledger.eligible.astype(np.int8).tolist(),
    }


def _district(result: "Result") -> dict[str, int]:
    ledgers = result.ledgers
    amount = sum(ledger.source.amount_cents for ledger in ledgers)
    locked = sum(ledger.locked_cents for ledger in ledgers)
    central = sum(ledger.central_cents for ledger in ledgers)
    reserve = sum(ledger.reserve_cents for ledger in ledgers)
    to_schools = int(result.totals.sum())
    return {
        "amount_cents": amount,
        "locked_cents": locked,
        "central_share_cents": central,
        "to_schools_cents": to_schools,
        "reserve_cents": reserve,
        "difference_cents": amount - locked - central - reserve - to_schools,
    }
