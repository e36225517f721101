"""Publications that meet other work on the same year."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from services.allocation.usecases.prepared_inputs import PreparedInputs
from services.allocation.usecases.publish_scenario import Publication, publish_scenario
from services.allocation.usecases.who import Who
from shared.access import Role
from tests.allocation.conftest import Allocation, policy


async def test_a_review_of_a_newer_version_outlives_the_revision_of_the_older(filled: Allocation) -> None:
    first, second = await filled.scenario(), await filled.scenario(policy("0.9"))
    await filled.publish(first)
    assert (await filled.put(first, {"name": "Draft", "policy": policy("0.4")}, '"1"')).status_code == 200
    body = {"scenario_version": 2, "reason": ""}
    assert (await filled.post(f"{first}/submit", body, Role.BUDGET_ANALYST)).json()["state"] == "in_review"
    await filled.publish(second)
    assert (await filled.get(f"{first}/review")).json()["state"] == "in_review"


async def test_a_revision_is_never_dated_before_what_it_replaces(filled: Allocation) -> None:
    """Planning shows the run with the latest date, so a date that runs backwards shows schools the older figures."""
    address = await filled.scenario()
    result_hash = (await filled.post(f"{address}/calculate", {})).json()["result_hash"]
    asked = Publication(UUID(address.rsplit("/", 1)[1]), "Adopted.", result_hash)
    asked_at = datetime.now(UTC)
    who = Who(uuid4(), "Somebody", Role.BUDGET_DIRECTOR)
    # The second had asked first, and waited while the first one published.
    first = await publish_scenario(filled.uow(), PreparedInputs(), asked, who, asked_at)
    second = await publish_scenario(filled.uow(), PreparedInputs(), asked, who, asked_at - timedelta(seconds=1))
    assert second.supersedes_run_id == first.run_id
    assert second.published_at > first.published_at
