"""Title I, the federal checks and salaries by API: settings by year, what-ifs, taking over, and who may."""

from typing import Any

import pytest

from shared.access import Role
from tests.allocation.conftest import YEAR, Allocation, policy

STAFF = (
    "employee_id,school_id,job_class,fte,salary,benefits,longevity,funding,years\n"
    + "".join(f"E{n},S-01,Teacher,1,60000,18000,0,LCFF,3\n" for n in range(20))
    + "".join(f"F{n},S-02,Teacher,1,90000,27000,2400,LCFF,20\n" for n in range(20))
    + "".join(f"G{n},S-03,Teacher,1,80000,24000,0,LCFF,12\n" for n in range(30))
    + "".join(f"H{n},S-02,Aide,0.75,30000,9000,0,LCFF,2\n" for n in range(12))
    + "P1,S-01,Principal,1,140000,40000,0,LCFF,9\nC1,S-01,Coach,0.5,45000,13000,0,T1,9\n"
    + "D1,,Director,1,150000,45000,0,LCFF,9\n"
)
SECRETS = ("E1,", "60000.00", "140000.00", '"140000', "14000000")


async def test_title_one_is_proposed_checked_and_taken_over(filled: Allocation) -> None:
    address = await filled.scenario()
    tried = await filled.post(f"{address}/title-one", {})
    assert tried.status_code == 200, tried.text
    outcome = tried.json()
    assert outcome["source_id"] == "T1"
    assert outcome["money"]["allocation_cents"] == 70_000_000
    assert outcome["legal"]
    assert {school["school_id"] for school in outcome["schools"] if school["served"]} == {"S-01"}

    settings = {"homeless_cents": 1_000_000, "administration_cents": 2_000_000, "private_total": 10}
    stored = await filled.put(f"/v1/title-one-settings?fiscal_year={YEAR}", settings, if_match='"0"')
    assert stored.status_code == 200, stored.text
    assert stored.headers["ETag"] == '"1"'
    read = await filled.get("/v1/title-one-settings", fiscal_year=YEAR)
    assert read.json()["homeless_cents"] == 1_000_000
    assert (await filled.get("/v1/title-one-settings", fiscal_year=YEAR + 1)).json()["homeless_cents"] == 0

    to_schools = (await filled.post(f"{address}/title-one", {"language": "es"})).json()["money"]["to_schools_cents"]
    headers = filled.headers() | {"If-Match": '"1"'}
    adopted = await filled.client.post(f"{address}/title-one/adopt", headers=headers, json={})
    assert adopted.status_code == 200, adopted.text
    source = next(each for each in adopted.json()["policy"]["sources"] if each["source_id"] == "T1")
    assert source["distribution"] == "school_grant"
    assert source["rules"][0]["grants"] == [{"school_id": "S-01", "amount_cents": to_schools}]
    calculated = (await filled.post(f"{address}/calculate", {})).json()
    row = next(each for each in calculated["sources"] if each["source_id"] == "T1")
    assert row["central_share_cents"] + to_schools == 70_000_000
    assert row["difference_cents"] == 0


async def test_an_illegal_plan_is_not_taken_over_and_says_each_step(filled: Allocation) -> None:
    address = await filled.scenario()
    plan = {"plan": [{"school_id": "S-03", "amount_cents": 70_000_000}], "private_total": 0}
    answer = await filled.post(f"{address}/title-one", {"settings": plan})
    failed = {check["code"] for check in answer.json()["checks"] if check["outcome"] == "failed"}
    assert {"eligible", "rank_order", "all_spent"} <= failed
    assert (await filled.put(f"/v1/title-one-settings?fiscal_year={YEAR}", plan, if_match="*")).status_code == 200
    headers = filled.headers() | {"If-Match": "*"}
    refused = await filled.client.post(f"{address}/title-one/adopt", headers=headers, json={"language": "es"})
    assert refused.status_code == 409
    assert refused.json()["code"] == "title_one_not_legal"
    assert failed == {each["code"] for each in refused.json()["errors"]}


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({"source_id": "NONE"}, "unknown_source"),
        ({"poverty_counts": ["need:nothing"]}, "unknown_count"),
    ],
)
async def test_missing_data_is_named_with_its_remedy(filled: Allocation, settings: dict[str, Any], code: str) -> None:
    address = await filled.scenario()
    answer = await filled.post(f"{address}/title-one", {"settings": settings})
    assert answer.status_code == 409
    assert answer.json()["code"] == "title_one_data_missing"
    assert answer.json()["errors"][0]["code"] == code


async def test_settings_may_name_what_the_data_has(filled: Allocation) -> None:
    address = await filled.scenario()
    answer = await filled.get(f"{address}/data-names")
    assert answer.status_code == 200, answer.text
    names = answer.json()
    assert {"source_id": "T1", "name": "Title I"} in names["sources"]
    assert {school["school_id"] for school in names["schools"]} == {"S-01", "S-02", "S-03"}
    assert "poverty" in names["need_categories"]
    assert "*" not in names["levels"]
    for need in names["need_categories"]:
        tried = await filled.post(f"{address}/title-one", {"settings": {"poverty_counts": [f"need:{need}"]}})
        assert tried.status_code == 200, tried.text
    assert (await filled.get(f"{address}/data-names", role=Role.PRINCIPAL)).status_code == 403


async def test_a_school_s_share_is_of_the_children_that_the_district_chose(filled: Allocation) -> None:
    address = await filled.scenario()
    for chosen, of_the_enrolled in (({}, True), ({"children_count": "need:poverty"}, False)):
        tried = await filled.post(f"{address}/title-one", {"settings": chosen})
        for school in tried.json()["schools"]:
            assert (school["children"] == school["enrolled"]) is of_the_enrolled
            assert school["share_bp"] == round(school["low_income"] * 10_000 / float(school["children"]))


async def test_settings_and_scenarios_are_changed_from_the_version_read(filled: Allocation) -> None:
    for path in ("title-one-settings", "compliance-settings", "salary-settings"):
        address = f"/v1/{path}?fiscal_year={YEAR}"
        assert (await filled.put(address, {})).status_code == 428
        assert (await filled.put(address, {}, if_match='"0"')).status_code == 200
        assert (await filled.put(address, {}, if_match='"0"')).status_code == 412
        assert (await filled.put(address, {}, if_match='"1"', role=Role.PRINCIPAL)).status_code == 403
    scenario = await filled.scenario()
    stale = filled.headers() | {"If-Match": '"7"'}
    assert (await filled.client.post(f"{scenario}/title-one/adopt", headers=stale, json={})).status_code == 412


async def test_every_check_is_made_with_and_without_staff(filled: Allocation) -> None:
    address = await filled.scenario()
    before = (await filled.post(f"{address}/compliance", {})).json()
    assert before["staff_version"] is None
    outcomes = {check["code"]: check["outcome"] for check in before["checks"]}
    assert outcomes["spending"] == "not_enough_data"
    assert set(outcomes) == {
        "title_one",
        "supplement_flags",
        "supplement_money",
        "comparability",
        "school_control",
        "proportion",
        "spending",
        "register",
    }
    assert (await filled.upload("staff", STAFF)).status_code == 201
    after = (await filled.post(f"{address}/compliance", {"language": "es"})).json()
    assert after["staff_version"] == 1
    spent = {row["school_id"]: row for row in after["spending"]["schools"]}
    assert spent["S-01"]["federal_personnel_cents"] == 5_800_000
    assert {rule["source_id"]: rule["origin"] for rule in after["rules"]} == {"LCFF": None, "T1": None}


SPENT = (
    "school_id,pupil_count,federal_personnel,federal_other,state_local_personnel,state_local_other\n"
    "S-01,480,100000,20000.50,4000000,380000\nS-02,505,0,0,5000000,410000\n,,50000,0,900000,100000\n"
)


async def test_the_spending_report_shows_what_the_year_before_spent(filled: Allocation) -> None:
    address = await filled.scenario()
    assert (await filled.post(f"{address}/compliance", {})).json()["spending"]["actual"] is None
    stored = await filled.upload("actual_expenditures", SPENT)
    assert stored.status_code == 201, stored.text
    found = (await filled.post(f"{address}/compliance", {})).json()
    actual = found["spending"]["actual"]
    assert (actual["fiscal_year"], actual["version"]) == (YEAR - 1, 1)
    assert [school["school_id"] for school in actual["schools"]] == ["S-01", "S-02"]
    assert actual["schools"][0]["total_cents"] == 450_000_050
    assert actual["schools"][0]["per_pupil_cents"] == 937_500
    assert actual["central"]["state_local_personnel_cents"] == 90_000_000
    check = next(each for each in found["checks"] if each["code"] == "spending")
    assert (check["outcome"], check["school_ids"]) == ("attention", ["S-03"])

    spread = (await filled.post(f"{address}/compliance", {"settings": {"central_spread": "pupils"}})).json()
    schools = spread["spending"]["actual"]["schools"]
    assert sum(school["central_cents"] for school in schools) == 105_000_000
    # What was spent is no input of the formula, so a publication does not rest on it.
    calculated = (await filled.post(f"{address}/calculate", {})).json()
    again = await filled.upload("actual_expenditures", SPENT.replace("480", "481"))
    assert again.json()["version"] == 2
    assert (await filled.post(f"{address}/calculate", {})).json()["result_hash"] == calculated["result_hash"]


async def test_salaries_are_compared_and_no_person_is_told(filled: Allocation) -> None:
    address = await filled.scenario()
    missing = await filled.post(f"{address}/salaries", {})
    assert (missing.status_code, missing.json()["code"]) == (409, "staff_missing")
    stored = await filled.upload("staff", STAFF)
    assert stored.status_code == 201, stored.text
    listed = await filled.get(stored.headers["Location"])
    found = await filled.post(f"{address}/salaries", {"settings": {"transition_years": 2}})
    assert found.status_code == 200, found.text
    for secret in SECRETS:
        assert secret not in stored.text
        assert secret not in listed.text
        assert secret not in found.text
    document = found.json()
    assert sum(school["transfer_cents"] for school in document["schools"]) == 0
    rows = {school["school_id"]: school for school in document["schools"]}
    assert rows["S-01"]["transfer_cents"] > 0 > rows["S-02"]["transfer_cents"]
    hidden = {each["job_class"]: each["actual_cents"] for each in rows["S-01"]["classes"]}
    assert hidden["Principal"] is None
    assert len(document["years"]) == 4
    assert (await filled.post(f"{address}/salaries", {}, role=Role.PRINCIPAL)).status_code == 403


async def test_staff_is_no_input_of_the_formula(filled: Allocation) -> None:
    address = await filled.scenario()
    before = (await filled.post(f"{address}/calculate", {})).json()["result_hash"]
    assert (await filled.upload("staff", STAFF)).status_code == 201
    assert (await filled.post(f"{address}/calculate", {})).json()["result_hash"] == before


async def test_averages_are_taken_into_staffing_rules_of_their_job_class(filled: Allocation) -> None:
    rule = {
        "kind": "staffing_ratio",
        "rule_id": "teachers",
        "label": "Teachers",
        "job_class": "teacher",
        "pupils_per_position": "25",
        "salary_cents": 5_000_000,
        "benefits_bp": 0,
    }
    document = policy()
    document["sources"][0]["rules"] = [rule]
    address = await filled.scenario(document)
    assert (await filled.upload("staff", STAFF)).status_code == 201
    headers = filled.headers() | {"If-Match": '"1"'}
    adopted = await filled.client.post(f"{address}/salaries/adopt-averages", headers=headers)
    assert adopted.status_code == 200, adopted.text
    written = adopted.json()["policy"]["sources"][0]["rules"][0]
    # 20 x 60,000 + 20 x 90,000 + 30 x 80,000 over 70 positions.
    assert written["salary_cents"] == 7_714_286
    assert written["benefits_bp"] == 3_000
    again = filled.headers() | {"If-Match": '"2"'}
    refused = await filled.client.post(f"{address}/salaries/adopt-averages", headers=again)
    assert (refused.status_code, refused.json()["code"]) == (409, "no_staffing_rule")
