"""From average to actual salaries over some years, softened by a pool: what it costs, who gains, who loses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from services.allocation.domain.salaries.charging import SchoolCharge, settle
from services.allocation.domain.salaries.settings import SalarySettings

BASIS_POINTS = 10_000


@dataclass(frozen=True, slots=True)
class TransitionSchool:
    """One school in one year. ``change_cents``: what it has more (less: negative) than with averages."""

    school_id: str
    charged_cents: int
    pool_cents: int
    change_cents: int


@dataclass(frozen=True, slots=True)
class TransitionYear:
    """One year of the transition; year 0 is today.

    Attributes:
        actual_share_bp: How far charges have moved from average to actual.
        pool_share_bp: What the pool pays of a higher charge.
        pool_cents: What the pool pays.
        gainers_cents: What the district pays as gainers gain before the others lose.
        limited: Whether the pool's limit cut what it pays.
    """

    year: int
    actual_share_bp: int
    pool_share_bp: int
    pool_cents: int
    gainers_cents: int
    limited: bool
    schools: tuple[TransitionSchool, ...]

    @property
    def cost_cents(self) -> int:
        """What the district pays in this year."""
        return self.pool_cents + self.gainers_cents

    @property
    def losing(self) -> int:
        """How many schools have less than with averages."""
        return sum(school.change_cents < 0 for school in self.schools)

    @property
    def gaining(self) -> int:
        """How many schools have more than with averages."""
        return sum(school.change_cents > 0 for school in self.schools)


def transition(charges: Sequence[SchoolCharge], settings: SalarySettings) -> tuple[TransitionYear, ...]:
    """Return today, each year of the transition, and the year after, when every school pays its own cost.

    Charges move in equal yearly steps. The pool pays ``pool_first_bp`` of what a school is charged above its average
    (beyond what it bears itself) in the first year and a straight line less each year, nothing after the last.
    """
    years = settings.transition_years
    found = []
    for year in range(years + 2):
        moved = Fraction(min(year, years), years)
        left = Fraction(max(years + 1 - year, 0), years) if year else Fraction(0)
        found.append(_year(charges, settings, year, moved, Fraction(settings.pool_first_bp, BASIS_POINTS) * left))
    return tuple(found)


def _year(
    charges: Sequence[SchoolCharge], settings: SalarySettings, year: int, moved: Fraction, pays: Fraction
) -> TransitionYear:
    exact = {each.school_id: each.average_cents - each.transfer_cents * moved for each in charges}
    # The schools together are charged the same every year, so what one pays less the others pay more.
    charged = settle(exact, sum(each.average_cents for each in charges))
    gainers = 0
    if settings.gainers_at_once and year:
        for each in charges:
            spared = max(charged[each.school_id] - each.actual_cents, 0)
            gainers += spared
            charged[each.school_id] -= spared
    due = {each.school_id: _due(each, charged[each.school_id], settings, pays) for each in charges}
    pool = _within(due, settings.pool_limit_cents)
    return TransitionYear(
        year=year,
        actual_share_bp=int(moved * BASIS_POINTS),
        pool_share_bp=int(pays * BASIS_POINTS),
        pool_cents=sum(pool.values()),
        gainers_cents=gainers,
        limited=sum(pool.values()) < sum(due.values()),
        schools=tuple(
            TransitionSchool(
                each.school_id,
                charged[each.school_id],
                pool[each.school_id],
                each.average_cents - charged[each.school_id] + pool[each.school_id],
            )
            for each in charges
        ),
    )


def _due(school: SchoolCharge, charged_cents: int, settings: SalarySettings, pays: Fraction) -> int:
    borne = school.average_cents * settings.tolerated_bp // BASIS_POINTS
    more = charged_cents - school.average_cents - borne
    return int(max(more, 0) * pays)


def _within(due: Mapping[str, int], limit: int | None) -> dict[str, int]:
    total = sum(due.values())
    if limit is None or total <= limit:
        return dict(due)
    return settle({key: Fraction(cents * limit, total) for key, cents in due.items()}, limit)
