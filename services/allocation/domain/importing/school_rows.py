"""The list of schools."""

from datetime import date

from services.allocation.domain.importing.duplicates import refuse_duplicates
from services.allocation.domain.importing.grades import LevelReader, grade_of, split_levels
from services.allocation.domain.importing.grid import Grid
from services.allocation.domain.importing.identifiers import is_identifier
from services.allocation.domain.importing.mapping import LevelRule
from services.allocation.domain.importing.money_rows import check_text
from services.allocation.domain.importing.numbers import NumberFault, parse_number
from services.allocation.domain.importing.school_lookup import id_texts
from services.allocation.domain.importing.vocabulary import CheckContext
from services.allocation.domain.importing.words import slug
from services.allocation.domain.importing.yes_no import yes_no
from services.allocation.domain.inputs import Origin, School

NO_GRADE = frozenset({"", "n/a", "na", "-", "ug"})


def read_schools(grid: Grid, context: CheckContext) -> list[School]:
    """Check the list of schools and return the faultless ones."""
    count = len(grid.row_numbers)
    ids = _ids(grid)
    names = grid.field_texts("name") or ids
    types = grid.field_texts("school_type") or ["district"] * count
    low = grid.field_texts("grades_low") or [""] * count
    high = grid.field_texts("grades_high") or low
    opened, closed = grid.field_texts("opened_on"), grid.field_texts("closed_on")
    flags = _flags(grid)
    levels = _levels(grid, context, low, high)
    schools: list[School] = []
    for index, row in enumerate(grid.row_numbers):
        if not names[index]:
            grid.log.error(row, grid.field_header("name"), "", "missing_value", "The name is missing.", "Fill it in.")
        for field, text in (("name", names[index]), ("school_type", types[index])):
            check_text(grid, row, field, text)
        opened_on = _date(grid, row, "opened_on", opened[index] if opened else "")
        closed_on = _date(grid, row, "closed_on", closed[index] if closed else "")
        if opened_on and closed_on and closed_on <= opened_on:
            grid.log.error(
                row, grid.field_header("closed_on"), closed_on.isoformat(), "closed_before_opened",
                "The school closes before it opens.", "Correct one of the dates.",
            )  # fmt: skip
        grades_low = _grade(grid, row, "grades_low", low[index])
        grades_high = _grade(grid, row, "grades_high", high[index])
        if ids[index]:
            schools.append(
                School(
                    ids[index],
                    names[index],
                    levels[index],
                    types[index] or "district",
                    grades_low,
                    grades_high,
                    flags[index],
                    opened_on,
                    closed_on,
                    Origin(grid.table.file_name, row),
                )
            )
    header = grid.field_header("school_id")
    refuse_duplicates(
        grid.log, [(key, row) for key, row in zip(ids, grid.row_numbers, strict=True) if key], header, "school id"
    )
    _compare_names(grid, context, schools)
    return [school for school in schools if school.origin.row not in grid.log.faulty_rows]


def _ids(grid: Grid) -> list[str]:
    header, texts = id_texts(grid)
    if texts is None and grid.mapping.school_id_from_name:
        names = grid.field_texts("name") or [""] * len(grid.row_numbers)
        grid.log.warning(
            None, grid.field_header("name"), None, "id_made_of_name",
            "The file has no school ids: each is made of the school's name.",
            "Add a column with the district's own school codes if there are any: names change, codes do not.",
        )  # fmt: skip
        texts = [slug(name) for name in names]
    if texts is None:
        return [""] * len(grid.row_numbers)
    widths = {part.header: part.width for part in grid.mapping.id_parts if part.width and grid.has(part.header)}
    padded_rows = [
        str(row)
        for index, row in enumerate(grid.row_numbers)
        if any(0 < len(grid.texts(part)[index]) < width for part, width in widths.items())
    ]
    if padded_rows:
        grid.log.warning(
            None, header, None, "leading_zeros_restored",
            f"{len(padded_rows)} ids had lost leading zeros, which were put back (rows {', '.join(padded_rows[:10])}"
            f"{', …' if len(padded_rows) > 10 else ''}).",
            "Nothing to do if the widths in id_parts are right. Format the columns as text to keep zeros.",
        )  # fmt: skip
    for row, text in zip(grid.row_numbers, texts, strict=True):
        _check_id(grid, row, header, text)
    return [text if is_identifier(text) else "" for text in texts]


def _check_id(grid: Grid, row: int, header: str, text: str) -> None:
    number = parse_number(text) if text else None
    if not text:
        grid.log.error(row, header, "", "missing_value", "The school id is missing.", "Fill it in.")
    elif isinstance(number, NumberFault) and number.code == "shortened_number" and not is_identifier(text):
        grid.log.error(row, header, text, number.code, "The spreadsheet shortened this id.", number.remedy)
    elif not is_identifier(text):
        grid.log.error(
            row, header, text, "bad_identifier", "This cannot be a school id.",
            "Use letters, digits, blanks and . _ @ - only, at most 64, starting with a letter or digit.",
        )  # fmt: skip


def _levels(grid: Grid, context: CheckContext, low: list[str], high: list[str]) -> list[tuple[str, ...]]:
    """Return every level that a school spans, in the district's order."""
    rule = grid.mapping.level or LevelRule(by="column" if grid.field_texts("levels") is not None else "grades")
    reader = LevelReader(context.vocabulary.levels, rule.values)
    known = {level.level for level in context.vocabulary.levels}
    order = [level.level for level in context.vocabulary.levels]
    header = rule.header or grid.field_header("levels" if rule.by == "column" else "grades_low")
    texts = grid.texts(rule.header) if rule.header is not None and grid.has(rule.header) else None
    if texts is None:
        texts = grid.field_texts("levels") or [""] * len(grid.row_numbers)
    assumed: list[int] = []
    found: list[tuple[str, ...]] = []
    for index, row in enumerate(grid.row_numbers):
        if rule.by == "column":
            parts = split_levels(texts[index])
            levels = {level for part in parts for level in ([part] if part in known else reader.of_text(part))}
            if any(part not in known and not reader.of_text(part) for part in parts):
                levels = set()
            text = texts[index]
        else:
            levels = set(reader.of_grades(low[index], high[index]))
            text = f"{low[index]}-{high[index]}"
        if not levels and rule.otherwise is not None:
            assumed.append(row)
            levels = set(split_levels(rule.otherwise))
        if not levels or not levels <= known:
            grid.log.error(
                row, header, text, "unknown_level", "The school's levels cannot be told.",
                f"Use levels ({', '.join(order)}) separated by |, or grades; or give this text a level in the mapping "
                "(level.values), or a level for all such rows (level.otherwise).",
            )  # fmt: skip
            levels = set()
        found.append(tuple(level for level in order if level in levels))
    if assumed:
        grid.log.warning(
            None, header, None, "level_assumed",
            f'{len(assumed)} schools tell no level and are taken as "{rule.otherwise}" '
            f"(rows {', '.join(map(str, assumed[:10]))}).",
            "Nothing to do if this is meant; else change level.otherwise in the mapping.",
        )  # fmt: skip
    return found


def _grade(grid: Grid, row: int, field: str, text: str) -> str | None:
    if text.casefold() in NO_GRADE:
        return None
    grade = grade_of(text)
    if grade is None:
        grid.log.error(
            row, grid.field_header(field), text, "unknown_grade", "This is not a grade.",
            "Use PK, TK, K or 1 to 12; list other texts in blank_values of the mapping.",
        )  # fmt: skip
    return grade


def _flags(grid: Grid) -> list[frozenset[str]]:
    """Join the flags column and every yes/no column that the mapping makes a flag."""
    listed = grid.field_texts("flags") or [""] * len(grid.row_numbers)
    found = [set(split_levels(text)) for text in listed]
    for row, flags in zip(grid.row_numbers, found, strict=True):
        for flag in sorted(flags):
            if not is_identifier(flag):
                grid.log.error(
                    row, grid.field_header("flags"), flag, "bad_identifier", "This cannot be a flag.",
                    "Use letters, digits, blanks and . _ / @ - only, at most 64, separated by |.",
                )  # fmt: skip
    for choice in grid.mapping.columns:
        if choice.role is None or not grid.has(choice.header):
            continue
        for index, text in enumerate(grid.texts(choice.header)):
            answer = yes_no(text) if text.casefold() not in NO_GRADE else False
            if answer is None:
                grid.log.error(
                    grid.row_numbers[index], choice.header, text, "not_yes_or_no", "This is neither yes nor no.",
                    "Write yes or no, or leave the cell blank for no.",
                )  # fmt: skip
            elif answer:
                found[index].add(choice.role[1])
    return [frozenset(flags) for flags in found]


def _date(grid: Grid, row: int, field: str, text: str) -> date | None:
    if not text:
        return None
    try:
        parsed = date.fromisoformat(text)
    except ValueError:
        parsed = None
    if parsed is None or not 1800 <= parsed.year <= 2200:
        grid.log.error(
            row, grid.field_header(field), text, "bad_date", "This is not a date.", "Write it as 2026-07-01."
        )
        return None
    return parsed


def _compare_names(grid: Grid, context: CheckContext, schools: list[School]) -> None:
    names = {school.school_id: school.name for school in context.vocabulary.schools or ()}
    for school in schools:
        before = names.get(school.school_id)
        if before is not None and before != school.name:
            grid.log.warning(
                school.origin.row, grid.field_header("name"), school.name, "name_differs",
                f'Until now {school.school_id} was called "{before}".', "Nothing to do if the school was renamed.",
            )  # fmt: skip
