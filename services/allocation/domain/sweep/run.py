"""A whole sweep: by the kernel where it can follow the policy, else by the engine, variation by variation."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from services.allocation.domain.engine import allocate
from services.allocation.domain.errors import Infeasible, PolicyProblems
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import Prepared
from services.allocation.domain.result import Result
from services.allocation.domain.solve.settings import with_values
from services.allocation.domain.sweep.design import Design, rows
from services.allocation.domain.sweep.kernel import Block, Kernel
from services.allocation.domain.sweep.lines import NotLinear
from services.allocation.domain.sweep.measures import MEASURES, Lifted, Measures
from services.allocation.domain.sweep.plan import plan_of

Floats = npt.NDArray[np.float64]
Report = Callable[[int, int], None]

BLOCK: Final = 512
THREADS: Final = 2


@dataclass(frozen=True, eq=False)
class Sweep:
    """What came of a sweep, by variation.

    Attributes:
        measures: By variation and measure, in the order of ``MEASURES``; NaN where infeasible or without meaning.
        feasible: Whether the policy works at all there.
        exact: Which were calculated by the engine.
        slow_because: Why the engine had to calculate all; empty where the kernel did.
    """

    design: Design
    measures: Floats
    feasible: npt.NDArray[np.bool_]
    exact: npt.NDArray[np.bool_]
    slow_because: str


def sweep(
    prepared: Prepared,
    policy: Policy,
    design: Design,
    need_category: str | None,
    need_weight: float,
    report: Report,
    threads: int = THREADS,
) -> Sweep:
    """Measure every variation of a design.

    Args:
        prepared: The year's inputs.
        policy: What varies.
        design: How.
        need_category: The need that slopes are measured on; None where the district counts none.
        need_weight: What a pupil in need should bring over the base, for the need-adjusted spread.
        report: Told how many are done of how many, several times a second; may raise to stop.
        threads: How many blocks are worked on at once.
    Raises:
        PolicyProblems: The policy names what the data do not hold.
        InputProblems: It needs a value that a school lacks.
    """
    measures = Measures(prepared, need_category, need_weight)
    try:
        kernel = Kernel(plan_of(prepared, policy, design.settings))
    except NotLinear as reason:
        found = Sweep(design, *_by_engine(prepared, policy, design, measures, range(len(design)), report), str(reason))
        found.exact[:] = True
        return found
    measured = _by_kernel(kernel, design, measures, report, threads)
    again = np.flatnonzero(measured.doubtful)
    feasible, table = measured.feasible.copy(), measured.measures.copy()
    if len(again):
        settled, sure, _ = _by_engine(prepared, policy, design, measures, again.tolist(), report)
        table[again], feasible[again] = settled[again], sure[again]
    table[~feasible] = np.nan
    return Sweep(design, table, feasible, measured.doubtful, "")


def measure_result(result: Result, measures: Measures) -> Floats:
    """Return the measures of an exact result, in the order of ``MEASURES``."""
    decided = sum(
        ledger.grant_cents + ledger.formula_cents + ledger.top_up_cents - ledger.reduction_cents
        for ledger in result.ledgers
        if not ledger.source.restricted and ledger.policy is not None and ledger.policy.control == "school"
    )
    held = [np.count_nonzero(lift.top_ups) for lift in result.lifts if lift.adjustment.kind == "hold_harmless"]
    lifted = Lifted(np.array([float(result.top_ups.sum())]), np.array([float(sum(held))]), np.array([float(decided)]))
    totals = result.totals[np.newaxis].astype(np.float64)
    measured: Floats = measures.of(totals, lifted, np.empty_like(totals))[0]
    return measured


def _by_kernel(kernel: Kernel, design: Design, measures: Measures, report: Report, threads: int) -> Block:
    values = design.values
    blocks = []
    with ThreadPoolExecutor(threads) as pool:
        waiting = [pool.submit(kernel.measure, values[part], measures) for part in rows(design, BLOCK)]
        try:
            done = 0
            for future in waiting:
                blocks.append(future.result())
                done += len(blocks[-1].feasible)
                report(done, len(design))
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
    return Block(
        np.concatenate([block.measures for block in blocks]),
        np.concatenate([block.feasible for block in blocks]),
        np.concatenate([block.doubtful for block in blocks]),
    )


def _by_engine(
    prepared: Prepared, policy: Policy, design: Design, measures: Measures, chosen: range | list[int], report: Report
) -> tuple[Floats, npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    table = np.full((len(design), len(MEASURES)), np.nan)
    feasible = np.zeros(len(design), dtype=np.bool_)
    for done, row in enumerate(chosen):
        report(done, len(chosen))
        varied = with_values(policy, design.at(row))
        try:
            table[row] = measure_result(allocate(prepared, varied), measures)
        except Infeasible:
            continue
        except PolicyProblems:
            if row == 0:  # the policy itself, and not one of its variations
                raise
            continue
        feasible[row] = True
    report(len(chosen), len(chosen))
    return table, feasible, np.zeros(len(design), dtype=np.bool_)
