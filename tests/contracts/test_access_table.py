"""The access table, the services and the page about it agree."""

from importlib import import_module
from typing import Any

import pytest
from fastapi import APIRouter

from shared.access import OPERATIONS
from shared.access_page import page
from shared.authorisation import SecuredRouter
from tests.conftest import ROOT, SERVICES


def operations_of(service: str) -> dict[str, dict[str, Any]]:
    app = import_module("gateway.main" if service == "gateway" else f"services.{service}.main").app
    paths = app.openapi()["paths"]
    return {operation["operationId"]: operation for methods in paths.values() for operation in methods.values()}


@pytest.mark.parametrize("service", SERVICES)
def test_each_operation_is_listed_and_each_listed_operation_exists(service: str) -> None:
    assert operations_of(service).keys() == OPERATIONS[service].keys()


@pytest.mark.parametrize("service", SERVICES)
def test_the_document_names_who_may_call(service: str) -> None:
    for name, operation in operations_of(service).items():
        access = OPERATIONS[service][name]
        assert operation["x-ssfr-scope"] == access.scope, name
        assert operation["x-ssfr-roles"] == sorted(access.roles), name
        assert access.scope == "public" or {"401", "403"} <= operation["responses"].keys(), name


def test_an_operation_that_is_not_listed_cannot_be_added() -> None:
    router: APIRouter = SecuredRouter("planning")

    def open_door() -> None:
        """Let anybody in."""

    with pytest.raises(LookupError, match="open_door"):
        router.add_api_route("/open", open_door)


def test_the_page_about_access_is_up_to_date() -> None:
    assert (ROOT / "docs" / "access.md").read_text() == page()
