"""What each school would receive if it alone had other pupils, for all schools in one pass.

Fixed rules look at a school's own pupils only, so stepping every school at once gives each its own answer. A pool
shares what is left: with only school i changed, its weight is w', the others' weights stay, and it receives
P' x w' / (W - w + w'). Estimates are floats; whatever is reported is computed again by the engine, to the cent.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from services.allocation.domain.cliffs.steps import derived_frozen
from services.allocation.domain.coefficients import cells_of
from services.allocation.domain.derive import with_derived
from services.allocation.domain.distribute import PoolRule, fixed_amounts, pool_weights
from services.allocation.domain.eligibility import eligible_schools
from services.allocation.domain.formula_amounts import formula_value
from services.allocation.domain.formula_rules import FormulaBase
from services.allocation.domain.in_force import policy_in_force
from services.allocation.domain.ledger import AnyRule
from services.allocation.domain.limits import BASIS_POINTS
from services.allocation.domain.policy import Policy, SourcePolicy
from services.allocation.domain.prepare import Mask, Prepared
from services.allocation.domain.result import Result
from services.allocation.domain.rule_sums import RuleSums
from services.allocation.domain.rules import POOL_RULES, SchoolGrantRule, Shares

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class _SourceState:
    """One source's fixed dollars and pool weights, in the order of its rules."""

    fixed: Floats
    weights: list[list[Floats]]


class Marginals:
    """Estimates every school's formula dollars when it alone changes."""

    def __init__(self, result: Result) -> None:
        self.policy: Policy = policy_in_force(result.policy, result.prepared.sources)
        self.open_mask: Mask = result.open_mask
        self.before: Prepared = with_derived(
            result.prepared, self.policy.derived_measures, self.open_mask, self.policy.levels_by_group
        )
        self.sources = [source for source in self.policy.sources if source.distribution == "unlocked" and source.rules]
        ledgers = {ledger.source.source_id: ledger for ledger in result.ledgers}
        self.available = [float(ledgers[source.source_id].fixed_cents) for source in self.sources]
        self.states = [self._state(self.before, source) for source in self.sources]

    def of(self, stepped: Prepared) -> Floats:
        """Return each school's cents if it alone were as in the stepped inputs."""
        prepared = derived_frozen(stepped, self.policy, self.open_mask, self.before)
        total = np.zeros(prepared.school_count)
        for source, available, before in zip(self.sources, self.available, self.states, strict=True):
            now = self._state(prepared, source)
            left = np.maximum(available - (now.fixed - before.fixed), 0)
            total += now.fixed + self._pools(source, left, before, now)
        return total

    def _pools(self, source: SourcePolicy, left: Floats, before: _SourceState, now: _SourceState) -> Floats:
        total = np.zeros(len(left))
        pools = [rule for rule in source.rules if isinstance(rule, POOL_RULES)]
        for rule, old, new in zip(pools, before.weights, now.weights, strict=True):
            pool = left * rule.pool_share_bp / BASIS_POINTS
            if rule.pool_amount_cents is not None:
                pool = np.full(len(left), float(rule.pool_amount_cents))
            shares = [cell.share_bp / BASIS_POINTS for cell in rule.cells] if isinstance(rule, Shares) else [1.0]
            for share, was, is_ in zip(shares, old, new, strict=True):
                every = was.sum() - was + is_
                total += np.divide(pool * share * is_, every, out=np.zeros(len(left)), where=every > 0)
        return total

    def _state(self, prepared: Prepared, source: SourcePolicy) -> _SourceState:
        sums = RuleSums(prepared, source.rules)
        mask = eligible_schools(prepared, source.eligibility)
        eligible = self.open_mask if mask is None else mask & self.open_mask
        fixed = np.zeros(prepared.school_count)
        weights: list[list[Floats]] = []
        for rule in source.rules:
            own = eligible_schools(prepared, rule.eligibility) if rule.eligibility is not None else None
            receivers = eligible if own is None else own & eligible
            if isinstance(rule, POOL_RULES):
                weights.append(_weights(prepared, rule, receivers, sums))
            elif not isinstance(rule, SchoolGrantRule):
                fixed += _fixed(prepared, rule, source.source_id, receivers, self.policy.rounding_unit_cents, sums)
        return _SourceState(fixed, weights)


def _fixed(
    prepared: Prepared, rule: AnyRule, source_id: str, receivers: Mask, unit_cents: int, sums: RuleSums
) -> Floats:
    if isinstance(rule, FormulaBase):
        # Not rounded, and not refused below zero: the engine does both when it checks what is reported.
        value = formula_value(prepared, rule)
        cents = np.broadcast_to(value.top.astype(np.float64) / value.bottom.astype(np.float64) * 100, receivers.shape)
        return np.where(receivers & value.known, cents, 0.0)
    assert not isinstance(rule, POOL_RULES)
    return fixed_amounts(prepared, rule, source_id, receivers, unit_cents, sums).astype(np.float64)


def _weights(prepared: Prepared, rule: PoolRule, receivers: Mask, sums: RuleSums) -> list[Floats]:
    if isinstance(rule, Shares):
        cells: Sequence[Floats] = [
            prepared.cells.counts[:, cells_of(prepared, cell.level, cell.need_category)].sum(axis=1).astype(np.float64)
            for cell in rule.cells
        ]
        return [np.where(receivers, cell, 0.0) for cell in cells]
    return [pool_weights(prepared, rule, receivers, sums).astype(np.float64)]
