"""The ranking of Title I: who is eligible and why, who comes first, and who stands in which queue."""

from fractions import Fraction
from typing import Any

import pytest

from services.allocation.domain.compliance.title_one.schools import (
    TitleOneDistrict,
    TitleOneSchool,
    candidates,
    ranking,
    share_of,
)
from services.allocation.domain.compliance.title_one.settings import TitleOneSettings


def school(school_id: str, low_income: int, enrolled: int | Fraction, span: str = "elementary", **more: Any) -> Any:
    return TitleOneSchool(school_id, school_id, span, Fraction(enrolled), low_income, **more)


def district(*schools: TitleOneSchool, allocation_cents: int = 100_00, **settings: Any) -> TitleOneDistrict:
    plain = {"small_district_pupils": 0, "thirty_five_rule": False}
    return TitleOneDistrict(schools, TitleOneSettings.model_validate(plain | settings), allocation_cents)


def reasons(*schools: TitleOneSchool, **settings: Any) -> dict[str, str]:
    return {each.school_id: each.why for each in ranking(district(*schools, **settings))}


def first(*schools: TitleOneSchool, **settings: Any) -> list[str]:
    return [each.school_id for each in ranking(district(*schools, **settings)) if each.first]


class TestShares:
    def test_are_of_the_enrolled_or_of_those_who_live_there_and_of_nobody_are_nothing(self) -> None:
        assert school("A", 3, 4).share == Fraction(3, 4)
        assert school("A", 3, 4, resident=Fraction(12)).share == Fraction(1, 4)
        assert school("A", 3, 4, resident=Fraction(0)).share == 0
        assert school("A", 0, 0).share == 0

    def test_of_several_schools_leave_out_those_without_children(self) -> None:
        assert share_of([school("A", 1, 4), school("B", 3, 4), school("C", 9, 0)]) == Fraction(1, 2)
        assert share_of([school("C", 9, 0)]) == 0
        assert share_of([]) == 0
        assert district(school("A", 1, 4), school("B", 2, 8)).share == Fraction(1, 4)


class TestFloor:
    def test_is_125_percent_of_the_money_for_each_child_public_and_private(self) -> None:
        schools = school("A", 6, 10, private_low_income=1), school("B", 2, 10, private_low_income=2)
        assert district(*schools).floor_per_child() == Fraction(125_00, 11)
        assert district(*schools, private_total=2).floor_per_child() == Fraction(125_00, 10)
        assert district(*schools, floor_percent_bp=10_000).floor_per_child() == Fraction(100_00, 11)
        assert district(school("A", 0, 10)).floor_per_child() == 0

    def test_counts_private_children_by_area_unless_a_total_is_typed(self) -> None:
        schools = school("A", 6, 10, private_low_income=1), school("B", 2, 10, private_low_income=2)
        by_area, in_all = district(*schools), district(*schools, private_total=0)
        assert (by_area.private_by_area, by_area.private_low_income, by_area.low_income) == (True, 3, 8)
        assert (in_all.private_by_area, in_all.private_low_income, in_all.low_income) == (False, 0, 8)


class TestExempt:
    @pytest.mark.parametrize(("enrolled", "expected"), [(Fraction(1_999, 2), "small"), (1_000, "")])
    def test_is_a_district_of_less_than_a_thousand_pupils(self, enrolled: int | Fraction, expected: str) -> None:
        schools = school("A", 1, enrolled - 400), school("B", 0, 400)
        assert district(*schools, small_district_pupils=1_000).exempt == expected

    def test_is_a_district_with_one_school_for_each_span(self) -> None:
        assert district(school("A", 1, 9), school("B", 1, 9, "middle")).exempt == "single_schools"
        assert district(school("A", 1, 9), school("B", 1, 9)).exempt == ""

    def test_needs_no_average_but_children_of_low_income(self) -> None:
        assert reasons(school("A", 9, 10), school("B", 1, 10, "middle"), school("C", 0, 10, "high")) == {
            "A": "exempt",
            "B": "exempt",
            "C": "",
        }


class TestWhy:
    # Elementary schools 40 % and 20 %, middle schools 70 % and 50 %: 45 % in all, 30 % and 60 % by span.
    FOUR = (
        school("A", 40, 100),
        school("B", 20, 100),
        school("C", 70, 100, "middle"),
        school("D", 50, 100, "middle"),
    )

    @pytest.mark.parametrize(("average", "eligible"), [("district", "CD"), ("grade_span", "AC"), ("either", "ACD")])
    def test_the_average_may_be_of_the_district_of_the_span_or_either(self, average: str, eligible: str) -> None:
        found = reasons(*self.FOUR, eligibility_average=average)
        assert found == {name: "average" if name in eligible else "" for name in "ABCD"}

    def test_a_school_at_the_average_is_eligible(self) -> None:
        assert reasons(school("A", 3, 10), school("B", 2, 10), school("C", 4, 10)) == {
            "A": "average",
            "B": "",
            "C": "average",
        }

    def test_thirty_five_percent_are_enough_where_the_rule_is_used(self) -> None:
        schools = school("A", 90, 100), school("B", 35, 100), school("C", 34, 100), school("D", 80, 100)
        assert reasons(*schools)["B"] == ""
        assert reasons(*schools, thirty_five_rule=True) == {
            "A": "average",
            "D": "average",
            "B": "thirty_five",
            "C": "",
        }

    def test_a_school_served_before_may_stay_where_the_district_keeps_it(self) -> None:
        schools = school("A", 9, 10), school("B", 1, 10, previously_served=True), school("C", 1, 10)
        assert reasons(*schools) == {"A": "average", "B": "", "C": ""}
        assert reasons(*schools, keep_previously_served=True) == {"A": "average", "B": "previously_served", "C": ""}

    def test_without_children_or_without_low_income_nobody_is_eligible(self) -> None:
        schools = school("A", 0, 10), school("B", 5, 0), school("C", 5, 10, resident=Fraction(0)), school("D", 0, 0)
        assert set(reasons(*schools).values()) == {""}


class TestFirst:
    def test_comes_who_is_above_75_percent_whatever_the_span_if_eligible(self) -> None:
        schools = school("A", 75, 100), school("B", 76, 100, "high"), school("C", 1, 100)
        assert first(*schools) == ["B"]
        # In a span of poorer schools three quarters are below the average, so the school is not eligible at all.
        below = school("A", 76, 100), school("B", 99, 100), school("C", 1, 100, "high")
        assert first(*below, eligibility_average="grade_span") == ["B"]

    def test_come_high_schools_from_half_on_where_they_join(self) -> None:
        schools = school("A", 50, 100, "high"), school("B", 49, 100, "high"), school("C", 60, 100), school("D", 1, 100)
        assert first(*schools) == []
        assert first(*schools, high_schools_join=True) == ["A"]
        assert first(*schools, high_schools_join=True, high_school_span="elementary") == ["C"]

    def test_they_stand_before_all_others_and_equal_shares_by_id(self) -> None:
        schools = (
            school("B", 60, 100),
            school("A", 60, 100),
            school("C", 50, 100, "high"),
            school("D", 80, 100),
            school("E", 1, 100),
            school("F", 20, 100),
        )
        found = ranking(district(*schools, high_schools_join=True))
        assert [(each.position, each.school_id, each.eligible, each.first) for each in found] == [
            (1, "D", True, True),
            (2, "C", True, True),
            (3, "A", True, False),
            (4, "B", True, False),
            (5, "F", False, False),
            (6, "E", False, False),
        ]


class TestQueues:
    SCHOOLS = (
        school("A", 90, 100, "middle"),
        school("B", 60, 100),
        school("C", 55, 100, "middle"),
        school("D", 50, 100),
        school("E", 1, 100),
    )

    def test_are_one_for_each_span_where_spans_are_ranked_apart(self) -> None:
        apart = ranking(district(*self.SCHOOLS, grouping="grade_span"))
        assert [(each.school_id, each.group) for each in apart][:4] == [
            ("A", ""),
            ("B", "elementary"),
            ("C", "middle"),
            ("D", "elementary"),
        ]
        assert {each.group for each in ranking(district(*self.SCHOOLS))} == {""}

    def test_leave_out_skipped_schools_and_those_not_eligible(self) -> None:
        def queue(**settings: Any) -> str:
            made = district(*self.SCHOOLS, thirty_five_rule=True, **settings)
            return "".join(each.school_id for each in candidates(made, ranking(made)))

        assert queue() == "ABCD"
        assert queue(skipped=[{"school_id": "B", "supplemental_cents": 1}]) == "ACD"
        # Spans that are left out are so where spans are ranked apart, and never for who comes first.
        assert queue(spans_served=["elementary"]) == "ABCD"
        assert queue(spans_served=["elementary"], grouping="grade_span") == "ABD"
        assert queue(spans_served=["middle"], grouping="grade_span") == "AC"
        assert queue(spans_served=[], grouping="grade_span") == "A"
        assert queue(grouping="grade_span") == "ABCD"
