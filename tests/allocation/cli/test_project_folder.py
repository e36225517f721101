"""``ssfr project`` on the documented example."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from services.allocation.cli.main import main

EXPECTED = "expected-pupils.csv"
EXAMPLE = Path(__file__).parents[3] / "docs/allocation/example"
FOLDER, POLICY = str(EXAMPLE / "input"), str(EXAMPLE / "policy.json")


def test_each_year_has_a_line_and_grows_as_expected(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["project", FOLDER, "--policy", POLICY, "--years", "3", "--revenue-growth", "2"]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if not line.startswith(" ")]
    assert [line.split(":")[0] for line in lines] == ["2027", "2028", "2029"]
    assert "to schools" in lines[0]


def test_every_school_and_year_as_csv(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["project", FOLDER, "--policy", POLICY, "--years", "2", "--csv", "--pupil-growth", "*=1"]
    assert main(arguments) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    schools = {row["school_id"] for row in rows}
    assert len(rows) == 2 * len(schools)
    assert all(Decimal(row["amount"]) >= 0 for row in rows)


def test_a_year_that_cannot_be_paid_ends_with_the_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = json.loads(Path(POLICY).read_text())
    path = tmp_path / "policy.json"
    path.write_text(json.dumps(document))
    arguments = ["project", FOLDER, "--policy", str(path), "--years", "6", "--pupil-growth", "60"]
    assert main(arguments) == 1
    said = capsys.readouterr()
    assert "cannot be calculated" in said.err
    assert said.out.startswith("2027: ")


def test_a_growth_that_is_no_percentage_is_refused() -> None:
    for wrong in ("abc", "LCFF=1.234", "2000"):
        with pytest.raises(SystemExit):
            main(["project", FOLDER, "--policy", POLICY, "--revenue-growth", wrong])


def _project(expected: Path, *more: str) -> int:
    return main(["project", FOLDER, "--policy", POLICY, "--years", "3", "--expected-pupils", str(expected), *more])


def _table(tmp_path: Path, text: str) -> Path:
    path = tmp_path / EXPECTED
    path.write_text(text)
    return path


def _pupils(printed: str) -> dict[tuple[str, str], Decimal]:
    rows = csv.DictReader(io.StringIO(printed))
    return {(row["fiscal_year"], row["school_id"]): Decimal(row["pupils"]) for row in rows}


def test_expected_pupils_of_the_documented_example_go_before_growth(capsys: pytest.CaptureFixture[str]) -> None:
    assert _project(EXAMPLE / EXPECTED, "--csv", "--pupil-growth", "1") == 0
    said = capsys.readouterr()
    pupils = _pupils(said.out)
    assert [pupils[year, "102"] for year in ("2027", "2028", "2029")] == [420, 455, 480]
    assert [pupils[year, "303"] for year in ("2027", "2028", "2029")] == [Decimal("96.5"), Decimal("112.5"), 118]
    # 310 elementary pupils grow to 313.10, and the 170 in middle are known; the year after both grow from the first
    # year: 310 x 1.0201 = 316.23 and 155 x 1.0201 = 158.12.
    assert [pupils[year, "104"] for year in ("2028", "2029")] == [Decimal("483.10"), Decimal("474.35")]
    assert pupils["2028", "101"] == 505
    assert said.err == (
        "note: expected-pupils.csv: the figures for 2030 are not used, as the last year is 2029. "
        "Give --years 4 to use them all.\n"
    )


def test_a_row_per_school_and_year_says_the_same_as_a_column_per_year(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wide = "id;school;level;2028;FY 2029\n102;Birch Elementary;Elementary;455;480\n\n104;;MIDDLE;170;\n"
    long = "School\tLevel\tYear\tPupils\n102\t\t2027-28\t455\n102\t\t2029\t480\n104\tmiddle\t2028\t170\n201\t\t2028\t\n"
    printed = []
    for text in (wide, long):
        assert _project(_table(tmp_path, text), "--csv") == 0
        said = capsys.readouterr()
        assert said.err == ""
        printed.append(said.out)
    assert printed[0] == printed[1]
    assert _pupils(printed[0])["2028", "102"] == 455


def test_a_header_of_years_only_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _project(_table(tmp_path, "school_id,2028,2029,2030\n101,510,520,\n"), "--csv") == 0
    pupils = _pupils(capsys.readouterr().out)
    assert [pupils[year, "101"] for year in ("2028", "2029")] == [510, 520]


def test_a_workbook_whose_headers_are_numbers_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Forecast of spring"],
        [],
        ["school_id", "school", 2028, 2029],
        ["101", "Alder Elementary", 510, None],
    ):
        sheet.append(row)
    path = tmp_path / "expected-pupils.xlsx"
    book.save(path)
    assert _project(path, "--csv") == 0
    assert _pupils(capsys.readouterr().out)["2028", "101"] == 510


def test_every_row_that_cannot_be_used_is_listed_and_nothing_is_calculated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        "school_id,level,2027,2028,2028,remark",
        "101,,1,400,401,first",  # a year that is none ahead, and one year twice
        "104,,,5,,",
        "999,,,5,,",
        "101,high,,5,,",
        "109,,,5,,",
        "102,elementary,,many,,",
        "201,,,-3,,",
        "202,,,1.234,,",
        "301,,,1000000.01,,",
        "302,,,1,105,x,y",
        ",,,5,,",
    ]
    assert _project(_table(tmp_path, "\n".join(rows))) == 1
    said = capsys.readouterr()
    assert said.out == ""
    *lines, count = said.err.splitlines()
    assert count == f"{len(lines)} errors."
    found = [line.removeprefix("error: expected-pupils.csv, ").partition(": ") for line in lines]
    assert [(place, text.rpartition(" ")[2]) for place, _, text in found] == [
        ("row 1, column 2027", "[not_a_year_ahead]"),
        ("row 2, column school_id", "[twice]"),
        ("row 3, column level", "[level_needed]"),
        ("row 4, column school_id", "[unknown_school]"),
        ("row 5, column level", "[unknown_level]"),
        ("row 6, column level", "[not_counted]"),
        ("row 7, column 2028", "[not_a_number]"),
        ("row 8, column 2028", "[negative]"),
        ("row 9, column 2028", "[too_many_decimals]"),
        ("row 10, column 2028", "[too_large]"),
        ("row 11", "[too_many_cells]"),
        ("row 12, column school_id", "[missing_value]"),
    ]
    assert '"many" This is not a number. Type digits only' in said.err
    assert "104 has several levels: elementary, middle. Say in a column level which one is meant." in said.err
    assert "Years that can be expected: 2028 to 2032." in said.err


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("name,2028\nAlder,5\n", "No column is called school_id."),
        ("school_id,level\n101,elementary\n", "No column holds pupils."),
        ("school_id,2028\n", "There are no rows under the header."),
        ("", "The file is empty."),
        ("school_id,year,pupils\n101,soon,5\n", 'row 2, column year: "soon" This is not a fiscal year.'),
        ("school_id,year,pupils\n101,2027,5\n", 'row 2, column year: "2027" 2027 is no year ahead of 2027.'),
    ],
)
def test_a_file_that_is_no_table_of_expected_pupils_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, line: str
) -> None:
    assert _project(_table(tmp_path, text)) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert line in said.err


def test_what_was_guessed_or_left_out_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _project(_table(tmp_path, "school_id,school,level,2028,remark\n101,Elder,*,5,new wing\n")) == 0
    said = capsys.readouterr().err.splitlines()
    assert [line.rpartition(" ")[2] for line in said] == ["[ignored_column]", "[name_differs]"]
    assert "column remark" in said[0]


def test_a_file_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _project(tmp_path / EXPECTED) == 2
    assert f"error: {tmp_path / EXPECTED}: No such file or directory" in capsys.readouterr().err
