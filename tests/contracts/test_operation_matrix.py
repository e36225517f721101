"""Every operation as every role, made from OpenAPI.

Each in the own district, in another school and another district, anonymous, expired, tampered and forged.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from deploy.local.databases import ServiceDatabase
from deploy.local.nats import NatsServer
from shared.access import OPERATIONS, SCHOOL_ROLES, Access, Role, Scope
from shared.testkit.identities import DISTRICT, OTHER_DISTRICT, TestIdentities
from tests.contracts.audit_actions import audit_actions_of
from tests.contracts.district_rows import rows_of
from tests.contracts.fuzzing_data import FILES, FILL
from tests.contracts.sensible_bodies import body_of
from tests.in_process import in_process

BEHIND_GATEWAY = ("allocation", "planning", "analytics", "surveys")
MINE, OTHERS = ("S-014",), ("S-999",)
ORDER = ("GET", "POST", "PUT", "DELETE")
"""Reads come before anything is made in the other district, and what deletes comes after all that name it."""


@dataclass(frozen=True)
class Operation:
    """One operation as its document describes it, with an address of something that exists."""

    name: str
    method: str
    address: str
    named: bool  # the address names one thing by its id
    body: Mapping[str, Any]  # how the client sends it: as JSON or as a form
    access: Access

    def request(self, token: str = "") -> dict[str, Any]:
        """Return the arguments of the request, complete enough that what it names is looked for."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        if self.method in {"POST", "PUT", "PATCH", "DELETE"}:
            headers |= {"If-Match": "*", "Idempotency-Key": uuid4().hex}
        return {"method": self.method, "url": self.address, "headers": headers, **self.body}


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
            content = operation.get("requestBody", {}).get("content", {})
            access = OPERATIONS[service][operation["operationId"]]
            found.append(
                Operation(
                    operation["operationId"],
                    method.upper(),
                    f"{address}?{query}" if query else address,
                    "{" in template,
                    _body(operation["operationId"], content, document["components"]),
                    access,
                )
            )
    return found


def _body(operation_id: str, content: Mapping[str, Any], components: Mapping[str, Any]) -> Mapping[str, Any]:
    if "multipart/form-data" in content:
        kind, file = FILES[0]
        fields = {"kind": kind, "fiscal_year": "2027", "validate_only": "false"}
        return {"data": fields, "files": {"file": (f"{kind}.csv", file.encode())}}
    if "application/json" in content:
        return {"json": body_of(operation_id, content["application/json"], {"schemas": components["schemas"]})}
    assert not content, f"{operation_id} takes {list(content)}"
    return {}


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

    async with (
        in_process(service, database, nats, tmp_path) as running,
        rows_of(database, DISTRICT) as rows,
        audit_actions_of(service, database, DISTRICT) as audit,
    ):
        client, identities = running.client, running.identities
        known = await FILL[service](client, identities, database.app_url) if service in FILL else {}
        before = await rows()
        await audit.gained()
        for operation in sorted(operations_of(service, known), key=lambda each: ORDER.index(each.method)):
            for role in Role:
                for case, token, expected in cases(operation, role, identities):
                    answer = await client.request(**operation.request(token))
                    count += 1
                    if not expected(answer):
                        wrong.append(f"{operation.name} as {role}, {case}: {answer.status_code} {answer.text[:160]}")
                    if case not in MAY_CHANGE and operation.method != "GET" and await rows() != before:
                        wrong.append(f"{operation.name} as {role}, {case}: changed rows of the district")
                    if case in MAY_CHANGE and operation.method != "GET":
                        before = await rows()
                        if answer.is_success and (told := await audit.faults_after(operation.name)):
                            wrong.append(f"{operation.name} as {role} recorded {told}, which its table does not say")
            await asyncio.sleep(0)

    assert not wrong, "\n".join(wrong)
    assert audit.silent() == [], "these say that they record, succeeded, and recorded nothing"
    assert count >= len(OPERATIONS[service]) * len(Role)


MAY_CHANGE = {"own", "public"}
"""Whoever else asks: nothing that the district owns changes."""
Expectation = Callable[[httpx.Response], bool]
OF_NO_DISTRICT = {"list_library_formulas", "get_library_formula", "get_template_policy"}
"""What is published by others and the same for every district: there is nothing of the own one to find."""
NAMED_BY_THE_CALLER = {"replace_import_mapping", "delete_import_mapping"}
"""Each district has names of its own: what another one stores and deletes under the same name is its own."""


def cases(operation: Operation, role: Role, identities: TestIdentities) -> list[tuple[str, str, Expectation]]:
    """Return each case's name, token and what must come of it."""
    access = operation.access
    if access.scope is Scope.PUBLIC:
        # An operation that takes a body was reached when it says that this one makes no sense.
        reached = {422} if operation.body else set()
        return [("public", "", lambda answer: answer.status_code < 400 or answer.status_code in reached)]
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
    # What was deleted for one role is not there for the next; everything else that is named is found.
    missing = set() if operation.method == "DELETE" else {404}
    return lambda answer: answer.status_code not in {401, 403, 405} | missing and answer.status_code < 500


def _finds_nothing(operation: Operation) -> Expectation:
    """Nothing of the own district shows in another."""
    if operation.name in OF_NO_DISTRICT:
        return _let_in(operation)
    if operation.named and not (operation.method != "GET" and operation.name in NAMED_BY_THE_CALLER):
        return _is(404)
    if operation.method == "GET":
        return lambda answer: answer.status_code == 200 and not _has_items(answer)
    return lambda answer: answer.status_code not in {401, 403, 405} and answer.status_code < 500


def _has_items(answer: httpx.Response) -> bool:
    return bool(answer.json().get("items"))
