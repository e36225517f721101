"""A policy's derived measures: whether they make sense, and their values, ready for the rules."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction

import numpy as np

from services.allocation.domain.derived_measures import DerivedMeasure
from services.allocation.domain.errors import PolicyProblem, PolicyProblems
from services.allocation.domain.exact import IntVector
from services.allocation.domain.expressions.check import Checker, Vocabulary, references
from services.allocation.domain.expressions.evaluate import Evaluator
from services.allocation.domain.expressions.nodes import Fault, Node
from services.allocation.domain.expressions.ratios import NumberTooLarge, Ratios
from services.allocation.domain.expressions.units import DECLARED, Unit
from services.allocation.domain.limits import ANY_LEVEL, MICRO
from services.allocation.domain.prepare import Mask, Prepared

WEIGHT_SCALE = 10**9
"""Where a derived measure is the weight of a pool, it is rounded half up to so many parts."""

_ONE = Fraction(1)
_WEIGHT_PARTS = Fraction(WEIGHT_SCALE)

REMEMBERED = 16
"""How many sets of derived measures are kept with the inputs: what-ifs mostly change something else."""


def with_derived(
    prepared: Prepared,
    measures: tuple[DerivedMeasure, ...],
    open_mask: Mask,
    level_groups: Mapping[str, tuple[str, ...]] | None = None,
) -> Prepared:
    """Return the inputs together with the values of the derived measures and the names of groups of levels.

    Raises:
        PolicyProblems: A name, unit or reference is wrong; every fault is listed with its place.
    """
    groups = level_groups or {}
    asked = tuple((measure.name, measure.expression, measure.unit) for measure in measures)
    key = (asked, open_mask.tobytes(), tuple(groups.items()))
    found = prepared.derivations.get(key)
    if found is None:
        grouped = replace(prepared, level_groups=groups)
        problems = derived_problems(grouped, measures)
        if problems:
            raise PolicyProblems(problems)
        nodes = {measure.name: measure.node for measure in measures}
        evaluator = Evaluator(grouped, open_mask, nodes)
        derived = {name: _value(evaluator, index, node) for index, (name, node) in enumerate(nodes.items())}
        present = {name: np.broadcast_to(value.known, prepared.pupils.shape) for name, value in derived.items()}
        found = replace(
            grouped,
            derived=derived,
            derived_units={measure.name: DECLARED[measure.unit] for measure in measures},
            has_measure={**prepared.has_measure, **present},
            evaluator=evaluator,
        )
        if len(prepared.derivations) >= REMEMBERED:
            prepared.derivations.clear()
        prepared.derivations[key] = found
    return found


def measure_weights(prepared: Prepared, name: str) -> tuple[IntVector, int]:
    """Return a measure as whole numbers to share a pool by, and their denominator; below zero weighs nothing."""
    if name not in prepared.derived:
        return prepared.measures[name], MICRO
    return pool_weights_of(prepared.derived[name], prepared.school_count), WEIGHT_SCALE


def pool_weights_of(value: Ratios, school_count: int) -> IntVector:
    """Return values as whole numbers over ``WEIGHT_SCALE``."""
    rounded = value.times(Ratios.constant(_WEIGHT_PARTS)).rounded(_ONE, "half_up").top
    return np.broadcast_to(np.maximum(rounded, 0), (school_count,))


def vocabulary_of(prepared: Prepared, derived: Mapping[str, Unit]) -> Vocabulary:
    """Return the names an expression may use over these data."""
    return Vocabulary(
        derived=derived,
        measures=prepared.measures.keys(),
        need_categories=prepared.need_categories,
        levels=tuple(dict.fromkeys((*prepared.levels, *prepared.level_groups, ANY_LEVEL))),
        source_ids=prepared.sources.keys(),
        whole_school_needs=prepared.whole_school_needs,
    )


def expression_faults(vocabulary: Vocabulary, node: Node, unit: Unit | None) -> list[Fault]:
    """Return what is wrong with an expression that must come out in a unit, or in any (None)."""
    checker = Checker(vocabulary)
    found = checker.unit(node)
    if not checker.faults and unit is not None and not found.fits(unit):
        remedy = "Change the unit, or multiply or divide so that it fits: a rate is written $4000 / pupil."
        checker.faults.append(Fault(1, "unit_differs", f"the expression counts {found}, not {unit}", remedy))
    return sorted(checker.faults)


def derived_problems(prepared: Prepared, measures: Sequence[DerivedMeasure]) -> list[PolicyProblem]:
    """Return every name, unit and reference of derived measures that is wrong, with its place."""
    return list(_problems(prepared, measures))


def _problems(prepared: Prepared, measures: Sequence[DerivedMeasure]) -> Iterator[PolicyProblem]:
    units = {measure.name: DECLARED[measure.unit] for measure in measures}
    vocabulary = vocabulary_of(prepared, units)
    names = [measure.name for measure in measures]
    uses = {measure.name: references(measure.node) & set(names) for measure in measures}
    for index, measure in enumerate(measures):
        pointer = f"/derived_measures/{index}"
        if measure.name in prepared.measures or names.index(measure.name) != index:
            message = f"{measure.name} is already the name of another measure"
            yield PolicyProblem(f"{pointer}/name", "name_taken", message, "Choose a name that is free.")
        for fault in expression_faults(vocabulary, measure.node, units[measure.name]):
            yield PolicyProblem(f"{pointer}/expression", fault.code, str(fault), fault.remedy)
        circle = circle_of(uses, measure.name)
        if circle:
            message = f"{measure.name} is computed from itself: {' -> '.join(circle)}"
            yield PolicyProblem(f"{pointer}/expression", "cycle", message, "Take one of the references away.")


def circle_of(uses: Mapping[str, set[str]], start: str) -> list[str]:
    """Return the way by which a measure is computed from itself, empty if it is not."""
    paths = [[start]]
    seen: set[str] = set()
    while paths:
        path = paths.pop(0)
        for name in sorted(uses[path[-1]]):
            if name == start:
                return [*path, start]
            if name not in seen:
                seen.add(name)
                paths.append([*path, name])
    return []


def _value(evaluator: Evaluator, index: int, node: Node) -> Ratios:
    with refusing_large(f"/derived_measures/{index}/expression", "the expression"):
        return evaluator.figure(node)


@contextmanager
def refusing_large(pointer: str, title: str) -> Iterator[None]:
    """Refuse a number beyond all measure, wherever on the way it was reached."""
    try:
        yield
    except NumberTooLarge as error:
        raise PolicyProblems([too_large(pointer, title)]) from error


def too_large(pointer: str, title: str) -> PolicyProblem:
    """Return the problem of a number beyond all measure."""
    message = f"{title}: a number on the way is larger than any amount of money"
    return PolicyProblem(pointer, "number_too_large", message, "Lower the exponents.")
