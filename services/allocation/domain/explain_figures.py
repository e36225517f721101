"""Why the other figures of a school are what they are: its change, its dollars per pupil, its floors, its pupils."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from services.allocation.domain.explain_adjustments import explain_lift
from services.allocation.domain.explain_floors import minimum_floor
from services.allocation.domain.explain_rules import RuleExplainer
from services.allocation.domain.explain_sums import sum_formula
from services.allocation.domain.explanation import Explanation, money, money_of, number
from services.allocation.domain.limits import ALL_PUPILS
from services.allocation.domain.phrases import say
from services.allocation.domain.school_reading import SchoolReading

TotalOf = Callable[[SchoolReading], Explanation]


class NoSuchFigure(LookupError):
    """The school has no such figure: no current budget, for example, so no change either."""


def formula_amount(reading: SchoolReading) -> Explanation:
    """Explain what the rules gave, before the adjustments."""
    result, row = reading.result, reading.row
    children = []
    for ledger in result.ledgers:
        components = [c for c in ledger.components if c.rule is not None and c.amounts[row]]
        parts = tuple(RuleExplainer(reading, ledger, component).explain() for component in components)
        if parts:
            amount = Fraction(sum(int(component.amounts[row]) for component in components), 100)
            formula = sum_formula([part.exact or Fraction() for part in parts], amount)
            children.append(
                Explanation(say("source", source=ledger.source.name), "sum", amount, formula=formula, children=parts)
            )
    total = Fraction(int(result.formula[row]), 100)
    formula = sum_formula([child.exact or Fraction() for child in children], total)
    return Explanation(say("before_adjustments"), "sum", total, formula=formula, children=tuple(children))


def top_up(reading: SchoolReading) -> Explanation:
    """Explain what adjustments added."""
    lifts = [lift for lift in reading.result.lifts if lift.top_ups[reading.row]]
    children = tuple(explain_lift(reading, lift, "top_up") for lift in lifts)
    total = Fraction(int(reading.result.top_ups[reading.row]), 100)
    formula = sum_formula([child.exact or Fraction() for child in children], total)
    return Explanation(say("top_ups"), "sum", total, formula=formula, children=children)


def reduction(reading: SchoolReading) -> Explanation:
    """Explain what adjustments took, as an amount above zero."""
    lifts = [lift for lift in reading.result.lifts if lift.reductions[reading.row]]
    children = tuple(explain_lift(reading, lift, "reduction") for lift in lifts)
    total = Fraction(int(reading.result.reductions[reading.row]), 100)
    formula = sum_formula([-(child.exact or Fraction()) for child in children], total)
    return Explanation(say("reductions"), "formula", total, formula=formula, children=children)


def current(reading: SchoolReading) -> Explanation:
    """Explain the current budget: the rows it was read from."""
    cents = int(reading.prepared.current_cents[reading.row])
    if cents < 0:
        raise NoSuchFigure("the school has no current budget")
    rows = reading.budget_rows(None)
    return Explanation(say("current_budget"), "given", Fraction(cents, 100), formula=money_of(cents), rows=rows)


def minimum(reading: SchoolReading) -> Explanation:
    """Explain the minimum operational budget."""
    minimums = reading.result.minimums
    if minimums is None or minimums[reading.row] < 0:
        raise NoSuchFigure("no minimum operational budget applies to the school")
    floors = [lift for lift in reading.result.lifts if lift.adjustment.kind == "minimum_operational_budget"]
    children = [minimum_floor(reading, lift) for lift in floors if lift.floors[reading.row] >= 0]
    if len(children) == 1:
        return children[0]
    exact = Fraction(int(minimums[reading.row]), 100)
    return Explanation(say("floor_minimum"), "formula", exact, formula=money(exact), children=tuple(children))


def change(reading: SchoolReading, total_of: TotalOf) -> Explanation:
    """Explain the change against the current budget."""
    total, before = total_of(reading), current(reading)
    now, then = total.exact or Fraction(), before.exact or Fraction()
    return Explanation(
        say("change"),
        "formula",
        now - then,
        formula=f"{money(now)} - {money(then)} = {money(now - then)}",
        children=(total, before),
    )


def change_share(reading: SchoolReading, total_of: TotalOf) -> Explanation:
    """Explain the change in percent of the current budget."""
    changed = change(reading, total_of)
    then = changed.children[1].exact or Fraction()
    if not then:
        raise NoSuchFigure("the current budget is nothing, so a change has no percentage of it")
    percent = (changed.exact or Fraction()) / then * 100
    formula = f"{money(changed.exact or Fraction())} ÷ {money(then)} = {number(percent)} %"
    return Explanation(say("change_share"), "formula", percent, unit="percent", formula=formula, children=(changed,))


def per_pupil(reading: SchoolReading, total_of: TotalOf) -> Explanation:
    """Explain dollars per pupil."""
    total, heads = total_of(reading), pupils(reading)
    count = heads.exact or Fraction()
    if not count:
        raise NoSuchFigure("the school has no pupils, so no dollars per pupil")
    each = (total.exact or Fraction()) / count
    formula = f"{money(total.exact or Fraction())} ÷ {number(count)} = {money(each)}"
    return Explanation(
        say("per_pupil"), "formula", each, unit="dollars_per_pupil", formula=formula, children=(total, heads)
    )


def pupils(reading: SchoolReading, need: str = ALL_PUPILS) -> Explanation:
    """Explain a count: the rows it was read from."""
    prepared = reading.prepared
    if need not in prepared.need_counts:
        raise NoSuchFigure(f"no need category has the id {need!r}")
    count = Fraction(int(prepared.need_counts[need][reading.row]), prepared.count_scale)
    label = say("pupils_of_school") if need == ALL_PUPILS else say("need_of_school", need=need)
    rows = reading.count_rows(None, need)
    return Explanation(label, "given", count, unit="pupils", formula=number(count), rows=rows)


def need_share(reading: SchoolReading, need: str) -> Explanation:
    """Explain the share of a need category among all pupils, in percent."""
    part, every = pupils(reading, need), pupils(reading)
    if not every.exact:
        raise NoSuchFigure("the school has no pupils, so no share of them")
    percent = (part.exact or Fraction()) / every.exact * 100
    formula = f"{number(part.exact or Fraction())} ÷ {number(every.exact)} = {number(percent)} %"
    label = say("share_of", need=need)
    return Explanation(label, "formula", percent, unit="percent", formula=formula, children=(part, every))


PLAIN: Mapping[str, Callable[[SchoolReading], Explanation]] = {
    "formula": formula_amount,
    "top_up": top_up,
    "reduction": reduction,
    "current": current,
    "minimum": minimum,
}
"""Figures of a school that need nothing but the school."""

AGAINST_TOTAL: Mapping[str, Callable[[SchoolReading, TotalOf], Explanation]] = {
    "change": change,
    "change_share": change_share,
    "per_pupil": per_pupil,
}
"""Figures of a school that rest on its whole total."""
