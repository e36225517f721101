"""What the files say of one school, looked up once for all the amounts that rest on it."""

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from services.allocation.domain.canonical import plain_decimal
from services.allocation.domain.explanation import Explanation, InputRow, money_of, number_of
from services.allocation.domain.inputs import CountRow
from services.allocation.domain.limits import ALL_PUPILS, ANY_LEVEL
from services.allocation.domain.phrases import Phrase, say
from services.allocation.domain.prepare import Prepared, level_of_count
from services.allocation.domain.result import Result
from services.allocation.domain.rule_sums import RuleSums


@dataclass(frozen=True, slots=True)
class CellCount:
    """A school's pupils of one level and need category."""

    column: int
    scaled: int
    name: Phrase
    text: str
    rows: tuple[InputRow, ...]


@dataclass(eq=False)
class SchoolReading:
    """One school of a result. Sources share their pupils, so a tree over twenty sources reads each row once.

    Attributes:
        lifted: What an adjustment did to the school, by adjustment: several sources carry parts of it.
    """

    result: Result
    row: int
    lifted: dict[tuple[str, str], Explanation] = field(default_factory=dict)
    _cells: list[CellCount] | None = None

    @property
    def prepared(self) -> Prepared:
        """The inputs, with the policy's derived measures."""
        return self.result.prepared

    @cached_property
    def sums(self) -> RuleSums:
        """Weighted pupils of every school, for all rules of the policy in one pass."""
        decided = (ledger.policy for ledger in self.result.ledgers if ledger.policy is not None)
        return RuleSums(self.prepared, (rule for source in decided for rule in source.rules))

    @property
    def school_id(self) -> str:
        """The school's id."""
        return self.prepared.school_ids[self.row]

    @property
    def cells(self) -> list[CellCount]:
        """The cells in which the school has pupils."""
        if self._cells is None:
            prepared = self.prepared
            counts = prepared.cells.counts[self.row].tolist()
            rows = self._rows_by_cell()
            self._cells = [
                CellCount(
                    column,
                    counts[column],
                    cell_name(level, need),
                    number_of(*_lowest(counts[column], prepared.count_scale)),
                    rows.get((level, need), ()),
                )
                for (level, need), column in prepared.cell_columns.items()
                if counts[column]
            ]
        return self._cells

    def count_rows(self, level: str | None, need: str) -> tuple[InputRow, ...]:
        """Return the rows of a need category, on one level, those of a group or all."""
        school, prepared = self.prepared.schools[self.row], self.prepared
        levels = prepared.levels if level is None else prepared.level_groups.get(level, (level,))
        return tuple(
            _count_row(count)
            for count in self.prepared.counts_of_school.get(self.school_id, ())
            if count.need_category == need and level_of_count(school, count.level) in levels
        )

    def measure_rows(self, measure: str) -> tuple[InputRow, ...]:
        """Return the rows of a measure; ``pupils`` and ``need:CATEGORY`` are counts."""
        if measure == "pupils":
            return self.count_rows(None, ALL_PUPILS)
        if measure.startswith("need:"):
            return self.count_rows(None, measure.removeprefix("need:"))
        return tuple(
            InputRow(row.origin, "value", plain_decimal(row.value))
            for row in self.prepared.measures_of_school.get(self.school_id, ())
            if row.measure == measure
        )

    def school_rows(self) -> tuple[InputRow, ...]:
        """Return the school's own row."""
        school = self.prepared.schools[self.row]
        return (InputRow(school.origin, "levels", "|".join(school.levels)),)

    def budget_rows(self, source_ids: tuple[str, ...] | None) -> tuple[InputRow, ...]:
        """Return the rows of the current budget, of some sources or of all."""
        return tuple(
            InputRow(budget.origin, "amount", money_of(budget.amount_cents))
            for budget in self.prepared.budgets_of_school.get(self.school_id, ())
            if source_ids is None or budget.source_id in source_ids
        )

    def _rows_by_cell(self) -> dict[tuple[str, str], tuple[InputRow, ...]]:
        school = self.prepared.schools[self.row]
        found: dict[tuple[str, str], tuple[InputRow, ...]] = {}
        for count in self.prepared.counts_of_school.get(self.school_id, ()):
            cell = level_of_count(school, count.level), count.need_category
            found[cell] = (*found.get(cell, ()), _count_row(count))
        return found


def cell_name(level: str, need: str) -> Phrase:
    """Return a cell in words."""
    where: Phrase | str = say("every_level") if level == ANY_LEVEL else level
    return say("all_pupils_of", level=where) if need == ALL_PUPILS else say("need_pupils_of", level=where, need=need)


def _count_row(count: CountRow) -> InputRow:
    return InputRow(count.origin, "pupil_count", f"{count.pupil_count.normalize():,f}")


def _lowest(numerator: int, denominator: int) -> tuple[int, int]:
    value = Fraction(numerator, denominator)
    return value.numerator, value.denominator
