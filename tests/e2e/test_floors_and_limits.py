"""Limits of change, steps by year and a late start: clicked together, a school's figure is the command line's."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from deploy.demo.generate import main as write_demo_files
from services.allocation.cli.main import main as ssfr
from shared.access import Role
from tests.e2e.conftest import OpenPage, Picture
from tests.e2e.running import Platform

pytestmark = [pytest.mark.e2e]

YEAR = 2027
SCENARIOS = "/api/allocation/v1/scenarios"
SCHOOL = "Acorn Elementary"
STEPS = [(2027, 4_000), (2028, 6_667), (2029, 10_000)]

COLLAR: dict[str, Any] = {
    "kind": "collar",
    "adjustment_id": "collar",
    "label": "Limits of change",
    "max_loss_bp": 1_500,
    "max_gain_bp": 400,
}
PHASE_IN: dict[str, Any] = {
    "kind": "phase_in",
    "adjustment_id": "phase-in",
    "label": "Phase-in",
    "steps": [{"fiscal_year": year, "percent_bp": percent_bp} for year, percent_bp in STEPS],
}
TRIGGER: dict[str, Any] = {
    "kind": "trigger",
    "adjustment_id": "trigger",
    "label": "Revenue trigger",
    "revenue_cents": 600_000_000_00,
    "until": "current_budgets",
}


def test_limits_steps_and_a_late_start_give_what_the_command_line_gives(
    open_page: OpenPage, platform: Platform, picture: Picture, tmp_path: Path
) -> None:
    token = platform.token(Role.BUDGET_DIRECTOR)
    scenario = platform.copy_scenario(token, YEAR, "Change step by step", 9_700)
    policy = stored_policy(platform, token, scenario)
    write_demo_files([str(tmp_path)])
    expected = [
        by_command_line(tmp_path, policy, *added)
        for added in ([], [COLLAR], [COLLAR, PHASE_IN], [COLLAR, PHASE_IN, TRIGGER])
    ]
    assert len(set(expected)) == len(expected), "each adjustment has to move the school, or the page proves nothing"

    page = open_page(Role.BUDGET_DIRECTOR)
    page.goto(f"/studio/{scenario}")
    row = page.get_by_role("row", name=re.compile(f"^{SCHOOL}"))
    expect(row).to_contain_text(expected[0])
    limits = page.get_by_role("switch", name=re.compile("^Limits:"))
    limits.click()
    type_in(page.get_by_label("Gains at most"), "4")
    expect(row).to_contain_text(expected[1])
    page.get_by_role("switch", name=re.compile("^Step by step:")).click()
    type_in(page.get_by_role("group", name="From 2026–27").get_by_label("Percentage"), "40")
    expect(row).to_contain_text(expected[2])
    page.get_by_role("switch", name=re.compile("^Start later:")).click()
    type_in(page.get_by_label("The formula is paid once revenue reaches"), "600,000,000")
    expect(row).to_contain_text(expected[3])
    expect(page.get_by_text(re.compile(r"^It moves \$[\d,]+, from \d+ schools to \d+ schools\.$"))).to_have_count(3)
    limits.evaluate("part => part.closest('section').scrollIntoView()")
    picture(page, "adjustments-1280", top=limits)

    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved", exact=True).first).to_be_visible()
    made = [COLLAR, PHASE_IN, TRIGGER]
    saved = stored_policy(platform, token, scenario)["adjustments"][-len(made) :]
    assert [{key: kept[key] for key in asked} for kept, asked in zip(saved, made, strict=True)] == made


def type_in(field: Locator, text: str) -> None:
    field.fill(text)
    field.press("Enter")


def stored_policy(platform: Platform, token: str, scenario: str) -> dict[str, Any]:
    answer = platform.send("GET", f"{SCENARIOS}/{scenario}", Authorization=f"Bearer {token}")
    policy: dict[str, Any] = answer.body["policy"]
    return policy


def by_command_line(folder: Path, policy: dict[str, Any], *added: dict[str, Any]) -> str:
    """Return what the school receives in whole dollars, as the page writes it."""
    document = folder / "policy.json"
    document.write_text(json.dumps(policy | {"adjustments": [*policy["adjustments"], *added]}), encoding="utf-8")
    result = folder / "result"
    arguments = ["allocate", str(folder / str(YEAR)), "--policy", str(document), "--out", str(result), "--quiet"]
    assert ssfr(arguments) == 0
    with (result / "school_totals.csv").open(encoding="utf-8", newline="") as totals:
        cents = next(int(school["total_cents"]) for school in csv.DictReader(totals) if school["name"] == SCHOOL)
    return f"${(cents + 50) // 100:,}"
