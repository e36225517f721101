"""The district's revenue, and how schools used to get it: by staff, not by need."""

from dataclasses import dataclass

from deploy.demo.chance import Chance
from deploy.demo.schools import Pupils, School
from deploy.demo.staff import Staff
from shared.money import apportion


@dataclass(frozen=True, slots=True)
class Source:
    """One source of revenue."""

    source_id: str
    name: str
    funder: str
    restricted: bool
    per_pupil: float  # dollars in the newest year, for each pupil counted by ``counts``
    counts: str  # "all" or a need category
    central_bp: int  # what stays with the district; 10,000 for a locked source
    account_code: str


SOURCES = (
    Source("LCFF_BASE", "Local Control Funding Formula: base grant", "State", False, 9950, "all", 2200, "0000"),
    Source(
        "LCFF_SUPP", "Local Control Funding Formula: supplemental grant", "State", False, 2100, "poverty", 1000, "0001"
    ),
    Source(
        "LCFF_CONC", "Local Control Funding Formula: concentration grant", "State", False, 950, "poverty", 0, "0002"
    ),
    Source("LOTTERY", "State lottery", "State", False, 191, "all", 0, "1100"),
    Source("PARCEL_TAX", "Juniper Valley parcel tax", "Local", False, 410, "all", 0, "0800"),
    Source("TITLE_I", "Title I, Part A: basic grants", "Federal", True, 620, "poverty", 1500, "3010"),
    Source("TITLE_II", "Title II, Part A: supporting effective instruction", "Federal", True, 68, "all", 10000, "4035"),
    Source("TITLE_III", "Title III: English learners", "Federal", True, 142, "english_learner", 200, "4203"),
    Source(
        "IDEA", "Individuals with Disabilities Education Act", "Federal", True, 1650, "special_education", 10000, "3310"
    ),
    Source("STATE_SPED", "State special education", "State", True, 7100, "special_education", 10000, "6500"),
    Source("ARTS_MUSIC", "Arts and music in schools", "State", True, 138, "all", 100, "6770"),
    Source("EXPANDED_LEARNING", "Expanded learning opportunities", "State", True, 1480, "poverty", 500, "2600"),
    Source("TRANSPORTATION", "Home-to-school transportation", "State", True, 260, "all", 10000, "0210"),
    Source("COMMUNITY_SCHOOLS", "Community schools partnership", "State", True, 0, "all", 0, "6332"),
)
LOCKED = tuple(source.source_id for source in SOURCES if source.central_bp == 10000)
GROWTH = 0.034  # revenue for each pupil grows so much in a year
COMMUNITY_SCHOOL_COUNT = 9


@dataclass(frozen=True, slots=True)
class Grant:
    """Money promised to one school by name."""

    source_id: str
    school_id: str
    amount_cents: int
    label: str


def community_grants(seed: int, pupils: dict[str, Pupils], years_before_now: int) -> list[Grant]:
    """Return the community schools' grants: the schools where most families have it hard, the larger the more."""
    neediest = sorted(pupils, key=lambda school: (-pupils[school].share("poverty"), school))[:COMMUNITY_SCHOOL_COUNT]
    grants = []
    for school_id in sorted(neediest):
        base = 150_000 if pupils[school_id].total < 400 else 225_000 if pupils[school_id].total < 900 else 300_000
        dollars = base + 500 * Chance(seed, "grant", school_id).whole(0, 40) - 2_500 * years_before_now
        grants.append(Grant("COMMUNITY_SCHOOLS", school_id, dollars * 100, "Community school coordinator and clinic"))
    return grants


def revenue(seed: int, pupils: dict[str, Pupils], grants: list[Grant], years_before_now: int) -> dict[str, int]:
    """Return each source's cents, whole dollars as funders pay."""
    found = {}
    for source in SOURCES:
        if source.source_id == "COMMUNITY_SCHOOLS":
            found[source.source_id] = sum(grant.amount_cents for grant in grants)
            continue
        counted = sum(_counted(source, each) for each in pupils.values())
        rate = source.per_pupil * (1 - GROWTH * years_before_now)
        rate *= Chance(seed, "rate", source.source_id, years_before_now).around(1, 0.004)
        found[source.source_id] = round(counted * rate) * 100
    return found


def staffing_budgets(
    schools: list[School],
    pupils: dict[str, Pupils],
    staff: dict[str, Staff],
    sources: dict[str, int],
    grants: list[Grant],
) -> dict[tuple[str, str], int]:
    """Return what each school had from each source in that year, (school, source) -> cents.

    Positions were given by enrolment and paid at the teachers' own salaries, so schools with experienced teachers
    cost more: the pattern that weighted formulas were invented to end.
    """
    budgets = {(grant.school_id, grant.source_id): grant.amount_cents for grant in grants}
    for source in SOURCES:
        if source.source_id in LOCKED or source.source_id == "COMMUNITY_SCHOOLS":
            continue
        to_schools = sources[source.source_id] * (10_000 - source.central_bp) // 10_000
        weights = {school.school_id: _old_weight(source, school, pupils, staff) for school in schools}
        weights = {school_id: weight for school_id, weight in weights.items() if weight > 0}
        for school_id, cents in apportion(to_schools, weights).items():
            budgets[school_id, source.source_id] = cents
    return budgets


def _old_weight(source: Source, school: School, pupils: dict[str, Pupils], staff: dict[str, Staff]) -> int:
    here = pupils[school.school_id]
    if source.source_id == "EXPANDED_LEARNING" and school.kind not in ("elementary", "k_8"):
        return 0
    if source.counts == "all":
        payroll = staff[school.school_id].payroll_dollars
        # A third of every dollar followed heads, the rest followed positions.
        return payroll * 2 + here.total * 9_500
    counted = _counted(source, here)
    if source.source_id == "TITLE_I" and here.share("poverty") < 0.40:
        return 0
    # Supplemental money had been spread thin: part of it went by heads.
    return counted * 4 + (here.total if source.source_id in ("LCFF_SUPP", "LCFF_CONC") else 0)


def _counted(source: Source, pupils: Pupils) -> int:
    if source.counts == "all":
        return pupils.total
    return sum(count for (_, need), count in pupils.by_need.items() if need == source.counts)
