"""CSV in the encodings and dialects that districts have."""

import pytest

from services.allocation.files.limits import FileLimits
from services.allocation.files.refusals import UnreadableFile
from services.allocation.files.tables import read_table

TEXT = 'School,Name\r\n0401,"Peña ""K-8"", Annex"\r\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"])
def test_any_usual_encoding_gives_the_same_cells(encoding: str) -> None:
    made = read_table(TEXT.encode(encoding), "a.csv")
    assert made.header == ("School", "Name")
    assert made.rows == (("0401", 'Peña "K-8", Annex'),)
    assert [note.code for note in made.notes] == (["encoding_assumed"] if encoding == "cp1252" else [])


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    text = "\n".join(delimiter.join(row) for row in [("a", "b", "c"), ("1", "2", "3"), ("4", "5", "6")])
    assert read_table(text.encode(), "a.txt").rows == (("1", "2", "3"), ("4", "5", "6"))


def test_commas_in_numbers_do_not_win_over_semicolons() -> None:
    made = read_table(b"school;count;rate\nA;1,5;2,5\nB;2,5;3,5\n", "a.csv")
    assert made.header == ("school", "count", "rate")


def test_a_line_break_in_a_header_does_not_shift_row_numbers() -> None:
    made = read_table(b'School,"Total\nEnrollment","Free &\r\nReduced"\nA,1,2\n\nB,3,4\n', "a.csv")
    assert made.header == ("School", "Total Enrollment", "Free & Reduced")
    assert made.row_numbers == (2, 3, 4)
    assert made.rows[2] == ("B", "3", "4")


def test_titles_above_the_header_are_skipped_and_told() -> None:
    made = read_table(b"Unified School District,,\nFall counts,,\n,,\nSchool,FRPM,EL\nA,1,2\n", "a.csv")
    assert made.header == ("School", "FRPM", "EL")
    assert made.header_row == 4
    assert made.row_numbers == (5,)
    assert [note.code for note in made.notes] == ["titles_skipped"]
    assert read_table(b"x,y\n1,2\na,b\n3,4\n", "a.csv", header_row=3).header == ("a", "b")


def test_a_declared_separator_counts_as_a_row() -> None:
    made = read_table(b"sep=;\nSchool;Count\nA;1\n", "a.csv")
    assert (made.header, made.row_numbers) == (("School", "Count"), (3,))


def test_blank_and_repeated_headers_get_names() -> None:
    assert read_table(b"School,,FRL,FRL\nA,1,2,3\n", "a.csv").header == ("School", "Column B", "FRL", "FRL (2)")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "no_rows"),
        (b"  \n \n", "no_rows"),
        (b",,,\n,,,\n", "no_header"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_excel_file"),
        (b"%PDF-1.7\n", "pdf_file"),
        (b"<html><table>", "web_page"),
        (b"a,b\n\x00\x01\x02\x03\x00\x04,1\n", "not_text"),
        (b"a,b\n\x81\x8d,1\n", "unknown_encoding"),
        (b'a,b\n"open,1\nc,2\n', "broken_quotes"),
        (b"a,b\n" + b"1,2\n" * 30, "too_many_rows"),
        (b",".join([b"a"] * 12) + b"\n" + b",".join([b"1"] * 12), "too_many_columns"),
        (b"a,b\n" + b"1" * 3000, "file_too_large"),
        (b"a," + b"b" * 301 + b"\n1,2\n", "header_too_long"),
    ],
)
def test_unreadable_files_are_refused_with_a_remedy(data: bytes, code: str) -> None:
    limits = FileLimits(max_bytes=2000, max_rows=20, max_columns=10)
    with pytest.raises(UnreadableFile) as refused:
        read_table(data, "a.csv", limits=limits)
    assert refused.value.code == code
    fault = refused.value.to_fault("a.csv")
    assert fault.message
    assert fault.remedy


def test_a_file_named_xls_is_judged_by_its_bytes() -> None:
    assert read_table(b"School,Count\nA,1\n", "counts.xls").rows == (("A", "1"),)
    assert read_table(b"PK,K,1\n3,4,5\n", "grades.csv").header == ("PK", "K", "1")
