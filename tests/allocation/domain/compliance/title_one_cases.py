"""The worked district of the Title I rules, and districts drawn by chance."""

from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from services.allocation.domain.compliance.checks import Check
from services.allocation.domain.compliance.title_one.outcome import TitleOneOutcome, title_one
from services.allocation.domain.compliance.title_one.schools import TitleOneDistrict, TitleOneSchool
from services.allocation.domain.compliance.title_one.settings import TitleOneSettings

CHILDREN = {"A": (250, 272), "B": (300, 430), "C": (200, 440), "D": (120, 364), "E": (80, 1_660)}


def worked_schools() -> tuple[TitleOneSchool, ...]:
    """Return schools A to E."""
    return tuple(
        TitleOneSchool(name, f"School {name}", "elementary", Fraction(enrolled), low)
        for name, (low, enrolled) in CHILDREN.items()
    )


def worked(**changes: Any) -> TitleOneOutcome:
    """Return the outcome of the worked district: $1,000,000, 50 private children, $110,000 reserved."""
    document = {
        "allocation_cents": 100_000_000,
        "private_total": 50,
        "homeless_cents": 2_000_000,
        "administration_cents": 8_000_000,
        **changes,
    }
    schools = document.pop("schools", worked_schools())
    settings = TitleOneSettings.model_validate(document)
    return title_one(TitleOneDistrict(schools, settings, settings.allocation_cents or 0))


def plan(**dollars: int) -> list[dict[str, Any]]:
    """Return a plan of whole dollars by school."""
    return [{"school_id": name, "amount_cents": amount * 100} for name, amount in dollars.items()]


def failed(outcome: TitleOneOutcome) -> dict[str, Check]:
    """Return the failed steps by code."""
    return {check.code: check for check in outcome.checks if check.outcome == "failed"}


@st.composite
def districts(draw: st.DrawFn, /, **fixed: Any) -> TitleOneDistrict:
    """Draw a district of 2 to 14 schools with any sensible settings."""
    schools = []
    for number in range(draw(st.integers(2, 14))):
        enrolled = draw(st.integers(1, 1_500))
        schools.append(
            TitleOneSchool(
                f"S{number:02d}",
                f"School {number}",
                draw(st.sampled_from(["elementary", "middle", "high"])),
                Fraction(enrolled),
                draw(st.integers(0, enrolled)),
                draw(st.integers(0, 40)),
                draw(st.booleans()),
            )
        )
    document: dict[str, Any] = {
        "allocation_cents": draw(st.integers(1_000_000, 500_000_000)),
        "grouping": draw(st.sampled_from(["district", "grade_span"])),
        "eligibility_average": draw(st.sampled_from(["district", "grade_span", "either"])),
        "thirty_five_rule": draw(st.booleans()),
        "keep_previously_served": False,
        "high_schools_join": draw(st.booleans()),
        "homeless_cents": draw(st.integers(0, 50_000)),
        "administration_cents": draw(st.integers(0, 100_000)),
        "private_total": draw(st.none() | st.integers(0, 200)),
        "gradient": draw(
            st.sampled_from(
                [
                    [],
                    [{"at_least_bp": 0, "weight": "1"}, {"at_least_bp": 5_000, "weight": "1.37"}],
                    [{"at_least_bp": 4_000, "weight": "0.8"}, {"at_least_bp": 7_500, "weight": "2.5"}],
                ]
            )
        ),
        **fixed,
    }
    settings = TitleOneSettings.model_validate(document)
    return TitleOneDistrict(tuple(schools), settings, settings.allocation_cents or 0)
