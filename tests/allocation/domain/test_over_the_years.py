"""Weights that grow by steps, wait for revenue, or name a group of levels; and unduplicated counts."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.allocation.domain.engine import allocate
from services.allocation.domain.errors import PolicyProblems
from services.allocation.domain.explain import explain
from services.allocation.domain.in_force import policy_in_force, trigger_states, with_triggers_reached
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import prepare
from services.allocation.domain.result import Result
from tests.allocation.domain.district import LEVELS, NEEDS, inputs, policy, source

COUNTS: dict[str, dict[str, object]] = {
    "A": {"all": 100, "poverty": 80},
    "B": {"all": 100, "poverty": 10},
    "C": {"all@middle": 50, "all@high": 50, "poverty@middle": 5},
}
STEPS = [{"fiscal_year": 2027, "weight": "0.1"}, {"fiscal_year": 2029, "weight": "0.3"}]
CURRENT = {"A": 100_000_00, "B": 120_000_00, "C": 80_000_00}


def weights(poverty: dict[str, Any], **more: Any) -> dict[str, Any]:
    cells = [{"need_category": "all", "weight": "1"}, {"need_category": "poverty", **poverty}]
    return {"kind": "weighted_pool", "rule_id": "base", "weights": cells, **more}


def run(document: Policy, revenue_cents: int = 300_000_00, **more: Any) -> Result:
    rows = inputs(COUNTS, {"LCFF": revenue_cents}, current=CURRENT, **more)
    return allocate(prepare(rows, document.levels, document.need_categories), document)


def amounts(result: Result) -> list[int]:
    return [int(cents) for cents in result.totals]


@pytest.mark.parametrize(
    ("year", "weight"), [(2026, "0.05"), (2027, "0.1"), (2028, "0.1"), (2029, "0.3"), (2040, "0.3")]
)
def test_a_weight_takes_the_step_of_its_year(year: int, weight: str) -> None:
    stepped = run(policy(source("LCFF", weights({"weight": "0.05", "steps": STEPS})), fiscal_year=year))
    plain = run(policy(source("LCFF", weights({"weight": weight})), fiscal_year=year))
    assert amounts(stepped) == amounts(plain)


def test_the_step_is_explained_and_a_base_times_weights_steps_too() -> None:
    rule = {
        "kind": "per_pupil",
        "rule_id": "base",
        "base_dollars": "100",
        "weights": [{"need_category": "all", "weight": "0", "steps": [{"fiscal_year": 2027, "weight": "2"}]}],
    }
    result = run(policy(source("LCFF", rule)))
    assert amounts(result) == [20_000_00] * 3
    text = explain(result, "A").to_text()
    assert "Step of fiscal year 2027 on the way to 2 in 2027" in text
    stepped = run(policy(source("LCFF", weights({"weight": "0.05", "steps": STEPS}))))
    assert "Paso del año fiscal 2027 hacia 0.3 en 2029" in explain(stepped, "A").to_text("es")


def test_a_policy_without_the_new_words_keeps_its_hash_and_document() -> None:
    plain = policy(source("LCFF", weights({"weight": "0.2"})))
    document = plain.model_dump(mode="json")
    assert "level_groups" not in document
    assert "unions" not in document
    assert set(document["sources"][0]["rules"][0]["weights"][0]) == {"level", "need_category", "weight"}
    assert policy_in_force(plain, {}) is plain


TRIGGER = {
    "kind": "trigger",
    "adjustment_id": "growth",
    "label": "Revenue trigger",
    "revenue_cents": 300_000_00,
}
WAITING = {**TRIGGER, "until": "without_weights", "need_categories": ["poverty"]}


def test_weights_wait_until_the_revenue_is_there() -> None:
    document = policy(source("LCFF", weights({"weight": "0.5"})), adjustments=[WAITING])
    below, at = run(document, 299_999_97), run(document, 300_000_00)
    assert amounts(below) == [99_999_99] * 3
    assert amounts(at) == amounts(run(policy(source("LCFF", weights({"weight": "0.5"})))))
    shadow = run(with_triggers_reached(document), 299_999_97)
    assert amounts(shadow) != amounts(below)
    assert shadow.totals.sum() == below.totals.sum()
    (state,) = trigger_states(document, below.prepared.sources)
    assert (state.reached, state.missing_cents) == (False, 3)
    text = explain(below, "A").to_text()
    assert "Weights not in force yet: poverty" in text
    assert "The formula is paid once revenue reaches $300,000.00; it is $299,999.97" in text
    assert [finding["code"] for finding in below.to_json_dict()["findings"]] == ["trigger_waits"]
    assert "Weights not in force" not in explain(at, "A").to_text()


def test_current_budgets_stay_until_the_revenue_is_there() -> None:
    document = policy(source("LCFF", weights({"weight": "0.5"})), adjustments=[TRIGGER])
    below = run(document, 150_000_00)
    assert amounts(below) == [50_000_00, 60_000_00, 40_000_00]
    assert "The current budget until revenue grows" in explain(below, "A").to_text()
    assert amounts(run(document, 300_000_00)) == amounts(run(policy(source("LCFF", weights({"weight": "0.5"})))))


def test_a_trigger_counts_the_sources_it_names() -> None:
    rows = inputs(COUNTS, {"LCFF": 100_00, "T1": 900_00}, restricted=["T1"])
    document = policy(
        source("LCFF", weights({"weight": "1"})),
        source("T1", weights({"weight": "1"})),
        adjustments=[{**WAITING, "revenue_cents": 500_00}],
    )
    prepared = prepare(rows, LEVELS, NEEDS)
    assert trigger_states(document, prepared.sources)[0].revenue_cents == 100_00
    named = document.model_copy(
        update={"adjustments": (document.adjustments[0].model_copy(update={"revenue_source_ids": ("T1",)}),)}
    )
    assert trigger_states(named, prepared.sources)[0].reached


@pytest.mark.parametrize(
    "wrong",
    [
        {"until": "without_weights"},
        {"need_categories": ["poverty"]},
        {"until": "without_weights", "need_categories": ["all"]},
    ],
)
def test_a_trigger_that_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(PolicyProblems):
        policy(source("LCFF", weights({"weight": "1"})), adjustments=[{**TRIGGER, **wrong}])


def test_unknown_names_of_a_trigger_are_refused_in_their_place() -> None:
    document = policy(
        source("LCFF", weights({"weight": "1"})),
        adjustments=[{**WAITING, "need_categories": ["martians"], "revenue_source_ids": ["LCFF", "X"]}],
    )
    with pytest.raises(PolicyProblems) as refused:
        run(document)
    assert [problem.pointer for problem in refused.value.problems] == [
        "/adjustments/0/need_categories/0",
        "/adjustments/0/revenue_source_ids/1",
    ]


GRADES = ("K", "1", "2", "3")


def grade_district(document: Policy) -> Result:
    counts = {"A": {f"all@{grade}": 10 for grade in GRADES} | {"poverty@K": 5}, "B": {"all@3": 40}}
    return allocate(prepare(inputs(counts, {"LCFF": 10_000_00}), GRADES, NEEDS), document)


def grade_policy(*cells: dict[str, Any]) -> Policy:
    return policy(
        source("LCFF", {"kind": "weighted_pool", "rule_id": "base", "weights": list(cells)}),
        levels=GRADES,
        level_groups=[{"level_group": "early", "levels": ["K", "1"]}, {"level_group": "upper", "levels": ["2", "3"]}],
    )


def test_a_group_stands_for_its_grades_unless_one_has_a_weight_of_its_own() -> None:
    grouped = grade_policy(
        {"level": "early", "need_category": "all", "weight": "2"},
        {"level": "1", "need_category": "all", "weight": "3"},
        {"level": "*", "need_category": "all", "weight": "1"},
    )
    spelled = policy(
        source(
            "LCFF",
            {
                "kind": "weighted_pool",
                "rule_id": "base",
                "weights": [
                    {"level": grade, "need_category": "all", "weight": weight}
                    for grade, weight in zip(GRADES, "2311", strict=True)
                ],
            },
        ),
        levels=GRADES,
    )
    assert amounts(grade_district(grouped)) == amounts(grade_district(spelled))
    assert policy_in_force(policy_in_force(grouped, {}), {}) == policy_in_force(grouped, {})


def test_faults_of_a_group_are_named_as_the_district_wrote_them() -> None:
    wrong = grade_policy(
        {"level": "early", "need_category": "martians", "weight": "2"},
        {"level": "late", "need_category": "all", "weight": "2"},
    )
    with pytest.raises(PolicyProblems) as refused:
        grade_district(wrong)
    assert [problem.pointer for problem in refused.value.problems] == [
        "/sources/0/rules/0/weights/0/need_category",
        "/sources/0/rules/0/weights/1/level",
    ]
    for groups in (
        [{"level_group": "K", "levels": ["1"]}],
        [{"level_group": "x", "levels": ["9"]}],
        [{"level_group": "x", "levels": ["1"]}, {"level_group": "y", "levels": ["1"]}],
    ):
        with pytest.raises(PolicyProblems):
            policy(source("LCFF", weights({"weight": "1"})), levels=GRADES, level_groups=groups)


def test_an_unduplicated_count_is_held_against_its_parts() -> None:
    counts = {
        "A": {"all": 100, "poverty": 60, "english_learner": 30, "special_education": 70},
        "B": {"all": 100, "poverty": 60, "english_learner": 30, "special_education": 50},
        "C": {"all": 100, "poverty": 60, "english_learner": 30, "special_education": 95},
        "D": {"all": 80, "poverty": 60, "english_learner": 60, "special_education": 85},
    }
    document = policy(
        source("LCFF", weights({"weight": "1"})),
        unions=[{"need_category": "special_education", "of": ["poverty", "english_learner"]}],
    )
    result = allocate(prepare(inputs(counts, {"LCFF": 100_00}), LEVELS, NEEDS), document)
    (found,) = [finding for finding in result.to_json_dict()["findings"] if finding["code"] == "union_does_not_fit"]
    assert found["school_ids"] == ["B", "C", "D"]


@given(
    before=st.decimals("0", "2", places=2),
    planned=st.lists(st.tuples(st.integers(2024, 2032), st.decimals("0", "2", places=2)), max_size=4),
    year=st.integers(2024, 2032),
    revenue=st.integers(0, 10**9),
    needed=st.integers(0, 10**9),
)
def test_whatever_waits_every_cent_is_shared_and_the_shadow_shares_the_same(
    before: Decimal, planned: list[tuple[int, Decimal]], year: int, revenue: int, needed: int
) -> None:
    steps = [{"fiscal_year": step, "weight": str(weight)} for step, weight in planned]
    document = policy(
        source("LCFF", weights({"weight": str(before), "steps": steps})),
        adjustments=[{**WAITING, "revenue_cents": needed}],
        fiscal_year=year,
    )
    paid, shadow = run(document, revenue), run(with_triggers_reached(document), revenue)
    assert int(paid.totals.sum()) == int(shadow.totals.sum()) == revenue
    assert (amounts(paid) == amounts(shadow)) or revenue < needed
    assert paid.to_bytes() == run(document, revenue).to_bytes()
    assert explain(paid, "A").value_cents == amounts(paid)[0]
