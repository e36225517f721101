"""Schemathesis against the gateway itself over the network: all checks, all phases, no failure.

The operations of the services are tried against the services.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.local.ports import free_port
from tests.gateway.conftest import Start
from tests.gateway.identity_provider import IdentityProvider, identity_provider
from tests.gateway.test_provider_sign_in import write_providers

CONFIGURATION = Path(__file__).with_name("schemathesis.toml")
EXAMPLES = os.environ.get("SSFR_FUZZ_EXAMPLES", "15")


@pytest.mark.timeout(1800 if int(EXAMPLES) >= 100 else 600)
def test_no_request_breaks_the_gateway(start: Start, tmp_path: Path) -> None:
    nobody = f"http://127.0.0.1:{free_port()}"  # so that the document holds the gateway's own operations only
    with identity_provider() as provider, start(nobody, **_short_streams(), **_at(provider, tmp_path)) as gateway:
        command = [str(Path(sys.executable).parent / "st"), "--config-file", str(CONFIGURATION), "run"]
        options = ["--phases", "examples,coverage,fuzzing,stateful", "-n", EXAMPLES, "--continue-on-failure"]
        ran = subprocess.run(
            [*command, f"{gateway.address}/api/openapi.json", *options, "--seed", "20261121", "--no-color"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
        )
        assert ran.returncode == 0, ran.stdout[-8000:] + gateway.log[-3000:]
        assert '"level":"error"' not in gateway.log


def _short_streams() -> dict[str, str]:
    return {"SSFR_EVENTS_LONGEST_S": "0.05", "SSFR_EVENTS_HEARTBEAT_S": "0.02"}


def _at(provider: IdentityProvider, folder: Path) -> dict[str, str]:
    path = write_providers(folder, provider.address)
    return {"SSFR_SIGN_IN_PROVIDERS_FILE": str(path), "SSFR_PUBLIC_URL": "http://localhost:8000"}
