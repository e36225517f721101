"""The gateway: `uvicorn gateway.main:app`, or `python -m gateway` with the limits of `gateway/server.py`."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final

import httpx
import structlog
from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

from gateway.access_log import AccessLog
from gateway.accounts import demo
from gateway.accounts.passwords import Passwords
from gateway.accounts.store import Accounts
from gateway.addresses import Addresses
from gateway.api import demo_accounts, events, providers, reference, sessions
from gateway.document.collect import PlatformDocument
from gateway.document.reader import ASSETS, START_SCRIPT, asset
from gateway.front import Front
from gateway.live.feed import Feed
from gateway.live.hub import Hub
from gateway.live.stopping import told_to_stop
from gateway.providers.all_providers import all_sign_ins
from gateway.providers.directory import WAIT_S
from gateway.proxy.pool import Pool
from gateway.proxy.proxy import Proxy
from gateway.rates.rates import Rates
from gateway.sessions.changes import SessionChanges
from gateway.sessions.cross_site import CrossSite
from gateway.sessions.session import BROWSER, PROGRAM
from gateway.sessions.sessions import Sessions
from gateway.sessions.store import SessionStore
from gateway.settings import GatewaySettings, networks
from gateway.site.asset import REVALIDATE, Asset, make_asset, media_type
from gateway.site.files import SiteFiles
from gateway.spanish import SENTENCES
from shared import logs, openapi, problem_handlers
from shared.audit.checkpointer import make_checkpoints
from shared.database import Database
from shared.health import Check, health_router
from shared.identity import IdentitySigner
from shared.problems import PROBLEMS_PAGE

log = structlog.get_logger(__name__)
_SMALL_BODY = 65_536
_COLLECT_EVERY = 20_000
_DOCUMENTS: Final = Path(__file__).parent / "document"
_NO_TELEMETRY: Any = {"tracing": False, "metrics": False, "logs": False}


class Gateway(FastAPI):
    """The gateway's own operations, behind the front that answers everything else itself."""

    front: Front | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or start and stop."""
        if scope["type"] == "http" and self.front is not None:
            await self.front(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)

    async def handle_own(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for one of the gateway's own operations."""
        await super().__call__(scope, receive, send)


def _documents() -> dict[str, Asset]:
    files = {f"/api/reference/{name}": make_asset(asset(name), kind, REVALIDATE) for name, kind in ASSETS.items()}
    files["/api/reference/start.js"] = make_asset(START_SCRIPT, "text/javascript; charset=utf-8", REVALIDATE)
    for path, name in ((PROBLEMS_PAGE, "problems.html"), (f"{PROBLEMS_PAGE}/style.css", "problems.css")):
        files[path] = make_asset((_DOCUMENTS / name).read_bytes(), media_type(name), REVALIDATE)
    return files


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    assert isinstance(app, Gateway)
    settings = GatewaySettings()
    logs.configure("gateway", settings.log_level)
    database = Database(settings.database_url, settings.database_pool_size)
    store = SessionStore(database, settings.session_idle_s)
    lifetimes = {BROWSER: settings.session_lifetime_s, PROGRAM: settings.token_lifetime_s}
    known = Sessions(store, settings.session_idle_s, lifetimes)
    changes = SessionChanges(settings.database_url, known, store)
    hub = Hub(settings.events_per_session)
    known.on_end.append(hub.session_ended)
    feed = Feed(settings.nats_url, hub)
    pools = {
        name: Pool(url, settings.upstream_connections, settings.upstream_connect_timeout_s)
        for name, url in settings.upstreams.items()
    }
    signer = IdentitySigner.from_file(settings.identity_private_key_file)
    proxy = Proxy(pools, signer, settings.max_body_bytes, settings.upstream_timeout_s)
    document = PlatformDocument(app.openapi(), pools, settings.document_refresh_s)
    access_log = AccessLog(enabled=settings.access_log)
    state = app.state
    state.settings, state.database, state.sessions, state.hub = settings, database, known, hub
    state.accounts, state.passwords, state.rates = Accounts(database), Passwords(), Rates(settings)
    state.document, state.demo_entries = document, None
    checks: dict[str, Check] = {"database": database.unsafe_settings, "sessions": changes.faults}
    state.checks, state.road_watch = checks, feed
    provider_client = httpx.AsyncClient(timeout=WAIT_S)
    state.provider_sign_ins = all_sign_ins(settings, database, provider_client)
    if settings.demo_accounts is not None:
        state.demo_entries = await _demo_accounts(settings, state.accounts, state.passwords)
    app.front = Front(
        api=app.handle_own,
        proxy=proxy,
        sessions=known,
        rates=state.rates,
        cross_site=CrossSite(settings.public_url),
        addresses=Addresses(networks(settings.trusted_proxies)),
        files=SiteFiles(settings.static_dir),
        documents=await asyncio.to_thread(_documents),
        access_log=access_log,
    )
    # What is here now stays: the collector need not walk through it again with every few hundred requests.
    gc.collect()
    gc.freeze()
    gc.set_threshold(_COLLECT_EVERY, 20, 50)
    stop = asyncio.Event()
    signing = asyncio.create_task(make_checkpoints("gateway", settings, database, stop))
    changes.start()
    feed.start()
    document.start()
    try:
        with told_to_stop(hub.end_all):
            yield
    finally:
        hub.end_all()
        stop.set()
        await asyncio.gather(signing, return_exceptions=True)
        await document.stop()
        await feed.stop()
        await changes.stop()
        await known.settle()
        proxy.close()
        await provider_client.aclose()
        await database.close()
        access_log.flush()
        app.front = None


async def _demo_accounts(settings: GatewaySettings, accounts: Accounts, passwords: Passwords) -> list[demo.DemoEntry]:
    path = settings.demo_accounts
    assert path is not None
    entries = demo.read_file(path) if path.exists() else demo.write_file(path)
    written = await demo.load_entries(accounts, passwords, entries)
    log.info("demonstration accounts are there", written=written)
    return entries


def _build() -> Gateway:
    app = Gateway(
        title="SSFR gateway",
        summary="The one door: sign-in, sessions, the services behind it, live updates and the pages.",
        description="Signs people in, and hands their requests on to the services with a signed statement of who asks.",
        version="1.0.0",
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        lifespan=_lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        max_body_size=_SMALL_BODY,
        telemetry=_NO_TELEMETRY,
        openapi_tags=[
            {"name": "sign-in", "description": "Sessions for browsers, tokens for programs."},
            {"name": "live updates", "description": "What is published, as it is."},
            {"name": "reference", "description": "What can be asked, and by whom."},
            {"name": "health", "description": "For the platform."},
        ],
    )
    for router in (
        sessions.router,
        providers.router,
        providers.return_router,
        demo_accounts.router,
        events.router,
        reference.router,
        health_router("gateway"),
    ):
        app.include_router(router)
    document = cache(lambda: openapi.complete(app))
    app.openapi = document  # type: ignore[method-assign]  # FastAPI's documented way to replace it
    problem_handlers.install(app, SENTENCES)
    return app


app = _build()
