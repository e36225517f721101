"""The level of each row of a count file, by the mapping's rule."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from services.allocation.domain.importing.grades import LevelReader, split_levels
from services.allocation.domain.importing.grid import Grid
from services.allocation.domain.importing.mapping import LevelRule
from services.allocation.domain.importing.vocabulary import CheckContext, KnownSchool
from services.allocation.domain.limits import ANY_LEVEL


@dataclass(slots=True)
class RowLevels:
    """Levels by row. ``weights[i]`` is empty where no level was found (the reason is then listed).

    One key: that level. Several keys occur only with ``spread``: pupils of the row by level, to share counts by.
    """

    rule: LevelRule
    weights: list[dict[str, Decimal]]
    texts: list[str]  # what the file itself says about the level; "" where the level comes from elsewhere


def infer_rule(grid: Grid, counts_have_levels: bool, context: CheckContext) -> LevelRule:
    """Return the mapping's rule, or the first that the file can answer."""
    if grid.mapping.level is not None:
        return grid.mapping.level
    if grid.mapping.header_of("level") is not None:
        return LevelRule(by="column")
    if "level" in grid.mapping.constants:
        return LevelRule(by="constant")
    if grid.mapping.header_of("grades_low") is not None:
        return LevelRule(by="grades")
    if counts_have_levels:
        return LevelRule(by="counts", spanning="spread")
    if context.vocabulary.schools is not None:
        return LevelRule(by="school")
    return LevelRule(by="whole")


def row_levels(
    grid: Grid, rule: LevelRule, context: CheckContext, school_ids: list[str], pupils: list[dict[str, Decimal]]
) -> RowLevels:
    """Find the level of every row and tell, once per file, how rows that span levels were read."""
    _refuse_unknown_targets(grid, rule, context)
    reader = LevelReader(context.vocabulary.levels, rule.values)
    raw, header, texts = _raw_levels(grid, rule, reader, context, school_ids, pupils)
    order = {level.level: index for index, level in enumerate(context.vocabulary.levels)}
    spanning_rows: list[int] = []
    otherwise_rows: list[int] = []
    weights: list[dict[str, Decimal]] = []
    for index, row in enumerate(grid.row_numbers):
        found = raw[index]
        if not found and rule.otherwise is not None:
            otherwise_rows.append(row)
            found = {rule.otherwise: Decimal(1)}
        if not found:
            if school_ids[index] or rule.by != "school":
                _refuse(grid, row, header, texts[index], context)
            weights.append({})
        elif len(found) == 1:
            weights.append(found)
        else:
            spanning_rows.append(row)
            weights.append(_choose(found, rule, order, grid, row, header, texts[index]))
    _tell(grid, rule, header, spanning_rows, otherwise_rows)
    return RowLevels(rule, weights, texts if rule.by in ("column", "grades") else [""] * len(weights))


def _raw_levels(
    grid: Grid,
    rule: LevelRule,
    reader: LevelReader,
    context: CheckContext,
    school_ids: list[str],
    pupils: list[dict[str, Decimal]],
) -> tuple[list[dict[str, Decimal]], str, list[str]]:
    """Return the levels that each row names, the header they come from and its texts."""
    count = len(grid.row_numbers)
    none = [""] * count
    if rule.by == "whole":
        return [{ANY_LEVEL: Decimal(1)}] * count, "", none
    if rule.by == "counts":
        return [{level: n for level, n in row.items() if n} for row in pupils], "", none
    if rule.by == "school":
        schools = {school.school_id: school for school in context.vocabulary.schools or ()}
        return [_school_levels(schools.get(school_id)) for school_id in school_ids], "school", school_ids
    if rule.by == "grades":
        low, high = grid.field_texts("grades_low"), grid.field_texts("grades_high")
        low = low if low is not None else high if high is not None else none
        high = high if high is not None else low
        texts = [f"{first}-{last}" if first or last else "" for first, last in zip(low, high, strict=True)]
        cache = {
            ends: reader.of_text(ends[0]) if ends[0] == ends[1] else reader.of_grades(*ends)
            for ends in set(zip(low, high, strict=True))
        }
        return _decimals(cache[ends] for ends in zip(low, high, strict=True)), grid.field_header("grades_low"), texts
    header = rule.header if rule.by == "column" and rule.header is not None else grid.field_header("level")
    if rule.by == "constant":
        found = [grid.mapping.constants.get("level", "").strip()] * count
    elif rule.header is not None:
        found = grid.texts(rule.header) if grid.has(rule.header) else none
    else:
        found = grid.field_texts("level") or none
    return _decimals({ANY_LEVEL: 1} if text == ANY_LEVEL else reader.of_text(text) for text in found), header, found


def _refuse_unknown_targets(grid: Grid, rule: LevelRule, context: CheckContext) -> None:
    """Refuse a mapping that sends rows to a level that the district does not have."""
    known = {level.level for level in context.vocabulary.levels} | {ANY_LEVEL}
    targets = {level for text in rule.values.values() for level in split_levels(text)}
    for level in sorted((targets | {rule.otherwise or ANY_LEVEL}) - known):
        grid.log.error(
            None, None, level, "unknown_level", f'The mapping counts at an unknown level "{level}".',
            f"Use one of {', '.join(sorted(known))}.",
        )  # fmt: skip


def _decimals(rows: Iterable[dict[str, int]]) -> list[dict[str, Decimal]]:
    return [{level: Decimal(grades) for level, grades in row.items()} for row in rows]


def _school_levels(school: KnownSchool | None) -> dict[str, Decimal]:
    return dict.fromkeys(school.levels, Decimal(1)) if school is not None else {}


def _refuse(grid: Grid, row: int, header: str, text: str, context: CheckContext) -> None:
    known = ", ".join(level.level for level in context.vocabulary.levels)
    grid.log.error(
        row, header or None, text, "unknown_level", "The row's level cannot be told.",
        f"Use a level ({known}), a grade or a span such as K-8; or give this text a level in the mapping "
        "(level.values), or a level for all such rows (level.otherwise).",
    )  # fmt: skip


def _choose(
    found: dict[str, Decimal], rule: LevelRule, order: dict[str, int], grid: Grid, row: int, header: str, text: str
) -> dict[str, Decimal]:
    """Pick one level of a row that spans several, or keep them all to spread over."""
    ranked = sorted(found, key=lambda level: order.get(level, len(order)))
    if rule.spanning == "spread":
        return found
    if rule.spanning == "whole":
        return {ANY_LEVEL: Decimal(1)}
    if rule.spanning == "refuse":
        grid.log.error(
            row, header or None, text, "several_levels", f"The row spans several levels: {', '.join(ranked)}.",
            "Give one row per level, or let the mapping say where such rows belong (level.spanning).",
        )  # fmt: skip
        return {}
    if rule.spanning == "lowest":
        return {ranked[0]: Decimal(1)}
    if rule.spanning == "highest":
        return {ranked[-1]: Decimal(1)}
    return {min(ranked, key=lambda level: (-found[level], order.get(level, len(order)))): Decimal(1)}


_SPANNING_MESSAGES = {
    "main": "counted at their main level",
    "lowest": "counted at their lowest level",
    "highest": "counted at their highest level",
    "whole": "counted for the school as a whole (level *)",
    "spread": "spread over their levels in proportion to the row's pupils; each school's totals are unchanged",
}


def _tell(grid: Grid, rule: LevelRule, header: str, spanning_rows: list[int], otherwise_rows: list[int]) -> None:
    if spanning_rows and rule.spanning in _SPANNING_MESSAGES:
        grid.log.warning(
            None, header or None, None, "several_levels",
            f"{len(spanning_rows)} rows span several levels and are {_SPANNING_MESSAGES[rule.spanning]} "
            f"(rows {_some(spanning_rows)}).",
            "Nothing to do if this is meant; else change level.spanning in the mapping.",
        )  # fmt: skip
    if otherwise_rows:
        grid.log.warning(
            None, header or None, None, "level_assumed",
            f'{len(otherwise_rows)} rows tell no level and are counted at "{rule.otherwise}" '
            f"(rows {_some(otherwise_rows)}).",
            "Nothing to do if this is meant; else change level.otherwise in the mapping.",
        )  # fmt: skip


def _some(rows: list[int]) -> str:
    return ", ".join(map(str, rows[:10])) + (", …" if len(rows) > 10 else "")
