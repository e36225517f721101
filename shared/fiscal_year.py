"""Fiscal years, named by the calendar year they end in."""

from dataclasses import dataclass
from datetime import date, timedelta

FIRST, LAST = 1990, 2100


@dataclass(frozen=True, slots=True, order=True)
class FiscalYear:
    """One fiscal year; with July as its first month, ``2027`` runs July 2026 to June 2027."""

    ends_in: int
    start_month: int = 7

    def __post_init__(self) -> None:
        if not FIRST <= self.ends_in <= LAST:
            raise ValueError(f"fiscal year {self.ends_in} is outside {FIRST} to {LAST}")
        if not 1 <= self.start_month <= 12:
            raise ValueError(f"start month {self.start_month} is outside 1 to 12")

    @property
    def starts_on(self) -> date:
        """First day of the year."""
        year = self.ends_in if self.start_month == 1 else self.ends_in - 1
        return date(year, self.start_month, 1)

    @property
    def ends_on(self) -> date:
        """Last day of the year."""
        return FiscalYear(self.ends_in + 1, self.start_month).starts_on - timedelta(days=1)

    @classmethod
    def of(cls, day: date, start_month: int = 7) -> "FiscalYear":
        """Return the fiscal year that holds ``day``."""
        ends_in = day.year if start_month == 1 or day.month < start_month else day.year + 1
        return cls(ends_in, start_month)

    def __str__(self) -> str:
        return str(self.ends_in) if self.start_month == 1 else f"{self.ends_in - 1}-{self.ends_in % 100:02d}"
