"""The report of per-pupil spending to the cent: what is whose, what is spread, and what is said of it."""

from decimal import Decimal
from fractions import Fraction

from services.allocation.domain.compliance.checks import Check
from services.allocation.domain.compliance.spending import (
    CITE,
    ActualSpending,
    SchoolMoney,
    SchoolSpending,
    Spent,
    actual_check,
    actual_spending,
    spending_report,
)
from services.allocation.domain.expenditures import CENTRAL, ActualExpenditure

TEACHERS = SchoolMoney("A", "Adams", Fraction(30), 100_00, 900_00, 60_00, 500_00)
DEAR = SchoolMoney("B", "Baker", Fraction(15), 100_00, 300_00, 100_01, 300_00)
CENTRALLY = Spent(1, 10, 100, 1_000)


def figures(check: Check) -> dict[str, tuple[int | str, str]]:
    return {each.label: (each.value, each.unit) for each in check.figures}


class TestPlanned:
    def test_what_staff_does_not_cost_is_the_rest_and_never_below_zero(self) -> None:
        found = spending_report([TEACHERS, DEAR], CENTRALLY, has_staff=True, spread=False)
        assert found.schools == (
            SchoolSpending("A", "Adams", Fraction(30), Spent(60_00, 40_00, 500_00, 400_00), Spent()),
            SchoolSpending("B", "Baker", Fraction(15), Spent(100_01, 0, 300_00, 0), Spent()),
        )
        assert found.central == CENTRALLY
        assert found.schools[0].own.total == 1_000_00

    def test_a_school_whose_staff_costs_more_by_either_money_is_named(self) -> None:
        local = SchoolMoney("C", "Clark", Fraction(5), 100_00, 300_00, 100_00, 300_01)
        found = spending_report([DEAR, TEACHERS, local], Spent(), has_staff=True, spread=False).check
        assert (found.code, found.cite, found.outcome, found.schools) == ("spending", CITE, "attention", ("B", "C"))
        assert found.finding.text("en").startswith("At 2 schools staff costs more than this scenario plans;")
        assert found.remedy is not None
        assert found.remedy.text("en").startswith("Check the funding sources in payroll")
        # 400.01, 1,000.00 and 400.01 by 50 pupils are 36 dollars and a part of a cent.
        assert figures(found) == {
            "spent_at_schools": (1_800_02, "cents"),
            "spent_centrally": (0, "cents"),
            "spent_per_pupil": (36_00, "cents"),
        }

    def test_a_school_whose_staff_costs_just_what_there_is_is_not_named(self) -> None:
        just = SchoolMoney("D", "Dunn", Fraction(9), 5_00, 7_00, 5_00, 7_00)
        found = spending_report([just], Spent(), has_staff=True, spread=False)
        assert found.schools[0].own == Spent(5_00, 0, 7_00, 0)
        assert found.check.outcome == "passed"

    def test_it_passes_with_staff_and_cannot_be_told_without(self) -> None:
        found = spending_report([TEACHERS], CENTRALLY, has_staff=True, spread=True).check
        assert (found.code, found.cite, found.outcome, found.remedy, found.schools) == (
            "spending",
            CITE,
            "passed",
            None,
            (),
        )
        assert found.finding.text("en").startswith("Every school's spending is known")
        # 1,000.00 and 11.11 by 30 pupils.
        assert figures(found) == {
            "spent_at_schools": (1_000_00, "cents"),
            "spent_centrally": (11_11, "cents"),
            "spent_per_pupil": (33_70, "cents"),
        }
        without = spending_report([TEACHERS, DEAR], CENTRALLY, has_staff=False, spread=True).check
        assert (without.code, without.cite, without.outcome, without.schools) == (
            "spending",
            CITE,
            "not_enough_data",
            (),
        )
        assert without.finding.text("en") == "No staff is imported, so personnel cannot be told from the rest."
        assert without.remedy is not None
        assert without.remedy.text("en") == "Import staff from payroll."
        assert figures(without)["spent_centrally"] == (11_11, "cents")

    def test_without_pupils_nothing_is_spread_and_nothing_is_per_pupil(self) -> None:
        empty = SchoolMoney("E", "Empty", Fraction(0), 5, 5, 0, 0)
        found = spending_report([empty], CENTRALLY, has_staff=True, spread=True)
        assert found.schools[0].central == Spent()
        assert figures(found.check)["spent_per_pupil"] == (0, "cents")


class TestSpread:
    def test_is_by_pupils_each_kind_to_the_cent(self) -> None:
        found = spending_report([TEACHERS, DEAR], CENTRALLY, has_staff=True, spread=True)
        # Two thirds and one third of 1, 10, 100 and 1,000 cents.
        assert [each.central for each in found.schools] == [Spent(1, 7, 67, 667), Spent(0, 3, 33, 333)]
        assert found.central == CENTRALLY


def row(school_id: str, pupils: str, *cents: int) -> ActualExpenditure:
    staff, other, own_staff, own_other = cents
    return ActualExpenditure(school_id, Decimal(pupils), staff, other, own_staff, own_other)


class TestActual:
    ROWS = (
        row("B", "1.5", 1, 2, 3, 4),
        row(CENTRAL, "0", 1, 10, 100, 1_000),
        row("A", "3", 50, 60, 70, 80),
        row(CENTRAL, "0", 2, 20, 200, 2_000),
    )

    def test_every_school_stands_by_its_id_and_the_central_rows_together(self) -> None:
        assert actual_spending(self.ROWS, {"A": "Adams"}, spread=False) == ActualSpending(
            (
                SchoolSpending("A", "Adams", Fraction(3), Spent(50, 60, 70, 80), Spent()),
                SchoolSpending("B", "B", Fraction(3, 2), Spent(1, 2, 3, 4), Spent()),
            ),
            Spent(3, 30, 300, 3_000),
        )
        spread = actual_spending(self.ROWS, {}, spread=True)
        assert [each.central for each in spread.schools] == [Spent(2, 20, 200, 2_000), Spent(1, 10, 100, 1_000)]

    def test_schools_that_did_not_report_are_named(self) -> None:
        actual = actual_spending(self.ROWS, {}, spread=False)
        found = actual_check(actual, ["D", "A", "C", "B"])
        assert (found.code, found.cite, found.outcome, found.schools) == ("spending", CITE, "attention", ("C", "D"))
        assert found.finding.text("en") == "2 schools have no actual expenditures of the year before."
        assert found.remedy is not None
        assert found.remedy.text("en").startswith("Import them again with these schools")
        # 260 and 10 cents at schools, 3,333 centrally, by 4.5 pupils.
        assert figures(found) == {
            "spent_at_schools": (270, "cents"),
            "spent_centrally": (3_333, "cents"),
            "spent_per_pupil": (800, "cents"),
        }

    def test_it_passes_where_every_school_of_now_did(self) -> None:
        actual = actual_spending(self.ROWS, {}, spread=False)
        found = actual_check(actual, ["A"])
        assert (found.code, found.cite, found.outcome, found.remedy, found.schools) == (
            "spending",
            CITE,
            "passed",
            None,
            (),
        )
        assert found.finding.text("en") == "Actual expenditures of the year before are imported for 2 schools."
        assert figures(found)["spent_at_schools"] == (270, "cents")
