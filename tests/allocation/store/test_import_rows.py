"""Rows come back as they went in, each with the file and row it came from."""

import time
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest

from services.allocation.domain.importing.canonical_rows import CanonicalRow
from services.allocation.domain.inputs import (
    CountRow,
    CurrentBudget,
    MeasureRow,
    Origin,
    RevenueSource,
    School,
    SchoolGrant,
)
from services.allocation.domain.limits import MAX_CENTS
from services.allocation.store.imports import ImportRow, StoredVersion
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from shared.events.event_id import uuid7
from tests.allocation.conftest import YEAR, Allocation

AT = Origin("rows.csv", 7, 1)
ROWS: dict[str, list[CanonicalRow]] = {
    "schools": [
        School("S-1", "Rosa, \"the\" Parks\u00e9", ("elementary", "middle"), "charter", "K", "8",
               frozenset({"small", "title_1"}), date(2020, 8, 1), date(2030, 6, 30), AT),
        School("S-2", "Plain", (), origin=AT),
    ],
    "counts": [
        CountRow("S-1", "elementary", "all", Decimal("412.50"), AT),
        CountRow("S-2", "*", "all", Decimal(0), AT),
    ],
    "measures": [MeasureRow("S-1", "fte", Decimal("12.345678"), AT)],
    "revenue_sources": [
        RevenueSource("R-1", "Base", "state", False, MAX_CENTS, "01-0000", AT),
        RevenueSource("R-2", "Title I", "federal", True, 0, None, AT),
    ],
    "current_budgets": [CurrentBudget("S-1", None, 1, AT), CurrentBudget("S-2", "R-1", 2, AT)],
    "school_grants": [SchoolGrant("R-1", "S-1", "Roof", -500, AT)],
}  # fmt: skip


async def store(uow: AllocationUnitOfWork, kind: str, rows: list[CanonicalRow]) -> StoredVersion:
    row = ImportRow(
        import_id=uuid7(), fiscal_year=YEAR, kind=kind, version=await uow.imports.next_version(YEAR, kind),
        label="", file_name="rows.csv", sha256="0", row_count=len(rows), accepted_count=len(rows),
        stored_at=datetime.now(UTC), stored_by_name="Test", mapping={}, report={},
    )  # fmt: skip
    await uow.imports.add(row, uuid4())
    await uow.import_rows.add(kind, row.import_id, rows)
    return StoredVersion(kind, row.version, row.import_id, row.file_name)


@pytest.mark.parametrize("kind", ROWS)
async def test_rows_come_back_equal(allocation: Allocation, kind: str) -> None:
    uow = allocation.uow()
    async with uow:
        version = await store(uow, kind, ROWS[kind])
    async with uow:
        assert await uow.import_rows.read(version) == ROWS[kind]


async def test_a_hundred_thousand_rows_are_one_statement(allocation: Allocation) -> None:
    rows: list[CanonicalRow] = [
        CountRow(
            f"S-{number // 20}", "high", f"need-{number % 20}", Decimal(number % 500), Origin("rows.csv", number, 1)
        )
        for number in range(100_000)
    ]
    uow = allocation.uow()
    started = time.monotonic()
    async with uow:
        version = await store(uow, "counts", rows)
    written_s = time.monotonic() - started
    async with uow:
        assert await uow.import_rows.read(version) == rows
    assert written_s < 15  # 2.6 s on two busy cores; the limit leaves room for busier ones


async def test_the_newest_version_of_each_kind_is_the_years_data(allocation: Allocation) -> None:
    uow = allocation.uow()
    async with uow:
        await store(uow, "counts", ROWS["counts"])
        second = await store(uow, "counts", ROWS["counts"][:1])
        schools = await store(uow, "schools", ROWS["schools"])
    async with uow:
        latest = await uow.imports.latest_versions(YEAR)
        assert latest == {"counts": second, "schools": schools}
        inputs = await uow.import_rows.read_inputs(latest)
        assert (len(inputs.schools), len(inputs.counts), inputs.measures) == (2, 1, ())
        assert await uow.imports.latest_versions(YEAR + 1) == {}
        named = await uow.imports.named_versions(YEAR, {"counts": 1, "schools": 9})
        assert {kind: version.version for kind, version in named.items()} == {"counts": 1}
        assert replace(named["counts"], version=2) != second
