"""A minimum that a measure sets: a floor plan as San Francisco's, the cost of the least staff that a school needs."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from services.allocation.domain.errors import Infeasible, PolicyProblems
from services.allocation.domain.explain_subject import Subject, explain_subject
from services.allocation.domain.explanation import Explanation
from services.allocation.domain.policy import Policy
from services.allocation.domain.rename_measure import rename_measure
from services.allocation.domain.result import Result
from tests.allocation.domain.district import by_school, inputs, policy, run, source, totals

POOL = {"kind": "weighted_pool", "rule_id": "pool", "weights": [{"need_category": "all", "weight": "1"}]}
FLOOR_PLAN = {
    "name": "floor_plan",
    "label": "Floor plan",
    "expression": "$160000 + $70000 + round_up(pupils / (22 * pupil)) * $110000",
    "unit": "dollars",
}
SMALL = inputs({"A": {"all": 100}, "B": {"all": 500}, "C": {"all": 600}}, {"S": 8_400_000_00})


def floor_plan(payer: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    payer = payer or {"kind": "gainers"}
    return {
        "kind": "minimum_operational_budget",
        "adjustment_id": "mob",
        "payer": payer,
        "measure": "floor_plan",
    } | more


def planned(*derived: dict[str, Any], rounding_unit_cents: int = 1, **more: Any) -> Policy:
    return policy(
        source("S", POOL),
        adjustments=[floor_plan(**more)],
        derived_measures=derived or (FLOOR_PLAN,),
        rounding_unit_cents=rounding_unit_cents,
    )


def minimum_of(result: Result, school_id: str) -> Explanation:
    return explain_subject(result, Subject(school_id, figure="minimum"))


def test_the_least_staff_is_paid_by_the_schools_above_theirs() -> None:
    result = run(SMALL, planned())
    # 230,000 and 5, 23 and 28 teachers; the pool gives 700,000, 3,500,000 and 4,200,000.
    assert result.minimums is not None
    assert result.minimums.tolist() == [780_000_00, 2_760_000_00, 3_310_000_00]
    # B and C stand 740,000 and 890,000 above theirs and give 80,000 in that proportion.
    assert by_school(result, "mob/top_up") == {"A": 80_000_00, "B": 0, "C": 0}
    assert by_school(result, "mob/reduction") == {"A": 0, "B": -36_319_02, "C": -43_680_98}


def test_it_is_explained_down_to_the_teachers_in_two_languages() -> None:
    tree = minimum_of(run(SMALL, planned()), "A")
    english, spanish = tree.to_text(), tree.to_text("es")
    assert tree.value_cents == 780_000_00
    assert "Minimum by Floor plan" in english
    assert "$160,000.00 + $70,000.00 + 5 × $110,000.00 = $780,000.00" in english
    assert "Mínimo según Floor plan" in spanish
    assert any(row.value == "100" for node in tree.walk() for row in node.rows)


def test_a_measure_of_the_data_is_dollars_rounded_up_to_the_cent() -> None:
    data = inputs(
        {"A": {"all": 1}, "B": {"all": 1}, "C": {"all": 8}},
        {"S": 1_000_00},
        measures={"needed": {"A": "150.000001", "C": "0"}},
    )
    result = run(data, policy(source("S", POOL), adjustments=[floor_plan(measure="needed")]))
    assert result.minimums is not None
    assert result.minimums.tolist() == [150_01, -1, 0]
    assert totals(result) == {"A": 150_01, "B": 100_00, "C": 749_99}
    assert [(each["code"], each["school_ids"]) for each in result.to_json_dict()["findings"]] == [
        ("minimum_without_measure", ["B"])
    ]
    exact = minimum_of(result, "A").to_text()
    assert "Rounding to the cent: the exact sum is $150.000001: $0.009999" in exact


def test_less_than_nothing_is_nothing() -> None:
    data = inputs({"A": {"all": 1}, "B": {"all": 9}}, {"S": 1_000_00})
    result = run(data, planned(FLOOR_PLAN | {"expression": "$50 / pupil * (pupils - 5 * pupil)"}))
    assert result.minimums is not None
    assert result.minimums.tolist() == [0, 200_00]
    assert "No school needs less than nothing" in minimum_of(result, "A").to_text()


def test_the_highest_of_all_minimums_holds() -> None:
    more: dict[str, Any] = {
        "per_pupil": [{"amount_cents": 5_500_00}],
        "per_school": [{"school_id": "C", "amount_cents": 3_400_000_00}],
    }
    result = run(SMALL, planned(payer={"kind": "reserve", "source_id": "S", "amount_cents": 500_000_00}, **more))
    assert result.minimums is not None
    assert result.minimums.tolist() == [780_000_00, 2_760_000_00, 3_400_000_00]


def test_closed_schools_and_schools_without_a_value_have_no_minimum() -> None:
    data = inputs(
        {"A": {"all": 0}, "B": {"all": 10}, "C": {"all": 10}},
        {"S": 1_000_00},
        schools={"C": {"closed_on": date(2020, 6, 30)}},
    )
    each = FLOOR_PLAN | {"expression": "$100 / pupil * pupils * pupils / pupils"}
    result = run(data, planned(each, payer={"kind": "reserve", "source_id": "S"}))
    assert result.minimums is not None
    assert result.minimums.tolist() == [-1, 1_000_00, -1]


@pytest.mark.parametrize(
    ("measure", "derived", "code", "pointer"),
    [
        (
            "floor_plan",
            FLOOR_PLAN | {"expression": "pupils", "unit": "pupils"},
            "unit_differs",
            "/adjustments/0/measure",
        ),
        (
            "floor_plan",
            FLOOR_PLAN | {"expression": "$9 / pupil", "unit": "dollars_per_pupil"},
            "unit_differs",
            "/adjustments/0/measure",
        ),
        ("floor_plans", FLOOR_PLAN, "unknown_measure", "/adjustments/0/measure"),
        ("floor_plan", FLOOR_PLAN | {"expression": "$1000000000 * 1000000"}, "number_too_large", "/adjustments"),
    ],
)
def test_what_cannot_be_a_minimum_is_refused_at_its_place(
    measure: str, derived: dict[str, Any], code: str, pointer: str
) -> None:
    with pytest.raises(PolicyProblems) as refused:
        run(SMALL, planned(derived, measure=measure))
    assert [(problem.code, problem.pointer) for problem in refused.value.problems] == [(code, pointer)]


def test_a_derived_measure_is_rounded_up_to_the_cent_too() -> None:
    result = run(
        SMALL, planned(FLOOR_PLAN | {"expression": "$100.001 * 3"}, payer={"kind": "reserve", "source_id": "S"})
    )
    assert result.minimums is not None
    assert result.minimums.tolist() == [300_01] * 3


def test_no_minimum_is_larger_than_any_amount_of_money() -> None:
    most = FLOOR_PLAN | {"expression": "$90071992547 * 1000 + $409.91"}
    with pytest.raises(Infeasible):
        run(SMALL, planned(most))
    more = FLOOR_PLAN | {"expression": "$90071992547 * 1000 + $409.911"}
    with pytest.raises(PolicyProblems, match="Least staff: a number on the way"):
        run(SMALL, planned(more, label="Least staff"))


def test_a_number_that_grows_beyond_all_measure_in_cents_is_refused_by_the_adjustments_name() -> None:
    # 4,096 bits are the most that a number may have: 2 to the power of 4,095 has them in dollars, and more in cents.
    bits = "((((2 ** 6) ** 6) ** 6) ** 6) ** 3 * ((2 ** 6) ** 6) ** 5 * (2 ** 6) ** 4 * 2 ** 3"
    large = FLOOR_PLAN | {"expression": f"$1 * {bits}"}
    with pytest.raises(PolicyProblems, match="Least staff: a number on the way") as refused:
        run(SMALL, planned(large, label="Least staff"))
    assert [problem.pointer for problem in refused.value.problems] == ["/adjustments"]


def test_something_must_be_the_minimum() -> None:
    with pytest.raises(PolicyProblems, match="measure or equal_to_current"):
        planned(measure=None)


def test_a_minimum_without_a_measure_keeps_the_hash_it_had_before_there_were_any() -> None:
    payer = {"kind": "gainers"}
    typed = floor_plan(payer, per_school=[{"school_id": "A", "amount_cents": 1}])
    before = {key: value for key, value in typed.items() if key != "measure"}
    old = policy(source("S", POOL), adjustments=[before])
    assert old.policy_hash() == "sha256:43446e59bee4c5097ad88290fed941661f3ae10f700c65cc69507d5d8f80ec8c"
    assert old.policy_hash() == policy(source("S", POOL), adjustments=[before | {"measure": None}]).policy_hash()
    assert old.policy_hash() != policy(source("S", POOL), adjustments=[typed]).policy_hash()


def test_a_measure_that_gets_another_name_stays_the_minimum() -> None:
    renamed = rename_measure(planned(), "floor_plan", "least_staff")
    assert renamed.places == 1
    assert totals(run(SMALL, renamed.policy)) == totals(run(SMALL, planned()))


@given(
    st.lists(st.tuples(st.integers(0, 900), st.integers(0, 10**12)), min_size=1, max_size=8),
    st.sampled_from([1, 100]),
    st.sampled_from(["gainers", "reserve"]),
)
def test_no_school_is_under_its_measure_and_none_is_lifted_above_it(
    schools: list[tuple[int, int]], unit_cents: int, kind: str
) -> None:
    counts = {f"S{place}": {"all": pupils} for place, (pupils, _) in enumerate(schools)}
    micro = {f"S{place}": str(Decimal(value) / 10**6) for place, (_, value) in enumerate(schools)}
    data = inputs(counts, {"S": 10**9}, measures={"needed": micro})
    payer = {"kind": kind} | ({"source_id": "S", "amount_cents": 5 * 10**8} if kind == "reserve" else {})
    decisions = policy(
        source("S", POOL), adjustments=[floor_plan(payer, measure="needed")], rounding_unit_cents=unit_cents
    )
    try:
        result = run(data, decisions)
    except (Infeasible, PolicyProblems):
        assume(False)
    for row, (_, value) in enumerate(schools):
        least = Fraction(value, 10**4)
        assert result.totals[row] >= least
        if result.top_ups[row]:
            assert result.totals[row] < least + unit_cents
