"""What an allocation decided: columns over the schools, and the proof that every source sums."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from services.allocation.domain.canonical import canonical_bytes, canonical_hash
from services.allocation.domain.exact import Cents
from services.allocation.domain.ledger import Component, SourceLedger
from services.allocation.domain.lift import Lift
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import Mask, Prepared
from services.allocation.domain.result_document import result_document


@dataclass(frozen=True, eq=False)
class Result:
    """The outcome of one allocation. Money is in cents; arrays stand in the order of ``prepared.schools``.

    Attributes:
        formula: What the rules (grants among them) gave, before adjustments.
        totals: What each school receives.
    """

    prepared: Prepared
    policy: Policy
    open_mask: Mask
    ledgers: tuple[SourceLedger, ...]
    lifts: tuple[Lift, ...]
    formula: Cents
    totals: Cents

    @cached_property
    def components(self) -> tuple[Component, ...]:
        """Every component: first the rules in the policy's order, then the adjustments."""
        every = [component for ledger in self.ledgers for component in ledger.components]
        return tuple(sorted(every, key=lambda component: component.rule is None))

    @cached_property
    def top_ups(self) -> Cents:
        """What adjustments added to each school."""
        return sum((lift.top_ups for lift in self.lifts), np.zeros_like(self.totals))

    @cached_property
    def reductions(self) -> Cents:
        """What adjustments took from each school, as positive cents."""
        return sum((lift.reductions for lift in self.lifts), np.zeros_like(self.totals))

    @cached_property
    def minimums(self) -> Cents | None:
        """The highest minimum operational budget of each school, -1 where it has none; None without such a rule."""
        floors = [lift.floors for lift in self.lifts if lift.adjustment.kind == "minimum_operational_budget"]
        return np.max(floors, axis=0) if floors else None

    @cached_property
    def held_harmless(self) -> Mask:
        """Which schools a hold-harmless adjustment lifted."""
        held = np.zeros(self.prepared.school_count, dtype=np.bool_)
        for lift in self.lifts:
            if lift.adjustment.kind == "hold_harmless":
                held |= lift.top_ups > 0
        return held

    @cached_property
    def policy_hash(self) -> str:
        """The hash of the policy's canonical JSON."""
        return self.policy.policy_hash()

    @property
    def inputs_hash(self) -> str:
        """The hash of what the input rows say."""
        return self.prepared.inputs_hash

    @property
    def result_hash(self) -> str:
        """The hash of the canonical JSON of the result, without the key ``result_hash`` itself."""
        return str(self._document["result_hash"])

    def to_json_dict(self) -> dict[str, Any]:
        """Return the result as plain values, columnar over the schools."""
        return dict(self._document)

    def to_bytes(self) -> bytes:
        """Return the canonical JSON of the result: the same policy, inputs and engine give the same bytes."""
        return canonical_bytes(self._document)

    @cached_property
    def _document(self) -> dict[str, Any]:
        document = result_document(self)
        document["result_hash"] = canonical_hash(document)
        return document
