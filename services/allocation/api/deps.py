"""What allocation's routes are given."""

from typing import Annotated

from fastapi import Depends, FastAPI, Path, Request

from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.prepared_inputs import PreparedInputs
from services.allocation.usecases.who import Who
from shared.authorisation import Caller
from shared.field_types import Code, FiscalYearQuery, OptionalFiscalYearQuery


def start(app: FastAPI) -> None:
    """Make what lives as long as the process."""
    app.state.prepared_inputs = PreparedInputs()


async def _unit_of_work(request: Request, identity: Caller) -> AllocationUnitOfWork:
    return AllocationUnitOfWork(request.app.state.database, identity.district_id, identity.user_id)


async def _who(identity: Caller) -> Who:
    return Who(identity.user_id, identity.display_name)


async def _prepared_inputs(request: Request) -> PreparedInputs:
    inputs: PreparedInputs = request.app.state.prepared_inputs
    return inputs


UnitOfWorkDep = Annotated[AllocationUnitOfWork, Depends(_unit_of_work)]
WhoDep = Annotated[Who, Depends(_who)]
PreparedInputsDep = Annotated[PreparedInputs, Depends(_prepared_inputs)]
Year = FiscalYearQuery
AnyYear = OptionalFiscalYearQuery
SchoolId = Annotated[Code, Path(description="The district's own id of the school.")]
