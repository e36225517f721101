"""Over the years, and recounts in the middle of one, over HTTP."""

from typing import Any

from shared.access import Role
from tests.allocation.conftest import FILES, YEAR, Allocation, policy

STEPS = [{"fiscal_year": YEAR + 1, "weight": "0.3"}, {"fiscal_year": YEAR + 2, "weight": "0.4"}]
RESERVE = {"kind": "reserve", "source_id": "LCFF"}
# One pupil more at S-01, fifty fewer at S-03.
RECOUNTED = FILES["counts"].replace("elementary,all,500", "elementary,all,600").replace("high,all,900", "high,all,850")


def stepped() -> dict[str, Any]:
    document = policy("0.2")
    document["sources"][0]["rules"][0]["weights"][1]["steps"] = STEPS
    document["adjustments"] = []
    return document


def rated(**changes: Any) -> dict[str, Any]:
    rate = {"kind": "per_pupil", "rule_id": "rate", "rates": [{"need_category": "all", "rate_dollars": "4000"}]}
    sources = [{"source_id": "LCFF", "distribution": "unlocked", "rules": [rate]}]
    return policy(sources=sources, adjustments=[], **changes)


async def test_the_years_ahead_with_their_settings_and_amounts(filled: Allocation) -> None:
    scenario = await filled.scenario(stepped())
    body = {
        "years": 3,
        "revenue_growth": [{"source_id": "*", "growth_bp": 200}],
        "pupil_growth": [{"level": "high", "growth_bp": -1000}],
        "expected_pupils": [{"fiscal_year": YEAR + 1, "school_id": "S-01", "level": "elementary", "pupils": "505.5"}],
    }
    answer = await filled.post(f"{scenario}/projection", body)
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert [year["fiscal_year"] for year in found["years"]] == [YEAR, YEAR + 1, YEAR + 2]
    assert found["settings"] == [
        {"text": "LCFF, Weighted pupils, poverty, all levels: weight", "values": ["0.2", "0.3", "0.4"]}
    ]
    first, second, third = found["years"]
    assert second["revenue_cents"] == round(900_000_001 * 1.02) + round(70_000_000 * 1.02)
    assert [year["school_pupils"] for year in (first, second)] == [
        ["500.00", "510.50", "900.00"],
        ["505.50", "510.50", "810.00"],
    ]
    assert third["school_pupils"][2] == "729.00"
    for year in found["years"]:
        parts = (sum(year["totals_cents"]), year["central_cents"], year["reserve_cents"])
        assert sum(parts) == year["revenue_cents"]
        assert sum(year["totals_cents"]) == year["to_schools_cents"]
    spanish = (await filled.post(f"{scenario}/projection", {"years": 1, "language": "es"})).json()
    assert spanish["settings"][0]["text"].endswith("todos los niveles: ponderación")


async def test_a_year_that_cannot_be_paid_ends_it_with_the_reason(filled: Allocation) -> None:
    scenario = await filled.scenario(rated())
    body = {"years": 6, "revenue_growth": [{"source_id": "LCFF", "growth_bp": -1000}]}
    years = (await filled.post(f"{scenario}/projection", body)).json()["years"]
    assert [year["refusal"] is None for year in years][-2:] == [True, False]
    assert years[-1]["refusal"]["code"] == "rules_exceed_source"
    assert years[-1]["refusal"]["shortfall_cents"] > 0
    assert years[-1]["totals_cents"] is None
    assert (await filled.post(f"{scenario}/projection", {"years": 7})).status_code == 422
    assert (await filled.post(f"{scenario}/projection", {"years": 2}, Role.PRINCIPAL)).status_code == 403


async def test_expected_pupils_are_used_or_refused_by_their_place(filled: Allocation) -> None:
    scenario = await filled.scenario(rated())
    expected = {"fiscal_year": YEAR + 1, "school_id": "S-01", "level": "elementary", "pupils": "650"}
    answer = await filled.post(f"{scenario}/projection", {"years": 2, "expected_pupils": [expected]})
    assert answer.status_code == 200, answer.text
    assert answer.json()["years"][1]["school_pupils"][0] == "650.00"
    wrong = [expected, expected | {"school_id": "S-99"}, expected | {"level": "high"}, expected | {"fiscal_year": YEAR}]
    refused = await filled.post(f"{scenario}/projection", {"years": 2, "expected_pupils": wrong})
    assert (refused.status_code, refused.json()["code"]) == (409, "expected_pupils_refused")
    assert [(item["pointer"], item["code"]) for item in refused.json()["errors"]] == [
        ("/expected_pupils/1/school_id", "unknown_school"),
        ("/expected_pupils/2/level", "unknown_level"),
        ("/expected_pupils/3/fiscal_year", "not_a_year_ahead"),
    ]


async def test_a_shadow_stands_beside_what_is_paid_until_the_trigger(filled: Allocation) -> None:
    trigger = {
        "kind": "trigger",
        "adjustment_id": "growth",
        "revenue_cents": 910_000_000,
        "until": "without_weights",
        "need_categories": ["poverty"],
    }
    scenario = await filled.scenario(policy(adjustments=[trigger]))
    body = {"years": 2, "revenue_growth": [{"source_id": "*", "growth_bp": 200}]}
    first, second = (await filled.post(f"{scenario}/projection", body)).json()["years"]
    assert [year["triggers"][0]["reached"] for year in (first, second)] == [False, True]
    assert sum(first["shadow_cents"]) == sum(first["totals_cents"])
    assert first["shadow_cents"] != first["totals_cents"]
    assert second["shadow_cents"] is None


async def test_a_recount_becomes_the_revision_of_a_publication(filled: Allocation) -> None:
    run = await filled.publish(await filled.scenario(rated()))
    stored = await filled.upload("counts", RECOUNTED)
    assert stored.status_code == 201, stored.text

    answer = await filled.post(f"/v1/allocation-runs/{run['run_id']}/recount", {"payer": RESERVE})

    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert (found["data_versions"]["counts"], found["gaining"], found["losing"]) == (2, 1, 0)
    changes = {school["school_id"]: school["change_cents"] for school in found["schools"]}
    assert changes == {"S-01": 100 * 4000_00, "S-02": 0, "S-03": 0}
    third = found["schools"][2]
    assert (third["pupils_before"], third["pupils_after"]) == ("900.00", "850.00")
    assert third["published_cents"] - third["formula_cents"] == 50 * 4000_00
    assert found["reserve_change_cents"] == -100 * 4000_00
    assert found["recounted_cents"] - found["published_cents"] == 100 * 4000_00

    body = {
        "name": "Fall recount",
        "fiscal_year": YEAR,
        "policy": found["policy"],
        "data_versions": found["data_versions"],
        "note": "Recount of revision 1",
    }
    created = await filled.post("/v1/scenarios", body)
    assert created.status_code == 201, created.text
    assert created.json()["data_versions"] == found["data_versions"]
    revision = await filled.publish(created.headers["Location"], "Fall count")
    assert (revision["revision"], revision["result_hash"]) == (2, found["result_hash"])
    # A second recount starts from the revision and takes the place of the first.
    again = (await filled.post(f"/v1/allocation-runs/{revision['run_id']}/recount", {"payer": RESERVE})).json()
    assert [each["kind"] for each in again["policy"]["adjustments"]] == ["recount"]
    assert {school["change_cents"] for school in again["schools"]} == {0}


async def test_both_ways_and_what_is_refused(filled: Allocation) -> None:
    run = await filled.publish(await filled.scenario(rated()))
    await filled.upload("counts", RECOUNTED)
    address = f"/v1/allocation-runs/{run['run_id']}/recount"
    both = {"payer": RESERVE, "direction": "both", "percent_bp": 5000}
    found = (await filled.post(address, both)).json()
    assert [school["change_cents"] for school in found["schools"]] == [200_000_00, 0, -100_000_00]
    first = (await filled.post(address, both | {"data_versions": {"counts": 1}})).json()
    assert {school["change_cents"] for school in first["schools"]} == {0}
    missing = await filled.post(address, {"payer": RESERVE, "data_versions": {"counts": 9}})
    assert missing.json()["code"] == "data_version_missing"
    wrong = await filled.post(address, {"payer": {"kind": "reserve", "source_id": "X"}})
    assert wrong.json()["code"] == "policy_problems"
    nobody = "/v1/allocation-runs/00000000-0000-4000-8000-000000000000/recount"
    assert (await filled.post(nobody, {"payer": RESERVE})).status_code == 404
    # A pool is spent to the cent: no reserve is left for schools whose pupils are fewer again.
    poor = await filled.publish(await filled.scenario(policy(adjustments=[])))
    refused = await filled.post(
        f"/v1/allocation-runs/{poor['run_id']}/recount", {"payer": RESERVE, "data_versions": {"counts": 1}}
    )
    assert (refused.status_code, refused.json()["reason"]) == (409, "payer_cannot_pay")


async def test_a_scenario_begins_with_the_versions_it_names(filled: Allocation) -> None:
    body = {"name": "Pinned", "fiscal_year": YEAR, "policy": policy(), "data_versions": {"counts": 3}}
    answer = await filled.post("/v1/scenarios", body)
    assert answer.json()["code"] == "data_version_missing"
