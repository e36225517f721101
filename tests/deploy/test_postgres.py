"""The embedded PostgreSQL: settings, restarts, crashes, and nothing left behind."""

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import asyncpg
import pytest

from deploy.local.ports import HOST, PortTaken, is_free
from deploy.local.postgres import PostgresServer
from deploy.local.scratch import scratch_folder
from deploy.local.server_user import NoServerUser, closed_folder, server_user


async def setting(dsn: str, name: str) -> str:
    connection = await asyncpg.connect(dsn)
    try:
        value: str = await connection.fetchval("SELECT current_setting($1)", name)
        return value
    finally:
        await connection.close()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("data_checksums", "on"),
        ("fsync", "on"),
        ("synchronous_commit", "on"),
        ("full_page_writes", "on"),
        ("data_sync_retry", "off"),
        ("server_encoding", "UTF8"),
        ("listen_addresses", HOST),
        ("password_encryption", "scram-sha-256"),
    ],
)
async def test_money_is_safe_with_these_settings(postgres: PostgresServer, name: str, value: str) -> None:
    assert await setting(postgres.dsn, name) == value


async def test_a_wrong_password_is_refused(postgres: PostgresServer) -> None:
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(postgres.dsn.replace(postgres.password, "guess"))


def test_secrets_are_closed_to_others(postgres: PostgresServer) -> None:
    assert (postgres.data_dir / "password").stat().st_mode & 0o077 == 0
    assert postgres.cluster.stat().st_mode & 0o077 == 0


async def test_committed_rows_survive_kills_and_the_port_stays() -> None:
    with scratch_folder() as folder, PostgresServer(folder / "pg", sync_initdb=False) as server:
        port = server.port
        connection = await asyncpg.connect(server.dsn)
        await connection.execute("CREATE TABLE kept (n int)")
        await connection.close()
        for kill in range(3):
            connection = await asyncpg.connect(server.dsn)
            await connection.execute("INSERT INTO kept VALUES ($1)", kill)
            server.kill()
            connection.terminate()
            server.start()
        connection = await asyncpg.connect(server.dsn)
        assert await connection.fetchval("SELECT count(*) FROM kept") == 3
        await connection.close()
        assert server.port == port
    assert is_free(port)


def test_a_taken_port_is_named_with_the_setting_that_moves_it() -> None:
    with scratch_folder() as folder, socket.socket() as other:
        other.bind((HOST, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTaken, match=rf"Port {port} for PostgreSQL is taken.*SSFR_POSTGRES_PORT"):
            PostgresServer(folder / "pg", port, sync_initdb=False).start()


def test_a_killed_owner_leaves_no_server_behind() -> None:
    program = (
        "import sys, time; from pathlib import Path; from deploy.local.postgres import PostgresServer\n"
        "server = PostgresServer(Path(sys.argv[1]) / 'pg', sync_initdb=False); server.start()\n"
        "print(server.process.pid, server.port, flush=True); time.sleep(60)"
    )
    with scratch_folder() as folder:
        owner = subprocess.Popen([sys.executable, "-c", program, str(folder)], stdout=subprocess.PIPE, text=True)
        assert owner.stdout is not None
        pid, port = owner.stdout.readline().split()
        owner.send_signal(signal.SIGKILL)
        owner.wait()
        owner.stdout.close()
        deadline = time.monotonic() + 10
        while Path(f"/proc/{pid}").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not Path(f"/proc/{pid}").exists()
        assert is_free(int(port))


@pytest.mark.skipif(server_user() is None, reason="only root lends PostgreSQL another user")
def test_root_is_told_which_folder_is_closed(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    user = server_user()
    assert user is not None
    found = closed_folder(user, closed / "state")
    assert found is not None
    with pytest.raises(NoServerUser, match=f"cannot enter {found}.*SSFR_STATE"):
        PostgresServer(closed / "state", sync_initdb=False).start()
