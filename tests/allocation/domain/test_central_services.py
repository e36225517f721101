"""Central services: kept, devolved or sold, and what that does to schools."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.allocation.domain.central_services import CentralServices, central_services
from services.allocation.domain.engine import allocate
from services.allocation.domain.errors import PolicyProblems
from services.allocation.domain.policy import CentralService, Policy
from services.allocation.domain.prepare import Prepared, prepare
from tests.allocation.domain.district import LEVELS, NEEDS, inputs, policy, source

POOL = {"kind": "weighted_pool", "rule_id": "pool", "weights": [{"need_category": "all", "weight": "1"}]}
COUNTS = {"A": {"all": 100, "poverty": 10}, "B": {"all": 300, "poverty": 90}}


def district(amount_cents: int = 1_000_000) -> Prepared:
    data = inputs(COUNTS, {"LCFF": amount_cents}, measures={"fte": {"A": "4.5", "B": "12"}})
    return prepare(data, LEVELS, NEEDS)


def services_of(prepared: Prepared, decided: Policy) -> CentralServices:
    return central_services(allocate(prepared, decided))


def with_services(*services: dict[str, Any], **more: Any) -> Policy:
    return policy(source("LCFF", POOL, central_services=list(services), **more))


def test_what_is_kept_central_costs_schools_nothing_and_gives_them_nothing() -> None:
    found = services_of(district(), with_services({"name": "Payroll", "amount_cents": 200_000}))
    assert found.result.totals.tolist() == [200_000, 600_000]
    assert (found.services[0].received, found.services[0].charges.tolist()) == (None, [0, 0])
    assert found.received is not None
    assert found.received.tolist() == [0, 0]


def test_what_is_devolved_goes_to_schools_by_the_rules() -> None:
    services = [
        {"name": "Payroll", "amount_cents": 200_000},
        {"name": "IT", "amount_cents": 80_000, "mode": "devolved"},
    ]
    found = services_of(district(), with_services(*services))
    assert found.result.totals.tolist() == [200_000, 600_000]
    received = found.services[1].received
    assert received is not None
    assert received.tolist() == [20_000, 60_000]
    assert found.charges.tolist() == [0, 0]


@pytest.mark.parametrize(
    ("per", "charges"),
    [
        ("pupils", [100_100, 300_300]),
        ("need:poverty", [10_010, 90_090]),
        ("fte", [4_505, 12_012]),  # 4.5 x $10.01 = $45.045, half up
        (None, [1_001, 1_001]),
    ],
)
def test_what_is_sold_is_paid_by_unit(per: str | None, charges: list[int]) -> None:
    service = {"name": "IT", "amount_cents": 80_000, "mode": "sold", "price_cents": 1_001, "sold_per": per}
    found = services_of(district(), with_services(service))
    assert found.charges.tolist() == charges
    assert found.services[0].charges.tolist() == charges


def test_a_service_for_sale_without_a_price_costs_nothing_yet() -> None:
    found = services_of(district(), with_services({"name": "IT", "amount_cents": 80_000, "mode": "sold"}))
    assert found.charges.tolist() == [0, 0]
    assert found.received is not None
    assert found.received.tolist() == [20_000, 60_000]


def test_a_typed_central_share_is_not_changed_by_its_services() -> None:
    share = {"percent_bp": 2_000}
    found = services_of(
        district(), with_services({"name": "IT", "amount_cents": 80_000, "mode": "devolved"}, central_share=share)
    )
    assert found.received is not None
    assert found.received.tolist() == [0, 0]


def test_services_that_cannot_all_be_kept_have_no_comparison() -> None:
    services = [{"name": "IT", "amount_cents": 2_000_000, "mode": "devolved"}]
    found = services_of(district(), with_services(*services))
    assert found.result.totals.tolist() == [250_000, 750_000]
    assert (found.received, found.services[0].received) == (None, None)


def test_a_unit_that_nobody_counts_is_refused_with_its_place() -> None:
    services = [{"name": "IT", "mode": "sold", "price_cents": 5, "sold_per": "acres"}]
    with pytest.raises(PolicyProblems) as refused:
        allocate(district(), with_services(*services))
    assert refused.value.problems[0].pointer == "/sources/0/central_services/0/sold_per"


def test_a_policy_without_prices_keeps_its_hash() -> None:
    service = CentralService(name="IT", amount_cents=5)
    assert service.model_dump(mode="json") == {"name": "IT", "mode": "central", "amount_cents": 5}


@given(
    amount=st.integers(0, 10**12),
    services=st.lists(
        st.tuples(st.integers(0, 10**9), st.sampled_from(["central", "devolved", "sold"]), st.integers(0, 10**6)),
        max_size=4,
    ),
)
def test_schools_receive_exactly_what_is_no_longer_central(amount: int, services: list[tuple[int, str, int]]) -> None:
    given_out = sum(cents for cents, mode, _ in services if mode != "central")
    held = sum(cents for cents, _, _ in services)
    found = services_of(
        district(amount + held + 1),
        with_services(
            *(
                {"name": str(place), "amount_cents": cents, "mode": mode, "price_cents": price, "sold_per": "pupils"}
                for place, (cents, mode, price) in enumerate(services)
            )
        ),
    )
    assert found.received is not None
    assert int(found.received.sum()) == given_out
    for each in found.services:
        price = each.service.price_cents or 0
        assert each.charges.tolist() == ([100 * price, 300 * price] if each.service.mode == "sold" else [0, 0])
        if each.received is not None:
            assert int(each.received.sum()) == each.service.amount_cents
    assert found.charges.tolist() == [sum(int(each.charges[row]) for each in found.services) for row in (0, 1)]
