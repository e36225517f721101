"""Creating the streams and consumers and correcting what has drifted: ``python -m shared.messaging.provision``.

Settings are compared and changed in place; a stream or consumer that is there is never made anew, so no message and no
consumer's place is lost. Settings this table does not name stay as they are.
"""

import asyncio
import sys
from collections.abc import Iterable
from typing import Any

import orjson
from nats.aio.client import Client
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from shared.messaging.connection import connect
from shared.messaging.durability import BusAway, monitor_url_of, sync_problem
from shared.messaging.streams import (
    CONSUMERS,
    DUPLICATE_WINDOW_S,
    STREAMS,
    WORK_QUEUES,
    DurableConsumer,
    Stream,
    WorkQueue,
)

_TIMEOUT_S = 5.0
_REACH_S = 20.0  # whoever starts us has started NATS before; a longer silence is a wrong address
_NANOSECONDS = 1_000_000_000
_NOT_FOUND = {10014, 10059}  # JetStream's codes for a consumer and a stream
# Fixed for a consumer's life; its place in the stream depends on it.
_ONLY_AT_CREATION = {"deliver_policy"}


class ProvisioningSettings(BaseSettings):
    """What provisioning needs to know."""

    model_config = SettingsConfigDict(env_prefix="SSFR_", populate_by_name=True, extra="ignore")

    nats_url: str = Field(validation_alias="NATS_URL")
    nats_monitor_url: str = Field(default="", validation_alias="NATS_MONITOR_URL")
    nats_replicas: int = Field(default=1, ge=1, le=5)


class ProvisioningRefused(RuntimeError):
    """JetStream refused a stream or consumer, or would not keep what it acknowledges."""


async def provision(
    nc: Client,
    *,
    streams: Iterable[Stream] = STREAMS,
    consumers: Iterable[DurableConsumer] = CONSUMERS,
    work_queues: Iterable[WorkQueue] = WORK_QUEUES,
    replicas: int = 1,
) -> list[str]:
    """Bring streams, consumers and work queues to their declared settings; return a line for each change."""
    changes: list[str] = []
    for stream in streams:
        wanted = _stream_settings(stream, replicas)
        await _bring(nc, f"STREAM.INFO.{stream.name}", f"STREAM.CREATE.{stream.name}", wanted, changes)
    for consumer in consumers:
        await _bring_consumer(nc, consumer.name, consumer.stream, _consumer_settings(consumer, replicas), changes)
    for queue in work_queues:
        wanted = _queue_settings(queue, replicas)
        await _bring(nc, f"STREAM.INFO.{queue.name}", f"STREAM.CREATE.{queue.name}", wanted, changes)
        await _bring_consumer(nc, queue.consumer, queue.name, _worker_settings(queue, replicas), changes)
    return changes


async def _bring(nc: Client, info: str, create: str, wanted: dict[str, Any], changes: list[str]) -> None:
    name = wanted["name"]
    answer = await _request(nc, info)
    if answer is None:
        await _request(nc, create, wanted, must=True)
        changes.append(f"created stream {name}")
        return
    if drift := _drift(answer["config"], wanted):
        await _request(nc, f"STREAM.UPDATE.{name}", answer["config"] | wanted, must=True)
        changes.append(f"corrected stream {name}: {', '.join(drift)}")


async def _bring_consumer(nc: Client, name: str, stream: str, wanted: dict[str, Any], changes: list[str]) -> None:
    create = f"CONSUMER.CREATE.{stream}.{name}"
    answer = await _request(nc, f"CONSUMER.INFO.{stream}.{name}")
    if answer is None:
        request = {"stream_name": stream, "config": wanted, "action": "create"}
        await _request(nc, create, request, must=True)
        changes.append(f"created consumer {name} of {stream}")
        return
    changeable = {name: value for name, value in wanted.items() if name not in _ONLY_AT_CREATION}
    if drift := _drift(answer["config"], changeable):
        config = answer["config"] | changeable
        config.pop("filter_subject", None)  # the server refuses it beside filter_subjects
        request = {"stream_name": stream, "config": config, "action": "update"}
        await _request(nc, create, request, must=True)
        changes.append(f"corrected consumer {name} of {stream}: {', '.join(drift)}")


def _stream_settings(stream: Stream, replicas: int) -> dict[str, Any]:
    return {
        "name": stream.name,
        "subjects": [stream.subject],
        "storage": "file",
        "retention": "limits",
        "discard": "new",
        "max_age": 0,
        "max_msgs": -1,
        "max_bytes": -1,
        "duplicate_window": DUPLICATE_WINDOW_S * _NANOSECONDS,
        "deny_delete": True,
        "deny_purge": True,
        "num_replicas": replicas,
    }


def _queue_settings(queue: WorkQueue, replicas: int) -> dict[str, Any]:
    return {
        "name": queue.name,
        "subjects": [queue.subject],
        "storage": "file",
        "retention": "workqueue",
        "discard": "new",
        "max_age": 0,
        "max_msgs": -1,
        "max_bytes": -1,
        "duplicate_window": DUPLICATE_WINDOW_S * _NANOSECONDS,
        "num_replicas": replicas,
    }


def _worker_settings(queue: WorkQueue, replicas: int) -> dict[str, Any]:
    return {
        "name": queue.consumer,
        "durable_name": queue.consumer,
        "deliver_policy": "all",
        "ack_policy": "explicit",
        "ack_wait": int(queue.ack_wait_s * _NANOSECONDS),
        # The job's row counts its tries and ends it; the queue alone never drops work.
        "max_deliver": -1,
        "max_ack_pending": queue.max_ack_pending,
        "filter_subjects": [queue.subject],
        "num_replicas": replicas,
    }


def _consumer_settings(consumer: DurableConsumer, replicas: int) -> dict[str, Any]:
    return {
        "name": consumer.name,
        "durable_name": consumer.name,
        "deliver_policy": "all",
        "ack_policy": "explicit",
        "ack_wait": int(consumer.ack_wait_s * _NANOSECONDS),
        "max_deliver": -1,
        "max_ack_pending": consumer.max_ack_pending,
        "filter_subjects": list(consumer.event_types),
        "num_replicas": replicas,
    }


def _drift(found: dict[str, Any], wanted: dict[str, Any]) -> list[str]:
    # The server leaves settings out of its answer where they are zero, false or empty.
    return [name for name, value in wanted.items() if found.get(name) != value and (name in found or value)]


async def _request(
    nc: Client, subject: str, body: dict[str, Any] | None = None, *, must: bool = False
) -> dict[str, Any] | None:
    """Ask JetStream; None where the stream or consumer is not there."""
    payload = orjson.dumps(body) if body is not None else b""
    message = await nc.request(f"$JS.API.{subject}", payload, timeout=_TIMEOUT_S)
    answer: dict[str, Any] = orjson.loads(message.data)
    error = answer.get("error")
    if error is None:
        return answer
    if not must and error.get("err_code") in _NOT_FOUND:
        return None
    raise ProvisioningRefused(f"{subject}: {error.get('description')}")


async def main() -> int:
    """Provision what the environment names, and refuse a server that does not sync its writes."""
    settings = ProvisioningSettings()
    try:
        nc = await asyncio.wait_for(connect(settings.nats_url, "provision"), _REACH_S)
    except TimeoutError:
        place = settings.nats_url.rpartition("@")[2].removeprefix("nats://")
        sys.stderr.write(
            f"NATS does not let us in at {place} within {_REACH_S:.0f} s. Check that it runs, and address, user and "
            "password in NATS_URL.\n"
        )
        return 1
    try:
        monitor_url = settings.nats_monitor_url or monitor_url_of(settings.nats_url)
        if problem := await sync_problem(monitor_url):
            sys.stderr.write(f"{problem}\n")
            return 1
        changes = await provision(nc, replicas=settings.nats_replicas) or ["streams and consumers are as declared"]
        sys.stdout.writelines(f"{change}\n" for change in changes)
    except (ProvisioningRefused, BusAway) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    finally:
        await nc.close()
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
