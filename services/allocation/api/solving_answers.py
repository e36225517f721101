"""A solution as the JSON that says it."""

from collections.abc import Sequence
from decimal import Decimal

from services.allocation.api.solving_models import (
    ConflictRead,
    GoalRead,
    PriceRead,
    SchoolChanges,
    SettingChange,
    SettingRead,
    SolveRead,
    SolveRequest,
    plain,
)
from services.allocation.domain.solve.conflict import Conflict
from services.allocation.domain.solve.room import Axis
from services.allocation.domain.solve.solve import Solution


def solution_answer(solution: Solution, body: SolveRequest) -> SolveRead:
    """Return a solution as JSON names it."""
    found = solution.found
    status = "conflict" if found is None else "solved" if found.changes else "already_met"
    return SolveRead.model_validate(
        {
            "status": status,
            "goals": [_goal(solution, index, goal.kind) for index, goal in enumerate(body.goals)],
            "changes": []
            if found is None
            else [
                SettingChange(
                    setting=SettingRead.of(change.setting),
                    before=plain(change.setting.value),
                    after=plain(change.value),
                )
                for change in found.changes
            ],
            "distance": None if found is None else plain(round(found.distance, 6)),
            "nearest": None if found is None else found.nearest,
            "policy": None if found is None else found.policy.model_dump(mode="json"),
            "schools": _schools(solution),
            "conflict": None if solution.conflict is None else _conflict(solution.conflict, solution.axes),
            "tried": solution.tried,
        }
    )


def _goal(solution: Solution, index: int, kind: str) -> GoalRead:
    gauge = solution.gauges.get(index)
    reading = None if solution.found is None else solution.found.readings.get(index)
    today = solution.today.get(index)
    return GoalRead(
        kind=kind,
        unit=None if gauge is None else gauge.unit,
        at_least=True if gauge is None else gauge.at_least,
        target=None if gauge is None else gauge.target,
        today=None if today is None else today.value,
        reached=None if reading is None else reading.value,
    )


def _schools(solution: Solution) -> SchoolChanges | None:
    if solution.found is None:
        return None
    result, today = solution.found.result, solution.today_result
    prepared = result.prepared
    return SchoolChanges(
        school_ids=list(prepared.school_ids),
        school_names=[school.name for school in prepared.schools],
        before_cents=[None] * prepared.school_count if today is None else today.totals.tolist(),
        after_cents=result.totals.tolist(),
    )


def _conflict(conflict: Conflict, axes: Sequence[Axis]) -> ConflictRead:
    return ConflictRead(
        goals=list(conflict.goals),
        prices=[
            PriceRead(
                goal=price.goal,
                reached=price.reading,
                changes=_moves(axes, price.point),
                at_bounds=[axes[index].today.setting for index in price.bounds],
                meets_all_others=price.meets_all_others,
            )
            for price in conflict.prices
        ],
        shortfall_cents=conflict.shortfall_cents,
        proof=conflict.proof,
    )


def _moves(axes: Sequence[Axis], point: Sequence[Decimal]) -> list[SettingChange]:
    return [
        SettingChange(setting=SettingRead.of(axis.today), before=plain(axis.today.value), after=plain(value))
        for axis, value in zip(axes, point, strict=True)
        if value != axis.today.value
    ]
