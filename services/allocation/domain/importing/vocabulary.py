"""What a district calls its schools, levels, need categories and sources: the ground that an import is checked on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from services.allocation.domain.inputs import School

PreviousValues = Mapping[tuple[str, ...], Decimal]


@dataclass(frozen=True, slots=True)
class LevelDefinition:
    """A level of the district and the grades that it spans."""

    level: str
    name: str
    grades: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NeedCategoryDefinition:
    """A need category; ``duplicated`` when one pupil may count more than once in it."""

    need_category: str
    name: str
    duplicated: bool = False


@dataclass(frozen=True, slots=True)
class KnownSchool:
    """A school that the district has, as far as an import needs it."""

    school_id: str
    name: str
    levels: tuple[str, ...] = ()
    opened_on: date | None = None
    closed_on: date | None = None


DEFAULT_LEVELS = (
    LevelDefinition("elementary", "Elementary", ("EE", "PK", "TK", "K", "1", "2", "3", "4", "5")),
    LevelDefinition("middle", "Middle", ("6", "7", "8")),
    LevelDefinition("high", "High", ("9", "10", "11", "12")),
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The district's words. ``None`` means unknown: then any well-formed code is taken and nothing is looked up."""

    levels: tuple[LevelDefinition, ...] = DEFAULT_LEVELS
    need_categories: tuple[NeedCategoryDefinition, ...] | None = None
    schools: tuple[KnownSchool, ...] | None = None
    sources: tuple[tuple[str, str, str], ...] | None = None  # source_id, name, account code or ""


@dataclass(frozen=True, slots=True)
class CheckContext:
    """All that a check compares a file with.

    Attributes:
        vocabulary: The district's words.
        year_starts_on: First day of the fiscal year; a school closed by then is refused.
        year_ends_on: Last day of the fiscal year; a school that opens later is refused.
        enrollment: Known pupils by (school_id, level), used where the file itself has no count of all pupils.
        previous: Values of the last version by key, in pupils or dollars; see ``keyed_values``.
        big_change_bp: A change larger than this share of the last version is a warning (10,000 = all of it).
    """

    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    year_starts_on: date | None = None
    year_ends_on: date | None = None
    enrollment: Mapping[tuple[str, str], Decimal] | None = None
    previous: PreviousValues | None = None
    big_change_bp: int = 2_500


def known_schools(schools: Iterable[School]) -> tuple[KnownSchool, ...]:
    """Take from imported schools what later imports are checked against."""
    return tuple(
        KnownSchool(school.school_id, school.name, tuple(school.levels), school.opened_on, school.closed_on)
        for school in schools
    )
