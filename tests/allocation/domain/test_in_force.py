"""The policy of its year, cell by cell: what waits, what steps, what a group of levels stands for."""

from collections.abc import Mapping
from typing import Any

import pytest

from services.allocation.domain.in_force import policy_in_force, trigger_states, with_triggers_reached
from services.allocation.domain.inputs import RevenueSource
from services.allocation.domain.policy import Policy
from tests.allocation.domain.district import policy, source

TRIGGER = {
    "kind": "trigger",
    "adjustment_id": "later",
    "label": "Later",
    "revenue_cents": 500,
    "until": "without_weights",
    "need_categories": ["poverty", "english_learner"],
}
LEFT = {"kind": "proportional", "rule_id": "left", "measure": "pupils"}


def weight(need: str, weight: str, level: str = "*", **more: Any) -> dict[str, Any]:
    return {"level": level, "need_category": need, "weight": weight, **more}


def rate(need: str, dollars: str, level: str = "*") -> dict[str, Any]:
    return {"level": level, "need_category": need, "rate_dollars": dollars}


def pool(*cells: Mapping[str, Any]) -> dict[str, Any]:
    return {"kind": "weighted_pool", "rule_id": "pool", "weights": list(cells)}


def rates(*cells: Mapping[str, Any]) -> dict[str, Any]:
    return {"kind": "per_pupil", "rule_id": "rates", "rates": list(cells)}


def base(*cells: Mapping[str, Any]) -> dict[str, Any]:
    return {"kind": "per_pupil", "rule_id": "base", "base_dollars": "100", "weights": list(cells)}


def revenue(**cents: int) -> dict[str, RevenueSource]:
    return {name: RevenueSource(name, name, "state", name.startswith("T"), each) for name, each in cents.items()}


def cells(decided: Policy) -> dict[str, list[str]]:
    """Every weight, rate and least amount in its order, as ``level need figure``."""
    found: dict[str, list[str]] = {}
    for each in decided.sources:
        for rule in each.model_dump(mode="json")["rules"]:
            of_rule = rule.get("weights") or rule.get("rates") or []
            figures = [f"{c['level']} {c['need_category']} {c.get('weight') or c.get('rate_dollars')}" for c in of_rule]
            found[f"{each.source_id}/{rule['rule_id']}"] = figures
    return found


class TestWaiting:
    def waiting(self, cents: int = 499, **trigger: Any) -> dict[str, list[str]]:
        decided = policy(
            source(
                "S", pool(weight("all", "1"), weight("poverty", "2")), rates(rate("poverty", "3"), rate("all", "4"))
            ),
            source("T", base(weight("all", "5"), weight("english_learner", "6")), LEFT),
            adjustments=[TRIGGER | trigger],
        )
        return cells(policy_in_force(decided, revenue(S=cents, T=1_000)))

    def test_takes_the_weights_and_rates_of_its_needs_to_zero(self) -> None:
        waits = {
            "S/pool": ["* all 1", "* poverty 0"],
            "S/rates": ["* poverty 0", "* all 4"],
            "T/base": ["* all 5", "* english_learner 0"],
            "T/left": [],
        }
        paid = {
            "S/pool": ["* all 1", "* poverty 2"],
            "S/rates": ["* poverty 3", "* all 4"],
            "T/base": ["* all 5", "* english_learner 6"],
            "T/left": [],
        }
        assert self.waiting() == waits
        assert self.waiting(500) == paid
        assert self.waiting(499, revenue_source_ids=["T"]) == paid
        assert self.waiting(500, revenue_source_ids=["T"], revenue_cents=1_001) == waits
        # A source that is not there counts nothing.
        assert self.waiting(500, revenue_source_ids=["S", "X"], revenue_cents=501) == waits

    def test_may_be_of_some_sources_only(self) -> None:
        assert self.waiting(source_ids=["T"]) == {
            "S/pool": ["* all 1", "* poverty 2"],
            "S/rates": ["* poverty 3", "* all 4"],
            "T/base": ["* all 5", "* english_learner 0"],
            "T/left": [],
        }

    def test_says_what_is_missing(self) -> None:
        budgets = {**TRIGGER, "adjustment_id": "now", "until": "current_budgets", "need_categories": []}
        decided = policy(source("S", LEFT), adjustments=[TRIGGER, budgets | {"revenue_cents": 400}])
        states = trigger_states(decided, revenue(S=450, T=9))
        assert [
            (each.trigger.adjustment_id, each.revenue_cents, each.reached, each.missing_cents) for each in states
        ] == [
            ("later", 450, False, 50),
            ("now", 450, True, 0),
        ]

    def test_all_triggers_may_be_taken_as_reached_and_nothing_else_changes(self) -> None:
        floor: dict[str, Any] = {
            "kind": "hold_harmless",
            "adjustment_id": "floor",
            "label": "Floor",
            "percent_bp": 9_000,
        }
        floor["payer"] = {"kind": "gainers"}
        decided = policy(source("S", LEFT), adjustments=[floor, TRIGGER])
        changed = with_triggers_reached(decided)
        assert changed.adjustments[0] is decided.adjustments[0]
        reached = changed.model_dump(mode="json")
        expected = decided.model_dump(mode="json")
        expected["adjustments"][1]["revenue_cents"] = 0
        assert reached == expected


class TestUnchanged:
    @pytest.mark.parametrize(
        "adjustment",
        [
            TRIGGER | {"revenue_cents": 7},
            TRIGGER | {"until": "current_budgets", "need_categories": []},
            {
                "kind": "minimum_operational_budget",
                "adjustment_id": "least",
                "label": "Least",
                "payer": {"kind": "gainers"},
                "equal_to_current": True,
            },
        ],
    )
    def test_the_very_same_policy_comes_back_where_nothing_waits(self, adjustment: dict[str, Any]) -> None:
        decided = policy(source("S", pool(weight("all", "1")), rates(rate("poverty", "3"))), adjustments=[adjustment])
        assert policy_in_force(decided, revenue(S=7)) is decided


class TestSteps:
    @pytest.mark.parametrize("rule", [pool, base])
    def test_are_those_of_the_year(self, rule: Any) -> None:
        steps = [{"fiscal_year": 2026, "weight": "2"}, {"fiscal_year": 2028, "weight": "3"}]
        decided = policy(
            source("S", rates(rate("all", "1")), rule(weight("all", "1"), weight("poverty", "1", steps=steps)))
        )
        found = cells(policy_in_force(decided, {}))
        assert found["S/rates"] == ["* all 1"]
        assert [each for each in found if found[each] == ["* all 1", "* poverty 2"]] == [f"S/{rule()['rule_id']}"]


class TestGroups:
    LEVELS = ("K", "1", "2", "3")
    GROUPS = ({"level_group": "early", "levels": ["K", "1", "2"]}, {"level_group": "rest", "levels": ["3"]})

    def spelled(self, *rules: dict[str, Any], **more: Any) -> Policy:
        grouped = policy(source("S", *rules), levels=self.LEVELS, level_groups=list(self.GROUPS), **more)
        return policy_in_force(grouped, {})

    def test_stand_for_their_levels_the_first_in_place_and_the_others_at_the_end(self) -> None:
        found = self.spelled(
            pool(weight("all", "2", "early"), weight("all", "1"), weight("poverty", "3", "rest")),
            rates(rate("all", "4", "rest"), rate("poverty", "5", "early")),
            base(weight("all", "6", "3"), weight("all", "7", "early")),
        )
        assert cells(found) == {
            "S/pool": ["K all 2", "* all 1", "3 poverty 3", "1 all 2", "2 all 2"],
            "S/rates": ["3 all 4", "K poverty 5", "1 poverty 5", "2 poverty 5"],
            "S/base": ["3 all 6", "K all 7", "1 all 7", "2 all 7"],
        }

    def test_leave_a_level_that_has_a_figure_of_its_own_for_the_same_need(self) -> None:
        found = self.spelled(
            pool(weight("all", "2", "early"), weight("poverty", "9", "1"), weight("all", "3", "K")),
            rates(rate("all", "1", "3"), rate("all", "2", "rest")),
        )
        assert cells(found) == {
            "S/pool": ["1 all 2", "1 poverty 9", "K all 3", "2 all 2"],
            "S/rates": ["3 all 1"],
        }

    def test_are_spelled_out_in_the_least_per_pupil_as_well(self) -> None:
        least = {
            "kind": "minimum_operational_budget",
            "adjustment_id": "least",
            "label": "Least",
            "payer": {"kind": "gainers"},
        }
        per_pupil = [
            {"level": "early", "amount_cents": 5},
            {"level": "*", "amount_cents": 6},
            {"level": "1", "amount_cents": 7},
        ]
        found = self.spelled(
            LEFT,
            adjustments=[
                least | {"per_pupil": per_pupil},
                least | {"adjustment_id": "current", "equal_to_current": True},
                TRIGGER | {"revenue_cents": 0},
            ],
        ).model_dump(mode="json")["adjustments"]
        assert [(each["level"], each["amount_cents"]) for each in found[0]["per_pupil"]] == [
            ("K", 5),
            ("*", 6),
            ("1", 7),
            ("2", 5),
        ]
        assert found[1]["per_pupil"] is None
        assert found[2]["adjustment_id"] == "later"
