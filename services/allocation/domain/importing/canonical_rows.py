"""Canonical rows as text, and their values by key."""

from collections.abc import Sequence
from decimal import Decimal
from typing import assert_never

from services.allocation.domain.importing.kinds import CANONICAL_COLUMNS, ImportKind
from services.allocation.domain.importing.numbers import dollars, plain
from services.allocation.domain.inputs import (
    CountRow,
    CurrentBudget,
    MeasureRow,
    RevenueSource,
    School,
    SchoolGrant,
)

CanonicalRow = School | CountRow | MeasureRow | RevenueSource | CurrentBudget | SchoolGrant


def canonical_table(kind: ImportKind, rows: Sequence[CanonicalRow]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the header and the cells of the canonical file of a kind."""
    return CANONICAL_COLUMNS[kind], [canonical_cells(row) for row in rows]


def canonical_cells(row: CanonicalRow) -> tuple[str, ...]:
    """Return one row as text, in the order of the canonical columns."""
    match row:
        case School():
            return (
                row.school_id,
                row.name,
                "|".join(row.levels),
                row.school_type,
                row.grades_low or "",
                row.grades_high or "",
                row.opened_on.isoformat() if row.opened_on else "",
                row.closed_on.isoformat() if row.closed_on else "",
                "|".join(sorted(row.flags)),
            )
        case CountRow():
            return row.school_id, row.level, row.need_category, plain(row.pupil_count)
        case MeasureRow():
            return row.school_id, row.measure, plain(row.value)
        case RevenueSource():
            restricted = "yes" if row.restricted else "no"
            amount = dollars(row.amount_cents)
            return row.source_id, row.name, row.funder, restricted, amount, row.account_code or ""
        case CurrentBudget():
            return row.school_id, dollars(row.amount_cents), row.source_id or ""
        case SchoolGrant():
            return row.source_id, row.school_id, dollars(row.amount_cents), row.label
        case _:
            assert_never(row)


def keyed_values(rows: Sequence[CanonicalRow]) -> dict[tuple[str, ...], Decimal]:
    """Return pupils, measures or dollars by key, for comparison with the next version of the same kind."""
    values: dict[tuple[str, ...], Decimal] = {}
    for row in rows:
        found = keyed_value(row)
        if found is not None:
            values[found[0]] = found[1]
    return values


def keyed_value(row: CanonicalRow) -> tuple[tuple[str, ...], Decimal] | None:
    """Return the key and the value of one row; a school has no value."""
    match row:
        case CountRow():
            return (row.school_id, row.level, row.need_category), row.pupil_count
        case MeasureRow():
            return (row.school_id, row.measure), row.value
        case RevenueSource():
            return (row.source_id,), Decimal(row.amount_cents) / 100
        case CurrentBudget():
            return (row.school_id, row.source_id or ""), Decimal(row.amount_cents) / 100
        case SchoolGrant():
            return (row.source_id, row.school_id, row.label), Decimal(row.amount_cents) / 100
    return None


def control_totals(rows: Sequence[CanonicalRow]) -> list[tuple[str, str]]:
    """Return sums to hold against the source's own: rows and schools, then pupils by category or dollars by source."""
    totals: dict[str, Decimal] = {}
    schools: set[str] = set()
    money = False
    for row in rows:
        if not isinstance(row, RevenueSource):
            schools.add(row.school_id)
        match row:
            case CountRow():
                label, value = row.need_category, row.pupil_count
            case MeasureRow():
                label, value = row.measure, row.value
            case RevenueSource() | CurrentBudget() | SchoolGrant():
                money = True
                label, value = row.source_id or "total", Decimal(row.amount_cents)
            case _:
                label, value = "|".join(row.levels), Decimal(1)
        totals[label] = totals.get(label, Decimal(0)) + value
    named = [("rows", str(len(rows)))]
    if schools:
        named.append(("schools", str(len(schools))))
    if money:
        named.append(("all sources", dollars(int(sum(totals.values())))))
    return named + [(label, dollars(int(value)) if money else plain(value)) for label, value in sorted(totals.items())]
