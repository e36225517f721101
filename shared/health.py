"""Liveness and readiness: ready means that a request would be served and nothing acknowledged could be lost."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Literal

from fastapi import Request, Response
from pydantic import BaseModel, Field

from shared.authorisation import SecuredRouter

Check = Callable[[], Awaitable[list[str]]]  # returns what is wrong, in plain words; empty when all is well


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
    """Return the faults by check name; a check that fails is itself a fault."""
    faults: dict[str, list[str]] = {}
    for name, check in checks.items():
        try:
            found = await check()
        except Exception as error:  # whatever keeps the answer away is what the operator must read
            found = [f"{type(error).__name__}: no answer"]
        if found:
            faults[name] = found
    return faults


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
