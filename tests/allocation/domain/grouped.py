"""A policy that names groups of levels wherever a level may be named, and the same one in single levels."""

from typing import Any

from services.allocation.domain.inputs import Inputs
from services.allocation.domain.policy import Policy
from tests.allocation.domain.district import inputs, policy, source

GROUPS = [{"level_group": "lower", "levels": ["elementary", "middle"]}, {"level_group": "upper", "levels": ["high"]}]


def grouped_data() -> Inputs:
    """Five schools, two of which span levels."""
    counts = {
        "A": {"all@elementary": 411, "poverty@elementary": 97},
        "B": {"all@middle": 250, "poverty@middle": 120},
        "C": {"all@high": 803, "poverty@high": 300},
        "D": {"all@elementary": 150, "all@middle": 77, "poverty@elementary": 20, "poverty@middle": 31},
        "E": {"all@middle": 60, "all@high": 61, "poverty@middle": 7, "poverty@high": 50},
    }
    return inputs(counts, {"S": 3_000_000_07, "P": 999_999_99, "Q": 50_000_01})


def grouped_policy() -> Policy:
    """Groups in expressions, counted rules, flat amounts, shares and conditions."""
    return _policy(
        "count(all, lower)",
        "level(lower)",
        [{"level": "lower", "amount_cents": 75_000_01}, {"level": "upper", "amount_cents": 90_000_00}],
        [{"level": "lower", "need_category": "all", "share_bp": 6_000}, _UPPER],
        [{"kind": "staffing_ratio", "rule_id": "posts", "level": "lower", **_POSTS}],
        "lower",
        level_groups=GROUPS,
    )


def single_level_policy() -> Policy:
    """The same money, with every level by its own name."""
    return _policy(
        "(count(all, elementary) + count(all, middle))",
        "(level(elementary) or level(middle))",
        [
            {"level": "elementary", "amount_cents": 75_000_01},
            {"level": "middle", "amount_cents": 75_000_01},
            {"level": "high", "amount_cents": 90_000_00},
        ],
        None,
        [{"kind": "formula", "rule_id": "posts", "measure": "posts"}],
        "elementary,middle",
    )


_UPPER = {"level": "high", "need_category": "poverty", "share_bp": 4_000}
_POSTS = {"job_class": "teacher", "pupils_per_position": "22", "step": "0.5", "salary_cents": 1_234_56}


def _policy(
    count: str,
    fact: str,
    amounts: list[dict[str, Any]],
    cells: list[dict[str, Any]] | None,
    posts: list[dict[str, Any]],
    levels: str,
    **more: Any,
) -> Policy:
    condition = {"subject": "level", "operator": "in", "value": levels}
    # A pool for each cell is what shares are; without groups no cell holds two levels.
    shared = (
        [{"kind": "shares", "rule_id": "shares", "cells": cells}]
        if cells
        else [
            {"kind": "proportional", "rule_id": "lower", "measure": "of_lower", "pool_share_bp": 6_000},
            {"kind": "shares", "rule_id": "high", "cells": [{**_UPPER, "share_bp": 10_000}], "pool_share_bp": 4_000},
        ]
    )
    return policy(
        source(
            "S",
            {"kind": "foundation", "rule_id": "flat", "amounts": amounts},
            {"kind": "formula", "rule_id": "written", "measure": "written"},
            {"kind": "formula", "rule_id": "largest", "measure": "largest"},
            *posts,
        ),
        source("P", *shared),
        source(
            "Q",
            {"kind": "weighted_pool", "rule_id": "pool", "weights": [{"need_category": "all", "weight": "1"}]},
            eligibility={"kind": "rule", "conditions": [condition]},
        ),
        derived_measures=[
            {"name": "of_lower", "expression": count, "unit": "pupils"},
            {"name": "written", "expression": f"$12.34 / pupil * of_lower + if({fact}, $7, 0)", "unit": "dollars"},
            {"name": "largest", "expression": "if(rank(of_lower) <= 2, $3, 0)", "unit": "dollars"},
            {
                "name": "posts",
                "expression": "if(of_lower > 0, round(of_lower / (22 * pupil), 0.5) * $1234.56, 0)",
                "unit": "dollars",
            },
        ],
        **more,
    )
