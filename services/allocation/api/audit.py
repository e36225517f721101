"""The audit trail: who decided what, newest first, each entry with the hash that chains it to the one before."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, Field

from services.allocation.api.answers import filters_of
from services.allocation.api.deps import UnitOfWorkDep
from services.allocation.usecases.read_audit_trail import list_audit_entries as read_all
from shared.audit.entry import Entry
from shared.authorisation import SecuredRouter
from shared.paging import Page, PageNotFound, PageSize, PageToken, key_of, token_after

router = SecuredRouter("allocation", prefix="/v1/audit-entries", tags=["audit"])
_LARGEST_SEQUENCE = 2**63 - 1
ActionQuery = Annotated[
    str | None,
    Query(
        pattern=r"^[a-z][a-z_]*([.][a-z_]+)*$",
        max_length=100,
        description="Only this action, or all that begin with it: `review` shows every step of a review.",
        examples=["review"],
    ),
]
SubjectQuery = Annotated[
    str | None,
    Query(
        pattern=r"^[A-Za-z0-9_/-]+$",
        max_length=100,
        description="Only what was done to this: the id of a run, a scenario, an import.",
        examples=["0198f3a2-7c1e-7d54-9a51-0c2f6b1d9e01"],
    ),
]


class AuditEntryRead(BaseModel):
    """One thing that somebody did; it never changes, and holds no names."""

    sequence: int = Field(description="Its place in the district's chain, from 1.", examples=[412])
    occurred_at: datetime
    user_id: UUID | None = Field(description="null: an operator at the command line.")
    role: str = Field(description="The role it was done in.", examples=["budget_director"])
    action: str = Field(examples=["run.published"])
    subject: str = Field(description="Id of what it was done to.", examples=["0198f3a2-7c1e-7d54-9a51-0c2f6b1d9e01"])
    detail: dict[str, Any] = Field(
        description="Ids, versions, hashes and counts.", examples=[{"fiscal_year": 2027, "revision": 1}]
    )
    form: int = Field(description="The canonical form that the hash is made from.", examples=[1])
    previous_hash: str = Field(description="Hash of the entry before it; zeros for the first.", examples=["00" * 32])
    hash: str = Field(description="SHA-256 over the hash before it and its canonical content.", examples=["6b" * 32])


@router.get("")
async def list_audit_entries(
    uow: UnitOfWorkDep,
    action: ActionQuery = None,
    subject: SubjectQuery = None,
    page_size: PageSize = 200,
    page_token: PageToken = "",
) -> Page[AuditEntryRead]:
    """List who decided what: imports, settings, reviews, publications and what was shown to the public."""
    filters = filters_of("audit-entries", {"action": action, "subject": subject})
    key = key_of(page_token, filters)
    if key and not (key.isascii() and key.isdecimal() and int(key) <= _LARGEST_SEQUENCE):
        raise PageNotFound()
    entries = await read_all(uow, action, subject, int(key) if key else None, page_size + 1)
    more = token_after(str(entries[page_size - 1].sequence), filters) if len(entries) > page_size else ""
    return Page[AuditEntryRead](items=[_read(entry) for entry in entries[:page_size]], next_page_token=more)


def _read(entry: Entry) -> AuditEntryRead:
    return AuditEntryRead(
        sequence=entry.sequence,
        occurred_at=entry.occurred_at,
        user_id=entry.user_id,
        role=entry.role,
        action=entry.action,
        subject=entry.subject,
        detail=dict(entry.detail),
        form=entry.form,
        previous_hash=entry.previous.hex(),
        hash=entry.hash.hex(),
    )
