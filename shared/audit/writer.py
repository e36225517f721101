"""Adds records to a district's chain, in the transaction of what they tell."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from shared.audit.canonical import canonical
from shared.audit.chain import Head, next_entry
from shared.audit.entry import GENESIS, Actor, Record

# Taking the head's row lock puts the district's writers one after the other, from here until each commits. Where the
# lock was waited for, the server evaluates the row anew behind it: the moment does not run backwards along the chain.
_LOCK = text(
    "SELECT sequence, hash, clock_timestamp() AS moment FROM audit_head WHERE district_id = :district_id FOR UPDATE"
)
_BEGIN = text(
    "INSERT INTO audit_head (district_id, sequence, hash) VALUES (:district_id, 0, :genesis) ON CONFLICT DO NOTHING"
)
_ADD = text(
    """
    WITH moved AS (UPDATE audit_head SET sequence = :sequence, hash = :hash WHERE district_id = :district_id)
    INSERT INTO audit_entry
        (district_id, sequence, form, occurred_at, user_id, role, action, subject, detail, previous, hash)
    VALUES (:district_id, :sequence, :form, :occurred_at, :user_id, :role, :action, :subject, CAST(:detail AS jsonb),
        :previous, :hash)
    """
)


async def append(session: AsyncSession, district_id: UUID, records: Sequence[Record], by: Actor) -> None:
    """Chain the records; call it last, because every other writer of the district waits until the commit."""
    if not records:
        return
    connection = await session.connection()
    row = (await connection.execute(_LOCK, {"district_id": district_id})).one_or_none()
    if row is None:
        # The district's first: of several at once one makes the head, and the others wait for it here.
        await connection.execute(_BEGIN, {"district_id": district_id, "genesis": GENESIS})
        row = (await connection.execute(_LOCK, {"district_id": district_id})).one()
    head = Head(row.sequence, bytes(row.hash))
    added = []
    for record in records:
        entry = next_entry(district_id, head, record, by, row.moment)
        added.append(
            {
                "district_id": district_id,
                "sequence": entry.sequence,
                "form": entry.form,
                "occurred_at": entry.occurred_at,
                "user_id": entry.user_id,
                "role": entry.role,
                "action": entry.action,
                "subject": entry.subject,
                "detail": canonical(entry.detail, entry.form).decode(),
                "previous": entry.previous,
                "hash": entry.hash,
            }
        )
        head = Head(entry.sequence, entry.hash)
    # All at once: the others wait for one answer of the server and not for one for each entry.
    await connection.execute(_ADD, added)
