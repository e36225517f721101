"""What a district decides on the other federal checks; each default is the rule as commonly read."""

from typing import Annotated, Literal

from pydantic import Field, StrictBool

from services.allocation.domain.exact_types import BasisPoints, Cents, Code, Label, PolicyPart

Percent = Annotated[int, Field(strict=True, ge=0, le=100_000)]


class ComplianceSettings(PolicyPart):
    """One year's choices and legal details for comparability, supplanting, control and the spending report."""

    schema_version: Literal[1] = 1
    title_one_flag: Label = "title_1"
    title_one_source_id: Code | None = Field(default=None, description="null: found by its name or account.")
    control_target_bp: BasisPoints = 8_500
    supplemental_source_ids: tuple[Code, ...] | None = Field(
        default=None, max_length=20, description="Supplemental and concentration money; null: found by its name."
    )
    supplemental_grant_cents: Cents | None = Field(default=None, description="null: the amount of those sources.")
    base_grant_cents: Cents | None = Field(
        default=None, description="null: the state's base grant by its name, else its other unrestricted money."
    )
    comparability_test: Literal["staff_ratio", "dollars", "either"] = "staff_ratio"
    ratio_limit_bp: Percent = 11_000
    dollars_limit_bp: Percent = 9_000
    small_school_pupils: Annotated[int, Field(strict=True, ge=0, le=10_000)] = 100
    leave_out_longevity: StrictBool = True
    leave_out_federal: StrictBool = True
    central_spread: Literal["apart", "pupils"] = Field(
        default="apart", description="How the spending report shows what is spent centrally."
    )
    excluded_source_ids: tuple[Code, ...] = Field(
        default=(), max_length=200, description="Sources the state leaves out: capital, debt, non-regular-day programs."
    )
