"""The only SQL about the rows of imports: written in one statement per import, read back as the engine's values."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Table, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.allocation.domain.expenditures import ActualExpenditure
from services.allocation.domain.importing.canonical_rows import CanonicalRow as DataRow
from services.allocation.domain.inputs import (
    CountRow,
    CurrentBudget,
    Inputs,
    MeasureRow,
    Origin,
    RevenueSource,
    School,
    SchoolGrant,
)
from services.allocation.domain.staff import StaffLine
from services.allocation.store import tables
from services.allocation.store.imports import StoredVersion


@dataclass(frozen=True, slots=True)
class RowKind:
    """How rows of one kind are kept.

    Attributes:
        columns: Column names with their PostgreSQL types, in the order of ``values``.
        values: Takes a row apart.
        build: Puts a row together from its column values and its origin.
    """

    table: Table
    columns: Mapping[str, str]
    values: Callable[[Any], tuple[Any, ...]]
    build: Callable[..., DataRow]


def _school(
    school_id: str,
    name: str,
    levels: list[str],
    school_type: str,
    grades_low: str | None,
    grades_high: str | None,
    flags: list[str],
    opened_on: Any,
    closed_on: Any,
    origin: Origin,
) -> School:
    return School(
        school_id=school_id,
        name=name,
        levels=tuple(levels),
        school_type=school_type,
        grades_low=grades_low,
        grades_high=grades_high,
        flags=frozenset(flags),
        opened_on=opened_on,
        closed_on=closed_on,
        origin=origin,
    )


ROW_KINDS: Mapping[str, RowKind] = {
    "schools": RowKind(
        tables.school,
        {
            "school_id": "text",
            "name": "text",
            "levels": "text",
            "school_type": "text",
            "grades_low": "text",
            "grades_high": "text",
            "flags": "text",
            "opened_on": "date",
            "closed_on": "date",
        },
        lambda row: (
            row.school_id,
            row.name,
            "|".join(row.levels),
            row.school_type,
            row.grades_low,
            row.grades_high,
            "|".join(sorted(row.flags)),
            row.opened_on,
            row.closed_on,
        ),
        _school,
    ),
    "counts": RowKind(
        tables.pupil_count,
        {"school_id": "text", "level": "text", "need_category": "text", "pupil_count": "numeric"},
        lambda row: (row.school_id, row.level, row.need_category, row.pupil_count),
        CountRow,
    ),
    "measures": RowKind(
        tables.measure,
        {"school_id": "text", "measure": "text", "value": "numeric"},
        lambda row: (row.school_id, row.measure, row.value),
        MeasureRow,
    ),
    "revenue_sources": RowKind(
        tables.revenue_source,
        {
            "source_id": "text",
            "name": "text",
            "funder": "text",
            "restricted": "boolean",
            "amount_cents": "bigint",
            "account_code": "text",
        },
        lambda row: (row.source_id, row.name, row.funder, row.restricted, row.amount_cents, row.account_code),
        RevenueSource,
    ),
    "current_budgets": RowKind(
        tables.current_budget,
        {"school_id": "text", "source_id": "text", "amount_cents": "bigint"},
        lambda row: (row.school_id, row.source_id, row.amount_cents),
        CurrentBudget,
    ),
    "school_grants": RowKind(
        tables.school_grant,
        {"source_id": "text", "school_id": "text", "label": "text", "amount_cents": "bigint"},
        lambda row: (row.source_id, row.school_id, row.label, row.amount_cents),
        SchoolGrant,
    ),
    "staff": RowKind(
        tables.staff_line,
        {
            "person": "integer",
            "school_id": "text",
            "job_class": "text",
            "fte": "numeric",
            "salary_cents": "bigint",
            "benefits_cents": "bigint",
            "longevity_cents": "bigint",
            "funding": "text",
            "federal": "boolean",
            "years": "numeric",
        },
        lambda row: (
            row.person,
            row.school_id,
            row.job_class,
            row.fte,
            row.salary_cents,
            row.benefits_cents,
            row.longevity_cents,
            row.funding,
            row.federal,
            row.years,
        ),
        StaffLine,
    ),
    "actual_expenditures": RowKind(
        tables.actual_expenditure,
        {
            "school_id": "text",
            "pupil_count": "numeric",
            "federal_personnel_cents": "bigint",
            "federal_other_cents": "bigint",
            "state_local_personnel_cents": "bigint",
            "state_local_other_cents": "bigint",
        },
        lambda row: (
            row.school_id,
            row.pupil_count,
            row.federal_personnel_cents,
            row.federal_other_cents,
            row.state_local_personnel_cents,
            row.state_local_other_cents,
        ),
        ActualExpenditure,
    ),
}
# PostgreSQL has no array of arrays of different lengths, so lists travel joined; a code never holds a bar.
_LISTS = frozenset({"levels", "flags"})


class ImportRows:
    """Rows of one district's imports."""

    def __init__(self, session: AsyncSession, district_id: UUID) -> None:
        self._session = session
        self._district_id = district_id

    async def add(self, kind: str, import_id: UUID, rows: Sequence[DataRow]) -> None:
        """Store the rows of an import, in their order, in one statement."""
        if not rows:
            return
        how = ROW_KINDS[kind]
        columns = dict(zip(how.columns, zip(*map(how.values, rows), strict=True), strict=True))
        await self._session.execute(
            _INSERTS[kind],
            {
                "district": self._district_id,
                "import": import_id,
                "origin_row": [row.origin.row for row in rows],
                **{name: list(values) for name, values in columns.items()},
            },
        )

    async def read_inputs(self, versions: Mapping[str, StoredVersion]) -> Inputs:
        """Return everything that these versions hold, each row with the file and row it came from."""
        rows = {kind: await self.read(version) for kind, version in versions.items()}
        return Inputs(
            schools=tuple(rows.get("schools", ())),
            counts=tuple(rows.get("counts", ())),
            revenue_sources=tuple(rows.get("revenue_sources", ())),
            measures=tuple(rows.get("measures", ())),
            current_budgets=tuple(rows.get("current_budgets", ())),
            school_grants=tuple(rows.get("school_grants", ())),
        )

    async def read(self, version: StoredVersion) -> list[Any]:
        """Return the rows of one import."""
        how = ROW_KINDS[version.kind]
        table = how.table
        names = list(how.columns)
        statement = select(table.c.origin_row, *(table.c[name] for name in names))
        statement = statement.where(table.c.district_id == self._district_id, table.c.import_id == version.import_id)
        found = await self._session.execute(statement.order_by(table.c.position))
        build, file, number = how.build, version.file_name, version.version
        return [
            build(**dict(zip(names, values, strict=True)), origin=Origin(file, origin_row, number))
            for origin_row, *values in found
        ]


def _insert(how: RowKind) -> Any:
    names = ", ".join(how.columns)
    chosen = ", ".join(f"string_to_array({name}, '|')" if name in _LISTS else name for name in how.columns)
    arrays = ", ".join(f"cast(:{name} AS {kind}[])" for name, kind in how.columns.items())
    return text(
        f"INSERT INTO {how.table.name} (district_id, import_id, position, origin_row, {names})"  # noqa: S608  our names
        f" SELECT :district, :import, position, origin_row, {chosen}"
        f" FROM unnest(cast(:origin_row AS integer[]), {arrays})"
        f" WITH ORDINALITY AS given(origin_row, {names}, position)"
    )


_INSERTS = {kind: _insert(how) for kind, how in ROW_KINDS.items()}
