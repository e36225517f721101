"""Comparing what allocation published with what planning shows, for each district and fiscal year."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import asyncpg

# One line a run: what it is, how many schools, how many cents.
_PUBLISHED = """
    SELECT r.district_id, r.fiscal_year, r.run_id, r.result_hash, count(s.school_id),
        coalesce(sum(s.total_cents), 0)::bigint
    FROM allocation_run r LEFT JOIN school_allocation s USING (district_id, run_id) GROUP BY r.district_id, r.run_id"""
_RECEIVED = """
    SELECT r.district_id, r.fiscal_year, r.run_id, r.result_hash, count(s.school_id),
        coalesce(sum(s.total_cents), 0)::bigint
    FROM funding_run r LEFT JOIN school_funding s USING (district_id, run_id)
    WHERE r.parts_received = r.part_count GROUP BY r.district_id, r.run_id"""


@dataclass(frozen=True, slots=True)
class Run:
    """A published run as one service knows it."""

    district_id: UUID
    fiscal_year: int
    run_id: UUID
    result_hash: str
    school_count: int
    total_cents: int


@dataclass(frozen=True, slots=True)
class YearBooks:
    """One district's fiscal year in both services."""

    district_id: UUID
    fiscal_year: int
    published: frozenset[Run]
    received: frozenset[Run]

    @property
    def agree(self) -> bool:
        """Whether every run is in both, with the same schools and cents."""
        return self.published == self.received

    def __str__(self) -> str:
        """Say it for the operator."""
        name = f"district {self.district_id}, fiscal year {self.fiscal_year}"
        cents = sum(run.total_cents for run in self.published)
        runs = f"{len(self.published)} published run{'' if len(self.published) == 1 else 's'}"
        if self.agree:
            return f"{name}: {runs}, {cents // 100:,}.{cents % 100:02} dollars, agree"
        wrong = ", ".join(sorted(str(run.run_id) for run in self.published ^ self.received))
        return f"{name}: {runs}, DIFFERENT in planning: {wrong}"


async def reconcile(allocation_dsn: str, planning_dsn: str) -> list[YearBooks]:
    """Return the books of each district and year; both addresses must be an administrator's, who sees all districts."""
    return year_books(await _runs(allocation_dsn, _PUBLISHED), await _runs(planning_dsn, _RECEIVED))


def year_books(published: Iterable[Run], received: Iterable[Run]) -> list[YearBooks]:
    """Put both services' runs beside each other."""
    years: dict[tuple[UUID, int], tuple[set[Run], set[Run]]] = defaultdict(lambda: (set(), set()))
    for side, runs in enumerate((published, received)):
        for run in runs:
            years[run.district_id, run.fiscal_year][side].add(run)
    return [YearBooks(*key, *map(frozenset, years[key])) for key in sorted(years)]


async def _runs(dsn: str, query: str) -> list[Run]:
    connection = await asyncpg.connect(dsn, timeout=10)
    try:
        return [Run(*row) for row in await connection.fetch(query)]
    finally:
        await connection.close()
