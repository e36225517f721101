"""Every fault is listed with its place; nothing is altered."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Literal

import pytest
from pydantic import ValidationError

from services.allocation.domain.importing import CheckContext, KnownSchool, Mapping, Vocabulary, keyed_values
from services.allocation.domain.inputs import CountRow, CurrentBudget, Origin, RevenueSource, School, SchoolGrant
from tests.allocation.importing.making import CONTEXT, VOCABULARY, check, codes, mapping, table

LONG = mapping("counts", {"s": "school_id", "l": "level", "c": "need_category", "n": "pupil_count"})
HEADER = ("s", "l", "c", "n")


def test_faultless_long_counts_are_taken_as_they_are() -> None:
    checked = check("counts", table(HEADER, ("0401", "elementary", "all", "400"), ("0401", "ES", "FRPM", "99.5")), LONG)
    assert checked.report.errors == ()
    assert checked.rows == (
        CountRow("0401", "elementary", "all", Decimal(400), Origin("file.csv", 2)),
        CountRow("0401", "elementary", "poverty", Decimal("99.5"), Origin("file.csv", 3)),
    )
    assert dict(checked.report.control_totals)["poverty"] == "99.5"
    assert checked.report.preview[0] == {
        "school_id": "0401", "level": "elementary", "need_category": "all", "pupil_count": "400",
    }  # fmt: skip


def test_every_fault_of_every_row_is_listed() -> None:
    made = table(
        HEADER,
        ("9999", "elementary", "all", "1"),
        ("0401", "lower", "all", "1"),
        ("0401", "elementary", "gifted", "1"),
        ("0401", "elementary", "all", "-1"),
        ("0401", "elementary", "poverty", "NaN"),
        ("0402", "middle", "all", "1.234"),
        ("0402", "middle", "poverty", ""),
        ("", "high", "all", "many"),
        ("0403", "high", "all", "20,000,000"),
        ("0403", "high", "poverty", "5", "extra"),
    )
    assert codes(check("counts", made, LONG)) == [
        (2, "s", "unknown_school"),
        (3, "l", "unknown_level"),
        (4, "c", "unknown_need_category"),
        (5, "n", "negative"),
        (6, "n", "not_a_number"),
        (7, "n", "too_many_decimals"),
        (8, "n", "missing_value"),
        (9, "s", "missing_value"),
        (9, "n", "not_a_number"),
        (10, "n", "too_large"),
        (11, None, "too_many_cells"),
    ]


def test_all_copies_of_a_duplicate_are_refused() -> None:
    rows = [("0401", "elementary", "all", "400"), ("0402", "middle", "all", "9"), ("0401", "elementary", "all", "400")]
    checked = check("counts", table(HEADER, *rows), LONG)
    assert codes(checked) == [(2, "n", "duplicate_row"), (4, "n", "duplicate_row")]
    assert [row.origin.row for row in checked.rows] == [3]


def test_two_grades_of_a_level_are_added_up() -> None:
    rows = [("0401", "K", "all", "40"), ("0401", "1", "all", "41"), ("0401", "Grade 2", "all", "42")]
    checked = check("counts", table(HEADER, *rows), LONG)
    assert keyed_values(checked.rows) == {("0401", "elementary", "all"): Decimal(123)}


def test_more_needy_pupils_than_pupils_is_an_error_unless_they_count_twice() -> None:
    rows = [
        ("0401", "elementary", "all", "100"),
        ("0401", "elementary", "poverty", "101"),
        ("0401", "elementary", "mobility", "150"),
        ("0402", "middle", "poverty", "5"),
    ]
    checked = check("counts", table(HEADER, *rows), LONG)
    assert codes(checked) == [(3, "n", "over_enrollment")]
    known = replace(CONTEXT, enrollment={("0402", "middle"): Decimal(4)})
    assert codes(check("counts", table(HEADER, *rows), LONG, known))[1:] == [(5, "n", "over_enrollment")]


def test_a_decimal_comma_in_a_column_makes_its_other_commas_doubtful() -> None:
    chosen = mapping("current_budgets", {"s": "school_id", "a": "amount"})
    made = table(("s", "a"), ("0401", "1.234,50"), ("0402", "1,234"), ("0403", "99"))
    assert codes(check("current_budgets", made, chosen)) == [(2, "a", "ambiguous_number"), (3, "a", "ambiguous_number")]
    declared = chosen.model_copy(update={"number_format": "1.234,50"})
    checked = check("current_budgets", made, declared)
    assert codes(checked) == [(3, "a", "too_many_decimals")]
    assert [row.amount_cents for row in checked.rows if isinstance(row, CurrentBudget)] == [123450, 9900]


def test_cents_of_a_cent_are_refused() -> None:
    chosen = mapping("current_budgets", {"s": "school_id", "a": "amount"})
    checked = check("current_budgets", table(("s", "a"), ("0401", "10.005"), ("0402", "10.05")), chosen)
    assert codes(checked) == [(2, "a", "too_many_decimals")]
    assert [row.amount_cents for row in checked.rows if isinstance(row, CurrentBudget)] == [1005]


def test_a_slash_in_a_school_id_is_read_as_a_hyphen_in_every_file() -> None:
    """A school must be reachable by its address, where a slash separates."""
    chosen = mapping("schools", {"s": "school_id", "n": "name", "l": "levels"})
    schools = check("schools", table(("s", "n", "l"), ("01/010", "Adams", "elementary")), chosen)
    found = schools.rows[0]
    assert isinstance(found, School)
    assert found.school_id == "01-010"
    assert [(fault.value, fault.code) for fault in schools.report.warnings] == [("01/010", "slash_in_school_id")]

    known = replace(VOCABULARY, schools=(KnownSchool("01-010", "Adams", ("elementary",)),))
    counts = check("counts", table(HEADER, ("01/010", "elementary", "all", "4")), LONG, CheckContext(known))
    assert counts.report.errors == ()
    assert [row.school_id for row in counts.rows if isinstance(row, CountRow)] == ["01-010"]


def test_lost_leading_zeros_are_put_back_only_for_a_known_school() -> None:
    made = table(HEADER, ("401", "elementary", "all", "1"), ("499", "elementary", "all", "1"))
    checked = check("counts", made, LONG)
    assert codes(checked) == [(3, "s", "unknown_school")]
    assert [row.school_id for row in checked.rows if isinstance(row, CountRow)] == ["0401"]
    assert [(fault.row, fault.code) for fault in checked.report.warnings] == [(2, "leading_zeros_restored")]
    doubtful = CheckContext(replace(VOCABULARY, schools=(KnownSchool("07", "A"), KnownSchool("007", "B"))))
    assert codes(check("counts", table(HEADER, ("7", "high", "all", "1")), LONG, doubtful)) == [
        (2, "s", "ambiguous_school")
    ]


def test_names_find_schools_and_differences_are_told() -> None:
    chosen = mapping("counts", {"school": "school_name", "n": "count:all"})
    made = table(("school", "n"), ("adams  ELEMENTARY", "4"), ("Nowhere", "5"))
    checked = check("counts", made, chosen)
    assert codes(checked) == [(3, "school", "unknown_school")]
    assert checked.rows[0] == CountRow("0401", "elementary", "all", Decimal(4), Origin("file.csv", 2))
    both = mapping("counts", {"id": "school_id", "school": "school_name", "n": "count:all"})
    named = check("counts", table(("id", "school", "n"), ("0401", "Adams Academy", "4")), both)
    assert [fault.code for fault in named.report.warnings] == ["name_differs"]


def test_closed_and_future_schools_are_refused() -> None:
    schools = (
        KnownSchool("1", "Old", ("high",), closed_on=date(2025, 6, 30)),
        KnownSchool("2", "New", ("high",), opened_on=date(2028, 7, 1)),
        KnownSchool("3", "Open", ("high",), opened_on=date(2026, 8, 1)),
    )
    words = replace(VOCABULARY, schools=schools)
    context = CheckContext(words, year_starts_on=date(2026, 7, 1), year_ends_on=date(2027, 6, 30))
    made = table(HEADER, *((school, "high", "all", "1") for school in "123"))
    assert codes(check("counts", made, LONG, context)) == [(2, "s", "closed_school"), (3, "s", "unopened_school")]


def test_parts_must_equal_the_total() -> None:
    chosen = mapping(
        "current_budgets",
        {"s": "school_id", "a": "amount:A", "b": "amount:B"},
        checks=[{"total": "t", "parts": ["a", "b"]}],
    )
    made = table(("s", "a", "b", "t"), ("0401", "1", "", "1"), ("0402", "1", "2", "4"), ("0403", "x", "2", "4"))
    checked = check("current_budgets", made, chosen)
    assert codes(checked) == [(3, "t", "parts_differ_from_total"), (4, "a", "not_a_number")]
    assert checked.report.errors[0].value == "4"
    assert "difference -1" in checked.report.errors[0].message


def test_a_count_without_duplicates_lies_between_its_parts_and_their_sum() -> None:
    chosen = mapping(
        "counts",
        {"s": "school_id", "p": "count:poverty", "e": "count:english_learner"},
        checks=[{"total": "u", "parts": ["p", "e"], "rule": "union"}],
    )
    made = table(("s", "p", "e", "u"), ("0401", "5", "3", "7"), ("0402", "5", "3", "4"), ("0403", "5", "3", "9"))
    assert codes(check("counts", made, chosen)) == [(3, "u", "union_out_of_range"), (4, "u", "union_out_of_range")]


def test_filters_keep_the_rows_of_one_district() -> None:
    chosen = mapping(
        "counts",
        {"s": "school_id", "n": "count:all"},
        row_filters=[{"header": "D", "keep": ["Los Angeles Unified"]}, {"header": "Charter", "drop": ["yes"]}],
    )
    made = table(
        ("s", "n", "D", "Charter"),
        ("0401", "1", "Los Angeles Unified ", "No "), ("0402", "2", "Pasadena", "No"),
        ("0403", "3", "los angeles unified", "Yes"),
    )  # fmt: skip
    checked = check("counts", made, chosen)
    assert (checked.report.row_count, checked.report.filtered_count, len(checked.rows)) == (1, 2, 1)


def test_derived_columns_subtract_and_alias() -> None:
    chosen = mapping(
        "counts",
        {"s": "school_id", "k12": "count:all", "n": "ignore"},
        derived=[{"header": "k12", "plus": ["n"], "minus": ["prek"]}],
    )
    checked = check("counts", table(("s", "n", "prek"), ("0401", "1,000", "40"), ("0402", "3", "4")), chosen)
    assert codes(checked) == [(3, "k12", "negative")]
    assert keyed_values(checked.rows) == {("0401", "elementary", "all"): Decimal(960)}


def test_a_school_wide_count_is_spread_without_losing_a_pupil() -> None:
    chosen = mapping(
        "counts", {"s": "school_id", "e": "count:all@elementary", "m": "count:all@middle", "p": "count:poverty"}
    )
    checked = check("counts", table(("s", "e", "m", "p"), ("0402", "50", "30", "7")), chosen)
    assert keyed_values(checked.rows) == {
        ("0402", "elementary", "all"): Decimal(50), ("0402", "middle", "all"): Decimal(30),
        ("0402", "elementary", "poverty"): Decimal(4), ("0402", "middle", "poverty"): Decimal(3),
    }  # fmt: skip
    assert [fault.code for fault in checked.report.warnings] == ["several_levels"]


@pytest.mark.parametrize(
    ("spanning", "level"), [("main", "elementary"), ("lowest", "elementary"), ("highest", "high"), ("whole", "*")]
)
def test_a_span_goes_where_the_mapping_says(spanning: str, level: str) -> None:
    chosen = mapping(
        "counts",
        {"s": "school_id", "lo": "grades_low", "hi": "grades_high", "n": "count:all"},
        level={"by": "grades", "spanning": spanning},
    )
    checked = check("counts", table(("s", "lo", "hi", "n"), ("0401", "K", "12", "9")), chosen)
    assert [row.level for row in checked.rows if isinstance(row, CountRow)] == [level]


def test_a_span_may_be_refused_and_a_missing_level_assumed() -> None:
    columns = {"s": "school_id", "lo": "grades_low", "hi": "grades_high", "n": "count:all"}
    refused = mapping("counts", columns, level={"by": "grades", "spanning": "refuse"})
    made = table(("s", "lo", "hi", "n"), ("0401", "K", "12", "9"), ("0402", "N/A", "N/A", "9"))
    assert codes(check("counts", made, refused)) == [(2, "lo", "several_levels"), (3, "lo", "unknown_level")]
    assumed = mapping("counts", columns, level={"by": "grades", "otherwise": "high"})
    assert codes(check("counts", made, assumed)) == []


def test_schools_with_spans_flags_and_dates() -> None:
    chosen = mapping(
        "schools",
        {"id": "school_id", "n": "name", "lv": "levels", "open": "opened_on", "T1": "flag:title_1", "f": "flags"},
    )
    made = table(
        ("id", "n", "lv", "open", "T1", "f"),
        ("1", "A", "K-8", "2020-07-01", "Yes", "small|rural"),
        ("2", "B", "middle|high", "7/1/2020", "no", ""),
        ("3", "C", "Junior High", "", "perhaps", ""),
    )
    checked = check("schools", made, chosen)
    assert codes(checked) == [(3, "open", "bad_date"), (4, "T1", "not_yes_or_no")]
    school = checked.rows[0]
    assert isinstance(school, School)
    assert (school.levels, school.flags, school.opened_on) == (
        ("elementary", "middle"), frozenset({"title_1", "small", "rural"}), date(2020, 7, 1),
    )  # fmt: skip


def test_revenue_sources_and_grants() -> None:
    chosen = mapping(
        "revenue_sources", {"id": "source_id", "n": "name", "r": "restricted", "a": "amount", "g": "funder"}
    )
    made = table(
        ("id", "n", "r", "a", "g"), ("T1", "Title I", "Restricted", "$5,000.10", "federal"), ("X", "", "?", "", "")
    )
    checked = check("revenue_sources", made, chosen)
    assert checked.rows == (RevenueSource("T1", "Title I", "federal", True, 500010, None, Origin("file.csv", 2)),)
    assert codes(checked) == [(3, "r", "not_yes_or_no"), (3, "a", "missing_value")]
    words = replace(VOCABULARY, sources=(("T1", "Title I", "30100"),))
    grants = mapping("school_grants", {"s": "school_id", "f": "source_id", "a": "amount", "w": "label"})
    rows = [("0401", "Title I", "10", "tutor"), ("0401", "30100", "20", ""), ("0401", "LCFF", "1", "")]
    checked = check("school_grants", table(("s", "f", "a", "w"), *rows), grants, CheckContext(words))
    assert codes(checked) == [(4, "f", "unknown_source")]
    assert checked.rows[0] == SchoolGrant("T1", "0401", "tutor", 1000, Origin("file.csv", 2))


def test_grants_below_zero_need_a_word_in_the_mapping() -> None:
    columns = {"s": "school_id", "a": "amount:LCFF"}
    made = table(("s", "a"), ("0401", "-5"))
    assert codes(check("school_grants", made, mapping("school_grants", columns))) == [(2, "a", "negative")]
    allowed = check("school_grants", made, mapping("school_grants", columns, negative_amounts="allow"))
    assert codes(allowed) == []
    assert [fault.code for fault in allowed.report.warnings] == ["negative_allowed"]
    with pytest.raises(ValidationError):
        mapping("current_budgets", columns, negative_amounts="allow")


def test_a_big_change_against_the_last_version_is_a_warning() -> None:
    context = replace(
        CONTEXT, previous={("0401", "elementary", "all"): Decimal(100), ("0403", "high", "all"): Decimal(100)}
    )
    made = table(HEADER, ("0401", "elementary", "all", "126"), ("0403", "high", "all", "125"))
    checked = check("counts", made, LONG, context)
    assert [(fault.row, fault.code) for fault in checked.report.warnings] == [(2, "big_change")]
    assert checked.report.can_store()


def test_faults_of_the_whole_file_cannot_be_left_out() -> None:
    made = table(
        (*HEADER, "year"), ("0401", "elementary", "all", "1", "2021-22"), ("0401", "elementary", "all", "1", "2023")
    )
    chosen = LONG.model_copy(update={"columns": (*LONG.columns, *mapping("counts", {"year": "fiscal_year"}).columns)})
    checked = check("counts", made, chosen)
    assert codes(checked) == [(None, "year", "several_fiscal_years")]
    assert not checked.report.can_store("leave_out")
    missing = check("counts", table(("s", "l"), ("0401", "ES")), LONG)
    assert {code for _, _, code in codes(missing)} == {"missing_column"}
    assert not missing.report.can_store("leave_out")


@pytest.mark.parametrize(
    ("kind", "year", "said"),
    [
        ("counts", "2026-27", []),
        ("counts", "2025-26", ["another_fiscal_year"]),
        ("counts", "2028", ["another_fiscal_year"]),
        ("current_budgets", "2027", []),
        ("current_budgets", "2025-26", []),
        ("current_budgets", "2024-25", ["another_fiscal_year"]),
    ],
)
def test_a_file_of_another_year_is_a_warning(
    kind: Literal["counts", "current_budgets"], year: str, said: list[str]
) -> None:
    context = replace(CONTEXT, year_starts_on=date(2026, 7, 1), year_ends_on=date(2027, 6, 30))
    columns = {"s": "school_id", "l": "level", "c": "need_category", "n": "pupil_count", "y": "fiscal_year"}
    made = table(("s", "l", "c", "n", "y"), ("0401", "elementary", "all", "400", year))
    if kind == "current_budgets":
        columns = {"s": "school_id", "n": "amount", "y": "fiscal_year"}
        made = table(("s", "n", "y"), ("0401", "400", year))
    checked = check(kind, made, mapping(kind, columns), context)
    assert [fault.code for fault in checked.report.warnings] == said
    assert checked.report.can_store()
    assert check(kind, made, mapping(kind, columns)).report.warnings == ()


def test_leaving_faulty_rows_out_is_a_choice() -> None:
    checked = check("counts", table(HEADER, ("0401", "elementary", "all", "1"), ("0402", "middle", "all", "x")), LONG)
    assert not checked.report.can_store()
    assert checked.report.can_store("leave_out")
    assert (checked.report.accepted_count, checked.report.row_count) == (1, 2)


def test_blank_values_and_ignored_columns() -> None:
    chosen = mapping("counts", {"s": "school_id", "n": "count:all"}, blank_values=["TBD"])
    checked = check("counts", table(("s", "n", "extra"), ("0401", "tbd", "x"), ("0402", "2", "")), chosen)
    assert codes(checked) == []
    assert [row.origin.row for row in checked.rows] == [3]
    assert ("extra", "ignored_column") in [(fault.column, fault.code) for fault in checked.report.warnings]


def test_a_saved_mapping_reads_back_the_same_and_refuses_nonsense() -> None:
    assert Mapping.model_validate_json(LONG.model_dump_json()) == LONG
    for wrong in (
        {"kind": "counts", "columns": [{"header": "a", "field": "amount:X"}]},
        {"kind": "counts", "columns": [{"header": "a", "field": "nonsense"}]},
        {"kind": "counts", "columns": [{"header": "a", "field": "school_id"}, {"header": "b", "field": "school_id"}]},
        {"kind": "counts", "constants": {"colour": "red"}},
        {"kind": "counts", "level": {"by": "grades", "spanning": "spread"}},
        {"kind": "counts", "surprise": 1},
    ):
        with pytest.raises(ValidationError):
            Mapping.model_validate(wrong)


def test_unknown_words_of_the_mapping_are_faults_of_the_file() -> None:
    chosen = mapping("counts", {"s": "school_id", "a": "count:gifted", "b": "count:all@lower"})
    checked = check("counts", table(("s", "a", "b"), ("0401", "1", "2")), chosen)
    assert {code for _, _, code in codes(checked)} == {"unknown_need_category", "unknown_level"}
    assert check("counts", table(("s", "a"), ("0401", "1")), mapping("counts", {"s": "school_id", "a": "count:gifted"}),
                 CheckContext(Vocabulary())).report.errors == ()  # fmt: skip


def test_a_mapping_cannot_send_rows_to_unknown_levels_or_hide_a_column() -> None:
    columns = {"s": "school_id", "l": "level", "n": "count:all"}
    rule = {"by": "column", "values": {"lower": "primary"}, "otherwise": "none"}
    made = table(("s", "l", "n"), ("0401", "lower", "1"))
    assert codes(check("counts", made, mapping("counts", columns, level=rule))) == [(None, None, "unknown_level")] * 2
    derived = [{"header": "N", "plus": ["l"]}]
    hidden = check("counts", made, mapping("counts", {"s": "school_id", "n": "count:all"}, derived=derived))
    assert (None, "N", "derived_column_exists") in codes(hidden)


def test_the_report_is_plain_json() -> None:
    report = check("counts", table(HEADER, ("0401", "x", "\ud800", "1\x00")), LONG).report.to_json_dict()
    assert json.loads(json.dumps(report, allow_nan=False))["row_count"] == 1
    json.dumps(report, ensure_ascii=False).encode()
