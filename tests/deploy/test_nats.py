"""The embedded NATS: durable, closed to strangers, restartable."""

import json
import socket
import urllib.request

import nats

from deploy.local.nats import NatsServer
from deploy.local.ports import HOST
from deploy.local.scratch import scratch_folder


async def test_acknowledged_messages_survive_a_kill() -> None:
    with scratch_folder() as folder, NatsServer(folder / "nats") as server:
        with urllib.request.urlopen(f"{server.monitor_url}/jsz?config=true") as answer:
            config = json.load(answer)["config"]
        assert config["sync_always"] is True
        port = server.port
        client = await nats.connect(server.url)
        stream = client.jetstream()
        await stream.add_stream(name="KEPT", subjects=["kept.>"])
        await stream.publish("kept.one", b"1")
        await client.close()
        server.kill()
        server.start()
        assert server.port == port
        client = await nats.connect(server.url)
        assert (await client.jetstream().stream_info("KEPT")).state.messages == 1
        await client.close()


def test_a_stranger_is_refused() -> None:
    with scratch_folder() as folder, NatsServer(folder / "nats") as server:
        # By hand: the client library leaves its connection open when it is refused.
        with socket.create_connection((HOST, server.port), timeout=10) as stranger, stranger.makefile("rwb") as talk:
            assert talk.readline().startswith(b"INFO")
            talk.write(b"CONNECT {}\r\nPING\r\n")
            talk.flush()
            assert b"Authorization Violation" in talk.readline()
        assert (server.data_dir / "nats.conf").stat().st_mode & 0o077 == 0
