"""Every rule kind as formulas: what a source gives each school, in cents."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from xlsxwriter.utility import xl_col_to_name

from services.allocation.domain.coefficients import rate_coefficients, weight_coefficients
from services.allocation.domain.derive import WEIGHT_SCALE
from services.allocation.domain.distribute import cell_pupils, foundation_fits, share_pools, weights_of_pool
from services.allocation.domain.formula_rules import CompositeIndex, FormulaBase
from services.allocation.domain.ledger import Component
from services.allocation.domain.limits import ANY_LEVEL, MICRO
from services.allocation.domain.result import Result
from services.allocation.domain.rules import (
    Foundation,
    FoundationAmount,
    PerPupil,
    Proportional,
    SchoolGrantRule,
    Shares,
    WeightedPool,
)
from services.allocation.domain.source_run import TYPED_GRANTS
from services.allocation.files.workbook.apportioning import shared
from services.allocation.files.workbook.book import Book, Cell, Column, Scalar, Value
from services.allocation.files.workbook.expressions import Expressions, quoted
from services.allocation.files.workbook.inputs import SCHOOLS, InputColumns
from services.allocation.files.workbook.splitting import split

AMOUNTS = "Amounts"
POLICY = "Policy"
WEIGHTS = "Weights"
_LEAST_PLACES = 2


@dataclass(eq=False)
class RuleWriter:
    """Writes the rules of one policy; every rule becomes a column of cents."""

    book: Book
    inputs: InputColumns
    result: Result
    expressions: Expressions
    _weight_rows: int = 0
    _grants: dict[str, Column] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.prepared = self.result.prepared
        self.unit = self.result.policy.rounding_unit_cents

    def fixed(self, component: Component, receivers: Column) -> Column:
        """Write a rule that gives fixed dollars."""
        match component.rule:
            case PerPupil() as rule:
                return self._per_pupil(component, rule, receivers)
            case Foundation() as rule:
                return self._foundation(component, rule, receivers)
            case SchoolGrantRule() as rule:
                return self._grants_of(component, rule)
            case FormulaBase() as rule:
                return self._formula(component, rule, receivers)
            case _:
                return self.settled(component)

    def pool(self, component: Component, receivers: Column, units: Scalar) -> Column:
        """Write a rule that shares a pool of whole units."""
        match component.rule:
            case Shares() as rule:
                return self._shares(component, rule, receivers, units)
            case WeightedPool() as rule:
                weights = self._weighted(component, rule, receivers)
            case Proportional() as rule:
                weights = self._measured(component, rule, receivers)
            case CompositeIndex() as rule:
                weights = self._index(component, rule, receivers)
            case _:
                return self.settled(component)
        cents = shared(self.book, component.component_id, weights, units, self.unit)
        return self._amounts(component, cents.ref)

    def settled(self, component: Component) -> Column:
        """Write the engine's amounts as values."""
        values: list[Value] = list(component.amounts.tolist())
        return self.book.column(
            AMOUNTS,
            component.label,
            values,
            group=component.source_id,
            note=self.book.say("cents, settled by the engine: this workbook has no formula for the rule"),
            style="cents",
            kind="settled",
        )

    def _amounts(self, component: Component, formula: str) -> Column:
        return self.book.column(
            AMOUNTS,
            self.book.say("School grants") if component.rule is TYPED_GRANTS else component.label,
            component.amounts.tolist(),
            formula,
            group=component.source_id,
            note=self.book.say("cents"),
            style="cents",
        )

    def _per_pupil(self, component: Component, rule: PerPupil, receivers: Column) -> Column:
        coefficients = rate_coefficients(self.prepared, rule)
        rates = [_decimal(value, coefficients.denominator) for value in coefficients.values]
        row = self._weight_row(self.book.say("{what}: dollars per pupil", what=component.component_id), rates)
        cents = f"ROUND(SUMPRODUCT({self.inputs.cell_range},{row})*100/{self.unit},5)"
        return self._amounts(component, f"{receivers.ref}*INT({cents}+0.5)*{self.unit}")

    def _weighted(self, component: Component, rule: WeightedPool, receivers: Column) -> Column:
        coefficients = weight_coefficients(self.prepared, rule)
        weights = [_decimal(value, coefficients.denominator) for value in coefficients.values]
        row = self._weight_row(self.book.say("{what}: weights", what=component.component_id), weights)
        places = max(_LEAST_PLACES, *(_places(weight) for weight in weights))
        scale = 10**places * self.prepared.count_scale
        sums = weights_of_pool(self.prepared, rule, component.receivers)
        factor = 10**places // coefficients.denominator
        values: list[Value] = [int(value) * factor for value in sums.tolist()]
        return self.book.column(
            "Steps",
            self.book.say("Weighted pupils"),
            values,
            f"{receivers.ref}*ROUND(SUMPRODUCT({self.inputs.cell_range},{row})*{scale},0)",
            group=component.component_id,
            note=self.book.say("times {scale}: weights to {places} decimals", scale=f"{scale:,}", places=places),
        )

    def _measured(self, component: Component, rule: Proportional, receivers: Column) -> Column:
        values: list[Value] = weights_of_pool(self.prepared, rule, component.receivers).tolist()
        scale = self.prepared.count_scale
        title, need = rule.measure, rule.measure.removeprefix("need:")
        if rule.measure == "pupils":
            title = self.book.say("Pupils")
            formula = f"ROUND({self.inputs.pupils.ref}*{scale},0)"
        elif rule.measure.startswith("need:"):
            title = self.book.say("Pupils, {need}", need=need)
            formula = f"ROUND({self.inputs.needs[need].ref}*{scale},0)"
        elif rule.measure in self.prepared.derived:
            scale = WEIGHT_SCALE
            formula = _weight_formula(self.expressions.derived_column(rule.measure).ref)
        else:
            shift = _micro_shift(values)
            scale = MICRO // shift
            values = [int(value or 0) // shift for value in values]
            formula = f"ROUND({self.inputs.measures[rule.measure].ref}*{scale},0)"
        return self.book.column(
            "Steps",
            title,
            values,
            f"{receivers.ref}*IFERROR({formula},0)",
            group=component.component_id,
            note=self.book.say("times {scale}", scale=f"{scale:,}"),
        )

    def _index(self, component: Component, rule: CompositeIndex, receivers: Column) -> Column:
        index = self.expressions.column(rule.node, component.label, component.component_id)
        values: list[Value] = weights_of_pool(self.prepared, rule, component.receivers).tolist()
        return self.book.column(
            "Steps",
            self.book.say("Index"),
            values,
            f"{receivers.ref}*IFERROR({_weight_formula(index.ref)},0)",
            group=component.component_id,
            note=self.book.say("times {scale}", scale=f"{WEIGHT_SCALE:,}"),
        )

    def _shares(self, component: Component, rule: Shares, receivers: Column, units: Scalar) -> Column:
        order = sorted(range(len(rule.cells)), key=lambda at: (rule.cells[at].level, rule.cells[at].need_category))
        cells = [rule.cells[index] for index in order]
        labels = [f"{cell.level} · {cell.need_category}" for cell in cells]
        self.book.heading(POLICY, self.book.say("{what}: shares of the pool", what=component.component_id))
        note = self.book.say("basis points: 10,000 is the whole pool")
        shares = [
            self.book.scalar(POLICY, label, cell.share_bp, note=note) for label, cell in zip(labels, cells, strict=True)
        ]
        parts = split(self.book, component.component_id, labels, shares, units, 10_000)
        pools = share_pools(rule, component.pool_cents or 0, self.unit)
        columns = []
        for label, cell, part, index in zip(labels, cells, parts, order, strict=True):
            if not pools[index]:
                continue
            counts = cell_pupils(self.prepared, cell.level, cell.need_category, component.receivers)
            own = self.inputs.counted(cell.level, cell.need_category)
            group = f"{component.component_id} {label}"
            weights = self.book.column(
                "Steps",
                self.book.say("Pupils"),
                counts.tolist(),
                f"{receivers.ref}*ROUND({own}*{self.prepared.count_scale},0)",
                group=group,
            )
            columns.append(shared(self.book, group, weights, part, self.unit))
        return self._amounts(component, "+".join(column.ref for column in columns) or "0")

    def _foundation(self, component: Component, rule: Foundation, receivers: Column) -> Column:
        self.book.heading(POLICY, self.book.say("{what}: flat amounts", what=component.component_id))
        note = self.book.say("dollars")
        tests, amounts, fits = [], [], []
        for band in rule.amounts:
            tests.append(self._band_test(band))
            label = self._band_label(band)
            amounts.append(self.book.scalar(POLICY, label, band.amount_cents / 100, style="money", note=note))
            fits.append(foundation_fits(self.prepared, band))
        cents = [f"ROUND({amount.ref}*100,0)" for amount in amounts]
        if rule.match == "first":
            formula = "0"
            for test, amount in zip(reversed(tests), reversed(cents), strict=True):
                formula = f"IF({test},{amount},{formula})"
        else:
            parts = [f"IF({test},{amount},0)" for test, amount in zip(tests, cents, strict=True)]
            formula = f"({'+'.join(parts)})" if rule.match == "sum" else f"MAX({','.join(parts)})"
        return self._amounts(component, f"{receivers.ref}*{formula}")

    def _band_test(self, band: FoundationAmount) -> str:
        tests = ["TRUE"]
        if band.level is not None and band.level != ANY_LEVEL:
            tests.append(self.inputs.on_level(band.level))
        if band.school_type is not None:
            tests.append(f"EXACT({self.inputs.school_type.ref},{quoted(band.school_type)})")
        pupils = self.inputs.pupils.ref
        if band.pupils_min is not None:
            tests.append(f"{pupils}>={band.pupils_min.normalize():f}")
        if band.pupils_max is not None:
            tests.append(f"{pupils}<={band.pupils_max.normalize():f}")
        return f"AND({','.join(tests)})"

    def _grants_of(self, component: Component, rule: SchoolGrantRule) -> Column:
        typed = self.book.column(
            SCHOOLS,
            self.book.say("{what}: named", what=component.component_id),
            [cents / 100 for cents in component.amounts.tolist()],
            group=self.book.say("Amounts named for schools"),
            note=self.book.say("dollars"),
            style="money",
        )
        return self._amounts(component, f"ROUND({typed.ref}*100,0)")

    def _formula(self, component: Component, rule: FormulaBase, receivers: Column) -> Column:
        value = self.expressions.column(rule.node, component.label, component.component_id)
        cents = f"INT(ROUND({value.ref}*100/{self.unit},5)+0.5)*{self.unit}"
        return self._amounts(component, f"{receivers.ref}*IFERROR({cents},0)")

    def _weight_row(self, label: str, weights: Sequence[float | int]) -> str:
        """Write one row of the sheet of weights; return its range."""
        book, columns = self.book, self.prepared.cell_columns
        if not self._weight_rows:
            whole = book.say("whole school")
            names = [f"{whole if level == ANY_LEVEL else level} · {need}" for level, need in columns]
            book.line(WEIGHTS, *[Cell(name, "title") for name in (book.say("Rule"), *names)])
            book.widths[WEIGHTS] = [44] + [12] * len(columns)
        self._weight_rows = book.line(WEIGHTS, Cell(label, "label"), *(Cell(weight, "input_key") for weight in weights))
        row = self._weight_rows
        return f"{book.tab(WEIGHTS)}!$B${row}:${xl_col_to_name(len(weights))}${row}"

    def _band_label(self, band: FoundationAmount) -> str:
        say = self.book.say
        parts = [part for part in (band.level, band.school_type) if part and part != ANY_LEVEL]
        if band.pupils_min is not None:
            parts.append(say("at least {count} pupils", count=f"{band.pupils_min.normalize():f}"))
        if band.pupils_max is not None:
            parts.append(say("at most {count} pupils", count=f"{band.pupils_max.normalize():f}"))
        return ", ".join(parts) or say("any school")


def _weight_formula(ref: str) -> str:
    return f"MAX(INT(ROUND({ref}*{WEIGHT_SCALE},2)+0.5),0)"


def _decimal(numerator: int, denominator: int) -> float | int:
    whole, rest = divmod(numerator, denominator)
    return numerator / denominator if rest else whole


def _places(value: float | int) -> int:
    """Return how many decimals a weight has, at most twelve."""
    text = f"{value:.12f}".rstrip("0")
    return len(text.partition(".")[2])


def _micro_shift(values: Sequence[Value]) -> int:
    """Return the largest power of ten, up to a million, that divides every value."""
    shift: int = MICRO
    while any(int(value or 0) % shift for value in values):
        shift //= 10
    return shift
