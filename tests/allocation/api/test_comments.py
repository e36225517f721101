"""Comments on scenarios: threads, what they are about, and what was settled."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services.allocation.domain.review import (
    MOVES,
    STATES,
    State,
    Step,
    StepNotPossible,
    after,
    is_satisfied,
    state_now,
)
from shared.access import Role
from tests.allocation.api.test_runs import events_of
from tests.allocation.conftest import Allocation

NOBODY = "00000000-0000-4000-8000-000000000000"


async def said(allocation: Allocation, scenario: str, role: Role = Role.BOARD_MEMBER, **body: Any) -> dict[str, Any]:
    answer = await allocation.post(f"{scenario}/comments", body, role)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_a_thread_is_begun_answered_and_settled(filled: Allocation) -> None:
    scenario = await filled.scenario()
    first = await said(filled, scenario, body="Why does Rosa Parks lose?", school_id="S-01", source_id="LCFF")
    assert first["thread_id"] == first["comment_id"]
    assert (first["scenario_version"], first["written_as"]) == (1, "board_member")
    reply = await said(filled, scenario, Role.BUDGET_ANALYST, body="Fewer pupils.", thread_id=first["comment_id"])
    assert reply["thread_id"] == first["comment_id"]

    listed = (await filled.get(f"{scenario}/comments")).json()
    assert [item["body"] for item in listed["items"]] == ["Why does Rosa Parks lose?", "Fewer pupils."]
    assert [item["school_id"] for item in listed["items"]] == ["S-01", None]

    place = f"{scenario}/comments/{first['comment_id']}/resolution"
    settled = (await filled.put(place, {"resolved": True})).json()
    assert settled["resolved_by"]
    assert (await filled.put(place, {"resolved": True})).json() == settled
    assert (await filled.put(place, {"resolved": False})).json()["resolved_at"] is None
    changes = [event["change"] for event in await events_of(filled)]
    assert changes == ["commented", "commented", "comment_resolved", "comment_reopened"]


async def test_the_list_comes_in_pages(filled: Allocation) -> None:
    scenario = await filled.scenario()
    for number in range(3):
        await said(filled, scenario, body=f"Comment {number}")
    first = (await filled.get(f"{scenario}/comments", page_size=2)).json()
    rest = (await filled.get(f"{scenario}/comments", page_size=2, page_token=first["next_page_token"])).json()
    assert [item["body"] for item in first["items"] + rest["items"]] == ["Comment 0", "Comment 1", "Comment 2"]
    assert rest["next_page_token"] == ""


async def test_what_is_not_there_cannot_be_answered(filled: Allocation) -> None:
    scenario, other = await filled.scenario(), await filled.scenario()
    first = await said(filled, scenario, body="A thread")
    reply = await said(filled, scenario, body="A reply", thread_id=first["comment_id"])
    cases = [
        (f"/v1/scenarios/{NOBODY}", None, 404, "scenario_not_found"),
        (scenario, NOBODY, 404, "comment_not_found"),
        (other, first["comment_id"], 404, "comment_not_found"),
        (scenario, reply["comment_id"], 409, "reply_to_reply"),
    ]
    for address, thread_id, status, code in cases:
        answer = await filled.post(f"{address}/comments", {"body": "Hello", "thread_id": thread_id})
        assert (answer.status_code, answer.json()["code"]) == (status, code)
    refused = await filled.put(f"{scenario}/comments/{reply['comment_id']}/resolution", {"resolved": True})
    assert (refused.status_code, refused.json()["code"]) == (409, "not_a_thread")
    refused = await filled.put(f"{scenario}/comments/{NOBODY}/resolution", {"resolved": True})
    assert refused.status_code == 404
    assert (await filled.post(f"{scenario}/comments", {"body": "   "})).status_code == 422
    assert (await filled.get(f"/v1/scenarios/{NOBODY}/comments")).status_code == 404
    assert (await filled.post(f"{scenario}/comments", {"body": "Hello"}, Role.PRINCIPAL)).status_code == 403


async def test_a_retried_comment_is_kept_once_and_open_threads_are_counted(filled: Allocation) -> None:
    scenario = await filled.scenario()
    for _ in range(2):
        await filled.post(f"{scenario}/comments", {"body": "Once"}, key="comment-once")
    assert len((await filled.get(f"{scenario}/comments")).json()["items"]) == 1
    year = (await filled.get("/v1/scenario-reviews", fiscal_year=2027)).json()
    assert [line["open_thread_count"] for line in year["items"]] == [1]


_STEPS: list[Step] = sorted(MOVES)


@given(st.lists(st.sampled_from(_STEPS), max_size=30))
def test_nothing_is_board_approved_that_was_not_submitted_and_approved_since(steps: list[Step]) -> None:
    state: State = "draft"
    since_draft: list[Step] = []
    for taken in steps:
        try:
            state = after(taken, state)
        except StepNotPossible:
            continue
        since_draft = [] if state == "draft" else [*since_draft, taken]
        assert state in STATES
        if state == "board_approved":
            assert since_draft[-3:] == ["submitted", "approved", "board_approved"]
            assert is_satisfied("board_approval", state)
        assert is_satisfied("approval", state) == (state in {"approved", "board_approved"})
        assert is_satisfied("nothing", state)
        assert state_now(state, 3, 4) == "draft"
        assert state_now(state, 4, 4) == state
