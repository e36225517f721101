"""The embedded NATS: durable, closed to strangers, restartable."""

import json
import urllib.request

import nats
import nats.errors
import pytest

from deploy.local.nats import NatsServer
from deploy.local.scratch import scratch_folder


async def test_acknowledged_messages_survive_a_kill() -> None:
    with scratch_folder() as folder, NatsServer(folder / "nats") as server:
        config = json.load(urllib.request.urlopen(f"{server.monitor_url}/jsz?config=true"))["config"]
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


async def test_a_stranger_is_refused() -> None:
    with scratch_folder() as folder, NatsServer(folder / "nats") as server:
        with pytest.raises(nats.errors.Error, match=r"(?i)authorization"):
            await nats.connect(f"nats://127.0.0.1:{server.port}", allow_reconnect=False, max_reconnect_attempts=0)
        assert (server.data_dir / "nats.conf").stat().st_mode & 0o077 == 0
