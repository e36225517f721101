"""Check a table against the district's words: every fault listed, the faultless rows returned."""

from collections.abc import Sequence

from services.allocation.domain.importing.canonical_rows import (
    CanonicalRow,
    canonical_table,
    control_totals,
    keyed_value,
    staff_preview,
)
from services.allocation.domain.importing.count_rows import read_counts
from services.allocation.domain.importing.expenditure_rows import MONEY_FIELDS, read_expenditures
from services.allocation.domain.importing.faults import FaultLog, shown
from services.allocation.domain.importing.fiscal_years import warn_of_another_year
from services.allocation.domain.importing.grid import Grid, bind, used_headers
from services.allocation.domain.importing.kinds import LONG_FIELDS, REQUIRED_FIELDS, SCHOOL_KEYED, ImportKind
from services.allocation.domain.importing.mapping import Mapping
from services.allocation.domain.importing.measure_rows import read_measures
from services.allocation.domain.importing.money_rows import (
    read_current_budgets,
    read_revenue_sources,
    read_school_grants,
)
from services.allocation.domain.importing.numbers import plain
from services.allocation.domain.importing.report import PREVIEW_ROWS, CheckedImport, ColumnReport, ImportReport
from services.allocation.domain.importing.school_rows import read_schools
from services.allocation.domain.importing.staff_rows import SHOWN_FIELDS, hide_persons, read_staff
from services.allocation.domain.importing.sum_checks import check_sums
from services.allocation.domain.importing.table import Table, header_key
from services.allocation.domain.importing.vocabulary import CheckContext
from services.allocation.domain.staff import StaffLine

SAMPLE_CELLS = 3
USED_OTHERWISE = "used by a filter, a check, a derived column or the level rule"


def check_table(kind: ImportKind, table: Table, mapping: Mapping, context: CheckContext) -> CheckedImport:
    """Check every row of a table and return the report with the accepted rows.

    Nothing is altered on the way: amounts and counts are those of the file, blanks are no rows, and a row with any
    error is not accepted as a whole.

    Raises:
        ValueError: The mapping is for another kind of import.
    """
    if mapping.kind != kind:
        raise ValueError(f"the mapping is for {mapping.kind}, the import for {kind}")
    log = FaultLog(table.file_name)
    for note in table.notes:
        log.warning(None, None, None, note.code, note.message, note.remedy)
    grid = bind(table, mapping, log)
    if kind == "staff":
        hide_persons(log, grid)
    _require_fields(grid)
    check_sums(grid)
    if not grid.row_numbers:
        log.error(
            None, None, None, "no_rows", "The file has no rows to import.",
            "Check the sheet, the header row and the row filters.",
        )  # fmt: skip
    # A reader lists further faults while it reads, so what it returns before the last check is filtered here again.
    rows = [row for row in _read(kind, grid, context) if row.origin.row not in log.faulty_rows]
    warn_of_another_year(grid, context)
    _warn_big_changes(log, rows, context)
    _warn_ignored_columns(grid)
    header, cells = canonical_table(kind, rows[:PREVIEW_ROWS])
    preview = tuple(dict(zip(header, row, strict=True)) for row in cells)
    if kind == "staff":
        preview = tuple(staff_preview([row for row in rows if isinstance(row, StaffLine)])[:PREVIEW_ROWS])
    present = set(grid.row_numbers)
    report = ImportReport(
        kind=kind,
        file_name=table.file_name,
        sheet=table.sheet,
        sha256=table.sha256,
        row_count=len(grid.row_numbers),
        filtered_count=grid.filtered_count,
        accepted_count=len(grid.row_numbers) - len(log.faulty_rows & present),
        canonical_count=len(rows),
        columns=_columns(grid),
        mapping=mapping,
        errors=log.sorted_errors(),
        warnings=log.sorted_warnings(),
        control_totals=tuple(control_totals(rows)),
        preview=preview,
    )
    return CheckedImport(report, tuple(rows))


def _read(kind: ImportKind, grid: Grid, context: CheckContext) -> Sequence[CanonicalRow]:
    match kind:
        case "schools":
            return read_schools(grid, context)
        case "counts":
            return read_counts(grid, context)
        case "measures":
            return read_measures(grid, context)
        case "revenue_sources":
            return read_revenue_sources(grid, context)
        case "current_budgets":
            return read_current_budgets(grid, context)
        case "school_grants":
            return read_school_grants(grid, context)
        case "staff":
            return read_staff(grid, context)
        case "actual_expenditures":
            return read_expenditures(grid, context)


def _require_fields(grid: Grid) -> None:
    mapping = grid.mapping
    given = {choice.field for choice in mapping.columns} | set(mapping.constants)
    if mapping.id_parts or (mapping.kind in SCHOOL_KEYED and "school_name" in given) or mapping.school_id_from_name:
        given.add("school_id")
    required = list(REQUIRED_FIELDS[mapping.kind])
    if not any(choice.role is not None for choice in mapping.columns):
        required.extend(LONG_FIELDS[mapping.kind])
    # Figures cannot be constants: one number for every school is a typing error, not data.
    given -= {"pupil_count", "amount", "value", "salary", *MONEY_FIELDS} & set(mapping.constants)
    for field in dict.fromkeys(required):
        if field not in given:
            grid.log.error(
                None, None, None, "missing_field", f'No column gives "{field}".',
                f'Choose the column that holds "{field}" in the mapping.',
            )  # fmt: skip


def _warn_big_changes(log: FaultLog, rows: Sequence[CanonicalRow], context: CheckContext) -> None:
    if not context.previous:
        return
    for row in rows:
        found = keyed_value(row)
        before = None if found is None else context.previous.get(found[0])
        if found is None or before is None or found[1] == before:
            continue
        change = abs(found[1] - before)
        if change * 10_000 > abs(before) * context.big_change_bp:
            log.warning(
                row.origin.row, None, plain(found[1]), "big_change",
                f"{' / '.join(part for part in found[0] if part)}: {plain(before)} in the last version.",
                "Confirm the figure or correct it.",
            )  # fmt: skip


def _warn_ignored_columns(grid: Grid) -> None:
    used = {header_key(header) for header in used_headers(grid.mapping)}
    for header in grid.table.header:
        if header_key(header) not in used and any(grid.texts(header)):
            grid.log.warning(
                None, header, None, "ignored_column", "This column is not imported.",
                "Nothing to do, unless it holds figures you need: then map it to a field.",
            )  # fmt: skip


def _columns(grid: Grid) -> tuple[ColumnReport, ...]:
    chosen = {header_key(choice.header): choice for choice in grid.mapping.columns}
    id_parts = {header_key(part.header) for part in grid.mapping.id_parts}
    used = {header_key(header) for header in used_headers(grid.mapping)}
    columns: list[ColumnReport] = []
    derived = [column.header for column in grid.mapping.derived if grid.has(column.header)]
    for header in (*grid.table.header, *(name for name in derived if name not in grid.table.header)):
        key = header_key(header)
        sample: list[str] = []
        for text in grid.texts(header):
            if text and shown(text) not in sample:
                sample.append(shown(text))
                if len(sample) == SAMPLE_CELLS:
                    break
        choice = chosen.get(key)
        if grid.mapping.kind == "staff" and (choice is None or choice.field not in SHOWN_FIELDS):
            sample = []
        if choice is not None and choice.field != "ignore":
            field, sure, reason = choice.field, choice.confidence_bp, choice.reason
        elif key in id_parts:
            field, sure, reason = "school_id", 10_000, "part of the school id"
        elif key in used:
            field, sure = "ignore", 10_000
            reason = choice.reason if choice is not None and choice.reason else USED_OTHERWISE
        else:
            field, sure = "ignore", choice.confidence_bp if choice else 0
            reason = choice.reason if choice else "not in the mapping"
        columns.append(ColumnReport(header, tuple(sample), field, sure, reason))
    return tuple(columns)
