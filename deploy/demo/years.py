"""The district year by year, each with the budgets of the year before."""

from dataclasses import replace

from deploy.demo.district import PUBLISHED_YEAR, SEED, DistrictYear, staffed_year
from deploy.demo.published import published_budgets


def district_year(fiscal_year: int, seed: int = SEED) -> DistrictYear:
    """Return the district as it plans the year: after the published one its schools come from what was published."""
    year = staffed_year(fiscal_year, seed)
    if fiscal_year != PUBLISHED_YEAR + 1:
        return year
    return replace(year, previous_budgets=published_budgets(staffed_year(PUBLISHED_YEAR, seed)))
