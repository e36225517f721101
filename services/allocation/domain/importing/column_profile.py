"""What the cells of a column look like: shares of its non-blank sample that could be this or that."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from services.allocation.domain.importing.fiscal_years import fiscal_year_of
from services.allocation.domain.importing.grades import LevelReader, grade_of
from services.allocation.domain.importing.need_words import NeedReader
from services.allocation.domain.importing.numbers import NumberFault, parse_number
from services.allocation.domain.importing.school_lookup import SchoolLookup
from services.allocation.domain.importing.source_words import SourceReader
from services.allocation.domain.importing.vocabulary import CheckContext, Vocabulary
from services.allocation.domain.importing.yes_no import yes_no

LARGE = 5_000  # more pupils than nearly every school has, few dollars for a school


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """Shares from 0 to 1 over the non-blank cells of the sample; ``number`` counts those that are refused later too."""

    filled: int
    number: float
    decimal: float
    large: float
    dollar_sign: float
    distinct: float
    school_id: float
    school_name: float
    level: float
    grade: float
    need: float
    source: float
    yes_no: float
    fiscal_year: float

    @property
    def is_number(self) -> bool:
        """Say whether the column can be read as numbers; a few stray texts are faults, not another type."""
        return self.filled > 0 and self.number >= 0.8


@dataclass(slots=True)
class Profiler:
    """Looks at columns with the district's words at hand."""

    lookup: SchoolLookup
    levels: LevelReader
    needs: NeedReader
    sources: SourceReader

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> "Profiler":
        """Build the readers once for all columns."""
        return cls(
            SchoolLookup(CheckContext(vocabulary)),
            LevelReader(vocabulary.levels),
            NeedReader(vocabulary.need_categories),
            SourceReader(vocabulary.sources),
        )

    def profile(self, cells: Sequence[str]) -> ColumnProfile:
        """Measure a column."""
        texts = [cell.strip() for cell in cells if cell.strip()]
        total = len(texts) or 1
        parsed = [parse_number(text) for text in texts]
        numbers = [number for number in parsed if isinstance(number, Decimal)]
        words = [text for text, number in zip(texts, parsed, strict=True) if not _is_meant_as_number(number)]

        def share(count: int) -> float:
            return count / total

        return ColumnProfile(
            filled=len(texts),
            number=share(len(texts) - len(words)),
            decimal=share(sum(number != number.to_integral_value() for number in numbers)),
            large=share(sum(abs(number) > LARGE for number in numbers)),
            dollar_sign=share(sum("$" in text for text in texts)),
            distinct=share(len(set(texts))),
            school_id=share(sum(text in self.lookup.by_id or bool(self.lookup.padded(text)) for text in texts)),
            school_name=share(sum(bool(self.lookup.named(text)) for text in texts)),
            level=share(sum(bool(self.levels.of_text(text)) for text in texts)),
            grade=share(sum(grade_of(text) is not None for text in texts)),
            need=share(sum(self._is_need(text) for text in words)),
            source=share(sum(bool(self.sources.known) and self.sources.of_cell(text) is not None for text in texts)),
            yes_no=share(sum(yes_no(text) is not None for text in texts)),
            fiscal_year=share(sum(fiscal_year_of(text) is not None for text in texts)),
        )

    def _is_need(self, text: str) -> bool:
        return self.needs.of_header(text)[0] is not None


def _is_meant_as_number(read: Decimal | NumberFault) -> bool:
    """Say whether a text is a number, or one that was shortened, is too large or has a doubtful comma.

    A column of such texts holds figures: only when it is taken for them is each one listed with its remedy.
    """
    return isinstance(read, Decimal) or read.code != "not_a_number"
