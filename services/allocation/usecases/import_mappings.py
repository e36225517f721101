"""Keep the match of columns to fields under a name, to use it again."""

from datetime import datetime
from uuid import UUID, uuid5

from services.allocation.domain.canonical import canonical_hash
from services.allocation.domain.importing.mapping import Mapping
from services.allocation.store.import_mappings import MappingRow
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.refusals import MappingNotFound
from services.allocation.usecases.who import Who
from shared.etags import require_match


async def list_import_mappings(uow: AllocationUnitOfWork, after: str, limit: int) -> list[MappingRow]:
    """Return up to ``limit`` mappings after ``after``, by name."""
    async with uow:
        return await uow.mappings.list_after(after, limit)


async def replace_import_mapping(
    uow: AllocationUnitOfWork, name: str, mapping: Mapping, if_match: str | None, who: Who, now: datetime
) -> MappingRow:
    """Save a mapping under a name; changing one that exists needs the version the caller read.

    Raises:
        PreconditionRequired: The name is taken and no version was named.
        PreconditionFailed: Somebody else changed it first.
    """
    async with uow:
        row = await uow.mappings.find(name, lock=True)
        if row is not None:
            require_match(if_match, row.version)
        elif if_match is not None:
            require_match(if_match, 0)
        saved = MappingRow(name, mapping.kind, row.version + 1 if row else 1, mapping.model_dump(mode="json"), now)
        await uow.mappings.write(saved, who.user_id)
        uow.record(
            "import_mapping.saved",
            mapping_id(uow.district_id, name),
            {"kind": saved.kind, "version": saved.version, "document_hash": canonical_hash(saved.mapping)},
        )
    return saved


async def delete_import_mapping(uow: AllocationUnitOfWork, name: str) -> None:
    """Delete a mapping; imports made with it keep their own copy.

    Raises:
        MappingNotFound: Nothing is saved under the name.
    """
    async with uow:
        if not await uow.mappings.delete(name):
            raise MappingNotFound(name)
        uow.record("import_mapping.deleted", mapping_id(uow.district_id, name))


def mapping_id(district_id: UUID, name: str) -> UUID:
    """Return a mapping's id in the audit trail, where the names that people give have no place."""
    return uuid5(district_id, name)
