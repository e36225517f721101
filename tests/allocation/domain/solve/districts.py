"""Random small districts with goals and moves, and the answer by trying every combination."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Any

from hypothesis import strategies as st
from pydantic import BaseModel

from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import Prepared, prepare
from services.allocation.domain.solve.compile_goals import GoalCompiler
from services.allocation.domain.solve.goals import EquitySlope, Goal, LargestLoss
from services.allocation.domain.solve.room import Move, Point, Room
from services.allocation.domain.solve.trials import Trials
from tests.allocation.domain.district import LEVELS, NEEDS, inputs, policy, source


@dataclass(frozen=True)
class Case:
    """A question that can be answered by trying everything."""

    prepared: Prepared
    policy: Policy
    moves: tuple[Move, ...]
    goals: tuple[Goal, ...]


@dataclass(frozen=True)
class Truth:
    """What trying every point says."""

    nearest: Decimal | None
    met_by_point: dict[Point, frozenset[int]]

    def reachable(self, goals: Sequence[int]) -> bool:
        return any(met.issuperset(goals) for met in self.met_by_point.values())


class AskedFor(BaseModel):
    """Goals as they come in a request."""

    goals: list[Goal]


def move(setting: str, low: str, high: str, step: str) -> Move:
    """A move in few words."""
    return Move(setting=setting, minimum=low, maximum=high, step=step)  # type: ignore[arg-type]  # parsed


def truth_of(case: Case) -> Truth:
    """Try every point of a case with the exact engine, and read every goal exactly."""
    room = Room(case.policy, case.moves)
    gauges = GoalCompiler(case.prepared, case.policy).gauges(case.goals)
    trials = Trials(case.prepared, room, gauges)
    met_by_point: dict[Point, frozenset[int]] = {}
    for point in room.points():
        trial = trials.at(point)
        if trial.feasible:
            met_by_point[point] = frozenset(
                goal for goal, gauge in gauges.items() if gauge.reaches(trials.reading(trial, goal).value, gauge.target)
            )
    all_met = [room.distance(point) for point, met in met_by_point.items() if met.issuperset(gauges)]
    return Truth(min(all_met, default=None), met_by_point)


def is_irreducible(truth: Truth, goals: Sequence[int]) -> bool:
    """Whether the goals conflict and no goal of them can be left out."""
    smaller = combinations(goals, len(goals) - 1) if goals else []
    return not truth.reachable(goals) and all(truth.reachable(rest) for rest in smaller)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Two sources shared by weights, a flat amount, hold harmless paid in one of three ways; two to four goals."""
    count = draw(st.integers(3, 7))
    counts, current = {}, {}
    for number in range(count):
        pupils = draw(st.integers(60, 900))
        counts[f"{number:02d}"] = {
            "all": pupils,
            "poverty": draw(st.integers(0, pupils)),
            "english_learner": draw(st.integers(0, pupils)),
        }
        current[f"{number:02d}"] = pupils * draw(st.integers(600_000, 1_100_000))
    # Every school has another share of poverty than the first, so that there is a slope.
    counts["00"]["poverty"] = 0
    counts["01"]["poverty"] = counts["01"]["all"]
    money = sum(current.values()) * draw(st.integers(96, 106)) // 100
    weights = [
        {"need_category": "all", "weight": "1"},
        {"need_category": "poverty", "weight": "0.2"},
        {"need_category": "english_learner", "weight": "0.1"},
    ]
    flat = {"kind": "foundation", "rule_id": "flat", "amounts": [{"amount_cents": 10_000_000}]}
    pool = {"kind": "weighted_pool", "rule_id": "pool", "weights": weights}
    decisions = policy(
        source("A", flat, pool, central_share={"percent_bp": 500}),
        source("B", {"kind": "weighted_pool", "rule_id": "need", "weights": weights[:2]}),
        adjustments=draw(st.sampled_from([(), (_hold("gainers"),), (_hold("central_share", source_id="A"),)])),
    )
    moves = [
        move("weight:A:pool:*:poverty", "0", "1", "0.1"),
        move("weight:A:pool:*:english_learner", "0", "0.5", "0.1"),
        move("weight:B:need:*:poverty", "0", "1.2", "0.2"),
        move("central_percent:A", "0", "1000", "250"),
    ]
    goals: list[Goal] = [
        EquitySlope(
            kind="equity_slope", need_category="poverty", cents_per_ten_points=draw(st.integers(-20_000, 60_000))
        ),
        LargestLoss(kind="largest_loss", percent_bp=draw(st.integers(0, 2_500))),
    ]
    each_pupil = draw(st.integers(5, 9)) * 100_000
    more: list[dict[str, Any]] = [
        {"kind": "base", "source_id": "A", "amount_cents": draw(st.integers(200_000, 500_000))},
        {"kind": "school_control", "percent_bp": draw(st.integers(9_400, 10_000))},
        {
            "kind": "at_least",
            "schools": {"kind": "all"},
            "per": "pupil",
            "amount_cents": each_pupil,
        },
    ]
    made = AskedFor.model_validate({"goals": draw(st.lists(st.sampled_from(more), max_size=2, unique_by=_kind))})
    goals += made.goals
    sources = {"A": money * 3 // 4, "B": money - money * 3 // 4}
    prepared = prepare(inputs(counts, sources, current=current), LEVELS, NEEDS)
    return Case(prepared, decisions, tuple(moves[: draw(st.integers(2, 4))]), tuple(goals))


def _kind(goal: dict[str, Any]) -> str:
    return str(goal["kind"])


def _hold(kind: str, **more: str) -> dict[str, Any]:
    payer = {"kind": kind, **more}
    return {"kind": "hold_harmless", "adjustment_id": "hh", "percent_bp": 9_000, "payer": payer}
