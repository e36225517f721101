"""Inputs laid out as arrays, once, so that every what-if after it is fast."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import numpy.typing as npt

from services.allocation.domain.checks import structural_problems
from services.allocation.domain.errors import InputProblems
from services.allocation.domain.exact import Cents, CountMatrix
from services.allocation.domain.identity_memo import IdentityMemo
from services.allocation.domain.inputs import (
    CountRow,
    CurrentBudget,
    Inputs,
    MeasureRow,
    RevenueSource,
    School,
    SchoolGrant,
)
from services.allocation.domain.limits import ALL_PUPILS, ANY_LEVEL, MICRO
from services.allocation.domain.school_facts import SchoolFacts

if TYPE_CHECKING:
    from services.allocation.domain.expressions.evaluate import Evaluator
    from services.allocation.domain.expressions.ratios import Ratios
    from services.allocation.domain.expressions.units import Unit

Row = TypeVar("Row", CountRow, MeasureRow, CurrentBudget)
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Prepared:
    """Arrays over the schools in the order of their ids; everything else by id.

    Attributes:
        count_scale: Counts are whole numbers of 1 / count_scale pupils: 1, or 100 where fractions occur.
        levels: The district's levels, and ``*`` last where a school of several levels is counted as a whole.
        whole_school_needs: Need categories in which some school is counted as a whole.
        cells: Counts by school and cell; the cell of level l and need n is l x len(need_categories) + n.
        pupils: All pupils of a school, in 1 / count_scale.
        need_counts: Pupils by need category, in 1 / count_scale, summed over levels.
        current_cents: Current budgets in total; -1 where a school has none.
        measures: Values in millionths; ``has_measure`` says which schools have one.
        level_groups: The levels behind the names that a policy gives to several of them.
        derived, derived_units, evaluator: The derived measures of a policy (``derive.with_derived``).
        derivations: The same inputs with the derived measures of the policies applied last.
        cell_positions, cell_layouts, rule_coefficients: What was found out about the structure of the policies
            applied so far; a cell's value is never among it unless the rule itself is the same object.
    """

    inputs: Inputs
    levels: tuple[str, ...]
    need_categories: tuple[str, ...]
    cell_columns: Mapping[tuple[str, str], int]
    schools: tuple[School, ...]
    school_ids: tuple[str, ...]
    school_rows: Mapping[str, int]
    whole_school_needs: frozenset[str]
    count_scale: int
    cells: CountMatrix
    pupils: npt.NDArray[np.int64]
    need_counts: Mapping[str, npt.NDArray[np.int64]]
    level_masks: Mapping[str, Mask]
    measures: Mapping[str, npt.NDArray[np.int64]]
    has_measure: Mapping[str, Mask]
    current_cents: Cents
    current_by_source: Mapping[str, Cents]
    sources: Mapping[str, RevenueSource]
    grants: Mapping[str, tuple[SchoolGrant, ...]]
    inputs_hash: str
    open_masks: dict[tuple[int, int], Mask] = field(default_factory=dict)
    level_groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    derived: Mapping[str, "Ratios"] = field(default_factory=dict)
    derived_units: Mapping[str, "Unit"] = field(default_factory=dict)
    evaluator: "Evaluator | None" = None
    derivations: dict[object, "Prepared"] = field(default_factory=dict)
    cell_positions: dict[tuple[tuple[str, str], ...], list[int]] = field(default_factory=dict)
    cell_layouts: IdentityMemo = field(default_factory=IdentityMemo)
    rule_coefficients: IdentityMemo = field(default_factory=IdentityMemo)

    @property
    def school_count(self) -> int:
        """How many schools the district has, open or closed."""
        return len(self.schools)

    @cached_property
    def facts(self) -> SchoolFacts:
        """What results say of the schools whatever the policy decides."""
        return SchoolFacts(self)

    @cached_property
    def counts_of_school(self) -> Mapping[str, tuple[CountRow, ...]]:
        """Count rows by school, for explanations."""
        return _by_school(self.inputs.counts)

    @cached_property
    def measures_of_school(self) -> Mapping[str, tuple[MeasureRow, ...]]:
        """Measure rows by school, for explanations."""
        return _by_school(self.inputs.measures)

    @cached_property
    def budgets_of_school(self) -> Mapping[str, tuple[CurrentBudget, ...]]:
        """Current budgets by school, for explanations."""
        return _by_school(self.inputs.current_budgets)

    def levels_of(self, name: str) -> tuple[str, ...]:
        """Return the levels that a name stands for: a group's, every level for ``*``, or the level itself."""
        return self.levels if name == ANY_LEVEL else self.level_groups.get(name, (name,))

    def on_level(self, name: str) -> Mask:
        """Return which schools are on a level, on one of a group, or on any (``*``)."""
        on_any = np.zeros(self.school_count, dtype=np.bool_)
        for level in self.levels_of(name):
            on_any |= self.level_masks[level]
        return on_any

    def pupil_decimal(self, scaled: int) -> Decimal:
        """Return a scaled count as a decimal with two places."""
        return Decimal(scaled * 100 // self.count_scale).scaleb(-2)


def _by_school(rows: Iterable[Row]) -> dict[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.school_id, []).append(row)
    return {school_id: tuple(listed) for school_id, listed in found.items()}


def prepare(inputs: Inputs, levels: Sequence[str], need_categories: Sequence[str]) -> Prepared:
    """Lay inputs out as arrays over schools and cells.

    Args:
        inputs: All rows of one fiscal year, in any order.
        levels: The district's schooling levels.
        need_categories: The district's need categories, ``all`` among them.
    Raises:
        InputProblems: Rows contradict each other or name what is not there; every fault is listed.
    """
    problems = structural_problems(inputs, levels, need_categories)
    if problems:
        raise InputProblems(problems)
    schools = tuple(sorted(inputs.schools, key=lambda school: school.school_id))
    rows = {school.school_id: row for row, school in enumerate(schools)}
    scale = 1 if all(row.pupil_count == int(row.pupil_count) for row in inputs.counts) else 100
    whole_school_needs = _whole_school_needs(inputs, schools, rows)
    if whole_school_needs:
        levels = [*levels, ANY_LEVEL]
    cells = _count_cells(inputs, schools, rows, levels, need_categories, scale)
    cube = cells.reshape(len(schools), len(levels), len(need_categories))
    need_counts = {need: cube[:, :, column].sum(axis=1) for column, need in enumerate(need_categories)}
    measures, has_measure = _measure_arrays(inputs, rows)
    current, current_by_source = _current_arrays(inputs, rows)
    return Prepared(
        inputs=inputs,
        levels=tuple(levels),
        need_categories=tuple(need_categories),
        cell_columns={cell: column for column, cell in enumerate(product(levels, need_categories))},
        schools=schools,
        school_ids=tuple(rows),
        whole_school_needs=whole_school_needs,
        school_rows=rows,
        count_scale=scale,
        cells=CountMatrix(cells),
        pupils=need_counts[ALL_PUPILS],
        need_counts=need_counts,
        level_masks=_level_masks(schools, levels, cube),
        measures=measures,
        has_measure=has_measure,
        current_cents=current,
        current_by_source=current_by_source,
        sources={source.source_id: source for source in sorted(inputs.revenue_sources, key=lambda s: s.source_id)},
        grants=_grants_by_source(inputs.school_grants),
        inputs_hash=inputs.content_hash(),
    )


def level_of_count(school: School, level: str) -> str:
    """Return the level a count belongs to; of a whole-school count that of the school, if it has only one."""
    return school.levels[0] if level == ANY_LEVEL and len(school.levels) == 1 else level


def _whole_school_needs(inputs: Inputs, schools: Sequence[School], rows: Mapping[str, int]) -> frozenset[str]:
    return frozenset(
        count.need_category
        for count in inputs.counts
        if level_of_count(schools[rows[count.school_id]], count.level) == ANY_LEVEL
    )


def _count_cells(
    inputs: Inputs,
    schools: Sequence[School],
    rows: Mapping[str, int],
    levels: Sequence[str],
    needs: Sequence[str],
    scale: int,
) -> npt.NDArray[np.int64]:
    level_columns = {level: column * len(needs) for column, level in enumerate(levels)}
    need_columns = {need: column for column, need in enumerate(needs)}
    cells = np.zeros((len(schools), len(levels) * len(needs)), dtype=np.int64)
    for count in inputs.counts:
        row = rows[count.school_id]
        column = level_columns[level_of_count(schools[row], count.level)] + need_columns[count.need_category]
        cells[row, column] = int(count.pupil_count * scale)
    return cells


def _level_masks(schools: Sequence[School], levels: Sequence[str], cube: npt.NDArray[np.int64]) -> dict[str, Mask]:
    masks = {}
    for column, level in enumerate(levels):
        named = np.fromiter((level in school.levels for school in schools), dtype=np.bool_, count=len(schools))
        masks[level] = named | (cube[:, column, :].sum(axis=1) > 0)
    return masks


def _measure_arrays(
    inputs: Inputs, rows: Mapping[str, int]
) -> tuple[dict[str, npt.NDArray[np.int64]], dict[str, Mask]]:
    values: dict[str, npt.NDArray[np.int64]] = {}
    present: dict[str, Mask] = {}
    for measure in inputs.measures:
        if measure.measure not in values:
            values[measure.measure] = np.zeros(len(rows), dtype=np.int64)
            present[measure.measure] = np.zeros(len(rows), dtype=np.bool_)
        values[measure.measure][rows[measure.school_id]] = int(measure.value * MICRO)
        present[measure.measure][rows[measure.school_id]] = True
    return values, present


def _current_arrays(inputs: Inputs, rows: Mapping[str, int]) -> tuple[Cents, dict[str, Cents]]:
    total = np.full(len(rows), -1, dtype=np.int64)
    by_source: dict[str, Cents] = {}
    for budget in inputs.current_budgets:
        row = rows[budget.school_id]
        total[row] = max(int(total[row]), 0) + budget.amount_cents
        if budget.source_id is not None:
            amounts = by_source.setdefault(budget.source_id, np.full(len(rows), -1, dtype=np.int64))
            amounts[row] = max(int(amounts[row]), 0) + budget.amount_cents
    return total, by_source


def _grants_by_source(grants: Iterable[SchoolGrant]) -> dict[str, tuple[SchoolGrant, ...]]:
    by_source: dict[str, list[SchoolGrant]] = {}
    for grant in sorted(grants, key=lambda grant: (grant.source_id, grant.school_id, grant.label, grant.amount_cents)):
        by_source.setdefault(grant.source_id, []).append(grant)
    return {source_id: tuple(rows) for source_id, rows in by_source.items()}
