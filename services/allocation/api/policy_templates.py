"""Policies to start from."""

from typing import Annotated, Any

from fastapi import Path, Query
from pydantic import BaseModel, ConfigDict, Field

from services.allocation.api.deps import UnitOfWorkDep
from services.allocation.domain.exact_types import Label
from services.allocation.domain.phrases import Language
from services.allocation.domain.policy_templates import TEMPLATES
from services.allocation.usecases.policy_refusals import TemplateNotFound
from services.allocation.usecases.policy_templates import policy_from_template
from services.allocation.usecases.refusals import DataMissing
from shared.authorisation import SecuredRouter
from shared.clock import Now
from shared.field_types import Code, FiscalYearNumber
from shared.openapi import problem_responses

router = SecuredRouter("allocation", prefix="/v1/policy-templates", tags=["scenarios"])
Words = Annotated[Language, Query(description="Language of the words.")]


class PolicyTemplateRead(BaseModel):
    """A policy to start from."""

    template_id: str = Field(examples=["equal_per_pupil"])
    title: str
    description: str
    needs: list[str] = Field(description="Need categories it speaks of; those a district does not count are left out.")


class PolicyTemplateList(BaseModel):
    """Every template."""

    templates: list[PolicyTemplateRead]


class TemplateRequest(BaseModel):
    """What a template is fitted to."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"fiscal_year": 2027, "name": "Draft"}]})

    fiscal_year: FiscalYearNumber
    name: Label = Field(default="", description="Name of the policy; empty: that of the template.")


class PolicyDocument(BaseModel):
    """A policy that is not stored; create a scenario with it."""

    policy: dict[str, Any] = Field(description="See `GET /v1/policy-schema`.")


@router.get("")
async def list_policy_templates(language: Words = "en") -> PolicyTemplateList:
    """List the policies to start from."""
    return PolicyTemplateList(
        templates=[
            PolicyTemplateRead(
                template_id=each.template_id,
                title=each.title(language),
                description=each.description(language),
                needs=list(each.needs),
            )
            for each in TEMPLATES
        ]
    )


@router.post("/{template_id}/policy", responses=problem_responses(TemplateNotFound, DataMissing))
async def get_template_policy(
    template_id: Annotated[Code, Path(description="Id of the template.", examples=["equal_per_pupil"])],
    body: TemplateRequest,
    uow: UnitOfWorkDep,
    now: Now,
) -> PolicyDocument:
    """Return a template's policy, fitted to the district's words and the year's revenue. Nothing is stored."""
    policy = await policy_from_template(uow, template_id, body.fiscal_year, body.name, now)
    return PolicyDocument(policy=policy.model_dump(mode="json"))
