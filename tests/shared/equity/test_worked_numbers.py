"""The worked numbers of the definitions, to the printed digits."""

from math import isclose

import pytest

from shared.equity.deciles import TooFewSchools, deciles_of
from shared.equity.need import need_equity
from shared.equity.report import equity_of
from shared.equity.spread import atkinson, lorenz_curve, spread_of, theil_by_group
from shared.equity.weighing import EquityProblem, columns, quantile

PUPILS = [300, 450, 250, 600, 400, 500]
DOLLARS = [9_200, 8_700, 11_800, 8_100, 10_400, 9_600]
POVERTY = [0.40, 0.25, 0.90, 0.10, 0.75, 0.55]


@pytest.mark.parametrize(
    ("statistic", "printed"),
    [
        ("mean", "9378.00"),
        ("median", "9200"),
        ("range", "3700"),
        ("restricted_range", "3700"),
        ("federal_range_ratio", "0.4568"),
        ("coefficient_of_variation", "0.1188"),
        ("unweighted_cv", "0.1250"),
        ("sample_cv", "0.1369"),
        ("gini", "0.0651"),
        ("mcloone", "0.9084"),
        ("mcloone_inclusive", "0.9287"),
        ("verstegen", "1.1257"),
        ("verstegen_inclusive", "1.0997"),
        ("theil_t", "0.006894"),
        ("theil_l", "0.006765"),
    ],
)
def test_spread_has_the_printed_digits(statistic: str, printed: str) -> None:
    digits = len(printed.partition(".")[2])
    assert f"{getattr(spread_of(PUPILS, DOLLARS), statistic):.{digits}f}" == printed


def test_theil_is_taken_apart_by_poverty() -> None:
    parts = theil_by_group(PUPILS, DOLLARS, [share >= 0.5 for share in POVERTY])
    assert (f"{parts.within:.6f}", f"{parts.between:.6f}") == ("0.002274", "0.004621")
    assert isclose(parts.within + parts.between, parts.total)


def test_dollars_follow_poverty_as_printed() -> None:
    need = need_equity(PUPILS, DOLLARS, POVERTY, 0.34)
    schools, pupils = need.by_schools, need.by_pupils
    assert schools is not None
    assert pupils is not None
    assert (f"{schools.intercept:.2f}", f"{schools.slope:.2f}", f"{schools.correlation:.3f}") == (
        "7539.38",
        "4258.89",
        "0.977",
    )
    assert (f"{pupils.intercept:.2f}", f"{pupils.slope:.2f}", f"{pupils.correlation:.3f}") == (
        "7619.34",
        "4024.39",
        "0.978",
    )
    assert (f"{schools.implied_weight:.3f}", f"{pupils.implied_weight:.3f}") == ("0.565", "0.528")
    assert f"{need.elasticity:.4f}" == "0.1875"
    assert (f"{need.exposed_dollars:.2f}", f"{need.other_dollars:.2f}", f"{need.exposure_gap:.2f}") == (
        "10053.78",
        "8853.46",
        "1200.31",
    )
    assert f"{need.need_adjusted_cv:.4f}" == "0.0420"


def test_the_report_holds_all_of_it_and_leaves_out_schools_without_pupils() -> None:
    report = equity_of([*PUPILS, 0], [*DOLLARS, 0], {"poverty": [*POVERTY, 0]}, {"poverty": 0.34})
    assert (report.school_count, report.pupil_count) == (6, 2500)
    assert report.spread == spread_of(PUPILS, DOLLARS)
    assert report.needs == {"poverty": need_equity(PUPILS, DOLLARS, POVERTY, 0.34)}


def test_a_quantile_is_the_smallest_value_that_reaches_the_share() -> None:
    weights, values = columns([0.1] * 10, list(range(10)))
    assert [quantile(weights, values, share) for share in (0.05, 0.1, 0.3, 0.31, 0.7, 1.0)] == [0, 0, 2, 3, 6, 9]


def test_equal_dollars_have_no_spread() -> None:
    spread = spread_of([100, 200, 50], [9_000, 9_000, 9_000])
    assert (spread.range, spread.coefficient_of_variation, spread.gini, spread.theil_t, spread.theil_l) == (0,) * 5
    assert (spread.mcloone, spread.verstegen) == (1, 1)


def test_figures_without_meaning_are_none() -> None:
    nothing = spread_of([100, 200], [0, 0])
    assert (nothing.coefficient_of_variation, nothing.gini, nothing.mcloone, nothing.theil_t) == (None,) * 4
    assert (nothing.federal_range_ratio, nothing.theil_l) == (None, None)
    assert spread_of([100, 200], [0, 10]).theil_l is None
    assert spread_of([100], [9_000]).sample_cv is None
    alike = need_equity([100, 200], [9_000, 8_000], [0.3, 0.3], 0.34)
    assert (alike.by_pupils, alike.by_schools, alike.elasticity) == (None, None, None)
    assert need_equity([100, 200], [9_000, 8_000], [0, 0], 0.34).exposure_gap is None
    assert need_equity([100, 200], [9_000, 8_000], [1, 1], 0.34).exposure_gap is None


@pytest.mark.parametrize(
    ("pupils", "dollars"),
    [([1, 2], [1]), ([-1, 2], [1, 1]), ([1, 2], [float("nan"), 1]), ([0, 0], [1, 1]), ([[1]], [[1]])],
)
def test_columns_that_make_no_sense_are_refused(pupils: list[float], dollars: list[float]) -> None:
    with pytest.raises(EquityProblem):
        spread_of(pupils, dollars)


def test_deciles_sum_dollars_over_pupils_and_label_with_pupil_weighted_needs() -> None:
    pupils = [100.0] * 20
    poverty = [row / 20 for row in range(20)]
    dollars = [800_000.0 + 10_000 * row for row in range(20)]
    restricted = [1_000.0 * row for row in range(20)]
    deciles = deciles_of(
        pupils,
        {"unrestricted": dollars, "restricted": restricted},
        {"poverty": poverty, "english_learner": [0.1] * 20},
        "poverty",
    )
    assert [decile.school_rows for decile in deciles] == [(2 * number, 2 * number + 1) for number in range(10)]
    assert deciles[0].dollars_per_pupil == {"unrestricted": 8_050, "restricted": 5}
    assert deciles[9].need_shares == pytest.approx({"poverty": 0.925, "english_learner": 0.1})
    assert {decile.pupil_count for decile in deciles} == {200}


def test_deciles_of_pupils_are_not_means_of_means() -> None:
    deciles = deciles_of([900, 100, *[1000] * 9], {"all": [900, 300, *[1000] * 9]}, {"p": [0, 0, *range(1, 10)]}, "p")
    assert deciles[0].school_rows == (0, 1)
    assert deciles[0].dollars_per_pupil == {"all": 1.2}


def test_ties_stay_together_whatever_the_group_counts() -> None:
    shares = [0.5] * 15 + [0.1] * 3 + [0.9] * 2
    for groups_of in ("pupils", "schools"):
        deciles = deciles_of([50] * 20, {"all": [1] * 20}, {"p": shares}, "p", groups_of)
        assert sorted(len(decile.school_rows) for decile in deciles) == [2, 3, 15]


def test_deciles_of_schools_count_every_school_once() -> None:
    pupils = [1_000.0, *[10.0] * 9]
    deciles = deciles_of(pupils, {"all": [1] * 10}, {"p": list(range(10))}, "p", "schools")
    assert [decile.school_rows for decile in deciles] == [(row,) for row in range(10)]


def test_fewer_than_ten_schools_have_no_deciles() -> None:
    with pytest.raises(TooFewSchools):
        deciles_of([*[10] * 9, 0], {"all": [1] * 10}, {"p": list(range(10))}, "p")
    with pytest.raises(EquityProblem, match="no shares"):
        deciles_of([10] * 10, {"all": [1] * 10}, {"p": list(range(10))}, "q")


def test_atkinson_and_lorenz_at_their_edges() -> None:
    assert atkinson([1, 1], [5, 5], 1) == pytest.approx(0)
    assert atkinson([1, 1], [0, 5], 2) == 1
    assert isclose(atkinson([1, 1], [1, 4], 1), 1 - 2 / 2.5)
    with pytest.raises(EquityProblem):
        atkinson([1], [1], 0)
    with pytest.raises(EquityProblem):
        lorenz_curve([1], [0])
    assert lorenz_curve([1, 1], [3, 1])[1] == (0.5, 0.25)
