"""Every writing operation says whether the audit trail tells of it, and why not where it does not."""

from importlib import import_module

import pytest

from shared.audit.operations import NOT_RECORDED, RECORDED

SERVICES = tuple(RECORDED)
WRITING = {"post", "put", "patch", "delete"}


def writing_operations(service: str) -> set[str]:
    app = import_module("gateway.main" if service == "gateway" else f"services.{service}.main").app
    paths = app.openapi()["paths"]
    return {
        operation["operationId"]
        for methods in paths.values()
        for method, operation in methods.items()
        if method in WRITING
    }


@pytest.mark.parametrize("service", SERVICES)
def test_each_writing_operation_is_recorded_or_says_why_not(service: str) -> None:
    recorded, not_recorded = RECORDED[service].keys(), NOT_RECORDED[service].keys()
    assert recorded & not_recorded == set()
    assert recorded | not_recorded == writing_operations(service)


def test_every_reason_says_something() -> None:
    assert NOT_RECORDED.keys() == RECORDED.keys()
    assert all(len(reason.split()) >= 3 for reasons in NOT_RECORDED.values() for reason in reasons.values())
    assert all(actions for operations in RECORDED.values() for actions in operations.values())
