"""XLSX: cells as a person sees them, and containers that mean harm."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest

from services.allocation.domain.importing import CheckContext, Vocabulary, check_table
from services.allocation.files.limits import FileLimits
from services.allocation.files.refusals import UnreadableFile
from services.allocation.files.tables import read_table
from tests.allocation.importing.making import mapping

Cell = str | int | float | bool | dt.date | None


def workbook(*sheets: tuple[str, list[list[Cell]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def repacked(data: bytes, change: Callable[[str, bytes], bytes], extra: dict[str, bytes] | None = None) -> bytes:
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, content in (extra or {}).items():
            new.writestr(name, content)
    return written.getvalue()


def test_cells_merged_over_rows_are_named_and_titles_are_not() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Fall counts", None], ["School", "Count"], ["0401", 12], [None, 13], ["0402", 14]):
        sheet.append(row)
    for merged in ("A1:B1", "A3:A4"):
        sheet.merge_cells(merged)
    written = io.BytesIO()
    book.save(written)
    made = read_table(written.getvalue(), "c.xlsx")
    assert [note.code for note in made.notes] == ["titles_skipped", "merged_cells"]
    assert "from rows 3" in made.notes[1].message
    assert made.rows[1][0] == ""


SIMPLE: list[list[Cell]] = [["School", "Count"], ["0401", 12]]


def test_cells_are_exact_text() -> None:
    rows: list[list[Cell]] = [
        ["School", "Sum", "Whole", "Big", "Opened", "Flag", "Blank"],
        ["0401", 0.1 + 0.2, 412.0, 61100010000000.0, dt.date(2026, 7, 1), True, None],
        ["0402", 1234.56, -3, 0.05, None, False, None],
    ]
    made = read_table(workbook(("Data", rows)), "a.xlsx")
    assert made.sheet == "Data"
    assert made.rows[0][:6] == ("0401", "0.3", "412", "61100010000000", "2026-07-01", "yes")
    assert made.rows[1][:6] == ("0402", "1234.56", "-3", "0.05", "", "no")


def test_row_numbers_are_those_of_the_spreadsheet() -> None:
    rows: list[list[Cell]] = [
        [None],
        ["District title"],
        [None],
        ["School", "Total\nEnrollment"],
        ["A", 1],
        [None],
        ["B", 2],
    ]
    made = read_table(workbook(("Data", rows)), "a.xlsx")
    assert made.header == ("School", "Total Enrollment")
    assert made.header_row == 4
    assert dict(zip(made.row_numbers, made.rows, strict=True))[7][:2] == ("B", "2")


def test_the_sheet_with_the_table_is_chosen_and_told() -> None:
    data = workbook(("Notes", [["Read me"]]), ("Counts", SIMPLE), ("Other", [["x", "y"], ["1", "2"]]))
    made = read_table(data, "a.xlsx")
    assert made.sheet == "Counts"
    assert [note.code for note in made.notes] == ["sheet_chosen"]
    assert read_table(data, "a.xlsx", sheet="Other").header == ("x", "y")
    with pytest.raises(UnreadableFile) as refused:
        read_table(data, "a.xlsx", sheet="Missing")
    assert refused.value.code == "unknown_sheet"
    assert "Counts" in refused.value.remedy


def test_error_cells_and_uncalculated_formulas_are_faults_not_blanks() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [["School", "Pupils"], ["A", 1], ["B", "#N/A"], ["C", "=1+1"], ["D", 4]]:
        sheet.append(row)
    sheet["B3"].data_type = "e"
    written = io.BytesIO()
    book.save(written)
    made = read_table(written.getvalue(), "a.xlsx")
    chosen = mapping("counts", {"School": "school_id", "Pupils": "count:all"})
    checked = check_table("counts", made, chosen, CheckContext(Vocabulary()))
    assert [(fault.row, fault.column, fault.value, fault.code) for fault in checked.report.errors] == [
        (3, "Pupils", "#N/A", "error_value"),
        (4, "Pupils", "", "formula_without_result"),
    ]
    assert checked.report.accepted_count == 2


def _refusal(data: bytes, limits: FileLimits | None = None) -> str:
    with pytest.raises(UnreadableFile) as refused:
        read_table(data, "a.xlsx", limits=limits or FileLimits())
    return refused.value.code


def _same(_: str, content: bytes) -> bytes:
    return content


def test_a_container_that_unpacks_to_too_much_is_refused() -> None:
    bomb = repacked(workbook(("Data", SIMPLE)), _same, {"xl/media/a.bin": b"\0" * 5_000_000})
    assert _refusal(bomb) == "suspicious_compression"
    assert _refusal(bomb, FileLimits(max_unpacked_bytes=1_000_000)) == "too_large_unpacked"


def test_a_declared_size_that_lies_does_not_help() -> None:
    bomb = bytearray(repacked(workbook(("Data", SIMPLE)), _same, {"xl/media/a.bin": b"\0" * 5_000_000}))
    place = bomb.rindex(b"PK\x01\x02")
    bomb[place + 24 : place + 28] = (10).to_bytes(4, "little")
    assert _refusal(bytes(bomb), FileLimits(max_unpacked_bytes=1_000_000)) in {"damaged_file", "too_large_unpacked"}


def test_too_many_parts_are_refused() -> None:
    data = repacked(workbook(("Data", SIMPLE)), _same, {f"xl/a{n}.xml": b"<a/>" for n in range(30)})
    assert _refusal(data, FileLimits(max_entries=20)) == "too_many_parts"


def test_nested_archives_are_refused() -> None:
    data = repacked(workbook(("Data", SIMPLE)), _same, {"xl/embeddings/a.xlsx": workbook(("x", SIMPLE))})
    assert _refusal(data) == "nested_archive"


@pytest.mark.parametrize("declaration", [b"<!DOCTYPE x>", b"<!ENTITY a 'b'>", "<!DOCTYPE x>".encode("utf-16-le")])
def test_document_types_and_entities_are_refused(declaration: bytes) -> None:
    def change(name: str, content: bytes) -> bytes:
        return declaration + content if name == "xl/workbook.xml" else content

    assert _refusal(repacked(workbook(("Data", SIMPLE)), change)) == "xml_declarations"


def test_a_cell_far_out_is_refused_before_a_table_is_made_of_it() -> None:
    def change(name: str, content: bytes) -> bytes:
        return content.replace(b'"B2"', b'"XFD1048576"') if "sheet1" in name else content

    assert _refusal(repacked(workbook(("Data", SIMPLE)), change)) == "too_many_rows"


def test_other_archives_and_broken_workbooks_are_refused() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as new:
        new.writestr("counts.csv", "School,Count\n")
    assert _refusal(archive.getvalue()) == "not_a_workbook"
    whole = workbook(("Data", SIMPLE))
    assert _refusal(whole[: len(whole) // 2]) == "damaged_file"

    def change(name: str, content: bytes) -> bytes:
        return b"no xml" if name == "xl/workbook.xml" else content

    assert _refusal(repacked(whole, change)) == "damaged_file"
