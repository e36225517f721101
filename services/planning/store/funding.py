"""The only SQL about funding."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services.planning.domain.funding import SchoolLine, Stream


@dataclass(frozen=True, slots=True)
class FundingRow:
    """A school's funding in the newest complete run of a year."""

    school_id: str
    school_name: str
    fiscal_year: int
    run_id: UUID
    published_at: datetime
    pupil_count: Decimal
    total_cents: int
    streams: list[dict[str, Any]]
    current_cents: int | None


@dataclass(frozen=True, slots=True)
class FundingTotal:
    """One line of the district's list."""

    school_id: str
    school_name: str
    run_id: UUID
    pupil_count: Decimal
    total_cents: int


class Fundings:
    """Funding of one district's schools: built with a session and a district, so no method reaches another's rows."""

    def __init__(self, session: AsyncSession, district_id: UUID) -> None:
        self._session = session
        self._district = {"district": district_id}

    async def add_part(
        self,
        run_id: UUID,
        fiscal_year: int,
        published_at: datetime,
        result_hash: str,
        part_count: int,
        lines: Sequence[tuple[SchoolLine, tuple[Stream, ...]]],
    ) -> None:
        """Store one part of a published run."""
        run = {
            "run": run_id,
            "year": fiscal_year,
            "at": published_at,
            "hash": result_hash,
            "parts": part_count,
        }
        await self._session.execute(_ADD_PART, self._district | run)
        columns: dict[str, list[Any]] = {
            "schools": [line.school_id for line, _ in lines],
            "names": [line.school_name for line, _ in lines],
            "pupils": [line.pupil_count for line, _ in lines],
            "totals": [line.total_cents for line, _ in lines],
            "streams": [orjson.dumps(streams).decode() for _, streams in lines],
            "currents": [line.current_cents for line, _ in lines],
        }
        await self._session.execute(_ADD_SCHOOLS, self._district | {"run": run_id} | columns)

    async def find(self, school_id: str, fiscal_year: int) -> FundingRow | None:
        """Return the school's funding in the newest complete run of the year."""
        what = self._district | {"school": school_id, "year": fiscal_year}
        row = (await self._session.execute(_FIND, what)).one_or_none()
        return None if row is None else FundingRow(*row)

    async def find_total(self, school_id: str, fiscal_year: int) -> int | None:
        """Return only the total, in cents."""
        found = await self.find(school_id, fiscal_year)
        return None if found is None else found.total_cents

    async def list_totals(self, fiscal_year: int, after: str, limit: int) -> list[FundingTotal]:
        """Return the schools of the newest complete run after school ``after``, in the order of their ids."""
        what = self._district | {"year": fiscal_year, "after": after, "limit": limit}
        return [FundingTotal(*row) for row in await self._session.execute(_LIST, what)]


_NEWEST = (
    "SELECT run_id, fiscal_year, published_at FROM funding_run"
    " WHERE district_id = :district AND fiscal_year = :year AND parts_received = part_count"
    " ORDER BY published_at DESC, run_id DESC LIMIT 1"
)
_ADD_PART = text(
    "INSERT INTO funding_run"
    " (district_id, run_id, fiscal_year, published_at, result_hash, part_count, parts_received)"
    " VALUES (:district, :run, :year, :at, :hash, :parts, 1)"
    " ON CONFLICT (district_id, run_id) DO UPDATE SET parts_received = funding_run.parts_received + 1"
)
_ADD_SCHOOLS = text(
    "INSERT INTO school_funding"
    " (district_id, run_id, school_id, school_name, pupil_count, total_cents, streams, current_cents)"
    " SELECT :district, :run, school, name, pupils, total, cast(streams AS jsonb), current"
    " FROM unnest(cast(:schools AS text[]), cast(:names AS text[]), cast(:pupils AS numeric[]),"
    " cast(:totals AS bigint[]), cast(:streams AS text[]), cast(:currents AS bigint[]))"
    " AS line(school, name, pupils, total, streams, current)"
)
_FIND = text(
    "SELECT school_id, school_name, newest.fiscal_year, newest.run_id, newest.published_at,"  # noqa: S608
    f" pupil_count, total_cents, streams, current_cents FROM ({_NEWEST}) AS newest"
    " JOIN school_funding USING (run_id) WHERE district_id = :district AND school_id = :school"
)
_LIST = text(
    "SELECT school_id, school_name, newest.run_id, pupil_count, total_cents"  # noqa: S608
    f" FROM ({_NEWEST}) AS newest JOIN school_funding USING (run_id)"
    " WHERE district_id = :district AND school_id > :after ORDER BY school_id LIMIT :limit"
)
