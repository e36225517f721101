"""A year's data as the engine wants it, kept in memory: stored versions never change, so neither does what is kept."""

import asyncio
import gc
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from cachetools import LRUCache

from services.allocation.domain.errors import InputProblems
from services.allocation.domain.importing.kinds import NOT_FOR_THE_FORMULA
from services.allocation.domain.inputs import Inputs
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import Prepared, prepare
from services.allocation.store.imports import StoredVersion
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.refusals import DataMissing, DataVersionMissing, InputsRefused

_Key = tuple[UUID, tuple[UUID, ...], tuple[str, ...], tuple[str, ...]]
_MANY_ROWS = 5_000
NEEDED = ("schools", "counts", "revenue_sources")


@dataclass(frozen=True, slots=True)
class YearData:
    """Prepared inputs, and the versions of each kind that they hold."""

    prepared: Prepared
    data_versions: dict[str, int]


class PreparedInputs:
    """The prepared inputs of the years that people work on right now; the least used go first."""

    def __init__(self, most_rows: int = 1_000_000) -> None:
        self._kept: LRUCache[_Key, Prepared] = LRUCache(most_rows, getsizeof=_rows)
        self._making: dict[_Key, asyncio.Lock] = {}

    async def of_year(
        self,
        uow: AllocationUnitOfWork,
        fiscal_year: int,
        pinned: Mapping[str, int] | None,
        policy: Policy,
        *,
        only_pinned: bool = False,
    ) -> YearData:
        """Return the year's data laid out for a policy: in the versions ``pinned``, else in the newest.

        ``only_pinned`` leaves out kinds that are not pinned, as when a published run is looked at again.

        Raises:
            DataMissing: Schools, counts or revenue sources were not imported yet.
            DataVersionMissing: A pinned version does not exist.
            InputsRefused: The versions contradict each other.
        """
        versions = await _versions(uow, fiscal_year, pinned, only_pinned)
        missing = [kind for kind in NEEDED if kind not in versions]
        if missing:
            raise DataMissing(fiscal_year, missing)
        imports = tuple(version.import_id for _, version in sorted(versions.items()))
        key = (uow.district_id, imports, policy.levels, policy.need_categories)
        return YearData(
            await self._prepared(uow, key, versions),
            {kind: version.version for kind, version in sorted(versions.items())},
        )

    async def _prepared(self, uow: AllocationUnitOfWork, key: _Key, versions: Mapping[str, StoredVersion]) -> Prepared:
        if (kept := self._kept.get(key)) is not None:
            return kept
        # Ten people who open one scenario wait for one preparation instead of making ten.
        async with self._making.setdefault(key, asyncio.Lock()):
            try:
                if (kept := self._kept.get(key)) is None:
                    inputs = await uow.import_rows.read_inputs(versions)
                    kept = self._kept[key] = await asyncio.to_thread(_prepare, inputs, key[2], key[3])
            finally:
                self._making.pop(key, None)
        return kept


def _prepare(inputs: Inputs, levels: Sequence[str], needs: Sequence[str]) -> Prepared:
    # Pupils of a category that the policy does not speak of are no fault: they are counted and get nothing for it.
    every_level = [*levels, *sorted({name for school in inputs.schools for name in school.levels} - set(levels))]
    every_need = [*needs, *sorted({row.need_category for row in inputs.counts} - set(needs))]
    try:
        prepared = prepare(inputs, every_level, every_need)
    except InputProblems as error:
        raise InputsRefused(error) from error
    if _rows(prepared) > _MANY_ROWS:
        # They live long and hold no cycles: walked through by each full collection, they would make one what-if in a
        # hundred wait a tenth of a second. What the cache lets go is freed by its reference count all the same.
        gc.collect()
        gc.freeze()
    return prepared


def _rows(prepared: Prepared) -> int:
    return len(prepared.inputs.counts) + len(prepared.inputs.measures) + len(prepared.schools)


async def _versions(
    uow: AllocationUnitOfWork, fiscal_year: int, pinned: Mapping[str, int] | None, only_pinned: bool
) -> dict[str, StoredVersion]:
    # What a person earns and what was spent are no inputs of the formula: only those who look at them read them.
    versions = await _all_versions(uow, fiscal_year, pinned, only_pinned)
    return {kind: version for kind, version in versions.items() if kind not in NOT_FOR_THE_FORMULA}


async def _all_versions(
    uow: AllocationUnitOfWork, fiscal_year: int, pinned: Mapping[str, int] | None, only_pinned: bool
) -> dict[str, StoredVersion]:
    if not pinned:
        return await uow.imports.latest_versions(fiscal_year)
    named = await uow.imports.named_versions(fiscal_year, pinned)
    missing = {kind: version for kind, version in pinned.items() if kind not in named}
    if missing:
        raise DataVersionMissing(fiscal_year, missing)
    return named if only_pinned else (await uow.imports.latest_versions(fiscal_year)) | named
