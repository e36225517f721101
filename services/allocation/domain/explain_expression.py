"""Why an expression has its value for one school: step by step, down to the rows of the import."""

from dataclasses import replace
from fractions import Fraction

from services.allocation.domain.explanation import Explanation, InputRow, money_of, number
from services.allocation.domain.expressions.evaluate import Evaluator, name_of
from services.allocation.domain.expressions.functions import OVER_SCHOOLS, ROUNDING
from services.allocation.domain.expressions.nodes import Call, Name, Node
from services.allocation.domain.expressions.units import Unit
from services.allocation.domain.limits import ALL_PUPILS, ANY_LEVEL
from services.allocation.domain.phrases import Phrase, say
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import Prepared, level_of_count
from services.allocation.domain.spelling import Spelling, spelled


class ExpressionExplainer:
    """Explains expressions for one school."""

    def __init__(self, prepared: Prepared, policy: Policy, row: int) -> None:
        assert prepared.evaluator is not None
        self.prepared = prepared
        self.evaluator: Evaluator = prepared.evaluator
        self.row = row
        self.titles = {measure.name: measure.title for measure in policy.derived_measures}
        self.spelling = Spelling(prepared, row)

    def explain(self, node: Node, label: Phrase, unit: Unit | None = None) -> Explanation:
        """Return the tree of an expression: functions and figures below it, arithmetic in its formula.

        Args:
            node: The expression.
            label: What it is called.
            unit: What it is said to count, where that is not known from the expression alone.
        """
        text, steps = self.spelling.spell(node)
        value = self._value(node)
        shown = self.spelling.shown(node)
        formula = shown if text == shown else f"{text} = {shown}"
        children = [self._step(step) for step in steps]
        return Explanation(
            label,
            "formula",
            value,
            unit=self.spelling.unit(node) if unit is None else spelled(unit),
            formula=formula,
            children=tuple(children),
        )

    def _value(self, node: Node) -> Fraction | None:
        return self.evaluator.figure(node).at(self.row)

    def _step(self, node: Node) -> Explanation:
        if isinstance(node, Name):
            return self._named(node, node.text)
        assert isinstance(node, Call)
        if node.function == "measure":
            return self._named(node, name_of(node))
        if node.function in {"count", "share", "source_amount"}:
            return self._figure(node)
        if node.function in OVER_SCHOOLS:
            inner = self.spelling.source(node.arguments[0])
            label = say(f"over_{node.function}", expression=inner)
            note = say("over_schools_note", count=f"{self.evaluator.spread(node.arguments[0])[1]:,}")
            if node.function == "rank":
                own = self.explain(node.arguments[0], say("formula_value"))
                return replace(self._given(label, node, note=note), children=(own,))
            return self._given(label, node, note=note)
        if node.function == "if":
            return self._choice(node)
        key = "rounded" if node.function in ROUNDING else f"call_{node.function}"
        return self._applied(node, say(key))

    def _applied(self, node: Call, label: Phrase) -> Explanation:
        parts = [self.spelling.spell(argument) for argument in node.arguments]
        text = f"{node.function}({', '.join(text for text, _ in parts)}) = {self.spelling.shown(node)}"
        children = tuple(self._step(step) for _, steps in parts for step in steps)
        return Explanation(
            label, "formula", self._value(node), unit=self.spelling.unit(node), formula=text, children=children
        )

    def _choice(self, node: Call) -> Explanation:
        test, then, otherwise = node.arguments
        holds, known = self.evaluator.condition(test)
        holds_here = bool(holds[self.row if len(holds) > 1 else 0])
        known_here = bool(known[self.row if len(known) > 1 else 0])
        text, steps = self.spelling.spell(test)
        found = "no_value" if not known_here else "proof_holds" if holds_here else "proof_fails"
        condition = Explanation(
            say("condition", expression=self.spelling.source(test), values=text),
            "fact",
            note=say(found),
            children=tuple(self._step(step) for step in steps),
        )
        children = [condition]
        if known_here:
            children.append(self.explain(then if holds_here else otherwise, say("chosen")))
        return Explanation(
            say("call_if"),
            "formula",
            self._value(node),
            unit=self.spelling.unit(node),
            formula=self.spelling.shown(node),
            children=tuple(children),
        )

    def _named(self, node: Node, name: str) -> Explanation:
        if name in self.prepared.derived:
            derived = self.evaluator.derived[name]
            label = say("component", label=self.titles.get(name, name))
            return self.explain(derived, label, self.prepared.derived_units.get(name))
        if name == "pupils":
            return self._given(say("pupils"), node, rows=self._count_rows(ALL_PUPILS, ANY_LEVEL))
        if name == "current_budget":
            school_id = self.prepared.school_ids[self.row]
            rows = tuple(
                InputRow(budget.origin, "amount", money_of(budget.amount_cents))
                for budget in self.prepared.inputs.current_budgets
                if budget.school_id == school_id
            )
            return self._given(say("current_budget"), node, rows=rows)
        rows = tuple(
            InputRow(measure.origin, "value", number(Fraction(measure.value)))
            for measure in self.prepared.measures_of_school.get(self.prepared.school_ids[self.row], ())
            if measure.measure == name
        )
        return self._given(say("component", label=name), node, rows=rows)

    def _figure(self, node: Call) -> Explanation:
        name = name_of(node)
        if node.function == "source_amount":
            source = self.prepared.sources[name]
            given = InputRow(source.origin, "amount", money_of(source.amount_cents))
            return self._given(say("source_amount", source=source.name), node, rows=(given,))
        if node.function == "share":
            return self._share(node, name)
        level = name_of(node, 1) if len(node.arguments) > 1 else ANY_LEVEL
        where: Phrase | str = say("every_level") if level == ANY_LEVEL else level
        rows = self._count_rows(name, level)
        return self._given(say("need_pupils_of", level=where, need=name), node, rows=rows)

    def _share(self, node: Call, name: str) -> Explanation:
        scale = self.prepared.count_scale
        part = Fraction(int(self.prepared.need_counts[name][self.row]), scale)
        every = Fraction(int(self.prepared.pupils[self.row]), scale)
        formula = f"{number(part)} ÷ {number(every)} = {self.spelling.shown(node)}"
        rows = (*self._count_rows(name, ANY_LEVEL), *self._count_rows(ALL_PUPILS, ANY_LEVEL))
        return self._given(say("share_of", need=name), node, rows=rows, formula=formula)

    def _given(
        self,
        label: Phrase,
        node: Node,
        *,
        rows: tuple[InputRow, ...] = (),
        note: Phrase | None = None,
        formula: str | None = None,
    ) -> Explanation:
        shown = self.spelling.shown(node) if formula is None else formula
        unit = self.spelling.unit(node)
        return Explanation(label, "given", self._value(node), unit=unit, formula=shown, note=note, rows=rows)

    def _count_rows(self, need: str, level: str) -> tuple[InputRow, ...]:
        school, levels = self.prepared.schools[self.row], self.prepared.levels_of(level)
        return tuple(
            InputRow(count.origin, "pupil_count", number(Fraction(count.pupil_count)))
            for count in self.prepared.counts_of_school.get(school.school_id, ())
            if count.need_category == need and level_of_count(school, count.level) in levels
        )
