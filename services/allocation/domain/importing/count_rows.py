"""Pupil counts: long (one row per school, level and category) or wide (a column per category)."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import get_args

from services.allocation.domain.importing.duplicates import refuse_duplicates
from services.allocation.domain.importing.fiscal_years import row_years
from services.allocation.domain.importing.grid import Grid
from services.allocation.domain.importing.identifiers import is_identifier
from services.allocation.domain.importing.kinds import CountBasis
from services.allocation.domain.importing.need_words import NeedReader
from services.allocation.domain.importing.numbers import TOO_MANY_DECIMALS, plain
from services.allocation.domain.importing.row_levels import infer_rule, row_levels
from services.allocation.domain.importing.school_lookup import school_ids
from services.allocation.domain.importing.spreading import spread
from services.allocation.domain.importing.vocabulary import CheckContext
from services.allocation.domain.inputs import CountRow, Origin
from services.allocation.domain.limits import ALL_PUPILS, ANY_LEVEL, MAX_PUPILS

ATTENDANCE_BASES = frozenset({"ada_p1", "ada_p2", "ada_annual", "higher_of_years"})
BASES = frozenset(get_args(CountBasis))


@dataclass(slots=True)
class CountCell:
    """One figure on its way: where it stands and what it counts."""

    row: int
    column: str
    year: str
    school_id: str
    level: str
    need_category: str
    pupil_count: Decimal


@dataclass(frozen=True, slots=True)
class _WideColumn:
    header: str
    need_category: str
    level: str | None


def read_counts(grid: Grid, context: CheckContext) -> list[CountRow]:
    """Check every count and return those of the faultless rows."""
    ids = school_ids(grid, context)
    years = row_years(grid)
    wide = _wide_columns(grid, context)
    cells = _wide_cells(grid, context, ids, years, wide) if wide else _long_cells(grid, context, ids, years)
    _check_limits(grid, context, cells)
    _check_enrollment(grid, context, cells)
    _compare_school_levels(grid, context, cells)
    return _accepted(grid, cells)


def _wide_columns(grid: Grid, context: CheckContext) -> list[_WideColumn]:
    categories = {item.need_category for item in context.vocabulary.need_categories or ()}
    levels = {level.level for level in context.vocabulary.levels} | {ANY_LEVEL}
    columns: list[_WideColumn] = []
    for choice in grid.mapping.columns:
        role = choice.role
        if role is None or role[0] != "count" or not grid.has(choice.header):
            continue
        category, level = role[1], None
        if category not in categories and "@" in category:
            category, level = category.rsplit("@", 1)
            if level not in levels:
                grid.log.error(
                    None, choice.header, level, "unknown_level", f'The mapping counts at an unknown level "{level}".',
                    f"Use one of {', '.join(sorted(levels))}.",
                )  # fmt: skip
                continue
        if (categories and category not in categories) or not is_identifier(category):
            grid.log.error(
                None, choice.header, category, "unknown_need_category",
                f'The mapping counts an unknown need category "{category}".',
                f"Add the category to the district's settings, or use one of {', '.join(sorted(categories))}.",
            )  # fmt: skip
            continue
        columns.append(_WideColumn(choice.header, category, level))
    _refuse_mixed_columns(grid, columns)
    return columns


def _refuse_mixed_columns(grid: Grid, columns: list[_WideColumn]) -> None:
    with_level = {column.need_category for column in columns if column.level is not None}
    for column in columns:
        if column.level is None and column.need_category in with_level:
            grid.log.error(
                None, column.header, column.need_category, "counted_twice",
                f'"{column.need_category}" is mapped both by level and without level, which would count pupils twice.',
                "Ignore one of the columns, or use it as the total of a check.",
            )  # fmt: skip


def _wide_cells(
    grid: Grid, context: CheckContext, ids: list[str], years: list[str], wide: list[_WideColumn]
) -> list[CountCell]:
    numbers = [grid.numbers(column.header) for column in wide]
    pupils = _pupils_by_level(grid, wide, numbers)
    rule = infer_rule(grid, any(column.level for column in wide), context)
    needs_level = any(column.level is None for column in wide)
    levels = row_levels(grid, rule, context, ids, pupils) if needs_level else None
    level_texts = levels.texts if levels is not None else [""] * len(ids)
    keys = zip(years, ids, level_texts, strict=True)
    refuse_duplicates(
        grid.log,
        [
            ((year, school, level), row)
            for (year, school, level), row in zip(keys, grid.row_numbers, strict=True)
            if school
        ],
        grid.field_header("school_id"),
        "school and level" if any(level_texts) else "school",
    )
    plan = [
        (column.header, column.need_category, column.level, values)
        for column, values in zip(wide, numbers, strict=True)
    ]
    cells: list[CountCell] = []
    for index, row in enumerate(grid.row_numbers):
        row_pupils = pupils[index]
        weights = levels.weights[index] if levels is not None else {}
        found: dict[tuple[str, str], CountCell] = {}
        for header, category, level, values in plan:
            value = values[index]
            # A level without any pupils in a K-12 file is no level of this school.
            if value is None or (level is not None and not value and not row_pupils.get(level)):
                continue
            for place, part in _placed(level, value, weights):
                cell = found.get((place, category))
                if cell is None:
                    found[place, category] = CountCell(row, header, years[index], ids[index], place, category, part)
                else:
                    cell.pupil_count += part
        cells.extend(found.values())
    return cells


def _pupils_by_level(
    grid: Grid, wide: list[_WideColumn], numbers: list[list[Decimal | None]]
) -> list[dict[str, Decimal]]:
    """Return the pupils that each row itself gives by level."""
    pupils: list[dict[str, Decimal]] = [{} for _ in grid.row_numbers]
    for column, values in zip(wide, numbers, strict=True):
        if column.level is not None and column.need_category == ALL_PUPILS:
            for row, value in zip(pupils, values, strict=True):
                if value is not None:
                    row[column.level] = row.get(column.level, Decimal(0)) + value
    return pupils


def _placed(level: str | None, value: Decimal, weights: dict[str, Decimal]) -> tuple[tuple[str, Decimal], ...]:
    """Return the levels at which a figure counts, and how much of it at each."""
    if level is not None:
        return ((level, value),)
    if len(weights) > 1:
        return tuple(spread(value, weights).items())
    return tuple((only, value) for only in weights)


def _long_cells(grid: Grid, context: CheckContext, ids: list[str], years: list[str]) -> list[CountCell]:
    categories = grid.field_texts("need_category")
    counts_header = grid.mapping.header_of("pupil_count")
    if categories is None or counts_header is None or not grid.has(counts_header):
        return []
    counts = grid.numbers(counts_header)
    count_texts = grid.texts(counts_header)
    levels = row_levels(grid, infer_rule(grid, False, context), context, ids, [{} for _ in ids])
    reader = NeedReader(context.vocabulary.need_categories)
    category_header = grid.field_header("need_category")
    level_texts = grid.field_texts("level") or [""] * len(ids)
    keys: list[tuple[tuple[str, ...], int]] = []
    cells: list[CountCell] = []
    for index, row in enumerate(grid.row_numbers):
        category = reader.of_cell(categories[index])
        if category is None:
            grid.log.error(
                row, category_header, categories[index], "unknown_need_category", "This need category is not known.",
                "Correct it, or add it to the district's settings"
                + (f"; known are {', '.join(reader.known[:30])}." if reader.known else "."),
            )  # fmt: skip
        if not count_texts[index]:
            grid.log.error(
                row, counts_header, "", "missing_value", "The count is missing.", "Fill it in; write 0 for no pupils."
            )
        level = next(iter(levels.weights[index]), None)
        if not ids[index] or category is None or level is None:
            continue
        # Two grades of one level are added up; the same grade twice is a duplicate.
        keys.append(((years[index], ids[index], level_texts[index].casefold() or level, category), row))
        value = counts[index]
        if value is not None:
            cells.append(CountCell(row, counts_header, years[index], ids[index], level, category, value))
    refuse_duplicates(grid.log, keys, counts_header, "school, level and need category")
    return cells


def _check_limits(grid: Grid, context: CheckContext, cells: list[CountCell]) -> None:
    """Attendance may have two decimals, pupils on a day are whole."""
    bases = grid.field_texts("basis")
    basis_of: dict[int, str] = {}
    if bases is not None:
        header = grid.field_header("basis")
        for row, basis in zip(grid.row_numbers, bases, strict=True):
            basis_of[row] = basis.casefold()
            if basis and basis.casefold() not in BASES:
                grid.log.error(
                    row, header, basis, "unknown_basis", "This basis of counting is not known.",
                    f"Use one of {', '.join(sorted(BASES))}.",
                )  # fmt: skip
    for cell in cells:
        hundredths = cell.pupil_count * 100
        if hundredths != hundredths.to_integral_value():
            fault = TOO_MANY_DECIMALS
            grid.log.error(cell.row, cell.column, plain(cell.pupil_count), fault.code, fault.message, fault.remedy)
        elif basis_of.get(cell.row, "") in BASES - ATTENDANCE_BASES and hundredths % 100:
            grid.log.error(
                cell.row, cell.column, plain(cell.pupil_count), "not_whole",
                f'A count on the basis "{basis_of[cell.row]}" has no fractions of a pupil.',
                "Correct the count, or name an attendance basis such as ada_p2.",
            )  # fmt: skip
        if cell.pupil_count > MAX_PUPILS:
            grid.log.error(
                cell.row, cell.column, plain(cell.pupil_count), "too_large",
                "This is more pupils than any school can have.", "Check the figure; dollars may stand in this column.",
            )  # fmt: skip


def _check_enrollment(grid: Grid, context: CheckContext, cells: list[CountCell]) -> None:
    """A need category in which each pupil counts once cannot exceed all pupils of the same school and level."""
    # Without the district's list it is unknown in which categories a pupil may count twice, so one can only point.
    tell = grid.log.error if context.vocabulary.need_categories is not None else grid.log.warning
    duplicated = {item.need_category for item in context.vocabulary.need_categories or () if item.duplicated}
    pupils: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    counts: dict[tuple[str, str, str, str], Decimal] = defaultdict(Decimal)
    for cell in cells:
        if cell.need_category == ALL_PUPILS:
            pupils[cell.year, cell.school_id, cell.level] += cell.pupil_count
        elif cell.need_category not in duplicated:
            counts[cell.year, cell.school_id, cell.level, cell.need_category] += cell.pupil_count
    known = context.enrollment or {}
    for cell in cells:
        key = (cell.year, cell.school_id, cell.level, cell.need_category)
        count = counts.get(key)
        limit = pupils.get(key[:3], known.get((cell.school_id, cell.level)))
        if count is not None and cell.pupil_count and limit is not None and cell.school_id and count > limit:
            tell(
                cell.row, cell.column, plain(cell.pupil_count), "over_enrollment",
                f"{plain(count)} pupils of {cell.need_category}, but {cell.school_id} has {plain(limit)} pupils "
                f"at {cell.level}.",
                "Correct one of the two counts; if pupils may count more than once in this category, mark it as "
                "duplicated in the district's settings.",
            )  # fmt: skip


def _compare_school_levels(grid: Grid, context: CheckContext, cells: list[CountCell]) -> None:
    levels = {school.school_id: school.levels for school in context.vocabulary.schools or () if school.levels}
    told: set[tuple[str, str]] = set()
    for cell in cells:
        school_levels = levels.get(cell.school_id)
        key = (cell.school_id, cell.level)
        if school_levels and cell.level not in school_levels and cell.level != ANY_LEVEL and key not in told:
            told.add(key)
            grid.log.warning(
                cell.row, cell.column, cell.level, "level_not_of_school",
                f"{cell.school_id} is listed with {', '.join(school_levels)} only.",
                "Check the row, or add the level to the school.",
            )  # fmt: skip


def _accepted(grid: Grid, cells: list[CountCell]) -> list[CountRow]:
    faulty = grid.log.faulty_rows
    sums: dict[tuple[str, str, str, str], tuple[Decimal, int]] = {}
    for cell in cells:
        if cell.row in faulty or not cell.school_id:
            continue
        key = (cell.year, cell.school_id, cell.level, cell.need_category)
        total, first = sums.get(key, (Decimal(0), cell.row))
        sums[key] = (total + cell.pupil_count, min(first, cell.row))
    return [
        CountRow(school_id, level, category, total, Origin(grid.table.file_name, row))
        for (_, school_id, level, category), (total, row) in sums.items()
    ]
