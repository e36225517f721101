"""A policy over the years: each year's pupils and revenue, with last year's result as the current budget."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from services.allocation.domain.adjustments import HoldHarmless, Recount
from services.allocation.domain.engine import allocate
from services.allocation.domain.errors import Infeasible, InputProblems, PolicyProblems
from services.allocation.domain.formula_rules import PriorYearChange
from services.allocation.domain.in_force import TriggerState, trigger_states, with_triggers_reached
from services.allocation.domain.inputs import CountRow, CurrentBudget, Inputs, MeasureRow, Origin, RevenueSource
from services.allocation.domain.inputs import SchoolGrant as Grant
from services.allocation.domain.limits import ALL_PUPILS, ANY_LEVEL, BASIS_POINTS
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import Prepared, level_of_count, prepare
from services.allocation.domain.result import Result

EVERY = "*"
Refused = Infeasible | PolicyProblems | InputProblems


@dataclass(frozen=True, slots=True)
class Growth:
    """What grows from year to year, in basis points; negative where it shrinks.

    Attributes:
        revenue_bp: By source id; ``*`` for the sources that are not named.
        pupils_bp: By level; ``*`` for the levels that are not named.
        pupils: Pupils expected by fiscal year, school and level, where they are known; they go before growth.
    """

    revenue_bp: Mapping[str, int] = field(default_factory=dict)
    pupils_bp: Mapping[str, int] = field(default_factory=dict)
    pupils: Mapping[tuple[int, str, str], Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ProjectedYear:
    """One year: its result, or why there is none.

    Attributes:
        shadow: What the formula would give if every trigger were reached; None where none waits.
        refused: Why the year cannot be calculated; the years after it rest on it and are not there.
    """

    fiscal_year: int
    inputs: Inputs
    triggers: tuple[TriggerState, ...]
    result: Result | None = None
    shadow: Result | None = None
    refused: Refused | None = None


def project(inputs: Inputs, policy: Policy, growth: Growth, years: int, *, first: Prepared) -> list[ProjectedYear]:
    """Calculate a policy for several years in a row.

    Every year has the pupils and revenue that growth gives it, the weights, phase-outs and phase-ins of its own year,
    and the result of the year before as its current budgets. Amounts typed into the policy stay as they are.

    Args:
        inputs: The first year's data.
        policy: Its policy; the years after it use the same with their own fiscal year.
        growth: What changes from year to year.
        years: How many years, the first included.
        first: The first year's data, prepared.
    """
    found: list[ProjectedYear] = []
    now, prepared = inputs, first
    for ahead in range(years):
        year = policy.fiscal_year + ahead
        this = _policy_of(policy, year)
        if ahead:
            last = found[-1].result
            assert last is not None
            now = next_inputs(inputs, last, policy, growth, ahead)
            levels = [level for level in first.levels if level != ANY_LEVEL]
            prepared = prepare(now, levels, first.need_categories)
        states = tuple(trigger_states(this, prepared.sources))
        try:
            result = allocate(prepared, this)
            waits = any(not state.reached for state in states)
            shadow = allocate(prepared, with_triggers_reached(this)) if waits else None
        except (Infeasible, PolicyProblems, InputProblems) as error:
            found.append(ProjectedYear(year, now, states, refused=error))
            break
        found.append(ProjectedYear(year, now, states, result, shadow))
    return found


def next_inputs(base: Inputs, last: Result, policy: Policy, growth: Growth, ahead: int) -> Inputs:
    """Return the data of the year ``ahead`` of the first; ``last`` is the result of the year before it.

    Growth is counted from the first year, so that roundings do not add up.
    """
    return replace(
        base,
        counts=tuple(_counts(base, growth, policy.fiscal_year + ahead, ahead)),
        revenue_sources=tuple(_sources(base.revenue_sources, growth, ahead)),
        school_grants=tuple(_grants(base.school_grants, growth, ahead)),
        current_budgets=tuple(_budgets(last)),
        measures=tuple(_measures(base, last, policy)),
    )


def _policy_of(policy: Policy, fiscal_year: int) -> Policy:
    if fiscal_year == policy.fiscal_year:
        return policy
    # A recount belongs to the year in which its amounts were published.
    adjustments = tuple(each for each in policy.adjustments if not isinstance(each, Recount))
    return policy.model_copy(update={"fiscal_year": fiscal_year, "adjustments": adjustments})


def _factor(growth_bp: int, ahead: int) -> Fraction:
    return Fraction(BASIS_POINTS + growth_bp, BASIS_POINTS) ** ahead


def _counts(base: Inputs, growth: Growth, fiscal_year: int, ahead: int) -> Iterator[CountRow]:
    whole = all(row.pupil_count == int(row.pupil_count) for row in base.counts)
    schools = {school.school_id: school for school in base.schools}
    every = {
        (row.school_id, level_of_count(schools[row.school_id], row.level)): row.pupil_count
        for row in base.counts
        if row.need_category == ALL_PUPILS
    }
    for row in base.counts:
        level = level_of_count(schools[row.school_id], row.level)
        expected = growth.pupils.get((fiscal_year, row.school_id, level))
        now = every.get((row.school_id, level), Decimal(0))
        if expected is not None and now > 0:
            factor = Fraction(expected) / Fraction(now)
        elif expected is not None and row.need_category == ALL_PUPILS:
            # Nobody was there whose needs could be carried forward: they count as pupils and nothing else.
            yield replace(row, pupil_count=expected)
            continue
        else:
            factor = _factor(growth.pupils_bp.get(level, growth.pupils_bp.get(EVERY, 0)), ahead)
        # Rounding half up keeps the order: a need never counts more pupils than there are.
        scale = 1 if whole else 100
        pupils = (2 * Fraction(row.pupil_count) * factor * scale + 1) // 2
        yield replace(row, pupil_count=Decimal(int(pupils)) / scale)


def _sources(sources: tuple[RevenueSource, ...], growth: Growth, ahead: int) -> Iterator[RevenueSource]:
    for source in sources:
        factor = _factor(growth.revenue_bp.get(source.source_id, growth.revenue_bp.get(EVERY, 0)), ahead)
        yield replace(source, amount_cents=int((2 * source.amount_cents * factor + 1) // 2))


def _grants(grants: tuple[Grant, ...], growth: Growth, ahead: int) -> Iterator[Grant]:
    for grant in grants:
        factor = _factor(growth.revenue_bp.get(grant.source_id, growth.revenue_bp.get(EVERY, 0)), ahead)
        # Rounded down: together grants never outgrow their source.
        yield replace(grant, amount_cents=int(grant.amount_cents * factor // 1))


def _budgets(last: Result) -> Iterator[CurrentBudget]:
    origin = Origin(f"result of {last.policy.fiscal_year}", 0)
    for ledger in last.ledgers:
        for row, school_id in enumerate(last.prepared.school_ids):
            cents = sum(int(component.amounts[row]) for component in ledger.components)
            if last.open_mask[row] and cents:
                yield CurrentBudget(school_id, ledger.source.source_id, cents, origin)


def _measures(base: Inputs, last: Result, policy: Policy) -> Iterator[MeasureRow]:
    """Yield the measures, with those that hold last year's pupils or dollars brought up to date."""
    pupils, dollars = _measures_of_last_year(policy)
    prepared = last.prepared
    origin = Origin(f"result of {last.policy.fiscal_year}", 0)
    for row in base.measures:
        if row.measure not in pupils and row.measure not in dollars:
            yield row
    for index, school_id in enumerate(prepared.school_ids):
        for measure in sorted(pupils):
            yield MeasureRow(school_id, measure, prepared.pupil_decimal(int(prepared.pupils[index])), origin)
        for measure, component_id in sorted(dollars.items()):
            found = next(each for each in last.components if each.component_id == component_id)
            yield MeasureRow(school_id, measure, Decimal(int(found.amounts[index])) / 100, origin)


def _measures_of_last_year(policy: Policy) -> tuple[set[str], dict[str, str]]:
    pupils = {
        each.prior_pupils_measure
        for each in policy.adjustments
        if isinstance(each, HoldHarmless) and each.basis == "per_pupil"
    }
    dollars: dict[str, str] = {}
    for source in policy.sources:
        for rule in source.rules:
            if isinstance(rule, PriorYearChange):
                dollars[rule.prior_measure] = f"{source.source_id}/{rule.rule_id}"
                pupils |= {rule.prior_pupils_measure} if rule.prior_pupils_measure else set()
    return pupils, dollars
