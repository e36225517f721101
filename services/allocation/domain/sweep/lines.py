"""How the weights and dollars of a rule move with the settings that vary: found by trying, and proved linear."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from services.allocation.domain.coefficients import rule_coefficients
from services.allocation.domain.distribute import PoolRule, cell_pupils, fixed_amounts, weights_of_pool
from services.allocation.domain.in_force import policy_in_force
from services.allocation.domain.ledger import AnyRule
from services.allocation.domain.limits import BASIS_POINTS
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import Mask, Prepared
from services.allocation.domain.rule_sums import RuleSums
from services.allocation.domain.rules import POOL_RULES, Foundation, PerPupil, Shares, WeightedPool
from services.allocation.domain.solve.settings import PolicySetting, with_values

Floats = npt.NDArray[np.float64]
_SAME = 1e-9


class NotLinear(Exception):
    """The kernel cannot follow this policy, so the engine calculates each variation; says why, in plain words."""


@dataclass(frozen=True, eq=False)
class Line:
    """A column over the schools: ``base + sum of (value of setting k - its value today) x moves[k]``."""

    base: Floats
    moves: Mapping[int, Floats]


@dataclass(frozen=True, eq=False)
class Probes:
    """A policy in force, and what it becomes when each setting alone, and all together, move by one.

    Attributes:
        alone: By setting, in the order of the design.
        together: All settings moved by one and once more by different amounts.
    """

    today: Policy
    alone: tuple[Policy, ...]
    together: tuple[tuple[Policy, Sequence[float]], ...]


def probe(policy: Policy, prepared: Prepared, settings: Sequence[PolicySetting]) -> Probes:
    """Return a policy's probes."""

    def moved(by: Mapping[int, int]) -> Policy:
        values = {settings[index].path: settings[index].value + step for index, step in by.items()}
        return policy_in_force(with_values(policy, values), prepared.sources)

    ones = dict.fromkeys(range(len(settings)), 1)
    uneven = {index: 1 + index % 3 for index in range(len(settings))}
    return Probes(
        moved({}),
        tuple(moved({index: 1}) for index in range(len(settings))),
        tuple((moved(by), [float(by[index]) for index in range(len(settings))]) for by in (ones, uneven)),
    )


def rule_line(
    prepared: Prepared, probes: Probes, place: tuple[int, int], receivers: Mask | None, unit_cents: int
) -> Line:
    """Return what a rule gives (cents) or weighs, and how that moves.

    Raises:
        NotLinear: It does not move in a straight line.
    """
    today = _rule(probes.today, place)
    source_id = probes.today.sources[place[0]].source_id
    others = [_rule(policy, place) for policy in probes.alone]
    # Of other pools only the size can vary, which is no matter of what schools weigh.
    weighs_the_same = isinstance(today, POOL_RULES) and not isinstance(today, WeightedPool)
    if weighs_the_same or all(other is today or other == today for other in others):
        return Line(_settled(prepared, today, source_id, receivers, unit_cents), {})
    if not isinstance(today, PerPupil | WeightedPool) and not (
        isinstance(today, Foundation) and today.match != "highest"
    ):
        raise NotLinear(f"{today.title} does not move in a straight line with its settings")
    base = _moving(prepared, today, source_id, receivers)
    moves = {}
    for index, policy in enumerate(probes.alone):
        move = _moving(prepared, _rule(policy, place), source_id, receivers) - base
        if move.any():
            moves[index] = move
    for policy, by in probes.together:
        expected = base + sum((by[index] * move for index, move in moves.items()), np.zeros_like(base))
        if not np.allclose(_moving(prepared, _rule(policy, place), source_id, receivers), expected, rtol=_SAME, atol=0):
            raise NotLinear(f"settings of {today.title} multiply each other")
    return Line(base, moves)


def _rule(policy: Policy, place: tuple[int, int]) -> AnyRule:
    return policy.sources[place[0]].rules[place[1]]


def _settled(prepared: Prepared, rule: AnyRule, source_id: str, receivers: Mask | None, unit_cents: int) -> Floats:
    """Return what a rule whose settings stay gives, rounded as the engine rounds it, or weighs."""
    if isinstance(rule, POOL_RULES):
        return _weights(prepared, rule, receivers)
    sums = RuleSums(prepared, (rule,))
    return fixed_amounts(prepared, rule, source_id, receivers, unit_cents, sums).astype(np.float64)


def _weights(prepared: Prepared, rule: PoolRule, receivers: Mask | None) -> Floats:
    if not isinstance(rule, Shares):
        return np.asarray(weights_of_pool(prepared, rule, receivers), dtype=np.float64)
    weights = np.zeros(prepared.school_count)
    for cell in rule.cells:
        pupils = cell_pupils(prepared, cell.level, cell.need_category, receivers).astype(np.float64)
        if cell.share_bp and not pupils.any():
            raise NotLinear(f"{rule.title} shares money with a cell that nobody is in")
        if cell.share_bp:
            weights += cell.share_bp / BASIS_POINTS * pupils / pupils.sum()
    return weights


def _moving(prepared: Prepared, rule: AnyRule, source_id: str, receivers: Mask | None) -> Floats:
    """Return what a rule gives, unrounded, or weighs."""
    if isinstance(rule, Foundation):
        return _settled(prepared, rule, source_id, receivers, 1)
    assert isinstance(rule, PerPupil | WeightedPool)
    coefficients = rule_coefficients(prepared, rule)
    values = np.array([value / coefficients.denominator for value in coefficients.values], dtype=np.float64)
    cents = 100.0 if isinstance(rule, PerPupil) else 1.0
    column: Floats = prepared.cells.counts @ values * (cents / prepared.count_scale)
    return column if receivers is None else np.where(receivers, column, 0.0)
