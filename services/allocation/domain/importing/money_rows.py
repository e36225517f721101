"""Amounts of money: revenue sources, last year's budgets and school grants; cents, never rounded."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from services.allocation.domain.importing.duplicates import refuse_duplicates
from services.allocation.domain.importing.fiscal_years import row_years
from services.allocation.domain.importing.grid import Grid
from services.allocation.domain.importing.identifiers import is_identifier, is_plain_text
from services.allocation.domain.importing.numbers import NumberFault, to_cents
from services.allocation.domain.importing.school_lookup import school_ids
from services.allocation.domain.importing.source_words import SourceReader
from services.allocation.domain.importing.vocabulary import CheckContext
from services.allocation.domain.importing.yes_no import yes_no
from services.allocation.domain.inputs import CurrentBudget, Origin, RevenueSource, SchoolGrant


@dataclass(frozen=True, slots=True)
class _Amount:
    row: int
    year: str
    school_id: str
    source_id: str | None
    label: str
    amount_cents: int


def read_current_budgets(grid: Grid, context: CheckContext) -> list[CurrentBudget]:
    """Check last year's budgets and return those of the faultless rows."""
    amounts = _wide_amounts(grid, context) if _wide_headers(grid) else _long_amounts(grid, context, labelled=False)
    return [
        CurrentBudget(item.school_id, item.source_id, item.amount_cents, Origin(grid.table.file_name, item.row))
        for item in amounts
        if item.row not in grid.log.faulty_rows
    ]


def read_school_grants(grid: Grid, context: CheckContext) -> list[SchoolGrant]:
    """Check amounts typed for named schools and return those of the faultless rows."""
    amounts = _wide_amounts(grid, context) if _wide_headers(grid) else _long_amounts(grid, context, labelled=True)
    origin_file = grid.table.file_name
    return [
        SchoolGrant(item.source_id, item.school_id, item.label, item.amount_cents, Origin(origin_file, item.row))
        for item in amounts
        if item.row not in grid.log.faulty_rows and item.source_id is not None
    ]


def read_revenue_sources(grid: Grid, context: CheckContext) -> list[RevenueSource]:
    """Check revenue sources and return those of the faultless rows."""
    row_years(grid)
    count = len(grid.row_numbers)
    ids = grid.field_texts("source_id") or [""] * count
    names = grid.field_texts("name") or ids
    funders = grid.field_texts("funder") or [""] * count
    restrictions = grid.field_texts("restricted") or [""] * count
    accounts = grid.field_texts("account_code") or [""] * count
    cents = _cents(grid, "amount", required=True)
    sources: list[RevenueSource] = []
    keys: list[tuple[str, int]] = []
    for index, row in enumerate(grid.row_numbers):
        _check_code(grid, row, "source_id", ids[index], "a source id")
        for field, texts in (("name", names), ("funder", funders), ("account_code", accounts)):
            check_text(grid, row, field, texts[index])
        restricted = yes_no(restrictions[index]) if restrictions[index] else False
        if restricted is None:
            grid.log.error(
                row, grid.field_header("restricted"), restrictions[index], "not_yes_or_no",
                "This says neither restricted nor unrestricted.", "Write yes or no.",
            )  # fmt: skip
        keys.append((ids[index], row))
        amount = cents[index]
        if restricted is not None and amount is not None and ids[index]:
            origin = Origin(grid.table.file_name, row)
            sources.append(
                RevenueSource(
                    ids[index],
                    names[index] or ids[index],
                    funders[index],
                    restricted,
                    amount,
                    accounts[index] or None,
                    origin,
                )
            )
    if grid.field_texts("restricted") is None:
        grid.log.warning(
            None, None, None, "restricted_assumed", "No column says which sources are restricted: all are read as "
            "unrestricted.", "Map a column to restricted, or set the constant restricted = yes.",
        )  # fmt: skip
    refuse_duplicates(grid.log, [key for key in keys if key[0]], grid.field_header("source_id"), "source")
    return [source for source in sources if source.origin.row not in grid.log.faulty_rows]


def _wide_headers(grid: Grid) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for choice in grid.mapping.columns:
        role = choice.role
        if role is not None and role[0] == "amount" and grid.has(choice.header):
            found.append((choice.header, role[1]))
    return found


def _negative_allowed(grid: Grid) -> bool:
    return grid.mapping.negative_amounts == "allow"


def _wide_amounts(grid: Grid, context: CheckContext) -> list[_Amount]:
    ids = school_ids(grid, context)
    years = row_years(grid)
    reader = SourceReader(context.vocabulary.sources)
    refuse_duplicates(
        grid.log,
        [((year, school), row) for year, school, row in zip(years, ids, grid.row_numbers, strict=True) if school],
        grid.field_header("school_id"), "school",
    )  # fmt: skip
    columns: list[tuple[str, str, list[int | None]]] = []
    for header, source_id in _wide_headers(grid):
        if not is_identifier(source_id) or (reader.known and source_id not in reader.known):
            grid.log.error(
                None, header, source_id, "unknown_source", f'The mapping names an unknown source "{source_id}".',
                "Import the revenue sources first, or choose one of them: " + ", ".join(sorted(reader.known)[:30]),
            )  # fmt: skip
            continue
        columns.append(
            (header, source_id, _to_cents(grid, header, grid.numbers(header, negative_allowed=_negative_allowed(grid))))
        )
    amounts: list[_Amount] = []
    summed = grid.mapping.kind == "current_budgets"
    for index, row in enumerate(grid.row_numbers):
        by_source: dict[tuple[str, str], int] = {}
        for header, source_id, cents in columns:
            value = cents[index]
            if value is not None:
                # Several columns of one source are one budget line; as grants they stay apart, labelled by column.
                key = (source_id, "" if summed else header)
                by_source[key] = by_source.get(key, 0) + value
        if ids[index]:
            amounts.extend(
                _Amount(row, years[index], ids[index], source_id, label, value)
                for (source_id, label), value in by_source.items()
            )
    _tell_negatives(grid, amounts)
    return amounts


def _long_amounts(grid: Grid, context: CheckContext, *, labelled: bool) -> list[_Amount]:
    ids = school_ids(grid, context)
    years = row_years(grid)
    cents = _cents(grid, "amount", required=True)
    sources = grid.field_texts("source_id")
    labels = grid.field_texts("label") if labelled else None
    reader = SourceReader(context.vocabulary.sources)
    header = grid.field_header("source_id")
    amounts: list[_Amount] = []
    keys: list[tuple[tuple[str, ...], int]] = []
    for index, row in enumerate(grid.row_numbers):
        source_id: str | None = None
        if sources is not None and (sources[index] or labelled):
            source_id = reader.of_cell(sources[index])
            if source_id is None:
                grid.log.error(
                    row, header, sources[index], "unknown_source", "This revenue source is not known.",
                    "Import the revenue sources first, or correct the source.",
                )  # fmt: skip
        label = labels[index] if labels is not None else ""
        check_text(grid, row, "label", label)
        if not ids[index]:
            continue
        keys.append(((years[index], ids[index], source_id or "", label), row))
        value = cents[index]
        if value is not None:
            amounts.append(_Amount(row, years[index], ids[index], source_id, label, value))
    what = "source, school and label" if labelled else "school and source"
    refuse_duplicates(grid.log, keys, grid.field_header("school_id"), what)
    _tell_negatives(grid, amounts)
    return amounts


def _tell_negatives(grid: Grid, amounts: Sequence[_Amount]) -> None:
    for item in amounts:
        if item.amount_cents < 0:
            grid.log.warning(
                item.row, item.label or grid.field_header("amount"), None, "negative_allowed",
                "A grant below zero takes money from the school.", "Nothing to do if this is meant.",
            )  # fmt: skip


def _cents(grid: Grid, field: str, *, required: bool) -> list[int | None]:
    header = grid.mapping.header_of(field)
    if header is None or not grid.has(header):
        return [None] * len(grid.row_numbers)
    numbers = grid.numbers(header, negative_allowed=_negative_allowed(grid))
    if required:
        for row, text in zip(grid.row_numbers, grid.texts(header), strict=True):
            if not text:
                grid.log.error(
                    row, header, "", "missing_value", "The amount is missing.", "Fill it in; write 0 for no money."
                )
    return _to_cents(grid, header, numbers)


def _to_cents(grid: Grid, header: str, numbers: list[Decimal | None]) -> list[int | None]:
    cents: list[int | None] = []
    texts = grid.texts(header)
    for row, text, number in zip(grid.row_numbers, texts, numbers, strict=True):
        value = None if number is None else to_cents(number)
        if isinstance(value, NumberFault):
            grid.log.error(row, header, text, value.code, value.message, value.remedy)
            value = None
        cents.append(value)
    return cents


def _check_code(grid: Grid, row: int, field: str, text: str, what: str) -> None:
    if not text:
        grid.log.error(row, grid.field_header(field), "", "missing_value", f"There is no {what[2:]}.", "Fill it in.")
    elif not is_identifier(text):
        grid.log.error(
            row, grid.field_header(field), text, "bad_identifier", f"This cannot be {what}.",
            "Use letters, digits, blanks and . _ / @ - only, at most 64, starting with a letter or digit.",
        )  # fmt: skip


def check_text(grid: Grid, row: int, field: str, text: str) -> None:
    """Refuse a text that cannot be stored and shown as it is."""
    if text and not is_plain_text(text):
        grid.log.error(
            row, grid.field_header(field), text, "bad_text", "The text is too long or holds control characters.",
            "Shorten it to 300 characters and remove invisible characters.",
        )  # fmt: skip
