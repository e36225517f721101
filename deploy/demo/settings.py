"""The demonstration district's own words for levels and needs."""

from typing import Any

from deploy.demo.district import NEWEST_YEAR

LEVELS = (
    ("elementary", "Elementary", ("K", "1", "2", "3", "4", "5")),
    ("middle", "Middle", ("6", "7", "8")),
    ("high", "High", ("9", "10", "11", "12")),
)
# A pupil can have several needs at once; the categories overlap, except that everybody counts once in `all`.
NEED_NAMES = {
    "all": "All pupils",
    "poverty": "Pupils in poverty",
    "english_learner": "English learners",
    "special_education": "Pupils with disabilities",
    "homeless": "Pupils without a home",
    "foster_youth": "Foster youth",
    "newcomer": "Newcomers to the country",
    "migrant": "Children of migrant workers",
    "gifted": "Gifted and talented",
}


def district_settings() -> dict[str, Any]:
    """Return the settings document of the allocation service."""
    return {
        "fiscal_year_start_month": 7,
        "levels": [{"level": level, "name": name, "grades": list(grades)} for level, name, grades in LEVELS],
        "need_categories": [
            {"need_category": need, "name": name, "duplicated": need != "all"} for need, name in NEED_NAMES.items()
        ],
        "current_fiscal_year": NEWEST_YEAR,
    }


def title_one_settings() -> dict[str, Any]:
    """Return what the district reserves of Title I each year."""
    return {
        "source_id": "TITLE_I",
        "homeless_cents": 18_500_000,
        "neglected_cents": 2_200_000,
        "administration_cents": 95_000_000,
    }
