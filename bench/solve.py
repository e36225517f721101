"""How long it takes to find a policy for stated goals, and the frontier of equity and loss.

A district of 1,000 schools with 20 sources, hold harmless paid by those who gain, and six settings that may move. The
goals stand close to each other, so that the search cannot stop at its first guess. Held against the limit is the
processor time of the process; every answer is checked against its goals by the exact engine.
"""

import sys
import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from bench.engine import LEVELS, NEEDS, SOURCES, district
from services.allocation.domain.engine import allocate
from services.allocation.domain.policy import Policy, policy_from_document
from services.allocation.domain.prepare import Prepared
from services.allocation.domain.solve.compile_goals import GoalCompiler
from services.allocation.domain.solve.frontier import Frontier, frontier
from services.allocation.domain.solve.goals import EquitySlope, Goal, LargestLoss
from services.allocation.domain.solve.room import Move
from services.allocation.domain.solve.solve import Solution, solve

LIMITS_S = {"solve_s": 1.0, "frontier_50_s": 10.0}
REPEATS = 5
Answer = TypeVar("Answer")


def policy() -> Policy:
    """Return 20 weighted pools; the first three are the ones whose weights may move."""
    base = [{"level": level, "need_category": "all", "weight": f"1.0{row}"} for row, level in enumerate(LEVELS)]
    needs = [{"level": "*", "need_category": need, "weight": "0.2"} for need in NEEDS[1:]]
    pool = {"kind": "weighted_pool", "rule_id": "pool", "weights": [*base, *needs]}
    hold = {"kind": "hold_harmless", "adjustment_id": "hh", "percent_bp": 4_500, "payer": {"kind": "gainers"}}
    return policy_from_document(
        {
            "name": "Bench",
            "fiscal_year": 2027,
            "levels": LEVELS,
            "need_categories": NEEDS,
            "sources": [
                {
                    "source_id": f"S{number:02d}",
                    "distribution": "unlocked",
                    "central_share": {"percent_bp": 1_500},
                    "rules": [pool],
                }
                for number in range(SOURCES)
            ],
            "adjustments": [hold],
        }
    )


def moves() -> list[Move]:
    """Return six settings: four weights, a central share and the hold-harmless percentage."""
    weights = [
        Move.model_validate({"setting": f"weight:{source}:pool:*:{need}", "minimum": 0, "maximum": 2, "step": "0.001"})
        for source, need in (("S00", "poverty"), ("S01", "poverty"), ("S02", "poverty"), ("S00", "english_learner"))
    ]
    central = Move.model_validate({"setting": "central_percent:S00", "minimum": 500, "maximum": 2_500, "step": 25})
    floor = Move.model_validate({"setting": "floor_percent:hh", "minimum": 4_000, "maximum": 4_800, "step": 25})
    return [*weights, central, floor]


def _asked(prepared: Prepared, goals: tuple[Goal, ...]) -> Solution:
    return solve(prepared, policy(), moves(), goals)


def measure_solve(prepared: Prepared) -> float:
    """Return the slowest of several questions, each answered and checked."""
    decisions = policy()
    compiler = GoalCompiler(prepared, decisions)
    today = allocate(prepared, decisions)
    slope = compiler.slope("poverty", 0).read(today).value
    loss = compiler.loss(LargestLoss(kind="largest_loss", percent_bp=0)).read(today).value
    worst = 0.0
    for step in range(1, REPEATS + 1):
        goals: list[Goal] = [
            EquitySlope(kind="equity_slope", need_category="poverty", cents_per_ten_points=slope + 600 * step),
            LargestLoss(kind="largest_loss", percent_bp=loss + 40 * step),
        ]
        # A policy object of its own: nothing that an earlier question left behind counts.
        spent, solution = timed(partial(_asked, prepared, tuple(goals)))
        assert solution.found is not None, "the goals of the benchmark can be met"
        again = allocate(prepared, solution.found.policy)
        assert all(gauge.reaches(gauge.read(again).value, gauge.target) for gauge in compiler.gauges(goals).values())
        print(f"solve_{step}_s {spent:.3f} s -")
        print(f"solve_{step}_tried {solution.tried} policies -")
        print(f"solve_{step}_changed {len(solution.found.changes)} settings -")
        worst = max(worst, spent)
    return worst


def measure_frontier(prepared: Prepared) -> float:
    """Return the time of a frontier of 50 points."""
    spent, found = timed(lambda: frontier(prepared, policy(), moves(), [], "poverty", 50))
    assert isinstance(found, Frontier)
    print(f"frontier_points {len(found.points)} points -")
    print(f"frontier_tried {found.tried} policies -")
    return spent


def timed(work: Callable[[], Answer]) -> tuple[float, Answer]:
    """Return the processor time of a piece of work, and what it gave."""
    start = time.process_time()
    answer = work()
    return time.process_time() - start, answer


def main() -> int:
    """Print the figures; return 1 when one is over its limit."""
    prepared = district(1_000)
    figures = {"solve_s": measure_solve(prepared), "frontier_50_s": measure_frontier(prepared)}
    for name, value in figures.items():
        print(f"{name} {value:.3f} s {LIMITS_S[name]:g}")
    return int(any(value > LIMITS_S[name] for name, value in figures.items()))


if __name__ == "__main__":
    sys.exit(main())
