"""What Schemathesis needs to know to talk to a service: fresh identities, things that exist, bodies that make sense."""

import os
from pathlib import Path
from typing import Any

import schemathesis

from shared.access import Role
from shared.identity import IdentitySigner
from shared.testkit.identities import TestIdentities
from tests.contracts.fuzzing_bodies import with_sense

_KEY = os.environ.get("SSFR_TEST_IDENTITY_KEY")
_PREFIX = "SSFR_TEST_PATH_"
_KNOWN = {key.removeprefix(_PREFIX).lower(): value for key, value in os.environ.items() if key.startswith(_PREFIX)}

if _KEY:
    _IDENTITIES = TestIdentities(IdentitySigner.from_file(Path(_KEY)), os.environ["SSFR_TEST_AUDIENCE"])

    @schemathesis.auth(refresh_interval=20)
    class SignedIdentity:
        """A superintendent, newly signed every 20 seconds since a statement lasts only 60."""

        def get(self, case: Any, context: Any) -> str:
            """Sign a new statement."""
            return _IDENTITIES.token(Role.SUPERINTENDENT)

        def set(self, case: Any, data: str, context: Any) -> None:
            """Put it on the request."""
            case.headers = {**(case.headers or {}), "Authorization": f"Bearer {data}"}


def _often(drawn: object) -> bool:
    """Decide by the drawn value itself, so that a replay decides the same."""
    return sum(map(ord, str(drawn))) % 5 > 0


def _as_large(drawn: object, known: str) -> bool:
    """Leave a number that is no possible one: making it good would hide what was to be refused."""
    return not known.isdecimal() or (isinstance(drawn, int) and 1 <= drawn <= 2_147_483_647)


@schemathesis.hook
def map_path_parameters(context: Any, path_parameters: dict[str, Any] | None) -> dict[str, Any] | None:
    """Name things that exist in most requests, so that more than the refusal of unknown ones is tried."""
    deletes = context.operation is not None and context.operation.method.upper() == "DELETE"
    if path_parameters and not deletes:
        for name, value in _KNOWN.items():
            if name in path_parameters and _often(path_parameters[name]) and _as_large(path_parameters[name], value):
                path_parameters[name] = value
    return path_parameters


@schemathesis.hook
def map_headers(context: Any, headers: dict[str, Any] | None) -> dict[str, Any] | None:
    """Change whatever version there is, in most requests that name a version."""
    if headers and "If-Match" in headers and _often(headers["If-Match"]):
        headers["If-Match"] = "*"
    return headers


@schemathesis.hook
def map_body(context: Any, body: Any) -> Any:
    """Give most well-formed bodies the sense that a schema cannot ask for; malformed ones stay as they are."""
    if context.operation is None or not isinstance(body, dict) or not _often(body):
        return body
    return with_sense(context.operation.definition.raw.get("operationId", ""), body)
