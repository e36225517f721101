"""What the data of a scenario is called: the sources, measures, need categories and flags that settings may name."""

from dataclasses import dataclass
from uuid import UUID

from services.allocation.domain.limits import ANY_LEVEL
from services.allocation.domain.prepare import Prepared
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.prepared_inputs import PreparedInputs
from services.allocation.usecases.scenario_data import scenario_data


@dataclass(frozen=True, slots=True)
class DataNames:
    """Names in the data, each list in the order of the data or of the alphabet."""

    prepared: Prepared
    levels: list[str]
    need_categories: list[str]
    measures: list[str]
    flags: list[str]


async def data_names(uow: AllocationUnitOfWork, inputs: PreparedInputs, scenario_id: UUID) -> DataNames:
    """Return the names that the data of a scenario knows.

    Raises:
        ScenarioNotFound: There is none, or not in this district.
        DataMissing: The year lacks data.
    """
    prepared = (await scenario_data(uow, inputs, scenario_id)).prepared
    return DataNames(
        prepared,
        [level for level in prepared.levels if level != ANY_LEVEL],
        list(prepared.need_categories),
        sorted(prepared.measures),
        sorted({flag for school in prepared.schools for flag in school.flags}),
    )
