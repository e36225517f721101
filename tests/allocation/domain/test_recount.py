"""A recount in the middle of the year: promises kept, changes counted, every source still sums."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.allocation.domain.engine import allocate
from services.allocation.domain.errors import Infeasible, PolicyProblems
from services.allocation.domain.explain import explain
from services.allocation.domain.inputs import Inputs
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import prepare
from services.allocation.domain.result import Result
from tests.allocation.domain.district import LEVELS, NEEDS, inputs, policy, source

RATE = {"kind": "per_pupil", "rule_id": "rate", "rates": [{"need_category": "all", "rate_dollars": "100"}]}
POOL = {"kind": "weighted_pool", "rule_id": "pool", "weights": [{"need_category": "all", "weight": "1"}]}
RESERVE = {"kind": "reserve", "source_id": "LCFF"}
SCHOOLS = ("A", "B", "C")


def recount(published: dict[str, int], **more: Any) -> dict[str, Any]:
    amounts = [{"school_id": school, "amount_cents": cents} for school, cents in published.items()]
    return {"kind": "recount", "adjustment_id": "fall", "published": amounts, "payer": RESERVE} | more


def run(pupils: dict[str, int], adjustment: dict[str, Any], *rules: dict[str, Any], cents: int = 100_000_00) -> Result:
    rows = inputs({school: {"all": count} for school, count in pupils.items()}, {"LCFF": cents})
    document = policy(source("LCFF", *(rules or (RATE,))), adjustments=[adjustment])
    return allocate(prepare(rows, LEVELS, NEEDS), document)


def amounts(result: Result) -> list[int]:
    return [int(cents) for cents in result.totals]


PUBLISHED = {"A": 10_000_00, "B": 20_000_00, "C": 30_000_00}
COUNTED = {"A": 110, "B": 150, "C": 300}  # at $100 a pupil: +1,000, -5,000, unchanged


def test_up_only_keeps_what_was_promised_and_the_reserve_pays() -> None:
    result = run(COUNTED, recount(PUBLISHED))
    assert amounts(result) == [11_000_00, 20_000_00, 30_000_00]
    assert result.ledgers[0].reserve_cents == 100_000_00 - 61_000_00
    text = explain(result, "B").to_text()
    assert "100 % × ($15,000.00 - $20,000.00) → $0.00" in text
    assert "A recount never lowers an amount" in text
    assert "Publicado antes del recuento" in explain(result, "B").to_text("es")


def test_both_ways_returns_to_the_reserve_what_schools_lose() -> None:
    result = run(COUNTED, recount(PUBLISHED, direction="both", percent_bp=5000))
    assert amounts(result) == [10_500_00, 17_500_00, 30_000_00]
    assert result.ledgers[0].reserve_cents == 100_000_00 - 58_000_00
    assert amounts(run(COUNTED, recount(PUBLISHED, direction="both"))) == [11_000_00, 15_000_00, 30_000_00]


def test_caps_limit_the_change_of_each_school() -> None:
    assert amounts(run(COUNTED, recount(PUBLISHED, direction="both", cap_bp=500))) == [10_500_00, 19_000_00, 30_000_00]
    capped = run(COUNTED, recount(PUBLISHED, direction="both", cap_cents=200_00))
    assert amounts(capped) == [10_200_00, 19_800_00, 30_000_00]
    assert "Limited by the cap of the recount" in explain(capped, "A").to_text()


def test_gainers_pay_for_those_who_keep_theirs_and_none_falls_under_its_promise() -> None:
    # A pool of $60,000: C gained 200 pupils' worth, A and B lost theirs.
    result = run({"A": 50, "B": 150, "C": 400}, recount(PUBLISHED, payer={"kind": "gainers"}), POOL, cents=60_000_00)
    assert amounts(result) == [10_000_00, 20_000_00, 30_000_00]
    partly = run({"A": 100, "B": 190, "C": 310}, recount(PUBLISHED, payer={"kind": "gainers"}), POOL, cents=60_000_00)
    assert amounts(partly) == [10_000_00, 20_000_00, 30_000_00]
    grown = run({"A": 100, "B": 190, "C": 310}, recount(PUBLISHED, payer={"kind": "gainers"}), POOL, cents=61_000_00)
    assert int(grown.totals.sum()) == 61_000_00
    assert min(now - was for now, was in zip(amounts(grown), PUBLISHED.values(), strict=True)) >= 0


def test_a_school_that_was_promised_nothing_has_what_the_formula_gives() -> None:
    result = run({**COUNTED, "D": 7}, recount(PUBLISHED))
    assert amounts(result)[3] == 700_00


def test_a_payer_that_cannot_pay_says_what_is_missing() -> None:
    with pytest.raises(Infeasible) as refused:
        run(COUNTED, recount(PUBLISHED), cents=60_000_00)
    assert (refused.value.code, refused.value.shortfall_cents) == ("payer_cannot_pay", 1_000_00)
    shrunk = recount(PUBLISHED, payer={"kind": "gainers"})
    with pytest.raises(Infeasible) as refused:
        run({"A": 1, "B": 1, "C": 1}, shrunk, POOL, cents=50_000_00)
    assert refused.value.shortfall_cents == 10_000_00


def test_unknown_and_doubled_schools_are_refused() -> None:
    with pytest.raises(PolicyProblems) as refused:
        run(COUNTED, recount({**PUBLISHED, "X": 1}))
    assert refused.value.problems[0].pointer == "/adjustments/0/published/3/school_id"
    twice = recount(PUBLISHED)
    twice["published"].append(twice["published"][0])
    with pytest.raises(PolicyProblems):
        run(COUNTED, twice)


def outcome(rows: Inputs, document: Policy) -> Result | Infeasible:
    try:
        return allocate(prepare(rows, LEVELS, NEEDS), document)
    except Infeasible as refused:
        return refused


PUPILS = st.fixed_dictionaries({school: st.integers(0, 500) for school in SCHOOLS})
PROMISES = st.dictionaries(st.sampled_from(SCHOOLS), st.integers(0, 50_000_00), min_size=1)


@given(
    pupils=PUPILS,
    published=PROMISES,
    direction=st.sampled_from(["up_only", "both"]),
    percent=st.integers(0, 10_000),
    cap=st.none() | st.integers(0, 20_000),
    unit=st.sampled_from([1, 100]),
    payer=st.sampled_from(["reserve", "central_share", "gainers"]),
    pools=st.booleans(),
)
def test_every_source_sums_promises_hold_and_the_tree_explains_it(
    pupils: dict[str, int],
    published: dict[str, int],
    direction: str,
    percent: int,
    cap: int | None,
    unit: int,
    payer: str,
    pools: bool,
) -> None:
    who = {"kind": payer} if payer == "gainers" else {"kind": payer, "source_id": "T1"}
    adjustment = recount(published, direction=direction, percent_bp=percent, cap_bp=cap, payer=who)
    second = POOL if pools and any(pupils.values()) else RATE
    rows = inputs({s: {"all": n} for s, n in pupils.items()}, {"LCFF": 300_000_00, "T1": 500_000_00})
    document = policy(
        source("LCFF", second),
        source("T1", RATE, central_share={"amount_cents": 200_000_00}),
        adjustments=[adjustment],
        rounding_unit_cents=unit,
    )
    result = outcome(rows, document)
    if isinstance(result, Infeasible):
        assert result.code in {"payer_cannot_pay", "money_cannot_move"}
        return
    assert all(ledger.difference_cents == 0 for ledger in result.ledgers)
    assert all(ledger.reserve_cents >= 0 and ledger.central_cents >= 0 for ledger in result.ledgers)
    named = [component.component_id for component in result.components]
    assert len(named) == len(set(named))
    by_school = dict(zip(result.prepared.school_ids, amounts(result), strict=True))
    for school, promised in published.items():
        assert direction == "both" or by_school[school] >= promised
    if percent == 0:
        assert all(by_school[school] == promised for school, promised in published.items())
    if direction == "both" and percent == 10_000 and cap is None:
        assert amounts(result) == [int(cents) for cents in result.formula]
    for school in SCHOOLS:
        tree = explain(result, school)
        assert tree.value_cents == by_school[school]
        for node in tree.walk():
            if node.operation == "sum":
                parts = [child.exact for child in node.children if child.unit == node.unit and child.exact is not None]
                assert not parts or sum(parts) == node.exact
