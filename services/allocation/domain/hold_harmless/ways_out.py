"""The ways out of promises that nobody can pay: the smallest changes that each would do, tried by the exact engine."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from services.allocation.domain.adjustments import (
    CentralSharePayer,
    GainersPayer,
    HoldHarmless,
    MinimumOperationalBudget,
    PaidAdjustment,
    Payer,
    ReservePayer,
)
from services.allocation.domain.engine import allocate
from services.allocation.domain.errors import Infeasible, PolicyProblems
from services.allocation.domain.limits import BASIS_POINTS
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import Prepared
from services.allocation.domain.solve.settings import PolicySetting, policy_settings, with_values

_UNIT = {"cents": Decimal(100_000), "basis_points": Decimal(5)}
"""What ways out are rounded to: whole thousands of dollars, and 0.05 %."""


@dataclass(frozen=True, slots=True)
class SettingStep:
    """One setting and the value it would need."""

    setting: PolicySetting
    after: Decimal


@dataclass(frozen=True, slots=True)
class WayOut:
    """A change after which everything is paid.

    Attributes:
        steps: Settings to move; one, or two where no single one is enough.
        payer: Another payer for the adjustment, where that is the way.
        adjustment_id: Whose payer it would be.
        policy: The policy with the change.
    """

    steps: tuple[SettingStep, ...]
    payer: Payer | None
    adjustment_id: str | None
    policy: Policy


def ways_out(prepared: Prepared, policy: Policy, refusal: Infeasible) -> tuple[WayOut, ...]:
    """Return every single change that would do; where none does, changes of the payer and the promise together."""
    index = _adjustment_index(refusal.pointer)
    if index is None:
        return ()
    singles = [*_settings(prepared, policy, index), *_payers(prepared, policy, index)]
    if singles:
        return tuple(singles)
    return tuple(_both(prepared, policy, index))


def _adjustment_index(pointer: str) -> int | None:
    parts = pointer.split("/")
    return int(parts[2]) if len(parts) > 2 and parts[1] == "adjustments" else None


def _settings(prepared: Prepared, policy: Policy, index: int) -> Iterator[WayOut]:
    for setting, goal in _chosen(policy, index):
        found = _least_move(prepared, policy, setting, goal)
        if found is not None:
            changed = with_values(policy, {setting.path: found})
            yield WayOut((SettingStep(setting, found),), None, None, changed)


def _chosen(policy: Policy, index: int) -> Iterator[tuple[PolicySetting, Decimal]]:
    """Return the settings that could help, each with the furthest value worth a try."""
    adjustment = policy.adjustments[index]
    payer = adjustment.payer if isinstance(adjustment, PaidAdjustment) else None
    for setting in policy_settings(policy):
        mine = setting.adjustment_id == adjustment.adjustment_id
        if mine and setting.kind == "floor_percent":
            yield setting, Decimal(0)
        elif mine and setting.kind == "max_loss":
            yield setting, Decimal(BASIS_POINTS)
        elif mine and setting.kind == "max_gain":
            yield setting, setting.limit
        elif mine and setting.kind == "set_aside":
            yield setting, setting.value * 20 + 10**9
        elif isinstance(payer, CentralSharePayer) and setting.source_id == payer.source_id:
            if setting.kind == "central_percent":
                yield setting, Decimal(BASIS_POINTS)
            elif setting.kind == "central_amount":
                yield setting, setting.value * 20 + 10**9


def _least_move(prepared: Prepared, policy: Policy, setting: PolicySetting, furthest: Decimal) -> Decimal | None:
    """Return the value nearest to today's with which everything is paid, in whole units; None where none is.

    Found by halving, so it is the nearest where more of the setting always helps more; that it is enough is tried.
    """
    unit = _UNIT[setting.unit]
    down = furthest < setting.value
    steps = int(abs(furthest - setting.value) // unit) + 1

    def value(number: int) -> Decimal:
        # On whole units, away from today's value.
        base = setting.value // unit if down else -(-setting.value // unit)
        moved = (base - number if down else base + number) * unit
        return max(moved, furthest) if down else min(moved, furthest)

    def pays(number: int) -> bool:
        return _is_paid(prepared, with_values(policy, {setting.path: value(number)}))

    reach = 1
    while reach < steps and not pays(reach):
        reach *= 4
    reach = min(reach, steps)
    if not pays(reach):
        return None
    low, high = 0, reach
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if pays(middle) else (middle, high)
    return value(high)


def _payers(prepared: Prepared, policy: Policy, index: int) -> Iterator[WayOut]:
    for changed, payer in _with_other_payers(policy, index):
        if _is_paid(prepared, changed):
            yield WayOut((), payer, policy.adjustments[index].adjustment_id, changed)


def _both(prepared: Prepared, policy: Policy, index: int) -> Iterator[WayOut]:
    """Return another payer with a lower promise: of each payer the highest promise it can pay."""
    for changed, payer in _with_other_payers(policy, index):
        adjustment = changed.adjustments[index]
        for setting in policy_settings(changed):
            if setting.adjustment_id == adjustment.adjustment_id and setting.kind == "floor_percent":
                found = _least_move(prepared, changed, setting, Decimal(0))
                if found is not None:
                    lowered = with_values(changed, {setting.path: found})
                    yield WayOut((SettingStep(setting, found),), payer, adjustment.adjustment_id, lowered)


def _with_other_payers(policy: Policy, index: int) -> Iterator[tuple[Policy, Payer]]:
    adjustment = policy.adjustments[index]
    if not isinstance(adjustment, HoldHarmless | MinimumOperationalBudget):
        return
    others: list[Payer] = [GainersPayer(kind="gainers")]
    for source in policy.sources:
        if source.distribution == "unlocked":
            others.append(ReservePayer(kind="reserve", source_id=source.source_id))
            if source.central_share is not None or source.central_services:
                others.append(CentralSharePayer(kind="central_share", source_id=source.source_id))
    for payer in others:
        if payer.model_dump() != adjustment.payer.model_dump():
            other = adjustment.model_copy(update={"payer": payer})
            adjustments = (*policy.adjustments[:index], other, *policy.adjustments[index + 1 :])
            yield policy.model_copy(update={"adjustments": adjustments}), payer


def _is_paid(prepared: Prepared, policy: Policy) -> bool:
    try:
        allocate(prepared, policy)
    except (Infeasible, PolicyProblems):
        return False
    return True
