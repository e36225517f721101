"""Columns are matched by name and by content, with a confidence and a reason."""

import pytest

from services.allocation.domain.importing import ImportKind, Vocabulary, match_columns
from tests.allocation.importing.making import CATEGORIES, VOCABULARY

LEVELLED = Vocabulary(need_categories=CATEGORIES)


def fields(
    kind: ImportKind, header: list[str], rows: list[list[str]], words: Vocabulary = VOCABULARY
) -> dict[str, str]:
    found = match_columns(kind, header, rows, words)
    assert all(column.reason for column in found.columns)
    return {column.header: column.field for column in found.columns if column.field != "ignore"}


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        (
            ["School ID", "Level", "Need Category", "Pupil Count"],
            ["0401", "elementary", "poverty", "12"],
            ["school_id", "level", "need_category", "pupil_count"],
        ),
        (
            ["Código de escuela", "Nivel", "Categoría", "Número de alumnos"],
            ["0401", "elementary", "poverty", "12"],
            ["school_id", "level", "need_category", "pupil_count"],
        ),
        (
            ["Site", "School Name", "Enrollment", "FRPM", "ELL"],
            ["0401", "Adams Elementary", "400", "100", "50"],
            ["school_id", "school_name", "count:all", "count:poverty", "count:english_learner"],
        ),
        (
            ["Campus", "Total Enrolled", "Free & Reduced Meal Program", "English Learner (EL)"],
            ["0402", "400", "100", "50"],
            ["school_id", "count:all", "count:poverty", "count:english_learner"],
        ),
        (
            ["Escuela", "Matrícula", "Bajos ingresos", "Aprendices de inglés"],
            ["Adams Elementary", "400", "100", "50"],
            ["school_name", "count:all", "count:poverty", "count:english_learner"],
        ),
    ],
)
def test_counts_are_found_in_long_and_wide_files(header: list[str], row: list[str], expected: list[str]) -> None:
    assert fields("counts", header, [row, row]) == dict(zip(header, expected, strict=True))


def test_cells_decide_where_the_header_misleads() -> None:
    found = fields(
        "counts", ["School", "X", "Enrollment"], [["Adams Elementary", "0401", "4"], ["Carver High", "0403", "5"]]
    )
    assert found == {"School": "school_name", "X": "school_id", "Enrollment": "count:all"}


def test_rates_and_money_are_no_counts() -> None:
    header = ["School ID", "Enrollment", "FRPM Rate", "FRPM Amount", "% EL", "FRPM Count"]
    found = fields("counts", header, [["0401", "400", "25", "1000", "12", "100"]])
    assert found == {"School ID": "school_id", "Enrollment": "count:all", "FRPM Count": "count:poverty"}


def test_grades_and_levels_in_headers_become_levels() -> None:
    header = ["Campus Code", "Total", "Grade K", "Grade 6", "Grade 12", "ELL"]
    found = match_columns("counts", header, [["0401", "6", "1", "2", "3", "1"]], LEVELLED)
    assert {column.header: column.field for column in found.columns if column.field != "ignore"} == {
        "Campus Code": "school_id",
        "Grade K": "count:all@elementary",
        "Grade 6": "count:all@middle",
        "Grade 12": "count:all@high",
        "ELL": "count:english_learner",
    }
    assert found.level is not None
    assert (found.level.by, found.level.spanning) == ("counts", "spread")
    assert found.checks[0].total == "Total"
    named = fields("counts", ["School ID", "Elementary Enrollment", "FRPM Middle School"], [["0401", "1", "2"]])
    assert named["Elementary Enrollment"] == "count:all@elementary"
    assert named["FRPM Middle School"] == "count:poverty@middle"


def test_two_columns_for_one_category_are_not_added_up() -> None:
    found = match_columns("counts", ["School ID", "FRPM", "Free and Reduced Lunch"], [["0401", "1", "2"]], VOCABULARY)
    assert [column.field for column in found.columns] == ["school_id", "count:poverty", "ignore"]
    assert "already gives poverty" in found.columns[2].reason


def test_money_columns_are_matched_to_known_sources() -> None:
    words = Vocabulary(sources=(("LCFF", "LCFF Base", "00000"), ("T1", "Title I", "30100")))
    header = ["School Code", "00000 Unrestricted", "Title I Budget", "Total Budget", "Enrollment"]
    found = match_columns("current_budgets", header, [["9", "100000", "20000", "120000", "300"]] * 2, words)
    chosen = {column.header: column.field for column in found.columns}
    assert chosen["Title I Budget"] == "amount:T1"
    assert chosen["00000 Unrestricted"] == "amount:LCFF"
    assert [check.total for check in found.checks] == ["Total Budget"]
    assert chosen["Enrollment"] == "ignore"
    assert chosen["School Code"] == "school_id"


def test_a_single_total_per_school_is_an_amount() -> None:
    found = fields("current_budgets", ["School ID", "Total Budget"], [["0401", "$1,200,000.50"]])
    assert found == {"School ID": "school_id", "Total Budget": "amount"}


def test_revenue_sources_in_english_and_spanish() -> None:
    rows = [["00000", "LCFF Base", "State", "No", "$1,000"], ["30100", "Title I", "Federal", "Yes", "$2,000"]]
    english = fields("revenue_sources", ["Resource", "Description", "Origin", "Restricted", "Amount"], rows)
    spanish = fields("revenue_sources", ["Recurso", "Descripción", "Gobierno", "Restringido", "Monto"], rows)
    assert list(english.values()) == list(spanish.values()) == ["source_id", "name", "funder", "restricted", "amount"]


def test_a_three_part_code_is_recognised() -> None:
    header = ["County Code", "District Code", "School Code", "School Name", "Low Grade", "High Grade"]
    found = match_columns("schools", header, [["19", "64733", "6015986", "Adams", "K", "5"]], Vocabulary())
    assert [(part.header, part.width) for part in found.id_parts] == [
        ("County Code", 2), ("District Code", 5), ("School Code", 7),
    ]  # fmt: skip


def test_an_empty_file_matches_nothing_and_does_not_fail() -> None:
    assert match_columns("counts", [], [], VOCABULARY).columns == ()
    assert fields("measures", ["a", "b"], []) == {}


@pytest.mark.parametrize("figure", ["1.234,50", "99999999999999999999999", "6.11E+13"])
def test_figures_that_will_be_refused_are_figures_nevertheless(figure: str) -> None:
    header = ["School ID", "Level", "Need Category", "Pupil Count"]
    assert fields("counts", header, [["0401", "elementary", "all", figure]])["Pupil Count"] == "pupil_count"
    assert fields("current_budgets", ["School ID", "Amount"], [["0401", figure]])["Amount"] == "amount"


def test_a_figure_under_its_own_name_is_taken_whatever_its_cells_are() -> None:
    header = ["school_id", "level", "need_category", "pupil_count"]
    assert fields("counts", header, [["0401", "elementary", "all", "many"]])["pupil_count"] == "pupil_count"
    assert fields("current_budgets", ["school_id", "amount"], [["0401", "TBD"]])["amount"] == "amount"


@pytest.mark.parametrize("header", ["ID", "Code", "Código"])
def test_a_code_that_is_called_nothing_else_is_the_schools(header: str) -> None:
    found = fields("counts", [header, "Name", "Elementary"], [["101", "Acorn", "412"]], LEVELLED)
    assert found == {header: "school_id", "Name": "school_name", "Elementary": "count:all@elementary"}
