"""A published formula of another district, as a document: its words, its parts, its sources and what is left out."""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from services.allocation.domain.derived_measures import DerivedMeasure
from services.allocation.domain.exact_types import BasisPoints, Label, PolicyPart
from services.allocation.domain.expressions.grammar import MAX_LENGTH, parse_expression
from services.allocation.domain.expressions.units import DeclaredUnit

FormulaId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{2,63}$")]
Word = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,30}$")]
Text = Annotated[str, StringConstraints(max_length=2_000)]
Expression = Annotated[str, StringConstraints(min_length=1, max_length=MAX_LENGTH)]
Grade = Annotated[str, StringConstraints(pattern=r"^(EE|PK|TK|K|[1-9]|1[0-2])$")]


class FormulaSource(PolicyPart):
    """Where the figures stand."""

    title: Text
    url: Text = ""


class GradeBand(PolicyPart):
    """Grades that the formula pays alike."""

    band: Word
    name: Label
    grades: tuple[Grade, ...] = Field(min_length=1)


class PupilGroup(PolicyPart):
    """A group of pupils that the formula counts.

    Attributes:
        like: Well-known need categories it resembles, the closest first.
        share_bp: How many of them belong to it until the reader says otherwise; the rest belong to other groups.
    """

    group: Word
    name: Label
    meaning: Text = ""
    like: tuple[Word, ...] = Field(min_length=1)
    share_bp: BasisPoints = 10_000


class FormulaMeasure(PolicyPart):
    """Any other number of a school that the formula needs.

    Attributes:
        like: Measures of the district it may stand for, the closest first; ``current_budget`` is one of them.
        otherwise: What counts where the district has none of them; None: the formula cannot be applied then.
    """

    measure: Word
    name: Label
    meaning: Text = ""
    like: tuple[Word, ...] = ()
    unit: DeclaredUnit = "ratio"
    otherwise: Decimal | None = None


class Figure(PolicyPart):
    """A number of the formula that people look for: a base, a foundation, a threshold.

    Attributes:
        published: False for what no document in reach says and was assumed.
    """

    figure: Word
    name: Label
    expression: Expression
    unit: DeclaredUnit
    published: bool = True


class Rate(PolicyPart):
    """Dollars for one pupil of a grade band, of a group, or of a group within a band."""

    band: Word | None = None
    group: Word | None = None
    rate: Expression = Field(description="Dollars per pupil, such as `1.8 * base`.")


class Part(PolicyPart):
    """One line of the formula: rates per pupil, or an expression in dollars for the school."""

    part: Word
    label: Label
    rates: tuple[Rate, ...] = ()
    expression: Expression | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if bool(self.rates) == (self.expression is not None):
            raise ValueError("give either rates or an expression")
        return self


class Worked(PolicyPart):
    """A published example: pupils in, dollars out. The tests recompute it through the engine."""

    what: Text
    bands: dict[Word, Decimal] = Field(default_factory=dict)
    groups: dict[Word, Decimal] = Field(default_factory=dict)
    measures: dict[Word, Decimal] = Field(default_factory=dict)
    dollars: dict[Word, Decimal] = Field(description="By part; `total` is the sum of all parts.")
    printed: Text = ""


class LibraryFormula(PolicyPart):
    """A formula of the library."""

    formula_id: FormulaId
    prefix: Word = Field(description="What its derived measures begin with in a policy.")
    district: Label
    title: Label
    fiscal_year: int
    kind: Literal["weighted_student", "state", "hybrid"] = "weighted_student"
    summary: Text
    since_then: Text = ""
    simplified: tuple[Text, ...] = ()
    sources: tuple[FormulaSource, ...] = Field(min_length=1)
    bands: tuple[GradeBand, ...] = Field(min_length=1)
    groups: tuple[PupilGroup, ...] = ()
    measures: tuple[FormulaMeasure, ...] = ()
    figures: tuple[Figure, ...] = ()
    derived_measures: tuple[DerivedMeasure, ...] = ()
    parts: tuple[Part, ...] = Field(min_length=1)
    worked: tuple[Worked, ...] = ()

    @model_validator(mode="after")
    def _words_differ_and_fit(self) -> Self:
        words = [
            *(band.band for band in self.bands),
            *(group.group for group in self.groups),
            *(measure.measure for measure in self.measures),
            *(figure.figure for figure in self.figures),
            *(measure.name for measure in self.derived_measures),
            *(part.part for part in self.parts),
        ]
        twice = sorted({word for word in words if words.count(word) > 1})
        if twice:
            raise ValueError(f"these words are used twice: {', '.join(twice)}")
        grades = [grade for band in self.bands for grade in band.grades]
        if len(grades) != len(set(grades)):
            raise ValueError("a grade stands in two bands")
        bands, groups = {band.band for band in self.bands}, {group.group for group in self.groups}
        for part in self.parts:
            for rate in part.rates:
                if not ({rate.band} <= bands | {None} and {rate.group} <= groups | {None}):
                    raise ValueError(f"{part.part}: {rate.band} or {rate.group} is neither a band nor a group")
                parse_expression(rate.rate)
            if part.expression is not None:
                parse_expression(part.expression)
        return self
