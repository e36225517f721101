"""Anybody with a link tries the real formula and proposes; nothing else of the district can be reached with it."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from shared.access import Role
from tests.allocation.conftest import YEAR, Allocation, policy

SETTING = "weight:LCFF:base:*:poverty"
TEXT: dict[str, Any] = {
    "title": {"en": "How should dollars follow need?", "es": "¿Cómo debe seguir el dinero a la necesidad?"},
    "introduction": {"en": "Move the slider.", "es": "Mueva el control."},
    "sliders": [
        {
            "setting": SETTING,
            "minimum": "0",
            "maximum": "1",
            "step": "0.05",
            "name": {"en": "Pupils in poverty", "es": "Alumnos en pobreza"},
        }
    ],
}
OPEN = {"text": TEXT, "opens_on": "2000-01-01", "closes_on": "2100-12-31"}


async def invite(filled: Allocation, body: dict[str, Any] | None = None) -> dict[str, Any]:
    address = await filled.scenario()
    answer = await filled.post(f"{address}/invitations", body or OPEN)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def visit(filled: Allocation, token: str, path: str = "", body: Any = None, key: str = "") -> httpx.Response:
    """Come without signing in."""
    address = f"/v1/public/invitations/{token}{path}"
    if body is None:
        return await filled.client.get(address)
    headers = {"Idempotency-Key": key or uuid4().hex} if path == "/proposals" else {}
    return await filled.client.post(address, json=body, headers=headers)


async def test_a_visitor_sees_the_sliders_and_groups_of_schools_only(filled: Allocation) -> None:
    made = await invite(filled)

    page = (await visit(filled, made["token"])).json()

    assert page["state"] == "open"
    assert page["title"]["es"].startswith("¿Cómo")
    assert [(slider["setting"], slider["value"], slider["unit"]) for slider in page["sliders"]] == [
        (SETTING, "0.2", "weight")
    ]
    text = str(page)
    assert "Rosa Parks" not in text
    assert "S-01" not in text
    # Three schools on three levels: each group would be one school.
    assert all(group["before_cents"] is None for group in page["effect"]["groups"])
    assert all(group["school_count"] is None for group in page["effect"]["groups"])


async def test_trying_calculates_by_the_real_formula(filled: Allocation) -> None:
    made = await invite(filled)

    effect = (await visit(filled, made["token"], "/try", {"values": {SETTING: "0.5"}})).json()

    calculated = await filled.post(f"/v1/scenarios/{made['scenario_id']}/calculate", {"policy": policy("0.5")})
    before = await filled.post(f"/v1/scenarios/{made['scenario_id']}/calculate", {})
    changes = [
        after - now for after, now in zip(calculated.json()["totals_cents"], before.json()["totals_cents"], strict=True)
    ]
    assert effect["gaining"] == sum(change > 0 for change in changes)
    assert effect["losing"] == sum(change < 0 for change in changes) > 0


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({SETTING: "0.52"}, "not_a_stop"),
        ({SETTING: "1.05"}, "not_a_stop"),
        ({}, "not_a_stop"),
        ({SETTING: "0.5", "central_percent:LCFF": "0"}, "no_such_slider"),
    ],
)
async def test_only_stops_of_the_sliders_are_taken(filled: Allocation, values: dict[str, str], code: str) -> None:
    made = await invite(filled)

    for path in ("/try", "/proposals"):
        answer = await visit(filled, made["token"], path, {"values": values})
        assert (answer.status_code, answer.json()["code"]) == (422, "invitation_problems")
        assert code in {fault["code"] for fault in answer.json()["errors"]}


async def test_proposals_are_kept_once_and_summarised(filled: Allocation) -> None:
    made = await invite(filled)
    chosen = ["0.1", "0.3", "0.3", "0.6", "1"]
    for number, value in enumerate(chosen):
        body = {"values": {SETTING: value}, "comment": f"Comment {number}", "language": "es"}
        for _ in range(2):
            sent = await visit(filled, made["token"], "/proposals", body, key=f"visitor-{number}")
            assert sent.status_code == 201, sent.text

    summary = (await filled.get(f"/v1/invitations/{made['invitation_id']}/summary")).json()

    setting = summary["settings"][0]
    assert setting["count"] == 5
    assert [setting[key] for key in ("lowest", "lower_quartile", "median", "upper_quartile", "highest")] == [
        "0.1", "0.3", "0.3", "0.6", "1",
    ]  # fmt: skip
    assert sum(bar["count"] for bar in setting["bars"]) == 5
    assert setting["bars"][-1]["count"] == 1
    assert summary["median_effect"]["losing"] > 0


async def test_proposals_are_compared_with_what_is_published_or_else_adopted(filled: Allocation) -> None:
    made = await invite(filled)

    async def compared() -> tuple[str | None, str | None, str | None]:
        summary = (await filled.get(f"/v1/invitations/{made['invitation_id']}/summary")).json()
        return summary["settings"][0]["adopted"], summary["adopted_run_id"], summary["adopted_scenario_id"]

    assert await compared() == (None, None, None)

    body = {"name": "Heavier", "fiscal_year": YEAR, "policy": policy("0.35")}
    scenario_id = (await filled.post("/v1/scenarios", body)).json()["scenario_id"]
    address = f"/v1/scenarios/{scenario_id}"
    await filled.post(f"{address}/adopt", {"reason": "The committee's choice."})
    assert await compared() == ("0.35", None, scenario_id)

    changed = await filled.put(address, {"name": "Heavier", "policy": policy("0.9")}, '"1"')
    assert changed.status_code == 200, changed.text
    assert await compared() == ("0.35", None, scenario_id), "what was changed since is not what was adopted"

    run = await filled.publish(f"/v1/scenarios/{made['scenario_id']}")
    assert await compared() == ("0.2", run["run_id"], None)


async def test_a_comment_can_be_deleted_and_the_proposal_counts_on(filled: Allocation) -> None:
    made = await invite(filled)
    address = f"/v1/invitations/{made['invitation_id']}"
    await visit(filled, made["token"], "/proposals", {"values": {SETTING: "0.3"}, "comment": "Mr. Smith is bad."})
    proposal = (await filled.get(f"{address}/proposals")).json()["items"][0]
    assert (proposal["comment"], proposal["comment_deleted"]) == ("Mr. Smith is bad.", False)

    comment = f"{address}/proposals/{proposal['proposal_id']}/comment"
    assert (await filled.delete(comment, Role.BOARD_MEMBER)).status_code == 403
    assert (await filled.delete(comment)).status_code == 204

    left = (await filled.get(f"{address}/proposals")).json()["items"][0]
    assert (left["comment"], left["comment_deleted"], left["values"]) == ("", True, {SETTING: "0.3"})
    assert (await filled.delete(f"{address}/proposals/{uuid4()}/comment")).status_code == 404


async def test_an_invitation_takes_proposals_only_while_it_is_open(filled: Allocation) -> None:
    body = {"values": {SETTING: "0.3"}}
    early = await invite(filled, OPEN | {"opens_on": "2100-01-01"})
    late = await invite(filled, OPEN | {"closes_on": "2000-01-02"})
    ended = await invite(filled)
    assert (await filled.delete(f"/v1/invitations/{ended['invitation_id']}")).status_code == 204
    for made, state in ((early, "not_yet"), (late, "closed"), (ended, "closed")):
        assert (await visit(filled, made["token"])).json()["state"] == state
        refused = await visit(filled, made["token"], "/proposals", body)
        assert (refused.status_code, refused.json()["code"]) == (409, "invitation_closed")


async def test_a_link_opens_one_invitation_and_nothing_else(filled: Allocation, allocation: Allocation) -> None:
    made = await invite(filled)
    district, secret = made["token"][:32], made["token"][32:]
    assert district == filled.district_id.hex
    for token in (uuid4().hex + secret, district + "x" * 43):
        answer = await visit(filled, token)
        assert (answer.status_code, answer.json()["code"]) == (404, "invitation_not_found")
    assert (await visit(filled, district)).status_code in {404, 422}
    for path in (f"/v1/invitations/{made['invitation_id']}", "/v1/invitations", "/v1/scenarios"):
        assert (await filled.client.get(path)).status_code == 401
        assert (await filled.client.get(path, headers={"Authorization": f"Bearer {made['token']}"})).status_code == 401


async def test_programs_and_floods_are_turned_away(filled: Allocation) -> None:
    made = await invite(filled)
    body = {"values": {SETTING: "0.3"}}
    robot = await visit(filled, made["token"], "/proposals", body | {"website": "https://spam.example"})
    assert (robot.status_code, robot.json()["code"]) == (422, "looks_automatic")
    answers = [await visit(filled, made["token"], "/proposals", body) for _ in range(121)]
    assert [answer.status_code for answer in answers] == [201] * 120 + [429]
    assert int(answers[-1].headers["Retry-After"]) >= 1


async def test_sliders_stay_once_somebody_answered(filled: Allocation) -> None:
    made = await invite(filled)
    address = f"/v1/invitations/{made['invitation_id']}"
    wider = TEXT | {"sliders": [TEXT["sliders"][0] | {"maximum": "2"}]}
    assert (await filled.put(address, OPEN | {"text": wider})).status_code == 428
    assert (await filled.put(address, OPEN | {"text": wider}, '"1"')).status_code == 200
    await visit(filled, made["token"], "/proposals", {"values": {SETTING: "1.5"}})
    refused = await filled.put(address, OPEN, '"2"')
    assert (refused.status_code, refused.json()["code"]) == (409, "sliders_fixed")
    renamed = wider | {"title": {"en": "Another title"}}
    assert (await filled.put(address, OPEN | {"text": renamed}, '"2"')).json()["version"] == 3


async def test_what_does_not_fit_the_policy_is_refused(filled: Allocation) -> None:
    address = await filled.scenario()
    strange = TEXT | {"sliders": [TEXT["sliders"][0] | {"setting": "weight:NONE"}]}
    for body, pointer in (
        (OPEN | {"text": strange}, "/sliders/0/setting"),
        (OPEN | {"closes_on": "1999-01-01"}, "/closes_on"),
    ):
        answer = await filled.post(f"{address}/invitations", body)
        assert (answer.status_code, answer.json()["code"]) == (422, "invitation_problems")
        assert answer.json()["errors"][0]["pointer"] == pointer
    assert (await filled.post(f"{address}/invitations", OPEN, Role.BOARD_MEMBER)).status_code == 403
    listed = (await filled.get("/v1/invitations", fiscal_year=YEAR)).json()["items"]
    assert listed == []
