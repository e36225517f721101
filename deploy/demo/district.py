"""The whole district in one year, from one seed."""

from dataclasses import dataclass

from deploy.demo.money import Grant, community_grants, revenue, staffing_budgets
from deploy.demo.outcomes import outcomes_of
from deploy.demo.payroll import PayrollLine, payroll_of
from deploy.demo.schools import Pupils, School, make_schools, pupils_of
from deploy.demo.staff import Staff, staff_of

SEED = 2027
NEWEST_YEAR = 2027
YEARS = (2025, 2026, 2027)
PUBLISHED_YEAR = NEWEST_YEAR - 1


@dataclass(frozen=True, slots=True)
class DistrictYear:
    """What the district knows when it plans a fiscal year."""

    fiscal_year: int
    schools: list[School]
    pupils: dict[str, Pupils]
    staff: dict[str, Staff]
    revenue_cents: dict[str, int]
    grants: list[Grant]
    previous_budgets: dict[tuple[str, str], int]  # (school, source) -> cents in the year before
    previous_revenue_cents: dict[str, int]
    outcomes: dict[str, dict[str, float]]  # of the year before, the newest there are
    payroll: list[PayrollLine]


def staffed_year(fiscal_year: int, seed: int = SEED) -> DistrictYear:
    """Return the district as it plans a year before which its schools were given positions, not dollars."""
    schools = make_schools(seed)
    ago = NEWEST_YEAR - fiscal_year
    pupils, staff, grants, sources = _year(seed, schools, ago)
    old_pupils, old_staff, old_grants, old_sources = _year(seed, schools, ago + 1)
    previous = staffing_budgets(schools, old_pupils, old_staff, old_sources, old_grants)
    totals: dict[str, int] = {}
    for (school_id, _), cents in previous.items():
        totals[school_id] = totals.get(school_id, 0) + cents
    outcomes = {
        school.school_id: outcomes_of(
            seed,
            school,
            old_pupils[school.school_id],
            old_staff[school.school_id],
            totals[school.school_id],
            ago + 1,
        )
        for school in schools
    }
    payroll = payroll_of(seed, schools, pupils, staff, ago)
    return DistrictYear(fiscal_year, schools, pupils, staff, sources, grants, previous, old_sources, outcomes, payroll)


def _year(
    seed: int, schools: list[School], ago: int
) -> tuple[dict[str, Pupils], dict[str, Staff], list[Grant], dict[str, int]]:
    pupils = {school.school_id: pupils_of(seed, school, ago) for school in schools}
    staff = {school.school_id: staff_of(seed, school, pupils[school.school_id], ago) for school in schools}
    grants = community_grants(seed, pupils, ago)
    return pupils, staff, grants, revenue(seed, pupils, grants, ago)
