"""Reviews as clients send and read them."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from services.allocation.domain.review import Requirement, State, Step
from shared.field_types import PLAIN_TEXT

Reason = Annotated[str, StringConstraints(max_length=4000, pattern=PLAIN_TEXT, strip_whitespace=True)]


class ReviewStepRequest(BaseModel):
    """A step in the review, and the version of the scenario that was looked at."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"scenario_version": 1, "reason": "Ready for the June meeting."}]},
    )

    scenario_version: int = Field(ge=1, le=2_147_483_647)
    reason: Reason = Field(default="", description="A note for the record; why, when it is sent back.")


class AdoptRequest(BaseModel):
    """Why this scenario is the year's."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"reason": "Chosen by the committee."}]})

    reason: Reason = ""


class ReviewActionRead(BaseModel):
    """One thing that somebody did; never changed afterwards."""

    model_config = ConfigDict(from_attributes=True)

    action_id: UUID
    scenario_version: int
    action: str
    state: State
    reason: str
    result_hash: str | None
    run_id: UUID | None
    acted_at: datetime
    acted_by: str = Field(validation_alias="acted_by_name")
    acted_as: str


class AdoptionRead(BaseModel):
    """The scenario that a year adopted."""

    model_config = ConfigDict(from_attributes=True)

    scenario_id: UUID
    scenario_version: int
    adopted_at: datetime
    adopted_by: str = Field(validation_alias="adopted_by_name")


class ReviewRead(BaseModel):
    """Where a scenario's review stands, and how it came there."""

    scenario_id: UUID
    scenario_name: str
    scenario_version: int
    fiscal_year: int
    state: State
    changed_since: bool = Field(description="The record speaks of an earlier version; the present one is a draft.")
    result_hash: str | None = Field(description="Of the figures submitted or approved, while that still stands.")
    possible: list[Step] = Field(description="Steps that somebody may take now.")
    actions: list[ReviewActionRead]
    adopted: AdoptionRead | None
    publishing_requires: Requirement


class ScenarioReviewLine(BaseModel):
    """One scenario of a year with where it stands."""

    scenario_id: UUID
    scenario_name: str
    scenario_version: int
    state: State
    acted_at: datetime | None
    acted_by: str | None
    open_thread_count: int


class YearReviewsRead(BaseModel):
    """Where every scenario of a year stands."""

    items: list[ScenarioReviewLine]
    adopted: AdoptionRead | None
    publishing_requires: Requirement


class PublicationRuleBody(BaseModel):
    """What a district asks for before publishing."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"requires": "board_approval"}]})

    requires: Requirement = Field(
        description="nothing; approval by the superintendent or budget director; or the board's approval."
    )


class PublicationRuleRead(BaseModel):
    """What a district asks for before publishing, and who set it."""

    model_config = ConfigDict(from_attributes=True)

    requires: Requirement
    changed_at: datetime | None
    changed_by: str | None = Field(validation_alias="changed_by_name")
