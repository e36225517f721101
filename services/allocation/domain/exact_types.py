"""Field types of the policy: codes, cents, basis points and exact decimals."""

from decimal import Decimal, InvalidOperation
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, StringConstraints, WithJsonSchema

from services.allocation.domain.canonical import plain_decimal
from services.allocation.domain.limits import (
    BASIS_POINTS,
    CODE_PATTERN,
    DECIMAL_PLACES,
    MAX_CENTS,
    MAX_DECIMAL,
    MAX_PERCENT_BP,
    MICRO,
)


def parse_exact(value: object) -> Decimal:
    """Return a decimal of at most six places between 0 and the limit; a JSON number means its shortest spelling."""
    try:
        number = Decimal(repr(value) if isinstance(value, int | float) else str(value))
    except InvalidOperation as error:
        raise ValueError(f'{value!r} is not a decimal, such as "0.34"') from error
    if not number.is_finite() or number < 0 or number > MAX_DECIMAL:
        raise ValueError(f"{value} is not between 0 and {MAX_DECIMAL:,}")
    if number * MICRO != int(number * MICRO):
        raise ValueError(f"{value} has more than {DECIMAL_PLACES} decimals")
    return number


ExactDecimal = Annotated[
    Decimal,
    BeforeValidator(parse_exact),
    PlainSerializer(plain_decimal, return_type=str),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": rf"^[0-9]{{1,10}}(\.[0-9]{{1,{DECIMAL_PLACES}}}0*)?$"},
                {"type": "number", "minimum": 0, "maximum": int(MAX_DECIMAL)},
            ]
        }
    ),
]
"""A rate, weight or threshold: exact, at most six decimals; a string is safest, a JSON number is accepted."""

Code = Annotated[str, StringConstraints(pattern=CODE_PATTERN)]
"""A district's own code of a school, source, level, need category, rule or adjustment."""

LevelOrAny = Annotated[str, StringConstraints(pattern=rf"^\*$|{CODE_PATTERN}")]
"""A schooling level, or ``*`` for every level."""

Cents = Annotated[int, Field(strict=True, ge=0, le=MAX_CENTS)]
BasisPoints = Annotated[int, Field(strict=True, ge=0, le=BASIS_POINTS)]
PercentBasisPoints = Annotated[int, Field(strict=True, ge=0, le=MAX_PERCENT_BP)]
PLAIN_TEXT = r"^[^\x00-\x1f\x7f]*$"
"""Text without control characters: it travels through JSON, databases and spreadsheets unharmed."""

Label = Annotated[str, StringConstraints(max_length=200, pattern=PLAIN_TEXT)]


def is_none(value: object) -> bool:
    """Return whether a field says nothing: such fields stay out of documents, so that older ones keep their hash."""
    return value is None


def is_empty(value: tuple[object, ...]) -> bool:
    """Return whether a list says nothing."""
    return not value


def is_unset(value: object) -> bool:
    """Return whether nothing was said."""
    return value is None


class PolicyPart(BaseModel):
    """A piece of a policy: immutable, and an unknown key is an error rather than a decision ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)
