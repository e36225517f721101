"""What schools pay for central services, and what they receive for those that are no longer central."""

from datetime import date
from typing import Any

import pytest

from services.allocation.domain.central_services import CentralServices, central_services
from services.allocation.domain.engine import allocate
from services.allocation.domain.errors import PolicyProblem, PolicyProblems
from services.allocation.domain.limits import MAX_CENTS
from services.allocation.domain.prepare import prepare
from tests.allocation.domain.district import LEVELS, NEEDS, inputs, policy, source

POOL = {"kind": "weighted_pool", "rule_id": "pool", "weights": [{"need_category": "all", "weight": "1"}]}
SOLD = {"name": "IT", "mode": "sold", "price_cents": 10_01}


def services(*sources: dict[str, Any], derived: tuple[dict[str, str], ...] = (), **more: Any) -> CentralServices:
    data = inputs(
        {"A": {"all": 100}, "B": {"all": 300}},
        {each["source_id"]: 1_000_000 for each in sources},
        **more,
    )
    decided = policy(*sources, derived_measures=list(derived))
    return central_services(allocate(prepare(data, LEVELS, NEEDS), decided))


def charges(service: dict[str, Any], **more: Any) -> list[int]:
    return [int(cents) for cents in services(source("S", POOL, central_services=[service]), **more).charges]


def test_each_service_alone_and_all_together_in_several_sources() -> None:
    found = services(
        source("S", POOL, central_services=[{"name": "Payroll", "amount_cents": 5}, SOLD | {"amount_cents": 400}]),
        source("T", POOL, central_services=[{"name": "Buses", "mode": "devolved", "amount_cents": 800}]),
    )
    assert [
        (each.source_id, each.service.name, each.received if each.received is None else each.received.tolist())
        for each in found.services
    ] == [("S", "Payroll", None), ("S", "IT", [100, 300]), ("T", "Buses", [200, 600])]
    assert [each.charges.tolist() for each in found.services] == [[0, 0], [10_01, 10_01], [0, 0]]
    assert found.received is not None
    assert (found.received.tolist(), found.charges.tolist()) == ([300, 900], [10_01, 10_01])


def test_a_district_without_services_receives_and_pays_nothing() -> None:
    found = services(source("S", POOL))
    assert found.services == ()
    assert found.received is not None
    assert (found.received.tolist(), found.charges.tolist()) == ([0, 0], [0, 0])


def test_a_closed_school_buys_nothing() -> None:
    assert charges(SOLD, schools={"B": {"closed_on": date(2026, 1, 1)}}) == [10_01, 0]
    assert charges(SOLD | {"sold_per": "pupils"}, schools={"A": {"closed_on": date(2026, 1, 1)}}) == [0, 300 * 10_01]


def test_a_figure_below_zero_or_none_is_not_paid_back() -> None:
    per_unit = SOLD | {"sold_per": "units", "price_cents": 1}
    assert charges(per_unit, measures={"units": {"A": "0.49", "B": "0.5"}}) == [0, 1]
    assert charges(per_unit, measures={"units": {"B": "2"}}) == [0, 2]
    more = ({"name": "more", "expression": "pupils / (200 * pupil) - 1", "unit": "ratio"},)
    assert charges(SOLD | {"sold_per": "more", "price_cents": 100}, derived=more) == [0, 50]


@pytest.mark.parametrize("mode", ["central", "devolved"])
def test_a_price_counts_only_for_what_is_sold(mode: str) -> None:
    assert charges(SOLD | {"mode": mode}) == [0, 0]


def test_the_largest_charge_is_the_largest_amount_of_money() -> None:
    most = SOLD | {"price_cents": MAX_CENTS}
    assert charges(most) == [MAX_CENTS, MAX_CENTS]
    found = services(source("S", POOL, central_services=[most]))
    assert found.charges.dtype == found.result.totals.dtype


@pytest.mark.parametrize(
    ("service", "derived"),
    [
        ({"price_cents": MAX_CENTS, "sold_per": "boxes"}, "1.0000001"),
        ({"sold_per": "boxes"}, " * ".join(["1000000000000000"] * 41)),
        # So large a figure cannot even be multiplied by the price.
        ({"sold_per": "boxes"}, " * ".join(["1000000000000000"] * 82)),
    ],
)
def test_a_charge_beyond_it_is_refused_with_its_place(service: dict[str, Any], derived: str) -> None:
    kept = {"name": "Payroll"}
    with pytest.raises(PolicyProblems) as refused:
        services(
            source("S", POOL),
            source("T", POOL, central_services=[SOLD | service, kept]),
            derived=({"name": "boxes", "expression": derived, "unit": "ratio"},),
        )
    assert refused.value.problems == (
        PolicyProblem(
            "/sources/1/central_services/0/price_cents",
            "number_too_large",
            "IT: a number on the way is larger than any amount of money",
            "Lower the exponents.",
        ),
    )
