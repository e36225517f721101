"""Pupils that somebody expects at a school in a year ahead: taken where they can be counted, refused where not."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from services.allocation.domain.inputs import Inputs
from services.allocation.domain.limits import ALL_PUPILS
from services.allocation.domain.prepare import level_of_count

MOST_YEARS = 6
"""The years of a projection, the first included."""
MOST_PUPILS = 1_000_000
"""The most that can be expected of one school on one level."""


@dataclass(frozen=True, slots=True)
class Expected:
    """All pupils expected at a school on a level in a fiscal year."""

    fiscal_year: int
    school_id: str
    level: str
    pupils: Decimal


@dataclass(frozen=True, slots=True)
class ExpectationFault:
    """An expectation that nothing could be made of; ``place`` counts from 0 in the order given."""

    place: int
    field: str
    code: str
    message: str
    remedy: str


def counted_levels(inputs: Inputs) -> dict[str, set[str]]:
    """Return the levels on which pupils of each school are counted; schools without any are left out."""
    schools = {school.school_id: school for school in inputs.schools}
    levels: dict[str, set[str]] = {}
    for row in inputs.counts:
        if row.need_category == ALL_PUPILS:
            levels.setdefault(row.school_id, set()).add(level_of_count(schools[row.school_id], row.level))
    return levels


def expectation_faults(inputs: Inputs, fiscal_year: int, expected: Sequence[Expected]) -> list[ExpectationFault]:
    """Return what cannot be counted: unknown schools and levels, years that are no years ahead, the same twice.

    Args:
        inputs: The first year's data.
        fiscal_year: The first year.
        expected: What is expected, at most two decimals a count.
    """
    schools = {school.school_id for school in inputs.schools}
    levels = counted_levels(inputs)
    seen: set[tuple[int, str, str]] = set()
    faults = []
    for place, each in enumerate(expected):
        key = (each.fiscal_year, each.school_id, each.level)
        last = fiscal_year + MOST_YEARS - 1
        if each.school_id not in schools:
            fault = ("school_id", "unknown_school", f"The data have no school {each.school_id}.",
                     "Correct the id, or leave the row out.")  # fmt: skip
        elif each.level not in levels.get(each.school_id, ()):
            known = ", ".join(sorted(levels.get(each.school_id, ()))) or "none"
            fault = ("level", "unknown_level", f"{each.school_id} has no pupils counted on level {each.level}.",
                     f"Levels with counts there: {known}.")  # fmt: skip
        elif not fiscal_year < each.fiscal_year <= last:
            fault = ("fiscal_year", "not_a_year_ahead", f"{each.fiscal_year} is no year ahead of {fiscal_year}.",
                     f"Years that can be expected: {fiscal_year + 1} to {last}.")  # fmt: skip
        elif key in seen:
            fault = ("school_id", "twice", "This school, level and year stand here twice.", "Keep one of them.")
        else:
            seen.add(key)
            continue
        faults.append(ExpectationFault(place, *fault))
    return faults
