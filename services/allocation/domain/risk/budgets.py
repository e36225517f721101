"""Every school's budget under each simulated count, and the reserve that the fall count may ask for.

Each draw is a whole exact allocation by the engine, whatever the policy's rules are.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from services.allocation.domain.engine import allocate
from services.allocation.domain.errors import Infeasible
from services.allocation.domain.exact import Cents
from services.allocation.domain.limits import BASIS_POINTS
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import Prepared
from services.allocation.domain.risk.cohort import Floats, Forecast, draw
from services.allocation.domain.risk.recounted import recounted

BANDS_BP: Final = (1_000, 2_500, 5_000, 7_500, 9_000)
MOST_DRAWS: Final = 2_000
Report = Callable[[int, int], None]


@dataclass(frozen=True, eq=False)
class Risk:
    """What the next count may mean.

    Attributes:
        planned: Each school's budget on today's counts, in cents.
        pupils: Today's pupils by school.
        pupil_bands: By band and school.
        budget_bands: By band and school, in cents, of the draws in which the money sufficed.
        up_only_cents: By draw, sorted: what schools whose budget rises would need, nobody giving back.
        net_cents: By draw, sorted: the same less what schools whose budget falls give back; at least 0.
        district_bands: All pupils of the district, by band.
        falling: By school, the share of draws in which its budget falls.
        infeasible: Draws in which the money does not suffice.
    """

    planned: Cents
    pupils: Floats
    pupil_bands: Floats
    budget_bands: Cents
    up_only_cents: Cents
    net_cents: Cents
    district_bands: Floats
    falling: Floats
    infeasible: int
    draws: int


def simulate(prepared: Prepared, policy: Policy, known: Forecast, draws: int, seed: int, report: Report) -> Risk:
    """Allocate under each of ``draws`` simulated counts; the same seed gives the same figures.

    Raises:
        Infeasible: The money does not suffice on today's counts, or in no draw.
        PolicyProblems: The policy names what the data do not hold.
    """
    planned = allocate(prepared, policy).totals
    dice = np.random.default_rng(seed)
    pupils = np.zeros((draws, prepared.school_count))
    budgets: list[Cents] = []
    refused: Infeasible | None = None
    for number in range(draws):
        report(number, draws)
        drawn = draw(known, dice)
        pupils[number] = drawn.pupils.sum(axis=1)
        try:
            budgets.append(allocate(recounted(prepared, drawn), policy).totals)
        except Infeasible as error:
            refused = error
    report(draws, draws)
    if not budgets:
        assert refused is not None
        raise refused
    table = np.stack(budgets)
    change = table - planned
    return Risk(
        planned=planned,
        pupils=prepared.pupils / prepared.count_scale,
        pupil_bands=bands(pupils),
        budget_bands=bands(table).astype(np.int64),
        up_only_cents=np.sort(np.maximum(change, 0).sum(axis=1)),
        net_cents=np.sort(np.maximum(change.sum(axis=1), 0)),
        district_bands=bands(pupils.sum(axis=1)[:, np.newaxis])[:, 0],
        falling=(change < 0).mean(axis=0),
        infeasible=draws - len(budgets),
        draws=draws,
    )


def bands(table: npt.NDArray[np.generic], at: Sequence[int] = BANDS_BP) -> Floats:
    """Return the quantiles of each column: the smallest drawn value that the share of draws does not exceed."""
    ordered = np.sort(table, axis=0)
    rows = [rank(len(ordered), share_bp) for share_bp in at]
    found: Floats = ordered[rows]
    return found


def rank(count: int, share_bp: int) -> int:
    """Return where the quantile stands among ``count`` sorted values."""
    return min(count - 1, max(0, -(-count * share_bp // BASIS_POINTS) - 1))


def reserve_at(sorted_cents: Cents, confidence_bp: int) -> int:
    """Return the reserve that suffices in this share of the draws, in cents."""
    return int(sorted_cents[rank(len(sorted_cents), confidence_bp)])
