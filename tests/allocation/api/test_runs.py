"""Published figures are final, explained, and told to the other services."""

import asyncio
import hashlib
import json
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from services.allocation.domain.canonical import canonical_hash
from shared.access import Role
from tests.allocation.conftest import YEAR, Allocation, policy

NOBODY = "00000000-0000-4000-8000-000000000000"


async def events_of(allocation: Allocation) -> list[dict[str, Any]]:
    async with allocation.database.session(allocation.district_id) as session:
        rows = await session.execute(text("SELECT type, data FROM outbox ORDER BY id"))
        return [{"type": row.type} | row.data for row in rows]


async def test_a_publication_is_what_was_reviewed(filled: Allocation) -> None:
    address = await filled.scenario()
    reviewed = (await filled.post(f"{address}/calculate", {})).json()

    run = await filled.publish(address, "Adopted on 23 June.")

    assert run["result_hash"] == reviewed["result_hash"]
    assert (run["revision"], run["supersedes_run_id"], run["reason"]) == (1, None, "Adopted on 23 June.")
    assert run["total_cents"] == sum(reviewed["totals_cents"])
    assert run["data_versions"] == {"counts": 1, "current_budgets": 1, "revenue_sources": 1, "schools": 1}
    kept = await filled.get(f"/v1/allocation-runs/{run['run_id']}/result")
    assert kept.json() == reviewed
    document = json.loads(kept.content)
    assert document.pop("result_hash") == canonical_hash(document)
    assert (await filled.get(f"/v1/allocation-runs/{run['run_id']}")).json() == run
    assert (await filled.get("/v1/allocation-runs", fiscal_year=YEAR)).json()["items"] == [run]


async def test_a_result_that_changed_since_the_review_is_not_published(filled: Allocation) -> None:
    address = await filled.scenario()
    reviewed = (await filled.post(f"{address}/calculate", {})).json()["result_hash"]
    await filled.put(address, {"name": "Draft", "policy": policy("0.9")}, '"1"')

    body = {"reason": "Late", "expected_result_hash": reviewed}
    refused = await filled.post(f"{address}/publish", body, key="publish-1")

    assert (refused.status_code, refused.json()["code"]) == (409, "result_changed")
    assert await events_of(filled) == []
    # A refusal leaves the key free: the same person may try again with what stands now.
    again = {"reason": "Late", "expected_result_hash": refused.json()["current_result_hash"]}
    assert (await filled.post(f"{address}/publish", again, key="publish-1")).status_code == 201


async def test_a_retried_publication_publishes_once(filled: Allocation) -> None:
    address = await filled.scenario()
    result = (await filled.post(f"{address}/calculate", {})).json()
    body = {"reason": "Adopted", "expected_result_hash": result["result_hash"]}

    answers = await asyncio.gather(*(filled.post(f"{address}/publish", body, key="publish-once") for _ in range(3)))
    answers.append(await filled.post(f"{address}/publish", body, key="publish-once"))

    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len({answer.content for answer in answers if answer.status_code == 201}) == 1
    assert answers[-1].status_code == 201
    assert len((await filled.get("/v1/allocation-runs")).json()["items"]) == 1
    assert len(await events_of(filled)) == 1


async def test_a_revision_names_what_it_supersedes(filled: Allocation) -> None:
    address = await filled.scenario()
    first = await filled.publish(address)
    second = await filled.publish(address, "Corrected.")

    assert (second["revision"], second["supersedes_run_id"]) == (2, first["run_id"])
    assert (await filled.get(f"/v1/allocation-runs/{first['run_id']}")).json() == first


async def test_the_event_tells_every_cent(filled: Allocation) -> None:
    address = await filled.scenario()
    run = await filled.publish(address)

    (event,) = await events_of(filled)

    result = (await filled.get(f"/v1/allocation-runs/{run['run_id']}/result")).json()
    assert event["type"] == "allocation.run.published.v1"
    assert (event["run_id"], event["part"], event["part_count"]) == (run["run_id"], 1, 1)
    assert [school["total_cents"] for school in event["schools"]] == result["totals_cents"]
    assert [school["current_cents"] for school in event["schools"]] == result["current_cents"]
    assert any(result["current_cents"])
    assert all(sum(school["component_cents"]) == school["total_cents"] for school in event["schools"])
    assert [each["component_id"] for each in event["components"]] == [c["component_id"] for c in result["components"]]
    assert {each["source_id"] for each in event["components"]} <= {each["source_id"] for each in event["sources"]}


async def test_a_large_run_is_told_in_parts(allocation: Allocation) -> None:
    schools = "".join(f"S-{number:04d},School {number},elementary\n" for number in range(700))
    counts = "".join(f"S-{number:04d},elementary,all,{300 + number}\n" for number in range(700))
    await allocation.upload("schools", "school_id,name,levels\n" + schools)
    await allocation.upload("counts", "school_id,level,need_category,pupil_count\n" + counts)
    await allocation.upload(
        "revenue_sources", "source_id,name,funder,restricted,amount\nLCFF,Local,state,no,70000000\n"
    )
    document = policy(adjustments=[])
    document["sources"] = [document["sources"][0]]
    run = await allocation.publish(await allocation.scenario(document))

    events = await events_of(allocation)

    assert len(events) > 1
    assert [(event["part"], event["part_count"]) for event in events] == [
        (part, len(events)) for part in range(1, len(events) + 1)
    ]
    told = [school for event in events for school in event["schools"]]
    assert len(told) == 700
    assert sum(school["total_cents"] for school in told) == run["total_cents"]


async def test_a_school_reads_its_own_line(filled: Allocation) -> None:
    run = await filled.publish(await filled.scenario())
    path = f"/v1/allocation-runs/{run['run_id']}/schools/S-01"

    own = await filled.get(path, Role.PRINCIPAL, "S-01")

    assert own.status_code == 200
    line = own.json()
    assert sum(each["amount_cents"] for each in line["components"]) == line["total_cents"]
    assert sum(each["amount_cents"] for each in line["sources"]) == line["total_cents"]
    assert (line["school_name"], line["pupil_count"], line["current_cents"]) == ("Rosa Parks", "500.00", 240_000_000)
    explained = await filled.get(f"{path}/explanation", Role.PRINCIPAL, "S-01", component_id="LCFF/base")
    assert explained.status_code == 200, explained.text
    spanish = await filled.get(f"{path}/explanation", Role.PRINCIPAL, "S-01", language="es")
    assert spanish.json()["value_cents"] == line["total_cents"]

    assert (await filled.get(path, Role.PRINCIPAL, "S-02")).status_code == 403
    assert (await filled.get(f"{path}/explanation", Role.PRINCIPAL, "S-02")).status_code == 403
    assert (await filled.get(f"/v1/allocation-runs/{run['run_id']}/result", Role.PRINCIPAL, "S-01")).status_code == 403
    assert (await filled.get(f"/v1/allocation-runs/{run['run_id']}", Role.PRINCIPAL, "S-01")).status_code == 200


async def test_a_run_is_explained_from_its_own_data_and_policy(filled: Allocation) -> None:
    address = await filled.scenario()
    run = await filled.publish(address)
    line = (await filled.get(f"/v1/allocation-runs/{run['run_id']}/schools/S-03")).json()
    await filled.put(address, {"name": "Draft", "policy": policy("0.9")}, '"1"')
    await filled.upload("counts", "school_id,level,need_category,pupil_count\nS-03,high,all,5\n")
    await filled.delete(address)

    explained = await filled.get(f"/v1/allocation-runs/{run['run_id']}/schools/S-03/explanation")

    assert explained.json()["value_cents"] == line["total_cents"]


async def test_what_is_not_there(filled: Allocation) -> None:
    run = await filled.publish(await filled.scenario())
    base = f"/v1/allocation-runs/{NOBODY}"
    for path in ("", "/result", "/schools/S-01", "/schools/S-01/explanation"):
        answer = await filled.get(base + path)
        assert (answer.status_code, answer.json()["code"]) == (404, "allocation_run_not_found"), path
    school = await filled.get(f"/v1/allocation-runs/{run['run_id']}/schools/S-99")
    assert (school.status_code, school.json()["code"]) == (404, "school_not_in_run")
    amount = await filled.get(f"/v1/allocation-runs/{run['run_id']}/schools/S-01/explanation", component_id="x/y")
    assert (amount.status_code, amount.json()["code"]) == (404, "amount_not_found")


@pytest.mark.parametrize("table", ["allocation_run", "school_allocation", "data_import", "scenario_revision", "school"])
@pytest.mark.parametrize("change", ["UPDATE {} SET district_id = district_id", "DELETE FROM {}"])
async def test_what_is_written_once_stays(filled: Allocation, table: str, change: str) -> None:
    await filled.publish(await filled.scenario())
    async with filled.database.session(filled.district_id) as session:
        with pytest.raises(DBAPIError, match="permission denied"):
            await session.execute(text(change.format(table)))


async def test_only_publishers_publish(filled: Allocation) -> None:
    address = await filled.scenario()
    body = {"reason": "x", "expected_result_hash": "sha256:" + hashlib.sha256().hexdigest()}
    assert (await filled.post(f"{address}/publish", body, Role.BUDGET_ANALYST)).status_code == 403
    without_key = await filled.client.post(f"{address}/publish", headers=filled.headers(), json=body)
    assert without_key.status_code == 422
    assert (await filled.post(f"{address}/publish", body | {"reason": ""})).status_code == 422


async def test_every_published_figure_is_explained_with_who_decided_it(filled: Allocation) -> None:
    run = await filled.publish(await filled.scenario(), "Adopted 5 to 2.")
    address = f"/v1/allocation-runs/{run['run_id']}"
    result = (await filled.get(f"{address}/result")).json()

    change = (await filled.get(f"{address}/schools/S-01/explanation", figure="change", language="es")).json()
    reserve = (await filled.get(f"{address}/explanation", figure="central_share", source_id="LCFF")).json()
    rate = await filled.get(f"{address}/explanation", figure="rate", level="elementary", need_category="poverty")

    assert change["value_cents"] == result["change_cents"][0]
    assert change["in_words"][0].startswith("Cambio frente al presupuesto actual: ")
    assert reserve["value_cents"] == result["sources"][0]["central_share_cents"]
    said = json.dumps(reserve)
    assert "Adopted 5 to 2." in said
    assert "version 1, from counts.csv" in said
    assert run["policy_hash"] in said
    assert rate.status_code == 200
    assert (await filled.get(f"{address}/explanation", figure="minimum")).status_code == 404
    own = await filled.get(f"{address}/schools/S-01/explanation", Role.PRINCIPAL, "S-01", figure="per_pupil")
    assert own.json()["unit"] == "dollars_per_pupil"
    assert (await filled.get(f"{address}/explanation", Role.PRINCIPAL, "S-01")).status_code == 403


async def test_schools_read_the_dollars_per_pupil_and_why(filled: Allocation) -> None:
    run = await filled.publish(await filled.scenario())
    address = f"/v1/allocation-runs/{run['run_id']}"
    found = (await filled.get(f"{address}/matrix", Role.PRINCIPAL, "S-01")).json()
    result = (await filled.get(f"{address}/result")).json()
    assert found["matrix"] == result["matrix"]
    assert [(each["source_id"], each["restricted"]) for each in found["sources"]] == [("LCFF", False), ("T1", True)]
    overall = {
        (row["level"], row["need_category"]): row["rate_dollars"] for row in found["matrix"] if row["source_id"] is None
    }
    for (level, need), rate in overall.items():
        cell = {"level": level, "need_category": need}
        why = (await filled.get(f"{address}/matrix/explanation", Role.PRINCIPAL, "S-01", **cell)).json()
        assert why["value"].replace(",", "").startswith(rate[:-2].rstrip("0").rstrip("."))
        assert why["unit"] == "dollars_per_pupil"
    one = {"level": "high", "need_category": "poverty", "source_id": "T1", "language": "es", "figure": "rate"}
    assert (await filled.get(f"{address}/matrix/explanation", Role.TEACHER_OR_STAFF, "S-01", **one)).status_code == 200
    gone = {"level": "high", "need_category": "gifted"}
    refused = await filled.get(f"{address}/matrix/explanation", Role.PRINCIPAL, "S-01", **gone)
    assert refused.json()["code"] == "amount_not_found"
    assert (await filled.get(f"{address}/matrix", Role.SURVEY_MANAGER)).status_code == 403
    missing = await filled.get(f"/v1/allocation-runs/{NOBODY}/matrix", Role.PRINCIPAL, "S-01")
    assert missing.json()["code"] == "allocation_run_not_found"
