"""Average against actual charging: every school's staff at its own cost and at the district's average of its jobs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from services.allocation.domain.salaries.settings import SalarySettings
from services.allocation.domain.salaries.small_groups import hidden_cells
from services.allocation.domain.staff import CENTRAL, StaffLine

FTE_UNIT = 10_000


@dataclass(frozen=True, slots=True)
class ClassCharge:
    """One job class in one school. ``hidden``: too few people for its money to be shown."""

    job_class: str
    people: int
    fte: Decimal
    actual_cents: int
    average_cents: int
    hidden: bool

    @property
    def transfer_cents(self) -> int:
        """What averaging makes the school pay above (below: negative) its own cost."""
        return self.average_cents - self.actual_cents


@dataclass(frozen=True, slots=True)
class SchoolCharge:
    """One school's staff, charged both ways. ``years``: mean years of service; None where too few say it."""

    school_id: str
    people: int
    fte: Decimal
    actual_cents: int
    average_cents: int
    years: Decimal | None
    classes: tuple[ClassCharge, ...]

    @property
    def transfer_cents(self) -> int:
        """What averaging makes the school pay above (below: negative) its own cost."""
        return self.average_cents - self.actual_cents


@dataclass(frozen=True, slots=True)
class ClassAverage:
    """A job class in all schools together: what one full-time position costs on average."""

    job_class: str
    people: int
    fte: Decimal
    actual_cents: int
    salary_cents: int
    benefits_cents: int
    hidden: bool

    @property
    def average_cents(self) -> int:
        """Cost of one full-time position, to the nearest cent."""
        return _per_fte(self.actual_cents, self.fte)

    @property
    def average_salary_cents(self) -> int:
        """Salary of one full-time position, to the nearest cent."""
        return _per_fte(self.salary_cents, self.fte)

    @property
    def benefits_bp(self) -> int:
        """Benefits as a share of salaries, to the nearest basis point."""
        return (
            (2 * self.benefits_cents * 10_000 + self.salary_cents) // (2 * self.salary_cents)
            if self.salary_cents
            else 0
        )


@dataclass(frozen=True, slots=True)
class Charging:
    """The district's school staff, charged both ways. Transfers between schools sum to zero, to the cent."""

    schools: tuple[SchoolCharge, ...]
    classes: tuple[ClassAverage, ...]
    central_people: int
    central_cents: int

    @property
    def moved_cents(self) -> int:
        """What averaging moves from schools that pay more than their staff costs to the others."""
        return sum(max(school.transfer_cents, 0) for school in self.schools)


def charge(staff: Sequence[StaffLine], settings: SalarySettings) -> Charging:
    """Charge every school its staff at actual cost and at the average of each job class.

    The cost of a job class in all schools is split by full-time equivalents with the largest remainder, so that a
    class costs the same both ways; lines without a school are the central office and are charged to nobody.
    """
    counted = [line for line in staff if settings.include_federal or not line.federal]
    at_schools = [line for line in counted if line.school_id != CENTRAL]
    cells: dict[tuple[str, str], list[StaffLine]] = {}
    for line in at_schools:
        cells.setdefault((line.school_id, line.job_class), []).append(line)
    averages = _average_charges(cells, settings)
    hidden = hidden_cells({cell: _people(lines) for cell, lines in cells.items()}, settings.small_group)
    by_school: dict[str, list[ClassCharge]] = {}
    for (school_id, job_class), lines in sorted(cells.items()):
        by_school.setdefault(school_id, []).append(
            ClassCharge(
                job_class,
                _people(lines),
                _fte(lines),
                _cost(lines, settings),
                averages[school_id, job_class],
                (school_id, job_class) in hidden.cells,
            )
        )
    lines_of: dict[str, list[StaffLine]] = {}
    for line in at_schools:
        lines_of.setdefault(line.school_id, []).append(line)
    central = [line for line in counted if line.school_id == CENTRAL]
    return Charging(
        schools=tuple(
            SchoolCharge(
                school_id,
                _people(lines_of[school_id]),
                _fte(lines_of[school_id]),
                sum(each.actual_cents for each in classes),
                sum(each.average_cents for each in classes),
                _years(lines_of[school_id], settings.small_group),
                tuple(classes),
            )
            for school_id, classes in sorted(by_school.items())
        ),
        classes=_class_averages(cells, settings, hidden.columns),
        central_people=_people(central),
        central_cents=_cost(central, settings),
    )


def _average_charges(
    cells: Mapping[tuple[str, str], list[StaffLine]], settings: SalarySettings
) -> dict[tuple[str, str], int]:
    by_class: dict[str, dict[str, list[StaffLine]]] = {}
    for (school_id, job_class), lines in cells.items():
        by_class.setdefault(job_class, {})[school_id] = lines
    found: dict[tuple[str, str], int] = {}
    for job_class, of_school in by_class.items():
        total = sum(_cost(lines, settings) for lines in of_school.values())
        weights = {school_id: int(_fte(lines) * FTE_UNIT) for school_id, lines in of_school.items()}
        if not any(weights.values()):
            # Stipends without a position have no average: each school bears its own.
            found |= {(school_id, job_class): _cost(lines, settings) for school_id, lines in of_school.items()}
            continue
        for school_id, cents in settle(
            {school_id: Fraction(total * weight, sum(weights.values())) for school_id, weight in weights.items()}, total
        ).items():
            found[school_id, job_class] = cents
    return found


def settle(exact: Mapping[str, Fraction], total: int) -> dict[str, int]:
    """Round amounts that sum to ``total`` to whole cents that sum to it: largest remainder, ties to the lower key.

    Source: Balinski and Young, Fair Representation (1982).
    """
    cents = {key: value.numerator // value.denominator for key, value in exact.items()}
    ranked = sorted(exact, key=lambda key: (-(exact[key] - cents[key]), key))
    for key in ranked[: total - sum(cents.values())]:
        cents[key] += 1
    return cents


def _class_averages(
    cells: Mapping[tuple[str, str], list[StaffLine]], settings: SalarySettings, hidden: frozenset[str]
) -> tuple[ClassAverage, ...]:
    by_class: dict[str, list[StaffLine]] = {}
    for (_, job_class), lines in cells.items():
        by_class.setdefault(job_class, []).extend(lines)
    return tuple(
        ClassAverage(
            job_class,
            _people(lines),
            _fte(lines),
            _cost(lines, settings),
            sum(line.salary_cents for line in lines),
            sum(line.benefits_cents for line in lines) if settings.include_benefits else 0,
            job_class in hidden,
        )
        for job_class, lines in sorted(by_class.items())
    )


def _cost(lines: Iterable[StaffLine], settings: SalarySettings) -> int:
    return sum(line.cost_cents if settings.include_benefits else line.salary_cents for line in lines)


def _people(lines: Iterable[StaffLine]) -> int:
    return len({line.person for line in lines})


def _fte(lines: Iterable[StaffLine]) -> Decimal:
    return Decimal(sum(line.fte for line in lines))


def _years(lines: Sequence[StaffLine], least: int) -> Decimal | None:
    known = [line for line in lines if line.years is not None and line.fte > 0]
    if _people(known) < least:
        return None
    weighted = sum((line.years or 0) * line.fte for line in known)
    return round(weighted / _fte(known), 1)


def _per_fte(cents: int, fte: Decimal) -> int:
    units = int(fte * FTE_UNIT)
    return (2 * cents * FTE_UNIT + units) // (2 * units) if units else 0
