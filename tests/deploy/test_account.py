"""An account for the installation that runs from a state folder: made, changed, and refused clearly."""

import asyncio
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import asyncpg
import pytest

from deploy.local.account import NoAccount, choose_district
from deploy.local.databases import ServiceDatabase, create_databases_now
from deploy.local.postgres import PostgresServer
from deploy.local.scratch import scratch_folder
from deploy.local.supervisor.state import State
from gateway.accounts.demo import write_file
from gateway.accounts.passwords import Passwords
from tests.conftest import ROOT

TONI = ("USER=Toni.Lark", "ROLE=principal", "SCHOOL=513, 638", "NAME=Toni O'Lark")


@pytest.fixture(scope="module")
def installation() -> Iterator[tuple[Path, ServiceDatabase]]:
    """Start a server with the gateway's database in a state folder, as the supervisor lays it out."""
    with scratch_folder() as folder:
        state = State(folder / "state")
        state.open()
        state.make_secrets()
        with PostgresServer(state.folder / "postgres", sync_initdb=False) as server:
            secret = state.database_passwords()["gateway"]
            database = create_databases_now(server.dsn, {"gateway": secret})["gateway"]
            told = os.environ | {"DATABASE_OWNER_URL": database.owner_url}
            subprocess.run([sys.executable, "-m", "gateway.migrations"], cwd=ROOT, env=told, check=True)
            yield state.folder, database
        state.close()


def account(state: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "MAKEFLAGS")}
    return subprocess.run(
        ["make", "account", *words],
        cwd=ROOT,
        env=environment | {"SSFR_STATE": str(state), "NAME": "a-machine", "USER": "somebody"},
        capture_output=True,
        text=True,
    )


def stored(database: ServiceDatabase, username: str) -> "asyncpg.Record":
    async def ask() -> "asyncpg.Record":
        connection = await asyncpg.connect(database.app_dsn)
        try:
            row = await connection.fetchrow("SELECT * FROM account_named($1)", username)
            assert row is not None
            return row
        finally:
            await connection.close()

    return asyncio.run(ask())


def test_an_account_is_made_in_the_first_district_and_changed_there(
    installation: tuple[Path, ServiceDatabase],
) -> None:
    state, database = installation
    nowhere = account(state, *TONI)
    assert nowhere.returncode != 0
    assert "name the first one" in nowhere.stderr
    made = account(state, *TONI, "DISTRICT=North Unified")
    assert made.returncode == 0, made.stderr
    assert "Toni O'Lark (principal of 513, 638) may sign in now." in made.stdout
    row = stored(database, "toni.lark")
    assert (row["district_name"], row["display_name"]) == ("North Unified", "Toni O'Lark")
    assert (row["roles"], row["school_ids"]) == (["principal"], ["513", "638"])
    password = re.search(r"password   (\S+)", made.stdout)
    assert password is not None
    assert asyncio.run(Passwords().matches(password[1], row["password_hash"]))

    changed = account(state, "USER=toni.lark", "ROLE=budget-analyst", "NAME=Toni Lark")
    assert changed.returncode == 0, changed.stderr
    now = stored(database, "toni.lark")
    assert (now["user_id"], now["district_id"]) == (row["user_id"], row["district_id"])
    assert (now["roles"], now["school_ids"]) == (["budget_analyst"], [])
    assert not asyncio.run(Passwords().matches(password[1], now["password_hash"]))

    unknown = account(state, *TONI, "DISTRICT=South Unified")
    assert unknown.returncode != 0
    assert "There is no district South Unified here" in unknown.stderr
    assert "North Unified" in unknown.stderr


def test_a_name_that_several_districts_have_is_not_taken_for_one_of_them() -> None:
    north, south, other = UUID(int=1), UUID(int=2), UUID(int=3)
    districts = {north: "Union Elementary", south: "union elementary", other: "Lake"}
    with pytest.raises(NoAccount) as refused:
        choose_district(districts, "Union Elementary")
    said = str(refused.value)
    assert "Several districts are called Union Elementary. Give DISTRICT=<id>" in said
    assert (str(north) in said, str(south) in said, str(other) in said) == (True, True, False)
    assert choose_district(districts, str(south)) == (south, "union elementary")
    assert choose_district(districts, "LAKE") == (other, "Lake")


def test_demonstration_accounts_stay_as_they_are(installation: tuple[Path, ServiceDatabase]) -> None:
    state, _ = installation
    write_file(state / "secrets" / "demo-accounts.json")
    refused = account(state, "USER=principal", *TONI[1:])
    assert refused.returncode != 0
    assert "principal is a demonstration account" in refused.stderr


def test_all_that_is_missing_is_said_at_once(tmp_path: Path) -> None:
    refused = account(tmp_path / "state", "ROLE=headmaster")
    assert refused.returncode != 0
    for said in ("USER=... is missing", "NAME=... is missing", "ROLE=headmaster is no role", "principal, "):
        assert said in refused.stderr
    no_school = account(tmp_path / "state", "USER=toni", "ROLE=principal", "NAME=Toni")
    assert "A principal sees the own schools only" in no_school.stderr


def test_nothing_runs_and_nothing_is_made(tmp_path: Path) -> None:
    refused = account(tmp_path / "state", *TONI)
    assert refused.returncode != 0
    assert "Start it with `make run`" in refused.stderr
    assert not (tmp_path / "state").exists()
