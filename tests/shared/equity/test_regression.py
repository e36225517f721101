"""The spending regression against its worked numbers, and least squares against certified answers."""

import csv
import os
import re
from pathlib import Path

import numpy as np
import pytest

from shared.equity.least_squares import NotEstimable, StandardErrors, least_squares
from shared.equity.regression import Choices, SpendingRegression, spending_regression
from shared.equity.spread import atkinson, lorenz_curve, spread_of
from shared.equity.weighing import EquityProblem

REFERENCE = Path(os.environ.get("SSFR_REFERENCE_DATA", str(Path(__file__).parents[4] / "shared" / "data")))

R10 = """420 .90 .40 .12 E 8900 | 380 .20 .05 .10 E 6400 | 510 .60 .30 .15 E 8150 | 300 .45 .10 .09 E 6900 |
650 .75 .20 .14 M 8300 | 700 .30 .08 .11 M 7000 | 1400 .55 .15 .13 H 8800 | 1600 .25 .06 .10 H 7900 |
450 .80 .10 .16 E 8450 | 600 .50 .25 .12 M 7700"""
ROWS = [row.split() for row in R10.split("|")]
PUPILS, POVERTY, ENGLISH, SPECIAL, DOLLARS = ([float(row[column]) for row in ROWS] for column in (0, 1, 2, 3, 5))
LEVELS = [row[4] for row in ROWS]
NEEDS = {"poverty": POVERTY, "english_learner": ENGLISH, "special_education": SPECIAL}


def _fit(choices: Choices) -> SpendingRegression:
    return spending_regression(PUPILS, DOLLARS, NEEDS, LEVELS, "E", choices)


def _terms(errors: StandardErrors) -> dict[str, tuple[float, float]]:
    terms = _fit(Choices(errors=errors)).terms
    return {term.name: (round(term.coefficient, 1), round(term.standard_error, 1)) for term in terms}


def test_coefficients_and_standard_errors_have_the_printed_digits() -> None:
    classical, robust = _terms("classical"), _terms("HC1")
    assert [classical[name][0] for name in ("constant", "M", "H")] == [5066.2, 103.5, 1247.1]
    assert [classical[name] for name in NEEDS] == [(2294.1, 338.8), (1740.9, 528.4), (8140.9, 2646.1)]
    assert [robust[name] for name in NEEDS] == [(2294.1, 278.7), (1740.9, 445.1), (8140.9, 2613.9)]
    assert round(_fit(Choices()).r_squared or 0, 4) == 0.9901


def test_implied_weights_and_relative_spending_as_printed() -> None:
    fitted = _fit(Choices())
    assert {name: round(weight or 0, 3) for name, weight in fitted.implied_weights["E"].items()} == {
        "poverty": 0.453,
        "english_learner": 0.344,
        "special_education": 1.607,
    }
    assert round(fitted.level_weights["H"] or 0, 3) == 0.246
    assert [round(times or 0, 3) for times in fitted.relative_spending["poverty"]] == [1.091, 1.182, 1.273, 1.364]


def _table_2_2() -> tuple[list[float], list[float], dict[str, list[float]], list[str]]:
    rates = {
        "elementary": (3741, 1272, 636, 3442),
        "middle": (3667, 1247, 513, 3154),
        "high": (4683, 1077, 749, 3887),
    }
    random = np.random.default_rng(7)
    levels = [level for level in rates for _ in range(12)]
    shares = random.uniform([0.1, 0.02, 0.05], [0.95, 0.5, 0.25], (len(levels), 3))
    dollars = [
        rates[level][0] + float(np.dot(rates[level][1:], row)) for level, row in zip(levels, shares, strict=True)
    ]
    return (
        random.uniform(200, 1500, len(levels)).tolist(),
        dollars,
        dict(zip(("poverty", "english_learner", "special_education"), shares.T.tolist(), strict=True)),
        levels,
    )


def test_interactions_return_the_rates_of_every_level_and_dummies_alone_do_not() -> None:
    pupils, dollars, needs, levels = _table_2_2()
    apart = spending_regression(pupils, dollars, needs, levels, "elementary", Choices(interactions=True))
    beta = {term.name: term.coefficient for term in apart.terms}
    assert [round(beta[name], 6) for name in ("constant", *needs)] == [3741, 1272, 636, 3442]
    assert [round(beta[name] + beta[f"{name}:high"], 6) for name in needs] == [1077, 749, 3887]
    assert round(beta["constant"] + beta["middle"], 6) == 3667
    for level, weights in {"elementary": (0.34, 0.17, 0.92), "high": (0.23, 0.16, 0.83)}.items():
        found = apart.implied_weights[level]
        assert [round(found[name] or 0, 2) for name in needs] == list(weights)
    pooled = spending_regression(pupils, dollars, needs, levels, "elementary")
    assert pooled.implied_weights["elementary"]["poverty"] == pooled.implied_weights["high"]["poverty"]
    assert abs((pooled.implied_weights["elementary"]["poverty"] or 0) - 1272 / 3741) > 0.01


def test_other_forms_say_the_same_of_dollars_made_in_that_form() -> None:
    made = [float(np.exp(8.5 + 0.4 * p + (level == "M") * 0.1)) for p, level in zip(POVERTY, LEVELS, strict=True)]
    needs = {"poverty": POVERTY}
    fitted = spending_regression(PUPILS, made, needs, LEVELS, "E", Choices(form="log", weighted=True, errors="HC3"))
    assert fitted.implied_weights["E"]["poverty"] == pytest.approx(np.exp(0.4) - 1)
    assert fitted.level_weights["M"] == pytest.approx(np.exp(0.1) - 1)
    assert fitted.relative_spending["poverty"][3] == pytest.approx(np.exp(0.4))
    relative = spending_regression(PUPILS, DOLLARS, NEEDS, LEVELS, "E", Choices(form="relative"))
    assert relative.implied_weights["E"]["poverty"] == pytest.approx(0.4528266)


def test_change_over_time_is_the_year_term_and_size_is_centred() -> None:
    needs = {"poverty": POVERTY * 2}
    years = [2025] * 10 + [2026] * 10
    noise = np.random.default_rng(3).normal(0, 1, 20).tolist()
    dollars = [
        7000 + 2000 * p + (year - 2025) * (50 + 300 * p) + 0.1 * (n - sum(PUPILS) / 10) + e
        for p, year, n, e in zip(POVERTY * 2, years, PUPILS * 2, noise, strict=True)
    ]
    fitted = spending_regression(
        PUPILS * 2, dollars, needs, ["E"] * 20, "E", Choices(size="quadratic", change_of="poverty"), years
    )
    terms = {term.name: term for term in fitted.terms}
    assert list(terms) == ["constant", "poverty", "size", "size_squared", "year", "year:poverty"]
    change = terms["year:poverty"]
    assert change.low < 300 < change.high
    assert change.probability is not None
    assert change.probability < 1e-6
    assert terms["constant"].coefficient == pytest.approx(7000, abs=5)
    with pytest.raises(EquityProblem):
        spending_regression(PUPILS, DOLLARS, NEEDS, LEVELS, "E", Choices(change_of="poverty"))


def test_what_cannot_be_estimated_is_refused() -> None:
    with pytest.raises(NotEstimable):
        _fit(Choices(interactions=True))
    with pytest.raises(NotEstimable):
        spending_regression(PUPILS, DOLLARS, NEEDS | {"again": POVERTY}, LEVELS, "E")
    with pytest.raises(NotEstimable):
        spending_regression(PUPILS, DOLLARS, {"none": [0.0] * 10}, LEVELS, "E")
    with pytest.raises(EquityProblem):
        spending_regression(PUPILS, DOLLARS, NEEDS, LEVELS, "K-8")
    with pytest.raises(EquityProblem):
        least_squares([1, 2, 3], [[1, 1, 1]], [1, 0, 1])


def _certified(name: str) -> tuple[dict[str, float], np.ndarray]:
    folder = REFERENCE / "nist-strd"
    if not folder.is_dir():
        pytest.skip("no reference data nist-strd")
    with (folder / "certified_values.csv").open() as file:
        certified = {
            row["statistic"]: float(row["certified_value"]) for row in csv.DictReader(file) if row["dataset"] == name
        }
    lines = (folder / f"{name}.dat").read_text().splitlines()
    span = re.search(r"Data\s+\(lines (\d+) to (\d+)\)", "\n".join(lines[:20]))
    assert span is not None
    return certified, np.array([list(map(float, line.split())) for line in lines[int(span[1]) - 1 : int(span[2])]])


@pytest.mark.parametrize(
    ("name", "powers", "constant", "digits"),
    [
        ("Norris", 1, True, 1e-11),
        ("Pontius", 2, True, 1e-9),
        ("NoInt1", 1, False, 1e-13),
        ("Longley", 0, True, 1e-9),
        ("Wampler1", 5, True, 1e-9),
        ("Wampler4", 5, True, 1e-7),
    ],
)
def test_least_squares_gives_the_certified_answers(name: str, powers: int, constant: bool, digits: float) -> None:
    certified, data = _certified(name)
    y = data[:, 0]
    xs = [data[:, 1] ** power for power in range(1, powers + 1)] or list(data[:, 1:].T)
    terms = [np.ones_like(y), *xs] if constant else xs
    fit = least_squares(y, terms, errors="classical")
    first = 0 if constant else 1
    for position, (estimate, error) in enumerate(zip(fit.coefficients, fit.standard_errors, strict=True), first):
        assert estimate == pytest.approx(certified[f"B{position}_estimate"], rel=digits)
        assert error == pytest.approx(certified[f"B{position}_sd"], rel=max(digits, 1e-8), abs=1e-8)
    assert fit.residual_sd == pytest.approx(certified["residual_sd"], rel=1e-8, abs=1e-6)
    assert fit.r_squared == pytest.approx(certified["r_squared"], rel=1e-10)


def test_robust_standard_errors_are_the_published_ones() -> None:
    folder = REFERENCE / "robust-se"
    if not folder.is_dir():
        pytest.skip("no reference data robust-se")
    with (folder / "PublicSchools.csv").open() as file:
        rows = [row for row in csv.DictReader(file) if row["Expenditure"] not in {"", "NA"}]
    income = np.array([float(row["Income"]) / 10_000 for row in rows])
    terms = [np.ones_like(income), income, income**2]
    y = [float(row["Expenditure"]) for row in rows]
    with (folder / "expected.csv").open() as file:
        expected = list(csv.DictReader(file))
    names = ["(Intercept)", "income", "income^2"]
    kinds: dict[str, StandardErrors] = {f"se_HC{number}": f"HC{number}" for number in range(4)}  # type: ignore[misc]
    for quantity, errors in (kinds | {"se_const": "classical"}).items():
        fit = least_squares(y, terms, errors=errors)
        wanted = {row["term"]: float(row["computed"]) for row in expected if row["quantity"] == quantity}
        assert fit.standard_errors.tolist() == pytest.approx([wanted[name] for name in names], rel=1e-9)
    fit = least_squares(y, terms)
    assert fit.coefficients.round(4).tolist() == [832.9144, -1834.2029, 1587.0423]
    assert int(np.argmax(fit.leverages)) == [row["state"] for row in rows].index("Alaska")
    assert fit.leverages.max() > 0.5
    assert fit.leverages.sum() == pytest.approx(3)


def test_inequality_has_the_published_answers() -> None:
    folder = REFERENCE / "inequality-reference"
    if not folder.is_dir():
        pytest.skip("no reference data inequality-reference")
    with (folder / "mexico_states.csv").open() as file:
        states = list(csv.DictReader(file))
    with (folder / "expected.csv").open() as file:
        answers = list(csv.DictReader(file))
    checked = 0
    for answer in answers:
        tolerance = float(answer["tolerance"])
        if answer["input"].startswith("mexico"):
            values = [float(state[answer["input"].split()[1]]) for state in states]
            spread = spread_of([1] * len(values), values)
            found = spread.gini if answer["index"].startswith("Gini") else spread.theil_t
            assert found == pytest.approx(float(answer["published"]), abs=tolerance)
        else:
            values = [float(value) for value in answer["input"].split(";")]
            even = [1.0] * len(values)
            wanted = [float(value) for value in answer["published"].split(";")]
            if answer["index"].startswith("Lorenz"):
                assert [point[1] for point in lorenz_curve(even, values)] == pytest.approx(wanted, abs=tolerance)
            else:
                saved = atkinson(even, values, 0.5)
                shown = saved if answer["index"].startswith("Atkinson") else (1 - saved) * sum(values) / len(values)
                assert shown == pytest.approx(wanted[0], abs=tolerance)
        checked += 1
    assert checked == 8
