"""Makes the documents without a server: the applications describe themselves."""

import json
from importlib import import_module
from typing import Any, Final

from deploy.documents import problems
from gateway.document.merge import Document, merge
from shared.events.registry import EVENTS, json_schema

SERVICES: Final = ("allocation", "analytics", "planning", "surveys")


def openapi() -> Document:
    """Return what the gateway serves as `/api/openapi.json` once every service has answered it."""
    own: Document = import_module("gateway.main").app.openapi()
    return merge(own, {name: import_module(f"services.{name}.main").app.openapi() for name in SERVICES})


def documents() -> dict[str, str]:
    """Return the text of every document by its path."""
    return {
        "docs/openapi.json": _text(openapi()),
        "docs/problems.md": problems.markdown(),
        "gateway/document/problems.html": problems.web_page(),
    } | {f"docs/events/{name}.json": _text(json_schema(event)) for name, event in sorted(EVENTS.items())}


def _text(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
