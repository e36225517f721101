"""What would the policy be with one of its measures under another name? Nothing is stored."""

from uuid import UUID

from services.allocation.domain.policy import Policy
from services.allocation.domain.rename_measure import MeasureNameRefused, Renamed
from services.allocation.domain.rename_measure import rename_measure as rename
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.policy_refusals import MeasureNotRenamed
from services.allocation.usecases.prepared_inputs import PreparedInputs
from services.allocation.usecases.scenario_data import scenario_data


async def rename_measure(
    uow: AllocationUnitOfWork,
    inputs: PreparedInputs,
    scenario_id: UUID,
    policy: Policy | None,
    name: str,
    new_name: str,
) -> Renamed:
    """Return a scenario's policy, stored or given, with one of its derived measures renamed everywhere.

    Raises:
        ScenarioNotFound: There is none, or not in this district.
        DataMissing: The year lacks data.
        MeasureNotRenamed: There is no such measure, or the name is taken or none.
    """
    data = await scenario_data(uow, inputs, scenario_id, policy)
    try:
        return rename(data.policy, name, new_name, {row.measure for row in data.prepared.inputs.measures})
    except MeasureNameRefused as error:
        raise MeasureNotRenamed(error) from error
