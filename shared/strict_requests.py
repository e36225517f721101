"""Requests that mean one thing: no duplicate JSON keys, no duplicate or unknown query parameters.

Both are taken silently by default, the last value winning; with money that is a way to be misread.
"""

import json
from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any

from fastapi import Request, Response
from fastapi.dependencies.utils import get_flat_params
from fastapi.params import Form, Query
from fastapi.routing import APIRoute

from shared.problems import Malformed, ProblemItem, Refusal, clean


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = sorted({clean(name, 60) for name in names if names.count(name) > 1})
        raise Malformed(
            f"The JSON names {', '.join(twice)} more than once. Send each name once.",
            [ProblemItem(code="duplicate_key", message=f"{name} stands more than once") for name in twice],
        )
    return found


def _no_constant(name: str) -> Any:
    raise Malformed(f"{name} is not a number in JSON.", [ProblemItem(code="not_a_number", message=name)])


class StrictRequest(Request):
    """A request whose JSON body is read strictly."""

    async def json(self) -> Any:
        """Return the parsed body; raises :class:`Malformed` where it is ambiguous."""
        if not hasattr(self, "_strict_json"):
            body = await self.body()
            try:
                self._strict_json = json.loads(
                    body, object_pairs_hook=_no_duplicates, parse_constant=_no_constant, parse_float=_finite
                )
            except (UnicodeDecodeError, RecursionError) as error:
                raise Malformed("The body is not JSON in UTF-8 of reasonable depth.") from error
            except json.JSONDecodeError:
                raise
            except ValueError as error:  # an integer of thousands of digits
                raise Malformed("The body holds a number that is too long.") from error
        return self._strict_json


def _finite(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise Malformed(f"{clean(text, 40)} is too large.", [ProblemItem(code="too_large", message=clean(text, 40))])
    return number


class UnsupportedMediaType(Refusal):
    """The body came as something the operation does not read."""

    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    code = "unsupported_media_type"
    title = "This kind of body is not read here"


class StrictRoute(APIRoute):
    """A route that refuses query parameters it does not know or gets twice, and bodies of another kind."""

    def _takes(self) -> str:
        if self.body_field is None:
            return ""
        return "multipart/form-data" if isinstance(self.body_field.field_info, Form) else "application/json"

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap the usual handler."""
        handle = super().get_route_handler()
        known = {field.alias for field in get_flat_params(self.dependant) if isinstance(field.field_info, Query)}
        takes = self._takes()

        async def strict(request: Request) -> Response:
            sent = request.headers.get("content-type", "").partition(";")[0].strip().lower()
            if takes and sent != takes:
                raise UnsupportedMediaType(f"Send the body as {takes}.")
            names = [name for name, _ in request.query_params.multi_items()]
            faults = [
                ProblemItem(pointer=f"/query/{clean(name, 60)}", code=code, message=message)
                for name in sorted(set(names))
                for code, message, wrong in (
                    ("duplicate_parameter", "given more than once", names.count(name) > 1),
                    ("unknown_parameter", "not a parameter of this operation", name not in known),
                )
                if wrong
            ]
            if faults:
                raise Malformed("The address has query parameters that cannot be used.", faults)
            return await handle(StrictRequest(request.scope, request.receive))

        return strict
