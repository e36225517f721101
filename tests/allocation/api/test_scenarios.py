"""Scenarios are made, changed from the version read, and calculated live."""

from typing import Any
from uuid import uuid4

import pytest

from shared.access import Role
from tests.allocation.conftest import FILES, YEAR, Allocation, policy

NOBODY = "/v1/scenarios/00000000-0000-4000-8000-000000000000"


async def test_a_scenario_is_made_read_and_listed(filled: Allocation) -> None:
    address = await filled.scenario()

    read = await filled.get(address)
    assert (read.status_code, read.headers["ETag"]) == (200, '"1"')
    scenario = read.json()
    assert scenario["policy"]["sources"][0]["rules"][0]["weights"][1]["weight"] == "0.2"
    assert (scenario["changed_by"], scenario["version"]) == ("Test budget_director", 1)
    listed = (await filled.get("/v1/scenarios", fiscal_year=YEAR)).json()["items"]
    assert [each["scenario_id"] for each in listed] == [scenario["scenario_id"]]
    assert (await filled.get("/v1/scenarios", fiscal_year=2030)).json()["items"] == []


async def test_a_scenario_begins_from_the_revenue_sources(filled: Allocation) -> None:
    made = (await filled.post("/v1/scenarios", {"name": "From nothing", "fiscal_year": YEAR})).json()

    assert [source["distribution"] for source in made["policy"]["sources"]] == ["unlocked", "locked"]
    calculated = await filled.post(f"/v1/scenarios/{made['scenario_id']}/calculate", {})
    assert calculated.status_code == 200, calculated.text
    assert calculated.json()["district"]["difference_cents"] == 0


async def test_without_sources_a_scenario_cannot_begin(allocation: Allocation) -> None:
    answer = await allocation.post("/v1/scenarios", {"name": "From nothing", "fiscal_year": YEAR})
    assert (answer.status_code, answer.json()["code"]) == (409, "data_missing")
    assert answer.json()["missing_kinds"] == ["revenue_sources"]


async def test_a_copy_has_the_same_policy(filled: Allocation) -> None:
    address = await filled.scenario(policy("0.35"))
    source = address.rsplit("/", 1)[1]

    copy = await filled.post("/v1/scenarios", {"name": "Copy", "fiscal_year": 2028, "copy_of": source})

    assert copy.status_code == 201, copy.text
    assert copy.json()["policy"]["fiscal_year"] == 2028
    assert copy.json()["policy"]["sources"][0]["rules"][0]["weights"][1]["weight"] == "0.35"
    both = {"name": "x", "fiscal_year": YEAR, "copy_of": source, "policy": policy()}
    assert (await filled.post("/v1/scenarios", both)).json()["code"] == "policy_or_copy"
    unknown = {"name": "x", "fiscal_year": YEAR, "copy_of": str(uuid4())}
    assert (await filled.post("/v1/scenarios", unknown)).status_code == 404


async def test_a_copy_calculates_on_the_same_data(filled: Allocation) -> None:
    address = await filled.scenario(policy(adjustments=[]))
    await filled.upload("counts", FILES["counts"].replace("high,all,900", "high,all,950.5"))
    pinned = {"name": "Draft", "policy": policy(adjustments=[]), "data_versions": {"counts": 1}}
    assert (await filled.put(address, pinned, '"1"')).status_code == 200
    figures = (await filled.post(f"{address}/calculate", {})).json()["totals_cents"]
    body = {"name": "Copy", "fiscal_year": YEAR, "copy_of": address.rsplit("/", 1)[1]}

    copy = (await filled.post("/v1/scenarios", body)).json()

    assert copy["data_versions"] == {"counts": 1}
    calculated = await filled.post(f"/v1/scenarios/{copy['scenario_id']}/calculate", {})
    assert calculated.json()["totals_cents"] == figures
    for asked, kept in (({"counts": 2}, {"counts": 2}), (None, None)):
        assert (await filled.post("/v1/scenarios", body | {"data_versions": asked})).json()["data_versions"] == kept
    # Version 1 of another year's counts is another file.
    next_year = await filled.post("/v1/scenarios", body | {"fiscal_year": YEAR + 1})
    assert next_year.json()["data_versions"] is None


async def test_a_retried_creation_makes_one(filled: Allocation) -> None:
    body = {"name": "Once", "fiscal_year": YEAR, "policy": policy()}
    first = await filled.post("/v1/scenarios", body, key="create-once")
    again = await filled.post("/v1/scenarios", body, key="create-once")

    assert again.content == first.content
    assert again.headers["ETag"] == first.headers["ETag"]
    assert len((await filled.get("/v1/scenarios")).json()["items"]) == 1


async def test_a_change_needs_the_version_read(filled: Allocation) -> None:
    address = await filled.scenario()
    body = {"name": "Draft", "policy": policy("0.3"), "note": "More for poverty."}

    assert (await filled.put(address, body)).status_code == 428
    stale = await filled.put(address, body, '"7"')
    assert (stale.status_code, stale.json()["current_version"]) == (412, '"1"')
    changed = await filled.put(address, body, '"1"')
    assert (changed.status_code, changed.headers["ETag"]) == (200, '"2"')
    assert (await filled.get(address)).json()["policy"]["sources"][0]["rules"][0]["weights"][1]["weight"] == "0.3"


async def test_a_deleted_scenario_is_gone(filled: Allocation) -> None:
    address = await filled.scenario()
    assert (await filled.delete(address)).status_code == 204
    assert (await filled.delete(address)).status_code == 404
    assert (await filled.get(address)).json()["code"] == "scenario_not_found"
    assert (await filled.post(f"{address}/calculate", {})).status_code == 404


async def test_one_weight_changes_every_school_and_nothing_is_stored(filled: Allocation) -> None:
    address = await filled.scenario()
    stored = (await filled.post(f"{address}/calculate", {})).json()

    tried = (await filled.post(f"{address}/calculate", {"policy": policy("0.5")})).json()

    assert tried["totals_cents"] != stored["totals_cents"]
    assert sum(tried["totals_cents"]) == sum(stored["totals_cents"])
    assert tried["inputs_hash"] == stored["inputs_hash"]
    assert (await filled.post(f"{address}/calculate", {})).json() == stored
    assert (await filled.get(address)).headers["ETag"] == '"1"'


SCHOOLS = {"school_ids", "school_names", "school_levels", "pupil_counts", "need_shares_bp", "current_cents"}


async def test_a_what_if_may_ask_for_figures_only(filled: Allocation) -> None:
    address = await filled.scenario()
    whole = (await filled.post(f"{address}/calculate", {})).json()
    figures = (await filled.post(f"{address}/calculate?detail=figures", {})).json()

    assert (figures["matrix"], figures["result_hash"]) == ([], None)
    assert (await filled.post(f"{address}/calculate?detail=whole", {})).json() == whole
    told_alone = {"need_cents", "schools_hash"}
    told_otherwise = {"components", "matrix", "result_hash", "sources", *told_alone}
    assert figures.keys() == whole.keys() | told_alone
    assert any(figures["need_cents"])
    assert all(0 <= n <= f for n, f in zip(figures["need_cents"], whole["formula_cents"], strict=True))
    assert {name: figures[name] for name in figures.keys() - told_otherwise} == {
        name: whole[name] for name in whole.keys() - told_otherwise
    }
    for source, told in zip(whole["sources"], figures["sources"], strict=True):
        is_for_all = all(source["eligibility"])
        assert told == (source | {"eligibility": []} if is_for_all else source)

    rules = [each for each in whole["components"] if each["kind"] not in {"top_up", "reduction"}]
    assert rules
    assert figures["components"][: len(rules)] == [
        each
        | {
            "amounts_cents": [],
            "amount_cents": sum(each["amounts_cents"]),
            "school_count": sum(amount != 0 for amount in each["amounts_cents"]),
        }
        for each in rules
    ]
    moved = figures["components"][len(rules) :]
    assert [each["component_id"] for each in moved] == ["hh/top_up", "hh/reduction"]
    for each in moved:
        of_sources = [one["amounts_cents"] for one in whole["components"] if one["kind"] == each["kind"]]
        assert each["amounts_cents"] == [sum(amounts) for amounts in zip(*of_sources, strict=True)]
        assert each["source_id"] is None


async def test_a_what_if_tells_of_the_schools_once(filled: Allocation) -> None:
    address = await filled.scenario()
    first = (await filled.post(f"{address}/calculate?detail=figures", {})).json()
    known = f"{address}/calculate?detail=figures&known_schools={first['schools_hash']}"

    again = (await filled.post(known, {"policy": policy("0.5")})).json()

    assert again["totals_cents"] != first["totals_cents"]
    assert again["schools_hash"] == first["schools_hash"]
    assert {name: again[name] for name in SCHOOLS} == {name: {} if name == "need_shares_bp" else [] for name in SCHOOLS}
    other = f"{address}/calculate?detail=figures&known_schools=sha256:{'0' * 64}"
    assert (await filled.post(other, {})).json() == first
    faulty = await filled.post(f"{address}/calculate?detail=figures&known_schools=mine", {})
    assert (faulty.status_code, faulty.json()["code"]) == (422, "malformed_request")


async def test_schools_are_told_anew_when_their_data_changed(filled: Allocation) -> None:
    address = await filled.scenario()
    first = (await filled.post(f"{address}/calculate?detail=figures", {})).json()
    await filled.upload("schools", FILES["schools"].replace("Lincoln High", "Mandela High"))

    again = (await filled.post(f"{address}/calculate?detail=figures&known_schools={first['schools_hash']}", {})).json()

    assert again["schools_hash"] != first["schools_hash"]
    assert again["school_names"] != first["school_names"]
    assert again["totals_cents"] == first["totals_cents"]


async def test_the_result_reconciles_to_the_cent(filled: Allocation) -> None:
    result = (await filled.post(f"{await filled.scenario()}/calculate", {})).json()

    assert result["school_ids"] == ["S-01", "S-02", "S-03"]
    assert result["pupil_counts"] == ["500.00", "510.50", "900.00"]
    by_school = [sum(column) for column in zip(*(c["amounts_cents"] for c in result["components"]), strict=True)]
    assert by_school == result["totals_cents"]
    assert result["district"]["amount_cents"] == 970_000_001
    assert all(source["difference_cents"] == 0 for source in result["sources"])


async def test_new_data_is_used_unless_a_version_is_pinned(filled: Allocation) -> None:
    address = await filled.scenario()
    before = (await filled.post(f"{address}/calculate", {})).json()
    rows = "LCFF,Local control funding,state,no,9500000\nT1,Title I,federal,yes,1\n"
    sources = "source_id,name,funder,restricted,amount\n" + rows
    assert (await filled.upload("revenue_sources", sources)).status_code == 201

    after = (await filled.post(f"{address}/calculate", {})).json()
    assert after["district"]["amount_cents"] == 950_000_100

    pinned = {"name": "Draft", "policy": policy(), "data_versions": {"revenue_sources": 1}}
    assert (await filled.put(address, pinned, '"1"')).status_code == 200
    assert (await filled.post(f"{address}/calculate", {})).json() == before
    missing = await filled.put(address, pinned | {"data_versions": {"counts": 9}}, '"2"')
    assert (missing.status_code, missing.json()["code"]) == (409, "data_version_missing")


async def test_what_cannot_be_paid_says_what_is_missing(filled: Allocation) -> None:
    dear = policy()
    dear["sources"][0]["rules"] = [
        {
            "kind": "per_pupil",
            "rule_id": "base",
            "rates": [{"level": "*", "need_category": "all", "rate_dollars": "9000"}],
        }
    ]
    answer = await filled.post(f"{await filled.scenario()}/calculate", {"policy": dear})

    problem = answer.json()
    assert (answer.status_code, problem["code"], problem["reason"]) == (409, "infeasible", "rules_exceed_source")
    assert problem["shortfall_cents"] == 9000_00 * 1910.5 - 855_000_001
    assert problem["relax"]
    assert problem["errors"][0]["pointer"].startswith("/policy/sources/0")


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"sources": [{"source_id": "NONE", "distribution": "locked"}]}, "/policy/sources/0/source_id"),
        ({"fiscal_year": 2030}, "/policy/fiscal_year"),
    ],
)
async def test_a_policy_that_does_not_fit_is_named(filled: Allocation, change: dict[str, Any], pointer: str) -> None:
    answer = await filled.post(f"{await filled.scenario()}/calculate", {"policy": policy(**change)})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)


async def test_a_malformed_policy_is_refused_at_the_door(filled: Allocation) -> None:
    answer = await filled.post(f"{NOBODY}/calculate", {"policy": policy(surprise=1)})
    assert (answer.status_code, answer.json()["code"]) == (422, "malformed_request")
    assert answer.json()["errors"][0]["pointer"] == "/policy/surprise"


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "-1 is not between 0 and 1,000,000,000"), ("es", "-1 no está entre 0 y 1,000,000,000")],
)
async def test_a_value_out_of_bounds_is_named_at_its_place_in_the_document(
    filled: Allocation, language: str, said: str
) -> None:
    supplement = {
        "kind": "threshold_supplement",
        "rule_id": "small",
        "threshold": "300",
        "rate_dollars": "-1",
    }
    document = policy()
    document["sources"][0]["rules"].append(supplement)
    document["sources"][0]["rules"][0]["weights"][1]["weight"] = "-1"
    body = {"policy": document}
    headers = filled.headers() | {"Accept-Language": language}
    answer = await filled.client.post(f"{NOBODY}/calculate", headers=headers, json=body)
    errors = {each["pointer"]: each["message"] for each in answer.json()["errors"]}
    assert errors["/policy/sources/0/rules/0/weights/1/weight"] == said
    assert "/policy/sources/0/rules/1/rate_dollars" in errors


async def test_without_data_nothing_is_calculated(allocation: Allocation) -> None:
    answer = await allocation.post(f"{await allocation.scenario()}/calculate", {})
    assert (answer.status_code, answer.json()["code"]) == (409, "data_missing")
    assert answer.json()["missing_kinds"] == ["schools", "counts", "revenue_sources"]


async def test_an_amount_is_explained_down_to_the_files(filled: Allocation) -> None:
    address = await filled.scenario()
    result = (await filled.post(f"{address}/calculate", {})).json()

    total = await filled.post(f"{address}/explain", {"school_id": "S-01"})
    assert total.status_code == 200, total.text
    assert total.json()["value_cents"] == result["totals_cents"][0]
    part = await filled.post(f"{address}/explain", {"school_id": "S-01", "component_id": "LCFF/base"})
    assert '"file":"counts.csv","row":2' in part.text
    unknown = await filled.post(f"{address}/explain", {"school_id": "S-77"})
    assert (unknown.status_code, unknown.json()["code"]) == (404, "amount_not_found")


async def test_a_principal_sees_no_scenario(filled: Allocation) -> None:
    address = await filled.scenario()
    assert (await filled.get(address, Role.PRINCIPAL, "S-01")).status_code == 403
    assert (await filled.post(f"{address}/calculate", {}, Role.PRINCIPAL)).status_code == 403
    assert (await filled.post(f"{address}/calculate", {}, Role.BOARD_MEMBER)).status_code == 200
    assert (await filled.put(address, {}, '"1"', Role.BOARD_MEMBER)).status_code == 403


async def test_lists_come_in_pages(filled: Allocation) -> None:
    made = [await filled.scenario() for _ in range(3)]
    first = (await filled.get("/v1/scenarios", page_size=2)).json()
    second = (await filled.get("/v1/scenarios", page_size=2, page_token=first["next_page_token"])).json()

    found = [f"/v1/scenarios/{each['scenario_id']}" for each in first["items"] + second["items"]]
    assert found == made[::-1]
    assert second["next_page_token"] == ""
    foreign = await filled.get("/v1/scenarios", fiscal_year=YEAR, page_token=first["next_page_token"])
    assert (foreign.status_code, foreign.json()["code"]) == (404, "page_not_found")


async def test_an_explanation_says_whether_its_policy_is_saved(filled: Allocation) -> None:
    address = await filled.scenario()

    async def said(document: dict[str, Any]) -> str:
        answer = await filled.post(f"{address}/explain", {"school_id": "S-01", "policy": document})
        assert answer.status_code == 200, answer.text
        return answer.text

    assert "nobody has saved" not in await said(policy())
    assert "nobody has saved" in await said(policy("0.9"))
