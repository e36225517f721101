"""Other districts' formulas are listed, shown and applied; what they would give becomes a scenario."""

from typing import Any

from shared.access import Role
from tests.allocation.conftest import YEAR, Allocation

SPANISH: dict[str, Any] = {"Accept-Language": "es-MX"}
BOSTON = "/v1/library-formulas/boston-2016"


async def test_the_library_is_listed_and_a_formula_shown(allocation: Allocation) -> None:
    listed = (await allocation.get("/v1/library-formulas")).json()["items"]
    assert {"boston-2016", "california-2025", "houston-2018"} <= {line["formula_id"] for line in listed}
    assert all(line["summary"] for line in listed)
    shown = (await allocation.get(BOSTON)).json()
    assert shown["parts"][0]["rates"][0] == {"band": "k0_k1", "group": None, "rate": "1.80 * base"}
    assert shown["simplified"]
    missing = await allocation.get("/v1/library-formulas/nowhere-1999")
    assert (missing.status_code, missing.json()["code"]) == (404, "library_formula_not_found")


async def test_who_reads_spanish_reads_the_library_in_spanish_and_keeps_the_policys_own_words(
    filled: Allocation,
) -> None:
    scenario = await filled.scenario()
    apply = f"{scenario}/library-formulas/hawaii-2018/apply"
    english = (await filled.post(apply, {})).json()
    headers = filled.headers(**SPANISH)
    listed = (await filled.client.get("/v1/library-formulas", headers=headers)).json()["items"]
    shown = (await filled.client.get("/v1/library-formulas/hawaii-2018", headers=headers)).json()
    applied = (await filled.client.post(apply, headers=headers, json={})).json()

    (line,) = (each for each in listed if each["formula_id"] == "hawaii-2018")
    assert line["district"] == shown["district"] == "Hawái"
    assert line["summary"].startswith("Un solo distrito para todo el estado.")
    assert shown["groups"][1]["name"] == "Estudiantes que aprenden inglés"
    assert shown["sources"][0]["title"].startswith("EdBuild, Funded: Hawaii")
    assert applied["parts"][0]["label"] == "Cantidad fija según el tipo de escuela"
    assert applied["policy"] == english["policy"]
    assert applied["theirs_cents"] == english["theirs_cents"]


async def test_what_bostons_formula_would_give_our_schools(filled: Allocation) -> None:
    scenario = await filled.scenario()
    answer = await filled.post(f"{scenario}/library-formulas/boston-2016/apply", {})
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert found["source_ids"] == ["LCFF"]
    # 5 % of the source stays central.
    assert found["budget_cents"] == sum(found["theirs_cents"]) == sum(found["ours_cents"]) == 8_550_000_01
    assert found["gaining"] + found["losing"] <= 3
    assert {"autism", "low"} <= set(found["uncounted_groups"])
    everyone = found["groups"][0]
    assert everyone["kind"] == "everyone"
    assert everyone["ours_cents"] == everyone["theirs_cents"]

    changed = found["mapping"]
    changed["groups"] = [{"group": "low", "needs": [{"need_category": "english_learner", "share_bp": 10_000}]}]
    again = await filled.post(
        f"{scenario}/library-formulas/boston-2016/apply", {"mapping": changed, "dollars": "theirs"}
    )
    assert again.json()["cost_cents"] == sum(again.json()["theirs_cents"]) > found["cost_cents"]


async def test_the_answers_policy_becomes_a_scenario_with_the_same_figures(filled: Allocation) -> None:
    scenario = await filled.scenario()
    found = (await filled.post(f"{scenario}/library-formulas/houston-2018/apply", {})).json()
    made = await filled.post("/v1/scenarios", {"name": "Houston", "fiscal_year": YEAR, "policy": found["policy"]})
    assert made.status_code == 201, made.text
    result = (await filled.post(f"/v1/scenarios/{made.json()['scenario_id']}/calculate", {})).json()
    component = next(c for c in result["components"] if c["component_id"] == "LCFF/houston-2018")
    assert component["amounts_cents"] == found["theirs_cents"]
    # Floors of the scenario stay as they were; only the comparison leaves them out.
    assert result["held_harmless"]


async def test_a_mapping_that_does_not_fit_is_refused_with_every_fault(filled: Allocation) -> None:
    scenario = await filled.scenario()
    mapping = {"levels": [{"level": "elementary", "bands": [{"band": "nowhere", "share_bp": 10_000}]}]}
    answer = await filled.post(f"{scenario}/library-formulas/boston-2016/apply", {"mapping": mapping})
    assert (answer.status_code, answer.json()["code"]) == (422, "policy_problems")
    assert {item["code"] for item in answer.json()["errors"]} == {"level_not_mapped", "unknown_band"}
    source = await filled.post(f"{scenario}/library-formulas/boston-2016/apply", {"source_ids": ["NOWHERE"]})
    assert source.status_code == 422
    unknown = await filled.post(f"{scenario}/library-formulas/nowhere/apply", {})
    assert unknown.status_code == 404


async def test_a_principal_does_not_read_the_library(filled: Allocation) -> None:
    assert (await filled.get("/v1/library-formulas", Role.PRINCIPAL, "S-01")).status_code == 403
    assert (await filled.get("/v1/library-formulas", Role.BOARD_MEMBER)).status_code == 200
