"""What may vary in a policy, as people speak of it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from services.allocation.domain.limits import ALL_PUPILS
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import Prepared
from services.allocation.domain.solve.settings import PolicySetting, policy_settings

_POVERTY: Final = "poverty"
_TOGETHER: Final = {"weight", "rate"}
"""Settings that people speak of by the need they are for, whatever level they stand in."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Settings of a policy that may vary together, and between which values one would try.

    Attributes:
        today: The value they have; None where they differ.
    """

    settings: tuple[PolicySetting, ...]
    today: Decimal | None
    low: Decimal
    high: Decimal

    @property
    def first(self) -> PolicySetting:
        """One of them: what they share can be read from it."""
        return self.settings[0]


def choices_of(policy: Policy) -> list[Choice]:
    """Return what may vary in a policy: a rule's weights and rates by need, everything else by itself."""
    groups: dict[tuple[str, ...], list[PolicySetting]] = {}
    for setting in policy_settings(policy):
        together = setting.kind in _TOGETHER
        where = (setting.kind, setting.source_id or "", setting.rule_id or "", setting.need_category or "")
        key = where if together else (setting.setting,)
        groups.setdefault(key, []).append(setting)
    return [_choice(tuple(settings)) for settings in groups.values()]


def _choice(settings: tuple[PolicySetting, ...]) -> Choice:
    values = {setting.value for setting in settings}
    bounds = [setting.suggested_bounds for setting in settings]
    limit = min(setting.limit for setting in settings)
    high = min(max(high for _, high in bounds), limit)
    return Choice(settings, values.pop() if len(values) == 1 else None, min(low for low, _ in bounds), high)


def chosen_need(prepared: Prepared, asked: str | None) -> str | None:
    """Return the need that slopes are measured on: the one asked for, else poverty, else the most frequent."""
    needs = [name for name in prepared.need_categories if name != ALL_PUPILS]
    if asked in needs:
        return asked
    if _POVERTY in needs:
        return _POVERTY
    return max(needs, key=lambda name: (int(prepared.need_counts[name].sum()), name), default=None)
