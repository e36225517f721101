"""From a source's amount to its pools: the central share, what is set aside, the fixed rules, the rest."""

from dataclasses import dataclass, field

from services.allocation.domain.ledger import Component, SourceLedger
from services.allocation.domain.limits import BASIS_POINTS
from services.allocation.domain.policy import SourcePolicy
from services.allocation.domain.result import Result
from services.allocation.domain.rules import POOL_RULES
from services.allocation.files.workbook.apportioning import FIGURES
from services.allocation.files.workbook.book import Book, Column, Scalar
from services.allocation.files.workbook.eligibility import Eligibilities
from services.allocation.files.workbook.inputs import InputColumns
from services.allocation.files.workbook.rules import POLICY, RuleWriter
from services.allocation.files.workbook.splitting import split


@dataclass(eq=False)
class SourceColumns:
    """One source in the workbook.

    Attributes:
        amounts: Component and its column of cents, in the order they were booked.
        central: Cents held centrally before adjustments.
        paid_centrally: What it paid for adjustments.
    """

    ledger: SourceLedger
    amount: Scalar
    central: Scalar
    amounts: list[tuple[Component, Column]] = field(default_factory=list)
    paid_centrally: list[Scalar] = field(default_factory=list)


class SourceWriter:
    """Writes sources one after the other."""

    def __init__(
        self, book: Book, inputs: InputColumns, result: Result, rules: RuleWriter, eligible: Eligibilities
    ) -> None:
        self._book = book
        self._inputs = inputs
        self._result = result
        self._rules = rules
        self._eligible = eligible
        self._unit = result.policy.rounding_unit_cents

    def amount(self, ledger: SourceLedger) -> Scalar:
        """Write a source's amount, which formulas of other sources may ask for."""
        source = ledger.source
        self._book.heading(POLICY, source.name or source.source_id)
        typed = self._book.scalar(
            POLICY,
            self._book.say("{what}: amount", what=source.source_id),
            source.amount_cents / 100,
            style="money",
            note=self._book.say(
                "{funder}, restricted; {file}, row {row}"
                if source.restricted
                else "{funder}, unrestricted; {file}, row {row}",
                funder=source.funder,
                file=source.origin.file,
                row=source.origin.row,
            ),
        )
        cents = source.amount_cents
        label = self._book.say("{what}: cents", what=source.source_id)
        return self._book.scalar(FIGURES, label, cents, f"ROUND({typed.ref}*100,0)")

    def write(self, ledger: SourceLedger, amount: Scalar, set_aside_cents: int) -> SourceColumns:
        """Write a source's central share and rules."""
        policy = ledger.policy
        if policy is None or policy.distribution == "locked":
            label = self._book.say("{what}: central share", what=ledger.source.source_id)
            zero = self._book.scalar(FIGURES, label, 0, "0")
            return SourceColumns(ledger, amount, zero)
        source_id = ledger.source.source_id
        central = self._central(ledger, policy, amount)
        aside = self._book.scalar(
            POLICY,
            self._book.say("{what}: set aside as a reserve first", what=source_id),
            set_aside_cents / 100,
            style="money",
            note=self._book.say("what payers of adjustments set aside"),
        )
        found = SourceColumns(ledger, amount, central)
        everyone = self._eligible.column(source_id, policy.eligibility, self._inputs.open_mask)
        columns: dict[str, Column] = {}
        pools: list[tuple[Component, Column]] = []
        for component in ledger.components:
            rule = component.rule
            if rule is None:
                continue
            receivers = everyone
            if rule.eligibility is not None:
                receivers = self._eligible.column(component.component_id, rule.eligibility, everyone)
            if isinstance(rule, POOL_RULES):
                pools.append((component, receivers))
            else:
                columns[component.component_id] = self._rules.fixed(component, receivers)
        columns |= self._pools(source_id, amount, central, aside, columns, pools)
        found.amounts = [
            (component, columns[component.component_id])
            for component in ledger.components
            if component.component_id in columns
        ]
        return found

    def _central(self, ledger: SourceLedger, policy: SourcePolicy, amount: Scalar) -> Scalar:
        source_id, cents = ledger.source.source_id, ledger.central_before_cents
        share, say = policy.central_share, self._book.say
        label = say("{what}: central share", what=source_id)
        if share is not None and share.percent_bp is not None:
            percent = self._book.scalar(POLICY, label, share.percent_bp / BASIS_POINTS, style="percent")
            exact = f"ROUND({amount.ref}*ROUND({percent.ref}*{BASIS_POINTS},0)/{BASIS_POINTS}/{self._unit},4)"
            formula = f"MIN(INT({exact}+0.5)*{self._unit},{amount.ref})"
        else:
            typed = self._book.scalar(
                POLICY,
                label,
                cents / 100,
                style="money",
                note=say("dollars") if share is not None else say("the central services together"),
            )
            formula = f"ROUND({typed.ref}*100,0)"
        return self._book.scalar(FIGURES, say("{what}: central share, cents", what=source_id), cents, formula)

    def _pools(
        self,
        source_id: str,
        amount: Scalar,
        central: Scalar,
        aside: Scalar,
        fixed: dict[str, Column],
        pools: list[tuple[Component, Column]],
    ) -> dict[str, Column]:
        say = self._book.say
        taken = [
            self._book.total(FIGURES, say("{what}: all schools, cents", what=component_id), column)
            for component_id, column in fixed.items()
        ]
        available = int(amount.value or 0) - int(central.value or 0) - round(float(aside.value or 0) * 100)
        available -= sum(int(total.value or 0) for total in taken)
        formula = "-".join([amount.ref, central.ref, f"ROUND({aside.ref}*100,0)", *(total.ref for total in taken)])
        typed: dict[str, Scalar] = {}
        for component, _ in pools:
            cents = getattr(component.rule, "pool_amount_cents", None)
            if cents is not None:
                what = component.component_id
                scalar = self._book.scalar(POLICY, say("{what}: pool", what=what), cents / 100, style="money")
                typed[what] = self._book.scalar(
                    FIGURES, say("{what}: pool, cents", what=what), cents, f"ROUND({scalar.ref}*100,0)"
                )
                available -= cents
                formula += f"-{typed[what].ref}"
        rest = self._book.scalar(
            FIGURES,
            say("{what}: left for the pools, cents", what=source_id),
            available,
            formula,
            note=say("below zero: the rules need more than the source has"),
        )
        units = self._units(source_id, rest, [pool for pool in pools if pool[0].component_id not in typed])
        for component_id, cents in typed.items():
            units[component_id] = self._whole_units(component_id, cents)
        return {
            component.component_id: self._rules.pool(component, receivers, units[component.component_id])
            for component, receivers in pools
        }

    def _units(self, source_id: str, rest: Scalar, sharing: list[tuple[Component, Column]]) -> dict[str, Scalar]:
        shares = [getattr(component.rule, "pool_share_bp", 0) for component, _ in sharing]
        if not sharing:
            return {}
        whole = self._whole_units(source_id, rest)
        if shares[0] == BASIS_POINTS and len(shares) == 1:
            return {sharing[0][0].component_id: whole}
        labels = [component.component_id for component, _ in sharing]
        say = self._book.say
        self._book.heading(POLICY, say("{what}: shares of the rest", what=source_id))
        note = say("basis points: 10,000 is all that is left")
        typed = [
            self._book.scalar(POLICY, label, share, note=note) for label, share in zip(labels, shares, strict=True)
        ]
        nobody = self._book.scalar(
            FIGURES,
            say("{what}: share that no rule takes", what=source_id),
            BASIS_POINTS - sum(shares),
            f"{BASIS_POINTS}-({'+'.join(share.ref for share in typed)})",
        )
        parts = split(self._book, source_id, [*labels, say("not shared")], [*typed, nobody], whole, BASIS_POINTS)
        return dict(zip(labels, parts, strict=False))

    def _whole_units(self, label: str, cents: Scalar) -> Scalar:
        value = max(int(cents.value or 0), 0) // self._unit
        title = self._book.say("{what}: whole units to share", what=label)
        return self._book.scalar(FIGURES, title, value, f"INT(MAX({cents.ref},0)/{self._unit})")
