"""The risk of the next count, asked for over HTTP from three imported years."""

from pathlib import Path

import pytest

from deploy.local.databases import ServiceDatabase
from deploy.local.nats import NatsServer
from shared.access import Role
from tests.allocation.conftest import FILES, YEAR, Allocation, policy
from tests.allocation.jobs.test_jobs_api import at_work, ended

pytestmark = pytest.mark.timeout(120)


async def test_three_years_give_bands_and_a_reserve_and_two_say_what_is_missing(
    filled: Allocation, allocation_database: ServiceDatabase, nats: NatsServer, tmp_path: Path
) -> None:
    scenario = await filled.scenario()
    asked = {"kind": "risk", "parameters": {"scenario_id": scenario.rsplit("/", 1)[1], "draws": 60}}
    for kind in ("schools", "counts"):
        changed = FILES[kind].replace("all,500", "all,470").replace("all,900", "all,930")
        assert (await filled.upload(kind, changed, fiscal_year=YEAR - 1)).status_code == 201
    run = await filled.publish(scenario)
    outlook = f"/v1/allocation-runs/{run['run_id']}/schools/S-01/outlook"
    async with at_work(allocation_database, nats, tmp_path):
        early = await ended(filled, (await filled.post("/v1/jobs", asked)).headers["Location"])
        for kind in ("schools", "counts"):
            changed = FILES[kind].replace("all,500", "all,505").replace("all,900", "all,880")
            assert (await filled.upload(kind, changed, fiscal_year=YEAR - 2)).status_code == 201
        tried = asked | {"parameters": asked["parameters"] | {"policy": policy()}}  # type: ignore[operator]
        await ended(filled, (await filled.post("/v1/jobs", tried)).headers["Location"])
        assert (await filled.get(outlook, Role.PRINCIPAL, "S-01")).json()["outlook"] is None
        job = await ended(filled, (await filled.post("/v1/jobs", asked)).headers["Location"])
        # What is simulated of a later draft stays in the budget office.
        await filled.put(scenario, {"name": "Draft", "policy": policy("0.9")}, '"1"')
        await ended(filled, (await filled.post("/v1/jobs", asked)).headers["Location"])
    assert early["problem"]["code"] == "history_too_short"
    assert f"those of {YEAR - 2} are not there" in early["problem"]["detail"]
    assert job["state"] == "succeeded", job["problem"]
    found = job["result"]
    assert found["years"] == [YEAR - 2, YEAR - 1, YEAR]
    assert found["school_ids"] == ["S-01", "S-02", "S-03"]
    result = (await filled.get(f"/v1/allocation-runs/{run['run_id']}/result")).json()
    assert found["planned_cents"] == result["totals_cents"]
    assert [float(each) for each in result["pupil_counts"]] == found["pupils"]
    low, high = found["budget_bands_cents"][0], found["budget_bands_cents"][-1]
    assert all(least <= most for least, most in zip(low, high, strict=True))
    assert low != high
    confident = [each["up_only_cents"] for each in found["reserve"]["at"]]
    assert confident == sorted(confident)
    assert found["reserve"]["up_only_cents"] in confident
    assert sum(found["reserve"]["histogram"]["counts"]) == 60 - found["infeasible_draws"]
    told = (await filled.get(outlook, Role.PRINCIPAL, "S-01")).json()
    assert (told["school_id"], told["fiscal_year"]) == ("S-01", YEAR)
    mine = told["outlook"]
    assert mine["planned_cents"] == result["totals_cents"][0]
    assert list(mine["cents"].values()) == [found["budget_bands_cents"][band][0] for band in (0, 2, 4)]
    assert list(mine["pupils"].values()) == [found["pupil_bands"][band][0] for band in (0, 2, 4)]
    assert (mine["draws"], mine["years"], mine["bands_bp"]) == (60, found["years"], [1_000, 9_000])
    assert mine["reserve_cents"] == found["reserve"]["up_only_cents"]
    assert (await filled.get(outlook, Role.PRINCIPAL, "S-02")).status_code == 403
    unknown = await filled.get(outlook.replace("S-01", "S-99"))
    assert unknown.json()["code"] == "school_not_in_run"
