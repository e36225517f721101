"""Title I facts out of imported data: poverty by several measures, community eligibility, spans, areas, the source."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from services.allocation.domain.compliance.title_one.facts import (
    FoundDistrict,
    TitleOneIncomplete,
    district_of,
    find_source,
)
from services.allocation.domain.compliance.title_one.settings import TitleOneSettings
from services.allocation.domain.inputs import RevenueSource
from services.allocation.domain.prepare import prepare
from services.allocation.spanish.catalog import SENTENCES
from tests.allocation.domain.district import LEVELS, NEEDS, inputs


def found(**settings: Any) -> FoundDistrict:
    """Read three schools: A under community eligibility, K of two levels, H closed before the year."""
    data = inputs(
        {
            "A": {"all": 200, "poverty": 150, "english_learner": 90},
            "K": {"all@elementary": 100, "all@middle": 150, "poverty@elementary": 60, "poverty@middle": 60},
            "H": {"all@high": 500, "poverty@high": 300},
        },
        {"LCFF": 10_000_000, "T1": 3_300_000},
        measures={
            "direct": {"A": "80", "K": "10"},
            "private_low_income": {"A": "7", "K": "3.6"},
            "tanf": {"A": "20", "K": "130"},
            "resident": {"A": "160", "K": "480"},
            "only_a": {"A": "160"},
            "only_k": {"K": "160"},
        },
        schools={
            "A": {"flags": frozenset({"community_eligibility", "title_1"})},
            "H": {"closed_on": date(2026, 6, 30)},
        },
    )
    named = tuple(
        replace(each, name="Title I, Part A") if each.source_id == "T1" else each for each in data.revenue_sources
    )
    document = {"community_eligibility_count": "direct", **settings}
    prepared = prepare(replace(data, revenue_sources=named), LEVELS, NEEDS)
    return district_of(prepared, 2027, 7, TitleOneSettings.model_validate(document))


def children(result: FoundDistrict) -> dict[str, int]:
    return {school.school_id: school.low_income for school in result.district.schools}


def test_direct_certifications_are_multiplied_under_community_eligibility_and_closed_schools_are_left_out() -> None:
    assert children(found()) == {"A": 128, "K": 120}
    assert children(found(community_eligibility_multiplier="1.7")) == {"A": 136, "K": 120}
    # No more children than pupils, whatever the multiplier; half a child counts as one.
    assert children(found(community_eligibility_multiplier="9")) == {"A": 200, "K": 120}
    assert children(found(community_eligibility_multiplier="1.60625")) == {"A": 129, "K": 120}
    assert children(found(community_eligibility_flag=None)) == {"A": 150, "K": 120}


def test_a_composite_takes_the_highest_or_the_sum_of_its_measures() -> None:
    both = {"poverty_counts": ["need:poverty", "tanf"], "community_eligibility_flag": None}
    assert children(found(**both)) == {"A": 150, "K": 130}
    assert children(found(**both, combine_counts="sum")) == {"A": 170, "K": 250}


def test_a_school_of_two_levels_is_in_the_span_of_most_pupils_and_areas_have_their_private_children() -> None:
    schools = {school.school_id: school for school in found().district.schools}
    assert schools["K"].span == "middle"
    assert [schools["A"].private_low_income, schools["K"].private_low_income] == [7, 4]
    assert schools["K"].enrolled == Fraction(250)
    assert schools["A"].previously_served
    assert not schools["K"].previously_served


def test_shares_are_of_resident_children_where_their_count_is_chosen() -> None:
    assert [school.children for school in found().district.schools] == [200, 250]
    both = found(children_count="resident")
    assert [school.children for school in both.district.schools] == [Fraction(160), Fraction(480)]
    assert [school.enrolled for school in both.district.schools] == [200, 250]
    assert [school.share for school in both.district.schools] == [Fraction(4, 5), Fraction(1, 4)]
    assert both.district.share == Fraction(248, 640)
    # A multiplied count never exceeds the children that the share is of.
    assert children(found(children_count="resident", community_eligibility_multiplier="9")) == {"A": 160, "K": 120}
    # Whether a district is small is asked of the enrolled.
    assert found(children_count="resident", small_district_pupils=500).district.exempt == "small"


def test_a_school_whose_children_nobody_counted_is_named_and_not_taken_for_one_without() -> None:
    with pytest.raises(TitleOneIncomplete) as refused:
        found(children_count="only_a")
    assert (refused.value.code, refused.value.message) == ("count_missing", 'There is no "only_a" for K.')
    assert SENTENCES.say(refused.value.message, "es") == 'No hay "only_a" para K.'
    with pytest.raises(TitleOneIncomplete, match='"only_k" for A'):
        found(community_eligibility_count="only_k")
    # Only schools under community eligibility have direct certifications.
    assert children(found(community_eligibility_count="only_a")) == {"A": 200, "K": 120}


def test_the_allocation_is_that_of_the_source_until_another_is_typed() -> None:
    assert (found().source_id, found().district.allocation_cents) == ("T1", 3_300_000)
    typed = found(allocation_cents=5, source_id="LCFF")
    assert (typed.source_id, typed.district.allocation_cents) == ("LCFF", 5)


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({"source_id": "NONE"}, "unknown_source"),
        ({"poverty_counts": ["need:nobody"]}, "unknown_count"),
        ({"poverty_counts": ["no measure"]}, "unknown_count"),
        ({"children_count": "no measure"}, "unknown_count"),
        ({"community_eligibility_count": "need:none"}, "unknown_count"),
    ],
)
def test_what_is_missing_is_named(settings: dict[str, Any], code: str) -> None:
    with pytest.raises(TitleOneIncomplete) as refused:
        found(**settings)
    assert refused.value.code == code
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("source_id", "name", "account", "is_title_one"),
    [
        ("TITLE_I", "Anything", "", True),
        ("F1", "Title I, Part A: basic grants", "", True),
        ("F1", "ESEA Title 1", "", True),
        ("F1", "Improving achievement", "01-3010-0-1110-1000-1100", True),
        ("TITLE_II", "Title II, Part A", "4035", False),
        ("T3", "Title III: English learners", "4203", False),
        ("T4", "Title IV-A", "4127", False),
        ("L", "Local", "13010", False),
    ],
)
def test_title_one_is_known_by_name_or_account(source_id: str, name: str, account: str, is_title_one: bool) -> None:
    source = RevenueSource(source_id, name, "Federal", True, 1, account)
    assert (find_source([source]) is source) is is_title_one
    # Two that could be it are a question for a person.
    assert (find_source([source, replace(source, source_id="OTHER", name="Title I again")]) is None) is is_title_one
