"""Why a rule gave a school its amount."""

from decimal import Decimal
from fractions import Fraction
from math import gcd

from services.allocation.domain.coefficients import Coefficients, cell_layout, rate_coefficients, weight_coefficients
from services.allocation.domain.derive import WEIGHT_SCALE, measure_weights
from services.allocation.domain.distribute import cell_pupils, foundation_fits, pool_weights, share_pools
from services.allocation.domain.exact import apportion_units, exact_sum
from services.allocation.domain.explain_apportion import apportioned, unit_phrase
from services.allocation.domain.explain_formula import explain_derived, explain_formula, explain_value
from services.allocation.domain.explanation import Explanation, InputRow, money, money_of, number, number_of
from services.allocation.domain.formula_rules import CompositeIndex, FormulaBase
from services.allocation.domain.ledger import Component, SourceLedger
from services.allocation.domain.limits import ANY_LEVEL, MICRO
from services.allocation.domain.phrases import PHRASES, Phrase, say
from services.allocation.domain.rules import (
    Foundation,
    FoundationAmount,
    PerPupil,
    Proportional,
    SchoolGrantRule,
    Shares,
    WeightedPool,
)
from services.allocation.domain.school_reading import SchoolReading, cell_name


class RuleExplainer:
    """Explains one rule's amount for one school."""

    def __init__(self, reading: SchoolReading, ledger: SourceLedger, component: Component) -> None:
        self.reading = reading
        self.result = result = reading.result
        self.prepared = result.prepared
        self.ledger = ledger
        self.component = component
        self.row = row = reading.row
        self.amount = Fraction(int(component.amounts[row]), 100)
        self.unit_cents = result.policy.rounding_unit_cents
        self.label = say("component", label=component.label)

    def explain(self) -> Explanation:
        """Return the tree of the amount, with the rule's own name as its note."""
        tree = self._tree()
        rule = self.component.rule
        if tree.note is None and rule is not None:
            # A rule seldom has notes of its own, and the reader wants to find it in the policy.
            kind = f"kind_{rule.kind}"
            tree.note = say("by_rule", rule=rule.rule_id, kind=say(kind if kind in PHRASES else "kind_formula"))
        return tree

    def _tree(self) -> Explanation:
        rule = self.component.rule
        if not isinstance(rule, SchoolGrantRule) and not self._receives():
            return Explanation(self.label, "given", self.amount, formula=money(self.amount))
        match rule:
            case PerPupil():
                return self._per_pupil(rule)
            case FormulaBase():
                return explain_formula(self.result, self.component, rule, self.row)
            case WeightedPool() | Proportional() | CompositeIndex():
                return self._pool(rule)
            case Shares():
                return self._shares(rule)
            case Foundation():
                return self._foundation(rule)
            case SchoolGrantRule():
                return self._grants(rule)
            case _:
                raise AssertionError(self.component.kind)

    def _receives(self) -> bool:
        receivers = self.component.receivers
        return receivers is None or bool(receivers[self.row])

    def _per_pupil(self, rule: PerPupil) -> Explanation:
        base = rule.base_dollars if rule.weights else None
        cells = self._cells(rate_coefficients(self.prepared, rule), is_money=True, base=base)
        exact = sum((cell.exact or Fraction() for cell in cells), Fraction())
        children = list(cells)
        if exact != self.amount:
            children.append(
                Explanation(
                    say("round_unit", unit=self._unit(), exact=money(exact)),
                    "rounding",
                    self.amount - exact,
                    formula=money(self.amount - exact),
                )
            )
        parts = " + ".join(money(cell.exact) for cell in cells if cell.exact is not None)
        equals = "=" if exact == self.amount else "≈"
        formula = f"{parts} {equals} {money(self.amount)}" if len(cells) > 1 else money(self.amount)
        return Explanation(self.label, "sum", self.amount, formula=formula, children=tuple(children))

    def _pool(self, rule: WeightedPool | Proportional | CompositeIndex) -> Explanation:
        weights = pool_weights(self.prepared, rule, self.component.receivers, self.reading.sums)
        pool_cents = self.component.pool_cents or 0
        pool = self._pool_node(pool_cents)
        own: Explanation
        if isinstance(rule, WeightedPool):
            coefficients = weight_coefficients(self.prepared, rule)
            scale = coefficients.denominator * self.prepared.count_scale
            cells = self._cells(coefficients, is_money=False)
            value = Fraction(int(weights[self.row]), scale)
            own = Explanation(say("weighted_pupils"), "sum", value, unit="weighted_pupils", children=tuple(cells))
            every = say("all_weighted_pupils")
            unit = "weighted_pupils"
        elif isinstance(rule, CompositeIndex):
            scale = WEIGHT_SCALE
            unit = "index"
            index = explain_value(self.result, rule.node, self.row)
            value = Fraction(int(weights[self.row]), scale)
            own = Explanation(say("index_of_school"), "given", value, unit=unit, children=(index,))
            every = say("all_indexes")
        else:
            is_count = rule.measure == "pupils" or rule.measure.startswith("need:")
            measured = MICRO if is_count else measure_weights(self.prepared, rule.measure)[1]
            scale = self.prepared.count_scale if is_count else measured
            value = Fraction(int(weights[self.row]), scale)
            name = say("pupils") if rule.measure == "pupils" else rule.measure.removeprefix("need:")
            unit = "pupils" if is_count else rule.measure
            own = Explanation(
                say("school_measure", measure=name),
                "given",
                value,
                unit=unit,
                children=explain_derived(self.result, rule.measure, self.row),
                rows=self.reading.measure_rows(rule.measure),
            )
            every = say("all_measure", measure=name)
        everyone = Explanation(every, "given", Fraction(exact_sum(weights), scale), unit=unit)
        given = int(self.component.amounts[self.row])
        return apportioned(self.label, own, pool, everyone, given, pool_cents, self.unit_cents)

    def _shares(self, rule: Shares) -> Explanation:
        pool_cents = self.component.pool_cents or 0
        pools = share_pools(rule, pool_cents, self.unit_cents)
        children = []
        for cell, cents in zip(rule.cells, pools, strict=True):
            pupils = cell_pupils(self.prepared, cell.level, cell.need_category, self.component.receivers)
            if not cents or not pupils[self.row]:
                continue
            name = cell_name(cell.level, cell.need_category)
            scale = self.prepared.count_scale
            own = Explanation(
                name,
                "given",
                Fraction(int(pupils[self.row]), scale),
                unit="pupils",
                rows=self.reading.count_rows(None if cell.level == ANY_LEVEL else cell.level, cell.need_category),
            )
            pool = Explanation(
                say("pool_of_cell", cell=name),
                "product",
                Fraction(cents, 100),
                formula=f"{number(Fraction(cell.share_bp, 100))} % × {money_of(pool_cents)} = {money_of(cents)}",
            )
            everyone = Explanation(
                say("all_measure", measure=name), "given", Fraction(int(pupils.sum()), scale), unit="pupils"
            )
            given = int(apportion_units(cents, pupils, self.unit_cents)[self.row])
            children.append(apportioned(name, own, pool, everyone, given, cents, self.unit_cents))
        children.append(self._pool_node(pool_cents, unit="pool"))
        return Explanation(self.label, "sum", self.amount, formula=money(self.amount), children=tuple(children))

    def _foundation(self, rule: Foundation) -> Explanation:
        fits = [band for band in rule.amounts if foundation_fits(self.prepared, band)[self.row]]
        if rule.match == "first":
            fits = fits[:1]
        elif rule.match == "highest" and fits:
            fits = [max(fits, key=lambda band: band.amount_cents)]
        children = tuple(
            Explanation(
                say("flat_amount", band=self._band(band)),
                "given",
                Fraction(band.amount_cents, 100),
                formula=money_of(band.amount_cents),
                rows=self.reading.school_rows(),
            )
            for band in fits
        )
        return Explanation(self.label, "sum", self.amount, formula=money(self.amount), children=children)

    def _grants(self, rule: SchoolGrantRule) -> Explanation:
        school_id = self.prepared.school_ids[self.row]
        if rule.grants is None:
            children = [
                Explanation(
                    say("grant", label=grant.label) if grant.label else say("typed_grant"),
                    "given",
                    Fraction(grant.amount_cents, 100),
                    formula=money_of(grant.amount_cents),
                    rows=(InputRow(grant.origin, "amount", money_of(grant.amount_cents)),),
                )
                for grant in self.prepared.grants.get(self.component.source_id, ())
                if grant.school_id == school_id
            ]
        else:
            children = [
                Explanation(say("typed_grant"), "given", Fraction(grant.amount_cents, 100))
                for grant in rule.grants
                if grant.school_id == school_id
            ]
        return Explanation(self.label, "sum", self.amount, formula=money(self.amount), children=tuple(children))

    def _pool_node(self, pool_cents: int, unit: str = "dollars") -> Explanation:
        ledger = self.ledger
        source = ledger.source
        parts = [
            Explanation(
                say("source_amount", source=source.name),
                "given",
                Fraction(source.amount_cents, 100),
                rows=(InputRow(source.origin, "amount", money_of(source.amount_cents)),),
            )
        ]
        if ledger.central_before_cents:
            parts.append(Explanation(say("central_share"), "given", Fraction(-ledger.central_before_cents, 100)))
        others = sum(other.total_cents for other in ledger.components if other.rule and other is not self.component)
        if others:
            parts.append(Explanation(say("other_rules"), "given", Fraction(-others, 100)))
        kept = source.amount_cents - ledger.central_before_cents - others - pool_cents
        if kept:
            parts.append(Explanation(say("set_aside"), "given", Fraction(-kept, 100)))
        formula = " - ".join(money(abs(part.exact or Fraction())) for part in parts)
        formula += f" = {money_of(pool_cents)}" if len(parts) > 1 else ""
        return Explanation(
            say("pool"), "sum", Fraction(pool_cents, 100), unit=unit, formula=formula, children=tuple(parts)
        )

    def _cells(self, coefficients: Coefficients, *, is_money: bool, base: Decimal | None = None) -> list[Explanation]:
        values, denominator = coefficients.values, coefficients.denominator
        scale = self.prepared.count_scale
        shown, unit = (money, "dollars") if is_money else (number, "weighted_pupils")
        stepped = self._is_stepped()
        found = []
        for cell in self.reading.cells:
            value = values[cell.column]
            if not value:
                continue
            exact = Fraction(cell.scaled * value, scale * denominator)
            factor = _factor(value, denominator, base, is_money=is_money)
            formula = f"{cell.text} × {factor} = {shown(exact)}"
            note = self._step_note(cell.column) if stepped else None
            tree = Explanation(cell.name, "product", exact, unit=unit, formula=formula, note=note, rows=cell.rows)
            found.append(tree)
        return found

    def _is_stepped(self) -> bool:
        rule = self.component.rule
        return isinstance(rule, WeightedPool | PerPupil) and any(weight.steps for weight in rule.weights or ())

    def _step_note(self, column: int) -> Phrase | None:
        """Return on what way the weight of a cell is, where the policy plans steps."""
        rule = self.component.rule
        if not isinstance(rule, WeightedPool | PerPupil) or not rule.weights:
            return None
        position = cell_layout(self.prepared, rule.weights).position
        weight = None if position is None or position[column] < 0 else rule.weights[position[column]]
        if weight is None or not weight.steps:
            return None
        last = max(weight.steps, key=lambda step: step.fiscal_year)
        year, target = str(self.result.policy.fiscal_year), number(Fraction(last.weight))
        return say("weight_step", year=year, weight=target, last=str(last.fiscal_year))

    def _band(self, band: FoundationAmount) -> Phrase | str:
        parts = [part for part in (band.level, band.school_type) if part and part != ANY_LEVEL]
        low, high = band.pupils_min, band.pupils_max
        if low is not None and high is not None:
            parts.append(f"{number(Fraction(low))}-{number(Fraction(high))}")
        elif low is not None:
            parts.append(f"≥ {number(Fraction(low))}")
        elif high is not None:
            parts.append(f"≤ {number(Fraction(high))}")
        return ", ".join(parts) if parts else say("any_school")

    def _unit(self) -> Phrase:
        return unit_phrase(self.unit_cents)


def _factor(value: int, denominator: int, base: Decimal | None, *, is_money: bool) -> str:
    if base:
        return f"{money(Fraction(base))} × {number(Fraction(value, denominator) / Fraction(base))}"
    if is_money:
        return money(Fraction(value, denominator))
    common = gcd(value, denominator)
    return number_of(value // common, denominator // common)
