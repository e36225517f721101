"""Why a collar or a phase-in moved money to a school, or from it."""

from fractions import Fraction

from services.allocation.domain.adjustments import Collar, PhaseIn, Recount, Trigger
from services.allocation.domain.explain_apportion import unit_phrase
from services.allocation.domain.explanation import Explanation, money, money_of, number
from services.allocation.domain.in_force import counted_revenue
from services.allocation.domain.lift import Lift, Move
from services.allocation.domain.limits import BASIS_POINTS
from services.allocation.domain.phrases import Phrase, say
from services.allocation.domain.result import Result


def explain_move(result: Result, lift: Lift, adjustment: Move, row: int, current: Explanation) -> Explanation:
    """Return the tree of what the school has after the adjustment, less what it had before."""
    before = Fraction(int(lift.before[row]), 100)
    moved = Fraction(int(lift.top_ups[row]) - int(lift.reductions[row]), 100)
    if isinstance(adjustment, Collar):
        target = _collared(lift, row, before + moved, current)
    else:
        target = _phased_in(result, lift, adjustment, row, before + moved, current)
    return Explanation(
        say("moved"),
        "sum",
        moved,
        formula=f"{money(before + moved)} - {money(before)} = {money(moved)}",
        children=(target, Explanation(say("before_adjustment"), "given", -before, formula=money(before))),
    )


def _collared(lift: Lift, row: int, target: Fraction, current: Explanation) -> Explanation:
    before = Fraction(int(lift.before[row]), 100)
    children = [current]
    for key, bounds in (("collar_least", lift.floors), ("collar_most", lift.ceilings)):
        if bounds is not None and bounds[row] >= 0:
            bound = int(bounds[row])
            children.append(Explanation(say(key), "given", Fraction(bound, 100), formula=money_of(bound)))
    if lift.factor is None:
        return Explanation(say("collar_held"), "formula", target, formula=money(target), children=tuple(children))
    exact = before * lift.factor
    children.append(Explanation(say("collar_factor"), "given", lift.factor, unit="number"))
    formula = f"{money(before)} × {number(lift.factor)} = {money(exact)}"
    within = abs(exact - target) * 100 < lift.unit_cents
    if within and exact != target:
        label = say("round_unit", unit=unit_phrase(lift.unit_cents), exact=money(exact))
        children.append(Explanation(label, "rounding", target - exact, formula=money(target - exact)))
    elif not within:
        formula += f" → {money(target)}"
    label = say("collar_scaled") if within else say("collar_held")
    return Explanation(label, "formula", target, formula=formula, children=tuple(children))


def _phased_in(
    result: Result, lift: Lift, adjustment: PhaseIn | Trigger, row: int, target: Fraction, current: Explanation
) -> Explanation:
    percent = adjustment.percent_in(result.policy.fiscal_year) if isinstance(adjustment, PhaseIn) else 0
    gone = Fraction(percent, BASIS_POINTS)
    before = Fraction(int(lift.before[row]), 100)
    factor = lift.factor or Fraction(1)
    budget = current.exact or Fraction()
    exact = gone * before + (1 - gone) * factor * budget
    parts = f"{number(gone * 100)} % × {money(before)} + {number((1 - gone) * 100)} % × {money(budget)}"
    children = [current, Explanation(say("phase_in_factor"), "given", factor, unit="number")]
    if exact != target:
        label = say("round_unit", unit=unit_phrase(lift.unit_cents), exact=money(exact))
        children.append(Explanation(label, "rounding", target - exact, formula=money(target - exact)))
    formula = f"{parts} × {number(factor)} {'=' if exact == target else '≈'} {money(target)}"
    note = trigger_phrase(result, adjustment) if isinstance(adjustment, Trigger) else None
    label = say("phased_in") if note is None else say("trigger_current")
    return Explanation(label, "formula", target, formula=formula, note=note, children=tuple(children))


def trigger_phrase(result: Result, trigger: Trigger) -> Phrase:
    """Return what a trigger waits for."""
    revenue = counted_revenue(trigger, result.prepared.sources)
    return say("trigger_waits", revenue=money_of(revenue), needed=money_of(trigger.revenue_cents))


def explain_recount(lift: Lift, adjustment: Recount, row: int) -> Explanation:
    """Return the tree of what a recount changed for a school: promised plus what counts of its change."""
    assert lift.promised is not None
    assert lift.changes is not None
    before = Fraction(int(lift.before[row]), 100)
    moved = Fraction(int(lift.top_ups[row]) - int(lift.reductions[row]), 100)
    promised, change = Fraction(int(lift.promised[row]), 100), Fraction(int(lift.changes[row]), 100)
    paid = before + moved - promised - change
    percent = f"{number(Fraction(adjustment.percent_bp, 100))} %"
    whole = before - promised
    note = say("recount_up_only") if adjustment.direction == "up_only" and whole < 0 else None
    counted = f"{percent} × ({money(before)} - {money(promised)})"
    exact = whole * adjustment.percent_bp / BASIS_POINTS
    children = [
        Explanation(say("recount_promised"), "given", promised, formula=money(promised)),
        Explanation(
            say("recount_change"),
            "formula",
            change,
            formula=f"{counted} {'=' if exact == change else '→'} {money(change)}",
            note=note if note or abs(exact - change) * 100 < 1 else say("recount_capped"),
        ),
    ]
    if paid:
        children.append(Explanation(say("recount_paid"), "given", paid, formula=money(paid)))
    target = Explanation(
        say("recount_target"), "sum", before + moved, formula=money(before + moved), children=tuple(children)
    )
    return Explanation(
        say("recount_moved"),
        "sum",
        moved,
        formula=f"{money(before + moved)} - {money(before)} = {money(moved)}",
        children=(target, Explanation(say("recount_formula"), "given", -before, formula=money(before))),
    )
