"""Title I money before it reaches schools: the private share, the reservations, and what is left to allocate."""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from services.allocation.domain.compliance.title_one.schools import BASIS_POINTS, TitleOneDistrict


@dataclass(frozen=True, slots=True)
class TitleOneMoney:
    """Where the allocation goes. ``private_of`` and ``private_base``: the children the private share rests on."""

    allocation_cents: int
    carryover_cents: int
    private_cents: int
    private_of: int
    private_base: int
    reservations: tuple[tuple[str, int], ...]
    parent_required_cents: int
    parent_cents: int
    parent_to_schools_required_cents: int
    parent_to_schools_cents: int

    @property
    def reserved_cents(self) -> int:
        """All reservations together."""
        return sum(cents for _, cents in self.reservations)

    @property
    def to_schools_cents(self) -> int:
        """What is left for schools; below zero when reservations exceed the money."""
        return self.allocation_cents + self.carryover_cents - self.private_cents - self.reserved_cents


def money_of(district: TitleOneDistrict, served: Collection[str]) -> TitleOneMoney:
    """Return the money when these schools are served.

    The private share is taken from the whole allocation, before any reservation, by low-income children: of the areas
    that take part where they are known by area, else of the whole district.
    """
    settings, allocation = district.settings, district.allocation_cents
    areas = [
        school
        for school in district.schools
        if settings.private_share_basis == "every_area" or not district.private_by_area or school.school_id in served
    ]
    public = sum(school.low_income for school in areas)
    private = (
        sum(school.private_low_income for school in areas) if district.private_by_area else district.private_low_income
    )
    base = public + private
    # To the nearest cent, half a cent to the private children: what the largest remainder of two parts gives.
    private_cents = (2 * allocation * private + base) // (2 * base) if private else 0
    required = _up(Fraction(allocation * settings.parent_share_bp, BASIS_POINTS))
    if allocation <= settings.parent_threshold_cents:
        required = 0
    parent = required if settings.parent_engagement_cents is None else settings.parent_engagement_cents
    to_schools = _up(Fraction(min(parent, required) * settings.parent_to_schools_bp, BASIS_POINTS))
    chosen = settings.parent_engagement_to_schools_cents
    return TitleOneMoney(
        allocation_cents=allocation,
        carryover_cents=settings.carryover_cents,
        private_cents=private_cents,
        private_of=private,
        private_base=base,
        reservations=(
            ("homeless", settings.homeless_cents),
            ("neglected", settings.neglected_cents),
            ("parent_engagement", parent),
            ("administration", settings.administration_cents),
            *((each.name, each.amount_cents) for each in settings.other_reservations),
        ),
        parent_required_cents=required,
        parent_cents=parent,
        parent_to_schools_required_cents=to_schools,
        parent_to_schools_cents=to_schools if chosen is None else chosen,
    )


def _up(cents: Fraction) -> int:
    """Round up: a least amount that the law asks for is not met by a cent less."""
    return -(-cents.numerator // cents.denominator)
