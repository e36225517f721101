"""Types of JSON fields with published bounds; what is outside them never reaches a use case."""

from typing import Annotated, Any

from fastapi import Query
from pydantic import BeforeValidator, Field, StringConstraints
from pydantic.json_schema import WithJsonSchema

from shared.money import MAX_CENTS


def _whole(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise ValueError("must be a whole number")


def _digits(value: Any) -> Any:
    if isinstance(value, str) and not (value.isascii() and value.isdigit()):
        raise ValueError("must be a year in digits")
    return value


def digits_only(value: Any) -> Any:
    """Return what stands in an address for a whole number; ``1_0``, ``+1`` and ``1.0`` are none."""
    if isinstance(value, str) and not (value.isascii() and value.isdigit()):
        raise ValueError("must be a whole number in digits")
    return value


Cents = Annotated[int, Field(ge=0, le=MAX_CENTS), BeforeValidator(_whole)]
SignedCents = Annotated[int, Field(ge=-MAX_CENTS, le=MAX_CENTS), BeforeValidator(_whole)]
FiscalYearNumber = Annotated[int, Field(ge=1990, le=2100, examples=[2027]), BeforeValidator(_whole)]
# In addresses everything is text; digits only, so that `1_0` and `+5` are not numbers.
FiscalYearText = Annotated[
    int,
    BeforeValidator(
        lambda value: value if not isinstance(value, str) or (value.isascii() and value.isdigit()) else "x"
    ),
    Field(ge=1990, le=2100, examples=[2027]),
]
# FastAPI merges a second Query into the type and loses the bounds, so a required parameter has all in one.
FiscalYearQuery = Annotated[
    int,
    Query(ge=1990, le=2100, examples=[2027], description="Fiscal year, named by the year it ends in."),
    BeforeValidator(_digits),
]
OptionalFiscalYearQuery = Annotated[
    int | None,
    Query(ge=1990, le=2100, examples=[2027], description="Only this fiscal year, named by the year it ends in."),
    BeforeValidator(_digits),
]
PLAIN_TEXT = r"^[^\x00-\x08\x0B\x0C\x0E-\x1F\x7F]*$"
Code = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._@-]{0,63}$"), Field(examples=["S-014"], max_length=64)
]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=PLAIN_TEXT), Field(examples=["Draft 2"])]
LongText = Annotated[str, StringConstraints(max_length=4000, pattern=PLAIN_TEXT)]
AnyJsonObject = Annotated[dict[str, Any], WithJsonSchema({"type": "object"})]
