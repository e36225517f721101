"""The supervisor on real processes: it serves, restarts, refuses clearly, and leaves nothing behind."""

import json
import os
import re
import signal
import socket
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local.nats import NatsServer
from deploy.local.postgres import PostgresServer
from deploy.local.scratch import scratch_folder
from shared.access import Role
from tests.deploy.running import Running, running, wait_until_gone

pytestmark = pytest.mark.timeout(240)


@pytest.fixture(scope="module")
def state() -> Iterator[Path]:
    """Return a state folder shared by the tests here, so that only the first start makes databases."""
    with scratch_folder() as folder:
        yield folder / "state"


def pids_of(supervisor: Running, pattern: str) -> list[int]:
    return [pid for pid, command in supervisor.processes().items() if re.search(pattern, command)]


def wait_for_one(supervisor: Running, pattern: str, *, other_than: int = 0, seconds: float = 60) -> int:
    """Return the one process of the pattern once it is there; one that just becomes its program is seen as none."""
    deadline = time.monotonic() + seconds
    while len(found := pids_of(supervisor, pattern)) != 1 or found == [other_than]:
        assert time.monotonic() < deadline, (found, supervisor.said)
        time.sleep(0.1)
    return found[0]


def test_it_serves_restarts_what_dies_and_ctrl_c_leaves_nothing(state: Path) -> None:
    with running(state, SSFR_MODE="demo") as supervisor:
        with urllib.request.urlopen(f"{supervisor.address}/health/live") as answer:
            assert answer.status == 200
        with urllib.request.urlopen(f"{supervisor.address}/api/demo-accounts") as answer:
            accounts = json.load(answer)
        listed = {(each["role"], each["username"]) for each in accounts}
        assert {role for role, _ in listed} == {role.value for role in Role}
        assert all(username in supervisor.said for _, username in listed if not username.startswith("principal-"))
        assert json.loads((state / "demo-district.json").read_text())["published"] == 2026
        assert (state.stat().st_mode & 0o777) in (0o700, 0o711)
        assert (state / "secrets").stat().st_mode & 0o077 == 0
        for pattern, name in ((r"uvicorn services\.planning", "planning"), (r"nats-server", "nats")):
            killed = wait_for_one(supervisor, pattern)
            os.kill(killed, signal.SIGKILL)
            supervisor.wait_for(f"{name} ended")
            wait_for_one(supervisor, pattern, other_than=killed)
        assert supervisor.end(signal.SIGINT) == 0
        assert "no process is left" in supervisor.said
    assert not wait_until_gone(state, 1)


def test_a_second_start_makes_nothing_again_and_a_second_supervisor_is_refused(state: Path) -> None:
    with running(state, SSFR_MODE="demo") as supervisor:
        assert "tables are up to date" in supervisor.said
        assert "demonstration district" not in supervisor.said
        second = Running(state)
        assert second.process.wait(30) == 1
        assert f"already runs from {state}" in second.said
        supervisor.end(signal.SIGTERM)
    assert not wait_until_gone(state, 1)


def test_a_killed_supervisor_leaves_no_process_and_the_next_start_works(state: Path) -> None:
    with running(state) as supervisor:
        assert len(supervisor.processes()) > 6
        supervisor.end(signal.SIGKILL)
        left = wait_until_gone(state)
        assert not left, left
    with running(state) as supervisor:
        assert supervisor.end(signal.SIGTERM) == 0
    assert not wait_until_gone(state, 1)


def test_asking_to_stop_during_the_start_stops_it(state: Path) -> None:
    supervisor = Running(state)
    supervisor.wait_for("PostgreSQL")
    assert supervisor.end(signal.SIGINT) == 0
    assert not wait_until_gone(state, 1)


def test_a_taken_port_is_a_clear_message(state: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        supervisor = Running(state, SSFR_PORT=str(port))
        assert supervisor.process.wait(30) == 1
    assert f"Port {port} for the gateway is taken by another program" in supervisor.said
    assert "SSFR_PORT=<port>" in supervisor.said
    assert "Traceback" not in supervisor.said


@pytest.mark.parametrize(("name", "value"), [("SSFR_PORT", "eighty"), ("SSFR_MODE", "test"), ("SSFR_SHOW", "all")])
def test_an_impossible_setting_is_named(state: Path, name: str, value: str) -> None:
    supervisor = Running(state, **{name: value})
    assert supervisor.process.wait(30) == 1
    assert f"{name}={value} must be" in supervisor.said
    assert "Traceback" not in supervisor.said


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("nobody listens", "Connect call failed"),
        ("password", "password authentication failed"),
        ("no address", "scheme"),
    ],
)
def test_a_wrong_address_of_your_own_postgresql_is_explained(postgres: PostgresServer, wrong: str, said: str) -> None:
    addresses = {
        "nobody listens": "postgresql://somebody:Hidden@127.0.0.1:1/postgres",
        "password": f"postgresql://postgres:Hidden@127.0.0.1:{postgres.port}/postgres",
        "no address": "mysql://somebody:Hidden@127.0.0.1/postgres",
    }
    with scratch_folder() as folder:
        supervisor = Running(folder / "state", DATABASE_URL=addresses[wrong])
        assert supervisor.process.wait(30) == 1
        assert "The server that DATABASE_URL names cannot be used" in supervisor.said
        assert said in supervisor.said
        assert "Traceback" not in supervisor.said
        assert "Hidden" not in supervisor.said
        assert not wait_until_gone(folder / "state", 1)


def test_your_own_postgresql_and_nats_are_used_instead(postgres: PostgresServer) -> None:
    with scratch_folder() as folder, NatsServer(folder / "nats") as nats:
        state = folder / "state"
        own = {"DATABASE_URL": postgres.dsn, "NATS_URL": nats.url, "NATS_MONITOR_URL": nats.monitor_url}
        with running(state, **own) as supervisor:
            commands = " ".join(supervisor.processes().values())
            assert "nats-server" not in commands
            assert "bin/postgres" not in commands
            assert supervisor.end(signal.SIGTERM) == 0
        assert not (state / "postgres").exists()
        assert not wait_until_gone(state, 1)
        assert nats.running
        assert postgres.running
