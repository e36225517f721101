"""One source's way from its amount to components, pools and a reserve."""

from collections.abc import Iterator, Sequence

import numpy as np

from services.allocation.domain.distribute import FixedRule, Pool, fixed_amounts
from services.allocation.domain.distribute import PoolRule as AnyPool
from services.allocation.domain.eligibility import eligible_schools
from services.allocation.domain.errors import Infeasible, PolicyProblem, PolicyProblems, dollars
from services.allocation.domain.exact import Cents, apportion, exact_sum
from services.allocation.domain.inputs import RevenueSource
from services.allocation.domain.ledger import AnyRule, Component, SourceLedger
from services.allocation.domain.limits import BASIS_POINTS
from services.allocation.domain.policy import Policy, SourcePolicy
from services.allocation.domain.prepare import Mask, Prepared
from services.allocation.domain.rule_sums import RuleSums
from services.allocation.domain.rules import POOL_RULES, SchoolGrantRule

TYPED_GRANTS = SchoolGrantRule(kind="school_grant", rule_id="grants", label="School grants")
"""The rule of a school_grant source that names none: the typed grants of the input data."""


class SourceRun:
    """Distributes one source, in three steps: what is fixed, then every pool of the policy, then the books."""

    def __init__(
        self,
        prepared: Prepared,
        policy: Policy,
        source: RevenueSource,
        source_policy: SourcePolicy,
        open_mask: Mask,
        sums: RuleSums,
        pointer: str,
    ) -> None:
        self.prepared = prepared
        self.unit_cents = policy.rounding_unit_cents
        self.policy = source_policy
        self.open_mask = open_mask
        self.sums = sums
        self.pointer = pointer
        mask = eligible_schools(prepared, source_policy.eligibility)
        self.ledger = SourceLedger(source, source_policy, open_mask if mask is None else mask & open_mask)
        self.everyone = bool(self.ledger.eligible.all())
        self.rules: tuple[AnyRule, ...] = source_policy.rules
        if not self.rules and source_policy.distribution == "school_grant":
            self.rules = (TYPED_GRANTS,)
        self.pools: list[Pool] = []
        self.left_cents = 0
        self._fixed_components: dict[str, Component] = {}

    def take_fixed(self, set_aside_cents: int) -> None:
        """Take the central share and the fixed rules, in that order, and find what each pool has to share."""
        ledger = self.ledger
        amount = ledger.source.amount_cents
        if self.policy.distribution == "locked":
            ledger.locked_cents = amount
            return
        ledger.central_cents = ledger.central_before_cents = self._central_share(amount)
        left = self.left_cents = amount - ledger.central_cents
        if set_aside_cents > left:
            raise self._too_much("reserve_exceeds_source", "the reserve set aside", set_aside_cents, left)
        available = left - set_aside_cents
        sharing: list[tuple[int, AnyPool]] = []
        for position, rule in enumerate(self.rules):
            if isinstance(rule, POOL_RULES):
                sharing.append((position, rule))
                available -= rule.pool_amount_cents or 0
            else:
                component = self._fixed_components[rule.rule_id] = self._fixed(rule)
                available -= component.total_cents
        if available < 0:
            before = left - set_aside_cents
            raise self._too_much("rules_exceed_source", "the fixed-dollar rules", before - available, before)
        ledger.fixed_cents = available
        self._size_pools(sharing, available)

    def book(self, shared: Iterator[Cents]) -> SourceLedger:
        """Enter what fixed rules and pools gave; what is left is the reserve.

        Args:
            shared: What schools get from each of ``pools``; those of the next source follow.
        """
        ledger = self.ledger
        booked = self._fixed_components
        for pool in self.pools:
            # Pools are spent to the last whole unit, so what they gave need not be summed.
            spent = pool.cents - pool.cents % self.unit_cents
            booked[pool.rule.rule_id] = self._component(pool.rule, next(shared), spent, pool.cents, pool.receivers)
        # The components stand in the order of the rules, whichever was computed first.
        ledger.components = [booked[rule.rule_id] for rule in self.rules if rule.rule_id in booked]
        for component in ledger.components:
            if component.kind == "school_grant":
                ledger.grant_cents += component.total_cents
            else:
                ledger.formula_cents += component.total_cents
        ledger.reserve_cents = self.left_cents - ledger.grant_cents - ledger.formula_cents
        return ledger

    def _central_share(self, amount: int) -> int:
        share = self.policy.central_share
        if share is None:
            cents = sum(service.amount_cents for service in self.policy.central_services if service.mode == "central")
        elif share.percent_bp is not None:
            step = BASIS_POINTS * self.unit_cents
            cents = min((2 * amount * share.percent_bp + step) // (2 * step) * self.unit_cents, amount)
        else:
            assert share.amount_cents is not None
            cents = share.amount_cents
        if cents > amount:
            raise self._too_much("central_share_exceeds_source", "the central share", cents, amount)
        return cents

    def _fixed(self, rule: FixedRule) -> Component:
        receivers = self._receivers(rule)
        source_id = self.ledger.source.source_id
        amounts = fixed_amounts(self.prepared, rule, source_id, receivers, self.unit_cents, self.sums)
        if isinstance(rule, SchoolGrantRule):
            self._refuse_closed(rule, amounts != 0)
        return self._component(rule, amounts, exact_sum(amounts), None, receivers)

    def _size_pools(self, sharing: Sequence[tuple[int, AnyPool]], available: int) -> None:
        shares = [rule.pool_share_bp for _, rule in sharing if rule.pool_amount_cents is None]
        units = available // self.unit_cents
        if BASIS_POINTS in shares:
            # One rule that takes the whole rest is the usual case, and needs no apportioning: any other's share is 0.
            rest = iter([units if share else 0 for share in shares])
        else:
            rest = iter(apportion(units, np.array([*shares, BASIS_POINTS - sum(shares)])).tolist())
        for position, rule in sharing:
            cents = next(rest) * self.unit_cents if rule.pool_amount_cents is None else rule.pool_amount_cents
            self.pools.append(Pool(rule, cents, self._receivers(rule), f"{self.pointer}/rules/{position}"))

    def _receivers(self, rule: AnyRule) -> Mask | None:
        own = eligible_schools(self.prepared, rule.eligibility)
        if own is None:
            return None if self.everyone else self.ledger.eligible
        return own & self.ledger.eligible

    def _component(
        self, rule: AnyRule, amounts: Cents, total: int, pool_cents: int | None, receivers: Mask | None
    ) -> Component:
        source_id = self.ledger.source.source_id
        return Component(
            component_id=f"{source_id}/{rule.rule_id}",
            source_id=source_id,
            kind=rule.kind,
            label=rule.title,
            amounts=amounts,
            total_cents=total,
            rule=rule,
            pool_cents=pool_cents,
            receivers=receivers,
        )

    def _refuse_closed(self, rule: SchoolGrantRule, granted: Mask) -> None:
        closed = [self.prepared.school_ids[row] for row in np.flatnonzero(granted & ~self.open_mask)]
        if closed:
            raise PolicyProblems(
                [
                    PolicyProblem(
                        f"{self.pointer}/rules",
                        "grant_to_closed_school",
                        f"{rule.title}: {school_id} is not open in this fiscal year",
                        "Remove the grant, or correct the dates in schools.csv.",
                    )
                    for school_id in closed
                ]
            )

    def _too_much(self, code: str, what: str, needed: int, limit: int) -> Infeasible:
        missing = needed - limit
        source_id = self.ledger.source.source_id
        return Infeasible(
            code,
            missing,
            f"{source_id}: {what} need {dollars(needed)}, but {dollars(limit)} is there; {dollars(missing)} miss.",
            [
                f"Raise {source_id} by {dollars(missing)}.",
                f"Lower {what} by {dollars(missing)}, or use a weighted_pool, which spends what is there.",
            ],
            self.pointer,
        )
