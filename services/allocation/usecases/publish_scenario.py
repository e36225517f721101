"""Make a scenario's figures final, and tell the other services."""

import asyncio
import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from services.allocation.store.runs import RunContent, RunSummary, SchoolAllocationRow
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.calculate_scenario import Calculation, calculate_scenario
from services.allocation.usecases.prepared_inputs import PreparedInputs
from services.allocation.usecases.refusals import ResultChanged
from services.allocation.usecases.result_bytes import result_bytes
from services.allocation.usecases.review_scenario import record_publication
from services.allocation.usecases.who import Who
from shared.audit.canonical import Value
from shared.events.allocation import (
    AllocationRunPublishedV1,
    PublishedComponentV1,
    PublishedSourceV1,
    SchoolAllocationV1,
)
from shared.events.event_id import uuid7


@dataclass(frozen=True, slots=True)
class Publication:
    """What is published: why, and the hash of the result that was reviewed."""

    scenario_id: UUID
    reason: str
    expected_result_hash: str


_SMALL_BYTES = 32_768  # packed sooner than a thread takes over


async def _packed(body: bytes) -> bytes:
    return zlib.compress(body, 6) if len(body) <= _SMALL_BYTES else await asyncio.to_thread(zlib.compress, body, 6)


async def publish_scenario(
    uow: AllocationUnitOfWork, inputs: PreparedInputs, publication: Publication, who: Who, now: datetime
) -> RunSummary:
    """Calculate once more, and if it is what was reviewed, write it for good.

    Raises:
        ScenarioNotFound: There is none, or not in this district.
        ResultChanged: Policy or data changed since the review.
        ApprovalMissing: The district's rule asks for an approval of exactly these figures.
    """
    async with uow:
        calculation = await calculate_scenario(uow, inputs, publication.scenario_id, None, lock=True)
        # Newest data is read before the lock of the year is held; an import stored in between changes what the next
        # calculation shows, not what was reviewed, and the run names the versions it was made from.
        previous = await uow.runs.lock_year(calculation.scenario.fiscal_year)
        result = result_bytes(calculation.result)
        document = result.document
        if result.result_hash != publication.expected_result_hash:
            raise ResultChanged(publication.expected_result_hash, result.result_hash)
        run = _summary(calculation, document, previous, publication.reason, who, now)
        packed = await _packed(result.body)
        lines = school_lines(document)
        await uow.runs.add(run, _content(calculation, document, packed), lines)
        await record_publication(
            uow,
            calculation.scenario,
            run_id=run.run_id,
            result_hash=run.result_hash,
            reason=publication.reason,
            superseded=(previous.run_id, previous.scenario_id, previous.scenario_version) if previous else None,
            who=who,
            now=now,
        )
        _record(uow, run)
        for part in _event(uow.district_id, run, document).split():
            uow.emit(part)
    return run


def _after(previous: RunSummary | None, now: datetime) -> datetime:
    """Return the moment of publication: after the one it replaces, which may have been asked for later."""
    return now if previous is None else max(now, previous.published_at + timedelta(microseconds=1))


def _summary(
    calculation: Calculation,
    document: dict[str, Any],
    previous: RunSummary | None,
    reason: str,
    who: Who,
    now: datetime,
) -> RunSummary:
    scenario = calculation.scenario
    return RunSummary(
        run_id=uuid7(),
        fiscal_year=scenario.fiscal_year,
        revision=previous.revision + 1 if previous else 1,
        supersedes_run_id=previous.run_id if previous else None,
        scenario_id=scenario.scenario_id,
        scenario_name=scenario.name,
        scenario_version=scenario.version,
        data_versions=calculation.data_versions,
        reason=reason,
        published_at=_after(previous, now),
        published_by=who.user_id,
        published_by_name=who.name,
        engine_version=document["engine_version"],
        result_hash=document["result_hash"],
        policy_hash=document["policy_hash"],
        inputs_hash=document["inputs_hash"],
        total_cents=document["district"]["to_schools_cents"],
        school_count=len(document["school_ids"]),
    )


def _record(uow: AllocationUnitOfWork, run: RunSummary) -> None:
    detail: dict[str, Value] = {
        "fiscal_year": run.fiscal_year,
        "revision": run.revision,
        "scenario_id": str(run.scenario_id),
        "scenario_version": run.scenario_version,
        "result_hash": run.result_hash,
        "policy_hash": run.policy_hash,
        "inputs_hash": run.inputs_hash,
        "total_cents": run.total_cents,
        "school_count": run.school_count,
    }
    uow.record("run.published", run.run_id, detail)
    if run.supersedes_run_id is not None:
        uow.record("run.revised", run.supersedes_run_id, {"by_run_id": str(run.run_id)})


def _content(calculation: Calculation, document: dict[str, Any], packed: bytes) -> RunContent:
    return RunContent(
        policy=calculation.policy.model_dump(mode="json"),
        sources=[
            {name: source[name] for name in ("source_id", "name", "restricted", "control", "amount_cents")}
            for source in document["sources"]
        ],
        components=[
            {name: component[name] for name in ("component_id", "source_id", "kind", "label")}
            for component in document["components"]
        ],
        result=packed,
    )


def school_lines(document: dict[str, Any]) -> list[SchoolAllocationRow]:
    """Turn the columns of a result into one line per school."""
    amounts = [component["amounts_cents"] for component in document["components"]]
    return [
        SchoolAllocationRow(
            school_id=school_id,
            school_name=document["school_names"][row],
            levels=document["school_levels"][row],
            pupil_count=Decimal(document["pupil_counts"][row]),
            total_cents=document["totals_cents"][row],
            formula_cents=document["formula_cents"][row],
            top_up_cents=document["top_up_cents"][row],
            reduction_cents=document["reduction_cents"][row],
            current_cents=document["current_cents"][row],
            minimum_cents=document["minimum_cents"][row],
            held_harmless=document["held_harmless"][row],
            component_cents=[column[row] for column in amounts],
        )
        for row, school_id in enumerate(document["school_ids"])
    ]


def _event(district_id: UUID, run: RunSummary, document: dict[str, Any]) -> AllocationRunPublishedV1:
    return AllocationRunPublishedV1(
        district_id=district_id,
        run_id=run.run_id,
        fiscal_year=run.fiscal_year,
        published_at=run.published_at,
        result_hash=run.result_hash,
        supersedes_run_id=run.supersedes_run_id,
        sources=tuple(
            PublishedSourceV1(
                source_id=source["source_id"],
                name=source["name"],
                restricted=source["restricted"],
                control=source["control"],
                amount_cents=source["amount_cents"],
            )
            for source in document["sources"]
        ),
        components=tuple(
            PublishedComponentV1(
                component_id=component["component_id"],
                source_id=component["source_id"],
                label=component["label"],
                kind=component["kind"],
            )
            for component in document["components"]
        ),
        schools=tuple(
            SchoolAllocationV1(
                school_id=line.school_id,
                school_name=line.school_name,
                pupil_count=str(line.pupil_count),
                total_cents=line.total_cents,
                component_cents=tuple(line.component_cents),
                current_cents=line.current_cents,
            )
            for line in school_lines(document)
        ),
    )
