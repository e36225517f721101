"""Large answers travel packed to clients that can read them so."""

from collections.abc import Callable
from pathlib import Path

from deploy.local.databases import ServiceDatabase
from deploy.local.nats import NatsServer
from tests.in_process import in_process


async def test_only_large_answers_are_packed_and_only_when_asked(
    migrated: Callable[[str], ServiceDatabase], nats: NatsServer, tmp_path: Path
) -> None:
    async with in_process("allocation", migrated("allocation"), nats, tmp_path) as running:
        plain = await running.client.get("/openapi.json", headers={"Accept-Encoding": "identity"})
        packed = await running.client.get("/openapi.json", headers={"Accept-Encoding": "gzip"})
        small = await running.client.get("/health/live", headers={"Accept-Encoding": "gzip"})

    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["vary"] == "Accept-Encoding"
    assert int(packed.headers["content-length"]) < len(plain.content) / 3
    assert packed.json() == plain.json()
    assert "content-encoding" not in small.headers
