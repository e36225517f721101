"""Schemathesis against a service over the network: all checks; the tests run all phases between them."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import httpx

from deploy.local.nats import NatsServer
from shared.testkit.identities import TestIdentities
from tests.conftest import ROOT
from tests.contracts.fuzzing_data import FILL
from tests.running import served

ALL_PHASES = "examples,coverage,fuzzing,stateful"
EXAMPLES = os.environ.get("SSFR_FUZZ_EXAMPLES", "15")
WHOLE = int(EXAMPLES) >= 100
"""`make fuzz`: a hundred examples, and the faulty corners that the suite leaves out for the sake of its time."""
_LEFT_OUT = 'phases.coverage.generation.mode = "positive"\n'


def no_request_breaks(service: str, phases: str, database_url: str, nats: NatsServer, folder: Path) -> None:
    """Run a service on a database of its own and try it in some of Schemathesis's phases.

    Raises:
        AssertionError: With what was found, and the end of the service's log.
    """
    identities = TestIdentities.with_new_keys(folder, service)
    settings = {
        "DATABASE_URL": database_url,
        "NATS_URL": nats.url,
        "SSFR_IDENTITY_PUBLIC_KEYS_FILE": str(folder / "public.json"),
    }
    with served(f"services.{service}.main:app", settings, folder / "log") as address:
        known = asyncio.run(_fill(service, address, identities, database_url))
        ran = fuzz(
            f"{address}/openapi.json",
            folder,
            phases=phases,
            SSFR_TEST_IDENTITY_KEY=str(folder / "private.json"),
            SSFR_TEST_AUDIENCE=service,
            **{f"SSFR_TEST_PATH_{name.upper()}": value for name, value in known.items()},
        )
    assert ran.returncode == 0, ran.stdout[-60000:] + (folder / "log").read_text()[-6000:]


async def _fill(service: str, address: str, identities: TestIdentities, database_url: str) -> dict[str, str]:
    async with httpx.AsyncClient(base_url=address, trust_env=False, timeout=30) as client:
        return await FILL[service](client, identities, database_url) if service in FILL else {}


def fuzz(
    document: str, folder: Path, phases: str = ALL_PHASES, **environment: str
) -> "subprocess.CompletedProcess[str]":
    """Run Schemathesis on the document's API."""
    command = [
        str(Path(sys.executable).parent / "st"),
        "--config-file",
        str(_configuration(folder)),
        "run",
        document,
    ]
    options = ["--phases", phases, "-n", EXAMPLES, "--continue-on-failure"]
    return subprocess.run(
        [*command, *options, "--seed", "20261121", "--no-color", "--suppress-health-check", "all"],
        cwd=folder,
        env=os.environ | environment | {"SCHEMATHESIS_HOOKS": "tests.contracts.fuzzing_hooks", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )


def _configuration(folder: Path) -> Path:
    whole = folder / "schemathesis.toml"
    text = (ROOT / "schemathesis.toml").read_text()
    assert _LEFT_OUT in text, "nothing is left out: then this is needless"
    whole.write_text(text.replace(_LEFT_OUT, "") if WHOLE else text)
    return whole
