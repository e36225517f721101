"""Next year's counts are drawn from how forecasts missed before, and every budget is allocated anew for each."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.allocation.domain.engine import allocate
from services.allocation.domain.errors import Infeasible
from services.allocation.domain.prepare import Prepared, prepare
from services.allocation.domain.risk.budgets import BANDS_BP, bands, rank, reserve_at, simulate
from services.allocation.domain.risk.cohort import Draw, Forecast, History, TooFewYears, draw, forecast
from services.allocation.domain.risk.recounted import history_of, recounted, with_counts
from tests.allocation.domain.district import LEVELS, NEEDS, district_counts, inputs, policy, source


def quiet(_done: int, _total: int) -> None:
    """Nobody watches."""


def district(schools: int = 30, years: int = 3, noise: float = 0.05, seed: int = 3) -> tuple[Prepared, Forecast]:
    """A district whose schools grow and shrink by chance."""
    dice = np.random.default_rng(seed)
    size = dice.integers(150, 900, schools).astype(float)
    history: list[dict[tuple[str, str, str], float]] = []
    for _ in range(years):
        history.append({})
        for number in range(schools):
            everyone = float(round(size[number]))
            history[-1][f"{number:03d}", "elementary", "all"] = everyone
            history[-1][f"{number:03d}", "elementary", "poverty"] = float(round(everyone * (0.2 + number % 5 / 10)))
        size = size * (1 + noise * dice.standard_normal(schools))
    counts: Mapping[str, dict[str, object]] = defaultdict(dict)
    for (school_id, _, need), pupils in history[-1].items():
        counts[school_id][need] = pupils
    prepared = prepare(inputs(counts, {"S": 9_000_000_000}), LEVELS, NEEDS)
    return prepared, forecast(history_of(prepared, history, (False,) * len(prepared.levels)))


def weighted() -> dict[str, object]:
    weights = [{"need_category": "all", "weight": "1"}, {"need_category": "poverty", "weight": "0.4"}]
    return {"kind": "weighted_pool", "rule_id": "p", "weights": weights}


def rated(dollars: str) -> dict[str, object]:
    return {"kind": "per_pupil", "rule_id": "r", "rates": [{"need_category": "all", "rate_dollars": dollars}]}


def test_pupils_move_up_with_their_grade() -> None:
    pupils = np.array([[[20.0, 30, 40]], [[22, 18, 27]], [[24, 20, 16]]])  # nine tenths of each grade come back
    known = forecast(History(pupils, np.zeros((3, 1, 0)), (False, True, True)))
    assert known.pupils[0].tolist() == pytest.approx([24 * 46 / 42, 24 * 38 / 42, 20 * 43 / 48], rel=0.05)


def test_levels_that_are_no_grades_follow_themselves() -> None:
    pupils = np.array([[[100.0, 50]], [[110, 50]], [[121, 50]]])
    known = forecast(History(pupils, np.zeros((3, 1, 0)), (False, False)))
    assert known.pupils[0].tolist() == pytest.approx([133.1, 50], rel=0.001)


def test_two_years_are_too_few() -> None:
    with pytest.raises(TooFewYears):
        forecast(History(np.ones((2, 3, 1)), np.zeros((2, 3, 0)), (False,)))


def test_nothing_ever_changed_so_nothing_is_at_risk() -> None:
    prepared, known = district(noise=0.0)
    steady = replace(known, common=0.0, need_common=np.zeros_like(known.need_common))
    found = simulate(prepared, policy(source("S", weighted())), steady, 30, 1, quiet)
    assert (found.budget_bands == found.planned).all()
    assert reserve_at(found.up_only_cents, 9_900) == 0
    assert (found.pupil_bands == found.pupils).all()


def test_the_same_seed_gives_the_same_figures_and_another_others() -> None:
    prepared, known = district()
    decisions = policy(source("S", weighted()))
    first, again, other = (simulate(prepared, decisions, known, 40, seed, quiet) for seed in (5, 5, 6))
    assert (first.budget_bands == again.budget_bands).all()
    assert (first.up_only_cents == again.up_only_cents).all()
    assert (first.budget_bands != other.budget_bands).any()


def test_bands_are_in_order_and_a_fixed_pool_asks_for_no_net_reserve() -> None:
    prepared, known = district()
    found = simulate(prepared, policy(source("S", weighted())), known, 60, 1, quiet)
    assert len(found.budget_bands) == len(BANDS_BP)
    assert (np.diff(found.budget_bands, axis=0) >= 0).all()
    assert (np.diff(found.pupil_bands, axis=0) >= 0).all()
    assert (found.net_cents == 0).all(), "the pool is the same whoever comes"
    assert 0 < reserve_at(found.up_only_cents, 5_000) <= reserve_at(found.up_only_cents, 9_500)


def test_rates_make_the_district_pay_for_who_comes() -> None:
    prepared, known = district()
    found = simulate(prepared, policy(source("S", rated("5000"))), known, 60, 1, quiet)
    assert found.infeasible == 0
    assert reserve_at(found.net_cents, 9_900) > 0
    assert (found.net_cents <= found.up_only_cents).all()
    # Each band of a budget is the rate times the band of its pupils.
    assert (found.budget_bands == found.pupil_bands * 500_000).all()


def test_money_that_may_not_suffice_is_counted() -> None:
    prepared, known = district()
    today = int(prepared.pupils.sum())
    enough_for_today = source("S", rated(str(Decimal(90_000_000) / today)[:10]))
    found = simulate(prepared, policy(enough_for_today), known, 60, 1, quiet)
    assert 0 < found.infeasible < 60
    with pytest.raises(Infeasible):
        simulate(prepared, policy(source("S", rated("99999"))), known, 5, 1, quiet)


@given(district_counts(), st.data())
@settings(max_examples=60, deadline=None)
def test_other_counts_are_laid_out_as_if_they_had_been_read(
    counts: dict[str, dict[str, Decimal]], data: st.DataObject
) -> None:
    first = inputs(counts, {"S": 10**9})
    prepared = prepare(first, LEVELS, NEEDS)
    rows = tuple(replace(row, pupil_count=Decimal(data.draw(st.integers(0, 500)))) for row in first.counts)
    read = prepare(replace(first, counts=rows), LEVELS, NEEDS)
    cells = np.zeros_like(prepared.cells.counts)
    for row in rows:
        column = prepared.cell_columns[row.level, row.need_category]
        cells[prepared.school_rows[row.school_id], column] = int(row.pupil_count) * prepared.count_scale
    laid_out = with_counts(prepared, cells)
    decisions = policy(
        source("S", {"kind": "proportional", "rule_id": "t", "measure": "twice"}),
        derived_measures=[{"name": "twice", "expression": "pupils * 2 + 1", "unit": "pupils"}],
    )
    if int(read.pupils.sum()) > 0:
        assert allocate(laid_out, decisions).totals.tolist() == allocate(read, decisions).totals.tolist()


def test_needs_are_shares_of_who_comes_and_never_more_than_all() -> None:
    prepared, known = district()
    for seed in range(20):
        drawn = draw(known, np.random.default_rng(seed))
        then = recounted(prepared, Draw(drawn.pupils, drawn.need_moves * 20))
        assert (then.need_counts["poverty"] <= then.pupils).all()
        assert (then.need_counts["poverty"] >= 0).all()
        assert (then.pupils == drawn.pupils.sum(axis=1)).all()


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=80), st.integers(1, 10_000))
def test_a_reserve_suffices_in_the_share_of_draws_that_it_says(drawn: list[int], confidence_bp: int) -> None:
    ordered = np.sort(np.array(drawn, dtype=np.int64))
    reserve = reserve_at(ordered, confidence_bp)
    assert np.count_nonzero(ordered <= reserve) * 10_000 >= confidence_bp * len(drawn)
    position = rank(len(drawn), confidence_bp)
    assert (
        position == 0
        or np.count_nonzero(ordered <= ordered[position - 1]) * 10_000 < confidence_bp * len(drawn)
        or (ordered[position - 1] == reserve)
    )
    assert bands(ordered[:, np.newaxis], (confidence_bp,))[0, 0] == reserve
