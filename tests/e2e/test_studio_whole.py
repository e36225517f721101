"""The studio, whole: incentives, measures of one's own, equity, history, central services and the origins of rules."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from shared.access import Role
from tests.e2e.conftest import OpenPage, Picture
from tests.e2e.running import Platform

pytestmark = [pytest.mark.e2e]

YEAR = 2027
BASE_GRANT = "Local Control Funding Formula: base grant"
SCHOOLS = re.compile("^What every school would receive")


@pytest.fixture
def studio(open_page: OpenPage, platform: Platform) -> Page:
    """Open a scenario of the test's own, as budget director."""
    token = platform.token(Role.BUDGET_DIRECTOR)
    scenario = platform.copy_scenario(token, YEAR, "Draft of the budget office", 9_700)
    page = open_page(Role.BUDGET_DIRECTOR)
    page.goto(f"/studio/{scenario}")
    expect(page.get_by_role("table", name=SCHOOLS)).to_be_visible()
    return page


def open_source(page: Page) -> None:
    page.get_by_role("button", name=re.compile(f"^{BASE_GRANT}")).click()
    expect(page.get_by_label("Kind of rule").first).to_be_visible()


def section(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("meter", name="Placed")).to_be_visible()


def test_a_stipend_for_schools_that_are_hard_to_staff(studio: Page, picture: Picture) -> None:
    open_source(studio)
    studio.get_by_role("button", name="Add a rule").first.click()
    studio.get_by_role("dialog").get_by_role("button", name=re.compile("^Hard-to-staff stipend")).click()
    rule = studio.get_by_role("group", name="Hard-to-staff stipend", exact=True)
    given = rule.get_by_text(re.compile(r"^\$[\d,]+ to \d+ schools?$"))
    expect(given).to_be_visible()
    before = given.inner_text()
    amount = rule.get_by_label("Amount", exact=True)
    amount.fill("9000")
    amount.press("Enter")
    expect(given).not_to_have_text(before)
    picture(studio, "studio-incentive-1280", top=rule)
    # A value that nobody can reach gives nothing, and undo brings the schools back.
    after = given.inner_text()
    rule.get_by_label("Percent").fill("100")
    rule.get_by_label("Percent").press("Enter")
    expect(rule.get_by_text("No school receives anything from it.")).to_be_visible()
    studio.get_by_role("button", name="Undo", exact=True).click()
    expect(given).to_have_text(after)


def test_a_measure_is_written_with_the_keyboard_and_used_by_a_rule(studio: Page, picture: Picture) -> None:
    studio.get_by_role("button", name="Compute a measure").click()
    window = studio.get_by_role("dialog")
    window.get_by_label("What it is called").fill("Small-school dollars")
    formula = window.get_by_label("Formula", exact=True)
    formula.press_sequentially("max(600 - pup")
    names = window.get_by_role("listbox", name="Names that fit here")
    expect(names.get_by_role("option").first).to_contain_text("pupils")
    studio.keyboard.press("Enter")
    expect(formula).to_have_value("max(600 - pupils")
    formula.press_sequentially(", 0) * $100")
    # The faults stand in words with their place, and nothing wrong can be taken.
    fault = window.get_by_role("button", name=re.compile("^Character "))
    formula.press_sequentially(" + pupils")
    expect(fault.first).to_be_visible()
    picture(studio, "measure-fault-1280")
    expect(window.get_by_role("button", name="Use this measure")).to_be_disabled()
    formula.fill("max(600 - pupils, 0) * $100 / pupil")
    expect(fault).to_have_count(0)
    window.get_by_role("combobox", name="Try it on a school").fill("Acorn")
    window.get_by_role("option", name="Acorn Elementary").click()
    expect(window.get_by_text("$8,000.00", exact=True).first).to_be_visible()
    picture(studio, "measure-1280")
    window.get_by_role("button", name="Use this measure").click()

    open_source(studio)
    studio.get_by_role("button", name="Add a rule").first.click()
    studio.get_by_role("dialog").get_by_role("button", name=re.compile("^Your own formula")).click()
    rule = studio.get_by_role("group", name="Your own formula", exact=True)
    expect(rule.get_by_role("combobox", name="The measure")).to_have_value("Small-school dollars")
    paid = rule.get_by_text(re.compile(r"^\$[\d,]+ to \d+ schools?$"))
    expect(paid).to_be_visible()
    expect(studio.get_by_text("Every source adds up")).to_be_visible()

    # Another name changes everywhere and no dollar with it; a word of the language is refused where it stands.
    before = paid.inner_text()
    studio.get_by_role("button", name=re.compile("^Small-school dollars")).click()
    name = studio.get_by_role("dialog").get_by_label("Its name in formulas")
    name.fill("pupils")
    expect(studio.get_by_text("This is a word of the language.")).to_be_visible()
    name.fill("few_pupils_dollars")
    expect(studio.get_by_text("This is a word of the language.")).to_have_count(0)
    picture(studio, "measure-rename-1280")
    studio.get_by_role("dialog").get_by_role("button", name="Use this measure").click()
    expect(studio.get_by_text("Renamed, also in 1 place that uses it")).to_be_visible()
    expect(paid).to_have_text(before)
    studio.get_by_role("button", name="Undo", exact=True).click()
    expect(paid).to_have_text(before)
    studio.get_by_role("button", name=re.compile("^Small-school dollars")).click()
    expect(studio.get_by_role("dialog").get_by_label("Its name in formulas")).to_have_value("small_school_dollars")
    studio.keyboard.press("Escape")


def test_equity_and_watched_schools_move_with_a_what_if(studio: Page, picture: Picture) -> None:
    studio.get_by_role("button", name="Keep Acorn Elementary in view").click()
    watched = studio.get_by_role("region", name="Schools in view")
    equity = studio.get_by_role("region", name="How fair is it?")
    slope = equity.get_by_role("definition").nth(1)
    expect(slope).to_contain_text("$")
    before = (watched.inner_text(), slope.inner_text())
    open_source(studio)
    weight = studio.get_by_label("Pupils in poverty, Elementary", exact=True)
    weight.fill("1.5")
    weight.press("Enter")
    expect(watched).not_to_have_text(before[0])
    formula = studio.get_by_role("row", name=re.compile("^Acorn Elementary")).locator("td").nth(1)
    expect(formula).to_have_text(re.compile(r"^\$[\d,]+need \$[1-9][\d.]*[MK]$"))
    expect(slope).not_to_have_text(before[1])
    equity.get_by_text("All statistics").click()
    # The raw spread never stands alone: it is the last of many, with its warning.
    rows = equity.get_by_role("table").get_by_role("rowheader")
    expect(rows.last).to_contain_text("says nothing alone")
    expect(watched).to_be_in_viewport()
    equity.get_by_text("All statistics").click()
    bars = equity.get_by_role("figure", name="Dollars per pupil by decile: Pupils in poverty")
    expect(bars).to_contain_text(re.compile(r"[+-]\$[\d,]+ per pupil at the schools with the most need.*; today"))
    picture(studio, "studio-equity-1280", top=equity)
    decile = studio.get_by_label("Decile: Pupils in poverty", exact=True)
    most = decile.locator("option").last
    expect(most).to_have_text(re.compile(r"^10, most: [\d.]+% to [\d.]+%$"))
    decile.select_option(value=most.get_attribute("value"))
    expect(studio.get_by_role("table", name=SCHOOLS).locator("tfoot")).to_have_text(re.compile(r"^[3-9] schools"))


def test_on_a_phone_a_school_is_kept_in_view_from_its_own_window(studio: Page) -> None:
    studio.set_viewport_size({"width": 375, "height": 812})
    studio.get_by_role("button", name="Acorn Elementary", exact=True).click()
    keep = studio.get_by_role("dialog").get_by_role("button", name="Keep in view")
    keep.click()
    expect(keep).to_have_attribute("aria-pressed", "true")
    studio.keyboard.press("Escape")
    expect(studio.get_by_role("region", name="Schools in view")).to_contain_text("Acorn Elementary")
    assert studio.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_history_tells_what_differs_and_brings_it_back(studio: Page, picture: Picture) -> None:
    open_source(studio)
    weight = studio.get_by_label("Pupils in poverty, Elementary", exact=True)
    first = weight.input_value()
    weight.fill("0.9")
    weight.press("Enter")
    studio.get_by_role("button", name="More for this scenario").click()
    studio.get_by_role("menuitem", name="Save with a note…").or_(
        studio.get_by_role("button", name="Save with a note…")
    ).click()
    studio.get_by_label("Why did you change it?").fill("More for pupils in poverty.")
    studio.get_by_role("dialog").get_by_role("button", name="Save", exact=True).click()
    expect(studio.get_by_text("Saved", exact=True).first).to_be_visible()

    section(studio, "History")
    expect(studio.get_by_text("“More for pupils in poverty.”")).to_be_visible()
    change = studio.get_by_role("listitem").filter(has_text=re.compile(r"poverty, elementary: .*0\.9"))
    expect(change).to_be_visible()
    expect(studio.get_by_role("table", name=re.compile("^Every school by the two policies"))).to_be_visible()
    picture(studio, "history-1280")
    studio.get_by_role("button", name="Bring version 1 back").click()
    expect(studio.get_by_text("Not saved")).to_be_visible()
    section(studio, "Formula")
    open_source(studio)
    expect(studio.get_by_label("Pupils in poverty, Elementary", exact=True)).to_have_value(first)
    studio.get_by_role("button", name="Undo", exact=True).click()
    expect(studio.get_by_label("Pupils in poverty, Elementary", exact=True)).to_have_value("0.9")


def figure(page: Page, label: str) -> Locator:
    return page.get_by_text(label, exact=True).locator("xpath=following-sibling::p[1]")


def test_a_central_service_is_sold_to_schools(studio: Page, picture: Picture) -> None:
    section(studio, "Central services")
    source = studio.get_by_role("region", name=BASE_GRANT)
    source.get_by_role("button", name="Let the services decide").click()
    source.get_by_role("button", name="Add a service").click()
    service = source.get_by_role("group", name="New service", exact=True)
    cost = service.get_by_label("What it costs")
    cost.fill("4000000")
    cost.press("Enter")
    service.get_by_label("What happens with it").select_option(label="Sell it to schools")
    price = service.get_by_label("Price")
    price.fill("100")
    price.press("Enter")
    expect(service.get_by_text("Schools pay $4.1M for what costs $4M.")).to_be_visible()
    expect(studio.get_by_text("The price covers the cost.")).to_be_visible()
    expect(figure(studio, "Schools pay for services")).to_have_text("$4,095,100")
    effects = studio.get_by_role("table", name=re.compile("^Services in each school"))
    acorn = effects.get_by_role("row", name=re.compile("^Acorn Elementary"))
    expect(acorn).to_contain_text("$52,000")
    picture(studio, "central-services-1280")
    studio.get_by_role("button", name="Undo", exact=True).click()
    expect(
        studio.get_by_text("Nothing is sold.").or_(studio.get_by_text("less than the services cost"))
    ).to_be_visible()


def test_the_register_says_whose_rule_it_is(studio: Page, picture: Picture) -> None:
    section(studio, "Rules and origins")
    entry = studio.get_by_role("listitem").filter(
        has=studio.get_by_role("heading", name="Title I, Part A: basic grants")
    )
    entry.get_by_label("Whose rule it is").select_option(label="federal law")
    expect(entry.get_by_text("Schools must follow it.")).to_be_visible()
    entry.get_by_label("It is", exact=True).select_option(label="waived")
    jobs = entry.get_by_label("Jobs it may pay for")
    jobs.fill("Counselor, Nurse")
    jobs.press("Enter")
    amount = figure(studio, "Limited by federal law")
    expect(amount).to_have_text(re.compile(r"^\$[1-9][\d,]+$"))
    expect(studio.get_by_text(f"{amount.inner_text()} of it relaxed or waived")).to_be_visible()
    picture(studio, "rule-origins-1280")
    studio.get_by_role("button", name="Save", exact=True).click()
    expect(studio.get_by_text("Saved", exact=True).first).to_be_visible()
    studio.reload()
    expect(entry.get_by_label("Jobs it may pay for")).to_have_value("Counselor, Nurse")


def test_a_scenario_begins_with_another_districts_formula(open_page: OpenPage, picture: Picture) -> None:
    page = open_page(Role.BUDGET_DIRECTOR)
    page.goto(f"/studio?year={YEAR}")
    page.get_by_role("button", name="New scenario").first.click()
    window = page.get_by_role("dialog")
    window.get_by_label("Name", exact=True).fill("As Boston does it")
    window.get_by_label("Another district’s formula").check()
    formulas = window.get_by_label("Formula", exact=True)
    expect(formulas).to_be_visible()
    picture(page, "new-scenario-1280")
    window.get_by_label("In place of the rules of").select_option(label="Dollars follow need")
    window.get_by_role("button", name="Create and open").click()
    expect(page.get_by_role("table", name=SCHOOLS)).to_be_visible()
    expect(page.get_by_text("Every source adds up")).to_be_visible()


def test_a_session_that_ended_says_so_and_goes_on_where_it_was(open_page: OpenPage) -> None:
    page = open_page(Role.BUDGET_DIRECTOR)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    # Until everything of this page is there: an answer to it would itself ask for the password.
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    page.context.clear_cookies()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Data", exact=True).click()
    expect(page.get_by_text("Your session has ended")).to_be_visible()
    assert "from=%2Fdata" in page.url
