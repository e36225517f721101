"""What must hold for any file."""

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.allocation.domain.expenditures import ActualExpenditure
from services.allocation.domain.importing import (
    FIELDS,
    IMPORT_KINDS,
    CanonicalRow,
    CheckContext,
    ImportKind,
    Mapping,
    Vocabulary,
    check_table,
    match_columns,
)
from services.allocation.domain.importing.kinds import CANONICAL_COLUMNS
from services.allocation.domain.importing.spreading import spread
from services.allocation.domain.inputs import (
    CountRow,
    CurrentBudget,
    MeasureRow,
    Origin,
    RevenueSource,
    School,
    SchoolGrant,
)
from services.allocation.domain.staff import StaffLine
from services.allocation.files.canonical_files import canonical_csv
from services.allocation.files.cell_safety import escape_cell, unescape_cell
from services.allocation.files.refusals import UnreadableFile
from services.allocation.files.tables import read_table
from tests.allocation.importing.making import CONTEXT, codes, table

IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9 ._/@-]{0,20}", fullmatch=True).filter(lambda text: text == text.strip())
SCHOOL_IDS = IDS.map(lambda text: text.replace("/", "-"))
NAMES = (
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=40)
    .map(str.strip)
    .filter(bool)
)
PUPILS = st.integers(0, 10_000_00).map(lambda hundredths: Decimal(hundredths) / 100)
CENTS = st.integers(0, 10**14)
LEVEL = st.sampled_from(["elementary", "middle", "high", "*"])
FLAGS = st.frozensets(IDS, max_size=3)
TYPED = Origin("typed", 0)


def rows_of(kind: ImportKind) -> st.SearchStrategy[list[CanonicalRow]]:
    strategies: dict[str, st.SearchStrategy[CanonicalRow]] = {
        "schools": st.builds(
            School,
            SCHOOL_IDS,
            NAMES,
            st.sampled_from([("elementary",), ("elementary", "middle"), ("high",)]),
            NAMES,
            st.sampled_from(["K", "PK", None]),
            st.sampled_from(["8", "12", None]),
            FLAGS,
            st.none() | st.dates(min_value=_day(1900), max_value=_day(2000)),
            st.none() | st.dates(min_value=_day(2001), max_value=_day(2100)),
            st.just(TYPED),
        ),
        "counts": st.builds(CountRow, SCHOOL_IDS, LEVEL, IDS, PUPILS, st.just(TYPED)),
        "measures": st.builds(MeasureRow, SCHOOL_IDS, IDS, PUPILS, st.just(TYPED)),
        "revenue_sources": st.builds(
            RevenueSource, IDS, NAMES, NAMES, st.booleans(), CENTS, st.none() | NAMES, st.just(TYPED)
        ),
        "current_budgets": st.builds(CurrentBudget, SCHOOL_IDS, st.none() | IDS, CENTS, st.just(TYPED)),
        "school_grants": st.builds(SchoolGrant, IDS, SCHOOL_IDS, NAMES, CENTS, st.just(TYPED)),
        "staff": st.builds(
            StaffLine,
            st.integers(1, 3),
            SCHOOL_IDS,
            NAMES,
            st.integers(1, 20_000).map(lambda parts: Decimal(parts) / 10_000),
            st.integers(10**6, 10**9),
            CENTS,
            st.integers(0, 10**6),
            NAMES,
            st.booleans(),
            st.none() | st.integers(0, 60).map(Decimal),
            st.just(TYPED),
        ),
        "actual_expenditures": st.builds(
            ActualExpenditure, SCHOOL_IDS, PUPILS, CENTS, CENTS, CENTS, CENTS, st.just(TYPED)
        ),
    }
    if kind == "staff":  # one person may have several lines
        return st.lists(strategies[kind], min_size=1, max_size=8).map(_numbered)
    return st.lists(strategies[kind], min_size=1, max_size=8, unique_by=_key)


def _numbered(rows: list[CanonicalRow]) -> list[CanonicalRow]:
    """Number persons in the order of the file, as an import does."""
    numbers: dict[int, int] = {}
    lines = [row for row in rows if isinstance(row, StaffLine)]
    return [replace(line, person=numbers.setdefault(line.person, len(numbers) + 1)) for line in lines]


def _day(year: int) -> date:
    return date(year, 1, 1)


def _key(row: CanonicalRow) -> tuple[str, ...]:
    match row:
        case School():
            return (row.school_id,)
        case CountRow():
            return row.school_id, row.level, row.need_category
        case MeasureRow():
            return row.school_id, row.measure
        case RevenueSource():
            return (row.source_id,)
        case CurrentBudget():
            return row.school_id, row.source_id or ""
        case SchoolGrant():
            return row.source_id, row.school_id, row.label
        case StaffLine():
            return (str(row.person),)
        case ActualExpenditure():
            return (row.school_id,)


def _content(row: CanonicalRow) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in type(row).__dataclass_fields__ if name != "origin")


def canonical_mapping(kind: ImportKind) -> Mapping:
    columns = [{"header": name, "field": name} for name in CANONICAL_COLUMNS[kind]]
    return Mapping.model_validate({"kind": kind, "columns": columns})


@pytest.mark.parametrize("kind", IMPORT_KINDS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_what_is_written_reads_back_the_same(kind: ImportKind, data: st.DataObject) -> None:
    rows = data.draw(rows_of(kind))
    made = read_table(canonical_csv(kind, rows).encode(), f"{kind}.csv", header_row=1)
    checked = check_table(kind, made, canonical_mapping(kind), CheckContext(Vocabulary()))
    assert codes(checked) == [] or {code for _, _, code in codes(checked)} == {"over_enrollment"}
    if not checked.report.errors:
        assert [_content(row) for row in checked.rows] == [_content(row) for row in rows]


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["0401", "401", "elementary", "K-8", "all", "poverty", "12", "1,5", "-3", "$5.00", "NaN", "1e9",
                     "2021-22", "2026-07-01", "yes", "=1+1", "\x00", "\ud800", "１２", "9" * 30]),
)  # fmt: skip


@pytest.mark.parametrize("kind", IMPORT_KINDS)
@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_any_table_gives_listed_faults_and_never_fails(kind: ImportKind, data: st.DataObject) -> None:
    width = data.draw(st.integers(1, 7))
    words = [
        *FIELDS[kind],
        "FRPM",
        "Grade 3",
        "Total",
        "Title I Budget",
        "EL",
        "County Code",
        "District Code",
        "School Code",
    ]
    header = data.draw(
        st.lists(st.sampled_from(words) | st.text(min_size=1, max_size=8), min_size=width, max_size=width)
    )
    rows = data.draw(st.lists(st.lists(CELLS, max_size=width + 1), max_size=8))
    made = table(header, *rows)
    chosen = match_columns(kind, made.header, made.rows, CONTEXT.vocabulary)
    for context in (CONTEXT, CheckContext(Vocabulary())):
        checked = check_table(kind, made, chosen, context)
        faulty = {fault.row for fault in checked.report.errors}
        assert not faulty & {row.origin.row for row in checked.rows}
        assert all(fault.message and fault.remedy for fault in checked.report.errors + checked.report.warnings)
        assert checked.report.accepted_count == checked.report.row_count - len(faulty - {None})
        assert Mapping.model_validate(checked.report.to_json_dict()["mapping"]) == chosen


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_a_table_or_refused(data: bytes) -> None:
    try:
        made = read_table(data, "any.csv")
    except UnreadableFile:
        return
    assert len(made.row_numbers) == len(made.rows)


@settings(max_examples=100, deadline=None)
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from(["0401", "0402", "403", "9999", ""]),
            st.sampled_from(["elementary", "middle", "K", "1", "lower"]),
            st.sampled_from(["all", "poverty", "FRPM", "unknown"]),
            st.sampled_from(["0", "5", "10", "1,000", "1.234,5", "x", ""]),
        ),
        max_size=14,
    ),
    seed=st.integers(0, 2**16),
)
def test_the_order_of_rows_does_not_matter(rows: list[tuple[str, str, str, str]], seed: int) -> None:
    header = ("school_id", "level", "need_category", "pupil_count")
    shuffled = rows.copy()
    random.Random(seed).shuffle(shuffled)
    chosen = canonical_mapping("counts")
    first = check_table("counts", table(header, *rows), chosen, CONTEXT)
    second = check_table("counts", table(header, *shuffled), chosen, CONTEXT)
    assert {_content(row) for row in first.rows} == {_content(row) for row in second.rows}
    assert sorted(code for _, _, code in codes(first)) == sorted(code for _, _, code in codes(second))


@given(
    count=st.integers(0, 10_000_00).map(lambda hundredths: Decimal(hundredths) / 100),
    pupils=st.dictionaries(st.sampled_from("abcd"), st.integers(1, 9999).map(Decimal), min_size=1),
)
def test_spreading_loses_nothing_and_exceeds_no_level(count: Decimal, pupils: dict[str, Decimal]) -> None:
    parts = spread(count, pupils)
    assert sum(parts.values()) == count
    if count <= sum(pupils.values()):
        assert all(parts[level] <= pupils[level] for level in pupils)


@given(st.text())
def test_formula_escapes_are_undone_exactly(text: str) -> None:
    escaped = escape_cell(text)
    assert unescape_cell(escaped) == text
    assert not escaped.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "\0"))
