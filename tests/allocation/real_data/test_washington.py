"""Washington, DC, fiscal year 2016: nine budget categories of 113 schools, the minimum per pupil, the 5 % floor.

Positions and items are measures of a school (they carry fractions of a cent); a category is a derived measure over them
and a source; the engine rounds each once. The minimum per pupil is a minimum operational budget, stabilization a hold
harmless of 95 %, each paid from a reserve. Last year's budgets are not in the data: for the schools that were
stabilized, those are taken that the printed floor implies. The minimum is derived from pupils as well: $9,000 for each.
"""

from collections import defaultdict
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from services.allocation.domain.engine import allocate
from services.allocation.domain.inputs import CountRow, CurrentBudget, Inputs, MeasureRow, RevenueSource, School
from services.allocation.domain.policy import policy_from_document
from services.allocation.domain.prepare import prepare
from services.allocation.domain.result import Result
from tests.allocation.domain.district import check_invariants
from tests.allocation.real_data.conftest import Rows

pytestmark = pytest.mark.reference

CATEGORIES = {
    "enrollment_driven": "Enrollment",
    "special_education": "Special Education",
    "english_learners": "English Language Learners (ELL)",
    "specialty": "Specialty",
    "title_i": "Title",
    "after_school_and_evening_credit": "ASP/ECR",
}
AT_RISK = "school_based_at_risk"
MOVED_ENROLLMENT = {"Dorothy Height ES", "Eastern HS"}
"""Their enrollment items do not sum to the printed category, as the data's description says."""
STAFF_BESIDE_THE_MINIMUM = {"Lafayette ES": 93_040, "Deal MS": -2 * 93_040}
"""A related-arts teacher on top of the minimum at one school, and two teachers fewer than it at the other."""
NO_MINIMUM = {"Roosevelt STAY", "Ballou STAY", "Wilson HS"}
"""Below $9,000 for each pupil and not lifted: two evening schools, and one that the data do not explain."""
SPECIALTY_APART = {"Stanton ES*", "Woodson, H.D. HS*"}
"""Their at-risk column leaves out Specialty money, which is shown apart."""


def cents(text: str | Decimal) -> int:
    return int((Decimal(text or "0") * 100).quantize(Decimal(1), ROUND_HALF_UP))


@pytest.fixture(scope="module")
def printed(reference: Callable[[str], Path], table: Callable[[Path], Rows]) -> dict[str, dict[str, str]]:
    rows = table(reference("dcps-budgets-fy16") / "final_allocations.csv")
    assert len(rows) == 113
    return {row["school_code"]: row for row in rows}


@pytest.fixture(scope="module")
def measures(
    reference: Callable[[str], Path], table: Callable[[Path], Rows], printed: dict[str, dict[str, str]]
) -> list[MeasureRow]:
    """Sums of items by school and category, before at-risk money and the part it pays."""
    folder = reference("dcps-budgets-fy16")
    field_of = {name: field for field, name in CATEGORIES.items()}
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in table(folder / "items_before_at_risk.csv.gz"):
        if row["budget_category"] in field_of:
            sums[row["school_code"], field_of[row["budget_category"]] + "_items"] += Decimal(row["amount_usd"])
    for row in table(folder / "items_at_risk.csv"):
        if row["budget_category"] in field_of:
            sums[row["school_code"], field_of[row["budget_category"]] + "_at_risk"] += Decimal(row["amount_usd"])
        apart = row["budget_category"] == "Specialty" and printed[row["school_code"]]["school"] in SPECIALTY_APART
        if row["budget_category"] != "Central" and not apart:
            sums[row["school_code"], "at_risk_items"] += Decimal(row["amount_usd"])
    names = [f"{field}_{part}" for field in CATEGORIES for part in ("items", "at_risk")] + ["at_risk_items"]
    return [MeasureRow(code, name, sums[code, name]) for code in printed for name in names]


def implied_last_year(total: int) -> int:
    """Return a budget whose 95 %, rounded up to the cent, is the total."""
    budget = total * 10_000 // 9_500
    assert -(-budget * 9_500 // 10_000) == total
    return budget


def policy(floors: list[dict[str, Any]]) -> dict[str, Any]:
    derived = [
        {"name": field, "expression": f"max({field}_items - {field}_at_risk, $0)", "unit": "dollars"}
        for field in CATEGORIES
    ]
    derived.append({"name": AT_RISK, "expression": "max(at_risk_items, $0)", "unit": "dollars"})
    return {
        "name": "Washington, fiscal year 2016",
        "fiscal_year": 2016,
        "levels": ["school"],
        "need_categories": ["all"],
        "derived_measures": derived,
        "sources": [
            {
                "source_id": field,
                "distribution": "unlocked",
                "rules": [{"kind": "formula", "rule_id": "items", "measure": field}],
            }
            for field in (*CATEGORIES, AT_RISK)
        ],
        "adjustments": [
            {
                "kind": "minimum_operational_budget",
                "adjustment_id": "per_pupil_minimum",
                "per_school": floors,
                "payer": {"kind": "reserve", "source_id": "enrollment_driven"},
            },
            {
                "kind": "hold_harmless",
                "adjustment_id": "stabilization",
                "percent_bp": 9_500,
                "payer": {"kind": "reserve", "source_id": "enrollment_driven"},
            },
        ],
    }


@pytest.fixture(scope="module")
def result(printed: dict[str, dict[str, str]], measures: list[MeasureRow]) -> Result:
    floors, current = [], []
    for code, row in printed.items():
        # Floors stand on what the engine itself counts, so that a cent of rounding is nobody's top-up.
        counted = sum(cents(row[field]) for field in (*CATEGORIES, AT_RISK))
        minimum, stabilization = cents(row["per_pupil_minimum"]), cents(row["stabilization"])
        if minimum:
            floors.append({"school_id": code, "amount_cents": counted + minimum})
        if stabilization:
            current.append(CurrentBudget(code, None, implied_last_year(counted + minimum + stabilization)))
    data = Inputs(
        schools=tuple(School(code, row["school"], ("school",)) for code, row in printed.items()),
        counts=tuple(CountRow(code, "school", "all", Decimal(1)) for code in printed),
        revenue_sources=tuple(
            RevenueSource(field, field, "local", False, 600_000_000_00) for field in (*CATEGORIES, AT_RISK)
        ),
        measures=tuple(measures),
        current_budgets=tuple(current),
    )
    decisions = policy_from_document(policy(floors))
    result = allocate(prepare(data, decisions.levels, decisions.need_categories), decisions)
    check_invariants(result)
    return result


def column(result: Result, component_id: str) -> dict[str, int]:
    component = next(c for c in result.components if c.component_id == component_id)
    return dict(zip(result.prepared.school_ids, component.amounts.tolist(), strict=True))


@pytest.mark.parametrize("field", CATEGORIES)
def test_every_category_of_every_school_to_the_cent(
    result: Result, printed: dict[str, dict[str, str]], field: str
) -> None:
    amounts = column(result, f"{field}/items")
    wrong = {row["school"] for code, row in printed.items() if amounts[code] != cents(row[field])}
    assert wrong == (MOVED_ENROLLMENT if field == "enrollment_driven" else set())


def test_at_risk_money_to_the_cent(result: Result, printed: dict[str, dict[str, str]]) -> None:
    amounts = column(result, f"{AT_RISK}/items")
    assert amounts == {code: cents(row[AT_RISK]) for code, row in printed.items()}


def test_six_schools_reach_the_minimum_and_22_the_floor(result: Result, printed: dict[str, dict[str, str]]) -> None:
    for component, field, count in (
        ("per_pupil_minimum/top_up", "per_pupil_minimum", 6),
        ("stabilization/top_up", "stabilization", 22),
    ):
        lifted = {code: amount for code, amount in column(result, component).items() if amount}
        assert lifted == {code: cents(row[field]) for code, row in printed.items() if cents(row[field])}
        assert len(lifted) == count


def test_every_total_to_the_cent(result: Result, printed: dict[str, dict[str, str]]) -> None:
    totals = dict(zip(result.prepared.school_ids, result.totals.tolist(), strict=True))
    for code, row in printed.items():
        if row["school"] not in MOVED_ENROLLMENT:
            # Eight parts are rounded to the cent one by one; the printed total is their sum before rounding.
            assert abs(totals[code] - cents(row["total_school_budget"])) <= 2, row["school"]
            parts = sum(cents(row[field]) for field in (*CATEGORIES, AT_RISK, "per_pupil_minimum", "stabilization"))
            assert totals[code] == parts


def test_the_sums_of_the_categories(
    result: Result, printed: dict[str, dict[str, str]], reference: Callable[[str], Path], table: Callable[[Path], Rows]
) -> None:
    sums = {row["category"]: row["sum_of_113_schools_usd"] for row in table(
        reference("dcps-budgets-fy16") / "category_sums.csv")}  # fmt: skip
    for field in CATEGORIES:
        if field == "enrollment_driven":
            continue
        # 113 amounts rounded to the cent, each by at most half a cent.
        assert abs(sum(column(result, f"{field}/items").values()) - cents(sums[field])) <= 57
    for code, row in printed.items():
        both = Decimal(row[AT_RISK] or 0) + Decimal(row["school_support_at_risk"] or 0)
        assert abs(both - Decimal(row["total_at_risk"] or 0)) < Decimal("0.00001"), code


def _minimum(school: str, pupils: Decimal) -> Decimal:
    return Decimal(0) if school in NO_MINIMUM else pupils * 9_000 + STAFF_BESIDE_THE_MINIMUM.get(school, 0)


def test_every_total_without_tolerance_where_one_source_is_rounded_once(
    printed: dict[str, dict[str, str]],
    measures: list[MeasureRow],
    reference: Callable[[str], Path],
    table: Callable[[Path], Rows],
) -> None:
    folder = reference("dcps-budgets-fy16")
    pupils = {row["school_code"]: Decimal(row["total_fy16"]) for row in table(folder / "enrollment.csv")}
    # Money for pupils' satisfaction comes on top of the minimum.
    on_top = {
        row["school_code"]: Decimal(row["amount_usd"])
        for row in table(folder / "items_before_at_risk.csv.gz")
        if row["item"] == "PWP for Student Satisfaction"
    }
    more = [
        MeasureRow(code, name, value)
        for code, row in printed.items()
        for name, value in (
            ("minimum", _minimum(row["school"], pupils[code])),
            ("on_top", on_top.get(code, Decimal(0))),
            ("stabilized", Decimal(row["stabilization"] or 0)),
        )
    ]
    before = " + ".join((*CATEGORIES, AT_RISK))
    document = policy([])
    document["derived_measures"] += [
        {"name": "to_the_minimum", "expression": f"max(minimum + on_top - ({before}), $0)", "unit": "dollars"},
        {"name": "whole", "expression": f"{before} + to_the_minimum + stabilized", "unit": "dollars"},
    ]
    rule = {"kind": "formula", "rule_id": "whole", "measure": "whole"}
    document["sources"] = [{"source_id": "ALL", "distribution": "unlocked", "rules": [rule]}]
    del document["adjustments"]
    decisions = policy_from_document(document)
    data = Inputs(
        schools=tuple(School(code, row["school"], ("school",)) for code, row in printed.items()),
        counts=tuple(CountRow(code, "school", "all", Decimal(1)) for code in printed),
        revenue_sources=(RevenueSource("ALL", "All money", "local", False, 900_000_000_00),),
        measures=(*measures, *more),
    )
    result = allocate(prepare(data, decisions.levels, decisions.need_categories), decisions)
    rows = {printed[code]["school"]: row for row, code in enumerate(result.prepared.school_ids)}
    lifted = {school: result.prepared.derived["to_the_minimum"].at(row) or Fraction(0) for school, row in rows.items()}
    assert {school: int(dollars * 100 + Fraction(1, 2)) for school, dollars in lifted.items() if dollars} == {
        row["school"]: cents(row["per_pupil_minimum"]) for row in printed.values() if cents(row["per_pupil_minimum"])
    }
    totals = {school: int(result.totals[row]) for school, row in rows.items() if school not in MOVED_ENROLLMENT}
    assert len(totals) == 111
    assert totals == {
        row["school"]: cents(row["total_school_budget"])
        for row in printed.values()
        if row["school"] not in MOVED_ENROLLMENT
    }
