"""Cliffs: what the fast search finds is what stepping every school through the engine finds."""

import time
from collections.abc import Mapping
from decimal import Decimal
from statistics import median
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from services.allocation.domain.cliffs.find import Cliff, Cliffs, find_cliffs
from services.allocation.domain.engine import allocate
from services.allocation.domain.errors import Infeasible
from services.allocation.domain.inputs import Inputs
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import prepare
from services.allocation.domain.result import Result
from tests.allocation.domain.district import LEVELS, NEEDS, inputs, policy, source

THRESHOLD = 2_000_00
POOL = {
    "kind": "weighted_pool",
    "rule_id": "pool",
    "weights": [{"need_category": "all", "weight": "1"}, {"need_category": "poverty", "weight": "0.4"}],
}
POOR = {
    "kind": "rule",
    "conditions": [{"subject": "need_share:poverty", "operator": ">=", "value": "0.40"}],
}
BANDS = {
    "kind": "foundation",
    "rule_id": "size",
    "amounts": [{"pupils_max": "99", "amount_cents": 40_000_00}, {"pupils_min": "100", "amount_cents": 25_000_00}],
}
TEACHERS = {
    "kind": "staffing_ratio",
    "rule_id": "teachers",
    "pupils_per_position": "25",
    "step": "0.5",
    "salary_cents": 90_000_00,
}
SHARES = {
    "kind": "shares",
    "rule_id": "shares",
    "cells": [{"need_category": "all", "share_bp": 6_000}, {"need_category": "english_learner", "share_bp": 4_000}],
}


def result_of(data: Inputs, decisions: Policy) -> Result:
    return allocate(prepare(data, LEVELS, NEEDS), decisions)


def stepped_inputs(data: Inputs, school_id: str, level: str, need: str, step: int) -> Inputs:
    """The rows with so many pupils more, as a person would change the file."""
    counts = tuple(
        type(row)(row.school_id, row.level, row.need_category, row.pupil_count + step, row.origin)
        if (row.school_id, row.level, row.need_category) == (school_id, level, need)
        else row
        for row in data.counts
    )
    return Inputs(data.schools, counts, data.revenue_sources, data.measures, data.current_budgets, data.school_grants)


def by_hand(data: Inputs, decisions: Policy, reach: int) -> dict[tuple[str, str, str, int], tuple[int, float]]:
    """Every step of every cell through the engine: what it changes, and the median of the steps beside it."""
    found: dict[tuple[str, str, str, int], tuple[int, float]] = {}
    every = {(row.school_id, row.need_category): 0 for row in data.counts}
    for row in data.counts:
        every[row.school_id, row.need_category] += int(row.pupil_count)
    for row in data.counts:
        amounts: dict[int, int] = {}
        for step in range(-reach, reach + 2):
            count = row.pupil_count + step
            in_need = every[row.school_id, row.need_category] + step
            if count < 0 or (row.need_category != "all" and step > 0 and in_need > every[row.school_id, "all"]):
                continue
            again = result_of(stepped_inputs(data, row.school_id, row.level, row.need_category, step), decisions)
            amounts[step] = int(again.formula[again.prepared.school_rows[row.school_id]])
        jumps = {step: amounts[step + 1] - amounts[step] for step in amounts if step + 1 in amounts}
        for step, jump in jumps.items():
            away = step + 1 if step >= 0 else step
            found[row.school_id, row.level, row.need_category, away] = (jump, median(jumps.values()))
    return found


def key(cliff: Cliff) -> tuple[str, str, str, int]:
    return (cliff.school_id, cliff.level, cliff.need_category, cliff.pupils_away)


whole_counts = st.lists(
    st.tuples(st.integers(60, 140), st.integers(30, 60), st.integers(0, 30)), min_size=2, max_size=3
)


@settings(max_examples=12, deadline=None)
@given(schools=whole_counts, reach=st.integers(1, 2))
def test_what_is_found_is_what_the_engine_finds_step_by_step(schools: list[tuple[int, int, int]], reach: int) -> None:
    counts = {
        f"S{number}": {"all": pupils, "poverty": poor, "english_learner": english, "all@middle": 40}
        | {f"{need}@middle": 0 for need in ("poverty", "english_learner", "special_education")}
        | {"special_education": 0}
        for number, (pupils, poor, english) in enumerate(schools)
    }
    data = inputs(counts, {"GENERAL": 40_000_000_00, "POVERTY": 300_000_00, "LANGUAGE": 90_000_00})
    decisions = policy(
        source("GENERAL", BANDS, TEACHERS, POOL),
        source("POVERTY", {"kind": "proportional", "rule_id": "p", "measure": "need:poverty"}, eligibility=POOR),
        source("LANGUAGE", SHARES),
    )
    try:
        result = result_of(data, decisions)
        expected = by_hand(data, decisions, reach)
    except Infeasible:
        return  # nobody is poor enough or learns English; the money reaches nobody
    found = find_cliffs(result, THRESHOLD, reach, most_checked=10_000)
    # Where a median stands within a few cents of the threshold either answer is right.
    sure = {name for name, (jump, usual) in expected.items() if abs(jump - usual) >= THRESHOLD + 10}
    maybe = {name for name, (jump, usual) in expected.items() if abs(jump - usual) >= THRESHOLD - 10}
    names = {key(cliff) for cliff in found.cliffs}
    assert sure <= names <= maybe
    for cliff in found.cliffs:
        assert cliff.checked
        jump, usual = expected[key(cliff)]
        assert cliff.jump_cents == jump
        assert abs(cliff.ordinary_cents - usual) <= 5


def one(counts: Mapping[str, Mapping[str, object]], *sources: Mapping[str, Any], reach: int = 1, **more: Any) -> Cliffs:
    data = inputs(counts, {"S": 100_000_000_00}, current=more.pop("current", None))
    return find_cliffs(result_of(data, policy(*sources, **more)), THRESHOLD, reach)


def test_a_school_at_the_edge_of_a_share_is_found_from_both_sides() -> None:
    counts = {"BELOW": {"all": 100, "poverty": 39}, "ABOVE": {"all": 100, "poverty": 40}, "FAR": {"all": 100}}
    rate = {"kind": "per_pupil", "rule_id": "r", "rates": [{"need_category": "poverty", "rate_dollars": "500"}]}
    found = one(counts, source("S", rate, eligibility=POOR))
    by_key = {key(cliff): cliff for cliff in found.cliffs}
    # The fortieth label brings 40 x $500; a pupil more without it takes them away again.
    gained = by_key["BELOW", "elementary", "poverty", 1]
    assert (gained.jump_cents, gained.ordinary_cents, gained.component_id) == (20_000_00, 500_00, "S/r")
    assert by_key["ABOVE", "elementary", "poverty", -1].jump_cents == 20_000_00
    assert by_key["ABOVE", "elementary", "all", 1].jump_cents == -20_000_00
    assert not any(cliff.school_id == "FAR" for cliff in found.cliffs)


def test_reach_says_how_many_pupils_away_a_cliff_is() -> None:
    counts = {"A": {"all": 97}, "B": {"all": 50}}
    assert one(counts, source("S", BANDS)).cliffs == ()
    (cliff,) = one(counts, source("S", BANDS), reach=3).cliffs
    assert (cliff.school_id, cliff.pupils_away, cliff.jump_cents) == ("A", 3, -15_000_00)


def test_a_floor_may_hide_a_cliff() -> None:
    floor = {
        "kind": "hold_harmless",
        "adjustment_id": "hh",
        "percent_bp": 10_000,
        "payer": {"kind": "reserve", "source_id": "S"},
    }
    counts = {"A": {"all": 99}, "B": {"all": 50}}
    current = {"A": 60_000_00, "B": 50_000_00}
    (cliff,) = one(counts, source("S", BANDS), adjustments=[floor], current=current).cliffs
    assert (cliff.jump_cents, cliff.after_floors_cents) == (-15_000_00, 0)


def test_a_step_that_the_source_cannot_pay_is_said() -> None:
    data = inputs({"A": {"all": 49}, "B": {"all": 60}}, {"S": 360_000_00})
    (cliff,) = find_cliffs(result_of(data, policy(source("S", TEACHERS | {"rounding": "down"}))), THRESHOLD).cliffs
    # 1.5 and 2 positions now; the fiftieth pupil would need half a position more than there is money for.
    assert (cliff.school_id, cliff.jump_cents) == ("A", 45_000_00)
    tight = inputs({"A": {"all": 49}, "B": {"all": 60}}, {"S": 315_000_00})
    (unpaid,) = find_cliffs(result_of(tight, policy(source("S", TEACHERS | {"rounding": "down"}))), THRESHOLD).cliffs
    assert (unpaid.jump_cents, unpaid.after_floors_cents, unpaid.checked) == (45_000_00, None, False)


def test_what_a_label_brings_by_category_and_level() -> None:
    rates = [
        {"level": "elementary", "need_category": "poverty", "rate_dollars": "1272"},
        {"level": "high", "need_category": "poverty", "rate_dollars": "1077"},
        {"need_category": "special_education", "rate_dollars": "3442"},
    ]
    counts = {
        "E": {"all@elementary": 300, "poverty@elementary": 20},
        "K8": {"all@elementary": 100, "all@middle": 100},
        "H": {"all@high": 400},
    }
    found = one(counts, source("S", {"kind": "per_pupil", "rule_id": "r", "rates": rates}))
    values = {(line.need_category, line.level): line for line in found.incentives}
    assert values["poverty", "elementary"].median_cents == 1_272_00
    assert values["poverty", "elementary"].school_count == 2
    assert values["poverty", "middle"].median_cents == 0
    assert values["poverty", "high"].highest_school_id == "H"
    assert values["special_education", "middle"].highest_cents == 3_442_00
    assert ("all", "high") not in values
    assert found.cliffs == ()


def test_the_derived_measures_of_a_district_have_cliffs_too() -> None:
    measures = [
        {"name": "steps", "expression": "round_down(pupils / pupil / 50) * $10000", "unit": "dollars"},
        {"name": "against_mean", "expression": "if(pupils > mean(pupils), $9000, $0)", "unit": "dollars"},
    ]
    counts = {"A": {"all": 99}, "B": {"all": 60}, "C": {"all": 80}}
    rules = [{"kind": "formula", "rule_id": name, "measure": name} for name in ("steps", "against_mean")]
    found = one(counts, source("S", *rules), derived_measures=measures)
    by_key = {key(cliff): cliff for cliff in found.cliffs}
    assert by_key["A", "elementary", "all", 1].component_id == "S/steps"
    # One pupil more moves the mean as well: the engine, which sees that, has the last word.
    assert all(cliff.checked for cliff in found.cliffs)


def test_a_thousand_schools_twenty_sources_eight_needs_in_time() -> None:
    needs = ("all", "poverty", "english_learner", "special_education", "foster", "homeless", "gifted", "newcomer")
    counts = {
        f"{number:04d}": {f"{need}@{LEVELS[number % 3]}": 100 + number % 900 if need == "all" else number % 90
                          for need in needs}
        for number in range(1_000)
    }  # fmt: skip
    sources = {f"S{number:02d}": 50_000_000_00 for number in range(20)}
    data = inputs(counts, sources)
    pools = [source(name, POOL) for name in list(sources)[:18]]
    decisions = policy(
        *pools,
        source("S18", BANDS, {"kind": "proportional", "rule_id": "p", "measure": "pupils"}),
        source("S19", {"kind": "proportional", "rule_id": "p", "measure": "need:poverty"}, eligibility=POOR),
        need_categories=needs,
    )
    result = allocate(prepare(data, LEVELS, needs), decisions)
    start = time.perf_counter()
    found = find_cliffs(result, 5_000_00)
    took = time.perf_counter() - start
    assert any(cliff.checked for cliff in found.cliffs)
    # Through the engine one by one it would be 1,000 x 8 x 4 allocations, about two minutes.
    assert took < 10
    assert Decimal(len(found.incentives)) == 7 * 3


def test_a_place_among_all_schools_is_a_cliff_where_one_pupil_changes_it() -> None:
    pupils = {"A": 60, "B": 59, "C": 40, "D": 10}
    data = inputs({school: {"all": 100, "poverty": poor} for school, poor in pupils.items()}, {"S": 900_000_00})
    neediest = {"name": "neediest", "unit": "dollars", "expression": "if(rank(count(poverty)) == 1, $50000, 0)"}
    rule = {"kind": "formula", "rule_id": "neediest", "measure": "neediest"}
    found = find_cliffs(result_of(data, policy(source("S", rule), derived_measures=[neediest])), THRESHOLD, 2)
    # B stands beside A with one pupil more; A falls below B with the second fewer.
    assert {key(cliff): cliff.jump_cents for cliff in found.cliffs} == {
        ("B", "elementary", "poverty", 1): 50_000_00,
        ("A", "elementary", "poverty", -2): 50_000_00,
    }
