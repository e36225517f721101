"""Thousands of formulas at once, and the risk of the next count, on the demonstration district with a real worker."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from shared.access import Role
from tests.e2e import clicks
from tests.e2e.conftest import PHONE, OpenPage, Picture
from tests.e2e.running import Platform

pytestmark = [pytest.mark.e2e]

SCENARIO = "Dollars follow need"
WORK_MS = 60_000


def open_view(page: Page, path: str) -> None:
    page.goto("/studio")
    clicks.choose_year(page, 2027)
    page.get_by_role("link", name=SCENARIO).or_(page.get_by_role("button", name=SCENARIO)).first.click()
    expect(page).to_have_url(re.compile("/studio/[0-9a-f-]{36}"))
    page.goto(f"{page.url.split('?')[0]}/{path}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def number(tile: Locator) -> int:
    return int(re.sub(r"\D", "", tile.locator("p").nth(1).inner_text()))


def tile(page: Page, label: str) -> Locator:
    return page.get_by_text(label, exact=True).locator("..")


def test_a_formula_is_found_among_thousands_and_opened(
    open_page: OpenPage, picture: Picture, platform: Platform
) -> None:
    page = open_page(Role.BUDGET_DIRECTOR)
    open_view(page, "sweep")
    page.get_by_label("How many formulas").select_option(label="5,000")
    page.get_by_role("button", name="Try 5,000 formulas").click()
    # Of an earlier look there may be figures on the page already.
    expect(tile(page, "Formulas tried").locator("p").nth(1)).to_have_text("5,000", timeout=WORK_MS)
    everything = number(tile(page, "Meet your goals"))

    page.get_by_label("No loss above").fill("5")
    page.get_by_label("No loss above").press("Tab")
    page.get_by_label("For ten points of need, at least").fill("900")
    page.get_by_label("For ten points of need, at least").press("Tab")
    expect(page.get_by_text(f"{everything:,} of {everything:,} formulas meet your goals.")).to_have_count(0)
    remaining = number(tile(page, "Meet your goals"))
    assert 0 < remaining < everything

    chart = page.get_by_role("group", name=re.compile("All formulas tried"))
    chart.focus()
    chart.press("End")
    chart.press("Enter")
    chosen = page.get_by_role("region", name=re.compile(r"Formula \d"))
    expect(chosen).to_be_visible()
    loss = chosen.get_by_role("row").filter(has_text="Largest loss").get_by_role("cell").last.inner_text()
    assert float(loss.rstrip("%")) <= 5.0
    losing = int(chosen.get_by_role("row").filter(has_text="Schools losing").get_by_role("cell").last.inner_text())
    picture(page, "sweep-1280", top=page.get_by_role("region", name="Equity against loss"))

    chosen.get_by_label("Name of the new scenario").fill("Found among many")
    chosen.get_by_role("button", name="Open as a scenario").click()
    expect(page).to_have_url(re.compile(r"/studio/[0-9a-f-]{36}$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Allocation studio")
    # What the sweep said of it is what the engine calculates to the cent.
    bearer = f"Bearer {platform.token(Role.BUDGET_DIRECTOR)}"
    path = f"/api/allocation/v1/scenarios/{page.url.rsplit('/', 1)[1]}"
    assert platform.send("GET", path, Authorization=bearer).body["name"] == "Found among many"
    result = platform.send("POST", f"{path}/calculate", {}, Authorization=bearer).body
    assert result["winners"]["losing"] == losing
    assert max(0, *(-each for each in result["change_bp"] if each is not None)) <= 501


def test_a_board_member_sees_what_was_tried_and_starts_nothing(open_page: OpenPage) -> None:
    page = open_page(Role.BOARD_MEMBER, viewport=PHONE)
    open_view(page, "sweep")
    expect(page.get_by_text("Formulas tried", exact=True)).to_be_visible(timeout=WORK_MS)
    expect(page.get_by_role("button", name=re.compile("^Try ")).or_(page.get_by_label("Add a setting"))).to_have_count(
        0
    )
    page.get_by_role("button", name="Show as table").click()
    expect(page.get_by_role("region", name="All formulas tried").get_by_role("row").nth(3)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_next_count_gives_every_school_a_band_and_the_district_a_reserve(
    open_page: OpenPage, picture: Picture
) -> None:
    page = open_page(Role.BUDGET_ANALYST)
    open_view(page, "risk")
    page.get_by_label("How many counts").select_option(label="500")
    page.get_by_role("button", name=re.compile("^Simulate")).click()
    expect(page.get_by_text("Reserve to set aside", exact=True)).to_be_visible(timeout=WORK_MS)
    at_ninety = number(tile(page, "Reserve to set aside"))
    schools = page.get_by_role("region", name="School by school").get_by_role("table")
    expect(schools.get_by_role("row").nth(5)).to_be_visible()
    picture(page, "risk-1280", top=page.get_by_role("region", name="The reserve"))
    page.get_by_label("How sure").select_option(label="enough in 99.0% of the counts")
    assert number(tile(page, "Reserve to set aside")) > at_ninety
    page.get_by_role("radio", name="give back what falls away").check()
    assert number(tile(page, "Reserve to set aside")) < at_ninety
    page.get_by_label("Find a school").fill("Kingfisher")
    expect(schools.get_by_role("rowheader")).to_have_count(1)
    expect(page.get_by_role("region", name="How this was calculated")).to_contain_text("2025, 2026, 2027")


def test_a_principal_sees_between_what_the_next_count_puts_the_school(
    open_page: OpenPage, picture: Picture, platform: Platform
) -> None:
    token = platform.token(Role.BUDGET_DIRECTOR)
    scenario_id = platform.copy_scenario(token, 2027, "Looking ahead", 9_600)
    platform.publish(scenario_id, "Adopted by the board.", token)
    page = open_page(Role.PRINCIPAL)
    page.goto("/funding?year=2027")
    card = page.get_by_role("region", name="What the next count may change")
    expect(card).to_contain_text("The district has not looked ahead to the next count for this budget yet.")

    director = open_page(Role.BUDGET_DIRECTOR)
    director.goto(f"/studio/{scenario_id}/risk")
    director.get_by_label("How many counts").select_option(label="100")
    director.get_by_role("button", name=re.compile("^Simulate")).click()
    expect(director.get_by_text("Reserve to set aside", exact=True)).to_be_visible(timeout=WORK_MS)
    reserve = tile(director, "Reserve to set aside").locator("p").nth(1).inner_text()

    page.reload()
    low, high = re.findall(r"\$([\d,]+)", card.get_by_text(re.compile(r"^\$[\d,]+ to \$[\d,]+$")).inner_text())
    assert int(low.replace(",", "")) < int(high.replace(",", ""))
    expect(card).to_contain_text(f"it would have to hold {reserve} for the whole district")
    picture(page, "outlook-1280", top=card)

    page.get_by_role("link", name="Dollars per pupil").click()
    table = page.get_by_role("table", name=re.compile("one pupil by need and level$"))
    expect(table.get_by_role("columnheader").filter(has_text="your school")).to_have_count(1)
    cell = table.get_by_role("row").filter(has_text="Every pupil").get_by_role("button").first
    shown = cell.inner_text()
    picture(page, "matrix-1280")
    cell.click()
    why = page.get_by_role("dialog", name="Why Every pupil, Elementary?")
    expect(why).to_contain_text(f"Dollars per pupil: elementary, all pupils: {shown}")
    page.keyboard.press("Escape")
    one = page.get_by_role("region", name="One pupil")
    expect(one.get_by_role("status")).to_have_text(shown)
    one.get_by_label("English learners").check()
    expect(one.get_by_role("status")).not_to_have_text(shown)
