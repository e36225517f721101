"""A recount as formulas: what each school is to have, who pays for it, and which source carries what."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from services.allocation.domain.adjustments import Recount
from services.allocation.domain.exact import Cents
from services.allocation.domain.floors import NO_FLOOR
from services.allocation.domain.lift import Lift
from services.allocation.domain.limits import BASIS_POINTS
from services.allocation.domain.result import Result
from services.allocation.files.workbook.apportioning import FIGURES, STEPS, shared
from services.allocation.files.workbook.book import Book, Column, Scalar
from services.allocation.files.workbook.cutting import Paying, Piece, SourceCutter
from services.allocation.files.workbook.inputs import SCHOOLS, InputColumns
from services.allocation.files.workbook.rules import POLICY
from services.allocation.files.workbook.splitting import split_exactly


class RecountWriter:
    """Writes what each school is to have by a recount (``domain.recount``)."""

    def __init__(self, book: Book, inputs: InputColumns, result: Result, lift: Lift) -> None:
        self._book = book
        self._inputs = inputs
        self._result = result
        self._lift = lift
        self._group = lift.adjustment.title

    def write(self, before: Column) -> tuple[Column, Column | None]:
        """Write the targets in cents, and what was promised where it is a floor.

        Args:
            before: What each school has of the money compared, in cents.
        """
        adjustment, lift, say = self._lift.adjustment, self._lift, self._book.say
        assert isinstance(adjustment, Recount)
        assert lift.promised is not None
        assert lift.changes is not None
        promised = self._promised(adjustment, lift.promised)
        size = self._size(adjustment, before, promised)
        down = "0" if adjustment.direction == "up_only" else f"-{size}"
        changes = self._column(
            say("Change that counts"),
            lift.changes,
            f"IF({promised.ref}<0,0,IF({before.ref}>={promised.ref},{size},{down}))",
        )
        formula = f"IF({promised.ref}<0,{before.ref},{promised.ref}+{changes.ref})"
        if adjustment.payer.kind == "gainers":
            wanted = np.where(lift.promised >= 0, lift.promised + lift.changes, lift.before)
            column = self._column(say("With its change"), wanted, formula)
            formula = f"{column.ref}-{self._paid(before, changes, column).ref}"
        target = self._column(say("Is to have"), lift.before + lift.top_ups - lift.reductions, formula)
        return target, promised if (lift.floors > NO_FLOOR).any() else None

    def _promised(self, adjustment: Recount, values: Cents) -> Column:
        say = self._book.say
        typed = {amount.school_id: amount.amount_cents / 100 for amount in adjustment.published}
        published = self._book.column(
            SCHOOLS,
            say("{what}: published", what=self._group),
            [typed.get(school_id) for school_id in self._result.prepared.school_ids],
            group=say("Published before"),
            note=say("dollars"),
            style="money",
        )
        known = f"AND({self._inputs.open_mask.ref}=1,ISNUMBER({published.ref}))"
        formula = f"IF({known},ROUND({published.ref}*100,0),-1)"
        return self._column(say("Published before"), values, formula, say("cents; -1: none"))

    def _size(self, adjustment: Recount, before: Column, promised: Column) -> str:
        """Return the formula of how much of a school's change counts, up or down."""
        say, unit = self._book.say, self._result.policy.rounding_unit_cents
        label = say("{what}: of each change", what=self._group)
        share = self._book.scalar(POLICY, label, adjustment.percent_bp / BASIS_POINTS, style="percent")
        points = f"ROUND({share.ref}*{BASIS_POINTS},0)"
        change = f"ABS({before.ref}-{promised.ref})"
        size = f"IF({points}={BASIS_POINTS},{change},INT(ROUND({change}*{points}/{BASIS_POINTS}/{unit},5)+0.5)*{unit})"
        if adjustment.cap_bp is not None:
            label = say("{what}: most that changes", what=self._group)
            cap = self._book.scalar(POLICY, label, adjustment.cap_bp / BASIS_POINTS, style="percent")
            limit = f"INT(ROUND(MAX({promised.ref},0)*ROUND({cap.ref}*{BASIS_POINTS},0)/{BASIS_POINTS},5))"
            size = f"MIN({size},{limit})"
        if adjustment.cap_cents is not None:
            label = say("{what}: most that changes for a school", what=self._group)
            most = self._book.scalar(POLICY, label, adjustment.cap_cents / 100, style="money", note=say("dollars"))
            size = f"MIN({size},ROUND({most.ref}*100,0))"
        return size

    def _paid(self, before: Column, changes: Column, wanted: Column) -> Column:
        """Write what the schools that gain pay, in proportion to their gains, for those that keep what they had.

        No cap is needed: a part of what is needed is no more than the gain, while the gains suffice.
        """
        lift, say = self._lift, self._book.say
        assert lift.changes is not None
        gains = self._column(say("Gain"), np.maximum(lift.changes, 0), f"MAX({changes.ref},0)")
        short = max(wanted.total() - before.total(), 0)
        needed = self._book.scalar(
            FIGURES,
            say("{what}: what others are short of, cents", what=self._group),
            short,
            f"MAX(SUM({wanted.all})-SUM({before.all}),0)",
            over_schools=True,
        )
        pays = self._book.scalar(
            FIGURES,
            say("{what}: what schools that gain pay, cents", what=self._group),
            short,
            f"MIN({needed.ref},SUM({gains.all}))",
            over_schools=True,
        )
        group = say("{what}, paid by schools that gain", what=self._group)
        return shared(self._book, group, gains, pays, 1, largest=_most(lift))

    def _column(self, title: str, values: Cents, formula: str, note: str = "") -> Column:
        note = note or self._book.say("cents")
        return self._book.column(STEPS, title, values.tolist(), formula, group=self._group, note=note)


@dataclass(frozen=True, slots=True)
class PaidPiece:
    """What the payer adds, together and by school, in cents."""

    owed: Scalar
    given: Column
    given_values: Cents


class RecountPieces:
    """Cuts what a recount moves over its sources and its payer, as ``domain.adjust`` books it."""

    def __init__(self, book: Book, lift: Lift, paying: Sequence[Paying]) -> None:
        self._book = book
        self._lift = replace(lift, unit_cents=1)
        self._paying = paying
        self._group = lift.adjustment.title
        self._cutter = SourceCutter(book, self._group, self._lift, paying)

    def cut(self, top_ups: Column, reductions: Column) -> tuple[list[Piece], PaidPiece]:
        """Pay top-ups from what other schools give up, then from the payer; what is left over is reserve again."""
        lift, say = self._lift, self._book.say
        cent = self._book.scalar(
            FIGURES, say("{what}: money moves in units of so many cents", what=self._group), 1, "1"
        )
        taken_values = self._cutter.taken_values()
        taken = self._cutter.taken(reductions, cent, taken_values)
        net = int(lift.top_ups.sum()) - int(lift.reductions.sum())
        more, less = f"SUM({top_ups.all})", f"SUM({reductions.all})"
        owed = self._figure("{what}: the payer adds, cents", max(net, 0), f"MAX({more}-{less},0)")
        left_over = self._figure("{what}: left over as reserve, cents", max(-net, 0), f"MAX({less}-{more},0)")
        reached = self._reached(taken, taken_values, left_over)
        together = self._book.scalar(
            FIGURES,
            say("{what}: received together, cents", what=self._group),
            int(reached[-1].value or 0) + max(net, 0),
            f"{reached[-1].ref}+{owed.ref}",
        )
        titles = [say("Receives, {source}", source=one.source_id) for one in self._paying]
        titles.append(say("Receives from the payer"))
        *given, added = self._cutter.received(top_ups, titles, [*reached, together])
        pieces = [
            Piece(column, values, received, _cents(received))
            for column, values, received in zip(taken, taken_values, given, strict=True)
        ]
        return pieces, PaidPiece(owed, added, _cents(added))

    def _reached(self, taken: Sequence[Column], values: Cents, left_over: Scalar) -> list[Scalar]:
        """Write how much of what is given up stays with schools, up to and with each source, in cents."""
        say, left = self._book.say, int(left_over.value or 0)
        totals: list[int] = values.sum(axis=1).tolist()
        labels = [one.source_id for one in self._paying]
        given_up = [
            self._figure("{what}: given up in {source}, cents", total, f"SUM({column.all})", source=label)
            for label, total, column in zip(labels, totals, taken, strict=True)
        ]
        back = [left_over]
        if len(self._paying) > 1:
            group = say("{what}, left over", what=self._group)
            back = split_exactly(self._book, group, labels, given_up, left_over, _most(self._lift))
        assert sum(int(part.value or 0) for part in back) == left
        reached: list[Scalar] = []
        for label, total, part in zip(labels, given_up, back, strict=True):
            before = reached[-1] if reached else None
            value = int(total.value or 0) - int(part.value or 0) + (int(before.value or 0) if before else 0)
            formula = f"{before.ref if before else '0'}+{total.ref}-{part.ref}"
            title = say("{what}: given on in {source} and before, cents", what=self._group, source=label)
            reached.append(self._book.scalar(FIGURES, title, value, formula))
        return reached

    def _figure(self, label: str, value: int, formula: str, **words: str) -> Scalar:
        title = self._book.say(label, what=self._group, **words)
        return self._book.scalar(FIGURES, title, value, formula, over_schools=True)


def _most(lift: Lift) -> int:
    """Return what gains and moves may come to by changes in the sheet: all that schools have or were promised."""
    assert lift.promised is not None
    return int(np.maximum(lift.before, lift.promised).clip(min=0).sum())


def _cents(column: Column) -> Cents:
    return np.array(column.values, dtype=np.int64)
