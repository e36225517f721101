"""Accounts with known passwords are there in demo mode, and nowhere else."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from deploy.local.databases import ServiceDatabase
from shared.access import Role
from tests.conftest import ROOT
from tests.gateway.conftest import PASSWORD, RunningGateway, Start


def test_demo_mode_lists_them_with_their_passwords(gateway: RunningGateway) -> None:
    found = gateway.browser().get("/api/demo-accounts").json()
    assert {each["role"] for each in found} == {
        "budget_director",
        "principal",
        "system_administrator",
        "superintendent",
    }
    assert all(set(each) == {"username", "password", "display_name", "role", "school_id"} for each in found)
    assert next(each["school_id"] for each in found if each["role"] == "principal") == "101"


def test_they_are_made_at_the_first_start_one_for_each_role(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "made" / "accounts.json"
    with start(SSFR_DEMO_ACCOUNTS_FILE=str(file)) as gateway:
        found = gateway.browser().get("/api/demo-accounts").json()
        assert {each["role"] for each in found} == set(Role)
        assert len({each["password"] for each in found}) == len(found)
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        principals = [each for each in found if each["role"] == "principal"]
        assert len({each["school_id"] for each in principals}) == len(principals) >= 3
        for each in found[:4]:
            body = {"username": each["username"], "password": each["password"]}
            assert gateway.browser().post("/api/session", json=body).status_code == 200
        passwords = found
        database = gateway.database
    with start(database=database, SSFR_DEMO_ACCOUNTS_FILE=str(file)) as gateway:
        assert gateway.browser().get("/api/demo-accounts").json() == passwords


def test_production_has_none(start: Start) -> None:
    with start(SSFR_MODE="production") as gateway:
        answer = gateway.browser().get("/api/demo-accounts")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
        body = {"username": "budget-director", "password": PASSWORD}
        assert gateway.browser().post("/api/session", json=body).status_code == 401


def test_the_loading_command_is_repeatable_and_refuses_production(
    fresh_database: Callable[[str], ServiceDatabase], tmp_path: Path
) -> None:
    database = fresh_database("gateway")
    file = tmp_path / "accounts.json"
    entry = {"username": "who", "password": PASSWORD, "display_name": "Who", "role": "principal", "school_ids": ["7"]}
    file.write_text(json.dumps([entry]))

    def load(mode: str) -> "subprocess.CompletedProcess[str]":
        environment = {**os.environ, "DATABASE_URL": database.app_url, "SSFR_MODE": mode}
        arguments = [sys.executable, "-m", "gateway.accounts.load", str(file)]
        return subprocess.run(arguments, cwd=ROOT, env=environment, capture_output=True, text=True)

    assert [json.loads(load("demo").stdout)["written"] for _ in range(2)] == [1, 0]
    refused = load("production")
    assert refused.returncode == 2
    assert "SSFR_MODE=demo only" in refused.stdout
