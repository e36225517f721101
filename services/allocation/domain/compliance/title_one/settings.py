"""What a district decides about Title I, and the legal details it confirms; each default is the common reading."""

from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, StrictBool, StringConstraints, model_validator

from services.allocation.domain.exact_types import BasisPoints, Cents, Code, ExactDecimal, Label, PolicyPart

CountSource = Annotated[str, StringConstraints(pattern=r"^(need:)?[A-Za-z0-9_][A-Za-z0-9 ._/@-]{0,63}$")]
"""``need:CATEGORY`` (pupils of a need category) or the name of a measure."""

PovertyMeasure = Literal["frpl", "direct_certification", "tanf", "medicaid", "census", "composite"]
Children = Annotated[int, Field(strict=True, ge=0, le=10_000_000)]


class NamedAmount(PolicyPart):
    """A reservation of the district's own, by name."""

    name: Annotated[Label, Field(min_length=1)]
    amount_cents: Cents


class SkippedSchool(PolicyPart):
    """A ranked school passed over because state or local money gives it as much (ESEA 1113(b)(1)(D))."""

    school_id: Code
    supplemental_cents: Cents
    comparable: StrictBool = True


class PlannedSchool(PolicyPart):
    """What the district means to give a school."""

    school_id: Code
    amount_cents: Cents


class GradientStep(PolicyPart):
    """How much a child weighs in schools at or above a share of poverty."""

    at_least_bp: BasisPoints
    weight: Annotated[ExactDecimal, Field(gt=0, le=100)]


class TitleOneSettings(PolicyPart):
    """One year's Title I: the money, the measure of poverty, the reservations, the legal details, the plan.

    A detail that a district should confirm against the statute is named in ``details.py`` with its cite.
    """

    schema_version: Literal[1] = 1
    source_id: Code | None = Field(default=None, description="The revenue source that is Title I.")
    allocation_cents: Cents | None = Field(default=None, description="null: the amount of the revenue source.")

    poverty_measure: PovertyMeasure = "frpl"
    poverty_counts: tuple[CountSource, ...] = Field(default=("need:poverty",), min_length=1, max_length=10)
    combine_counts: Literal["highest", "sum"] = Field(default="highest", description="How a composite is made.")
    children_count: CountSource | None = Field(
        default=None,
        description="The children that shares are of, such as those resident in the area; null: the enrolled.",
    )
    community_eligibility_flag: Label | None = "community_eligibility"
    community_eligibility_count: CountSource = "need:direct_certification"
    community_eligibility_multiplier: ExactDecimal = Decimal("1.6")
    private_count: CountSource = "private_low_income"
    private_total: Children | None = Field(
        default=None, description="Private low-income children of the district where they are not known by school area."
    )

    grouping: Literal["district", "grade_span"] = "district"
    eligibility_average: Literal["district", "grade_span", "either"] = "district"
    spans_served: tuple[Code, ...] | None = Field(default=None, description="null: every grade span.")
    thirty_five_rule: StrictBool = True
    thirty_five_bp: BasisPoints = 3_500
    previously_served_flag: Label | None = "title_1"
    keep_previously_served: StrictBool = False
    serve_first_bp: BasisPoints = 7_500
    high_schools_join: StrictBool = False
    high_schools_bp: BasisPoints = 5_000
    high_school_span: Code = "high"
    small_district_pupils: Children = 1_000
    floor_percent_bp: Annotated[int, Field(strict=True, ge=10_000, le=100_000)] = 12_500

    homeless_cents: Cents = 0
    neglected_cents: Cents = 0
    parent_engagement_cents: Cents | None = Field(default=None, description="null: the least the law asks for.")
    parent_engagement_to_schools_cents: Cents | None = Field(default=None, description="null: the least share.")
    administration_cents: Cents = 0
    other_reservations: tuple[NamedAmount, ...] = Field(default=(), max_length=50)
    parent_threshold_cents: Cents = 50_000_000
    parent_share_bp: BasisPoints = 100
    parent_to_schools_bp: BasisPoints = 9_000
    private_share_basis: Literal["participating_areas", "every_area"] = "participating_areas"

    schoolwide_bp: BasisPoints = 4_000
    schoolwide_schools: tuple[Code, ...] | None = Field(default=None, description="null: every school that may.")
    schoolwide_waivers: tuple[Code, ...] = ()
    carryover_cents: Cents = Field(default=0, description="Carried over from last year's allocation into this one.")
    carryover_of_cents: Cents | None = Field(default=None, description="Last year's allocation.")
    carryover_limit_bp: BasisPoints = 1_500
    carryover_exempt_below_cents: Cents = 5_000_000
    carryover_waiver: StrictBool = False

    skipped: tuple[SkippedSchool, ...] = ()
    serve_count: Annotated[int, Field(strict=True, ge=1, le=100_000)] | None = Field(
        default=None, description="How many schools of the ranking a proposal serves; null: as many as is legal."
    )
    gradient: tuple[GradientStep, ...] = Field(
        default=(), max_length=20, description="A proposal's amounts by poverty; empty: the same for every child."
    )
    plan: tuple[PlannedSchool, ...] | None = Field(default=None, description="Typed amounts; null: propose them.")

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        for what, ids in (
            ("plan", [each.school_id for each in self.plan or ()]),
            ("skipped", [each.school_id for each in self.skipped]),
        ):
            if len(ids) != len(set(ids)):
                twice = sorted({each for each in ids if ids.count(each) > 1})
                raise ValueError(f"{what}: these schools are listed twice: {', '.join(twice)}")
        steps = sorted(self.gradient, key=lambda step: step.at_least_bp)
        if any(low.weight > high.weight for low, high in pairwise(steps)):
            raise ValueError("gradient: a child may not weigh more where there is less poverty (34 CFR 200.78(c))")
        return self

    def weight_of(self, share_above_bp: int) -> Decimal:
        """Return what a child weighs in a school of this share of poverty, in whole basis points rounded down."""
        fitting = [step for step in self.gradient if step.at_least_bp <= share_above_bp]
        if fitting:
            return max(fitting, key=lambda step: step.at_least_bp).weight
        # Below the lowest step a child weighs no more than at that step, and no more than 1.
        return min((step.weight for step in self.gradient), default=Decimal(1)).min(Decimal(1))
