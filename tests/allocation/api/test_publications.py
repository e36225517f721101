"""Publications after the fact: recomputed, handed out, and shown to anybody with small groups hidden."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from services.allocation.cli.main import main
from services.allocation.domain.publication_bundle import inputs_of, parse_bundle
from shared.access import Role
from tests.allocation.api.test_runs import events_of
from tests.allocation.conftest import FILES, Allocation, policy

NOBODY = "00000000-0000-4000-8000-000000000000"


async def published(allocation: Allocation, document: dict[str, Any] | None = None) -> str:
    run = await allocation.publish(await allocation.scenario(document))
    return f"/v1/allocation-runs/{run['run_id']}"


async def opened(allocation: Allocation, run: str) -> str:
    answer = await allocation.put(f"{run}/public-page", {"district_name": "Willow Unified"})
    assert answer.status_code == 200, answer.text
    return run.replace("/v1/", "/v1/public/").replace("allocation-runs", "allocations")


async def test_a_publication_is_recomputed_to_the_same_hashes(filled: Allocation) -> None:
    run = await published(filled)
    for role, schools in ((Role.BOARD_MEMBER, ()), (Role.PRINCIPAL, ("S-01",))):
        found = (await filled.get(f"{run}/verification", role, *schools)).json()
        assert found["verified"] is True
        assert [(check["name"], check["agrees"]) for check in found["checks"]] == [
            ("document", True),
            ("policy", True),
            ("inputs", True),
            ("result", True),
        ]
        assert found["differences"] == []
    # Newer counts change nothing: it is recomputed from those it was made from.
    assert (await filled.upload("counts", FILES["counts"].replace("all,500", "all,501"))).status_code == 201
    assert (await filled.get(f"{run}/verification")).json()["verified"] is True
    assert (await filled.get(f"/v1/allocation-runs/{NOBODY}/verification")).status_code == 404


async def test_a_bundle_is_verified_without_a_server_and_any_change_is_found(
    filled: Allocation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = await published(filled)
    answer = await filled.get(f"{run}/bundle")
    assert "attachment" in answer.headers["Content-Disposition"]
    file = tmp_path / "publication.json"
    file.write_bytes(answer.content)
    assert main(["verify", str(file)]) == 0
    assert "Verified: recomputed just now" in capsys.readouterr().out

    bundle = parse_bundle(answer.content)
    assert inputs_of(bundle).content_hash() == answer.json()["run"]["inputs_hash"]

    def changed(change: Any) -> tuple[int, str]:
        document = json.loads(answer.content)
        change(document)
        file.write_text(json.dumps(document))
        code = main(["verify", str(file)])
        captured = capsys.readouterr()
        return code, captured.out + captured.err

    code, said = changed(lambda document: document["inputs"]["counts"][0].__setitem__(3, "501"))
    assert code == 1
    assert "DIFFERENT  inputs" in said
    assert "recomputed $" in said
    code, said = changed(lambda document: document["result"]["totals_cents"].__setitem__(0, 1))
    assert (code, "DIFFERENT  document" in said, "S-01: published $0.01" in said) == (1, True, True)
    code, said = changed(lambda document: document["policy"].__setitem__("name", "Another"))
    assert (code, "DIFFERENT  policy" in said) == (1, True)
    code, said = changed(lambda document: document["run"].pop("result_hash"))
    assert (code, "result_hash is missing" in said) == (1, True)
    code, said = changed(lambda document: document.pop("inputs"))
    assert (code, "not a publication's bundle" in said) == (1, True)
    file.write_text("no json")
    assert main(["verify", str(file)]) == 1
    assert main(["verify", str(tmp_path / "missing.json")]) == 2


async def test_nobody_sees_a_publication_that_was_not_made_public(filled: Allocation) -> None:
    run = await published(filled)
    public = run.replace("allocation-runs", "public/allocations")
    assert (await filled.client.get(public)).status_code == 404
    assert (await filled.get(f"{run}/public-page")).json()["is_open"] is False
    assert (await filled.put(f"{run}/public-page", {"district_name": "W"}, role=Role.BUDGET_ANALYST)).status_code == 403
    assert (await filled.delete(f"{run}/public-page")).status_code == 404


async def test_anybody_sees_a_public_one_until_it_is_taken_back(filled: Allocation) -> None:
    run = await published(filled)
    page = await opened(filled, run)
    answer = await filled.client.get(page)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    shown = answer.json()
    result = (await filled.get(f"{run}/result")).json()
    assert shown["result_hash"] == result["result_hash"]
    assert [school["total_cents"] for school in shown["schools"]] == result["totals_cents"]
    assert shown["district_name"] == "Willow Unified"
    again = await filled.client.get(page, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")

    state = (await filled.get(f"{run}/public-page", Role.PRINCIPAL, "S-01")).json()
    assert (state["is_open"], state["content_hash"] is not None) == (True, True)
    assert (await filled.delete(f"{run}/public-page")).status_code == 204
    assert (await filled.client.get(page)).status_code == 404
    await opened(filled, run)
    assert (await filled.client.get(page)).status_code == 200
    changes = [event["change"] for event in await events_of(filled) if "change" in event]
    assert changes == ["made_public", "made_private", "made_public"]


async def test_an_older_page_names_the_newer_one(filled: Allocation) -> None:
    first = await published(filled)
    page = await opened(filled, first)
    before = await filled.client.get(page)
    second = await published(filled, policy("0.9"))
    assert (await filled.client.get(page)).json()["newer_run_id"] is None
    await opened(filled, second)
    after = await filled.client.get(page, headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert after.json()["newer_run_id"] in second
    assert [line["run_id"] in second for line in after.json()["others"]] == [True, False]


async def test_small_groups_and_money_that_tells_of_them_are_not_shown(allocation: Allocation) -> None:
    small = FILES["counts"].replace("S-03,high,english_learner,40", "S-03,high,english_learner,7")
    for kind, content in (FILES | {"counts": small}).items():
        assert (await allocation.upload(kind, content)).status_code == 201
    document = policy(adjustments=[])
    document["sources"][1]["rules"][0]["measure"] = "need:english_learner"
    page = await opened(allocation, await published(allocation, document))
    shown = (await allocation.client.get(page)).json()
    lincoln = next(school for school in shown["schools"] if school["school_id"] == "S-03")
    assert lincoln["need_pupil_counts"]["english_learner"] is None
    # Title I is paid by English learners: its dollars over its rate would be the seven pupils.
    assert lincoln["source_cents"]["T1"] is None
    for school in shown["schools"]:
        given = [cents for cents in school["source_cents"].values() if cents is not None]
        assert sum(given) + school["merged_cents"] == school["total_cents"]
        # A lone gap stands only where the school has nothing else: the sum is then its total.
        gaps = list(school["source_cents"].values()).count(None)
        assert gaps != 1 or school["merged_cents"] == school["total_cents"]
    counts = [school["need_pupil_counts"]["english_learner"] for school in shown["schools"]]
    assert counts.count(None) >= 2
    assert "7.00" not in counts
    text_of_page = json.dumps(shown)
    assert '"english_learner": "7.00"' not in text_of_page


async def test_the_public_reads_no_table_but_through_its_door(filled: Allocation) -> None:
    await opened(filled, await published(filled))
    async with filled.database.session(UUID(int=0)) as session:
        assert (await session.execute(text("SELECT count(*) FROM public_allocation"))).scalar_one() == 0
