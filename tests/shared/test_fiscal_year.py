from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.fiscal_year import FiscalYear


def test_the_year_2027_of_a_july_district() -> None:
    year = FiscalYear(2027)

    assert (year.starts_on, year.ends_on) == (date(2026, 7, 1), date(2027, 6, 30))
    assert str(year) == "2026-27"
    assert str(FiscalYear(2027, start_month=1)) == "2027"


@given(st.dates(date(1995, 1, 1), date(2095, 1, 1)), st.integers(1, 12))
def test_every_day_is_in_its_own_year_and_the_next_begins_the_day_after(day: date, start_month: int) -> None:
    year = FiscalYear.of(day, start_month)

    assert year.starts_on <= day <= year.ends_on
    assert FiscalYear.of(year.ends_on + timedelta(days=1), start_month).ends_in == year.ends_in + 1


@pytest.mark.parametrize(("ends_in", "start_month"), [(1989, 7), (2101, 7), (2027, 0), (2027, 13)])
def test_years_and_months_out_of_range_are_refused(ends_in: int, start_month: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        FiscalYear(ends_in, start_month)
