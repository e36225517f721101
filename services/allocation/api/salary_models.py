"""What salaries answer with."""

from pydantic import BaseModel, Field

from services.allocation.domain.salaries.settings import SalarySettings


class ClassAverageRead(BaseModel):
    """A job class in all schools; money is null where too few people share it."""

    job_class: str
    people: int
    fte: str
    average_cents: int | None
    average_salary_cents: int | None
    benefits_bp: int | None


class ClassChargeRead(BaseModel):
    """A job class in one school; money is null where too few people share it."""

    job_class: str
    people: int
    fte: str
    actual_cents: int | None
    average_cents: int | None
    transfer_cents: int | None


class SchoolSalariesRead(BaseModel):
    """One school's staff, charged both ways."""

    school_id: str
    name: str
    levels: list[str]
    pupils: str
    need_share_bp: int | None
    people: int
    fte: str
    years: str | None = Field(description="Mean years of service; null where too few people say it.")
    actual_cents: int
    average_cents: int
    transfer_cents: int = Field(description="What averaging makes the school pay above its own cost; below: negative.")
    transfer_per_pupil_cents: int | None
    classes: list[ClassChargeRead]


class TransitionYearRead(BaseModel):
    """One year of the transition; lists follow the order of ``schools``. Year 0 is today."""

    year: int
    actual_share_bp: int
    pool_share_bp: int
    pool_cents: int
    gainers_cents: int
    cost_cents: int
    limited: bool
    gaining: int
    losing: int
    charged_cents: list[int]
    school_pool_cents: list[int]
    change_cents: list[int]


class SalariesRead(BaseModel):
    """Average against actual salaries of a year. Transfers between schools sum to zero."""

    staff_version: int
    settings: SalarySettings
    need_category: str | None
    moved_cents: int
    central_people: int
    classes: list[ClassAverageRead]
    schools: list[SchoolSalariesRead]
    years: list[TransitionYearRead]
