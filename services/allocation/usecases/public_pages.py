"""Show a published allocation to anybody, and take it back."""

import hashlib
import zlib
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from uuid import UUID

import orjson

from services.allocation.domain.public_view import PublicFacts, need_counts, public_document
from services.allocation.store.public_allocations import OpenPage, PublicLine, PublicPage, PublicPageState
from services.allocation.store.reviews import ReviewAction
from services.allocation.store.runs import RunSummary
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.district_settings import get_district_settings
from services.allocation.usecases.prepared_inputs import PreparedInputs
from services.allocation.usecases.read_runs import get_allocation_run
from services.allocation.usecases.review_refusals import RunNotPublic
from services.allocation.usecases.verify_run import KeptRun, kept_run
from services.allocation.usecases.who import Who
from shared.events.allocation import AllocationScenarioReviewChangedV1
from shared.events.event_id import uuid7
from shared.small_cells import FEWEST_SHOWN, Number, hidden_cells


@dataclass(frozen=True, slots=True)
class ReadPage:
    """An open page with the district's others."""

    page: OpenPage
    others: list[PublicLine]


async def open_public_page(
    uow: AllocationUnitOfWork, inputs: PreparedInputs, run_id: UUID, district_name: str, who: Who, now: datetime
) -> PublicPageState:
    """Make a publication's page public: its figures with small groups hidden, made once and kept.

    Raises:
        RunNotFound: There is no such run, or not in this district.
    """
    async with uow:
        kept = await kept_run(uow, inputs, run_id)
        settings = (await get_district_settings(uow, now)).settings
        facts = PublicFacts(
            district_name=district_name,
            run_id=str(run_id),
            revision=kept.run.revision,
            published_at=kept.run.published_at.isoformat(),
            reason=kept.run.reason,
            need_names={need.need_category: need.name for need in settings.need_categories},
            level_names={level.level: level.name for level in settings.levels},
        )
        body = orjson.dumps(suppressed(kept, facts), option=orjson.OPT_SORT_KEYS)
        content_hash = f"sha256:{hashlib.sha256(body).hexdigest()}"
        run = kept.run
        await uow.public_allocations.open(
            PublicPage(
                run_id, run.fiscal_year, run.revision, run.published_at, run.total_cents, run.school_count,
                zlib.compress(body, 6), content_hash, now, who.user_id, who.name,
            )
        )  # fmt: skip
        await _record(uow, run, "made_public", who, now)
        uow.record("public_page.opened", run_id, {"revision": run.revision, "content_hash": content_hash})
    return PublicPageState(True, now, who.name, content_hash, None, None)


def suppressed(kept: KeptRun, facts: PublicFacts) -> dict[str, object]:
    """Return the page's document with every small group hidden."""
    prepared = kept.prepared
    pupils: list[Number] = [Fraction(count, prepared.count_scale) for count in prepared.pupils.tolist()]
    hidden = hidden_cells(need_counts(prepared), pupils, FEWEST_SHOWN)
    return public_document(kept.result, kept.policy, prepared, facts, hidden, FEWEST_SHOWN)


async def close_public_page(uow: AllocationUnitOfWork, run_id: UUID, who: Who, now: datetime) -> None:
    """Take a public page back; what was read of it cannot be.

    Raises:
        RunNotFound: There is no such run, or not in this district.
        RunNotPublic: It has no open page.
    """
    async with uow:
        run = await get_allocation_run(uow, run_id)
        if not await uow.public_allocations.close(run_id, now, who.name):
            raise RunNotPublic()
        await _record(uow, run, "made_private", who, now)
        uow.record("public_page.closed", run_id, {"revision": run.revision})


async def get_public_page(uow: AllocationUnitOfWork, run_id: UUID) -> PublicPageState | None:
    """Return whether a publication's page is open, and who decided so; None when it never was.

    Raises:
        RunNotFound: There is no such run, or not in this district.
    """
    async with uow:
        await get_allocation_run(uow, run_id)
        return await uow.public_allocations.state(run_id)


async def get_public_allocation(uow: AllocationUnitOfWork, run_id: UUID) -> ReadPage:
    """Return an open page to anybody.

    Raises:
        RunNotPublic: There is no open page of this run.
    """
    async with uow:
        page = await uow.public_allocations.read(run_id)
        if page is None:
            raise RunNotPublic()
        return ReadPage(page, await uow.public_allocations.list_like(run_id))


async def _record(uow: AllocationUnitOfWork, run: RunSummary, action: str, who: Who, now: datetime) -> None:
    last = await uow.reviews.last_step(run.scenario_id)
    await uow.reviews.add(
        ReviewAction(
            action_id=uuid7(),
            fiscal_year=run.fiscal_year,
            scenario_id=run.scenario_id,
            scenario_version=run.scenario_version,
            action=action,
            state=last.state if last else "published",
            reason="",
            result_hash=run.result_hash,
            run_id=run.run_id,
            acted_at=now,
            acted_by=who.user_id,
            acted_by_name=who.name,
            acted_as=who.role,
        )
    )
    uow.emit(
        AllocationScenarioReviewChangedV1(
            district_id=uow.district_id,
            scenario_id=run.scenario_id,
            fiscal_year=run.fiscal_year,
            change="made_public" if action == "made_public" else "made_private",
        )
    )
