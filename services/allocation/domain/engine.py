"""From prepared inputs and a policy to every school's budget, exact to the cent."""

import numpy as np

from services.allocation.domain.adjust import Adjuster
from services.allocation.domain.adjustments import PaidAdjustment, ReservePayer
from services.allocation.domain.derive import with_derived
from services.allocation.domain.distribute import pool_amounts
from services.allocation.domain.eligibility import open_schools
from services.allocation.domain.errors import Infeasible, PolicyProblems, dollars
from services.allocation.domain.exact import Cents
from services.allocation.domain.in_force import policy_in_force
from services.allocation.domain.ledger import SourceLedger
from services.allocation.domain.policy import Policy
from services.allocation.domain.policy_checks import policy_problems
from services.allocation.domain.prepare import Mask, Prepared
from services.allocation.domain.result import Result
from services.allocation.domain.rule_sums import RuleSums
from services.allocation.domain.source_run import SourceRun


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
    open_mask = open_schools(prepared, policy.fiscal_year, policy.fiscal_year_start_month)
    prepared = with_derived(prepared, policy.derived_measures, open_mask, policy.levels_by_group)
    in_force = policy_in_force(policy, prepared.sources)
    problems = policy_problems(prepared, policy, in_force)
    if problems:
        raise PolicyProblems(problems)
    ledgers = _distribute(prepared, in_force, open_mask)
    for source_id, source in prepared.sources.items():
        if source_id not in ledgers:
            # A source that the policy does not mention stays whole, in sight: it is a finding of the result.
            nobody = np.zeros_like(open_mask)
            ledgers[source_id] = SourceLedger(source, None, nobody, reserve_cents=source.amount_cents)
    formula = np.zeros(prepared.school_count, dtype=np.int64)
    for ledger in ledgers.values():
        for component in ledger.components:
            formula += component.amounts
    if (formula < 0).any():
        raise _below_zero(prepared, formula)
    adjuster = Adjuster(prepared, in_force, open_mask, ledgers, formula)
    if policy.adjustments:
        adjuster.run()
    for ledger in ledgers.values():
        if ledger.difference_cents != 0:
            raise AssertionError(f"{ledger.source.source_id} misses {ledger.difference_cents} cents")
    return Result(prepared, policy, open_mask, tuple(ledgers.values()), tuple(adjuster.lifts), formula, adjuster.totals)


def _distribute(prepared: Prepared, policy: Policy, open_mask: Mask) -> dict[str, SourceLedger]:
    set_aside = _set_aside(policy)
    sums = RuleSums(prepared, (rule for source in policy.sources for rule in source.rules))
    runs: list[SourceRun] = []
    try:
        for index, source_policy in enumerate(policy.sources):
            source = prepared.sources[source_policy.source_id]
            run = SourceRun(prepared, policy, source, source_policy, open_mask, sums, f"/sources/{index}")
            run.take_fixed(set_aside.get(source.source_id, 0))
            runs.append(run)
    except (Infeasible, PolicyProblems):
        # The first fault in the policy's order is the one refused: a pool of an earlier source goes before.
        _share(prepared, policy, runs, sums)
        raise
    shared = iter(_share(prepared, policy, runs, sums))
    return {run.ledger.source.source_id: run.book(shared) for run in runs}


def _share(prepared: Prepared, policy: Policy, runs: list[SourceRun], sums: RuleSums) -> list[Cents]:
    pools = [pool for run in runs for pool in run.pools]
    return pool_amounts(prepared, pools, policy.rounding_unit_cents, sums)


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
        payer = adjustment.payer if isinstance(adjustment, PaidAdjustment) else None
        if isinstance(payer, ReservePayer) and payer.amount_cents is not None:
            amounts[payer.source_id] = amounts.get(payer.source_id, 0) + payer.amount_cents
    return amounts
