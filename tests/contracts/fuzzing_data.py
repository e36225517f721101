"""What each service holds before it is tried, so that requests reach more than "not found"."""

import zlib
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from uuid import UUID, uuid4

import httpx

from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.planning.usecases.receive_published_run import receive_published_run
from shared.access import Role
from shared.database import Database
from shared.testkit.identities import DISTRICT, TestIdentities
from tests.planning.conftest import published

SCHOOL = "S-014"
_SCHOOLS = f"""school_id,name,levels,school_type
{SCHOOL},Willow Creek,elementary,district
S-015,Elm,high,district
"""
_COUNTS = f"""school_id,level,need_category,pupil_count
{SCHOOL},elementary,all,500
{SCHOOL},elementary,poverty,300
S-015,high,all,900
S-015,high,poverty,200
"""
_SOURCES = """source_id,name,funder,restricted,amount,account_code
LCFF,Base grant,state,no,5000000.00,0000
"""
_STAFF = f"""employee_id,school_id,job_class,fte,salary,benefits
E1,{SCHOOL},Teacher,1,60000,18000
E2,S-015,Teacher,0.5,45000,13500
"""
SETTING = "weight:LCFF:pupils:*:all"
_SLIDER = {"setting": SETTING, "minimum": "0.5", "maximum": "2", "step": "0.5", "name": {"en": "All pupils"}}
INVITATION = {
    "text": {"title": {"en": "How much should a pupil bring?"}, "sliders": [_SLIDER]},
    "opens_on": "2000-01-01",
    "closes_on": "2100-12-31",
}
FILES = (("schools", _SCHOOLS), ("counts", _COUNTS), ("staff", _STAFF), ("revenue_sources", _SOURCES))


async def _allocation(client: httpx.AsyncClient, identities: TestIdentities, database_url: str) -> dict[str, str]:
    def headers() -> dict[str, str]:
        return identities.headers(Role.BUDGET_DIRECTOR) | {"Idempotency-Key": uuid4().hex}

    reports = []
    for kind, content in FILES:
        fields = {"kind": kind, "fiscal_year": "2027", "validate_only": "false"}
        files = {"file": (f"{kind}.csv", content.encode(), "text/csv")}
        stored = await client.post("/v1/imports", data=fields, files=files, headers=headers())
        assert stored.status_code == 201, stored.text
        reports.append(stored.json())
    named = await client.put("/v1/import-mappings/spring", json=reports[-1]["report"]["mapping"], headers=headers())
    assert named.status_code < 300, named.text
    created = await client.post("/v1/scenarios", json={"name": "Draft", "fiscal_year": 2027}, headers=headers())
    assert created.status_code == 201, created.text
    scenario_id = created.json()["scenario_id"]
    result = await client.post(f"/v1/scenarios/{scenario_id}/calculate", json={}, headers=headers())
    assert result.status_code == 200, result.text
    order = {"reason": "Board decision", "expected_result_hash": result.json()["result_hash"]}
    run = await client.post(f"/v1/scenarios/{scenario_id}/publish", json=order, headers=headers())
    assert run.status_code == 201, run.text
    said = await client.post(f"/v1/scenarios/{scenario_id}/comments", json={"body": "Why?"}, headers=headers())
    assert said.status_code == 201, said.text
    invited = await client.post(f"/v1/scenarios/{scenario_id}/invitations", json=INVITATION, headers=headers())
    assert invited.status_code == 201, invited.text
    token = invited.json()["token"]
    proposals = f"/v1/public/invitations/{token}/proposals"
    proposed = await client.post(proposals, json={"values": {SETTING: "1"}}, headers={"Idempotency-Key": uuid4().hex})
    assert proposed.status_code == 201, proposed.text
    place = f"/v1/allocation-runs/{run.json()['run_id']}/public-page"
    page = await client.put(place, json={"district_name": "Willow Unified"}, headers=headers())
    assert page.status_code == 200, page.text
    asked = {"kind": "verify_runs", "parameters": {"fiscal_year": 2027}}
    job = await client.post("/v1/jobs", json=asked, headers=headers())
    assert job.status_code == 202, job.text
    await _finish(database_url, UUID(job.json()["job_id"]))
    return {
        "job_id": job.json()["job_id"],
        "school_id": SCHOOL,
        "import_id": next(each["import_id"] for each in reports if each["kind"] == "counts"),
        "name": "spring",
        "scenario_id": scenario_id,
        "run_id": run.json()["run_id"],
        "comment_id": said.json()["comment_id"],
        "token": token,
        "invitation_id": invited.json()["invitation_id"],
        "proposal_id": proposed.json()["proposal_id"],
        "version": "1",
        "template_id": "equal_per_pupil",
        "formula_id": "boston-2016",
    }


async def _finish(database_url: str, job_id: UUID) -> None:
    """End a job as its worker would, with a document and a file."""
    database = Database(database_url, pool_size=1)
    try:
        async with AllocationUnitOfWork(database, DISTRICT, uuid4()) as uow:
            taken = await uow.jobs.take(job_id, timedelta(seconds=10))
            assert taken is not None
            packed = zlib.compress(b'{"runs":[]}')
            await uow.jobs.finish(taken, "succeeded", result=packed, file=("runs.txt", "text/plain", b"none"))
    finally:
        await database.close()


async def _planning(_client: httpx.AsyncClient, _identities: TestIdentities, database_url: str) -> dict[str, str]:
    database = Database(database_url, pool_size=1)
    try:
        async with database.session(DISTRICT) as session:
            for fiscal_year in (2026, 2027):
                await receive_published_run(session, published((SCHOOL, 1_000, 20), fiscal_year=fiscal_year))
            await session.commit()
    finally:
        await database.close()
    return {"school_id": SCHOOL}


Fill = Callable[[httpx.AsyncClient, TestIdentities, str], Awaitable[dict[str, str]]]
FILL: Mapping[str, Fill] = {"allocation": _allocation, "planning": _planning}
