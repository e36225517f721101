"""What a community proposed: for each setting the middle, the spread and how often each value was chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from services.allocation.domain.participation.invitation import Slider

BARS = 10


@dataclass(frozen=True, slots=True)
class Bar:
    """How many proposals chose a value from ``low`` up to below ``high``; the last bar holds its upper end too."""

    low: Decimal
    high: Decimal
    count: int


@dataclass(frozen=True, slots=True)
class SettingSummary:
    """One setting over all proposals; None where there is none yet.

    Attributes:
        lower_quartile: A quarter of the proposals is at or below it.
        median: The middle proposal's value; of two in the middle the lower, so that it is always a stop.
    """

    setting: str
    count: int
    lowest: Decimal | None
    lower_quartile: Decimal | None
    median: Decimal | None
    upper_quartile: Decimal | None
    highest: Decimal | None
    bars: tuple[Bar, ...]


def summarise(sliders: Sequence[Slider], proposals: Sequence[Mapping[str, Decimal]]) -> list[SettingSummary]:
    """Summarise proposals by slider."""
    return [_summary(slider, sorted(proposal[slider.setting] for proposal in proposals)) for slider in sliders]


def _summary(slider: Slider, values: list[Decimal]) -> SettingSummary:
    def quantile(numerator: int, denominator: int) -> Decimal | None:
        # The smallest value that at least this share of the proposals does not exceed.
        return values[-(-len(values) * numerator // denominator) - 1] if values else None

    return SettingSummary(
        setting=slider.setting,
        count=len(values),
        lowest=values[0] if values else None,
        lower_quartile=quantile(1, 4),
        median=quantile(1, 2),
        upper_quartile=quantile(3, 4),
        highest=values[-1] if values else None,
        bars=_bars(slider, values),
    )


def _bars(slider: Slider, values: Sequence[Decimal]) -> tuple[Bar, ...]:
    width = slider.maximum - slider.minimum
    stops = int(width / slider.step) + 1
    count = min(BARS, stops) if width else 1
    edges = [slider.minimum + width * number / count for number in range(count + 1)]
    found = [0] * count
    for value in values:
        position = int((value - slider.minimum) * count / width) if width else 0
        found[min(max(position, 0), count - 1)] += 1
    return tuple(Bar(low, high, number) for low, high, number in zip(edges, edges[1:], found, strict=False))
