"""Numbers are read exactly or refused."""

from decimal import Decimal

import pytest

from services.allocation.domain.importing.numbers import NumberFault, dollars, parse_number, plain, to_cents


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("412", "412"),
        ("2,193", "2193"),
        ("$1,234,567.89", "1234567.89"),
        (" 12.5 ", "12.5"),
        (".5", "0.5"),
        ("-3", "-3"),
        ("(3.50)", "-3.50"),
        ("$-3", "-3"),
        ("007", "7"),
    ],
)
def test_numbers_that_mean_one_thing_are_read_exactly(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1.234,50", "ambiguous_number"),
        ("12,5", "ambiguous_number"),
        ("1,23,456", "ambiguous_number"),
        ("6.11E+13", "shortened_number"),
        ("NaN", "not_a_number"),
        ("Infinity", "not_a_number"),
        ("TBD", "not_a_number"),
        ("1_0", "not_a_number"),
        ("٣", "not_a_number"),
        ("1 234", "not_a_number"),
        ("12%", "not_a_number"),
        ("9" * 16, "too_large"),
        ("-$99999999999999999999.50", "too_large"),
        ("9" * 41, "too_large"),
        ("1,000,000,000,000,000", "too_large"),
        ("", "not_a_number"),
    ],
)
def test_other_texts_are_refused_with_a_reason(text: str, code: str) -> None:
    found = parse_number(text)
    assert isinstance(found, NumberFault)
    assert found.code == code
    assert found.remedy


def test_a_declared_decimal_comma_turns_the_rule_round() -> None:
    assert parse_number("1.234,50", "1.234,50") == Decimal("1234.50")
    assert parse_number("12,5", "1.234,50") == Decimal("12.5")
    assert isinstance(parse_number("1,234.50", "1.234,50"), NumberFault)


def test_cents_are_never_rounded() -> None:
    assert to_cents(Decimal("12.34")) == 1234
    assert to_cents(Decimal("12.340")) == 1234
    assert to_cents(Decimal("0.00")) == 0
    refused = to_cents(Decimal("12.345"))
    assert isinstance(refused, NumberFault)
    assert refused.code == "too_many_decimals"
    assert to_cents(Decimal("90071992547409.91")) == 9_007_199_254_740_991
    assert isinstance(to_cents(Decimal("90071992547409.92")), NumberFault)


def test_written_numbers_are_plain() -> None:
    assert plain(Decimal("1E+3")) == "1000"
    assert plain(Decimal("0.00")) == "0"
    assert dollars(-1) == "-0.01"
