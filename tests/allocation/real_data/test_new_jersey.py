"""New Jersey's School Funding Reform Act, fiscal year 2021: every step of 445 districts' notices.

The state's formula is a policy of derived measures, ``policies/new_jersey_2021.json``; a district stands for a school,
its county for a flag, county vocational districts for a school type. No code knows New Jersey.
"""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from services.allocation.domain.derive import with_derived
from services.allocation.domain.eligibility import open_schools
from services.allocation.domain.engine import allocate
from services.allocation.domain.explain import explain
from services.allocation.domain.inputs import CountRow, Inputs, MeasureRow, Origin, RevenueSource, School
from services.allocation.domain.policy import Policy, parse_policy
from services.allocation.domain.prepare import Prepared, prepare
from services.allocation.domain.result import Result
from tests.allocation.real_data.conftest import Rows

pytestmark = pytest.mark.reference

POLICY = Path(__file__).parent / "policies" / "new_jersey_2021.json"
LEVELS = ("hdk", "elem", "middle", "high")
GIVEN = {
    "enr_resident_10_15_2019": "enr_oct2019",
    **{f"enr_resident_oct{year}": f"oct{year}" for year in range(2014, 2020)},
    **{
        f"{count}_{level}": f"{count}_{level}"
        for count in ("proj_enr", "proj_atrisk_only", "proj_lep_only", "proj_lep_lowinc")
        for level in LEVELS
    },
    "low_income_conc_pct": "low_income_conc_pct",
}
STEPS = (
    "weight_atrisk",
    *(f"{step}_{level}" for step in ("weighted_enr", "wtd_atrisk_only", "wtd_lep_only", "wtd_lep_lowinc")
      for level in LEVELS),
    "weighted_enr_total", "wtd_atrisk_only", "wtd_lep_only", "wtd_lep_lowinc", "total_weighted_enrollment", "gca",
    "base_cost", "atrisk_cost", "lep_cost", "combo_cost", "sped_enr", "sped_cost", "speech_enr", "speech_cost",
    "adequacy_budget", "local_share_ev", "local_share_income", "local_fair_share", "local_fair_share_used",
    "equalization_aid", "sped_categorical_aid",
)  # fmt: skip
"""The state's figures from step 2 on, in the order of its notice."""

NO_EARLIER_ENROLLMENT = "LOCH ARBOUR"
"""It counts nobody before October 2017: there are no three years before to grow from."""


@pytest.fixture(scope="module")
def rows(reference: Callable[[str], Path], table: Callable[[Path], Rows]) -> Rows:
    found = table(reference("nj-sfra-fy21") / "districts.csv")
    assert len(found) == 445
    return found


@pytest.fixture(scope="module")
def policy() -> Policy:
    return parse_policy(POLICY.read_bytes())


@pytest.fixture(scope="module")
def prepared(rows: Rows, policy: Policy) -> Prepared:
    schools, counts, measures = [], [], []
    totals = dict.fromkeys(("equalization_aid", "sped_categorical_aid"), 0)
    for number, row in enumerate(rows, 2):
        origin, code = Origin("districts.csv", number), row["district_code"]
        flags = frozenset({row["county"]})
        schools.append(School(code, row["district"], ("district",), row["budget_type"], flags=flags, origin=origin))
        counts.append(CountRow(code, "district", "all", Decimal(row["enr_resident_10_15_2019"]), origin))
        values = {measure: Decimal(row[column]) for column, measure in GIVEN.items()}
        # Measures hold up to a thousand million: property and income in thousands of dollars.
        for column in ("equalized_valuation", "district_income"):
            values[f"{column}_thousands"] = Decimal(row[column]) / 1000
        measures += [MeasureRow(code, name, value, origin) for name, value in values.items()]
        for aid in totals:
            totals[aid] += int(row[aid]) * 100
    names = ("EQUALIZATION", "SPED")
    sources = tuple(
        RevenueSource(name, name.title(), "state", False, cents)
        for name, cents in zip(names, totals.values(), strict=True)
    )
    data = Inputs(tuple(schools), tuple(counts), sources, tuple(measures))
    return prepare(data, policy.levels, policy.need_categories)


@pytest.fixture(scope="module")
def derived(prepared: Prepared, policy: Policy) -> Prepared:
    return with_derived(prepared, policy.derived_measures, open_schools(prepared, 2021, 7))


@pytest.fixture(scope="module")
def result(prepared: Prepared, policy: Policy) -> Result:
    return allocate(prepared, policy)


@pytest.mark.parametrize("step", STEPS)
def test_the_step_equals_the_notice_in_all_445_districts(derived: Prepared, rows: Rows, step: str) -> None:
    values = derived.derived[step]
    wrong = {
        row["district"]: (row[step], str(values.at(derived.school_rows[row["district_code"]])))
        for row in rows
        if values.at(derived.school_rows[row["district_code"]]) != Fraction(Decimal(row[step]))
    }
    assert wrong == {}


def test_enrollment_grows_by_the_cube_root_of_three_years(derived: Prepared, rows: Rows) -> None:
    growth, projected = derived.derived["growth_rate"], derived.derived["projected_resident_fte"]
    wrong = []
    for row in rows:
        at = derived.school_rows[row["district_code"]]
        rate, pupils = growth.at(at), projected.at(at)
        assert rate is not None
        if row["district"] == NO_EARLIER_ENROLLMENT:
            continue
        # The state printed six decimals, the last of which is at times one off the exact root.
        assert abs(rate - Fraction(Decimal(row["growth_rate"]))) <= Fraction(1, 10**6), row["district"]
        if pupils != Fraction(Decimal(row["projected_resident_fte"])):
            wrong.append((row["district"], row["projected_resident_fte"], pupils))
    assert wrong == []


def test_the_aid_is_paid_to_the_dollar_and_nothing_is_left(result: Result, rows: Rows) -> None:
    for aid, source_id in (("equalization_aid", "EQUALIZATION"), ("sped_categorical_aid", "SPED")):
        component = next(c for c in result.components if c.source_id == source_id)
        paid = dict(zip(result.prepared.school_ids, component.amounts.tolist(), strict=True))
        assert paid == {row["district_code"]: int(row[aid]) * 100 for row in rows}
    assert all(ledger.reserve_cents == 0 and ledger.difference_cents == 0 for ledger in result.ledgers)


def test_the_worked_row_of_absecon_city_explained_to_its_notice(result: Result) -> None:
    text = explain(result, "0010", "EQUALIZATION", None).to_text("en")
    for figure in ("15,845,027", "11,687,020", "4,158,007"):
        assert figure in text
    assert "districts.csv" in text
