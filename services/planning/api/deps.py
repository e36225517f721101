"""What planning's routes are given."""

from typing import Annotated

from fastapi import Depends, Request

from services.planning.store.unit_of_work import PlanningUnitOfWork
from shared.authorisation import Caller


async def _unit_of_work(request: Request, identity: Caller) -> PlanningUnitOfWork:
    return PlanningUnitOfWork(request.app.state.database, identity.district_id, identity.user_id)


PlanningDep = Annotated[PlanningUnitOfWork, Depends(_unit_of_work)]
