"""What every measure of inequality owes: scale invariance, replication, transfers, and independence of order."""

from dataclasses import asdict
from itertools import pairwise
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from shared.equity.deciles import deciles_of
from shared.equity.need import need_equity
from shared.equity.spread import spread_of, theil_by_group

School = tuple[int, int, float]
_SCHOOLS = st.lists(
    st.tuples(
        st.integers(1, 3_000), st.integers(1_000, 30_000), st.integers(0, 20).map(lambda twentieths: twentieths / 20)
    ),
    min_size=2,
    max_size=30,
)
_RELATIVE = ("coefficient_of_variation", "unweighted_cv", "sample_cv", "gini", "theil_t", "theil_l")
_RATIOS = (
    *_RELATIVE,
    "federal_range_ratio",
    "mcloone",
    "mcloone_inclusive",
    "verstegen",
    "verstegen_inclusive",
)


def _columns(schools: list[School]) -> tuple[list[int], list[int], list[float]]:
    return [row[0] for row in schools], [row[1] for row in schools], [row[2] for row in schools]


@given(_SCHOOLS, st.integers(2, 1_000))
def test_measuring_in_another_currency_changes_no_ratio(schools: list[School], factor: int) -> None:
    pupils, dollars, shares = _columns(schools)
    before, after = spread_of(pupils, dollars), spread_of(pupils, [value * factor for value in dollars])
    for name in _RATIOS:
        assert getattr(after, name) == pytest.approx(getattr(before, name), rel=1e-9, abs=1e-12)
    need = need_equity(pupils, dollars, shares, 0.34)
    scaled = need_equity(pupils, [value * factor for value in dollars], shares, 0.34)
    assert (scaled.elasticity or 0) == pytest.approx(need.elasticity or 0, rel=1e-6, abs=1e-9)
    assert scaled.need_adjusted_cv == pytest.approx(need.need_adjusted_cv, rel=1e-9, abs=1e-12)


@given(_SCHOOLS, st.integers(2, 5))
def test_the_same_district_several_times_over_is_as_unequal(schools: list[School], times: int) -> None:
    pupils, dollars, _ = _columns(schools)
    once, often = asdict(spread_of(pupils, dollars)), asdict(spread_of(pupils * times, dollars * times))
    bigger = asdict(spread_of([count * times for count in pupils], dollars))
    for name, value in once.items():
        if name != "sample_cv":
            assert often[name] == pytest.approx(value, rel=1e-9, abs=1e-12), name
        assert bigger[name] == pytest.approx(value, rel=1e-9, abs=1e-12), name


@given(_SCHOOLS, st.data())
def test_a_dollar_from_rich_to_poor_makes_it_more_equal(schools: list[School], data: st.DataObject) -> None:
    pupils = [100] * len(schools)
    dollars = [row[1] for row in schools]
    rich, poor = dollars.index(max(dollars)), dollars.index(min(dollars))
    assume(dollars[rich] - dollars[poor] > 2)
    moved = data.draw(st.integers(1, (dollars[rich] - dollars[poor]) // 2))
    after = list(dollars)
    after[rich] -= moved
    after[poor] += moved
    less, more = spread_of(pupils, after), spread_of(pupils, dollars)
    for name in _RELATIVE:
        assert getattr(less, name) < getattr(more, name)


@given(_SCHOOLS, st.randoms())
def test_the_order_of_schools_changes_nothing(schools: list[School], random: Random) -> None:
    pupils, dollars, shares = _columns(schools)
    shuffled = list(schools)
    random.shuffle(shuffled)
    pupils2, dollars2, shares2 = _columns(shuffled)
    first, second = asdict(spread_of(pupils, dollars)), asdict(spread_of(pupils2, dollars2))
    assert second == pytest.approx(first, rel=1e-9, abs=1e-12)
    one, two = need_equity(pupils, dollars, shares, 0.5), need_equity(pupils2, dollars2, shares2, 0.5)
    assert (two.exposure_gap or 0) == pytest.approx(one.exposure_gap or 0, rel=1e-6, abs=1e-6)


@given(_SCHOOLS)
def test_gini_is_the_double_sum_of_its_definition(schools: list[School]) -> None:
    pupils, dollars, _ = _columns(schools)
    total = sum(pupils)
    middle = sum(n * x for n, x in zip(pupils, dollars, strict=True)) / total
    double = sum(
        n * m * abs(x - y) for n, x in zip(pupils, dollars, strict=True) for m, y in zip(pupils, dollars, strict=True)
    )
    assert spread_of(pupils, dollars).gini == pytest.approx(double / total**2 / (2 * middle), abs=1e-12)


@given(_SCHOOLS, st.integers(0, 5_000))
def test_dollars_that_are_exactly_base_plus_weight_are_equal_among_equals(schools: list[School], percent: int) -> None:
    pupils, _, shares = _columns(schools)
    assume(len(set(shares)) > 1)
    weight = percent / 1_000
    dollars = [8_000 * (1 + weight * share) for share in shares]
    need = need_equity(pupils, dollars, shares, weight)
    assert need.need_adjusted_cv == pytest.approx(0, abs=1e-9)
    assert need.by_pupils is not None
    assert need.by_pupils.implied_weight == pytest.approx(weight, abs=1e-6)
    assert need.by_pupils.intercept == pytest.approx(8_000, rel=1e-6)


@given(_SCHOOLS)
def test_theil_parts_sum_to_the_whole(schools: list[School]) -> None:
    pupils, dollars, shares = _columns(schools)
    parts = theil_by_group(pupils, dollars, [share >= 0.5 for share in shares])
    assert parts.within + parts.between == pytest.approx(parts.total, abs=1e-12)
    assert parts.total == pytest.approx(spread_of(pupils, dollars).theil_t or 0, abs=1e-12)


@given(st.lists(st.tuples(st.integers(1, 500), st.integers(0, 20)), min_size=10, max_size=60), st.booleans())
def test_deciles_hold_every_school_once_in_order_of_need(rows: list[tuple[int, int]], of_pupils: bool) -> None:
    pupils = [row[0] for row in rows]
    shares = [row[1] / 20 for row in rows]
    deciles = deciles_of(pupils, {"all": pupils}, {"p": shares}, "p", "pupils" if of_pupils else "schools")
    assert sorted(row for decile in deciles for row in decile.school_rows) == list(range(len(rows)))
    needs = [[shares[row] for row in decile.school_rows] for decile in deciles]
    assert all(max(low) < min(high) for low, high in pairwise(needs))
    assert all(decile.dollars_per_pupil["all"] == pytest.approx(1) for decile in deciles)
