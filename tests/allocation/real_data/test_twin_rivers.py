"""Five districts' ways to fund schools on the 55 schools of Twin Rivers, 2019-20, against an own calculation.

What the policy ``policies/five_ways_2020.json`` says is written down here a second time, in fractions of whole numbers:
Hawaii's weights in a pool after fixed amounts by span, Denver's rates by share of poverty, Baltimore's base from what
is left, Los Angeles's fifths of an index, Maryland's grant that slides with concentration. The rates are examples.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from pathlib import Path

import pytest

from services.allocation.domain.engine import allocate
from services.allocation.domain.inputs import CountRow, Inputs, Origin, RevenueSource, School
from services.allocation.domain.policy import parse_policy
from services.allocation.domain.prepare import prepare
from services.allocation.domain.result import Result
from tests.allocation.domain.district import check_invariants
from tests.allocation.real_data.conftest import Rows

pytestmark = pytest.mark.reference

POLICY = Path(__file__).parent / "policies" / "five_ways_2020.json"
COLUMNS = {
    "total_enrollment": "all",
    "frpm": "frl",
    "english_learner": "el",
    "foster": "foster",
    "homeless": "homeless",
    "direct_certification": "dc",
    "upc": "upc",
}
AMOUNTS = {
    "HI": 211_111_111_11,
    "DEN": 199_999_999_99,
    "BAL": 160_000_000_00,
    "SENI": 7_000_000_03,
    "MD": 110_000_000_00,
}
BY_SPAN = {"emh": 465_000, "em": 403_000, "mh": 410_000, "e": 200_000, "m": 347_000, "h": 354_000}
LEVELS = {"e": "elementary", "m": "middle", "h": "high"}
BY_FIFTH = {1: Fraction("1.6"), 2: Fraction("1.3"), 3: Fraction(1), 4: Fraction("0.5"), 5: Fraction(0)}
Pupils = Mapping[str, Fraction]


def span(row: Mapping[str, str]) -> str:
    """Return the first letters of a school's levels."""
    low, high = (int(grade) if grade.isdigit() else 0 for grade in (row["low_grade"], row["high_grade"]))
    return "e" * (low <= 5) + "m" * (low <= 8 and high >= 6) + "h" * (high >= 9)


def is_far(school_id: str) -> bool:
    return int(school_id) % 3 == 0


@pytest.fixture(scope="module")
def rows(reference: Callable[[str], Path], table: Callable[[Path], Rows]) -> Rows:
    every = table(reference("ca-calpads-upc-2019-20") / "four_districts.csv")
    return [row for row in every if row["district"] == "Twin Rivers Unified" and int(row["total_enrollment"])]


@pytest.fixture(scope="module")
def pupils(rows: Rows) -> dict[str, Pupils]:
    return {row["school_code"]: {need: Fraction(row[column]) for column, need in COLUMNS.items()} for row in rows}


@pytest.fixture(scope="module")
def result(rows: Rows) -> Result:
    schools, counts = [], []
    for number, row in enumerate(rows, 2):
        school_id, origin = row["school_code"], Origin("four_districts.csv", number)
        flags = frozenset({"far"} if is_far(school_id) else ())
        kind = "charter" if row["charter"] == "Y" else "district"
        levels = tuple(LEVELS[letter] for letter in span(row))
        schools.append(School(school_id, row["school"], levels, kind, flags=flags, origin=origin))
        counts += [CountRow(school_id, "*", need, Decimal(row[column]), origin) for column, need in COLUMNS.items()]
    sources = tuple(RevenueSource(code, code, "state", False, cents) for code, cents in AMOUNTS.items())
    decided = parse_policy(POLICY.read_bytes())
    found = allocate(
        prepare(Inputs(tuple(schools), tuple(counts), sources), decided.levels, decided.need_categories), decided
    )
    check_invariants(found)
    return found


def paid(result: Result, component_id: str) -> dict[str, int]:
    component = next(each for each in result.components if each.component_id == component_id)
    return dict(zip(result.prepared.school_ids, component.amounts.tolist(), strict=True))


def half_up(exact: Fraction) -> int:
    return floor(exact + Fraction(1, 2))


def shared(cents: int, weights: Mapping[str, Fraction]) -> dict[str, int]:
    """Split by largest remainder; equal ones go to the lower school."""
    exact = {school: cents * weight / sum(weights.values()) for school, weight in weights.items()}
    whole = {school: floor(share) for school, share in exact.items()}
    order = sorted(exact, key=lambda school: (whole[school] - exact[school], school))
    lucky = set(order[: cents - sum(whole.values())])
    return {school: share + (school in lucky) for school, share in whole.items()}


def test_hawaii_shares_by_weights_what_fixed_amounts_by_span_leave(
    result: Result, rows: Rows, pupils: dict[str, Pupils]
) -> None:
    fixed = {row["school_code"]: BY_SPAN[span(row)] * 100 for row in rows}
    elementary = {row["school_code"] for row in rows if "e" in span(row)}
    weighted = {
        school: own["all"] * (1 + Fraction(4 * is_far(school) + 45 * (school in elementary), 1_000))
        + own["frl"] / 10
        + own["el"] * Fraction("0.1944")
        + own["homeless"] / 40
        for school, own in pupils.items()
    }
    pool = AMOUNTS["HI"] - half_up(AMOUNTS["HI"] * Fraction("0.0575")) - sum(fixed.values())
    assert paid(result, "HI/fixed") == fixed
    assert paid(result, "HI/base") == shared(pool, weighted)


def test_denver_pays_more_a_pupil_where_more_are_poor(result: Result, pupils: dict[str, Pupils]) -> None:
    def rate(share: Fraction) -> Fraction:
        if share > Fraction("0.9"):
            return Fraction(688)
        if share >= Fraction("0.6"):
            return Fraction(588)
        return Fraction(513) if share >= Fraction("0.3") else Fraction("478.5")

    poor = {school: rate(own["frl"] / own["all"]) * own["frl"] + 80 * own["dc"] for school, own in pupils.items()}
    base = {school: Fraction("4389.5") * own["all"] + 400 * own["el"] for school, own in pupils.items()}
    assert paid(result, "DEN/p") == {school: half_up(100 * dollars) for school, dollars in poor.items()}
    assert paid(result, "DEN/b") == {school: half_up(100 * dollars) for school, dollars in base.items()}


def test_baltimore_shares_what_poverty_leaves_among_its_own_schools(
    result: Result, rows: Rows, pupils: dict[str, Pupils]
) -> None:
    own_schools = {row["school_code"] for row in rows if row["charter"] != "Y"}
    needs = {
        school: Fraction("0.3") * own["frl"] + max(own["frl"] - own["all"] / 2, Fraction(0)) / 8
        for school, own in pupils.items()
    }
    poor = {
        school: half_up(Fraction("134107") * need) if school in own_schools else 0 for school, need in needs.items()
    }
    weighted = {
        school: own["all"] + Fraction("0.777777") * own["foster"]
        for school, own in pupils.items()
        if school in own_schools
    }
    assert paid(result, "BAL/p") == poor
    rest = shared(AMOUNTS["BAL"] - sum(poor.values()), weighted)
    assert paid(result, "BAL/rest") == {school: rest.get(school, 0) for school in pupils}


def test_los_angeles_weighs_pupils_by_the_fifth_their_school_is_in(result: Result, pupils: dict[str, Pupils]) -> None:
    homeless = {school: own["homeless"] / own["all"] for school, own in pupils.items()}
    foster = {school: own["foster"] / own["all"] for school, own in pupils.items()}
    least, most = min(foster.values()), max(foster.values())
    index = {
        school: own["upc"] / own["all"] / 2
        + homeless[school] / max(homeless.values()) * Fraction("0.3")
        + (foster[school] - least) / (most - least) / 5
        for school, own in pupils.items()
    }
    place = {school: 1 + sum(other > own for other in index.values()) for school, own in index.items()}
    weights = {
        school: BY_FIFTH[ceil(Fraction(5 * place[school], len(index)))] * own["upc"] for school, own in pupils.items()
    }
    assert paid(result, "SENI/s") == shared(AMOUNTS["SENI"], weights)


def test_marylands_grant_slides_between_two_shares_of_poverty(result: Result, pupils: dict[str, Pupils]) -> None:
    grants = {}
    for school, own in pupils.items():
        share = own["dc"] / own["all"]
        part = min(max((share - Fraction("0.2")) / Fraction("0.3"), Fraction(0)), Fraction(1))
        dollars = 248_833 + part * 3_265 * own["all"] if share >= Fraction("0.2") else Fraction(0)
        grants[school] = half_up(100 * dollars)
    assert paid(result, "MD/c") == grants
    assert any(grants.values())
    assert not all(grants.values())
