"""Why an adjustment lifted a school, or took from it."""

from fractions import Fraction

from services.allocation.domain.adjustments import (
    Collar,
    HoldHarmless,
    MinimumOperationalBudget,
    PaidAdjustment,
    PhaseIn,
    Recount,
    Trigger,
)
from services.allocation.domain.exact import apportion
from services.allocation.domain.explain_apportion import apportioned
from services.allocation.domain.explain_floors import minimum_floor
from services.allocation.domain.explain_moves import explain_move, explain_recount
from services.allocation.domain.explanation import Explanation, money, money_of, number
from services.allocation.domain.floors import current_of
from services.allocation.domain.ledger import Component
from services.allocation.domain.lift import Lift
from services.allocation.domain.limits import MICRO
from services.allocation.domain.phrases import Phrase, say
from services.allocation.domain.school_reading import SchoolReading


def explain_adjustment(reading: SchoolReading, component: Component) -> Explanation:
    """Return the tree of a top-up or reduction."""
    result, row = reading.result, reading.row
    lift = next(lift for lift in result.lifts if lift.adjustment.adjustment_id == component.adjustment_id)
    label = say("component", label=component.label)
    amount = Fraction(int(component.amounts[row]), 100)
    if not component.amounts[row]:
        return Explanation(label, "given", amount, formula=money(amount), children=_floor(reading, lift))
    whole = explain_lift(reading, lift, component.kind)
    if whole.exact == amount:
        return Explanation(
            label, whole.operation, amount, formula=whole.formula, note=whole.note, children=whole.children
        )
    source = next(ledger.source.name for ledger in result.ledgers if ledger.source.source_id == component.source_id)
    return Explanation(
        label, "given", amount, formula=money(amount), note=say("part_of_source", source=source), children=(whole,)
    )


def explain_lift(reading: SchoolReading, lift: Lift, kind: str) -> Explanation:
    """Return the tree of what an adjustment added to the school (kind ``top_up``), or took from it, in all sources."""
    key = lift.adjustment.adjustment_id, kind
    whole = reading.lifted.get(key)
    if whole is None:
        if isinstance(lift.adjustment, Recount):
            whole = explain_recount(lift, lift.adjustment, reading.row)
        elif isinstance(lift.adjustment, Collar | PhaseIn | Trigger):
            current = _current(reading, lift.adjustment.source_ids)
            whole = explain_move(reading.result, lift, lift.adjustment, reading.row, current)
        else:
            whole = _top_up(reading, lift) if kind == "top_up" else _reduction(reading, lift)
        reading.lifted[key] = whole
    return whole


def _top_up(reading: SchoolReading, lift: Lift) -> Explanation:
    result, row = reading.result, reading.row
    floor, before = int(lift.floors[row]), int(lift.before[row])
    amount = Fraction(int(lift.top_ups[row]), 100)
    assert isinstance(lift.adjustment, PaidAdjustment)
    payer = lift.adjustment.payer
    if payer.kind == "gainers":
        note = say("paid_by_gainers")
    else:
        key = "paid_by_reserve" if payer.kind == "reserve" else "paid_by_central"
        note = say(key, source=result.prepared.sources[payer.source_id].name)
    return Explanation(
        say("lifted"),
        "sum",
        amount,
        formula=f"{money_of(floor)} - {money_of(before)} = {money(amount)}",
        note=note,
        children=(
            *_floor(reading, lift),
            Explanation(say("before_adjustment"), "given", Fraction(-before, 100), formula=money_of(before)),
        ),
    )


def _reduction(reading: SchoolReading, lift: Lift) -> Explanation:
    row = reading.row
    need = int(lift.top_ups.sum())
    assert lift.gains is not None
    gains = lift.gains
    gain = Explanation(
        say("gain"), "given", Fraction(int(gains[row]), 100), unit="dollars", children=_floor(reading, lift)
    )
    pool = Explanation(say("needed"), "given", Fraction(need, 100), formula=money_of(need))
    everyone = Explanation(say("all_gains"), "given", Fraction(int(gains.sum()), 100))
    amount = Fraction(-int(lift.reductions[row]), 100)
    unit = lift.unit_cents
    if int(apportion(need // unit, gains)[row]) * unit != int(lift.reductions[row]):
        return Explanation(
            say("given_up"), "given", amount, formula=money(amount), note=say("capped"), children=(gain, pool, everyone)
        )
    given = int(lift.reductions[row])
    return apportioned(say("given_up"), gain, pool, everyone, given, need, unit, sign=-1)


def _floor(reading: SchoolReading, lift: Lift) -> tuple[Explanation, ...]:
    floor = int(lift.floors[reading.row])
    if floor < 0:
        return ()
    adjustment = lift.adjustment
    if isinstance(adjustment, Collar | PhaseIn | Trigger | Recount):
        return ()
    if isinstance(adjustment, MinimumOperationalBudget):
        return (minimum_floor(reading, lift),)
    return (_hold_harmless_floor(reading, adjustment, floor),)


def _hold_harmless_floor(reading: SchoolReading, adjustment: HoldHarmless, floor: int) -> Explanation:
    result, row = reading.result, reading.row
    prepared = result.prepared
    current = int(current_of(prepared, adjustment.source_ids)[row])
    percent = f"{number(Fraction(adjustment.percent_in(result.policy.fiscal_year), 100))} %"
    children = [_current(reading, adjustment.source_ids)]
    label: Phrase
    if adjustment.basis == "per_pupil":
        prior = Fraction(int(prepared.measures[adjustment.prior_pupils_measure][row]), MICRO)
        pupils = Fraction(int(prepared.pupils[row]), prepared.count_scale)
        label = say("floor_per_pupil", percent=percent)
        formula = f"{percent} × {money_of(current)} ÷ {number(prior)} × {number(pupils)} → {money_of(floor)}"
        children.append(Explanation(say("prior_pupils"), "given", prior, unit="pupils"))
    else:
        label = say("floor_hold_harmless", percent=percent)
        formula = f"{percent} × {money_of(current)} → {money_of(floor)}"
    return Explanation(label, "product", Fraction(floor, 100), formula=formula, children=tuple(children))


def _current(reading: SchoolReading, source_ids: tuple[str, ...] | None) -> Explanation:
    current = max(int(current_of(reading.prepared, source_ids)[reading.row]), 0)
    rows = reading.budget_rows(source_ids)
    return Explanation(say("current_budget"), "given", Fraction(current, 100), rows=rows)
