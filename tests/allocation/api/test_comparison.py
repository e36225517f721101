"""Scenarios side by side."""

from typing import Any

from shared.access import Role
from tests.allocation.conftest import Allocation, policy


def ids(*scenarios: str) -> list[str]:
    return [scenario.rpartition("/")[2] for scenario in scenarios]


async def compared(allocation: Allocation, first: str, *others: str) -> dict[str, Any]:
    answer = await allocation.get(f"{first}/comparison", others=",".join(ids(*others)))
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_each_column_is_what_its_scenario_calculates(filled: Allocation) -> None:
    scenarios = [await filled.scenario(policy(weight)) for weight in ("0.2", "0", "1.5")]
    results = [(await filled.post(f"{scenario}/calculate", {})).json() for scenario in scenarios]
    found = await compared(filled, *scenarios)
    assert [column["scenario_id"] for column in found["scenarios"]] == ids(*scenarios)
    assert found["school_ids"] == results[0]["school_ids"]
    assert found["pupil_counts"] == results[0]["pupil_counts"]
    assert found["need_shares_bp"] == results[0]["need_shares_bp"]["poverty"]
    assert found["current_cents"] == results[0]["current_cents"]
    for column, result in zip(found["scenarios"], results, strict=True):
        outcome = column["outcome"]
        for name in ("totals_cents", "top_up_cents", "school_control_bp", "winners", "policy_hash"):
            assert outcome[name] == result[name]
        assert outcome["to_schools_cents"] == result["district"]["to_schools_cents"]
        assert sum(source["to_schools_cents"] for source in outcome["sources"]) == outcome["to_schools_cents"]
        change = [now - then for now, then in zip(result["totals_cents"], results[0]["totals_cents"], strict=True)]
        moves = outcome["against_first"]
        assert moves["gaining"] == sum(each > 0 for each in change)
        assert moves["losing"] == sum(each < 0 for each in change)
        assert moves["moved_cents"] == sum(each for each in change if each > 0)
    slopes = [
        column["outcome"]["equity"]["proposed"]["needs"]["poverty"]["by_pupils"]["slope"]
        for column in found["scenarios"]
    ]
    assert slopes[1] < slopes[0] < slopes[2]


async def test_one_that_cannot_be_calculated_says_why_and_spoils_no_other(filled: Allocation) -> None:
    fine = await filled.scenario()
    poor = policy()
    poor["adjustments"] = [
        {
            "kind": "minimum_operational_budget",
            "adjustment_id": "mob",
            "per_pupil": [{"amount_cents": 10_000_000}],
            "payer": {"kind": "gainers"},
        }
    ]
    infeasible = await filled.scenario(poor)
    found = await compared(filled, fine, infeasible)
    assert found["scenarios"][0]["outcome"] is not None
    assert found["scenarios"][1]["outcome"] is None
    assert found["scenarios"][1]["problem"]["code"] == "infeasible"
    assert found["scenarios"][1]["problem"]["detail"]


async def test_scenarios_of_other_years_and_districts_are_refused(filled: Allocation) -> None:
    first = await filled.scenario()
    body = {"name": "Later", "fiscal_year": 2028, "policy": policy(fiscal_year=2028)}
    later = str((await filled.post("/v1/scenarios", body)).headers["Location"])
    refused = await filled.get(f"{first}/comparison", others=ids(later)[0])
    assert (refused.status_code, refused.json()["code"]) == (409, "different_years")
    unknown = await filled.get(f"{first}/comparison", others="00000000-0000-4000-8000-000000000000")
    assert unknown.status_code == 404
    six = await filled.get(f"{first}/comparison", others=",".join(ids(first) * 6))
    assert six.status_code == 422
    assert (await filled.get(f"{first}/comparison", Role.PRINCIPAL)).status_code == 403


async def test_the_same_scenario_twice_is_one_column(filled: Allocation) -> None:
    first = await filled.scenario()
    assert len((await compared(filled, first, first))["scenarios"]) == 1
