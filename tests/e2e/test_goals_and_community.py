"""Finding a policy for stated goals, holding schools harmless honestly, and asking the community."""

import re
import uuid
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.clicks import ask_why
from tests.e2e.conftest import PHONE, OpenPage, Picture
from tests.e2e.everyone import overflow_of
from tests.e2e.running import Platform

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

YEAR = 2027
NAME = "Dollars follow need"
SCENARIOS = "/api/allocation/v1/scenarios"


@pytest.fixture
def scenario(platform: Platform) -> str:
    """The demonstration's scenario: its id."""
    bearer = f"Bearer {platform.token('budget_director')}"
    listed = platform.send("GET", f"{SCENARIOS}?fiscal_year={YEAR}", Authorization=bearer).body["items"]
    return str(next(one["scenario_id"] for one in listed if one["name"] == NAME))


def region(page: Page, name: str | re.Pattern[str]) -> Locator:
    return page.get_by_role("region", name=name)


def test_goals_become_a_policy_that_is_saved(open_page: OpenPage, scenario: str, picture: Picture) -> None:
    page = open_page("budget_director")
    page.goto(f"/studio/{scenario}/solve")
    expect(page.get_by_role("heading", name="Find a policy", level=1)).to_be_visible()
    asked = region(page, "1. What must be achieved")
    expect(asked).to_be_visible()
    picture(page, "solve-1280")
    asked.get_by_label("At least, per pupil").fill("900")
    asked.get_by_label("At most").fill("5")
    page.get_by_role("button", name="Find the nearest policy").click()
    expect(page.get_by_text("This policy meets every goal.")).to_be_visible()
    expect(region(page, "What moves").get_by_role("listitem").first).to_be_visible()
    picture(page, "solve-answer-1280", top=page.get_by_text("This policy meets every goal."))
    ask_why(page, region(page, "School by school").locator("tbody tr").first.locator("button").last)
    page.get_by_role("button", name="Save as a scenario…").click()
    page.get_by_role("dialog").get_by_label("Name").fill("Found by goals")
    page.get_by_role("dialog").get_by_role("button", name="Save", exact=True).click()
    expect(page).not_to_have_url(re.compile(scenario))
    expect(page.get_by_label("Scenario", exact=True).locator("option:checked")).to_have_text("Found by goals")


def test_a_conflict_names_its_goals_and_what_each_costs(open_page: OpenPage, scenario: str, picture: Picture) -> None:
    page = open_page("board_member")
    page.goto(f"/studio/{scenario}/solve")
    asked = region(page, "1. What must be achieved")
    asked.get_by_label("At least, per pupil").fill("2000")
    asked.get_by_label("At most").fill("1")
    page.get_by_role("button", name="Find the nearest policy").click()
    said = page.get_by_text(re.compile("These goals cannot be met together|One goal is out of reach"))
    expect(said).to_be_visible()
    expect(page.get_by_text(re.compile("You asked for at least")).first).to_be_visible()
    picture(page, "solve-conflict-1280", top=said)


def test_the_frontier_is_chosen_from_by_keyboard(open_page: OpenPage, scenario: str, picture: Picture) -> None:
    page = open_page("budget_analyst")
    page.goto(f"/studio/{scenario}/solve")
    page.get_by_role("button", name="Draw equity against loss").click()
    chart = page.get_by_role("group", name=re.compile("Steepest slope for each largest loss"))
    expect(chart).to_be_visible()
    chart.focus()
    page.keyboard.press("Home")
    chosen = region(page, "The chosen policy")
    first = chosen.inner_text()
    page.keyboard.press("End")
    expect(chosen).not_to_have_text(first)
    picture(page, "solve-frontier-1280", top=region(page, "Equity against the largest loss"))
    page.get_by_role("button", name="Show as table").click()
    expect(region(page, "Steepest slope for each largest loss").get_by_role("row").nth(1)).to_be_visible()


def test_hold_harmless_says_who_pays_and_what_each_year_does(
    open_page: OpenPage, scenario: str, picture: Picture
) -> None:
    page = open_page("budget_director")
    page.goto(f"/studio/{scenario}/hold-harmless")
    years = region(page, "What each year costs")
    expect(years.get_by_role("row").nth(4)).to_be_visible()
    steps = page.get_by_role("button", name="Phase out in equal steps")
    steps.click()
    expect(years.get_by_role("cell", name="0.0%", exact=True)).to_be_visible()
    ending = page.get_by_role("textbox", name=re.compile("^Percentage in"))
    ending.fill("80")
    ending.press("Enter")
    steps.click()
    expect(years.get_by_role("cell", name="80.0%", exact=True)).to_be_visible()
    expect(years.get_by_role("cell", name="0.0%", exact=True)).to_be_hidden()
    page.get_by_label("Who pays").select_option("gainers")
    expect(years.get_by_text("schools that gain").first).to_be_visible()
    expect(page.get_by_text("Paid by other schools")).to_be_visible()
    ask_why(page, region(page, re.compile("^School by school")).locator("tbody tr").first.locator("button").nth(1))
    picture(page, "hold-harmless-1280")


def test_a_promise_nobody_can_pay_shows_the_ways_out(open_page: OpenPage, scenario: str, picture: Picture) -> None:
    page = open_page("budget_analyst")
    page.goto(f"/studio/{scenario}/hold-harmless")
    first = page.get_by_role("textbox").first
    first.fill("140")
    first.press("Enter")
    expect(page.get_by_text(re.compile(r"is missing in")).first).to_be_visible()
    ways = region(page, "Ways out")
    expect(ways.get_by_role("button", name="Try this").first).to_be_visible()
    picture(page, "hold-harmless-infeasible-1280")
    ways.get_by_role("button", name="Try this").first.click()
    expect(page.get_by_text(re.compile(r"is missing in")).first).to_be_hidden()


def test_people_with_the_link_propose_and_editors_see_it(
    open_page: OpenPage, scenario: str, picture: Picture, platform: Platform
) -> None:
    editor = open_page("budget_director")
    editor.goto(f"/studio/{scenario}/participation")
    editor.get_by_role("button", name="Make the invitation").click()
    expect(editor.get_by_role("button", name="Copy link").first).to_be_visible()
    picture(editor, "participation-1280")
    token = newest_token(platform)

    visitor = open_page(None)
    visitor.goto(f"/take-part/{token}")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("How should dollars follow need?")
    slider = visitor.get_by_role("slider").first
    slider.focus()
    visitor.keyboard.press("End")
    expect(visitor.get_by_text(re.compile(r"\d+ schools? gains?"))).to_be_visible()
    expect(visitor.get_by_text(re.compile(r"^0 schools gain"))).to_be_hidden()
    picture(visitor, "take-part-1280")
    visitor.get_by_label(re.compile("^Why")).fill("Need should count for more.")
    visitor.get_by_role("button", name="Send my proposal").click()
    expect(visitor.get_by_text("Thank you. Your proposal has arrived.")).to_be_visible()

    for value in ("0.1", "0.2", "0.2", "0.3"):
        propose(platform, token, value)
    editor.reload()
    expect(editor.get_by_text("Need should count for more.")).to_be_visible()
    expect(editor.get_by_text(re.compile("Half of the proposals")).first).to_be_visible()
    picture(editor, "participation-summary-1280", top=editor.get_by_text(re.compile("Half of the proposals")).first)
    editor.get_by_role("button", name="Delete comment").first.click()
    expect(editor.get_by_text("Need should count for more.")).to_be_hidden()


def test_the_public_page_is_spanish_and_fits_a_phone(
    open_page: OpenPage, scenario: str, picture: Picture, platform: Platform
) -> None:
    token = newest_token(platform) or made(platform, scenario)
    page = open_page(None, viewport=PHONE, locale="es-US")
    page.goto(f"/take-part/{token}")
    expect(page.get_by_role("heading", level=1)).to_have_text("¿Cómo debe seguir el dinero a la necesidad?")
    expect(page.get_by_role("button", name="Enviar mi propuesta")).to_be_visible()
    assert list(overflow_of(page)) == []
    picture(page, "take-part-es-375")


def newest_token(platform: Platform) -> str:
    bearer = f"Bearer {platform.token('budget_director')}"
    items = platform.send("GET", f"/api/allocation/v1/invitations?fiscal_year={YEAR}", Authorization=bearer).body[
        "items"
    ]
    return str(items[0]["token"]) if items else ""


def made(platform: Platform, scenario: str) -> str:
    """Make an invitation by the interface; return its token."""
    bearer = f"Bearer {platform.token('budget_director')}"
    slider: dict[str, Any] = {
        "setting": "weight:LCFF_BASE:base:*:poverty",
        "minimum": "0",
        "maximum": "1",
        "step": "0.05",
        "name": {"en": "Pupils in poverty", "es": "Alumnos en pobreza"},
    }
    title = {"en": "How should dollars follow need?", "es": "¿Cómo debe seguir el dinero a la necesidad?"}
    body = {"text": {"title": title, "sliders": [slider]}, "opens_on": "2020-01-01", "closes_on": "2099-01-01"}
    path = f"{SCENARIOS}/{scenario}/invitations"
    return str(platform.send("POST", path, body, Authorization=bearer, Idempotency_Key=str(uuid.uuid4())).body["token"])


def propose(platform: Platform, token: str, value: str) -> None:
    """Send a proposal that moves the first slider."""
    path = f"/api/allocation/v1/public/invitations/{token}"
    sliders = platform.send("GET", path).body["sliders"]
    values = {slider["setting"]: slider["value"] for slider in sliders} | {sliders[0]["setting"]: value}
    platform.send("POST", f"{path}/proposals", {"values": values}, Idempotency_Key=str(uuid.uuid4()))
