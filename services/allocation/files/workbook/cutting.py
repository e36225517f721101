"""What schools give and receive, cut over the sources that carry it, as formulas (``domain.transfers``)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from services.allocation.domain.exact import Cents
from services.allocation.domain.lift import Lift
from services.allocation.domain.transfers import match_margins, split_rows
from services.allocation.files.workbook.apportioning import FIGURES, STEPS, chunks_of_money, digit, remainder
from services.allocation.files.workbook.book import Book, Column, Scalar


@dataclass(frozen=True, slots=True)
class Paying:
    """A source whose money may move, and how much each school has of it."""

    source_id: str
    movable: Column


@dataclass(frozen=True, slots=True)
class Piece:
    """What one source takes and gives, in cents by school."""

    taken: Column
    taken_values: Cents
    given: Column
    given_values: Cents


class SourceCutter:
    """Cuts what one adjustment moves between schools over the sources whose money may move."""

    def __init__(self, book: Book, group: str, lift: Lift, paying: Sequence[Paying]) -> None:
        self._book = book
        self._group = group
        self._lift = lift
        self._paying = paying

    def pieces(self, reductions: Column, top_ups: Column, unit: Scalar) -> list[Piece]:
        """Cut what schools give and receive, which is the same; ``unit`` is what money moves in."""
        values = self.taken_values()
        totals: list[int] = values.sum(axis=1).tolist()
        if len(self._paying) == 1:
            given = match_margins(self._lift.top_ups, totals)
            return [Piece(reductions, values[0], top_ups, given[0])]
        taken = self.taken(reductions, unit, values)
        reached: list[Scalar] = []
        for column, one, value in zip(taken, self._paying, np.cumsum(totals).tolist(), strict=True):
            label = self._book.say(
                "{what}: given up in {source} and before, cents", what=self._group, source=one.source_id
            )
            so_far = reached[-1].ref if reached else "0"
            formula = f"{so_far}+SUM({column.all})"
            reached.append(self._book.scalar(FIGURES, label, value, formula, over_schools=True))
        titles = [self._book.say("Receives, {source}", source=one.source_id) for one in self._paying]
        return [
            Piece(column, took, received, np.array(received.values, dtype=np.int64))
            for column, took, received in zip(taken, values, self.received(top_ups, titles, reached), strict=True)
        ]

    def taken_values(self) -> Cents:
        """Return what each school gives from each source, in cents."""
        size = self._lift.unit_cents
        return split_rows(self._lift.reductions // size, self._movable() // size) * size

    def received(self, top_ups: Column, titles: Sequence[str], reached: Sequence[Scalar]) -> list[Column]:
        """Cut what schools receive, laid end to end in their order, where each of several totals is reached.

        Args:
            top_ups: What each school receives, in cents.
            titles: Of the pieces.
            reached: Cents up to and with each piece.
        """
        ends = [int(scalar.value or 0) for scalar in reached]
        values = match_margins(self._lift.top_ups, np.diff([0, *ends]).tolist())
        before = self._before(top_ups)
        upper, low = f"{before.ref}+{top_ups.ref}", "0"
        columns = []
        for title, end, value in zip(titles, reached, values, strict=True):
            high = end.ref
            formula = f"MIN({upper},{high})-MIN({upper},{low})-MIN({before.ref},{high})+MIN({before.ref},{low})"
            columns.append(self._column(title, value, formula, self._book.say("cents, in school order")))
            low = high
        return columns

    def taken(self, reductions: Column, unit: Scalar, values: Cents) -> list[Column]:
        """Cut what each school gives over the sources, in proportion to what it has of each: exact floors."""
        if len(self._paying) == 1:
            return [reductions]
        say, size = self._book.say, self._lift.unit_cents
        cumulative = np.cumsum(self._movable() // size, axis=0)
        whole = cumulative[-1]
        # Nobody gives more than it has; how much it gives, and in which unit, may change.
        most = int(whole.max(initial=1)) * size
        chunks = chunks_of_money(most, most)
        parts = "+".join(f"INT({one.movable.ref}/{unit.ref})" for one in self._paying)
        every = self._column(say("May move, all sources"), whole, parts, say("units"))
        gives = self._lift.reductions // size
        units = self._column(say("Gives"), gives, f"{reductions.ref}/{unit.ref}", say("units"))
        reached_formula, reached_values = "0", np.zeros_like(gives)
        so_far = ""
        columns = []
        for index, one in enumerate(self._paying):
            so_far += f"{'+' if so_far else ''}INT({one.movable.ref}/{unit.ref})"
            value = reached_values + values[index] // size
            if index == len(self._paying) - 1:
                upto = units
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

    def _movable(self) -> Cents:
        return np.stack([np.array(one.movable.values, dtype=np.int64) for one in self._paying])

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

    def _column(self, title: str, values: Cents, formula: str, note: str) -> Column:
        return self._book.column(STEPS, title, values.tolist(), formula, group=self._group, note=note)
