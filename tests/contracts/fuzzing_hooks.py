"""What Schemathesis needs to know to talk to a service directly: fresh identities, as the gateway would sign them."""

import os
from pathlib import Path
from typing import Any

import schemathesis

from shared.access import Role
from shared.identity import IdentitySigner
from shared.testkit.identities import TestIdentities

_KEY = os.environ.get("SSFR_TEST_IDENTITY_KEY")

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


_KNOWN = {
    key.removeprefix("SSFR_TEST_PATH_").lower(): value for key, value in os.environ.items() if "TEST_PATH_" in key
}


@schemathesis.hook
def map_path_parameters(context: Any, path_parameters: dict[str, Any] | None) -> dict[str, Any] | None:
    """Name things that exist in most requests, so that more than the refusal of unknown ones is tried."""
    if path_parameters:
        for name, value in _KNOWN.items():
            drawn = path_parameters.get(name)
            if drawn is not None and len(str(drawn)) % 3:
                path_parameters[name] = value
    return path_parameters
