"""Every formula of the library computes what its own district printed."""

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from services.allocation.domain.borrowed.apply import borrow
from services.allocation.domain.borrowed.formula import LibraryFormula, Worked
from services.allocation.library.catalog import formulas
from tests.allocation.library.lending import own_words, school_of

WORKED = [(formula, example) for formula in formulas().values() for example in formula.worked]
CENT = Decimal("0.01")


@pytest.mark.parametrize(("formula", "example"), WORKED, ids=[f"{f.formula_id}: {e.what}" for f, e in WORKED])
def test_a_published_example_comes_out_to_the_cent(formula: LibraryFormula, example: Worked) -> None:
    result = school_of(formula, example.bands, example.groups, example.measures)
    given = borrow(result, formula, own_words(formula), "theirs")
    for part, amount in example.dollars.items():
        cents = given.cost_cents if part == "total" else given.part_cents[part]
        assert cents == int((amount * 100).quantize(Decimal(1), ROUND_HALF_UP)), part


@pytest.mark.parametrize("formula", formulas().values(), ids=lambda formula: formula.formula_id)
def test_every_formula_runs_in_its_own_words_and_spends_exactly_what_we_spend(formula: LibraryFormula) -> None:
    bands = {band.band: Decimal(100 + index) for index, band in enumerate(formula.bands)}
    groups = {group.group: Decimal(10) for group in formula.groups}
    measures = {measure.measure: Decimal(90) for measure in formula.measures}
    result = school_of(formula, bands, groups, measures)
    given = borrow(result, formula, own_words(formula), "ours")
    assert given.cost_cents > 0
    assert int(given.theirs.sum()) == given.budget_cents == 1_000_000_00
    assert given.nobody == ()


@pytest.mark.parametrize("formula", formulas().values(), ids=lambda formula: formula.formula_id)
def test_every_formula_says_what_it_leaves_out_and_where_it_stands(formula: LibraryFormula) -> None:
    assert formula.simplified
    assert formula.summary.endswith(".")
    assert formula.sources
    # What nobody published is marked as an assumption, and said in words.
    if any(not figure.published for figure in formula.figures):
        assert any("assum" in text or "is 1;" in text for text in formula.simplified)


def test_the_guide_says_which_formulas_have_no_published_example() -> None:
    guide = (Path(__file__).parents[3] / "docs/guide/other-districts.md").read_text()
    sentence = next(line for line in " ".join(guide.split()).split(". ") if "no published example" in line)
    without = [formula for formula in formulas().values() if not formula.worked]
    assert sentence.count(" and ") == len(without) - 1
    assert all(
        f"{formula.district.split(',')[0].removesuffix(' City')} {formula.fiscal_year}" in sentence
        for formula in without
    )


def test_new_york_later_years_pay_for_temporary_housing_and_concentration() -> None:
    formula = formulas()["new-york-2024"]
    groups = {"poverty": Decimal(800), "temporary_housing": Decimal(50)}
    result = school_of(formula, {"k5": Decimal(600), "g6_8": Decimal(400)}, groups)
    given = borrow(result, formula, own_words(formula), "theirs").part_cents
    base = Decimal("4084.80")
    assert given["grades"] == int((600 + 400 * Decimal("1.08")) * base * 100)
    assert given["housing"] == int(50 * Decimal("0.12") * base * 100)
    # 800 of 1,000 are 200 above 60 %.
    assert given["concentration"] == int(200 * Decimal("0.12") * base * 100)


def test_there_are_the_districts_people_ask_for() -> None:
    districts = " ".join(f"{formula.district} {formula.fiscal_year}" for formula in formulas().values())
    for name in ("Boston", "New York", "Chicago", "California", "San Francisco", "Hawaii", "Houston", "New Jersey"):
        assert name in districts
    prefixes = [formula.prefix for formula in formulas().values()]
    assert len(prefixes) == len(set(prefixes))


def test_new_york_moves_a_school_at_its_own_percent() -> None:
    formula = formulas()["new-york-2015-own-percent"]
    bands = {"k5": Decimal(1000)}
    measures = {"prior_dollars": Decimal(3_600_000), "prior_pupils": Decimal(1010)}
    given = borrow(school_of(formula, bands, {}, measures), formula, own_words(formula), "theirs")
    # Ten pupils fewer take away ten times the per-capita amount, at (3,600,000 - 225,000) / (1,010 x per capita).
    base = Decimal("1904616.09") / 462
    percent = (Decimal(3_600_000) - 225_000) / (1010 * base)
    expected = 3_600_000 - 10 * base * percent
    assert abs(Decimal(given.cost_cents) / 100 - expected) <= CENT


def test_school_k001_of_new_york_misses_its_printed_budget_by_the_rounding_of_its_registers() -> None:
    """Printed: 1,692.42 and 1,663.15 pupils, 120,645.73 fewer register dollars, a budget of 5,858,476.18."""
    formula = formulas()["new-york-2015-own-percent"]

    def budget(prior_pupils: Decimal) -> Decimal:
        measures = {"prior_dollars": Decimal(5_957_603), "prior_pupils": prior_pupils}
        result = school_of(formula, {"k5": Decimal("1663.15")}, {}, measures)
        return Decimal(borrow(result, formula, own_words(formula), "theirs").cost_cents) / 100

    assert Decimal("5858476.18") - budget(Decimal("1692.42")) == Decimal("17.18")
    # With the change in register dollars as printed, to six decimals of a pupil, the rest of the way is cents.
    fewer = (Decimal("120645.73") * 462 / Decimal("1904616.09")).quantize(Decimal("0.000001"))
    assert Decimal("5858476.18") - budget(Decimal("1663.15") + fewer) == Decimal("0.08")
