"""Central services: kept, devolved or sold, and what that does to schools."""

from typing import Any, Literal
from uuid import UUID

import orjson
from fastapi import Response
from pydantic import BaseModel, ConfigDict, Field

from services.allocation.api import examples
from services.allocation.api.deps import PreparedInputsDep, UnitOfWorkDep
from services.allocation.api.result_models import Money
from services.allocation.domain.central_services import CentralServices
from services.allocation.domain.policy import Policy
from services.allocation.usecases.price_central_services import price_central_services as price
from services.allocation.usecases.refusals import (
    AllocationInfeasible,
    DataMissing,
    DataVersionMissing,
    InputsRefused,
    PolicyRefused,
    ScenarioNotFound,
)
from shared.authorisation import SecuredRouter
from shared.openapi import problem_responses

router = SecuredRouter("allocation", prefix="/v1/scenarios", tags=["scenarios"])


class CentralServicesRequest(BaseModel):
    """Whose services."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"policy": examples.POLICY}]})

    policy: Policy | None = Field(default=None, description="Tried instead of the stored policy; nothing is stored.")


class CentralServiceRead(BaseModel):
    """One service; columns in the order of `school_ids`."""

    source_id: str
    name: str
    mode: Literal["central", "devolved", "sold"]
    amount_cents: Money = Field(description="What the service costs the district.")
    price_cents: Money | None
    sold_per: str | None = Field(description="What is counted as units; null: one per school.")
    received_cents: list[Money] | None = Field(
        description="What schools receive more than if this service alone stayed central; null: it stays central, or "
        "the money does not suffice to keep it."
    )
    charges_cents: list[Money] = Field(description="What schools pay for it.")
    charged_cents: Money = Field(description="The same over all schools: what the sale brings the district.")


class CentralServicesRead(BaseModel):
    """Every central service of the policy, and what all together do to schools."""

    school_ids: list[str]
    school_names: list[str]
    services: list[CentralServiceRead]
    received_cents: list[Money] | None = Field(
        description="What schools receive more than if every service stayed central; null: the money does not suffice."
    )
    charges_cents: list[Money]
    totals_cents: list[Money] = Field(description="What schools receive by the policy, before they buy.")


@router.post(
    "/{scenario_id}/central-services",
    response_model=CentralServicesRead,
    responses=problem_responses(
        ScenarioNotFound, DataMissing, DataVersionMissing, InputsRefused, AllocationInfeasible, PolicyRefused
    ),
)
async def price_central_services(
    scenario_id: UUID, body: CentralServicesRequest, uow: UnitOfWorkDep, inputs: PreparedInputsDep
) -> Response:
    """Show what devolving and selling central services gives schools and costs them. Nothing is stored."""
    found = await price(uow, inputs, scenario_id, body.policy)
    return Response(orjson.dumps(_document(found)), media_type="application/json")


def _document(found: CentralServices) -> dict[str, Any]:
    prepared = found.result.prepared
    return {
        "school_ids": list(prepared.school_ids),
        "school_names": [school.name for school in prepared.schools],
        "services": [
            {
                "source_id": each.source_id,
                "name": each.service.name,
                "mode": each.service.mode,
                "amount_cents": each.service.amount_cents,
                "price_cents": each.service.price_cents,
                "sold_per": each.service.sold_per,
                "received_cents": None if each.received is None else each.received.tolist(),
                "charges_cents": each.charges.tolist(),
                "charged_cents": int(each.charges.sum()),
            }
            for each in found.services
        ],
        "received_cents": None if found.received is None else found.received.tolist(),
        "charges_cents": found.charges.tolist(),
        "totals_cents": found.result.totals.tolist(),
    }
