"""Every operation as every role, made from OpenAPI.

Each in the own district, in another school and another district, anonymous, expired, tampered and forged.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import httpx
import pytest

from deploy.local.databases import ServiceDatabase
from deploy.local.nats import NatsServer
from shared.access import OPERATIONS, SCHOOL_ROLES, Access, Role, Scope
from shared.testkit.identities import OTHER_DISTRICT, TestIdentities
from tests.contracts.fuzzing_data import FILL
from tests.in_process import in_process

BEHIND_GATEWAY = ("allocation", "planning", "analytics", "surveys")
MINE, OTHERS = ("S-014",), ("S-999",)


@dataclass(frozen=True)
class Operation:
    """One operation as its document describes it, with an address of something that exists."""

    name: str
    method: str
    address: str
    named: bool  # the address names one thing by its id
    body: str  # content type of the request body, empty without one
    access: Access

    def request(self, token: str = "") -> dict[str, Any]:
        """Return the arguments of the request; its body is empty of sense, which matters only to those let in."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        if self.body:
            boundary = "; boundary=x" if self.body.startswith("multipart") else ""
            headers["Content-Type"] = self.body + boundary
        content = b"{}" if self.body == "application/json" else b"--x--\r\n" if self.body else None
        return {"method": self.method, "url": self.address, "headers": headers, "content": content}


def operations_of(service: str, known: Mapping[str, str]) -> list[Operation]:
    document = import_module(f"services.{service}.main").app.openapi()
    found = []
    for template, methods in document["paths"].items():
        for method, operation in methods.items():
            address = template
            for name, value in known.items():
                address = address.replace("{" + name + "}", value)
            assert "{" not in address, f"tell fuzzing_data.py what {address} could be"
            required = [each for each in operation.get("parameters", []) if each["in"] == "query" and each["required"]]
            query = "&".join(f"{each['name']}={each['schema'].get('examples', ['1'])[0]}" for each in required)
            body = next(iter(operation.get("requestBody", {}).get("content", {})), "")
            access = OPERATIONS[service][operation["operationId"]]
            found.append(
                Operation(
                    operation["operationId"],
                    method.upper(),
                    f"{address}?{query}" if query else address,
                    "{" in template,
                    body,
                    access,
                )
            )
    return found


@pytest.mark.timeout(300)
@pytest.mark.parametrize("service", BEHIND_GATEWAY)
async def test_each_role_may_do_what_the_table_says_and_nothing_else(
    service: str,
    fresh_database: Callable[[str], ServiceDatabase],
    nats: NatsServer,
    tmp_path: Path,
) -> None:
    database = fresh_database(service)
    wrong: list[str] = []
    count = 0

    async with in_process(service, database, nats, tmp_path) as running:
        client, identities = running.client, running.identities
        known = await FILL[service](client, identities, database.app_url) if service in FILL else {}
        # What deletes comes last, so that all others still find what they name.
        for operation in sorted(operations_of(service, known), key=lambda each: each.method == "DELETE"):
            for role in Role:
                for case, token, expected in cases(operation, role, identities):
                    answer = await client.request(**operation.request(token))
                    count += 1
                    if not expected(answer):
                        wrong.append(f"{operation.name} as {role}, {case}: {answer.status_code} {answer.text[:120]}")
            await asyncio.sleep(0)

    assert wrong == []
    assert count >= len(OPERATIONS[service]) * len(Role)


Expectation = Callable[[httpx.Response], bool]
OF_NO_DISTRICT = {"list_library_formulas", "get_library_formula"}
"""What is published by others and the same for every district: there is nothing of the own one to find."""


def cases(operation: Operation, role: Role, identities: TestIdentities) -> list[tuple[str, str, Expectation]]:
    """Return each case's name, token and what must come of it."""
    access = operation.access
    if access.scope is Scope.PUBLIC:
        # An operation that takes a body was reached when it says that this one makes no sense.
        reached = {422} if operation.body else set()
        return [("anonymous", "", lambda answer: answer.status_code < 400 or answer.status_code in reached)]
    refused = [
        ("anonymous", "", _is(401)),
        ("expired", identities.expired(role, school_ids=MINE), _is(401)),
        ("tampered", identities.tampered(role, school_ids=MINE), _is(401)),
        ("forged", identities.forged(role, school_ids=MINE), _is(401)),
    ]
    own = identities.token(role, school_ids=MINE)
    if role not in access.roles:
        return [*refused, ("own district", own, _is(403))]
    elsewhere = identities.token(role, district_id=OTHER_DISTRICT, school_ids=MINE)
    found = [*refused, ("own", own, _let_in(operation)), ("other district", elsewhere, _finds_nothing(operation))]
    if access.scope is Scope.SCHOOL and role in SCHOOL_ROLES:
        found.append(("other school", identities.token(role, school_ids=OTHERS), _is(403)))
    return found


def _is(status: int) -> Expectation:
    return lambda answer: answer.status_code == status


def _let_in(operation: Operation) -> Expectation:
    if operation.method == "GET":
        return _is(200)
    return lambda answer: answer.status_code not in {401, 403, 405} and answer.status_code < 500


def _finds_nothing(operation: Operation) -> Expectation:
    """Nothing of the own district shows in another, and nothing of it changes."""
    if operation.name in OF_NO_DISTRICT:
        return _let_in(operation)
    if operation.method == "GET":
        return _is(404) if operation.named else lambda answer: answer.status_code == 200 and not _has_items(answer)
    return lambda answer: 400 <= answer.status_code < 500 or operation.name.startswith("replace_import_mapping")


def _has_items(answer: httpx.Response) -> bool:
    return bool(answer.json().get("items"))
