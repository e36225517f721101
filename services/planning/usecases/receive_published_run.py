"""Take over the caps of a published allocation run."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from services.planning.domain.funding import Component, SchoolLine, Source, streams_of
from services.planning.store.funding import Fundings
from shared.events.allocation import AllocationRunPublishedV1


async def receive_published_run(session: AsyncSession, event: AllocationRunPublishedV1) -> None:
    """Store one part of the run, in the transaction that also records the event as handled.

    Raises:
        LineDoesNotAddUp: A line's components do not sum to its total; the message is parked for people to look at.
    """
    sources = {
        each.source_id: Source(each.source_id, each.name, each.restricted, each.control) for each in event.sources
    }
    components = [Component(each.component_id, each.source_id, each.label, each.kind) for each in event.components]
    lines = [
        SchoolLine(
            each.school_id,
            each.school_name,
            Decimal(each.pupil_count),
            each.total_cents,
            tuple(each.component_cents),
            each.current_cents,
        )
        for each in event.schools
    ]
    await Fundings(session, event.district_id).add_part(
        run_id=event.run_id,
        fiscal_year=event.fiscal_year,
        published_at=_moment(event.published_at),
        result_hash=event.result_hash,
        part_count=event.part_count,
        lines=[(line, streams_of(line, components, sources)) for line in lines],
    )


def _moment(value: datetime | str) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)
