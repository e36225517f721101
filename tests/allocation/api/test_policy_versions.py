"""Every saved version is kept, read, compared in plain words and made current again."""

from typing import Any

from shared.access import Role
from tests.allocation.conftest import YEAR, Allocation, policy


async def change(allocation: Allocation, scenario: str, weight: str, note: str, version: int) -> None:
    body = {"name": "Draft", "policy": policy(weight), "note": note}
    answer = await allocation.put(scenario, body, f'"{version}"')
    assert answer.status_code == 200, answer.text


async def test_versions_are_listed_with_who_when_and_why_and_read(filled: Allocation) -> None:
    scenario = await filled.scenario()
    await change(filled, scenario, "0.3", "More for pupils in poverty.", 1)

    listed = (await filled.get(f"{scenario}/versions")).json()["items"]
    assert [(line["version"], line["note"]) for line in listed] == [(2, "More for pupils in poverty."), (1, "created")]
    assert listed[0]["changed_by"] == "Test budget_director"
    first_page = (await filled.get(f"{scenario}/versions", page_size=1)).json()
    second = (await filled.get(f"{scenario}/versions", page_size=1, page_token=first_page["next_page_token"])).json()
    assert [line["version"] for line in second["items"]] == [1]
    old = (await filled.get(f"{scenario}/versions/1")).json()
    assert old["policy"]["sources"][0]["rules"][0]["weights"][1]["weight"] == "0.2"
    assert (await filled.get(f"{scenario}/versions/9")).json()["code"] == "scenario_version_not_found"
    assert [(await filled.get(f"{scenario}/versions/{none}")).status_code for none in ("1_0", "+1", "1.0")] == [422] * 3
    nobody = "/v1/scenarios/00000000-0000-4000-8000-000000000000/versions"
    assert (await filled.get(nobody)).json()["code"] == "scenario_not_found"


async def test_a_version_is_restored_as_a_new_one_and_only_from_what_was_read(filled: Allocation) -> None:
    scenario = await filled.scenario()
    await change(filled, scenario, "0.3", "", 1)

    async def restore(if_match: str | None, role: Role = Role.BUDGET_DIRECTOR) -> Any:
        headers = filled.headers(role) | ({} if if_match is None else {"If-Match": if_match})
        return await filled.client.post(f"{scenario}/versions/1/restore", headers=headers)

    assert (await restore(None)).status_code == 428
    assert (await restore('"1"')).status_code == 412
    assert (await restore('"2"', Role.BOARD_MEMBER)).status_code == 403
    restored = await restore('"2"')
    assert (restored.status_code, restored.headers["ETag"]) == (200, '"3"')
    assert restored.json()["policy"]["sources"][0]["rules"][0]["weights"][1]["weight"] == "0.2"
    notes = [line["note"] for line in (await filled.get(f"{scenario}/versions")).json()["items"]]
    assert notes == ["version 1 restored", "", "created"]


async def test_two_versions_are_compared_in_plain_words_with_their_effect(filled: Allocation) -> None:
    scenario = await filled.scenario()
    await change(filled, scenario, "0.5", "", 1)
    scenario_id = scenario.rsplit("/", 1)[1]
    body = {"before": {"scenario_id": scenario_id, "version": 1}, "after": {"scenario_id": scenario_id}}

    found = (await filled.post("/v1/compare-policies", body)).json()

    (line,) = found["changes"]
    assert line["text"] == "LCFF, Weighted pupils, poverty, all levels: weight 0.2 → 0.5"
    assert (line["path"], line["message_id"]) == ("/sources/0/rules/0/weights/1/weight", "changed")
    assert line["effect"] == found["together"]
    assert (line["gaining"], line["losing"]) == (1, 2)
    assert found["together"]["gained_cents"] == found["together"]["lost_cents"]
    changed = {each["school_id"]: each["after_cents"] - each["before_cents"] for each in found["schools"]}
    assert sum(changed.values()) == 0
    assert changed["S-01"] > 0
    spanish = (await filled.post("/v1/compare-policies", {**body, "language": "es"})).json()
    assert spanish["changes"][0]["text"].endswith("todos los niveles: ponderación 0.2 → 0.5")


async def test_a_publication_is_compared_with_a_policy_that_is_not_stored(filled: Allocation) -> None:
    run = await filled.publish(await filled.scenario())
    changed = policy("0.2", adjustments=[])
    body = {"before": {"run_id": run["run_id"]}, "after": {"policy": changed}, "effects": False}
    found = (await filled.post("/v1/compare-policies", body)).json()
    assert [line["message_id"] for line in found["changes"]] == ["removed"]
    assert (found["before"]["version"], found["together"], found["schools"]) == (1, None, [])


async def test_a_policy_that_cannot_be_paid_says_why_and_still_compares(filled: Allocation) -> None:
    broken = policy("0.2")
    broken["sources"][0]["rules"].append(
        {"kind": "foundation", "rule_id": "flat", "amounts": [{"amount_cents": 900_000_000_00}]}
    )
    body = {"before": {"policy": policy("0.2")}, "after": {"policy": broken}}
    found = (await filled.post("/v1/compare-policies", body)).json()
    assert [line["gaining"] for line in found["changes"]] == [None]
    assert "the fixed-dollar rules need" in found["refusal"]


async def test_what_to_compare_must_be_said_once(filled: Allocation) -> None:
    for wrong in ({}, {"policy": policy(), "run_id": "00000000-0000-4000-8000-000000000000"}, {"version": 1}):
        body = {"before": wrong, "after": {"policy": policy()}}
        assert (await filled.post("/v1/compare-policies", body)).status_code == 422


async def test_templates_are_listed_and_fitted_to_the_year(filled: Allocation) -> None:
    listed = (await filled.get("/v1/policy-templates", language="es")).json()["templates"]
    assert listed[0]["title"] == "Igual por estudiante"
    for each in listed:
        address = f"/v1/policy-templates/{each['template_id']}/policy"
        made = (await filled.post(address, {"fiscal_year": YEAR, "name": "Start"})).json()["policy"]
        scenario = await filled.scenario(made)
        answer = await filled.post(f"{scenario}/calculate", {})
        assert answer.status_code == 200, answer.text
        assert answer.json()["district"]["difference_cents"] == 0
    unwritable = await filled.post("/v1/policy-templates/equal_per_pupil/policy", {"fiscal_year": YEAR, "name": "\x1e"})
    assert unwritable.status_code == 422
    empty = await filled.post("/v1/policy-templates/equal_per_pupil/policy", {"fiscal_year": 2030})
    assert empty.json()["code"] == "data_missing"
    unknown = await filled.post("/v1/policy-templates/nothing/policy", {"fiscal_year": YEAR})
    assert unknown.json()["code"] == "policy_template_not_found"
