"""Several versions of a year's counts side by side: what they count, their basis, and what each would give."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.allocation.domain.higher_counts import higher_of
from services.allocation.domain.importing.kinds import CountBasis
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import Prepared
from services.allocation.domain.result import Result
from services.allocation.files.canonical_files import canonical_csv
from services.allocation.store.count_versions import CountVersion
from services.allocation.store.imports import ImportRow
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.calculate_scenario import run_engine, stored_policy
from services.allocation.usecases.check_import import ImportFile, check_import
from services.allocation.usecases.data_versions import require_versions
from services.allocation.usecases.policy_refusals import NotCounts
from services.allocation.usecases.prepared_inputs import PreparedInputs
from services.allocation.usecases.refusals import AnotherFiscalYear, ScenarioNotFound
from services.allocation.usecases.store_import import store_import
from services.allocation.usecases.who import Who
from shared.audit.canonical import Value
from shared.etags import overtaken, require_match
from shared.problems import Refusal


@dataclass(frozen=True, slots=True)
class ByCounts:
    """What a policy gives with one version of the counts, or why it gives nothing."""

    version: int
    prepared: Prepared
    result: Result | None
    refusal: Refusal | None


async def list_count_versions(uow: AllocationUnitOfWork, fiscal_year: int) -> list[CountVersion]:
    """Return every version of a year's counts, newest first."""
    async with uow:
        return await uow.count_versions.list_of_year(fiscal_year)


async def replace_count_basis(
    uow: AllocationUnitOfWork,
    import_id: UUID,
    basis: CountBasis,
    label: str,
    if_match: str | None,
    who: Who,
    now: datetime,
) -> int:
    """Say on what basis an import counted its pupils; return the new version of what is said.

    Raises:
        NotCounts: There is no such import of counts.
        PreconditionRequired, PreconditionFailed: Somebody else said something first.
    """
    async with uow:
        version = await uow.count_versions.find_basis_version(import_id)
        if version is None:
            raise NotCounts(import_id)
        require_match(if_match, version)
        written = await uow.count_versions.replace_basis(import_id, version, basis, label, now, (who.user_id, who.name))
        if not written:
            raise overtaken(if_match, version + 1)
        uow.record("import.basis_changed", import_id, {"version": version + 1, "basis": basis})
    return version + 1


async def combine_counts(
    uow: AllocationUnitOfWork, fiscal_year: int, versions: Sequence[int], who: Who, now: datetime
) -> ImportRow:
    """Store the higher of several versions of counts as a version of its own.

    Raises:
        DataVersionMissing: One of them does not exist.
        ImportRefused: Together they contradict the district's own words.
    """
    async with uow:
        rows = []
        for version in sorted(set(versions)):
            await require_versions(uow, fiscal_year, {"counts": version})
            named = await uow.imports.named_versions(fiscal_year, {"counts": version})
            rows.append(await uow.import_rows.read(named["counts"]))
    name = f"higher-of-versions-{'-'.join(map(str, sorted(set(versions))))}.csv"
    content = canonical_csv("counts", higher_of(rows)).encode()
    checked = await check_import(uow, ImportFile(content, name, "counts", fiscal_year), now)
    async with uow:
        row = await store_import(uow, checked, fiscal_year, "refuse", "", who, now)
        label = f"Higher of versions {', '.join(map(str, sorted(set(versions))))}"
        await uow.count_versions.replace_basis(row.import_id, 0, "higher_of_years", label, now, (who.user_id, who.name))
        combined: Value = sorted(set(versions))
        uow.record(
            "import.basis_changed", row.import_id, {"version": 1, "basis": "higher_of_years", "of_versions": combined}
        )
    return row


async def compare_counts(
    uow: AllocationUnitOfWork,
    inputs: PreparedInputs,
    scenario_id: UUID,
    policy: Policy | None,
    versions: Sequence[int],
) -> list[ByCounts]:
    """Calculate a scenario with several versions of the counts; everything else stays as it is.

    Raises:
        ScenarioNotFound: There is none, or not in this district.
        DataVersionMissing: One of the versions does not exist.
    """
    prepared: list[tuple[int, Prepared]] = []
    async with uow:
        scenario = await uow.scenarios.find(scenario_id)
        if scenario is None:
            raise ScenarioNotFound(scenario_id)
        chosen = policy if policy is not None else stored_policy(scenario.policy)
        if chosen.fiscal_year != scenario.fiscal_year:
            raise AnotherFiscalYear(chosen.fiscal_year, scenario.fiscal_year)
        for version in dict.fromkeys(versions):
            pinned = (scenario.data_versions or {}) | {"counts": version}
            data = await inputs.of_year(uow, scenario.fiscal_year, pinned, chosen)
            prepared.append((version, data.prepared))
    return await asyncio.to_thread(lambda: [_calculated(version, data, chosen) for version, data in prepared])


def _calculated(version: int, prepared: Prepared, policy: Policy) -> ByCounts:
    try:
        return ByCounts(version, prepared, run_engine(prepared, policy), None)
    except Refusal as refusal:
        return ByCounts(version, prepared, None, refusal)
