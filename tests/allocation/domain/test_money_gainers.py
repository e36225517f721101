"""Schools that pay for others: who has gained, what each may give without falling under a floor, from which source."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services.allocation.domain.engine import allocate
from services.allocation.domain.errors import Infeasible
from services.allocation.domain.inputs import CurrentBudget, Inputs
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import prepare
from services.allocation.domain.result import Result
from tests.allocation.domain.district import LEVELS, NEEDS, by_school, inputs, policy, run, source, totals
from tests.allocation.domain.money import with_budgets
from tests.allocation.domain.test_money_refusals import FLAT, POOL, hold, infeasible, least

GAINERS = {"kind": "gainers"}
ABOVE_CURRENT = {"kind": "gainers", "gain": "above_current"}
POOR = {"kind": "weighted_pool", "rule_id": "poor", "weights": [{"need_category": "poverty", "weight": "1"}]}


def pupils(**counts: int) -> dict[str, dict[str, int]]:
    return {school: {"all": count} for school, count in counts.items()}


def gains(result: Result, index: int = -1) -> Any:
    found = result.lifts[index].gains
    assert found is not None
    return found.tolist()


def booked(result: Result, adjustment: str) -> dict[str, int]:
    return {c.component_id: c.total_cents for c in result.components if c.adjustment_id == adjustment}


def test_a_school_above_its_floor_that_gained_nothing_pays_nothing() -> None:
    # A has what it had, 100 above its floor; B gained 200 and stands 300 above its floor.
    def data(current: int, other: int = 1_000) -> Inputs:
        return inputs(pupils(A=10, B=12, C=10), {"S": 3_200}, current={"A": 1_000, "B": other, "C": current})

    decisions = policy(source("S", POOL), adjustments=[hold(ABOVE_CURRENT, percent_bp=9_000)])
    result = run(data(1_300), decisions)
    assert totals(result) == {"A": 1_000, "B": 1_030, "C": 1_170}
    assert gains(result) == [0, 200, 0]
    said = infeasible(data(1_456), decisions)
    assert said["detail"] == (
        "Hold harmless: the floors need $3.11, but what the schools above their floor can give is $3.00: "
        "$0.11 is missing."
    )
    # A gain of one cent is a gain.
    result = run(data(1_244, other=1_199), decisions)
    assert totals(result) == {"A": 1_000, "B": 1_080, "C": 1_120}
    assert gains(result) == [0, 1, 0]


def test_a_school_at_an_earlier_floor_pays_nothing_and_one_a_cent_above_it_pays_the_cent() -> None:
    data = inputs(pupils(A=10, B=12, C=12), {"S": 3_400}, current={"A": 1_300, "B": 1_000, "C": 1_000})
    reserve = {"kind": "reserve", "source_id": "S"}
    for floor, paid in ((1_200, 0), (1_199, 1)):
        first = least(reserve, B=floor)
        result = run(data, policy(source("S", POOL), adjustments=[first, hold(GAINERS, percent_bp=8_000)]))
        assert totals(result) == {"A": 1_040, "B": 1_200 - paid, "C": 1_160 + paid}
        assert gains(result) == [0, 400 if paid else 0, 400]
        assert by_school(result, "hh/reduction") == {"A": 0, "B": -paid, "C": paid - 40}


def test_floors_of_some_sources_bind_only_what_schools_have_from_them() -> None:
    data = replace(
        inputs(
            {"A": {"all": 10, "poverty": 10}, "B": {"all": 10}, "C": {"all": 10}}, {"S": 1_000, "T": 3_000}
        ),
        current_budgets=(
            CurrentBudget("A", "S", 950),
            CurrentBudget("B", "T", 1_400),
            CurrentBudget("C", "T", 600),
        ),
    )  # fmt: skip
    first = hold({"kind": "reserve", "source_id": "S"}, source_ids=["S"], adjustment_id="first")
    result = run(data, policy(source("S", POOR), source("T", POOL), adjustments=[first, hold(GAINERS)]))
    assert result.lifts[0].floors.tolist() == [950, -1, -1]
    # A has 1,050 above its second floor, but only 50 above the first; C had nothing from S, and no floor there.
    assert totals(result) == {"A": 1_950, "B": 1_400, "C": 650}


def test_a_floor_of_some_sources_does_not_bind_what_a_school_gives_from_others() -> None:
    # From S only A has money, 1,000, and stands at its floor there. From T it has 1,000 too, and so has B; C has 2,000.
    data = with_budgets(
        inputs(
            {"A": {"all": 10, "poverty": 10}, "B": {"all": 10}, "C": {"all": 20}}, {"S": 1_000, "T": 4_000}
        ),
        ("A", "S", 1_000),
    )  # fmt: skip
    reserve = {"kind": "reserve", "source_id": "S"}
    first = hold(reserve, source_ids=["S"], adjustment_id="first", percent_bp=10_000)
    of_t = {**GAINERS, "source_ids": ["T"]}

    def decisions(payer: dict[str, Any], least_of_b: int) -> Policy:
        floors = least(payer, A=1_000, B=least_of_b, C=1_000)
        return policy(source("S", POOR), source("T", POOL), adjustments=[first, floors])

    # Both stand 1,000 above their second floor, and none of it has to come from S: each pays half of the 300.
    result = run(data, decisions(of_t, 1_300))
    assert totals(result) == {"A": 1_850, "B": 1_300, "C": 1_850}
    assert gains(result) == [1_000, 0, 1_000]
    assert by_school(result, "S/poor") == {"A": 1_000, "B": 0, "C": 0}
    assert by_school(result, "mob/reduction") == {"A": -150, "B": 0, "C": -150}
    # All they have above it can be given, and not a cent more.
    assert totals(run(data, decisions(of_t, 3_000))) == {"A": 1_000, "B": 3_000, "C": 1_000}
    assert infeasible(data, decisions(of_t, 3_001))["shortfall_cents"] == 1
    # Where S pays as well, what A gives is of both: it would fall under its floor there, and gives nothing.
    assert totals(run(data, decisions(GAINERS, 1_300))) == {"A": 2_000, "B": 1_300, "C": 1_700}


def test_what_another_source_paid_for_a_floor_stays_with_the_school() -> None:
    # A has 900 of its 1,000 from S; the reserve of T pays the 100. From T and from U it has 1,000 by formula as well.
    data = with_budgets(
        inputs(
            {"A": {"all": 10, "poverty": 10}, "B": {"all": 10}, "C": {"all": 20}},
            {"S": 900, "T": 4_100, "U": 4_000},
        ),
        ("A", "S", 1_000),
    )  # fmt: skip
    reserve = {"kind": "reserve", "source_id": "T", "amount_cents": 100}
    first = hold(reserve, source_ids=["S"], adjustment_id="first", percent_bp=10_000)

    def paid_from(source_id: str) -> dict[str, int]:
        floors = least({**GAINERS, "source_ids": [source_id]}, A=1_000, B=2_300, C=2_000)
        sources = source("S", POOR), source("T", POOL), source("U", POOL)
        return totals(run(data, policy(*sources, adjustments=[first, floors])))

    assert paid_from("U") == {"A": 2_850, "B": 2_300, "C": 3_850}
    assert paid_from("T") == {"A": 3_000, "B": 2_300, "C": 3_700}


def test_gains_over_the_current_budget_are_measured_in_the_sources_compared() -> None:
    data = replace(
        inputs(pupils(A=10, B=12), {"S": 2_200, "T": 1}),
        current_budgets=(
            CurrentBudget("A", "S", 1_100),
            CurrentBudget("B", "S", 1_000),
            CurrentBudget("B", "T", 5_000),
        ),
    )
    scoped = hold(ABOVE_CURRENT, source_ids=["S"])
    result = run(data, policy(source("S", POOL), source("T", POOL), adjustments=[scoped]))
    assert gains(result) == [0, 200]
    assert by_school(result, "hh/reduction") == {"A": 0, "B": -100}


def test_who_had_no_budget_or_has_no_floor_gained_nothing_that_could_be_measured() -> None:
    data = inputs(pupils(A=10, B=10, C=10, D=10), {"S": 4_000}, current={"C": 900, "D": 500})
    floors = least(ABOVE_CURRENT, A=1_100, B=500, C=900)
    result = run(data, policy(source("S", POOL), adjustments=[floors]))
    assert gains(result) == [0, 0, 100, 0]
    assert totals(result) == {"A": 1_100, "B": 1_000, "C": 900, "D": 1_000}


def test_money_moves_in_whole_units_only_where_they_reach() -> None:
    data = inputs(pupils(A=10, B=12, C=12), {"S": 3_400})

    def paid(**floors: int) -> Result:
        return run(data, policy(source("S", POOL), adjustments=[least(GAINERS, **floors)], rounding_unit_cents=100))

    # B and C have 150 each to give, which is one whole dollar each: too few for three.
    odd = paid(A=1_300, B=1_050, C=1_050)
    assert (totals(odd), odd.lifts[0].unit_cents) == ({"A": 1_300, "B": 1_050, "C": 1_050}, 1)
    exact = paid(A=1_300, B=1_000, C=1_100)
    assert (totals(exact), exact.lifts[0].unit_cents) == ({"A": 1_300, "B": 1_000, "C": 1_100}, 100)
    cent = paid(A=1_301, B=1_000, C=1_000)
    assert (totals(cent), cent.lifts[0].unit_cents) == ({"A": 1_301, "B": 1_049, "C": 1_050}, 1)


def test_what_is_less_than_a_unit_above_a_floor_stays_with_the_school() -> None:
    data = inputs(pupils(A=10, B=12, C=12, D=12), {"S": 4_600})
    earlier = least({"kind": "reserve", "source_id": "S"}, B=1_050, C=1_050) | {"adjustment_id": "first"}
    later = least(GAINERS, A=1_400, B=200, C=200, D=800)
    result = run(data, policy(source("S", POOL), adjustments=[earlier, later], rounding_unit_cents=100))
    # By their gains B and C would give two dollars each; above their first floor they have one and a half.
    assert totals(result) == {"A": 1_400, "B": 1_100, "C": 1_100, "D": 1_000}
    assert result.lifts[1].unit_cents == 100


def test_the_largest_amounts_leave_their_sources_to_the_cent() -> None:
    # A share of 275,586,697,248,084 units without a rest, which floats say one too low.
    units, first, whole = 1_045_852_571_104_884, 607_648_060_304_672, 2_306_026_715_159_072
    data = inputs({"A": {"all": 1}, "B": {"poverty": 1}}, {"S": 2 * first, "T": 2 * (whole - first)})
    decisions = policy(
        source("S", POOR), source("T", POOR), adjustments=[least(GAINERS, A=2 * units, B=0)], rounding_unit_cents=2
    )
    result = run(data, decisions)
    assert result.lifts[0].unit_cents == 2
    assert totals(result) == {"A": 2 * units, "B": 2 * (whole - units)}
    given = units * first // whole
    assert by_school(result, "mob/reduction/S") == {"A": 0, "B": -2 * given}
    assert by_school(result, "mob/top_up/T") == {"A": 2 * (units - given), "B": 0}


def test_a_school_gives_of_everything_that_a_source_brought_it() -> None:
    # B has 2,000 by the rate and 5,000 by the pool; what it gives is more than either.
    data = inputs(pupils(A=0, B=20), {"S": 7_000})
    result = run(data, policy(source("S", FLAT, POOL), adjustments=[least(GAINERS, A=6_000, B=0)]))
    assert totals(result) == {"A": 6_000, "B": 1_000}


def test_only_sources_that_give_are_booked_and_one_source_always_is() -> None:
    data = inputs({"A": {"all": 10}, "B": {"poverty": 10}}, {"S": 1_000, "T": 1_000})
    for amount in (1, 200):
        moved = least(GAINERS, A=1_000 + amount, B=0)
        result = run(data, policy(source("S", POOL), source("T", POOR), adjustments=[moved]))
        assert booked(result, "mob") == {"mob/top_up/T": amount, "mob/reduction/T": -amount}
    idle = run(data, policy(source("S", POOL), source("T", POOR), adjustments=[least(GAINERS, A=1_000, B=0)]))
    assert booked(idle, "mob") == {}
    alone = run(data, policy(source("S", POOL), adjustments=[least(GAINERS, A=1_000, B=0)]))
    assert booked(alone, "mob") == {"mob/top_up": 0, "mob/reduction": 0}
    assert [c.kind for c in alone.components if c.adjustment_id] == ["top_up", "reduction"]


def test_an_adjustment_may_be_called_anything() -> None:
    data = inputs(pupils(A=10, B=20), {"S": 3_000})
    named = least(GAINERS, A=1_200, B=0) | {"adjustment_id": "cut/reduction"}
    result = run(data, policy(source("S", POOL), adjustments=[named]))
    assert booked(result, "cut/reduction") == {"cut/reduction/top_up": 200, "cut/reduction/reduction": -200}
    assert [c.kind for c in result.components if c.adjustment_id] == ["top_up", "reduction"]
    assert (result.ledgers[0].top_up_cents, result.ledgers[0].reduction_cents) == (200, 200)


def test_a_deduction_is_not_made_good_where_no_floor_stands() -> None:
    data = replace(
        inputs(pupils(A=10, B=10), {"S": 1_000, "G": 1_000}, grants=[("G", "A", -50), ("G", "B", 20)]),
        current_budgets=(CurrentBudget("B", "G", 100),),
    )
    held = hold({"kind": "reserve", "source_id": "G"}, source_ids=["G"])
    decisions = policy(source("S", POOL), {"source_id": "G", "distribution": "school_grant"}, adjustments=[held])
    result = allocate(prepare(data, LEVELS, NEEDS), decisions)
    assert result.lifts[0].floors.tolist() == [-1, 100]
    # A has 50 less than nothing from G, and no floor there: only B is lifted, to its 100.
    assert result.lifts[0].top_ups.tolist() == [0, 80]
    assert result.lifts[0].reductions.tolist() == [0, 0]
    assert totals(result) == {"A": 450, "B": 600}


@given(data=st.data())
def test_no_gainer_gives_what_an_earlier_floor_of_some_sources_rests_on(data: st.DataObject) -> None:
    names = ("S", "T", "U")
    some = st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True)
    counts = {
        school: {"all": data.draw(st.integers(0, 40)), "poverty": data.draw(st.integers(0, 9))} for school in "ABCD"
    }
    floors = {school: data.draw(st.integers(0, 2_000)) for school in "ABCD"}
    scope, paying, reserve = data.draw(some), data.draw(some), data.draw(st.sampled_from(names))
    first = least({"kind": "reserve", "source_id": reserve, "amount_cents": 1_500}, **floors)
    later = least({**GAINERS, "source_ids": paying}, **{school: data.draw(st.integers(0, 3_000)) for school in "ABCD"})
    decisions = policy(
        *(source(name, POOR if name == "S" else POOL) for name in names),
        adjustments=[first | {"adjustment_id": "first", "source_ids": scope}, later],
    )
    try:
        result = run(inputs(counts, dict.fromkeys(names, 3_000)), decisions)
    except Infeasible:
        return
    assert (result.totals >= result.lifts[1].floors).all()
    if {*scope, reserve}.isdisjoint(paying):
        return
    held, paid = result.lifts
    assert (paid.reductions <= (held.before - held.floors).clip(min=0)).all()
