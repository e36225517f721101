"""Versions of a year's counts side by side: their basis, the higher of them, and what each would give."""

from shared.access import Role
from tests.allocation.conftest import FILES, YEAR, Allocation, policy

LATER = FILES["counts"].replace("elementary,all,500", "elementary,all,480").replace("high,all,900", "high,all,950.5")


async def test_versions_stand_side_by_side_with_what_they_count_and_their_basis(filled: Allocation) -> None:
    await filled.upload("counts", LATER)
    listed = (await filled.get("/v1/count-versions", fiscal_year=YEAR)).json()["items"]
    assert [(line["version"], line["pupils"]["all"], line["basis"]) for line in listed] == [
        (2, "1941.00", None),
        (1, "1910.50", None),
    ]
    assert listed[0]["school_count"] == 3

    address = f"/v1/imports/{listed[0]['import_id']}/count-basis"
    body = {"basis": "ada_p2", "label": "Second period attendance"}
    assert (await filled.put(address, body)).status_code == 428
    said = await filled.put(address, body, '"0"')
    assert (said.status_code, said.headers["ETag"], said.json()["basis"]) == (200, '"1"', "ada_p2")
    assert (await filled.put(address, body, '"0"')).status_code == 412
    again = await filled.put(address, body | {"basis": "ada_annual"}, '"1"')
    assert again.json()["basis_version"] == 2
    listed = (await filled.get("/v1/count-versions", fiscal_year=YEAR)).json()["items"]
    assert [(line["basis"], line["label"]) for line in listed] == [
        ("ada_annual", "Second period attendance"),
        (None, ""),
    ]
    assert (await filled.put(address, {"basis": "guessed", "label": "x"}, '"2"')).status_code == 422
    schools = (await filled.get("/v1/imports", fiscal_year=YEAR, kind="schools")).json()["items"][0]["import_id"]
    wrong = await filled.put(f"/v1/imports/{schools}/count-basis", body, '"0"')
    assert (wrong.status_code, wrong.json()["code"]) == (404, "counts_not_found")
    assert (await filled.put(address, body, '"2"', Role.BOARD_MEMBER)).status_code == 403
    assert (await filled.get("/v1/count-versions", fiscal_year=2031)).json()["items"] == []


async def test_the_higher_of_two_versions_becomes_a_version_of_its_own(filled: Allocation) -> None:
    await filled.upload("counts", LATER)
    body = {"fiscal_year": YEAR, "versions": [1, 2]}
    made = await filled.post("/v1/count-versions", body, key="combine-once")
    assert (made.status_code, made.json()["version"], made.json()["basis"]) == (201, 3, "higher_of_years"), made.text
    assert (await filled.post("/v1/count-versions", body, key="combine-once")).json() == made.json()
    newest = (await filled.get("/v1/count-versions", fiscal_year=YEAR)).json()["items"][0]
    assert (newest["pupils"]["all"], newest["label"]) == ("1961.00", "Higher of versions 1, 2")
    missing = await filled.post("/v1/count-versions", {"fiscal_year": YEAR, "versions": [1, 9]})
    assert missing.json()["code"] == "data_version_missing"
    # An amount calculated from it leads to its rows.
    scenario = await filled.scenario(policy())
    tree = (await filled.post(f"{scenario}/explain", {"school_id": "S-03", "source_id": "LCFF"})).text
    assert "higher-of-versions-1-2.csv" in tree


async def test_a_scenario_is_calculated_with_each_version_and_keeps_the_one_chosen(filled: Allocation) -> None:
    scenario = await filled.scenario(policy(adjustments=[]))
    await filled.upload("counts", LATER)
    found = (await filled.post(f"{scenario}/compare-counts", {"versions": [1, 2]})).json()["results"]
    assert [each["version"] for each in found] == [1, 2]
    assert found[0]["to_schools_cents"] == found[1]["to_schools_cents"]
    assert found[0]["totals_cents"] != found[1]["totals_cents"]
    assert [each["pupils"][2] for each in found] == ["900.00", "950.50"]
    newest = (await filled.post(f"{scenario}/calculate", {})).json()
    assert newest["result_hash"] == found[1]["result_hash"]
    pinned = {"name": "Draft", "policy": policy(adjustments=[]), "data_versions": {"counts": 1}}
    assert (await filled.put(scenario, pinned, '"1"')).status_code == 200
    chosen = (await filled.post(f"{scenario}/calculate", {})).json()
    assert chosen["totals_cents"] == found[0]["totals_cents"]
    # A later save that does not speak of data leaves it as it is; null says: the newest again.
    unsaid = {"name": "Draft", "policy": policy(adjustments=[])}
    assert (await filled.put(scenario, unsaid, '"2"')).json()["data_versions"] == {"counts": 1}
    assert (await filled.put(scenario, unsaid | {"data_versions": None}, '"3"')).json()["data_versions"] is None
    missing = await filled.post(f"{scenario}/compare-counts", {"versions": [7]})
    assert missing.json()["code"] == "data_version_missing"


async def test_a_version_that_cannot_be_paid_says_why_beside_the_others(filled: Allocation) -> None:
    rate = {"kind": "per_pupil", "rule_id": "rate", "rates": [{"need_category": "all", "rate_dollars": "4650"}]}
    document = policy(sources=[{"source_id": "LCFF", "distribution": "unlocked", "rules": [rate]}], adjustments=[])
    scenario = await filled.scenario(document)
    await filled.upload("counts", LATER)
    first, second = (await filled.post(f"{scenario}/compare-counts", {"versions": [1, 2]})).json()["results"]
    assert first["refusal"] is None
    assert "the fixed-dollar rules need" in second["refusal"]
    assert second["totals_cents"] is None
