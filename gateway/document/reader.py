"""Swagger UI, from the wheel that carries its files: nothing is fetched from elsewhere, nothing runs inline."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

ASSETS: Final = {
    "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
    "swagger-ui.css": "text/css; charset=utf-8",
}
START_SCRIPT: Final = b"""window.addEventListener('DOMContentLoaded', () => {
  SwaggerUIBundle({
    url: '/api/openapi.json', dom_id: '#reader', deepLinking: true, docExpansion: 'list', filter: true,
    displayRequestDuration: true, validatorUrl: null, persistAuthorization: false,
    requestInterceptor: async (request) => {
      // Tried from a signed-in browser, a change needs the session's token as from any other page.
      if (!['GET', 'HEAD'].includes(request.method ?? 'GET') && !('Authorization' in request.headers)) {
        const session = await fetch('/api/session');
        if (session.ok) request.headers['X-CSRF-Token'] = (await session.json()).csrf_token;
      }
      return request;
    },
  });
});
"""
PAGE: Final = """<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>SSFR: API reference</title>
    <link rel="stylesheet" href="/api/reference/swagger-ui.css">
    <script src="/api/reference/swagger-ui-bundle.js"></script>
    <script src="/api/reference/start.js"></script>
  </head>
  <body>
    <main id="reader"><p>Loading the reference. It needs JavaScript; the document itself is at
      <a href="/api/openapi.json">/api/openapi.json</a>.</p></main>
  </body>
</html>
"""


@cache
def asset(name: str) -> bytes:
    """Return one of Swagger UI's files.

    The wheel is found, not imported: only its files are wanted.
    """
    if name not in ASSETS:
        raise FileNotFoundError(name)
    spec = find_spec("fastapi_offline")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("the package fastapi-offline is not installed: run `make setup`")
    return (Path(spec.submodule_search_locations[0]) / "static" / name).read_bytes()
