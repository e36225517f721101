"""Calculate a publication again from what was kept, and hand it out in one file."""

import zlib
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson

from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import Prepared
from services.allocation.domain.publication_bundle import bundle_document
from services.allocation.domain.verification import Published, Verification, verify
from services.allocation.store.runs import RunSummary
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.calculate_scenario import stored_policy
from services.allocation.usecases.prepared_inputs import PreparedInputs
from services.allocation.usecases.read_runs import get_run_basis
from services.allocation.usecases.refusals import RunNotFound


@dataclass(frozen=True, slots=True)
class KeptRun:
    """All that was kept of a publication."""

    run: RunSummary
    policy: Policy
    prepared: Prepared
    result: dict[str, Any]


async def verify_allocation_run(uow: AllocationUnitOfWork, inputs: PreparedInputs, run_id: UUID) -> Verification:
    """Recompute a publication from its stored policy and inputs, and compare every hash.

    Raises:
        RunNotFound: There is no such run, or not in this district.
    """
    kept = await kept_run(uow, inputs, run_id)
    run = kept.run
    published = Published(run.engine_version, run.policy_hash, run.inputs_hash, run.result_hash, kept.result)
    return verify(published, kept.policy, kept.prepared)


async def get_publication_bundle(uow: AllocationUnitOfWork, inputs: PreparedInputs, run_id: UUID) -> bytes:
    """Return a publication's policy, inputs and result as one file, for ``ssfr verify``.

    Raises:
        RunNotFound: There is no such run, or not in this district.
    """
    kept = await kept_run(uow, inputs, run_id)
    named = (
        "run_id", "fiscal_year", "revision", "supersedes_run_id", "scenario_name", "reason", "published_at",
        "published_by_name", "engine_version", "policy_hash", "inputs_hash", "result_hash",
    )  # fmt: skip
    run = {name: getattr(kept.run, name) for name in named}
    document = bundle_document(run, kept.policy, kept.prepared.inputs, kept.result)
    return orjson.dumps(document, default=str, option=orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2)


async def kept_run(uow: AllocationUnitOfWork, inputs: PreparedInputs, run_id: UUID) -> KeptRun:
    """Return all that was kept of a run.

    Raises:
        RunNotFound: There is no such run, or not in this district.
    """
    async with uow:
        basis = await get_run_basis(uow, run_id)
        policy = stored_policy(basis.policy)
        data = await inputs.of_year(uow, basis.run.fiscal_year, basis.run.data_versions, policy, only_pinned=True)
        packed = await uow.runs.find_result(run_id)
    if packed is None:
        raise RunNotFound(run_id)
    return KeptRun(basis.run, policy, data.prepared, orjson.loads(zlib.decompress(packed)))
