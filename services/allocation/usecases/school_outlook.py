"""What the next count may mean for one school of a published allocation, from the risk that the district simulated."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import orjson

from services.allocation.store.jobs import JobSummary
from services.allocation.store.runs import RunSummary
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.jobs import Job, get_job
from services.allocation.usecases.read_runs import get_allocation_run, get_school_allocation

_LOOKED_AT: Final = 20  # simulations of the scenario, newest first
_MIDDLE_BP: Final = 5_000


@dataclass(frozen=True, slots=True)
class Band:
    """Of the simulated counts one in ten lies below ``low``, half below ``middle``, and one in ten above ``high``."""

    low: int
    middle: int
    high: int


@dataclass(frozen=True, slots=True)
class SchoolOutlook:
    """One school's bands; money in cents.

    Attributes:
        years: The fiscal years whose counts the simulation learned from.
        falling_bp: The share of simulated counts with which the school receives less than planned.
        reserve_cents: What the district needs to pay all schools that count more than planned, in
            ``reserve_confidence_bp`` of the simulated counts.
    """

    simulated_at: datetime
    years: list[int]
    draws: int
    bands_bp: list[int]
    pupils: Band
    planned_cents: int
    cents: Band
    falling_bp: int
    reserve_cents: int
    reserve_confidence_bp: int


@dataclass(frozen=True, slots=True)
class OutlookOfRun:
    """A run's school, and its outlook where the district simulated the next count for exactly this allocation."""

    run: RunSummary
    outlook: SchoolOutlook | None


async def get_school_outlook(uow: AllocationUnitOfWork, run_id: UUID, school_id: str) -> OutlookOfRun:
    """Return what the newest simulation that fits a published allocation says of one of its schools.

    It fits when it was made of the scenario's stored policy in the version that was published and plans the very
    amounts that were published: a later draft is nobody's business outside the budget office.

    Raises:
        RunNotFound: There is none, or not in this district.
        SchoolNotInRun: The run has no such school.
    """
    async with uow:
        run = await get_allocation_run(uow, run_id)
        planned = (await get_school_allocation(uow, run_id, school_id)).line.total_cents
        for summary in await uow.jobs.list_before("risk", run.scenario_id, None, _LOOKED_AT):
            if summary.state == "succeeded":
                outlook = _outlook(await get_job(uow, summary.job_id), summary, run, school_id, planned)
                if outlook is not None:
                    return OutlookOfRun(run, outlook)
    return OutlookOfRun(run, None)


def _outlook(job: Job, summary: JobSummary, run: RunSummary, school_id: str, planned: int) -> SchoolOutlook | None:
    if job.result is None or job.parameters.get("policy") is not None:
        return None
    found = orjson.loads(job.result)
    is_published = (
        found["scenario_version"] == run.scenario_version and found["district"]["planned_cents"] == run.total_cents
    )
    if not is_published or school_id not in found["school_ids"]:
        return None
    row = found["school_ids"].index(school_id)
    if found["planned_cents"][row] != planned:
        return None
    return SchoolOutlook(
        simulated_at=summary.finished_at or summary.created_at,
        years=found["years"],
        draws=found["draws"],
        bands_bp=[found["bands_bp"][0], found["bands_bp"][-1]],
        pupils=_band(found, "pupil_bands", row),
        planned_cents=planned,
        cents=_band(found, "budget_bands_cents", row),
        falling_bp=found["falling_bp"][row],
        reserve_cents=found["reserve"]["up_only_cents"],
        reserve_confidence_bp=found["reserve"]["confidence_bp"],
    )


def _band(found: dict[str, Any], name: str, row: int) -> Band:
    bands, middle = found[name], found["bands_bp"].index(_MIDDLE_BP)
    return Band(int(bands[0][row]), int(bands[middle][row]), int(bands[-1][row]))
