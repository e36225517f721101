"""The cliffs of a scenario over HTTP."""

from typing import Any

from shared.access import Role
from tests.allocation.conftest import Allocation, policy


def with_cliff() -> dict[str, Any]:
    """Title I goes to schools with 60 % poverty or more: S-01 stands exactly there."""
    decisions = policy()
    decisions["sources"][1]["eligibility"] = {
        "kind": "rule",
        "conditions": [{"subject": "need_share:poverty", "operator": ">=", "value": "0.60"}],
    }
    return decisions


async def test_a_school_at_the_edge_of_title_one_is_found(filled: Allocation) -> None:
    scenario = await filled.scenario()
    plain = (await filled.post(f"{scenario}/cliffs", {})).json()
    assert (plain["cliff_count"], plain["cliffs"]) == (0, [])
    assert {line["need_category"] for line in plain["incentives"]} == {"poverty", "english_learner"}

    answer = await filled.post(f"{scenario}/cliffs", {"policy": with_cliff(), "threshold_cents": 100_000_00})
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert found["school_count"] == 1
    steps = {(c["need_category"], c["pupils_away"]): c for c in found["cliffs"]}
    # S-01 alone is poor enough: a pupil more in another school of the district would leave the source with nobody,
    # so the engine cannot compute the step, and the estimate stands.
    last = steps["all", 1]
    assert last["school_name"] == "Rosa Parks"
    assert last["jump_cents"] < -600_000_00
    assert (last["checked"], last["after_floors_cents"]) == (False, None)


async def test_the_search_has_bounds_and_roles(filled: Allocation) -> None:
    scenario = await filled.scenario()
    assert (await filled.post(f"{scenario}/cliffs", {"reach": 11})).status_code == 422
    assert (await filled.post(f"{scenario}/cliffs", {}, Role.PRINCIPAL, "S-01")).status_code == 403
    assert (await filled.post(f"{scenario}/cliffs", {}, Role.BOARD_MEMBER)).status_code == 200
    nobody = "/v1/scenarios/00000000-0000-4000-8000-000000000000"
    assert (await filled.post(f"{nobody}/cliffs", {})).status_code == 404
