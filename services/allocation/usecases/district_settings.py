"""Read and replace what a district calls its levels, grades and need categories."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from services.allocation.domain.canonical import canonical_hash
from services.allocation.domain.importing.vocabulary import DEFAULT_LEVELS, LevelDefinition, NeedCategoryDefinition
from services.allocation.domain.limits import ALL_PUPILS
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.who import Who
from shared.etags import overtaken, require_match
from shared.field_types import Code, FiscalYearNumber, Name
from shared.fiscal_year import FiscalYear

GradeCode = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]{1,8}$"), Field(examples=["K"])]
_DEFAULT_NEEDS = {
    ALL_PUPILS: "All pupils",
    "poverty": "Poverty",
    "english_learner": "English learner",
    "special_education": "Special education",
    "foster": "Foster youth",
    "homeless": "Homeless",
    "gifted": "Gifted",
}


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Level(_Part):
    """A schooling level and its grades."""

    level: Code = Field(examples=["elementary"])
    name: Name = Field(examples=["Elementary"])
    grades: tuple[GradeCode, ...] = Field(max_length=30, examples=[["K", "1", "2", "3", "4", "5"]])


class NeedCategory(_Part):
    """A group of pupils that money may follow."""

    need_category: Code = Field(examples=["all"])
    name: Name = Field(examples=["All pupils"])
    duplicated: bool = Field(description="Whether one pupil may count more than once in it.")


class DistrictSettings(_Part):
    """A district's own words and its year."""

    fiscal_year_start_month: Annotated[int, Field(ge=1, le=12, strict=True, examples=[7])]
    levels: tuple[Level, ...] = Field(min_length=1, max_length=20)
    need_categories: tuple[NeedCategory, ...] = Field(
        min_length=1, max_length=60, description="`all` must be one of them: every pupil."
    )
    current_fiscal_year: FiscalYearNumber

    @model_validator(mode="after")
    def _each_stands_once(self) -> Self:
        grades = [grade for level in self.levels for grade in level.grades]
        needs = [need.need_category for need in self.need_categories]
        for what, names in (
            ("levels", [level.level for level in self.levels]),
            ("need_categories", needs),
            ("grades", grades),
        ):
            if len(names) != len(set(names)):
                raise ValueError(f"{what}: {', '.join(sorted({n for n in names if names.count(n) > 1}))} stands twice")
        if ALL_PUPILS not in needs:
            raise ValueError(f'need_categories must contain "{ALL_PUPILS}", the category of every pupil')
        return self

    @property
    def level_definitions(self) -> tuple[LevelDefinition, ...]:
        """The levels as imports know them."""
        return tuple(LevelDefinition(each.level, each.name, each.grades) for each in self.levels)

    @property
    def need_definitions(self) -> tuple[NeedCategoryDefinition, ...]:
        """The need categories as imports know them."""
        return tuple(
            NeedCategoryDefinition(each.need_category, each.name, each.duplicated) for each in self.need_categories
        )


@dataclass(frozen=True, slots=True)
class VersionedSettings:
    """Settings and their version; 0 while they are the defaults."""

    settings: DistrictSettings
    version: int


def default_settings(now: datetime) -> DistrictSettings:
    """Return what a district has before it says anything."""
    return DistrictSettings(
        fiscal_year_start_month=7,
        levels=tuple(Level(level=each.level, name=each.name, grades=each.grades) for each in DEFAULT_LEVELS),
        need_categories=tuple(
            NeedCategory(need_category=need, name=name, duplicated=False) for need, name in _DEFAULT_NEEDS.items()
        ),
        current_fiscal_year=FiscalYear.of(now.date()).ends_in,
    )


async def get_district_settings(uow: AllocationUnitOfWork, now: datetime) -> VersionedSettings:
    """Return the settings, the defaults until they were changed."""
    async with uow:
        row = await uow.settings.find()
    if row is None:
        return VersionedSettings(default_settings(now), 0)
    return VersionedSettings(DistrictSettings.model_validate(row.document), row.version)


async def replace_district_settings(
    uow: AllocationUnitOfWork, settings: DistrictSettings, if_match: str | None, who: Who, now: datetime
) -> VersionedSettings:
    """Replace the settings, if they still are the version the caller read.

    Raises:
        PreconditionRequired: No version was named.
        PreconditionFailed: Somebody else changed them first.
    """
    async with uow:
        row = await uow.settings.find()
        version = row.version if row else 0
        require_match(if_match, version)
        document = settings.model_dump(mode="json")
        if not await uow.settings.replace(version, document, now, who.user_id):
            raise overtaken(if_match, version + 1)
        uow.record(
            "district_settings.replaced",
            uow.district_id,
            {"version": version + 1, "document_hash": canonical_hash(document)},
        )
    return VersionedSettings(settings, version + 1)
