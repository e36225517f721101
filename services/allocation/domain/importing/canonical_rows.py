"""Canonical rows as text, and their values by key."""

from collections.abc import Sequence
from decimal import Decimal
from typing import assert_never

from services.allocation.domain.expenditures import ActualExpenditure
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
from services.allocation.domain.staff import CENTRAL, StaffLine

FEW = 5  # the smallest group that any state allows to be shown
CanonicalRow = (
    School | CountRow | MeasureRow | RevenueSource | CurrentBudget | SchoolGrant | StaffLine | ActualExpenditure
)


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
        case StaffLine():
            return (
                str(row.person),
                row.school_id,
                row.job_class,
                plain(row.fte),
                dollars(row.salary_cents),
                dollars(row.benefits_cents),
                dollars(row.longevity_cents),
                row.funding,
                "yes" if row.federal else "no",
                "" if row.years is None else plain(row.years),
            )
        case ActualExpenditure():
            return (
                row.school_id,
                plain(row.pupil_count) if row.school_id != CENTRAL else "",
                dollars(row.federal_personnel_cents),
                dollars(row.federal_other_cents),
                dollars(row.state_local_personnel_cents),
                dollars(row.state_local_other_cents),
            )
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
        case ActualExpenditure():
            return (row.school_id or "central office",), Decimal(row.total_cents) / 100
    return None


def control_totals(rows: Sequence[CanonicalRow]) -> list[tuple[str, str]]:
    """Return sums to hold against the source's own: rows and schools, then pupils by category or dollars by source."""
    staff = [row for row in rows if isinstance(row, StaffLine)]
    if staff:
        return staff_totals(staff)
    spent = [row for row in rows if isinstance(row, ActualExpenditure)]
    if spent:
        return spending_totals(spent)
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
            case School():
                label, value = "|".join(row.levels), Decimal(1)
            case _:
                continue
        totals[label] = totals.get(label, Decimal(0)) + value
    named = [("rows", str(len(rows)))]
    if schools:
        named.append(("schools", str(len(schools))))
    if money:
        named.append(("all sources", dollars(int(sum(totals.values())))))
    return named + [(label, dollars(int(value)) if money else plain(value)) for label, value in sorted(totals.items())]


def spending_totals(spent: Sequence[ActualExpenditure]) -> list[tuple[str, str]]:
    """Return what the ledger can hold against its own sums."""
    at_schools = [row for row in spent if row.school_id != CENTRAL]
    return [
        ("rows", str(len(spent))),
        ("schools", str(len(at_schools))),
        ("pupils", plain(sum((row.pupil_count for row in at_schools), Decimal(0)))),
        ("federal_personnel", dollars(sum(row.federal_personnel_cents for row in spent))),
        ("federal_other", dollars(sum(row.federal_other_cents for row in spent))),
        ("state_local_personnel", dollars(sum(row.state_local_personnel_cents for row in spent))),
        ("state_local_other", dollars(sum(row.state_local_other_cents for row in spent))),
        ("spent_centrally", dollars(sum(row.total_cents for row in spent if row.school_id == CENTRAL))),
        ("spent", dollars(sum(row.total_cents for row in spent))),
    ]


def staff_totals(staff: Sequence[StaffLine]) -> list[tuple[str, str]]:
    """Return what payroll can hold against its own sums; no money that fewer than ``FEW`` people share."""
    people = {line.person for line in staff}
    federal = {line.person for line in staff if line.federal}
    totals = [
        ("rows", str(len(staff))),
        ("people", str(len(people))),
        ("schools", str(len({line.school_id for line in staff} - {CENTRAL}))),
        ("fte", plain(sum((line.fte for line in staff), Decimal(0)))),
    ]
    if len(people) >= FEW:
        totals.append(("salaries", dollars(sum(line.salary_cents for line in staff))))
        totals.append(("benefits", dollars(sum(line.benefits_cents for line in staff))))
        if not federal or FEW <= len(federal) <= len(people) - FEW:
            totals.append(("paid by federal money", dollars(sum(line.cost_cents for line in staff if line.federal))))
    return totals


def staff_preview(staff: Sequence[StaffLine]) -> list[dict[str, str]]:
    """Return lines, people and full-time equivalents by job class: a preview that shows no person's pay."""
    by_class: dict[str, list[StaffLine]] = {}
    for line in staff:
        by_class.setdefault(line.job_class, []).append(line)
    return [
        {
            "job_class": job_class,
            "people": str(len({line.person for line in lines})),
            "fte": plain(sum((line.fte for line in lines), Decimal(0))),
            "schools": str(len({line.school_id for line in lines} - {CENTRAL})),
        }
        for job_class, lines in sorted(by_class.items())
    ]
