"""The district's own codes: which texts may be one."""

import re

IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._/@-]{0,63}")
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
MAX_TEXT = 300


def is_identifier(text: str) -> bool:
    """Say whether a text may be the code of a school, a source, a need category or a level."""
    return IDENTIFIER.fullmatch(text) is not None and text == text.strip()


def is_plain_text(text: str) -> bool:
    """Say whether a text may be stored and shown: no control characters, not overlong."""
    return len(text) <= MAX_TEXT and CONTROL_CHARACTERS.search(text) is None
