"""Planning's read model of published allocations: filled from events, rebuilt by replay."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, ForeignKeyConstraint, Index, Numeric
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel


class FundingRun(SQLModel, table=True):
    """A published allocation run, complete once all its parts have arrived."""

    __tablename__ = "funding_run"
    __table_args__ = (Index("funding_run_by_year", "district_id", "fiscal_year", "published_at"),)

    district_id: UUID = Field(primary_key=True)
    run_id: UUID = Field(primary_key=True)
    fiscal_year: int
    published_at: datetime = Field(sa_type=DateTime(timezone=True))
    result_hash: str = Field(max_length=80)
    part_count: int
    parts_received: int


class SchoolFunding(SQLModel, table=True):
    """One school's streams in one run."""

    __tablename__ = "school_funding"
    __table_args__ = (
        ForeignKeyConstraint(["district_id", "run_id"], ["funding_run.district_id", "funding_run.run_id"]),
    )

    district_id: UUID = Field(primary_key=True)
    run_id: UUID = Field(primary_key=True)
    school_id: str = Field(primary_key=True, max_length=64)
    school_name: str = Field(max_length=200)
    pupil_count: Decimal = Field(sa_type=Numeric(12, 2))
    total_cents: int = Field(sa_type=BigInteger)
    streams: list[dict[str, Any]] = Field(sa_type=JSONB)
    current_cents: int | None = Field(default=None, sa_type=BigInteger)
