"""Checks of an XLSX container before anything in it is parsed."""

import io
import re
import zipfile
import zlib

from services.allocation.files.limits import FileLimits
from services.allocation.files.refusals import UnreadableFile

_CHUNK = 1 << 18
_NESTED = (b"PK\x03\x04", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")
_ADVICE = "Open the file in your spreadsheet program and save it again as .xlsx."
# Also as UTF-16, where a zero byte stands beside each letter.
_DECLARATION = re.compile(rb"<\0?!\0?(?:D\0?O\0?C\0?T\0?Y\0?P\0?E|E\0?N\0?T\0?I\0?T\0?Y)", re.IGNORECASE)
_CELL = re.compile(rb"\br\s*=\s*[\"']([A-Z]{0,4})([0-9]{1,10})[\"']")


def check_container(data: bytes, limits: FileLimits) -> None:
    """Refuse a container that would unpack to too much, hides another archive or declares XML entities.

    Sizes declared in the directory are checked first; then every part is unpacked in pieces and its real bytes are
    counted, because a declaration may lie.

    Raises:
        UnreadableFile: With the check that failed.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_directory(entries, limits)
            total = 0
            for entry in entries:
                total = _check_entry(archive, entry, total, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        if isinstance(error, UnreadableFile):
            raise
        raise UnreadableFile("damaged_file", "The workbook is damaged.", _ADVICE) from error


def _check_directory(entries: list[zipfile.ZipInfo], limits: FileLimits) -> None:
    if len(entries) > limits.max_entries:
        raise UnreadableFile(
            "too_many_parts", f"The workbook has {len(entries):,} parts, more than {limits.max_entries:,}.", _ADVICE
        )
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names):
        raise UnreadableFile("damaged_file", "The workbook holds a part twice.", _ADVICE)
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise UnreadableFile(
            "not_a_workbook", "This archive is not an Excel workbook.", "Upload one CSV or XLSX file, not a ZIP or ODS."
        )
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise UnreadableFile("encrypted_file", "The workbook is encrypted.", "Save it without a password.")
    _refuse_size(sum(entry.file_size for entry in entries), limits)


def _refuse_size(size: int, limits: FileLimits) -> None:
    if size > limits.max_unpacked_bytes:
        raise UnreadableFile(
            "too_large_unpacked",
            f"The workbook unpacks to more than {limits.max_unpacked_bytes // 1_000_000} MB.",
            "Copy the table alone into a new workbook, or save it as CSV.",
        )


def _check_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, total: int, limits: FileLimits) -> int:
    """Unpack one part in pieces and return the bytes unpacked so far."""
    size = 0
    tail = b""
    is_xml = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
    is_sheet = entry.filename.startswith("xl/worksheets/")
    with archive.open(entry) as part:
        while chunk := part.read(_CHUNK):
            if size == 0 and chunk.startswith(_NESTED):
                raise UnreadableFile("nested_archive", "The workbook holds another archive.", _ADVICE)
            size += len(chunk)
            total += len(chunk)
            _refuse_size(total, limits)
            if size > limits.ratio_from_bytes and size > limits.max_ratio * max(entry.compress_size, 1):
                raise UnreadableFile(
                    "suspicious_compression",
                    f"A part of the workbook unpacks to more than {limits.max_ratio} times its size.",
                    _ADVICE,
                )
            window = tail + chunk
            if is_xml and _DECLARATION.search(window):
                raise UnreadableFile("xml_declarations", "The workbook declares document types or entities.", _ADVICE)
            if is_sheet:
                _check_extent(window, limits)
            tail = window[-64:]
    return total


def _check_extent(window: bytes, limits: FileLimits) -> None:
    """Refuse a sheet with a cell far out: a table as large as its extent would be made of it."""
    for match in _CELL.finditer(window):
        letters, row = match[1], int(match[2])
        column = 0
        for letter in letters:
            column = column * 26 + letter - 64
        if row > limits.max_rows + 50 or column > limits.max_columns:
            raise UnreadableFile(
                "too_many_rows" if row > limits.max_rows + 50 else "too_many_columns",
                f"The workbook has a cell at {letters.decode()}{row}; at most {limits.max_rows:,} rows and "
                f"{limits.max_columns} columns are read.",
                "Delete the empty rows and columns beyond the table, or copy the table into a new workbook.",
                row,
            )
