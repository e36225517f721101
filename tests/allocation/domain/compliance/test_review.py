"""Supplanting, comparability, control, spending and the register of rules, each passed and failed on purpose."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.allocation.domain.compliance.checks import Check
from services.allocation.domain.compliance.comparability import ComparedSchool, comparability
from services.allocation.domain.compliance.control import control_check
from services.allocation.domain.compliance.review import ComplianceReview, review
from services.allocation.domain.compliance.review_document import review_document
from services.allocation.domain.compliance.settings import ComplianceSettings
from services.allocation.domain.compliance.spending import (
    SchoolMoney,
    Spent,
    actual_check,
    actual_spending,
    spending_report,
)
from services.allocation.domain.compliance.supplement import flags_check, money_check
from services.allocation.domain.compliance.words import WORDS
from services.allocation.domain.expenditures import ActualExpenditure
from services.allocation.domain.inputs import CurrentBudget, Inputs
from services.allocation.domain.result import Result
from services.allocation.domain.staff import CENTRAL, StaffLine
from tests.allocation.domain.district import inputs, policy, run, source

BASE = {"kind": "per_pupil", "rule_id": "base", "rates": [{"need_category": "all", "rate_dollars": "100"}]}
GRANT = {"kind": "weighted_pool", "rule_id": "t1", "weights": [{"need_category": "poverty", "weight": "1"}]}
FLAGGED = {"kind": "rule", "match": "any", "conditions": [{"subject": "flag", "operator": "==", "value": "title_1"}]}


def district(*sources: dict[str, Any], current: dict[str, int] | None = None, **more: Any) -> Result:
    """Run three elementary schools and a high school; A and B have Title I."""
    data: Inputs = inputs(
        {
            "A": {"all": 200, "poverty": 150},
            "B": {"all": 300, "poverty": 180},
            "C": {"all": 400, "poverty": 40},
            "H": {"all@high": 500, "poverty@high": 50},
        },
        {"LCFF": 20_000_000, "STATE2": 20_000_000, "T1": 3_300_000},
        schools={"A": {"flags": frozenset({"title_1"})}, "B": {"flags": frozenset({"title_1"})}},
        restricted=("T1",),
    )
    federal = tuple(
        replace(each, funder="Federal", name="Title I, Part A") if each.source_id == "T1" else each
        for each in data.revenue_sources
    )
    budgets = tuple(CurrentBudget(school_id, "LCFF", cents) for school_id, cents in (current or {}).items())
    return run(replace(data, revenue_sources=federal, current_budgets=budgets), policy(*sources, **more))


def usual(**more: Any) -> Result:
    return district(
        source("LCFF", BASE, control="school"),
        source("T1", GRANT, eligibility=FLAGGED),
        **more,
    )


def by_code(found: ComplianceReview) -> dict[str, Check]:
    return {check.code: check for check in found.checks}


def staffed(fte: dict[str, str], salary: dict[str, int] | None = None) -> list[StaffLine]:
    pay = salary or {}
    return [
        StaffLine(number, school_id, "Teacher", Decimal(count), pay.get(school_id, 5_000_000), 0)
        for number, (school_id, count) in enumerate(fte.items(), start=1)
    ]


def test_federal_money_may_follow_the_flag_and_state_money_may_not() -> None:
    assert flags_check(usual(), "title_1").outcome == "passed"
    supplanting = district(
        source("LCFF", BASE, control="school"),
        source("STATE2", {**BASE, "rule_id": "extra", "label": "Extra"}, eligibility=FLAGGED),
        source("T1", GRANT, eligibility=FLAGGED),
    )
    check = flags_check(supplanting, "title_1")
    assert check.outcome == "failed"
    # Turned around, C and H have 900 pupils at $100 and A and B lose their 500: $140,000 moves at all four.
    assert set(check.schools) == {"A", "B", "C", "H"}
    assert "STATE2: Extra ($140,000.00)" in check.finding.text("en")


def test_a_flag_that_breaks_the_formula_is_told() -> None:
    scarce = {**BASE, "rule_id": "extra", "rates": [{"need_category": "all", "rate_dollars": "100"}]}
    result = district(source("LCFF", {**scarce, "rates": [{"need_category": "all", "rate_dollars": "380"}]},
                             eligibility=FLAGGED))  # fmt: skip
    check = flags_check(result, "title_1")
    assert check.outcome == "attention"
    assert "cannot be calculated" in check.finding.text("en")


def test_a_floor_that_counts_title_one_money_supplants_and_one_that_does_not_is_fine() -> None:
    floor = {
        "kind": "hold_harmless",
        "adjustment_id": "hh",
        "percent_bp": 10_000,
        "basis": "total",
        "payer": {"kind": "reserve", "source_id": "LCFF"},
    }
    current = {"A": 3_500_000, "B": 3_600_000, "C": 4_000_000, "H": 5_000_000}
    counting = usual(current=current, adjustments=[floor])
    assert money_check(counting, "T1").outcome == "failed"
    apart = usual(current=current, adjustments=[{**floor, "source_ids": ["LCFF"]}])
    assert money_check(apart, "T1").outcome == "passed"


def test_without_a_title_one_source_the_money_cannot_be_tested() -> None:
    assert money_check(district(source("LCFF", BASE)), "T1").outcome == "not_enough_data"


@pytest.mark.parametrize(
    ("fte", "outcome"),
    [
        # C has 20 pupils a teacher, so A and B may have 22 and no more.
        ({"A": "10", "B": "15", "C": "20", "H": "25"}, "passed"),
        ({"A": "9.0910", "B": "15", "C": "20", "H": "25"}, "passed"),
        ({"A": "9.0909", "B": "15", "C": "20", "H": "25"}, "failed"),
    ],
)
def test_pupils_per_position_may_be_a_tenth_above_the_other_schools(fte: dict[str, str], outcome: str) -> None:
    found = review(usual(), staffed(fte), ComplianceSettings(), None)
    assert by_code(found)["comparability"].outcome == outcome
    assert found.title_one_schools == {"A", "B"}
    assert found.title_one_by == "money"


def test_federal_staff_and_longevity_are_left_out() -> None:
    staff = staffed({"A": "9", "B": "15", "C": "20", "H": "25"})
    federal = StaffLine(90, "A", "Coach", Decimal(5), 9_000_000, 0, federal=True, funding="T1")
    settings = ComplianceSettings()
    assert by_code(review(usual(), [*staff, federal], settings, None))["comparability"].outcome == "failed"
    counted = ComplianceSettings(leave_out_federal=False)
    assert by_code(review(usual(), [*staff, federal], counted, None))["comparability"].outcome == "passed"

    dollars = ComplianceSettings(comparability_test="dollars")
    even = staffed(dict.fromkeys("ABCH", "10"), {"A": 2_000_000, "B": 3_000_000, "C": 4_400_000, "H": 5_000_000})
    # With $4,000 of longevity pay C has $100 a pupil as the others do; counted, it has $110 and $99 would be needed.
    senior = [replace(each, longevity_cents=400_000) if each.school_id == "C" else each for each in even]
    assert by_code(review(usual(), senior, dollars, None))["comparability"].outcome == "passed"
    harder = ComplianceSettings(comparability_test="dollars", leave_out_longevity=False, dollars_limit_bp=9_500)
    assert by_code(review(usual(), senior, harder, None))["comparability"].outcome == "failed"


def test_small_and_single_schools_are_exempt_and_plans_stand_in_for_staff() -> None:
    def school(name: str, span: str, title_one: bool, pupils: int, cents: int) -> ComparedSchool:
        return ComparedSchool(name, name, span, title_one, Fraction(pupils), Fraction(10), cents)

    small = [school("A", "e", True, 100, 1), school("B", "e", False, 400, 40_000), school("H", "h", True, 900, 9)]
    found = comparability(small, ComplianceSettings(), has_staff=True)
    assert [line.exempt for line in found.lines] == ["small", "single"]
    assert found.check.outcome == "not_applicable"

    planned = [school("A", "e", True, 200, 17_999), school("B", "e", False, 400, 40_000)]
    assert comparability(planned, ComplianceSettings(), has_staff=False).check.outcome == "failed"
    planned[0] = replace(planned[0], dollars_cents=18_000)
    assert comparability(planned, ComplianceSettings(), has_staff=False).check.outcome == "attention"


def test_where_every_school_has_title_one_each_is_held_against_all() -> None:
    schools = [
        ComparedSchool(name, name, "e", True, Fraction(400), Fraction(fte), 1) for name, fte in (("A", 10), ("B", 20))
    ]
    lines = comparability(schools, ComplianceSettings(), has_staff=True).lines
    assert [line.holds for line in lines] == [False, True]


def test_the_share_under_school_control_is_held_against_its_target() -> None:
    result = district(source("LCFF", BASE, control="school"), source("STATE2", BASE, control="central"))
    # Of $400,000 unrestricted, schools decide on $140,000: 35 %.
    assert control_check(result, 3_500).outcome == "passed"
    short = control_check(result, 3_501)
    assert short.outcome == "failed"
    assert "$40.00 more" in short.finding.text("en")


def test_the_spending_report_tells_whose_money_it_is_and_what_is_staff() -> None:
    staff = [
        *staffed({"A": "1", "B": "1"}, {"A": 1_200_000, "B": 2_000_000}),
        StaffLine(9, "A", "Coach", Decimal(1), 1_000_000, 0, funding="T1"),
        StaffLine(10, CENTRAL, "Director", Decimal(1), 700_000, 0),
    ]
    found = review(usual(), staff, ComplianceSettings(), None).spending
    of_a = next(row for row in found.schools if row.school_id == "A")
    # $33,000 of Title I by 330 pupils in poverty: A's 150 bring $15,000, of which its coach costs $10,000.
    assert of_a.own == Spent(1_000_000, 500_000, 1_200_000, 800_000)
    assert found.central.state_local_personnel == 700_000
    assert found.check.outcome == "passed"
    assert review(usual(), [], ComplianceSettings(), None).spending.check.outcome == "not_enough_data"
    dear = staffed({"A": "1"}, {"A": 90_000_000})
    assert review(usual(), dear, ComplianceSettings(), None).spending.check.schools == ("A",)


@given(st.lists(st.tuples(st.integers(1, 900), st.integers(0, 10**9)), min_size=1, max_size=12), st.integers(0, 10**12))
def test_central_spending_is_spread_to_the_cent(rows: list[tuple[int, int]], cents: int) -> None:
    schools = [
        SchoolMoney(f"S{number}", "", Fraction(pupils), money, money, money // 2, money // 3)
        for number, (pupils, money) in enumerate(rows)
    ]
    central = Spent(cents // 7, cents // 3, cents // 2, cents)
    report = spending_report(schools, central, has_staff=True, spread=True)
    assert sum(row.central.total for row in report.schools) == central.total
    assert [row.own.total for row in report.schools] == [2 * money for _, money in rows]


def flexible(origin: str | None, status: str | None) -> dict[str, Any]:
    return source("T1", GRANT, flexibility={"origin": origin, "status": status})


@pytest.mark.parametrize(
    ("origin", "status", "outcome"),
    [
        ("federal", "kept", "passed"),
        ("federal", "waived", "attention"),
        ("state", "relaxed", "attention"),
        (None, None, "attention"),
        ("federal", None, "attention"),
        ("district", "relaxed", "failed"),
    ],
)
def test_the_register_asks_whose_rule_it_is(origin: str | None, status: str | None, outcome: str) -> None:
    result = district(source("LCFF", BASE), source("STATE2", BASE), flexible(origin, status))
    found = review(result, [], ComplianceSettings(), None)
    assert by_code(found)["register"].outcome == outcome


def test_schools_without_title_one_money_are_known_by_their_flag() -> None:
    result = district(source("LCFF", BASE))
    found = review(result, [], ComplianceSettings(), None)
    assert found.title_one_schools == {"A", "B"}
    assert found.title_one_by == "flag"


def test_every_check_speaks_both_languages() -> None:
    found = review(usual(), staffed(dict.fromkeys("ABCH", "10")), ComplianceSettings(central_spread="pupils"), None)
    english, spanish = review_document(found, "en"), review_document(found, "es")
    for one, other in zip(english["checks"], spanish["checks"], strict=True):
        assert one["finding"] != other["finding"]
        # A law is cited alike everywhere; the target of the district is no law.
        assert (one["cite"] == other["cite"]) == (one["code"] != "school_control")
    assert all("" not in pair for pair in WORDS.values())


AMOUNT = st.integers(0, 10**9)


@given(
    amounts=st.lists(st.tuples(st.integers(0, 2_000), AMOUNT, AMOUNT, AMOUNT, AMOUNT), min_size=1, max_size=6),
    central=st.tuples(AMOUNT, AMOUNT, AMOUNT, AMOUNT),
    spread=st.booleans(),
)
def test_what_was_spent_stays_whole_whether_spread_or_apart(
    amounts: list[tuple[int, int, int, int, int]], central: tuple[int, int, int, int], spread: bool
) -> None:
    rows = [
        ActualExpenditure(f"S{at}", Decimal(pupils), staff, other, own_staff, own_other)
        for at, (pupils, staff, other, own_staff, own_other) in enumerate(amounts)
    ]
    report = actual_spending([*rows, ActualExpenditure(CENTRAL, Decimal(0), *central)], {"S0": "First"}, spread=spread)
    assert report.schools[0].name == "First"
    assert sum(row.own.total for row in report.schools) == sum(row.total_cents for row in rows)
    assert report.central.total == sum(central)
    shared = sum(row.central.total for row in report.schools)
    has_pupils = any(row.pupil_count for row in rows)
    assert shared == (sum(central) if spread and has_pupils else 0)
    assert actual_check(report, ["S0"]).outcome == "passed"
    assert actual_check(report, ["S0", "new"]).schools == ("new",)
