"""New York City's schools by grade, four years: a forecast learned from three is held against the fourth."""

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from services.allocation.domain.risk.cohort import Floats, History, draw, forecast

Rows = list[dict[str, str]]
GRADES = ("pk", "k", *(str(grade) for grade in range(1, 13)))
MOVES_UP = (False, False, *(True,) * 12)
NYC_NEEDS = ("students_with_disabilities", "english_language_learners", "poverty")


def new_york(read: Callable[[Path], Rows], folder: Path) -> tuple[Floats, Floats]:
    """Return pupils by year, school and grade, and by year, school and need, of the schools there in all years."""
    by_school: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    for row in read(folder / "demographic_snapshot.csv.gz"):
        by_school[row["dbn"]][row["year"]] = row
    years = ("2013-14", "2014-15", "2015-16", "2016-17")
    rows = [by_school[dbn] for dbn in sorted(by_school) if len(by_school[dbn]) == len(years)]
    pupils = np.array([[[float(row[year][f"grade_{grade}"]) for grade in GRADES] for row in rows] for year in years])
    needs = np.array([[[float(row[year][need] or 0) for need in NYC_NEEDS] for row in rows] for year in years])
    return pupils, needs


@pytest.mark.parametrize("by_grade", [True, False])
def test_four_of_five_new_york_schools_come_within_their_band(
    reference: Callable[[str], Path], table: Callable[[Path], Rows], by_grade: bool
) -> None:
    """Three years learn, the fourth is held out: the P10-P90 band should hold 80 % of the schools."""
    pupils, needs = new_york(table, reference("nyc-schools-2013-17"))
    moves_up: tuple[bool, ...] = MOVES_UP
    if not by_grade:
        spans = (slice(0, 7), slice(7, 10), slice(10, 14))
        pupils = np.stack([pupils[:, :, span].sum(axis=2) for span in spans], axis=2)
        moves_up = (False, False, False)
    assert pupils.shape[1] > 1_600
    known = forecast(History(pupils[:3], needs[:3], moves_up))
    dice = np.random.default_rng(2_017)
    drawn = [draw(known, dice) for _ in range(200)]
    held_out = pupils[3].sum(axis=1)
    low, high = np.quantile([each.pupils.sum(axis=1) for each in drawn], [0.1, 0.9], axis=0)
    coverage = float(((held_out >= low) & (held_out <= high)).mean())
    assert 0.75 < coverage < 0.85, coverage
    assert 0.05 < float((held_out < low).mean()) < 0.15
    assert float(np.median((high - low) / held_out)) < 0.25, "a band that holds all says nothing"
    totals = np.quantile([each.pupils.sum() for each in drawn], [0.01, 0.99])
    assert totals[0] < held_out.sum() < totals[1]
    for index in range(len(NYC_NEEDS)):
        then = [
            np.clip(needs[2][:, index] / pupils[2].sum(axis=1) + each.need_moves[:, index], 0, 1)
            * each.pupils.sum(axis=1)
            for each in drawn
        ]
        low, high = np.quantile(then, [0.1, 0.9], axis=0)
        actual = needs[3][:, index]
        assert 0.7 < float(((actual >= low) & (actual <= high)).mean()) < 0.9
