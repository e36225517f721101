"""Answers: made once for a retried request, with the headers that the document promises."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from uuid import UUID

from fastapi import Response
from pydantic import BaseModel

from services.allocation.store.unit_of_work import AllocationUnitOfWork
from shared.etags import etag
from shared.idempotency import IdempotentRequest
from shared.paging import PageNotFound, key_of

_ETAG = {"ETag": {"description": "The version, for If-Match.", "schema": {"type": "string"}}}
_LOCATION = {"Location": {"description": "Where the new thing is.", "schema": {"type": "string"}}}

Answers = dict[int | str, dict[str, Any]]
WITH_ETAG: Answers = {200: {"headers": _ETAG}}
CREATED: Answers = {201: {"headers": _LOCATION}}
CREATED_WITH_ETAG: Answers = {201: {"headers": _LOCATION | _ETAG}}


def answer(body: BaseModel, *, status: int = 200, version: int | None = None, location: str | None = None) -> Response:
    """Return a body as JSON, with its version and its place where it has them."""
    headers: dict[str, str] = {}
    if version is not None:
        headers["ETag"] = etag(version)
    if location is not None:
        headers["Location"] = location
    return Response(body.model_dump_json().encode(), status, headers, media_type="application/json")


async def answer_once(
    uow: AllocationUnitOfWork, request: IdempotentRequest, act: Callable[[], Awaitable[Response]]
) -> Response:
    """Act and keep the answer in the same transaction, or give the kept answer to a retried request."""
    async with uow:
        kept = await uow.idempotency.claim(request)
        if kept is not None:
            return kept
        response = await act()
        await uow.idempotency.keep(request, response)
    return response


def id_of(page_token: str, filters: str) -> UUID | None:
    """Return the id that a page token stands for; None for the first page.

    Raises:
        PageNotFound: The token was made for another list, or by nobody.
    """
    key = key_of(page_token, filters)
    try:
        return UUID(key) if key else None
    except ValueError as error:
        raise PageNotFound() from error


def filters_of(name: str, given: Mapping[str, object]) -> str:
    """Return what a page token is bound to."""
    return ":".join([name, *(f"{key}={value}" for key, value in sorted(given.items()))])
