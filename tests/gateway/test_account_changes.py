"""Disabling, other roles and lost notices act at once, in every process."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import asyncpg
import httpx
import pytest

from deploy.local.databases import ServiceDatabase
from deploy.local.postgres import PostgresServer
from gateway.accounts.account import Account
from gateway.accounts.store import Accounts
from shared.access import Role
from shared.database import Database
from tests.conftest import ROOT
from tests.gateway.conftest import PASSWORD, RunningGateway, Start

pytestmark = pytest.mark.alone  # each holds how soon something acts


def change(
    database: ServiceDatabase, do: Callable[[Accounts, Account], Any], username: str = "budget-director"
) -> None:
    async def run() -> None:
        opened = Database(database.app_url, 1)
        try:
            accounts = Accounts(opened)
            found = await accounts.find(username)
            assert found is not None
            await do(accounts, found[0])
        finally:
            await opened.close()

    asyncio.run(run())


def until(condition: Callable[[], bool], seconds: float = 2.0) -> float:
    began = time.monotonic()
    while not condition():
        if time.monotonic() - began > seconds:
            pytest.fail("it did not happen in time")
        time.sleep(0.005)
    return time.monotonic() - began


def command(gateway: RunningGateway, *arguments: str, said: str = "") -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, **gateway.environment}
    return subprocess.run(
        [sys.executable, "-m", *arguments], cwd=ROOT, env=environment, input=said, capture_output=True, text=True
    )


def test_a_disabled_account_is_shut_out_at_once(start: Start) -> None:
    with start() as gateway:
        browser, program = gateway.signed_in(), gateway.bearer()
        assert browser.get("/api/planning/v1/echo").status_code == 200
        assert program.get("/api/planning/v1/echo").status_code == 200
        assert command(gateway, "gateway.accounts.disable", "budget-director").returncode == 0
        until(lambda: browser.get("/api/planning/v1/echo").status_code == 401, 0.5)
        assert program.get("/api/planning/v1/echo").status_code == 401
        answer = gateway.browser().post("/api/session", json={"username": "budget-director", "password": PASSWORD})
        assert (answer.status_code, answer.json()["code"]) == (401, "wrong_credentials")
        assert command(gateway, "gateway.accounts.disable", "budget-director", "--enable").returncode == 0
        assert browser.get("/api/planning/v1/echo").status_code == 401  # the old session stays ended
        gateway.signed_in()
        assert command(gateway, "gateway.accounts.disable", "nobody").returncode == 1


def test_other_roles_act_at_once_without_a_new_sign_in(start: Start) -> None:
    with start() as gateway:
        browser = gateway.signed_in()

        def roles() -> list[str]:
            return list(browser.get("/api/session").json()["roles"])

        assert roles() == ["budget_director"]
        before = dict(browser.get("/api/planning/v1/echo").json()["headers"])["authorization"]
        change(gateway.database, lambda accounts, account: accounts.set_roles(account, [Role.BOARD_MEMBER]))
        until(lambda: roles() == ["board_member"], 0.5)
        after = dict(browser.get("/api/planning/v1/echo").json()["headers"])["authorization"]
        assert after != before


def test_sessions_and_their_ends_are_the_same_in_every_process(start: Start) -> None:
    with start() as first, start(database=first.database) as second:
        browser = first.signed_in()
        elsewhere = httpx.Client(base_url=second.address, headers=browser.headers, trust_env=False)
        with elsewhere:
            assert elsewhere.get("/api/planning/v1/echo").status_code == 200
            assert browser.delete("/api/session").status_code == 204
            until(lambda: elsewhere.get("/api/planning/v1/echo").status_code == 401, 0.5)


def test_nothing_in_memory_is_believed_while_notices_are_lost(start: Start, postgres: PostgresServer) -> None:
    async def run(dsn: str, *statements: str) -> None:
        connection = await asyncpg.connect(dsn)
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()

    with start() as gateway:
        browser = gateway.signed_in()
        assert browser.get("/api/planning/v1/echo").status_code == 200
        # A change that no process is told of, and then the connection that would have told of it is gone.
        unheard = "ALTER TABLE account DISABLE TRIGGER account_changed"
        disable = "UPDATE account SET disabled = true WHERE username = 'budget-director'"
        asyncio.run(run(gateway.database.owner_dsn, unheard, disable))
        cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ssfr-changes'"
        asyncio.run(run(postgres.dsn, f"{cut} AND datname = '{gateway.database.name}'"))
        until(lambda: browser.get("/api/planning/v1/echo").status_code == 401, 0.5)
        until(lambda: gateway.browser().get("/health/ready").status_code == 200)
        gateway.signed_in("principal")


def test_an_account_is_made_and_changed_by_command(start: Start) -> None:
    with start(SSFR_MODE="production") as gateway:
        base = ["gateway.accounts.create", "ana.torres", "--display-name", "Ana Torres"]
        base += ["--district-id", "7a3d0000-0000-4000-8000-000000000007", "--district-name", "North Unified"]
        weak = command(gateway, *base, "--role", "principal", "--school", "12", said="password1234\n")
        assert weak.returncode == 1
        assert "first that are tried" in weak.stderr
        no_school = command(gateway, *base, "--role", "principal", said=f"{PASSWORD}\n")
        assert no_school.returncode == 2
        assert "--school" in no_school.stderr
        made = command(gateway, *base, "--role", "principal", "--school", "12", said=f"{PASSWORD}\n")
        assert made.returncode == 0, made.stderr
        browser = gateway.signed_in("ana.torres")
        me = browser.get("/api/session").json()
        assert (me["district_name"], me["school_ids"]) == ("North Unified", ["12"])
        again = command(gateway, *base, "--role", "budget_analyst", said="another good one for you\n")
        assert again.returncode == 0, again.stderr
        until(lambda: browser.get("/api/session").status_code == 401, 0.5)  # the password is another
        base[base.index("--district-id") + 1] = "7a3d0000-0000-4000-8000-000000000008"
        taken = command(gateway, *base, "--role", "budget_analyst", said=f"{PASSWORD}\n")
        assert taken.returncode == 1
        assert "taken" in taken.stderr
