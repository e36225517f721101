"""How a district looks at its salaries, and how it might move from average to actual ones."""

from typing import Annotated

from pydantic import Field, StrictBool

from services.allocation.domain.exact_types import BasisPoints, Cents, PolicyPart


class SalarySettings(PolicyPart):
    """Which staff is compared, whose figures are too few to show, and the transition tried."""

    include_federal: StrictBool = Field(default=True, description="Compare staff paid by federal money as well.")
    include_benefits: StrictBool = True
    small_group: Annotated[int, Field(strict=True, ge=5, le=30)] = Field(
        default=10, description="Money of fewer people than this in a school and job class is not shown."
    )
    transition_years: Annotated[int, Field(strict=True, ge=1, le=10)] = 3
    gainers_at_once: StrictBool = Field(
        default=False, description="Schools that gain by actual salaries gain at once, and the district pays for it."
    )
    pool_first_bp: BasisPoints = Field(
        default=5_000, description="What the pool pays of a school's higher charge in the first year; then less."
    )
    pool_limit_cents: Cents | None = Field(default=None, description="Most the pool may cost in a year.")
    tolerated_bp: BasisPoints = Field(
        default=0, description="Higher charge a school bears itself, of what it is charged at averages."
    )
