"""Jobs over HTTP: asked for once, watched cheaply, with what came of them."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from deploy.local.databases import ServiceDatabase
from deploy.local.nats import NatsServer
from services.allocation.usecases.jobs import start_job
from services.allocation.usecases.who import Who
from shared.access import Role
from shared.clock import utc_now
from shared.messaging.connection import connect
from shared.messaging.provision import provision
from tests.allocation.conftest import YEAR, Allocation
from tests.conftest import ROOT

pytestmark = pytest.mark.timeout(120)
ASK = {"kind": "verify_runs", "parameters": {"fiscal_year": YEAR}}


@asynccontextmanager
async def at_work(database: ServiceDatabase, nats: NatsServer, folder: Path) -> AsyncIterator[None]:
    """Run the worker as it is started in production."""
    client = await connect(nats.url, "test")
    await provision(client)
    await client.close()
    environment = os.environ | {"DATABASE_URL": database.app_url, "NATS_URL": nats.url}
    with (folder / "worker.log").open("wb") as log:
        command = [sys.executable, "-m", "services.allocation.worker"]
        worker = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        yield
    finally:
        worker.terminate()
        await asyncio.to_thread(worker.wait, 20)


async def ended(allocation: Allocation, address: str) -> dict[str, Any]:
    job: dict[str, Any] = {}
    for _ in range(300):
        job = (await allocation.get(address)).json()
        if job["state"] not in {"queued", "running"}:
            return job
        await asyncio.sleep(0.1)
    raise AssertionError(job)


async def test_a_job_from_the_request_to_its_result(
    filled: Allocation, allocation_database: ServiceDatabase, nats: NatsServer, tmp_path: Path
) -> None:
    run = await filled.publish(await filled.scenario())
    asked = await filled.post("/v1/jobs", ASK)
    assert asked.status_code == 202
    assert asked.json()["state"] == "queued"
    assert asked.json()["requested_by"]
    address = asked.headers["Location"]
    async with at_work(allocation_database, nats, tmp_path):
        job = await ended(filled, address)
    assert job["state"] == "succeeded"
    assert job["problem"] is None
    assert job["result"]["runs"] == [
        {"run_id": run["run_id"], "revision": 1, "result_hash": run["result_hash"], "same": True}
    ]
    assert (await filled.post(f"{address}/cancel", None)).json()["code"] == "job_finished"
    assert (await filled.get(f"{address}/file")).json()["code"] == "job_has_no_file"


async def test_watching_costs_little_while_nothing_changes(allocation: Allocation) -> None:
    address = (await allocation.post("/v1/jobs", ASK)).headers["Location"]
    first = await allocation.get(address)
    headers = allocation.headers() | {"If-None-Match": first.headers["ETag"]}
    again = await allocation.client.get(address, headers=headers)
    assert (again.status_code, again.content) == (304, b"")
    assert (await allocation.post(f"{address}/cancel", None)).json()["state"] == "cancelled"
    assert (await allocation.client.get(address, headers=headers)).status_code == 200


async def test_the_same_request_twice_is_one_job(allocation: Allocation) -> None:
    key = uuid4().hex
    first = await allocation.post("/v1/jobs", ASK, key=key)
    second = await allocation.post("/v1/jobs", ASK, key=key)
    assert first.json()["job_id"] == second.json()["job_id"]
    assert second.status_code == 202
    assert len((await allocation.get("/v1/jobs")).json()["items"]) == 1


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"kind": "no_such_kind", "parameters": {}}, ""),
        ({"kind": "verify_runs", "parameters": {"fiscal_year": 1800}}, "/parameters/fiscal_year"),
        ({"kind": "verify_runs", "parameters": {"fiscal_year": YEAR, "more": 1}}, "/parameters/more"),
        ({"kind": "verify_runs"}, "/parameters"),
    ],
)
async def test_what_no_kind_takes_is_refused_before_it_waits(
    allocation: Allocation, body: dict[str, Any], pointer: str
) -> None:
    refused = await allocation.post("/v1/jobs", body)
    assert refused.status_code == 422
    assert [each["pointer"] for each in refused.json()["errors"]] == [pointer]
    assert (await allocation.get("/v1/jobs")).json()["items"] == []


async def test_readers_watch_and_only_editors_start_and_stop(allocation: Allocation) -> None:
    address = (await allocation.post("/v1/jobs", ASK)).headers["Location"]
    assert (await allocation.get(address, Role.BOARD_MEMBER)).status_code == 200
    assert (await allocation.post("/v1/jobs", ASK, Role.BOARD_MEMBER)).status_code == 403
    assert (await allocation.post(f"{address}/cancel", None, Role.BOARD_MEMBER)).status_code == 403
    assert (await allocation.get(address, Role.PRINCIPAL, "S-01")).status_code == 403


async def test_a_list_is_filtered_and_paged(allocation: Allocation) -> None:
    about = uuid4()
    for scenario_id in (None, about, about):
        parameters = {} if scenario_id is None else {"scenario_id": str(scenario_id)}
        await start_job(allocation.uow(), "sweep", parameters, Who(uuid4(), "Ana"), utc_now())
    items = (await allocation.get("/v1/jobs", scenario_id=str(about), kind="sweep")).json()["items"]
    assert [each["scenario_id"] for each in items] == [str(about)] * 2
    page = (await allocation.get("/v1/jobs", page_size=2)).json()
    rest = (await allocation.get("/v1/jobs", page_size=2, page_token=page["next_page_token"])).json()
    assert (len(page["items"]), len(rest["items"]), rest["next_page_token"]) == (2, 1, "")


async def test_a_file_comes_with_its_name_and_kind(allocation: Allocation) -> None:
    job_id = (await allocation.post("/v1/jobs", ASK)).json()["job_id"]
    async with allocation.uow() as uow:
        taken = await uow.jobs.take(UUID(job_id), timedelta(seconds=10))
        assert taken is not None
        await uow.jobs.finish(taken, "succeeded", file=("Überblick 2027.csv", "text/csv", b"a,b\n"))
    answer: httpx.Response = await allocation.get(f"/v1/jobs/{job_id}/file")
    assert answer.content == b"a,b\n"
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''%C3%9Cberblick%202027.csv"
