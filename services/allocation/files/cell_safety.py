"""Text cells that a spreadsheet would run as a formula, written so that it shows them instead."""

import re

_DANGEROUS = re.compile(r"'*[=+\-@\t\r\n\0]")
_ESCAPED = re.compile(r"'+[=+\-@\t\r\n\0]")


def escape_cell(text: str) -> str:
    """Put a quote before a text that starts like a formula. Numbers are written by type and do not come here.

    >>> escape_cell("=1+1"), escape_cell("'=1+1"), escape_cell("O'Farrell ES")
    ("'=1+1", "''=1+1", "O'Farrell ES")
    """
    return "'" + text if _DANGEROUS.match(text) else text


def unescape_cell(text: str) -> str:
    """Take the quote of ``escape_cell`` away again.

    >>> unescape_cell("'=1+1"), unescape_cell("''=1+1"), unescape_cell("'quoted'")
    ('=1+1', "'=1+1", "'quoted'")
    """
    return text[1:] if _ESCAPED.match(text) else text
