"""Central services over HTTP."""

from typing import Any

from shared.access import Role
from tests.allocation.conftest import Allocation, policy


def _policy(*services: dict[str, Any]) -> dict[str, Any]:
    document: dict[str, Any] = policy("0.3")
    document["sources"][0] |= {"central_share": None, "central_services": list(services)}
    return document


async def test_services_that_go_to_schools_and_are_bought_back(filled: Allocation) -> None:
    scenario = await filled.scenario()
    service = {"name": "Nurses", "amount_cents": 500_000, "mode": "sold", "price_cents": 250, "sold_per": "pupils"}
    kept = {"name": "Payroll", "amount_cents": 100_000}
    answer = await filled.post(f"{scenario}/central-services", {"policy": _policy(service, kept)})
    assert answer.status_code == 200, answer.text
    found = answer.json()
    sold, central = found["services"]
    result = (await filled.post(f"{scenario}/calculate", {"policy": _policy(service, kept)})).json()
    assert found["totals_cents"] == result["totals_cents"]
    assert (found["school_ids"], found["school_names"]) == (result["school_ids"], result["school_names"])
    assert sum(sold["received_cents"]) == sum(found["received_cents"]) == 500_000
    assert central["received_cents"] is None
    expected = [int(float(count) * 250 + 0.5) for count in result["pupil_counts"]]
    assert sold["charges_cents"] == found["charges_cents"] == expected
    assert (sold["charged_cents"], central["charged_cents"]) == (sum(expected), 0)


async def test_a_unit_that_is_not_counted_is_refused_with_its_place(filled: Allocation) -> None:
    scenario = await filled.scenario()
    service = {"name": "Nurses", "mode": "sold", "price_cents": 250, "sold_per": "acres"}
    answer = await filled.post(f"{scenario}/central-services", {"policy": _policy(service)})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/policy/sources/0/central_services/0/sold_per"


async def test_without_services_there_is_nothing_to_price(filled: Allocation) -> None:
    scenario = await filled.scenario()
    found = (await filled.post(f"{scenario}/central-services", {})).json()
    assert (found["services"], set(found["charges_cents"]), set(found["received_cents"])) == ([], {0}, {0})
    assert (await filled.post(f"{scenario}/central-services", {}, Role.PRINCIPAL)).status_code == 403
