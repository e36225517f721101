"""Mapping, scaling and comparing: what holds for every district and every formula."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.allocation.domain.borrowed.apply import borrow, comparable_sources
from services.allocation.domain.borrowed.compare import compare_groups
from services.allocation.domain.borrowed.formula import LibraryFormula
from services.allocation.domain.borrowed.vocabulary import VocabularyMapping, suggested_mapping
from services.allocation.domain.engine import allocate
from services.allocation.domain.errors import Infeasible, PolicyProblems
from services.allocation.domain.importing.vocabulary import DEFAULT_LEVELS, NeedCategoryDefinition
from services.allocation.domain.prepare import prepare
from services.allocation.domain.result import Result
from services.allocation.library.catalog import formulas
from tests.allocation.domain.district import LEVELS, NEEDS, check_invariants, district_counts, inputs, policy, source

OUR_NEEDS = tuple(NeedCategoryDefinition(need, need.replace("_", " ")) for need in NEEDS)
COUNTS = {
    "A": {"all@elementary": 400, "poverty@elementary": 300, "english_learner@elementary": 90},
    "B": {"all@elementary": 250, "all@middle": 200, "poverty@middle": 40, "special_education@middle": 30},
    "C": {"all@high": 900, "poverty@high": 200, "english_learner@high": 25},
}
POOL = {
    "kind": "weighted_pool",
    "rule_id": "pool",
    "weights": [{"need_category": "all", "weight": "1"}, {"need_category": "poverty", "weight": "0.34"}],
}


def our_result(counts: dict[str, dict[str, Decimal]] | dict[str, dict[str, int]], cents: int) -> Result:
    data = inputs(
        counts, {"GENERAL": cents, "GRANT": 700_00}, restricted=["GRANT"], current=dict.fromkeys(counts, 10**8)
    )
    decisions = policy(
        source("GENERAL", POOL),
        source("GRANT", {"kind": "proportional", "rule_id": "p", "measure": "pupils"}),
    )
    return allocate(prepare(data, LEVELS, NEEDS), decisions)


def suggestion(formula: LibraryFormula) -> VocabularyMapping:
    return suggested_mapping(formula, DEFAULT_LEVELS, OUR_NEEDS, ())


@pytest.mark.parametrize("formula", formulas().values(), ids=lambda formula: formula.formula_id)
def test_a_usual_district_gets_an_answer_without_changing_the_mapping(formula: LibraryFormula) -> None:
    result = our_result(COUNTS, 12_345_678_90)
    found = borrow(result, formula, suggestion(formula), "ours")
    assert found.source_ids == ("GENERAL",)
    assert int(found.theirs.sum()) == int(found.ours.sum()) == found.budget_cents == 12_345_678_90
    assert sum(found.part_cents.values()) == found.cost_cents
    # What is saved as a scenario gives the very figures that were compared.
    again = allocate(result.prepared, found.policy)
    check_invariants(again)
    component = next(c for c in again.components if c.source_id == "GENERAL")
    assert component.amounts.tolist() == found.theirs.tolist()


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(counts=district_counts(), cents=st.integers(1, 10**13), pick=st.sampled_from(sorted(formulas())))
def test_exactly_our_budget_is_spent_in_their_proportions(
    counts: dict[str, dict[str, Decimal]], cents: int, pick: str
) -> None:
    formula = formulas()[pick]
    data = inputs(counts, {"GENERAL": cents}, current=dict.fromkeys(counts, 5_000_000_00))
    prepared = prepare(data, LEVELS, NEEDS)
    try:
        result = allocate(prepared, policy(source("GENERAL", POOL)))
        theirs = borrow(result, formula, suggestion(formula), "theirs")
    except Infeasible as refused:
        assert refused.code in {"nobody_to_receive", "formula_gives_nothing"}  # noqa: PT017
        return
    ours = borrow(result, formula, suggestion(formula), "ours")
    assert int(ours.theirs.sum()) == ours.budget_cents == cents
    assert int(theirs.theirs.sum()) == theirs.cost_cents
    for mine, own in zip(ours.theirs.tolist(), theirs.theirs.tolist(), strict=True):
        # Each part was rounded to the cent at their dollars, once per part, and once more when it was scaled.
        slack = Decimal(cents) / theirs.cost_cents * len(formula.parts) * len(counts) + 1
        assert abs(Decimal(mine) - Decimal(own) * cents / theirs.cost_cents) <= slack


def test_bands_follow_the_grades_of_each_level() -> None:
    mapping = suggestion(formulas()["boston-2016"])
    elementary = {band.band: band.share_bp for band in mapping.levels[0].bands}
    # EE, PK and TK; K; 1 and 2; 3 to 5: nine grades.
    assert elementary == {"k0_k1": 3334, "k2": 1111, "g1_2": 2222, "g3_5": 3333}
    assert {band.band: band.share_bp for band in mapping.levels[2].bands} == {"g9_12": 10_000}
    lcff = suggestion(formulas()["california-2025"])
    # Classes before kindergarten that the formula does not know are small: they count only where it has them.
    assert {band.band: band.share_bp for band in lcff.levels[0].bands} == {"tk_3": 7143, "g4_6": 2857}
    assert {band.band: band.share_bp for band in lcff.levels[1].bands} == {"g4_6": 3333, "g7_8": 6667}


def test_groups_are_found_by_name_and_what_nobody_counts_is_said() -> None:
    houston = formulas()["houston-2018"]
    mapping = suggestion(houston)
    named = {group.group: [need.need_category for need in group.needs] for group in mapping.groups}
    assert named["poverty"] == ["poverty"]
    assert named["english_learner"] == ["english_learner"]
    found = borrow(our_result(COUNTS, 10**9), houston, mapping, "theirs")
    assert set(found.nobody) == {"at_risk", "gifted", "homeless"}


def test_a_changed_mapping_changes_the_answer() -> None:
    boston = formulas()["boston-2016"]
    result = our_result(COUNTS, 10**9)
    mapping = suggestion(boston).model_dump()
    for group in mapping["groups"]:
        share = {"low": 0, "autism": 10_000}.get(group["group"])
        if share is not None:
            group["needs"] = [{"need_category": "special_education", "share_bp": share}] if share else []
    before = borrow(result, boston, suggestion(boston), "theirs")
    after = borrow(result, boston, VocabularyMapping.model_validate(mapping), "theirs")
    # 30 pupils at 4.30 instead of 1.00 times the base.
    assert after.part_cents["special"] - before.part_cents["special"] == 30 * 33 * 402847 // 10


def test_what_does_not_fit_is_refused_with_its_place() -> None:
    result = our_result(COUNTS, 10**9)
    boston = formulas()["boston-2016"]
    wrong = {
        "levels": [{"level": "elementary", "bands": [{"band": "k9", "share_bp": 10_000}]}],
        "groups": [{"group": "autism", "needs": [{"need_category": "nobody", "share_bp": 1}]}],
    }
    with pytest.raises(PolicyProblems) as refused:
        borrow(result, boston, VocabularyMapping.model_validate(wrong), "ours")
    codes = {problem.code for problem in refused.value.problems}
    assert codes == {"level_not_mapped", "unknown_band", "unknown_need_category"}
    with pytest.raises(PolicyProblems, match="not shared by rules"):
        borrow(result, boston, suggestion(boston), "ours", ["NOWHERE"])
    with pytest.raises(PolicyProblems, match="has no such measure"):
        formula = formulas()["new-york-2015-own-percent"]
        bare = suggestion(formula).model_copy(update={"measures": ()})
        borrow(result, formula, bare, "ours")
    assert comparable_sources(result) == ("GENERAL",)


def test_schools_counted_as_a_whole_are_divided_as_the_district_says() -> None:
    data = inputs(
        {"K8": {"all@*": 300, "poverty@*": 100}, "E": {"all@elementary": 100}},
        {"GENERAL": 10**9},
        schools={"K8": {"levels": ("elementary", "middle")}},
    )
    result = allocate(prepare(data, LEVELS, NEEDS), policy(source("GENERAL", POOL)))
    formula = formulas()["chicago-2024"]
    mapping = suggested_mapping(formula, DEFAULT_LEVELS, OUR_NEEDS, (), whole_schools=True)
    found = borrow(result, formula, mapping, "theirs")
    assert found.cost_cents > 400 * 5147_57
    with pytest.raises(PolicyProblems, match=r"level \*"):
        borrow(result, formula, suggestion(formula), "theirs")


def test_groups_average_what_each_pupils_school_has() -> None:
    result = our_result(COUNTS, 10**9)
    lines = compare_groups(result.prepared, result.totals, result.totals)
    by_name = {(line.kind, line.key): line for line in lines}
    everyone = by_name["everyone", "all"]
    assert everyone.pupils == 1750
    assert everyone.ours_cents == everyone.theirs_cents == round(int(result.totals.sum()) / 1750)
    pupils = {"A": 400, "B": 450, "C": 900}
    poor = {"A": 300, "B": 40, "C": 200}
    totals = dict(zip(result.prepared.school_ids, result.totals.tolist(), strict=True))
    expected = sum(totals[s] / pupils[s] * poor[s] for s in pupils) / 540
    assert abs(by_name["need", "poverty"].ours_cents - expected) <= 1
    assert sum(line.pupils for line in lines if line.kind == "level") == 1750
    assert sum(line.pupils for line in lines if line.kind == "size") == 1750
