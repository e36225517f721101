"""Title I: both worked outcomes exactly, each step violated on purpose, and what a proposal always keeps."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations, pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from services.allocation.domain.compliance.title_one.details import DETAILS
from services.allocation.domain.compliance.title_one.outcome import title_one
from services.allocation.domain.compliance.title_one.propose import serving_options
from services.allocation.domain.compliance.title_one.schools import (
    TitleOneDistrict,
    TitleOneSchool,
    candidates,
    ranking,
)
from services.allocation.domain.compliance.title_one.settings import TitleOneSettings
from services.allocation.domain.compliance.words import WORDS
from tests.allocation.domain.compliance.title_one_cases import districts, failed, plan, worked, worked_schools


def test_the_worked_district_has_the_printed_figures() -> None:
    document = worked().to_json_dict("en")
    assert document["district"]["share_bp"] == 3001
    assert document["district"]["floor_per_child_cents"] == 125_000
    assert document["money"]["private_cents"] == 5_000_000
    assert document["money"]["reserved_cents"] == 11_000_000
    assert document["money"]["to_schools_cents"] == 84_000_000
    eligible = {school["school_id"] for school in document["schools"] if school["eligible"]}
    assert eligible == {"A", "B", "C", "D"}


def test_serving_a_to_d_is_illegal_as_the_floor_costs_more_than_there_is() -> None:
    outcome = worked(serve_count=4)
    assert not outcome.legal
    assert set(failed(outcome)) == {"floor"}
    floor = failed(outcome)["floor"]
    said = floor.to_json_dict("en")
    assert "870 children must bring $1,250.00: $1,087,500.00 in all, and $840,000.00 is there" in said["finding"]
    assert said["remedy"] == "Serve only the first 3 of the ranking, down to School C (45.5%)."
    assert said["cite"] == "ESEA 1113(c)(2); 20 U.S.C. 6313(c)(2); 34 CFR 200.78(b)"
    assert {figure["value"] for figure in said["figures"]} == {125_000, 870, 108_750_000, 84_000_000}


def test_serving_a_to_c_at_1300_1100_and_925_a_child_is_legal_to_the_cent() -> None:
    outcome = worked(plan=plan(A=1_300 * 250, B=1_100 * 300, C=925 * 200))
    assert outcome.legal
    assert sum(outcome.amounts.values()) == 84_000_000
    rows = {school["school_id"]: school for school in outcome.to_json_dict("en")["schools"]}
    assert [rows[name]["per_child_cents"] for name in "ABC"] == [130_000, 110_000, 92_500]
    assert rows["D"]["eligible"]
    assert not rows["D"]["served"]


def test_the_widest_legal_proposal_serves_a_to_c() -> None:
    outcome = worked()
    assert outcome.legal
    assert outcome.amounts == {"A": 28_000_000, "B": 33_600_000, "C": 22_400_000}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"plan": plan(A=325_000, B=330_000, C=150_000, E=35_000)}, "eligible"),
        ({"plan": plan(A=440_000, C=400_000)}, "rank_order"),
        ({"plan": plan(B=440_000, C=400_000)}, "serve_first"),
        ({"plan": plan(A=240_000, B=360_000, C=240_000)}, "per_child_order"),
        ({"plan": plan(A=325_000, B=330_000, C=186_000)}, "all_spent"),
        ({"plan": plan(A=325_000, B=330_000)}, "all_spent"),
        ({"plan": plan(A=325_000, B=330_000, C=185_000, X=1)}, "eligible"),
        ({"parent_engagement_cents": 999_999}, "parent_engagement"),
        ({"parent_engagement_to_schools_cents": 899_999}, "parent_engagement"),
        ({"administration_cents": 99_000_000}, "reservations"),
        ({"schoolwide_schools": ["A", "D"], "plan": plan(A=325_000, B=330_000, C=185_000)}, "schoolwide"),
        ({"carryover_cents": 15_000_001, "carryover_of_cents": 100_000_000}, "carryover"),
        ({"skipped": [{"school_id": "B", "supplemental_cents": 30_000_000}]}, "skipping"),
    ],
)
def test_each_step_is_caught_with_its_cite_and_a_way_out(changes: dict[str, object], code: str) -> None:
    outcome = worked(**changes)
    assert not outcome.legal
    check = failed(outcome)[code].to_json_dict("en")
    assert check["remedy"]
    assert "ESEA" in check["cite"] or "CFR" in check["cite"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"carryover_cents": 15_000_000, "carryover_of_cents": 100_000_000}, "carryover"),
        ({"carryover_cents": 15_000_001, "carryover_of_cents": 100_000_000, "carryover_waiver": True}, "carryover"),
        ({"skipped": [{"school_id": "B", "supplemental_cents": 56_000_000}]}, "skipping"),
        ({"parent_engagement_cents": 1_000_000, "parent_engagement_to_schools_cents": 900_000}, "parent_engagement"),
    ],
)
def test_a_step_at_its_limit_passes(changes: dict[str, object], code: str) -> None:
    outcome = worked(**changes)
    assert {check.code: check.outcome for check in outcome.checks}[code] == "passed"
    assert outcome.legal


def first_step(**changes: object) -> tuple[str, str, str]:
    check = next(check for check in worked(**changes).checks if check.code == "serve_first")
    return check.outcome, check.finding.text("en"), check.finding.text("es")


def test_how_far_the_schools_that_come_first_are_served_is_said_truly() -> None:
    # A has 91.9 %, B 69.8 %, C 45.5 %: at 40 % all three come first.
    three = {"serve_first_bp": 4_000}
    assert first_step(**three, plan=plan(A=300_000, B=340_000, C=200_000)) == (
        "passed",
        "All schools above 40.0% are served, highest first, whatever their grades.",
        "Se atiende a todas las escuelas por encima de 40.0%, de mayor a menor, sin importar sus grados.",
    )
    assert first_step(**three, serve_count=1) == (
        "passed",
        "Served: 1 of the 3 schools that come first, highest share first, as far as the plan goes.",
        "Atendidas: 1 de las 3 escuelas que van primero, de mayor a menor proporción, hasta donde llega el plan.",
    )
    skipped = [{"school_id": "B", "supplemental_cents": 100_000_000}]
    assert first_step(**three, skipped=skipped) == (
        "passed",
        "Served: 2 of the 3 schools that come first. Skipped: 1, which has its own step.",
        "Atendidas: 2 de las 3 escuelas que van primero. Omitidas: 1, lo que se revisa en su propio paso.",
    )
    assert first_step(**three, plan=plan(B=840_000))[0] == "failed"


def test_nothing_is_said_of_schools_served_where_nobody_is() -> None:
    outcome = worked(plan=[])
    assert not outcome.legal
    found = {check.code: (check.outcome, check.finding.text("en")) for check in outcome.checks}
    nothing = ("not_applicable", "No school is served, so there is nothing to test.")
    steps = {"serve_first", "rank_order", "floor", "per_child_order", "schoolwide"}
    assert {code: found[code] for code in steps} == dict.fromkeys(steps, nothing)
    assert found["eligible"] == ("failed", "No school is served.")


def test_a_skipped_school_owes_what_children_of_less_poverty_bring() -> None:
    # Without B's children the floor of D can be paid: A, C and D bring $1,473.68 each, so B's 300 are owed $442,104.
    outcome = worked(skipped=[{"school_id": "B", "supplemental_cents": 44_210_399}])
    assert set(failed(outcome)) == {"skipping"}
    assert not failed(worked(skipped=[{"school_id": "B", "supplemental_cents": 44_210_400}]))


def test_no_parent_reservation_is_asked_for_at_half_a_million() -> None:
    outcome = worked(allocation_cents=50_000_000)
    assert {check.code: check.outcome for check in outcome.checks}["parent_engagement"] == "not_applicable"
    assert dict(outcome.money.reservations)["parent_engagement"] == 0


def test_private_children_known_by_area_count_where_schools_are_served() -> None:
    private = {"A": 10, "B": 10, "C": 10, "D": 10, "E": 10}
    schools = tuple(replace(each, private_low_income=private[each.school_id]) for each in worked_schools())
    outcome = worked(schools=schools, private_total=None)
    assert outcome.money.private_of == 30
    assert outcome.money.private_base == 780
    assert outcome.money.private_cents == 3_846_154
    everywhere = worked(schools=schools, private_total=None, private_share_basis="every_area")
    assert everywhere.money.private_cents == 5_000_000


def test_a_district_below_1000_pupils_and_one_school_a_span_are_exempt_from_ranking() -> None:
    small = tuple(
        replace(each, enrolled=each.enrolled / 4, low_income=each.low_income // 4) for each in worked_schools()
    )
    outcome = worked(schools=small, plan=plan(A=440_000, E=400_000))
    assert outcome.to_json_dict("en")["exempt"] == "small"
    assert "rank_order" not in failed(outcome)
    single = tuple(replace(each, span=each.school_id) for each in worked_schools())
    assert worked(schools=single).to_json_dict("en")["exempt"] == "single_schools"


def test_high_schools_at_half_may_come_first_and_spans_are_ranked_apart() -> None:
    spans = {"A": "elementary", "B": "high", "C": "high", "D": "elementary", "E": "high"}
    schools = tuple(replace(each, span=spans[each.school_id]) for each in worked_schools())
    assert [each.first for each in worked(schools=schools).ranked] == [True, False, False, False, False]
    joined = worked(schools=schools, high_schools_join=True)
    assert [each.school_id for each in joined.ranked if each.first] == ["A", "B"]
    apart = worked(schools=schools, grouping="grade_span", plan=plan(A=300_000, D=400_000))
    assert "rank_order" not in failed(apart)
    assert "rank_order" in failed(worked(schools=schools, plan=plan(A=300_000, D=400_000)))


def test_the_multiplier_of_community_eligibility_is_told() -> None:
    schools = tuple(replace(each, community_eligibility=each.school_id == "A") for each in worked_schools())
    measure = worked(schools=schools).checks[0]
    assert measure.schools == ("A",)
    assert "times 1.6" in measure.finding.text("en")


def test_without_low_income_children_there_is_not_enough_data() -> None:
    outcome = worked(schools=(TitleOneSchool("A", "A", "high", Fraction(2_000), 0),) * 1)
    assert outcome.checks[0].outcome == "not_enough_data"
    assert not outcome.legal


def test_every_detail_is_a_setting_with_words() -> None:
    for detail in DETAILS:
        assert detail.setting in TitleOneSettings.model_fields
        assert f"detail.{detail.setting}" in WORDS


def test_amounts_that_rise_where_poverty_falls_are_no_gradient() -> None:
    with pytest.raises(ValueError, match=r"200\.78\(c\)"):
        worked(gradient=[{"at_least_bp": 0, "weight": "2"}, {"at_least_bp": 5_000, "weight": "1"}])


@settings(max_examples=150, deadline=None)
@given(districts())
def test_a_proposal_is_legal_and_spends_every_cent(district: TitleOneDistrict) -> None:
    outcome = title_one(district)
    assume(outcome.amounts)
    assert not failed(outcome)
    assert sum(outcome.amounts.values()) == outcome.money.to_schools_cents
    order = sorted((each for each in outcome.ranked if each.school_id in outcome.amounts), key=lambda e: -e.share)
    for poorer, richer in combinations(order, 2):
        if poorer.share > richer.share:
            assert Fraction(outcome.amounts[poorer.school_id], poorer.school.low_income) >= Fraction(
                outcome.amounts[richer.school_id], richer.school.low_income
            )


@settings(max_examples=80, deadline=None)
@given(districts())
def test_no_more_schools_could_be_served_legally(district: TitleOneDistrict) -> None:
    outcome = title_one(district)
    served = len(outcome.amounts)
    queue = candidates(district, ranking(district))
    for count in range(served + 1, len(queue) + 1):
        more = replace(district, settings=district.settings.model_copy(update={"serve_count": count, "gradient": ()}))
        tried = title_one(more)
        floor = -(-district.floor_per_child().numerator // district.floor_per_child().denominator)
        children = sum(each.school.low_income for each in queue[:count])
        low = any(each.share < Fraction(35, 100) for each in queue[:count])
        assert tried.money.to_schools_cents < children or (low and floor * children > tried.money.to_schools_cents)


@given(districts(), st.randoms(use_true_random=False))
def test_the_order_of_the_schools_changes_nothing(district: TitleOneDistrict, random: object) -> None:
    shuffled = list(district.schools)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    other = replace(district, schools=tuple(shuffled))
    assert title_one(other).to_json_dict("es") == title_one(district).to_json_dict("es")


@settings(max_examples=60, deadline=None)
@given(districts(gradient=[]), st.data())
def test_taking_a_cent_from_a_proposal_or_raising_the_last_school_is_caught(
    district: TitleOneDistrict, data: st.DataObject
) -> None:
    outcome = title_one(district)
    assume(len(outcome.amounts) > 1)
    school = data.draw(st.sampled_from(sorted(outcome.amounts)))
    amounts = {**outcome.amounts, school: outcome.amounts[school] + 1}
    typed = [{"school_id": key, "amount_cents": cents} for key, cents in amounts.items()]
    document = district.settings.model_dump() | {"plan": typed}
    more = title_one(replace(district, settings=TitleOneSettings.model_validate(document)))
    assert "all_spent" in failed(more)


@given(districts())
def test_options_reach_further_down_the_ranking_one_by_one(district: TitleOneDistrict) -> None:
    options = serving_options(district)
    assert [option.count for option in options] == list(range(1, len(options) + 1))
    for shorter, longer in pairwise(options):
        assert longer.school_ids[: shorter.count] == shorter.school_ids
