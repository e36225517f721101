"""The settings of a policy that may move: every number in it that is a decision, by a name of its own.

A name says what the number is and where it stands in the district's own codes, such as
``weight:LCFF:base:*:poverty``; it stays the same when rules are put in another order. Values are exact decimals in
the unit of the policy document: a weight, dollars per pupil, cents, or basis points.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from services.allocation.domain.adjustments import (
    Collar,
    HoldHarmless,
    MinimumOperationalBudget,
    PaidAdjustment,
    PhaseIn,
    ReservePayer,
)
from services.allocation.domain.limits import ALL_PUPILS, BASIS_POINTS, MAX_CENTS, MAX_DECIMAL, MAX_PERCENT_BP
from services.allocation.domain.policy import Policy, SourcePolicy
from services.allocation.domain.rule_base import PoolRule
from services.allocation.domain.rules import Foundation, PerPupil, Rule, WeightedPool

Unit = Literal["weight", "dollars", "cents", "basis_points"]
Path = tuple[str | int, ...]

_HARD_LIMITS: Mapping[Unit, Decimal] = {
    "weight": MAX_DECIMAL,
    "dollars": MAX_DECIMAL,
    "cents": Decimal(MAX_CENTS),
    "basis_points": Decimal(BASIS_POINTS),
}
_STEPS: Mapping[Unit, Decimal] = {
    "weight": Decimal("0.01"),
    "dollars": Decimal(1),
    "cents": Decimal(100_000),
    "basis_points": Decimal(25),
}
SEPARATOR = ":"


@dataclass(frozen=True, slots=True)
class PolicySetting:
    """One number of a policy.

    Attributes:
        setting: Its name.
        kind: The first part of the name.
        unit: What ``value`` counts.
        path: Where it stands in the policy document.
        limit: The largest value a policy may hold there.
        source_id, rule_id, adjustment_id, level, need_category, band: Which of its kind it is.
    """

    setting: str
    kind: str
    unit: Unit
    value: Decimal
    path: Path
    limit: Decimal
    label: str
    source_id: str | None = None
    rule_id: str | None = None
    adjustment_id: str | None = None
    level: str | None = None
    need_category: str | None = None
    band: int | None = None

    @property
    def step(self) -> Decimal:
        """A step that people of the field would take: 0.01 of a weight, a dollar a pupil, $1,000, 0.25 %."""
        if self.unit == "cents" and self.kind == "minimum":
            return Decimal(5_000)
        return _STEPS[self.unit]

    @property
    def suggested_bounds(self) -> tuple[Decimal, Decimal]:
        """Bounds within which a district might move it: from half to twice, and wider where it is small."""
        step = self.step
        if self.unit == "basis_points":
            reach = Decimal(1_000)
            return max(Decimal(0), self.value - reach), min(max(Decimal(BASIS_POINTS), self.value), self.value + reach)
        if self.unit == "weight" and self.need_category != ALL_PUPILS:
            return Decimal(0), min(self.limit, max(Decimal(1), self.value * 2))
        low, high = self.value / 2, max(self.value * 3 / 2, self.value + 10 * step)
        return math.floor(low / step) * step, min(self.limit, math.ceil(high / step) * step)


def policy_settings(policy: Policy) -> tuple[PolicySetting, ...]:
    """Return every setting of a policy that may move, in the order of the policy."""
    found: list[PolicySetting] = []
    for index, source in enumerate(policy.sources):
        found += _of_source(source, ("sources", index), policy.fiscal_year)
    for index, adjustment in enumerate(policy.adjustments):
        found += _of_adjustment(adjustment, ("adjustments", index), policy.fiscal_year)
    return tuple(found)


def with_values(policy: Policy, values: Mapping[Path, Decimal]) -> Policy:
    """Return the policy with other numbers at some places; parts without a change stay the same objects.

    The numbers must obey the limits of their settings; what a policy asks beyond them (shares that make a whole)
    is looked at again by ``policy_from_document`` before a policy leaves this package.
    """
    changed: Any = policy
    for path, value in values.items():
        changed = _replaced(changed, path, value)
    result: Policy = changed
    return result


def _replaced(part: Any, path: Path, value: Decimal) -> Any:
    if not path:
        return value if isinstance(part, Decimal) else int(value)
    key, rest = path[0], path[1:]
    if isinstance(part, tuple):
        position = int(key)
        return (*part[:position], _replaced(part[position], rest, value), *part[position + 1 :])
    name = str(key)
    return part.model_copy(update={name: _replaced(getattr(part, name), rest, value)})


def _of_source(source: SourcePolicy, path: Path, fiscal_year: int) -> Iterator[PolicySetting]:
    where: dict[str, Any] = {"source_id": source.source_id}
    share = source.central_share
    if share is not None and share.percent_bp is not None:
        yield _setting(
            "central_percent", "basis_points", share.percent_bp, (*path, "central_share", "percent_bp"), **where
        )
    elif share is not None and share.amount_cents is not None:
        yield _setting("central_amount", "cents", share.amount_cents, (*path, "central_share", "amount_cents"), **where)
    for index, rule in enumerate(source.rules):
        yield from _of_rule(rule, (*path, "rules", index), source.source_id, fiscal_year)


def _of_rule(rule: Rule, path: Path, source_id: str, fiscal_year: int) -> Iterator[PolicySetting]:
    where: dict[str, Any] = {"source_id": source_id, "rule_id": rule.rule_id, "label": rule.label}
    if isinstance(rule, PoolRule):
        if rule.pool_amount_cents is not None:
            yield _setting("pool_amount", "cents", rule.pool_amount_cents, (*path, "pool_amount_cents"), **where)
        elif rule.pool_share_bp != BASIS_POINTS:
            yield _setting("pool_share", "basis_points", rule.pool_share_bp, (*path, "pool_share_bp"), **where)
    if isinstance(rule, PerPupil) and rule.base_dollars is not None:
        yield _setting("base", "dollars", rule.base_dollars, (*path, "base_dollars"), **where)
    if isinstance(rule, PerPupil | WeightedPool):
        for cell, weight in enumerate(rule.weights or ()):
            place: Path = (*path, "weights", cell, *_step_in_force(weight.steps, "steps", fiscal_year), "weight")
            at = where | {"level": weight.level, "need_category": weight.need_category}
            yield _setting("weight", "weight", weight.weight_in(fiscal_year), place, **at)
    if isinstance(rule, PerPupil):
        for cell, rate in enumerate(rule.rates or ()):
            place = (*path, "rates", cell, "rate_dollars")
            at = where | {"level": rate.level, "need_category": rate.need_category}
            yield _setting("rate", "dollars", rate.rate_dollars, place, **at)
    if isinstance(rule, Foundation):
        for band, amount in enumerate(rule.amounts):
            place = (*path, "amounts", band, "amount_cents")
            yield _setting("foundation", "cents", amount.amount_cents, place, band=band, level=amount.level, **where)
    rate_dollars = getattr(rule, "rate_dollars", None)
    if isinstance(rate_dollars, Decimal):
        yield _setting("rule_rate", "dollars", rate_dollars, (*path, "rate_dollars"), **where)


def _of_adjustment(adjustment: Any, path: Path, fiscal_year: int) -> Iterator[PolicySetting]:
    where: dict[str, Any] = {"adjustment_id": adjustment.adjustment_id, "label": adjustment.label}
    if isinstance(adjustment, HoldHarmless):
        place: Path = (*path, *_step_in_force(adjustment.phase_out, "phase_out", fiscal_year), "percent_bp")
        percent = adjustment.percent_in(fiscal_year)
        yield _setting("floor_percent", "basis_points", percent, place, limit=MAX_PERCENT_BP, **where)
    if isinstance(adjustment, MinimumOperationalBudget):
        for cell, amount in enumerate(adjustment.per_pupil or ()):
            place = (*path, "per_pupil", cell, "amount_cents")
            yield _setting("minimum", "cents", amount.amount_cents, place, level=amount.level, **where)
    payer = adjustment.payer if isinstance(adjustment, PaidAdjustment) else None
    if isinstance(payer, ReservePayer) and payer.amount_cents is not None:
        yield _setting("set_aside", "cents", payer.amount_cents, (*path, "payer", "amount_cents"), **where)
    if isinstance(adjustment, Collar):
        if adjustment.max_loss_bp is not None:
            yield _setting("max_loss", "basis_points", adjustment.max_loss_bp, (*path, "max_loss_bp"), **where)
        if adjustment.max_gain_bp is not None:
            place = (*path, "max_gain_bp")
            yield _setting("max_gain", "basis_points", adjustment.max_gain_bp, place, limit=MAX_PERCENT_BP, **where)
    if isinstance(adjustment, PhaseIn):
        step = _step_in_force(adjustment.steps, "steps", fiscal_year)
        if step:
            place = (*path, *step, "percent_bp")
            yield _setting("phase_in", "basis_points", adjustment.percent_in(fiscal_year), place, **where)


def _step_in_force(steps: Any, field: str, fiscal_year: int) -> Path:
    """Return where the step of the latest year not after ``fiscal_year`` stands; nowhere before the first."""
    past = [(step.fiscal_year, index) for index, step in enumerate(steps or ()) if step.fiscal_year <= fiscal_year]
    # Of two steps in one year the first counts, as in ``percent_in``.
    return (field, min(index for year, index in past if year == max(past)[0])) if past else ()


def _setting(
    kind: str,
    unit: Unit,
    value: Decimal | int,
    path: Path,
    *,
    limit: int | None = None,
    label: str = "",
    source_id: str | None = None,
    rule_id: str | None = None,
    adjustment_id: str | None = None,
    level: str | None = None,
    need_category: str | None = None,
    band: int | None = None,
) -> PolicySetting:
    parts = [kind, source_id, rule_id, adjustment_id]
    if kind in {"weight", "rate"}:
        parts += [level, need_category]
    elif kind == "foundation":
        parts.append(str(band))
    elif kind == "minimum":
        parts.append(level)
    return PolicySetting(
        setting=SEPARATOR.join(part for part in parts if part is not None),
        kind=kind,
        unit=unit,
        value=Decimal(value),
        path=path,
        limit=_HARD_LIMITS[unit] if limit is None else Decimal(limit),
        label=label,
        source_id=source_id,
        rule_id=rule_id,
        adjustment_id=adjustment_id,
        level=level,
        need_category=need_category,
        band=band,
    )
