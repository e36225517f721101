"""Other districts' formulas on the demonstration district's schools, and where its own formula jumps."""

import re

import pytest
from playwright.sync_api import Page, expect

from shared.access import Role
from tests.e2e.conftest import PHONE, OpenPage, Picture

pytestmark = [pytest.mark.e2e]

SCENARIO = "Dollars follow need"


def open_view(page: Page, stage: str, view: str) -> None:
    page.goto("/studio?year=2027")
    page.get_by_role("button", name=SCENARIO, exact=True).click()
    views = page.get_by_role("navigation", name="Views of this scenario")
    views.get_by_role("link", name=stage, exact=True).click()
    views.get_by_role("link", name=view, exact=True).click()


def test_what_bostons_formula_would_give_our_schools(open_page: OpenPage, picture: Picture) -> None:
    page = open_page(Role.BUDGET_DIRECTOR)
    open_view(page, "Explore", "Other districts")
    expect(page.get_by_role("heading", level=1, name="Other districts’ formulas")).to_be_visible()
    expect(page.get_by_role("heading", level=2)).to_have_count(14)
    picture(page, "library-1280")
    page.get_by_role("button", name="Español", exact=True).click()
    expect(page.get_by_role("heading", level=2, name=re.compile("^Fórmula ponderada por estudiante"))).to_have_count(2)
    page.get_by_role("button", name="English", exact=True).click()
    page.get_by_role("link", name="Compare salaries").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Salaries")
    page.go_back()

    page.get_by_role("link", name=re.compile("Try it on our schools.*Boston")).click()
    expect(page.get_by_role("heading", level=1, name="Boston, Massachusetts: Weighted Student Funding")).to_be_visible()
    schools = page.get_by_role("region", name="School by school").get_by_role("table")
    expect(schools.get_by_role("row").nth(5)).to_be_visible()
    picture(page, "library-boston-1280")

    # The same money: what the schools have together is unchanged to the dollar, and so is everybody's average.
    groups = page.get_by_role("region", name="Whom does it favor?").get_by_role("table")
    everyone = groups.get_by_role("row").filter(has_text="All pupils")
    expect(everyone).to_contain_text("$0")

    # Another reading of their words changes the figures at once.
    words = page.get_by_role("region", name="How their words are read here")
    cost = page.get_by_text("Their rates would cost", exact=True).locator("..")
    before = cost.inner_text()
    autism = words.get_by_role("listitem").filter(has_text="Autism")
    autism.get_by_label("Counted by").select_option("special_education")
    expect(cost).not_to_have_text(before, use_inner_text=True)
    words.get_by_role("button", name="Back to the suggestion").click()
    expect(cost).to_have_text(before, use_inner_text=True)

    page.get_by_role("radio", name="Their own dollars").check()
    expect(page).to_have_url(re.compile("dollars=theirs"))
    page.get_by_role("button", name="Save as a scenario").click()
    expect(page).to_have_url(re.compile(r"/studio/[0-9a-f-]{36}$"))
    chosen = page.get_by_role("combobox").filter(has_text="Boston, Massachusetts 2016 on our schools").first
    expect(chosen).to_have_value(page.url.rsplit("/", 1)[1])


def test_a_board_member_looks_and_cannot_save(open_page: OpenPage) -> None:
    page = open_page(Role.BOARD_MEMBER, viewport=PHONE)
    open_view(page, "Explore", "Other districts")
    page.get_by_role("link", name=re.compile("Try it on our schools.*Houston")).click()
    expect(page.get_by_role("region", name="Whom does it favor?")).to_be_visible()
    expect(page.get_by_role("button", name="Save as a scenario")).to_have_count(0)
    # Nothing stands wider than the phone.
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_where_the_formula_jumps_and_what_a_label_is_worth(open_page: OpenPage, picture: Picture) -> None:
    page = open_page(Role.BUDGET_DIRECTOR)
    open_view(page, "Test", "Cliffs")
    expect(page.get_by_role("heading", level=1, name="Cliffs and incentives")).to_be_visible()
    labels = page.get_by_role("region", name="What a label is worth").get_by_role("table")
    expect(labels.get_by_role("row").nth(1)).to_be_visible()
    picture(page, "cliffs-1280")

    # A jump that nobody reaches is none; a lower bar shows more.
    threshold = page.get_by_label("A jump of at least")
    threshold.fill("900,000,000")
    threshold.press("Enter")
    expect(page.get_by_text("No jumps", exact=True)).to_be_visible()
    threshold.fill("500")
    threshold.press("Enter")
    expect(page.get_by_text("No jumps", exact=True)).to_have_count(0)
    jumps = page.get_by_role("region", name="Where the formula jumps").get_by_role("table")
    expect(jumps.get_by_role("row").nth(1)).to_be_visible()
