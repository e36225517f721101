"""Top-ups paid by the schools that gain: caps and rounds, as formulas."""

from dataclasses import dataclass

import numpy as np

from services.allocation.domain.exact import Cents, apportion
from services.allocation.domain.lift import Lift
from services.allocation.files.workbook.apportioning import FIGURES, STEPS, shared
from services.allocation.files.workbook.book import Book, Column, Scalar
from services.allocation.files.workbook.cutting import Paying, Piece, SourceCutter

_SPARE_ROUNDS = 1
"""Rounds written beyond those that today's figures need, so that a change may hold more schools at their cap."""


@dataclass(frozen=True, slots=True)
class Room:
    """What each school has above all floors so far, in cents."""

    formula: str
    values: Cents


@dataclass(frozen=True, slots=True)
class _Round:
    rest: int
    weights: Cents
    over: Cents


class GainersWriter:
    """Writes how the schools above their floor pay for one adjustment."""

    def __init__(self, book: Book, group: str, lift: Lift, paying: list[Paying], unit_cents: int) -> None:
        self._book = book
        self._group = group
        self._lift = lift
        self._paying = paying
        self._unit = unit_cents

    def write(
        self, before: Column, floors: Column, base: str, room: Room, top_ups: Column, need: Scalar
    ) -> list[Piece]:
        """Write gains, caps, rounds and pieces; ``base`` is what a gain is measured from.

        Returns:
            What each source takes and gives.
        """
        movable = "+".join(one.movable.ref for one in self._paying)
        every = np.sum([np.array(one.movable.values, dtype=np.int64) for one in self._paying], axis=0)
        room_values = np.minimum(np.minimum(room.values, self._lift.before - self._lift.floors), every)
        assert self._lift.gains is not None
        gains = self._lift.gains
        measured = f"AND({base}>=0,{floors.ref}>=0,{top_ups.ref}=0)"
        say = self._book.say
        gain = self._column(say("Gain"), gains, f"IF({measured},MAX({before.ref}-{base},0),0)", say("above the floor"))
        cap = self._column(
            say("Most it can give"),
            np.maximum(np.where(gains > 0, room_values, 0), 0),
            f"IF({gain.ref}>0,MAX(0,MIN({room.formula},{movable},{before.ref}-{floors.ref})),0)",
            say("cents"),
        )
        counted = f"IF({cap.ref}>0,{gain.ref},0)"
        weight = self._column(say("Gain that counts"), gains, counted, say("of schools that can"))
        unit = self._moving_unit(need, cap)
        reductions = self._rounds(weight, cap, unit, need)
        return SourceCutter(self._book, self._group, self._lift, self._paying).pieces(reductions, top_ups, unit)

    def _column(self, title: str, values: Cents, formula: str, note: str) -> Column:
        return self._book.column(STEPS, title, values.tolist(), formula, group=self._group, note=note)

    def _moving_unit(self, need: Scalar, cap: Column) -> Scalar:
        """Write the unit that money moves in: the policy's where everything is whole in it, else a cent."""
        label = self._book.say("{what}: money moves in units of so many cents", what=self._group)
        if self._unit == 1:
            return self._book.scalar(FIGURES, label, 1, "1")
        unit = self._unit
        broken = "+".join(
            f"SUMPRODUCT(--({one.movable.all}-INT({one.movable.all}/{unit})*{unit}<>0))" for one in self._paying
        )
        formula = (
            f"IF(AND({need.ref}-INT({need.ref}/{unit})*{unit}=0,{broken}=0,"
            f"SUMPRODUCT(INT({cap.all}/{unit}))*{unit}>={need.ref}),{unit},1)"
        )
        return self._book.scalar(FIGURES, label, self._lift.unit_cents, formula, over_schools=True)

    def _rounds(self, weight: Column, cap: Column, unit: Scalar, need: Scalar) -> Column:
        lift, say = self._lift, self._book.say
        assert lift.gains is not None
        unit_cents = lift.unit_cents
        caps = np.array(cap.values, dtype=np.int64) // unit_cents
        rounds = _capped_rounds(int(need.value or 0) // unit_cents, lift.gains, caps)
        rounds += [rounds[-1]] * _SPARE_ROUNDS
        cap_units = f"INT({cap.ref}/{unit.ref})"
        open_column = weight
        # Nothing may be to pay today; by a change it is up to all there is.
        most = int(np.maximum(lift.before, 0).sum())
        rest = self._book.scalar(
            FIGURES,
            say("{what}: units to pay, round {number}", what=self._group, number=1),
            rounds[0].rest,
            f"INT({need.ref}/{unit.ref})",
            over_schools=True,
        )
        result = ""
        for number, one in enumerate(rounds, start=1):
            group = say("{what}, round {number}", what=self._group, number=number)
            share = shared(self._book, group, open_column, rest, 1, largest=most)
            last = number == len(rounds)
            if last:
                result += f"MIN({share.ref},{cap_units})"
                break
            over = self._book.column(
                STEPS,
                say("Held at its cap"),
                one.over.tolist(),
                f"IF({share.ref}>{cap_units},1,0)",
                group=group,
            )
            result += f"IF({over.ref}=1,{cap_units},"
            after = rounds[number]
            held = int((one.over * caps).sum())
            paid = self._book.scalar(
                FIGURES,
                say("{what}: paid by schools at their cap", what=group),
                held,
                f"SUMPRODUCT({over.all},INT({cap.all}/{unit.ref}))",
                over_schools=True,
            )
            rest = self._book.scalar(
                FIGURES,
                say("{what}: units to pay, round {number}", what=self._group, number=number + 1),
                after.rest,
                f"{rest.ref}-{paid.ref}",
                over_schools=True,
            )
            open_column = self._book.column(
                STEPS,
                say("Gain that counts"),
                after.weights.tolist(),
                f"IF({over.ref}=1,0,{open_column.ref})",
                group=say("{what}, round {number}", what=self._group, number=number + 1),
            )
        result += ")" * (len(rounds) - 1)
        return self._column(say("Gives"), lift.reductions, f"({result})*{unit.ref}", say("cents, all sources"))


def _capped_rounds(total: int, gains: Cents, caps: Cents) -> list[_Round]:
    """Return the rounds in which the engine finds who is held at a cap (``exact.apportion_capped``)."""
    rounds = []
    open_rows = gains > 0
    while True:
        weights = np.where(open_rows, gains, 0)
        shares = apportion(total, weights) if weights.any() else np.zeros_like(gains)
        over = shares > caps
        rounds.append(_Round(total, weights, over.astype(np.int64)))
        if not over.any() or total == 0:
            return rounds
        total -= int(caps[over].sum())
        open_rows = open_rows & ~over
