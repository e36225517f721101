"""Top-ups paid by the schools that gain: caps, rounds, and the cut over sources, as formulas."""

from dataclasses import dataclass

import numpy as np

from services.allocation.domain.exact import Cents, apportion
from services.allocation.domain.lift import Lift
from services.allocation.domain.transfers import match_margins, split_rows
from services.allocation.files.workbook.apportioning import FIGURES, STEPS, chunks_for, digit, remainder, shared
from services.allocation.files.workbook.book import Book, Column, Scalar

_SPARE_ROUNDS = 1
"""Rounds written beyond those that today's figures need, so that a change may hold more schools at their cap."""


@dataclass(frozen=True, slots=True)
class Paying:
    """A source whose money may move, and how much each school has of it."""

    source_id: str
    movable: Column


@dataclass(frozen=True, slots=True)
class Room:
    """What each school has above all floors so far, in cents."""

    formula: str
    values: Cents


@dataclass(frozen=True, slots=True)
class Piece:
    """What one source takes and gives, in cents by school."""

    taken: Column
    taken_values: Cents
    given: Column
    given_values: Cents


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
        return self.pieces(reductions, top_ups, unit)

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
            share = shared(self._book, group, open_column, rest, 1)
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

    def pieces(self, reductions: Column, top_ups: Column, unit: Scalar) -> list[Piece]:
        """Cut what schools give and receive over the sources that pay; ``unit`` is what money moves in."""
        lift, say = self._lift, self._book.say
        movable = np.stack([np.array(one.movable.values, dtype=np.int64) for one in self._paying])
        size = lift.unit_cents
        taken_values = split_rows(lift.reductions // size, movable // size) * size
        totals: list[int] = taken_values.sum(axis=1).tolist()
        given_values = match_margins(lift.top_ups, totals)
        if len(self._paying) == 1:
            return [Piece(reductions, taken_values[0], top_ups, given_values[0])]
        taken = self._taken(reductions, unit, taken_values)
        before = self._before(top_ups)
        pieces = []
        reached_before = "0"
        value_before = 0
        for index, one in enumerate(self._paying):
            column = taken[index]
            value_after = value_before + totals[index]
            total = self._book.scalar(
                FIGURES,
                say("{what}: given up in {source} and before, cents", what=self._group, source=one.source_id),
                value_after,
                f"{reached_before}+SUM({column.all})",
                over_schools=True,
            )
            low, high = reached_before, total.ref
            upper = f"{before.ref}+{top_ups.ref}"
            formula = f"MIN({upper},{high})-MIN({upper},{low})-MIN({before.ref},{high})+MIN({before.ref},{low})"
            title = say("Receives, {source}", source=one.source_id)
            given = self._column(title, given_values[index], formula, say("cents, in school order"))
            pieces.append(Piece(column, taken_values[index], given, given_values[index]))
            reached_before, value_before = total.ref, value_after
        return pieces

    def _before(self, top_ups: Column) -> Column:
        values = np.cumsum(np.array(top_ups.values, dtype=np.int64)) - np.array(top_ups.values, dtype=np.int64)
        here = self._book.column(
            STEPS,
            self._book.say("Received before it"),
            values.tolist(),
            "{above}" if self._book.whole else None,
            first="0" if self._book.whole else None,
            group=self._group,
            note=self._book.say("by schools above in the list"),
            kind="formula" if self._book.whole else "settled",
        )
        if self._book.whole:
            written = self._book.school_sheets[STEPS].columns[-1]
            written.formula = f"{here.ref}+{top_ups.ref}".replace("{r}", "{p}")
        return here

    def _taken(self, reductions: Column, unit: Scalar, values: Cents) -> list[Column]:
        """Cut what each school gives over the sources, in proportion to what it has of each: exact floors."""
        say, size = self._book.say, self._lift.unit_cents
        movable = np.stack([np.array(one.movable.values, dtype=np.int64) for one in self._paying]) // size
        cumulative = np.cumsum(movable, axis=0)
        whole = cumulative[-1]
        gives = self._lift.reductions // size
        chunks = chunks_for(int(gives.max(initial=1)), int(whole.max(initial=1)))
        parts = "+".join(f"INT({one.movable.ref}/{unit.ref})" for one in self._paying)
        every = self._column(say("May move, all sources"), whole, parts, say("units"))
        units = self._column(say("Gives"), gives, f"{reductions.ref}/{unit.ref}", say("units"))
        reached_formula, reached_values = "0", np.zeros_like(gives)
        so_far = ""
        columns = []
        for index, one in enumerate(self._paying):
            so_far += f"{'+' if so_far else ''}INT({one.movable.ref}/{unit.ref})"
            value = reached_values + values[index] // size
            if index == len(self._paying) - 1:
                upto = units
            elif chunks is None:
                formula = f"IF({every.ref}=0,0,INT(ROUND({units.ref}*(({so_far})/{every.ref}),4)))"
                upto = self._column(say("Up to {source}", source=one.source_id), value, formula, say("units"))
            else:
                title = say("Has up to {source}", source=one.source_id)
                part = self._column(title, cumulative[index], so_far, say("units"))
                guess_formula = f"IF({every.ref}=0,0,INT({units.ref}*({part.ref}/{every.ref})))"
                title = say("Guess, {source}", source=one.source_id)
                guess = self._column(title, value, guess_formula, say("units"))
                digits = [digit(units.ref, place, chunks) for place in range(chunks.count)]
                rest = remainder(digits, part.ref, guess.ref, every.ref, chunks)
                exact = f"{guess.ref}+({every.ref}>0)*(({rest}>={every.ref})-({rest}<0))"
                title = say("Up to {source}", source=one.source_id)
                upto = self._column(title, value, exact, say("units, exact"))
            formula = f"({upto.ref}-{reached_formula})*{unit.ref}"
            title = say("Gives, {source}", source=one.source_id)
            columns.append(self._column(title, values[index], formula, say("cents")))
            reached_formula, reached_values = upto.ref, value
        return columns


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
