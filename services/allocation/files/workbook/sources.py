"""From a source's amount to its pools: the central share, what is set aside, the fixed rules, the rest."""

from dataclasses import dataclass, field

from services.allocation.domain.ledger import Component, SourceLedger
from services.allocation.domain.limits import BASIS_POINTS
from services.allocation.domain.policy import SourcePolicy
from services.allocation.domain.result import Result
from services.allocation.domain.rules import POOL_RULES
from services.allocation.files.workbook.apportioning import FIGURES, split
from services.allocation.files.workbook.book import Book, Column, Scalar
from services.allocation.files.workbook.eligibility import Eligibilities
from services.allocation.files.workbook.inputs import InputColumns
from services.allocation.files.workbook.rules import POLICY, RuleWriter


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
            f"{source.source_id}: amount",
            source.amount_cents / 100,
            style="money",
            note=f"{source.funder}, {'restricted' if source.restricted else 'unrestricted'}; "
            f"{source.origin.file}, row {source.origin.row}",
        )
        cents = source.amount_cents
        return self._book.scalar(FIGURES, f"{source.source_id}: cents", cents, f"ROUND({typed.ref}*100,0)")

    def write(self, ledger: SourceLedger, amount: Scalar, set_aside_cents: int) -> SourceColumns:
        """Write a source's central share and rules."""
        policy = ledger.policy
        if policy is None or policy.distribution == "locked":
            zero = self._book.scalar(FIGURES, f"{ledger.source.source_id}: central share", 0, "0")
            return SourceColumns(ledger, amount, zero)
        source_id = ledger.source.source_id
        central = self._central(ledger, policy, amount)
        aside = self._book.scalar(
            POLICY,
            f"{source_id}: set aside as a reserve first",
            set_aside_cents / 100,
            style="money",
            note="what payers of adjustments set aside",
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
        share = policy.central_share
        if share is not None and share.percent_bp is not None:
            percent = self._book.scalar(
                POLICY, f"{source_id}: central share", share.percent_bp / BASIS_POINTS, style="percent"
            )
            exact = f"ROUND({amount.ref}*ROUND({percent.ref}*{BASIS_POINTS},0)/{BASIS_POINTS}/{self._unit},4)"
            formula = f"MIN(INT({exact}+0.5)*{self._unit},{amount.ref})"
        else:
            typed = self._book.scalar(
                POLICY,
                f"{source_id}: central share",
                cents / 100,
                style="money",
                note="dollars" if share is not None else "the central services together",
            )
            formula = f"ROUND({typed.ref}*100,0)"
        return self._book.scalar(FIGURES, f"{source_id}: central share, cents", cents, formula)

    def _pools(
        self,
        source_id: str,
        amount: Scalar,
        central: Scalar,
        aside: Scalar,
        fixed: dict[str, Column],
        pools: list[tuple[Component, Column]],
    ) -> dict[str, Column]:
        taken = [
            self._book.total(FIGURES, f"{component_id}: all schools, cents", column)
            for component_id, column in fixed.items()
        ]
        available = int(amount.value or 0) - int(central.value or 0) - round(float(aside.value or 0) * 100)
        available -= sum(int(total.value or 0) for total in taken)
        formula = "-".join([amount.ref, central.ref, f"ROUND({aside.ref}*100,0)", *(total.ref for total in taken)])
        typed: dict[str, Scalar] = {}
        for component, _ in pools:
            cents = getattr(component.rule, "pool_amount_cents", None)
            if cents is not None:
                scalar = self._book.scalar(POLICY, f"{component.component_id}: pool", cents / 100, style="money")
                typed[component.component_id] = self._book.scalar(
                    FIGURES, f"{component.component_id}: pool, cents", cents, f"ROUND({scalar.ref}*100,0)"
                )
                available -= cents
                formula += f"-{typed[component.component_id].ref}"
        rest = self._book.scalar(
            FIGURES,
            f"{source_id}: left for the pools, cents",
            available,
            formula,
            note="below zero: the rules need more than the source has",
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
        self._book.heading(POLICY, f"{source_id}: shares of the rest")
        note = "basis points: 10,000 is all that is left"
        typed = [
            self._book.scalar(POLICY, label, share, note=note) for label, share in zip(labels, shares, strict=True)
        ]
        nobody = self._book.scalar(
            FIGURES,
            f"{source_id}: share that no rule takes",
            BASIS_POINTS - sum(shares),
            f"{BASIS_POINTS}-({'+'.join(share.ref for share in typed)})",
        )
        parts = split(self._book, source_id, [*labels, "not shared"], [*typed, nobody], whole, BASIS_POINTS)
        return dict(zip(labels, parts, strict=False))

    def _whole_units(self, label: str, cents: Scalar) -> Scalar:
        value = max(int(cents.value or 0), 0) // self._unit
        return self._book.scalar(
            FIGURES, f"{label}: whole units to share", value, f"INT(MAX({cents.ref},0)/{self._unit})"
        )
