"""What the data of a scenario is called, for whoever fills in settings that name it."""

from uuid import UUID

from pydantic import BaseModel, Field

from services.allocation.api.deps import PreparedInputsDep, UnitOfWorkDep
from services.allocation.usecases.data_names import data_names
from services.allocation.usecases.refusals import (
    DataMissing,
    DataVersionMissing,
    InputsRefused,
    PolicyRefused,
    ScenarioNotFound,
)
from shared.authorisation import SecuredRouter
from shared.openapi import problem_responses

router = SecuredRouter("allocation", prefix="/v1/scenarios", tags=["scenarios"])


class NamedSource(BaseModel):
    """A revenue source."""

    source_id: str = Field(examples=["TITLE_I"])
    name: str = Field(examples=["Title I, Part A"])


class NamedSchool(BaseModel):
    """A school."""

    school_id: str = Field(examples=["S-014"])
    name: str = Field(examples=["Willow Creek"])


class DataNamesRead(BaseModel):
    """Names that settings of the year may use."""

    sources: list[NamedSource]
    schools: list[NamedSchool]
    levels: list[str]
    need_categories: list[str]
    measures: list[str]
    flags: list[str]


@router.get(
    "/{scenario_id}/data-names",
    responses=problem_responses(ScenarioNotFound, DataMissing, DataVersionMissing, InputsRefused, PolicyRefused),
)
async def list_data_names(scenario_id: UUID, uow: UnitOfWorkDep, inputs: PreparedInputsDep) -> DataNamesRead:
    """List what the data of a scenario is called: sources, schools, levels, need categories, measures and flags."""
    found = await data_names(uow, inputs, scenario_id)
    sources = sorted(found.prepared.sources.values(), key=lambda source: source.source_id)
    return DataNamesRead(
        sources=[NamedSource(source_id=source.source_id, name=source.name) for source in sources],
        schools=[NamedSchool(school_id=school.school_id, name=school.name) for school in found.prepared.schools],
        levels=found.levels,
        need_categories=found.need_categories,
        measures=found.measures,
        flags=found.flags,
    )
