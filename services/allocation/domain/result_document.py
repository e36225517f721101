"""The result as one JSON document: the same for result.json, the API and the browser."""

from typing import TYPE_CHECKING, Any

import numpy as np

from services.allocation.domain.exact import Cents
from services.allocation.domain.findings import findings
from services.allocation.domain.ledger import SourceLedger
from services.allocation.domain.limits import ALL_PUPILS, ANY_LEVEL, BASIS_POINTS
from services.allocation.domain.matrix import matrix_rows

if TYPE_CHECKING:
    from services.allocation.domain.result import Result

ENGINE_VERSION = "1.0.0"
"""Changes whenever the same policy and inputs could give other figures."""

SCHEMA_VERSION = 1


def result_document(result: "Result") -> dict[str, Any]:
    """Return every figure of a result, without its hash."""
    prepared = result.prepared
    scale = 100 // prepared.count_scale
    return {
        "schema_version": SCHEMA_VERSION,
        "engine_version": ENGINE_VERSION,
        "fiscal_year": result.policy.fiscal_year,
        "policy_name": result.policy.name,
        "policy_hash": result.policy_hash,
        "inputs_hash": result.inputs_hash,
        "school_ids": list(prepared.school_ids),
        "school_names": [school.name for school in prepared.schools],
        "school_levels": _school_levels(result),
        "pupil_counts": [f"{count * scale // 100}.{count * scale % 100:02d}" for count in prepared.pupils.tolist()],
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
        "totals_cents": result.totals.tolist(),
        "formula_cents": result.formula.tolist(),
        "top_up_cents": result.top_ups.tolist(),
        "reduction_cents": result.reductions.tolist(),
        **_comparison(result),
        "held_harmless": result.held_harmless.tolist(),
        "need_shares_bp": _need_shares(result),
        "school_control_bp": _school_control(result),
        "sources": [_source(ledger) for ledger in result.ledgers],
        "district": _district(result),
        "matrix": matrix_rows(result),
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


def _school_levels(result: "Result") -> list[list[str]]:
    prepared = result.prepared
    masks = [(level, prepared.level_masks[level].tolist()) for level in prepared.levels if level != ANY_LEVEL]
    return [[level for level, mask in masks if mask[row]] for row in range(prepared.school_count)]


def _comparison(result: "Result") -> dict[str, Any]:
    current = result.prepared.current_cents
    known = current >= 0
    change = result.totals - current
    # Half up, towards plus infinity; Python integers, as cents x 10,000 may leave int64.
    change_bp = [
        (2 * difference * BASIS_POINTS + before) // (2 * before) if before > 0 else None
        for difference, before in zip(change.tolist(), current.tolist(), strict=True)
    ]
    return {
        "current_cents": _known(current),
        "minimum_cents": [None] * len(current) if result.minimums is None else _known(result.minimums),
        "change_cents": [
            difference if is_known else None
            for difference, is_known in zip(change.tolist(), known.tolist(), strict=True)
        ],
        "change_bp": change_bp,
        "winners": {
            "gaining": int(np.count_nonzero(known & (change > 0))),
            "losing": int(np.count_nonzero(known & (change < 0))),
            "unchanged": int(np.count_nonzero(known & (change == 0))),
        },
    }


def _known(values: Cents) -> list[int | None]:
    return [value if value >= 0 else None for value in values.tolist()]


def _need_shares(result: "Result") -> dict[str, list[int | None]]:
    prepared = result.prepared
    pupils = prepared.pupils.tolist()
    return {
        need: [
            (2 * count * BASIS_POINTS + every) // (2 * every) if every else None
            for count, every in zip(prepared.need_counts[need].tolist(), pupils, strict=True)
        ]
        for need in prepared.need_categories
        if need != ALL_PUPILS
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


def _source(ledger: SourceLedger) -> dict[str, Any]:
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
