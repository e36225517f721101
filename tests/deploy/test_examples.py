"""Published figures are prepared for import as their district printed them, and other tables are refused in words."""

import csv
from pathlib import Path

import pytest

from deploy.examples import san_francisco
from deploy.examples.san_francisco import REGISTER, REVENUE, SHEETS, SOURCES, TOTALS, TYPED_LINES, main

PRINTED = {column: 3_000_000 + place for place, (column, _, _) in enumerate(SOURCES)}


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / TOTALS).write_text(
        f"row,year,{','.join(PRINTED)}\n"
        f"District total,2021-22,{','.join('1' for _ in PRINTED)}\n"
        f"District total,2022-23,{','.join(map(str, PRINTED.values()))}\n"
    )
    (folder / SHEETS).write_text(
        "\ufeffschool_code,school,transition_baseline_supplement,other_unrestricted,tk_amount,peef_arts_amount\n"
        "413,Alamo,-12,0,7,TBD\n"
    )
    (folder / REGISTER).write_text("school_code,peef_pe_90551\n,5\n413,91\n")
    return folder


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_revenue_is_the_printed_total_with_room_for_rounding_and_the_placeholder_apart(
    tables: Path, tmp_path: Path
) -> None:
    assert main([str(tables), str(tmp_path / "out")]) == 0
    amounts = {row["source_id"]: row["amount"] for row in rows(tmp_path / "out" / REVENUE)}
    assert amounts.pop("PLACEHOLDER") == "1000000.00"
    assert amounts.pop("00000") == "2000100.00"
    others = [(column.rpartition("_")[2], dollars) for column, dollars in PRINTED.items()][1:]
    assert amounts == {code: f"{dollars + 100}.00" for code, dollars in others}


def test_typed_lines_have_physical_education_from_the_register(tables: Path, tmp_path: Path) -> None:
    assert main([str(tables), str(tmp_path / "out")]) == 0
    (line,) = rows(tmp_path / "out" / TYPED_LINES)
    assert (line["school_code"], line["transition_baseline_supplement"]) == ("413", "-12")
    assert line[san_francisco.PHYSICAL_EDUCATION] == "91"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (TOTALS, b"", "published_totals.csv lacks the columns concentration_07092, "),
        (TOTALS, b"\xff\xfe\x00", "published_totals.csv is no table in UTF-8."),
        (REGISTER, b"school_code,peef_pe_90551\n414,1\n", "lacks the schools 413."),
        (SHEETS, b"school_code,school\n413,Alamo\n", "lacks the columns other_unrestricted, "),
    ],
)
def test_other_tables_are_refused_and_nothing_is_written(
    tables: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, said: str
) -> None:
    (tables / name).write_bytes(content)
    assert main([str(tables), str(tmp_path / "out")]) == 1
    told = capsys.readouterr().err
    assert said in told
    assert told.endswith("Name the folder with the district's tables.\n")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("cell", "said"), [("3000000", "'' is no amount"), ("District total,2022-23", "has no")])
def test_figures_that_are_missing_are_named(
    tables: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], cell: str, said: str
) -> None:
    (tables / TOTALS).write_text((tables / TOTALS).read_text().replace(f"{cell},", ","))
    assert main([str(tables), str(tmp_path / "out")]) == 1
    assert said in capsys.readouterr().err


def test_a_folder_without_the_tables_and_one_that_cannot_be_made_are_named(
    tables: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path), str(tmp_path / "out")]) == 1
    assert f"{tmp_path} lacks {SHEETS}, {REGISTER}, {TOTALS}." in capsys.readouterr().err
    assert main([str(tables), str(tables / SHEETS)]) == 1
    assert f"{tables / SHEETS}: File exists" in capsys.readouterr().err
    assert main([]) == 2
