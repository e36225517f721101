"""Files come in, are checked, and become versions."""

import json
from typing import Any

import asyncpg

from deploy.local.databases import ServiceDatabase
from shared.access import Role
from tests.allocation.conftest import FILES, YEAR, Allocation


async def test_a_dry_run_reports_and_stores_nothing(allocation: Allocation) -> None:
    answer = await allocation.upload("schools", FILES["schools"], store=False)

    assert answer.status_code == 200
    report = answer.json()
    assert (report["row_count"], report["accepted_count"], report["errors"]) == (3, 3, [])
    assert [column["field"] for column in report["columns"]][:3] == ["school_id", "name", "levels"]
    assert report["preview"][1]["levels"] == "elementary|middle"
    assert (await allocation.get("/v1/imports")).json()["items"] == []


async def test_storing_makes_versions_and_keeps_the_report(allocation: Allocation) -> None:
    first = await allocation.upload("schools", FILES["schools"])
    second = await allocation.upload("schools", FILES["schools"].replace("Lincoln", "Washington"))

    assert (first.json()["version"], second.json()["version"]) == (1, 2)
    listed = (await allocation.get("/v1/imports", kind="schools", fiscal_year=YEAR)).json()["items"]
    assert [each["version"] for each in listed] == [2, 1]
    kept = (await allocation.get(first.headers["Location"])).json()
    assert kept["report"]["sha256"] == kept["sha256"]
    assert kept["stored_by"] == "Test district_it"
    schools = (await allocation.get("/v1/schools", fiscal_year=YEAR)).json()["items"]
    assert [school["name"] for school in schools] == ["Rosa Parks", "Cesar Chavez K-8", "Washington High"]


async def test_errors_refuse_the_file_and_each_is_listed(allocation: Allocation) -> None:
    await allocation.upload("schools", FILES["schools"])
    wrong = (
        "school_id,level,need_category,pupil_count\nS-01,elementary,all,-5\nS-99,elementary,all,10\nS-03,high,all,7\n"
    )

    refused = await allocation.upload("counts", wrong)

    assert refused.status_code == 422
    problem = refused.json()
    assert (problem["code"], problem["error_count"]) == ("import_has_errors", 2)
    assert {(item["row"], item["column"]) for item in problem["errors"]} >= {(2, "pupil_count"), (3, "school_id")}
    assert all(item["remedy"] and item["file"] == "counts.csv" for item in problem["errors"])
    assert (await allocation.get("/v1/imports", kind="counts")).json()["items"] == []

    taken = await allocation.upload("counts", wrong, faulty_rows="leave_out")
    assert taken.status_code == 201
    assert taken.json()["report"]["accepted_count"] == 1
    assert len(taken.json()["report"]["errors"]) == 2


async def test_a_retried_import_is_stored_once(allocation: Allocation) -> None:
    first = await allocation.upload("schools", FILES["schools"], key="import-once-1")
    again = await allocation.upload("schools", FILES["schools"], key="import-once-1")
    other = await allocation.upload("schools", FILES["schools"].replace("Rosa", "Ada"), key="import-once-1")

    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 409)
    assert again.content == first.content
    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.headers["Location"] == first.headers["Location"]
    assert other.json()["code"] == "idempotency_key_reused"
    assert len((await allocation.get("/v1/imports")).json()["items"]) == 1


async def test_storing_needs_a_key(allocation: Allocation) -> None:
    answer = await allocation.client.post(
        "/v1/imports",
        headers=allocation.headers(Role.DISTRICT_IT),
        data={"kind": "schools", "fiscal_year": "2027", "validate_only": "false"},
        files={"file": ("schools.csv", FILES["schools"].encode(), "text/csv")},
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_required")


async def test_a_saved_mapping_is_used_by_name(allocation: Allocation) -> None:
    odd = "Plantel;Nivel;Tipo de alumno;Cuantos\nS-01;elementary;poverty;12\n"
    await allocation.upload("schools", FILES["schools"])
    mapping: dict[str, Any] = {
        "kind": "counts",
        "columns": [
            {"header": "Plantel", "field": "school_id"},
            {"header": "Nivel", "field": "level"},
            {"header": "Tipo de alumno", "field": "need_category"},
            {"header": "Cuantos", "field": "pupil_count"},
        ],
    }
    saved = await allocation.put("/v1/import-mappings/odd-file", mapping)
    assert (saved.status_code, saved.headers["ETag"]) == (200, '"1"')

    named = await allocation.upload("counts", odd, mapping_name="odd-file")
    given = await allocation.upload("counts", odd, store=False, mapping=json.dumps(mapping))
    unknown = await allocation.upload("counts", odd, mapping_name="nobody")

    assert named.status_code == 201, named.text
    assert given.status_code == 200
    assert (unknown.status_code, unknown.json()["code"]) == (404, "import_mapping_not_found")
    wrong_kind = await allocation.upload("schools", odd, mapping_name="odd-file")
    assert (wrong_kind.status_code, wrong_kind.json()["code"]) == (422, "another_kind")


async def test_a_mapping_changes_only_from_the_version_read(allocation: Allocation) -> None:
    mapping = {"kind": "schools", "columns": [{"header": "School", "field": "name"}]}
    path = "/v1/import-mappings/state"
    assert (await allocation.put(path, mapping)).status_code == 200
    assert (await allocation.put(path, mapping)).status_code == 428
    assert (await allocation.put(path, mapping, '"9"')).status_code == 412
    assert (await allocation.put(path, mapping, '"1"')).headers["ETag"] == '"2"'
    assert [each["name"] for each in (await allocation.get("/v1/import-mappings")).json()["items"]] == ["state"]
    assert (await allocation.delete(path)).status_code == 204
    assert (await allocation.delete(path)).status_code == 404


async def test_what_is_no_table_is_refused_plainly(allocation: Allocation) -> None:
    pdf = await allocation.upload("schools", b"%PDF-1.7 ...")
    empty = await allocation.upload("schools", b"")
    broken = await allocation.upload("schools", FILES["schools"], mapping='{"kind": "schools", "colunms": []}')
    strange = await allocation.upload("schools", FILES["schools"], surprise="yes")

    assert (pdf.status_code, pdf.json()["errors"][0]["code"]) == (422, "pdf_file")
    assert empty.status_code == 422
    assert (broken.status_code, broken.json()["errors"][0]["pointer"]) == (422, "/mapping/colunms")
    assert (strange.status_code, strange.json()["errors"][0]["pointer"]) == (422, "/surprise")


async def test_a_file_larger_than_other_bodies_may_be_is_taken(allocation: Allocation) -> None:
    rows = "".join(f"S-{number:05d},School number {number} {'x' * 200},elementary\n" for number in range(8000))
    answer = await allocation.upload("schools", "school_id,name,levels\n" + rows, faulty_rows="leave_out")
    assert answer.status_code in {201, 422}  # read, whatever is thought of the names
    assert answer.json().get("code") != "body_too_large"


async def test_who_may_import(allocation: Allocation) -> None:
    refused = await allocation.upload("schools", FILES["schools"], role=Role.PRINCIPAL)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")
    assert (await allocation.client.get("/v1/imports")).status_code == 401


async def test_an_import_that_is_not_there(allocation: Allocation) -> None:
    answer = await allocation.get("/v1/imports/00000000-0000-4000-8000-000000000000")
    assert (answer.status_code, answer.json()["code"]) == (404, "import_not_found")


async def test_versions_are_told_apart_by_their_labels(filled: Allocation) -> None:
    low = await filled.upload("revenue_sources", FILES["revenue_sources"], label=" low ")
    assert low.json()["label"] == "low"
    await filled.upload("revenue_sources", FILES["revenue_sources"], label="Después de la votación")
    listed = (await filled.get("/v1/imports", kind="revenue_sources", fiscal_year=YEAR)).json()["items"]
    assert [(each["version"], each["label"]) for each in listed] == [(3, "Después de la votación"), (2, "low"), (1, "")]
    assert (await filled.get(low.headers["Location"])).json()["label"] == "low"

    counts = await filled.upload("counts", FILES["counts"], label="October")
    versions = (await filled.get("/v1/count-versions", fiscal_year=YEAR)).json()["items"]
    assert [each["label"] for each in versions] == ["October", ""]
    basis = {"basis": "census_day", "label": "Census day"}
    await filled.put(f"{counts.headers['Location']}/count-basis", basis, '"0"')
    versions = (await filled.get("/v1/count-versions", fiscal_year=YEAR)).json()["items"]
    assert [each["label"] for each in versions] == ["Census day", ""]


async def test_a_label_is_short_plain_text(allocation: Allocation) -> None:
    for label in ("x" * 61, "low\x00"):
        refused = await allocation.upload("schools", FILES["schools"], label=label)
        assert refused.status_code == 422, refused.text
        assert refused.json()["errors"][0]["pointer"].endswith("/label")
    assert (await allocation.upload("schools", FILES["schools"], label="x" * 60)).status_code == 201


async def test_a_server_that_ends_our_connections_is_only_busy_for_a_moment(
    allocation: Allocation, allocation_database: ServiceDatabase
) -> None:
    await allocation.get("/v1/imports")
    same_role = await asyncpg.connect(allocation_database.app_dsn)
    ours = "datname = current_database() AND application_name = 'ssfr'"
    ended = f"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE {ours}"
    try:
        await same_role.fetchval(ended)
    finally:
        await same_role.close()
    answers = [await allocation.upload("schools", FILES["schools"], key="0" * 16) for _ in range(2)]
    assert answers[0].status_code in {201, 503}
    assert answers[-1].status_code == 201
