"""Shorter journeys in the demonstration district: what goes wrong, what updates itself, and who may see what."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from shared.access import Role
from tests.e2e import clicks
from tests.e2e.conftest import DESK, OpenPage, Picture, SignIn, fill_sign_in
from tests.e2e.running import Platform

pytestmark = [pytest.mark.e2e]

YEAR = 2027
SCENARIO = "Dollars follow need"
BASE_GRANT = "Local Control Funding Formula: base grant"
FAULTY = """\
school_id,level,need_category,pupil_count
101,elementary,all,412
101,elementary,english_learner,415
999,elementary,all,300
102,elementary,all,-4
102,elementary,poverty,"1.234,5"
103,elementary,moonlighting,12
"""
REPAIRED = """\
school_id,level,need_category,pupil_count
101,elementary,all,412
101,elementary,english_learner,41
103,elementary,all,300
102,elementary,all,398
102,elementary,poverty,234
103,elementary,gifted,12
"""


def test_a_faulty_file_is_shown_repaired_and_stored(
    open_page: OpenPage, upload: Callable[[str, str], Path], picture: Picture
) -> None:
    page = open_page(Role.DISTRICT_IT)
    page.goto("/data")
    clicks.choose_year(page, 2025)
    clicks.drop_file(page, upload("fall-counts.csv", FAULTY))
    problems = page.get_by_role("table", name="Problems in fall-counts.csv")
    # Every fault stands with its place, and with what to do about it.
    for row, column, value in (("4", "school_id", "999"), ("5", "pupil_count", "-4"), ("6", "pupil_count", "1.234,5")):
        fault = problems.get_by_role("row").filter(has_text=value).filter(has_text=column)
        expect(fault.get_by_role("rowheader", name=row, exact=True).first).to_be_visible()
    expect(problems.get_by_text("Write numbers as 1234.50")).to_be_visible()
    expect(problems.get_by_text("Correct it, or add it to the district's settings")).to_be_visible()
    picture(page, "import-faults-1280", top=page.get_by_role("heading", name="Problems"))
    expect(page.get_by_role("button", name=re.compile(r"^Store \d+ row"))).to_be_disabled()

    clicks.drop_file(page, upload("fall-counts.csv", REPAIRED))
    expect(page.get_by_text("All 6 rows can be stored")).to_be_visible()
    clicks.store(page, "Pupil counts")


def test_a_weight_is_changed_and_taken_back_by_keyboard(open_page: OpenPage) -> None:
    page = open_page(Role.BUDGET_ANALYST)
    page.goto("/studio")
    clicks.open_scenario(page, SCENARIO)
    total = page.get_by_role("table", name=re.compile("^What every school would receive")).locator("tbody strong").first
    expect(total).to_be_visible()
    before = total.inner_text()
    clicks.tab_to(page.get_by_role("button", name=re.compile(f"^{BASE_GRANT}")))
    page.keyboard.press("Enter")
    clicks.tab_to(page.get_by_label("Pupils in poverty, Elementary", exact=True))
    page.keyboard.type("2.5")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Not saved")).to_be_visible()
    expect(total).not_to_have_text(before)
    page.keyboard.press("Control+z")
    expect(total).to_have_text(before)
    expect(page.get_by_text("Saved", exact=True).first).to_be_visible()


def test_a_publication_reaches_an_open_page_by_itself(open_page: OpenPage, platform: Platform) -> None:
    school = open_page(Role.PRINCIPAL)
    school.goto(f"/funding?year={YEAR}")
    expect(school.get_by_text("Published", exact=False).first).to_be_visible()
    token = platform.token(Role.BUDGET_DIRECTOR)
    first = publish_copy(platform, token, "Open pages, first", 9_700)
    expect(school.get_by_text(amount_of(platform, token, first)).first).to_be_visible()
    second = publish_copy(platform, token, "Open pages, second", 9_900)
    expect(school.get_by_text("Just updated.")).to_be_visible()
    expect(school.get_by_text(amount_of(platform, token, second)).first).to_be_visible()


def publish_copy(platform: Platform, token: str, name: str, floor_bp: int) -> str:
    """Publish the demonstration's policy with another floor; return the publication."""
    scenario_id = platform.copy_scenario(token, YEAR, name, floor_bp)
    return str(platform.publish(scenario_id, "Adopted by the board.", token)["run_id"])


def amount_of(platform: Platform, token: str, run_id: str) -> str:
    """Return a school's published total as its page writes it."""
    school = platform.accounts[Role.PRINCIPAL]["school_id"]
    path = f"/api/allocation/v1/allocation-runs/{run_id}/schools/{school}"
    cents = platform.send("GET", path, Authorization=f"Bearer {token}").body["total_cents"]
    return f"${cents / 100:,.2f}"


@pytest.mark.parametrize(
    "address", ["/studio", "/data", "/funding/301", "/studio/01980000-0000-7000-8000-000000000000"]
)
def test_a_principal_is_told_what_is_closed(open_page: OpenPage, address: str) -> None:
    page = open_page(Role.PRINCIPAL)
    page.goto(address)
    refusal = page.get_by_role("alert").filter(has_text="Your role does not allow this")
    expect(refusal).to_be_visible()
    expect(page.get_by_role("navigation", name="Main").get_by_role("link")).to_have_text(["School budgets"])
    assert "$" not in page.locator("main").inner_text()


def test_signing_out_closes_every_page(page: Page, sign_in: SignIn) -> None:
    sign_in(page, Role.COUNCIL_MEMBER)
    clicks.go_to(page, "School budgets")
    page.get_by_role("button", name="Your account").click()
    page.get_by_role("menuitem", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
    page.go_back()
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()


def test_an_ended_session_asks_for_the_password_and_comes_back(page: Page, sign_in: SignIn, platform: Platform) -> None:
    sign_in(page, Role.BOARD_MEMBER)
    page.goto("/published?year=2026")
    expect(page.get_by_role("button", name=SCENARIO, exact=True)).to_be_visible()
    page.context.clear_cookies()
    page.get_by_role("button", name=SCENARIO, exact=True).click()
    expect(page.get_by_label("Password", exact=True)).to_be_visible()
    account = platform.accounts[Role.BOARD_MEMBER]
    fill_sign_in(page, account["username"], account["password"])
    expect(page.get_by_role("heading", name=SCENARIO, level=1)).to_be_visible()


def test_a_wrong_password_is_said_and_the_name_kept(page: Page) -> None:
    page.goto("/")
    fill_sign_in(page, "somebody", "not-the-password")
    expect(page.get_by_role("alert")).to_contain_text("do not belong together")
    expect(page.get_by_label("User name")).to_have_value("somebody")


def test_without_a_network_nothing_typed_is_lost(open_page: OpenPage) -> None:
    page = open_page(Role.SUPERINTENDENT)
    page.goto("/studio")
    expect(page.get_by_role("button", name=SCENARIO, exact=True)).to_be_visible()
    clicks.new_scenario(page, "Without a network", "A copy of another scenario")
    clicks.open_source(page, BASE_GRANT)
    cell = page.get_by_label("Pupils in poverty, Elementary", exact=True)
    cell.fill("0.5")
    cell.press("Enter")
    expect(page.get_by_text("Not saved")).to_be_visible()
    page.context.set_offline(True)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert").first).to_be_visible()
    expect(cell).to_have_value("0.5")
    page.context.set_offline(False)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved", exact=True).first).to_be_visible()
    expect(page.get_by_text("Not saved")).to_have_count(0)


def test_the_pages_speak_spanish(open_page: OpenPage) -> None:
    page = open_page(Role.PRINCIPAL, locale="es-US")
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Hola"))
    page.get_by_role("navigation").get_by_role("link", name="Presupuestos escolares").click()
    expect(page.get_by_role("button", name="¿Por qué este total?")).to_be_visible()
    page.get_by_role("button", name="English", exact=True).click()
    expect(page.get_by_role("button", name="Why this total?")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Why this total?")).to_be_visible()


def test_a_school_budget_is_printed_without_controls(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(Role.PRINCIPAL, viewport=DESK)
    page.goto("/funding?year=2026")
    expect(page.get_by_role("heading", name="Funding streams")).to_be_visible()
    streams = page.get_by_role("heading", level=3).all_inner_texts()
    page.emulate_media(media="print")
    for control in (page.get_by_role("navigation"), page.get_by_role("button", name="Your account")):
        expect(control).to_be_hidden()
    expect(page.get_by_role("button", name="Why this total?")).to_be_hidden()
    for stream in streams:
        expect(page.get_by_role("heading", name=stream, level=3)).to_be_visible()
    content = page.pdf(path=tmp_path / "budget.pdf", format="Letter")
    assert 1 <= len(re.findall(rb"/Type /Page\b", content)) <= 4
