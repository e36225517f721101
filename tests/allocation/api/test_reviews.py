"""A scenario's way from draft to publication: who may do what in which state, and a record that cannot be changed."""

from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from shared.access import Role
from shared.events.registry import EVENTS
from tests.allocation.api.test_runs import events_of
from tests.allocation.conftest import FILES, YEAR, Allocation, policy

NOBODY = "00000000-0000-4000-8000-000000000000"


async def step(
    allocation: Allocation, scenario: str, what: str, role: Role, reason: str = "", version: int = 1
) -> httpx.Response:
    return await allocation.post(f"{scenario}/{what}", {"scenario_version": version, "reason": reason}, role)


async def review(allocation: Allocation, scenario: str) -> dict[str, Any]:
    answer = await allocation.get(f"{scenario}/review")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_a_scenario_goes_from_draft_to_published(filled: Allocation) -> None:
    scenario = await filled.scenario()
    assert (await review(filled, scenario))["state"] == "draft"
    result = (await filled.post(f"{scenario}/calculate", {})).json()

    submitted = await step(filled, scenario, "submit", Role.BUDGET_ANALYST, "Ready for June.")
    assert submitted.status_code == 200, submitted.text
    assert submitted.json()["state"] == "in_review"
    assert submitted.json()["result_hash"] == result["result_hash"]
    assert (await step(filled, scenario, "approve", Role.SUPERINTENDENT)).json()["state"] == "approved"
    board = await step(filled, scenario, "board-approval", Role.BOARD_MEMBER, "Item 7, passed 6 to 1.")
    assert board.json()["state"] == "board_approved"
    run = await filled.publish(scenario)

    found = await review(filled, scenario)
    assert found["state"] == "published"
    told = [(action["action"], action["acted_as"], action["reason"]) for action in found["actions"]]
    assert told == [
        ("submitted", "budget_analyst", "Ready for June."),
        ("approved", "superintendent", ""),
        ("board_approved", "board_member", "Item 7, passed 6 to 1."),
        ("published", "budget_director", "Adopted by the board."),
    ]
    assert found["actions"][-1]["run_id"] == run["run_id"]


@pytest.mark.parametrize(
    ("what", "code"),
    [("withdraw", 409), ("approve", 409), ("board-approval", 409), ("send-back", 409), ("submit", 200)],
)
async def test_a_draft_can_only_be_submitted(filled: Allocation, what: str, code: int) -> None:
    answer = await step(filled, await filled.scenario(), what, Role.SUPERINTENDENT, "Why not.")
    assert answer.status_code == code
    if code == 409:
        assert answer.json()["code"] == "review_action_not_possible"
        assert answer.json()["state"] == "draft"


async def test_the_roles_are_apart(filled: Allocation) -> None:
    scenario = await filled.scenario()
    assert (await step(filled, scenario, "submit", Role.BOARD_MEMBER)).status_code == 403
    assert (await step(filled, scenario, "submit", Role.BUDGET_ANALYST)).status_code == 200
    assert (await step(filled, scenario, "approve", Role.BUDGET_ANALYST)).status_code == 403
    assert (await step(filled, scenario, "approve", Role.BOARD_MEMBER)).status_code == 403
    assert (await step(filled, scenario, "board-approval", Role.BUDGET_ANALYST)).status_code == 403
    assert (await filled.post(f"{scenario}/adopt", {}, Role.BUDGET_ANALYST)).status_code == 403


async def test_sending_back_needs_a_reason_and_makes_it_a_draft(filled: Allocation) -> None:
    scenario = await filled.scenario()
    await step(filled, scenario, "submit", Role.BUDGET_ANALYST)
    refused = await step(filled, scenario, "send-back", Role.BOARD_MEMBER, "  ")
    assert (refused.status_code, refused.json()["code"]) == (422, "reason_missing")
    back = await step(filled, scenario, "send-back", Role.BOARD_MEMBER, "Show the small schools.")
    assert (back.json()["state"], back.json()["actions"][-1]["reason"]) == ("draft", "Show the small schools.")
    assert (await step(filled, scenario, "submit", Role.BUDGET_ANALYST)).json()["state"] == "in_review"


async def test_a_changed_scenario_is_a_draft_again_and_its_record_stays(filled: Allocation) -> None:
    scenario = await filled.scenario()
    await step(filled, scenario, "submit", Role.BUDGET_ANALYST)
    await step(filled, scenario, "approve", Role.BUDGET_DIRECTOR)
    await filled.put(scenario, {"name": "Draft", "policy": policy("0.9")}, '"1"')
    found = await review(filled, scenario)
    assert (found["state"], found["changed_since"], found["result_hash"]) == ("draft", True, None)
    assert [action["action"] for action in found["actions"]] == ["submitted", "approved"]
    stale = await step(filled, scenario, "submit", Role.BUDGET_ANALYST, version=1)
    assert (stale.status_code, stale.json()["code"]) == (409, "another_version_reviewed")
    assert (await step(filled, scenario, "submit", Role.BUDGET_ANALYST, version=2)).status_code == 200


async def test_an_approval_is_of_the_figures_that_were_submitted(filled: Allocation) -> None:
    scenario = await filled.scenario()
    await step(filled, scenario, "submit", Role.BUDGET_ANALYST)
    more = FILES["counts"].replace("S-01,elementary,all,500", "S-01,elementary,all,501")
    assert (await filled.upload("counts", more)).status_code == 201
    changed = await step(filled, scenario, "approve", Role.SUPERINTENDENT)
    assert (changed.status_code, changed.json()["code"]) == (409, "another_version_reviewed")


async def test_publishing_asks_for_what_the_district_decided(filled: Allocation) -> None:
    scenario = await filled.scenario()
    rule = await filled.get("/v1/publication-rule")
    assert (rule.json()["requires"], rule.headers["ETag"]) == ("nothing", '"0"')
    assert (await filled.put("/v1/publication-rule", {"requires": "board_approval"})).status_code == 428
    set_now = await filled.put("/v1/publication-rule", {"requires": "board_approval"}, '"0"')
    assert (set_now.status_code, set_now.headers["ETag"]) == (200, '"1"')
    assert (await filled.put("/v1/publication-rule", {"requires": "nothing"}, '"0"')).status_code == 412

    result_hash = (await filled.post(f"{scenario}/calculate", {})).json()["result_hash"]
    body = {"reason": "Too early", "expected_result_hash": result_hash}
    for what, role in (("", Role.SUPERINTENDENT), ("submit", Role.BUDGET_ANALYST), ("approve", Role.SUPERINTENDENT)):
        if what:
            assert (await step(filled, scenario, what, role)).status_code == 200
        refused = await filled.post(f"{scenario}/publish", body)
        assert (refused.status_code, refused.json()["code"]) == (409, "approval_missing")
    assert (await filled.get("/v1/allocation-runs")).json()["items"] == []
    await step(filled, scenario, "board-approval", Role.BOARD_MEMBER)
    assert (await filled.post(f"{scenario}/publish", body)).status_code == 201


async def test_what_was_published_before_is_revised(filled: Allocation) -> None:
    first, second = await filled.scenario(), await filled.scenario(policy("0.9"))
    await filled.publish(first)
    await filled.publish(first, "Again, as it was.")
    assert (await review(filled, first))["state"] == "published"
    await filled.publish(second, "October counts.")
    found = await review(filled, first)
    assert found["state"] == "revised"
    assert found["actions"][-1]["reason"] == "October counts."


async def test_one_scenario_is_the_years(filled: Allocation) -> None:
    first, second = await filled.scenario(), await filled.scenario(policy("0.9"))
    assert (await filled.post(f"{first}/adopt", {"reason": "For now."})).status_code == 200
    answer = await filled.post(f"{second}/adopt", {"reason": "The committee's choice."})
    assert answer.json()["adopted"]["scenario_id"] in second
    year = (await filled.get("/v1/scenario-reviews", fiscal_year=YEAR)).json()
    assert year["adopted"]["scenario_id"] in second
    assert {line["state"] for line in year["items"]} == {"draft"}
    assert (await review(filled, first))["actions"][-1]["action"] == "adopted"


async def test_a_retried_step_is_taken_once(filled: Allocation) -> None:
    scenario = await filled.scenario()
    body = {"scenario_version": 1, "reason": "Once."}
    answers = [await filled.post(f"{scenario}/submit", body, key="submit-once") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert len((await review(filled, scenario))["actions"]) == 1


async def test_the_record_cannot_be_changed(filled: Allocation) -> None:
    scenario = await filled.scenario()
    await step(filled, scenario, "submit", Role.BUDGET_ANALYST)
    for statement in ("UPDATE review_action SET reason = 'x'", "DELETE FROM review_action"):
        async with filled.database.session(filled.district_id) as session:
            with pytest.raises(DBAPIError, match="permission denied"):
                await session.execute(text(statement))


async def test_each_step_is_told_without_names_or_words(filled: Allocation) -> None:
    scenario = await filled.scenario()
    await step(filled, scenario, "submit", Role.BUDGET_ANALYST, "Secret words.")
    await filled.post(f"{scenario}/adopt", {"reason": "Secret words."})
    told = await events_of(filled)
    assert [event["change"] for event in told] == ["submitted", "adopted"]
    for event in told:
        assert event["type"] in EVENTS
        assert set(event) == {"type", "district_id", "scenario_id", "fiscal_year", "change"}


async def test_nothing_of_it_shows_elsewhere(filled: Allocation) -> None:
    assert (await filled.get(f"/v1/scenarios/{NOBODY}/review")).status_code == 404
    assert (await step(filled, f"/v1/scenarios/{uuid4()}", "submit", Role.BUDGET_ANALYST)).status_code == 404
    assert (await filled.post(f"/v1/scenarios/{NOBODY}/adopt", {})).status_code == 404
