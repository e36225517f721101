"""Builds a service: the same doors, the same walls, whatever it is about."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import cache
from typing import Any

from fastapi import APIRouter, FastAPI
from starlette.middleware.gzip import GZipMiddleware

from shared import logs, openapi, problem_handlers
from shared.database import Database
from shared.health import Check, health_router
from shared.identity import IdentityVerifier
from shared.messaging.streams import CONSUMERS, stream_of
from shared.request_context import RequestContext
from shared.road_watch import RoadWatch
from shared.sentences import Sentences
from shared.settings import ServiceSettings

SMALL_BODY = 1_048_576
_WORTH_PACKING = 8_192  # bytes: below, the packing takes longer than the wire saves
_NO_TELEMETRY: Any = {"tracing": False, "metrics": False, "logs": False}


def build_service(
    name: str,
    *,
    summary: str,
    description: str,
    routers: Sequence[APIRouter] = (),
    tags: Sequence[Mapping[str, str]] = (),
    max_body_size: int = SMALL_BODY,
    publishes: bool = False,
    on_start: Callable[[FastAPI], None] | None = None,
    sentences: Sentences = problem_handlers.OF_ALL_SERVICES,
) -> FastAPI:
    """Return the application of one service.

    Settings are read when the server starts, not when the module is imported, so that the
    OpenAPI document can be made anywhere. ``sentences`` are what its refusals say, in every language.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        settings = ServiceSettings()
        logs.configure(name, settings.log_level)
        database = Database(settings.database_url, settings.database_pool_size)
        app.state.settings = settings
        app.state.database = database
        app.state.identity_verifier = IdentityVerifier.from_file(settings.identity_public_keys_file, name)
        app.state.road_watch = road = RoadWatch(
            name,
            database,
            settings,
            publishes_to=stream_of(name).name if publishes else None,
            consumers=[consumer for consumer in CONSUMERS if consumer.service == name],
        )
        checks: dict[str, Check] = {"database": database.unsafe_settings, "bus": road.faults}
        app.state.checks = checks
        if on_start is not None:
            on_start(app)
        try:
            async with road:
                yield
        finally:
            await database.close()

    app = FastAPI(
        title=f"SSFR {name}",
        summary=summary,
        description=description,
        version="1.0.0",
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        max_body_size=max_body_size,
        telemetry=_NO_TELEMETRY,
        openapi_tags=[{"name": "health", "description": "For the platform."}, *(dict(tag) for tag in tags)],
    )
    for router in (health_router(name), *routers):
        app.include_router(router)
    document = cache(lambda: openapi.complete(app))
    app.openapi = document  # type: ignore[method-assign]  # FastAPI's documented way to replace it
    problem_handlers.install(app, sentences)
    app.add_middleware(GZipMiddleware, minimum_size=_WORTH_PACKING, compresslevel=1)
    app.add_middleware(RequestContext)
    return app
