"""The service's fast bytes are the engine's own."""

import hashlib
from uuid import UUID

from services.allocation.usecases.calculate_scenario import calculate_scenario
from services.allocation.usecases.prepared_inputs import PreparedInputs
from services.allocation.usecases.result_bytes import result_bytes
from tests.allocation.conftest import FILES, Allocation, policy


async def test_the_bytes_are_those_of_the_engine(allocation: Allocation) -> None:
    await allocation.upload("schools", FILES["schools"].replace("Rosa Parks", "Ñandú é 学校 \u2028 /x"))
    for kind in ("counts", "revenue_sources", "current_budgets"):
        await allocation.upload(kind, FILES[kind])
    scenario_id = UUID((await allocation.scenario(policy(name="Política \\ ñ"))).rsplit("/", 1)[1])

    calculation = await calculate_scenario(allocation.uow(), PreparedInputs(), scenario_id, None)

    found = result_bytes(calculation.result)
    assert found.body == calculation.result.to_bytes()
    assert found.result_hash == calculation.result.result_hash
    without_hash = found.body.replace(f'"result_hash":"{found.result_hash}",'.encode(), b"")
    assert "sha256:" + hashlib.sha256(without_hash).hexdigest() == found.result_hash
