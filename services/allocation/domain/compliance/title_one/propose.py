"""Find a legal allocation: how far down the ranking the money reaches, and what each child brings, to the cent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Literal

from services.allocation.domain.compliance.title_one.money import money_of
from services.allocation.domain.compliance.title_one.schools import (
    BASIS_POINTS,
    RankedSchool,
    TitleOneDistrict,
    candidates,
    ranking,
)

Verdict = Literal["legal", "floor_unpaid", "nothing_left"]


@dataclass(frozen=True, slots=True)
class ServingOption:
    """What serving the first ``count`` schools of the ranking would mean.

    Attributes:
        per_child: Cents per child when every child brings the same.
        floor_cents: Whole cents per child that each school must get; 0 where no floor applies.
        floor_total_cents: What the floors of these schools cost together.
    """

    count: int
    school_ids: tuple[str, ...]
    children: int
    to_schools_cents: int
    private_cents: int
    per_child: Fraction
    lowest_share: Fraction
    floor_cents: int
    floor_total_cents: int
    verdict: Verdict


def serving_options(district: TitleOneDistrict) -> tuple[ServingOption, ...]:
    """Return one option for each number of schools served from the top of the ranking."""
    queue = candidates(district, ranking(district))
    return tuple(_option(district, queue[:count]) for count in range(1, len(queue) + 1))


def widest_legal(options: Sequence[ServingOption]) -> ServingOption | None:
    """Return the legal option that serves the most schools."""
    return max((each for each in options if each.verdict == "legal"), key=lambda each: each.count, default=None)


def propose(district: TitleOneDistrict, options: Sequence[ServingOption]) -> dict[str, int]:
    """Return cents by school id: the schools of the option chosen (else the widest legal one), all money spent.

    A chosen number of schools that cannot be served legally is proposed all the same, so that its faults can be seen.
    """
    count = district.settings.serve_count
    chosen = widest_legal(options) if count is None else options[min(count, len(options)) - 1] if options else None
    if chosen is None or chosen.to_schools_cents <= 0:
        return {}
    served = {school_id: each for each in ranking(district) if (school_id := each.school_id) in chosen.school_ids}
    least = chosen.floor_cents if chosen.verdict == "legal" else 0
    return amounts_of(chosen.to_schools_cents, list(served.values()), least, _weights(district, served))


def amounts_of(
    total_cents: int, served: Sequence[RankedSchool], floor_cents: int, weights: Mapping[str, Decimal]
) -> dict[str, int]:
    """Share ``total_cents`` by weighted children; no child brings less than the floor, none more where poverty is less.

    Args:
        total_cents: At least ``floor_cents`` times all children.
        served: One school or more, each with children.
        floor_cents: Whole cents per child.
        weights: What a child weighs by school id; never more where the share of poverty is lower.
    Returns:
        Cents by school id, summing to ``total_cents`` exactly.
    """
    order = sorted(served, key=lambda each: (-each.share, each.school_id))
    per_child = _per_child(total_cents, order, floor_cents, weights)
    amounts = {each.school_id: floor(per_child[each.school_id]) * each.school.low_income for each in order}
    left = total_cents - sum(amounts.values())
    # Each school lost less than a cent per child, so one pass from the poorest school down spends what is left, and a
    # child of a poorer school still brings at least as much as a child of the next.
    for each in order:
        extra = min(left, each.school.low_income)
        amounts[each.school_id] += extra
        left -= extra
    return amounts


def _per_child(
    total_cents: int, order: Sequence[RankedSchool], floor_cents: int, weights: Mapping[str, Decimal]
) -> dict[str, Fraction]:
    held: dict[str, Fraction] = {}
    rest, left = order, Fraction(total_cents)
    # Holding one school at the floor leaves less for the rest, which may push another under it: repeat until none is.
    while True:
        base = left / sum(Fraction(weights[each.school_id]) * each.school.low_income for each in rest)
        brings = {each.school_id: base * Fraction(weights[each.school_id]) for each in rest}
        below = [each for each in rest if brings[each.school_id] < floor_cents]
        if not below:
            return held | brings
        held |= {each.school_id: Fraction(floor_cents) for each in below}
        left -= floor_cents * sum(each.school.low_income for each in below)
        rest = [each for each in rest if each.school_id not in held]


def _weights(district: TitleOneDistrict, served: Mapping[str, RankedSchool]) -> dict[str, Decimal]:
    return {
        school_id: district.settings.weight_of(floor(each.share * BASIS_POINTS)) for school_id, each in served.items()
    }


def _option(district: TitleOneDistrict, served: Sequence[RankedSchool]) -> ServingOption:
    ids = tuple(each.school_id for each in served)
    money = money_of(district, set(ids))
    children = sum(each.school.low_income for each in served)
    lowest = min(each.share for each in served)
    # Rounded up to the cent: a child that brings a fraction of a cent less than the floor is below it.
    least = ceil(district.floor_per_child()) if lowest * BASIS_POINTS < district.settings.thirty_five_bp else 0
    verdict: Verdict = "legal"
    if money.to_schools_cents < children:  # less than a cent for each child serves nobody
        verdict = "nothing_left"
    elif least * children > money.to_schools_cents:
        verdict = "floor_unpaid"
    return ServingOption(
        count=len(ids),
        school_ids=ids,
        children=children,
        to_schools_cents=money.to_schools_cents,
        private_cents=money.private_cents,
        per_child=Fraction(max(money.to_schools_cents, 0), children),
        lowest_share=lowest,
        floor_cents=least,
        floor_total_cents=least * children,
        verdict=verdict,
    )
