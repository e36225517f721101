"""Per-pupil spending of every school: federal against state and local, staff at actual salaries against the rest.

Source: ESEA 1111(h)(1)(C)(x); 20 U.S.C. 6311(h)(1)(C)(x).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from services.allocation.domain.compliance.checks import Check, Figure, Say
from services.allocation.domain.expenditures import CENTRAL, ActualExpenditure
from services.allocation.domain.salaries.charging import settle

CITE = "ESEA 1111(h)(1)(C)(x); 20 U.S.C. 6311(h)(1)(C)(x)"


@dataclass(frozen=True, slots=True)
class Spent:
    """Cents of one school (or of the central office), by whose money it is and what it bought."""

    federal_personnel: int = 0
    federal_other: int = 0
    state_local_personnel: int = 0
    state_local_other: int = 0

    @property
    def total(self) -> int:
        """All of it."""
        return self.federal_personnel + self.federal_other + self.state_local_personnel + self.state_local_other

    def plus(self, other: "Spent") -> "Spent":
        """Add another's cents."""
        return Spent(
            self.federal_personnel + other.federal_personnel,
            self.federal_other + other.federal_other,
            self.state_local_personnel + other.state_local_personnel,
            self.state_local_other + other.state_local_other,
        )


@dataclass(frozen=True, slots=True)
class SchoolSpending:
    """One school's spending; ``central`` is its share of what the district spends centrally, where that is spread."""

    school_id: str
    name: str
    pupils: Fraction
    own: Spent
    central: Spent


@dataclass(frozen=True, slots=True)
class SpendingReport:
    """The report, and whether its data suffice."""

    schools: tuple[SchoolSpending, ...]
    central: Spent
    check: Check


@dataclass(frozen=True, slots=True)
class SchoolMoney:
    """What a school spent by whose money it is, and what its own staff cost of it."""

    school_id: str
    name: str
    pupils: Fraction
    federal_cents: int
    state_local_cents: int
    federal_staff_cents: int
    state_local_staff_cents: int


def spending_report(schools: Sequence[SchoolMoney], central: Spent, *, has_staff: bool, spread: bool) -> SpendingReport:
    """Return the report. Central spending is spread by pupils to the cent, or stands apart.

    Where staff costs more than the budget there is, what is not personnel is shown as 0 and the school is named.
    """
    shares = _spread(central, {school.school_id: school.pupils for school in schools}) if spread else {}
    rows = []
    over = []
    for school in schools:
        federal_other = school.federal_cents - school.federal_staff_cents
        other = school.state_local_cents - school.state_local_staff_cents
        if federal_other < 0 or other < 0:
            over.append(school.school_id)
        own = Spent(school.federal_staff_cents, max(federal_other, 0), school.state_local_staff_cents, max(other, 0))
        rows.append(
            SchoolSpending(school.school_id, school.name, school.pupils, own, shares.get(school.school_id, Spent()))
        )
    return SpendingReport(tuple(rows), central, _check(rows, central, over, has_staff))


@dataclass(frozen=True, slots=True)
class ActualSpending:
    """What was spent in the year before: the report that the law asks for, from the ledger."""

    schools: tuple[SchoolSpending, ...]
    central: Spent


def actual_spending(spent: Sequence[ActualExpenditure], names: Mapping[str, str], *, spread: bool) -> ActualSpending:
    """Return the report of the year before; central spending is spread by the pupils of that year, or stands apart.

    Args:
        spent: A row per school, and one for the central office.
        names: By school id; a school that is not there is shown by its id.
        spread: Whether central spending is spread.
    """
    central = Spent()
    schools = []
    for row in sorted(spent, key=lambda each: each.school_id):
        own = Spent(
            row.federal_personnel_cents,
            row.federal_other_cents,
            row.state_local_personnel_cents,
            row.state_local_other_cents,
        )
        if row.school_id == CENTRAL:
            central = central.plus(own)
        else:
            schools.append((row.school_id, Fraction(row.pupil_count), own))
    shares = _spread(central, {school_id: pupils for school_id, pupils, _ in schools}) if spread else {}
    return ActualSpending(
        tuple(
            SchoolSpending(school_id, names.get(school_id, school_id), pupils, own, shares.get(school_id, Spent()))
            for school_id, pupils, own in schools
        ),
        central,
    )


def actual_check(actual: ActualSpending, expected: Sequence[str]) -> Check:
    """Say whether the report of the year before has every school that there is now."""
    spent = {row.school_id for row in actual.schools}
    missing = tuple(sorted(set(expected) - spent))
    figures = _figures(actual.schools, actual.central)
    if missing:
        said = Say("spending.actual.missing", {"count": str(len(missing))})
        remedy = Say("spending.actual.missing.remedy")
        return Check("spending", CITE, "attention", said, remedy, figures, missing)
    said = Say("spending.actual", {"count": str(len(actual.schools))})
    return Check("spending", CITE, "passed", said, None, figures)


def _spread(central: Spent, pupils: Mapping[str, Fraction]) -> dict[str, Spent]:
    total = sum(pupils.values())
    if not total:
        return {}

    def by_pupils(cents: int) -> dict[str, int]:
        return settle({school_id: cents * count / total for school_id, count in pupils.items()}, cents)

    parts = [
        by_pupils(central.federal_personnel),
        by_pupils(central.federal_other),
        by_pupils(central.state_local_personnel),
        by_pupils(central.state_local_other),
    ]
    return {school_id: Spent(*(part[school_id] for part in parts)) for school_id in pupils}


def _check(rows: Sequence[SchoolSpending], central: Spent, over: Sequence[str], has_staff: bool) -> Check:
    figures = _figures(rows, central)
    if not has_staff:
        return Check("spending", CITE, "not_enough_data", Say("spending.staff"), Say("spending.staff.remedy"), figures)
    if over:
        said = Say("spending.over", {"count": str(len(over))})
        return Check("spending", CITE, "attention", said, Say("spending.over.remedy"), figures, tuple(over))
    return Check("spending", CITE, "passed", Say("spending"), None, figures)


def _figures(rows: Sequence[SchoolSpending], central: Spent) -> tuple[Figure, ...]:
    pupils = sum(row.pupils for row in rows)
    total = sum(row.own.total for row in rows) + central.total
    return (
        Figure("spent_at_schools", sum(row.own.total for row in rows), "cents"),
        Figure("spent_centrally", central.total, "cents"),
        Figure("spent_per_pupil", int(total / pupils) if pupils else 0, "cents"),
    )
