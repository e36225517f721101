"""What reads a result for one goal: exactly, to say whether the goal is met, and as slacks, to search by.

A reading is a whole number of cents or basis points, rounded against the goal; so a goal is met exactly when its
reading reaches its target, and a goal relaxed to a reading is met by the policy that gave it.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import numpy as np
import numpy.typing as npt

from services.allocation.domain.exact import Cents
from services.allocation.domain.floors import NO_FLOOR
from services.allocation.domain.ledger import SourceLedger
from services.allocation.domain.limits import ALL_PUPILS, ANY_LEVEL, BASIS_POINTS, MICRO
from services.allocation.domain.matrix import Rates, component_rates
from services.allocation.domain.prepare import Mask
from services.allocation.domain.result import Result
from services.allocation.domain.solve.slope import Slope

Floats = npt.NDArray[np.float64]
ReadingUnit = Literal["cents", "basis_points"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a result reaches of a goal.

    Attributes:
        value: In the gauge's unit.
        school_row: The school that decides it, where one does.
        short_count: How many schools miss the goal.
    """

    value: int
    school_row: int | None = None
    short_count: int = 0


class Gauge(ABC):
    """Reads results for one goal.

    Attributes:
        unit: What readings count.
        target: What is asked for, in ``unit``.
        at_least: Whether a reading must be at least the target; else at most.
        scale: What a slack of 1 is, in ``unit``: one for all parts of the goal, or one for each.
    """

    unit: ReadingUnit = "cents"
    at_least = True

    def __init__(self, target: int, scale: float | Floats) -> None:
        self.target = target
        self.scale = scale

    def slacks_to(self, slacks: Floats, target: int) -> Floats:
        """Return what slacks would be if another target had been asked for."""
        if target == self.target:
            return slacks
        shift = (target - self.target) / self.scale
        return slacks - shift if self.at_least else slacks + shift

    @abstractmethod
    def slacks(self, result: Result) -> Floats:
        """Return what each part of the goal has to spare, as a share of money; below zero: missed."""

    def pulls(self, result: Result, slacks: Floats) -> Floats:
        """Return slacks to search by: the same, but where a goal is missed they show which way is less bad.

        A school that hold harmless lifts has the same total however far its formula falls below; what it is lifted
        by says what the total does not.
        """
        return slacks

    @abstractmethod
    def read(self, result: Result) -> Reading:
        """Return the exact reading."""

    def reaches(self, reading: int, target: int) -> bool:
        """Return whether a reading meets a target."""
        return reading >= target if self.at_least else reading <= target

    def better(self, reading: int, than: int) -> bool:
        """Return whether one reading is better than another."""
        return reading > than if self.at_least else reading < than


class SlopeGauge(Gauge):
    """Cents per pupil for every ten points of a need share."""

    def __init__(self, target: int, slope: Slope, cents_per_pupil: float) -> None:
        super().__init__(target, cents_per_pupil)
        self._slope = slope

    def slacks(self, result: Result) -> Floats:
        """The slope over its target, as a share of the mean dollars per pupil."""
        return np.array([(self._slope.estimate(result.totals) - self.target) / self.scale])

    def read(self, result: Result) -> Reading:
        """The slope, rounded down to a cent."""
        return Reading(self._slope.floor_cents(result.totals))


class LossGauge(Gauge):
    """The largest loss of a school, in basis points of its current budget."""

    unit: ReadingUnit = "basis_points"
    at_least = False

    def __init__(self, target: int, before: list[Fraction], rows: npt.NDArray[np.int64]) -> None:
        super().__init__(target, BASIS_POINTS)
        self._rows = rows
        self._before = before
        self._floats = np.array([float(each) for each in before])

    def slacks(self, result: Result) -> Floats:
        """What each school has over what it may lose, as a share of its current budget."""
        slacks: Floats = result.totals[self._rows] / self._floats - (1 - self.target / BASIS_POINTS)
        return slacks

    def pulls(self, result: Result, slacks: Floats) -> Floats:
        """Slacks less what a school is lifted by."""
        pulled: Floats = slacks - result.top_ups[self._rows] / self._floats
        return pulled

    def read(self, result: Result) -> Reading:
        """The largest loss, rounded up to a basis point; 0 when nobody loses."""
        totals = result.totals[self._rows]
        shares = totals / self._floats
        worst, row = 0, None
        # The exact loss decides among those that floats cannot tell apart.
        for index in np.flatnonzero(shares <= shares.min(initial=2.0) + 1e-9).tolist():
            before = self._before[index]
            loss = -((int(totals[index]) - before) * BASIS_POINTS // before)
            if loss > worst:
                worst, row = loss, int(self._rows[index])
        allowed = 1 - self.target / BASIS_POINTS
        return Reading(int(worst), row, int(np.count_nonzero(shares < allowed - 1e-12)))


class FloorGauge(Gauge):
    """The largest amount that a school lacks to its floor; floors of the policy itself are read from each result."""

    at_least = False

    def __init__(self, floors: Cents | None, *, before_top_ups: bool, scale: Floats) -> None:
        super().__init__(0, scale)
        self._floors = floors
        self._before_top_ups = before_top_ups

    def _over(self, result: Result) -> Cents:
        floors = self._floors if self._floors is not None else result.minimums
        amounts = result.formula if self._before_top_ups else result.totals
        if floors is None:
            return np.zeros_like(amounts)
        return np.where(floors > NO_FLOOR, amounts - floors + self.target, np.int64(2**53))

    def slacks(self, result: Result) -> Floats:
        """What each school has over its floor, as a share of what schools have."""
        slacks: Floats = self._over(result) / self.scale
        return slacks

    def pulls(self, result: Result, slacks: Floats) -> Floats:
        """Slacks less what a school is lifted by."""
        pulled: Floats = slacks if self._before_top_ups else slacks - result.top_ups / self.scale
        return pulled

    def read(self, result: Result) -> Reading:
        """The largest lack in cents; 0 when nobody lacks."""
        over = self._over(result) - self.target
        row = int(over.argmin())
        return Reading(max(0, -int(over[row])), row if over[row] < 0 else None, int(np.count_nonzero(over < 0)))


class AmountGauge(Gauge):
    """The least that schools get: each, each for every pupil, or together."""

    def __init__(self, target: int, rows: npt.NDArray[np.int64], divisors: list[Fraction], scale: float) -> None:
        super().__init__(target, scale)
        self._rows = rows
        self._divisors = divisors
        self._floats = np.array([float(each) for each in divisors])

    def _amounts(self, result: Result) -> Cents:
        amounts = result.totals[self._rows]
        return np.array([amounts.sum()]) if len(self._divisors) == 1 < len(self._rows) else amounts

    def slacks(self, result: Result) -> Floats:
        """What each has over the amount, as a share of what such a school has on average."""
        slacks: Floats = (self._amounts(result) / self._floats - self.target) / self.scale
        return slacks

    def pulls(self, result: Result, slacks: Floats) -> Floats:
        """Slacks less what a school is lifted by."""
        lifts = result.top_ups[self._rows]
        lifted = np.array([lifts.sum()]) if len(self._divisors) == 1 < len(self._rows) else lifts
        pulled: Floats = slacks - lifted / self._floats / self.scale
        return pulled

    def read(self, result: Result) -> Reading:
        """The least amount, rounded down to a cent."""
        amounts = self._amounts(result)
        exact = [amount // each for amount, each in zip(amounts.tolist(), self._divisors, strict=True)]
        position = min(range(len(exact)), key=lambda index: (exact[index], index))
        row = int(self._rows[position]) if len(exact) == len(self._rows) else None
        return Reading(int(exact[position]), row, sum(amount < self.target for amount in exact))


class BaseGauge(Gauge):
    """What a pupil without further need brings from a source, on the level that has least."""

    def __init__(self, target: int, source_id: str, level: str | None, scale: float) -> None:
        super().__init__(target, scale)
        self._source_id = source_id
        self._level = level

    def _rates(self, result: Result) -> list[Fraction]:
        prepared = result.prepared
        ledger = next(each for each in result.ledgers if each.source.source_id == self._source_id)
        rates: Rates | None = None
        for component in ledger.components:
            own = component_rates(prepared, component, result.policy.rounding_unit_cents)
            rates = own if rates is None or own is None else rates.plus(own)
        found = []
        for (level, need), column in prepared.cell_columns.items():
            asked = level == self._level if self._level is not None else level != ANY_LEVEL
            if need == ALL_PUPILS and asked and prepared.cells.counts[:, column].any():
                found.append(Fraction(100 * rates.numerators[column], rates.denominator) if rates else Fraction(0))
        return found or [Fraction(0)]

    def slacks(self, result: Result) -> Floats:
        """What each level has over the base, as a share of the mean dollars per pupil."""
        return np.array([(float(rate) - self.target) / self.scale for rate in self._rates(result)])

    def read(self, result: Result) -> Reading:
        """The least base, rounded down to a cent."""
        return Reading(int(min(self._rates(result)) // 1))


class ReserveGauge(Gauge):
    """What stays in reserve."""

    def __init__(self, target: int, source_id: str | None, money: int) -> None:
        super().__init__(target, money)
        self._source_id = source_id

    def slacks(self, result: Result) -> Floats:
        """The reserve over its target, as a share of the money there is."""
        return np.array([(self.read(result).value - self.target) / self.scale])

    def read(self, result: Result) -> Reading:
        """The reserve in cents."""
        return Reading(
            sum(
                ledger.reserve_cents
                for ledger in result.ledgers
                if self._source_id is None or ledger.source.source_id == self._source_id
            )
        )


class ControlGauge(Gauge):
    """The share of unrestricted money that schools decide on."""

    unit: ReadingUnit = "basis_points"

    def __init__(self, target: int) -> None:
        super().__init__(target, BASIS_POINTS)

    def slacks(self, result: Result) -> Floats:
        """The share over its target."""
        decided, amount = _decided(result)
        return np.array([decided / amount - self.target / BASIS_POINTS if amount else -1.0])

    def read(self, result: Result) -> Reading:
        """The share in basis points, rounded down."""
        decided, amount = _decided(result)
        return Reading(decided * BASIS_POINTS // amount if amount else 0)


def _decided(result: Result) -> tuple[int, int]:
    unrestricted = [ledger for ledger in result.ledgers if not ledger.source.restricted]
    decided = sum(_to_schools(ledger) for ledger in unrestricted if ledger.policy and ledger.policy.control == "school")
    return decided, sum(ledger.source.amount_cents for ledger in unrestricted)


def _to_schools(ledger: SourceLedger) -> int:
    return ledger.grant_cents + ledger.formula_cents + ledger.top_up_cents - ledger.reduction_cents


def per_pupil_current(
    current: Cents, pupils: npt.NDArray[np.int64], prior: npt.NDArray[np.int64] | None, scale: int, mask: Mask
) -> tuple[list[Fraction], npt.NDArray[np.int64]]:
    """Return what each school that can lose is compared with: its budget, or its budget for as many pupils as now."""
    rows = np.flatnonzero((current > 0) & mask & ((pupils > 0) & (prior > 0) if prior is not None else True))
    if prior is None:
        return [Fraction(int(current[row])) for row in rows.tolist()], rows
    return [
        Fraction(int(current[row])) * Fraction(int(pupils[row]), scale) / Fraction(int(prior[row]), MICRO)
        for row in rows.tolist()
    ], rows
