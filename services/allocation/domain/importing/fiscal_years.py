"""Fiscal years as files name them, and a file that holds several or another one."""

import re

from services.allocation.domain.importing.grid import Grid
from services.allocation.domain.importing.kinds import ImportKind
from services.allocation.domain.importing.vocabulary import CheckContext

_SPAN = re.compile(r"(?:FY ?|SY ?)?((?:19|20)[0-9]{2}) ?[-/–] ?((?:19|20)?[0-9]{2})", re.IGNORECASE)
_SINGLE = re.compile(r"(?:FY ?)?((?:19|20)[0-9]{2})", re.IGNORECASE)

# They tell of the year before the one that they are imported for; payroll may be of either.
_OF_THE_YEAR_BEFORE: frozenset[ImportKind] = frozenset({"current_budgets", "actual_expenditures", "staff"})


def fiscal_year_of(text: str) -> int | None:
    """Return the year that a fiscal year ends in.

    >>> fiscal_year_of("2021-22"), fiscal_year_of("2019-2020"), fiscal_year_of("FY 2027"), fiscal_year_of("n/a")
    (2022, 2020, 2027, None)
    """
    text = text.strip()
    single = _SINGLE.fullmatch(text)
    if single:
        return int(single[1])
    span = _SPAN.fullmatch(text)
    if span is None:
        return None
    start = int(span[1])
    end = int(span[2]) if len(span[2]) == 4 else start // 100 * 100 + int(span[2])
    if end < start:
        end += 100
    return end if end == start + 1 else None


def row_years(grid: Grid) -> list[str]:
    """Return the fiscal year of each row as text, "" where the file has none, and refuse a file of several years."""
    texts = grid.field_texts("fiscal_year")
    if texts is None:
        return [""] * len(grid.row_numbers)
    header = grid.field_header("fiscal_year")
    years = {text: fiscal_year_of(text) for text in set(texts)}
    for row, text in zip(grid.row_numbers, texts, strict=True):
        if years[text] is None:
            grid.log.error(
                row, header, text, "bad_fiscal_year", "This is not a fiscal year.",
                "Write it as 2026-27, or as the year it ends in: 2027.",
            )  # fmt: skip
    found = sorted({year for year in years.values() if year is not None})
    if len(found) > 1:
        grid.log.error(
            None, header, None, "several_fiscal_years",
            f"The file holds several fiscal years: {', '.join(map(str, found))}.",
            "Import one at a time: add a row filter that keeps one year.",
        )  # fmt: skip
    return [str(years[text] or "") for text in texts]


def warn_of_another_year(grid: Grid, context: CheckContext) -> None:
    """Warn when the file names another fiscal year than the one it is imported for; the chosen one may be wrong."""
    texts, ends_on = grid.field_texts("fiscal_year"), context.year_ends_on
    if not texts or ends_on is None:
        return
    found = {year for text in set(texts) if (year := fiscal_year_of(text)) is not None}
    wanted = {ends_on.year}
    if grid.mapping.kind in _OF_THE_YEAR_BEFORE:
        wanted.add(ends_on.year - 1)
    if len(found) == 1 and not found <= wanted:
        year = min(found)
        grid.log.warning(
            None, grid.field_header("fiscal_year"), str(year), "another_fiscal_year",
            f"The file is of the fiscal year that ends in {year}, the import for the one that ends in {ends_on.year}.",
            "Nothing to do if this is meant; else choose the year that the file is of.",
        )  # fmt: skip
