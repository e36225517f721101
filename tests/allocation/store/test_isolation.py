"""One district never meets another's rows, whatever the code asks for."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.allocation.conftest import FILES, YEAR, Allocation

TABLES = (
    "data_import",
    "school",
    "pupil_count",
    "revenue_source",
    "current_budget",
    "scenario",
    "scenario_revision",
    "allocation_run",
    "school_allocation",
    "outbox",
    "outbox_version",
    "idempotency_record",
    "job",
    "job_file",
)


async def test_the_same_address_is_nothing_for_another_district(filled: Allocation) -> None:
    scenario = await filled.scenario()
    run = await filled.publish(scenario)
    stored = (await filled.get("/v1/imports")).json()["items"][0]
    await filled.put("/v1/import-mappings/state", {"kind": "schools"})
    stranger = replace(filled, district_id=uuid4())

    for path in (
        scenario,
        f"/v1/imports/{stored['import_id']}",
        f"/v1/allocation-runs/{run['run_id']}",
        f"/v1/allocation-runs/{run['run_id']}/result",
        f"/v1/allocation-runs/{run['run_id']}/schools/S-01",
        f"/v1/allocation-runs/{run['run_id']}/schools/S-01/explanation",
    ):
        assert (await stranger.get(path)).status_code == 404, path
    for path in ("/v1/scenarios", "/v1/imports", "/v1/allocation-runs", "/v1/import-mappings"):
        assert (await stranger.get(path)).json()["items"] == [], path
    assert (await stranger.get("/v1/schools", fiscal_year=YEAR)).json()["items"] == []
    assert (await stranger.post(f"{scenario}/calculate", {})).status_code == 404
    assert (await stranger.put(scenario, {}, '"1"')).status_code in {404, 422}
    assert (await stranger.delete(scenario)).status_code == 404
    assert (await stranger.delete("/v1/import-mappings/state")).status_code == 404
    copy = {"name": "Taken", "fiscal_year": YEAR, "copy_of": scenario.rsplit("/", 1)[1]}
    assert (await stranger.post("/v1/scenarios", copy)).status_code == 404


async def _job_with_a_file(filled: Allocation) -> None:
    asked = {"kind": "verify_runs", "parameters": {"fiscal_year": YEAR}}
    job_id = UUID((await filled.post("/v1/jobs", asked)).json()["job_id"])
    async with filled.uow() as uow:
        taken = await uow.jobs.take(job_id, timedelta(seconds=10))
        assert taken is not None
        await uow.jobs.finish(taken, "succeeded", file=("runs.txt", "text/plain", b"none"))


async def test_a_query_without_a_district_condition_finds_only_its_own(filled: Allocation) -> None:
    await filled.publish(await filled.scenario())
    await _job_with_a_file(filled)
    for table in TABLES:
        async with filled.database.session(filled.district_id) as session:
            mine = (await session.execute(text(f"SELECT count(*) FROM {table}"))).scalar_one()
        async with filled.database.session(uuid4()) as session:
            theirs = (await session.execute(text(f"SELECT count(*) FROM {table}"))).scalar_one()
        assert mine > 0, table
        assert theirs == 0, table


async def test_a_row_cannot_be_given_to_another_district(filled: Allocation) -> None:
    async with filled.database.session(filled.district_id) as session:
        with pytest.raises(DBAPIError, match="row-level security"):
            await session.execute(
                text(
                    "INSERT INTO import_mapping (district_id, name, kind, version, mapping, changed_at, changed_by)"
                    " VALUES (gen_random_uuid(), 'x', 'schools', 1, '{}', now(), gen_random_uuid())"
                )
            )


async def test_two_districts_count_their_own_versions(filled: Allocation) -> None:
    stranger = replace(filled, district_id=uuid4())
    first = await stranger.upload("schools", FILES["schools"])
    again = await filled.upload("schools", FILES["schools"])
    assert (first.json()["version"], again.json()["version"]) == (1, 2)
