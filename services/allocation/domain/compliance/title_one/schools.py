"""The schools of a district as Title I looks at them: children, shares, grade spans, rank."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from services.allocation.domain.compliance.title_one.settings import TitleOneSettings

Why = Literal["average", "thirty_five", "previously_served", "exempt", ""]
BASIS_POINTS = 10_000


@dataclass(frozen=True, slots=True)
class TitleOneSchool:
    """One school's facts. Children are whole numbers; enrollment may be an attendance count.

    ``resident``: the children who live in its area, where shares are taken of them; None where they are taken of the
    enrolled.
    """

    school_id: str
    name: str
    span: str
    enrolled: Fraction
    low_income: int
    private_low_income: int = 0
    previously_served: bool = False
    community_eligibility: bool = False
    resident: Fraction | None = None

    @property
    def children(self) -> Fraction:
        """The children that the school's share is of."""
        return self.enrolled if self.resident is None else self.resident

    @property
    def share(self) -> Fraction:
        """The school's share of poverty; 0 without children."""
        return Fraction(self.low_income) / self.children if self.children else Fraction(0)


@dataclass(frozen=True, slots=True)
class RankedSchool:
    """A school in the ranking. ``position`` counts from 1 in the order of serving; ``first``: above 75 %."""

    school: TitleOneSchool
    position: int
    eligible: bool
    why: Why
    first: bool
    group: str

    @property
    def school_id(self) -> str:
        """The school's id."""
        return self.school.school_id

    @property
    def share(self) -> Fraction:
        """The school's share of poverty."""
        return self.school.share


@dataclass(frozen=True)
class TitleOneDistrict:
    """All schools with the settings; everything derived from them without looking at a plan."""

    schools: tuple[TitleOneSchool, ...]
    settings: TitleOneSettings
    allocation_cents: int

    @property
    def low_income(self) -> int:
        """Public low-income children of the district."""
        return sum(school.low_income for school in self.schools)

    @property
    def private_by_area(self) -> bool:
        """Whether private low-income children are known by school area."""
        return self.settings.private_total is None

    @property
    def private_low_income(self) -> int:
        """Private low-income children of the district."""
        if self.settings.private_total is not None:
            return self.settings.private_total
        return sum(school.private_low_income for school in self.schools)

    @property
    def share(self) -> Fraction:
        """The district's share of poverty."""
        return share_of(self.schools)

    @property
    def exempt(self) -> Literal["", "small", "single_schools"]:
        """Why the district need not rank: under 1,000 pupils, or one school per grade span."""
        if sum(school.enrolled for school in self.schools) < self.settings.small_district_pupils:
            return "small"
        spans = [school.span for school in self.schools]
        return "single_schools" if len(spans) == len(set(spans)) else ""

    def floor_per_child(self) -> Fraction:
        """Cents per child that each school gets at least: 125 % of the allocation per low-income child."""
        children = self.low_income + self.private_low_income
        if children == 0:
            return Fraction(0)
        return Fraction(self.allocation_cents * self.settings.floor_percent_bp, BASIS_POINTS * children)


def share_of(schools: Iterable[TitleOneSchool]) -> Fraction:
    """Return low-income children over all children."""
    counted = [school for school in schools if school.children]
    children = sum(school.children for school in counted)
    return Fraction(sum(school.low_income for school in counted), children) if children else Fraction(0)


def ranking(district: TitleOneDistrict) -> tuple[RankedSchool, ...]:
    """Return every school in the order of serving: above 75 % first whatever the span, then by share of poverty.

    Schools of equal share stand in the order of their ids, so that a rerun ranks alike.
    """
    settings, averages = district.settings, _averages(district)
    placed = []
    for school in district.schools:
        why = _why_eligible(school, district, averages)
        joins = (
            settings.high_schools_join
            and school.span == settings.high_school_span
            and school.share * BASIS_POINTS >= settings.high_schools_bp
        )
        first = bool(why) and (school.share * BASIS_POINTS > settings.serve_first_bp or joins)
        placed.append((school, why, first))
    placed.sort(key=lambda each: (not each[2], -each[0].share, each[0].school_id))
    grouped = settings.grouping == "grade_span"
    return tuple(
        RankedSchool(school, position, bool(why), why, first, school.span if grouped and not first else "")
        for position, (school, why, first) in enumerate(placed, start=1)
    )


def candidates(district: TitleOneDistrict, ranked: Sequence[RankedSchool]) -> list[RankedSchool]:
    """Return the schools that may be served, in the order of serving; skipped ones and other spans left out."""
    skipped = {each.school_id for each in district.settings.skipped}
    spans = district.settings.spans_served
    return [
        each
        for each in ranked
        if each.eligible
        and each.school_id not in skipped
        and (each.first or spans is None or district.settings.grouping == "district" or each.school.span in spans)
    ]


def _averages(district: TitleOneDistrict) -> Mapping[str, Fraction]:
    spans = {school.span for school in district.schools}
    return {span: share_of(school for school in district.schools if school.span == span) for span in spans}


def _why_eligible(school: TitleOneSchool, district: TitleOneDistrict, averages: Mapping[str, Fraction]) -> Why:
    settings = district.settings
    if not school.low_income or not school.children:
        return ""
    if district.exempt:
        return "exempt"
    thresholds = {
        "district": [district.share],
        "grade_span": [averages[school.span]],
        "either": [district.share, averages[school.span]],
    }[settings.eligibility_average]
    if any(school.share >= threshold for threshold in thresholds):
        return "average"
    if settings.thirty_five_rule and school.share * BASIS_POINTS >= settings.thirty_five_bp:
        return "thirty_five"
    if settings.keep_previously_served and school.previously_served:
        return "previously_served"
    return ""
