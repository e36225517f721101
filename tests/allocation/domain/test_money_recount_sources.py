"""A recount in its sources: which of them give, what the payer adds, and what later adjustments may not undo."""

from dataclasses import replace
from typing import Any

import pytest

from services.allocation.domain.inputs import CurrentBudget, Inputs
from services.allocation.domain.recount import NOT_PROMISED
from services.allocation.domain.result import Result
from tests.allocation.domain.district import by_school, inputs, policy, run, source, totals
from tests.allocation.domain.test_money_gainers import POOR, booked
from tests.allocation.domain.test_money_refusals import POOL, hold, infeasible, problems
from tests.allocation.domain.test_recount_money import GAINERS, cents, planned, recount

NONE = {"kind": "foundation", "rule_id": "none", "amounts": [{"amount_cents": 0}]}
RESERVE = {"kind": "reserve", "source_id": "S"}


def kept(published: dict[str, int], payer: dict[str, Any] = RESERVE, **more: Any) -> dict[str, Any]:
    """A recount after which every school has what it was promised, more or less than the formula."""
    return recount(payer, published, direction="both", percent_bp=0, **more)


def two_sources(**more: Any) -> Inputs:
    return inputs({"A": {"all": 10}, "B": {"all": 10}}, {"S": 2_000, "T": 2_000}, **more)


def both(adjustment: dict[str, Any], data: Inputs | None = None) -> Result:
    return run(data or two_sources(), policy(source("S", POOL), source("T", POOL), adjustments=[adjustment]))


def test_a_school_that_was_promised_nothing_does_not_pay_as_a_gainer() -> None:
    before, promised = cents(900, 1_100, 77), cents(1_000, 1_000, NOT_PROMISED)
    assert planned(before, promised, payer=GAINERS) == [1_000, 1_000, 77]
    assert planned(cents(999, 1_100), cents(1_000, 1_000), payer=GAINERS) == [1_000, 1_099]
    assert planned(cents(1_000, 1_000), cents(1_000, 1_000), payer=GAINERS) == [1_000, 1_000]


def test_a_cap_on_a_promise_of_nothing_is_nothing() -> None:
    assert planned(cents(5, 5), cents(0, 1), cap_bp=100_000) == [0, 5]


@pytest.mark.parametrize(("direction", "left"), [("up_only", (1_050, 920)), ("both", (982, 988))])
def test_later_payers_keep_what_an_up_only_recount_promised(direction: str, left: tuple[int, int]) -> None:
    data = inputs(
        {"A": {"all": 10}, "B": {"all": 10}, "C": {"all": 10}},
        {"S": 3_100},
        current={"A": 500, "B": 900, "C": 1_080},
    )
    more = {"percent_bp": 0} if direction == "both" else {}
    first = recount(RESERVE | {"amount_cents": 100}, {"A": 1_050}, direction=direction, **more)
    result = run(data, policy(source("S", POOL), adjustments=[first, hold(GAINERS)]))
    assert totals(result) == {"A": left[0], "B": left[1], "C": 1_080}
    assert result.lifts[0].floors.tolist() == ([1_050, -1, -1] if direction == "up_only" else [-1, -1, -1])
    assert result.ledgers[0].reserve_cents == 50


def test_only_the_sources_named_give() -> None:
    moved = both(kept({"A": 1_800, "B": 2_200}, moving_source_ids=["T"]))
    assert booked(moved, "fall") == {"fall/top_up/T": 200, "fall/reduction/T": -200}
    assert totals(moved) == {"A": 1_800, "B": 2_200}


@pytest.mark.parametrize("amount", [1, 200])
def test_a_source_that_gives_nothing_is_not_booked(amount: int) -> None:
    data = inputs({"A": {"all": 10}, "B": {"poverty": 10}}, {"S": 1_000, "T": 1_000})
    adjustment = kept({"A": 1_000 - amount, "B": 1_000 + amount})
    for poor, rich in (("S", "T"), ("T", "S")):
        pools = source(poor, POOR), source(rich, POOL)
        result = run(data, policy(*sorted(pools, key=lambda one: one["source_id"]), adjustments=[adjustment]))
        assert booked(result, "fall") == {f"fall/top_up/{rich}": amount, f"fall/reduction/{rich}": -amount}


@pytest.mark.parametrize("owed", [1, 300])
def test_the_payer_adds_what_the_schools_do_not_give(owed: int) -> None:
    data = inputs({"A": {"all": 10}, "B": {"poverty": 10}}, {"S": 1_000, "T": 1_000, "U": 500})
    adjustment = kept({"A": 900, "B": 1_100 + owed}, {"kind": "reserve", "source_id": "U"})
    result = run(data, policy(source("S", POOL), source("T", POOR), source("U", NONE), adjustments=[adjustment]))
    assert booked(result, "fall") == {"fall/top_up/S": 100, "fall/reduction/S": -100, "fall/top_up": owed}
    assert by_school(result, "fall/top_up") == {"A": 0, "B": owed}
    assert result.ledgers[2].reserve_cents == 500 - owed


def test_a_school_that_would_give_more_than_may_move_is_named() -> None:
    assert infeasible(
        two_sources(),
        policy(
            source("S", POOL),
            source("T", POOL),
            adjustments=[kept({"A": 500, "B": 3_500}, moving_source_ids=["T"])],
        ),
    ) == {
        "code": "money_cannot_move",
        "shortfall_cents": 500,
        "detail": "Fall: A would give $15.00, but only $10.00 of its money may move.",
        "relax": [
            "Name more sources in moving_source_ids.",
            "Compare only sources whose money may move (source_ids).",
        ],
        "pointer": "/adjustments/0",
    }


def test_sources_that_may_not_give_are_refused_where_they_are_named() -> None:
    data = replace(two_sources(), current_budgets=(CurrentBudget("A", "T", 1),))
    outside = kept({"A": 1_000}, moving_source_ids=["S"]) | {"source_ids": ["T"]}
    (one,) = problems(data, policy(source("S", POOL), source("T", POOL), adjustments=[outside]))
    assert (one.pointer, one.code) == ("/adjustments/0/moving_source_ids", "no_paying_source")
    assert one.message == "Fall: S is not among the sources compared"
    assert one.remedy == "Name the sources whose money may move in moving_source_ids."
