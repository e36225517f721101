"""The only SQL about published runs: written once, read often."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.allocation.store.tables import allocation_run as table


@dataclass(frozen=True, slots=True)
class RunSummary:
    """A run as lists show it."""

    run_id: UUID
    fiscal_year: int
    revision: int
    supersedes_run_id: UUID | None
    scenario_id: UUID
    scenario_name: str
    scenario_version: int
    data_versions: dict[str, int]
    reason: str
    published_at: datetime
    published_by: UUID
    published_by_name: str
    engine_version: str
    result_hash: str
    policy_hash: str
    inputs_hash: str
    total_cents: int
    school_count: int


@dataclass(frozen=True, slots=True)
class RunContent:
    """What a run holds besides: its policy, its sources and components, and its result's compressed bytes."""

    policy: dict[str, Any]
    sources: list[dict[str, Any]]
    components: list[dict[str, Any]]
    result: bytes


@dataclass(frozen=True, slots=True)
class SchoolAllocationRow:
    """One school's line of a run; ``component_cents`` in the order of the run's components."""

    school_id: str
    school_name: str
    levels: list[str]
    pupil_count: Decimal
    total_cents: int
    formula_cents: int
    top_up_cents: int
    reduction_cents: int
    current_cents: int | None
    minimum_cents: int | None
    held_harmless: bool
    component_cents: list[int]


@dataclass(frozen=True, slots=True)
class SchoolLineOfRun:
    """One school's line with what the run says of its sources and components."""

    fiscal_year: int
    published_at: datetime
    sources: list[dict[str, Any]]
    components: list[dict[str, Any]]
    line: SchoolAllocationRow


_SUMMARY = tuple(table.c[name] for name in RunSummary.__dataclass_fields__)
# Written once: making it anew took a tenth of a request.
_FIND = select(*_SUMMARY).where(table.c.district_id == bindparam("district"), table.c.run_id == bindparam("run"))
_LINE_FIELDS = tuple(SchoolAllocationRow.__dataclass_fields__)


class AllocationRuns:
    """Runs of one district: built with a session and a district, so no method reaches another's rows."""

    def __init__(self, session: AsyncSession, district_id: UUID) -> None:
        self._session = session
        self._district_id = district_id
        self._mine = table.c.district_id == district_id

    async def lock_year(self, fiscal_year: int) -> RunSummary | None:
        """Return the year's newest run and let nobody else publish for the year until the transaction ends."""
        lock = f"publish:{self._district_id}:{fiscal_year}"
        await self._session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))"), {"name": lock})
        statement = select(*_SUMMARY).where(self._mine, table.c.fiscal_year == fiscal_year)
        row = (
            (await self._session.execute(statement.order_by(table.c.revision.desc()).limit(1))).mappings().one_or_none()
        )
        return None if row is None else RunSummary(**row)

    async def add(self, run: RunSummary, content: RunContent, lines: Sequence[SchoolAllocationRow]) -> None:
        """Add a run with the lines of all its schools."""
        run_values = {name: getattr(run, name) for name in RunSummary.__dataclass_fields__}
        content_values = {name: getattr(content, name) for name in RunContent.__dataclass_fields__}
        await self._session.execute(insert(table).values(district_id=self._district_id, **run_values, **content_values))
        columns: dict[str, list[Any]] = {
            name: [getattr(line, name) for line in lines]
            for name in _LINE_FIELDS
            if name not in {"levels", "component_cents"}
        }
        columns["levels"] = ["|".join(line.levels) for line in lines]
        columns["component_cents"] = [",".join(map(str, line.component_cents)) for line in lines]
        await self._session.execute(_ADD_LINES, {"district": self._district_id, "run": run.run_id} | columns)

    async def list_before(self, fiscal_year: int | None, before: UUID | None, limit: int) -> list[RunSummary]:
        """Return up to ``limit`` runs, newest first (ids grow with time)."""
        statement = select(*_SUMMARY).where(self._mine)
        if fiscal_year is not None:
            statement = statement.where(table.c.fiscal_year == fiscal_year)
        if before is not None:
            statement = statement.where(table.c.run_id < before)
        rows = (await self._session.execute(statement.order_by(table.c.run_id.desc()).limit(limit))).mappings()
        return [RunSummary(**row) for row in rows]

    async def find(self, run_id: UUID) -> RunSummary | None:
        """Return one run."""
        row = (await self._session.execute(_FIND, {"district": self._district_id, "run": run_id})).one_or_none()
        return None if row is None else RunSummary(*row)

    async def find_policy(self, run_id: UUID) -> dict[str, Any] | None:
        """Return the policy a run was made with."""
        statement = select(table.c.policy).where(self._mine, table.c.run_id == run_id)
        policy: dict[str, Any] | None = (await self._session.execute(statement)).scalar_one_or_none()
        return policy

    async def find_result(self, run_id: UUID) -> bytes | None:
        """Return a run's result as it was stored: compressed."""
        statement = select(table.c.result).where(self._mine, table.c.run_id == run_id)
        result: bytes | None = (await self._session.execute(statement)).scalar_one_or_none()
        return result

    async def find_school(self, run_id: UUID, school_id: str) -> SchoolLineOfRun | None:
        """Return one school's line."""
        what = {"district": self._district_id, "run": run_id, "school": school_id}
        row = (await self._session.execute(_FIND_LINE, what)).one_or_none()
        if row is None:
            return None
        line = SchoolAllocationRow(**{name: getattr(row, name) for name in _LINE_FIELDS})
        return SchoolLineOfRun(row.fiscal_year, row.published_at, row.sources, row.components, line)


_LINE_TYPES = {
    "school_id": "text",
    "school_name": "text",
    "levels": "text",
    "pupil_count": "numeric",
    "total_cents": "bigint",
    "formula_cents": "bigint",
    "top_up_cents": "bigint",
    "reduction_cents": "bigint",
    "current_cents": "bigint",
    "minimum_cents": "bigint",
    "held_harmless": "boolean",
    "component_cents": "text",
}
_SPLIT = {
    "levels": "string_to_array(levels, '|')",
    "component_cents": "cast(string_to_array(component_cents, ',') AS bigint[])",
}
_ADD_LINES = text(
    f"INSERT INTO school_allocation (district_id, run_id, {', '.join(_LINE_TYPES)})"  # noqa: S608  only our own names
    f" SELECT :district, :run, {', '.join(_SPLIT.get(name, name) for name in _LINE_TYPES)}"
    f" FROM unnest({', '.join(f'cast(:{name} AS {kind}[])' for name, kind in _LINE_TYPES.items())})"
    f" AS given({', '.join(_LINE_TYPES)})"
)
_FIND_LINE = text(
    f"SELECT fiscal_year, published_at, sources, components, {', '.join(f'line.{name}' for name in _LINE_FIELDS)}"  # noqa: S608  only our own names
    " FROM school_allocation AS line JOIN allocation_run USING (district_id, run_id)"
    " WHERE district_id = :district AND run_id = :run AND school_id = :school"
)
