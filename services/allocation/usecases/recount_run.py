"""A recount in the middle of the year: a publication and new counts make the policy of a revision, with its diff."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.allocation.domain.adjustments import Recount
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import Prepared
from services.allocation.domain.result import Result
from services.allocation.spanish.catalog import LABELS
from services.allocation.store.runs import RunSummary
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.calculate_scenario import run_engine, stored_policy
from services.allocation.usecases.prepared_inputs import PreparedInputs
from services.allocation.usecases.read_runs import get_run_basis
from shared.sentences import Language

RECOUNT_ID = "recount"


@dataclass(frozen=True, slots=True)
class RecountTerms:
    """How a recount changes what was published; ``settings`` are those of the adjustment.

    Attributes:
        data_versions: The counts (and whatever else) to calculate from; None: the publication's data with the
            newest counts.
        language: What the recount is called in; whoever keeps it may call it otherwise.
    """

    settings: dict[str, Any]
    data_versions: Mapping[str, int] | None
    language: Language = "en"


@dataclass(frozen=True, slots=True)
class RecountedSchool:
    """One school: pupils before and after, what was published, what the formula gives now, and what it is to have."""

    school_id: str
    school_name: str
    pupils_before: str | None
    pupils_after: str
    published_cents: int | None
    formula_cents: int
    recounted_cents: int


@dataclass(frozen=True, slots=True)
class RecountPreview:
    """A recount that is not stored: its policy and data make a scenario whose publication is the revision."""

    run: RunSummary
    policy: Policy
    data_versions: dict[str, int]
    result: Result
    schools: list[RecountedSchool]
    published_reserve_cents: int
    published_central_cents: int


async def preview_recount(
    uow: AllocationUnitOfWork, inputs: PreparedInputs, run_id: UUID, terms: RecountTerms
) -> RecountPreview:
    """Calculate a recount of a publication.

    Raises:
        RunNotFound: There is no such run, or not in this district.
        DataVersionMissing: A version named does not exist.
        PolicyRefused: The terms make no sense with the policy.
        AllocationInfeasible: The payer cannot pay.
    """
    async with uow:
        basis = await get_run_basis(uow, run_id)
        packed = await uow.runs.find_result(run_id)
        assert packed is not None
        run, policy = basis.run, stored_policy(basis.policy)
        versions = dict(run.data_versions)
        if terms.data_versions is None:
            newest = await uow.imports.latest_versions(run.fiscal_year)
            versions["counts"] = newest["counts"].version
        else:
            versions |= terms.data_versions
        before = await inputs.of_year(uow, run.fiscal_year, run.data_versions, policy, only_pinned=True)
        now = await inputs.of_year(uow, run.fiscal_year, versions, policy, only_pinned=True)
    published = json.loads(zlib.decompress(packed))
    amounts: dict[str, int] = dict(zip(published["school_ids"], published["totals_cents"], strict=True))
    recounted = recount_policy(policy, run, amounts, now.prepared, terms)
    result = run_engine(now.prepared, recounted)
    return RecountPreview(
        run,
        recounted,
        now.data_versions,
        result,
        _schools(result, before.prepared, amounts),
        published["district"]["reserve_cents"],
        published["district"]["central_share_cents"],
    )


def recount_policy(
    policy: Policy, run: RunSummary, amounts: Mapping[str, int], prepared: Prepared, terms: RecountTerms
) -> Policy:
    """Return the published policy with a recount as its last adjustment, in the place of an earlier one."""
    promised = [
        {"school_id": school_id, "amount_cents": cents}
        for school_id, cents in amounts.items()
        if school_id in prepared.school_rows
    ]
    document = policy.model_dump(mode="json")
    document["adjustments"] = [each for each in document["adjustments"] if each["kind"] != "recount"]
    document["adjustments"].append(
        {
            "kind": "recount",
            "adjustment_id": RECOUNT_ID,
            "label": LABELS.say("Recount", terms.language),
            "published": promised,
            "published_run": LABELS.say(
                f"revision {run.revision} of {run.published_at.date().isoformat()}", terms.language
            ),
            **terms.settings,
        }
    )
    return stored_policy(document)


def _schools(result: Result, before: Prepared, amounts: Mapping[str, int]) -> list[RecountedSchool]:
    lift = next(lift for lift in result.lifts if isinstance(lift.adjustment, Recount))
    prepared = result.prepared
    return [
        RecountedSchool(
            school_id=school.school_id,
            school_name=school.name,
            pupils_before=str(before.pupil_decimal(int(before.pupils[before.school_rows[school.school_id]])))
            if school.school_id in before.school_rows
            else None,
            pupils_after=str(prepared.pupil_decimal(int(prepared.pupils[row]))),
            published_cents=amounts.get(school.school_id),
            formula_cents=int(result.totals[row] - lift.top_ups[row] + lift.reductions[row]),
            recounted_cents=int(result.totals[row]),
        )
        for row, school in enumerate(prepared.schools)
    ]
