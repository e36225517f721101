"""How long ten thousand scenarios of a thousand schools take (20 sources x 8 needs, hold harmless), and their memory.

One process, two threads, as in a worker. Held against the limit is the processor time of both together, as other
programs that take the cores do not count; the time on the wall stands beside it. What each scenario says is held
against the engine's cents in the same run, and its time against LibreOffice's best recalculation of the same model as a
lean sheet (see ``bench.workbook``).
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # the sweep's own threads share the work

# The library reads its setting when it is first imported.
import resource
import statistics
import sys
import time
from decimal import Decimal

import numpy as np

from bench.engine import NEEDS, district, policy
from bench.workbook import libreoffice_ms
from services.allocation.domain.engine import allocate
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import Prepared
from services.allocation.domain.solve.settings import policy_settings, with_values
from services.allocation.domain.sweep.design import Design, Range, design
from services.allocation.domain.sweep.kernel import Kernel
from services.allocation.domain.sweep.plan import plan_of
from services.allocation.domain.sweep.run import sweep
from shared.testkit.libreoffice import MISSING, find_libreoffice

SCHOOLS, SCENARIOS, ROUNDS = 1_000, 10_000, 5
LIMIT_S, LIMIT_MIB = 2.0, 1_024
COMPARED = 40
LEAST_RATIO = 100.0


def variations(decisions: Policy) -> Design:
    """Vary the weight of each of seven needs on all levels and sources at once, a central share, and the floor."""
    known = policy_settings(decisions)
    ranges = [
        Range(
            tuple(each.setting for each in known if each.kind == "weight" and each.need_category == need),
            Decimal(0),
            Decimal(1),
        )
        for need in NEEDS[1:]
    ]
    ranges.append(Range(("central_percent:S00",), Decimal(500), Decimal(2_500)))
    ranges.append(Range(("floor_percent:hh",), Decimal(3_000), Decimal(4_500)))
    return design(decisions, ranges, "random", SCENARIOS - 1, 2_027)


def measure(prepared: Prepared, decisions: Policy, tried: Design) -> tuple[float, float]:
    """Return the median seconds of a sweep: of the processors, and on the wall."""
    spent, passed = [], []
    for _ in range(ROUNDS):
        start, started = time.process_time(), time.perf_counter()
        found = sweep(prepared, decisions, tried, "poverty", 0.34, lambda _done, _total: None)
        passed.append(time.perf_counter() - started)
        spent.append(time.process_time() - start)
        assert not found.slow_because, found.slow_because
        assert found.feasible.mean() > 0.9
        assert len(found.measures) == SCENARIOS
    return statistics.median(spent), statistics.median(passed)


def farthest(prepared: Prepared, decisions: Policy, tried: Design) -> tuple[float, float]:
    """Return how far, at most, a school is from the engine's cents in some of the scenarios, and how far it may be."""
    plan = plan_of(prepared, decisions, tried.settings)
    totals, feasible, _ = Kernel(plan).totals(tried.values[:COMPARED])
    off = 0.0
    for row in np.flatnonzero(feasible).tolist():
        result = allocate(prepared, with_values(decisions, tried.at(row)))
        off = max(off, float(np.abs(totals[row] - result.totals).max()))
        assert round(float(totals[row].sum())) == int(result.totals.sum())
    return off, plan.reach_cents


def main() -> int:
    """Print the figures; return 1 when one is over its limit."""
    prepared, decisions = district(SCHOOLS), policy()
    tried = variations(decisions)
    seconds, wall = measure(prepared, decisions, tried)
    mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    off, reach = farthest(prepared, decisions, tried)
    print(f"sweep_10000_s {seconds:.3f} s {LIMIT_S:g}")
    print(f"sweep_10000_wall_s {wall:.3f} s -")
    print(f"sweep_peak_mib {mib:.0f} MiB {LIMIT_MIB}")
    print(f"sweep_school_off_cents {off:.2f} cents {reach:.0f}")
    if find_libreoffice() is None:
        print(MISSING, file=sys.stderr)
        return 1
    recalculation_ms = min(libreoffice_ms(allocate(prepared, decisions)))
    ratio = recalculation_ms / (seconds * 1_000 / SCENARIOS)
    print(f"sweep_libreoffice_recalculation_ms {recalculation_ms} ms -")
    print(f"sweep_scenario_vs_libreoffice_ratio {ratio:.0f} x >={LEAST_RATIO:g}")
    return int(seconds > LIMIT_S or mib > LIMIT_MIB or off > reach or ratio < LEAST_RATIO)


if __name__ == "__main__":
    sys.exit(main())
