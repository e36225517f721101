"""OpenAPI documents that say everything a request can be answered with."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from shared.problems import Problem, Refusal

_ALWAYS = {
    400: "The request cannot be read at all.",
    404: "There is no such thing, or not in your district.",
    405: "The address does not take this method; `Allow` names those it takes.",
    413: "The body is larger than the operation takes.",
    415: "The body is of a kind the operation does not read.",
    422: "The request has faults; `errors` lists each with its place.",
    429: "Too many requests; `Retry-After` says when to try again.",
    503: "A part this depends on does not answer; nothing was changed, try again.",
}
_SIGNED_IN = {401: "Nobody is signed in.", 403: "The role or school scope does not allow it."}


def problem_responses(*refusals: type[Refusal]) -> dict[int | str, dict[str, Any]]:
    """Return the ``responses`` of a route that may raise these refusals."""
    by_status: dict[int | str, list[str]] = {}
    for refusal in refusals:
        by_status.setdefault(int(refusal.status), []).append(f"{refusal.title} (`{refusal.code}`)")
    return {status: {"description": "; ".join(titles), "model": Problem} for status, titles in by_status.items()}


def complete(app: FastAPI) -> dict[str, Any]:
    """Return the document of ``app`` with the answers that every operation shares."""
    document = get_openapi(
        title=app.title,
        version=app.version,
        description=app.description,
        routes=app.routes,
        tags=app.openapi_tags,
        license_info=app.license_info,
        summary=app.summary,
    )
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    definition = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= definition.pop("$defs", {}) | {"Problem": definition}
    for operations in document.get("paths", {}).values():
        for operation in operations.values():
            _add_answers(operation)
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    return document


def _add_answers(operation: dict[str, Any]) -> None:
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    responses = operation.setdefault("responses", {})
    public = operation.get("x-ssfr-scope") == "public"
    for status, description in (_ALWAYS if public else _ALWAYS | _SIGNED_IN).items():
        kept = responses.get(str(status), {})
        if "HTTPValidationError" in str(kept) or not kept:
            responses[str(status)] = {"description": description, "content": problem}
    for status, response in responses.items():
        content = response.get("content", {})
        is_problem = content.get("application/json", {}).get("schema", {}).get("$ref", "").endswith("/Problem")
        if int(status) >= 400 and is_problem:
            response["content"] = problem
        if status in {"429", "503"}:
            response.setdefault("headers", {})["Retry-After"] = {"schema": {"type": "string"}}
    operation["responses"] = dict(sorted(responses.items()))
