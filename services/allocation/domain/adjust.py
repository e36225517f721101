"""Lifting schools to their floors, and taking the money from the payer the policy names."""

from collections.abc import Set
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from services.allocation.domain.adjustments import (
    CentralSharePayer,
    Collar,
    GainersPayer,
    HoldHarmless,
    PhaseIn,
    Recount,
    ReservePayer,
    Trigger,
)
from services.allocation.domain.errors import Infeasible, PolicyProblem, PolicyProblems, dollars
from services.allocation.domain.exact import Cents, apportion, apportion_capped
from services.allocation.domain.floors import NO_FLOOR, current_of, hold_harmless_floors, minimum_floors
from services.allocation.domain.in_force import counted_revenue
from services.allocation.domain.ledger import Component, SourceLedger
from services.allocation.domain.lift import AnyAdjustment, Lift, Move, PaidFloor, sources_behind
from services.allocation.domain.plan_moves import plan_move, refuse_unmovable
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import Mask, Prepared
from services.allocation.domain.recount import GainersCannotPay, plan_recount, promised_amounts
from services.allocation.domain.transfers import match_margins, split_rows


@dataclass(eq=False, slots=True)
class Adjuster:
    """Runs the adjustments in the policy's order over the ledgers of one allocation."""

    prepared: Prepared
    policy: Policy
    open_mask: Mask
    ledgers: dict[str, SourceLedger]
    totals: Cents
    lifts: list[Lift] = field(default_factory=list)

    def run(self) -> None:
        """Apply every adjustment; totals and ledgers are brought up to date."""
        for index, adjustment in enumerate(self.policy.adjustments):
            pointer = f"/adjustments/{index}"
            if isinstance(adjustment, Trigger):
                waits = counted_revenue(adjustment, self.prepared.sources) < adjustment.revenue_cents
                if waits and adjustment.until == "current_budgets":
                    self._move(adjustment, pointer)
            elif isinstance(adjustment, Collar | PhaseIn):
                self._move(adjustment, pointer)
            elif isinstance(adjustment, Recount):
                self._recount(adjustment, pointer)
            else:
                self._lift(adjustment, pointer)

    def _move(self, adjustment: Move, pointer: str) -> None:
        before = self._compared(adjustment.source_ids)
        current = np.where(self.open_mask, current_of(self.prepared, adjustment.source_ids), NO_FLOOR)
        unit = self.policy.rounding_unit_cents
        lift = plan_move(adjustment, before, current, self.policy.fiscal_year, unit, pointer)
        self.lifts.append(lift)
        paying = self._moving_sources(adjustment, adjustment.moving_source_ids, f"{pointer}/moving_source_ids")
        movable = np.stack([self._movable(ledger) for ledger in paying])
        refuse_unmovable(adjustment, lift, movable.sum(axis=0), self.prepared.school_ids, pointer)
        self._book_moves(adjustment, paying, lift, split_rows(lift.reductions, movable))
        self.totals = self.totals + lift.top_ups - lift.reductions

    def _recount(self, adjustment: Recount, pointer: str) -> None:
        before = self._compared(adjustment.source_ids)
        promised = promised_amounts(self.prepared, adjustment, self.open_mask)
        try:
            plan = plan_recount(before, promised, adjustment, self.policy.rounding_unit_cents)
        except GainersCannotPay as error:
            what = "what the schools that gain can give"
            raise _cannot_pay(adjustment, error.need, error.available, what, f"{pointer}/payer") from error
        moved = plan.targets - before
        floors = np.where(adjustment.direction == "up_only", promised, NO_FLOOR)
        lift = Lift(adjustment, floors, before.copy(), np.maximum(moved, 0), np.maximum(-moved, 0))
        lift.promised, lift.changes = promised, plan.changes
        self.lifts.append(lift)
        paying = self._moving_sources(adjustment, adjustment.moving_source_ids, f"{pointer}/moving_source_ids")
        movable = np.stack([self._movable(ledger) for ledger in paying])
        refuse_unmovable(adjustment, lift, movable.sum(axis=0), self.prepared.school_ids, pointer)
        self._book_recount(adjustment, paying, lift, split_rows(lift.reductions, movable), pointer)
        self.totals = self.totals + lift.top_ups - lift.reductions

    def _book_recount(
        self, adjustment: Recount, paying: list[SourceLedger], lift: Lift, taken: Cents, pointer: str
    ) -> None:
        """Pay top-ups from what other schools give up, then from the payer; what is left over is reserve again."""
        given_up = taken.sum(axis=1)
        net = int(lift.top_ups.sum()) - int(given_up.sum())
        owed, left_over = max(net, 0), max(-net, 0)
        kept = given_up - apportion(left_over, given_up)
        columns: list[int] = kept.tolist()
        given = match_margins(lift.top_ups, [*columns, owed])
        for index, ledger in enumerate(paying):
            suffix, total = f"/{ledger.source.source_id}", int(given_up[index])
            if total == 0:
                continue
            ledger.reserve_cents += total - columns[index]
            if columns[index]:
                self._book(adjustment, ledger, "top_up", given[index], columns[index], suffix)
            self._book(adjustment, ledger, "reduction", taken[index], total, suffix)
        if owed:
            # What gainers pay is taken from their targets: with them nothing is owed here.
            assert not isinstance(adjustment.payer, GainersPayer)
            ledger = self._charge(adjustment, adjustment.payer, owed, pointer)
            self._book(adjustment, ledger, "top_up", given[-1], owed)

    def _lift(self, adjustment: PaidFloor, pointer: str) -> None:
        floors = self._floors(adjustment)
        before = self._compared(adjustment.source_ids)
        # Deductions can leave a school less than nothing from the sources compared: without a floor it stays so.
        top_ups = np.where(floors > NO_FLOOR, np.maximum(floors - before, 0), 0)
        need = int(top_ups.sum())
        lift = Lift(adjustment, floors, before.copy(), top_ups, np.zeros_like(top_ups))
        self.lifts.append(lift)
        if isinstance(adjustment.payer, GainersPayer):
            self._pay_from_gainers(adjustment, adjustment.payer, lift, need, f"{pointer}/payer")
        else:
            ledger = self._charge(adjustment, adjustment.payer, need, pointer)
            self._book(adjustment, ledger, "top_up", top_ups, need)
        self.totals = self.totals + lift.top_ups - lift.reductions

    def _floors(self, adjustment: PaidFloor) -> Cents:
        if isinstance(adjustment, HoldHarmless):
            return hold_harmless_floors(
                self.prepared, adjustment, self.policy.fiscal_year, self.open_mask, self.policy.rounding_unit_cents
            )
        return minimum_floors(self.prepared, adjustment, self.open_mask)

    def _compared(self, source_ids: tuple[str, ...] | None) -> Cents:
        if source_ids is None:
            return self.totals
        compared = np.zeros(self.prepared.school_count, dtype=np.int64)
        for source_id in source_ids:
            for component in self.ledgers[source_id].components:
                compared += component.amounts
        return compared

    def _charge(
        self, adjustment: PaidFloor | Recount, payer: ReservePayer | CentralSharePayer, need: int, pointer: str
    ) -> SourceLedger:
        """Take what schools need from the reserve or the central share of a source."""
        ledger = self.ledgers[payer.source_id]
        if isinstance(payer, CentralSharePayer):
            limit, what = ledger.central_cents, f"the central share of {payer.source_id}"
        else:
            limit, what = ledger.reserve_cents, f"the reserve of {payer.source_id}"
            limit = limit if payer.amount_cents is None else min(payer.amount_cents, limit)
        if need > limit:
            raise _cannot_pay(adjustment, need, limit, what, f"{pointer}/payer")
        if isinstance(payer, CentralSharePayer):
            ledger.central_cents -= need
        else:
            ledger.reserve_cents -= need
        return ledger

    def _pay_from_gainers(
        self, adjustment: PaidFloor, payer: GainersPayer, lift: Lift, need: int, pointer: str
    ) -> None:
        paying = self._moving_sources(adjustment, payer.source_ids, pointer)
        movable = np.stack([self._movable(ledger) for ledger in paying])
        gains = self._gains(payer, lift)
        room = np.minimum(self._above_floors({ledger.source.source_id for ledger in paying}), movable.sum(axis=0))
        caps = np.where(gains > 0, np.maximum(room, 0), 0)
        # A school that cannot give at all is no payer; its gain would only dilute the shares of the others.
        lift.gains = np.where(caps > 0, gains, 0)
        available = int(caps.sum())
        if need > available:
            raise _cannot_pay(adjustment, need, available, "what the schools above their floor can give", pointer)
        unit = lift.unit_cents = self._moving_unit(need, caps, movable)
        units = apportion_capped(need // unit, lift.gains, caps // unit)
        lift.reductions = units * unit
        self._book_moves(adjustment, paying, lift, split_rows(units, movable // unit) * unit)

    def _book_moves(self, adjustment: AnyAdjustment, paying: list[SourceLedger], lift: Lift, taken: Cents) -> None:
        source_totals: list[int] = taken.sum(axis=1).tolist()
        given = match_margins(lift.top_ups, source_totals)
        single = len(paying) == 1
        for index, ledger in enumerate(paying):
            total = source_totals[index]
            if total == 0 and not single:
                continue
            suffix = "" if single else f"/{ledger.source.source_id}"
            self._book(adjustment, ledger, "top_up", given[index], total, suffix)
            self._book(adjustment, ledger, "reduction", taken[index], total, suffix)

    def _moving_unit(self, need: int, caps: Cents, movable: Cents) -> int:
        """Return the rounding unit where money moves in whole units throughout; typed cents make it one cent."""
        unit = self.policy.rounding_unit_cents
        whole = need % unit == 0 and not (movable % unit).any() and int((caps // unit).sum()) * unit >= need
        return unit if whole else 1

    def _moving_sources(
        self, adjustment: AnyAdjustment, named: tuple[str, ...] | None, pointer: str
    ) -> list[SourceLedger]:
        scope = adjustment.source_ids
        if named is not None:
            chosen = sorted(named)
        else:
            chosen = [
                source_id
                for source_id, ledger in sorted(self.ledgers.items())
                if ledger.policy is not None
                and ledger.policy.distribution == "unlocked"
                and not ledger.source.restricted
                and (scope is None or source_id in scope)
            ]
        outside = [source_id for source_id in chosen if scope is not None and source_id not in scope]
        where = "payer.source_ids" if isinstance(adjustment, PaidFloor) else "moving_source_ids"
        if not chosen or outside:
            raise PolicyProblems(
                [
                    PolicyProblem(
                        pointer,
                        "no_paying_source",
                        f"{adjustment.title}: no unlocked unrestricted source can move between schools"
                        if not chosen
                        else f"{adjustment.title}: {', '.join(outside)} is not among the sources compared",
                        f"Name the sources whose money may move in {where}.",
                    )
                ]
            )
        return [self.ledgers[source_id] for source_id in chosen]

    def _movable(self, ledger: SourceLedger) -> Cents:
        # Grants are for the school they name; everything else of a paying source may move.
        movable = np.zeros(self.prepared.school_count, dtype=np.int64)
        for component in ledger.components:
            if component.kind != "school_grant":
                movable += component.amounts
        return movable

    def _gains(self, payer: GainersPayer, lift: Lift) -> Cents:
        base = lift.floors
        if payer.gain == "above_current":
            base = current_of(self.prepared, lift.adjustment.source_ids)
        # A school without a floor (or current budget) has gained nothing that could be measured.
        measured = (base >= 0) & (lift.floors >= 0)
        return np.where(measured, np.maximum(lift.before - base, 0), 0)

    def _above_floors(self, paying: Set[str]) -> Cents:
        """Return what each school has above every floor that giving money of these sources could break."""
        room = self.totals
        for lift in self.lifts:
            behind = sources_behind(lift.adjustment)
            if behind is not None and behind.isdisjoint(paying):
                continue
            compared = self._compared(lift.adjustment.source_ids)
            room = np.minimum(room, np.where(lift.floors > NO_FLOOR, compared - lift.floors, room))
        return room

    def _book(
        self,
        adjustment: AnyAdjustment,
        ledger: SourceLedger,
        kind: Literal["top_up", "reduction"],
        amounts: Cents,
        total: int,
        suffix: str = "",
    ) -> None:
        """Enter what schools receive from a source, or give up in it; both are given as positive cents."""
        if kind == "top_up":
            sign = 1
            ledger.top_up_cents += total
        else:
            sign = -1
            ledger.reduction_cents += total
        ledger.components.append(
            Component(
                component_id=f"{adjustment.adjustment_id}/{kind}{suffix}",
                source_id=ledger.source.source_id,
                kind=kind,
                label=adjustment.title,
                amounts=sign * amounts,
                total_cents=sign * total,
                adjustment_id=adjustment.adjustment_id,
            )
        )


def _cannot_pay(adjustment: PaidFloor | Recount, need: int, limit: int, payer: str, pointer: str) -> Infeasible:
    missing, who = need - limit, "the floors need"
    if isinstance(adjustment, HoldHarmless):
        floor = "Lower the percentage of the current budget, or begin its phase-out."
    elif isinstance(adjustment, Recount):
        who = "the recount needs"
        floor = "Let the recount move both ways, or lower its percentage or its cap."
    else:
        floor = "Lower the minimum operational budget."
    return Infeasible(
        "payer_cannot_pay",
        missing,
        f"{adjustment.title}: {who} {dollars(need)}, but {payer} is {dollars(limit)}: {dollars(missing)} is missing.",
        [f"Raise {payer} by {dollars(missing)}.", floor, "Name another payer."],
        pointer,
    )
