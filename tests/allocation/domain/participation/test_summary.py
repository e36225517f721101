"""The middle of what people propose is a value that people can choose."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.allocation.domain.participation.invitation import ShortText, Slider
from services.allocation.domain.participation.summary import SettingSummary, summarise

SETTING = "weight:A:base:*:poverty"


def slider(minimum: Decimal, maximum: Decimal, step: Decimal) -> Slider:
    return Slider(setting=SETTING, minimum=minimum, maximum=maximum, step=step, name=ShortText(en="Poverty"))


def summary_of(asked: Slider, values: list[Decimal]) -> SettingSummary:
    (found,) = summarise([asked], [{SETTING: value, "another": Decimal(0)} for value in values])
    return found


@st.composite
def asked_and_proposed(draw: st.DrawFn) -> tuple[Slider, list[Decimal]]:
    step = Decimal(draw(st.integers(1, 500))) / 100
    first = draw(st.integers(0, 50))
    stops = [step * number for number in range(first, first + draw(st.integers(1, 40)))]
    proposed = draw(st.lists(st.sampled_from(stops), max_size=30))
    return slider(stops[0], stops[-1], step), proposed


@given(asked_and_proposed())
def test_the_middle_and_the_quarters_are_stops_that_somebody_proposed(case: tuple[Slider, list[Decimal]]) -> None:
    asked, values = case
    found = summary_of(asked, values)
    quarters = (found.lowest, found.lower_quartile, found.median, found.upper_quartile, found.highest)
    assert found.count == len(values)
    if not values:
        assert quarters == (None,) * 5
        return
    shares = (Fraction(0), Fraction(1, 4), Fraction(1, 2), Fraction(3, 4), Fraction(1))
    for value, share in zip(quarters, shares, strict=True):
        assert value is not None
        assert value in values
        assert value % asked.step == 0
        assert Fraction(sum(each <= value for each in values), len(values)) >= share
        assert Fraction(sum(each < value for each in values), len(values)) < share or value == min(values)


@given(asked_and_proposed())
def test_each_proposal_stands_in_the_bar_of_its_value(case: tuple[Slider, list[Decimal]]) -> None:
    asked, values = case
    bars = summary_of(asked, values).bars
    assert (bars[0].low, bars[-1].high) == (asked.minimum, asked.maximum)
    assert 1 <= len(bars) <= 10
    assert [bar.low for bar in bars[1:]] == [bar.high for bar in bars[:-1]]
    for number, bar in enumerate(bars):
        is_last = number == len(bars) - 1
        assert bar.count == sum(bar.low <= value and (value < bar.high or is_last) for value in values)


@pytest.mark.parametrize(
    ("values", "median"),
    [(["0.1"], "0.1"), (["0.1", "0.4"], "0.1"), (["0.4", "0.2", "0.1"], "0.2"), (["0.1", "0.1", "0.4", "0.4"], "0.1")],
)
def test_of_two_in_the_middle_the_lower(values: list[str], median: str) -> None:
    asked = slider(Decimal(0), Decimal(1), Decimal("0.1"))
    assert summary_of(asked, [Decimal(value) for value in values]).median == Decimal(median)
