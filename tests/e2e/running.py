"""The whole platform as `make run` starts it, for the journeys of a test session."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from deploy.local.ports import free_port
from deploy.local.processes import spawn, stop
from deploy.local.scratch import scratch_folder
from tests.conftest import ROOT

START_SECONDS = 150.0


@dataclass(frozen=True)
class Answer:
    """What a request was answered with."""

    body: Any
    etag: str


@dataclass(frozen=True)
class Platform:
    """The running platform."""

    address: str
    state: Path
    accounts: dict[str, dict[str, Any]]  # by role
    _tokens: dict[str, str] = field(default_factory=dict)

    def token(self, role: str) -> str:
        """Sign in as an API client, once for each role: signing in is limited by the minute."""
        if role not in self._tokens:
            account = self.accounts[role]
            body = {"username": account["username"], "password": account["password"]}
            self._tokens[role] = str(self.send("POST", "/api/token", body).body["access_token"])
        return self._tokens[role]

    def send(self, method: str, path: str, body: object = None, **headers: str) -> Answer:
        """Send one JSON request."""
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        content = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self.address + path, content, {"Content-Type": "application/json", **names}, method=method
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            received = answer.read()
            return Answer(json.loads(received) if received else None, answer.headers.get("ETag") or "")

    def publish(self, scenario_id: str, reason: str, token: str) -> dict[str, Any]:
        """Publish a scenario as it is saved."""
        bearer = f"Bearer {token}"
        path = f"/api/allocation/v1/scenarios/{scenario_id}"
        result = self.send("POST", f"{path}/calculate", {}, Authorization=bearer).body
        body = {"reason": reason, "expected_result_hash": result["result_hash"]}
        key = str(uuid.uuid4())
        run: dict[str, Any] = self.send("POST", f"{path}/publish", body, Authorization=bearer, Idempotency_Key=key).body
        return run

    def copy_scenario(self, token: str, fiscal_year: int, name: str, floor_bp: int) -> str:
        """Create a scenario with the demonstration's policy and another floor; return its id."""
        bearer = f"Bearer {token}"
        path = "/api/allocation/v1/scenarios"
        known = self.send("GET", f"{path}?fiscal_year={fiscal_year}", Authorization=bearer).body["items"]
        origin = next(one["scenario_id"] for one in known if one["name"] == "Dollars follow need")
        policy = self.send("GET", f"{path}/{origin}", Authorization=bearer).body["policy"]
        policy["adjustments"][0]["percent_bp"] = floor_bp
        body = {"name": name, "fiscal_year": fiscal_year, "policy": policy | {"name": name}}
        made = self.send("POST", path, body, Authorization=bearer, Idempotency_Key=str(uuid.uuid4())).body
        return str(made["scenario_id"])

    def make_account(self, **words: str) -> str:
        """Make an account as an operator does; return the password that the command shows once."""
        command = ["make", "account", *(f"{name}={value}" for name, value in words.items())]
        environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "MAKEFLAGS")}
        ran = subprocess.run(
            command, cwd=ROOT, env=environment | {"SSFR_STATE": str(self.state)}, capture_output=True, text=True
        )
        assert ran.returncode == 0, ran.stderr
        shown = re.search(r"password +(\S+)", ran.stdout)
        assert shown is not None, ran.stdout
        return shown[1]


@contextmanager
def running_platform() -> Iterator[Platform]:
    """Start everything with the demo district, or use what runs already.

    While writing a test, `SSFR_E2E_ADDRESS` and `SSFR_E2E_STATE` name a platform that was started by hand.
    """
    address = os.environ.get("SSFR_E2E_ADDRESS")
    if address is not None:
        yield _known(address, Path(os.environ["SSFR_E2E_STATE"]))
        return
    port = free_port()
    with scratch_folder() as folder, (folder / "log").open("wb") as output:
        state = folder / "state"
        environment = os.environ | {"SSFR_STATE": str(state), "SSFR_PORT": str(port), "SSFR_MODE": "demo"}
        command = [sys.executable, "-m", "deploy.local.supervisor"]
        process = spawn(command, output=output.fileno(), environment=environment, folder=ROOT)
        try:
            _wait_for_district(process, folder)
            yield _known(f"http://localhost:{port}", state)
        finally:
            stop(process, signal.SIGTERM, 30)


def _known(address: str, state: Path) -> Platform:
    with urllib.request.urlopen(f"{address}/api/demo-accounts", timeout=10) as answer:
        listed = json.load(answer)
    by_role: dict[str, dict[str, Any]] = {}
    for account in listed["items"] if isinstance(listed, dict) else listed:
        by_role.setdefault(account["role"], account)
    return Platform(address, state, by_role)


def _wait_for_district(process: "subprocess.Popen[bytes]", folder: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not (folder / "state" / "demo-district.json").exists():
        log = (folder / "log").read_text(errors="replace")
        assert process.poll() is None, log[-4000:]
        assert time.monotonic() < deadline, log[-4000:]
        time.sleep(0.2)
