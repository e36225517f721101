"""Adjustments as formulas: floors, top-ups, who pays, and what that takes from each source."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

import numpy as np

from services.allocation.domain.adjustments import (
    CentralSharePayer,
    GainersPayer,
    HoldHarmless,
    MinimumOperationalBudget,
    Recount,
)
from services.allocation.domain.exact import Cents
from services.allocation.domain.ledger import Component
from services.allocation.domain.lift import AnyAdjustment, Lift, sources_behind
from services.allocation.domain.limits import ALL_PUPILS, ANY_LEVEL, BASIS_POINTS
from services.allocation.domain.result import Result
from services.allocation.files.workbook.apportioning import FIGURES, STEPS
from services.allocation.files.workbook.book import Book, Column, Scalar
from services.allocation.files.workbook.cutting import Paying, Piece, SourceCutter
from services.allocation.files.workbook.expressions import Expressions
from services.allocation.files.workbook.gainers import GainersWriter, Room
from services.allocation.files.workbook.inputs import InputColumns
from services.allocation.files.workbook.recounts import RecountPieces, RecountWriter
from services.allocation.files.workbook.rules import AMOUNTS, POLICY
from services.allocation.files.workbook.sources import SourceColumns
from services.allocation.files.workbook.targets import TargetWriter


@dataclass(frozen=True, slots=True)
class Floored:
    """A floor that an adjustment has put under the schools' money of some sources."""

    adjustment: AnyAdjustment
    floors: Column


class AdjustmentWriter:
    """Writes the adjustments in the policy's order over the columns of the sources."""

    def __init__(
        self,
        book: Book,
        inputs: InputColumns,
        result: Result,
        expressions: Expressions,
        sources: dict[str, SourceColumns],
        totals: Column,
    ) -> None:
        self._book = book
        self._inputs = inputs
        self._expressions = expressions
        self._result = result
        self._sources = sources
        self.totals = totals
        self._floored: list[Floored] = []
        self._unit = result.policy.rounding_unit_cents

    def write(self, lift: Lift) -> None:
        """Write one adjustment and bring the totals up to date."""
        adjustment = lift.adjustment
        group = adjustment.title
        if isinstance(adjustment, MinimumOperationalBudget | HoldHarmless):
            before = self._compared(adjustment.source_ids, group)
            floors = self._floors(lift, adjustment, group)
            self._floored.append(Floored(adjustment, floors))
            top_ups = self._book.column(
                STEPS,
                self._book.say("Top-up"),
                lift.top_ups.tolist(),
                f"IF({floors.ref}>=0,MAX({floors.ref}-{before.ref},0),0)",
                group=group,
                note=self._book.say("cents up to the floor"),
            )
            label = self._book.say("{what}: top-ups together, cents", what=group)
            need = self._book.total(FIGURES, label, top_ups)
            if isinstance(adjustment.payer, GainersPayer):
                self._from_gainers(lift, adjustment.payer, before, floors, top_ups, need)
            else:
                self._from_one(lift, top_ups, need)
        else:
            self._to_targets(lift)
        self._new_totals(lift)

    def _floors(self, lift: Lift, adjustment: MinimumOperationalBudget | HoldHarmless, group: str) -> Column:
        if isinstance(adjustment, HoldHarmless):
            formula = self._hold_harmless(adjustment, group)
        else:
            formula = self._minimum(adjustment, group)
        return self._book.column(
            STEPS,
            self._book.say("Floor"),
            lift.floors.tolist(),
            f"IF({self._inputs.open_mask.ref}=1,{formula},-1)",
            group=group,
            note=self._book.say("cents; -1: none"),
        )

    def _hold_harmless(self, adjustment: HoldHarmless, group: str) -> str:
        percent = adjustment.percent_in(self._result.policy.fiscal_year)
        share = self._book.scalar(
            POLICY,
            self._book.say("{what}: of the current budget", what=group),
            percent / BASIS_POINTS,
            style="percent",
            note=self._book.say("this year's step"),
        )
        points = f"ROUND({share.ref}*{BASIS_POINTS},0)"
        current = self._inputs.current(adjustment.source_ids).ref
        exact = f"ROUND({current}*100,0)*{points}/{BASIS_POINTS}"
        if adjustment.basis == "per_pupil":
            prior = self._inputs.measures[adjustment.prior_pupils_measure].ref
            exact = f"{exact}/{prior}*{self._inputs.pupils.ref}"
        return f"IF(ISNUMBER({current}),-INT(-ROUND({exact}/{self._unit},5))*{self._unit},-1)"

    def _minimum(self, adjustment: MinimumOperationalBudget, group: str) -> str:
        parts = ["-1"]
        prepared, say = self._result.prepared, self._book.say
        if adjustment.per_pupil:
            amounts = {amount.level: amount.amount_cents for amount in adjustment.per_pupil}
            terms = []
            for level in prepared.levels:
                cents = amounts.get(level, amounts.get(ANY_LEVEL, 0))
                if cents:
                    name = say("whole school") if level == ANY_LEVEL else level
                    label = say("{what}: per pupil, {level}", what=group, level=name)
                    typed = self._book.scalar(POLICY, label, cents / 100, style="money", note=say("dollars"))
                    pupils = self._inputs.cells[prepared.cell_columns[level, ALL_PUPILS]].ref
                    terms.append(f"{pupils}*{typed.ref}")
            parts.append(f"-INT(-ROUND(({'+'.join(terms) or '0'})*100,5))")
        if adjustment.measure:
            parts.append(self._measured(adjustment.measure))
        if adjustment.equal_to_current:
            current = self._inputs.current(adjustment.source_ids).ref
            parts.append(f"IF(ISNUMBER({current}),ROUND({current}*100,0),-1)")
        if adjustment.per_school:
            typed_by_school = {floor.school_id: floor.amount_cents / 100 for floor in adjustment.per_school}
            column = self._book.column(
                "Schools",
                say("{what}: typed minimum", what=group),
                [typed_by_school.get(school_id) for school_id in prepared.school_ids],
                group=say("Typed minimums"),
                note=say("dollars"),
                style="money",
            )
            parts.append(f"IF(ISNUMBER({column.ref}),ROUND({column.ref}*100,0),-1)")
        return f"MAX({','.join(parts)})"

    def _measured(self, name: str) -> str:
        """Return the formula of a measure's dollars in cents, rounded up; -1 for a school that has none."""
        if name in self._result.prepared.derived:
            ref = self._expressions.derived_column(name).ref
        else:
            ref = self._inputs.measures[name].ref
        # Four decimals of a cent: more of a large amount would be the noise of floating point, rounded up.
        return f"IF(ISNUMBER({ref}),MAX(-INT(-ROUND({ref}*100,4)),0),-1)"

    def _compared(self, source_ids: Sequence[str] | None, group: str) -> Column:
        if source_ids is None:
            return self.totals
        columns = [column for source_id in source_ids for _, column in self._sources[source_id].amounts]
        values = _sum(columns, self._result.prepared.school_count)
        formula = "+".join(column.ref for column in columns) or "0"
        note = self._book.say("cents of the sources compared")
        return self._book.column(STEPS, self._book.say("Before"), values.tolist(), formula, group=group, note=note)

    def _from_one(self, lift: Lift, top_ups: Column, need: Scalar) -> None:
        payer = getattr(lift.adjustment, "payer")  # noqa: B009  only paid floors come here
        source = self._sources[payer.source_id]
        if isinstance(payer, CentralSharePayer):
            source.paid_centrally.append(need)
        self._book_component(lift, source, "top_up", top_ups.ref, lift.top_ups)

    def _from_gainers(
        self, lift: Lift, payer: GainersPayer, before: Column, floors: Column, top_ups: Column, need: Scalar
    ) -> None:
        adjustment = lift.adjustment
        group = adjustment.title
        base = floors.ref
        if payer.gain == "above_current":
            current = self._inputs.current(adjustment.source_ids).ref
            base = f"IF(ISNUMBER({current}),ROUND({current}*100,0),-1)"
        paying = self._paying(adjustment.source_ids, payer.source_ids)
        writer = GainersWriter(self._book, group, lift, paying, self._unit)
        pieces = writer.write(before, floors, base, self._room(group, {one.source_id for one in paying}), top_ups, need)
        self._book_pieces(lift, paying, pieces)

    def _book_pieces(self, lift: Lift, paying: Sequence[Paying], pieces: Sequence[Piece]) -> None:
        for one, piece in zip(paying, pieces, strict=True):
            suffix = "" if len(paying) == 1 else f"/{one.source_id}"
            source = self._sources[one.source_id]
            self._book_component(lift, source, f"top_up{suffix}", piece.given.ref, piece.given_values)
            self._book_component(lift, source, f"reduction{suffix}", f"-{piece.taken.ref}", -piece.taken_values)

    def _room(self, group: str, paying: Set[str]) -> Room:
        now = np.array(self.totals.values, dtype=np.int64)
        parts, least = [self.totals.ref], now
        for earlier in self._floored:
            behind = sources_behind(earlier.adjustment)
            if behind is not None and behind.isdisjoint(paying):
                continue
            compared = self._compared(earlier.adjustment.source_ids, group)
            parts.append(f"IF({earlier.floors.ref}>=0,{compared.ref}-{earlier.floors.ref},{self.totals.ref})")
            floors = np.array(earlier.floors.values, dtype=np.int64)
            least = np.minimum(least, np.where(floors >= 0, np.array(compared.values, dtype=np.int64) - floors, now))
        return Room(f"MIN({','.join(parts)})", least)

    def _paying(self, scope: tuple[str, ...] | None, named: tuple[str, ...] | None) -> list[Paying]:
        if named is not None:
            chosen = sorted(named)
        else:
            chosen = [
                source_id
                for source_id, source in sorted(self._sources.items())
                if source.ledger.policy is not None
                and source.ledger.policy.distribution == "unlocked"
                and not source.ledger.source.restricted
                and (scope is None or source_id in scope)
            ]
        found = []
        for source_id in chosen:
            columns = [c for component, c in self._sources[source_id].amounts if component.kind != "school_grant"]
            values = _sum(columns, self._result.prepared.school_count)
            formula = "+".join(column.ref for column in columns) or "0"
            title, group = self._book.say("May move, {source}", source=source_id), self._book.say("May move")
            movable = self._book.column(
                STEPS, title, values.tolist(), formula, group=group, note=self._book.say("cents")
            )
            found.append(Paying(source_id, movable))
        return found

    def _book_component(
        self, lift: Lift, source: SourceColumns, suffix: str, formula: str, values: Cents, note: str = ""
    ) -> None:
        adjustment = lift.adjustment
        component_id = f"{adjustment.adjustment_id}/{suffix}"
        kind = "top_up" if suffix.startswith("top_up") else "reduction"
        source_id = source.ledger.source.source_id
        column = self._book.column(
            AMOUNTS,
            self._book.say(_BOOKED[kind], what=adjustment.title),
            values.tolist(),
            formula,
            group=source_id,
            note=note or self._book.say("cents"),
            style="cents",
        )
        component = Component(
            component_id, source_id, kind, adjustment.title, values, int(values.sum()), None, adjustment.adjustment_id
        )
        source.amounts.append((component, column))

    def _to_targets(self, lift: Lift) -> None:
        """Write what each school is to have, and what it receives or gives to come there."""
        adjustment, say = lift.adjustment, self._book.say
        group = adjustment.title
        before = self._compared(adjustment.source_ids, group)
        writer = (RecountWriter if isinstance(adjustment, Recount) else TargetWriter)(
            self._book, self._inputs, self._result, lift
        )
        targets, floors = writer.write(before)
        if floors is not None:
            self._floored.append(Floored(adjustment, floors))
        more, less = f"MAX({targets.ref}-{before.ref},0)", f"MAX({before.ref}-{targets.ref},0)"
        note = say("cents")
        top_ups = self._book.column(STEPS, say("Top-up"), lift.top_ups.tolist(), more, group=group, note=note)
        reductions = self._book.column(STEPS, say("Gives"), lift.reductions.tolist(), less, group=group, note=note)
        if isinstance(adjustment, Recount):
            self._book_recount(lift, adjustment, top_ups, reductions)
            return
        assert not isinstance(adjustment, MinimumOperationalBudget | HoldHarmless)
        paying = self._paying(adjustment.source_ids, adjustment.moving_source_ids)
        label = say("{what}: money moves in units of so many cents", what=group)
        cent = self._book.scalar(FIGURES, label, 1, "1")
        cutter = SourceCutter(self._book, group, replace(lift, unit_cents=1), paying)
        self._book_pieces(lift, paying, cutter.pieces(reductions, top_ups, cent))

    def _book_recount(self, lift: Lift, adjustment: Recount, top_ups: Column, reductions: Column) -> None:
        """Book what a recount moves within the sources that carry it, and what its payer adds."""
        paying = self._paying(adjustment.source_ids, adjustment.moving_source_ids)
        pieces, paid = RecountPieces(self._book, lift, paying).cut(top_ups, reductions)
        for one, piece in zip(paying, pieces, strict=True):
            source = self._sources[one.source_id]
            note = self._book.say("cents, from what other schools give up")
            suffix = f"/{one.source_id}"
            self._book_component(lift, source, f"top_up{suffix}", piece.given.ref, piece.given_values, note)
            self._book_component(lift, source, f"reduction{suffix}", f"-{piece.taken.ref}", -piece.taken_values)
        payer = adjustment.payer
        # What gainers cannot pay shows as a reserve below zero: the engine would refuse it.
        source = self._sources[paying[-1].source_id if isinstance(payer, GainersPayer) else payer.source_id]
        if isinstance(payer, CentralSharePayer):
            source.paid_centrally.append(paid.owed)
        note = self._book.say("cents, from the payer")
        self._book_component(lift, source, "top_up", paid.given.ref, paid.given_values, note)

    def _new_totals(self, lift: Lift) -> None:
        columns = [
            column
            for source in self._sources.values()
            for component, column in source.amounts
            if component.adjustment_id == lift.adjustment.adjustment_id
        ]
        values = np.array(self.totals.values, dtype=np.int64) + _sum(columns, self._result.prepared.school_count)
        formula = "+".join([self.totals.ref, *(column.ref for column in columns)])
        title, note = self._book.say("Total after it"), self._book.say("cents")
        self.totals = self._book.column(STEPS, title, values.tolist(), formula, group=lift.adjustment.title, note=note)


_BOOKED = {"top_up": "{what}: top-up", "reduction": "{what}: reduction"}


def _sum(columns: Sequence[Column], school_count: int) -> Cents:
    total = np.zeros(school_count, dtype=np.int64)
    for column in columns:
        total += np.array(column.values, dtype=np.int64)
    return total
