"""A sweep asked for over HTTP: what may vary, what came of it, and that one of it can be opened."""

from pathlib import Path
from typing import Any

import pytest

from deploy.local.databases import ServiceDatabase
from deploy.local.nats import NatsServer
from tests.allocation.conftest import Allocation
from tests.allocation.jobs.test_jobs_api import at_work, ended

pytestmark = pytest.mark.timeout(120)


def placed(document: Any, path: list[str | int], value: str) -> None:
    """Set a number in a policy's document, as the page does."""
    for key in path[:-1]:
        document = document[key]
    document[path[-1]] = value


async def test_choices_group_what_people_speak_of_together(filled: Allocation) -> None:
    scenario = await filled.scenario()
    answer = (await filled.get(f"{scenario}/sweep-choices")).json()
    by_kind = {(each["kind"], each["need_category"]): each for each in answer["items"]}
    weight = by_kind["weight", "poverty"]
    assert (weight["today"], weight["low"], weight["unit"], weight["source_id"]) == ("0.2", "0", "weight", "LCFF")
    assert weight["settings"][0]["path"] == ["sources", 0, "rules", 0, "weights", 1, "weight"]
    assert by_kind["floor_percent", None]["today"] == "9000"
    assert by_kind["central_percent", None]["source_id"] == "LCFF"


async def test_a_variation_opened_gives_what_the_sweep_said(
    filled: Allocation, allocation_database: ServiceDatabase, nats: NatsServer, tmp_path: Path
) -> None:
    scenario = await filled.scenario()
    choices = (await filled.get(f"{scenario}/sweep-choices")).json()["items"]
    ranges = [
        {"settings": [each["setting"] for each in choice["settings"]], "low": low, "high": high}
        for choice, low, high in (
            (next(each for each in choices if each["need_category"] == "poverty"), "0", "1"),
            (next(each for each in choices if each["kind"] == "floor_percent"), "8000", "9500"),
        )
    ]
    asked = {"scenario_id": scenario.rsplit("/", 1)[1], "ranges": ranges, "count": 200, "seed": 3}
    refused = {**asked, "ranges": [{"settings": ["weight:LCFF:gone:*:poverty"], "low": "0", "high": "1"}]}
    async with at_work(allocation_database, nats, tmp_path):
        address = (await filled.post("/v1/jobs", {"kind": "sweep", "parameters": asked})).headers["Location"]
        job = await ended(filled, address)
        wrong = (await filled.post("/v1/jobs", {"kind": "sweep", "parameters": refused})).headers["Location"]
        problem = (await ended(filled, wrong))["problem"]
    assert problem["code"] == "sweep_refused"
    assert problem["errors"][0]["pointer"] == "/ranges/0"
    assert (job["state"], job["done"], job["total"]) == ("succeeded", 201, 201)
    found = job["result"]
    assert found["slow_because"] == ""
    assert {len(column) for column in found["measures"].values()} == {201}
    row = next(index for index, feasible in enumerate(found["feasible"]) if feasible and index > 5)
    document = found["policy"]
    for each in found["ranges"]:
        value = each["values"][row]
        for setting in each["settings"]:
            placed(document, setting["path"], str(value) if each["unit"] == "weight" else round(value))
    opened = await filled.scenario(document)
    result = (await filled.post(f"{opened}/calculate", {})).json()
    measures = {name: column[row] for name, column in found["measures"].items()}
    assert measures["gaining"] == result["winners"]["gaining"]
    assert round(measures["school_control_bp"]) == result["school_control_bp"]
    assert abs(measures["to_schools_cents"] - sum(result["totals_cents"])) < 1
    assert abs(measures["top_up_cents"] - sum(result["top_up_cents"])) < 20
    jobs = (await filled.get("/v1/jobs", scenario_id=asked["scenario_id"])).json()["items"]
    assert [each["state"] for each in jobs] == ["failed", "succeeded"]


async def test_choices_of_nothing(allocation: Allocation) -> None:
    missing = "/v1/scenarios/0193a7c2-6f00-7c3e-9d55-0a1b2c3d4e5f/sweep-choices"
    assert (await allocation.get(missing)).json()["code"] == "scenario_not_found"
