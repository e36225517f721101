"""A policy over the years: each year rests on the one before, and every cent of every year is accounted for."""

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services.allocation.domain.errors import Infeasible
from services.allocation.domain.expected_pupils import Expected, expectation_faults
from services.allocation.domain.inputs import Inputs
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import prepare
from services.allocation.domain.projection import Growth, ProjectedYear, project
from tests.allocation.domain.district import LEVELS, NEEDS, inputs, policy, source

COUNTS: dict[str, dict[str, object]] = {
    "A": {"all": 100, "poverty": 80},
    "B": {"all": 100, "poverty": 10},
    "C": {"all@middle": 50, "all@high": 51, "poverty@middle": 5},
}
CURRENT = {"A": 80_000_00, "B": 120_000_00, "C": 100_000_00}
STEPS = [{"fiscal_year": 2028, "weight": "0.5"}, {"fiscal_year": 2029, "weight": "1"}]
GROWING = {
    "kind": "weighted_pool",
    "rule_id": "base",
    "weights": [
        {"need_category": "all", "weight": "1"},
        {"need_category": "poverty", "weight": "0", "steps": STEPS},
    ],
}
HOLD = {
    "kind": "hold_harmless",
    "adjustment_id": "hh",
    "percent_bp": 10_000,
    "phase_out": [{"fiscal_year": 2028, "percent_bp": 9_500}, {"fiscal_year": 2029, "percent_bp": 0}],
    "payer": {"kind": "gainers"},
}


def years(document: Policy, growth: Growth, count: int = 4, rows: Inputs | None = None) -> list[ProjectedYear]:
    rows = rows or inputs(COUNTS, {"LCFF": 300_000_00}, current=CURRENT)
    return project(rows, document, growth, count, first=prepare(rows, LEVELS, NEEDS))


def totals(year: ProjectedYear) -> list[int]:
    assert year.result is not None
    return [int(cents) for cents in year.result.totals]


def test_weights_step_and_hold_harmless_fades_from_each_year_s_own_past() -> None:
    plain, held = (years(policy(source("LCFF", GROWING), adjustments=more), Growth()) for more in ([], [HOLD]))
    assert [year.fiscal_year for year in held] == [2027, 2028, 2029, 2030]
    assert totals(plain[0])[0] - totals(plain[0])[1] in {0, 1}
    assert totals(plain[1])[0] > totals(plain[0])[0]
    assert totals(plain[2]) == totals(plain[3])
    assert totals(held[0])[1] == CURRENT["B"]
    # 95 % of what the school had the year before, not of what it had in the beginning.
    assert totals(held[1])[1] == CURRENT["B"] * 95 // 100
    assert totals(held[2]) == totals(plain[2])


def test_revenue_and_pupils_grow_from_the_first_year() -> None:
    growth = Growth(revenue_bp={"*": 300}, pupils_bp={"middle": -1_000, "*": 100})
    found = years(policy(source("LCFF", GROWING)), growth, 3)
    assert [sum(totals(year)) for year in found] == [300_000_00, 309_000_00, 318_270_00]
    assert found[2].result is not None
    pupils = dict(zip(found[2].result.prepared.school_ids, found[2].result.prepared.pupils.tolist(), strict=True))
    assert pupils == {"A": 102, "B": 102, "C": 41 + 52}
    named = years(policy(source("LCFF", GROWING)), Growth(revenue_bp={"LCFF": -500, "*": 300}), 2)
    assert sum(totals(named[1])) == 285_000_00


def test_expected_pupils_go_before_growth_and_needs_keep_their_share() -> None:
    growth = Growth(pupils_bp={"*": 100}, pupils={(2028, "A", "elementary"): Decimal(50)})
    result = years(policy(source("LCFF", GROWING)), growth, 2)[1].result
    assert result is not None
    assert result.prepared.pupils.tolist() == [50, 101, 103]
    assert result.prepared.need_counts["poverty"].tolist() == [40, 10, 5]


def test_a_trigger_is_reached_when_revenue_has_grown_and_until_then_there_is_a_shadow() -> None:
    trigger = {"kind": "trigger", "adjustment_id": "t", "revenue_cents": 310_000_00}
    weights = {**GROWING, "weights": [GROWING["weights"][0], {"need_category": "poverty", "weight": "1"}]}
    found = years(policy(source("LCFF", weights), adjustments=[trigger]), Growth(revenue_bp={"*": 200}), 3)
    assert [year.triggers[0].reached for year in found] == [False, False, True]
    assert [year.shadow is not None for year in found] == [True, True, False]
    assert totals(found[0]) == [80_000_00, 120_000_00, 100_000_00]
    assert totals(found[1]) == [81_600_00, 122_400_00, 102_000_00]
    assert totals(found[2])[0] > totals(found[2])[1]


def test_a_year_that_cannot_be_paid_ends_the_projection_with_its_reason() -> None:
    rate = {"kind": "per_pupil", "rule_id": "r", "rates": [{"need_category": "all", "rate_dollars": "900"}]}
    found = years(policy(source("LCFF", rate)), Growth(pupils_bp={"*": 800}), 5)
    assert [year.result is not None for year in found] == [True, True, False]
    assert isinstance(found[-1].refused, Infeasible)


def test_last_year_s_pupils_and_dollars_follow() -> None:
    per_pupil = {**HOLD, "basis": "per_pupil", "percent_bp": 9_000, "phase_out": None}
    rows = inputs(
        COUNTS,
        {"LCFF": 300_000_00},
        current=CURRENT,
        measures={"prior_pupils": {"A": "90", "B": "110", "C": "101"}, "kept": {"A": "1"}},
    )
    growth = Growth(pupils_bp={"*": 1_000})
    result = years(policy(source("LCFF", GROWING), adjustments=[per_pupil]), growth, 2, rows)[1].result
    assert result is not None
    assert (result.prepared.measures["prior_pupils"] // 10**6).tolist() == [100, 100, 101]
    assert (result.prepared.measures["kept"] // 10**6).tolist() == [1, 0, 0]
    moving = {
        "kind": "prior_year_change",
        "rule_id": "fsf",
        "prior_measure": "prior_dollars",
        "pupils_measure": "pupils",
        "prior_pupils_measure": "prior_pupils",
        "rate_dollars": "100",
    }
    rows = inputs(
        COUNTS,
        {"LCFF": 300_000_00},
        measures={
            "prior_pupils": {"A": "90", "B": "110", "C": "101"},
            "prior_dollars": {"A": "1000", "B": "2000", "C": "3000"},
        },
    )
    found = years(policy(source("LCFF", moving)), growth, 2, rows)
    assert totals(found[0]) == [2_000_00, 1_000_00, 3_000_00]
    assert totals(found[1]) == [3_000_00, 2_000_00, 4_000_00]


@given(
    revenue=st.integers(-2_000, 2_000),
    pupils=st.integers(-3_000, 3_000),
    count=st.integers(2, 6),
    extra=st.sampled_from([[], [HOLD]]),
    grants=st.booleans(),
)
def test_every_year_reconciles_and_comes_out_the_same_again(
    revenue: int, pupils: int, count: int, extra: list[dict[str, Any]], grants: bool
) -> None:
    rows = inputs(
        COUNTS,
        {"LCFF": 300_000_00, "G": 7_777},
        current=CURRENT,
        grants=[("G", "A", 3_333), ("G", "B", 4_444)] if grants else [],
    )
    document = policy(
        source("LCFF", GROWING),
        {"source_id": "G", "distribution": "school_grant"},
        adjustments=extra,
    )
    growth = Growth(revenue_bp={"*": revenue}, pupils_bp={"*": pupils})
    found = years(document, growth, count, rows)
    for before, year in zip([None, *found], found, strict=False):
        if year.result is None:
            assert isinstance(year.refused, Infeasible)
            continue
        assert all(ledger.difference_cents == 0 for ledger in year.result.ledgers)
        needs = year.result.prepared.need_counts
        assert (needs["poverty"] <= year.result.prepared.pupils).all()
        if before is not None:
            assert year.result.prepared.current_cents.tolist() == totals(before)
    again = years(document, growth, count, rows)
    assert [each.result and each.result.to_bytes() for each in found] == [
        each.result and each.result.to_bytes() for each in again
    ]


def test_expected_pupils_go_before_growth_and_needs_follow_them() -> None:
    rated = {
        "kind": "per_pupil",
        "rule_id": "base",
        "base_dollars": "100",
        "weights": [{"need_category": "all", "weight": "1"}],
    }
    growth = Growth(pupils_bp={"*": 1_000}, pupils={(2028, "A", "elementary"): Decimal(150)})
    found = years(policy(source("LCFF", rated)), growth, 3)
    counted = {(row.school_id, row.level, row.need_category): row.pupil_count for row in found[1].inputs.counts}
    assert counted["A", "elementary", "all"] == 150
    assert counted["A", "elementary", "poverty"] == 120
    assert counted["B", "elementary", "all"] == 110
    # The year after has no expectation of its own: growth from the first year.
    later = {(row.school_id, row.need_category): row.pupil_count for row in found[2].inputs.counts}
    assert later["A", "all"] == 121


def test_where_nobody_was_pupils_are_expected_without_needs() -> None:
    rows = inputs({"A": {"all": 0, "poverty": 0}, "B": {"all": 100}}, {"LCFF": 300_000_00})
    rated = {
        "kind": "per_pupil",
        "rule_id": "base",
        "base_dollars": "100",
        "weights": [{"need_category": "all", "weight": "1"}],
    }
    growth = Growth(pupils={(2028, "A", "elementary"): Decimal(40)})
    found = years(policy(source("LCFF", rated)), growth, 2, rows)
    assert totals(found[1]) == [4_000_00, 10_000_00]


@given(
    year=st.integers(2026, 2034),
    school=st.sampled_from(["A", "C", "X"]),
    level=st.sampled_from(["elementary", "middle", "high"]),
)
def test_an_expectation_is_used_or_refused_and_never_lost(year: int, school: str, level: str) -> None:
    rows = inputs(COUNTS, {"LCFF": 300_000_00})
    faults = expectation_faults(rows, 2027, [Expected(year, school, level, Decimal(7))])
    known = {("A", "elementary"), ("C", "middle"), ("C", "high")}
    usable = (school, level) in known and 2028 <= year <= 2032
    assert (faults == []) == usable
    if usable:
        found = years(policy(source("LCFF", GROWING)), Growth(pupils={(year, school, level): Decimal(7)}), 6, rows)
        at = found[year - 2027].inputs.counts
        assert [
            row.pupil_count for row in at if (row.school_id, row.level, row.need_category) == (school, level, "all")
        ] == [7]


def test_the_same_expectation_twice_is_refused_once() -> None:
    twice = [Expected(2028, "A", "elementary", Decimal(1)), Expected(2028, "A", "elementary", Decimal(2))]
    faults = expectation_faults(inputs(COUNTS, {"LCFF": 1}), 2027, twice)
    assert [(fault.place, fault.code) for fault in faults] == [(1, "twice")]
