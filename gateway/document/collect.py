"""Fetches the services' documents when the gateway starts and now and then, so that new operations show up."""

import asyncio
import hashlib
from collections.abc import Mapping
from typing import Any

import orjson
import structlog

from gateway.document.merge import Document, merge
from gateway.proxy.failures import UpstreamFailure
from gateway.proxy.fetch import fetch_json
from gateway.proxy.pool import Pool

log = structlog.get_logger(__name__)


class PlatformDocument:
    """The merged document, as text and with its tag.

    Args:
        own: The gateway's own document.
        pools: Connections to the services.
        refresh_s: How often to look.
    """

    def __init__(self, own: Document, pools: Mapping[str, Pool], refresh_s: float) -> None:
        self._own = own
        self._pools = pools
        self._refresh_s = refresh_s
        self._services: dict[str, Document] = {}
        self._task: asyncio.Task[None] | None = None
        self.text = b""
        self.etag = ""
        self._render()

    def start(self) -> None:
        """Begin to look."""
        self._task = asyncio.get_running_loop().create_task(self._run())

    async def stop(self) -> None:
        """Stop looking."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    @property
    def missing(self) -> list[str]:
        """The services whose documents have not been seen yet."""
        return sorted(self._pools.keys() - self._services.keys())

    async def refresh(self) -> None:
        """Ask every service; those that do not answer keep the document they had."""
        before = dict(self._services)
        await asyncio.gather(*(self._fetch(name, pool) for name, pool in self._pools.items()))
        if self._services != before:
            self._render()

    async def _run(self) -> None:
        while True:
            await self.refresh()
            # While a service still starts, look again soon.
            await asyncio.sleep(min(1.0, self._refresh_s) if self.missing else self._refresh_s)

    async def _fetch(self, name: str, pool: Pool) -> None:
        try:
            document: Any = await fetch_json(pool, "/openapi.json")
        except (UpstreamFailure, ValueError) as error:
            log.debug("no document", service=name, reason=type(error).__name__)
            return
        if isinstance(document, dict) and str(document.get("openapi", "")).startswith("3.1"):
            self._services[name] = document

    def _render(self) -> None:
        merged = merge(self._own, self._services)
        if self.missing:
            merged["info"]["x-ssfr-missing"] = self.missing
        self.text = orjson.dumps(merged)
        self.etag = f'"{hashlib.sha256(self.text).hexdigest()[:32]}"'
