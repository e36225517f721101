"""The demonstration district: always the same, no cent lost, and true to how districts are."""

import csv
import io
import math
from decimal import Decimal

import numpy as np
import pytest

from deploy.demo.district import PUBLISHED_YEAR, YEARS, DistrictYear
from deploy.demo.files import KINDS, files_of
from deploy.demo.money import LOCKED, SOURCES
from deploy.demo.policy import policy_of
from deploy.demo.published import published_result
from deploy.demo.schools import NEEDS
from deploy.demo.years import district_year
from services.allocation.domain.policy import Policy


@pytest.fixture(scope="module", params=YEARS)
def year(request: pytest.FixtureRequest) -> DistrictYear:
    """Return the district in each of its years."""
    return district_year(request.param)


def correlation(left: list[float], right: list[float]) -> float:
    a, b = sum(left) / len(left), sum(right) / len(right)
    together = sum((x - a) * (y - b) for x, y in zip(left, right, strict=True))
    return together / math.sqrt(sum((x - a) ** 2 for x in left) * sum((y - b) ** 2 for y in right))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_same_seed_gives_the_same_bytes_and_another_seed_another_district() -> None:
    assert files_of(district_year(2027, 7)) == files_of(district_year(2027, 7))
    assert files_of(district_year(2027, 7)) != files_of(district_year(2027, 8))


def test_it_is_as_large_and_as_varied_as_promised(year: DistrictYear) -> None:
    assert len(year.schools) >= 60
    assert {school.kind for school in year.schools} == {"elementary", "k_8", "middle", "high"}
    assert len({school.name for school in year.schools}) == len(year.schools)
    assert len(NEEDS) == 8
    assert len(SOURCES) == 14
    assert len(YEARS) == 3
    assert set(files_of(year)) == set(KINDS)


@pytest.mark.parametrize("seed", range(20))
def test_no_money_is_lost_between_last_years_revenue_and_last_years_budgets(seed: int) -> None:
    year = district_year(2026, seed)
    for source in SOURCES:
        spent = sum(cents for (_, each), cents in year.previous_budgets.items() if each == source.source_id)
        had = year.previous_revenue_cents[source.source_id]
        assert spent == (0 if source.source_id in LOCKED else had * (10_000 - source.central_bp) // 10_000)
    assert min(year.previous_budgets.values()) >= 0


def test_each_year_follows_from_the_one_before() -> None:
    for fiscal_year in YEARS[1:]:
        assert district_year(fiscal_year).previous_revenue_cents == district_year(fiscal_year - 1).revenue_cents


@pytest.mark.parametrize("seed", [2027, 7])
def test_todays_budgets_are_what_was_published_for_the_year_before(seed: int) -> None:
    """So a principal's change against last year is the studio's change, and some schools gain while others lose."""
    published = published_result(district_year(PUBLISHED_YEAR, seed))
    today: dict[str, int] = {}
    for (school_id, _), cents in district_year(PUBLISHED_YEAR + 1, seed).previous_budgets.items():
        today[school_id] = today.get(school_id, 0) + cents
    assert today == dict(zip(published.prepared.school_ids, published.totals.tolist(), strict=True))
    next_year = published_result(district_year(PUBLISHED_YEAR + 1, seed))
    changes = [
        (by_formula - today[school_id]) / today[school_id]
        for school_id, by_formula in zip(next_year.prepared.school_ids, next_year.formula.tolist(), strict=True)
    ]
    assert sum(change < 0 for change in changes) >= 10
    assert sum(change > 0.03 for change in changes) >= 10
    assert 3 <= np.count_nonzero(next_year.top_ups) <= 15


def test_needs_are_parts_of_the_pupils(year: DistrictYear) -> None:
    for pupils in year.pupils.values():
        assert pupils.total >= 140
        for (level, _), count in pupils.by_need.items():
            assert 0 <= count <= pupils.by_level[level]


@pytest.mark.parametrize("seed", range(10))
def test_need_staff_and_outcomes_hang_together_as_in_real_districts(seed: int) -> None:
    year = district_year(2027, seed)
    ids = [school.school_id for school in year.schools]
    poverty = [year.pupils[each].share("poverty") for each in ids]
    english = [year.pupils[each].share("english_learner") for each in ids]
    experience = [year.staff[each].experience_years for each in ids]
    reading = [year.outcomes[each]["reading_proficient_percent"] for each in ids]
    absent = [year.outcomes[each]["chronically_absent_percent"] for each in ids]
    assert 0.35 < correlation(poverty, english) < 0.95
    assert correlation(poverty, experience) < -0.6
    assert -0.97 < correlation(poverty, reading) < -0.6
    assert correlation(experience, reading) > 0.4
    assert correlation(reading, absent) < -0.5


def test_files_hold_every_school_every_cent_and_every_need(year: DistrictYear) -> None:
    files = files_of(year)
    revenue = sum(Decimal(row["amount"]) for row in rows(files["revenue_sources"]))
    assert revenue * 100 == sum(year.revenue_cents.values())
    budgets = sum(Decimal(row["amount"]) for row in rows(files["current_budgets"]))
    assert budgets * 100 == sum(year.previous_budgets.values())
    ids = {school.school_id for school in year.schools}
    assert {row["school_id"] for row in rows(files["counts"])} == ids
    assert {row["need_category"] for row in rows(files["counts"])} == {"all", *NEEDS}
    assert (
        sum(Decimal(row["amount"]) for row in rows(files["school_grants"])) * 100
        == (year.revenue_cents["COMMUNITY_SCHOOLS"])
    )


def test_the_policy_is_valid_and_decides_every_source_in_every_way(year: DistrictYear) -> None:
    policy = Policy.model_validate(policy_of(year))
    assert [source.source_id for source in policy.sources] == [source.source_id for source in SOURCES]
    assert {source.distribution for source in policy.sources} == {"locked", "unlocked", "school_grant"}
    kinds = {rule.kind for source in policy.sources for rule in source.rules}
    assert kinds == {"foundation", "weighted_pool", "per_pupil", "shares", "proportional", "school_grant"}
