"""Lists in pages: an opaque token says where the next one begins."""

import base64
import binascii
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel, BeforeValidator

from shared.field_types import digits_only
from shared.problems import NotFound

# The largest districts' schools, and then some, fit one page: lists of schools are shown and compared whole.
LARGEST_PAGE = 2000


def _up_to_largest(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    digits = digits_only(value).lstrip("0")
    return LARGEST_PAGE if len(digits) > len(str(LARGEST_PAGE)) else min(int(digits or "0"), LARGEST_PAGE)


# Who asks for more than a page holds gets a whole page and the token of the next, as at its end in any case.
PageSize = Annotated[
    int,
    Query(ge=1, description=f"Most items to return; more than {LARGEST_PAGE} is taken as {LARGEST_PAGE}."),
    BeforeValidator(_up_to_largest),
]
PageToken = Annotated[
    str, Query(max_length=400, pattern=r"^[A-Za-z0-9_=-]*$", description="`next_page_token` of the page before.")
]


Item = TypeVar("Item", bound=BaseModel)


class Page(BaseModel, Generic[Item]):
    """One page of a list."""

    items: list[Item]
    next_page_token: str = ""


def token_after(key: str, filters: str) -> str:
    """Return the token of the page that begins after ``key``, good for the same filters only."""
    return base64.urlsafe_b64encode(f"{filters}\x1f{key}".encode()).decode()


def key_of(token: str, filters: str) -> str:
    """Return the key a token stands for; empty for the first page."""
    if not token:
        return ""
    try:
        made_for, key = base64.urlsafe_b64decode(token).decode().split("\x1f", 1)
    except (binascii.Error, UnicodeDecodeError, ValueError) as error:
        raise PageNotFound() from error
    if made_for != filters:
        raise PageNotFound()
    return key


class PageNotFound(NotFound):
    """The token is not of this list: made for another filter, or not by us."""

    code = "page_not_found"
    title = "There is no such page"

    def __init__(self) -> None:
        super().__init__("This page_token belongs to another list or filter. Start again without it.")
