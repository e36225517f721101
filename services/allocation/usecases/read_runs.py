"""Read what was published."""

import zlib
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.allocation.store.runs import RunSummary, SchoolLineOfRun
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.refusals import RunNotFound, SchoolNotInRun


async def list_allocation_runs(
    uow: AllocationUnitOfWork, fiscal_year: int | None, before: UUID | None, limit: int
) -> list[RunSummary]:
    """Return up to ``limit`` runs, newest first."""
    async with uow:
        return await uow.runs.list_before(fiscal_year, before, limit)


async def get_allocation_run(uow: AllocationUnitOfWork, run_id: UUID) -> RunSummary:
    """Return one run.

    Raises:
        RunNotFound: There is none, or not in this district.
    """
    async with uow:
        run = await uow.runs.find(run_id)
    if run is None:
        raise RunNotFound(run_id)
    return run


async def get_allocation_run_result(uow: AllocationUnitOfWork, run_id: UUID) -> bytes:
    """Return the result's JSON exactly as it was hashed and published.

    Raises:
        RunNotFound: There is none, or not in this district.
    """
    async with uow:
        packed = await uow.runs.find_result(run_id)
    if packed is None:
        raise RunNotFound(run_id)
    return zlib.decompress(packed)


async def get_school_allocation(uow: AllocationUnitOfWork, run_id: UUID, school_id: str) -> SchoolLineOfRun:
    """Return one school's amounts in a run.

    Raises:
        RunNotFound: There is none, or not in this district.
        SchoolNotInRun: The run has no such school.
    """
    async with uow:
        found = await uow.runs.find_school(run_id, school_id)
        if found is None:
            if await uow.runs.find(run_id) is None:
                raise RunNotFound(run_id)
            raise SchoolNotInRun(run_id, school_id)
    return found


@dataclass(frozen=True, slots=True)
class RunBasis:
    """What a run was made from."""

    run: RunSummary
    policy: dict[str, Any]


async def get_run_basis(uow: AllocationUnitOfWork, run_id: UUID) -> RunBasis:
    """Return a run and its policy.

    Raises:
        RunNotFound: There is none, or not in this district.
    """
    async with uow:
        run = await get_allocation_run(uow, run_id)
        policy = await uow.runs.find_policy(run_id)
    assert policy is not None
    return RunBasis(run, policy)
