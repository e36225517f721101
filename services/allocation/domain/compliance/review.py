"""Every check of a scenario at once: the formula's result, the staff, and Title I."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from services.allocation.domain.compliance.checks import Check, Figure, Say
from services.allocation.domain.compliance.comparability import Comparability, ComparedSchool, comparability
from services.allocation.domain.compliance.control import control_check
from services.allocation.domain.compliance.federal import is_federal, is_paid_federally
from services.allocation.domain.compliance.proportion import proportion_check
from services.allocation.domain.compliance.register import Register, register
from services.allocation.domain.compliance.settings import ComplianceSettings
from services.allocation.domain.compliance.spending import (
    ActualSpending,
    SchoolMoney,
    SpendingReport,
    Spent,
    actual_check,
    spending_report,
)
from services.allocation.domain.compliance.supplement import flags_check, money_check
from services.allocation.domain.compliance.title_one.facts import find_source, spans_of
from services.allocation.domain.compliance.title_one.outcome import TitleOneOutcome
from services.allocation.domain.result import Result
from services.allocation.domain.staff import CENTRAL, StaffLine

TITLE_ONE_CITE = "ESEA 1113; 20 U.S.C. 6313; 34 CFR 200.77-.78"


@dataclass(frozen=True, slots=True)
class ComplianceReview:
    """The checklist and what stands behind it."""

    checks: tuple[Check, ...]
    title_one_schools: frozenset[str]
    title_one_by: str
    comparability: Comparability
    spending: SpendingReport
    register: Register


def review(
    result: Result,
    staff: Sequence[StaffLine],
    settings: ComplianceSettings,
    title_one: TitleOneOutcome | None,
    actual: ActualSpending | None = None,
) -> ComplianceReview:
    """Test a result against every rule.

    Args:
        result: What the scenario gives every school.
        staff: The year's staff lines; empty where none were imported.
        settings: The district's choices.
        title_one: The year's rank-and-serve; None where its data are not there.
        actual: What was spent in the year before; None where it was not imported.
    """
    prepared = result.prepared
    source = settings.title_one_source_id or next(
        (found.source_id for found in [find_source(prepared.sources.values())] if found), None
    )
    served, by = _title_one_schools(result, settings, source)
    compared = comparability(_compared(result, staff, settings, served), settings, has_staff=bool(staff))
    spent = _spending(result, staff, settings)
    policies = {each.source_id: each for each in result.policy.sources}
    rules = register(dict(prepared.sources), policies)
    return ComplianceReview(
        checks=(
            _title_one(title_one),
            flags_check(result, settings.title_one_flag),
            money_check(result, source),
            compared.check,
            control_check(result, settings.control_target_bp),
            proportion_check(result, settings),
            spent.check if actual is None else actual_check(actual, [row.school_id for row in spent.schools]),
            rules.check,
        ),
        title_one_schools=served,
        title_one_by=by,
        comparability=compared,
        spending=spent,
        register=rules,
    )


def _title_one(outcome: TitleOneOutcome | None) -> Check:
    if outcome is None:
        return Check(
            "title_one", TITLE_ONE_CITE, "not_enough_data", Say("title_one.nothing"), Say("title_one.nothing.remedy")
        )
    failed = [check for check in outcome.checks if check.outcome == "failed"]
    figures = (
        Figure("served_schools", len(outcome.amounts), "count"),
        Figure("to_schools", outcome.money.to_schools_cents, "cents"),
    )
    if failed:
        said = Say("title_one.failed", {"count": str(len(failed))})
        return Check("title_one", TITLE_ONE_CITE, "failed", said, Say("title_one.failed.remedy"), figures)
    values = {"served": str(len(outcome.amounts))}
    key = "title_one.proposed" if outcome.proposed else "title_one"
    return Check("title_one", TITLE_ONE_CITE, "passed", Say(key, values), None, figures)


def _title_one_schools(
    result: Result, settings: ComplianceSettings, source_id: str | None
) -> tuple[frozenset[str], str]:
    """Return the schools that receive Title I money; those flagged where no source is known or it reaches nobody."""
    amounts = np.zeros_like(result.totals)
    for component in result.components:
        if component.source_id == source_id:
            amounts = amounts + component.amounts
    receiving = frozenset(np.array(result.prepared.school_ids)[amounts > 0].tolist())
    if receiving:
        return receiving, "money"
    return (
        frozenset(each.school_id for each in result.prepared.schools if settings.title_one_flag in each.flags),
        "flag",
    )


def _compared(
    result: Result, staff: Sequence[StaffLine], settings: ComplianceSettings, served: frozenset[str]
) -> list[ComparedSchool]:
    prepared = result.prepared
    spans = spans_of(prepared)
    fte: dict[str, Fraction] = {}
    cents: dict[str, int] = {}
    for line in staff:
        if settings.leave_out_federal and is_paid_federally(line, prepared.sources):
            continue
        fte[line.school_id] = fte.get(line.school_id, Fraction(0)) + Fraction(line.fte)
        longevity = line.longevity_cents if settings.leave_out_longevity else 0
        cents[line.school_id] = cents.get(line.school_id, 0) + line.cost_cents - longevity
    if not staff:
        planned = _by_funder(result, federal=False)
        cents = {school_id: int(planned[row]) for row, school_id in enumerate(prepared.school_ids)}
    return [
        ComparedSchool(
            school.school_id,
            school.name,
            spans[row],
            school.school_id in served,
            Fraction(int(prepared.pupils[row]), prepared.count_scale),
            fte.get(school.school_id, Fraction(0)),
            cents.get(school.school_id, 0),
        )
        for row, school in enumerate(prepared.schools)
        if result.open_mask[row] and prepared.pupils[row]
    ]


def _by_funder(result: Result, *, federal: bool, excluded: frozenset[str] = frozenset()) -> np.ndarray:
    amounts = np.zeros_like(result.totals)
    for component in result.components:
        source = result.prepared.sources[component.source_id]
        if is_federal(source) == federal and source.source_id not in excluded:
            amounts = amounts + component.amounts
    return amounts


def _spending(result: Result, staff: Sequence[StaffLine], settings: ComplianceSettings) -> SpendingReport:
    """What the scenario plans, in the shape of the report: staff at its own salaries, everything else beside it.

    Staff at schools that a locked or central source pays is spent at the school, so it moves there from the centre.
    """
    prepared, excluded = result.prepared, frozenset(settings.excluded_source_ids)
    counted = [line for line in staff if line.funding not in excluded]
    held = {
        ledger.source.source_id
        for ledger in result.ledgers
        if ledger.locked_cents or ledger.policy is None or not ledger.components
    }
    staff_cents: dict[tuple[str, bool], int] = {}
    moved: dict[tuple[str, bool], int] = {}
    for line in counted:
        key = (line.school_id, is_paid_federally(line, prepared.sources))
        staff_cents[key] = staff_cents.get(key, 0) + line.cost_cents
        if line.funding in held and line.school_id != CENTRAL:
            moved[key] = moved.get(key, 0) + line.cost_cents
    federal = _by_funder(result, federal=True, excluded=excluded)
    others = _by_funder(result, federal=False, excluded=excluded)
    schools = [
        SchoolMoney(
            school.school_id,
            school.name,
            Fraction(int(prepared.pupils[row]), prepared.count_scale),
            int(federal[row]) + moved.get((school.school_id, True), 0),
            int(others[row]) + moved.get((school.school_id, False), 0),
            staff_cents.get((school.school_id, True), 0),
            staff_cents.get((school.school_id, False), 0),
        )
        for row, school in enumerate(prepared.schools)
        if result.open_mask[row]
    ]
    central = _central(result, excluded, staff_cents, moved)
    return spending_report(schools, central, has_staff=bool(staff), spread=settings.central_spread == "pupils")


def _central(
    result: Result,
    excluded: frozenset[str],
    staff_cents: dict[tuple[str, bool], int],
    moved: dict[tuple[str, bool], int],
) -> Spent:
    kept = {True: 0, False: 0}
    for ledger in result.ledgers:
        if ledger.source.source_id not in excluded:
            kept[is_federal(ledger.source)] += ledger.locked_cents + ledger.central_cents + ledger.reserve_cents
    other = {
        federal: kept[federal]
        - staff_cents.get((CENTRAL, federal), 0)
        - sum(cents for (_, is_fed), cents in moved.items() if is_fed == federal)
        for federal in (True, False)
    }
    return Spent(
        staff_cents.get((CENTRAL, True), 0),
        max(other[True], 0),
        staff_cents.get((CENTRAL, False), 0),
        max(other[False], 0),
    )
