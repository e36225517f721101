"""A measure that the district computes: a named expression over counts, measures and other derived measures."""

import re
from typing import Annotated

from pydantic import Field, StringConstraints, field_validator

from services.allocation.domain.exact_types import Label, PolicyPart
from services.allocation.domain.expressions.functions import RESERVED
from services.allocation.domain.expressions.grammar import MAX_LENGTH, parse_expression
from services.allocation.domain.expressions.nodes import Node
from services.allocation.domain.expressions.units import DeclaredUnit

NAME_PATTERN = r"^[A-Za-z_][A-Za-z0-9_]{0,63}$"


class DerivedMeasure(PolicyPart):
    """A named expression; rules and conditions use it as ``measure:NAME``, other expressions by its name."""

    name: Annotated[str, StringConstraints(pattern=NAME_PATTERN)]
    expression: Annotated[str, StringConstraints(min_length=1, max_length=MAX_LENGTH)]
    unit: DeclaredUnit = Field(default="ratio", description="What the expression counts; checked before it runs.")
    label: Label = ""

    @field_validator("name")
    @classmethod
    def _not_reserved(cls, name: str) -> str:
        if name in RESERVED:
            raise ValueError(f"{name} is a word of the language; choose another name, such as {name}_of_school")
        return name

    @field_validator("expression")
    @classmethod
    def _can_be_read(cls, expression: str) -> str:
        parse_expression(expression)
        return expression

    @property
    def title(self) -> str:
        """The label people read."""
        return self.label or re.sub(r"_+", " ", self.name).strip()

    @property
    def node(self) -> Node:
        """The expression, parsed."""
        return parse_expression(self.expression)
