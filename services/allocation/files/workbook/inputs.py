"""The sheet of schools: who they are, their pupils, measures and budgets, as they were imported."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from services.allocation.domain.eligibility import open_schools
from services.allocation.domain.limits import ALL_PUPILS, ANY_LEVEL, MICRO
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import Prepared
from services.allocation.domain.result import Result
from services.allocation.files.workbook.book import Book, Column, Scalar, Value

SCHOOLS = "Schools"


@dataclass(eq=False)
class InputColumns:
    """Where the inputs stand."""

    book: Book
    prepared: Prepared
    school_id: Column
    name: Column
    school_type: Column
    open_mask: Column
    levels: dict[str, Column]
    cells: list[Column]
    needs: dict[str, Column]
    pupils: Column
    measures: dict[str, Column]
    amounts: dict[str, Scalar] = field(default_factory=dict)
    _flags: dict[str, Column] = field(default_factory=dict)
    _current: dict[tuple[str, ...] | None, Column] = field(default_factory=dict)

    @property
    def cell_range(self) -> str:
        """The counts of one school, side by side."""
        return f"{self.book.tab(SCHOOLS)}!${self.cells[0].letter}{{r}}:${self.cells[-1].letter}{{r}}"

    def on_level(self, name: str) -> str:
        """Return the formula that says whether a school is on a level, or on one of a group."""
        tests = [f"{self.levels[level].ref}=1" for level in self.prepared.levels_of(name)]
        return f"OR({','.join(tests)})" if len(tests) > 1 else f"({tests[0]})"

    def counted(self, level: str, need_category: str) -> str:
        """Return the formula of the pupils of a need category on a level, or on those of a group."""
        if level == ANY_LEVEL:
            return self.needs[need_category].ref
        levels = self.prepared.levels_of(level)
        refs = [self.cells[self.prepared.cell_columns[each, need_category]].ref for each in levels]
        return f"({'+'.join(refs)})" if len(refs) > 1 else refs[0]

    def flag(self, name: str) -> Column:
        """Return a column that says which schools carry a flag."""
        if name not in self._flags:
            values: list[Value] = [int(name in school.flags) for school in self.prepared.schools]
            say = self.book.say
            self._flags[name] = self.book.column(
                SCHOOLS, say("Flag {flag}", flag=name), values, note=say("1: yes"), group=say("Flags")
            )
        return self._flags[name]

    def current(self, source_ids: tuple[str, ...] | None) -> Column:
        """Return the current budgets in dollars, of some sources or in total; empty where there is none."""
        key = None if source_ids is None else tuple(sorted(source_ids))
        if key not in self._current:
            self._current[key] = self._current_column(key)
        return self._current[key]

    def _current_column(self, key: tuple[str, ...] | None) -> Column:
        say = self.book.say
        group, note = say("Current budgets"), say("dollars")
        if key is None:
            values: list[Value] = [_dollars(cents) for cents in self.prepared.current_cents.tolist()]
            return self.book.column(SCHOOLS, say("Current budget"), values, note=note, group=group, style="money")
        parts = []
        for source_id in key:
            amounts = self.prepared.current_by_source.get(source_id)
            if amounts is not None:
                column: list[Value] = [_dollars(cents) for cents in amounts.tolist()]
                parts.append(
                    self.book.column(
                        SCHOOLS,
                        say("Current budget, {source}", source=source_id),
                        column,
                        note=note,
                        group=group,
                        style="money",
                    )
                )
        summed: list[Value] = []
        for row in range(self.prepared.school_count):
            known = [part.values[row] for part in parts if part.values[row] is not None]
            summed.append(round(sum(float(value or 0) for value in known), 2) if known else "")
        refs = ",".join(part.ref for part in parts)
        formula = f'IF(COUNT({refs})=0,"",SUM({refs}))' if parts else '""'
        return self.book.column(
            SCHOOLS, say("Current budget compared"), summed, formula, group=group, note=note, style="money"
        )


def input_columns(book: Book, result: Result) -> InputColumns:
    """Write the sheet of schools."""
    prepared = result.prepared
    schools, say = prepared.schools, book.say

    def text(title: str, values: list[Value]) -> Column:
        return book.column(SCHOOLS, title, values, style="text")

    school_id = text(say("School id"), [school.school_id for school in schools])
    name = text(say("School"), [school.name for school in schools])
    school_type = text(say("Type"), [school.school_type for school in schools])
    open_mask = _open(book, result)
    levels = {
        level: book.column(
            SCHOOLS,
            say("Level {level}", level=level),
            [int(value) for value in mask.tolist()],
            group=say("Levels"),
            note=say("1: yes"),
        )
        for level, mask in prepared.level_masks.items()
    }
    cells = []
    for (level, need), column in prepared.cell_columns.items():
        counts = prepared.cells.counts[:, column].tolist()
        shown = say("whole school") if level == ANY_LEVEL else level
        cells.append(
            book.column(
                SCHOOLS,
                f"{shown} · {need}",
                [_pupils(prepared, count) for count in counts],
                group=say("Pupils by level and need"),
                style="number",
            )
        )
    needs = {}
    for place, need in enumerate(prepared.need_categories):
        parts = cells[place :: len(prepared.need_categories)]
        needs[need] = book.column(
            SCHOOLS,
            say("Pupils, {need}", need=need),
            [_pupils(prepared, count) for count in prepared.need_counts[need].tolist()],
            f"ROUND({'+'.join(part.ref for part in parts)},2)",
            group=say("Pupils by need"),
            style="number",
        )
    measures = {
        measure: book.column(
            SCHOOLS,
            measure,
            [
                _trimmed(Decimal(value) / MICRO) if known else None
                for value, known in zip(values.tolist(), prepared.has_measure[measure].tolist(), strict=True)
            ],
            group=say("Measures"),
            style="number",
        )
        for measure, values in prepared.measures.items()
    }
    return InputColumns(
        book, prepared, school_id, name, school_type, open_mask, levels, cells, needs, needs[ALL_PUPILS], measures
    )


def _open(book: Book, result: Result) -> Column:
    schools, policy = result.prepared.schools, result.policy
    group = book.say("Dates")
    opened = book.column(
        SCHOOLS, book.say("Opened on"), [_date(school.opened_on) for school in schools], group=group, style="date"
    )
    closed = book.column(
        SCHOOLS, book.say("Closed on"), [_date(school.closed_on) for school in schools], group=group, style="date"
    )
    start, end = fiscal_year_dates(policy)
    mask = open_schools(result.prepared, policy.fiscal_year, policy.fiscal_year_start_month)
    return book.column(
        SCHOOLS,
        book.say("Open"),
        [int(value) for value in mask.tolist()],
        f'IF(AND(OR({opened.ref}="",{opened.ref}<{_date(end)}),OR({closed.ref}="",{closed.ref}>{_date(start)})),1,0)',
        group=group,
        note=book.say("1: open on a day of the fiscal year"),
    )


def fiscal_year_dates(policy: Policy) -> tuple[date, date]:
    """Return the first day of the fiscal year, and of the next one."""
    month, year = policy.fiscal_year_start_month, policy.fiscal_year
    start = date(year if month == 1 else year - 1, month, 1)
    return start, start.replace(year=start.year + 1)


def _date(day: date | None) -> int | None:
    """Return the spreadsheet's number of a day."""
    return None if day is None else (day - date(1899, 12, 30)).days


def _pupils(prepared: Prepared, scaled: int) -> Value:
    return _trimmed(Decimal(scaled) / prepared.count_scale)


def _trimmed(value: Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)


def _dollars(cents: int) -> float | None:
    return None if cents < 0 else cents / 100
