"""The committed documents of the interface and the events are what the code says, and valid."""

from collections import Counter
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from deploy.documents.documents import documents, openapi
from shared.events.registry import EVENTS, json_schema
from tests.conftest import ROOT

WRITTEN = documents()
REMEDY = "run `.venv/bin/python -m deploy.documents`, then `npm run gen:api` in frontend/"


@pytest.mark.parametrize("path", WRITTEN)
def test_the_committed_document_is_the_codes(path: str) -> None:
    assert (ROOT / path).exists(), REMEDY
    assert (ROOT / path).read_text(encoding="utf-8") == WRITTEN[path], REMEDY


def test_no_schema_is_left_of_an_event_that_is_no_more() -> None:
    assert {path.stem for path in (ROOT / "docs/events").glob("*.json")} == set(EVENTS)


def test_the_interface_is_valid_openapi_3_1() -> None:
    document = openapi()
    OPENAPI_31_VALIDATOR.validate(document)
    for name, schema in document["components"]["schemas"].items():
        Draft202012Validator.check_schema(schema)
        assert name.isascii()


def test_every_reference_leads_somewhere() -> None:
    document = openapi()
    known = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert _references(document) - known == set()


def test_every_operation_has_a_name_of_its_own() -> None:
    names = Counter(
        operation["operationId"]
        for item in openapi()["paths"].values()
        for operation in item.values()
        if isinstance(operation, dict)
    )
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("name", EVENTS)
def test_an_events_schema_is_valid(name: str) -> None:
    Draft202012Validator.check_schema(json_schema(EVENTS[name]))


def _references(node: Any) -> set[str]:
    if isinstance(node, dict):
        own = {node["$ref"]} if isinstance(node.get("$ref"), str) else set()
        return own.union(*(_references(each) for each in node.values()))
    if isinstance(node, list):
        return set().union(*(_references(each) for each in node))
    return set()
