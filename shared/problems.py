"""One shape for every refusal: RFC 9457 problem details.

Domain and store raise a :class:`Refusal`; one handler turns it into ``application/problem+json``.
"""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, ClassVar, Final

from pydantic import BaseModel, ConfigDict, Field

# Every installation serves the page of all codes itself, so what a problem's type points to is always there.
PROBLEMS_PAGE: Final = "/api/problems"


class ProblemItem(BaseModel):
    """One fault: where it is, what is wrong there, and what to do."""

    model_config = ConfigDict(extra="forbid")

    pointer: str | None = Field(
        default=None,
        description="JSON pointer into the body that was sent, empty for all of it; of a form, its field. What stands "
        "in the address or a header begins with /query, /path or /header.",
    )
    file: str | None = None
    row: int | None = Field(default=None, description="Row as a spreadsheet shows it; the header is row 1.")
    column: str | None = None
    value: str | None = None
    code: str
    message: str
    remedy: str | None = None


class Problem(BaseModel):
    """RFC 9457 problem details with our code and the list of faults."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    code: str
    detail: str
    instance: str | None = None
    errors: list[ProblemItem] = []
    trace_id: str | None = None


class Refusal(Exception):
    """Something was asked that cannot be done; says why and what the reader can do.

    Subclass once per refusal, name ``status`` and ``code`` there, and build ``detail`` from the offending values.
    """

    status: ClassVar[int] = HTTPStatus.CONFLICT
    code: ClassVar[str] = "refused"
    title: ClassVar[str] = "This cannot be done"

    def __init__(
        self, detail: str, errors: Sequence[ProblemItem] = (), headers: Mapping[str, str] | None = None, **more: Any
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = list(errors)
        self.headers = dict(headers or {})
        self.more = more


class NotFound(Refusal):
    """The thing does not exist, or not in the caller's district: the two answers are the same on purpose."""

    status = HTTPStatus.NOT_FOUND
    code = "not_found"
    title = "Not found"


class Unauthenticated(Refusal):
    """Nobody is signed in, or the proof of it has expired."""

    status = HTTPStatus.UNAUTHORIZED
    code = "sign_in_required"
    title = "Sign in first"

    def __init__(self, detail: str = "Sign in and try again.") -> None:
        super().__init__(detail, headers={"WWW-Authenticate": "Bearer"})


class Forbidden(Refusal):
    """Signed in, but this role or school scope may not do it."""

    status = HTTPStatus.FORBIDDEN
    code = "not_allowed"
    title = "Your role does not allow this"


class Malformed(Refusal):
    """The request cannot be read as what the operation takes."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "malformed_request"
    title = "The request has faults"


class BadRequest(Refusal):
    """The request is broken before anything of it can be read."""

    status = HTTPStatus.BAD_REQUEST
    code = "bad_request"
    title = "Bad Request"


class MethodNotAllowed(Refusal):
    """The address does not take this method."""

    status = HTTPStatus.METHOD_NOT_ALLOWED
    code = "method_not_allowed"
    title = "Method Not Allowed"


class TooLarge(Refusal):
    """The body is larger than the operation or the installation takes."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    code = "body_too_large"
    title = "The body is too large"


class Unexpected(Refusal):
    """Something went wrong that nobody foresaw; it is logged with the trace id."""

    status = HTTPStatus.INTERNAL_SERVER_ERROR
    code = "internal_server_error"
    title = "Internal Server Error"


class PreconditionRequired(Refusal):
    """A change came without saying which version it changes."""

    status = HTTPStatus.PRECONDITION_REQUIRED
    code = "if_match_required"
    title = "Say which version you change"


class PreconditionFailed(Refusal):
    """Somebody else changed it first."""

    status = HTTPStatus.PRECONDITION_FAILED
    code = "changed_meanwhile"
    title = "Changed by somebody else"


class Unavailable(Refusal):
    """A part this depends on does not answer now; nothing was changed."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "unavailable"
    title = "Not available right now"


class ConnectionLost(Unavailable):
    """The connection to the database broke while it worked on the request, so nobody knows whether it was done."""

    code = "connection_lost"
    title = "The connection was lost"

    def __init__(self) -> None:
        super().__init__(
            "The connection to the database was lost. Try again; with the same Idempotency-Key nothing is done twice.",
            headers={"Retry-After": "1"},
        )


def clean(value: object, limit: int = 300) -> str:
    """Return text that any JSON encoder takes: no lone surrogates, of bounded length."""
    return str(value).encode("utf-8", "replace").decode("utf-8")[:limit]
