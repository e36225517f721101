"""What is made of a result to take home: spreadsheets, letters and the board's packet."""

import asyncio
import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.allocation.domain.explain import NothingToExplain
from services.allocation.domain.explain_origin import Decision
from services.allocation.domain.in_force import with_triggers_reached
from services.allocation.domain.phrases import Language
from services.allocation.domain.result import Result
from services.allocation.files.letters.notices import notices_pdf
from services.allocation.files.letters.packet import packet_pdf
from services.allocation.files.workbook.make import district_workbook, school_workbook
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.calculate_scenario import calculate_scenario
from services.allocation.usecases.explain_amount import recomputed_run, run_decision, scenario_decision
from services.allocation.usecases.prepared_inputs import PreparedInputs
from services.allocation.usecases.read_runs import get_run_basis
from services.allocation.usecases.refusals import SchoolNotInRun

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Document:
    """A file to take home."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result, and who answers for it."""

    result: Result
    decision: Decision


async def run_outcome(uow: AllocationUnitOfWork, inputs: PreparedInputs, run_id: UUID) -> Outcome:
    """Return a published run, calculated anew and found the same.

    Raises:
        RunNotFound: There is no such run, or not in this district.
        RunNotReproducible: The present engine calculates other figures.
    """
    async with uow:
        result = await recomputed_run(uow, inputs, run_id)
        return Outcome(result, await run_decision(uow, (await get_run_basis(uow, run_id)).run))


async def scenario_outcome(uow: AllocationUnitOfWork, inputs: PreparedInputs, scenario_id: UUID) -> Outcome:
    """Return what a scenario comes to.

    Raises:
        ScenarioNotFound: There is none, or not in this district.
    """
    async with uow:
        calculation = await calculate_scenario(uow, inputs, scenario_id, None)
        return Outcome(calculation.result, await scenario_decision(uow, calculation, is_unsaved=False))


async def run_workbook(uow: AllocationUnitOfWork, inputs: PreparedInputs, run_id: UUID, language: Language) -> Document:
    """Return the calculator of a published run."""
    return await _calculator(await run_outcome(uow, inputs, run_id), language)


async def scenario_workbook(
    uow: AllocationUnitOfWork, inputs: PreparedInputs, scenario_id: UUID, language: Language
) -> Document:
    """Return the calculator of a scenario."""
    return await _calculator(await scenario_outcome(uow, inputs, scenario_id), language)


async def school_run_workbook(
    uow: AllocationUnitOfWork, inputs: PreparedInputs, run_id: UUID, school_id: str, language: Language
) -> Document:
    """Return one school's own spreadsheet of a published run.

    Raises:
        SchoolNotInRun: The run has no such school.
    """
    outcome = await run_outcome(uow, inputs, run_id)
    try:
        content = await asyncio.to_thread(
            school_workbook, outcome.result, school_id, outcome.decision, language=language
        )
    except NothingToExplain as error:
        raise SchoolNotInRun(run_id, school_id) from error
    return Document(_workbook_name(outcome.result, school_id, language), XLSX, content)


async def school_run_notice(
    uow: AllocationUnitOfWork, inputs: PreparedInputs, run_id: UUID, school_id: str, language: Language
) -> Document:
    """Return the letter that tells a school's people about its published budget.

    Raises:
        SchoolNotInRun: The run has no such school.
    """
    outcome = await run_outcome(uow, inputs, run_id)
    row = outcome.result.prepared.school_rows.get(school_id)
    if row is None:
        raise SchoolNotInRun(run_id, school_id)
    moment = outcome.decision.published_at
    assert moment is not None, "a run is published"
    content = await asyncio.to_thread(notices_pdf, outcome.result, [row], "run", language, moment)
    return Document(f"{file_stem(outcome.result, school_id)}-{language}.pdf", PDF, content)


async def run_packet(uow: AllocationUnitOfWork, inputs: PreparedInputs, run_id: UUID, language: Language) -> Document:
    """Return the board's packet of a published run."""
    outcome = await run_outcome(uow, inputs, run_id)
    moment = outcome.decision.published_at
    assert moment is not None, "a run is published"
    return await _packet(outcome, language, moment)


async def scenario_packet(
    uow: AllocationUnitOfWork, inputs: PreparedInputs, scenario_id: UUID, language: Language, now: datetime
) -> Document:
    """Return the board's packet of a scenario: the proposal."""
    return await _packet(await scenario_outcome(uow, inputs, scenario_id), language, now)


async def shadow_outcome(uow: AllocationUnitOfWork, inputs: PreparedInputs, scenario_id: UUID) -> Outcome:
    """Return what a scenario would give once every trigger's revenue is there.

    Raises:
        ScenarioNotFound: There is none, or not in this district.
    """
    async with uow:
        outcome = await scenario_outcome(uow, inputs, scenario_id)
        shadow = with_triggers_reached(outcome.result.policy)
        if shadow == outcome.result.policy:
            return outcome
        calculation = await calculate_scenario(uow, inputs, scenario_id, shadow)
        return Outcome(calculation.result, outcome.decision)


async def _packet(outcome: Outcome, language: Language, moment: datetime) -> Document:
    content = await asyncio.to_thread(packet_pdf, outcome.result, outcome.decision, language, moment)
    return Document(f"{file_stem(outcome.result, 'board packet')}-{language}.pdf", PDF, content)


async def _calculator(outcome: Outcome, language: Language) -> Document:
    # Seconds of work: a thread, so that others are answered meanwhile.
    content = await asyncio.to_thread(district_workbook, outcome.result, outcome.decision, language=language)
    return Document(_workbook_name(outcome.result, "calculator", language), XLSX, content)


def _workbook_name(result: Result, what: str, language: Language) -> str:
    return f"{file_stem(result, what)}{'' if language == 'en' else f'-{language}'}.xlsx"


def file_stem(result: Result, what: str) -> str:
    """Return a file's name without its ending: year, policy and what it is, safe on every system."""
    words = re.sub(r"[^A-Za-z0-9]+", "-", f"{result.policy.name} {what}").strip("-").lower()
    return f"{result.policy.fiscal_year}-{words[:80]}"
