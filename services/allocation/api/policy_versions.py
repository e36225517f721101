"""Policies as documents: their versions, and two of them compared line by line."""

from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import Path, Response
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, model_validator

from services.allocation.api import examples
from services.allocation.api.answers import WITH_ETAG, answer, filters_of
from services.allocation.api.deps import PreparedInputsDep, UnitOfWorkDep, WhoDep
from services.allocation.api.result_models import Money
from services.allocation.api.scenarios import ScenarioRead
from services.allocation.api.spoken import SpokenNote
from services.allocation.domain.phrases import Language
from services.allocation.domain.policy import Policy
from services.allocation.domain.policy_diff import MessageId, PolicyChange
from services.allocation.domain.policy_effects import Effect
from services.allocation.usecases.compare_policies import NamedPolicy, PolicyComparison, PolicyReference
from services.allocation.usecases.compare_policies import compare_policies as compare
from services.allocation.usecases.policy_refusals import ScenarioVersionNotFound
from services.allocation.usecases.refusals import PolicyRefused, RunNotFound, ScenarioNotFound
from services.allocation.usecases.scenario_versions import get_scenario_version as read_version
from services.allocation.usecases.scenario_versions import list_scenario_versions as read_versions
from services.allocation.usecases.scenario_versions import restore_scenario_version as restore
from shared.authorisation import SecuredRouter
from shared.clock import Now
from shared.etags import IfMatch
from shared.field_types import digits_only
from shared.openapi import problem_responses
from shared.paging import Page, PageNotFound, PageSize, PageToken, key_of, token_after
from shared.problems import PreconditionFailed, PreconditionRequired

router = SecuredRouter("allocation", prefix="/v1", tags=["scenarios"])
Version = Annotated[
    int,
    Path(ge=1, le=2_147_483_647, description="Version of the scenario, from 1.", examples=[1]),
    BeforeValidator(digits_only),
]


class ScenarioVersionLine(BaseModel):
    """A saved version in the list."""

    model_config = ConfigDict(from_attributes=True)

    version: int
    name: str
    note: SpokenNote
    changed_at: datetime
    changed_by: str = Field(validation_alias="changed_by_name")
    data_versions: dict[str, int] | None


class ScenarioVersionRead(ScenarioVersionLine):
    """A saved version with its policy."""

    policy: dict[str, Any] = Field(description="See `GET /v1/policy-schema`.")


class PolicyChoice(BaseModel):
    """Which policy: of a scenario (version null: as it is now), of a publication, or the one given."""

    model_config = ConfigDict(extra="forbid")

    scenario_id: UUID | None = None
    version: int | None = Field(default=None, ge=1, le=2_147_483_647)
    run_id: UUID | None = None
    policy: Policy | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if sum(value is not None for value in (self.scenario_id, self.run_id, self.policy)) != 1:
            raise ValueError("give one of scenario_id, run_id and policy")
        if self.version is not None and self.scenario_id is None:
            raise ValueError("a version is one of a scenario: give scenario_id with it")
        return self

    def reference(self) -> PolicyReference:
        """Return what the use case knows it as."""
        return PolicyReference(self.scenario_id, self.version, self.run_id, self.policy)


class ComparePoliciesRequest(BaseModel):
    """The two policies to compare."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"before": {"policy": examples.POLICY}, "after": {"policy": examples.POLICY}}]},
    )

    before: PolicyChoice
    after: PolicyChoice
    effects: StrictBool = Field(default=True, description="Whether to calculate what the differences do to schools.")
    language: Language = "en"


class PolicyName(BaseModel):
    """What a policy of the comparison is called."""

    name: str
    version: int | None
    fiscal_year: int
    changed_at: datetime | None
    changed_by: str


class PolicyEffect(BaseModel):
    """What a difference does; losses are positive."""

    gaining: int
    losing: int
    unchanged: int
    gained_cents: Money
    lost_cents: Money


class PolicyChangeRead(BaseModel):
    """One difference."""

    path: str = Field(description="JSON pointer into the later policy; of what was removed, into the earlier.")
    subject: str
    field: str
    message_id: MessageId
    parameters: dict[str, str]
    text: str = Field(examples=["LCFF, Weighted pupils, english_learner, all levels: weight 0.1 → 0.15"])
    before: Any = Field(description="The earlier value as JSON.")
    after: Any
    gaining: int | None = Field(description="Schools that gain by this difference alone; null: it has no sense alone.")
    losing: int | None
    effect: PolicyEffect | None


class SchoolEffectRead(BaseModel):
    """A school's amounts by the two policies."""

    school_id: str
    school_name: str
    before_cents: Money
    after_cents: Money


class PolicyComparisonRead(BaseModel):
    """Two policies line by line."""

    before: PolicyName
    after: PolicyName
    changes: list[PolicyChangeRead]
    together: PolicyEffect | None
    schools: list[SchoolEffectRead]
    refusal: str | None = Field(description="Why effects could not be calculated.")


@router.get("/scenarios/{scenario_id}/versions", responses=problem_responses(ScenarioNotFound, PageNotFound))
async def list_scenario_versions(
    scenario_id: UUID, uow: UnitOfWorkDep, page_size: PageSize = 200, page_token: PageToken = ""
) -> Page[ScenarioVersionLine]:
    """List the saved versions of a scenario, newest first."""
    filters = filters_of("scenario-versions", {"scenario_id": scenario_id})
    key = key_of(page_token, filters)
    if key and not key.isdecimal():
        raise PageNotFound()
    rows = await read_versions(uow, scenario_id, int(key) if key else None, page_size + 1)
    more = token_after(str(rows[page_size - 1].version), filters) if len(rows) > page_size else ""
    items = [ScenarioVersionLine.model_validate(row) for row in rows[:page_size]]
    return Page[ScenarioVersionLine](items=items, next_page_token=more)


@router.get(
    "/scenarios/{scenario_id}/versions/{version}",
    responses=problem_responses(ScenarioNotFound, ScenarioVersionNotFound),
)
async def get_scenario_version(scenario_id: UUID, version: Version, uow: UnitOfWorkDep) -> ScenarioVersionRead:
    """Show a saved version with its policy."""
    return ScenarioVersionRead.model_validate(await read_version(uow, scenario_id, version))


@router.post(
    "/scenarios/{scenario_id}/versions/{version}/restore",
    response_model=ScenarioRead,
    responses=WITH_ETAG
    | problem_responses(ScenarioNotFound, ScenarioVersionNotFound, PreconditionRequired, PreconditionFailed)
    | problem_responses(PolicyRefused),
)
async def restore_scenario_version(
    scenario_id: UUID, version: Version, uow: UnitOfWorkDep, who: WhoDep, now: Now, if_match: IfMatch = None
) -> Response:
    """Make a saved version the current one again; what was current stays in the history."""
    row = await restore(uow, scenario_id, version, if_match, who, now)
    return answer(ScenarioRead.model_validate(row), version=row.version)


@router.post(
    "/compare-policies",
    responses=problem_responses(ScenarioNotFound, ScenarioVersionNotFound, RunNotFound, PolicyRefused),
)
async def compare_policies(
    body: ComparePoliciesRequest, uow: UnitOfWorkDep, inputs: PreparedInputsDep
) -> PolicyComparisonRead:
    """Compare two policies line by line, in plain words, with the schools that gain and lose."""
    found = await compare(uow, inputs, body.before.reference(), body.after.reference(), with_effects=body.effects)
    return comparison_read(found, body.language)


def comparison_read(found: PolicyComparison, language: Language) -> PolicyComparisonRead:
    """Return a comparison as the interface tells it."""
    return PolicyComparisonRead(
        before=_name(found.before),
        after=_name(found.after),
        changes=[
            _change(change, effect, language) for change, effect in zip(found.changes, found.effects, strict=True)
        ],
        together=_effect(found.together),
        schools=[
            SchoolEffectRead(
                school_id=each.school_id,
                school_name=each.school_name,
                before_cents=each.before_cents,
                after_cents=each.after_cents,
            )
            for each in found.schools or ()
        ],
        refusal=str(found.refusal) if found.refusal else None,
    )


def _name(policy: NamedPolicy) -> PolicyName:
    return PolicyName(
        name=policy.name,
        version=policy.version,
        fiscal_year=policy.policy.fiscal_year,
        changed_at=policy.changed_at,
        changed_by=policy.changed_by,
    )


def _change(change: PolicyChange, effect: Effect | None, language: Language) -> PolicyChangeRead:
    return PolicyChangeRead(
        path=change.path,
        subject=change.subject(language),
        field=change.field,
        message_id=change.message_id,
        parameters=change.parameters(language),
        text=change.sentence(language),
        before=change.before,
        after=change.after,
        gaining=effect.gaining if effect else None,
        losing=effect.losing if effect else None,
        effect=_effect(effect),
    )


def _effect(effect: Effect | None) -> PolicyEffect | None:
    if effect is None:
        return None
    return PolicyEffect(
        gaining=effect.gaining,
        losing=effect.losing,
        unchanged=effect.unchanged,
        gained_cents=effect.gained_cents,
        lost_cents=effect.lost_cents,
    )
