"""What a district brings to the formula: schools, pupils, measures, money. Plain frozen values."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from services.allocation.domain.canonical import canonical_hash, plain_decimal


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value was read: file, row (the header is row 1) and import version."""

    file: str
    row: int
    version: int | None = None


TYPED = Origin("typed", 0)
"""The origin of a value that came from no file."""


@dataclass(frozen=True, slots=True)
class School:
    """One school as it stands in the fiscal year."""

    school_id: str
    name: str
    levels: tuple[str, ...]
    school_type: str = "district"
    grades_low: str | None = None
    grades_high: str | None = None
    flags: frozenset[str] = frozenset()
    opened_on: date | None = None
    closed_on: date | None = None
    origin: Origin = TYPED


@dataclass(frozen=True, slots=True)
class CountRow:
    """Pupils of one school, level and need category; at most 2 decimals. Level ``*``: the school as a whole."""

    school_id: str
    level: str
    need_category: str
    pupil_count: Decimal
    origin: Origin = TYPED


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """Any other number of a school that a rule may use; at most 6 decimals."""

    school_id: str
    measure: str
    value: Decimal
    origin: Origin = TYPED


@dataclass(frozen=True, slots=True)
class RevenueSource:
    """Money of one kind for one fiscal year."""

    source_id: str
    name: str
    funder: str
    restricted: bool
    amount_cents: int
    account_code: str | None = None
    origin: Origin = TYPED


@dataclass(frozen=True, slots=True)
class CurrentBudget:
    """Last year's budget of a school, in total or from one source."""

    school_id: str
    source_id: str | None
    amount_cents: int
    origin: Origin = TYPED


@dataclass(frozen=True, slots=True)
class SchoolGrant:
    """A typed amount of a source for a named school."""

    source_id: str
    school_id: str
    label: str
    amount_cents: int
    origin: Origin = TYPED


@dataclass(frozen=True)
class Inputs:
    """Everything read for one fiscal year. The order of rows carries no meaning."""

    schools: tuple[School, ...]
    counts: tuple[CountRow, ...]
    revenue_sources: tuple[RevenueSource, ...]
    measures: tuple[MeasureRow, ...] = ()
    current_budgets: tuple[CurrentBudget, ...] = ()
    school_grants: tuple[SchoolGrant, ...] = ()

    def content_hash(self) -> str:
        """Return the hash of what the rows say: neither their order nor their origin changes it."""
        return self._content_hash

    @cached_property
    def _content_hash(self) -> str:
        return canonical_hash(self.to_document())

    def to_document(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return what the rows say, in one order and spelling: what is hashed, and what a bundle holds."""
        return {
            "schools": sorted(
                (
                    school.school_id,
                    school.name,
                    sorted(school.levels),
                    school.school_type,
                    school.grades_low or "",
                    school.grades_high or "",
                    sorted(school.flags),
                    school.opened_on.isoformat() if school.opened_on else "",
                    school.closed_on.isoformat() if school.closed_on else "",
                )
                for school in self.schools
            ),
            "counts": sorted(
                (row.school_id, row.level, row.need_category, plain_decimal(row.pupil_count)) for row in self.counts
            ),
            "measures": sorted((row.school_id, row.measure, plain_decimal(row.value)) for row in self.measures),
            "revenue_sources": sorted(
                (
                    source.source_id,
                    source.name,
                    source.funder,
                    source.restricted,
                    source.amount_cents,
                    source.account_code or "",
                )
                for source in self.revenue_sources
            ),
            "current_budgets": sorted(
                (row.school_id, row.source_id or "", row.amount_cents) for row in self.current_budgets
            ),
            "school_grants": sorted(
                (row.source_id, row.school_id, row.label, row.amount_cents) for row in self.school_grants
            ),
        }
