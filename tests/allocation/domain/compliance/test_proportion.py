"""California's proportion: what supplemental and concentration money gives against its share of the base grant."""

from dataclasses import replace
from typing import Any

import pytest

from services.allocation.domain.compliance.checks import Check
from services.allocation.domain.compliance.proportion import proportion_check
from services.allocation.domain.compliance.review import review
from services.allocation.domain.compliance.settings import ComplianceSettings
from services.allocation.domain.result import Result
from tests.allocation.domain.district import inputs, policy, run, source

BASE = {"kind": "per_pupil", "rule_id": "base", "rates": [{"need_category": "all", "rate_dollars": "100"}]}
NEED = {"kind": "weighted_pool", "rule_id": "need", "weights": [{"need_category": "poverty", "weight": "1"}]}
SERVICE = {"name": "Language coaches", "mode": "central", "amount_cents": 500_000}


def california(
    *sources: dict[str, Any],
    name: str = "LCFF supplemental and concentration",
    base: str = "LCFF base grant",
    lottery: int = 0,
    **funders: str,
) -> Result:
    """Run two schools with a base grant of $200,000 and $30,000 of supplemental and concentration money."""
    data = inputs(
        {"A": {"all": 200, "poverty": 150}, "B": {"all": 300, "poverty": 30}},
        {"LCFF": 20_000_000, "SC": 3_000_000, "T1": 1_000_000, **({"LOTTERY": lottery} if lottery else {})},
        restricted=("T1",),
    )
    named = {"LCFF": base, "SC": name, "T1": "Title I, supplemental", "LOTTERY": "Lottery"}
    given = {"LCFF": "state", "SC": "state", "T1": "federal", "LOTTERY": "state", **funders}
    known = tuple(
        replace(each, name=named[each.source_id], funder=given[each.source_id]) for each in data.revenue_sources
    )
    return run(replace(data, revenue_sources=known), policy(*sources))


def found(result: Result, **settings: Any) -> Check:
    return proportion_check(result, ComplianceSettings.model_validate(settings))


def test_money_given_to_schools_whole_is_in_proportion() -> None:
    check = found(california(source("LCFF", BASE), source("SC", NEED)))
    assert check.outcome == "passed"
    assert check.finding.text("en") == (
        "Planned: 15.0% above the base grant of $200,000.00; asked for: 15.0%, which is $30,000.00."
    )
    assert check.cite == "Cal. Educ. Code 42238.07; 5 CCR 15496(a)"
    assert {figure.label: figure.value for figure in check.figures} == {
        "supplemental_grant": 3_000_000,
        "base_grant": 20_000_000,
        "proportion_asked": 1_500,
        "improving": 3_000_000,
        "proportion_planned": 1_500,
    }


@pytest.mark.parametrize(
    ("held", "missing"),
    [
        ({"central_share": {"amount_cents": 500_000}}, "$5,000.00"),
        ({"central_share": {"amount_cents": 500_001}, "central_services": [SERVICE]}, "$0.01"),
        ({"central_services": [{**SERVICE, "mode": "devolved"}], "central_share": {"amount_cents": 7}}, "$0.07"),
    ],
)
def test_what_is_held_without_a_named_service_improves_nothing(held: dict[str, Any], missing: str) -> None:
    check = found(california(source("LCFF", BASE), source("SC", NEED, **held)))
    assert check.outcome == "failed"
    assert f"{missing} improves no services." in check.finding.text("en")
    assert check.remedy is not None


def test_central_services_that_are_named_count() -> None:
    held = {"central_share": {"amount_cents": 500_000}, "central_services": [SERVICE]}
    assert found(california(source("LCFF", BASE), source("SC", NEED, **held))).outcome == "passed"


def test_money_locked_away_or_left_in_reserve_improves_nothing() -> None:
    assert found(california(source("LCFF", BASE))).outcome == "failed"
    some = {"kind": "per_pupil", "rule_id": "some", "rates": [{"need_category": "poverty", "rate_dollars": "50"}]}
    check = found(california(source("LCFF", BASE), source("SC", some)))
    # 180 pupils at $50 of $30,000.
    assert "$21,000.00 improves no services." in check.finding.text("en")


def test_a_rule_that_says_so_counts_beside_the_base_of_the_same_source() -> None:
    part = {**BASE, "rule_id": "extra", "label": "Supplemental grant",
            "rates": [{"need_category": "poverty", "rate_dollars": "100"}]}  # fmt: skip
    result = california(source("LCFF", BASE, part), name="Facilities", SC="private")
    assert found(result).outcome == "not_enough_data"
    typed = {"base_grant_cents": 18_000_000, "supplemental_grant_cents": 1_800_000}
    assert found(result, **typed).outcome == "passed"
    assert found(result, **{**typed, "supplemental_grant_cents": 1_800_001}).outcome == "failed"
    # A rule that gives base and supplement together says nothing of how much of it is which.
    both = {**part, "label": "Base, supplement and concentration"}
    assert found(california(source("LCFF", both), name="Facilities", SC="private")).outcome == "not_applicable"


def test_the_sources_may_be_named_and_federal_money_is_never_found() -> None:
    other = california(source("LCFF", BASE), source("SC", NEED), name="Resource 0709")
    assert found(other).outcome == "not_applicable"
    assert found(other, supplemental_source_ids=["SC"]).outcome == "passed"
    assert found(california(source("LCFF", BASE), source("SC", NEED)), supplemental_source_ids=[]).outcome == (
        "not_applicable"
    )
    assert found(california(source("LCFF", BASE), LCFF="local")).outcome == "failed"
    assert found(california(source("LCFF", BASE), source("SC", NEED), LCFF="federal")).outcome == "not_enough_data"


def test_the_base_grant_is_what_is_called_so_else_all_unrestricted_state_money() -> None:
    def base(called: str) -> int | str:
        check = found(california(source("LCFF", BASE), source("SC", NEED), base=called, lottery=500_000))
        return next(figure.value for figure in check.figures if figure.label == "base_grant")

    assert base("LCFF base grant") == 20_000_000
    assert base("General purpose grant") == 20_500_000


@pytest.mark.parametrize(
    ("funder", "outcome"),
    [
        ("State of California", "passed"),
        ("Estado de California", "passed"),
        ("Fondo estatal", "passed"),
        ("Real estate tax", "not_enough_data"),
        ("Statewide lottery foundation", "not_enough_data"),
    ],
)
def test_the_state_is_told_by_its_name_and_not_by_letters_of_another(funder: str, outcome: str) -> None:
    data = california(source("LCFF", BASE), source("SC", NEED), base="General grant", LCFF=funder)
    known = tuple(replace(each, source_id="GEN") if each.source_id == "LCFF" else each
                  for each in data.prepared.inputs.revenue_sources)  # fmt: skip
    result = run(replace(data.prepared.inputs, revenue_sources=known), policy(source("GEN", BASE), source("SC", NEED)))
    assert found(result).outcome == outcome


def test_a_grant_that_comes_with_the_base_is_no_part_of_it() -> None:
    part = {**BASE, "rule_id": "extra", "label": "Supplemental grant",
            "rates": [{"need_category": "poverty", "rate_dollars": "100"}]}  # fmt: skip
    result = california(source("LCFF", BASE, part), base="General grant", name="Facilities", SC="private")
    check = found(result, supplemental_grant_cents=1_800_000)
    assert {figure.label: figure.value for figure in check.figures} == {
        "supplemental_grant": 1_800_000,
        "base_grant": 18_200_000,
        "proportion_asked": 989,
        "improving": 1_800_000,
        "proportion_planned": 989,
    }


def test_the_review_has_it_in_both_languages() -> None:
    result = california(source("LCFF", BASE), source("SC", NEED, central_share={"amount_cents": 500_000}))
    check = next(each for each in review(result, [], ComplianceSettings(), None).checks if each.code == "proportion")
    said = check.to_json_dict("es")
    assert said["title"] == "California: los servicios mejoran en proporción"
    assert said["finding"] == (
        "Planeado: 12.5% sobre la subvención base de $200,000.00; se pide: 15.0%. $5,000.00 no mejoran ningún servicio."
    )
    assert said["cite"] == check.to_json_dict("en")["cite"]
