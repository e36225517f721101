"""A policy laid out for the kernel: what moves with which setting, what stays."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from services.allocation.domain.adjustments import (
    GainersPayer,
    HoldHarmless,
    MinimumOperationalBudget,
    PaidAdjustment,
    ReservePayer,
    Trigger,
)
from services.allocation.domain.derive import with_derived
from services.allocation.domain.eligibility import eligible_schools, open_schools
from services.allocation.domain.errors import PolicyProblems
from services.allocation.domain.floors import NO_FLOOR, current_of, hold_harmless_floors, minimum_floors
from services.allocation.domain.in_force import counted_revenue
from services.allocation.domain.inputs import RevenueSource
from services.allocation.domain.limits import BASIS_POINTS
from services.allocation.domain.policy import Policy, SourcePolicy
from services.allocation.domain.policy_checks import policy_problems
from services.allocation.domain.prepare import Mask, Prepared
from services.allocation.domain.rules import POOL_RULES
from services.allocation.domain.solve.settings import PolicySetting, with_values
from services.allocation.domain.source_run import TYPED_GRANTS
from services.allocation.domain.sweep.lines import Floats, Line, NotLinear, Probes, probe, rule_line


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of the policy: ``setting`` says which varies it, None that it stays."""

    value: int
    setting: int | None = None


@dataclass(frozen=True, eq=False)
class Part:
    """One rule of a source.

    Attributes:
        line: What it gives in cents, or, of a pool, what schools weigh.
        pool: What a pool has: a share of the rest in basis points, or an amount; None for a fixed-dollar rule.
        movable: Whether gainers may pay from it.
    """

    line: Line
    pool: Literal["share", "amount"] | None
    size: Amount
    movable: bool
    label: str


@dataclass(frozen=True, eq=False)
class SourcePlan:
    """One source whose money the kernel follows; a locked or unmentioned one gives schools nothing."""

    source: RevenueSource
    controlled: bool  # unrestricted, and schools decide on it
    central_bp: Amount | None
    central_cents: Amount
    set_aside: Amount
    parts: tuple[Part, ...]


@dataclass(frozen=True, eq=False)
class LiftPlan:
    """One adjustment that lifts schools to floors.

    Attributes:
        floors: By school, -1 for none; of a percentage that varies, for 1 basis point, unrounded.
        percent: The setting that varies a hold harmless.
        moving: What varies a minimum: cents per setting's unit.
        payer: ``reserve`` and ``central`` name their source by ``sources[0]``; gainers pay from all ``sources``.
        held: Whether it counts as hold harmless.
    """

    floors: Floats
    percent: int | None
    moving: Line | None
    fixed_floors: Floats
    payer: Literal["reserve", "central", "gainers"]
    cap: Amount | None
    sources: tuple[int, ...]
    base: Floats | None  # what gains are measured from; None: the floors
    held: bool


@dataclass(frozen=True, eq=False)
class Plan:
    """All of it. ``prepared`` has the policy's derived measures."""

    prepared: Prepared
    policy: Policy
    open_mask: Mask
    settings: tuple[PolicySetting, ...]
    today: Floats
    sources: tuple[SourcePlan, ...]
    lifts: tuple[LiftPlan, ...]

    @property
    def reach_cents(self) -> float:
        """How far a school's total may lie from the engine's cents, at most.

        Every component is rounded to a unit once, and by largest remainder that is less than a unit; what fixed rules
        leave to a pool differs by half a unit for each school and rule, of which a school gets its share of the pool.
        """
        unit = self.policy.rounding_unit_cents
        parts = [part for source in self.sources for part in source.parts]
        moving = sum(part.pool is None and bool(part.line.moves) for part in parts)
        pools = sum(part.pool is not None for part in parts)
        return unit * (len(parts) + pools * (1 + moving) + 4 * len(self.lifts) * (1 + len(parts))) + 1.0


def plan_of(prepared: Prepared, policy: Policy, settings: Sequence[PolicySetting]) -> Plan:
    """Lay a policy out for the kernel.

    Raises:
        NotLinear: Something in it does not move in a straight line with these settings.
        PolicyProblems: The policy names what the data do not hold.
    """
    open_mask = open_schools(prepared, policy.fiscal_year, policy.fiscal_year_start_month)
    prepared = with_derived(prepared, policy.derived_measures, open_mask, policy.levels_by_group)
    probes = probe(policy, prepared, settings)
    if problems := policy_problems(prepared, policy, probes.today):
        raise PolicyProblems(problems)
    by_path = {setting.path: index for index, setting in enumerate(settings)}
    for setting in settings:
        if setting.kind in {"rule_rate", "max_loss", "max_gain", "phase_in"}:
            raise NotLinear(f"{setting.setting} does not move schools in a straight line")
    aside = _set_aside(probes.today, by_path)
    sources = tuple(
        _source(prepared, probes, index, open_mask, by_path, aside.get(source.source_id, Amount(0)))
        for index, source in enumerate(probes.today.sources)
    )
    lifts = tuple(
        lift
        for index in range(len(probes.today.adjustments))
        if (lift := _lift(prepared, policy, probes, index, open_mask, by_path, settings)) is not None
    )
    _refuse_crossing(lifts)
    today = np.array([float(setting.value) for setting in settings])
    return Plan(prepared, policy, open_mask, tuple(settings), today, sources, lifts)


Paths = dict[tuple[str | int, ...], int]


def _set_aside(policy: Policy, by_path: Paths) -> dict[str, Amount]:
    found: dict[str, Amount] = {}
    for index, adjustment in enumerate(policy.adjustments):
        payer = adjustment.payer if isinstance(adjustment, PaidAdjustment) else None
        if isinstance(payer, ReservePayer) and payer.amount_cents is not None:
            if payer.source_id in found:
                raise NotLinear(f"two adjustments set money of {payer.source_id} aside")
            setting = by_path.get(("adjustments", index, "payer", "amount_cents"))
            found[payer.source_id] = Amount(payer.amount_cents, setting)
    return found


def _source(
    prepared: Prepared, probes: Probes, index: int, open_mask: Mask, by_path: Paths, set_aside: Amount
) -> SourcePlan:
    policy = probes.today.sources[index]
    source = prepared.sources[policy.source_id]
    controlled = not source.restricted and policy.control == "school"
    share, path = policy.central_share, ("sources", index, "central_share")
    central_bp = None
    central = Amount(sum(service.amount_cents for service in policy.central_services if service.mode == "central"))
    if share is not None and share.percent_bp is not None:
        central_bp = Amount(share.percent_bp, by_path.get((*path, "percent_bp")))
    elif share is not None:
        central = Amount(share.amount_cents or 0, by_path.get((*path, "amount_cents")))
    if policy.distribution == "locked":
        return SourcePlan(source, controlled, None, Amount(source.amount_cents), Amount(0), ())
    mask = eligible_schools(prepared, policy.eligibility)
    eligible = open_mask if mask is None else mask & open_mask
    parts = tuple(
        _part(prepared, probes, (index, position), eligible, by_path) for position in range(len(policy.rules))
    )
    if not policy.rules and policy.distribution == "school_grant":
        parts = (_grants(prepared, policy),)
    return SourcePlan(source, controlled, central_bp, central, set_aside, parts)


def _part(prepared: Prepared, probes: Probes, place: tuple[int, int], eligible: Mask, by_path: Paths) -> Part:
    rule = probes.today.sources[place[0]].rules[place[1]]
    own = eligible_schools(prepared, rule.eligibility) if rule.eligibility is not None else None
    receivers = eligible if own is None else own & eligible
    line = rule_line(prepared, probes, place, None if receivers.all() else receivers, probes.today.rounding_unit_cents)
    path = ("sources", place[0], "rules", place[1])
    if not isinstance(rule, POOL_RULES):
        return Part(line, None, Amount(0), rule.kind != "school_grant", rule.title)
    if rule.pool_amount_cents is not None:
        size = Amount(rule.pool_amount_cents, by_path.get((*path, "pool_amount_cents")))
        return Part(line, "amount", size, True, rule.title)
    return Part(line, "share", Amount(rule.pool_share_bp, by_path.get((*path, "pool_share_bp"))), True, rule.title)


def _grants(prepared: Prepared, policy: SourcePolicy) -> Part:
    amounts = np.zeros(prepared.school_count)
    for grant in prepared.grants.get(policy.source_id, ()):
        amounts[prepared.school_rows[grant.school_id]] += grant.amount_cents
    return Part(Line(amounts, {}), None, Amount(0), False, TYPED_GRANTS.title)


def _lift(
    prepared: Prepared,
    policy: Policy,
    probes: Probes,
    index: int,
    open_mask: Mask,
    by_path: Paths,
    settings: Sequence[PolicySetting],
) -> LiftPlan | None:
    adjustment = probes.today.adjustments[index]
    if isinstance(adjustment, Trigger):
        if (
            adjustment.until == "current_budgets"
            and counted_revenue(adjustment, prepared.sources) < adjustment.revenue_cents
        ):
            raise NotLinear(f"{adjustment.title} keeps the current budgets")
        return None
    if not isinstance(adjustment, HoldHarmless | MinimumOperationalBudget):
        raise NotLinear(f"{adjustment.title} moves money by one factor for all")
    if adjustment.source_ids is not None:
        raise NotLinear(f"{adjustment.title} compares single sources")
    mine = {place: setting for place, setting in by_path.items() if place[:2] == ("adjustments", index)}
    year, unit = probes.today.fiscal_year, probes.today.rounding_unit_cents
    percent, moving = None, None
    none = np.full(prepared.school_count, float(NO_FLOOR))
    fixed = none
    if isinstance(adjustment, HoldHarmless):
        varied = [setting for place, setting in mine.items() if place[-1] == "percent_bp"]
        if varied:
            percent = varied[0]
            floors = _floor_per_point(prepared, adjustment, year, open_mask)
        else:
            floors = hold_harmless_floors(prepared, adjustment, year, open_mask, unit).astype(np.float64)
    else:
        floors = minimum_floors(prepared, adjustment, open_mask).astype(np.float64)
        varied = [setting for place, setting in mine.items() if "per_pupil" in place]
        if varied:
            moving, fixed = _moving_minimum(prepared, policy, adjustment, index, open_mask, varied, settings)
    payer = adjustment.payer
    base = None
    if isinstance(payer, GainersPayer):
        sources = _paying(prepared, probes.today, payer)
        if payer.gain == "above_current":
            base = current_of(prepared, None).astype(np.float64)
        return LiftPlan(
            floors, percent, moving, fixed, "gainers", None, sources, base, isinstance(adjustment, HoldHarmless)
        )
    position = [each.source_id for each in probes.today.sources].index(payer.source_id)
    cap = None
    if isinstance(payer, ReservePayer) and payer.amount_cents is not None:
        cap = Amount(payer.amount_cents, by_path.get(("adjustments", index, "payer", "amount_cents")))
    kind: Literal["reserve", "central"] = "reserve" if isinstance(payer, ReservePayer) else "central"
    return LiftPlan(floors, percent, moving, fixed, kind, cap, (position,), None, isinstance(adjustment, HoldHarmless))


def _floor_per_point(prepared: Prepared, adjustment: HoldHarmless, year: int, open_mask: Mask) -> Floats:
    """Return what one basis point of a varying percentage promises each school; -1 where nothing is promised."""
    whole = adjustment.model_copy(update={"percent_bp": BASIS_POINTS, "phase_out": None})
    promised = hold_harmless_floors(prepared, whole, year, open_mask, 1).astype(np.float64)
    if adjustment.basis == "per_pupil":
        # Rounded up to a cent for the whole promise, so less than a cent for any part of it.
        return np.where(promised >= 0, promised / BASIS_POINTS, float(NO_FLOOR))
    return np.where(promised >= 0, prepared.current_cents / BASIS_POINTS, float(NO_FLOOR))


def _moving_minimum(
    prepared: Prepared,
    policy: Policy,
    adjustment: MinimumOperationalBudget,
    index: int,
    open_mask: Mask,
    varied: Sequence[int],
    settings: Sequence[PolicySetting],
) -> tuple[Line, Floats]:
    """Return the floors per pupil as a line over the settings, and the floors beside them, which stay."""

    def floors(of: MinimumOperationalBudget) -> npt.NDArray[np.float64]:
        alone = of.model_copy(update={"per_school": None, "measure": None, "equal_to_current": False})
        return minimum_floors(prepared, alone, open_mask).astype(np.float64)

    if policy.level_groups:
        raise NotLinear(f"{adjustment.title} speaks of groups of levels")
    base = floors(adjustment)
    big = 1_000_000  # so that rounding each floor up to a cent does not show in the slope
    moves = {}
    for setting in varied:
        values = {settings[setting].path: settings[setting].value + big}
        moved = with_values(policy, values).adjustments[index]
        assert isinstance(moved, MinimumOperationalBudget)
        moves[setting] = np.rint((floors(moved) - base) / big * 100) / 100
    beside = adjustment.model_copy(update={"per_pupil": None})
    return Line(base, moves), minimum_floors(prepared, beside, open_mask).astype(np.float64)


def _paying(prepared: Prepared, policy: Policy, payer: GainersPayer) -> tuple[int, ...]:
    if payer.source_ids is not None:
        return tuple(index for index, each in enumerate(policy.sources) if each.source_id in payer.source_ids)
    return tuple(
        index
        for index, each in enumerate(policy.sources)
        if each.distribution == "unlocked" and not prepared.sources[each.source_id].restricted
    )


def _refuse_crossing(lifts: Sequence[LiftPlan]) -> None:
    """Refuse what the kernel does not keep apart: adjustments that take from different sets of sources."""
    sets = {lift.sources for lift in lifts if lift.payer == "gainers"}
    if len(sets) > 1 or () in sets:
        raise NotLinear("two adjustments take from different sources")
