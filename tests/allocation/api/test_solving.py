"""Goals become a policy that can be saved, or a conflict with its prices."""

from typing import Any
from uuid import uuid4

from shared.access import Role
from tests.allocation.conftest import FILES, YEAR, Allocation, policy

POVERTY = "weight:LCFF:base:*:poverty"
MOVE = {"setting": POVERTY, "minimum": "0", "maximum": "1", "step": "0.05"}


def slope(cents: int) -> dict[str, Any]:
    return {"kind": "equity_slope", "need_category": "poverty", "cents_per_ten_points": cents}


async def test_the_settings_of_a_policy_are_listed(filled: Allocation) -> None:
    address = await filled.scenario()

    items = (await filled.get(f"{address}/settings")).json()["items"]

    assert {item["setting"] for item in items} >= {POVERTY, "central_percent:LCFF", "floor_percent:hh"}
    weight = next(item for item in items if item["setting"] == POVERTY)
    assert (weight["value"], weight["unit"]) == ("0.2", "weight")
    assert weight["pointer"] == "/sources/0/rules/0/weights/1/weight"
    assert (weight["suggested_minimum"], weight["suggested_maximum"]) == ("0", "1")
    assert (await filled.get(f"/v1/scenarios/{uuid4()}/settings")).status_code == 404


async def test_a_policy_is_found_calculated_and_can_be_saved(filled: Allocation) -> None:
    address = await filled.scenario()
    goals = [slope(40_000), {"kind": "largest_loss", "percent_bp": 1_000}, {"kind": "budget_fixed"}]

    answer = await filled.post(f"{address}/solve", {"moves": [MOVE], "goals": goals})

    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert found["status"] == "solved"
    assert found["nearest"] == "proved"
    assert [change["setting"]["setting"] for change in found["changes"]] == [POVERTY]
    by_kind = {goal["kind"]: goal for goal in found["goals"]}
    assert by_kind["equity_slope"]["reached"] >= 40_000 > by_kind["equity_slope"]["today"]
    assert by_kind["largest_loss"]["reached"] <= 1_000
    again = (await filled.post(f"{address}/calculate", {"policy": found["policy"]})).json()
    assert again["totals_cents"] == found["schools"]["after_cents"]
    saved = await filled.post("/v1/scenarios", {"name": "Found", "fiscal_year": YEAR, "policy": found["policy"]})
    assert saved.status_code == 201, saved.text
    assert (await filled.get(address)).json()["version"] == 1


async def test_a_conflict_names_its_goals_and_prices(filled: Allocation) -> None:
    address = await filled.scenario()
    goals = [
        {"kind": "school_control", "percent_bp": 5_000},
        slope(90_000),
        {"kind": "largest_loss", "percent_bp": 100},
    ]

    found = (await filled.post(f"{address}/solve", {"moves": [MOVE], "goals": goals})).json()

    assert found["status"] == "conflict"
    assert found["policy"] is None
    assert set(found["conflict"]["goals"]) <= {1, 2}
    for price in found["conflict"]["prices"]:
        assert price["reached"] != found["goals"][price["goal"]]["target"]


async def test_the_frontier_goes_from_small_losses_to_steep_slopes(filled: Allocation) -> None:
    address = await filled.scenario()

    body = {"moves": [MOVE], "goals": [], "need_category": "poverty", "point_count": 10}
    found = (await filled.post(f"{address}/frontier", body)).json()

    losses = [point["loss_bp"] for point in found["points"]]
    slopes = [point["slope_cents"] for point in found["points"]]
    assert len(losses) > 1
    assert losses == sorted(losses)
    assert slopes == sorted(set(slopes))
    assert [setting["setting"] for setting in found["settings"]] == [POVERTY]
    assert found["today"]["values"] == ["0.2"]


async def test_without_budgets_of_last_year_there_is_no_loss_to_draw(allocation: Allocation) -> None:
    for kind in ("schools", "counts", "revenue_sources"):
        assert (await allocation.upload(kind, FILES[kind])).status_code == 201
    address = await allocation.scenario(policy(adjustments=[]))

    body = {"moves": [MOVE], "goals": [], "need_category": "poverty", "point_count": 5}
    answer = await allocation.post(f"{address}/frontier", body)

    assert (answer.status_code, answer.json()["code"]) == (422, "question_problems")
    assert answer.json()["errors"][0]["code"] == "no_current_budgets"


async def test_what_cannot_be_asked_is_refused_with_its_place(filled: Allocation) -> None:
    address = await filled.scenario()
    wrong = {"moves": [MOVE | {"setting": "weight:NONE"}], "goals": [slope(1) | {"need_category": "gifted"}]}

    answer = await filled.post(f"{address}/solve", wrong)

    assert (answer.status_code, answer.json()["code"]) == (422, "question_problems")
    assert answer.json()["errors"][0]["pointer"] == "/moves/0/setting"
    body = {"moves": [MOVE], "goals": [slope(1)]}
    assert (await filled.post(f"{address}/solve", body, Role.PRINCIPAL)).status_code == 403
    other = policy() | {"fiscal_year": 2030}
    assert (await filled.post(f"{address}/solve", body | {"policy": other})).json()["code"] == "another_fiscal_year"
