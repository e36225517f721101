"""Settings beyond all budgets are refused with the exact figures: nothing wraps around, nothing is let through."""

from typing import Any

import pytest

from services.allocation.domain.errors import InputProblems
from services.allocation.domain.limits import MAX_CENTS
from services.allocation.domain.policy import Policy
from tests.allocation.domain.district import inputs, policy, run, source, totals
from tests.allocation.domain.test_money_refusals import infeasible, problems

ALL = {"need_category": "all"}
MOST = {"amount_cents": MAX_CENTS}
HUGE = " * ".join(["1000000000000000"] * 82)
"""4,086 bits: the language holds numbers of 4,096, but not a thousand million times this one."""


def schools(count: int, pupils: int, cents: int = MAX_CENTS) -> Any:
    return inputs({f"{number:04d}": {"all": pupils} for number in range(count)}, {"S": cents})


def per_pupil(**more: Any) -> dict[str, Any]:
    return {"kind": "per_pupil", "rule_id": "p"} | more


class TestFixedDollars:
    @pytest.mark.parametrize(
        ("count", "rule", "each"),
        [
            # Ten schools need 10**19 cents; in 64 bits the sum would come to less than nothing.
            (10, per_pupil(rates=[ALL | {"rate_dollars": "1000000000"}]), 10**18),
            # The sum of 64 schools at this rate is 2**64 cents and a little: in 64 bits next to nothing.
            (64, per_pupil(rates=[ALL | {"rate_dollars": "288230376.151712"}]), 288_230_376_151_712_000),
            # One pupil's amount does not fit into 64 bits.
            (1, per_pupil(base_dollars="1000000000", weights=[ALL | {"weight": "1000000000"}]), 10**27),
            (16, {"kind": "foundation", "rule_id": "f", "match": "sum", "amounts": [MOST] * 128}, MAX_CENTS * 128),
            (1, {"kind": "foundation", "rule_id": "f", "match": "sum", "amounts": [MOST] * 2_048}, MAX_CENTS * 2_048),
            (1, {"kind": "foundation", "rule_id": "f", "match": "highest", "amounts": [MOST] * 600}, MAX_CENTS),
            (2_048, {"kind": "foundation", "rule_id": "f", "amounts": [MOST]}, MAX_CENTS),
        ],
    )
    def test_the_missing_sum_is_whole(self, count: int, rule: dict[str, Any], each: int) -> None:
        amount = MAX_CENTS - 1
        said = infeasible(schools(count, 10_000_000, amount), policy(source("S", rule)))
        assert said["code"] == "rules_exceed_source"
        assert said["shortfall_cents"] == count * each - amount

    def test_formulas_of_many_schools_sum_beyond_64_bits(self) -> None:
        measures = [{"name": "f", "expression": f"${MAX_CENTS // 100}.{MAX_CENTS % 100:02d}", "unit": "dollars"}]
        rule = {"kind": "formula", "rule_id": "r", "measure": "f"}
        said = infeasible(schools(2_049, 1), policy(source("S", rule), derived_measures=measures))
        assert said["shortfall_cents"] == 2_048 * MAX_CENTS

    def test_who_receives_nothing_may_cost_whatever_it_likes(self) -> None:
        data = inputs({"A": {"all": 10_000_000}, "B": {"all": 1}, "C": {"all": 0}}, {"S": 10**13})
        rule = per_pupil(base_dollars="1000000000", weights=[ALL | {"weight": "100"}])
        large = rule | {"weights": [ALL | {"weight": "1000000000"}]}
        result = run(data, policy(source("S", rule | {"eligibility": {"kind": "list", "school_ids": ["B"]}})))
        assert totals(result) == {"A": 0, "B": 10**13, "C": 0}
        result = run(data, policy(source("S", large | {"eligibility": {"kind": "list", "school_ids": ["C"]}})))
        assert totals(result) == {"A": 0, "B": 0, "C": 0}
        assert {each.amounts.dtype.name for each in result.components} == {"int64"}


class TestNumbersBeyondMeasure:
    def derived(self, rule: dict[str, Any], expression: str = HUGE, unit: str = "ratio") -> Policy:
        measures = [{"name": "f", "expression": expression, "unit": unit}]
        return policy(source("S", {"rule_id": "r", "label": "The rule"} | rule), derived_measures=measures)

    @pytest.mark.parametrize(
        ("rule", "expression", "unit"),
        [
            ({"kind": "formula", "measure": "f"}, f"$1 * 512 * {HUGE}", "dollars"),
            ({"kind": "formula", "measure": "f", "per": "pupil"}, f"$500 * {HUGE} / pupil", "dollars_per_pupil"),
            ({"kind": "proportional", "measure": "f"}, HUGE, "ratio"),
            (
                {
                    "kind": "composite_index",
                    "times": None,
                    "parts": [{"measure": "f", "weight": "1", "scale": "as_is"}],
                },
                HUGE,
                "ratio",
            ),
            (
                {"kind": "composite_index", "times": "f", "parts": [{"measure": "f", "weight": "1", "scale": "as_is"}]},
                HUGE,
                "ratio",
            ),
        ],
    )
    def test_a_number_too_large_on_any_way_is_refused_by_the_rule(
        self, rule: dict[str, Any], expression: str, unit: str
    ) -> None:
        (one,) = problems(schools(2, 10), self.derived(rule, expression, unit))
        assert one.to_json_dict() == {
            "pointer": "/sources",
            "code": "number_too_large",
            "message": "The rule: a number on the way is larger than any amount of money",
            "remedy": "Lower the exponents.",
        }

    def test_numbers_just_below_may_be_weights(self) -> None:
        weight = HUGE.removesuffix(" * 1000000000000000")
        result = run(schools(2, 10, 101), self.derived({"kind": "proportional", "measure": "f"}, weight))
        assert totals(result) == {"0000": 51, "0001": 50}

    def test_a_formula_of_large_steps_pays_machine_integers(self) -> None:
        large = " * ".join(["1000000000000000"] * 40)
        expression = f"$7 * ({large}) / ({large})"
        rule = {"kind": "formula", "measure": "f"}
        result = run(schools(2, 10, 10_000), self.derived(rule, expression, "dollars"))
        assert [each.amounts.dtype.name for each in result.components] == ["int64"]
        assert totals(result) == {"0000": 700, "0001": 700}


def test_tables_that_sum_to_more_than_the_largest_amount_are_refused() -> None:
    half = MAX_CENTS // 2 + 1
    for what, row in (
        ("the sources", {"sources": {"S": half, "T": half}}),
        ("the current budgets", {"current": {"A": half, "B": half}}),
        ("the school grants", {"grants": [("S", "A", half), ("S", "B", -half)]}),
    ):
        more: dict[str, Any] = {"sources": {"S": 1}} | row
        with pytest.raises(InputProblems) as refused:
            run(
                inputs({"A": {"all": 1}, "B": {"all": 1}}, **more),
                policy(source("S", {"kind": "foundation", "rule_id": "f", "amounts": [MOST]})),
            )
        (one,) = refused.value.problems
        assert (one.code, one.column, one.message, one.remedy) == (
            "too_large", "amount", f"{what} sum to more than the largest amount", "Check the units.",
        )  # fmt: skip
