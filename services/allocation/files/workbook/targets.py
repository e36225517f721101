"""What collars, phase-ins, waiting triggers and recounts want each school to have, as formulas."""

from dataclasses import dataclass

import numpy as np

from services.allocation.domain.adjustments import Collar, PhaseIn, Trigger
from services.allocation.domain.exact import Cents
from services.allocation.domain.floors import NO_FLOOR
from services.allocation.domain.lift import Lift
from services.allocation.domain.limits import BASIS_POINTS
from services.allocation.domain.result import Result
from services.allocation.files.workbook.apportioning import FIGURES, STEPS, shared
from services.allocation.files.workbook.book import Book, Column, Scalar
from services.allocation.files.workbook.inputs import InputColumns
from services.allocation.files.workbook.mixing import Ends, mixed
from services.allocation.files.workbook.rules import POLICY

_SPARE_ROUNDS = 1
"""Rounds written beyond those that today's figures need, so that a change may hold more schools at a bound."""


@dataclass(frozen=True, slots=True)
class _Round:
    """One round of a collar: the factor of the schools still free, and whom it holds from now on (-1: nobody)."""

    rest_units: int
    weights: Cents
    moved: list[float]
    held: Cents


class TargetWriter:
    """Writes what each school is to have by one adjustment that shares the same money in another way."""

    def __init__(self, book: Book, inputs: InputColumns, result: Result, lift: Lift) -> None:
        self._book = book
        self._inputs = inputs
        self._result = result
        self._lift = lift
        self._group = lift.adjustment.title
        self._targets: Cents = lift.before + lift.top_ups - lift.reductions

    def write(self, before: Column) -> tuple[Column, Column | None]:
        """Write the targets in cents, and the floors where the adjustment keeps any.

        Args:
            before: What each school has of the money compared, in cents.
        """
        adjustment = self._lift.adjustment
        if isinstance(adjustment, Collar):
            return self._collar(adjustment, before)
        assert isinstance(adjustment, PhaseIn | Trigger)
        return self._phase_in(adjustment, before), None

    def _collar(self, adjustment: Collar, before: Column) -> tuple[Column, Column | None]:
        assert self._lift.ceilings is not None
        say, unit = self._book.say, self._lift.unit_cents
        floors = self._bound(adjustment, adjustment.max_loss_bp, say("Least"), self._lift.floors, None)
        roofs = self._bound(adjustment, adjustment.max_gain_bp, say("Most"), self._lift.ceilings, floors)
        rounds = _rounds(self._lift)
        if rounds is None:
            note = say("cents, settled by the engine: nobody is left whose money one factor could scale")
            return self._settled(note), floors
        label = say("{what}: money to share, units", what=self._group)
        whole = self._book.scalar(
            FIGURES, label, int(self._lift.before.sum()) // unit, f"INT(SUM({before.all})/{unit})", over_schools=True
        )
        rest, weights, held = whole, before, None
        for number, one in enumerate(rounds, start=1):
            rest, weights, held = self._round(number, one, whole, rest, weights, held, before, floors, roofs)
        assert held is not None
        # Every school may be held at a bound today; a change frees up to all there is.
        most = int(self._lift.before.clip(min=0).sum())
        share = shared(self._book, say("{what}, shared", what=self._group), weights, rest, unit, largest=most)
        formula = f"IF({held.ref}>=0,{held.ref},{share.ref})"
        return self._column(say("Is to have"), self._targets.tolist(), formula, say("cents")), floors

    def _bound(
        self, adjustment: Collar, limit_bp: int | None, title: str, values: Cents, floors: Column | None
    ) -> Column:
        """Write the least or, over ``floors``, the most that a school may have; -1 where nothing binds it."""
        say, unit = self._book.say, self._lift.unit_cents
        if limit_bp is None:
            return self._column(title, values.tolist(), "-1", say("cents; -1: none"))
        name = "{what}: largest loss" if floors is None else "{what}: largest gain"
        typed = self._book.scalar(POLICY, say(name, what=self._group), limit_bp / BASIS_POINTS, style="percent")
        current = self._inputs.current(adjustment.source_ids).ref
        sign = "-" if floors is None else "+"
        points = f"({BASIS_POINTS}{sign}ROUND({typed.ref}*{BASIS_POINTS},0))"
        exact = f"ROUND(ROUND({current}*100,0)*{points}/{BASIS_POINTS}/{unit},5)"
        bound = f"-INT(-{exact})*{unit}" if floors is None else f"MAX({floors.ref},INT({exact})*{unit})"
        formula = f"IF(AND({self._inputs.open_mask.ref}=1,ISNUMBER({current})),{bound},-1)"
        return self._column(title, values.tolist(), formula, say("cents; -1: none"))

    def _round(
        self,
        number: int,
        one: _Round,
        whole: Scalar,
        rest: Scalar,
        weights: Column,
        held: Column | None,
        before: Column,
        floors: Column,
        roofs: Column,
    ) -> tuple[Scalar, Column, Column]:
        """Write one round; return what is left to share, among whom, and who is held after it."""
        say, unit, book = self._book.say, self._lift.unit_cents, self._book
        group = say("{what}, round {number}", what=self._group, number=number)
        together = int(one.weights.sum())
        factor = book.scalar(
            FIGURES,
            say("{what}: factor", what=group),
            one.rest_units * unit / together if together else 0,
            f"IF(SUM({weights.all})=0,0,{rest.ref}*{unit}/SUM({weights.all}))",
            over_schools=True,
            style="number",
        )
        scaled = f"{before.ref}*{factor.ref}"
        clipped = f"MAX({floors.ref},MIN(IF({roofs.ref}>=0,{roofs.ref},{scaled}),{scaled}))"
        free = f"ROUND({clipped}-{scaled},4)"
        moved = self._column(
            say("Out of bounds by"),
            one.moved,
            free if held is None else f"IF({held.ref}>=0,0,{free})",
            say("cents, once scaled by the factor"),
            group,
            number=True,
        )
        lack = book.scalar(
            FIGURES,
            say("{what}: what bounds lack less what they cut off, cents", what=group),
            round(sum(one.moved), 3),
            f"ROUND(SUM({moved.all}),3)",
            over_schools=True,
            style="number",
        )
        binds = f"IF(AND({moved.ref}>0,{lack.ref}>=0),{floors.ref},IF(AND({moved.ref}<0,{lack.ref}<=0),{roofs.ref},-1))"
        after = self._column(
            say("Held at its bound"),
            one.held.tolist(),
            binds if held is None else f"IF({held.ref}>=0,{held.ref},{binds})",
            say("cents; -1: scaled"),
            group,
        )
        open_rows = one.held < 0
        left = book.scalar(
            FIGURES,
            say("{what}: left to share, units", what=group),
            int(whole.value or 0) - int(one.held[~open_rows].sum()) // unit,
            f'{whole.ref}-SUMIF({after.all},">=0")/{unit}',
            over_schools=True,
        )
        next_weights = np.where(open_rows, self._lift.before, 0)
        counted = self._column(
            say("Before, of those scaled"),
            next_weights.tolist(),
            f"IF({after.ref}>=0,0,{before.ref})",
            say("cents"),
            group,
        )
        return left, counted, after

    def _phase_in(self, adjustment: PhaseIn | Trigger, before: Column) -> Column:
        say, unit, lift = self._book.say, self._lift.unit_cents, self._lift
        current = self._inputs.current(adjustment.source_ids)
        now = np.array([-1 if not isinstance(value, int | float) else round(value * 100) for value in current.values])
        opened = np.array(self._inputs.open_mask.values, dtype=np.int64) == 1
        takes_part = opened & (now >= 0)
        old, new = np.where(takes_part, now, 0), np.where(takes_part, lift.before, 0)
        bp = adjustment.percent_in(self._result.policy.fiscal_year) if isinstance(adjustment, PhaseIn) else 0
        note = say("this year's step") if isinstance(adjustment, PhaseIn) else say("revenue has not reached its amount")
        share = self._book.scalar(
            POLICY,
            say("{what}: of the way to the formula", what=self._group),
            bp / BASIS_POINTS,
            style="percent",
            note=note,
        )
        points = f"ROUND({share.ref}*{BASIS_POINTS},0)"
        part = f"AND({self._inputs.open_mask.ref}=1,ISNUMBER({current.ref}))"
        old_column = self._column(
            say("Current budget, of those that take part"),
            old.tolist(),
            f"IF({part},ROUND({current.ref}*100,0),0)",
            say("cents"),
        )
        new_column = self._column(
            say("Formula, of those that take part"), new.tolist(), f"IF({part},{before.ref},0)", say("cents")
        )
        first = self._book.total(FIGURES, say("{what}: current budgets together, cents", what=self._group), old_column)
        then = self._book.total(FIGURES, say("{what}: formula together, cents", what=self._group), new_column)
        ends = Ends(old_column, new_column, first, then)
        shares = self._shares(ends, points, bp, self._unit_on_the_way(before, then, unit))
        formula = f"IF(AND({part},{first.ref}>0,{then.ref}>0),{shares.ref},{before.ref})"
        return self._column(say("Is to have"), self._targets.tolist(), formula, say("cents"))

    def _unit_on_the_way(self, before: Column, then: Scalar, unit_cents: int) -> Scalar:
        """Write what is shared at once: the policy's unit where all of it is whole in it, else a cent."""
        label = self._book.say("{what}: money moves in units of so many cents", what=self._group)
        unit = self._result.policy.rounding_unit_cents
        every = f"SUM({before.all})"
        whole = f"AND({every}-INT({every}/{unit})*{unit}=0,{then.ref}-INT({then.ref}/{unit})*{unit}=0)"
        return self._book.scalar(FIGURES, label, unit_cents, f"IF({whole},{unit},1)", over_schools=True)

    def _shares(self, ends: Ends, points: str, bp: int, unit: Scalar) -> Column:
        """Write what each school has on the way."""
        say, then = self._book.say, ends.new_sum
        count = int(then.value or 0) // int(unit.value or 1)
        label = say("{what}: money to share, units", what=self._group)
        units = self._book.scalar(FIGURES, label, count, f"INT({then.ref}/{unit.ref})", over_schools=True)
        group = say("{what}, shared", what=self._group)
        largest = max(int(self._lift.before.clip(min=0).sum()), ends.old.total())
        return mixed(self._book, group, ends, points, bp, unit, units, largest)

    def _settled(self, note: str) -> Column:
        return self._book.column(
            STEPS, self._book.say("Is to have"), self._targets.tolist(), group=self._group, note=note, kind="settled"
        )

    def _column(
        self,
        title: str,
        values: list[int] | list[float],
        formula: str,
        note: str,
        group: str | None = None,
        *,
        number: bool = False,
    ) -> Column:
        return self._book.column(
            STEPS, title, values, formula, group=group or self._group, note=note, style="number" if number else "whole"
        )


def _rounds(lift: Lift) -> list[_Round] | None:
    """Return the rounds of ``moves.collar``, which find whom a bound holds; None where no factor is left."""
    assert lift.ceilings is not None
    unit = lift.unit_cents
    values, low, high = lift.before, np.maximum(lift.floors, 0), lift.ceilings
    held = np.full_like(values, NO_FLOOR)
    rounds: list[_Round] = []
    while True:
        weights = np.where(held < 0, values, 0)
        together = int(weights.sum())
        if together == 0 and (held < 0).any():
            return None
        rest = (int(values.sum()) - int(held[held >= 0].sum())) // unit
        scaled = [int(value) * rest * unit for value in values.tolist()]
        moved = [
            0
            if bound >= 0
            else max(int(least) * together, min(int(most) * together if most >= 0 else amount, amount)) - amount
            for amount, bound, least, most in zip(scaled, held.tolist(), low.tolist(), high.tolist(), strict=True)
        ]
        lack = sum(moved)
        under = np.array([amount > 0 and lack >= 0 for amount in moved])
        over = np.array([amount < 0 and lack <= 0 for amount in moved])
        held = np.where(under, low, np.where(over, high, held))
        shown = [round(amount / together, 4) if together else 0.0 for amount in moved]
        rounds.append(_Round(rest, weights, shown, held))
        if not any(moved) or not (held < 0).any():
            free = np.where(held < 0, values, 0)
            left = (int(values.sum()) - int(held[held >= 0].sum())) // unit
            return rounds + [_Round(left, free, [0.0] * len(values), held)] * _SPARE_ROUNDS
