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


async def test_a_version_is_added_up_by_level_and_group_and_says_what_counts_twice(filled: Allocation) -> None:
    settings = (await filled.get("/v1/district-settings")).json()
    settings["need_categories"].append({"need_category": "any_need", "name": "Any need", "duplicated": False})
    assert (await filled.put("/v1/district-settings", settings, '"0"')).status_code == 200
    united = FILES["counts"] + "S-01,elementary,any_need,340\nS-02,*,any_need,160\nS-03,high,any_need,270\n"
    import_id = (await filled.upload("counts", united)).json()["import_id"]
    union = {"need_category": "any_need", "of": ["poverty", "english_learner"]}
    needs = ["all", "poverty", "english_learner", "any_need"]
    groups = [{"level_group": "k8", "levels": ["elementary", "middle"]}]
    document = policy(need_categories=needs, unions=[union], level_groups=groups)
    scenario_id = (await filled.scenario(document)).rsplit("/", 1)[1]
    address = f"/v1/imports/{import_id}/counts"

    found = (await filled.get(address, scenario_id=scenario_id)).json()
    assert [(each["need_category"], each["kind"]) for each in found["groups"]] == [
        ("all", "everybody"),
        ("poverty", "overlapping"),
        ("english_learner", "overlapping"),
        ("any_need", "union"),
    ]
    assert [each["name"] for each in found["columns"]] == ["elementary", "middle", "high", "k8"]
    assert found["district"]["by_group"] == ["1910.50", "710.00", "160.00", "770.00"]
    assert found["district"]["by_column"] == ["810.50", "200.00", "900.00", "1010.50"]
    unioned, every = found["district"]["overlaps"]
    assert unioned == {"need_category": "any_need", "groups_sum": "870.00", "at_least": "770.00", "at_most": "770.00"}
    # Nobody counted all groups as one: between the largest group and their sum, school by school.
    assert (every["need_category"], every["at_least"], every["at_most"]) == (None, "770.00", "870.00")
    assert [each["school_name"] for each in found["schools"]] == ["Rosa Parks", "Cesar Chavez K-8", "Lincoln High"]

    of_poverty = (await filled.get(address, need_category="poverty")).json()
    assert of_poverty["district"]["by_column"] == ["400.00", "60.00", "250.00"]
    assert [each["kind"] for each in of_poverty["groups"]] == ["everybody"] + ["overlapping"] * 3
    # Once it is published, its words are everybody's who reads the data.
    await filled.publish(f"/v1/scenarios/{scenario_id}")
    assert (await filled.get(address, Role.DISTRICT_IT)).json() == found
    missing = await filled.get("/v1/imports/00000000-0000-4000-8000-000000000000/counts")
    assert (missing.status_code, missing.json()["code"]) == (404, "counts_not_found")
    nowhere = await filled.get(address, scenario_id="00000000-0000-4000-8000-000000000000")
    assert nowhere.json()["code"] == "scenario_not_found"


async def test_a_board_sees_no_small_group_and_who_imports_reads_no_scenario(filled: Allocation) -> None:
    few = FILES["counts"].replace("english_learner,40", "english_learner,4")
    import_id = (await filled.upload("counts", few)).json()["import_id"]
    scenario_id = (await filled.scenario()).rsplit("/", 1)[1]
    address = f"/v1/imports/{import_id}/counts"

    whole = (await filled.get(address, Role.DISTRICT_IT)).json()
    assert (whole["small_hidden"], whole["schools"][2]["by_group"]) == (False, ["900.00", "250.00", "4.00"])
    board = (await filled.get(address, Role.BOARD_MEMBER, scenario_id=scenario_id)).json()
    assert board["small_hidden"] is True
    learners = [school["by_group"][2] for school in board["schools"]]
    assert learners[2] is None
    # With the district's sum beside it, a lone gap would be filled by subtraction.
    assert learners.count(None) > 1
    assert board["schools"][2]["overlaps"][0]["at_most"] is None
    levels = (await filled.get(address, Role.BOARD_MEMBER, need_category="poverty")).json()
    assert {count for school in levels["schools"] for count in school["by_column"]} == {None}
    assert levels["district"]["by_column"] == ["400.00", "60.00", "250.00"]
    assert (await filled.get(address, Role.DISTRICT_IT, scenario_id=scenario_id)).status_code == 403
    assert (await filled.get(address, Role.PRINCIPAL, "S-01")).status_code == 403
