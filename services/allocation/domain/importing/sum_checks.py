"""Checks that parts add up to a total, row by row."""

from decimal import Decimal

from services.allocation.domain.importing.grid import Grid
from services.allocation.domain.importing.mapping import SumCheck
from services.allocation.domain.importing.numbers import plain

ZERO = Decimal(0)


def check_sums(grid: Grid) -> None:
    """Flag every row whose parts and total disagree. A row with an unreadable figure is already flagged for that."""
    for check in grid.mapping.checks:
        if all(grid.has(header) for header in (check.total, *check.parts)):
            _check(grid, check)


def _check(grid: Grid, check: SumCheck) -> None:
    total_texts = grid.texts(check.total)
    totals = grid.numbers(check.total, negative_allowed=True)
    texts = [grid.texts(header) for header in check.parts]
    columns = [grid.numbers(header, negative_allowed=True) for header in check.parts]
    for index, row in enumerate(grid.row_numbers):
        total = totals[index]
        parts = [column[index] for column in columns]
        if total is None and total_texts[index]:
            continue
        if any(part is None and text[index] for part, text in zip(parts, texts, strict=True)):
            continue
        given = [part for part in parts if part is not None]
        if total is None and not given:
            continue
        expected = total if total is not None else ZERO
        summed = sum(given, ZERO)
        if check.rule == "sum":
            if abs(summed - expected) > check.tolerance:
                grid.log.error(
                    row, check.total, total_texts[index], "parts_differ_from_total",
                    f"The parts add up to {plain(summed)}, the total says {plain(expected)} "
                    f"(difference {plain(summed - expected)}).",
                    "Correct the part or the total at its origin; a figure may stand in the wrong column or row.",
                )  # fmt: skip
        elif not max(given, default=ZERO) - check.tolerance <= expected <= summed + check.tolerance:
            grid.log.error(
                row, check.total, total_texts[index], "union_out_of_range",
                f"A count without duplicates must lie between the largest part ({plain(max(given, default=ZERO))}) and "
                f"the sum of the parts ({plain(summed)}).",
                "Check the certified count and its parts.",
            )  # fmt: skip
