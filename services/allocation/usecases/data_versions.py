"""Whether versions of the data that a scenario is pinned to exist."""

from collections.abc import Mapping

from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.refusals import DataVersionMissing


async def require_versions(uow: AllocationUnitOfWork, fiscal_year: int, versions: Mapping[str, int]) -> None:
    """Refuse versions that were never imported.

    Raises:
        DataVersionMissing: One or more of them do not exist.
    """
    named = await uow.imports.named_versions(fiscal_year, versions)
    missing = {kind: version for kind, version in versions.items() if kind not in named}
    if missing:
        raise DataVersionMissing(fiscal_year, missing)
