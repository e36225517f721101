"""Staff as a payroll extract gives them, without anything that says who a person is."""

import re
from dataclasses import dataclass
from decimal import Decimal

from services.allocation.domain.inputs import TYPED, Origin

CENTRAL = ""
"""The school of staff who work for the district as a whole."""


@dataclass(frozen=True, slots=True)
class StaffLine:
    """What one person costs in one job at one place from one source of money.

    Attributes:
        person: A number that means one person within one import and nothing outside it.
        school_id: ``CENTRAL`` for staff of the central office.
        fte: Full-time equivalents of this line, at most four decimals.
        salary_cents: Salary for the year, longevity pay included.
        longevity_cents: The part of the salary that is paid for length of service.
        funding: The source of the money as payroll names it; may be empty.
        federal: Whether that money is federal.
        years: Years of service; None where payroll does not say.
    """

    person: int
    school_id: str
    job_class: str
    fte: Decimal
    salary_cents: int
    benefits_cents: int
    longevity_cents: int = 0
    funding: str = ""
    federal: bool = False
    years: Decimal | None = None
    origin: Origin = TYPED

    @property
    def cost_cents(self) -> int:
        """Salary and benefits."""
        return self.salary_cents + self.benefits_cents


_SACS_RESOURCE = re.compile(r"(?<![0-9])[0-9]{2}[-. ]?([0-9]{4})[-. ]|^([0-9]{4})$")
_FEDERAL_WORDS = re.compile(r"\bfederal|\btitle[ _-]*(i|ii|iii|iv|v|1|2|3|4)\b|\bidea\b|\besser\b", re.IGNORECASE)


def names_federal_money(funding: str) -> bool:
    """Say whether the name or account of a source is that of federal money.

    Source: California School Accounting Manual: resources 3000 to 5999 are federal.

    >>> names_federal_money("3010"), names_federal_money("01-0000-0-1110-1000-1100"), names_federal_money("Title I")
    (True, False, True)
    """
    found = _SACS_RESOURCE.search(funding.strip())
    if found:
        return 3_000 <= int(found[1] or found[2]) <= 5_999
    return _FEDERAL_WORDS.search(funding.replace("_", " ")) is not None
