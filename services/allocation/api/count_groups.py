"""Pupils by level and by group: who is counted once, and who in several groups."""

from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Path, Query
from pydantic import BaseModel, Field

from services.allocation.api.deps import UnitOfWorkDep
from services.allocation.domain.count_groups import CountLine, Overlap
from services.allocation.domain.limits import ALL_PUPILS
from services.allocation.usecases.count_groups import CountsAsked, CountsFound
from services.allocation.usecases.count_groups import break_down_counts as break_down
from services.allocation.usecases.policy_refusals import NotCounts
from services.allocation.usecases.refusals import ScenarioNotFound
from shared.access import DISTRICT_READERS, IMPORTERS
from shared.authorisation import Caller, SecuredRouter
from shared.clock import Now
from shared.field_types import Code
from shared.openapi import problem_responses
from shared.problems import Forbidden
from shared.small_cells import FEWEST_SHOWN

router = SecuredRouter("allocation", prefix="/v1", tags=["data"])
Pupils = Annotated[str | None, Field(description="null: so few that they are not shown.", examples=["412.00"])]


class CountGroupRead(BaseModel):
    """Pupils that are counted together."""

    need_category: str
    kind: Literal["everybody", "overlapping", "union"] = Field(
        description="`everybody` and `union` count each pupil once; `overlapping` groups may hold the same pupil."
    )
    of: list[str] = Field(description="The categories that a union unites.")
    may_repeat: bool = Field(description="Whether the policy says that a pupil may count more than once in this one.")


class CountColumnRead(BaseModel):
    """A level, or the policy's name for several."""

    name: str
    kind: Literal["level", "level_group"]
    levels: list[str]


class OverlapRead(BaseModel):
    """What a sum of overlapping groups stands for; all null where too few pupils would be told of."""

    need_category: str | None = Field(description="The union that counts them; null: all overlapping groups.")
    groups_sum: Pupils = Field(description="The groups added up: a pupil of two groups stands in it twice.")
    at_least: Pupils = Field(description="Pupils in any of the groups, at least.")
    at_most: Pupils = Field(description="At most; the same as at least where a union counts them.")


class CountLineRead(BaseModel):
    """Pupils of one school, or of the district."""

    by_group: list[Pupils] = Field(description="In the order of `groups`.")
    by_column: list[Pupils] = Field(description="Of the group asked for, in the order of `columns`.")
    overlaps: list[OverlapRead]


class SchoolCountsRead(CountLineRead):
    """Pupils of one school."""

    school_id: str
    school_name: str


class CountGroupsRead(BaseModel):
    """One version of the counts, school by school."""

    import_id: UUID
    fiscal_year: int
    version: int
    need_category: str = Field(description="The group that `by_column` counts.")
    small_hidden: bool = Field(description="Whether numbers that tell of few pupils are left out for this reader.")
    fewest_shown: int
    groups: list[CountGroupRead]
    columns: list[CountColumnRead]
    schools: list[SchoolCountsRead]
    district: CountLineRead


@router.get("/imports/{import_id}/counts", responses=problem_responses(NotCounts, ScenarioNotFound))
async def break_down_counts(
    import_id: Annotated[UUID, Path(description="An import of counts.")],
    uow: UnitOfWorkDep,
    identity: Caller,
    now: Now,
    scenario_id: Annotated[
        UUID | None,
        Query(
            description="Whose policy says which categories are unions; for readers of scenarios. Without: "
            "that of what is published for the year."
        ),
    ] = None,
    need_category: Annotated[Code, Query(description="The group to show level by level.")] = ALL_PUPILS,
) -> CountGroupsRead:
    """Show who an import counted: pupils by school, level and group, and how far the groups overlap."""
    if scenario_id is not None and not identity.roles & DISTRICT_READERS:
        raise Forbidden("Your role may not read scenarios. Leave out scenario_id to see the counts themselves.")
    # Those who bring the counts in have seen them; a board decides without knowing single pupils.
    asked = CountsAsked(import_id, scenario_id, need_category, hide_small=not identity.roles & IMPORTERS)
    return _answer(await break_down(uow, asked, now), asked)


def _answer(found: CountsFound, asked: CountsAsked) -> CountGroupsRead:
    counts = found.counts
    return CountGroupsRead(
        import_id=found.version.import_id,
        fiscal_year=found.version.fiscal_year,
        version=found.version.version,
        need_category=counts.need_category,
        small_hidden=asked.hide_small,
        fewest_shown=FEWEST_SHOWN,
        groups=[
            CountGroupRead(
                need_category=group.need_category, kind=group.kind, of=list(group.of), may_repeat=group.may_repeat
            )
            for group in counts.groups
        ],
        columns=[
            CountColumnRead(name=column.name, kind=column.kind, levels=list(column.levels)) for column in counts.columns
        ],
        schools=[
            SchoolCountsRead(
                school_id=school_id,
                school_name=found.school_names.get(school_id, school_id),
                **_line(line).model_dump(),
            )
            for school_id, line in counts.lines.items()
        ],
        district=_line(counts.district),
    )


def _line(line: CountLine) -> CountLineRead:
    return CountLineRead(
        by_group=[_text(pupils) for pupils in line.by_group],
        by_column=[_text(pupils) for pupils in line.by_column],
        overlaps=[_overlap(each) for each in line.overlaps],
    )


def _overlap(overlap: Overlap) -> OverlapRead:
    return OverlapRead(
        need_category=overlap.need_category,
        groups_sum=_text(overlap.groups_sum),
        at_least=_text(overlap.at_least),
        at_most=_text(overlap.at_most),
    )


def _text(pupils: Decimal | None) -> str | None:
    return None if pupils is None else f"{pupils:.2f}"
