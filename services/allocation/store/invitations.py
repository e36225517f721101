"""The only SQL about invitations and proposals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as insert_once
from sqlalchemy.ext.asyncio import AsyncSession

from services.allocation.store.tables import invitation as table
from services.allocation.store.tables import proposal


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An invitation as it stands; ``policy`` and ``data_versions`` are those of the day it was made."""

    invitation_id: UUID
    fiscal_year: int
    scenario_id: UUID
    scenario_name: str
    secret: str
    version: int
    document: dict[str, Any]
    policy: dict[str, Any]
    data_versions: dict[str, int]
    opens_on: date
    closes_on: date
    withdrawn_at: datetime | None
    created_at: datetime
    changed_at: datetime
    changed_by_name: str


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """What somebody proposed; who it was is not known."""

    proposal_id: UUID
    retry_key: str
    setting_values: dict[str, str]
    comment: str
    language: str
    sent_on: date
    hidden_at: datetime | None


_COLUMNS = [table.c[name] for name in InvitationRow.__dataclass_fields__]
_PROPOSAL = [proposal.c[name] for name in ProposalRow.__dataclass_fields__]


class Invitations:
    """Invitations and proposals of one district."""

    def __init__(self, session: AsyncSession, district_id: UUID) -> None:
        self._session = session
        self._district_id = district_id
        self._mine = table.c.district_id == district_id
        self._ours = proposal.c.district_id == district_id

    async def list_before(self, fiscal_year: int | None, before: UUID | None, limit: int) -> list[InvitationRow]:
        """Return up to ``limit`` invitations, newest first."""
        statement = select(*_COLUMNS).where(self._mine)
        if fiscal_year is not None:
            statement = statement.where(table.c.fiscal_year == fiscal_year)
        if before is not None:
            statement = statement.where(table.c.invitation_id < before)
        rows = await self._session.execute(statement.order_by(table.c.invitation_id.desc()).limit(limit))
        return [InvitationRow(**row) for row in rows.mappings()]

    async def find(self, invitation_id: UUID, *, lock: bool = False) -> InvitationRow | None:
        """Return one invitation; ``lock`` holds it until the transaction ends."""
        return await self._one(select(*_COLUMNS).where(self._mine, table.c.invitation_id == invitation_id), lock)

    async def find_by_secret(self, secret: str) -> InvitationRow | None:
        """Return the invitation that a link opens."""
        return await self._one(select(*_COLUMNS).where(self._mine, table.c.secret == secret), lock=False)

    async def _one(self, statement: Any, lock: bool) -> InvitationRow | None:
        found = await self._session.execute(statement.with_for_update() if lock else statement)
        row = found.mappings().one_or_none()
        return None if row is None else InvitationRow(**row)

    async def add(self, row: InvitationRow, user_id: UUID) -> None:
        """Add an invitation."""
        values = {name: getattr(row, name) for name in InvitationRow.__dataclass_fields__}
        await self._session.execute(insert(table).values(district_id=self._district_id, changed_by=user_id, **values))

    async def replace(self, row: InvitationRow, user_id: UUID) -> None:
        """Write what may change of an invitation."""
        await self._session.execute(
            update(table)
            .where(self._mine, table.c.invitation_id == row.invitation_id)
            .values(
                version=row.version,
                document=row.document,
                opens_on=row.opens_on,
                closes_on=row.closes_on,
                withdrawn_at=row.withdrawn_at,
                changed_at=row.changed_at,
                changed_by=user_id,
                changed_by_name=row.changed_by_name,
            )
        )

    async def proposal_counts(self, invitation_ids: Sequence[UUID]) -> dict[UUID, int]:
        """Return how many proposals each invitation has."""
        statement = (
            select(proposal.c.invitation_id, func.count())
            .where(self._ours, proposal.c.invitation_id.in_(invitation_ids))
            .group_by(proposal.c.invitation_id)
        )
        rows = (await self._session.execute(statement)).all()
        return {row[0]: int(row[1]) for row in rows}

    async def add_proposal(self, invitation_id: UUID, row: ProposalRow) -> ProposalRow:
        """Add a proposal; one that came before with the same retry key is returned instead."""
        values = {name: getattr(row, name) for name in ProposalRow.__dataclass_fields__}
        statement = insert_once(proposal).values(district_id=self._district_id, invitation_id=invitation_id, **values)
        added = await self._session.execute(statement.on_conflict_do_nothing().returning(proposal.c.proposal_id))
        if added.first() is not None:
            return row
        same = select(*_PROPOSAL).where(
            self._ours, proposal.c.invitation_id == invitation_id, proposal.c.retry_key == row.retry_key
        )
        return ProposalRow(**(await self._session.execute(same)).mappings().one())

    async def proposals(self, invitation_id: UUID, before: UUID | None, limit: int) -> list[ProposalRow]:
        """Return up to ``limit`` proposals, newest first."""
        statement = select(*_PROPOSAL).where(self._ours, proposal.c.invitation_id == invitation_id)
        if before is not None:
            statement = statement.where(proposal.c.proposal_id < before)
        rows = await self._session.execute(statement.order_by(proposal.c.proposal_id.desc()).limit(limit))
        return [ProposalRow(**row) for row in rows.mappings()]

    async def hide_comment(self, invitation_id: UUID, proposal_id: UUID, now: datetime) -> bool:
        """Take a comment out; its values stay. False when there is no such proposal."""
        statement = (
            update(proposal)
            .where(self._ours, proposal.c.invitation_id == invitation_id, proposal.c.proposal_id == proposal_id)
            .values(comment="", hidden_at=func.coalesce(proposal.c.hidden_at, now))
        )
        return (await self._session.execute(statement.returning(proposal.c.proposal_id))).first() is not None
