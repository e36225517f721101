"""What each school really spent in the year before, by whose money it was and whether it paid staff."""

from dataclasses import dataclass
from decimal import Decimal

from services.allocation.domain.inputs import TYPED, Origin

CENTRAL = ""
"""The school of what was spent for the district as a whole."""


@dataclass(frozen=True, slots=True)
class ActualExpenditure:
    """Actual expenditures of one school, or of the central office, in the fiscal year before the one of the import.

    Without what the state leaves out of the report: capital, debt, programs outside the regular day.

    Attributes:
        school_id: ``CENTRAL`` for the central office.
        pupil_count: Pupils of that year, at most two decimals; 0 for the central office.
        federal_personnel_cents: Staff at actual salaries and benefits, paid by federal money.

    Source:
        ESEA 1111(h)(1)(C)(x); 20 U.S.C. 6311(h)(1)(C)(x).
    """

    school_id: str
    pupil_count: Decimal
    federal_personnel_cents: int
    federal_other_cents: int
    state_local_personnel_cents: int
    state_local_other_cents: int
    origin: Origin = TYPED

    @property
    def total_cents(self) -> int:
        """All four together."""
        return (
            self.federal_personnel_cents
            + self.federal_other_cents
            + self.state_local_personnel_cents
            + self.state_local_other_cents
        )
