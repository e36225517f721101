"""The kernel: a block of variations at a time, a few matrix products and passes that stay in the processor's cache."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from services.allocation.domain.sweep.measures import Lifted, Measures
from services.allocation.domain.sweep.money import Books, Money
from services.allocation.domain.sweep.plan import Amount, LiftPlan, Plan

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

CHUNK: Final = 2**15
"""Totals worked on together: with their intermediate arrays they fit into the cache. Only speed depends on it."""
_NOTHING: Final = 1e-3  # of a cent


@dataclass(frozen=True, eq=False)
class Block:
    """Measured variations.

    Attributes:
        measures: By variation and measure.
        feasible: Whether the policy works at all there.
        doubtful: Where float64 cannot say, and the engine shall.
    """

    measures: Floats
    feasible: Flags
    doubtful: Flags


class Kernel:
    """A plan made ready; one object may serve several threads, each with a block of its own."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._books = Books(plan)
        self._rows = max(1, CHUNK // max(1, plan.prepared.school_count))

    def measure(self, values: Floats, measures: Measures) -> Block:
        """Measure variations given by the values of their settings."""
        money = self._books.of(values)
        measured = []
        for start in range(0, len(values), self._rows):
            part = slice(start, start + self._rows)
            totals, lifted, scratch = self._totals(money, values, part)
            measured.append(measures.of(totals, lifted, scratch))
        return Block(np.concatenate(measured), money.feasible, money.doubtful)

    def totals(self, values: Floats) -> tuple[Floats, Flags, Flags]:
        """Return the schools' totals in cents by variation, and which are feasible and doubtful."""
        money = self._books.of(values)
        totals = [
            self._totals(money, values, slice(start, start + self._rows))[0]
            for start in range(0, len(values), self._rows)
        ]
        return np.concatenate(totals), money.feasible, money.doubtful

    def _totals(self, money: Money, values: Floats, part: slice) -> tuple[Floats, Lifted, Floats]:
        totals = money.totals[part] @ self._books.columns
        movable = totals if money.movable is None else money.movable[part] @ self._books.columns
        scratch = np.empty_like(totals)
        top_up, held = np.zeros(len(totals)), np.zeros(len(totals))
        decided = money.decided_cents[part].copy()
        above: list[Floats] = []
        for lift in self._plan.lifts:
            floors = _floors(lift, values[part], self._plan)
            tops = np.maximum(np.subtract(floors, totals, out=scratch), 0)
            need = tops.sum(axis=1)
            above.append(floors)
            if lift.payer == "gainers":
                given = _from_gainers(lift, totals, movable, floors, above, tops, need, money, part)
                change = tops - given if given is not None else None
                if change is not None and movable is not totals:
                    movable += change
                if change is not None:
                    totals += change
            else:
                self._pay(lift, need, values[part], money, part)
                if self._plan.sources[lift.sources[0]].controlled:
                    decided += need
                if movable is not totals and self._pays_gainers(lift.sources[0]):
                    movable += tops
                totals += tops
            top_up += need
            if lift.held:
                held += np.count_nonzero(tops > 0.5, axis=1)
        return totals, Lifted(top_up, held, decided), scratch

    def _pay(self, lift: LiftPlan, need: Floats, values: Floats, money: Money, part: slice) -> None:
        source = lift.sources[0]
        held = money.reserves if lift.payer == "reserve" else money.centrals
        limit = held[source][part]
        if lift.cap is not None:
            limit = np.minimum(limit, _amount(lift.cap, values))
        self._judge(need, limit, money, part)
        held[source][part] -= need

    def _pays_gainers(self, source: int) -> bool:
        return any(lift.payer == "gainers" and source in lift.sources for lift in self._plan.lifts)

    def _judge(self, need: Floats, limit: Floats, money: Money, part: slice) -> None:
        _judge(need, limit, self._plan.reach_cents * self._plan.prepared.school_count, money, part)


def _judge(need: Floats, limit: Floats, reach: float, money: Money, part: slice) -> None:
    money.feasible[part] &= need <= limit + 0.5
    money.doubtful[part] |= (need > 0) & (np.abs(need - limit) <= reach)


def _floors(lift: LiftPlan, values: Floats, plan: Plan) -> Floats:
    if lift.percent is not None:
        promised = lift.floors >= 0
        unit = plan.policy.rounding_unit_cents
        # A product of whole cents and basis points is whole and exact, so rounding up the quotient is too.
        points = np.rint(values[:, lift.percent, np.newaxis])
        exact = np.ceil(np.rint(lift.floors * 10_000) * points / (10_000 * unit)) * unit
        return np.where(promised, exact, -1.0)
    if lift.moving is not None:
        floors = np.broadcast_to(lift.moving.base, (len(values), len(lift.moving.base))).copy()
        for setting, move in lift.moving.moves.items():
            floors += (values[:, setting] - plan.today[setting])[:, np.newaxis] * move
        return np.maximum(floors, lift.fixed_floors)
    return lift.floors[np.newaxis, :]


def _from_gainers(
    lift: LiftPlan,
    totals: Floats,
    movable: Floats,
    floors: Floats,
    above: list[Floats],
    tops: Floats,
    need: Floats,
    money: Money,
    part: slice,
) -> Floats | None:
    """Return what each school gives, None where nobody has to: in proportion to gains, nobody beyond what it can."""
    if not (need > _NOTHING).any():
        return None
    gains = np.subtract(totals, floors)
    np.maximum(gains, 0, out=gains)
    gains *= floors >= 0
    caps = np.minimum(movable, gains)
    for floor in above[:-1]:
        np.minimum(caps, totals - np.maximum(floor, 0), out=caps)
    np.maximum(caps, 0, out=caps)
    if lift.base is not None:
        gains = np.where((lift.base >= 0) & (floors >= 0), np.maximum(totals - lift.base, 0), 0)
        caps *= gains > 0
    gains *= caps > 0
    available = caps.sum(axis=1)
    _judge(need, available, 1.0 * totals.shape[1] + 1, money, part)
    return _capped(np.minimum(need, available), gains, caps)


def _capped(need: Floats, gains: Floats, caps: Floats) -> Floats:
    """Split by gains, nobody above its cap; what a cap cuts off the others carry."""
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = np.nan_to_num(need / gains.sum(axis=1))
    given: Floats = gains * rate[:, np.newaxis]
    over = given > caps + _NOTHING
    rows = np.flatnonzero(over.any(axis=1))
    for row in rows.tolist():
        given[row] = _capped_one(float(need[row]), gains[row], caps[row])
    return given


def _capped_one(need: float, gains: Floats, caps: Floats) -> Floats:
    given = np.zeros_like(gains)
    free = gains > 0
    while need > _NOTHING and free.any():
        shares = np.where(free, gains * (need / gains[free].sum()), 0)
        over = free & (shares > caps)
        if not over.any():
            return given + shares
        given[over] = caps[over]
        need -= float(caps[over].sum())
        free &= ~over
    return given


def _amount(amount: Amount, values: Floats) -> Floats:
    return np.full(len(values), float(amount.value)) if amount.setting is None else values[:, amount.setting]
