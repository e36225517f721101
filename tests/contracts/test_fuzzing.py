"""Schemathesis against every service over the network: all checks, all phases, no failure."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from deploy.local.databases import ServiceDatabase
from deploy.local.nats import NatsServer
from shared.testkit.identities import TestIdentities
from tests.conftest import ROOT
from tests.contracts.fuzzing_data import FILL
from tests.running import served

EXAMPLES = os.environ.get("SSFR_FUZZ_EXAMPLES", "30")


@pytest.mark.timeout(600)
@pytest.mark.parametrize("service", ["allocation", "planning", "analytics", "surveys"])
def test_no_request_breaks_a_service(
    service: str, fresh_database: Callable[[str], ServiceDatabase], nats: NatsServer, tmp_path: Path
) -> None:
    identities = TestIdentities.with_new_keys(tmp_path, service)
    database_url = fresh_database(service).app_url
    settings = {
        "DATABASE_URL": database_url,
        "NATS_URL": nats.url,
        "SSFR_IDENTITY_PUBLIC_KEYS_FILE": str(tmp_path / "public.json"),
    }
    with served(f"services.{service}.main:app", settings, tmp_path / "log") as address:
        known = asyncio.run(_fill(service, address, identities, database_url))
        ran = fuzz(
            f"{address}/openapi.json",
            tmp_path,
            SSFR_TEST_IDENTITY_KEY=str(tmp_path / "private.json"),
            SSFR_TEST_AUDIENCE=service,
            **{f"SSFR_TEST_PATH_{name.upper()}": value for name, value in known.items()},
        )
    assert ran.returncode == 0, ran.stdout[-8000:] + (tmp_path / "log").read_text()[-3000:]


async def _fill(service: str, address: str, identities: TestIdentities, database_url: str) -> dict[str, str]:
    async with httpx.AsyncClient(base_url=address, trust_env=False, timeout=30) as client:
        return await FILL[service](client, identities, database_url) if service in FILL else {}


def fuzz(document: str, folder: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run Schemathesis on the document's API."""
    command = [
        str(Path(sys.executable).parent / "st"),
        "--config-file",
        str(ROOT / "schemathesis.toml"),
        "run",
        document,
    ]
    options = ["--phases", "examples,coverage,fuzzing,stateful", "-n", EXAMPLES, "--continue-on-failure"]
    return subprocess.run(
        [*command, *options, "--seed", "20261121", "--no-color", "--suppress-health-check", "all"],
        cwd=folder,
        env=os.environ | environment | {"SCHEMATHESIS_HOOKS": "tests.contracts.fuzzing_hooks", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
