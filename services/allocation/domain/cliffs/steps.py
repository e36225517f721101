"""The same district with a pupil more or fewer, in one school or in every school at once."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from services.allocation.domain.exact import CountMatrix
from services.allocation.domain.expressions.evaluate import Evaluator
from services.allocation.domain.expressions.nodes import Call
from services.allocation.domain.expressions.ratios import Ratios
from services.allocation.domain.limits import ALL_PUPILS
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import Mask, Prepared

NO_LEVEL = -1


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """One cell of each school: pupils of a need category on the school's first, second ... level.

    Attributes:
        levels: The index of the level by school, -1 where the school has no such level.
        columns: The column of the count matrix by school, meaningless where there is no level.
    """

    need_category: str
    levels: npt.NDArray[np.int64]
    columns: npt.NDArray[np.int64]

    @property
    def rows(self) -> Mask:
        """The schools that have such a level."""
        return np.asarray(self.levels != NO_LEVEL, dtype=np.bool_)


def cells_of_schools(prepared: Prepared, open_mask: Mask, need_categories: tuple[str, ...]) -> Iterator[Cells]:
    """Walk through the cells, a cell of every school at a time: as many turns as the widest school has levels."""
    masks = np.stack([prepared.level_masks[level] & open_mask for level in prepared.levels])
    order = np.cumsum(masks, axis=0)
    for turn in range(1, int(order.max(initial=0)) + 1):
        here = masks & (order == turn)
        levels = np.where(here.any(axis=0), here.argmax(axis=0), NO_LEVEL).astype(np.int64)
        for need in need_categories:
            column = prepared.need_categories.index(need)
            yield Cells(need, levels, np.maximum(levels, 0) * len(prepared.need_categories) + column)


def can_step(prepared: Prepared, cells: Cells, step: int) -> Mask:
    """Return where so many pupils more or fewer make sense: none below zero, no more in need than there are."""
    change = step * prepared.count_scale
    rows = np.arange(prepared.school_count)
    enough = prepared.cells.counts[rows, cells.columns] + change >= 0
    if cells.need_category == ALL_PUPILS:
        return cells.rows & enough
    fits = prepared.need_counts[cells.need_category] + change <= prepared.pupils
    # Groups that count a pupil more than once may be larger than the school.
    larger = prepared.need_counts[cells.need_category] > prepared.pupils
    return cells.rows & enough & (fits | larger | (step <= 0))


def stepped(prepared: Prepared, cells: Cells, step: int, schools: Mask) -> Prepared:
    """Return the inputs with so many pupils more in the cell of the schools asked for; derived measures are left."""
    change = step * prepared.count_scale
    counts = prepared.cells.counts.copy()
    rows = np.flatnonzero(schools)
    counts[rows, cells.columns[rows]] += change
    added = np.where(schools, change, 0).astype(np.int64)
    needs = {
        need: values + added if need == cells.need_category else values for need, values in prepared.need_counts.items()
    }
    typed = {name: prepared.has_measure[name] for name in prepared.measures}
    return replace(
        prepared,
        cells=CountMatrix(counts),
        pupils=needs[ALL_PUPILS],
        need_counts=needs,
        derivations={},
        derived={},
        derived_units={},
        evaluator=None,
        has_measure=typed,
    )


@dataclass(eq=False)
class FrozenEvaluator(Evaluator):
    """Evaluates expressions while what goes over all schools stays as it was before anybody changed.

    When every school changes at once, a sum over them would change by all of their pupils. One pupil of one school
    moves it by so little that the change is left to the exact check. A place among all schools is another matter:
    each school's is found among what the others were.
    """

    before: Evaluator | None = None

    def _over_schools(self, node: Call) -> Ratios:
        assert self.before is not None
        if node.function == "rank":
            inner = node.arguments[0]
            return self.figure(inner).ranked(self.open_mask, self.before.figure(inner))
        return self.before.figure(node)


def derived_frozen(prepared: Prepared, policy: Policy, open_mask: Mask, before: Prepared) -> Prepared:
    """Return stepped inputs with the values of the derived measures, as ``derive.with_derived`` does."""
    nodes = {measure.name: measure.node for measure in policy.derived_measures}
    evaluator = FrozenEvaluator(prepared, open_mask, nodes, before=before.evaluator)
    derived = {name: evaluator.figure(node) for name, node in nodes.items()}
    present = {name: np.broadcast_to(value.known, prepared.pupils.shape) for name, value in derived.items()}
    return replace(
        prepared,
        derived=derived,
        derived_units=before.derived_units,
        has_measure={**prepared.has_measure, **present},
        evaluator=evaluator,
    )
