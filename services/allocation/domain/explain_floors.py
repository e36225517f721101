"""Why a minimum operational budget is what it is."""

from dataclasses import replace
from fractions import Fraction

from services.allocation.domain.adjustments import MinimumOperationalBudget
from services.allocation.domain.explain_formula import explain_derived
from services.allocation.domain.explanation import Explanation, money, money_of, number
from services.allocation.domain.floors import current_of, measured_floors
from services.allocation.domain.lift import Lift
from services.allocation.domain.limits import ALL_PUPILS, ANY_LEVEL, MICRO
from services.allocation.domain.phrases import say
from services.allocation.domain.school_reading import SchoolReading, cell_name


def minimum_floor(reading: SchoolReading, lift: Lift) -> Explanation:
    """Return the tree of a minimum: the highest of what the policy names."""
    adjustment = lift.adjustment
    assert isinstance(adjustment, MinimumOperationalBudget)
    floor = Fraction(int(lift.floors[reading.row]), 100)
    parts = []
    if adjustment.per_pupil:
        parts.append(_per_pupil(reading, adjustment))
    if adjustment.measure and reading.prepared.has_measure[adjustment.measure][reading.row]:
        parts.append(_measured(reading, adjustment, adjustment.measure))
    current = int(current_of(reading.prepared, adjustment.source_ids)[reading.row])
    if adjustment.equal_to_current and current >= 0:
        rows = reading.budget_rows(adjustment.source_ids)
        parts.append(
            Explanation(say("current_budget"), "given", Fraction(current, 100), formula=money_of(current), rows=rows)
        )
    for typed in adjustment.per_school or ():
        if typed.school_id == reading.school_id:
            exact = Fraction(typed.amount_cents, 100)
            parts.append(Explanation(say("typed_floor"), "given", exact, formula=money(exact)))
    named = f" ({adjustment.title})" if adjustment.title != adjustment.adjustment_id else ""
    formula = money(floor) if len(parts) < 2 else f"max({', '.join(money(p.exact or Fraction()) for p in parts)})"
    if len(parts) > 1:
        formula += f" = {money(floor)}"
    note = say("component", label=named.strip(" ()")) if named else None
    return Explanation(say("floor_minimum"), "formula", floor, formula=formula, note=note, children=tuple(parts))


def _measured(reading: SchoolReading, adjustment: MinimumOperationalBudget, name: str) -> Explanation:
    """Return the tree of a measure's dollars: how it came about, and the rounding up to a cent."""
    prepared, row = reading.prepared, reading.row
    floor = Fraction(int(measured_floors(prepared, adjustment)[row]), 100)
    derived = prepared.derived.get(name)
    exact = Fraction(int(prepared.measures[name][row]), MICRO) if derived is None else derived.at(row) or Fraction()
    children = [replace(tree, unit="dollars") for tree in explain_derived(reading.result, name, row)]
    if floor != exact:
        label = say("round_unit", unit=say("cent"), exact=money(exact))
        if exact < 0:
            label = say("no_less_than_nothing")
        children.append(Explanation(label, "rounding", floor - exact, formula=money(floor - exact)))
    titles = {measure.name: measure.title for measure in reading.result.policy.derived_measures}
    label = say("floor_by_measure", measure=titles.get(name, name))
    rows = reading.measure_rows(name)
    return Explanation(label, "sum", floor, formula=money(floor), children=tuple(children), rows=rows)


def _per_pupil(reading: SchoolReading, adjustment: MinimumOperationalBudget) -> Explanation:
    prepared = reading.prepared
    amounts = {amount.level: amount.amount_cents for amount in adjustment.per_pupil or ()}
    children = []
    for level in prepared.levels:
        cents = amounts.get(level, amounts.get(ANY_LEVEL, 0))
        scaled = int(prepared.cells.counts[reading.row, prepared.cell_columns[level, ALL_PUPILS]])
        if not cents or not scaled:
            continue
        pupils = Fraction(scaled, prepared.count_scale)
        exact = pupils * Fraction(cents, 100)
        children.append(
            Explanation(
                cell_name(level, ALL_PUPILS),
                "product",
                exact,
                formula=f"{number(pupils)} × {money_of(cents)} = {money(exact)}",
                rows=reading.count_rows(level, ALL_PUPILS),
            )
        )
    exact = sum((child.exact or Fraction() for child in children), Fraction())
    up = Fraction(-((-exact * 100).numerator // (exact * 100).denominator), 100)
    if up != exact:
        label = say("round_unit", unit=say("cent"), exact=money(exact))
        children.append(Explanation(label, "rounding", up - exact, formula=money(up - exact)))
    return Explanation(say("floor_by_level"), "sum", up, formula=money(up), children=tuple(children))
