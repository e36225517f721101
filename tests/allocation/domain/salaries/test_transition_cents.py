"""The way from average to actual salaries, year by year and to the cent."""

from decimal import Decimal

import pytest

from services.allocation.domain.salaries.charging import SchoolCharge
from services.allocation.domain.salaries.settings import SalarySettings
from services.allocation.domain.salaries.transition import TransitionSchool, TransitionYear, transition


def school(school_id: str, actual_cents: int, average_cents: int) -> SchoolCharge:
    return SchoolCharge(school_id, 1, Decimal(1), actual_cents, average_cents, None, ())


def years(*schools: SchoolCharge, **settings: object) -> tuple[TransitionYear, ...]:
    return transition(schools, SalarySettings.model_validate(settings))


# A pays 10.00 for others; B costs 6.00 more than it is charged and C 4.00.
THREE = school("A", 10_00, 20_00), school("B", 26_00, 20_00), school("C", 14_00, 10_00)


def test_every_figure_of_a_transition_of_two_years() -> None:
    found = years(*THREE, transition_years=2, pool_first_bp=5_001, pool_limit_cents=2_00)
    assert found == (
        TransitionYear(
            0,
            0,
            0,
            0,
            0,
            False,
            (
                TransitionSchool("A", 20_00, 0, 0),
                TransitionSchool("B", 20_00, 0, 0),
                TransitionSchool("C", 10_00, 0, 0),
            ),
        ),
        # 50.01 % of 3.00 and of 2.00 is 1.50 and 1.00, parts of a cent left out; cut to 2.00 in all.
        TransitionYear(
            1,
            5_000,
            5_001,
            2_00,
            0,
            True,
            (
                TransitionSchool("A", 15_00, 0, 5_00),
                TransitionSchool("B", 23_00, 1_20, -1_80),
                TransitionSchool("C", 12_00, 80, -1_20),
            ),
        ),
        # Half as much: 25.005 % of 6.00 and 4.00.
        TransitionYear(
            2,
            10_000,
            2_500,
            2_00,
            0,
            True,
            (
                TransitionSchool("A", 10_00, 0, 10_00),
                TransitionSchool("B", 26_00, 1_20, -4_80),
                TransitionSchool("C", 14_00, 80, -3_20),
            ),
        ),
        TransitionYear(
            3,
            10_000,
            0,
            0,
            0,
            False,
            (
                TransitionSchool("A", 10_00, 0, 10_00),
                TransitionSchool("B", 26_00, 0, -6_00),
                TransitionSchool("C", 14_00, 0, -4_00),
            ),
        ),
    )
    assert [(each.cost_cents, each.gaining, each.losing) for each in found] == [
        (0, 0, 0),
        (2_00, 1, 2),
        (2_00, 1, 2),
        (0, 1, 2),
    ]


def test_steps_are_equal_and_so_are_those_of_the_pool() -> None:
    found = years(*THREE, transition_years=3, pool_first_bp=10_000)
    assert [(each.actual_share_bp, each.pool_share_bp) for each in found] == [
        (0, 0),
        (3_333, 10_000),
        (6_666, 6_666),
        (10_000, 3_333),
        (10_000, 0),
    ]
    # A third of 10.00, 6.00 and 4.00 a year; the cent that is left goes to the largest part.
    assert [[each.charged_cents for each in year.schools] for year in found] == [
        [20_00, 20_00, 10_00],
        [16_67, 22_00, 11_33],
        [13_33, 24_00, 12_67],
        [10_00, 26_00, 14_00],
        [10_00, 26_00, 14_00],
    ]
    assert [[each.pool_cents for each in year.schools] for year in found][1:4] == [
        [0, 2_00, 1_33],
        [0, 2_66, 1_78],
        [0, 2_00, 1_33],
    ]


def test_gainers_at_once_have_their_own_cost_from_the_first_year_and_the_district_pays() -> None:
    found = years(*THREE, transition_years=2, pool_first_bp=0, gainers_at_once=True)
    assert [[each.charged_cents for each in year.schools] for year in found] == [
        [20_00, 20_00, 10_00],
        [10_00, 23_00, 12_00],
        [10_00, 26_00, 14_00],
        [10_00, 26_00, 14_00],
    ]
    assert [year.gainers_cents for year in found] == [0, 5_00, 0, 0]
    assert [year.cost_cents for year in found] == [0, 5_00, 0, 0]
    two = years(*THREE, school("D", 5_00, 7_00), school("E", 9_00, 7_00), transition_years=2, gainers_at_once=True)
    assert [year.gainers_cents for year in two] == [0, 6_00, 0, 0]


def test_a_gain_of_a_cent_is_one() -> None:
    cent = school("A", 99, 100), school("B", 101, 100), school("C", 7, 7)
    found = years(*cent, transition_years=2, pool_first_bp=0, gainers_at_once=True)
    # A would be charged 99.5 and 100 after rounding.
    assert [[each.charged_cents for each in year.schools] for year in found] == [
        [100, 100, 7],
        [99, 100, 7],
        [99, 101, 7],
        [99, 101, 7],
    ]
    assert [year.gainers_cents for year in found] == [0, 1, 0, 0]
    assert [(year.gaining, year.losing) for year in found] == [(0, 0), (1, 0), (1, 1), (1, 1)]


def test_what_a_school_bears_itself_is_a_share_of_its_average_charge() -> None:
    found = years(*THREE, transition_years=1, pool_first_bp=10_000, tolerated_bp=1_999)
    # 19.99 % of 20.00 and 10.00 are 3.99 and 1.99, parts of a cent left out.
    assert [each.pool_cents for each in found[1].schools] == [0, 2_01, 2_01]
    all_borne = years(*THREE, transition_years=1, pool_first_bp=10_000, tolerated_bp=4_000)
    assert [each.pool_cents for each in all_borne[1].schools] == [0, 0, 0]
    cent = years(
        school("A", 98, 100), school("B", 102, 100), transition_years=1, pool_first_bp=10_000, tolerated_bp=100
    )
    assert [each.pool_cents for each in cent[1].schools] == [0, 1]


@pytest.mark.parametrize(
    ("limit", "pool", "limited"),
    [
        (None, [0, 6_00, 4_00], False),
        (10_00, [0, 6_00, 4_00], False),
        (9_99, [0, 5_99, 4_00], True),
        (0, [0, 0, 0], True),
    ],
)
def test_a_limit_is_shared_by_what_each_is_due(limit: int | None, pool: list[int], limited: bool) -> None:
    found = years(*THREE, transition_years=1, pool_first_bp=10_000, pool_limit_cents=limit)
    assert [each.pool_cents for each in found[1].schools] == pool
    assert found[1].limited is limited


def test_without_schools_the_years_stand_empty() -> None:
    assert [(year.year, year.cost_cents, year.schools) for year in years(transition_years=1, pool_limit_cents=0)] == [
        (0, 0, ()),
        (1, 0, ()),
        (2, 0, ()),
    ]
