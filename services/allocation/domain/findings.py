"""What a reader should know about a result, none of it an error."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from services.allocation.domain.adjustments import MinimumOperationalBudget
from services.allocation.domain.errors import dollars
from services.allocation.domain.formula_amounts import formula_value
from services.allocation.domain.formula_rules import CompositeIndex, FormulaBase
from services.allocation.domain.in_force import trigger_states
from services.allocation.domain.prepare import Mask
from services.allocation.domain.rules import Proportional

if TYPE_CHECKING:
    from services.allocation.domain.result import Result


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a reader should know about the result."""

    code: str
    severity: str
    message: str
    school_ids: tuple[str, ...] = ()


def findings(result: "Result") -> list[Finding]:
    """Return the findings of a result in a fixed order."""
    every = (_schools, _sources, _measures, _lifts, _waiting, _unions)
    return [finding for look in every for finding in look(result)]


def _schools(result: "Result") -> Iterator[Finding]:
    prepared = result.prepared
    closed = ~result.open_mask
    if closed.any():
        count = int(closed.sum())
        message = (
            "One school is not open in this fiscal year and receives nothing"
            if count == 1
            else f"{count} schools are not open in this fiscal year and receive nothing"
        )
        yield Finding("school_closed", "info", message, _ids(result, closed))
    pupils_of_closed = closed & (prepared.pupils > 0)
    if pupils_of_closed.any():
        yield Finding(
            "closed_school_with_pupils",
            "warning",
            "These schools are closed in this fiscal year but have pupils, who are not funded",
            _ids(result, pupils_of_closed),
        )
    empty = result.open_mask & (prepared.pupils == 0)
    if empty.any():
        yield Finding(
            "school_without_pupils", "warning", "These schools are open and have no pupils", _ids(result, empty)
        )


def _sources(result: "Result") -> Iterator[Finding]:
    for ledger in result.ledgers:
        source_id = ledger.source.source_id
        if ledger.policy is None:
            yield Finding(
                "source_without_decision",
                "warning",
                f"The policy says nothing about {source_id}: its {dollars(ledger.source.amount_cents)} stay in reserve",
            )
            continue
        services = [service for service in ledger.policy.central_services if service.mode == "central"]
        cost = sum(service.amount_cents for service in services)
        if services and cost != ledger.central_before_cents:
            yield Finding(
                "central_services_differ",
                "warning",
                f"The central services of {source_id} cost {dollars(cost)}, its central share is "
                f"{dollars(ledger.central_before_cents)}",
            )
        for component in ledger.components:
            outside = (component.amounts > 0) & ~ledger.eligible
            if outside.any():
                what = "grants" if component.kind == "school_grant" else "top-ups"
                yield Finding(
                    f"{component.kind}_outside_eligibility",
                    "warning",
                    f"{what} of {source_id} reach schools that are not eligible for it ({component.label})",
                    _ids(result, outside),
                )


def _measures(result: "Result") -> Iterator[Finding]:
    for component in result.components:
        rule = component.rule
        if isinstance(rule, FormulaBase | CompositeIndex):
            receivers = component.receivers if component.receivers is not None else result.open_mask
            unknown = receivers & ~formula_value(result.prepared, rule).known
            if unknown.any():
                message = (
                    f"{component.label}: the formula has no value for these schools, and they receive nothing by it"
                )
                yield Finding("formula_without_value", "warning", message, _ids(result, unknown))
        if isinstance(rule, Proportional) and rule.measure in result.prepared.has_measure:
            receivers = component.receivers if component.receivers is not None else result.open_mask
            missing = receivers & ~result.prepared.has_measure[rule.measure]
            if missing.any():
                yield Finding(
                    "measure_missing",
                    "warning",
                    f"{component.label}: these schools have no {rule.measure} and receive nothing by it",
                    _ids(result, missing),
                )


def _lifts(result: "Result") -> Iterator[Finding]:
    for lift in result.lifts:
        if lift.adjustment.kind == "hold_harmless":
            new = result.open_mask & (lift.floors < 0)
            if new.any():
                yield Finding(
                    "no_current_budget",
                    "info",
                    f"{lift.adjustment.title}: these schools have no current budget, so no floor and no gain",
                    _ids(result, new),
                )
        if isinstance(lift.adjustment, MinimumOperationalBudget) and lift.adjustment.measure:
            measure = lift.adjustment.measure
            missing = result.open_mask & ~result.prepared.has_measure[measure]
            if missing.any():
                message = f"{lift.adjustment.title}: these schools have no {measure}, and no minimum by it"
                yield Finding("minimum_without_measure", "warning", message, _ids(result, missing))


def _waiting(result: "Result") -> Iterator[Finding]:
    for state in trigger_states(result.policy, result.prepared.sources):
        if not state.reached:
            missing = dollars(state.missing_cents)
            message = f"{state.trigger.title}: {missing} of revenue are missing until the formula is paid"
            yield Finding("trigger_waits", "info", message)


def _unions(result: "Result") -> Iterator[Finding]:
    """Say where an unduplicated count cannot be right: below its largest part, or above their sum or all pupils."""
    prepared = result.prepared
    for union in result.policy.unions:
        counted = prepared.need_counts[union.need_category]
        parts = np.stack([prepared.need_counts[need] for need in union.of])
        wrong = (counted < parts.max(axis=0)) | (counted > np.minimum(parts.sum(axis=0), prepared.pupils))
        if wrong.any():
            yield Finding(
                "union_does_not_fit",
                "warning",
                f"{union.need_category} should count each pupil of {', '.join(union.of)} once: at least the largest of "
                "them, at most their sum and all pupils; here it does not",
                _ids(result, wrong),
            )


def _ids(result: "Result", mask: Mask) -> tuple[str, ...]:
    return tuple(result.prepared.school_ids[row] for row in np.flatnonzero(mask).tolist())
