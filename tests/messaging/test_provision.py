"""Streams and consumers come into being, are corrected, and are never made anew."""

from dataclasses import replace
from pathlib import Path

import pytest
from nats.aio.client import Client
from nats.js.errors import APIError

from deploy.local.nats import NatsServer
from shared.messaging import provision as provisioning
from shared.messaging.durability import BusAway, sync_problem
from shared.messaging.provision import main, provision
from shared.messaging.streams import CONSUMERS, STREAMS, WORK_QUEUES
from tests.messaging.road import CONSUMER, STREAM


async def test_everything_is_made_once(nc: Client) -> None:
    made = await provision(nc)
    assert len(made) == len(STREAMS) + len(CONSUMERS) + 2 * len(WORK_QUEUES)
    assert await provision(nc) == []
    config = (await nc.jetstream().stream_info("ALLOCATION")).config
    assert (config.storage, config.discard, config.retention) == ("file", "new", "limits")
    assert (config.max_age, config.duplicate_window) == (0, 600)
    assert config.deny_delete
    assert config.deny_purge
    consumer = (await nc.jetstream().consumer_info("ALLOCATION", "planning")).config
    assert (consumer.ack_policy, consumer.ack_wait, consumer.max_ack_pending) == ("explicit", 30, 256)
    assert consumer.max_deliver == -1
    assert consumer.filter_subjects == ["allocation.run.published.v1"]


async def test_drift_is_corrected_and_the_place_in_the_stream_kept(nc: Client) -> None:
    await provision(nc, streams=[STREAM], consumers=[CONSUMER])
    js = nc.jetstream()
    for _ in range(3):
        await js.publish("allocation.entry.recorded.v1", b"{}")
    subscription = await js.pull_subscribe_bind(durable=CONSUMER.name, stream=STREAM.name)
    for message in await subscription.fetch(2):
        await message.ack_sync()
    await subscription.unsubscribe()
    drifted = (await js.stream_info(STREAM.name)).config
    await js.update_stream(drifted.evolve(max_age=3600.0, duplicate_window=60.0, description="by hand"))
    changes = await provision(nc, streams=[STREAM], consumers=[replace(CONSUMER, max_ack_pending=100, ack_wait_s=5.0)])
    assert changes == [
        "corrected stream ALLOCATION: max_age, duplicate_window",
        "corrected consumer adder of ALLOCATION: ack_wait, max_ack_pending",
    ]
    info = await js.stream_info(STREAM.name)
    assert (info.config.max_age, info.config.duplicate_window, info.config.description) == (0, 600, "by hand")
    assert info.state.messages == 3
    consumer = await js.consumer_info(STREAM.name, CONSUMER.name)
    assert consumer.num_pending == 1
    assert consumer.config.max_ack_pending == 100


async def test_nobody_can_delete_or_purge(nc: Client) -> None:
    await provision(nc, streams=[STREAM], consumers=[])
    await nc.jetstream().publish("allocation.entry.recorded.v1", b"{}")
    for refused in (nc.jetstream().purge_stream(STREAM.name), nc.jetstream().delete_msg(STREAM.name, 1)):
        with pytest.raises(APIError):
            await refused


async def test_a_server_that_does_not_sync_is_refused(
    bus: NatsServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NATS_URL", bus.url)
    monkeypatch.setenv("NATS_MONITOR_URL", bus.monitor_url)
    assert await sync_problem(bus.monitor_url) == ""
    assert await main() == 0
    assert "created stream PLANNING" in capsys.readouterr().out
    forgetful = _without_sync(bus)
    try:
        monkeypatch.setenv("NATS_URL", forgetful.url)
        monkeypatch.setenv("NATS_MONITOR_URL", forgetful.monitor_url)
        assert "sync_interval: always" in await sync_problem(forgetful.monitor_url)
        assert await main() == 1
        assert "sync_interval: always" in capsys.readouterr().err
    finally:
        forgetful.stop()


async def test_a_wrong_address_is_named_and_its_password_is_not(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(provisioning, "_REACH_S", 0.5)
    monkeypatch.setenv("NATS_URL", "nats://ssfr:Hidden@127.0.0.1:1")
    assert await main() == 1
    said = capsys.readouterr().err
    assert "127.0.0.1:1" in said
    assert "NATS_URL" in said
    assert "Hidden" not in said


async def test_a_server_that_does_not_answer_is_named(bus: NatsServer) -> None:
    bus.kill()
    with pytest.raises(BusAway, match="NATS_MONITOR_URL"):
        await sync_problem(bus.monitor_url)


class _Forgetful(NatsServer):
    def _configure(self) -> None:
        super()._configure()
        path = self.data_dir / "nats.conf"
        path.write_text(path.read_text().replace("sync_interval: always, ", ""))


def _without_sync(beside: NatsServer) -> NatsServer:
    server = _Forgetful(Path(beside.data_dir).with_name("forgetful"))
    server.start()
    return server


async def test_a_work_queue_drops_a_message_with_its_work_and_never_before(nc: Client) -> None:
    await provision(nc)
    js = nc.jetstream()
    queue = WORK_QUEUES[0]
    config = (await js.stream_info(queue.name)).config
    assert (config.retention, config.storage, config.max_age) == ("workqueue", "file", 0)
    await js.publish(queue.subject_of("sweep"), b"{}")
    subscription = await js.pull_subscribe_bind(consumer=queue.consumer, stream=queue.name)
    message = (await subscription.fetch(1))[0]
    assert (await js.stream_info(queue.name)).state.messages == 1
    await message.ack_sync()
    assert (await js.stream_info(queue.name)).state.messages == 0
