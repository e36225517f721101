"""What of the formula's money comes with needs."""

from fractions import Fraction
from math import floor
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.allocation.domain.errors import Infeasible
from services.allocation.domain.need_money import need_cents
from tests.allocation.domain.district import district_counts, inputs, policy, run, source
from tests.allocation.domain.test_invariants import any_policy

COUNTS = {"A": {"all": 100, "poverty": 50}, "B": {"all": 100, "poverty": 0}, "C": {"all": 0}}
WEIGHTS = [{"level": "*", "need_category": "all", "weight": 1}, {"level": "*", "need_category": "poverty", "weight": 1}]
RATES = [
    {"level": "*", "need_category": "all", "rate_dollars": "10"},
    {"level": "*", "need_category": "poverty", "rate_dollars": "4"},
]
SHARES = [
    {"level": "*", "need_category": "all", "share_bp": 7_500},
    {"level": "*", "need_category": "poverty", "share_bp": 2_500},
]
NEED = {"need_category": "poverty"}


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        # 150 and 100 weighted pupils share 250,000 cents; a third of A's come with poverty.
        ({"kind": "weighted_pool", "weights": WEIGHTS}, [50_000, 0, 0]),
        ({"kind": "per_pupil", "rates": RATES}, [20_000, 0, 0]),
        ({"kind": "shares", "cells": SHARES}, [62_500, 0, 0]),
        ({"kind": "proportional", "measure": "need:poverty"}, [250_000, 0, 0]),
        ({"kind": "proportional", "measure": "pupils"}, [0, 0, 0]),
        ({"kind": "enrollment_floor", "pupils": "60", "rate_dollars": "1", **NEED}, [1_000, 0, 0]),
        ({"kind": "enrollment_floor", "pupils": "110", "rate_dollars": "1"}, [0, 0, 0]),
        (
            {"kind": "concentration", "share_of": "poverty", "threshold": "0.4", "rate_dollars": "100"},
            [100_000, 0, 0],
        ),
        ({"kind": "threshold_supplement", "threshold": "60", "rate_dollars": "1", **NEED}, [0, 0, 0]),
        ({"kind": "formula", "measure": "bonus", **NEED}, [0, 0, 0]),
        ({"kind": "formula", "measure": "bonus", "per": "pupil", **NEED}, [50 * 700, 0, 0]),
    ],
    ids=lambda each: each["kind"] if isinstance(each, dict) else "",
)
def test_the_part_of_each_kind_of_rule(rule: dict[str, Any], expected: list[int]) -> None:
    bonus = [{"name": "bonus", "expression": "$7 / pupil", "unit": "dollars_per_pupil"}]
    if rule["kind"] == "formula" and "per" not in rule:
        bonus = [{"name": "bonus", "expression": "$7", "unit": "dollars"}]
    asked = policy(source("S", {"rule_id": "r", **rule}), derived_measures=bonus if rule["kind"] == "formula" else [])
    assert need_cents(run(inputs(COUNTS, {"S": 250_000}), asked)) == expected


def test_what_an_adjustment_moves_is_no_money_of_a_need() -> None:
    floor = {"kind": "hold_harmless", "adjustment_id": "h", "percent_bp": 10_000, "payer": {"kind": "gainers"}}
    rule = {"kind": "weighted_pool", "rule_id": "r", "weights": WEIGHTS}
    data = inputs(COUNTS, {"S": 250_000}, current={"A": 100_000, "B": 120_000, "C": 0})
    assert need_cents(run(data, policy(source("S", rule), adjustments=[floor]))) == [50_000, 0, 0]


def test_every_level_has_its_own_base_and_its_own_needs() -> None:
    counts = {"A": {"all@elementary": 60, "poverty@elementary": 20, "all@high": 40, "poverty@high": 40}}
    rule = {"kind": "weighted_pool", "rule_id": "r", "weights": WEIGHTS}
    assert need_cents(run(inputs(counts, {"S": 160_000}), policy(source("S", rule)))) == [60_000]


def test_a_single_pupil_counted_once_by_a_need_brings_all_of_it() -> None:
    rule = {"kind": "weighted_pool", "rule_id": "r", "weights": WEIGHTS[1:]}
    counts = {"A": {"all": 1, "poverty": 1}, "B": {"all": 1}}
    assert need_cents(run(inputs(counts, {"S": 777}), policy(source("S", rule)))) == [777, 0]


def test_shares_of_nothing_bring_nothing() -> None:
    asked = policy(source("S", {"kind": "shares", "rule_id": "r", "cells": SHARES}))
    assert need_cents(run(inputs(COUNTS, {"S": 0}), asked)) == [0, 0, 0]


def test_without_schools_there_is_nothing_to_tell() -> None:
    rule = {"kind": "per_pupil", "rule_id": "r", "rates": RATES}
    assert need_cents(run(inputs({}, {"S": 250_000}), policy(source("S", rule)))) == []


def test_a_part_a_hair_under_half_a_cent_is_not_rounded_up() -> None:
    counts = {"A": {"all": 500_001, "poverty": 500_000}}
    rule = {"kind": "weighted_pool", "rule_id": "r", "weights": WEIGHTS}
    cents = 10**9 * 1_000_001 + 1  # 500,000 of 1,000,001 of it are 5 x 10**14 and 0.4999995 cents
    assert need_cents(run(inputs(counts, {"S": cents}), policy(source("S", rule)))) == [5 * 10**14]


@given(
    pupils=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), min_size=1, max_size=4),
    weights=st.tuples(st.integers(0, 10**7), st.integers(0, 10**7)),
    cents=st.integers(0, 10**15),
)
def test_it_is_the_exact_part_rounded_half_up_however_large_the_numbers(
    pupils: list[tuple[int, int]], weights: tuple[int, int], cents: int
) -> None:
    counts = {str(number): {"all": every, "poverty": poor} for number, (every, poor) in enumerate(pupils)}
    cells = [
        {"level": "*", "need_category": need, "weight": f"{millionths / 10**6:.6f}"}
        for need, millionths in zip(("all", "poverty"), weights, strict=True)
    ]
    try:
        result = run(
            inputs(counts, {"S": cents}),
            policy(source("S", {"kind": "weighted_pool", "rule_id": "r", "weights": cells})),
        )
    except Infeasible:
        return
    expected = []
    for (every, poor), amount in zip(pupils, result.formula.tolist(), strict=True):
        whole = every * weights[0] + poor * weights[1]
        part = Fraction(amount * poor * weights[1], max(whole, 1))
        expected.append(floor(part + Fraction(1, 2)))
    found = need_cents(result)
    assert found == expected
    assert all(isinstance(each, int) for each in found)


@given(counts=district_counts(), money=st.lists(st.integers(0, 10**12), min_size=1, max_size=3), data=st.data())
def test_it_is_never_more_than_the_formula_gives(counts: dict[str, Any], money: list[int], data: st.DataObject) -> None:
    sources = dict(zip(("S", "T", "U"), money, strict=False))
    drawn = data.draw(any_policy(list(sources)))
    try:
        result = run(inputs(counts, sources), policy(*drawn["sources"]))
    except Infeasible:
        return
    assert all(0 <= need <= whole for need, whole in zip(need_cents(result), result.formula.tolist(), strict=True))
