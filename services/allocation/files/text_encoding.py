"""The encoding of a text file, decided by its bytes."""

import codecs

from services.allocation.files.refusals import UnreadableFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: it starts with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BROKEN = "Save the file again as CSV UTF-8 (Excel: Save As, CSV UTF-8)."


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of a file and the encoding that was used.

    A byte order mark decides; else strict UTF-8; else UTF-16 when every second byte of plain letters is zero; else
    Windows-1252, unless bytes occur that it does not define.

    Raises:
        UnreadableFile: The bytes are no text in any of these.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding), encoding
    if b"\0" in data[:4096]:
        encoding = _unmarked_utf16(data)
        return _strict(data, encoding), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _strict(data, "windows-1252"), "windows-1252"


def _unmarked_utf16(data: bytes) -> str:
    start = data[:4096]
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if len(data) % 2 == 0 and odd > len(start) // 4 and even * 8 < odd:
        return "utf-16-le"
    if len(data) % 2 == 0 and even > len(start) // 4 and odd * 8 < even:
        return "utf-16-be"
    raise UnreadableFile("not_text", "The file holds binary data.", "Upload a CSV or XLSX file.")


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            "unknown_encoding", f"The text is not {encoding}: byte {error.start} cannot be read.", _BROKEN
        ) from error
