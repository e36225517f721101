"""Liveness and readiness: ready means that a request would be served and nothing acknowledged could be lost."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Literal

from fastapi import Request, Response
from pydantic import BaseModel, Field

from shared.authorisation import SecuredRouter

Check = Callable[[], Awaitable[list[str]]]  # returns what is wrong, in plain words; empty when all is well
CHECK_SECONDS = 3.0  # the probes of the containers give up after four


class Live(BaseModel):
    """The process answers."""

    status: Literal["live"] = "live"


class Ready(BaseModel):
    """What the process needs, and what of it is missing."""

    status: Literal["ready", "not_ready"]
    alerts: list[str] = Field(
        default=[],
        description="What an operator should look at; requests are served all the same, since the outbox keeps events.",
        examples=[["NATS is out of reach"]],
    )
    faults: dict[str, list[str]] = Field(default={}, examples=[{"database": ["fsync is 'off', must be 'on'"]}])


async def run_checks(checks: Mapping[str, Check]) -> dict[str, list[str]]:
    """Return the faults by check name; a check that fails, or does not answer in time, is itself a fault."""
    found = await asyncio.gather(*map(_faults_of, checks.values()))
    return {name: faults for name, faults in zip(checks, found, strict=True) if faults}


async def _faults_of(check: Check) -> list[str]:
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            return await check()
    except Exception as error:  # whatever keeps the answer away is what the operator must read
        return [f"{type(error).__name__}: no answer"]


def health_router(service: str) -> SecuredRouter:
    """Return the two health operations."""
    router = SecuredRouter(service, prefix="/health", tags=["health"])

    async def live() -> Live:
        """Say that the process runs."""
        return Live()

    async def ready(request: Request, response: Response) -> Ready:
        """Say whether the service can do its work; 503 names what is missing."""
        faults = await run_checks(request.app.state.checks)
        response.status_code = 503 if faults else 200
        alerts = [] if faults else await request.app.state.road_watch.alerts()
        return Ready(status="not_ready" if faults else "ready", faults=faults, alerts=alerts)

    router.add_api_route("/live", live, methods=["GET"])
    router.add_api_route("/ready", ready, methods=["GET"], responses={503: {"model": Ready}})
    return router
