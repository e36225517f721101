"""One formula on three sums of money: low, likely and high."""

import csv
import io
import re
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from shared.access import Role
from tests.conftest import ROOT
from tests.e2e import clicks
from tests.e2e.conftest import PHONE, OpenPage, Picture
from tests.e2e.running import Platform

pytestmark = [pytest.mark.e2e]
YEAR = 2026


def revenue(folder: Path, percent: int) -> str:
    """Return the year's revenue sources with so many percent of the state's base grant."""
    rows = list(csv.DictReader(io.StringIO((folder / str(YEAR) / "revenue_sources.csv").read_text())))
    base = next(row for row in rows if row["source_id"] == "LCFF_BASE")
    base["amount"] = str((Decimal(base["amount"]) * percent / 100).quantize(Decimal("0.01")))
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def cents_in(text: str) -> int:
    return sum(int(Decimal(row["amount"]) * 100) for row in csv.DictReader(io.StringIO(text)))


def total_of(platform: Platform, scenario: str) -> int:
    path = f"/api/allocation/v1/scenarios/{scenario}/calculate"
    bearer = f"Bearer {platform.token(Role.BUDGET_DIRECTOR)}"
    return int(platform.send("POST", path, {}, Authorization=bearer).body["district"]["amount_cents"])


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_a_scenario_is_calculated_from_low_likely_or_high_revenue(
    open_page: OpenPage, upload: Callable[[str, str], Path], picture: Picture, platform: Platform, tmp_path: Path
) -> None:
    subprocess.run([sys.executable, "-m", "deploy.demo.generate", tmp_path], cwd=ROOT, check=True, capture_output=True)
    page = open_page(Role.BUDGET_DIRECTOR)
    page.goto(f"/data?year={YEAR}")
    # The likely one last: what follows the newest stays as it was.
    for label, percent in (("low", 95), ("high", 103), ("likely", 100)):
        clicks.drop_file(page, upload(f"revenue-{label}.csv", revenue(tmp_path, percent)))
        called = page.get_by_label(re.compile("^What this version is called"))
        called.fill(label)
        if label == "likely":
            picture(page, "import-label-1280", top=page.get_by_text(re.compile("^Preview: the first")))
        clicks.store(page, "Revenue sources")
        expect(called).to_have_count(0)
    versions = page.get_by_role("table", name="Stored versions, newest first")
    for label in ("low", "high", "likely"):
        expect(versions.get_by_role("row").filter(has_text=f"revenue-{label}.csv")).to_contain_text(label)

    scenario = platform.copy_scenario(platform.token(Role.BUDGET_DIRECTOR), YEAR, "Low money", 8_000)
    assert total_of(platform, scenario) == cents_in(revenue(tmp_path, 100))
    page.goto(f"/studio/{scenario}/counts")
    choice = page.get_by_label("Revenue from")
    low = choice.locator("option", has_text=", low").first.inner_text()
    choice.select_option(label=low)
    with page.expect_response(lambda answer: answer.request.method == "PUT"):
        page.get_by_role("button", name="Use this revenue").click()
    page.reload()
    expect(choice.locator("option:checked")).to_have_text(low)
    expect(page.get_by_role("table", name=re.compile("by school and level"))).to_be_visible()
    mine = page.get_by_role("region", name="Revenue of this scenario")
    picture(page, "revenue-versions-1280", top=mine)
    assert total_of(platform, scenario) == cents_in(revenue(tmp_path, 95))

    page.set_viewport_size(PHONE)
    assert fits(page)
    picture(page, "revenue-versions-375", top=mine)
