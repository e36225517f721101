"""What every row must obey before the engine may use it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from services.allocation.domain.errors import InputProblem
from services.allocation.domain.inputs import (
    CountRow,
    CurrentBudget,
    Inputs,
    Origin,
    RevenueSource,
    School,
    SchoolGrant,
)
from services.allocation.domain.limits import (
    ANY_LEVEL,
    CODE,
    COUNT_PLACES,
    DECIMAL_PLACES,
    MAX_CENTS,
    MAX_DECIMAL,
    MAX_PUPILS,
)


def structural_problems(inputs: Inputs, levels: Sequence[str], need_categories: Sequence[str]) -> list[InputProblem]:
    """Return every row that names what is not there, stands twice, or holds an impossible number."""
    schools = {school.school_id: school for school in inputs.schools}
    return [
        *_school_problems(inputs.schools, levels),
        *_count_problems(inputs.counts, schools, levels, need_categories),
        *_measure_problems(inputs, schools),
        *_money_problems(inputs, schools),
    ]


def _school_problems(schools: Sequence[School], levels: Sequence[str]) -> Iterable[InputProblem]:
    yield from _twice(((school.school_id,), school.origin, "school_id") for school in schools)
    for school in schools:
        if not CODE.match(school.school_id):
            yield _bad_code(school.origin, "school_id", school.school_id)
        for level in school.levels:
            if level not in levels:
                yield _unknown(school.origin, "levels", level, "level", levels)
        if school.opened_on and school.closed_on and school.closed_on < school.opened_on:
            yield _problem(
                school.origin,
                "closed_on",
                school.closed_on,
                "closed_before_opened",
                f"the school closes on {school.closed_on}, before it opens on {school.opened_on}",
                "Correct the dates.",
            )


def _count_problems(
    counts: Sequence[CountRow], schools: dict[str, School], levels: Sequence[str], needs: Sequence[str]
) -> Iterable[InputProblem]:
    yield from _twice(((row.school_id, row.level, row.need_category), row.origin, "school_id") for row in counts)
    for row in counts:
        if row.school_id not in schools:
            yield _unknown_school(row.origin, row.school_id)
        if row.level != ANY_LEVEL and row.level not in levels:
            yield _unknown(row.origin, "level", row.level, "level", levels)
        if row.need_category not in needs:
            yield _unknown(row.origin, "need_category", row.need_category, "need category", needs)
        yield from _number_problems(row.origin, "pupil_count", row.pupil_count, COUNT_PLACES, MAX_PUPILS)
    yield from _whole_school_and_levels(counts, schools)


def _whole_school_and_levels(counts: Sequence[CountRow], schools: dict[str, School]) -> Iterable[InputProblem]:
    by_level = {(row.school_id, row.need_category) for row in counts if row.level != ANY_LEVEL}
    for row in counts:
        if row.level == ANY_LEVEL and row.school_id in schools and (row.school_id, row.need_category) in by_level:
            yield _problem(
                row.origin,
                "level",
                row.level,
                "counted_twice",
                f"{row.school_id} has {row.need_category} pupils both by level and for the whole school",
                "Keep one of the two.",
            )


def _measure_problems(inputs: Inputs, schools: dict[str, School]) -> Iterable[InputProblem]:
    yield from _twice(((row.school_id, row.measure), row.origin, "school_id") for row in inputs.measures)
    for row in inputs.measures:
        if row.school_id not in schools:
            yield _unknown_school(row.origin, row.school_id)
        if not CODE.match(row.measure):
            yield _bad_code(row.origin, "measure", row.measure)
        yield from _number_problems(row.origin, "value", row.value, DECIMAL_PLACES, MAX_DECIMAL)


def _money_problems(inputs: Inputs, schools: dict[str, School]) -> Iterable[InputProblem]:
    source_ids = {source.source_id for source in inputs.revenue_sources}
    yield from _twice(((source.source_id,), source.origin, "source_id") for source in inputs.revenue_sources)
    for source in inputs.revenue_sources:
        if not CODE.match(source.source_id):
            yield _bad_code(source.origin, "source_id", source.source_id)
        yield from _cents_problems(source.origin, source.amount_cents)
    yield from _twice(((row.school_id, row.source_id or ""), row.origin, "school_id") for row in inputs.current_budgets)
    yield from _twice(
        ((row.source_id, row.school_id, row.label), row.origin, "school_id") for row in inputs.school_grants
    )
    by_school: list[CurrentBudget | SchoolGrant] = [*inputs.current_budgets, *inputs.school_grants]
    for row in by_school:
        if row.school_id not in schools:
            yield _unknown_school(row.origin, row.school_id)
        # A typed grant may be a deduction, such as a correction of an earlier year.
        lowest = -MAX_CENTS if isinstance(row, SchoolGrant) else 0
        yield from _cents_problems(row.origin, row.amount_cents, lowest)
    for grant in inputs.school_grants:
        if grant.source_id not in source_ids:
            yield _unknown(grant.origin, "source_id", grant.source_id, "revenue source", sorted(source_ids))
    with_total = {row.school_id for row in inputs.current_budgets if row.source_id is None}
    for budget in inputs.current_budgets:
        if budget.source_id is not None and budget.school_id in with_total:
            yield _problem(
                budget.origin,
                "source_id",
                budget.source_id,
                "counted_twice",
                f"{budget.school_id} has a current budget both in total and by source",
                "Keep one of the two.",
            )
    tables: dict[str, Sequence[RevenueSource | CurrentBudget | SchoolGrant]] = {
        "the sources": inputs.revenue_sources,
        "the current budgets": inputs.current_budgets,
        "the school grants": inputs.school_grants,
    }
    for what, rows in tables.items():
        if sum(abs(row.amount_cents) for row in rows) > MAX_CENTS:
            message = f"{what} sum to more than the largest amount"
            yield _problem(rows[0].origin, "amount", "", "too_large", message, "Check the units.")


def _number_problems(
    origin: Origin, column: str, value: Decimal, places: int, largest: Decimal
) -> Iterable[InputProblem]:
    if not value.is_finite() or value < 0 or value > largest:
        yield _problem(
            origin, column, value, "out_of_range", f"{value} is not between 0 and {largest:,}", "Correct the number."
        )
    elif value.as_tuple().exponent != 0 and value != round(value, places):
        yield _problem(
            origin,
            column,
            value,
            "too_many_decimals",
            f"{value} has more than {places} decimals",
            f"Round it to {places} decimals where it is made.",
        )


def _cents_problems(origin: Origin, cents: int, lowest: int = 0) -> Iterable[InputProblem]:
    if not lowest <= cents <= MAX_CENTS:
        yield _problem(
            origin,
            "amount",
            cents,
            "out_of_range",
            f"{cents:,} cents is not between {lowest:,} and {MAX_CENTS:,}",
            "Correct the amount.",
        )


def _twice(keyed: Iterable[tuple[tuple[str, ...], Origin, str]]) -> Iterable[InputProblem]:
    rows = list(keyed)
    counter = Counter(key for key, _, _ in rows)
    if len(counter) == len(rows):
        return
    first: dict[tuple[str, ...], Origin] = {}
    for key, origin, column in rows:
        if counter[key] > 1 and key in first:
            yield _problem(
                origin,
                column,
                key[0],
                "duplicate_key",
                f"{' / '.join(part for part in key if part)} already stands in row {first[key].row}",
                "Keep one of the rows, or add them up.",
            )
        first.setdefault(key, origin)


def _unknown_school(origin: Origin, school_id: str) -> InputProblem:
    return _problem(
        origin,
        "school_id",
        school_id,
        "unknown_school",
        f"no school has the id {school_id!r}",
        "Add the school to schools.csv or correct the id (spreadsheets drop leading zeros).",
    )


def _unknown(origin: Origin, column: str, value: str, what: str, known: Sequence[str]) -> InputProblem:
    return _problem(
        origin,
        column,
        value,
        f"unknown_{what.replace(' ', '_')}",
        f"{value!r} is not a {what} of the district",
        f"Use one of: {', '.join(known)}; or add it to the policy.",
    )


def _bad_code(origin: Origin, column: str, value: str) -> InputProblem:
    return _problem(
        origin,
        column,
        value,
        "bad_code",
        f"{value!r} is not a code of 1 to 64 letters, digits, blanks or . _ / @ -",
        "Start with a letter or digit and leave out other signs.",
    )


def _problem(origin: Origin, column: str, value: object, code: str, message: str, remedy: str) -> InputProblem:
    return InputProblem(origin.file, origin.row, column, str(value), code, message, remedy)
