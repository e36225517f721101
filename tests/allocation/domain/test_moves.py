"""The collar and the phase-in: the same total, shared in another way."""

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from services.allocation.domain.errors import Infeasible, PolicyProblems
from services.allocation.domain.explain import explain
from services.allocation.domain.moves import UNBOUNDED, OutsideBounds, bounds, collar, phase_in
from services.allocation.domain.policy import policy_from_document
from tests.allocation.domain.district import by_school, inputs, policy, run, source, totals

FORMULA = np.array([4_200_000_00, 2_700_000_00, 2_300_000_00, 4_900_000_00], dtype=np.int64)
PRIOR = np.array([4_000_000_00, 2_000_000_00, 3_000_000_00, 5_000_000_00], dtype=np.int64)


def test_one_factor_scales_every_school_that_no_bound_holds() -> None:
    low, high = bounds(PRIOR, 8_500, 1, upper=False), bounds(PRIOR, 11_000, 1, upper=True)
    targets = collar(FORMULA, low, high, 14_000_000_00)
    assert targets.amounts.tolist() == [4_269_230_77, 2_200_000_00, 2_550_000_00, 4_980_769_23]
    assert targets.factor is not None
    assert round(float(targets.factor), 6) == 1.016484
    assert collar(FORMULA, low, high, 11_900_000_00).amounts.tolist() == low.tolist()
    assert collar(FORMULA, low, high, 15_400_000_00).amounts.tolist() == high.tolist()
    for total in (11_900_000_00 - 1, 15_400_000_00 + 1):
        with pytest.raises(OutsideBounds) as refused:
            collar(FORMULA, low, high, total)
        assert (refused.value.lowest, refused.value.highest) == (11_900_000_00, 15_400_000_00)


def by_bisection(values: list[int], low: list[int], high: list[int], total: int) -> Fraction | None:
    """The factor, found in another way: between which two breakpoints does the sum pass the total?"""

    def reached(factor: Fraction) -> Fraction:
        clamped: list[Fraction] = []
        for value, least, most in zip(values, low, high, strict=True):
            scaled = factor * value
            clamped.append(Fraction(least) if scaled < least else Fraction(most) if scaled > most else scaled)
        return sum(clamped, Fraction())

    points = sorted(
        {Fraction(bound, v) for v, lo, hi in zip(values, low, high, strict=True) if v for bound in (lo, hi)}
    )
    for before, after in zip([Fraction(0), *points], points, strict=False):
        start, end = reached(before), reached(after)
        if start <= total <= end and start < end:
            return before + (after - before) * (total - start) / (end - start)
    return None


@given(data=st.data(), count=st.integers(1, 8), reach=st.sampled_from([20, 10**6, 10**13]))
def test_the_collar_sums_and_everybody_is_scaled_or_held(data: st.DataObject, count: int, reach: int) -> None:
    one = st.integers(0, reach)
    values, low, room = (data.draw(st.lists(one, min_size=count, max_size=count)) for _ in range(3))
    high = [a + b for a, b in zip(low, room, strict=True)]
    total = data.draw(st.integers(sum(low), sum(high)))
    first, second, third = (np.array(numbers, dtype=np.int64) for numbers in (values, low, high))
    targets = collar(first, second, third, total)
    amounts = targets.amounts.tolist()
    assert sum(amounts) == total
    assert all(a <= amount <= b for a, amount, b in zip(low, amounts, high, strict=True))
    if targets.factor is not None:
        for value, amount, a, b in zip(values, amounts, low, high, strict=True):
            assert abs(max(a, min(targets.factor * value, b)) - amount) < 1
        expected = by_bisection(values, low, high, total)
        assert expected is None or expected == targets.factor


def test_schools_without_a_bound_take_what_is_left() -> None:
    none = np.array([UNBOUNDED, UNBOUNDED], dtype=np.int64)
    assert collar(np.array([1, 2]), none, none, 10).amounts.tolist() == [3, 7]
    assert collar(np.array([1, 2]), none, np.array([2, UNBOUNDED]), 10).amounts.tolist() == [2, 8]
    with pytest.raises(OutsideBounds):
        collar(np.array([1, 0]), none, np.array([2, UNBOUNDED]), 10)


def district(pool_cents: int, **more: Any) -> tuple[Any, dict[str, Any]]:
    """Four schools whose shares of the pool stand as 42 : 27 : 23 : 49, and their current budgets."""
    shares = dict(zip("ABCD", (42, 27, 23, 49), strict=True))
    rows = inputs(
        {school_id: {"all": share} for school_id, share in shares.items()} | more.get("extra", {}),
        {"S": pool_cents},
        current=dict(zip("ABCD", PRIOR.tolist(), strict=True)),
    )
    return rows, {"kind": "proportional", "rule_id": "p", "measure": "pupils"}


COLLAR = {"kind": "collar", "adjustment_id": "c", "max_loss_bp": 1_500, "max_gain_bp": 1_000}


def test_a_collar_in_a_policy_still_spends_the_pool() -> None:
    rows, pool = district(14_000_000_00)
    result = run(rows, policy(source("S", pool), adjustments=[COLLAR]))
    assert totals(result) == {"A": 4_269_230_77, "B": 2_200_000_00, "C": 2_550_000_00, "D": 4_980_769_23}
    dollars = run(rows, policy(source("S", pool), adjustments=[COLLAR], rounding_unit_cents=100))
    assert totals(dollars) == {"A": 4_269_231_00, "B": 2_200_000_00, "C": 2_550_000_00, "D": 4_980_769_00}


def test_a_collar_that_cannot_hold_says_what_is_missing() -> None:
    for pool_cents, missing, remedy in (
        (11_000_000_00, 900_000_00, "max_loss"),
        (16_000_000_00, 600_000_00, "max_gain"),
    ):
        rows, pool = district(pool_cents)
        with pytest.raises(Infeasible) as refused:
            run(rows, policy(source("S", pool), adjustments=[COLLAR]))
        assert (refused.value.code, refused.value.shortfall_cents) == ("outside_collar", missing)
        assert remedy in refused.value.relax[0]


def test_money_moves_only_from_sources_that_may() -> None:
    rows, pool = district(14_000_000_00)
    grant = {"kind": "school_grant", "rule_id": "g", "grants": [{"school_id": "B", "amount_cents": 2_600_000_00}]}
    with pytest.raises(Infeasible) as refused:
        run(rows, policy(source("S", grant, pool), adjustments=[COLLAR | {"max_loss_bp": None, "max_gain_bp": 1_000}]))
    assert refused.value.code == "money_cannot_move"
    with pytest.raises(PolicyProblems):
        run(rows, policy(source("S", pool), adjustments=[COLLAR | {"moving_source_ids": ["T"]}]))


def test_two_sources_carry_a_collar_together_and_each_still_sums() -> None:
    rows, pool = district(7_000_000_00)
    second = inputs({}, {"T": 7_000_000_00}).revenue_sources
    both = type(rows)(rows.schools, rows.counts, rows.revenue_sources + second, current_budgets=rows.current_budgets)
    result = run(both, policy(source("S", pool), source("T", pool), adjustments=[COLLAR]))
    # Each pool was rounded by itself before, so the last cent may fall to another school than in one pool.
    assert totals(result) == {"A": 4_269_230_76, "B": 2_200_000_00, "C": 2_550_000_00, "D": 4_980_769_24}
    assert explain(result, "B", component_id="c/reduction/S").value_cents is not None


def phase(percent: int, year: int = 2027) -> dict[str, Any]:
    """A phase-in that has gone a percentage of the way from a year on."""
    return {"kind": "phase_in", "adjustment_id": "c", "steps": [{"fiscal_year": year, "percent_bp": percent}]}


def test_a_phase_in_goes_a_share_of_the_way_and_still_spends_the_pool() -> None:
    rows, pool = district(14_100_000_00, extra={"E": {"all": 10}})
    plain = totals(run(rows, policy(source("S", pool))))
    assert totals(run(rows, policy(source("S", pool), adjustments=[phase(10_000)]))) == plain
    result = run(rows, policy(source("S", pool), adjustments=[phase(2_500)]))
    found = totals(result)
    together = sum(plain[school_id] for school_id in "ABCD")
    assert found["E"] == plain["E"]
    for school_id, current in zip("ABCD", PRIOR.tolist(), strict=True):
        exact = Fraction(plain[school_id], 4) + Fraction(3, 4) * current * Fraction(together, 14_000_000_00)
        assert abs(found[school_id] - exact) < 1
    before = run(rows, policy(source("S", pool), adjustments=[phase(2_500, year=2028)]))
    assert totals(before)["A"] == round(Fraction(4 * together, 14))


@given(data=st.data(), count=st.integers(1, 8), percent=st.integers(0, 10_000), unit=st.sampled_from([1, 100]))
def test_a_phase_in_stands_between_both_ends(data: st.DataObject, count: int, percent: int, unit: int) -> None:
    cents = st.integers(0, 10**13)
    values, current = (
        np.array(data.draw(st.lists(cents, min_size=count, max_size=count)), dtype=np.int64) for _ in "ab"
    )
    values *= unit
    takes_part = np.array(data.draw(st.lists(st.booleans(), min_size=count, max_size=count)), dtype=np.bool_)
    assume(current[takes_part].sum() > 0)
    targets = phase_in(values, current, percent, takes_part, unit)
    assert targets.amounts.sum() == values.sum()
    assert (targets.amounts[~takes_part] == values[~takes_part]).all()
    if targets.factor is not None:
        for row in np.flatnonzero(takes_part):
            ends = sorted([Fraction(int(values[row])), int(current[row]) * targets.factor])
            assert ends[0] - unit < int(targets.amounts[row]) < ends[1] + unit


def test_moves_are_explained_in_two_languages() -> None:
    rows, pool = district(14_000_000_00)
    result = run(rows, policy(source("S", pool), adjustments=[COLLAR]))
    held = explain(result, "B", component_id="c/reduction")
    assert held.value_cents == by_school(result, "c/reduction")["B"] < 0
    assert "Held by its bound" in held.to_text()
    assert "Retenido en su límite" in held.to_text("es")
    assert "$2,200,000.00" in held.to_text()
    scaled = explain(result, "A", component_id="c/top_up").to_text()
    assert "Scaled like all schools within their bounds" in scaled
    way = run(rows, policy(source("S", pool), adjustments=[phase(2_500)]))
    text = explain(way, "A", component_id="c/top_up" if by_school(way, "c/top_up")["A"] else "c/reduction").to_text(
        "es"
    )
    assert "25 % × " in text
    assert "Una parte del camino hacia la fórmula" in text


def test_a_collar_without_bounds_and_a_phase_in_without_steps_are_refused() -> None:
    sources = [{"source_id": "S", "distribution": "locked"}]
    for adjustment in (
        {"kind": "collar", "adjustment_id": "c"},
        {"kind": "phase_in", "adjustment_id": "c", "steps": []},
    ):
        document = {"name": "T", "fiscal_year": 2027, "sources": sources, "adjustments": [adjustment]}
        with pytest.raises(PolicyProblems):
            policy_from_document(document)
