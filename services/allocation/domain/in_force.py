"""A policy as it stands in its year: steps taken, triggers asked, groups of levels spelled out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from services.allocation.domain.adjustments import LevelAmount, MinimumOperationalBudget, Trigger
from services.allocation.domain.inputs import RevenueSource
from services.allocation.domain.ledger import AnyRule
from services.allocation.domain.policy import Policy, SourcePolicy
from services.allocation.domain.rules import CellRate, CellWeight, PerPupil, WeightedPool

LevelCell = TypeVar("LevelCell", CellRate, CellWeight, LevelAmount)
_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class TriggerState:
    """Whether a trigger's revenue is there; ``revenue_cents`` is what is counted."""

    trigger: Trigger
    revenue_cents: int

    @property
    def reached(self) -> bool:
        """Whether the formula is paid."""
        return self.revenue_cents >= self.trigger.revenue_cents

    @property
    def missing_cents(self) -> int:
        """What is missing until it is; 0 once it is reached."""
        return max(self.trigger.revenue_cents - self.revenue_cents, 0)


def trigger_states(policy: Policy, revenue: Mapping[str, RevenueSource]) -> list[TriggerState]:
    """Return every trigger of a policy with the revenue that it asks for."""
    return [
        TriggerState(adjustment, counted_revenue(adjustment, revenue))
        for adjustment in policy.adjustments
        if isinstance(adjustment, Trigger)
    ]


def counted_revenue(trigger: Trigger, revenue: Mapping[str, RevenueSource]) -> int:
    """Return the revenue a trigger counts, in cents; a source that is not there counts nothing."""
    named = trigger.revenue_source_ids
    return sum(
        source.amount_cents
        for source_id, source in revenue.items()
        if (source_id in named if named is not None else not source.restricted)
    )


def policy_in_force(policy: Policy, revenue: Mapping[str, RevenueSource]) -> Policy:
    """Return the policy with the weights of its year and without those that wait; the same one where nothing changes.

    Doing it twice changes nothing more.
    """
    waiting = [
        state.trigger
        for state in trigger_states(policy, revenue)
        if state.trigger.until == "without_weights" and not state.reached
    ]
    if not waiting and not policy.level_groups and not _has_steps(policy):
        return policy
    groups = policy.levels_by_group
    adjustments = tuple(
        adjustment.model_copy(update={"per_pupil": _spelled(adjustment.per_pupil, groups)})
        if isinstance(adjustment, MinimumOperationalBudget) and adjustment.per_pupil
        else adjustment
        for adjustment in policy.adjustments
    )
    sources = tuple(_source(source, policy.fiscal_year, groups, waiting) for source in policy.sources)
    return policy.model_copy(update={"sources": sources, "adjustments": adjustments})


def with_triggers_reached(policy: Policy) -> Policy:
    """Return the policy as it will be once every trigger's revenue is there: its result is the shadow."""
    adjustments = tuple(
        adjustment.model_copy(update={"revenue_cents": 0}) if isinstance(adjustment, Trigger) else adjustment
        for adjustment in policy.adjustments
    )
    return policy.model_copy(update={"adjustments": adjustments})


def waiting_needs(triggers: Iterable[Trigger], source_id: str) -> frozenset[str]:
    """Return the need categories whose weights wait in a source."""
    return frozenset(
        need
        for trigger in triggers
        if trigger.source_ids is None or source_id in trigger.source_ids
        for need in trigger.need_categories
    )


def _has_steps(policy: Policy) -> bool:
    for source in policy.sources:
        for rule in source.rules:
            if isinstance(rule, WeightedPool | PerPupil):
                for cell in rule.weights or ():
                    if cell.steps is not None:
                        return True
    return False


def _source(
    source: SourcePolicy, fiscal_year: int, groups: Mapping[str, tuple[str, ...]], waiting: Sequence[Trigger]
) -> SourcePolicy:
    needs = waiting_needs(waiting, source.source_id)
    rules = tuple(_rule(rule, fiscal_year, groups, needs) for rule in source.rules)
    return source.model_copy(update={"rules": rules})


def _rule(rule: AnyRule, fiscal_year: int, groups: Mapping[str, tuple[str, ...]], waiting: frozenset[str]) -> AnyRule:
    if not isinstance(rule, WeightedPool | PerPupil):
        return rule
    changed: dict[str, object] = {}
    if rule.weights:
        weights = [
            cell.model_copy(
                update={"weight": _NOTHING if cell.need_category in waiting else cell.weight_in(fiscal_year)}
            )
            for cell in rule.weights
        ]
        changed["weights"] = _spelled(weights, groups)
    if isinstance(rule, PerPupil) and rule.rates:
        rates = [
            cell.model_copy(update={"rate_dollars": _NOTHING}) if cell.need_category in waiting else cell
            for cell in rule.rates
        ]
        changed["rates"] = _spelled(rates, groups)
    return rule.model_copy(update=changed)


def _spelled(cells: Sequence[LevelCell], groups: Mapping[str, tuple[str, ...]]) -> tuple[LevelCell, ...]:
    """Return cells without groups: the first level of a group in its place, the others after all cells."""
    named = {_key(cell) for cell in cells}
    found: list[LevelCell] = []
    more: list[LevelCell] = []
    for cell in cells:
        if cell.level not in groups:
            found.append(cell)
            continue
        levels = [level for level in groups[cell.level] if (level, _key(cell)[1]) not in named]
        spelled = [cell.model_copy(update={"level": level}) for level in levels]
        found += spelled[:1]
        more += spelled[1:]
    return tuple(found + more)


def _key(cell: CellRate | CellWeight | LevelAmount) -> tuple[str, str | None]:
    return cell.level, None if isinstance(cell, LevelAmount) else cell.need_category
