"""Readiness is answered in time, whatever stands silent."""

import asyncio

import pytest

from shared import health


async def test_a_silent_check_is_a_fault_and_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "CHECK_SECONDS", 0.05)

    async def silent() -> list[str]:
        await asyncio.Event().wait()
        return []

    async def broken() -> list[str]:
        raise ConnectionError("refused")

    async def well() -> list[str]:
        return []

    async def off() -> list[str]:
        return ["fsync is 'off', must be 'on'"]

    checks = {"nats": silent, "database": silent, "bus": broken, "files": well, "durable": off}
    async with asyncio.timeout(2):
        faults = await health.run_checks(checks)
    assert faults == {
        "nats": ["TimeoutError: no answer"],
        "database": ["TimeoutError: no answer"],
        "bus": ["ConnectionError: no answer"],
        "durable": ["fsync is 'off', must be 'on'"],
    }
