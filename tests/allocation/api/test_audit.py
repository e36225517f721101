"""The audit trail as people read it: every decision of a year, by whom, in one chain, and not a word of anybody."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from shared.access import Role
from shared.audit.chain import Walk
from shared.audit.reader import along, head_of
from tests.allocation.conftest import FILES, YEAR, Allocation, policy

ENTRIES = "/v1/audit-entries"


async def entries(allocation: Allocation, role: Role = Role.SUPERINTENDENT, **query: Any) -> list[dict[str, Any]]:
    answer = await allocation.get(ENTRIES, role, **query)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


async def actions(allocation: Allocation, **query: Any) -> list[str]:
    return [entry["action"] for entry in reversed(await entries(allocation, **query))]


async def test_a_year_from_import_to_revision_is_told_in_order(filled: Allocation) -> None:
    first, second = await filled.scenario(), await filled.scenario(policy("0.9"))
    step = {"scenario_version": 1, "reason": "Ready, says Grace Okafor."}
    assert (await filled.post(f"{first}/submit", step, Role.BUDGET_ANALYST)).status_code == 200
    assert (await filled.post(f"{first}/adopt", {"reason": "Chosen."})).status_code == 200
    run = await filled.publish(first)
    revision = await filled.publish(second)
    page = f"/v1/allocation-runs/{revision['run_id']}/public-page"
    assert (await filled.put(page, {"district_name": "North"})).status_code == 200
    assert (await filled.delete(page)).status_code == 204
    assert (await filled.delete(second)).status_code == 204

    told = list(reversed(await entries(filled)))
    assert [entry["action"] for entry in told] == [
        *["import.stored"] * len(FILES),
        *["scenario.created"] * 2,
        "review.submitted",
        "review.adopted",
        "run.published",
        "run.published",
        "run.revised",
        "public_page.opened",
        "public_page.closed",
        "scenario.deleted",
    ]
    assert [entry["sequence"] for entry in told] == list(range(1, len(told) + 1))
    assert [entry["previous_hash"] for entry in told] == ["00" * 32, *(entry["hash"] for entry in told[:-1])]
    submitted = next(entry for entry in told if entry["action"] == "review.submitted")
    assert (submitted["role"], submitted["subject"]) == ("budget_analyst", first.rsplit("/", 1)[1])
    published = next(entry for entry in told if entry["action"] == "run.published")
    assert (published["subject"], published["detail"]["result_hash"]) == (run["run_id"], run["result_hash"])
    # No names, and not a word of what people wrote: nothing of it could ever be taken out again.
    spelled = str(told)
    assert not any(word in spelled for word in ("Grace", "Chosen", "Rosa", "North", "Draft", ".csv", "board."))

    walked = Walk()
    async for entry in along(filled.database, filled.district_id):
        walked.take(entry)
    walked.arrive(await head_of(filled.database, filled.district_id))
    assert (walked.findings, walked.intact_to) == ([], len(told))


async def test_what_is_refused_or_asked_again_leaves_nothing(filled: Allocation) -> None:
    before = await actions(filled)
    body = {"name": "Draft", "fiscal_year": YEAR, "policy": policy()}
    for _ in range(3):
        assert (await filled.post("/v1/scenarios", body, key="the-same-key-0001")).status_code == 201
    assert (await filled.post("/v1/scenarios", body | {"fiscal_year": 2031})).status_code >= 400
    assert (await filled.delete(f"/v1/scenarios/{uuid4()}")).status_code == 404
    assert (await filled.upload("schools", "school_id\nx\n")).status_code >= 400
    assert (await filled.upload("schools", FILES["schools"], store=False)).status_code == 200
    assert await actions(filled) == [*before, "scenario.created"]


async def test_settings_and_mappings_are_told_by_version_and_hash(allocation: Allocation) -> None:
    rule = await allocation.put("/v1/publication-rule", {"requires": "approval"}, '"0"')
    assert rule.status_code == 200, rule.text
    assert (await allocation.put("/v1/import-mappings/state", {"kind": "schools"})).status_code == 200
    assert (await allocation.delete("/v1/import-mappings/state")).status_code == 204
    settings = (await allocation.get("/v1/district-settings")).json()
    assert (await allocation.put("/v1/district-settings", settings, "*")).status_code == 200
    salaries = await allocation.put(f"/v1/salary-settings?fiscal_year={YEAR}", {}, '"0"')
    assert salaries.status_code == 200, salaries.text
    deleted, saved = (await entries(allocation, action="import_mapping"))[:2]
    assert deleted["subject"] == saved["subject"] != "state"
    assert UUID(saved["subject"]).version == 5
    assert await actions(allocation) == [
        "publication_rule.replaced",
        "import_mapping.saved",
        "import_mapping.deleted",
        "district_settings.replaced",
        "compliance_settings.replaced",
    ]
    newest = (await entries(allocation))[0]
    assert newest["subject"] == f"salaries/{YEAR}"
    assert newest["detail"]["document_hash"].startswith("sha256:")


async def test_it_is_read_in_pages_by_action_and_by_subject(filled: Allocation) -> None:
    address = await filled.scenario()
    assert (await filled.post(f"{address}/adopt", {"reason": ""})).status_code == 200
    first = (await filled.get(ENTRIES, page_size=4)).json()
    second = (await filled.get(ENTRIES, page_size=4, page_token=first["next_page_token"])).json()
    assert [entry["sequence"] for entry in [*first["items"], *second["items"]]] == [6, 5, 4, 3, 2, 1]
    assert second["next_page_token"] == ""
    assert await actions(filled, action="import") == ["import.stored"] * 4
    assert await actions(filled, action="imp") == []
    assert await actions(filled, subject=address.rsplit("/", 1)[1]) == ["scenario.created", "review.adopted"]
    for wrong in ({"page_token": "x"}, {"page_token": first["next_page_token"], "action": "review"}):
        assert (await filled.get(ENTRIES, **wrong)).status_code == 404
    assert (await filled.get(ENTRIES, action="Review%")).status_code == 422


@pytest.mark.parametrize("role", [Role.BUDGET_DIRECTOR, Role.DISTRICT_IT, Role.SYSTEM_ADMINISTRATOR])
async def test_those_who_answer_for_the_district_read_it(allocation: Allocation, role: Role) -> None:
    assert await entries(allocation, role) == []


@pytest.mark.parametrize("role", [Role.BUDGET_ANALYST, Role.BOARD_MEMBER, Role.PRINCIPAL])
async def test_nobody_else_does(allocation: Allocation, role: Role) -> None:
    assert (await allocation.get(ENTRIES, role, "S-01")).status_code == 403
