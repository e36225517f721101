"""Makes one OpenAPI 3.1 document of several."""

from collections.abc import Mapping
from typing import Any, Final

Document = dict[str, Any]
_METHODS: Final = frozenset({"get", "put", "post", "delete", "patch", "head", "options", "trace"})
_SCHEMAS: Final = "#/components/schemas/"
_DESCRIPTION: Final = """Everything the platform can be asked, through its one door.

Programs sign in with `POST /api/token` and send `Authorization: Bearer <access_token>`. Money is in whole cents.
Refusals are problem details (RFC 9457) with a stable `code`. Who may call what stands with each operation as
`x-ssfr-roles`.
"""


def merge(own: Document, services: Mapping[str, Document]) -> Document:
    """Return one document with the gateway's operations and those of each service under its prefix.

    Args:
        own: The gateway's document, with whole paths.
        services: Each service's document, with the paths it serves itself. Its health is not for the public.
    """
    merged: Document = {
        "openapi": "3.1.0",
        "info": own["info"] | {"title": "SSFR", "description": _DESCRIPTION},
        "servers": [{"url": "/", "description": "This installation."}],
        "tags": [],
        "paths": {},
        "components": {"schemas": {}, "securitySchemes": {}},
    }
    _add(merged, "gateway", own, {path: item for path, item in own["paths"].items() if path.startswith("/api/")})
    for name, document in sorted(services.items()):
        paths = {f"/api/{name}{path}": item for path, item in document["paths"].items() if path.startswith("/v1/")}
        _add(merged, name, document, paths)
    # A service takes the gateway's statement; callers of the platform hold a token or a cookie.
    merged["components"]["securitySchemes"] = own.get("components", {}).get("securitySchemes", {})
    return merged


def _add(merged: Document, name: str, document: Document, paths: Mapping[str, Any]) -> None:
    taken = merged["components"]["schemas"]
    schemas: Mapping[str, Any] = document.get("components", {}).get("schemas", {})
    # The same thing under the same name is shared (problems, mostly); another thing gets the service's name in front.
    new_names = {
        each: each if taken.get(each, schema) == schema else f"{name.title()}{each}" for each, schema in schemas.items()
    }
    rename = {_SCHEMAS + old: _SCHEMAS + new for old, new in new_names.items()}
    for old, schema in schemas.items():
        taken[new_names[old]] = _renamed(schema, rename)
    tags = {tag: f"{name}: {tag}" for item in paths.values() for tag in _tags_of(item)}
    described = {tag["name"]: tag.get("description", "") for tag in document.get("tags", [])}
    merged["tags"] += [{"name": new, "description": described.get(old, "")} for old, new in sorted(tags.items())]
    for path, item in paths.items():
        merged["paths"][path] = {
            method: _operation(_renamed(operation, rename), name, tags) if method in _METHODS else operation
            for method, operation in item.items()
        }


def _operation(operation: Document, name: str, tags: Mapping[str, str]) -> Document:
    operation = dict(operation)
    operation["operationId"] = f"{name}_{operation['operationId']}"
    operation["tags"] = [tags[tag] for tag in operation.get("tags", [])]
    if operation.get("security"):
        operation["security"] = [{"bearer": []}, {"cookie": []}]
    return operation


def _tags_of(item: Mapping[str, Any]) -> set[str]:
    return {tag for method, operation in item.items() if method in _METHODS for tag in operation.get("tags", [])}


def _renamed(node: Any, rename: Mapping[str, str]) -> Any:
    if isinstance(node, dict):
        return {
            key: rename.get(value, value) if key == "$ref" and isinstance(value, str) else _renamed(value, rename)
            for key, value in node.items()
        }
    if isinstance(node, list):
        return [_renamed(each, rename) for each in node]
    if isinstance(node, str) and node.startswith(_SCHEMAS):
        return rename.get(node, node)  # a discriminator's mapping names schemas too
    return node
