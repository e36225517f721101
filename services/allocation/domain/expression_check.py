"""An expression while it is written: its unit and its value for a school, or every fault with its place."""

from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np

from services.allocation.domain.derive import circle_of, expression_faults, vocabulary_of
from services.allocation.domain.explain_expression import ExpressionExplainer
from services.allocation.domain.explanation import Explanation
from services.allocation.domain.expressions.check import Checker, Vocabulary, references
from services.allocation.domain.expressions.completion import Completion, Place, Words, completions, place_of
from services.allocation.domain.expressions.evaluate import Evaluator
from services.allocation.domain.expressions.functions import FUNCTIONS, RESERVED
from services.allocation.domain.expressions.grammar import call_faults, expected_after, read_expression
from services.allocation.domain.expressions.nodes import ExpressionFault, Fault, Node
from services.allocation.domain.expressions.ratios import NumberTooLarge, Ratios
from services.allocation.domain.expressions.units import DECLARED, DeclaredUnit, Unit
from services.allocation.domain.phrases import say
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import Mask, Prepared


@dataclass(frozen=True, slots=True)
class Draft:
    """What is being written.

    Attributes:
        name: The derived measure it is for; its stored expression is set aside. None: a new one without a name.
        unit: The unit it must come out in; None: any.
    """

    expression: str
    name: str | None = None
    unit: DeclaredUnit | None = None


@dataclass(frozen=True, slots=True)
class PlacedFault:
    """A fault with its line and column, both counted from 1, and what could stand there instead."""

    at: int
    line: int
    column: int
    code: str
    message: str
    remedy: str
    expected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spread:
    """How the values lie over the open schools; ``without`` schools have none."""

    lowest: Fraction
    highest: Fraction
    mean: Fraction
    schools: int
    without: int


@dataclass(frozen=True, slots=True)
class Signature:
    """The function the cursor is in, and which of its arguments."""

    function: str
    signature: str
    argument: int


@dataclass(slots=True)
class Checked:
    """What is known about a draft; without faults ``unit``, ``spread`` and for a school ``explanation`` are there."""

    faults: list[PlacedFault]
    place: Place
    completions: list[Completion]
    signature: Signature | None
    unit: Unit | None = None
    explanation: Explanation | None = None
    spread: Spread | None = None
    uses: list[str] = field(default_factory=list)


def check_draft(
    prepared: Prepared, policy: Policy, open_mask: Mask, draft: Draft, row: int | None, cursor: int
) -> Checked:
    """Check a draft over a district's data.

    Args:
        prepared: The data, without derived measures.
        policy: Its other derived measures may be used by name.
        open_mask: The schools that sums and means go over.
        draft: What is written so far.
        row: The school to show the value of; None: none.
        cursor: Where the cursor stands, in characters from 0.
    """
    prepared = replace(prepared, level_groups=policy.levels_by_group)
    others = {measure.name: measure for measure in policy.derived_measures if measure.name != draft.name}
    units = {name: DECLARED[measure.unit] for name, measure in others.items()}
    vocabulary = vocabulary_of(prepared, units)
    place = place_of(draft.expression, cursor)
    signature = FUNCTIONS.get(place.function)
    checked = Checked(
        [],
        place,
        completions(vocabulary, _words(prepared, policy), place),
        Signature(place.function, signature.signature, place.argument) if signature else None,
    )
    if draft.name is not None and (draft.name in prepared.measures or draft.name in RESERVED):
        what = "a measure of the data" if draft.name in prepared.measures else "a word of the language"
        message = f"{draft.name} is already {what}"
        checked.faults.append(PlacedFault(1, 1, 1, "name_taken", message, "Choose a name that is free."))
    try:
        node = read_expression(draft.expression)
    except ExpressionFault as error:
        checked.faults.append(_placed(draft.expression, error.fault, syntax=True))
        return checked
    nodes: dict[str, Node] = {name: measure.node for name, measure in others.items()}
    faults = _faults(vocabulary, nodes, node, draft)
    checked.faults += [_placed(draft.expression, fault) for fault in faults]
    if checked.faults:
        return checked
    checked.unit = Checker(vocabulary).unit(node)
    if checked.unit.bare and draft.unit is not None:
        # A measure of the data has no unit of its own: what it is said to count, it counts.
        checked.unit = DECLARED[draft.unit]
    checked.uses = sorted(references(node))
    try:
        _evaluate(prepared, policy, open_mask, nodes, units, node, row, checked)
    except NumberTooLarge:
        message = "a number on the way is larger than any amount of money"
        checked.faults.append(PlacedFault(1, 1, 1, "number_too_large", message, "Lower the exponents."))
    return checked


def _evaluate(
    prepared: Prepared,
    policy: Policy,
    open_mask: Mask,
    nodes: dict[str, Node],
    units: dict[str, Unit],
    node: Node,
    row: int | None,
    checked: Checked,
) -> None:
    reached = _reached(nodes, node)
    if any(_faulty(vocabulary_of(prepared, units), nodes, name) for name in reached):
        # Another measure that it uses is wrong: what is written here has no value until that one is right.
        return
    evaluator = Evaluator(prepared, open_mask, nodes)
    derived = {name: evaluator.figure(nodes[name]) for name in reached}
    shown = replace(prepared, derived=derived, derived_units=units, evaluator=evaluator)
    checked.spread = _spread(evaluator.figure(node), open_mask)
    if row is not None:
        checked.explanation = ExpressionExplainer(shown, policy, row).explain(node, say("formula_value"), checked.unit)


def _faults(vocabulary: Vocabulary, nodes: dict[str, Node], node: Node, draft: Draft) -> list[Fault]:
    calls = call_faults(node)
    if calls:
        # Without knowing what a function takes, nothing can be said about the units around it.
        return sorted(calls)
    faults = expression_faults(vocabulary, node, DECLARED[draft.unit] if draft.unit else None)
    if draft.name is not None:
        uses = {name: references(each) & {*nodes, draft.name} for name, each in nodes.items()}
        uses[draft.name] = references(node) & {*nodes, draft.name}
        circle = circle_of(uses, draft.name)
        if circle:
            # Its own name is also unknown as a figure, which would only repeat this.
            message = f"{draft.name} is computed from itself: {' -> '.join(circle)}"
            own = [fault for fault in faults if not (fault.code.startswith("unknown") and draft.name in fault.message)]
            return sorted([*own, Fault(1, "cycle", message, "Take one of the references away.")])
    return faults


def _reached(nodes: dict[str, Node], node: Node) -> set[str]:
    reached: set[str] = set()
    waiting = references(node) & nodes.keys()
    while waiting:
        name = waiting.pop()
        reached.add(name)
        waiting |= (references(nodes[name]) & nodes.keys()) - reached
    return reached


def _faulty(vocabulary: Vocabulary, nodes: dict[str, Node], name: str) -> bool:
    uses = {each: references(node) & nodes.keys() for each, node in nodes.items()}
    return bool(expression_faults(vocabulary, nodes[name], None)) or bool(circle_of(uses, name))


def _placed(text: str, fault: Fault, *, syntax: bool = False) -> PlacedFault:
    before = text[: fault.at - 1]
    expected = expected_after(before) if syntax and fault.code in {"ends_early", "unexpected", "unknown_sign"} else []
    line = before.count("\n") + 1
    column = fault.at - (before.rfind("\n") + 1)
    return PlacedFault(fault.at, line, column, fault.code, fault.message, fault.remedy, tuple(expected))


def _spread(value: Ratios, open_mask: Mask) -> Spread | None:
    known = np.broadcast_to(value.known, open_mask.shape) & open_mask
    figures = [value.at(int(row)) for row in np.flatnonzero(known)]
    found = [figure for figure in figures if figure is not None]
    without = int(np.count_nonzero(open_mask)) - len(found)
    if not found:
        return None
    return Spread(min(found), max(found), sum(found, Fraction()) / len(found), len(found), without)


def _words(prepared: Prepared, policy: Policy) -> Words:
    flags = {flag for school in prepared.schools for flag in school.flags}
    types = {school.school_type for school in prepared.schools}
    titles = {measure.name: measure.title for measure in policy.derived_measures}
    titles |= {source_id: source.name for source_id, source in prepared.sources.items()}
    return Words(tuple(sorted(flags)), tuple(sorted(types)), titles)
