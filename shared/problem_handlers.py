"""Every failure of a request becomes problem details here, and only here."""

import re
from collections.abc import Mapping
from typing import Any, Final

import orjson
import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from sqlalchemy.exc import DBAPIError, PendingRollbackError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from shared.logs import trace_id
from shared.messaging.failures import DRIVER_LOST, is_outage
from shared.problems import (
    PROBLEMS_PAGE,
    BadRequest,
    ConnectionLost,
    Malformed,
    MethodNotAllowed,
    NotFound,
    Problem,
    ProblemItem,
    Refusal,
    TooLarge,
    Unavailable,
    Unexpected,
    clean,
)
from shared.sentences import Sentences, reader_language
from shared.spanish import SENTENCES
from shared.too_large import TooLargeAsProblem, too_large
from shared.validation_faults import fault_message, fault_pointer, pointer_of

log = structlog.get_logger(__name__)

# SQLSTATE of a statement that lost a race or ran out of time: nothing was changed, so it may be tried again.
_TRANSIENT = {"40001", "40P01", "55P03", "57014", "57P01", "57P03", "53300", "25P03", "25P04"}
_UNSTORABLE = {"22003", "22P05", "22021"}  # out of range, untranslatable or invalid character


PROBLEM_TYPE = "application/problem+json"
OF_ALL_SERVICES = Sentences(SENTENCES)


def problem_body(refusal: Refusal, path: str, sentences: Sentences = OF_ALL_SERVICES) -> bytes:
    """Return the problem document of a refusal to do something at ``path``, in the reader's language."""
    problem = Problem(
        type=problem_type(refusal.code),
        title=refusal.title,
        status=refusal.status,
        code=refusal.code,
        detail=clean(refusal.detail, 2000),
        instance=clean(path, 500),
        errors=refusal.errors,
        trace_id=trace_id.get() or None,
        **refusal.more,
    )
    return orjson.dumps(problem_in_words(problem.model_dump(mode="json", exclude_none=True), sentences))


def problem_type(code: str) -> str:
    """Return where a code is described: a place on the page that the gateway serves."""
    return f"{PROBLEMS_PAGE}#{code.replace('_', '-')}"


def problem_in_words(document: dict[str, Any], sentences: Sentences) -> dict[str, Any]:
    """Return a problem document, just made or kept, in the reader's language."""
    if reader_language.get() == "en":
        return document
    said: dict[str, Any] = {name: sentences.say(document[name]) for name in ("title", "detail") if name in document}
    if "relax" in document:
        said["relax"] = [sentences.say(each) for each in document["relax"]]
    errors = [
        item | {name: sentences.say(item[name]) for name in ("message", "remedy") if item.get(name)}
        for item in document.get("errors") or []
    ]
    return document | said | ({"errors": errors} if errors else {})


def install(app: FastAPI, sentences: Sentences = OF_ALL_SERVICES) -> None:
    """Register the handlers on ``app``; ``sentences`` are what it says, in every language."""

    def answer(request: Request, refusal: Refusal) -> Response:
        body = problem_body(refusal, request.url.path, sentences)
        headers = refusal.headers | {"Content-Language": reader_language.get()}
        return Response(body, refusal.status, headers, media_type=PROBLEM_TYPE)

    async def on_refusal(request: Request, error: Exception) -> Response:
        assert isinstance(error, Refusal)
        return answer(request, error)

    async def on_invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        # Only place and reason: echoing the input turns NaN and lone surrogates into a 500.
        items = [_fault(each, error.body) for each in error.errors()[:100]]
        return answer(request, Malformed("Some values cannot be used. Each is listed with its place.", items))

    async def on_http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return answer(request, _of_framework(app, request, error))

    async def on_database(request: Request, error: Exception) -> Response:
        state = getattr(getattr(error, "orig", None), "sqlstate", "")
        if state in _UNSTORABLE:
            return answer(request, Malformed("A value is outside what can be stored."))
        if isinstance(error, PoolTimeout | OSError) or state in _TRANSIENT:
            detail = "The database is busy. Nothing was changed; try again."
            return answer(request, Unavailable(detail, headers={"Retry-After": "1"}))
        if is_outage(error):
            log.warning("database connection lost", path=request.url.path, exc_info=error)
            return answer(request, ConnectionLost())
        return await on_unexpected(request, error)

    async def on_unexpected(request: Request, error: Exception) -> Response:
        log.error("request failed", path=request.url.path, exc_info=error)
        detail = "Something went wrong on our side. Nothing was changed. Give the trace id to support."
        return answer(request, Unexpected(detail))

    app.add_exception_handler(Refusal, on_refusal)
    app.add_exception_handler(RequestValidationError, on_invalid)
    app.add_exception_handler(HTTPException, on_http)
    for kind in (DBAPIError, PoolTimeout, PendingRollbackError, ConnectionError, *DRIVER_LOST):
        app.add_exception_handler(kind, on_database)
    app.add_exception_handler(Exception, on_unexpected)
    build = app.build_middleware_stack

    def build_around() -> ASGIApp:
        return TooLargeAsProblem(build(), lambda refusal, path: problem_body(refusal, path, sentences), PROBLEM_TYPE)

    app.build_middleware_stack = build_around  # type: ignore[method-assign]  # what measures bodies is outermost


def _of_framework(app: FastAPI, request: Request, error: HTTPException) -> Refusal:
    """Return what the framework refuses by itself; it names a status and hardly more."""
    if error.status_code == TooLarge.status:
        return too_large()
    kind = _KINDS.get(error.status_code, BadRequest)
    refusal = kind(clean(error.detail), headers=dict(error.headers or {}))
    if kind is MethodNotAllowed:
        refusal.headers["Allow"] = ", ".join(_methods(app, request.url.path))
    return refusal


def _fault(found: Mapping[str, Any], body: object) -> ProblemItem:
    where, *location = found["loc"]
    if where == "body":
        pointer = fault_pointer(location, body, is_missing=found["type"] == "missing")
    else:
        pointer = pointer_of((where, *location))
    return ProblemItem(
        pointer=clean(pointer, 400), code=clean(found["type"]), message=clean(fault_message(found["msg"]))
    )


def _methods(app: FastAPI, path: str) -> list[str]:
    """Return every method the path takes; the router itself names those of one route only."""
    found: set[str] = set()
    for template, operations in app.openapi().get("paths", {}).items():
        if re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", template), path):
            found |= {method.upper() for method in operations if method in _METHODS}
    return sorted(found)


_KINDS: Final[dict[int, type[Refusal]]] = {int(kind.status): kind for kind in (BadRequest, NotFound, MethodNotAllowed)}
_METHODS = {"get", "put", "post", "delete", "patch", "head", "options"}
