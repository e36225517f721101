"""Who is counted: pupils of each school by level and by group, and how far the groups overlap.

A pupil may be in several need categories, so their sum counts some pupils more than once; only a union that the
district counted itself (a policy's ``unions``) says how many pupils are in any of its parts. Where there is none,
the number lies between the largest group and the smaller of their sum and all pupils.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from services.allocation.domain.inputs import CountRow, School
from services.allocation.domain.limits import ALL_PUPILS, ANY_LEVEL
from services.allocation.domain.policy import LevelGroup, NeedUnion
from services.allocation.domain.prepare import level_of_count

Pupils = Decimal | None
"""Pupils with at most two decimals; None where so few are not shown."""
HiddenCells = Callable[[Sequence[Sequence[Fraction]], Sequence[Fraction], int], list[list[bool]]]
"""Says of pupils by school and group, of each school's pupils and the fewest shown which are hidden."""
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Group:
    """Pupils that are counted together.

    Attributes:
        kind: ``everybody`` and ``union`` count each pupil once; the ``overlapping`` may each hold the same pupil.
        of: The categories that a union unites.
        may_repeat: The policy says that one pupil may count more than once in this very category.
    """

    need_category: str
    kind: Literal["everybody", "overlapping", "union"]
    of: tuple[str, ...] = ()
    may_repeat: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A level, or a name for several."""

    name: str
    kind: Literal["level", "level_group"]
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many pupils the sum of overlapping groups stands for.

    Attributes:
        need_category: The union that counts them; None: all overlapping groups, which nobody has counted as one.
        groups_sum: The groups added up, which counts a pupil of two groups twice.
        at_least, at_most: Pupils in any of the groups; the same number where a union counts them.
    """

    need_category: str | None
    groups_sum: Pupils
    at_least: Pupils
    at_most: Pupils


@dataclass(frozen=True, slots=True)
class CountLine:
    """One school, or the district: pupils by group, of one group by column, and the overlaps."""

    by_group: tuple[Pupils, ...]
    by_column: tuple[Pupils, ...]
    overlaps: tuple[Overlap, ...]


@dataclass(frozen=True, slots=True)
class CountGroups:
    """A version of the counts; ``need_category`` is the group that the columns are of."""

    groups: tuple[Group, ...]
    columns: tuple[Column, ...]
    need_category: str
    lines: Mapping[str, CountLine]
    district: CountLine


@dataclass(frozen=True, slots=True)
class Words:
    """The order in which a district names its levels and groups, and what its policy says of them."""

    levels: Sequence[str] = ()
    needs: Sequence[str] = ()
    unions: Sequence[NeedUnion] = ()
    repeating: frozenset[str] = frozenset()
    level_groups: Sequence[LevelGroup] = ()


def count_groups(
    rows: Iterable[CountRow], schools: Mapping[str, School], words: Words, need_category: str = ALL_PUPILS
) -> CountGroups:
    """Add a version of the counts up by school, group and level.

    Args:
        rows: The counts.
        schools: By id; those without a count have no line.
        words: The district's.
        need_category: The group whose levels are asked for.
    """
    cells: dict[str, dict[tuple[str, str], Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for row in rows:
        school = schools.get(row.school_id)
        level = row.level if school is None else level_of_count(school, row.level)
        cells[row.school_id][level, row.need_category] += row.pupil_count
    found = {cell for school in cells.values() for cell in school}
    # What is counted for schools as a whole has a column only where the group asked for is counted so.
    levels = {level for level, need in found if level != ANY_LEVEL or need == need_category}
    listed = _ordered(levels, words.levels, (ANY_LEVEL,))
    groups = _groups({need for _, need in found}, words)
    columns = tuple(Column(level, "level", (level,)) for level in listed) + tuple(
        Column(group.level_group, "level_group", group.levels)
        for group in words.level_groups
        if not levels.isdisjoint(group.levels)
    )
    lines = {school_id: _line(cells[school_id], groups, columns, need_category) for school_id in sorted(cells)}
    return CountGroups(groups, columns, need_category, lines, _sum_of(lines.values(), groups, columns))


def _ordered(found: set[str], first: Sequence[str], last: Sequence[str] = ()) -> list[str]:
    """Return what is found: in the order of ``first``, then the others by name, then those of ``last``."""
    others = sorted(found - set(first) - set(last))
    return [name for name in dict.fromkeys((*first, *others, *last)) if name in found]


def _groups(found: set[str], words: Words) -> tuple[Group, ...]:
    united = {union.need_category: union.of for union in words.unions}
    listed = _ordered(found | {ALL_PUPILS}, (ALL_PUPILS, *words.needs))
    plain = [
        Group(need, "overlapping", may_repeat=need in words.repeating) for need in listed[1:] if need not in united
    ]
    unions = [Group(need, "union", united[need]) for need in listed if need in united]
    return (Group(ALL_PUPILS, "everybody"), *plain, *unions)


def _line(
    cells: Mapping[tuple[str, str], Decimal], groups: Sequence[Group], columns: Sequence[Column], need_category: str
) -> CountLine:
    totals: dict[str, Decimal] = defaultdict(Decimal)
    of_levels: dict[str, Decimal] = defaultdict(Decimal)
    for (level, need), pupils in cells.items():
        totals[need] += pupils
        if need == need_category:
            of_levels[level] += pupils
    return CountLine(
        tuple(totals[group.need_category] for group in groups),
        tuple(sum((of_levels[level] for level in column.levels), _ZERO) for column in columns),
        tuple(_overlaps(totals, groups)),
    )


def _overlaps(totals: Mapping[str, Decimal], groups: Sequence[Group]) -> Iterable[Overlap]:
    for group in groups:
        if group.kind == "union":
            counted = totals[group.need_category]
            yield Overlap(group.need_category, sum((totals[need] for need in group.of), _ZERO), counted, counted)
    overlapping = [group for group in groups if group.kind == "overlapping"]
    if len(overlapping) > 1:
        together = sum((totals[group.need_category] for group in overlapping), _ZERO)
        # A category in which pupils repeat says nothing of how many there are, so it bounds from above only.
        once = [totals[group.need_category] for group in groups[1:] if not group.may_repeat]
        at_most = min(together, totals[ALL_PUPILS])
        yield Overlap(None, together, min(max(once, default=_ZERO), at_most), at_most)


def _sum_of(lines: Iterable[CountLine], groups: Sequence[Group], columns: Sequence[Column]) -> CountLine:
    listed = list(lines)
    empty = CountLine((_ZERO,) * len(groups), (_ZERO,) * len(columns), tuple(_overlaps(defaultdict(Decimal), groups)))
    return CountLine(
        _column_sums([line.by_group for line in listed]) or empty.by_group,
        _column_sums([line.by_column for line in listed]) or empty.by_column,
        tuple(
            Overlap(
                column[0].need_category,
                _total(each.groups_sum for each in column),
                _total(each.at_least for each in column),
                _total(each.at_most for each in column),
            )
            for column in zip(*(line.overlaps for line in listed), strict=True)
        )
        or empty.overlaps,
    )


def _column_sums(table: Sequence[tuple[Pupils, ...]]) -> tuple[Pupils, ...]:
    return tuple(_total(column) for column in zip(*table, strict=True))


def _total(numbers: Iterable[Pupils]) -> Decimal:
    return sum((number or _ZERO for number in numbers), _ZERO)


def without_small(found: CountGroups, fewest: int, hidden_cells: HiddenCells) -> CountGroups:
    """Return the same with every number left out that tells of fewer than ``fewest`` pupils, also by subtraction.

    The levels of a need of a single school are left out altogether: with the levels' own enrollments beside them, and
    the need's total, too many of them would come out.
    """
    lines = list(found.lines.values())
    everybody = [_exact(line.by_group[0]) for line in lines]
    hidden = hidden_cells([[_exact(each) for each in line.by_group[1:]] for line in lines], everybody, fewest)
    small = _small_levels(found, lines, fewest, hidden_cells)
    shown = []
    for row, line in enumerate(lines):
        everybody_shown = None if 0 < everybody[row] < fewest else line.by_group[0]
        by_group = (everybody_shown, *_kept(line.by_group[1:], hidden[row]))
        shown.append(_overlaps_shown(CountLine(by_group, _columns_kept(line, found, small[row]), line.overlaps), found))
    gone = [bool(hidden) and all(cells[at] for cells in hidden) for at in range(len(found.groups) - 1)]
    district = replace(
        found.district,
        by_group=(found.district.by_group[0], *_kept(found.district.by_group[1:], gone)),
        by_column=_columns_kept(found.district, found, _small_sums(found, fewest)),
    )
    return replace(found, lines=dict(zip(found.lines, shown, strict=True)), district=_overlaps_shown(district, found))


def _small_levels(
    found: CountGroups, lines: Sequence[CountLine], fewest: int, hidden_cells: HiddenCells
) -> list[set[str]]:
    """Return for each school the levels whose pupils are not shown."""
    levels = [column.name for column in found.columns if column.kind == "level"]
    if found.need_category != ALL_PUPILS:
        return [set(levels)] * len(lines)
    table = [[_exact(pupils) for pupils in line.by_column[: len(levels)]] for line in lines]
    # Enrollment by level is no part of a larger count that would be too little to hide it in.
    room = [sum((sum(row, Fraction()) for row in table), Fraction()) + fewest] * len(lines)
    cells = hidden_cells(table, room, fewest)
    return [{level for level, is_hidden in zip(levels, row, strict=True) if is_hidden} for row in cells]


def _small_sums(found: CountGroups, fewest: int) -> set[str]:
    """Return the levels whose pupils of the whole district are too few, and a second one where there is just one."""
    sums = sorted(
        (_exact(pupils), column.name)
        for column, pupils in zip(found.columns, found.district.by_column, strict=True)
        if column.kind == "level" and pupils
    )
    few = sum(pupils < fewest for pupils, _ in sums)
    return {level for _, level in sums[: 2 if few == 1 else few]}


def _columns_kept(line: CountLine, found: CountGroups, hidden: set[str]) -> tuple[Pupils, ...]:
    return tuple(
        None if hidden & set(column.levels) else pupils
        for column, pupils in zip(found.columns, line.by_column, strict=True)
    )


def _exact(pupils: Pupils) -> Fraction:
    return Fraction(pupils or 0)


def _kept(numbers: Sequence[Pupils], hidden: Sequence[bool]) -> tuple[Pupils, ...]:
    return tuple(None if is_hidden else number for number, is_hidden in zip(numbers, hidden, strict=True))


def _overlaps_shown(line: CountLine, found: CountGroups) -> CountLine:
    """Return the line with the overlaps that can be worked out from what it shows; the others say nothing."""
    groups = found.groups
    shown = {group.need_category for group, pupils in zip(groups, line.by_group, strict=True) if pupils is not None}
    parts = {group.need_category: {group.need_category, *group.of} for group in groups if group.kind == "union"}
    every = {group.need_category for group in groups}
    return replace(
        line,
        overlaps=tuple(
            overlap
            if (every if overlap.need_category is None else parts[overlap.need_category]) <= shown
            else Overlap(overlap.need_category, None, None, None)
            for overlap in line.overlaps
        ),
    )
