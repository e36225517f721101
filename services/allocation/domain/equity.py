"""How equal, and how fair by need, is what a result gives? Beside the hashed result, never inside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.allocation.domain.limits import ALL_PUPILS
from services.allocation.domain.result import Result
from shared.equity.deciles import Decile, TooFewSchools, deciles_of
from shared.equity.report import POVERTY_WEIGHT, EquityReport, equity_of

Floats = NDArray[np.float64]
POVERTY = "poverty"


class UncountedNeed(ValueError):
    """The data have no pupils of a need category."""

    def __init__(self, need: str, counted: Sequence[str]) -> None:
        self.need = need
        self.counted = tuple(counted)
        super().__init__(f"{need!r} is not counted; counted are {', '.join(counted) or 'none'}")


@dataclass(frozen=True, slots=True)
class EquityQuestion:
    """Which need is looked at, and the weight that the need-adjusted spread allows it.

    Without a need: ``poverty`` where the district counts it, else the need with most pupils.
    """

    need_category: str | None = None
    need_weight: float = POVERTY_WEIGHT


@dataclass(frozen=True, slots=True)
class ResultEquity:
    """The equity of a result and of today's budgets, over the schools with pupils.

    Attributes:
        need_category: The need that deciles are sorted by; None where the district counts none.
        proposed: What the result gives.
        current: Today's budgets over the schools that have one; None where none has.
        deciles: By the need; streams ``unrestricted``, ``restricted`` and, where every school has one, ``current``.
            Empty under ten schools.
    """

    result: Result
    need_category: str | None
    need_weight: float
    proposed: EquityReport
    current: EquityReport | None
    deciles: tuple[Decile, ...]


def equity_of_result(result: Result, question: EquityQuestion) -> ResultEquity:
    """Measure the equity of a result.

    Raises:
        UncountedNeed: The district does not count this need.
        EquityProblem: No school has pupils.
    """
    prepared = result.prepared
    pupils = prepared.pupils / prepared.count_scale
    shares = _need_shares(result)
    need = _chosen_need(result, question.need_category)
    weights = dict.fromkeys(shares, question.need_weight)
    proposed = equity_of(pupils, _per_pupil(result.totals, pupils), shares, weights)
    known = (prepared.current_cents >= 0) & (pupils > 0)
    current = None
    if known.any():
        current = equity_of(
            pupils[known],
            _per_pupil(prepared.current_cents, pupils)[known],
            {name: share[known] for name, share in shares.items()},
            weights,
        )
    return ResultEquity(
        result, need, question.need_weight, proposed, current, _deciles(result, pupils, shares, need, known)
    )


def _per_pupil(cents: NDArray[np.int64], pupils: Floats) -> Floats:
    # Float64 is for reading only: these dollars never become money again.
    dollars = np.zeros_like(pupils)
    np.divide(cents / 100, pupils, out=dollars, where=pupils > 0)
    return np.maximum(dollars, 0)


def _need_shares(result: Result) -> dict[str, Floats]:
    prepared = result.prepared
    shares = {}
    for name in prepared.need_categories:
        if name != ALL_PUPILS:
            share = np.zeros(prepared.school_count)
            np.divide(prepared.need_counts[name], prepared.pupils, out=share, where=prepared.pupils > 0)
            shares[name] = share
    return shares


def _chosen_need(result: Result, asked: str | None) -> str | None:
    counts: Mapping[str, NDArray[np.int64]] = result.prepared.need_counts
    needs = [name for name in result.prepared.need_categories if name != ALL_PUPILS]
    if asked is not None:
        if asked not in needs:
            raise UncountedNeed(asked, needs)
        return asked
    if POVERTY in needs:
        return POVERTY
    return max(needs, key=lambda name: (int(counts[name].sum()), name), default=None)


def _deciles(
    result: Result, pupils: Floats, shares: Mapping[str, Floats], need: str | None, known: NDArray[np.bool_]
) -> tuple[Decile, ...]:
    if need is None:
        return ()
    restricted_ids = {ledger.source.source_id for ledger in result.ledgers if ledger.source.restricted}
    restricted = np.zeros_like(result.totals)
    for component in result.components:
        if component.source_id in restricted_ids:
            restricted += component.amounts
    streams = {"unrestricted": (result.totals - restricted) / 100, "restricted": restricted / 100}
    if known[pupils > 0].all():
        streams["current"] = np.maximum(result.prepared.current_cents, 0) / 100
    # A reduction may leave a source below nothing in one school: such a stream is shown as nothing.
    streams = {name: np.maximum(dollars, 0) for name, dollars in streams.items()}
    try:
        return deciles_of(pupils, streams, shares, need)
    except TooFewSchools:
        return ()
