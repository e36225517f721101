"""How long the engine takes for a whole district, next to a bare numpy kernel of the same size.

Every timed call gets a policy object that the engine has not seen, as a what-if does, so nothing that a first
call could have stored counts. Held against the limit is the median over all batches of the processor time of the
whole process, all threads together: other programs that take the cores do not count, though they slow the caches.
The best batch and the median by the clock on the wall stand beside it.
"""

import gc
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from services.allocation.domain.engine import allocate
from services.allocation.domain.inputs import CountRow, CurrentBudget, Inputs, RevenueSource, School
from services.allocation.domain.policy import Policy, policy_from_document
from services.allocation.domain.prepare import Prepared, prepare
from services.allocation.domain.result import Result

LEVELS = ("elementary", "middle", "high")
NEEDS = ("all", "poverty", "english_learner", "special_education", "foster", "homeless", "gifted", "newcomer")
SOURCES = 20
BATCHES = 60
LIMITS_MS = {1_000: 3.0, 8_838: 30.0}


def district(school_count: int) -> Prepared:
    """Return a made-up district: one level or a K-8 span per school, every need counted, last year's budgets."""
    dice = np.random.default_rng(20_27)
    schools, counts, current = [], [], []
    for number in range(school_count):
        school_id = f"{number:05d}"
        span = LEVELS[:2] if number % 10 == 0 else (LEVELS[number % 3],)
        schools.append(School(school_id, f"School {number}", span))
        pupils_of_school = 0
        for level in span:
            pupils = int(dice.integers(80, 1_500))
            pupils_of_school += pupils
            counts.append(CountRow(school_id, level, "all", Decimal(pupils)))
            for need in NEEDS[1:]:
                part = Decimal(int(pupils * 100 * dice.random() * 0.6)) / 100
                counts.append(CountRow(school_id, level, need, part))
        current.append(CurrentBudget(school_id, None, int(pupils_of_school * dice.integers(800_000, 1_300_000))))
    sources = tuple(
        RevenueSource(f"S{number:02d}", f"Source {number}", "state", number % 4 == 3, school_count * 31_234_567)
        for number in range(SOURCES)
    )
    return prepare(Inputs(tuple(schools), tuple(counts), sources, current_budgets=tuple(current)), LEVELS, NEEDS)


def policy() -> Policy:
    """Return a policy of twenty sources with every level x need weighted, hold harmless paid by the gainers."""
    weights = [
        {"level": level, "need_category": need, "weight": f"{1 if need == 'all' else 0.05 * (row + 2 * column):.4f}"}
        for row, level in enumerate(LEVELS)
        for column, need in enumerate(NEEDS)
    ]
    sources = []
    for number in range(SOURCES):
        rules: list[dict[str, object]] = [{"kind": "weighted_pool", "rule_id": "pool", "weights": weights}]
        if number % 5 == 0:
            rules.insert(0, {"kind": "foundation", "rule_id": "flat", "amounts": [{"amount_cents": 50_000_00}]})
        if number % 5 == 1:
            rates = [{"need_category": need, "rate_dollars": "12.345678"} for need in NEEDS]
            rules.insert(0, {"kind": "per_pupil", "rule_id": "rates", "rates": rates})
        eligibility: dict[str, object] = {"kind": "all"}
        if number % 4 == 3:
            condition = {"subject": "need_share:poverty", "operator": ">=", "value": "0.30"}
            eligibility = {"kind": "rule", "conditions": [condition]}
        sources.append(
            {
                "source_id": f"S{number:02d}",
                "distribution": "unlocked",
                "central_share": {"percent_bp": 1_500},
                "eligibility": eligibility,
                "rules": rules,
            }
        )
    gainers = {"kind": "gainers"}
    hold = {"kind": "hold_harmless", "adjustment_id": "hh", "percent_bp": 4_000, "payer": gainers}
    return policy_from_document(
        {
            "name": "Bench",
            "fiscal_year": 2027,
            "levels": LEVELS,
            "need_categories": NEEDS,
            "sources": sources,
            "adjustments": [hold],
        }
    )


@dataclass(frozen=True)
class Times:
    """Milliseconds of one call: medians of the batches' medians, and the best batch."""

    processor: float
    processor_best: float
    wall: float


def measure_engine(prepared: Prepared, repeats: int) -> Times:
    """Return the times of one allocation, reconciled to the cent."""
    policies = iter([policy() for _ in range(repeats * BATCHES + 1)])

    def once() -> Result:
        return allocate(prepared, next(policies))

    result = once()
    assert sum(ledger.source.amount_cents for ledger in result.ledgers) == int(result.totals.sum()) + sum(
        ledger.central_cents + ledger.reserve_cents for ledger in result.ledgers
    )
    assert result.lifts[0].top_ups.any()
    return batches(once, repeats)


def measure_kernel(prepared: Prepared, repeats: int) -> Times:
    """Return the times of the bare float product: counts x weights, scaled to the pools, unrounded."""
    counts = prepared.cells.counts.astype(np.float64)
    weights = np.ones((counts.shape[1], SOURCES))
    pools = np.full(SOURCES, 1e9)

    def once() -> object:
        points = counts @ weights
        return (points * (pools / points.sum(axis=0))).sum(axis=1)

    return batches(once, repeats)


def batches(once: Callable[[], object], repeats: int) -> Times:
    """Time every call by itself; the garbage of a batch is collected between the batches."""
    processor, wall = [], []
    for _ in range(BATCHES):
        gc.collect()
        spent, passed = [], []
        for _ in range(repeats):
            start, started = time.process_time_ns(), time.perf_counter_ns()
            once()
            passed.append(time.perf_counter_ns() - started)
            spent.append(time.process_time_ns() - start)
        processor.append(statistics.median(spent) / 1e6)
        wall.append(statistics.median(passed) / 1e6)
    return Times(statistics.median(processor), min(processor), statistics.median(wall))


def main() -> int:
    """Print the figures; return 1 when one is over its limit."""
    worst = 0
    for school_count, limit in LIMITS_MS.items():
        prepared = district(school_count)
        repeats = 7 if school_count <= 1_000 else 3
        engine = measure_engine(prepared, repeats)
        kernel = measure_kernel(prepared, repeats)
        print(f"engine_{school_count}_ms {engine.processor:.3f} ms {limit:g}")
        print(f"engine_{school_count}_best_ms {engine.processor_best:.3f} ms -")
        print(f"engine_{school_count}_wall_ms {engine.wall:.3f} ms -")
        print(f"engine_{school_count}_kernel_ms {kernel.processor:.3f} ms -")
        worst |= engine.processor > limit
    return worst


if __name__ == "__main__":
    sys.exit(main())
