"""Read and replace what a district decides each year on a topic of compliance; the defaults are the law as read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from pydantic import BaseModel

from services.allocation.domain.canonical import canonical_hash
from services.allocation.store.compliance_settings import ComplianceSettingsRow, Topic
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.who import Who
from shared.etags import overtaken, require_match

Document = TypeVar("Document", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Versioned(Generic[Document]):
    """Settings and their version; 0 while they are the defaults."""

    settings: Document
    version: int


@dataclass(frozen=True, slots=True)
class YearTopic(Generic[Document]):
    """Which settings: the model says how they are read."""

    fiscal_year: int
    topic: Topic
    model: type[Document]


async def read_settings(uow: AllocationUnitOfWork, which: YearTopic[Document]) -> Versioned[Document]:
    """Return the year's settings, the defaults until somebody changed them."""
    async with uow:
        row = await uow.compliance_settings.find(which.fiscal_year, which.topic)
    if row is None:
        return Versioned(which.model(), 0)
    return Versioned(which.model.model_validate(row.document), row.version)


async def replace_settings(
    uow: AllocationUnitOfWork,
    which: YearTopic[Document],
    settings: Document,
    if_match: str | None,
    who: Who,
    now: datetime,
) -> Versioned[Document]:
    """Replace the year's settings, if they still are the version the caller read.

    Raises:
        PreconditionRequired: No version was named.
        PreconditionFailed: Somebody else changed them first.
    """
    async with uow:
        row = await uow.compliance_settings.find(which.fiscal_year, which.topic)
        version = row.version if row else 0
        require_match(if_match, version)
        new = ComplianceSettingsRow(version, settings.model_dump(mode="json"))
        if not await uow.compliance_settings.replace(which.fiscal_year, which.topic, new, now, (who.user_id, who.name)):
            raise overtaken(if_match, version + 1)
        uow.record(
            "compliance_settings.replaced",
            f"{which.topic}/{which.fiscal_year}",
            {"version": version + 1, "document_hash": canonical_hash(new.document)},
        )
    return Versioned(settings, version + 1)
