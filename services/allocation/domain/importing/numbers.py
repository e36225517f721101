"""Numbers as people type them, read exactly or refused; nothing is guessed.

The rule: ``1,234.50`` (decimal point, commas by threes) is read unless the mapping declares ``1.234,50``. A text that
only the other convention can read is refused, and so is every comma in a column where such a text occurs, because
``1,234`` then has two meanings.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

NumberFormat = Literal["1,234.50", "1.234,50"]

MAX_CENTS = 9_007_199_254_740_991  # what JavaScript holds exactly
_PLAIN = re.compile(r"(?:[0-9]{1,15}(?:\.[0-9]{0,12})?|\.[0-9]{1,12})")
_GROUPED_POINT = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{0,12})?")
_PLAIN_COMMA = re.compile(r"(?:[0-9]{1,15}(?:,[0-9]{0,12})?|,[0-9]{1,12})")
_GROUPED_COMMA = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){1,4}(?:,[0-9]{0,12})?")
_ONLY_DECIMAL_COMMA = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})")
_TOO_LONG = {
    "1,234.50": re.compile(r"(?:[0-9]{16,}|[0-9]{1,3}(?:,[0-9]{3}){5,})(?:\.[0-9]*)?"),
    "1.234,50": re.compile(r"(?:[0-9]{16,}|[0-9]{1,3}(?:\.[0-9]{3}){5,})(?:,[0-9]*)?"),
}
_SCIENTIFIC = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]+)?[eE][-+]?[0-9]+")


@dataclass(frozen=True, slots=True)
class NumberFault:
    """Why a text is not a usable number."""

    code: str
    message: str
    remedy: str


_NOT_A_NUMBER = NumberFault("not_a_number", "This is not a number.", "Type digits only, for example 1234.50.")
_SHORTENED = NumberFault(
    "shortened_number",
    "The spreadsheet shortened this number, so digits may be lost.",
    "Format the column as text or number in the spreadsheet and save the file again.",
)
AMBIGUOUS = NumberFault(
    "ambiguous_number",
    "The comma may be a decimal comma or a thousands comma.",
    "Write numbers as 1234.50, or set number_format to 1.234,50 when the whole file uses decimal commas.",
)
TOO_MANY_DECIMALS = NumberFault(
    "too_many_decimals", "More than two decimals.", "Round the figure to two decimals where it was calculated."
)
NEGATIVE = NumberFault("negative", "The number is below zero.", "Correct the figure, or leave the row out.")
TOO_LARGE = NumberFault("too_large", "The number is larger than this system can hold.", "Check the figure.")


def only_decimal_comma(text: str) -> bool:
    """Say whether a text has a meaning only when the comma is a decimal comma."""
    return "," in text and _ONLY_DECIMAL_COMMA.fullmatch(_bare(text)[0]) is not None


@lru_cache(maxsize=100_000)
def parse_number(text: str, number_format: NumberFormat = "1,234.50") -> Decimal | NumberFault:
    """Read one number exactly.

    >>> parse_number("$2,193.50"), parse_number("(12)")
    (Decimal('2193.50'), Decimal('-12'))
    >>> parse_number("1.234,50").code, parse_number("1.234,50", "1.234,50")
    ('ambiguous_number', Decimal('1234.50'))
    """
    bare, negative = _bare(text)
    if _TOO_LONG[number_format].fullmatch(bare):
        return TOO_LARGE
    if len(text) > 40:
        return _NOT_A_NUMBER
    if number_format == "1,234.50":
        if _PLAIN.fullmatch(bare):
            digits = bare
        elif _GROUPED_POINT.fullmatch(bare):
            digits = bare.replace(",", "")
        else:
            return _why_not(bare)
    elif _PLAIN_COMMA.fullmatch(bare):
        digits = bare.replace(",", ".")
    elif _GROUPED_COMMA.fullmatch(bare):
        digits = bare.replace(".", "").replace(",", ".")
    else:
        return _why_not(bare)
    value = Decimal(digits)
    return -value if negative and value else value


def _bare(text: str) -> tuple[str, bool]:
    """Take the sign and the currency sign away; accountants write a negative number in brackets."""
    bare = text.strip()
    negative = False
    if bare.startswith("(") and bare.endswith(")"):
        bare, negative = bare[1:-1].strip(), True
    elif bare.startswith(("-", "\u2212")):
        bare, negative = bare[1:].lstrip(), True
    if bare.startswith("$"):
        bare = bare[1:].lstrip()
        if bare.startswith("-") and not negative:
            bare, negative = bare[1:], True
    return bare, negative


def _why_not(bare: str) -> NumberFault:
    if _SCIENTIFIC.fullmatch(bare):
        return _SHORTENED
    if re.fullmatch(r"[0-9][0-9.,]*", bare) and "," in bare:
        return AMBIGUOUS
    return _NOT_A_NUMBER


def to_cents(value: Decimal) -> int | NumberFault:
    """Turn dollars into whole cents; a fraction of a cent is refused, never rounded."""
    cents = value * 100
    if cents != cents.to_integral_value():
        return TOO_MANY_DECIMALS
    return int(cents) if abs(cents) <= MAX_CENTS else TOO_LARGE


def dollars(cents: int) -> str:
    """Write cents as dollars with two decimals.

    >>> dollars(123456), dollars(-5)
    ('1234.56', '-0.05')
    """
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def plain(value: Decimal) -> str:
    """Write a decimal without exponent and without idle zeros.

    >>> plain(Decimal("412.00")), plain(Decimal("1E+3")), plain(Decimal("0.50"))
    ('412', '1000', '0.5')
    """
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text
