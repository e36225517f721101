"""People who work at the same moment do not undo each other."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

import pytest

from services.allocation.domain.inputs import Inputs
from services.allocation.domain.prepare import Prepared, prepare
from services.allocation.usecases import prepared_inputs
from services.allocation.usecases.calculate_scenario import calculate_scenario
from services.allocation.usecases.prepared_inputs import PreparedInputs
from tests.allocation.conftest import FILES, Allocation, policy


async def test_imports_of_one_kind_get_versions_of_their_own(allocation: Allocation) -> None:
    answers = await asyncio.gather(*(allocation.upload("schools", FILES["schools"]) for _ in range(4)))
    assert sorted(answer.json()["version"] for answer in answers) == [1, 2, 3, 4]


async def test_publications_of_a_year_follow_each_other(filled: Allocation) -> None:
    addresses = [await filled.scenario(policy(weight)) for weight in ("0.1", "0.2", "0.3")]
    runs = await asyncio.gather(*(filled.publish(address) for address in addresses))

    ordered = sorted(runs, key=lambda run: run["revision"])
    assert [run["revision"] for run in ordered] == [1, 2, 3]
    assert [run["supersedes_run_id"] for run in ordered] == [None, ordered[0]["run_id"], ordered[1]["run_id"]]


async def test_of_two_changes_to_one_version_the_second_is_refused(filled: Allocation) -> None:
    address = await filled.scenario()
    changes = [{"name": name, "policy": policy()} for name in ("Mine", "Yours")]
    answers = await asyncio.gather(*(filled.put(address, change, '"1"') for change in changes))
    assert sorted(answer.status_code for answer in answers) == [200, 412]

    settings = (await filled.get("/v1/district-settings")).json()
    answers = await asyncio.gather(*(filled.put("/v1/district-settings", settings, '"0"') for _ in range(2)))
    assert sorted(answer.status_code for answer in answers) == [200, 412]


async def test_many_who_open_a_scenario_wait_for_one_preparation(
    filled: Allocation, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario_id = UUID((await filled.scenario()).rsplit("/", 1)[1])
    inputs = PreparedInputs()
    made: list[Inputs] = []

    def counted(given: Inputs, levels: Sequence[str], needs: Sequence[str]) -> Prepared:
        made.append(given)
        return prepare(given, levels, needs)

    monkeypatch.setattr(prepared_inputs, "prepare", counted)
    results = await asyncio.gather(*(calculate_scenario(filled.uow(), inputs, scenario_id, None) for _ in range(5)))
    assert len(made) == 1
    assert len({calculation.result.result_hash for calculation in results}) == 1
