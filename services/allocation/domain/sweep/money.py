"""What each source has to share in each variation, and with what every column is multiplied."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from services.allocation.domain.limits import BASIS_POINTS
from services.allocation.domain.sweep.plan import Amount, Part, Plan, SourcePlan

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(eq=False)
class Money:
    """By variation.

    Attributes:
        totals: Multipliers of the columns that give the schools' totals.
        movable: The same for what gainers may pay from; None where that is all.
        feasible: Whether every source suffices.
        doubtful: Where float64 cannot say so, the engine shall.
        reserves, centrals: What is left of the sources that pay top-ups, by source.
        decided_cents: Unrestricted money that schools decide on.
    """

    totals: Floats
    movable: Floats | None
    feasible: Flags
    doubtful: Flags
    reserves: dict[int, Floats]
    centrals: dict[int, Floats]
    decided_cents: Floats


class Books:
    """The columns of a plan, each once, and the books of its sources."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._columns: list[Floats] = []
        self._known: dict[bytes, int] = {}
        paying = {index for lift in plan.lifts if lift.payer == "gainers" for index in lift.sources}
        self._paying = paying
        fixed = [(index, part) for index, source in enumerate(plan.sources) for part in source.parts]
        zero = np.zeros(plan.prepared.school_count)
        self._constant = self._add(sum((part.line.base for _, part in fixed if part.pool is None), zero))
        self._movable_constant = self._add(
            sum((part.line.base for index, part in fixed if part.pool is None and self._moves(index, part)), zero)
        )
        self._places = [[self._place(part) for part in source.parts] for source in plan.sources]
        self.splits = bool(paying) and not all(self._moves(index, part) for index, part in fixed)
        self.columns = np.stack(self._columns)

    def _moves(self, index: int, part: Part) -> bool:
        return index in self._paying and part.movable

    def _add(self, column: Floats) -> int:
        key = column.tobytes()
        if key not in self._known:
            self._known[key] = len(self._columns)
            self._columns.append(column)
        return self._known[key]

    def _place(self, part: Part) -> tuple[int, dict[int, int]]:
        base = self._add(part.line.base) if part.pool is not None else self._constant
        return base, {setting: self._add(move) for setting, move in part.line.moves.items()}

    def of(self, values: Floats) -> Money:
        """Keep the books of variations given by the values of their settings."""
        plan, count = self._plan, len(values)
        moved = values - plan.today
        yes = np.ones(count, dtype=np.bool_)
        money = Money(
            np.zeros((count, len(self._columns))),
            np.zeros((count, len(self._columns))) if self.splits else None,
            yes,
            ~yes,
            {},
            {},
            np.zeros(count),
        )
        money.totals[:, self._constant] = 1
        if money.movable is not None:
            money.movable[:, self._movable_constant] += 1
        for index, source in enumerate(plan.sources):
            self._source(index, source, values, moved, money)
        return money

    def _source(self, index: int, source: SourcePlan, values: Floats, moved: Floats, money: Money) -> None:
        unit, school_count = self._plan.policy.rounding_unit_cents, self._plan.prepared.school_count
        amount = source.source.amount_cents
        central = _central(source, values, unit)
        left = amount - central
        aside = _value(source.set_aside, values)
        fixed, varies = np.zeros(len(values)), False
        for part, (_, moves) in zip(source.parts, self._places[index], strict=True):
            if part.pool is None:
                fixed += part.line.base.sum()
                for setting, column in moves.items():
                    varies = True
                    fixed += moved[:, setting] * part.line.moves[setting].sum()
                    self._enter(money, index, part, column, moved[:, setting])
        amounts = [_value(part.size, values) for part in source.parts if part.pool == "amount"]
        available = left - aside - fixed - sum(amounts, np.zeros(len(values)))
        money.feasible &= (central <= amount) & (aside <= left) & (available > -_HALF)
        if varies:
            money.doubtful |= np.abs(available) <= school_count * unit
        spent = fixed + self._pools(index, source, values, moved, available, money)
        if source.controlled:
            money.decided_cents += spent
        money.reserves[index], money.centrals[index] = left - spent, central

    def _pools(
        self, index: int, source: SourcePlan, values: Floats, moved: Floats, available: Floats, money: Money
    ) -> Floats:
        unit = self._plan.policy.rounding_unit_cents
        shares, spent = np.zeros(len(values)), np.zeros(len(values))
        # Fixed rules that vary are not rounded here, so what they leave to the pool is not either.
        unrounded = unit == 1 and any(part.pool is None and part.line.moves for part in source.parts)
        units = available if unrounded else np.floor(available / unit + 1e-9)
        for part, (base, moves) in zip(source.parts, self._places[index], strict=True):
            if part.pool is None:
                continue
            size = _value(part.size, values)
            if part.pool == "share":
                shares += size
                pool = np.maximum(units, 0) * (size / BASIS_POINTS) * unit
                pool = pool if unrounded else np.rint(pool / unit) * unit
            else:
                pool = np.floor(size / unit) * unit
            weight = part.line.base.sum() + np.zeros(len(values))
            terms = weight.copy()
            for setting, move in part.line.moves.items():
                moves_by = moved[:, setting] * move.sum()
                weight += moves_by
                terms += np.abs(moves_by)
            # Where terms cancel, what is left may be nothing but their rounding: the engine shall say.
            cancelled = (weight <= _CANCELLED * terms) & (terms > 0)
            money.doubtful |= cancelled & (pool >= unit)
            weight[cancelled] = 0
            # A pool of about one unit gets it or not by a remainder; where nobody may take it, the engine shall say.
            money.doubtful |= (weight <= 0) & (size > 0) & (pool <= unit)
            money.feasible &= (weight > 0) | (pool < unit)
            rate = np.where(weight > 0, pool / np.where(weight > 0, weight, 1), 0)
            self._enter(money, index, part, base, rate)
            for setting, column in moves.items():
                self._enter(money, index, part, column, rate * moved[:, setting])
            spent += np.where(weight > 0, pool, 0)
        money.feasible &= shares <= BASIS_POINTS
        return spent

    def _enter(self, money: Money, index: int, part: Part, column: int, factor: Floats) -> None:
        money.totals[:, column] += factor
        if money.movable is not None and self._moves(index, part):
            money.movable[:, column] += factor


_HALF = 0.5
_CANCELLED = 1e-9


def _value(amount: Amount, values: Floats) -> Floats:
    if amount.setting is None:
        return np.full(len(values), float(amount.value))
    return values[:, amount.setting]


def _central(source: SourcePlan, values: Floats, unit: int) -> Floats:
    if source.central_bp is None:
        return _value(source.central_cents, values)
    amount, step = source.source.amount_cents, BASIS_POINTS * unit
    points = np.rint(_value(source.central_bp, values)).astype(np.int64)
    different, at = np.unique(points, return_inverse=True)
    # As the engine rounds it, in whole numbers.
    cents = [min((2 * amount * point + step) // (2 * step) * unit, amount) for point in different.tolist()]
    found: Floats = np.array(cents, dtype=np.float64)[at]
    return found
