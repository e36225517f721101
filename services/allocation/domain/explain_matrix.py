"""Why a cell of the matrix has its dollars per pupil, and what weight they amount to."""

from fractions import Fraction

from services.allocation.domain.coefficients import rate_coefficients, weight_coefficients
from services.allocation.domain.distribute import cell_pupils, share_pools, weights_of_pool
from services.allocation.domain.exact import exact_sum
from services.allocation.domain.explain_figures import NoSuchFigure
from services.allocation.domain.explanation import Explanation, money, money_of, number
from services.allocation.domain.ledger import Component, SourceLedger
from services.allocation.domain.limits import ALL_PUPILS
from services.allocation.domain.matrix import component_rates
from services.allocation.domain.phrases import say
from services.allocation.domain.result import Result
from services.allocation.domain.rules import PerPupil, Proportional, Shares, WeightedPool
from services.allocation.domain.school_reading import cell_name


class CellExplainer:
    """Explains the cells of one source's matrix, or of the overall one (``source_id`` None)."""

    def __init__(self, result: Result, source_id: str | None) -> None:
        self.result = result
        self.prepared = result.prepared
        self.source_id = source_id
        self._ledgers = [ledger for ledger in result.ledgers if source_id in {None, ledger.source.source_id}]
        self._open = result.prepared.cells.counts[result.open_mask].sum(axis=0).tolist()

    def rate(self, level: str, need: str) -> Explanation:
        """Explain the dollars per pupil of a cell."""
        cell = self._cell(level, need)
        children = []
        for ledger in self._ledgers:
            for component in ledger.components:
                part = self._part(ledger, component, cell, level, need)
                if part is not None and part.exact:
                    children.append(part)
        exact = sum((child.exact or Fraction() for child in children), Fraction())
        parts = [money(child.exact or Fraction()) for child in children]
        formula = f"{' + '.join(parts)} = {money(exact)}" if len(parts) > 1 else money(exact)
        label = say("rate_of_cell", cell=cell_name(level, need))
        return Explanation(label, "sum", exact, unit="dollars_per_pupil", formula=formula, children=tuple(children))

    def weight(self, level: str, need: str, *, own_level: bool) -> Explanation:
        """Explain a weight: the cell's dollars over those of all pupils, of its own level or of the first level."""
        rate = self.rate(level, need)
        reference = self.rate(level, ALL_PUPILS) if own_level else self._first()
        if reference is None or not reference.exact:
            raise NoSuchFigure("no dollars are paid for all pupils, so nothing can be weighed against them")
        exact = (rate.exact or Fraction()) / reference.exact
        formula = f"{money(rate.exact or Fraction())} ÷ {money(reference.exact)} = {number(exact)}"
        label = say("weight_of_cell", cell=cell_name(level, need))
        return Explanation(label, "formula", exact, unit="weight", formula=formula, children=(rate, reference))

    def _first(self) -> Explanation | None:
        rates = (self.rate(level, ALL_PUPILS) for level in self.prepared.levels)
        return next((rate for rate in rates if rate.exact), None)

    def _cell(self, level: str, need: str) -> int:
        cell = self.prepared.cell_columns.get((level, need))
        if cell is None:
            raise NoSuchFigure(f"the matrix has no cell {level} x {need}")
        return cell

    def _part(self, ledger: SourceLedger, component: Component, cell: int, level: str, need: str) -> Explanation | None:
        rates = component_rates(self.prepared, component, self.result.policy.rounding_unit_cents)
        if rates is None:
            return None
        own = Fraction(rates.numerators[cell], rates.denominator)
        label = say("source_part", source=ledger.source.name, label=component.label)
        formula = self._formula(component, cell, level, need, own)
        if self.source_id is None and component.receivers is not None and self._open[cell]:
            # Overall, a source that reaches some schools counts by the share of the pupils it reaches.
            reached = int(self.prepared.cells.counts[component.receivers, cell].sum())
            every = self._open[cell]
            scale = self.prepared.count_scale
            inner = Explanation(label, "formula", own, unit="dollars_per_pupil", formula=formula)
            exact = own * Fraction(reached, every)
            parts = f"{money(own)} × {number(Fraction(reached, scale))} ÷ {number(Fraction(every, scale))}"
            note = say("reaches_some")
            return Explanation(
                label,
                "formula",
                exact,
                unit="dollars_per_pupil",
                formula=f"{parts} = {money(exact)}",
                note=note,
                children=(inner,),
            )
        return Explanation(label, "formula", own, unit="dollars_per_pupil", formula=formula)

    def _formula(self, component: Component, cell: int, level: str, need: str, own: Fraction) -> str:
        prepared, rule = self.prepared, component.rule
        scale = prepared.count_scale
        match rule:
            case PerPupil() if rule.base_dollars is not None and rule.base_dollars:
                weight = rate_coefficients(prepared, rule).fraction(cell) / Fraction(rule.base_dollars)
                return f"{money(Fraction(rule.base_dollars))} × {number(weight)} = {money(own)}"
            case WeightedPool():
                coefficients = weight_coefficients(prepared, rule)
                total = Fraction(
                    exact_sum(weights_of_pool(prepared, rule, component.receivers)), coefficients.denominator * scale
                )
                weight = coefficients.fraction(cell)
                return f"{money_of(component.total_cents)} ÷ {number(total)} × {number(weight)} = {money(own)}"
            case Proportional():
                total = Fraction(exact_sum(weights_of_pool(prepared, rule, component.receivers)), scale)
                return f"{money_of(component.total_cents)} ÷ {number(total)} = {money(own)}"
            case Shares():
                pools = share_pools(rule, component.pool_cents or 0, self.result.policy.rounding_unit_cents)
                parts = []
                for listed, cents in zip(rule.cells, pools, strict=True):
                    if listed.need_category == need and level in prepared.levels_of(listed.level) and cents:
                        counts = cell_pupils(prepared, listed.level, listed.need_category, component.receivers)
                        parts.append(f"{money_of(cents)} ÷ {number(Fraction(int(counts.sum()), scale))}")
                return f"{' + '.join(parts)} = {money(own)}" if parts else money(own)
            case _:
                return money(own)
