"""Why an adjustment lifted a school, or took from it."""

from fractions import Fraction

from services.allocation.domain.adjustments import (
    Collar,
    HoldHarmless,
    MinimumOperationalBudget,
    PaidAdjustment,
    PhaseIn,
)
from services.allocation.domain.exact import apportion
from services.allocation.domain.explain_apportion import apportioned
from services.allocation.domain.explain_moves import explain_move
from services.allocation.domain.explanation import Explanation, InputRow, money, money_of, number
from services.allocation.domain.floors import current_of
from services.allocation.domain.ledger import Component
from services.allocation.domain.lift import Lift
from services.allocation.domain.limits import MICRO
from services.allocation.domain.phrases import Phrase, say
from services.allocation.domain.result import Result


def explain_adjustment(result: Result, component: Component, row: int) -> Explanation:
    """Return the tree of a top-up or reduction."""
    lift = next(lift for lift in result.lifts if lift.adjustment.adjustment_id == component.adjustment_id)
    label = say("component", label=component.label)
    amount = Fraction(int(component.amounts[row]), 100)
    if not component.amounts[row]:
        return Explanation(label, "given", amount, formula=money(amount), children=_floor(result, lift, row))
    if isinstance(lift.adjustment, Collar | PhaseIn):
        whole = explain_move(result, lift, lift.adjustment, row, _current(result, lift.adjustment.source_ids, row))
    else:
        whole = _top_up(result, lift, row) if component.kind == "top_up" else _reduction(result, lift, row)
    if whole.exact == amount:
        return Explanation(
            label, whole.operation, amount, formula=whole.formula, note=whole.note, children=whole.children
        )
    source = next(ledger.source.name for ledger in result.ledgers if ledger.source.source_id == component.source_id)
    return Explanation(
        label, "given", amount, formula=money(amount), note=say("part_of_source", source=source), children=(whole,)
    )


def _top_up(result: Result, lift: Lift, row: int) -> Explanation:
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
            *_floor(result, lift, row),
            Explanation(say("before_adjustment"), "given", Fraction(-before, 100), formula=money_of(before)),
        ),
    )


def _reduction(result: Result, lift: Lift, row: int) -> Explanation:
    need = int(lift.top_ups.sum())
    assert lift.gains is not None
    gains = lift.gains
    gain = Explanation(
        say("gain"), "given", Fraction(int(gains[row]), 100), unit="dollars", children=_floor(result, lift, row)
    )
    pool = Explanation(say("needed"), "given", Fraction(need, 100), formula=money_of(need))
    everyone = Explanation(say("all_gains"), "given", Fraction(int(gains.sum()), 100))
    amount = Fraction(-int(lift.reductions[row]), 100)
    unit = lift.unit_cents
    if int(apportion(need // unit, gains)[row]) * unit != int(lift.reductions[row]):
        return Explanation(
            say("given_up"), "given", amount, formula=money(amount), note=say("capped"), children=(gain, pool, everyone)
        )
    return apportioned(say("given_up"), gain, pool, everyone, gains, row, need, unit, sign=-1)


def _floor(result: Result, lift: Lift, row: int) -> tuple[Explanation, ...]:
    floor = int(lift.floors[row])
    if floor < 0:
        return ()
    adjustment = lift.adjustment
    if isinstance(adjustment, Collar | PhaseIn):
        return ()
    exact = Fraction(floor, 100)
    if isinstance(adjustment, MinimumOperationalBudget):
        return (Explanation(say("floor_minimum"), "given", exact, formula=money_of(floor)),)
    return (_hold_harmless_floor(result, adjustment, row, floor),)


def _hold_harmless_floor(result: Result, adjustment: HoldHarmless, row: int, floor: int) -> Explanation:
    prepared = result.prepared
    current = int(current_of(prepared, adjustment.source_ids)[row])
    percent = f"{number(Fraction(adjustment.percent_in(result.policy.fiscal_year), 100))} %"
    children = [_current(result, adjustment.source_ids, row)]
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


def _current(result: Result, source_ids: tuple[str, ...] | None, row: int) -> Explanation:
    prepared = result.prepared
    school_id = prepared.school_ids[row]
    return Explanation(
        say("current_budget"),
        "given",
        Fraction(max(int(current_of(prepared, source_ids)[row]), 0), 100),
        rows=tuple(
            InputRow(budget.origin, "amount", money_of(budget.amount_cents))
            for budget in prepared.inputs.current_budgets
            if budget.school_id == school_id and (source_ids is None or budget.source_id in source_ids)
        ),
    )
