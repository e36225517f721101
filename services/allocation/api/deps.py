"""What allocation's routes are given."""

from collections.abc import Set
from typing import Annotated

from fastapi import Depends, FastAPI, Path, Request

from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.participate import Formulas
from services.allocation.usecases.prepared_inputs import PreparedInputs
from services.allocation.usecases.solve_scenario import Solvers
from services.allocation.usecases.who import Who
from shared.access import Role
from shared.authorisation import Caller
from shared.field_types import Code, FiscalYearQuery, OptionalFiscalYearQuery


def start(app: FastAPI) -> None:
    """Make what lives as long as the process."""
    app.state.prepared_inputs = PreparedInputs()
    app.state.solvers = Solvers()
    app.state.formulas = Formulas()


async def _unit_of_work(request: Request, identity: Caller) -> AllocationUnitOfWork:
    return AllocationUnitOfWork(
        request.app.state.database, identity.district_id, identity.user_id, acting_role(identity.roles)
    )


_BY_RANK = (
    Role.SUPERINTENDENT,
    Role.BUDGET_DIRECTOR,
    Role.BOARD_MEMBER,
    Role.BUDGET_ANALYST,
    Role.PROJECT_MANAGER,
    Role.DISTRICT_IT,
)


def acting_role(roles: Set[Role]) -> str:
    """Return the role in which somebody with several acts, for the records; the highest in the district's office."""
    return str(next((role for role in _BY_RANK if role in roles), min(roles, default="")))


async def _who(identity: Caller) -> Who:
    return Who(identity.user_id, identity.display_name, acting_role(identity.roles))


async def _prepared_inputs(request: Request) -> PreparedInputs:
    inputs: PreparedInputs = request.app.state.prepared_inputs
    return inputs


async def _solvers(request: Request) -> Solvers:
    solvers: Solvers = request.app.state.solvers
    return solvers


async def _formulas(request: Request) -> Formulas:
    formulas: Formulas = request.app.state.formulas
    return formulas


UnitOfWorkDep = Annotated[AllocationUnitOfWork, Depends(_unit_of_work)]
WhoDep = Annotated[Who, Depends(_who)]
PreparedInputsDep = Annotated[PreparedInputs, Depends(_prepared_inputs)]
SolversDep = Annotated[Solvers, Depends(_solvers)]
FormulasDep = Annotated[Formulas, Depends(_formulas)]
Year = FiscalYearQuery
AnyYear = OptionalFiscalYearQuery
SchoolId = Annotated[Code, Path(description="The district's own id of the school.")]
