"""Whether a policy fits the data it is applied to: every name it uses must be there."""

from collections.abc import Collection, Iterable, Sequence

from services.allocation.domain.adjustments import MinimumOperationalBudget, MovingAdjustment, Payer, Recount, Trigger
from services.allocation.domain.coefficients import cell_layout
from services.allocation.domain.derive import expression_faults, vocabulary_of
from services.allocation.domain.eligibility_rules import Eligibility, EligibleList, EligibleRule
from services.allocation.domain.errors import PolicyProblem
from services.allocation.domain.exact_types import parse_exact
from services.allocation.domain.expressions.grammar import parse_expression
from services.allocation.domain.expressions.nodes import Node
from services.allocation.domain.expressions.units import DOLLARS, Unit
from services.allocation.domain.formula_rules import CompositeIndex, FormulaBase
from services.allocation.domain.in_force import counted_revenue
from services.allocation.domain.ledger import AnyRule
from services.allocation.domain.lift import AnyAdjustment, PaidFloor
from services.allocation.domain.limits import ALL_PUPILS, ANY_LEVEL, BASIS_POINTS
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import Prepared
from services.allocation.domain.rules import (
    POOL_RULES,
    CellRate,
    CellShare,
    CellWeight,
    Foundation,
    PerPupil,
    Proportional,
    SchoolGrantRule,
    Shares,
    WeightedPool,
)

MAX_SHARE = 1_000
"""Largest need share a condition may compare with: 1,000 markers per pupil."""


def policy_problems(prepared: Prepared, policy: Policy, in_force: Policy) -> list[PolicyProblem]:
    """Return every name or sum of the policy that does not fit the prepared data.

    ``in_force`` is the same policy as ``policy_in_force`` spells it out; places are named as the district wrote it.
    """
    checker = _Checker(prepared, frozenset(group.level_group for group in policy.level_groups))
    checker.names("/levels", policy.levels, checker.levels, "level")
    checker.names("/need_categories", policy.need_categories, checker.needs, "need category")
    for index, (source, spelled) in enumerate(zip(policy.sources, in_force.sources, strict=True)):
        pointer = f"/sources/{index}"
        checker.name(f"{pointer}/source_id", source.source_id, prepared.sources, "revenue source")
        checker.eligibility(f"{pointer}/eligibility", source.eligibility)
        for position, service in enumerate(source.central_services):
            if service.sold_per is not None:
                node = parse_expression(service.charge_expression)
                checker.expression(f"{pointer}/central_services/{position}/sold_per", node, DOLLARS)
        shares = 0
        for position, rule in enumerate(source.rules):
            checker.rule(f"{pointer}/rules/{position}", rule, spelled.rules[position])
            if isinstance(rule, POOL_RULES) and rule.pool_amount_cents is None:
                shares += rule.pool_share_bp
        if shares > BASIS_POINTS:
            checker.add(
                f"{pointer}/rules",
                "pool_shares_above_whole",
                f"the pool shares of the rules sum to {shares} basis points, above {BASIS_POINTS}",
                "Give pool_share_bp that sum to at most 10000.",
            )
    decided = {source.source_id for source in policy.sources if source.distribution != "locked"}
    for index, adjustment in enumerate(policy.adjustments):
        checker.adjustment(f"/adjustments/{index}", adjustment, decided)
    return checker.problems


class _Checker:
    """Collects problems while it walks a policy."""

    def __init__(self, prepared: Prepared, groups: frozenset[str]) -> None:
        self.prepared = prepared
        self.groups = groups
        self.levels = frozenset(prepared.levels) - {ANY_LEVEL}
        self.needs = frozenset(prepared.need_categories)
        self.problems: list[PolicyProblem] = []

    def add(self, pointer: str, code: str, message: str, remedy: str) -> None:
        self.problems.append(PolicyProblem(pointer, code, message, remedy))

    def name(self, pointer: str, value: str, known: Iterable[str], what: str) -> None:
        if value not in known:
            names = sorted(known)
            listed = ", ".join(names[:12]) + (" ..." if len(names) > 12 else "")
            self.add(
                pointer,
                f"unknown_{what.replace(' ', '_')}",
                f"{value!r} is not a {what} of the data",
                f"Use one of: {listed or 'none is there'}; or add it to the input data.",
            )

    def names(self, pointer: str, values: Iterable[str], known: Iterable[str], what: str) -> None:
        for index, value in enumerate(values):
            self.name(f"{pointer}/{index}", value, known, what)

    def level(self, pointer: str, level: str) -> None:
        if level != ANY_LEVEL and level not in self.levels and level not in self.groups:
            self.name(pointer, level, self.levels | self.groups, "level")

    def need(self, pointer: str, need: str) -> None:
        if need not in self.needs:
            self.name(pointer, need, self.needs, "need category")

    def school(self, pointer: str, school_id: str) -> None:
        self.name(pointer, school_id, self.prepared.school_rows, "school")

    def schools(self, pointer: str, school_ids: Iterable[str]) -> None:
        for index, school_id in enumerate(school_ids):
            self.school(f"{pointer}/{index}/school_id", school_id)

    def figure(self, pointer: str, figure: str) -> None:
        if figure.startswith("need:"):
            self.need(pointer, figure.removeprefix("need:"))
        elif figure != "pupils":
            self.measure(pointer, figure)

    def measure(self, pointer: str, measure: str) -> None:
        self.name(pointer, measure, {*self.prepared.measures, *self.prepared.derived}, "measure")

    def dollars(self, pointer: str, measure: str) -> None:
        """Check a measure that is read as dollars; one of the data counts what its reader says it counts."""
        self.measure(pointer, measure)
        unit = self.prepared.derived_units.get(measure, DOLLARS)
        if not unit.fits(DOLLARS):
            message = f"the measure {measure} counts {unit}, not {DOLLARS}"
            remedy = "Choose a measure of dollars, or multiply by a rate: a rate is written $4000 / pupil."
            self.add(pointer, "unit_differs", message, remedy)

    def eligibility(self, pointer: str, eligibility: Eligibility | None) -> None:
        if isinstance(eligibility, EligibleList):
            for index, school_id in enumerate(eligibility.school_ids):
                self.school(f"{pointer}/school_ids/{index}", school_id)
        elif isinstance(eligibility, EligibleRule):
            for index, condition in enumerate(eligibility.conditions):
                kind, _, name = condition.subject.partition(":")
                where = f"{pointer}/conditions/{index}"
                if kind in {"need_share", "need_count"}:
                    self.need(f"{where}/subject", name)
                elif kind == "measure":
                    self.measure(f"{where}/subject", name)
                elif kind == "level":
                    for text in condition.texts:
                        self.level(f"{where}/value", text)
                if kind == "need_share" and parse_exact(condition.value) > MAX_SHARE:
                    self.add(
                        f"{where}/value", "out_of_range", f"{condition.value} is no share", 'Write 40 % as "0.40".'
                    )

    def rule(self, pointer: str, rule: AnyRule, spelled: AnyRule) -> None:
        self.eligibility(f"{pointer}/eligibility", rule.eligibility)
        match rule:
            case PerPupil():
                assert isinstance(spelled, PerPupil)
                where = f"{pointer}/{'rates' if rule.rates else 'weights'}"
                self.cells(where, rule.rates or rule.weights or (), spelled.rates or spelled.weights or ())
            case WeightedPool():
                assert isinstance(spelled, WeightedPool)
                self.cells(f"{pointer}/weights", rule.weights, spelled.weights)
            case Shares():
                self.cells(f"{pointer}/cells", rule.cells, rule.cells)
            case Foundation():
                for index, band in enumerate(rule.amounts):
                    if band.level is not None:
                        self.level(f"{pointer}/amounts/{index}/level", band.level)
            case Proportional():
                self.figure(f"{pointer}/measure", rule.measure)
            case FormulaBase():
                self.expression(pointer, rule.node, DOLLARS)
            case CompositeIndex():
                self.expression(pointer, rule.node, None)
            case SchoolGrantRule():
                self.schools(f"{pointer}/grants", [grant.school_id for grant in rule.grants or ()])

    def cells(
        self,
        pointer: str,
        cells: Sequence[CellRate | CellWeight | CellShare],
        spelled: Sequence[CellRate | CellWeight | CellShare],
    ) -> None:
        # Hundreds of cells are looked at on every what-if: pointers are only made where something is wrong.
        layout = cell_layout(self.prepared, spelled)
        if self.prepared.whole_school_needs:
            self.whole_schools(pointer, layout.names)
        if layout.position is not None:
            return
        for index, cell in enumerate(cells):
            self.need(f"{pointer}/{index}/need_category", cell.need_category)
            self.level(f"{pointer}/{index}/level", cell.level)

    def expression(self, pointer: str, node: Node, unit: Unit | None) -> None:
        vocabulary = vocabulary_of(self.prepared, self.prepared.derived_units)
        for fault in expression_faults(vocabulary, node, unit):
            self.add(pointer, fault.code, fault.message, fault.remedy)

    def whole_schools(self, pointer: str, cells: Collection[tuple[str, str]]) -> None:
        # Pupils counted for a whole K-8 school are on no level: a rule that names levels only would lose them.
        for need in sorted({need for _, need in cells} & self.prepared.whole_school_needs):
            if (ANY_LEVEL, need) not in cells:
                self.add(
                    pointer,
                    "counts_not_by_level",
                    f"the rule treats {need} pupils by level, but some schools are counted as a whole",
                    f'Count these schools by level, or add a cell with level "*" for {need}.',
                )

    def adjustment(self, pointer: str, adjustment: AnyAdjustment, decided: set[str]) -> None:
        for index, source_id in enumerate(adjustment.source_ids or ()):
            self.name(f"{pointer}/source_ids/{index}", source_id, decided, "distributed source")
        if isinstance(adjustment, MovingAdjustment):
            for index, source_id in enumerate(adjustment.moving_source_ids or ()):
                self.name(f"{pointer}/moving_source_ids/{index}", source_id, decided, "distributed source")
            if isinstance(adjustment, Trigger):
                self.trigger(pointer, adjustment)
            else:
                self.current(pointer, True, adjustment.source_ids)
            return
        self.payer(f"{pointer}/payer", adjustment.payer, decided)
        if isinstance(adjustment, Recount):
            for index, source_id in enumerate(adjustment.moving_source_ids or ()):
                self.name(f"{pointer}/moving_source_ids/{index}", source_id, decided, "distributed source")
            self.schools(f"{pointer}/published", [promised.school_id for promised in adjustment.published])
            return
        self.floor(pointer, adjustment)

    def payer(self, pointer: str, payer: Payer, decided: set[str]) -> None:
        if payer.kind == "gainers":
            for index, source_id in enumerate(payer.source_ids or ()):
                self.name(f"{pointer}/source_ids/{index}", source_id, decided, "distributed source")
        else:
            self.name(f"{pointer}/source_id", payer.source_id, decided, "distributed source")

    def floor(self, pointer: str, adjustment: PaidFloor) -> None:
        if isinstance(adjustment, MinimumOperationalBudget):
            for index, amount in enumerate(adjustment.per_pupil or ()):
                self.level(f"{pointer}/per_pupil/{index}/level", amount.level)
            if adjustment.per_pupil:
                cells = [(amount.level, ALL_PUPILS) for amount in adjustment.per_pupil]
                self.whole_schools(f"{pointer}/per_pupil", cells)
            self.schools(f"{pointer}/per_school", [floor.school_id for floor in adjustment.per_school or ()])
            if adjustment.measure:
                self.dollars(f"{pointer}/measure", adjustment.measure)
            needs_current = adjustment.equal_to_current
        else:
            needs_current = adjustment.percent_bp > 0
            if adjustment.basis == "per_pupil":
                # A floor divides by last year's pupils, which are read and never computed.
                where = f"{pointer}/prior_pupils_measure"
                self.name(where, adjustment.prior_pupils_measure, self.prepared.measures, "measure")
        self.current(pointer, needs_current, adjustment.source_ids)

    def trigger(self, pointer: str, trigger: Trigger) -> None:
        """Check what a trigger counts, and what is paid until it is reached."""
        for index, source_id in enumerate(trigger.revenue_source_ids or ()):
            where = f"{pointer}/revenue_source_ids/{index}"
            self.name(where, source_id, self.prepared.sources, "revenue source")
        for index, need in enumerate(trigger.need_categories):
            self.need(f"{pointer}/need_categories/{index}", need)
        waits = counted_revenue(trigger, self.prepared.sources) < trigger.revenue_cents
        self.current(pointer, trigger.until == "current_budgets" and waits, trigger.source_ids)

    def current(self, pointer: str, needed: bool, source_ids: tuple[str, ...] | None) -> None:
        if not needed:
            return
        if not self.prepared.inputs.current_budgets:
            self.add(
                pointer,
                "no_current_budgets",
                "the floor is a share of the current budgets, and the data hold none",
                "Add current_budgets.csv, or remove the adjustment.",
            )
        elif source_ids and not any(source_id in self.prepared.current_by_source for source_id in source_ids):
            self.add(
                f"{pointer}/source_ids",
                "no_current_budgets",
                "the current budgets do not say how much came from these sources",
                "Give current_budgets.csv a source_id column, or compare all sources (source_ids: null).",
            )
