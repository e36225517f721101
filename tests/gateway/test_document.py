"""One OpenAPI 3.1 document of everything, and the page to read it on."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from gateway.document.merge import merge
from gateway.document.reader import ASSETS
from gateway.main import app
from shared.access import OPERATIONS
from tests.gateway.conftest import RunningGateway


def service(*operations: str, schemas: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {"title": "x", "version": "1"},
        "tags": [{"name": "things", "description": "Things."}],
        "paths": {
            f"/v1/{name}": {
                "get": {
                    "operationId": name,
                    "tags": ["things"],
                    "security": [{"bearer": []}],
                    "responses": {
                        "200": {
                            "description": "ok",
                            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}},
                        }
                    },
                }
            }
            for name in operations
        }
        | {"/health/live": {"get": {"operationId": "live", "responses": {}}}},
        "components": {"schemas": schemas or {"Thing": {"type": "object"}}},
    }


def references(node: Any) -> set[str]:
    if isinstance(node, dict):
        own = {node["$ref"]} if isinstance(node.get("$ref"), str) else set()
        return own.union(*(references(value) for value in node.values()))
    return set().union(*(references(each) for each in node)) if isinstance(node, list) else set()


def resolves(document: Any, reference: str) -> bool:
    for part in reference.removeprefix("#/").split("/"):
        if part not in document:
            return False
        document = document[part]
    return True


def test_operations_are_named_once_and_found_under_their_service() -> None:
    merged = merge(app.openapi(), {"planning": service("list_things"), "surveys": service("list_things")})
    assert {"/api/planning/v1/list_things", "/api/surveys/v1/list_things", "/api/session"} <= merged["paths"].keys()
    assert not any("health" in path for path in merged["paths"])
    ids = [operation["operationId"] for item in merged["paths"].values() for operation in item.values()]
    assert len(ids) == len(set(ids))
    assert {"planning_list_things", "surveys_list_things", "gateway_sign_in"} <= set(ids)
    own = {name.removeprefix("gateway_") for name in ids if name.startswith("gateway_")}
    assert own == OPERATIONS["gateway"].keys() - {"live", "ready"}
    secured = merged["paths"]["/api/planning/v1/list_things"]["get"]["security"]
    assert secured == [{"bearer": []}, {"cookie": []}]
    assert merged["components"]["securitySchemes"].keys() == {"bearer", "cookie"}
    assert {"name": "planning: things", "description": "Things."} in merged["tags"]


def test_schemas_of_the_same_name_are_kept_apart_unless_they_are_the_same() -> None:
    other = {"Thing": {"type": "object", "properties": {"part": {"$ref": "#/components/schemas/Part"}}}, "Part": {}}
    merged = merge(app.openapi(), {"planning": service("a"), "surveys": service("b", schemas=other)})
    schemas = merged["components"]["schemas"]
    assert schemas["Thing"] == {"type": "object"}
    assert schemas["SurveysThing"]["properties"]["part"]["$ref"] == "#/components/schemas/Part"
    answer = merged["paths"]["/api/surveys/v1/b"]["get"]["responses"]["200"]["content"]["application/json"]
    assert answer["schema"]["$ref"] == "#/components/schemas/SurveysThing"
    assert {reference for reference in references(merged) if not resolves(merged, reference)} == set()


def test_real_services_merge_into_a_valid_document(gateway: RunningGateway) -> None:
    from services.analytics.main import app as analytics
    from services.planning.main import app as planning
    from services.surveys.main import app as surveys

    documents = {"planning": planning.openapi(), "analytics": analytics.openapi(), "surveys": surveys.openapi()}
    merged = merge(app.openapi(), documents)
    assert merged["openapi"].startswith("3.1")
    assert {reference for reference in references(merged) if not resolves(merged, reference)} == set()
    for schema in merged["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    schemathesis = pytest.importorskip("schemathesis")
    loaded = schemathesis.openapi.from_dict(merged)
    assert loaded.specification.version.startswith("3.1")
    assert len(list(loaded.get_all_operations())) == sum(len(item) for item in merged["paths"].values())


def test_the_document_is_fetched_from_the_services(gateway: RunningGateway) -> None:
    client = gateway.browser()
    answer = client.get("/api/openapi.json")
    document = answer.json()
    for name in ("allocation", "planning", "analytics", "surveys"):
        assert document["paths"][f"/api/{name}/v1/echo"]["get"]["operationId"] == f"{name}_get_echo"
    # The echo service has another `Me`.
    assert document["components"]["schemas"]["AllocationMe"]["title"] == "Another Me"
    assert "x-ssfr-missing" not in document["info"]
    again = client.get("/api/openapi.json", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


def test_the_reader_brings_everything_with_it(gateway: RunningGateway) -> None:
    client = gateway.browser()
    page = client.get("/api/reference")
    assert page.headers["content-type"].startswith("text/html")
    assert "http" not in page.text.replace("http-equiv", "")
    assert "<script>" not in page.text
    for name, kind in ASSETS.items():
        answer = client.get(f"/api/reference/{name}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
        assert answer.headers["content-encoding"] == "gzip"
    assert client.get("/api/reference/start.js").status_code == 200
    assert client.get("/api/reference/none.js").status_code == 404
    assert json.dumps(app.openapi())


def test_a_problem_leads_to_its_place_on_a_page_for_anybody(gateway: RunningGateway) -> None:
    client = gateway.browser()
    page, place = client.get("/api/session").json()["type"].split("#")
    answer = client.get(page)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert f'<section id="{place}">' in answer.text
    style = client.get(f"{page}/style.css")
    assert (style.status_code, style.headers["content-type"]) == (200, "text/css; charset=utf-8")
