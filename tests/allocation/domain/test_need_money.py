"""What of the formula's money comes with needs."""

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


@given(counts=district_counts(), money=st.lists(st.integers(0, 10**12), min_size=1, max_size=3), data=st.data())
def test_it_is_never_more_than_the_formula_gives(counts: dict[str, Any], money: list[int], data: st.DataObject) -> None:
    sources = dict(zip(("S", "T", "U"), money, strict=False))
    drawn = data.draw(any_policy(list(sources)))
    try:
        result = run(inputs(counts, sources), policy(*drawn["sources"]))
    except Infeasible:
        return
    assert all(0 <= need <= whole for need, whole in zip(need_cents(result), result.formula.tolist(), strict=True))
