"""Every published figure that follows from others, computed by the engine: New York, Hawaii, Chicago, California.

Each row of a file is a school of one policy; what the file prints are measures, and what must follow from them is an
expression. docs/allocation/published-figures.md lists them all, and what cannot be derived and why.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from services.allocation.domain.derive import with_derived
from services.allocation.domain.derived_measures import DerivedMeasure
from services.allocation.domain.eligibility import open_schools
from services.allocation.domain.prepare import prepare
from tests.allocation.domain.district import LEVELS, NEEDS, by_school, inputs, policy, run, source, totals
from tests.allocation.real_data.conftest import Rows

pytestmark = pytest.mark.reference


def values(rows: Sequence[Mapping[str, str]], columns: Sequence[str], expression: str) -> list[Fraction | None]:
    """Return an expression over the columns of every row, as the engine computes it."""
    names = [f"{number:04d}" for number in range(len(rows))]
    data = inputs(
        {name: {"all": 1} for name in names},
        {"S": 1},
        measures={
            column: {name: row[column] for name, row in zip(names, rows, strict=True) if row[column] != ""}
            for column in columns
        },
    )
    prepared = prepare(data, LEVELS, NEEDS)
    made = with_derived(
        prepared, (DerivedMeasure(name="found", expression=expression),), open_schools(prepared, 2027, 7)
    )
    found = made.derived["found"]
    return [found.at(row) for row in range(len(rows))]


def close(found: Sequence[Fraction | None], printed: Sequence[str], within: str) -> None:
    for value, text in zip(found, printed, strict=True):
        assert value is not None
        assert abs(value - Fraction(Decimal(text))) <= Fraction(Decimal(within)), (float(value), text)


@pytest.fixture(scope="module")
def read(reference: Callable[[str], Path], table: Callable[[Path], Rows]) -> Callable[[str, str], Rows]:
    return lambda folder, name: table(reference(folder) / f"{name}.csv")


Read = Callable[[str, str], Rows]
WSF, LCFF = "wsf-published-figures", "ca-lcff-figures"


def test_new_york_prints_weights_as_the_per_capita_over_the_base(read: Read) -> None:
    rows = [row for row in read(WSF, "nyc_fsf_fy2019_weights") if row["published_per_capita_usd"]]
    found = values(rows, ["published_per_capita_usd"], "round(published_per_capita_usd / 4084.80, 0.01)")
    close(found, [row["weight"] for row in rows], "0")
    assert len(rows) == 11
    # A printed weight times the base misses the per-capita amount by up to $1.04: amounts are what counts.
    product = values(rows, ["weight"], "weight * 4084.80")
    close(product, [row["published_per_capita_usd"] for row in rows], "1.04")


def test_new_york_q243_is_registers_times_per_capita(read: Read) -> None:
    rows = [row for row in read(WSF, "nyc_fsf_fy2019_school_q243") if row["per_capita_usd"]]
    columns = ["register_initial", "register_mid_year", "per_capita_usd"]
    close(values(rows, columns, "register_mid_year * per_capita_usd"), [row["allocation_usd"] for row in rows], "1")
    change = values(rows, columns, "(register_mid_year - register_initial) * per_capita_usd")
    close(change, [row["change_usd"] for row in rows], "1")
    counts = {"Q243": {"all@high": 416}}
    rule = {"kind": "per_pupil", "rates": [{"need_category": "all", "rate_dollars": "4206.95"}]}
    result = run(inputs(counts, {"S": 2_000_000_00}), policy(source("S", rule | {"rule_id": "grade"})))
    assert by_school(result, "S/grade") == {"Q243": 1_750_091_20}


def test_new_yorks_budget_overview_adds_up_and_gives_the_percent_of_formula(read: Read) -> None:
    rows = read(WSF, "nyc_fsf_budget_overview")
    columns = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "u", "j"]
    # Measures are never below zero: what the city takes away is a deduction.
    signed = [
        {**row, **{f"minus_{c}": str(max(-int(row[c] or 0), 0)) for c in columns}}
        | {c: str(max(int(row[c]), 0)) if row[c] else "" for c in columns}
        for row in rows
    ]
    names = columns + [f"minus_{c}" for c in columns]
    found = values(signed, names, "b + c + d - minus_d + e - minus_e + f - minus_f")
    close(found, [row["a"] for row in rows], "0")
    whole = [row for row in signed if row["h"] and row["j"]]
    assert len(whole) == 2
    printed = [row for row in rows if row["h"] and row["j"]]
    close(values(whole, names, "a + h - minus_h + i + u"), [row["g"] for row in printed], "0")
    percent = values(whole, names, "round(100 * (g - 225000) / (j - 225000), 0.01)")
    close(percent, [row["k_percent"] for row in printed], "0.01")


def test_every_allocation_of_one_new_york_school_is_a_source_of_its_own(read: Read) -> None:
    rows = read(WSF, "nyc_x270_fy2013_all_allocations")
    ids = [f"A{number:02d}" for number in range(len(rows))]
    amounts = {name: int(Decimal(row["amount_usd"]) * 100) for name, row in zip(ids, rows, strict=True)}
    data = inputs({"X270": {"all": 1}}, amounts, grants=[(name, "X270", cents) for name, cents in amounts.items()])
    result = run(data, policy(*({"source_id": name, "distribution": "school_grant"} for name in ids)))
    assert len(result.ledgers) == 45
    assert totals(result) == {"X270": sum(amounts.values())}
    by_type = {
        kind: sum(amounts[name] for name, row in zip(ids, rows, strict=True) if row["funding_type_by_name"] == kind)
        for kind in ("state", "federal", "tax levy")
    }
    assert sum(by_type.values()) == totals(result)["X270"] == 4_976_055_00


def test_hawaii_recounts_add_in_september_and_never_take(read: Read) -> None:
    rows = read(WSF, "hawaii_wsf_2007_08_middle_schools")
    columns = ["official_allocation", "tentative_allocation", "official_enrollment", "projected_enrollment"]
    signed = [{**row, "gain": str(max(int(row["september_change"]), 0))} for row in rows]
    close(
        values(rows, columns, "official_allocation - tentative_allocation"),
        [row["allocation_adjustment"] for row in rows],
        "2",
    )
    for which, enrollment in (("tentative", "projected"), ("official", "official")):
        found = values(rows, columns, f"round({which}_allocation / {enrollment}_enrollment, 0.01)")
        close(found, [row[f"{which}_per_student"] for row in rows], "0.01")
    # The September count pays for each pupil more, and takes nothing back: about $4,000 to $5,000 a pupil.
    for row, pupils in zip(rows, values(signed, ["gain"], "max(gain, 0)"), strict=True):
        assert (int(row["september_adjustment"]) > 0) == (pupils != 0)
        if pupils:
            assert 3_800 < int(row["september_adjustment"]) / pupils < 5_000


def test_chicagos_rates_follow_from_base_and_weights(read: Read) -> None:
    figures = {(row["fiscal_year"], row["item"]): row["value"] for row in read(WSF, "chicago_sbb_rates")}
    weights = [
        {"level": level, "need_category": "all", "weight": figures["FY14", f"weight_{grades}"]}
        for level, grades in (("elementary", "k_3"), ("middle", "4_8"), ("high", "9_12"))
    ]
    counts = {"E": {"all@elementary": 100}, "M": {"all@middle": 100}, "H": {"all@high": 100}}
    for base, expected in (
        (figures["FY14", "base"], {"E": 442_980_00, "M": 414_000_00, "H": 513_360_00}),
        (figures["FY18", "base"], {"E": 459_030_00, "M": 429_000_00, "H": 531_960_00}),
        ("5147.57", {"E": 550_789_99, "M": 514_757_00, "H": 638_298_68}),
    ):
        rule = {"kind": "per_pupil", "rule_id": "sbb", "base_dollars": base, "weights": weights}
        result = run(inputs(counts, {"S": 10_000_000_00}), policy(source("S", rule)))
        assert by_school(result, "S/sbb") == expected


def test_californias_statewide_components_add_up(read: Read) -> None:
    rows = read(LCFF, "statewide_components_million_usd")
    columns = ["base_funding", "supplemental_funding", "concentration_funding"]
    close(values(rows, columns, " + ".join(columns)), [row["subtotal"] for row in rows], "2")


def test_californias_proposal_of_2013_is_35_percent_twice(read: Read) -> None:
    rows = read(LCFF, "governor_proposal_march_2013_worked_table")
    columns = ["base_grant", "augmentation", "supplemental_35pct", "base_plus_supplemental", "concentration_35pct"]
    close(values(rows, columns, "base_grant * 35%"), [row["supplemental_35pct"] for row in rows], "1")
    close(
        values(rows, columns, "base_grant + supplemental_35pct"), [row["base_plus_supplemental"] for row in rows], "0"
    )
    close(
        values(rows, columns, "base_plus_supplemental + concentration_35pct"),
        [row["total_per_eligible_pupil"] for row in rows],
        "0",
    )


def test_californias_rates_give_the_worked_district(read: Read) -> None:
    rows = read(LCFF, "rates_2024_25")
    attendance = (1_000, 800, 500, 900)
    signed = [{**row, "ada": str(ada)} for row, ada in zip(rows, attendance, strict=True)]
    columns = ["base_grant_per_ada", "grade_span_adjustment_pct", "ada"]
    base = values(signed, columns, "ada * round(base_grant_per_ada * (1 + grade_span_adjustment_pct / 100))")
    assert sum(value or 0 for value in base) == 35_662_600
    share, threshold = Fraction(70, 100), Fraction(rows[0]["concentration_threshold_pct"]) / 100
    supplemental = 35_662_600 * Fraction(rows[0]["supplemental_pct_of_adjusted_base_x_upp"]) / 100 * share
    above = Fraction(rows[0]["concentration_pct_of_adjusted_base_x_upp_above_threshold"]) / 100 * (share - threshold)
    assert (supplemental, 35_662_600 * above) == (Fraction(4_992_764), Fraction("3477103.50"))
