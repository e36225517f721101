"""Another district's formula beside ours, to the cent: what each part costs, what ours spends, what it would become."""

from typing import Any

import pytest

from services.allocation.domain.borrowed.apply import Borrowed, borrow, comparable_sources
from services.allocation.domain.borrowed.formula import LibraryFormula
from services.allocation.domain.borrowed.vocabulary import VocabularyMapping
from services.allocation.domain.engine import allocate
from services.allocation.domain.errors import Infeasible, PolicyProblem, PolicyProblems
from services.allocation.domain.limits import MAX_CENTS
from services.allocation.domain.prepare import prepare
from services.allocation.domain.result import Result
from tests.allocation.domain.district import LEVELS, NEEDS, inputs, policy, source

POOL = {"kind": "weighted_pool", "rule_id": "pool", "weights": [{"need_category": "all", "weight": "1"}]}
GRANTS = {"kind": "school_grant", "rule_id": "grants"}
FLOOR = {
    "kind": "hold_harmless",
    "adjustment_id": "floor",
    "label": "Floor",
    "percent_bp": 10_000,
    "payer": {"kind": "gainers"},
}
OURS = {"name": "room", "expression": "pupils / 25", "unit": "pupils"}
LEFT_OVER = {"name": "sm_old", "expression": "pupils", "unit": "pupils"}


def formula(base: str = "$10 / pupil", poor: str = "$6 / pupil", **more: Any) -> LibraryFormula:
    return LibraryFormula.model_validate(
        {
            "formula_id": "small-2020",
            "prefix": "sm",
            "district": "Small",
            "title": "Weights",
            "fiscal_year": 2020,
            "summary": "Two parts.",
            "sources": [{"title": "Paper"}],
            "bands": [{"band": "every", "name": "Every grade", "grades": ["K"]}],
            "groups": [{"group": "poor", "name": "Poor pupils", "like": ["poverty"]}],
            "parts": [
                {"part": "base", "label": "Base", "rates": [{"rate": base}]},
                {"part": "extra", "label": "Extra", "rates": [{"group": "poor", "rate": poor}]},
            ],
        }
        | more
    )


def mapping(poverty_bp: int = 10_000) -> VocabularyMapping:
    return VocabularyMapping.model_validate(
        {
            "levels": [{"level": level, "bands": [{"band": "every", "share_bp": 10_000}]} for level in LEVELS],
            "groups": [{"group": "poor", "needs": [{"need_category": "poverty", "share_bp": poverty_bp}]}],
        }
    )


def ours(*sources: dict[str, Any], **more: Any) -> Result:
    """A has 100 pupils, half of them poor; B has 100."""
    data = inputs(
        {"A": {"all": 100, "poverty": 50}, "B": {"all": 100, "poverty": 0}},
        {"S": 20_00, "T": 10_00, "FED": 5_00, "LEFT": 7_00, "MINE": 30, "CENT": 1},
        restricted=["FED"],
        current={"A": 14_00, "B": 15_00},
        grants=[("S", "B", 4_00), ("MINE", "A", 30)],
    )
    decided = policy(*(sources or (source("S", GRANTS, POOL), source("T", POOL))), **more)
    return allocate(prepare(data, LEVELS, NEEDS), decided)


def borrowed(result: Result, dollars: Any = "theirs", *source_ids: str) -> Borrowed:
    return borrow(result, formula(), mapping(), dollars, source_ids)


def refusal(*arguments: Any) -> Infeasible:
    with pytest.raises(Infeasible) as refused:
        borrow(*arguments)
    return refused.value


def test_at_their_own_dollars_every_part_is_paid_and_ours_stands_beside_it() -> None:
    found = borrowed(ours())
    # 100 x 10 for each school, and 50 x 6 for A; of ours 16.00 and 10.00 are shared by pupils, without the grant.
    assert found.theirs.tolist() == [1_300_00, 1_000_00]
    assert found.ours.tolist() == [13_00, 13_00]
    assert found.part_cents == {"base": 2_000_00, "extra": 300_00}
    assert (found.cost_cents, found.budget_cents) == (2_300_00, 26_00)
    assert (found.source_ids, found.dollars, found.nobody) == (("S", "T"), "theirs", ())
    assert (found.formula, found.mapping) == (formula(), mapping())


def test_at_our_dollars_each_source_spends_what_it_spent_in_their_proportions() -> None:
    found = borrowed(ours(), "ours")
    # 16.00 and 10.00 by 13 to 10: 9.04 and 6.96, 5.65 and 4.35.
    assert found.theirs.tolist() == [14_69, 11_31]
    assert found.part_cents == {"base": 2_000_00, "extra": 300_00}
    assert borrowed(ours(), "ours", "T").theirs.tolist() == [5_65, 4_35]
    assert borrowed(ours(), "ours", "T").ours.tolist() == [5_00, 5_00]
    assert borrowed(ours(), "ours", "T", "S", "T").source_ids == ("T", "S")


def test_floors_are_left_out_on_both_sides_and_stay_in_the_policy() -> None:
    held = ours(adjustments=[FLOOR])
    assert held.totals.tolist() == [14_00, 16_00]
    for dollars, theirs in (("ours", [14_69, 11_31]), ("theirs", [1_300_00, 1_000_00])):
        found = borrowed(held, dollars)
        assert (found.ours.tolist(), found.theirs.tolist()) == ([13_00, 13_00], theirs)
        assert found.policy.adjustments == held.policy.adjustments


def test_floors_that_could_not_be_paid_under_theirs_do_not_hinder_the_comparison() -> None:
    reserve = FLOOR | {"percent_bp": 9_500, "payer": {"kind": "reserve", "source_id": "S"}}
    held = ours(source("S", POOL), source("T", POOL), adjustments=[reserve])
    assert borrowed(held, "ours").theirs.tolist() == [16_95, 13_05]
    with pytest.raises(Infeasible):
        allocate(held.prepared, borrowed(held, "ours").policy)


def test_the_policy_has_their_formula_in_the_place_of_our_rules() -> None:
    result = ours(derived_measures=[OURS, LEFT_OVER], rounding_unit_cents=1)
    changed = borrowed(result, "ours", "S").policy.model_dump(mode="json")
    before = result.policy.model_dump(mode="json")
    assert changed["name"] == "Small 2020: Weights"
    assert [each["name"] for each in changed["derived_measures"]] == [
        "room",
        "sm_base",
        "sm_pupils_poor",
        "sm_extra",
        "sm_dollars",
    ]
    (theirs, grants) = changed["sources"][0]["rules"]
    assert grants == before["sources"][0]["rules"][0]
    assert {key: theirs[key] for key in ("kind", "rule_id", "label", "measure", "pool_amount_cents")} == {
        "kind": "proportional",
        "rule_id": "small-2020",
        "label": "Small: Weights ($16.00)",
        "measure": "sm_dollars",
        "pool_amount_cents": 16_00,
    }
    assert changed["sources"][1] == before["sources"][1]
    same = {"name", "derived_measures", "sources"}
    assert {key: changed[key] for key in changed.keys() - same} == {key: before[key] for key in before.keys() - same}
    # Whoever takes it over and borrows again compares the very same figures.
    again = allocate(result.prepared, borrowed(result, "ours").policy)
    assert borrowed(again, "ours").ours.tolist() == borrowed(result, "ours").theirs.tolist()


def test_long_names_are_cut_to_what_a_policy_may_hold() -> None:
    long = formula(title="T" * 200)
    found = borrow(ours(), long, mapping(), "theirs").policy
    assert found.name == ("Small 2020: " + "T" * 200)[:200]
    assert [each.rules[0].label for each in found.sources] == [("Small: " + "T" * 200)[:200]] * 2


class TestSources:
    def test_that_can_be_compared_are_ours_to_share_and_shared_by_rules(self) -> None:
        locked = {"source_id": "FED", "distribution": "locked"}
        grants = {"source_id": "MINE", "distribution": "school_grant"}
        everything = ours(source("S", POOL), source("T", GRANTS), grants, locked)
        assert comparable_sources(everything) == ("S",)
        assert comparable_sources(ours(source("FED", POOL), source("S", POOL), source("T", POOL))) == ("S", "T")
        cent = ours(source("CENT", POOL))
        assert comparable_sources(cent) == ("CENT",)
        assert borrowed(cent, "ours", "CENT").theirs.tolist() == [1, 0]
        # A restricted source may be named all the same.
        restricted = ours(source("FED", POOL), source("S", POOL))
        assert borrowed(restricted, "ours", "FED").ours.tolist() == [2_50, 2_50]

    def test_that_cannot_are_refused_each_by_name(self) -> None:
        result = ours(source("S", POOL), source("T", GRANTS))

        def problem(source_id: str, usable: str) -> PolicyProblem:
            message = f"{source_id} is not shared by rules in this scenario"
            return PolicyProblem("/source_ids", "source_not_comparable", message, f"Use one of: {usable}.")

        with pytest.raises(PolicyProblems) as refused:
            borrowed(result, "ours", "X", "S", "LEFT", "T")
        assert refused.value.problems == tuple(problem(each, "S") for each in ("LEFT", "T", "X"))
        with pytest.raises(PolicyProblems) as refused:
            borrowed(ours(source("S", GRANTS), source("T", GRANTS)), "ours", "T")
        assert refused.value.problems == (problem("T", "none is there"),)
        with pytest.raises(PolicyProblems) as refused:
            borrowed(ours(source("S", POOL), source("T", POOL)), "ours", "X")
        assert refused.value.problems == (problem("X", "S, T"),)

    def test_must_be_there(self) -> None:
        found = refusal(ours(source("S", GRANTS)), formula(), mapping(), "ours")
        assert (found.code, found.shortfall_cents, found.detail, list(found.relax), found.pointer) == (
            "nothing_to_compare",
            0,
            "No unlocked, unrestricted source of this scenario is shared by rules yet.",
            ["Give a source rules first.", "Name the sources to compare."],
            "/sources",
        )


def test_a_formula_that_gives_nobody_anything_is_refused() -> None:
    free = formula("$0 / pupil")
    found = refusal(ours(), free, mapping(0), "ours")
    assert (found.code, found.shortfall_cents, found.detail, list(found.relax), found.pointer) == (
        "formula_gives_nothing",
        26_00,
        "Small's formula gives none of our schools anything.",
        ["Say in the mapping which of our pupils it counts.", "Choose another formula."],
        "/mapping",
    )
    cent = borrow(ours(), formula("$0.0001 / pupil", "$0 / pupil"), mapping(0), "theirs")
    assert (cent.cost_cents, cent.part_cents) == (2, {"base": 2, "extra": 0})


def test_a_part_beyond_all_money_is_refused_by_its_label() -> None:
    with pytest.raises(PolicyProblems) as refused:
        borrow(ours(), formula(f"${MAX_CENTS} / pupil"), mapping(), "ours")
    assert [(each.pointer, each.message) for each in refused.value.problems] == [
        ("/sources", "Base: a number on the way is larger than any amount of money")
    ]
    found = refusal(ours(), formula(f"${MAX_CENTS // 15_000} / pupil"), mapping(), "ours")
    assert (found.code, found.pointer) == ("rules_exceed_source", "/sources/0")
