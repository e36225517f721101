"""Requests that mean one thing: no duplicate JSON keys, no duplicate or unknown query parameters.

Both are taken silently by default, the last value winning; with money that is a way to be misread.
"""

import json
from collections import Counter
from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any, ClassVar

from fastapi import Request, Response
from fastapi.dependencies.utils import get_flat_params
from fastapi.params import Form, Query
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from shared.problems import Malformed, ProblemItem, Refusal, clean

_MOST_NAMED = 20
_TOO_DEEP = "The JSON is nested too deeply. Send fewer lists and objects inside each other."


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        times = Counter(name for name, _ in pairs)
        twice = sorted({clean(name, 60) for name, count in times.items() if count > 1})[:_MOST_NAMED]
        raise Malformed(
            f"The JSON names {', '.join(twice)} more than once. Send each name once.",
            [ProblemItem(code="duplicate_key", message=f"{name} stands more than once") for name in twice],
        )
    return found


def _no_constant(name: str) -> Any:
    raise Malformed(
        f"{name} is not a number in JSON. Send the figure in digits.", [ProblemItem(code="not_a_number", message=name)]
    )


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
            except UnicodeDecodeError as error:
                raise Malformed("The body is not text in UTF-8. Send its JSON in UTF-8.") from error
            except RecursionError as error:
                raise Malformed(_TOO_DEEP, [ProblemItem(code="too_deep", message=_TOO_DEEP)]) from error
            except json.JSONDecodeError:
                raise
            except ValueError as error:  # an integer of thousands of digits
                raise Malformed("The body holds a number that is too long. Send at most 15 digits.") from error
        return self._strict_json


def _finite(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise Malformed(
            f"{clean(text, 40)} is too large. Send a smaller number.",
            [ProblemItem(code="too_large", message=clean(text, 40))],
        )
    return number


class UnsupportedMediaType(Refusal):
    """The body came as something the operation does not read."""

    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    code = "unsupported_media_type"
    title = "This kind of body is not read here"


class StrictRoute(APIRoute):
    """A route that refuses query parameters it does not know or gets twice, and bodies of another kind."""

    knows_all_parameters: ClassVar[bool] = True

    def _takes(self) -> str:
        if self.body_field is None:
            return ""
        return "multipart/form-data" if isinstance(self.body_field.field_info, Form) else "application/json"

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap the usual handler."""
        handle = super().get_route_handler()
        known = {field.alias for field in get_flat_params(self.dependant) if isinstance(field.field_info, Query)}
        takes, is_closed = self._takes(), self.knows_all_parameters

        async def strict(request: Request) -> Response:
            sent = request.headers.get("content-type", "").partition(";")[0].strip().lower()
            if takes and sent != takes:
                raise UnsupportedMediaType(f"Send the body as {takes}.")
            times = Counter(name for name, _ in request.query_params.multi_items())
            faults = [
                ProblemItem(pointer=f"/query/{clean(name, 60)}", code=code, message=message)
                for name in sorted(times)
                for code, message, wrong in (
                    ("duplicate_parameter", "given more than once", times[name] > 1),
                    ("unknown_parameter", "not a parameter of this operation", is_closed and name not in known),
                )
                if wrong
            ]
            if faults:
                raise Malformed("The address has query parameters that cannot be used.", faults[:_MOST_NAMED])
            try:
                return await handle(StrictRequest(request.scope, request.receive))
            except HTTPException as error:
                # The framework puts its own words in the place of whatever the reading of a body raises.
                if isinstance(error.__cause__, Refusal):
                    raise error.__cause__ from None
                raise

        return strict


class RouteFromElsewhere(StrictRoute):
    """A route whose address somebody else completes, who may add parameters of their own."""

    knows_all_parameters = False
