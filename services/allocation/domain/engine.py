"""From prepared inputs and a policy to every school's budget, exact to the cent."""

import numpy as np

from services.allocation.domain.adjust import Adjuster
from services.allocation.domain.adjustments import ReservePayer
from services.allocation.domain.distribute import fixed_amounts, pool_amounts
from services.allocation.domain.eligibility import eligible_schools, open_schools
from services.allocation.domain.errors import Infeasible, PolicyProblem, PolicyProblems, dollars
from services.allocation.domain.exact import Cents, apportion
from services.allocation.domain.inputs import RevenueSource
from services.allocation.domain.ledger import AnyRule, Component, SourceLedger
from services.allocation.domain.limits import BASIS_POINTS
from services.allocation.domain.policy import Policy, SourcePolicy
from services.allocation.domain.policy_checks import policy_problems
from services.allocation.domain.prepare import Mask, Prepared
from services.allocation.domain.result import Result
from services.allocation.domain.rules import Proportional, SchoolGrantRule, Shares, WeightedPool

TYPED_GRANTS = SchoolGrantRule(kind="school_grant", rule_id="grants", label="School grants")
"""The rule of a school_grant source that names none: the typed grants of the input data."""


def allocate(prepared: Prepared, policy: Policy) -> Result:
    """Apply a policy: distribute every source, then adjust, then reconcile.

    Args:
        prepared: Inputs laid out by ``prepare``; the same object serves any number of policies.
        policy: The decisions.

    Returns:
        Every school's amounts by source and component; each source sums to its amount exactly.

    Raises:
        PolicyProblems: The policy names what the data do not hold.
        InputProblems: The policy needs a value that a school lacks.
        Infeasible: The money does not suffice, or reaches nobody.
    """
    problems = policy_problems(prepared, policy)
    if problems:
        raise PolicyProblems(problems)
    open_mask = open_schools(prepared, policy.fiscal_year, policy.fiscal_year_start_month)
    set_aside = _set_aside(policy)
    ledgers: dict[str, SourceLedger] = {}
    for index, source_policy in enumerate(policy.sources):
        source = prepared.sources[source_policy.source_id]
        run = _SourceRun(prepared, policy, source, source_policy, open_mask, f"/sources/{index}")
        ledgers[source.source_id] = run.distribute(set_aside.get(source.source_id, 0))
    for source_id, source in prepared.sources.items():
        if source_id not in ledgers:
            # A source that the policy does not mention stays whole, in sight: it is a finding of the result.
            nobody = np.zeros(prepared.school_count, dtype=np.bool_)
            ledgers[source_id] = SourceLedger(source, None, nobody, "", reserve_cents=source.amount_cents)
    formula = np.zeros(prepared.school_count, dtype=np.int64)
    for ledger in ledgers.values():
        for component in ledger.components:
            formula += component.amounts
    if formula.min(initial=0) < 0:
        raise _below_zero(prepared, formula)
    adjuster = Adjuster(prepared, policy, open_mask, ledgers, formula)
    if policy.adjustments:
        adjuster.run()
    for ledger in ledgers.values():
        if ledger.difference_cents != 0:
            raise AssertionError(f"{ledger.source.source_id} misses {ledger.difference_cents} cents")
    return Result(prepared, policy, open_mask, tuple(ledgers.values()), tuple(adjuster.lifts), formula, adjuster.totals)


def _below_zero(prepared: Prepared, formula: Cents) -> Infeasible:
    row = int(formula.argmin())
    school_id, missing = prepared.school_ids[row], -int(formula[row])
    return Infeasible(
        "school_below_zero",
        missing,
        f"The deductions typed for {school_id} exceed what the school receives by {dollars(missing)}.",
        [f"Lower the deductions of {school_id} by {dollars(missing)}."],
        "/sources",
    )


def _set_aside(policy: Policy) -> dict[str, int]:
    amounts: dict[str, int] = {}
    for adjustment in policy.adjustments:
        payer = adjustment.payer
        if isinstance(payer, ReservePayer) and payer.amount_cents is not None:
            amounts[payer.source_id] = amounts.get(payer.source_id, 0) + payer.amount_cents
    return amounts


class _SourceRun:
    """Distributes one source."""

    def __init__(
        self,
        prepared: Prepared,
        policy: Policy,
        source: RevenueSource,
        source_policy: SourcePolicy,
        open_mask: Mask,
        pointer: str,
    ) -> None:
        self.prepared = prepared
        self.unit_cents = policy.rounding_unit_cents
        self.policy = source_policy
        self.open_mask = open_mask
        self.pointer = pointer
        mask = eligible_schools(prepared, source_policy.eligibility)
        self.ledger = SourceLedger(source, source_policy, open_mask if mask is None else mask & open_mask, pointer)
        self.everyone = bool(self.ledger.eligible.all())

    def distribute(self, set_aside_cents: int) -> SourceLedger:
        """Run central share, fixed rules and pools, in that order; what is left is the reserve."""
        ledger = self.ledger
        amount = ledger.source.amount_cents
        if self.policy.distribution == "locked":
            ledger.locked_cents = amount
            return ledger
        ledger.central_cents = ledger.central_before_cents = self._central_share(amount)
        left = amount - ledger.central_cents
        if set_aside_cents > left:
            raise self._too_much("reserve_exceeds_source", "the reserve set aside", set_aside_cents, left)
        available = left - set_aside_cents
        rules = self.policy.rules or ((TYPED_GRANTS,) if self.policy.distribution == "school_grant" else ())
        amounts = {rule.rule_id: None for rule in rules}
        booked: dict[str, Component] = {}
        for rule in rules:
            if not isinstance(rule, WeightedPool | Shares | Proportional):
                component = self._fixed(rule)
                booked[rule.rule_id] = component
                available -= component.total_cents
            elif rule.pool_amount_cents is not None:
                available -= rule.pool_amount_cents
        if available < 0:
            before = left - set_aside_cents
            raise self._too_much("rules_exceed_source", "the fixed-dollar rules", before - available, before)
        shared = self._pools(rules, available)
        for position, rule in enumerate(rules):
            if isinstance(rule, WeightedPool | Shares | Proportional):
                booked[rule.rule_id] = self._pool(rule, shared[rule.rule_id], f"{self.pointer}/rules/{position}")
        ledger.components = [booked[rule_id] for rule_id in amounts]
        for component in ledger.components:
            if component.kind == "school_grant":
                ledger.grant_cents += component.total_cents
            else:
                ledger.formula_cents += component.total_cents
        ledger.reserve_cents = left - ledger.grant_cents - ledger.formula_cents
        ledger.reserve_before_cents = ledger.reserve_cents
        return ledger

    def _central_share(self, amount: int) -> int:
        share = self.policy.central_share
        if share is None:
            cents = sum(service.amount_cents for service in self.policy.central_services if service.mode == "central")
        elif share.percent_bp is not None:
            step = BASIS_POINTS * self.unit_cents
            cents = min((2 * amount * share.percent_bp + step) // (2 * step) * self.unit_cents, amount)
        else:
            cents = share.amount_cents or 0
        if cents > amount:
            raise self._too_much("central_share_exceeds_source", "the central share", cents, amount)
        return cents

    def _fixed(self, rule: AnyRule) -> Component:
        assert not isinstance(rule, WeightedPool | Shares | Proportional)
        receivers = self._receivers(rule)
        amounts = fixed_amounts(self.prepared, rule, self.ledger.source.source_id, receivers, self.unit_cents)
        if isinstance(rule, SchoolGrantRule):
            self._refuse_closed(rule, amounts != 0)
        return self._component(rule, amounts, int(amounts.sum()), None, receivers)

    def _pool(self, rule: WeightedPool | Shares | Proportional, pool_cents: int, pointer: str) -> Component:
        receivers = self._receivers(rule)
        amounts = pool_amounts(self.prepared, rule, pool_cents, receivers, self.unit_cents, pointer)
        return self._component(rule, amounts, int(amounts.sum()), pool_cents, receivers)

    def _pools(self, rules: tuple[AnyRule, ...], available: int) -> dict[str, int]:
        pools = {}
        sharing = []
        for rule in rules:
            if isinstance(rule, WeightedPool | Shares | Proportional):
                if rule.pool_amount_cents is None:
                    sharing.append(rule)
                else:
                    pools[rule.rule_id] = rule.pool_amount_cents
        self.ledger.fixed_cents = available
        if sharing:
            shares = [rule.pool_share_bp for rule in sharing]
            shares.append(BASIS_POINTS - sum(shares))
            units = available // self.unit_cents
            # One rule that takes the whole rest is the usual case, and needs no apportioning.
            cut = [units] if shares[0] == BASIS_POINTS else apportion(units, np.array(shares, dtype=np.int64)).tolist()
            pools |= {rule.rule_id: cents * self.unit_cents for rule, cents in zip(sharing, cut, strict=False)}
        return pools

    def _receivers(self, rule: AnyRule) -> Mask | None:
        own = eligible_schools(self.prepared, rule.eligibility) if rule.eligibility is not None else None
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
