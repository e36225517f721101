"""How the columns of one kind of file fill the fields: a small document that is saved under a name and reused."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator
from pydantic_core import InitErrorDetails

from services.allocation.domain.importing.kinds import FIELDS, WIDE_ROLES, ImportKind
from services.allocation.domain.importing.numbers import NumberFormat

MAX_HEADER = 300
"""Characters of the name of a column."""

Header = Annotated[str, StringConstraints(min_length=1, max_length=MAX_HEADER)]
CellText = Annotated[str, StringConstraints(max_length=300)]
_ROLE = re.compile(r"(count|amount|measure|flag):(.{1,130})", re.DOTALL)


class _Document(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ColumnChoice(_Document):
    """What one column is.

    ``field`` is a field of the kind, ``count:<category>[@level]``, ``amount:<source_id>``, ``measure:<name>``,
    ``flag:<name>`` or ``ignore``.
    """

    header: Header
    field: Annotated[str, StringConstraints(min_length=1, max_length=140)]
    confidence_bp: int = Field(default=10_000, ge=0, le=10_000)
    reason: CellText = ""

    @property
    def role(self) -> tuple[str, str] | None:
        """Return ("count", "poverty@middle") and the like for a wide column, None for a plain field."""
        match = _ROLE.fullmatch(self.field)
        return (match[1], match[2].strip()) if match else None


class IdPart(_Document):
    """One column of a composed school id; ``width`` fills digits up with zeros on the left."""

    header: Header
    width: int | None = Field(default=None, ge=1, le=20)


class RowFilter(_Document):
    """Keeps rows whose cell is one of ``keep`` (when given) and none of ``drop``; case and outer blanks are equal."""

    header: Header
    keep: tuple[CellText, ...] = ()
    drop: tuple[CellText, ...] = ()


class DerivedColumn(_Document):
    """A new column: the sum of ``plus`` less the sum of ``minus``. One plus alone is a second use of a column."""

    header: Header
    plus: tuple[Header, ...] = Field(min_length=1)
    minus: tuple[Header, ...] = ()


class LevelRule(_Document):
    """Where the level of a row comes from, and what to do with a row that spans several levels.

    ``by``: a ``column`` with a level, grade, span or school type; the ``grades`` columns; the pupil ``counts`` that
    the row gives by level; the known ``school``; a ``constant``; or ``whole``: level ``*``, the school as a whole.
    ``spanning``: ``main`` level (most grades, or most pupils where counts are known), ``lowest``, ``highest``,
    ``spread`` over the levels in proportion to the row's pupils (totals stay exact), ``whole``, or ``refuse``.
    ``header`` is the column when it is not the one mapped to ``level``. ``values`` gives the level of a cell's text,
    ``otherwise`` the level of a row that tells none.
    """

    by: Literal["column", "grades", "counts", "school", "constant", "whole"]
    header: Header | None = None
    values: dict[CellText, CellText] = Field(default_factory=dict)
    spanning: Literal["main", "lowest", "highest", "spread", "whole", "refuse"] = "main"
    otherwise: CellText | None = None

    @model_validator(mode="after")
    def _spread_needs_counts(self) -> "LevelRule":
        if self.spanning == "spread" and self.by != "counts":
            raise ValueError('spanning "spread" needs by "counts": pupils by level must be in the row')
        return self


class SumCheck(_Document):
    """A check on every row, where blank cells count as zero.

    ``sum``: the parts must equal the total. ``union``: the total lies between the largest part and the sum of the
    parts, as a count without duplicates must.
    """

    total: Header
    parts: tuple[Header, ...] = Field(min_length=1)
    rule: Literal["sum", "union"] = "sum"
    tolerance: Decimal = Field(default=Decimal(0), ge=0, le=1_000_000)


class Mapping(_Document):
    """The whole mapping of one kind of file."""

    schema_version: Literal[1] = 1
    kind: ImportKind
    columns: tuple[ColumnChoice, ...] = Field(default=(), max_length=1000)
    constants: dict[str, CellText] = Field(default_factory=dict)
    id_parts: tuple[IdPart, ...] = Field(default=(), max_length=6)
    school_id_from_name: bool = False
    row_filters: tuple[RowFilter, ...] = ()
    derived: tuple[DerivedColumn, ...] = Field(default=(), max_length=50)
    level: LevelRule | None = None
    checks: tuple[SumCheck, ...] = Field(default=(), max_length=50)
    number_format: NumberFormat = "1,234.50"
    blank_values: tuple[CellText, ...] = ()
    negative_amounts: Literal["refuse", "allow"] = "refuse"
    sheet: CellText | None = None
    header_row: int | None = Field(default=None, ge=1, le=1000)

    @model_validator(mode="after")
    def _fields_exist(self) -> "Mapping":
        faults = list(self._column_faults())
        unknown = sorted(set(self.constants) - set(FIELDS[self.kind]))
        if unknown:
            names = ", ".join(unknown)
            faults.append((("constants",), names, f"constants name unknown fields: {names}"))
        if self.negative_amounts == "allow" and self.kind != "school_grants":
            faults.append((("negative_amounts",), "allow", "negative amounts may be allowed in school_grants only"))
        if faults:
            # One plain error would tell of the first fault only.
            raise ValidationError.from_exception_data(
                "Mapping",
                [
                    InitErrorDetails(type="value_error", loc=place, input=found, ctx={"error": ValueError(message)})
                    for place, found, message in faults
                ],
            )
        return self

    def _column_faults(self) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
        """Yield each fault of a column: its place in the document, what stands there, and what is wrong."""
        plain: set[str] = set()
        for number, choice in enumerate(self.columns):
            place = ("columns", number, "field")
            role = choice.role
            if role is not None:
                if role[0] not in WIDE_ROLES[self.kind]:
                    message = f'column "{choice.header}": {role[0]}:... is not part of an import of {self.kind}'
                    yield place, choice.field, message
            elif choice.field != "ignore":
                if choice.field not in FIELDS[self.kind]:
                    known = ", ".join(FIELDS[self.kind])
                    message = f'column "{choice.header}": unknown field "{choice.field}"; known are {known}'
                    yield place, choice.field, message
                elif choice.field in plain:
                    yield place, choice.field, f'two columns are mapped to "{choice.field}"; keep one'
                plain.add(choice.field)

    def header_of(self, field: str) -> str | None:
        """Return the header of the column that fills a field."""
        return next((choice.header for choice in self.columns if choice.field == field), None)
