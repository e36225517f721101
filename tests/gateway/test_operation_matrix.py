"""Every operation of the gateway itself as every role, made from OpenAPI.

Each with a session and as a program, anonymous, tampered, expired and signed out. None of them names a district or a
school: all act on the caller's own session, so there is nothing of another one to reach.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx

from gateway.main import app
from shared.access import OPERATIONS, Role, Scope
from tests.gateway.conftest import COOKIE, PASSWORD, RunningGateway, Start

BODIES: dict[str, Any] = {
    "sign_in": {"username": "budget-director", "password": PASSWORD},
    "issue_token": {"username": "budget-director", "password": PASSWORD},
    "set_language": {"language": "es"},
}
# No identity provider is set up here; what happens at one is tried in test_provider_sign_in.py.
ANSWERS = {"begin_provider_sign_in": {404}, "finish_provider_sign_in": {404}}


@dataclass(frozen=True)
class Operation:
    """One operation as the document describes it."""

    name: str
    method: str
    path: str

    @property
    def is_public(self) -> bool:
        return OPERATIONS["gateway"][self.name].scope is Scope.PUBLIC

    def ask(self, client: httpx.Client, **headers: str) -> int:
        """Return the answer's status; a stream is left once it has begun."""
        path = self.path.format(provider_id="lakeside")
        asked = client.stream(self.method, path, json=BODIES.get(self.name), headers=headers)
        with asked as answer:
            return answer.status_code


def operations() -> Iterator[Operation]:
    for path, methods in app.openapi()["paths"].items():
        for method, operation in methods.items():
            yield Operation(operation["operationId"], method.upper(), path)


PUBLIC = [operation for operation in operations() if operation.is_public]
SIGNED_IN = sorted((each for each in operations() if not each.is_public), key=lambda each: each.name == "sign_out")


def test_every_operation_of_the_table_is_in_the_document() -> None:
    assert {each.name for each in (*PUBLIC, *SIGNED_IN)} == OPERATIONS["gateway"].keys()
    assert {each.name for each in SIGNED_IN} == {"get_session", "set_language", "stream_events", "sign_out"}


def test_each_role_is_answered_with_a_session_and_nobody_without_one(start: Start) -> None:
    with start(roles=Role) as gateway:
        for operation in PUBLIC:
            assert operation.ask(gateway.browser()) in ANSWERS.get(operation.name, range(200, 300)), operation
        for role in Role:
            _answers_only_with_a_session(gateway, role.value.replace("_", "-"))


def _answers_only_with_a_session(gateway: RunningGateway, username: str) -> None:
    browser, program = gateway.signed_in(username), gateway.bearer(username)
    cookie, token = browser.headers["Cookie"], program.headers["Authorization"]
    nobody = gateway.browser()
    for operation in SIGNED_IN:
        asked = f"{operation} as {username}"
        assert operation.ask(nobody) == 401, asked
        assert operation.ask(nobody, Cookie=_other(cookie)) == 401, asked
        assert operation.ask(nobody, Authorization=_other(token)) == 401, asked
        if operation.method != "GET":
            # A page of another site can have the cookie sent along, but not the token against forged requests.
            assert operation.ask(nobody, Cookie=cookie) == 403, asked
        for caller in (browser, program):
            assert operation.ask(caller) < 300, asked
    for operation in SIGNED_IN:
        for caller in (browser, program):
            assert operation.ask(caller) == 401, f"{operation} as {username}, signed out"


def test_nobody_is_answered_whose_session_expired(start: Start) -> None:
    with start(roles=Role, SSFR_SESSION_LIFETIME_S="4", SSFR_TOKEN_LIFETIME_S="4") as gateway:
        names = [role.value.replace("_", "-") for role in Role]
        callers = [caller for name in names for caller in (gateway.signed_in(name), gateway.bearer(name))]
        last = time.monotonic()
        assert SIGNED_IN[0].ask(callers[-1]) < 300
        time.sleep(max(0.0, last + 4.1 - time.monotonic()))
        for operation in SIGNED_IN:
            assert [operation.ask(caller) for caller in callers] == [401] * len(callers), operation


def _other(credential: str) -> str:
    """Return the cookie or token with its last character changed."""
    assert credential.startswith((COOKIE, "Bearer "))
    return credential[:-1] + ("A" if credential[-1] != "A" else "B")
