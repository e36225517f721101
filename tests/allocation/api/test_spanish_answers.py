"""Who asks in Spanish is answered in Spanish, also about what was stored in English; hashes stay the same."""

from typing import Any

import httpx

from shared.access import Role
from tests.allocation.conftest import FILES, YEAR, Allocation, policy

SPANISH = {"Accept-Language": "es-MX,es;q=0.9,en;q=0.5"}


async def in_spanish(
    allocation: Allocation, path: str, body: Any = None, role: Role = Role.BUDGET_DIRECTOR
) -> httpx.Response:
    """Ask for a page, or send a body, as somebody who reads Spanish."""
    headers = allocation.headers(role, **SPANISH, **{"Idempotency-Key": "0193a7c2-6f00-7c3e"})
    method = "GET" if body is None else "POST"
    return await allocation.client.request(method, path, headers=headers, json=body)


async def test_findings_are_spanish_and_the_hash_is_the_same(filled: Allocation) -> None:
    document = policy()
    document["sources"] = document["sources"][:1]
    scenario = await filled.scenario(document)

    english = (await filled.post(f"{scenario}/calculate", {})).json()
    spanish = (await in_spanish(filled, f"{scenario}/calculate", {})).json()

    assert [each["code"] for each in english["findings"]] == ["source_without_decision"]
    assert english["findings"][0]["message"].startswith("The policy says nothing about ")
    assert spanish["findings"][0]["message"].startswith("La política no dice nada sobre ")
    assert spanish["result_hash"] == english["result_hash"]
    assert spanish | {"findings": []} == english | {"findings": []}


async def test_what_the_program_calls_by_itself_is_called_in_the_makers_language(filled: Allocation) -> None:
    begun = (await in_spanish(filled, "/v1/scenarios", {"name": "Desde cero", "fiscal_year": YEAR})).json()
    assert begun["policy"]["sources"][0]["rules"][0]["label"] == "Todo el alumnado"
    run = await filled.publish(await filled.scenario())
    body = {"payer": {"kind": "gainers"}}
    recounted = (await in_spanish(filled, f"/v1/allocation-runs/{run['run_id']}/recount", body)).json()["policy"]
    english = (await filled.post(f"/v1/allocation-runs/{run['run_id']}/recount", body)).json()["policy"]
    day = run["published_at"][:10]
    for policy_made, label, published in (
        (recounted, "Recuento", f"revisión 1 del {day}"),
        (english, "Recount", f"revision 1 of {day}"),
    ):
        made = policy_made["adjustments"][-1]
        assert (made["label"], made["published_run"]) == (label, published)


async def test_a_version_of_counts_that_the_program_made_is_named_in_the_readers_language(filled: Allocation) -> None:
    await filled.upload("counts", FILES["counts"].replace("high,all,900", "high,all,950.5"))
    await filled.post("/v1/count-versions", {"fiscal_year": YEAR, "versions": [1, 2]})
    listed = (await in_spanish(filled, f"/v1/count-versions?fiscal_year={YEAR}")).json()["items"]
    assert listed[0]["label"] == "El mayor de las versiones 1, 2"


async def test_faults_of_an_expression(filled: Allocation) -> None:
    scenario = await filled.scenario()
    body: dict[str, Any] = {"expression": "pupils + current_budget"}

    english = (await filled.post(f"{scenario}/check-expression", body)).json()["errors"][0]
    spanish = (await in_spanish(filled, f"{scenario}/check-expression", body)).json()["errors"][0]

    assert english["message"] == "pupils and dollars cannot be added or subtracted"
    assert spanish["message"] == "estudiantes y dólares no se pueden sumar ni restar"
    assert (spanish["code"], spanish["at"]) == (english["code"], english["at"])


async def test_refusals_with_their_errors(filled: Allocation) -> None:
    nobody = "/v1/scenarios/00000000-0000-4000-8000-000000000000"

    answer = await in_spanish(filled, nobody)

    assert answer.headers["content-language"] == "es"
    assert answer.json()["title"] == "No se encontró el escenario"
    assert answer.json()["detail"].startswith("No existe el escenario 00000000-")
    assert (await filled.get(nobody)).json()["title"] == "Scenario not found"
    refused = await in_spanish(filled, "/v1/scenarios", {"name": "", "fiscal_year": "x"})
    assert refused.status_code == 422
    assert refused.json()["title"] == "La solicitud tiene fallas"
    assert {"debe ser un número entero", "El texto debe tener al menos 1 carácter"} >= {
        each["message"] for each in refused.json()["errors"]
    }


async def test_an_import_stored_in_english_is_read_in_spanish(filled: Allocation) -> None:
    listed = (await filled.get("/v1/imports?fiscal_year=2027", Role.DISTRICT_IT)).json()["items"]
    reasons = set()
    for each in listed:
        path = f"/v1/imports/{each['import_id']}"
        english = (await filled.get(path, Role.DISTRICT_IT)).json()["report"]["columns"]
        spanish = (await in_spanish(filled, path, role=Role.DISTRICT_IT)).json()["report"]["columns"]
        for before, after in zip(english, spanish, strict=True):
            if before["reason"]:
                reasons.add(after["reason"])
                assert after["reason"] != before["reason"]
    assert "el encabezado es un nombre conocido y sus celdas son números" in reasons


async def test_notes_of_versions_that_nobody_wrote(filled: Allocation) -> None:
    scenario = await filled.scenario()
    mine = {"name": "Draft", "policy": policy(), "note": "Asked for by the board."}
    assert (await filled.put(scenario, mine, if_match='"1"')).status_code == 200
    headers = filled.headers() | {"If-Match": '"2"'}
    restored = await filled.client.post(f"{scenario}/versions/1/restore", headers=headers)
    assert restored.status_code == 200, restored.text
    copy = {"name": "Second", "fiscal_year": policy()["fiscal_year"], "copy_of": scenario.rsplit("/", 1)[1]}
    copied = (await filled.post("/v1/scenarios", copy)).headers["Location"]

    spanish = (await in_spanish(filled, f"{scenario}/versions")).json()["items"]
    english = (await filled.get(f"{scenario}/versions")).json()["items"]
    of_copy = (await in_spanish(filled, f"{copied}/versions/1")).json()

    assert [each["note"] for each in spanish] == ["versión 1 restaurada", "Asked for by the board.", "creado"]
    assert [each["note"] for each in english] == ["version 1 restored", "Asked for by the board.", "created"]
    assert of_copy["note"] == f"copia de {restored.json()['name']}, versión 3"
