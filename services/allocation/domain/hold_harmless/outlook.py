"""Each year of a phase-out: who is lifted, who pays, what it costs, and who is left at the floor."""

from dataclasses import dataclass

import numpy as np

from services.allocation.domain.adjustments import Collar, HoldHarmless
from services.allocation.domain.engine import allocate
from services.allocation.domain.errors import Infeasible
from services.allocation.domain.exact import Cents
from services.allocation.domain.hold_harmless.ways_out import WayOut, ways_out
from services.allocation.domain.lift import Lift
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import Mask, Prepared
from services.allocation.domain.result import Result

MOST_YEARS = 8
_AT_LEAST_YEARS = 4


@dataclass(frozen=True, slots=True, eq=False)
class Promise:
    """What one adjustment did in one year.

    Attributes:
        percent_bp: The percentage of the current budget that is promised; None for what promises no percentage.
        cost_cents: What lifting cost, paid from outside or by other schools.
        lifted, paying: Which schools received, and which gave.
        floors: The least each school may have; -1: nothing holds it.
        ceilings: The most, where there is such a bound.
        at_floor, at_ceiling: Schools that the bound alone decides: the formula does not reach them.
        factor: What a collar scales the schools between its bounds by.
    """

    adjustment_id: str
    kind: str
    label: str
    percent_bp: int | None
    payer: str | None
    payer_source_id: str | None
    cost_cents: int
    lifted: Mask
    paying: Mask
    floors: Cents
    ceilings: Cents | None
    at_floor: Mask
    at_ceiling: Mask
    factor: float | None


@dataclass(frozen=True, slots=True, eq=False)
class YearOutlook:
    """One year: its result, or why it cannot be paid and what would help."""

    fiscal_year: int
    result: Result | None
    promises: tuple[Promise, ...]
    refusal: Infeasible | None
    ways_out: tuple[WayOut, ...]


def outlook(prepared: Prepared, policy: Policy) -> tuple[YearOutlook, ...]:
    """Return every year from the policy's own to the last step of its phase-outs, on the data of the policy's year.

    Pupils, revenue and current budgets stay as they are, so the years differ only by what the policy promises: what
    is seen is the phase-out by itself and no forecast.

    Raises:
        PolicyProblems: The policy names what the data do not hold.
        InputProblems: The policy needs a value that a school lacks.
    """
    return tuple(_year(prepared, policy.model_copy(update={"fiscal_year": year})) for year in years_of(policy))


def years_of(policy: Policy) -> range:
    """Return the years shown: through the last phase-out step, at least a few, never too many."""
    steps = [
        step.fiscal_year
        for adjustment in policy.adjustments
        if isinstance(adjustment, HoldHarmless)
        for step in adjustment.phase_out or ()
    ]
    first = policy.fiscal_year
    last = max([first + _AT_LEAST_YEARS - 1, *steps])
    return range(first, min(last, first + MOST_YEARS - 1, 2_100) + 1)


def _year(prepared: Prepared, policy: Policy) -> YearOutlook:
    try:
        result = allocate(prepared, policy)
    except Infeasible as error:
        return YearOutlook(policy.fiscal_year, None, (), error, ways_out(prepared, policy, error))
    promises = tuple(_promise(result, lift) for lift in result.lifts)
    return YearOutlook(policy.fiscal_year, result, promises, None, ())


def _promise(result: Result, lift: Lift) -> Promise:
    adjustment = lift.adjustment
    after = lift.before + lift.top_ups - lift.reductions
    payer = getattr(adjustment, "payer", None)
    no_school = np.zeros(len(after), dtype=np.bool_)
    ceilings = lift.ceilings
    return Promise(
        adjustment_id=adjustment.adjustment_id,
        kind=adjustment.kind,
        label=adjustment.title,
        percent_bp=_percent(adjustment, result.policy.fiscal_year),
        payer=None if payer is None else payer.kind,
        payer_source_id=getattr(payer, "source_id", None),
        cost_cents=int(lift.top_ups.sum()),
        lifted=lift.top_ups > 0,
        paying=lift.reductions > 0,
        floors=lift.floors,
        ceilings=ceilings,
        at_floor=(lift.floors >= 0) & (after == lift.floors),
        at_ceiling=no_school if ceilings is None else (ceilings >= 0) & (after == ceilings),
        factor=None if lift.factor is None else float(lift.factor),
    )


def _percent(adjustment: object, fiscal_year: int) -> int | None:
    if isinstance(adjustment, HoldHarmless):
        return adjustment.percent_in(fiscal_year)
    if isinstance(adjustment, Collar) and adjustment.max_loss_bp is not None:
        return 10_000 - adjustment.max_loss_bp
    return None
