"""Title I money to the cent: the private share, what the law asks for parents, what each school may bring a child."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from services.allocation.domain.compliance.title_one.money import TitleOneMoney, money_of
from services.allocation.domain.compliance.title_one.propose import (
    ServingOption,
    amounts_of,
    propose,
    serving_options,
    widest_legal,
)
from services.allocation.domain.compliance.title_one.schools import RankedSchool, TitleOneDistrict, TitleOneSchool
from services.allocation.domain.compliance.title_one.settings import TitleOneSettings
from tests.allocation.domain.compliance.title_one_cases import worked_schools


def school(school_id: str, low_income: int, enrolled: int, private: int = 0) -> TitleOneSchool:
    return TitleOneSchool(school_id, school_id, "elementary", Fraction(enrolled), low_income, private)


def district(allocation_cents: int, *schools: TitleOneSchool, **settings: Any) -> TitleOneDistrict:
    """No parents' share and no private children unless a test says so: every cent is for schools."""
    plain = {"parent_share_bp": 0, "small_district_pupils": 0}
    return TitleOneDistrict(schools, TitleOneSettings.model_validate(plain | settings), allocation_cents)


def money(allocation_cents: int, *schools: TitleOneSchool, served: str = "", **settings: Any) -> TitleOneMoney:
    return money_of(district(allocation_cents, *schools, **settings), set(served))


class TestPrivateShare:
    @pytest.mark.parametrize(
        ("allocation", "private", "public", "expected"),
        [(1, 1, 1, 1), (2, 1, 5, 0), (3, 1, 5, 1), (100_00, 1, 2, 33_33), (100_00, 2, 1, 66_67), (100_00, 0, 9, 0)],
    )
    def test_is_to_the_nearest_cent_and_half_a_cent_goes_to_the_private_children(
        self, allocation: int, private: int, public: int, expected: int
    ) -> None:
        found = money(allocation, school("A", public, 100), private_total=private)
        assert (found.private_cents, found.private_of, found.private_base) == (expected, private, public + private)
        assert found.to_schools_cents == allocation - expected

    def test_counts_the_areas_that_take_part_or_every_area(self) -> None:
        schools = school("A", 60, 100, 20), school("B", 30, 100, 90)
        assert money(100_00, *schools, served="A").private_cents == 25_00
        every = money(100_00, *schools, served="A", private_share_basis="every_area")
        assert (every.private_cents, every.private_of, every.private_base) == (55_00, 110, 200)
        # A total for the district leaves out what stands by area, and counts the children of all schools.
        assert money(100_00, *schools, served="A", private_total=10).private_cents == 10_00

    def test_of_nobody_is_nothing(self) -> None:
        assert money(100_00, school("A", 0, 100)).private_cents == 0


class TestReservations:
    def test_are_taken_after_the_private_share_of_the_whole_and_carried_over_money_joins_them(self) -> None:
        others = [{"name": "Preschool", "amount_cents": 7}, {"name": "Coaches", "amount_cents": 8}]
        found = money(
            1_000_00,
            school("A", 3, 9),
            private_total=1,
            homeless_cents=1,
            neglected_cents=2,
            administration_cents=4,
            parent_engagement_cents=3,
            other_reservations=others,
            carryover_cents=50_00,
        )
        assert found.reservations == (
            ("homeless", 1),
            ("neglected", 2),
            ("parent_engagement", 3),
            ("administration", 4),
            ("Preschool", 7),
            ("Coaches", 8),
        )
        assert (found.allocation_cents, found.carryover_cents, found.private_cents) == (1_000_00, 50_00, 250_00)
        assert (found.reserved_cents, found.to_schools_cents) == (25, 799_75)

    def test_of_parents_are_one_percent_above_half_a_million_and_rounded_up(self) -> None:
        def parents(allocation: int, **settings: Any) -> tuple[int, int, int, int]:
            found = money(allocation, school("A", 1, 1), **({"parent_share_bp": 100} | settings))
            return (
                found.parent_required_cents,
                found.parent_cents,
                found.parent_to_schools_required_cents,
                found.parent_to_schools_cents,
            )

        assert parents(50_000_000) == (0, 0, 0, 0)
        # 500,000.01 cents, and 450,000.9 of them for schools.
        assert parents(50_000_001) == (500_001, 500_001, 450_001, 450_001)
        assert parents(60_000_000) == (600_000, 600_000, 540_000, 540_000)
        # Ninety percent of what is asked for, or of what is there if that is less; more is the district's own.
        assert parents(60_000_000, parent_engagement_cents=100) == (600_000, 100, 90, 90)
        assert parents(60_000_000, parent_engagement_cents=700_000) == (600_000, 700_000, 540_000, 540_000)
        assert parents(60_000_000, parent_engagement_to_schools_cents=9) == (600_000, 600_000, 540_000, 9)
        assert parents(50_000_000, parent_engagement_cents=5) == (0, 5, 0, 0)


class TestOptions:
    def test_say_all_that_serving_so_many_schools_would_mean(self) -> None:
        second = TitleOneSchool("B", "B", "elementary", Fraction(8), 2, previously_served=True)
        made = district(1_000_01, school("A", 6, 8), second, private_total=1, keep_previously_served=True)
        # Of nine children one is private: 111.11. 125 % of 1,000.01 / 9 is 138.89 and a fraction, so 138.90.
        assert serving_options(made) == (
            ServingOption(1, ("A",), 6, 888_90, 111_11, Fraction(148_15), Fraction(3, 4), 0, 0, "legal"),
            ServingOption(
                2, ("A", "B"), 8, 888_90, 111_11, Fraction(888_90, 8), Fraction(1, 4), 138_90, 1_111_20, "floor_unpaid"
            ),
        )

    def test_no_floor_holds_where_every_school_has_thirty_five_percent(self) -> None:
        at_limit = district(8_00, school("A", 35, 100), school("B", 70, 100))
        assert [option.floor_cents for option in serving_options(at_limit)] == [0, 0]
        below = district(8_00, school("A", 34, 100), school("B", 70, 100), eligibility_average="grade_span")
        assert [option.floor_cents for option in serving_options(below)] == [0]

    def test_a_floor_that_is_paid_to_the_cent_is_legal(self) -> None:
        # 125 % of 8.00 / 10 children is 1.00. Served without C are 8 children, with it 10.
        schools = school("A", 4, 10), school("B", 4, 16), school("C", 2, 10)
        found = serving_options(district(8_00, *schools, eligibility_average="district"))
        assert [(o.count, o.floor_total_cents, o.verdict) for o in found] == [(1, 0, "legal")]
        lower = {"keep_previously_served": True}
        served = [TitleOneSchool(s.school_id, s.name, s.span, s.enrolled, s.low_income, 0, True) for s in schools]
        found = serving_options(district(8_00, *served, **lower))
        assert [(o.count, o.floor_total_cents, o.verdict) for o in found] == [
            (1, 0, "legal"),
            (2, 8_00, "legal"),
            (3, 10_00, "floor_unpaid"),
        ]
        widest = widest_legal(found)
        assert widest is not None
        assert widest.count == 2

    def test_a_cent_for_each_child_is_the_least_that_serves_somebody(self) -> None:
        def verdict(cents: int, **settings: Any) -> tuple[str, Fraction]:
            (option,) = serving_options(district(cents, school("A", 10, 10), **settings))
            return option.verdict, option.per_child

        assert verdict(10) == ("legal", Fraction(1))
        assert verdict(9) == ("nothing_left", Fraction(9, 10))
        assert verdict(9, administration_cents=10) == ("nothing_left", Fraction(0))
        assert widest_legal(serving_options(district(9, school("A", 10, 10)))) is None

    def test_without_anybody_to_serve_there_are_none(self) -> None:
        nobody = district(100, school("A", 0, 10))
        assert serving_options(nobody) == ()
        assert propose(nobody, ()) == {}
        assert propose(district(100, school("A", 0, 10), serve_count=1), ()) == {}


class TestProposals:
    def proposed(self, allocation: int, *schools: TitleOneSchool, **settings: Any) -> dict[str, int]:
        made = district(allocation, *schools, **settings)
        return propose(made, serving_options(made))

    def test_serve_as_many_as_are_asked_for_and_as_there_are(self) -> None:
        def served(count: int | None) -> dict[str, int]:
            return self.proposed(100_000_000, *worked_schools(), serve_count=count)

        # Five schools, four of them eligible; serving D is illegal, as its floor cannot be paid.
        assert list(served(1)) == ["A"]
        assert list(served(None)) == ["A", "B", "C"]
        assert list(served(4)) == list(served(9)) == ["A", "B", "C", "D"]
        assert {sum(served(count).values()) for count in (None, 1, 2, 3, 4, 9)} == {100_000_000}

    def test_an_illegal_one_leaves_the_floor_so_that_its_faults_can_be_seen(self) -> None:
        schools = school("A", 80, 100), school("B", 10, 100)
        settings = {"serve_count": 2, "eligibility_average": "either", "thirty_five_rule": False}
        kept = [TitleOneSchool(s.school_id, s.name, s.span, s.enrolled, s.low_income, 0, True) for s in schools]
        found = self.proposed(90_00, *kept, keep_previously_served=True, **settings)
        assert found == {"A": 80_00, "B": 10_00}

    def test_a_legal_one_keeps_the_floor_where_children_weigh_less(self) -> None:
        # Of 100 children 60 are served: the floor is 1.25, and B's children would bring 0.47 by weight.
        schools = school("A", 50, 100), school("B", 10, 40), school("C", 40, 400)
        steps = [{"at_least_bp": 0, "weight": "1"}, {"at_least_bp": 5_000, "weight": "4"}]
        found = self.proposed(100_00, *schools, gradient=steps, thirty_five_rule=False)
        assert found == {"A": 87_50, "B": 12_50}

    def test_less_than_a_cent_for_each_child_goes_to_the_school_all_the_same(self) -> None:
        assert self.proposed(9, school("A", 10, 10), serve_count=1) == {"A": 9}

    def test_with_nothing_left_for_schools_there_is_none(self) -> None:
        def left(cents: int) -> dict[str, int]:
            return self.proposed(100 + cents, school("A", 1, 1), administration_cents=100, serve_count=1)

        assert (left(1), left(0), left(-1)) == ({"A": 1}, {}, {})

    def test_a_gradient_weighs_children_by_whole_basis_points_of_poverty(self) -> None:
        steps = [{"at_least_bp": 5_000, "weight": "1"}, {"at_least_bp": 6_667, "weight": "2"}]
        # Two thirds are 6,666 basis points and a fraction: not yet at the step.
        found = self.proposed(9_00, school("A", 2, 3), school("B", 2, 4), gradient=steps)
        assert found == {"A": 4_50, "B": 4_50}
        steps[1]["at_least_bp"] = 6_666
        assert self.proposed(9_00, school("A", 2, 3), school("B", 2, 4), gradient=steps) == {"A": 6_00, "B": 3_00}


class TestAmounts:
    def ranked(self, school_id: str, low_income: int, enrolled: int) -> RankedSchool:
        return RankedSchool(school(school_id, low_income, enrolled), 1, True, "average", False, "")

    def test_cents_that_are_left_go_to_the_poorest_school_first_and_then_by_id(self) -> None:
        served = [self.ranked("C", 3, 4), self.ranked("B", 3, 4), self.ranked("A", 3, 6)]
        even = dict.fromkeys("ABC", Decimal(1))
        # Nine children: 100 cents are 11 each and one more.
        assert amounts_of(100, served, 0, even) == {"A": 33, "B": 34, "C": 33}
        assert amounts_of(103, served, 0, even) == {"A": 33, "B": 36, "C": 34}
        assert amounts_of(107, served, 0, even) == {"A": 35, "B": 36, "C": 36}

    def test_children_weigh_what_they_weigh_and_none_brings_less_than_the_floor(self) -> None:
        served = [self.ranked("A", 10, 10), self.ranked("B", 10, 20), self.ranked("C", 10, 40)]
        weights = {"A": Decimal(3), "B": Decimal(2), "C": Decimal(1)}
        assert amounts_of(60_00, served, 0, weights) == {"A": 30_00, "B": 20_00, "C": 10_00}
        # C is held at 1.50. The rest, 45.00 by 3 to 2, leaves B 1.80 a child.
        assert amounts_of(60_00, served, 1_50, weights) == {"A": 27_00, "B": 18_00, "C": 15_00}
        # With C held at 1.90 B would bring 1.64 a child, so it is held as well.
        assert amounts_of(60_00, served, 1_90, weights) == {"A": 22_00, "B": 19_00, "C": 19_00}
        assert amounts_of(60_00, served, 2_00, weights) == dict.fromkeys("ABC", 20_00)
        # Who would bring just the floor is not held: the split is the same.
        assert amounts_of(60_00, served, 1_00, weights) == {"A": 30_00, "B": 20_00, "C": 10_00}

    def test_parts_of_a_cent_per_child_are_not_lost(self) -> None:
        served = [self.ranked("A", 7, 8), self.ranked("B", 3, 6)]
        found = amounts_of(101, served, 0, {"A": Decimal("1.5"), "B": Decimal(1)})
        # 101 / 13.5 is 7.48 cents: 11.2 and 7.48 a child, so 77 and 21, and the 3 left go to A.
        assert found == {"A": 80, "B": 21}
