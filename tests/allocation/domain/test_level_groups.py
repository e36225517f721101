"""Groups of levels stand for their levels wherever a policy names a level."""

from collections.abc import Iterator

import pytest

from services.allocation.domain.engine import allocate
from services.allocation.domain.errors import PolicyProblems
from services.allocation.domain.explain import explain
from services.allocation.domain.explanation import Explanation
from services.allocation.domain.prepare import prepare
from tests.allocation.domain.district import LEVELS, NEEDS, by_school, inputs, policy, run, source, totals
from tests.allocation.domain.grouped import grouped_data, grouped_policy, single_level_policy


def test_a_group_pays_what_its_levels_would() -> None:
    grouped, single = run(grouped_data(), grouped_policy()), run(grouped_data(), single_level_policy())
    assert totals(grouped) == totals(single)
    # 227 pupils below high school: a flat amount, 12.34 each and $7, and 10.5 teachers at 22 pupils each.
    assert by_school(grouped, "S/flat")["D"] == 75_000_01
    assert by_school(grouped, "S/written")["D"] == 227 * 12_34 + 7_00
    assert by_school(grouped, "S/posts")["D"] == 10_5 * 1_234_56 // 10
    # 60 % of the pool for 948 pupils.
    assert by_school(grouped, "P/shares")["D"] == 143_670_88 == round(999_999_99 * 0.6 * 227 / 948)
    assert by_school(grouped, "Q/pool")["C"] == 0 < by_school(grouped, "Q/pool")["E"]


def test_the_same_data_serve_policies_with_other_groups() -> None:
    prepared = prepare(grouped_data(), LEVELS, NEEDS)
    first = allocate(prepared, grouped_policy()).totals.tolist()
    swapped = [
        {"level_group": "lower", "levels": ["middle", "elementary"]},
        {"level_group": "upper", "levels": ["high"]},
    ]
    other = [{"level_group": "lower", "levels": ["high"]}, {"level_group": "upper", "levels": ["middle"]}]
    document = grouped_policy().model_dump()
    assert allocate(prepared, policy(**document | {"level_groups": swapped})).totals.tolist() == first
    assert allocate(prepared, policy(**document | {"level_groups": other})).totals.tolist() != first
    assert allocate(prepared, grouped_policy()).totals.tolist() == first


def test_an_amount_of_a_group_is_explained_by_the_rows_of_its_levels() -> None:
    counted = [node for node in _all(explain(run(grouped_data(), grouped_policy()), "D")) if node.rows]
    of_group = [node for node in counted if node.exact == 227]
    assert of_group
    assert {tuple(row.value for row in node.rows) for node in of_group} == {("150", "77")}


def _all(node: Explanation) -> Iterator[Explanation]:
    yield node
    for child in node.children:
        yield from _all(child)


def test_every_level_may_be_asked_for_as_any() -> None:
    measure = {"name": "x", "expression": 'if(level("*"), $3, $5)', "unit": "dollars"}
    rule = {"kind": "formula", "rule_id": "x", "measure": "x"}
    found = run(inputs({"A": {"all": 1}}, {"S": 10_00}), policy(source("S", rule), derived_measures=[measure]))
    assert totals(found) == {"A": 3_00}


@pytest.mark.parametrize(
    ("rule", "pointer"),
    [
        (
            {"kind": "foundation", "amounts": [{"level": "low", "amount_cents": 1}]},
            "/sources/0/rules/0/amounts/0/level",
        ),
        (
            {"kind": "shares", "cells": [{"level": "low", "need_category": "all", "share_bp": 10_000}]},
            "/sources/0/rules/0/cells/0/level",
        ),
        ({"kind": "enrollment_floor", "level": "low", "pupils": "9", "rate_dollars": "1"}, "/sources/0/rules/0"),
    ],
)
def test_a_group_that_is_not_there_is_refused_where_it_stands(rule: dict[str, object], pointer: str) -> None:
    document = grouped_policy().model_dump() | {"sources": [source("S", {"rule_id": "r", **rule})]}
    with pytest.raises(PolicyProblems) as refused:
        run(grouped_data(), policy(**document))
    (problem,) = refused.value.problems
    assert (problem.pointer, problem.code) == (pointer, "unknown_level")
    assert "lower" in problem.remedy


def test_every_level_counts_the_pupils_that_nobody_placed_on_one() -> None:
    data = inputs({"A": {"all@*": 100}}, {"S": 1_000}, schools={"A": {"levels": ("elementary", "middle")}})
    measure = {"name": "x", "expression": '$0.10 / pupil * count(all, "*")', "unit": "dollars"}
    rule = {"kind": "formula", "rule_id": "r", "measure": "x"}
    assert totals(run(data, policy(source("S", rule), derived_measures=[measure]))) == {"A": 10_00}
