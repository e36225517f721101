"""Average and actual charging to the cent: who is charged what, what a position costs, and whose figures stand."""

from decimal import Decimal
from fractions import Fraction

import pytest

from services.allocation.domain.salaries.charging import (
    Charging,
    ClassAverage,
    ClassCharge,
    SchoolCharge,
    charge,
    settle,
)
from services.allocation.domain.salaries.settings import SalarySettings
from services.allocation.domain.staff import CENTRAL, StaffLine


def line(person: int, school: str, cents: int, fte: str = "1", job: str = "Aide", **more: object) -> StaffLine:
    return StaffLine(person, school, job, Decimal(fte), cents, **({"benefits_cents": 0} | more))  # type: ignore[arg-type]


def charged(*staff: StaffLine, **settings: object) -> dict[tuple[str, str], int]:
    found = charge(staff, SalarySettings.model_validate(settings))
    return {(each.school_id, cell.job_class): cell.average_cents for each in found.schools for cell in each.classes}


def average(cents: int, fte: str, salary: int = 0, benefits: int = 0) -> ClassAverage:
    return ClassAverage("Aide", 9, Decimal(fte), cents, salary, benefits, hidden=False)


def test_every_figure_of_a_small_district() -> None:
    staff = [
        line(1, "A", 1_000, "0.5", "Teacher", benefits_cents=100),
        line(1, "A", 500, "0.25", "Teacher", benefits_cents=50),
        line(1, "A", 90, "0.2", benefits_cents=9),
        line(2, "B", 3_000, "1", "Teacher", benefits_cents=351),
        line(3, "B", 11, "0.3"),
        line(4, CENTRAL, 700, benefits_cents=77),
        line(4, CENTRAL, 7, benefits_cents=1),
        line(5, "C", 5_000, "1", federal=True),
    ]
    # Teachers: 5,001 cents over 1.75 positions, 0.75 of them at A. Aides: 110 over half a position, 0.2 at A.
    assert charge(staff, SalarySettings(include_federal=False)) == Charging(
        schools=(
            SchoolCharge(
                "A",
                1,
                Decimal("0.95"),
                1_749,
                44 + 2_143,
                None,
                (
                    ClassCharge("Aide", 1, Decimal("0.2"), 99, 44, hidden=True),
                    ClassCharge("Teacher", 1, Decimal("0.75"), 1_650, 2_143, hidden=True),
                ),
            ),
            SchoolCharge(
                "B",
                2,
                Decimal("1.3"),
                3_362,
                66 + 2_858,
                None,
                (
                    ClassCharge("Aide", 1, Decimal("0.3"), 11, 66, hidden=True),
                    ClassCharge("Teacher", 1, Decimal(1), 3_351, 2_858, hidden=True),
                ),
            ),
        ),
        classes=(
            ClassAverage("Aide", 2, Decimal("0.5"), 110, 101, 9, hidden=True),
            ClassAverage("Teacher", 2, Decimal("1.75"), 5_001, 4_500, 501, hidden=True),
        ),
        central_people=1,
        central_cents=785,
    )
    salaries = charge(staff, SalarySettings(include_federal=False, include_benefits=False))
    assert [each.actual_cents for each in salaries.schools] == [1_590, 3_011]
    assert [(each.actual_cents, each.benefits_cents) for each in salaries.classes] == [(101, 0), (4_500, 0)]
    assert salaries.central_cents == 707
    assert [each.school_id for each in charge(staff, SalarySettings()).schools] == ["A", "B", "C"]


def test_what_averaging_moves_is_what_payers_pay_and_not_what_the_others_are_spared() -> None:
    found = charge([line(1, "A", 100), line(2, "B", 300), line(3, "C", 200)], SalarySettings())
    assert [each.transfer_cents for each in found.schools] == [100, -100, 0]
    assert [each.classes[0].transfer_cents for each in found.schools] == [100, -100, 0]
    assert found.moved_cents == 100
    assert charge([line(1, "A", 10), line(2, "B", 11)], SalarySettings()).moved_cents == 1


class TestSplit:
    def test_cents_that_are_left_go_to_the_largest_part_and_then_to_the_lower_id(self) -> None:
        assert charged(line(1, "B", 50), line(2, "A", 50), line(3, "C", 0)) == {
            ("A", "Aide"): 34,
            ("B", "Aide"): 33,
            ("C", "Aide"): 33,
        }
        # 100 by 1 to 2 to 3: 16.67, 33.33 and 50.
        assert charged(line(1, "C", 100, "0.1"), line(2, "A", 0, "0.2"), line(3, "B", 0, "0.3")) == {
            ("A", "Aide"): 33,
            ("B", "Aide"): 50,
            ("C", "Aide"): 17,
        }

    def test_a_ten_thousandth_of_a_position_counts(self) -> None:
        assert charged(line(1, "A", 100, "0.0001"), line(2, "B", 0, "0.0003")) == {("A", "Aide"): 25, ("B", "Aide"): 75}

    def test_job_classes_do_not_mix(self) -> None:
        mixed = charged(
            line(1, "A", 10, "0", "Coach"), line(2, "A", 30), line(3, "B", 50), line(4, "B", 70, job="Cook")
        )
        assert mixed == {("A", "Coach"): 10, ("A", "Aide"): 40, ("B", "Aide"): 40, ("B", "Cook"): 70}

    def test_stipends_without_a_position_stay_with_the_school_that_pays_them(self) -> None:
        stipends = line(1, "A", 70, "0", benefits_cents=7), line(2, "B", 30, "0")
        assert charged(*stipends) == {("A", "Aide"): 77, ("B", "Aide"): 30}
        assert charged(*stipends, include_benefits=False) == {("A", "Aide"): 70, ("B", "Aide"): 30}
        # So it is where another class was shared before.
        assert charged(line(3, "A", 9, job="Cook"), *stipends) == {
            ("A", "Cook"): 9,
            ("A", "Aide"): 77,
            ("B", "Aide"): 30,
        }
        # One position in the class, and the stipends join its average.
        assert charged(*stipends, line(3, "C", 3)) == {("A", "Aide"): 0, ("B", "Aide"): 0, ("C", "Aide"): 110}

    def test_rounds_what_falls_below_zero_as_well(self) -> None:
        halves = {"A": Fraction(-3, 2), "B": Fraction(5, 2), "C": Fraction(1)}
        assert settle(halves, 2) == {"A": -1, "B": 2, "C": 1}
        assert settle({}, 0) == {}


class TestOnePosition:
    @pytest.mark.parametrize(
        ("cents", "fte", "expected"),
        [(5, "2", 3), (4, "3", 1), (1, "3", 0), (1, "0.0001", 10_000), (7, "0", 0), (100, "0.3", 333), (3, "1", 3)],
    )
    def test_costs_the_average_to_the_nearest_cent(self, cents: int, fte: str, expected: int) -> None:
        assert average(cents, fte).average_cents == expected
        assert average(0, fte, salary=cents).average_salary_cents == expected

    @pytest.mark.parametrize(
        ("salary", "benefits", "expected"), [(20_000, 1, 1), (20_001, 1, 0), (3, 1, 3_333), (1, 2, 20_000), (0, 5, 0)]
    )
    def test_has_benefits_to_the_nearest_basis_point_of_its_salary(
        self, salary: int, benefits: int, expected: int
    ) -> None:
        assert average(0, "1", salary=salary, benefits=benefits).benefits_bp == expected


class TestYears:
    def years(self, *staff: StaffLine) -> Decimal | None:
        (found,) = charge(staff, SalarySettings(small_group=5)).schools
        return found.years

    def test_are_the_mean_by_position_of_those_who_say_theirs(self) -> None:
        four = [line(person, "A", 1, "0.5", years=Decimal(6)) for person in range(4)]
        assert self.years(*four, line(4, "A", 1, "2", years=Decimal(0))) == Decimal("3.0")
        assert self.years(*four, line(4, "A", 1, "1", years=Decimal(1)), line(5, "A", 1)) == Decimal("4.3")

    def test_are_not_shown_of_too_few(self) -> None:
        four = [line(person, "A", 1, years=Decimal(6)) for person in range(4)]
        assert self.years(*four) is None
        # Neither a second line of the same person, nor one without a position or without years, makes five.
        assert self.years(*four, *four) is None
        assert self.years(*four, line(4, "A", 1, "0", years=Decimal(6)), line(5, "A", 1)) is None
        assert self.years(*four, line(4, "A", 1, "0.0001", years=Decimal(6))) == 6


def test_money_of_too_few_people_is_hidden_with_as_much_as_keeps_it_so() -> None:
    def staff(first: int, school: str, job: str, people: int) -> list[StaffLine]:
        return [line(first + person, school, 100, job=job) for person in range(people)]

    many = [*staff(100, "A", "Teacher", 6), *staff(200, "B", "Teacher", 7), *staff(300, "C", "Teacher", 8)]
    few = [*staff(400, "A", "Cook", 4), *staff(500, "B", "Cook", 5), *staff(600, "C", "Cook", 9)]

    def hidden(least: int) -> tuple[set[str], set[str]]:
        found = charge(many + few, SalarySettings(small_group=least))
        cells = {f"{each.school_id} {cell.job_class}" for each in found.schools for cell in each.classes if cell.hidden}
        return cells, {each.job_class for each in found.classes if each.hidden}

    # The four cooks of A, and what would tell them: the next cooks and, in both schools, the teachers.
    assert hidden(5) == ({"A Cook", "B Cook", "A Teacher", "B Teacher"}, set())
    assert hidden(20) == ({f"{school} {job}" for school in "ABC" for job in ("Cook", "Teacher")}, {"Cook", "Teacher"})
